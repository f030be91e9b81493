import Figures
import Statistics

/// What Ito et al., Phys Med 100:18-25, 2022, report in words, and what is found here. Their numbers are not published.
struct PaperClaims {
    let book: ScoreBook
    let names: LevelNames
    /// Here, their DDSRCNN that learns from all count levels.
    let main: String
    /// Their DDSRCNN that learns from 100,000 counts alone; empty where there is none.
    let singleLevel: String

    var table: Table {
        Table(
            "What the article reports, and what is found here", columns: ["article", "here"],
            rows: [
                ["DDSRCNN has the highest PSNR at all counts", highest(.psnr)],
                [
                    "the SSIM of DDSRCNN is above that of the images as they are",
                    above([Rival.none.rawValue], .ssim),
                ],
                [
                    "and above that of the Gaussian filter",
                    above([Rival.gaussian8, .gaussian].map(\.rawValue), .ssim),
                ],
                ["DnCNN shows false accumulation as counts increase", falseAccumulation],
                [
                    "training with mixed counts gives a higher PSNR than with 100,000",
                    above([singleLevel], .psnr),
                ],
                ["and a higher SSIM", above([singleLevel], .ssim)],
            ],
            notes: [
                "Here, DDSRCNN is \(Rival.title(of: main)). Differences count where p < 0.05, see the tables below."
            ])
    }

    private func highest(_ measure: Measure) -> String {
        let firsts = book.levels.map { level in
            book.methods.max { mean($0, level, measure) < mean($1, level, measure) } ?? ""
        }
        let others = zip(book.levels, firsts).filter { $1 != main }
        let found = "at \(book.levels.count - others.count) of \(book.levels.count) count levels"
        return others.isEmpty
            ? found
            : "\(found); first at "
                + others.map { "\(names($0)): \(Rival.title(of: $1))" }.joined(separator: ", ")
    }

    private func above(_ methods: [String], _ measure: Measure) -> String {
        let comparisons = book.comparisons(of: main, measure)
        return methods.filter(book.methods.contains).map { method in
            let own = comparisons.filter { $0.method == method }
            func levels(_ isMeant: (Comparison) -> Bool) -> String {
                let found = own.filter { $0.adjustedP < 0.05 && isMeant($0) }.map { names($0.level) }
                return found.isEmpty ? "none" : found.joined(separator: ", ")
            }
            return "\(Rival.title(of: method)): above at \(levels { $0.difference.value > 0 }); below at "
                + levels { $0.difference.value < 0 }
        }.joined(separator: "; ").nonEmpty
    }

    private var falseAccumulation: String {
        let methods = book.methods.filter { $0.hasPrefix("dncnn") || $0 == main }
        guard methods.contains(where: { $0 != main }) else { return "".nonEmpty }
        return methods.map { method in
            let counts = book.levels.sorted().map { level in
                "\(mean(method, level, .falseAccumulation).fixed(decimals: 2)) at \(names(level))"
            }
            return "\(method): \(counts.joined(separator: ", "))"
        }.joined(separator: "; ") + " false foci in a view"
    }

    /// Less than any number where nothing was measured.
    private func mean(_ method: String, _ level: CountLevel, _ measure: Measure) -> Double {
        book.estimate(ScoreBook.Key(method: method, level: level, measure: measure))?.value ?? -.infinity
    }
}

extension String {
    /// Words for nothing.
    fileprivate var nonEmpty: String { isEmpty ? "not looked at" : self }
}

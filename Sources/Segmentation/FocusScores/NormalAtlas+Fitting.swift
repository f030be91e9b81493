import Figures
public import Foundation
import Phantoms
import Scintigraphy

extension NormalAtlas {
    /// An atlas of normal views.
    ///
    /// All of one view, whatever their sex and age, are aligned to each other: by their outlines first, then three times to
    /// the mean of what they have become.
    ///
    /// - Parameters:
    ///   - views: of patients without anything abnormal, none of whom is to be judged by it.
    ///   - workers: how many threads may work.
    /// - Throws: where there are none, one holds no counts or has no pixel spacing, or a setting cannot be used.
    public init(
        of views: [NormalView], _ settings: Settings = Settings(),
        workers: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws {
        try settings.check()
        guard !views.isEmpty else {
            throw SegmentationError(
                "there is no normal view to make an atlas of; give a cohort with normal patients")
        }
        self.settings = settings
        var templates: [View: [Float]] = [:]
        var groups: [Key: Group] = [:]
        for side in View.allCases {
            let some = views.filter { $0.view.view == side }
            guard !some.isEmpty else { continue }
            let seen = try inParallel(some.count, workers: workers) { try AtlasView(some[$0].view) }
            let (template, alignments) = try Self.aligned(seen, workers: workers)
            templates[side] = template
            let contrasts = try inParallel(some.count, workers: workers) { number in
                try Self.contrast(of: some[number].view, seen[number], alignments[number], settings)
            }
            var members: [Key: [Int]] = [:]
            for (number, view) in some.enumerated() {
                let band = settings.band(of: view.age)
                for key in [
                    Key(view: side), Key(view: side, sex: view.sex),
                    Key(view: side, sex: view.sex, band: band),
                ] { members[key, default: []].append(number) }
            }
            for (key, numbers) in members { groups[key] = Group(numbers.map { contrasts[$0] }) }
        }
        (self.templates, self.groups) = (templates, groups)
    }

    /// The mean of views once they are aligned to it, and how.
    private static func aligned(
        _ views: [AtlasView], workers: Int
    ) throws -> (template: [Float], alignments: [AtlasAlignment]) {
        var alignments = views.map { AtlasAlignment(outlineOf: $0.image) }
        func mean() -> [Float] {
            var sums = [Double](repeating: 0, count: AtlasView.rows * AtlasView.columns)
            for (view, alignment) in zip(views, alignments) {
                for place in sums.indices {
                    let row = Double(place / AtlasView.columns)
                    let column = alignment.column(Double(place % AtlasView.columns), at: row)
                    sums[place] += view.image(alignment.row(row), column)
                }
            }
            return sums.map { Float($0 / Double(views.count)) }
        }
        var template = mean()
        for _ in 0..<3 {
            let before = alignments
            let reference = template
            alignments = try inParallel(views.count, workers: workers) { number in
                before[number].registered(views[number].image, to: reference, steps: 6)
            }
            template = mean()
        }
        return (template, alignments)
    }

    /// The highest contrast near each place of the atlas; 0 where that lies outside of the view.
    static func contrast(
        of view: CountImage, _ seen: AtlasView, _ alignment: AtlasAlignment, _ settings: Settings
    ) throws -> [Float] {
        let highest = try ContrastMap(view, settings.contrast).values
            .highestNearby(view, millimetres: settings.reachMillimetres)
        let image = BilinearImage(rows: view.rows, columns: view.columns, pixels: highest)
        return (0..<AtlasView.rows).flatMap { row in
            let down = seen.viewRow(at: alignment.row(Double(row)))
            return (0..<AtlasView.columns).map { column in
                Float(image(down, seen.viewColumn(at: alignment.column(Double(column), at: Double(row)))))
            }
        }
    }
}

extension NormalAtlas.Group {
    /// Of patients' contrasts; the deviation is that of so many over so many, and 0 of one.
    init(_ contrasts: [[Float]]) {
        patients = contrasts.count
        var sums = [Double](repeating: 0, count: AtlasView.rows * AtlasView.columns)
        var squares = sums
        for contrast in contrasts {
            for (place, value) in contrast.enumerated() {
                sums[place] += Double(value)
                squares[place] += Double(value) * Double(value)
            }
        }
        let count = Double(contrasts.count)
        mean = sums.map { Float($0 / count) }
        deviation = zip(sums, squares).map { sum, square in
            Float(max(square / count - (sum / count) * (sum / count), 0).squareRoot())
        }
    }
}

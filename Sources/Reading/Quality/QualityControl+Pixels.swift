import Figures
import Scintigraphy

/// What the pixels of a view say.
extension QualityControl {
    /// Enough counts per view: the guideline's minimum, and a tenth of it as the limit of the readable.
    func counts(_ image: CountImage) -> QualityCheck {
        let (guideline, readable) = (1_500_000.0, 150_000.0)
        let total = image.total
        return QualityCheck(
            "\(Self.countsName), \(image.view.rawValue)",
            total >= guideline ? .pass : total >= readable ? .warn : .fail,
            measured: "\(total.grouped) counts", value: total, unit: "counts",
            expected: "at least 1.5 million; by our own rule not below 150,000", source: Source.eanm)
    }

    /// The whole body in one image: tall, and fine enough.
    func matrix(_ image: CountImage) -> QualityCheck {
        QualityCheck(
            "Matrix, \(image.view.rawValue)",
            image.rows >= 512 && image.rows >= 2 * image.columns ? .pass : .warn,
            measured: "\(image.rows) × \(image.columns) pixels", value: Double(image.rows), unit: "rows",
            expected: "1024 × 256 or similar", source: Source.ours)
    }

    /// From this size on, in millimetres, a pixel takes in more than a lesion.
    static let coarseMillimetres = 10.0

    func spacing(_ image: CountImage) -> QualityCheck {
        let plausible = 1.0...5.0
        let isProportionate = image.spacing?.isProportionate ?? false
        let sides = image.spacing.map { [$0.rowMillimetres, $0.columnMillimetres] }
        return QualityCheck(
            "\(Self.pixelSizeName), \(image.view.rawValue)",
            sides.map {
                $0.allSatisfy(plausible.contains)
                    ? .pass : isProportionate && $0.allSatisfy { $0 < Self.coarseMillimetres } ? .warn : .fail
            } ?? .fail,
            measured: image.spacing.map { $0.text + (isProportionate ? "" : ", drawn square") }
                ?? "not stated", value: image.spacing?.rowMillimetres, unit: "mm",
            expected: "1 to 5 mm", source: Source.ours)
    }

    func encoding(_ image: CountImage) -> QualityCheck {
        let (verdict, measured): (Verdict, String) =
            switch image.meaning {
            case .counts: (.pass, "detected counts")
            case .processedCounts: (.warn, "processed, on the scale of counts")
            case .notForQuantification(let why): (.fail, "not for quantification: \(why)")
            }
        return QualityCheck(
            "Pixel values, \(image.view.rawValue)", verdict, measured: measured,
            expected: "counts without loss", source: Source.dicom)
    }

    /// A brightest value that many pixels share, or the largest that 8, 12, 15 or 16 bits hold.
    ///
    /// In an unsaturated view the brightest value is rarer than those just below it.
    func saturation(_ image: CountImage) -> QualityCheck {
        let maximum = image.pixels.max() ?? 0
        let atMaximum = image.pixels.count { $0 == maximum }
        let justBelow = image.pixels.count { $0 >= 0.9 * maximum && $0 < maximum }
        let fullScale = [255, 4095, 32_767, 65_535].contains(maximum)
        let plateau = maximum >= 20 && atMaximum >= 4 && atMaximum > justBelow
        let saturated = plateau || (fullScale && atMaximum >= 2)
        return QualityCheck(
            "Saturation, \(image.view.rawValue)", saturated ? .warn : .pass,
            measured: "highest \(Double(maximum).formatted(decimals: 1)) in \(atMaximum) "
                + (atMaximum == 1 ? "pixel" : "pixels"),
            value: saturated ? Double(atMaximum) : 0, unit: "saturated pixels",
            expected: "no plateau",
            source: Source.ours)
    }

    /// Whether the body runs out of the field: counts on the first and last lines that hold any.
    ///
    /// Cameras leave empty lines around the field that they scanned, so the edge is where counts begin. That is
    /// judged where a mean line holds a hundred counts, so that the limit is some fifteen counts in three lines.
    func field(_ image: CountImage) -> QualityCheck {
        let expected = "edges below 5 % of mean"
        func untold(_ why: String) -> QualityCheck {
            QualityCheck(
                "Field of view, \(image.view.rawValue)", .warn, measured: why, expected: expected,
                source: Source.ours)
        }
        if image.meaning == .processedCounts {  // a filter smears a cut edge into the empty lines beside it
            return untold("not to be told from a processed view")
        }
        var rows = [Double](repeating: 0, count: image.rows)
        var columns = [Double](repeating: 0, count: image.columns)
        let width = image.columns
        image.pixels.withUnsafeBufferPointer { pixels in
            columns.withUnsafeMutableBufferPointer { columns in
                for row in 0..<image.rows {
                    var sum = 0.0
                    for column in 0..<width {
                        let count = Double(pixels[row * width + column])
                        sum += count
                        columns[column] += count
                    }
                    rows[row] = sum
                }
            }
        }
        guard min(rows.meanFilled, columns.meanFilled) >= 100 else {
            return untold("too few counts to tell")
        }
        let edges = [
            ("head", rows.edge), ("feet", rows.reversed().edge), ("picture's left", columns.edge),
            ("picture's right", columns.reversed().edge),
        ]
        let cut = edges.filter { $0.1 > 0.05 }
        return QualityCheck(
            "Field of view, \(image.view.rawValue)", cut.isEmpty ? .pass : .warn,
            measured: cut.isEmpty
                ? "body inside the field"
                : "body may be cut off: "
                    + cut.map { "\($0.0) (\(($0.1 * 100).formatted(decimals: 0)) %)" }
                    .joined(separator: ", "),
            value: (edges.map(\.1).max() ?? 0) * 100, unit: "% of a mean line",
            expected: expected, source: Source.ours)
    }
}

extension [Double] {
    /// The mean of the lines that hold counts.
    fileprivate var meanFilled: Double {
        let filled = filter { $0 > 0 }
        return filled.isEmpty ? 0 : filled.reduce(0, +) / Double(filled.count)
    }

    /// The mean of the first three lines that hold counts, as a part of the mean line that does.
    fileprivate var edge: Double {
        guard let first = firstIndex(where: { $0 > 0 }) else { return 0 }
        let strip = self[first...].prefix(3)
        return strip.reduce(0, +) / Double(strip.count) / meanFilled
    }
}

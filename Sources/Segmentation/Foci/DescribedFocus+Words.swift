public import Figures
import Phantoms
import Scintigraphy

extension DescribedFocus {
    /// One line for people.
    public var sentence: String {
        let place = [bone?.rawValue ?? "in no bone", vertebra.map { "about \($0)" }, side?.rawValue]
        let size = areaSquareCentimetres.map { "\($0.formatted(decimals: 1)) cm²" } ?? "\(pixels) pixels"
        let against = contrast.map { contrast in
            "\(contrast.formatted(decimals: 1)) times its surroundings"
                + (surroundings == .sameBone ? " in the same bone" : "")
        }
        let facts = [
            size, against, "probability up to \(maximumProbability.formatted(decimals: 2))",
        ]
        return "\(view.rawValue) \(number): " + place.compactMap(\.self).joined(separator: ", ") + "; "
            + facts.compactMap(\.self).joined(separator: ", ")
    }

    /// Lines on all foci of a scan, the last of which says what they are good for.
    ///
    /// - Parameter foci: `nil` where the model knows none.
    public static func sentences(_ foci: [DescribedFocus]?) -> [String] {
        let lines = foci.map { $0.isEmpty ? ["no focus"] : $0.map(\.sentence) }
        return (lines ?? ["foci: not told, for the model has not learnt what they are"])
            + ["Research use only; not for diagnosis."]
    }

    /// A line for each focus; what is not known is empty.
    public static func table(_ foci: [DescribedFocus]) -> Table {
        func cell(_ value: Double?, _ decimals: Int) -> String { value?.formatted(decimals: decimals) ?? "" }
        return Table(
            "Foci",
            columns: [
                "view", "number", "bone", "side", "estimated_level", "row", "column", "pixels", "area_cm2",
                "maximum_probability", "mean_probability", "contrast", "surroundings",
            ],
            rows: foci.map { focus in
                [
                    focus.view.rawValue, "\(focus.number)", focus.bone?.rawValue ?? "",
                    focus.side?.rawValue ?? "", focus.vertebra ?? "", cell(focus.row, 2),
                    cell(focus.column, 2), "\(focus.pixels)", cell(focus.areaSquareCentimetres, 3),
                    cell(focus.maximumProbability, 4), cell(focus.meanProbability, 4),
                    cell(focus.contrast, 3), focus.surroundings?.rawValue ?? "",
                ]
            })
    }
}

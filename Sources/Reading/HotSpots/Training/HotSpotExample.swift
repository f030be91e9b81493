import Figures

/// A hot spot of a simulated patient, from which models of hot spots learn or by which they are judged.
struct HotSpotExample: Equatable, Sendable {
    let patient: String
    /// In its scan.
    let number: Int
    /// As ``HotSpotTerm/all`` makes them.
    let terms: [Double]
    let truth: HotSpotTruth
}

extension [HotSpotExample] {
    /// A line for each; whether it is malignant is empty where there is no lesion.
    var table: Table {
        Table(
            "Hot spots",
            columns: ["patient", "number", "lesion", "malignant"] + HotSpotTerm.all.map(\.name),
            rows: map { example in
                let truth = example.truth
                return [
                    example.patient, "\(example.number)", truth.lesions.first.map { "\($0)" } ?? "",
                    truth.isMalignant.map { $0 ? "1" : "0" } ?? "",
                ] + example.terms.map { "\($0)" }
            })
    }
}

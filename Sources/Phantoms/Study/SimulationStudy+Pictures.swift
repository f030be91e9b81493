import Figures
import Foundation
import Scintigraphy

/// Patients with each disease and each artefact, beside the real scan.
extension SimulationStudy {
    static let cases = [PatientCase.diseases, PatientCase.artefacts]

    /// Two galleries; `nil` where they were stopped.
    func pictures(
        workers: Int, shouldStop: @Sendable () -> Bool, advance: @Sendable () -> Void
    ) throws -> [(String, Figure)]? {
        guard plan.hasPictures else { return [] }
        var figures: [(String, Figure)] = []
        for (name, cases) in zip(["diseases", "artefacts"], Self.cases) {
            var pictures = try inParallel(cases.count, workers: workers, shouldStop: shouldStop) { place in
                // Numbers far apart, so that no two pictures show the same body.
                let (patient, simulator) = try cases[place].find(
                    from: 1 + place * 30_000, seed: plan.seed, skeleton: skeleton)
                let scan = try simulator.scan(patient, software: "").scan
                advance()
                return try CaptionedScan(
                    cases[place].title, facts: patient.facts, images: scan.images)
            }
            guard pictures.count == cases.count else { return nil }
            if let real {
                pictures.append(
                    try CaptionedScan("Real: \(plan.realScan ?? "scan")", facts: "", images: [real]))
            }
            let notes = [
                "Anterior view, the patient's right on the left, and posterior view. Each scan from 0 to five times "
                    + "the median of its body's pixels in the anterior view."
            ]
            figures.append((name, .gallery(pictures, columns: 7, notes: notes)))
        }
        return figures
    }
}

extension Patient {
    /// "man of 61".
    fileprivate var facts: String { "\(sex == .male ? "man" : "woman") of \(age)" }
}

extension CaptionedScan {
    /// All views at the window that the body of the first one asks for, without most of the empty rows.
    fileprivate init(_ title: String, facts: String, images: [CountImage]) throws {
        let body = try BodyMask(of: images[0])
        guard let rows = body.rowRange else { throw PhantomError("\(title): the scan is empty") }
        let window = try DisplayWindow(
            upper: 5 * max(1, Double(quantile(of: body.values(of: images[0]), 0.5))))
        let shown = max(0, rows.lowerBound - 12)...min(images[0].rows - 1, rows.upperBound + 12)
        let millions = images.map { ($0.total / 1e6).fixed(decimals: 1) }.joined(separator: " + ")
        let lines = [facts, "\(millions) million counts"].filter { !$0.isEmpty }
        self.init(
            title: title, lines: [lines.joined(separator: ", ")],
            images: images.map { $0.cropped(to: shown) },
            window: window)
    }
}

extension CountImage {
    /// Some of its rows.
    fileprivate func cropped(to range: ClosedRange<Int>) -> CountImage {
        let pixels = Array(pixels[range.lowerBound * columns..<(range.upperBound + 1) * columns])
        return CountImage(
            rows: range.count, columns: columns, pixels: pixels, view: view, spacing: spacing,
            meaning: meaning)
    }
}

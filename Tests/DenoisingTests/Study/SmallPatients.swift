import Denoising
import Figures
import Foundation
import Scintigraphy
import Studies
import Torch
import Training

/// A patient of 64 × 64 pixels: a smooth body with one bright focus, 100,000 expected counts.
func smallFrame(_ patient: String, part: Part = .test, seed: UInt64) throws -> Frame {
    var generator = SeededGenerator(seed: seed)
    let (x, y) = (
        Double.random(in: 20...44, using: &generator), Double.random(in: 20...44, using: &generator)
    )
    var expected: [Float] = []
    var labels: [UInt8] = []
    for row in 0..<64 {
        for column in 0..<64 {
            func hill(_ x: Double, _ y: Double, _ width: Double) -> Double {
                let distance = hypot(Double(column) - x, Double(row) - y) / width
                return exp(-distance * distance / 2)
            }
            expected.append(Float(hill(32, 32, 14) + 3 * hill(x, y, 2)))
            labels.append(hill(x, y, 2) > 0.3 ? 1 : 0)
        }
    }
    let scale = 100_000 / expected.reduce(0, +)
    let mean = CountImage(
        rows: 64, columns: 64, pixels: expected.map { $0 * scale }, view: .anterior,
        spacing: PixelSpacing(rowMillimetres: 2.46, columnMillimetres: 2.46), meaning: .processedCounts)
    let reference = CountImage(
        rows: 64, columns: 64, pixels: mean.pixels, view: .anterior, spacing: mean.spacing)
    return Frame(
        patient: patient, part: part, reference: try reference.withPoissonNoise(using: &generator),
        mean: mean, lesions: LabelImage(rows: 64, columns: 64, labels: labels, view: .anterior))
}

/// A folder that a study's stages write into.
func studyFolder(_ place: URL, name: String = "study") throws -> NewFolder {
    try NewFolder(place.appending(path: name), plan: ("config.yaml", Data()))
}

extension StudyPlace {
    /// A place where time stands still and no patient is simulated.
    static func still(in base: URL) -> Self {
        Self(
            base: base, software: "test 1", version: "1", commit: nil, device: .cpu, workers: 2,
            skeleton: { throw TrainingError("no patient is simulated here") },
            time: { "2026-01-01T00:00:00Z" })
    }
}

import DICOM
import Foundation
import Reading
import Scintigraphy
import Synchronization

/// A small whole-body scan of 64 × 16 pixels of 4 mm: a bright bar in an empty field.
func bar(
    _ view: View = .anterior, counts: Float = 100, spacing: PixelSpacing? = .fourMillimetres,
    meaning: PixelMeaning = .counts, paint: (inout [Float]) -> Void = { _ in }
) -> CountImage {
    var pixels = [Float](repeating: 0, count: 64 * 16)
    for row in 8..<56 {
        for column in 5..<11 { pixels[row * 16 + column] = counts + Float((row * 7 + column * 3) % 11) }
    }
    // The bar's ends and sides fall off, as a body's do.
    for row in 5..<59 { pixels[row * 16 + 8] = max(pixels[row * 16 + 8], 1) }
    for column in 2..<14 { pixels[32 * 16 + column] = max(pixels[32 * 16 + column], 1) }
    paint(&pixels)
    return CountImage(rows: 64, columns: 16, pixels: pixels, view: view, spacing: spacing, meaning: meaning)
}

extension PixelSpacing {
    static let fourMillimetres = PixelSpacing(rowMillimetres: 4, columnMillimetres: 4)
}

extension BoneScan {
    /// Both views, with a header that leaves nothing out.
    static func complete(_ change: (inout Acquisition) -> Void = { _ in }) -> BoneScan {
        var acquisition = Acquisition()
        acquisition.patientName = "Test^Patient"
        acquisition.patientAge = "061Y"
        acquisition.radiopharmaceutical = "Tc-99m medronate"
        acquisition.indication = "Prostate cancer, bone pain"
        acquisition.injectedActivityMegabecquerels = 600
        acquisition.injectionTime = "090000"
        acquisition.acquisitionTime = "120000.50"
        acquisition.energyWindowKiloelectronvolts = 126...154
        let images = [bar(.anterior), bar(.posterior)]
        acquisition.countsAccumulated = Int(images.reduce(0) { $0 + $1.total })
        change(&acquisition)
        return BoneScan(images: images, acquisition: acquisition)
    }
}

/// A clock that every look at puts on by a second.
final class TickingClock: Clock {
    typealias Instant = ContinuousClock.Instant
    private let start = ContinuousClock().now
    private let ticks = Mutex(0)

    var now: Instant {
        ticks.withLock {
            $0 += 1
            return start.advanced(by: .seconds($0))
        }
    }
    var minimumResolution: Duration { .seconds(1) }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}

extension LearnedRestoration {
    static var none: LearnedRestoration { .leftOut(because: "no model was given") }
}

let newYear = Date(timeIntervalSince1970: 1_798_761_600)  // 2027-01-01

extension ScanReader {
    /// What a reading without classifiers and segmenter reports, with the trial of fewer counts.
    func trial(
        of scan: BoneScan, sources: [ViewSource] = [], learned: LearnedRestoration, seed: UInt64,
        at date: Date,
        clock: some Clock<Duration> = ContinuousClock()
    ) throws -> Report {
        var models = ReadingModels(without: "none were given")
        models.restoration = learned
        var settings = ReadingSettings()
        (settings.triesFewerCounts, settings.seed) = (true, seed)
        return try read(
            scan, sources: sources, models: models, settings: settings, at: date, clock: clock
        ).report
    }
}

/// All keys of a JSON document but those of `parameters` and `settings`, which are free.
func keys(of json: Any) -> Set<String> {
    if let object = json as? [String: Any] {
        return object.reduce(into: Set(object.keys)) { names, entry in
            if !["parameters", "settings"].contains(entry.key) { names.formUnion(keys(of: entry.value)) }
        }
    }
    return (json as? [Any])?.reduce(into: Set<String>()) { $0.formUnion(keys(of: $1)) } ?? []
}

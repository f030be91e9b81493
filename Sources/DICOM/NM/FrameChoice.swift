import Foundation
import Scintigraphy

/// A frame of a file that shows one view in the energy window of technetium-99m.
struct FrameChoice {
    /// Counted from 0.
    let frame: Int
    /// Counted from 1, as in the file's vectors.
    let energyWindow: Int
    let detector: Int
    let decision: ViewDecision
}

/// The energy windows and detectors of a planar image's frames (PS3.3 C.8.4.8).
struct FrameVectors {
    /// The principal gamma line of technetium-99m, as windows are set to it.
    static let photopeakKiloelectronvolts = 140.0

    let energyWindows: [Int]
    let detectors: [Int]

    /// A file without vectors has one window, and a detector a frame of each window. Vectors that count from 0
    /// are taken to count from 1, as they should.
    init(_ dataSet: borrowing DataSet, frames: Int) {
        let windows = dataSet.integers(.energyWindowVector)
        let detectors = dataSet.integers(.detectorVector)
        energyWindows = windows.count == frames ? windows.countedFromOne : Array(repeating: 1, count: frames)
        self.detectors =
            detectors.count == frames ? detectors.countedFromOne : energyWindows.ranksAmongEqual
    }
}

extension [Int] {
    fileprivate var countedFromOne: [Int] { contains(0) ? map { $0 + 1 } : self }

    /// 1 for the first of each value, 2 for the second, and so on.
    fileprivate var ranksAmongEqual: [Int] {
        var seen: [Int: Int] = [:]
        return map { value in
            seen[value, default: 0] += 1
            return seen[value] ?? 1
        }
    }
}

extension DataSet {
    /// The limits of an energy window, in keV; the outermost where it has several ranges.
    func energyLimits(ofWindow window: Int) -> ClosedRange<Double>? {
        guard window > 0 else { return nil }
        let item = Tag.energyWindowInformationSequence[window - 1]
        let ranges = (0..<count(of: .energyWindowRangeSequence, in: item)).compactMap {
            index -> ClosedRange<Double>? in
            let range = item / Tag.energyWindowRangeSequence[index]
            guard let lower = number(.energyWindowLowerLimit, in: range),
                let upper = number(.energyWindowUpperLimit, in: range), lower > 0, lower < upper
            else { return nil }
            return lower...upper
        }
        guard let lower = ranges.map(\.lowerBound).min(), let upper = ranges.map(\.upperBound).max() else {
            return nil
        }
        return lower...upper
    }

    /// The only window, or of several the narrowest that contains 140 keV.
    func chosenWindow(among windows: [Int], of url: URL) throws(DICOMError) -> Int {
        let distinct = Set(windows)
        if distinct.count == 1, let only = distinct.first { return only }
        let containing = distinct.compactMap { window -> (window: Int, width: Double)? in
            guard let limits = energyLimits(ofWindow: window),
                limits.contains(FrameVectors.photopeakKiloelectronvolts)
            else { return nil }
            return (window, limits.upperBound - limits.lowerBound)
        }
        guard let best = containing.min(by: { ($0.width, $0.window) < ($1.width, $1.window) }) else {
            throw DICOMError(
                url,
                "has \(distinct.count) energy windows, and \(Tag.energyWindowInformationSequence) does not say "
                    + "which contains 140 keV; export the photopeak window alone")
        }
        return best.window
    }

    /// The frames that show the front or the back, in the chosen energy window.
    func frameChoices(frames: Int, of url: URL) throws(DICOMError) -> [FrameChoice] {
        let vectors = FrameVectors(self, frames: frames)
        let window = try chosenWindow(among: vectors.energyWindows, of: url)
        let inWindow = (0..<frames).filter { vectors.energyWindows[$0] == window }
        var choices: [FrameChoice] = []
        for frame in inWindow {
            let detector = vectors.detectors[frame]
            guard let decision = view(ofDetector: detector, isAlone: inWindow.count == 1) else { continue }
            choices.append(
                FrameChoice(frame: frame, energyWindow: window, detector: detector, decision: decision))
        }
        return choices
    }
}

import Foundation
import Scintigraphy
public import Statistics

/// A place where a restoration and the counts differ by more than chance.
public struct Discrepancy: Codable, Equatable, Sendable {
    /// In which direction they differ.
    public enum Kind: String, Codable, Sendable {
        /// The restoration shows fewer counts than there are: something was erased.
        case missing
        /// The restoration shows more counts than there are: something was invented.
        case invented
    }

    /// In which direction.
    public let kind: Kind
    /// The pixel in the middle of the place, from 0.
    public let row, column: Int
    /// The events in the place, and how many the restoration foretells.
    public let counted, restored: Double
    /// The chance of as large a difference by noise, at this place.
    public let p: Double
}

/// What ``ResidualTest`` found in one scan.
public struct ResidualFindings: Codable, Equatable, Sendable {
    /// Where restoration and counts differ, the least likely first, one for each place.
    public let discrepancies: [Discrepancy]
    /// The mean squared difference of withheld counts from what the restoration foretells, in units of
    /// Poisson variance: 1 plus the restoration's own mean squared error.
    public let dispersion: Estimate
    /// The dispersion of a scan that was not restored at all.
    public let dispersionOfNoise: Double
    /// The correlation of neighbouring residuals along and across the body: 0 for a perfect restoration.
    public let correlationAlong, correlationAcross: Estimate
    /// The chance of a false alarm for each look.
    public let level: Double

    /// Whether the restoration foretells withheld counts worse than the noisy scan itself would: by a tenth,
    /// and by more than chance.
    public var isWorseThanNoise: Bool {
        let half = (dispersion.interval.upperBound - dispersion.value) / normalQuantile(0.975)
        return dispersion.value - normalQuantile(1 - level) * half * dispersionOfNoise > 1.1
            * dispersionOfNoise
    }

    /// Whether nothing speaks against the restoration: no proof that it is right.
    public var isTrusted: Bool { discrepancies.isEmpty && !isWorseThanNoise }

    /// The verdict for whoever reads the scan, places as row and column of pixels.
    public var sentence: String {
        if isTrusted {
            return "Nothing in the counts speaks against the restoration at the size of a lesion."
        }
        var reasons = [Discrepancy.Kind.missing, .invented].compactMap { kind -> String? in
            let places = discrepancies.filter { $0.kind == kind }
            guard !places.isEmpty else { return nil }
            let named = places.prefix(3).map { place in
                "row \(place.row), column \(place.column) (\(Int(place.counted)) counted, "
                    + "\(Int(place.restored.rounded())) restored)"
            }
            let more = places.count > 3 ? " and \(places.count - 3) more" : ""
            let what = kind == .missing ? "it lacks counts at " : "it shows counts that are not there at "
            return what + named.joined(separator: ", ") + more
        }
        if isWorseThanNoise { reasons.append("it foretells withheld counts worse than the scan itself does") }
        return "Do not rely on this restoration: " + reasons.joined(separator: "; ") + "."
    }
}

extension [Discrepancy] {
    /// The least likely of those that are closer together than a distance, kinds apart.
    func withoutNeighbours(closerThan millimetres: Double, in image: CountImage) -> [Discrepancy] {
        guard let spacing = image.spacing else { return self }
        return sorted { $0.p < $1.p }.reduce(into: []) { kept, place in
            let isApart = kept.allSatisfy { other in
                let down = Double(place.row - other.row) * spacing.rowMillimetres
                let right = Double(place.column - other.column) * spacing.columnMillimetres
                return other.kind != place.kind
                    || down * down + right * right >= millimetres * millimetres
            }
            if isApart { kept.append(place) }
        }
    }
}

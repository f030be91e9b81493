import Foundation
import Scintigraphy
import Segmentation

/// How much a view looks like a whole-body bone scan: signs that all of them have, and what else does not.
struct BoneScanLikeness {
    /// The signs that are missing, in words.
    let missing: [String]
    /// How many were looked for.
    let signs: Int

    init(_ view: SmoothedView) {
        let bones = view.bonesLieInOrder
        let found: [(String, Bool?)] = [
            ("the size of a body", view.hasSizeOfBody), ("a head on shoulders", view.hasHead),
            ("a spine", view.hasSpine), ("two like sides", view.isSymmetric),
            ("bones in their order", bones),
        ]
        signs = found.count { $0.1 != nil }
        missing = found.filter { $0.1 == false }.map(\.0)
    }
}

extension SmoothedView {
    /// Up to 2.15 m long, and slim: a body fills some 0.18 of the square of its height.
    fileprivate var hasSizeOfBody: Bool {
        let area = Double(coarse.body.count) * coarse.spacing.squareCentimetres
        let height = body.heightMillimetres / 10
        return height < 215 && (0.1...0.3).contains(area / (height * height))
    }

    /// Narrower above than a fifth of the height below.
    fileprivate var hasHead: Bool {
        func width(_ down: Range<Double>) -> Double {
            let rows = pixels(of: BodyBand(down, within: 0.3)).filter { coarse.isBody[$0] }
            return Double(rows.count) / (down.upperBound - down.lowerBound)
        }
        return width(0.02..<0.08) < 0.7 * width(0.17..<0.23)
    }

    /// The mid-line of the trunk is hotter than what lies beside it.
    fileprivate var hasSpine: Bool {
        guard let middle = mean(of: BodyBand(0.16..<0.36, within: 0.012)),
            let left = mean(of: BodyBand(0.16..<0.36, across: -0.07 ..< -0.03)),
            let right = mean(of: BodyBand(0.16..<0.36, across: 0.03..<0.07))
        else { return false }
        return middle > 1.3 * (left + right) / 2
    }

    /// Correlated with its own mirror image about the mid-line.
    fileprivate var isSymmetric: Bool { (symmetry ?? 0) > 0.6 }

    /// The correlation of the roots of counts of each side of the mid-line with those of the other, within the body.
    var symmetry: Double? {
        let middle = body.middle / Double(coarse.step)
        var correlation = Correlation()
        for pixel in coarse.body {
            let column = pixel % coarse.columns
            let mirror = Int((2 * middle - Double(column)).rounded())
            guard (0..<coarse.columns).contains(mirror) else { continue }
            let other = coarse.pixels[pixel - column + mirror]
            correlation.add(
                Double(min(coarse.pixels[pixel], 2 * body.level)).squareRoot(),
                Double(min(other, 2 * body.level)).squareRoot())
        }
        return correlation.value
    }

    /// Whether the bones that a segmenter sees lie along a body as bones do, on a straight line of 1.2 to 2.2 m a height, within
    /// 50 mm; `nil` where nobody told bones.
    fileprivate var bonesLieInOrder: Bool? {
        told.map { Self.lieInOrder($0, rows: rows, columns: columns, spacing: spacing) }
    }

    /// Where bones lie below the vertex, in heights of the body: the means of simulated patients.
    private static let places: [BoneClass: Double] = [
        .skull: 0.064, .scapulae: 0.182, .ribs: 0.232, .thoracicSpine: 0.238, .humeri: 0.247,
        .lumbarSpine: 0.338, .sacrum: 0.4, .pelvis: 0.419, .femora: 0.57,
    ]

    private static func lieInOrder(
        _ bones: [UInt8], rows: Int, columns: Int, spacing: PixelSpacing
    ) -> Bool {
        var (sums, counts) = ([Double](repeating: 0, count: 256), [Int](repeating: 0, count: 256))
        for row in 0..<rows {
            for column in 0..<columns {
                let bone = Int(bones[row * columns + column])
                sums[bone] += Double(row)
                counts[bone] += 1
            }
        }
        var (expected, seen) = ([Double](), [Double]())
        for (bone, place) in places.sorted(by: { $0.value < $1.value }) {
            let label = Int(bone.label)
            guard Double(counts[label]) * spacing.squareCentimetres > 15 else { continue }
            expected.append(place)
            seen.append(sums[label] / Double(counts[label]) * spacing.rowMillimetres)
        }
        guard expected.count >= 6 else { return false }
        let (x, y) = (average(expected), average(seen))
        let spread = zip(expected, expected).reduce(0) { $0 + ($1.0 - x) * ($1.1 - x) }
        let height = zip(expected, seen).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / spread
        let rest = zip(expected, seen).reduce(0) {
            let distance = $1.1 - y - height * ($1.0 - x)
            return $0 + distance * distance
        }
        return (1200...2200).contains(height) && (rest / Double(seen.count)).squareRoot() < 50
    }
}

private func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

import Foundation
import Phantoms
import Scintigraphy
import Segmentation
import Statistics

extension BoneScanIndex {
    /// From which probability of malignancy on a hot spot is part of the index, where nothing else is said.
    public static let leastMalignancy = 0.5
    /// From which share on a hot spot takes up a bone that is not its own.
    static let leastShare = 0.25
    /// The standard deviation of the logarithm of an index over the true one, measured on simulated patients in whom both
    /// exceed 0.1 %: docs/hot-spots.md.
    static let outlineError = 0.55

    /// The index of a scan's hot spots that count and are at least as probably malignant as `least`, or of which nothing
    /// tells that.
    ///
    /// Its interval is that of 2,000 drawn sets of hot spots, and reaches to the index itself at least. In each set a hot
    /// spot is there with its probability of being a lesion, each for itself; it is malignant where its probability of
    /// that exceeds a number from 0 to 1 that is drawn once for all, since what makes one of a patient's hot spots
    /// malignant likely makes the others so. All areas of a set are wrong by one factor (``outlineError``). What no hot
    /// spot shows is in no set, and what of one lies in bladder, urine or injection site is no part of it.
    ///
    /// A hot spot takes up its share of the bone that it is said to lie in, and of every other bone of which that share is
    /// ``leastShare`` or more, as in a superscan: less is the edge of its outline.
    ///
    /// - Parameters:
    ///   - set: the hot spots.
    ///   - least: a probability.
    ///   - seed: decides the sets.
    public init(_ set: HotSpotSet, leastMalignancy least: Double = leastMalignancy, seed: UInt64 = 1) {
        let area = InvolvedArea(set.anatomies)
        let spots = zip(set.spots, set.extents).compactMap { IndexedSpot($0, $1, set.anatomies, area) }
        let members = spots.filter { $0.malignancy >= least }
        let parts = Self.parts(members, area)
        let value = parts.reduce(0) { $0 + $1.percent }
        let interval = Self.interval(spots, area, seed: seed)
        self.init(
            percent: Estimate(
                value: value, interval: min(interval.lowerBound, value)...max(interval.upperBound, value),
                level: 0.95, method: "drawn sets of hot spots", n: members.count, unit: "%"),
            parts: parts, hotSpots: members.count,
            cautions: Self.cautions(set, area, members: members, benign: spots.count - members.count))
    }

    private static func parts(_ members: [IndexedSpot], _ area: InvolvedArea) -> [Part] {
        BoneRegion.all.compactMap { region in
            let involved = members.reduce(into: [View: Int]()) { sum, spot in
                sum.merge(spot.pixels[region] ?? [:], uniquingKeysWith: +)
            }
            let share = area.share(of: region, involved: involved)
            return share > 0
                ? Part(
                    bone: region.bone, side: region.side, involved: share,
                    weight: SkeletalWeights.percent(region)) : nil
        }.sorted { $0.percent > $1.percent }
    }

    private static func interval(
        _ spots: [IndexedSpot], _ area: InvolvedArea, seed: UInt64
    ) -> ClosedRange<Double> {
        guard !spots.isEmpty else { return 0...0 }
        let weights = BoneRegion.all.map(SkeletalWeights.percent)
        let members = spots.map { spot in
            let shares = BoneRegion.all.enumerated().compactMap { bone, region in
                spot.pixels[region].map { (bone: bone, shares: area.shares(of: region, involved: $0)) }
            }
            return (spot: spot, shares: shares)
        }
        let views = View.allCases.count
        var generator = SeededGenerator(seed: seed)
        let drawn = (0..<2000).map { _ -> Double in
            let doubt = Double.random(in: 0..<1, using: &generator)
            // The sum of twelve is as good as normal.
            let normal = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
            let factor = exp(outlineError * normal)
            var taken = [Double](repeating: 0, count: weights.count * views)
            for (spot, shares) in members {
                let isLesion = Double.random(in: 0..<1, using: &generator) < spot.isLesion
                guard isLesion, spot.malignancy > doubt else { continue }
                for (bone, shares) in shares {
                    for view in shares.indices { taken[bone * views + view] += shares[view] }
                }
            }
            return weights.enumerated().reduce(0) { sum, bone in
                let most = taken[bone.offset * views..<(bone.offset + 1) * views].max() ?? 0
                return sum + bone.element * min(factor * most, 1)
            }
        }.sorted()
        return drawn[drawn.count / 40]...drawn[drawn.count - 1 - drawn.count / 40]
    }

    private static func cautions(
        _ set: HotSpotSet, _ area: InvolvedArea, members: [IndexedSpot], benign: Int
    ) -> [String] {
        var cautions: [String] = []
        let unseen = BoneRegion.all.filter { area.pixels(of: $0) == 0 }
        if !unseen.isEmpty {
            cautions.append(
                "not shown, and free of disease in the index: \(unseen.map(\.name).joined(separator: ", "))")
        }
        if let only = set.anatomies.first?.view, set.anatomies.count == 1 {
            cautions.append(
                "only the \(only.rawValue) view is there: what the other one would show is missing")
        }
        if members.contains(where: { !$0.isJudged }) {
            cautions.append(
                "nothing told benign hot spots from malignant ones: all findings are in the index")
        }
        if benign > 0 {
            let isOne = benign == 1
            cautions.append(
                "\(benign) hot spot\(isOne ? "" : "s") left out, being more probably benign than malignant")
        }
        if members.contains(where: { $0.pixels.keys.contains { $0.bone == .other } }) {
            cautions.append(
                "forearm, hand, leg and foot of a side are one bone here, with their common weight")
        }
        return cautions
    }
}

extension BoneRegion {
    /// As in "femur, right".
    var name: String { [bone.name(on: side), side?.rawValue].compactMap(\.self).joined(separator: ", ") }
}

/// A hot spot that counts, as the index sees it.
private struct IndexedSpot {
    /// How many of each bone in each view.
    let pixels: [BoneRegion: [View: Int]]
    let isLesion, malignancy: Double
    /// Whether a model has told its malignancy.
    let isJudged: Bool

    /// `nil` where it does not count.
    init?(_ spot: HotSpot, _ extent: HotSpotExtent, _ anatomies: [ViewAnatomy], _ area: InvolvedArea) {
        guard spot.counts, let region = extent.facts.region else { return nil }
        (isLesion, malignancy) = (extent.isLesion ?? 1, spot.malignancy ?? 1)
        isJudged = spot.malignancy != nil
        var pixels: [BoneRegion: [View: Int]] = [:]
        for focus in extent.foci {
            guard let anatomy = anatomies.first(where: { $0.view == focus.focus.view }) else { continue }
            for pixel in focus.clearPixels {
                guard let bone = NamedBone(label: anatomy.labels[pixel]) else { continue }
                let side = bone.isOfTheMidLine ? nil : anatomy.side(pixel)
                pixels[BoneRegion(bone: bone, side: side), default: [:]][anatomy.view, default: 0] += 1
            }
        }
        pixels = pixels.filter { other, involved in
            other == region || area.share(of: other, involved: involved) >= BoneScanIndex.leastShare
        }
        // Beside its bone, and named after it.
        if pixels.isEmpty { pixels[region] = [extent.surest.focus.view: extent.surest.clearPixels.count] }
        self.pixels = pixels
    }
}

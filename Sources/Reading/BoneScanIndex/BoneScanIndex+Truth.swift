public import Phantoms
public import Scintigraphy
import Segmentation

extension BoneScanIndex {
    /// What the index of a simulated patient should be, in percent: of the masks of hot malignant lesions, whether they can
    /// be seen or not, over those of their bones.
    ///
    /// Weights, sides and the choice of the view are those of ``init(_:leastMalignancy:seed:)``.
    ///
    /// - Parameters:
    ///   - regions: which bone each pixel of each view shows.
    ///   - lesions: which lesion, likewise.
    ///   - truth: of the same patient.
    public static func truth(regions: [LabelImage], lesions: [LabelImage], _ truth: PatientTruth) -> Double {
        let byLabel = (0...255).map { Bone(maskValue: UInt8($0)).map(BoneRegion.init) }
        var area = InvolvedArea()
        for mask in regions {
            area.add(mask.view, mask.labels.indices) { byLabel[Int(mask.labels[$0])] }
        }
        let malignant = Dictionary(
            truth.patient.lesions.filter { $0.isMalignant && $0.ratio > 1 }.map {
                ($0.number, BoneRegion($0.bone))
            },
            uniquingKeysWith: { one, _ in one })
        var involved: [BoneRegion: [View: Int]] = [:]
        for mask in lesions {
            guard let bones = regions.first(where: { $0.view == mask.view }) else { continue }
            for (pixel, label) in mask.labels.enumerated() where label > 0 {
                guard let region = malignant[Int(label)], byLabel[Int(bones.labels[pixel])] == region else {
                    continue
                }
                involved[region, default: [:]][mask.view, default: 0] += 1
            }
        }
        return BoneRegion.all.reduce(0) { sum, region in
            sum + SkeletalWeights.percent(region) * area.share(of: region, involved: involved[region] ?? [:])
        }
    }
}

extension BoneRegion {
    /// That of one of the 179 simulated bones.
    init(_ bone: Bone) {
        let named = BoneClass(bone).map { NamedBone.ofClass($0) } ?? .other
        self.init(bone: named, side: named.isOfTheMidLine ? nil : bone.side)
    }
}

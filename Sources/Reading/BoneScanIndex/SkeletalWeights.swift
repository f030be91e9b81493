import Phantoms
import Segmentation

/// What share of the skeleton's weight each bone has, in percent; all of them add up to 100.
///
/// Imbriaco et al., Clin Cancer Res 1998;4:1765, as medicalalgorithms.com gives them, after Spiers 1968. They add up to
/// 100.1, and are scaled. Skull and mandible are one here, and so are forearm, hand, leg and foot of a side. Spine and
/// sacrum, one there, are divided as an adult's active marrow is among their parts (Cristy, Phys Med Biol 1981;26:389).
enum SkeletalWeights {
    static func percent(_ region: BoneRegion) -> Double { 100 * (stated[region] ?? 0) / total }

    private static let stated: [BoneRegion: Double] = Dictionary(
        uniqueKeysWithValues: BoneRegion.all.map { ($0, stated($0.bone)) })
    /// In one order: sums differ in their last digits by it.
    private static let total = BoneRegion.all.reduce(0) { $0 + stated($1.bone) }

    /// Of a bone of the middle, or of one of a pair.
    private static func stated(_ bone: NamedBone) -> Double {
        guard case .ofClass(let known) = bone else {
            let forearmAndHand = 1.5 + 1.2 + 1.5
            let legAndFoot = 5.1 + 1.3 + 5.8
            return forearmAndHand + legAndFoot
        }
        return switch known {
        case .skull: 16.6 + 1.8
        case .cervicalSpine: 8.3 * 3.9 / 42.2
        case .thoracicSpine: 8.3 * 16.1 / 42.2
        case .lumbarSpine: 8.3 * 12.3 / 42.2
        case .sacrum: 8.3 * 9.9 / 42.2
        case .clavicles: 0.5
        case .scapulae: 1.5
        case .sternum: 0.3
        case .humeri: 3.3
        case .ribs: 4.4 / 2
        case .pelvis: 7.5 / 2
        case .femora: 8.9
        }
    }
}

public import Phantoms
public import Scintigraphy

/// What a segmentation tells of one focus of a view.
///
/// Research use only: a focus is where a model's probability exceeds a threshold, not a diagnosis.
public struct DescribedFocus: Codable, Equatable, Sendable {
    /// From 1 in its view, in the order in which reading row by row meets the foci.
    public let number: Int
    /// The view.
    public let view: View
    /// The bone that the probabilities of its pixels speak for most or, where these speak for the background, the nearest
    /// one within 1 cm; `nil` where there is none.
    public let bone: NamedBone?
    /// The patient's side of the mid-line that its centre lies on. In a bone of the middle, or in none, `nil` unless all of
    /// it lies there.
    public let side: Side?
    /// The number of the vertebra in its part of the spine; `nil` in other bones. An estimate: a scan shows no vertebra by
    /// itself, so what is seen of the part is divided into as many as there are.
    public let level: Int?
    /// The mean row and column of its pixels, from 0.
    public let row, column: Double
    /// How many pixels it has.
    public let pixels: Int
    /// Their area in the patient; `nil` where the scan does not say how large a pixel is.
    public let areaSquareCentimetres: Double?
    /// The highest of its pixels' probabilities, and their mean.
    public let maximumProbability, meanProbability: Double
    /// The mean counts of its pixels over those of its surroundings; `nil` where the scan does not say how large a pixel
    /// is, where its numbers are no counts, and where the surroundings have none.
    public let contrast: Double?
    /// What the contrast is to; `nil` without one.
    public let surroundings: Surroundings?

    /// Pixels from 1 to 2 cm away from a focus and in no focus.
    public enum Surroundings: String, Codable, Sendable {
        /// Those in the same bone, of which there is 1 cm² or more.
        case sameBone = "same bone"
        /// All of them.
        case all
    }

    /// The vertebra, such as "T7"; `nil` outside of the spine.
    public var vertebra: String? {
        guard let level, case .ofClass(let region) = bone, let spine = VertebralLevels.Spine(region) else {
            return nil
        }
        return "\(spine.letter)\(level)"
    }
}

import Scintigraphy

/// Where a bone lies in a view: enough to find a place of it again where the patient lies otherwise.
struct BoneFrame: Equatable, Sendable {
    /// Its middle in the patient, in millimetres, as ``ViewAnatomy/place(row:column:)`` has it.
    let left, down: Double
    /// The standard deviation of its pixels along the body, in millimetres.
    let length: Double
    /// How far its axis goes to the left for each millimetre down.
    let slope: Double

    /// `nil` where the view shows less than a few pixels of it.
    ///
    /// - Parameter pixels: those of the bone.
    init?(_ pixels: [Int], in anatomy: ViewAnatomy) {
        guard pixels.count >= 20 else { return nil }
        let places = pixels.map { anatomy.place($0) }
        let count = Double(places.count)
        let (left, down) = (
            places.reduce(0) { $0 + $1.left } / count, places.reduce(0) { $0 + $1.down } / count
        )
        let variance = places.reduce(0) { $0 + ($1.down - down) * ($1.down - down) } / count
        let covariance = places.reduce(0) { $0 + ($1.down - down) * ($1.left - left) } / count
        guard variance > 0 else { return nil }
        (self.left, self.down, length) = (left, down, variance.squareRoot())
        slope = covariance / variance
    }

    /// A place of this bone, where the bone lies as `other` says: as far along its axis, for its length, and as far beside.
    func place(_ place: (left: Double, down: Double), in other: BoneFrame) -> (left: Double, down: Double) {
        let along = place.down - down
        let beside = place.left - left - slope * along
        let scaled = along * min(max(other.length / length, 0.8), 1.25)
        return (other.left + other.slope * scaled + beside, other.down + scaled)
    }
}

/// A bed that moves steadily under a camera.
///
/// The middle of the field of view passes from `start` to `end`. A row is exposed while it is within half a
/// field of view of it: for field of view / speed where both ends are so far away, and less towards them, a
/// ramp as long as the field of view. Cameras that open and close the field at the ends behave as if
/// the bed went on for half a field.
public struct BedMotion: Equatable, Codable, Sendable {
    /// In cm/min: 10 to 20.
    public let speed: Double
    /// Where the middle of the field starts and ends, in mm below the upper edge of the matrix.
    public let start, end: Double

    /// A motion from `start` to `end`; `speed` above zero.
    public init(speed: Double, start: Double, end: Double) {
        self.speed = speed
        self.start = start
        self.end = end
    }

    /// The motion that exposes all rows of a camera's matrix in full.
    public init(speed: Double, whole camera: GammaCamera) {
        self.init(
            speed: speed, start: -camera.fieldOfView / 2,
            end: Double(camera.rows) * camera.pixel + camera.fieldOfView / 2)
    }

    /// How long each row of the matrix is exposed, in seconds.
    public func exposure(_ camera: GammaCamera) -> [Double] { passages(camera).map(\.seconds) }

    /// The same in seconds of the activity that there was when the scan began: what comes later has decayed.
    func undecayedExposure(_ camera: GammaCamera) -> [Double] {
        passages(camera).map { $0.seconds * Biokinetics.decay(minutes: $0.middle) }
    }

    /// How long the field takes to pass each row, and when it is half over, in minutes of the scan.
    private func passages(_ camera: GammaCamera) -> [(seconds: Double, middle: Double)] {
        (0..<camera.rows).map { row in
            let place = (Double(row) + 0.5) * camera.pixel
            let from = max(start, place - camera.fieldOfView / 2)
            let to = min(end, place + camera.fieldOfView / 2)
            let perMinute = speed * 10  // mm
            return (max(0, to - from) / perMinute * 60, max(0, (from + to) / 2 - start) / perMinute)
        }
    }
}

import Foundation
import Scintigraphy

/// What one head is expected to count.
struct ExposedView {
    /// The expected counts if nothing moved or failed.
    private(set) var undisturbed: CountImage
    /// The expected counts.
    private(set) var mean: CountImage
    /// How long each row is exposed, in seconds of the activity that there was when the scan began.
    private(set) var seconds: [Double]
    /// The share of the expected counts that was scattered.
    let scatterShare: Double
    /// How long a head that stands still counts; `nil` where the bed moves.
    private(set) var secondsStill: Double?

    init(undisturbed: CountImage, mean: CountImage, seconds: [Double], scatterShare: Double) {
        (self.undisturbed, self.mean, self.seconds) = (undisturbed, mean, seconds)
        self.scatterShare = scatterShare
    }

    /// Goes on from one second until `counts` are expected in all; throws where the tracer decays before.
    mutating func lengthen(to counts: Double) throws(PhantomError) {
        let undecayed = counts / mean.total
        let perSecond = -log(Biokinetics.decay(minutes: 1)) / 60
        guard undecayed * perSecond < 1 else {
            throw PhantomError(
                "\(Int(counts)) counts are never reached: the tracer decays before; ask for fewer, or inject more"
            )
        }
        secondsStill = -log(1 - undecayed * perSecond) / perSecond
        let factor = Float(undecayed)
        undisturbed.pixels = undisturbed.pixels.map { $0 * factor }
        mean.pixels = mean.pixels.map { $0 * factor }
        seconds = seconds.map { $0 * undecayed }
    }
}

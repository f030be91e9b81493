import Foundation
import Scintigraphy

/// What a rival's settings reached at each level on the validation patients.
struct Tuning: Equatable, Sendable {
    struct Trial: Equatable, Sendable {
        let level: CountLevel
        let method: RestorationMethod
        /// PSNR against the full acquisition, above that of the image as it is, in dB: the median over images.
        let gain: Double
    }

    let trials: [Trial]

    /// The settings of the highest gain, the first of them where several reach it.
    func best(_ level: CountLevel) -> Trial? {
        trials.filter { $0.level == level }.reduce(nil) { best, trial in
            guard let best, best.gain >= trial.gain else { return trial }
            return best
        }
    }
}

import Foundation
import Scintigraphy

/// What a rival's settings reached at each level on the validation patients.
struct Tuning: Equatable, Sendable {
    struct Trial: Equatable, Sendable {
        let level: CountLevel
        let method: RestorationMethod
        /// The mean over images, against the full acquisition.
        let psnr: Double
    }

    let trials: [Trial]

    /// The settings of the highest PSNR, the first of them where several reach it.
    func best(_ level: CountLevel) -> Trial? {
        trials.filter { $0.level == level }.reduce(nil) { best, trial in
            guard let best, best.psnr >= trial.psnr else { return trial }
            return best
        }
    }
}

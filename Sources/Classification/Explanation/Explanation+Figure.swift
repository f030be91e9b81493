public import Figures
public import Scintigraphy
import Statistics

extension TrainedClassifier {
    /// The views of a scan that the model takes, with their maps over them as a heat, and below them the answer, the
    /// model and what the colours mean.
    ///
    /// - Precondition: the explanation is of this scan by this model.
    public func figure(_ explanation: Explanation, of scan: BoneScan) -> Figure {
        let panels = explanation.maps.compactMap { map in
            scan[map.view].map { Panel($0, heat: map.values) }
        }
        let probability = ClassifierAnswer(logit: explanation.logit, validation).probability
        let answer =
            probability.map { "\(task.rawValue): probability \($0.text(decimals: 2))" }
            ?? "\(task.rawValue): log odds \(explanation.logit.formatted(decimals: 2)), not calibrated"
        let isEmpty = explanation.maps.allSatisfy { $0.values.allSatisfy { $0 == 0 } }
        return .montage(
            panels, window: scan.window, heat: ["speaks for", task.rawValue],
            notes: [
                "\(answer), by \(architecture.title), model \(name)",
                isEmpty
                    ? "Nothing was found that speaks for it (Grad-CAM)."
                    : "Red: what speaks for it most, however little that is (Grad-CAM). Coarse; no findings.",
            ])
    }
}

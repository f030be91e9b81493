import Denoising
import Scintigraphy

extension Report {
    /// The report in a few lines of plain text: the checks that did not pass, then each method's agreement.
    public var summary: [String] {
        let open = quality.checks.filter { $0.verdict != .pass }
        var lines = [
            "quality: \(open.count) of \(quality.checks.count) checks need attention"
        ]
        lines += open.map { "  \($0.line)" }
        lines += remarks.filter { $0.severity == .warning }.map { "  warning: \($0.text)" }
        lines += findings.omissions.map { "\($0.stage): not done, \($0.reason)" }
        for view in restorationTrial?.views ?? [] {
            lines.append("restoration, \(view.view.rawValue) view:")
            lines += view.methods.map { "  \($0.method): PSNR \($0.psnr), SSIM \($0.ssim)" }
            if let residual = view.residual {
                lines.append("  \(residual.isTrusted ? "residual test" : "warning"): \(residual.sentence)")
            }
        }
        if let reason = restorationTrial?.modelLeftOut {
            lines.append("the learned restoration was left out: \(reason)")
        }
        return lines
    }
}

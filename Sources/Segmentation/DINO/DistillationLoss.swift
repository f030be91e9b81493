import Torch

/// How far a student's answers for all crops of an image are from what a teacher says of its large ones.
///
/// The mean, over each large crop that the teacher sees and each other crop that the student sees, of the cross entropy
/// between the two. The teacher's answers are centred, so that none is everybody's, and made sharp.
struct DistillationLoss: Sendable {
    /// What the student's answers are divided by.
    let studentTemperature: Double
    /// What the teacher's are divided by: less, which makes them sharper.
    let teacherTemperature: Double

    /// One number.
    ///
    /// - Parameters:
    ///   - answers: the student's, crops×N×outputs, the large crops first.
    ///   - targets: the teacher's of the large crops, large crops×N×outputs; no gradient flows through them.
    ///   - centre: the teacher's answers on average so far, 1×outputs.
    func callAsFunction(_ answers: Tensor, targets: Tensor, centre: Tensor) -> Tensor {
        let large = targets.shape[0]
        let logarithms = (answers / studentTemperature).logSoftmax(dim: -1)
        let others = logarithms.sum(dim: 0, keepdim: true) - logarithms[0..<large]
        let agreement = (probabilities(targets, centre: centre) * others).sum()
        return -agreement / Double(large * (answers.shape[0] - 1) * answers.shape[1])
    }

    /// What the teacher's answers say after centring and sharpening.
    func probabilities(_ targets: Tensor, centre: Tensor) -> Tensor {
        ((targets - centre) / teacherTemperature).softmax(dim: -1).detached()
    }
}

import Torch

/// The directions of clusters, which learn, and their teachers, which follow slowly and by which clusters are told.
final class Prototypes: Module {
    /// A direction each, of any length: clusters×code.
    let student: Parameter
    /// The same on average over the steps.
    let teacher: Buffer

    /// Glorot-uniform numbers, their teachers of length 1.
    init(_ code: Int, clusters count: Int, using generator: Generator) {
        student =
            Linear(code, count, bias: false, initialisation: .glorotUniform, using: generator).weight
        teacher = Buffer(student.value.detached().normalised(dim: 1))
    }

    /// The cosine of each code with each teacher: N×code×h×w to N×clusters×h×w.
    func cosines(_ code: Tensor) -> Tensor { code.cosines(with: teacher.value) }

    /// The same with the students.
    func studentCosines(_ code: Tensor) -> Tensor { code.cosines(with: student.value) }

    /// Teachers go this share of the way to the students' directions.
    func follow(by share: Double) {
        teacher.follow(student.value.detached().normalised(dim: 1), by: share)
    }
}

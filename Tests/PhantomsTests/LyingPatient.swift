import Foundation
import Scintigraphy

@testable import Phantoms

/// Patients who differ in everything, made once for all tests.
struct LyingPatient: Sendable {
    let physique: Physique
    let pose: Pose
    let skeleton: PosedSkeleton
    let body: Body

    static let reference = Result { try Skeleton(folder: URL(filePath: ".deps/skeleton")) }

    /// As many as most tests ask for.
    static let twenty = Result { try (0..<20).map { try LyingPatient(seed: $0) } }

    init(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let age = generator.uniform(in: 20...90)
        physique = Physique.sample(sex: seed % 2 == 0 ? .male : .female, age: age, using: &generator)
        pose = Pose.sample(using: &generator)
        skeleton = PosedSkeleton(try Self.reference.get(), physique, pose)
        body = Body(skeleton, physique, Viscera.sample(age: age, using: &generator))
    }
}

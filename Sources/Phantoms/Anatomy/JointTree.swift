import Foundation

/// The joints that carry every segment but the pelvis, and by how much the model scales each mesh.
struct JointTree: Sendable {
    /// A parent's own joint comes before those of its children.
    let joints: [Joint]
    /// By file name, along our axes.
    let meshScales: [String: SIMD3<Float>]

    /// What tells the model from any other.
    let digest: String

    static let file = "Model_Pose2Sim_simple.osim"

    init(in folder: URL) throws(PhantomError) {
        let file = try SkeletonFile(Self.file, in: folder)
        guard let model = try Markup(file)["Model"], let set = model["JointSet"]?["objects"] else {
            throw file.broken("it has no joints")
        }
        digest = file.digest
        var joints: [Joint] = []
        for element in set.children {
            if let joint = try Joint(element, file) { joints.append(joint.mended) }
        }
        self.joints = joints.sorted { $0.child.index < $1.child.index }
        guard self.joints.map(\.child) == Array(Segment.allCases.dropFirst()),
            self.joints.allSatisfy({ $0.parent.index < $0.child.index })
        else { throw file.broken("its joints do not make one tree of 22 segments") }

        for turn in joints.flatMap(\.turns) where JointAngles().radians(turn.coordinate) == nil {
            throw file.broken("a joint turns by the unknown coordinate \(turn.coordinate)")
        }

        var scales: [String: SIMD3<Float>] = [:]
        for mesh in model["BodySet"]?.all("Mesh") ?? [] {
            guard let name = mesh["mesh_file"]?.word,
                let factors = try mesh["scale_factors"]?.numbers(of: file),
                factors.count == 3, factors.allSatisfy({ (0.1...10).contains($0) })
            else { throw file.broken("a mesh has no scale factors from 0.1 to 10") }
            scales[name] = SIMD3<Float>(SIMD3(factors[2], factors[1], factors[0]))
        }
        meshScales = scales
    }
}

extension Joint {
    /// Moved where the model leaves bones apart: the sacrum from L5 and the ilia, the talus from the tibia.
    fileprivate var mended: Joint {
        var joint = self
        switch child {
        case .sacrum: joint.parentFrame.translation.y += 17
        case .talus: joint.parentFrame.translation.y += 3
        default: break
        }
        return joint
    }
}

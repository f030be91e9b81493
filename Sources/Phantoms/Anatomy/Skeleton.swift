public import Foundation
import Synchronization

/// The skeleton of one adult man: every bone's inside, and the joints between its segments. From vertex to heel bone
/// he measures 1.69 m, which skin and heel pads make 1.72 m.
///
/// Geometry: OpenSim's generic adult (Rajagopal et al., IEEE Trans Biomed Eng 63:2068, 2016) as pose2sim
/// distributes it (BSD-3-Clause).
public struct Skeleton: Sendable {
    /// One for each of `Bone.all`, in that order.
    public let solids: [BoneSolid]
    let tree: JointTree

    /// Reads the geometry that `make setup` puts into a folder. Throws a `PhantomError` with the name of the file that
    /// is missing or broken.
    public init(folder: URL) throws(PhantomError) {
        let tree = try JointTree(in: folder)
        let files = BoneFile.all
        let results = Mutex<[Result<[BoneSolid], PhantomError>?]>(Array(repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = Result { () throws(PhantomError) in try Self.solids(files[index], in: folder, tree) }
            results.withLock { $0[index] = result }
        }
        var found: [BoneSolid] = []
        for result in results.withLock({ $0 }) {
            if let result { found += try result.get() }
        }
        self.tree = tree
        solids = found.sorted { $0.bone < $1.bone }
        guard solids.map(\.bone) == Bone.all else {
            let missing = Bone.all.first { bone in !found.contains { $0.bone == bone } }
            throw PhantomError(
                "The skeleton in \(folder.path) has no \(missing?.name ?? "order"): run `make setup`.")
        }
    }

    /// The solid of a bone.
    public subscript(bone: Bone) -> BoneSolid { solids[Int(bone.label) - 1] }

    /// The bones of one file.
    static func solids(_ file: BoneFile, in folder: URL, _ tree: JointTree) throws(PhantomError)
        -> [BoneSolid]
    {
        var solids: [BoneSolid] = []
        for (bone, surface) in try file.surfaces(in: folder, tree) {
            guard let solid = BoneSolid(bone, of: file.segment, inside: surface) else {
                throw PhantomError(
                    "The skeleton's file \(file.name) is broken: its \(bone) encloses no bone. "
                        + "Remove its folder and run `make setup`.")
            }
            solids.append(solid)
        }
        return solids
    }
}

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
    /// What tells the files it was read from from any others: 16 hexadecimal digits.
    public let digest: String

    /// Reads the geometry that `make setup` puts into a folder. Throws a `PhantomError` with the name of the file that
    /// is missing or broken.
    public init(folder: URL) throws(PhantomError) {
        let tree = try JointTree(in: folder)
        let files = BoneFile.all
        let results = Mutex<[Result<Part, PhantomError>?]>(Array(repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = Result { () throws(PhantomError) in try Self.part(files[index], in: folder, tree) }
            results.withLock { $0[index] = result }
        }
        var found: [BoneSolid] = []
        var fingerprint = Fingerprint()
        fingerprint.add(tree.digest.utf8)
        for result in results.withLock({ $0 }) {
            guard let part = try result?.get() else { continue }
            found += part.solids
            fingerprint.add(part.digest.utf8)
        }
        self.tree = tree
        digest = fingerprint.text
        solids = found.sorted { $0.bone < $1.bone }
        guard solids.map(\.bone) == Bone.all else {
            let missing = Bone.all.first { bone in !found.contains { $0.bone == bone } }
            throw PhantomError(
                "The skeleton in \(folder.path) has no \(missing?.name ?? "order"). Give the folder that "
                    + "`make setup` made; where this is that one, remove it and run `make setup` again.")
        }
    }

    /// The solid of a bone.
    public subscript(bone: Bone) -> BoneSolid { solids[Int(bone.label) - 1] }

    typealias Part = (solids: [BoneSolid], digest: String)

    /// The bones of one file.
    static func part(_ bones: BoneFile, in folder: URL, _ tree: JointTree) throws(PhantomError) -> Part {
        let file = try SkeletonFile(bones.name, in: folder)
        var solids: [BoneSolid] = []
        for (bone, surface) in try bones.surfaces(file, tree) {
            guard let solid = BoneSolid(bone, of: bones.segment, inside: surface) else {
                throw file.broken("its \(bone) encloses no bone")
            }
            solids.append(solid)
        }
        return (solids, file.digest)
    }
}

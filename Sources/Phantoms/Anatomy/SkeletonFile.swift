import Foundation

/// A file of the skeleton, read whole, and how to complain about it.
struct SkeletonFile {
    let name: String
    let bytes: [UInt8]

    /// The largest of the set has 0.7 MB.
    private static let limit = 16 << 20

    init(_ name: String, in folder: URL) throws(PhantomError) {
        let url = folder.appending(path: name)
        do {
            let size = try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int ?? 0
            guard size <= Self.limit else {
                throw PhantomError(
                    "\(url.path) has \(size) bytes, too many for a bone. Remove its folder and run `make setup`."
                )
            }
            bytes = try [UInt8](Data(contentsOf: url))
        } catch let error as PhantomError {
            throw error
        } catch {
            throw PhantomError(
                "The skeleton's file \(name) cannot be read in \(folder.path). Give the folder that `make setup` "
                    + "made; where this is that one, remove it and run `make setup` again."
            )
        }
        self.name = name
    }

    /// What tells this file from any other.
    var digest: String {
        var fingerprint = Fingerprint()
        bytes.withUnsafeBufferPointer { fingerprint.add($0) }
        return fingerprint.text
    }

    /// What to throw when the file is not what it should be.
    func broken(_ why: String) -> PhantomError {
        PhantomError("The skeleton's file \(name) is broken: \(why). Remove its folder and run `make setup`.")
    }
}

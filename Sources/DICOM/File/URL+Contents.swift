import Foundation

extension URL {
    /// Whether it leads, through links too, to a file that ends. Pipes and devices need not.
    var isRegularFile: Bool { attributes?[.type] as? FileAttributeType == .typeRegular }

    /// Whether it leads, through links too, to a folder.
    var isFolder: Bool { attributes?[.type] as? FileAttributeType == .typeDirectory }

    private var attributes: [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: resolvingSymlinksInPath().path)
    }

    /// The first bytes of a file, or all where it has fewer; nil where it cannot be read.
    func beginning(_ count: Int) -> [UInt8]? {
        guard let handle = try? FileHandle(forReadingFrom: self) else { return nil }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: count)).map { [UInt8]($0) }
    }

    /// The bytes of a file of at most so many. Throws where there is none, it is empty or too large.
    ///
    /// - Parameter wanted: what the user should give instead, such as “a planar NM image”.
    func contents(upTo largest: Int, else wanted: String) throws(DICOMError) -> [UInt8] {
        guard let attributes else { throw DICOMError(self, "does not exist; check the path") }
        guard isRegularFile, let size = attributes[.size] as? Int else {
            throw DICOMError(self, "is not a regular file; give \(wanted)")
        }
        guard size > 0 else { throw DICOMError(self, "is empty; export it again") }
        guard size <= largest else {
            throw DICOMError(
                self,
                "has \(size >> 20) MB, more than the \(largest >> 20) MB that are read; give \(wanted)")
        }
        guard let data = try? Data(contentsOf: self) else {
            throw DICOMError(self, "cannot be read; check its permissions")
        }
        return [UInt8](data)
    }
}

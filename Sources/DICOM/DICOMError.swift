public import Foundation

/// Why a file could not be read or written as a scan: one sentence with the file, the field and the remedy.
public struct DICOMError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The file that it is about.
    public let file: URL
    /// The sentence, which begins with the file's path.
    public let description: String
    /// Whether the file is sound DICOM of another kind than is read here, such as a CT image.
    let isOtherKind: Bool

    init(_ file: URL, _ sentence: String, isOtherKind: Bool = false) {
        self.file = file
        self.description = "\(file.relativePath): \(sentence)"
        self.isOtherKind = isOtherKind
    }
}

import CDCMTK
import Foundation

/// A DICOM data set in DCMTK's memory.
///
/// Values come as text, whatever their representation in the file, trimmed; an empty value is an absent one.
struct DataSet: ~Copyable {
    let handle: OpaquePointer
    let url: URL

    init(_ file: PartTenFile) throws(DICOMError) {
        let parsed = file.bytes.withUnsafeBytes { bytes in
            cd_parse(
                bytes.baseAddress.map { $0 + file.dataSetOffset }, bytes.count - file.dataSetOffset,
                file.transferSyntax.rawValue)
        }
        guard let parsed else {
            throw DICOMError(file.url, "cannot be parsed (\(lastError)); it is damaged, export it again")
        }
        handle = parsed
        url = file.url
    }

    init(handle: OpaquePointer, url: URL) {
        self.handle = handle
        self.url = url
    }

    deinit { cd_free(handle) }

    /// The whole value, several parts joined by backslashes.
    func text(_ tag: Tag, in item: Item = .dataSet) -> String? {
        guard let text = withPath(to: tag, in: item, { cd_text(handle, $0) }) else { return nil }
        let trimmed = String(cString: text).trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    func texts(_ tag: Tag, in item: Item = .dataSet) -> [String] {
        text(tag, in: item)?.split(separator: "\\", omittingEmptySubsequences: false)
            .map(\.trimmed) ?? []
    }

    /// The first number; nil where there is none, or none that is finite.
    func number(_ tag: Tag, in item: Item = .dataSet) -> Double? {
        texts(tag, in: item).first.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Whole numbers of 32 bits, which is all that the standard allows.
    func integers(_ tag: Tag, in item: Item = .dataSet) -> [Int] {
        texts(tag, in: item).compactMap { Int32($0).map(Int.init) }
    }

    func integer(_ tag: Tag, in item: Item = .dataSet) -> Int? { integers(tag, in: item).first }

    /// The number of items of a sequence, 0 where it is absent.
    func count(of sequence: Tag, in item: Item = .dataSet) -> Int {
        withPath(to: sequence, in: item) { cd_item_count(handle, $0) }
    }

    /// All frames, decoded into `size` bytes of little-endian cells.
    func cells(size: Int) throws(DICOMError) -> [UInt8] {
        var isDecoded = false
        let cells = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            isDecoded = cd_decode(handle, buffer.baseAddress, size)
            count = isDecoded ? size : 0
        }
        guard isDecoded else {
            throw DICOMError(url, "has pixels that cannot be decoded: \(lastError); export it again")
        }
        return cells
    }

    func withPath<Result>(to tag: Tag, in item: Item, _ body: (cd_path) -> Result) -> Result {
        withPath(Item(steps: item.steps + [tag.number]), body)
    }

    func withPath<Result>(_ item: Item, _ body: (cd_path) -> Result) -> Result {
        item.steps.withUnsafeBufferPointer { body(cd_path(steps: $0.baseAddress, length: $0.count)) }
    }
}

extension StringProtocol {
    /// Without white space and padding at either end.
    var trimmed: String {
        let isPadding: (Character) -> Bool = { $0.isWhitespace || $0 == "\0" }
        return String(drop(while: isPadding).reversed().drop(while: isPadding).reversed())
    }
}

/// Why the last call into DCMTK on this thread failed.
var lastError: String { String(cString: cd_error()) }

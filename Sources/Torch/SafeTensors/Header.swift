import Foundation

/// The table of contents of a safetensors file.
struct Header {
    struct Entry {
        var dtype: DType
        var shape: [Int]
        /// Where the numbers lie, counted from the end of the header.
        var offsets: Range<Int>

        /// Where they lie in the file, if the header ends at `start`.
        func bytes(from start: Int) -> Range<Int> { offsets.lowerBound + start..<offsets.upperBound + start }
    }

    /// What is wrong with a file, to be put after its name.
    struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    static let metadataKey = "__metadata__"
    /// As the reference implementation.
    static let largest = 100_000_000

    let entries: [String: Entry]
    let metadata: [String: String]
    /// Where the numbers begin.
    let start: Int

    /// Reads and checks the header at the beginning of a whole file.
    init(_ file: UnsafeMutableRawBufferPointer) throws(Fault) {
        guard file.count >= 8 else {
            throw Fault("is not a safetensors file: its \(file.count) bytes cannot hold a header's length.")
        }
        let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(Self.largest) else {
            throw Fault("is not a safetensors file: a header of \(length) bytes is beyond reason.")
        }
        guard Int(length) <= file.count - 8 else {
            throw Fault(
                "is cut off: of a header of \(length) bytes \(file.count - 8) are left; copy it again.")
        }
        start = 8 + Int(length)
        var reader = HeaderReader(UnsafeRawBufferPointer(rebasing: file[8..<start]))
        (entries, metadata) = try reader.read()
        try checkOffsets(end: file.count - start)
    }

    /// Every byte after the header belongs to exactly one tensor, and each tensor has the bytes of its shape.
    private func checkOffsets(end: Int) throws(Fault) {
        let ordered = entries.sorted {
            ($0.value.offsets.lowerBound, $0.value.offsets.upperBound)
                < ($1.value.offsets.lowerBound, $1.value.offsets.upperBound)
        }
        var reached = 0
        for (name, entry) in ordered {
            let (offsets, shape) = (entry.offsets, entry.shape)
            guard offsets.upperBound <= end else {
                throw Fault(
                    "is cut off: tensor \(name) ends at byte \(offsets.upperBound), the file at \(end); copy it again."
                )
            }
            guard byteCount(shape, entry.dtype) == offsets.count else {
                throw Fault(
                    "is wrong: \(offsets.count) bytes cannot be tensor \(name), \(shape) of \(entry.dtype).")
            }
            guard offsets.lowerBound >= reached else {
                throw Fault(
                    "is wrong: tensor \(name) at byte \(offsets.lowerBound) overlaps the one before it.")
            }
            guard offsets.lowerBound == reached else {
                throw Fault("is wrong: tensor \(name) at byte \(offsets.lowerBound) leaves a hole before it.")
            }
            reached = offsets.upperBound
        }
        guard reached == end else {
            throw Fault("is wrong: \(end - reached) bytes after its last tensor belong to none.")
        }
    }

    /// The types that we compute with by their names in files, in the order of the reference implementation.
    static let dtypes: [(code: String, dtype: DType)] = [
        ("BOOL", .bool), ("U8", .uint8), ("I8", .int8), ("I16", .int16), ("F16", .float16),
        ("BF16", .bfloat16), ("I32", .int32), ("F32", .float32), ("F64", .float64), ("I64", .int64),
    ]
}

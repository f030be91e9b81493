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
            throw Fault("is not a safetensors file: it has \(file.count) bytes, fewer than the 8 of its header's length.")
        }
        let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(Self.largest) else {
            throw Fault("is not a safetensors file: it announces a header of \(length) bytes, the limit is \(Self.largest).")
        }
        guard Int(length) <= file.count - 8 else {
            throw Fault("is cut off: it announces a header of \(length) bytes and has \(file.count - 8) after the length.")
        }
        start = 8 + Int(length)
        var reader = HeaderReader(UnsafeRawBufferPointer(rebasing: file[8..<start]))
        (entries, metadata) = try reader.read()
        try checkOffsets(end: file.count - start)
    }

    /// Every byte after the header belongs to exactly one tensor, and each tensor has the bytes of its shape.
    private func checkOffsets(end: Int) throws(Fault) {
        var reached = 0
        let ordered = entries.sorted {
            ($0.value.offsets.lowerBound, $0.value.offsets.upperBound, $0.key)
                < ($1.value.offsets.lowerBound, $1.value.offsets.upperBound, $1.key)
        }
        for (name, entry) in ordered {
            guard entry.offsets.upperBound <= end else {
                throw Fault("is cut off or wrong: tensor \(name) ends at byte \(entry.offsets.upperBound) of \(end).")
            }
            guard byteCount(entry.shape, entry.dtype) == entry.offsets.count else {
                throw Fault(
                    "is wrong: tensor \(name) of shape \(entry.shape) and type \(entry.dtype) cannot have "
                        + "\(entry.offsets.count) bytes.")
            }
            guard entry.offsets.lowerBound == reached else {
                let what = entry.offsets.lowerBound < reached ? "overlaps the one before it" : "leaves a hole before it"
                throw Fault("is wrong: tensor \(name) \(what), at byte \(entry.offsets.lowerBound).")
            }
            reached = entry.offsets.upperBound
        }
        guard reached == end else {
            throw Fault("is wrong: \(end - reached) bytes after its last tensor belong to none.")
        }
    }
}

// MARK: - Writing

extension Header {
    /// The types that we compute with by their names in files, in the order of the reference implementation.
    static let dtypes: KeyValuePairs<String, DType> = [
        "BOOL": .bool, "U8": .uint8, "I8": .int8, "I16": .int16, "F16": .float16, "BF16": .bfloat16, "I32": .int32,
        "F32": .float32, "F64": .float64, "I64": .int64,
    ]

    /// The order of the tensors in a file: wide types first, so that all are aligned; then by name.
    static func precedes(_ one: (name: String, dtype: DType), _ other: (name: String, dtype: DType)) -> Bool {
        let place = { (dtype: DType) in -dtypes.firstIndex { $0.value == dtype }! }
        return (place(one.dtype), one.name) < (place(other.dtype), other.name)
    }

    /// The length and the text of a header for tensors that follow it in this order.
    static func text(
        of tensors: [(name: String, dtype: DType, shape: [Int])], _ metadata: [String: String]
    ) -> Data {
        var items: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            items.append("\(quoted(metadataKey)):{\(pairs.joined(separator: ","))}")
        }
        var offset = 0
        for (name, dtype, shape) in tensors {
            let end = offset + shape.reduce(dtype.size, *)
            let code = dtypes.first { $0.value == dtype }!.key
            let sizes = shape.map(String.init).joined(separator: ",")
            items.append(
                #"\#(quoted(name)):{"dtype":"\#(code)","shape":[\#(sizes)],"data_offsets":[\#(offset),\#(end)]}"#)
            offset = end
        }
        var text = Data("{\(items.joined(separator: ","))}".utf8)
        text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8))
        return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) } + text
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": #"\""#
            case "\\": #"\\"#
            case "\n": #"\n"#
            case "\t": #"\t"#
            case "\r": #"\r"#
            case "\u{0}"..<"\u{20}": #"\u00"# + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

/// Reads the JSON of a safetensors header, and no other: an object of objects with known keys, each once.
///
/// Foundation's decoders keep the last of two equal keys and take numbers that are not whole, so they would
/// let through what two readers understand differently.
struct HeaderReader {
    private let text: UnsafeRawBufferPointer
    private var place = 0

    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    mutating func read() throws(Header.Fault) -> (entries: [String: Header.Entry], metadata: [String: String])
    {
        guard text.first == UInt8(ascii: "{") else { throw fault("does not begin with a brace") }
        var entries: [String: Header.Entry] = [:]
        var metadata: [String: String]?
        try object { (reader, name) throws(Header.Fault) in
            if name == Header.metadataKey {
                guard metadata == nil else { throw reader.fault("has two \(name)") }
                metadata = try reader.strings()
            } else {
                let entry = try reader.entry(name)
                guard entries.updateValue(entry, forKey: name) == nil else {
                    throw reader.fault("names tensor \(name) twice")
                }
            }
        }
        skipSpace()
        guard place == text.count else { throw fault("goes on after its end") }
        return (entries, metadata ?? [:])
    }

    private mutating func entry(_ name: String) throws(Header.Fault) -> Header.Entry {
        var code: String?
        var shape: [Int]?
        var offsets: [Int]?
        try object { (reader, key) throws(Header.Fault) in
            switch key {
            case "dtype" where code == nil: code = try reader.string()
            case "shape" where shape == nil: shape = try reader.wholeNumbers("shape of tensor \(name)")
            case "data_offsets" where offsets == nil:
                offsets = try reader.wholeNumbers("data_offsets of tensor \(name)")
            default: throw reader.fault("has an unexpected or second \(key) for tensor \(name)")
            }
        }
        guard let code, let shape, let offsets else {
            throw fault("lacks dtype, shape or data_offsets for tensor \(name)")
        }
        guard let dtype = Header.dtypes.first(where: { $0.code == code })?.dtype else {
            throw Header.Fault("has tensor \(name) of type \(code), which is not supported.")
        }
        guard shape.count <= 64 else {
            throw Header.Fault("has tensor \(name) of \(shape.count) dimensions; 64 are the most.")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw fault("has data_offsets \(offsets) for tensor \(name), not a beginning and an end")
        }
        return Header.Entry(dtype: dtype, shape: shape, offsets: offsets[0]..<offsets[1])
    }

    private mutating func strings() throws(Header.Fault) -> [String: String] {
        var result: [String: String] = [:]
        try object { (reader, key) throws(Header.Fault) in
            guard result.updateValue(try reader.string(), forKey: key) == nil else {
                throw reader.fault("has metadata \(key) twice")
            }
        }
        return result
    }
}

// MARK: - JSON

extension HeaderReader {
    private func fault(_ what: String) -> Header.Fault {
        Header.Fault("is not a safetensors file: its header \(what) (byte \(place)).")
    }

    private mutating func skipSpace() {
        while place < text.count {
            switch text[place] {
            case 0x20, 0x09, 0x0A, 0x0D: place += 1
            default: return
            }
        }
    }

    /// Steps over `character` if it comes next.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Header.Fault) {
        guard take(character) else { throw fault("has no \(character) where one is due") }
    }

    private mutating func object(
        _ member: (inout HeaderReader, String) throws(Header.Fault) -> Void
    ) throws(Header.Fault) {
        try expect("{")
        if take("}") { return }
        repeat {
            let key = try string()
            try expect(":")
            try member(&self, key)
        } while take(",")
        try expect("}")
    }

    private mutating func wholeNumbers(_ what: String) throws(Header.Fault) -> [Int] {
        try expect("[")
        var numbers: [Int] = []
        if take("]") { return numbers }
        repeat {
            skipSpace()
            let digits = text[place...].prefix { (0x30...0x39).contains($0) }
            guard let number = Int(String(decoding: digits, as: UTF8.self)),
                digits.count == 1 || digits.first != 0x30
            else { throw fault("has something that is not a whole number in the \(what)") }
            numbers.append(number)
            place += digits.count
        } while take(",")
        try expect("]")
        return numbers
    }

    private mutating func string() throws(Header.Fault) -> String {
        try expect("\"")
        var bytes: [UInt8] = []
        while place < text.count {
            let byte = text[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: bytes, as: UTF8.self) else {
                    throw fault("is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): bytes.append(contentsOf: String(try escaped()).utf8)
            case 0..<0x20: throw fault("has a control character in a string")
            default: bytes.append(byte)
            }
        }
        throw fault("ends in the middle of a string")
    }

    /// What a backslash, already read, stands for.
    private mutating func escaped() throws(Header.Fault) -> Unicode.Scalar {
        guard place < text.count else { throw fault("ends in the middle of a string") }
        place += 1
        switch text[place - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let high = try codeUnit()
            if let scalar = Unicode.Scalar(high) { return scalar }
            guard UTF16.isLeadSurrogate(high), text[place...].starts(with: [0x5C, 0x75]) else { break }
            place += 2
            let low = try codeUnit()
            guard UTF16.isTrailSurrogate(low) else { break }
            return UTF16.decode(UTF16.EncodedScalar([high, low]))
        default: break
        }
        throw fault("has an escape that JSON does not know")
    }

    /// Four hexadecimal digits.
    private mutating func codeUnit() throws(Header.Fault) -> UInt16 {
        let digits = text[place...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("has an escape that JSON does not know") }
        place += 4
        return unit
    }
}

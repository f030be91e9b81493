import Foundation

extension Header {
    /// The order of tensors in a file: wide types first, so that all are aligned; then by name.
    static func precedes(_ one: (name: String, dtype: DType), _ other: (name: String, dtype: DType)) -> Bool {
        let width = { (dtype: DType) in dtypes.firstIndex { $0.dtype == dtype } ?? 0 }
        return (width(other.dtype), one.name) < (width(one.dtype), other.name)
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
            let code = dtypes.first { $0.dtype == dtype }?.code ?? ""
            let facts = [
                #""dtype":"\#(code)""#, #""shape":[\#(shape.map(String.init).joined(separator: ","))]"#,
                #""data_offsets":[\#(offset),\#(end)]"#,
            ]
            items.append("\(quoted(name)):{\(facts.joined(separator: ","))}")
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
            case "\u{0}"..<"\u{10}": #"\u000"# + String(scalar.value, radix: 16)
            case "\u{10}"..<"\u{20}": #"\u00"# + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

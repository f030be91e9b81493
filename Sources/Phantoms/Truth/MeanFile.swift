import Foundation
import Scintigraphy

/// The mean counts of a scan in the safetensors format: a tensor [rows, columns] of 32-bit floats for each view.
///
/// https://huggingface.co/docs/safetensors: the header's length as 64 bits, a JSON header, the numbers; little endian.
enum MeanFile {
    /// The file's bytes, the header padded to 8 bytes with spaces.
    static func data(_ images: [CountImage], metadata: [String: String]) throws -> Data {
        var entries: [String: Entry] = [:]
        var end = 0
        for image in images {
            let start = end
            end += image.pixels.count * 4
            entries[image.view.rawValue] = Entry(
                shape: [image.rows, image.columns], data_offsets: [start, end])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var header = try encoder.encode(Header(metadata: metadata, entries: entries))
        header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - header.count % 8) % 8))
        var data = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
        data.append(header)
        for image in images {
            image.pixels.withUnsafeBytes { data.append(contentsOf: $0) }
        }
        return data
    }

    private struct Entry: Encodable {
        var dtype = "F32"
        let shape: [Int]
        // swift-format-ignore: AlwaysUseLowerCamelCase
        let data_offsets: [Int]
    }

    /// The format's own key for metadata stands beside the tensors' names.
    private struct Header: Encodable {
        let metadata: [String: String]
        let entries: [String: Entry]

        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(metadata, forKey: Key(stringValue: "__metadata__"))
            for (name, entry) in entries { try container.encode(entry, forKey: Key(stringValue: name)) }
        }
    }
}

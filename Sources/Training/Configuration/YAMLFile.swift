public import Foundation
import Yams

/// A configuration in YAML: `key: value` lines.
public struct YAMLFile {
    private let url: URL
    private var root: Node.Mapping

    /// Throws a sentence with the line where the file is not such a list.
    public init(_ url: URL) throws(TrainingError) {
        let text: String
        do { text = try String(contentsOf: url, encoding: .utf8) } catch {
            throw TrainingError("\(url.path) cannot be read: \(error.localizedDescription)")
        }
        do {
            let node = try compose(yaml: text)
            guard let mapping = node?.mapping ?? (node == nil ? [:] : nil) else {
                throw TrainingError("it is not a list of lines `key: value`")
            }
            root = mapping
        } catch {
            throw TrainingError("\(url.path) cannot be understood: \(error)")
        }
        self.url = url
    }

    /// Takes a key out, and answers its text; `nil` where it is not there. Throws where it has no text.
    public mutating func take(_ key: String) throws(TrainingError) -> String? {
        defer { root[Node(key)] = nil }
        guard let node = root[Node(key)] else { return nil }
        guard let text = node.string else {
            throw TrainingError("\(url.path): \(key) is no text; give a single word")
        }
        return text
    }

    /// The settings of the file, and those of `base` where it has none.
    ///
    /// Throws a sentence with the file and the key where a key is unknown or has a wrong value.
    public func settings<Settings: Codable>(over base: Settings) throws(TrainingError) -> Settings {
        var merged = root
        do {
            guard let template = try compose(yaml: YAMLEncoder().encode(base))?.mapping else { return base }
            let known = template.keys.compactMap(\.string)
            for key in root.keys where template[key] == nil {
                throw TrainingError(
                    "\(key.string ?? "?") is no setting; there are \(known.joined(separator: ", "))")
            }
            for (key, value) in template where merged[key] == nil { merged[key] = value }
            return try YAMLDecoder().decode(Settings.self, from: Node.mapping(merged))
        } catch let error as DecodingError {
            throw TrainingError("\(url.path): \(sentence(error))")
        } catch {
            throw TrainingError("\(url.path): \(error)")
        }
    }

    /// The settings as a file that ``settings(over:)`` reads.
    public static func text(_ settings: some Encodable) throws -> String {
        let text = try YAMLEncoder().encode(settings)
        return try compose(yaml: text).map { try serialize(node: plain($0)) } ?? text
    }

    /// The same with 0.05 in the place of 5e-2.
    private static func plain(_ node: Node) -> Node {
        switch node {
        case .mapping(let mapping):
            Node(mapping.map { ($0.key, plain($0.value)) })
        case .sequence(let nodes):
            Node(nodes.map(plain), .implicit, .flow)
        case .scalar(let scalar):
            if scalar.string.contains("e"), let number = Double(scalar.string) {
                Node("\(number)")
            } else {
                node
            }
        default: node
        }
    }

    private func sentence(_ error: DecodingError) -> String {
        let (context, needed): (DecodingError.Context, String) =
            switch error {
            case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
                (context, "\(Self.noun(type)) is needed")
            case .keyNotFound(let key, let context): (context, "\(key.stringValue) is needed")
            case .dataCorrupted(let context): (context, context.debugDescription)
            @unknown default: (.init(codingPath: [], debugDescription: ""), "\(error)")
            }
        let key = context.codingPath.first?.stringValue ?? ""
        let value = root[Node(key)].flatMap { try? serialize(node: $0) } ?? ""
        return "\(key) is \(value.trimmingCharacters(in: .whitespacesAndNewlines)); \(needed)"
    }

    private static func noun(_ type: Any.Type) -> String {
        switch type {
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is Bool.Type: "true or false"
        case is String.Type: "a text"
        default: "something else"
        }
    }
}

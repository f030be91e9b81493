/// The elements of a small XML document: as much of XML as VTK and OpenSim write.
///
/// No entities, no documents within documents, no more than `deepest` elements inside each other.
struct Markup {
    let name: String
    let attributes: [String: String]
    private(set) var children: [Markup] = []
    /// What stands between the last child, or the opening tag, and the closing tag.
    private(set) var text: ArraySlice<UInt8> = []

    private static let deepest = 64

    /// The first child called `name`.
    subscript(name: String) -> Markup? { children.first { $0.name == name } }

    /// Every element called `name` at any depth, in the document's order.
    func all(_ name: String) -> [Markup] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
    }

    /// The text without white space around it.
    var word: String {
        String(decoding: text, as: UTF8.self).trimmingWhiteSpace
    }

    /// The document's outermost element.
    init(_ file: SkeletonFile) throws(PhantomError) {
        var scanner = Scanner(file: file)
        var open: [Markup] = []
        while let tag = try scanner.nextTag() {
            switch tag {
            case .opening(let element, let isEmpty):
                guard open.count < Self.deepest else { throw file.broken("its elements are nested too deep") }
                open.append(element)
                if !isEmpty { continue }
            case .closing(let name, let text):
                guard open.last?.name == name else { throw file.broken("</\(name)> closes nothing") }
                open[open.count - 1].text = text
            }
            guard let done = open.popLast() else { break }
            if open.isEmpty {
                self = done
                return
            }
            open[open.count - 1].children.append(done)
        }
        throw file.broken("it ends too early")
    }

    private init(name: String, attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }
}

extension Markup {
    private enum Tag {
        case opening(Markup, isEmpty: Bool)
        case closing(String, text: ArraySlice<UInt8>)
    }

    private struct Scanner {
        let file: SkeletonFile
        var place = 0

        /// The next tag that is neither a comment nor a declaration; nil at the end of the file.
        mutating func nextTag() throws(PhantomError) -> Tag? {
            let bytes = file.bytes
            while true {
                let before = place
                guard let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
                if bytes[start...].starts(with: "<!--".utf8) {
                    place = try end(of: "-->", from: start)
                    continue
                }
                place = try end(of: ">", from: start)
                let inside = bytes[(start + 1)..<(place - 1)]
                switch inside.first {
                case UInt8(ascii: "?"), UInt8(ascii: "!"): continue
                case UInt8(ascii: "/"):
                    return .closing(
                        String(decoding: inside.dropFirst(), as: UTF8.self).trimmingWhiteSpace,
                        text: bytes[before..<start])
                default:
                    let isEmpty = inside.last == UInt8(ascii: "/")
                    return .opening(
                        element(String(decoding: isEmpty ? inside.dropLast() : inside, as: UTF8.self)),
                        isEmpty: isEmpty)
                }
            }
        }

        private func end(of mark: String, from start: Int) throws(PhantomError) -> Int {
            let mark = Array(mark.utf8)
            var at = start
            while at + mark.count <= file.bytes.count {
                if file.bytes[at...].starts(with: mark) { return at + mark.count }
                at += 1
            }
            throw file.broken("it ends inside a tag")
        }

        /// From `name key="value" key="value"`.
        private func element(_ tag: String) -> Markup {
            let name = tag.prefix { !$0.isWhitespace }
            let quoted = tag.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
            var attributes: [String: String] = [:]
            for pair in stride(from: 0, to: quoted.count - 1, by: 2) {
                let key = String(quoted[pair]).trimmingWhiteSpace.prefix { $0 != "=" }
                attributes[String(key)] = String(quoted[pair + 1])
            }
            return Markup(name: String(name), attributes: attributes)
        }
    }
}

extension String {
    fileprivate var trimmingWhiteSpace: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// A node that takes DICOM objects: its AE title, host and port, as in “PACS@archive.example:104”.
public struct StorageDestination: Equatable, Sendable, CustomStringConvertible {
    /// The application entity title that it answers to.
    public let title: String
    /// Its name or IPv4 address.
    public let host: String
    /// Its TCP port.
    public let port: UInt16

    /// How long any step of an association may take, in seconds.
    public var timeout: Int32 = 30

    /// Reads “AET@host:port”.
    ///
    /// - Throws: a sentence with the part that is wrong.
    public init(_ text: String) throws(NetworkError) {
        let form = "write AET@host:port, as in PACS@archive.example:104"
        guard let at = text.firstIndex(of: "@"), let colon = text.lastIndex(of: ":"), at < colon else {
            throw NetworkError("“\(text.prefix(100))” is no destination; \(form)")
        }
        let title = String(text[..<at])
        let host = String(text[text.index(after: at)..<colon])
        let port = String(text[text.index(after: colon)...])
        try Self.check(title: title, in: text)
        guard host.wholeMatch(of: /[A-Za-z0-9]([A-Za-z0-9._\-]{0,252})/) != nil else {
            throw NetworkError(
                "“\(text.prefix(100))”: “\(host.prefix(80))” is no name of a host and no IPv4 address; \(form)"
            )
        }
        guard port.allSatisfy(\.isASCII), let number = UInt16(port), number > 0 else {
            throw NetworkError(
                "“\(text.prefix(100))”: “\(port.prefix(20))” is no port from 1 to 65535; \(form)")
        }
        self.title = title
        self.host = host
        self.port = number
    }

    /// As it is written.
    public var description: String { "\(title)@\(host):\(port)" }

    /// An AE title has 1 to 16 characters of ASCII, no backslash, and more than spaces (PS3.5 table 6.2-1).
    static func check(title: String, in text: String) throws(NetworkError) {
        let isPlain = title.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) && $0 != "\\" }
        guard (1...16).contains(title.count), isPlain, title.trimmed == title else {
            throw NetworkError(
                "“\(text.prefix(100))”: “\(title.prefix(80))” is no AE title, which has 1 to 16 characters of "
                    + "ASCII, no backslash, and no space at its ends")
        }
    }
}

/// Why another node could not be reached, or would not speak with us: one sentence.
public struct NetworkError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The sentence.
    public let description: String

    init(_ sentence: String) { description = sentence }
}

import CDCMTK

/// An association that we asked for, until it goes out of scope.
struct Association: ~Copyable {
    /// An abstract and a transfer syntax, proposed together.
    struct Context: Hashable {
        let abstractSyntax: String
        let transferSyntax: String

        func withPointers<Result>(_ body: (cd_context) -> Result) -> Result {
            abstractSyntax.withCString { abstract in
                transferSyntax.withCString {
                    body(cd_context(abstract_syntax: abstract, transfer_syntax: $0))
                }
            }
        }
    }

    /// How many contexts an association can have.
    static let mostContexts = Int(cd_most_contexts)

    private let handle: OpaquePointer

    init(
        with node: StorageDestination, as calling: String, proposing contexts: [Context]
    ) throws(NetworkError) {
        let made = Self.withPointers(contexts[...], []) {
            cd_associate(
                calling, node.title, node.host, node.port, $0, $0.count, node.timeout)
        }
        guard let made else { throw NetworkError("\(node): \(lastError)") }
        handle = made
    }

    deinit { cd_release(handle) }

    func accepts(_ context: Context) -> Bool {
        context.withPointers { cd_accepts(handle, $0) }
    }

    /// The status that the other node answers to an echo; `nil` where none came.
    func echo() -> UInt16? {
        var status: UInt16 = 0
        return cd_echo(handle, &status) ? status : nil
    }

    /// The status that the other node answers to an object; `nil` where none came.
    func store(_ file: PartTenFile, _ context: Context, instance: String) -> UInt16? {
        var status: UInt16 = 0
        let isAnswered = file.bytes.withUnsafeBytes { bytes in
            context.withPointers { pointers in
                cd_store(
                    handle, bytes.baseAddress.map { $0 + file.dataSetOffset },
                    bytes.count - file.dataSetOffset,
                    pointers, instance, &status)
            }
        }
        return isAnswered ? status : nil
    }

    /// All of them in C, for as long as `body` runs.
    private static func withPointers<Result>(
        _ contexts: ArraySlice<Context>, _ done: [cd_context], _ body: ([cd_context]) -> Result
    ) -> Result {
        guard let first = contexts.first else { return body(done) }
        return first.withPointers { withPointers(contexts.dropFirst(), done + [$0], body) }
    }
}

public import Foundation

/// The safetensors file format: a JSON table of contents, then the numbers.
/// https://huggingface.co/docs/safetensors
///
/// Files are read strictly: a header that the numbers do not fill exactly, without holes and overlaps, is
/// refused before the first tensor is made.
public enum SafeTensors {
    /// Why a file could not be read or written, in one sentence that names the file and, where it is about one,
    /// the tensor.
    public struct Failure: Error, CustomStringConvertible, Sendable {
        /// The sentence.
        public let description: String
    }

    /// The tensors of a file by name, on the CPU.
    ///
    /// Their memory is the mapped file, page by page as it is touched; writing to them changes the copy in memory
    /// only. Replace such a file by renaming, as ``write(_:metadata:to:)`` does, never cut it in place.
    public static func read(_ url: URL) throws(Failure) -> [String: Tensor] {
        let (file, header) = try open(url)
        return header.entries.mapValues { tensor($0, at: header.start, in: file) }
    }

    /// What a file says about itself; needs no libtorch.
    public static func metadata(_ url: URL) throws(Failure) -> [String: String] {
        try open(url).header.metadata
    }

    /// Writes tensors to a temporary file, which then takes the place of `url`. The same content gives the same
    /// bytes.
    public static func write(
        _ tensors: [String: Tensor], metadata: [String: String] = [:], to url: URL
    ) throws(Failure) {
        guard tensors[Header.metadataKey] == nil else {
            throw Failure(description: "No tensor can be called \(Header.metadataKey) in \(url.path).")
        }
        let ordered = tensors.sorted { Header.precedes(($0.key, $0.value.dtype), ($1.key, $1.value.dtype)) }
        let header = Header.text(of: ordered.map { ($0.key, $0.value.dtype, $0.value.shape) }, metadata)
        do {
            try writeReplacing(url) { file in
                try file.write(contentsOf: header)
                for (name, tensor) in ordered {
                    let due = byteCount(tensor.shape, tensor.dtype)
                    try tensor.withBytes { bytes in
                        // After an error inside `torchErrors` there are none.
                        guard bytes.count == due else {
                            throw TorchError(description: "\(name) has no numbers")
                        }
                        try file.write(contentsOf: bytes)
                    }
                }
            }
        } catch {
            throw Failure(description: "\(url.path) cannot be written: \(error.localizedDescription)")
        }
    }

    private static func open(_ url: URL) throws(Failure) -> (file: MappedFile, header: Header) {
        do {
            let file = try MappedFile(url)
            return (file, try Header(file.bytes))
        } catch {
            throw Failure(description: "\(url.path) \(error)")
        }
    }

    private static func tensor(_ entry: Header.Entry, at start: Int, in file: MappedFile) -> Tensor {
        let bytes = UnsafeMutableRawBufferPointer(rebasing: file.bytes[entry.bytes(from: start)])
        // A foreign file may hold any byte where a truth value is due.
        if entry.dtype == .bool {
            return Tensor(bytes: UnsafeRawBufferPointer(bytes), shape: entry.shape, dtype: .uint8) .!= 0
        }
        let isAligned = Int(bitPattern: bytes.baseAddress) % entry.dtype.size == 0
        guard isAligned, !bytes.isEmpty else {
            return Tensor(bytes: UnsafeRawBufferPointer(bytes), shape: entry.shape, dtype: entry.dtype)
        }
        return Tensor(borrowing: bytes, shape: entry.shape, dtype: entry.dtype, of: file)
    }
}

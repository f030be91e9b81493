import CTorch
import Foundation

/// A file in memory, read as it is touched. What is written there stays private to this process.
final class MappedFile {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ url: URL) throws(Header.Fault) {
        let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)  // a pipe must not hold us up
        guard descriptor >= 0 else { throw .init("cannot be opened: \(String(cString: strerror(errno))).") }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .init("is not a regular file.")
        }
        let count = Int(facts.st_size)
        // An empty file cannot be mapped.
        guard count > 0 else { throw .init("is empty; copy it again.") }
        let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0)
        guard let start, start != MAP_FAILED else {
            throw .init("cannot be mapped into memory: \(String(cString: strerror(errno))).")
        }
        bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    deinit { munmap(bytes.baseAddress, bytes.count) }
}

extension Tensor {
    /// A tensor in the memory of `file`, which lives until the last such tensor is gone.
    init(borrowing bytes: UnsafeMutableRawBufferPointer, shape: [Int], dtype: DType, of file: MappedFile) {
        self.init(
            ct.from_owner(
                bytes.baseAddress, shape.int64, shape.count, dtype.raw,
                Unmanaged.passRetained(file).toOpaque(),
                { Unmanaged<MappedFile>.fromOpaque($0!).release() }))
    }
}

internal import CTorch

/// Why libtorch could not be used.
public struct TorchError: Error, CustomStringConvertible, Sendable {
    /// One sentence, with libtorch's own words where it had any.
    public let description: String
}

/// Brings libtorch in, or says why it cannot be had.
///
/// The first tensor does this by itself, but has no way to complain; a program calls this first.
public func loadTorch() throws(TorchError) {
    var reason: UnsafePointer<CChar>?
    guard ct_load(&reason) != nil else {
        let why = reason.map { String(cString: $0) } ?? "no reason given"
        throw TorchError(description: "libtorch cannot be loaded: \(why). `make setup` installs it.")
    }
}

/// The same, and has what is computed on this thread use so many threads of the CPU: where each of several workers
/// computes for itself, one.
public func loadTorch(threads: Int) throws(TorchError) {
    try loadTorch()
    check(ct.set_threads(Int64(threads)))
}

/// libtorch's functions, loaded when the first of them is called.
let ct: ct_api = {
    var reason: UnsafePointer<CChar>?
    guard let table = ct_load(&reason) else {
        fatalError("libtorch: \(reason.map { String(cString: $0) } ?? "not loaded")")
    }
    return table.pointee
}()

/// How many threads compute on the CPU: what libtorch has, and what is seen at work in a call of our own kernels.
func computingThreads() -> (libtorch: Int, kernels: Int) {
    (Int(ct.threads()), Int(ct.threads_of_kernels()))
}

import CTorch
import Synchronization

/// Runs `body` and throws the first error that libtorch reported in it.
///
/// A failing operation yields a harmless placeholder, so `body` runs to its end. Outside of such a scope
/// a failing operation stops the program: use the scope where one wrong input must not end a server.
public func torchErrors<R>(_ body: () throws -> R) throws -> R {
    let scope = ErrorScope()
    let result = Result { try ErrorScope.$current.withValue(scope, operation: body) }
    if let error = scope.first.withLock({ $0 }) { throw error }
    return try result.get()
}

/// Remembers what went wrong first inside one ``torchErrors(_:)``.
final class ErrorScope: Sendable {
    @TaskLocal static var current: ErrorScope?
    let first = Mutex<TorchError?>(nil)
}

/// Notes the error in the current scope, or stops with it: a programmer's mistake, whose sentence
/// `preconditionFailure` would leave out of a release build.
private func report(_ operation: String, _ words: String) {
    let error = TorchError(description: "\(operation): \(words)")
    guard let scope = ErrorScope.current else { fatalError(error.description) }
    scope.first.withLock { $0 = $0 ?? error }
}

/// The same for the error that libtorch left on this thread.
private func report(_ operation: String) {
    report(operation, ct.take_error().map { String(cString: $0) } ?? "no reason given")
}

/// Reports the failure of `operation` and stands in for its result: one zero, of a rank that survives code
/// which looks at the sizes of an image batch.
func placeholder(after operation: String) -> ct_tensor {
    report(operation)
    return zero()
}

extension Tensor {
    /// The stand-in for the result of an `operation` that we refuse ourselves.
    static func refused(_ words: String, _ operation: String = #function) -> Tensor {
        report(operation, words)
        return Tensor(zero())
    }
}

private func zero() -> ct_tensor {
    guard let zero = ct.full([1, 1, 1, 1], 4, 0, ct_float32, Device.cpu.raw) else {
        preconditionFailure("no memory for a single number")
    }
    return zero
}

/// Reports the failure of a C function that returns a status; answers whether it succeeded.
@discardableResult
func check(_ status: Int32, _ operation: String = #function) -> Bool {
    if status != 0 { report(operation) }
    return status == 0
}

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

/// Notes the error that libtorch left on this thread in the current scope, or stops with it.
private func report(_ operation: String) {
    let words = ct.take_error().map { String(cString: $0) } ?? "no reason given"
    let error = TorchError(description: "\(operation): \(words)")
    guard let scope = ErrorScope.current else { preconditionFailure(error.description) }
    scope.first.withLock { $0 = $0 ?? error }
}

/// Reports the failure of `operation` and stands in for its result: one zero, of a rank that survives code
/// which looks at the sizes of an image batch.
func placeholder(after operation: String) -> ct_tensor {
    report(operation)
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

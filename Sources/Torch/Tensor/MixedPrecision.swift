import CTorch

/// Runs `body` with convolutions and matrix products on `device` in bfloat16, and what needs it, such as losses, in
/// float32: PyTorch's autocast. Parameters and their gradients stay float32, and bfloat16 has its range: losses need no
/// scaling.
///
/// The switch belongs to the thread, as that of ``withoutGradient(_:)``. Gradients are asked for outside.
public func withMixedPrecision<R>(on device: Device, _ body: () throws -> R) rethrows -> R {
    let kind = device.raw.kind
    let before = ct.mixed_precision(kind)
    ct.set_mixed_precision(kind, true)
    defer { ct.set_mixed_precision(kind, before) }
    return try body()
}

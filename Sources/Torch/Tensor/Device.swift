import CTorch

/// Where tensors lie and are computed with.
public enum Device: Hashable, Sendable, CustomStringConvertible {
    /// The processor and its memory.
    case cpu
    /// The NVIDIA or AMD GPU of this number.
    case cuda(Int)
    /// The GPU of an Apple computer.
    case mps

    /// The first GPU that libtorch can use here, else the CPU.
    public static var best: Device { [.cuda(0), .mps].first(where: \.isAvailable) ?? .cpu }

    /// Whether libtorch was built for this device and finds it here.
    public var isAvailable: Bool { (0..<ct.device_count(raw.kind)).contains(raw.index) }

    /// As PyTorch writes it: `cpu`, `cuda:0`, `mps`.
    public var description: String {
        switch self {
        case .cpu: "cpu"
        case .cuda(let index): "cuda:\(index)"
        case .mps: "mps"
        }
    }

    var raw: ct_device {
        switch self {
        case .cpu: ct_device(kind: ct_cpu, index: 0)
        case .cuda(let index): ct_device(kind: ct_cuda, index: Int32(index))
        case .mps: ct_device(kind: ct_mps, index: 0)
        }
    }

    init(_ raw: ct_device) {
        self = raw.kind == ct_cuda ? .cuda(Int(raw.index)) : raw.kind == ct_mps ? .mps : .cpu
    }
}

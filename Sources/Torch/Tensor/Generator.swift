import CTorch

/// A source of random numbers: libtorch's Mersenne Twister on the CPU.
///
/// The same seed gives the same numbers as `torch.Generator().manual_seed(seed)`, whatever device the
/// result goes to. There is no global generator: who needs chance takes one as an argument.
public final class Generator {
    let raw: ct_generator
    /// Whether layers made with this draw no weights.
    let drawsOutlines: Bool

    /// Starts a sequence of its own.
    public convenience init(seed: UInt64) { self.init(seed: seed, drawsOutlines: false) }

    private init(seed: UInt64, drawsOutlines: Bool) {
        guard let raw = ct.new_generator(seed) else { preconditionFailure("no memory for a generator") }
        (self.raw, self.drawsOutlines) = (raw, drawsOutlines)
    }

    /// Makes networks of which only names and shapes are asked: each weight is one zero, which all its places share.
    /// They cost neither time nor memory, and can be neither loaded nor trained.
    public static func outline() -> Generator { Generator(seed: 0, drawsOutlines: true) }

    deinit { ct.free_generator(raw) }

    /// Where in its sequence the generator stands, as bytes to be saved with a checkpoint.
    public var state: Tensor { Tensor(ct.generator_state(raw)) }

    /// Continues where another generator's ``state`` was taken.
    public func restore(_ state: Tensor) throws(TorchError) {
        do { try torchErrors { _ = check(ct.set_generator_state(raw, state.raw)) } } catch {
            throw TorchError(description: "This is not the state of a generator. \(error)")
        }
    }
}

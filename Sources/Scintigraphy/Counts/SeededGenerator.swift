/// A small, fast generator whose numbers follow from its seed alone, on every machine.
///
/// xoshiro256** with its 256-bit state filled by SplitMix64, as its authors advise.
/// Blackman, Vigna: Scrambled linear pseudorandom number generators. ACM Trans. Math. Softw. 47(4), 2021.
/// Steele, Lea, Flood: Fast splittable pseudorandom number generators. OOPSLA 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// The sequence of this seed.
    public init(seed: UInt64) {
        var filler = SplitMix64(state: seed)
        self.init(state: (filler.next(), filler.next(), filler.next(), filler.next()))
    }

    /// - Precondition: not all four words are zero, from which state the generator never leaves.
    init(state: (UInt64, UInt64, UInt64, UInt64)) {
        precondition(state != (0, 0, 0, 0))
        self.state = state
    }

    /// 64 random bits.
    public mutating func next() -> UInt64 {
        let result = (state.1 &* 5).rotatedLeft(7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3.rotatedLeft(45)
        return result
    }
}

/// A Weyl sequence through a mixing function: every seed is a good one, neighbours included.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension UInt64 {
    fileprivate func rotatedLeft(_ bits: UInt64) -> UInt64 { (self << bits) | (self >> (64 - bits)) }
}

extension RandomNumberGenerator {
    /// A number in [0, 1): a multiple of 2⁻⁵³, all of them equally likely.
    @inline(__always)
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

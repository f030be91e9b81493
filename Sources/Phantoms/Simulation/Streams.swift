import Scintigraphy

/// A patient's random numbers: each part of the patient has a sequence of its own, so that what one part draws does
/// not move another, and any patient can be made again alone.
struct Streams {
    /// The cohort's seed.
    let seed: UInt64
    /// The patient's number in the cohort.
    let index: Int

    /// What draws.
    enum Part: UInt64 {
        case person = 1, physique, disease, artefacts, uptake, acquisition, sources, camera, noise, texture
    }

    /// The sequence of one part: SplitMix64's mixing function over seed, index and part in turn.
    func generator(_ part: Part) -> SeededGenerator {
        var state = seed
        for word in [UInt64(bitPattern: Int64(index)), part.rawValue] {
            state = Self.mixed(state &+ 0x9E37_79B9_7F4A_7C15) ^ word
        }
        return SeededGenerator(seed: Self.mixed(state &+ 0x9E37_79B9_7F4A_7C15))
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        var z = word
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

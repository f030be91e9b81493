import Scintigraphy

/// Images of fewer counts of a frame: each follows from the seed, the frame, the level and its number alone, so that
/// all methods see the same noise, whatever else a study computes and in which order.
struct Realisations: Sendable {
    /// What all random numbers start from.
    let seed: UInt64
    let frame: Frame

    /// Number `number` of those at this level.
    func image(_ level: CountLevel, number: Int) throws(ScintigraphyError) -> CountImage {
        var generator = generator(level, number: number)
        return try frame.reference.thinned(fraction: level.fraction, using: &generator)
    }

    /// FNV-1a (Fowler, Noll, Vo) over seed, patient, view, level and number.
    private func generator(_ level: CountLevel, number: Int) -> SeededGenerator {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        func add(_ word: UInt64) { add((0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }) }
        add(seed)
        add(frame.patient.utf8)
        add(frame.reference.view.rawValue.utf8)
        add(level.fraction.bitPattern)
        add(UInt64(number))
        return SeededGenerator(seed: hash)
    }
}

public import Scintigraphy

extension SeededGenerator {
    /// The sequence of one step of a run: what a step draws depends on the run's seed and on its number alone.
    public init(seed: UInt64, step: Int) {
        var first = SeededGenerator(seed: seed)
        var second = SeededGenerator(seed: first.next() ^ UInt64(bitPattern: Int64(step)))
        self.init(seed: second.next())
    }
}

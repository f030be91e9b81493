/// Binomial sampling for all the pixels of an image with one and the same probability.
///
/// A number of counts that many pixels share gets an alias table: one random word a pixel, exact to
/// 2⁻⁵³, and no table is larger than the number of pixels that use it. The others are drawn one by
/// one by ``Binomial``.
/// Walker: An efficient method for generating discrete random variables. ACM Trans. Math. Softw. 3(3), 1977.
struct BinomialTables {
    private let probability: Double
    private var cells: [Cell] = []
    /// Where in `cells` the table for so many trials starts; -1 where there is none.
    private var start: [Int32] = []

    /// The outcome is the cell's own number below `threshold` of 2⁶⁴, otherwise `alias`.
    private struct Cell {
        var threshold: UInt64
        var alias: Int32
    }

    private static let mostTrials = 1000

    init(of trials: [Int32], probability: Double) {
        self.probability = probability
        var pixels = [Int](repeating: 0, count: Self.mostTrials + 1)
        for n in trials where n <= Self.mostTrials { pixels[Int(n)] += 1 }
        for n in pixels.indices {
            let worthwhile = pixels[n] > n
            start.append(worthwhile ? Int32(cells.count) : -1)
            if worthwhile { appendTable(Binomial.probabilities(trials: n, probability: probability)) }
        }
    }

    /// Cuts the bars of `chances` to one height: what a bar lacks, a higher one fills.
    private mutating func appendTable(_ chances: [Double]) {
        var height = chances.map { $0 * Double(chances.count) }
        var table = chances.indices.map { Cell(threshold: .max, alias: Int32($0)) }
        var low = height.indices.filter { height[$0] < 1 }
        var high = height.indices.filter { height[$0] >= 1 }
        while let short = low.popLast(), let tall = high.last {
            table[short] = Cell(threshold: UInt64(height[short] * 0x1p64), alias: Int32(tall))
            height[tall] -= 1 - height[short]
            if height[tall] < 1 { low.append(high.removeLast()) }
        }
        cells += table
    }

    /// Replaces each number of trials by a number of successes.
    @specialized(where Generator == SeededGenerator)
    func thin<Generator: RandomNumberGenerator>(_ values: inout [Int32], using generator: inout Generator) {
        if probability == 1 { return }
        cells.withUnsafeBufferPointer { cells in
            for i in values.indices {
                let n = Int(values[i])
                if n == 0 { continue }
                if n < start.count, start[n] >= 0 {
                    let word = generator.next().multipliedFullWidth(by: UInt64(n + 1))
                    let cell = cells[Int(start[n]) + Int(word.high)]
                    values[i] = word.low < cell.threshold ? Int32(word.high) : cell.alias
                } else {
                    values[i] = Int32(Binomial(trials: n, probability: probability).sample(using: &generator))
                }
            }
        }
    }
}

import Foundation

/// One direction of a ``GridFilter``: where each pixel lies between two cells, and how cells are blurred.
struct GridAxis {
    /// For each pixel, the cell before it.
    let firsts: [Int]
    /// For each pixel, the share of the cell after it.
    let shares: [Float]
    /// How many cells there are.
    let cells: Int
    /// The Gaussian at 0, 1, 2 ... cells, to five standard deviations.
    private let weights: [Float]

    /// - Parameters:
    ///   - count: of pixels.
    ///   - sigma: of the Gaussian, in pixels.
    init(count: Int, sigma: Double) {
        let width = max(1, sigma / 3)
        let positions = (0..<count).map { Double($0) / width }
        firsts = positions.map { Int($0) }
        shares = positions.map { Float($0 - $0.rounded(.down)) }
        cells = (firsts.last ?? 0) + 2
        // Linear spreading and reading, a sixth of a cell's square each.
        let added = width > 1 ? width * width / 3 : 0
        let variance = (sigma * sigma - added) / (width * width)
        let reach = min(cells - 1, Int((5 * variance.squareRoot()).rounded(.up)))
        weights = (0...reach).map { Float(exp(-Double($0 * $0) / (2 * variance))) }
    }

    /// `outer` × cells × `inner` numbers blurred along the cells; there is nothing beyond the first and the last.
    func blurred(_ grid: [SIMD8<Float>], outer: Int, inner: Int) -> [SIMD8<Float>] {
        [SIMD8<Float>](unsafeUninitializedCapacity: grid.count) { blurred, count in
            grid.withUnsafeBufferPointer { grid in
                weights.withUnsafeBufferPointer { weights in
                    for line in 0..<outer {
                        for cell in 0..<cells {
                            let before = min(weights.count, cell + 1)
                            let after = min(weights.count, cells - cell)
                            let start = (line * cells + cell) * inner
                            for place in start..<start + inner {
                                var sum = grid[place] * weights[0]
                                for step in 1..<before { sum += grid[place - step * inner] * weights[step] }
                                for step in 1..<after { sum += grid[place + step * inner] * weights[step] }
                                blurred.initializeElement(at: place, to: sum)
                            }
                        }
                    }
                }
            }
            count = grid.count
        }
    }
}

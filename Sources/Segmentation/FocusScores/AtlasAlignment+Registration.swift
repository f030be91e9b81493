extension AtlasAlignment {
    /// How little neighbouring heights may differ: for rows and columns moved, and for widths.
    private static let stiffness = (shift: 2.0, width: 800.0)

    /// The alignment that makes a view most like an atlas: the least sum of squares of what they differ by, and of what
    /// neighbouring heights differ by. By Gauss and Newton's steps from this one, of three pixels at most.
    ///
    /// - Parameters:
    ///   - image: what is seen of the view.
    ///   - template: the atlas's mean of such images.
    ///   - steps: so many at most; fewer where nothing moves any more.
    func registered(_ image: BilinearImage, to template: [Float], steps: Int) -> AtlasAlignment {
        let slopes = image.slopes
        var alignment = self
        for _ in 0..<steps {
            let step = alignment.step(image, slopes, template)
            for place in step.indices { alignment.numbers[place] += step[place] }
            if step.allSatisfy({ abs($0) < 0.02 }) { break }
        }
        return alignment
    }

    private func step(
        _ image: BilinearImage, _ slopes: (down: BilinearImage, right: BilinearImage), _ template: [Float]
    ) -> [Double] {
        let heights = Self.heights
        var equations = NormalEquations(count: 3 * heights)
        for row in 0..<AtlasView.rows {
            let (first, share) = Self.heights(about: Double(row))
            let down = self.row(Double(row))
            let places = [0, 1, 2].flatMap { [$0 * heights + first, $0 * heights + first + 1] }
            for column in 0..<AtlasView.columns {
                let right = self.column(Double(column), at: Double(row))
                let error = Double(template[row * AtlasView.columns + column]) - image(down, right)
                let (steep, beside) = (slopes.down(down, right), slopes.right(down, right))
                let wider = beside * (Double(column) - Self.body.middle)
                let slopes = [steep, beside, wider].flatMap { [$0 * (1 - share), $0 * share] }
                equations.add(slopes, at: places, error)
            }
        }
        for kind in 0..<3 {
            let weight = kind < 2 ? Self.stiffness.shift : Self.stiffness.width
            for height in kind * heights..<(kind + 1) * heights - 1 {
                equations.add(
                    [weight.squareRoot(), -weight.squareRoot()], at: [height, height + 1],
                    weight.squareRoot() * (numbers[height + 1] - numbers[height]))
            }
        }
        return equations.solution(damping: 1e-3).map { min(max($0, -3), 3) }
    }
}

/// Sums of squares that are to be least, as linear equations with as many unknowns.
struct NormalEquations {
    private let count: Int
    private var matrix, right: [Double]

    init(count: Int) {
        self.count = count
        matrix = [Double](repeating: 0, count: count * count)
        right = [Double](repeating: 0, count: count)
    }

    /// Some unknowns, by these factors, should add up to an error.
    mutating func add(_ factors: [Double], at places: [Int], _ error: Double) {
        for (factor, place) in zip(factors, places) {
            right[place] += factor * error
            for (other, beside) in zip(factors, places) { matrix[place * count + beside] += factor * other }
        }
    }

    /// The unknowns, by Cholesky's decomposition.
    ///
    /// - Parameter damping: is added to the diagonal; more than 0, so that there is a solution.
    func solution(damping: Double) -> [Double] {
        var lower = matrix
        for row in 0..<count {
            for column in 0...row {
                var sum = matrix[row * count + column] + (row == column ? damping : 0)
                for k in 0..<column { sum -= lower[row * count + k] * lower[column * count + k] }
                lower[row * count + column] =
                    row == column
                    ? max(sum, .leastNormalMagnitude).squareRoot() : sum / lower[column * count + column]
            }
        }
        var x = right
        for row in 0..<count {
            for k in 0..<row { x[row] -= lower[row * count + k] * x[k] }
            x[row] /= lower[row * count + row]
        }
        for row in (0..<count).reversed() {
            for k in row + 1..<count { x[row] -= lower[k * count + row] * x[k] }
            x[row] /= lower[row * count + row]
        }
        return x
    }
}

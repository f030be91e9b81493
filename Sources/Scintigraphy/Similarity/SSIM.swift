/// The mean structural similarity, at most 1, which only equal images reach.
///
/// Wang, Bovik, Sheikh, Simoncelli: Image quality assessment: from error visibility to structural
/// similarity. IEEE Trans. Image Process. 13(4):600-612, 2004. A window of 11 × 11 with Gaussian weights
/// of 1.5 pixels, K₁ = 0.01, K₂ = 0.03, L = `peak`, variances over the weights' sum, and the mean over
/// the windows that lie within the image.
///
/// Throws where the sizes differ, an image is smaller than the window, or the peak is not positive.
public func ssim(
    _ image: CountImage, reference: CountImage, peak: PSNRPeak
) throws(ScintigraphyError) -> Double {
    try requireEqualSize(image, reference)
    let window = Window.size
    guard image.rows >= window, image.columns >= window else {
        throw ScintigraphyError(
            "structural similarity needs images of at least \(window) × \(window), not \(image.rows) × "
                + "\(image.columns)")
    }
    let peak = try peak.counts(in: reference)
    let c1 = 0.01 * peak * 0.01 * peak
    let c2 = 0.03 * peak * 0.03 * peak
    var moments = Moments(image, reference)
    var sum = 0.0
    for row in 0...(image.rows - window) {
        sum += moments.similarity(ofWindowsFrom: row, c1: c1, c2: c2)
    }
    return sum / Double((image.rows - window + 1) * (image.columns - window + 1))
}

private enum Window {
    static let radius = 5
    static let size = 2 * radius + 1
    /// From the centre outwards.
    static let weights = GaussianKernel(sigma: 1.5, truncate: 3.5).weights
}

/// The weighted means of x, y, x² + y² and xy in the windows of one row after another.
///
/// Rows are filtered across when they are first needed, and kept as long as a window reaches them.
private struct Moments {
    let image, reference: CountImage
    /// Windows in a row.
    let width: Int
    /// Filtered rows: four moments for each of the last eleven rows, row r in slot r mod 11.
    private var filtered: [Double]
    private var rowsDone = 0
    private var raw: [Double]
    private var means: [Double]

    init(_ image: CountImage, _ reference: CountImage) {
        self.image = image
        self.reference = reference
        width = image.columns - 2 * Window.radius
        filtered = [Double](repeating: 0, count: Window.size * 4 * width)
        raw = [Double](repeating: 0, count: 4 * image.columns)
        means = [Double](repeating: 0, count: 4 * width)
    }

    /// The sum of the similarities in all windows whose first row is `row`.
    mutating func similarity(ofWindowsFrom row: Int, c1: Double, c2: Double) -> Double {
        while rowsDone < row + Window.size {
            filterAcross(rowsDone)
            rowsDone += 1
        }
        filterAlong(from: row)
        return means.withUnsafeBufferPointer { means in
            let x = means.baseAddress!
            let y = x + width
            let squares = y + width
            let products = squares + width
            var sum = 0.0
            for i in 0..<width {
                let xy = x[i] * y[i]
                let xxyy = x[i] * x[i] + y[i] * y[i]
                let above = (2 * xy + c1) * (2 * (products[i] - xy) + c2)
                sum += above / ((xxyy + c1) * (squares[i] - xxyy + c2))
            }
            return sum
        }
    }

    private mutating func filterAcross(_ row: Int) {
        let columns = image.columns
        let width = width
        raw.withUnsafeMutableBufferPointer { raw in
            let raw = raw.baseAddress!
            for i in 0..<columns {
                let x = Double(image.pixels[row * columns + i])
                let y = Double(reference.pixels[row * columns + i])
                raw[i] = x
                raw[columns + i] = y
                raw[2 * columns + i] = x * x + y * y
                raw[3 * columns + i] = x * y
            }
            filtered.withUnsafeMutableBufferPointer { filtered in
                let slot = filtered.baseAddress! + row % Window.size * 4 * width
                for moment in 0..<4 {
                    let centre = raw + moment * columns + Window.radius
                    weighted(into: slot + moment * width, count: width, centre: centre) { centre, offset in
                        (centre - offset, centre + offset)
                    }
                }
            }
        }
    }

    private mutating func filterAlong(from row: Int) {
        let count = 4 * width
        filtered.withUnsafeBufferPointer { filtered in
            let slots = UnsafeMutablePointer(mutating: filtered.baseAddress!)
            means.withUnsafeMutableBufferPointer { means in
                let middle = row + Window.radius
                weighted(
                    into: means.baseAddress!, count: count, centre: slots + middle % Window.size * count
                ) { _, offset in
                    (
                        slots + (middle - offset) % Window.size * count,
                        slots + (middle + offset) % Window.size * count
                    )
                }
            }
        }
    }
}

/// The weights times the centre and the two runs of numbers at each distance from it.
@inline(__always)
private func weighted(
    into sum: UnsafeMutablePointer<Double>, count: Int, centre: UnsafeMutablePointer<Double>,
    neighbours: (UnsafeMutablePointer<Double>, Int) -> (
        UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
    )
) {
    let w = Window.weights
    let (a1, b1) = neighbours(centre, 1)
    let (a2, b2) = neighbours(centre, 2)
    let (a3, b3) = neighbours(centre, 3)
    let (a4, b4) = neighbours(centre, 4)
    let (a5, b5) = neighbours(centre, 5)
    let (w0, w1, w2, w3, w4, w5) = (w[0], w[1], w[2], w[3], w[4], w[5])
    for i in 0..<count {
        let near = w0 * centre[i] + w1 * (a1[i] + b1[i]) + w2 * (a2[i] + b2[i])
        sum[i] = near + w3 * (a3[i] + b3[i]) + w4 * (a4[i] + b4[i]) + w5 * (a5[i] + b5[i])
    }
}

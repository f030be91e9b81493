import Scintigraphy

/// What a view looks like in numbers that need no anatomy, so that real and simulated scans have them alike.
struct ScanProfile {
    /// All of the view's.
    let counts: Double
    /// Of the body, in cm².
    let area: Double
    /// Of the body's pixels, after thinning to the common number of counts.
    let mean, median: Double
    /// Quantiles of the body's pixels over their median, after thinning, in the order of ``quantiles``.
    let contrasts: [Double]
    /// The density of counts over their mean in the body, after thinning: ``histogramBins`` of ``histogramWidth``.
    let histogram: [Double]
    /// Which share of the body's counts lies in each hundredth of its length from the head on, after thinning.
    let lengthwise: [Double]
    /// As acquired.
    let noise: NoisePower?

    static let quantiles = [0.25, 0.75, 0.9, 0.95, 0.99]
    static let histogramWidth = 0.1
    static let histogramBins = 60
    static let lengthwiseBins = 100

    /// - Parameter common: to how many counts the view is thinned, exactly, before what depends on them is measured;
    ///   all of them where it has fewer.
    /// - Throws: where the view holds no counts or has no pixel spacing.
    init(
        _ image: CountImage, thinnedTo common: Int, using generator: inout SeededGenerator
    ) throws {
        counts = image.total
        let whole = try BodyMask(of: image)
        let squareMillimetres = (image.spacing?.rowMillimetres ?? 0) * (image.spacing?.columnMillimetres ?? 0)
        area = Double(whole.count) * squareMillimetres / 100
        noise = NoisePower(of: image, in: whole)

        let thinned = try image.thinned(totalCounts: min(common, Int(image.total)), using: &generator)
        let body = try BodyMask(of: thinned)
        let values = body.values(of: thinned)
        guard let rows = body.rowRange else {
            throw PhantomError("the \(image.view.rawValue) view shows no body: it is empty or even")
        }
        let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
        let median = Self.quantile(of: values, 0.5)
        self.mean = mean
        self.median = median
        contrasts = Self.quantiles.map { Self.quantile(of: values, $0) / median }
        histogram = Self.histogram(values, mean: mean)
        lengthwise = Self.lengthwise(thinned, body, rows: rows)
    }

    /// A number of counts k stands for all between k - 1/2 (0 at least) and k + 1/2, so that few counts give no steps.
    static func quantile(of values: [Float], _ share: Double) -> Double {
        var numbers = [Int](repeating: 0, count: Int(values.max() ?? 0) + 1)
        for value in values { numbers[Int(value)] += 1 }
        var left = share * Double(values.count)
        for (counts, number) in numbers.enumerated() where number > 0 {
            guard left > Double(number) else {
                let low = max(0, Double(counts) - 0.5)
                return low + (Double(counts) + 0.5 - low) * left / Double(number)
            }
            left -= Double(number)
        }
        return Double(numbers.count) - 0.5
    }

    /// As in ``quantile(of:_:)``.
    static func histogram(_ values: [Float], mean: Double) -> [Double] {
        var shares = [Double](repeating: 0, count: histogramBins)
        let step = 1 / (mean * histogramWidth)
        for value in values {
            let (low, high) = (max(0, Double(value) - 0.5) * step, (Double(value) + 0.5) * step)
            spread(1 / (Double(values.count) * histogramWidth), from: low, to: high, over: &shares)
        }
        return shares
    }

    private static func lengthwise(_ image: CountImage, _ body: BodyMask, rows: ClosedRange<Int>) -> [Double]
    {
        var sums = [Double](repeating: 0, count: lengthwiseBins)
        let step = Double(lengthwiseBins) / Double(rows.count)
        for row in rows {
            let pixels = row * image.columns..<(row + 1) * image.columns
            let counts = pixels.reduce(0.0) { $0 + (body.isInside[$1] ? Double(image.pixels[$1]) : 0) }
            let start = Double(row - rows.lowerBound) * step
            spread(counts, from: start, to: start + step, over: &sums)
        }
        let total = sums.reduce(0, +)
        return sums.map { $0 / total }
    }

    /// Adds `amount` evenly to the bins between two places; what is beyond the last bin is left out.
    private static func spread(_ amount: Double, from low: Double, to high: Double, over bins: inout [Double])
    {
        guard low < Double(bins.count), high > low else { return }
        for bin in Int(low)...min(Int(high), bins.count - 1) {
            let part = min(high, Double(bin + 1)) - max(low, Double(bin))
            if part > 0 { bins[bin] += amount * part / (high - low) }
        }
    }
}

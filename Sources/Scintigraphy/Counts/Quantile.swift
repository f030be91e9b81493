extension CountImage {
    /// The count below which the share `q` of the pixels lies, interpolated between neighbours in
    /// order (Hyndman and Fan's type 7, NumPy's `linear`).
    ///
    /// - Precondition: `q` lies in 0...1, and there are pixels.
    public func quantile(_ q: Double) -> Float { Scintigraphy.quantile(of: pixels, q) }
}

/// The value below which the share `q` of `values` lies, see ``CountImage/quantile(_:)``.
///
/// - Precondition: `q` lies in 0...1, and there are values.
public func quantile(of values: [Float], _ q: Double) -> Float {
    precondition((0...1).contains(q) && !values.isEmpty)
    var values = values
    let position = q * Double(values.count - 1)
    let index = Int(position)
    let lower = values.selectSmallest(index)
    let share = Float(position - Double(index))
    guard share > 0, let upper = values[(index + 1)...].min() else { return lower }
    return lower + (upper - lower) * share
}

extension [Float] {
    /// Moves the element of rank `rank` to its place, smaller ones before it, and returns it.
    ///
    /// Hoare: Algorithm 65, FIND. Commun. ACM 4(7), 1961.
    mutating func selectSmallest(_ rank: Int) -> Float {
        withUnsafeMutableBufferPointer { values in
            var low = 0
            var high = values.count - 1
            while low < high {
                let pivot = medianOfThree(values[low], values[(low + high) / 2], values[high])
                var i = low
                var j = high
                while i <= j {
                    while values[i] < pivot { i += 1 }
                    while pivot < values[j] { j -= 1 }
                    if i <= j {
                        values.swapAt(i, j)
                        i += 1
                        j -= 1
                    }
                }
                if rank <= j { high = j } else if rank >= i { low = i } else { break }
            }
            return values[rank]
        }
    }
}

private func medianOfThree(_ a: Float, _ b: Float, _ c: Float) -> Float {
    max(min(a, b), min(max(a, b), c))
}

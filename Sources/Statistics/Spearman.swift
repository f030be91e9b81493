/// How far two quantities rise together, whatever their scales: -1 to 1.
///
/// Spearman: The proof and measurement of association between two things. Am J Psychol 15:72, 1904. Pearson's
/// correlation of the ranks; equal values share their mean rank.
///
/// - Returns: `nil` where the two differ in number, one of them has fewer than two different values, and so no ranks,
///   or a value is not finite.
public func spearmanCorrelation(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count == y.count, (x + y).allSatisfy(\.isFinite) else { return nil }
    let middle = Double(x.count + 1) / 2
    let (first, second) = (meanRanks(of: x).map { $0 - middle }, meanRanks(of: y).map { $0 - middle })
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let spread = (product(first, first) * product(second, second)).squareRoot()
    return spread > 0 ? min(1, max(-1, product(first, second) / spread)) : nil
}

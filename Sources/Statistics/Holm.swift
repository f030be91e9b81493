/// The chances of several tests, raised so that any one below α is significant with a chance of at most α
/// for one false claim among all of them.
///
/// Holm: A simple sequentially rejective multiple test procedure. Scand J Stat 6:65, 1979. The smallest of m
/// is multiplied by m, the next by m - 1, and so on; none falls below a smaller one's, or above 1.
public func holmAdjusted(_ chances: [Double]) -> [Double] {
    var adjusted = chances
    var largest = 0.0
    for (rank, index) in chances.indices.sorted(by: { chances[$0] < chances[$1] }).enumerated() {
        largest = max(largest, min(1, Double(chances.count - rank) * chances[index]))
        adjusted[index] = largest
    }
    return adjusted
}

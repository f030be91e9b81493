public import Statistics

/// The linear observer that tells best, from channel outputs, regions with a lesion from regions without.
///
/// Myers, Barrett: Addition of a channel mechanism to the ideal-observer model. J Opt Soc Am A
/// 4(12):2447-2457, 1987. The template is S⁻¹ (m₁ - m₀), with S the mean covariance of the two classes; no
/// internal noise.
public struct ChannelizedHotellingObserver: Sendable {
    /// What each channel's output is multiplied by.
    public let template: [Double]

    /// Learns from regions of both kinds, a run of channel outputs each.
    ///
    /// Throws where there are too few regions for the covariance to be inverted.
    public init(present: [[Double]], absent: [[Double]]) throws(EvaluationError) {
        let channels = present.first?.count ?? 0
        guard channels > 0, min(present.count, absent.count) > channels else {
            throw EvaluationError(
                "\(min(present.count, absent.count)) regions are too few to train an observer of \(channels) "
                    + "channels; add patients, places or realisations")
        }
        let means = [mean(of: present), mean(of: absent)]
        let covariances = [covariance(of: present, means[0]), covariance(of: absent, means[1])]
        let matrix = zip(covariances[0], covariances[1]).map { zip($0, $1).map { ($0 + $1) / 2 } }
        guard let template = solution(of: matrix, zip(means[0], means[1]).map { $0 - $1 }) else {
            throw EvaluationError(
                "the regions do not differ enough from each other to train an observer; are they noise-free?")
        }
        self.template = template
    }

    /// Learns from the places of several frames.
    public init(trainedOn frames: [DetectionRegions]) throws(EvaluationError) {
        try self.init(present: frames.flatMap(\.present), absent: frames.flatMap(\.absent))
    }

    /// How much the region looks like one with a lesion.
    public func score(of outputs: [Double]) -> Double {
        zip(template, outputs).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// How well it tells lesions of frames that it was not trained on. Throws with fewer than two regions.
    public func auc(on frames: [DetectionRegions]) throws(EvaluationError) -> AUC {
        let present = frames.flatMap(\.present).map { score(of: $0) }
        let absent = frames.flatMap(\.absent).map { score(of: $0) }
        guard let auc = AUC(positives: present, negatives: absent) else {
            throw EvaluationError(
                "an observer cannot be tested on \(present.count) regions, or its scores are not numbers; "
                    + "give frames in which places on bone are found")
        }
        return auc
    }
}

private func mean(of runs: [[Double]]) -> [Double] {
    runs[0].indices.map { i in runs.reduce(0) { $0 + $1[i] } / Double(runs.count) }
}

private func covariance(of runs: [[Double]], _ mean: [Double]) -> [[Double]] {
    mean.indices.map { i in
        mean.indices.map { j in
            runs.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / Double(runs.count - 1)
        }
    }
}

/// The x of A x = b for a symmetric positive definite A, by Cholesky's decomposition; `nil` for another A.
private func solution(of matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let n = right.count
    var lower = matrix
    for i in 0..<n {
        for j in 0...i {
            let sum = (0..<j).reduce(matrix[i][j]) { $0 - lower[i][$1] * lower[j][$1] }
            if i > j {
                lower[i][j] = sum / lower[j][j]
            } else {
                guard sum > 1e-12 * matrix[i][i] else { return nil }
                lower[i][i] = sum.squareRoot()
            }
        }
    }
    var x = right
    for i in 0..<n { x[i] = (0..<i).reduce(x[i]) { $0 - lower[i][$1] * x[$1] } / lower[i][i] }
    for i in (0..<n).reversed() {
        x[i] = (i + 1..<n).reduce(x[i]) { $0 - lower[$1][i] * x[$1] } / lower[i][i]
    }
    return x
}

import TestSupport
import Testing
import Torch

@testable import Segmentation

/// Features less their mean, over their deviation.
@Suite struct FeatureScaleTests {
    /// Each number has mean 0 and deviation 1 over all patches of all views; one that never changes is 0.
    @Test(.tags(.property)) func featuresAreStandardised() throws {
        let raw = (0..<3).map { view -> Tensor in
            let values = CounterNumbers.values(tensor: view, count: 4 * 6).enumerated().map { place, value in
                place < 6 ? 7 : 5 + Float(place / 6) * value
            }
            return Tensor(values, shape: [1, 4, 3, 2])
        }
        let scale = try FeatureScale(of: raw)
        let all = scale(concatenate(raw))
        #expect(all.shape == [3, 4, 3, 2] && all.isFinite)
        let mean = all.mean(dim: 0, 2, 3).floats
        #expect(mean.allSatisfy { abs($0) < 1e-5 })
        let square = (all * all).mean(dim: 0, 2, 3).floats
        #expect(abs(square[0]) < 1e-5 && square.dropFirst().allSatisfy { abs($0 - 1) < 1e-4 })
        let none = FeatureScale(4)
        #expect(none(raw[0]).floats == raw[0].floats)
    }
}

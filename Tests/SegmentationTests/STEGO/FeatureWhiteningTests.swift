import TestSupport
import Testing
import Torch

@testable import Segmentation

/// Features of bodies, whitened.
@Suite struct FeatureWhiteningTests {
    /// Two views of four numbers in 3×2 patches, the second a mixture of the first; air, a row of each, is far off.
    private let raw = (0..<2).map { view -> Tensor in
        let drawn = CounterNumbers.values(tensor: view, count: 4 * 6)
        let mixed = (0..<24).map { place -> Float in
            let (number, patch) = (place / 6, place % 6)
            if patch > 3 { return 1000 }
            return 5 + (number == 1 ? 2 * drawn[patch] + drawn[place] : 2 * drawn[place])
        }
        return Tensor(mixed, shape: [1, 4, 3, 2])
    }
    private let body = Tensor([1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0] as [Float], shape: [2, 3, 2])

    /// Over the body's patches no number has a mean, and no two go together; air has no say.
    @Test(.tags(.property)) func bodiesAreWhite() throws {
        let scale = try FeatureWhitening(of: raw, body: body)
        let all = scale(concatenate(raw))
        #expect(all.shape == [2, 4, 3, 2] && all.isFinite)
        let inside = all.permuted(1, 0, 2, 3).reshaped(4, 2, 6).sliced(2, to: 4).reshaped(4, 8)
        #expect(inside.mean(dim: 1).floats.allSatisfy { abs($0) < 1e-3 })
        let covariance = (inside.matmul(inside.transposed(0, 1)) / 8).floats
        for (place, value) in covariance.enumerated() {
            #expect(abs(value - (place % 5 == 0 ? 1 : 0)) < 0.05)  // less what the ridge takes
        }
        #expect(FeatureWhitening(4)(raw[0]).floats == raw[0].floats)
    }

    /// Its square is the inverse of the covariance with its ridge, though one direction has a millionth of the other's
    /// variance.
    @Test(.tags(.property)) func iterationComesToTheRoot() {
        let covariance = Tensor([4, 1.2, 1.2, 0.36 + 4e-6], shape: [2, 2]).to(.float64)
        let root = FeatureWhitening.whitening(covariance)
        let ridge = (4.36 + 4e-6) / 2 * 1e-3
        let ridged = covariance + Tensor([ridge, 0, 0, ridge], shape: [2, 2]).to(.float64)
        let product = root.matmul(root).matmul(ridged).to(.float32).floats
        for (value, expected) in zip(product, [1, 0, 0, 1] as [Float]) {
            #expect(abs(value - expected) < 1e-4)
        }
    }

    /// Views without a body leave features as they are.
    @Test func withoutBodiesNothingChanges() throws {
        #expect(try FeatureWhitening(of: raw, body: body * 0)(raw[0]).floats == raw[0].floats)
    }
}

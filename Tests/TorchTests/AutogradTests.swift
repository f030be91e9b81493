import Testing
import Torch

@Suite struct AutogradTests {
    @Test func gradientsReachIntermediateResults() {
        let x = Tensor([1, 2, 3] as [Float]).requiringGradient()
        let activation = x * x
        let score = (activation * Tensor([1, 10, 100] as [Float])).sum()
        // Twice, as Grad-CAM does for several classes on one graph.
        for _ in 0..<2 {
            let found = gradient(of: score, withRespectTo: [activation, x])
            #expect(found[0].floats == [1, 10, 100])
            #expect(found[1].floats == [2, 40, 600])
        }
        #expect(
            gradient(of: score, withRespectTo: [Tensor.ones([2]).requiringGradient()])[0].floats == [0, 0])
    }

    @Test func backwardFillsParametersAndAddsUp() {
        let weight = Parameter(Tensor([2, 3] as [Float]))
        #expect(weight.gradient == nil)
        for _ in 0..<2 { (weight.value * weight.value).sum().backward() }
        #expect(weight.gradient?.floats == [8, 12])
    }

    @Test func nothingIsRecordedWithoutGradient() {
        let x = Tensor.ones([2]).requiringGradient()
        #expect((x * 2).requiresGradient)
        #expect(!x.detached().requiresGradient)
        withoutGradient {
            #expect(!(x * 2).requiresGradient)
            withoutGradient {}
            #expect(!(x * 2).requiresGradient)
            withGradient { #expect((x * 2).requiresGradient) }
            #expect(!(x * 2).requiresGradient)
        }
        #expect((x * 2).requiresGradient)
    }

    @Test func mixedPrecisionComputesInBfloat16AndLearnsInFloat32() {
        let generator = Generator(seed: 1)
        let kernels = Tensor.normal([4, 3, 3, 3], using: generator).requiringGradient()
        let image = Tensor.normal([2, 3, 9, 9], using: generator)
        func gradients(_ y: Tensor) -> [Float] {
            gradient(of: (y.to(.float32) * y.to(.float32)).sum(), withRespectTo: [kernels])[0].floats
        }
        let exact = gradients(image.conv2d(kernels))
        let mixed = withMixedPrecision(on: .cpu) { image.conv2d(kernels) }
        #expect(mixed.dtype == .bfloat16)
        let found = gradients(mixed)
        #expect(found != exact)
        let error = zip(found, exact).map { abs($0 - $1) }.max() ?? .infinity
        #expect(error < 0.02 * (exact.map(abs).max() ?? 0))
        #expect(image.conv2d(kernels).dtype == .float32)
    }
}

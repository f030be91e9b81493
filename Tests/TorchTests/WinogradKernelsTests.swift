import Foundation
import TestSupport
import Testing

@testable import Torch

/// What is made of a weight is kept between inferences, and only as long as the weight stays the same.
@Suite(.tags(.property)) struct WinogradKernelsTests {
    let convolution = ConvolutionCase(activation: .relu)
    let layer: Conv2d
    let x: Tensor

    init() {
        layer = convolution.layer()
        x = convolution.image()
    }

    func expectCurrent(_ comment: Comment) throws {
        try withoutGradient {
            try expectClose(
                convolution.apply(layer, x), convolution.composed(layer, x), within: WinogradTests.tolerance,
                comment)
        }
    }

    /// at::parallel_for is a plain loop where the compiler knows no OpenMP: nothing but speed would tell.
    @Test func areComputedByAllThreadsOfLibtorch() {
        let threads = computingThreads()
        #expect(threads.libtorch >= 1 && threads.kernels == threads.libtorch)
    }

    @Test func followTheOptimisers() throws {
        let average = MovingAverage(of: layer, decay: 0.5)
        for optimizer in [
            SGD(layer, learningRate: 0.1), Adam(layer, learningRate: 0.1), AdamW(layer, learningRate: 0.1),
        ] {
            try expectCurrent("before \(type(of: optimizer))")
            convolution.apply(layer, x).sum().backward()
            optimizer.step()
            try expectCurrent("after \(type(of: optimizer))")
            average.update()
            try average.inPlace { try expectCurrent("with averages") }
            try expectCurrent("with the parameters again")
        }
    }

    @Test func followLoadingAndMoving() throws {
        try expectCurrent("at first")
        try layer.load(["weight": .ones([64, 64, 3, 3]), "bias": .zeros([64])])
        try expectCurrent("loaded")
        layer.arrangeChannelsLast()
        try expectCurrent("channels last")
        layer.move(to: .float64)
        try withoutGradient {
            try expectIdentical(
                convolution.apply(layer, x.to(.float64)), convolution.composed(layer, x),
                "in double precision")
        }
        layer.move(to: .float32)
        try expectCurrent("in single precision again")
    }

    /// Each thread works in memory of its own; who comes first changes no bit.
    @Test func threadsDoNotDisturbEachOther() async throws {
        @Sendable func results() -> [Float] {
            let small = ConvolutionCase(inputs: 32, outputs: 48, shape: [3, 21, 30], activation: .relu)
            let (layer, x) = (small.layer(), small.image())
            let y = small.apply(layer, x)
            let inferred = withoutGradient { small.apply(layer, x) }
            let gradients = gradient(
                of: (y * y).sum(), withRespectTo: [x] + layer.parameters.map(\.parameter.value))
            return ([y, inferred] + gradients).flatMap(\.floats)
        }
        let alone = results()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { (0..<5).allSatisfy { _ in results() == alone } } }
            for try await same in group { #expect(same) }
        }
    }
}

/// Slower processors than this one, each in a process of its own: the choice is made once.
@Suite(.tags(.property)) struct WinogradProcessorTests {
    #if os(Linux)
        @Test func vectorsOfEightAgree() async {
            await #expect(processExitsWith: .success) {
                setenv("BONESCAN_CONVOLUTION", "avx2", 1)
                for convolution in ConvolutionCase.all { try WinogradTests.expectAgreement(convolution) }
            }
        }

        @Test func withoutVectorsLibtorchDoesTheWork() async {
            await #expect(processExitsWith: .success) {
                setenv("BONESCAN_CONVOLUTION", "libtorch", 1)
                for convolution in ConvolutionCase.all { try WinogradTests.expectAgreement(convolution) }
                #expect(!ConvolutionCase().layer()(ConvolutionCase().image()).isChannelsLast)
            }
        }
    #endif
}

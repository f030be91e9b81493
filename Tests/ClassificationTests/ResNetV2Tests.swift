import Classification
import TestSupport
import Testing
import Torch

/// Against `keras.applications` on the same counter-filled weights: Fixtures/keras/resnetv2.py.
///
/// 1e-5: a hundred layers of Float32 roundings. Minus infinity around the first pooling misses by 5e-3,
/// the stride in a stage's first block by 0.1.
@Suite(.tags(.golden)) struct ResNetV2Tests {
    let peer: [String: Tensor]

    init() throws { peer = try SafeTensors.read(fixture("keras/resnetv2.safetensors")) }

    /// Trainable parameters as Keras counts them, ImageNet head included.
    @Test(arguments: [(ResNetV2.Depth.d50, 25_568_360), (.d101, 44_577_896), (.d152, 60_236_904)])
    func answersAsKeras(depth: ResNetV2.Depth, parameterCount: Int) throws {
        let network = ResNetV2(depth, classes: 1000, using: Generator(seed: 0))
        #expect(network.parameterCount == parameterCount)
        try CounterNumbers.fill(network)
        network.evaluate()
        let x = CounterNumbers.image(depth.rawValue, shape: [1, 3, 64, 64])
        try expectClose(withoutGradient { network(x) }, peer["\(depth.rawValue).logits"], within: 1e-5)
    }

    @Test func seesOneChannelOfAnySize() throws {
        let network = ResNetV2(.d50, channels: 1, classes: 2, using: Generator(seed: 0))
        try CounterNumbers.fill(network)
        network.evaluate()
        let x = CounterNumbers.image(1, shape: [1, 1, 75, 50])
        let features = withoutGradient { network.features(x) }
        #expect(features.shape == [1, 2048, 3, 2])
        try expectClose(features, peer["50.features"], within: 1e-5)
    }
}

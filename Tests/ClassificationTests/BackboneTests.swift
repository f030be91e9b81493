import Classification
import TestSupport
import Testing
import Torch

/// Against `keras.applications` on the same counter-filled weights: Fixtures/keras/backbones.py.
@Suite(.tags(.golden)) struct BackboneTests {
    /// All values as Keras counts them, without the top.
    static let counts: [BackboneArchitecture: Int] = [
        .vgg19: 20_024_384, .mobileNetV2: 2_257_984, .resNet50V2: 23_564_800, .resNet101V2: 42_626_560,
        .resNet152V2: 58_331_648, .inceptionV3: 21_802_784, .inceptionResNetV2: 54_336_736,
        .denseNet121: 7_037_504, .denseNet169: 12_642_880, .denseNet201: 18_321_984,
    ]

    @Test(arguments: BackboneArchitecture.allCases)
    func hasAsManyValuesAsKerass(architecture: BackboneArchitecture) {
        let network = architecture.make(using: .outline())
        #expect(network.state.reduce(0) { $0 + $1.tensor.count } == Self.counts[architecture])
    }

    /// Names and shapes of all tensors of one of each family: Fixtures/keras/named.py. The depths of a family differ
    /// in the number of blocks only.
    @Test(arguments: [
        BackboneArchitecture.vgg19, .mobileNetV2, .resNet50V2, .inceptionV3, .inceptionResNetV2, .denseNet121,
    ])
    func isCalledAsKerass(architecture: BackboneArchitecture) throws {
        struct Names: Decodable { let networks: [String: [String: [Int]]] }
        let names = try decodedFixture("keras/names.json", as: Names.self).networks
        let network = KerasNetwork(architecture.make(using: .outline()), layers: architecture.kerasLayers)
        let found = Dictionary(uniqueKeysWithValues: network.tensors.map { ($0.theirs, $0.shape) })
        #expect(found == names[architecture.rawValue])
    }

    /// 1e-5: hundreds of layers of Float32 roundings.
    @Test(arguments: BackboneArchitecture.allCases, [3, 1])
    func seesAsKerass(architecture: BackboneArchitecture, channels: Int) throws {
        let peer = try SafeTensors.read(fixture("keras/backbones.safetensors"))
        let network = architecture.make(channels: channels, using: .init(seed: 0))
        try KerasNetwork(network, layers: architecture.kerasLayers).fill()
        network.evaluate()
        for (rows, columns) in [(128, 128), (320, 80)] {
            let name = "\(architecture.rawValue).\(channels)x\(rows)x\(columns)"
            let x = CounterNumbers.image(channels, shape: [1, channels, rows, columns])
            let y = withoutGradient { network(x) }
            try #require(y.shape == peer["\(name).shape"]?.ints)
            #expect(y.shape[1] == architecture.featureChannels)
            try expectSummary(of: y, asIn: peer, name, within: 1e-5)
        }
    }

    /// Folded, fused and packed in 32 bits, and layer by layer in 64, where nothing is packed; again on another size, for
    /// which kernels were not packed; and after what was folded has changed.
    @Test(arguments: BackboneArchitecture.allCases)
    func foldedSeesAsUnfolded(architecture: BackboneArchitecture) throws {
        let network = architecture.make(channels: 1, using: .init(seed: 0))
        try KerasNetwork(network, layers: architecture.kerasLayers).fill()
        network.evaluate()
        let images = [(96, 96), (160, 80)].map { CounterNumbers.image(9, shape: [1, 1, $0, $1]) }
        let folded = withoutGradient { images.map { network($0) } }
        let changed = network.state.map { name, tensor in
            (name, name.hasSuffix("running_var") ? tensor * 1.1 : tensor * 1)
        }
        try network.load(Dictionary(uniqueKeysWithValues: changed))
        let foldedAgain = withoutGradient { network(images[0]) }
        network.move(to: .float64)
        try expectClose(foldedAgain, layerByLayer(network, images[0]), within: 1e-5)
        try KerasNetwork(network, layers: architecture.kerasLayers).fill()
        for (x, y) in zip(images, folded) { try expectClose(y, layerByLayer(network, x), within: 1e-5) }
    }

    /// With a graph nothing is folded.
    private func layerByLayer(_ network: any Layer, _ x: Tensor) -> Tensor {
        network(x.to(.float64)).detached()
    }
}

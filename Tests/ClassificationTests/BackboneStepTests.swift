import Classification
import TestSupport
import Testing
import Torch

/// A step of training of one of each family against `keras.applications`, in 64 bits: Fixtures/keras/backbones.py.
///
/// 1e-7: what 32 bits keep of the peer's numbers. The running variance over n - 1 misses by 5e-4.
@Suite(.tags(.golden)) struct BackboneStepTests {
    let peer: [String: Tensor]

    init() throws { peer = try SafeTensors.read(fixture("keras/backbone_steps.safetensors")) }

    @Test(arguments: [
        BackboneArchitecture.vgg19, .mobileNetV2, .resNet50V2, .inceptionV3, .inceptionResNetV2, .denseNet121,
    ])
    func lossGradientsAndStatisticsAsKerass(architecture: BackboneArchitecture) throws {
        let network = architecture.make(using: Generator(seed: 0))
        let keras = KerasNetwork(network, layers: architecture.kerasLayers)
        try keras.fill()
        network.move(to: .float64)
        let y = network(CounterNumbers.image(7, shape: [2, 3, 128, 128]).to(.float64))
        let target = CounterNumbers.image(8, shape: y.shape).to(.float64)
        let loss = meanSquaredError(y, target)
        loss.backward()
        try expectClose(loss, peer["\(architecture.rawValue).loss"], within: 1e-7)

        let gradients = Dictionary(
            uniqueKeysWithValues: network.parameters.map { ($0.name, $0.parameter.gradient) })
        let trained = keras.tensors.filter { gradients[$0.ours] != nil }
        try expectRows(of: trained.map { gradients[$0.ours] ?? nil }, "\(architecture.rawValue).gradients")
        let state = Dictionary(uniqueKeysWithValues: network.state.map { ($0.name, $0.tensor) })
        let statistics = keras.tensors.filter { gradients[$0.ours] == nil }
        guard !statistics.isEmpty else { return }
        try expectRows(of: statistics.map { state[$0.ours] }, "\(architecture.rawValue).statistics")
    }

    /// Expects of each tensor the norm, the projection on counter numbers and the 4 elements that `rows` of the
    /// script keeps; the errors are parts of its norm.
    private func expectRows(of tensors: [Tensor?], _ name: String) throws {
        let rows = try #require(peer[name])
        try #require(rows.shape == [tensors.count, 6])
        let norms = rows[0..., 0..<1].clamped(from: 1e-9 * rows[0..., 0].max().item)
        let found = try tensors.enumerated().flatMap { index, tensor in
            let values = try #require(tensor).array(of: Double.self)
            let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let projection = zip(values, CounterNumbers.values(tensor: index, count: values.count))
                .reduce(0) { $0 + $1.0 * Double($1.1) }
            return [norm, projection] + (0..<4).map { values[$0 * values.count / 4] }
        }
        try expectClose(
            Tensor(found.map { Float($0) }, shape: rows.shape) / norms, rows / norms, within: 1e-7, "\(name)")
    }
}

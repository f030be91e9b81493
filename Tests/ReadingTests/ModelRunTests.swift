import Classification
import Foundation
import Reading
import Segmentation
import TestSupport
import Testing
import Torch

/// `bonescan models run`, as any framework's user would call it.
@Suite final class ModelRunTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ tensors: [String: Tensor]) throws -> URL {
        let url = folder.appending(path: name)
        try SafeTensors.write(tensors, to: url)
        return url
    }

    func network(_ name: String) throws -> Architecture { try #require(Architecture(rawValue: name)) }

    func weights(_ name: String) throws -> [String: Tensor] {
        let network = try network(name).make(using: Generator(seed: 0))
        try CounterNumbers.fill(network)
        return Dictionary(uniqueKeysWithValues: network.state.map { ($0.name, $0.tensor) })
    }

    @Test(.tags(.golden)) func denoisesAsPeer() throws {
        let w = try file("w", weights("ddsrcnn"))
        let x = try file("x", ["picture": CounterNumbers.image(0, shape: [2, 1, 32, 24])])
        let y = folder.appending(path: "y")
        try network("ddsrcnn").run(weights: w, input: x, output: y)
        let peer = try SafeTensors.read(fixture("keras/ddsrcnn.safetensors"))
        try expectClose(try #require(SafeTensors.read(y)["y"]), peer["y"], within: 1e-5)
        #expect(throws: ReadingError.self) {
            try network("ddsrcnn").run(weights: w, input: x, output: y)
        }
        try network("ddsrcnn").run(weights: w, input: x, output: y, overwriting: true)
    }

    /// A backbone's answer is its map of features; channels are the weights' own.
    @Test func answersFeatures() throws {
        var tensors = try weights("resnet50v2")
        tensors["stem.weight"] = .zeros([64, 1, 7, 7])
        let w = try file("w", tensors)
        let x = try file("x", ["x": .ones([1, 1, 75, 50]), "other": .ones([1])])
        let (y, features) = (folder.appending(path: "y"), folder.appending(path: "features"))
        try network("resnet50v2").run(weights: w, input: x, output: y)
        try network("resnet50v2").run(weights: w, input: x, output: features, features: true)
        #expect(try SafeTensors.read(features)["y"]?.shape == [1, 2048, 3, 2])
        #expect(try Data(contentsOf: y) == Data(contentsOf: features))
    }

    /// A classifier has the outputs and the trunks of its weights, and its features are those of both views.
    @Test(arguments: [DualViewClassifier.Trunks.shared, .separate])
    func answersLogits(trunks: DualViewClassifier.Trunks) throws {
        let made = ClassifierArchitecture.dual(.mobileNetV2, .attention)
            .make(outputs: 2, trunks: trunks, using: Generator(seed: 0))
        try CounterNumbers.fill(made)
        made.evaluate()
        let images = CounterNumbers.image(0, shape: [1, 2, 64, 32])
        let x = try file("x", ["x": images])
        let w = try file("w", Dictionary(uniqueKeysWithValues: made.state.map { ($0.name, $0.tensor) }))
        let (y, features) = (folder.appending(path: "y"), folder.appending(path: "features"))
        let network = try network("mobilenetv2-dual-aa")
        try network.run(weights: w, input: x, output: y)
        try network.run(weights: w, input: x, output: features, features: true)
        try expectIdentical(SafeTensors.read(y)["y"], withoutGradient { made(images) })
        #expect(try SafeTensors.read(features)["y"]?.shape == [1, 2560, 2, 1])
        let narrow = try file("narrow", ["x": .ones([1, 2, 64, 31])])
        let error = #expect(throws: ReadingError.self) {
            try network.run(weights: w, input: narrow, output: y, overwriting: true)
        }
        #expect(
            error?.description.contains(
                "takes N×2×rows×columns, anterior then posterior, rows and columns at least 32.") == true)
    }

    /// timm's and DINO's answers come out of `models run`; channels and places are the weights' own.
    @Test(.tags(.golden), arguments: PositionInterpolation.allCases)
    func tellsOfPatches(positions: PositionInterpolation) throws {
        var tensors = try weights("vit-tiny-16")
        let place = try #require(tensors.keys.sorted().firstIndex(of: "pos_embed"))
        tensors["pos_embed"] = Tensor(
            CounterNumbers.values(tensor: place, count: 197 * 192), shape: [1, 197, 192])
        let w = try file("w", tensors)
        let x = try file("x", ["x": CounterNumbers.image(3, shape: [1, 3, 1024, 256])])
        let peer = try SafeTensors.read(fixture("timm/transformers.safetensors"))
        for kind in PatchFeatures.allCases {
            let y = folder.appending(path: "\(kind)")
            try network("vit-tiny-16").run(
                weights: w, input: x, output: y, features: true, patches: kind, positions: positions)
            let found = try #require(SafeTensors.read(y)["y"])
            #expect(found.shape == [1, 192, 64, 16])
            try expectSummary(
                of: found, asIn: peer, "vit-tiny-16.3x1024x256.\(positions).\(kind)", within: 1e-5)
        }
    }

    /// A transformer for one channel, with places for another size of image.
    @Test func channelsAndPlacesAreTheWeights() throws {
        let made = TransformerArchitecture.tiny8.make(channels: 2, side: 5, using: Generator(seed: 1))
        let w = try file("w", Dictionary(uniqueKeysWithValues: made.state.map { ($0.name, $0.tensor) }))
        let x = try file("x", ["x": .ones([1, 2, 40, 16])])
        let y = folder.appending(path: "y")
        try network("vit-tiny-8").run(weights: w, input: x, output: y)
        #expect(try SafeTensors.read(y)["y"]?.shape == [1, 192, 5, 2])
        for (network, input, sentence) in [
            (
                "vit-tiny-8", try file("odd", ["x": .ones([1, 2, 40, 20])]),
                "takes N×2×rows×columns, rows and columns multiples of 8"
            ),
            ("vit-tiny-16", x, "patch_embed.proj.weight is [192, 2, 8, 8] and should be [192, 2, 16, 16]"),
        ] {
            let error = #expect(throws: ReadingError.self) {
                try self.network(network).run(weights: w, input: input, output: y, overwriting: true)
            }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "no error")")
        }
        let denoiser = try file("denoiser", weights("ddsrcnn"))
        let error = #expect(throws: ReadingError.self) {
            try network("ddsrcnn").run(
                weights: denoiser, input: file("plain", ["x": .ones([1, 1, 8, 8])]), output: y,
                patches: .keys,
                overwriting: true)
        }
        #expect(error?.description.contains("ddsrcnn is no transformer") == true)
    }

    @Test func saysWhatIsWrong() throws {
        let good = try weights("ddsrcnn")
        let w = try file("w", good)
        let x = try file("x", ["x": .ones([1, 1, 8, 8])])
        let y = folder.appending(path: "y")
        let text = folder.appending(path: "text")
        try Data("no tensors here".utf8).write(to: text)
        for (weights, input, features, sentence) in [
            (text, x, false, "is not a safetensors file"),
            (try file("less", good.filter { $0.key != "conv3.bias" }), x, false, "missing: conv3.bias"),
            (try file("more", good.merging(["z": .ones([1])]) { $1 }), x, false, "unexpected: z"),
            (w, folder.appending(path: "absent"), false, "absent"),
            (w, try file("two", ["a": .ones([1]), "b": .ones([1])]), false, "needs a tensor called x"),
            (w, try file("odd", ["x": .ones([1, 1, 8, 6])]), false, "multiples of 4"),
            (w, try file("colour", ["x": .ones([1, 3, 8, 8])]), false, "takes N×1×rows×columns"),
            (w, try file("flat", ["x": .ones([8, 8])]), false, "has images [8, 8]"),
            (w, try file("none", ["x": .ones([0, 1, 8, 8])]), false, "has images [0, 1, 8, 8]"),
            (w, try file("nan", ["x": .full([1, 1, 8, 8], .nan)]), false, "not numbers or too large"),
            (w, try file("large", ["x": .full([1, 1, 8, 8], 1e300, dtype: .float64)]), false, "too large"),
            (w, try file("truth", ["x": .ones([1, 1, 8, 8], dtype: .bool)]), false, "truth values"),
            (
                try file("bad", good.merging(["conv3.bias": .full([128], .infinity)]) { $1 }), x, false,
                "conv3.bias holds"
            ),
            (w, try file("empty", [:]), false, "it has none"),
            (w, x, true, "has no feature output"),
        ] {
            let error = #expect(throws: ReadingError.self) {
                try network("ddsrcnn").run(
                    weights: weights, input: input, output: y, features: features)
            }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "no error")")
            #expect(!FileManager.default.fileExists(atPath: y.path))
        }
    }

    /// The denoisers' trained parameters, and all values of the backbones as Keras counts them without the top.
    @Test func everyNetworkIsListed() {
        let facts = Architecture.allCases.map(ModelFacts.init)
        #expect(facts.prefix(5).map(\.parameters) == [1_109_121, 1_395_841, 1_110_722, 556_096, 667_072])
        #expect(
            facts[5..<15].map(\.values) == [
                20_024_384, 2_257_984, 23_564_800, 42_626_560, 58_331_648, 21_802_784, 54_336_736, 7_037_504,
                12_642_880, 18_321_984,
            ])
        #expect(facts.count == 69)
        #expect(facts.suffix(4).map(\.parameters) == [5_524_416, 5_526_720, 21_670_272, 85_807_872])
        #expect(facts[7].parameters == 23_564_800 - 45_440)
        #expect(Architecture(rawValue: "resnet101v2")?.system == "B")
        #expect(Architecture(rawValue: "resnet101v2-dual-spp")?.system == "B")
        #expect(Architecture(rawValue: "vit-small-8")?.system == "C")
    }
}

import Foundation
import Reading
import TestSupport
import Testing
import Torch

/// Weights by Keras's names and by PyTorch's, there and back: Fixtures/keras/named.py.
@Suite final class WeightExchangeTests {
    private struct Names: Decodable { let networks: [String: [String: [Int]]] }

    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    private let names: [String: [String: [Int]]]

    init() throws {
        names = try decodedFixture("keras/names.json", as: Names.self).networks
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func file(_ name: String, _ tensors: [String: Tensor]) throws -> URL {
        let url = folder.appending(path: name)
        try SafeTensors.write(tensors, to: url)
        return url
    }

    private func network(_ name: String) throws -> Architecture {
        try #require(Architecture(rawValue: name))
    }

    /// Counter numbers in the order of Keras's names and in its layouts, as `keras_number` of weights.py has them.
    private func kerasWeights(_ network: String) throws -> [String: Tensor] {
        var weights: [String: Tensor] = [:]
        for (index, (name, shape)) in try #require(names[network]).sorted(by: { $0.key < $1.key })
            .enumerated()
        {
            let (centre, spread) = KerasNetwork.range(name, shape)
            let numbers = CounterNumbers.values(tensor: index, count: shape.reduce(1, *))
            weights[name] = Tensor(numbers.map { centre + spread * $0 }, shape: shape)
        }
        return weights
    }

    /// Keras's own answer comes out of `models import` and `models run`.
    @Test(.tags(.golden), arguments: ["ddsrcnn", "ddsrcnn-transposed", "dncnn-17"])
    func answersAsKerasOnItsWeights(name: String) throws {
        let architecture = try network(name)
        let expected = try SafeTensors.read(fixture("keras/named.safetensors"))
        let (weights, y) = (folder.appending(path: "weights"), folder.appending(path: "y"))
        try architecture.importWeights(from: file("keras", kerasWeights(name)), to: weights)
        try architecture.run(
            weights: weights, input: file("x", ["x": CounterNumbers.image(0, shape: [2, 1, 32, 24])]),
            output: y)
        try expectClose(try #require(SafeTensors.read(y)["y"]), expected[name], within: 1e-5)
    }

    /// Half the size, what it says of itself, vectors in 32 bits, and nearly the same answer.
    @Test func halvedWeightsAnswerNearlyTheSame() throws {
        let architecture = try network("dncnn-17")
        let (whole, half) = (folder.appending(path: "whole"), folder.appending(path: "half"))
        try architecture.importWeights(from: file("keras", kerasWeights("dncnn-17")), to: whole)
        try halveWeights(of: whole, to: half)
        #expect(try SafeTensors.metadata(half) == SafeTensors.metadata(whole))
        for (name, tensor) in try SafeTensors.read(half) {
            #expect(tensor.dtype == (tensor.rank >= 2 ? .float16 : .float32), "\(name)")
        }
        #expect(try Data(contentsOf: half).count < Data(contentsOf: whole).count * 55 / 100)
        let x = try file("x", ["x": CounterNumbers.image(0, shape: [1, 1, 32, 24])])
        let answers = try [whole, half].map { weights in
            let y = folder.appending(path: "y-\(weights.lastPathComponent)")
            try architecture.run(weights: weights, input: x, output: y)
            return try #require(SafeTensors.read(y)["y"])
        }
        try expectClose(answers[1], answers[0], within: 1e-2)
        #expect(answers[0].floats != answers[1].floats)

        let large = try file("large", ["a": Tensor([Float(70_000), 1], shape: [1, 2])])
        let error = #expect(throws: ReadingError.self) {
            try halveWeights(of: large, to: folder.appending(path: "no"))
        }
        #expect(error?.description.contains("a holds numbers that 16 bits do not") == true)
        #expect(throws: ReadingError.self) { try halveWeights(of: whole, to: half) }
    }

    /// The features of Keras's own network come out of `models import` and `models run`, for three channels and for
    /// the one that they become; layers are called as in Keras 2 and have its top.
    @Test(.tags(.golden), arguments: [3, 1])
    func seesAsKerasOnItsWeights(channels: Int) throws {
        let architecture = try network("mobilenetv2")
        let expected = try SafeTensors.read(fixture("keras/backbones.safetensors"))
        var weights = try kerasWeights("mobilenetv2")
        for name in weights.keys where name.hasSuffix("depthwise/kernel") {
            weights[name.replacing("depthwise/kernel", with: "depthwise/depthwise_kernel:0")] =
                weights.removeValue(forKey: name)
        }
        weights["predictions/kernel:0"] = .ones([1280, 1000])
        weights["predictions/bias:0"] = .ones([1000])
        let (imported, y) = (folder.appending(path: "imported"), folder.appending(path: "y"))
        try architecture.importWeights(from: file("keras", weights), to: imported, oneChannel: channels == 1)
        let x = CounterNumbers.image(channels, shape: [1, channels, 320, 80])
        try architecture.run(weights: imported, input: file("x", ["x": x]), output: y, features: true)
        let found = try #require(SafeTensors.read(y)["y"])
        let name = "mobilenetv2.\(channels)x320x80"
        #expect(found.shape == expected["\(name).shape"]?.ints)
        let values = found.floats
        let elements = Tensor((0..<50).map { values[$0 * values.count / 50] })
        try expectClose(elements, expected["\(name).elements"], within: 1e-5)
    }

    /// Old files have a slash within DenseNet's names.
    @Test func takesDenseNetFromKeras2() throws {
        let architecture = try network("densenet121")
        let weights = try kerasWeights("densenet121").map { name, tensor in
            (name.replacing("conv1_bn/", with: "conv1/bn/"), tensor)
        }
        #expect(weights.contains { $0.0 == "conv1/bn/gamma" })
        try architecture.importWeights(
            from: file("old", Dictionary(uniqueKeysWithValues: weights)), to: folder.appending(path: "new"))
    }

    /// A classifier has no other's names; what has no three channels cannot become one.
    @Test func saysWhatCannotBe() throws {
        let made = try network("mobilenetv2-dual-aa").make(using: Generator(seed: 1)).state
        let own = try file("own", Dictionary(uniqueKeysWithValues: made.map { ($0.name, $0.tensor) }))
        let output = folder.appending(path: "output")
        let exported = try #require(throws: ReadingError.self) {
            try network("mobilenetv2-dual-aa").exportWeights(from: own, to: output)
        }
        #expect(exported.description.contains("Keras has no mobilenetv2-dual-aa"))
        let imported = try #require(throws: ReadingError.self) {
            try network("mobilenetv2-dual-aa").importWeights(from: own, to: output, oneChannel: true)
        }
        #expect(imported.description.contains("has no three channels"))
        let other = try #require(throws: ReadingError.self) {
            try network("vgg19").importWeights(from: own, to: output)
        }
        #expect(other.description.contains("--as mobilenetv2-dual-aa"))
        #expect(!FileManager.default.fileExists(atPath: output.path))
        try network("mobilenetv2-dual-aa").importWeights(from: own, to: output)
    }

    /// The tensors have Keras's names and shapes, and come back bit for bit.
    @Test(
        .tags(.golden),
        arguments: [
            "ddsrcnn", "ddsrcnn-transposed", "ddsrcnn-uncertainty", "dncnn-17", "dncnn-20", "resnet50v2",
            "mobilenetv2",
        ])
    func exportsKerasNamesAndComesBack(name: String) throws {
        let architecture = try network(name)
        let made = architecture.make(using: Generator(seed: 3)).state
        let files = ["own", "keras", "back"].map { folder.appending(path: $0) }
        try SafeTensors.write(
            Dictionary(uniqueKeysWithValues: made.map { ($0.name, $0.tensor) }),
            metadata: ["architecture": name],
            to: files[0])
        try architecture.exportWeights(from: files[0], to: files[1])
        #expect(try SafeTensors.read(files[1]).mapValues(\.shape) == names[name])
        try architecture.importWeights(from: files[1], to: files[2])
        #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[2]))
    }

    /// A later model of a session, and the first of an old Keras, have other numbers.
    @Test(arguments: [("_10", 10, ""), ("_1", 1, ":0")])
    func numbersMayBeginAnywhere(first: String, offset: Int, suffix: String) throws {
        let architecture = try network("ddsrcnn-transposed")
        let weights = try kerasWeights("ddsrcnn-transposed")
        let later = weights.map { name, tensor in
            let match = try! #require(name.wholeMatch(of: /(conv2d|conv2d_transpose)(?:_(\d))?\/(.+)/))
            return ("\(match.1)_\(offset + (match.2.flatMap { Int($0) } ?? 0))/\(match.3)\(suffix)", tensor)
        }
        let outputs = ["a", "b"].map { folder.appending(path: $0) }
        try architecture.importWeights(from: file("first", weights), to: outputs[0])
        try architecture.importWeights(
            from: file("later", Dictionary(uniqueKeysWithValues: later)), to: outputs[1])
        #expect(try Data(contentsOf: outputs[0]) == Data(contentsOf: outputs[1]))
    }

    /// A state dict of the authors' PyTorch code, with its counts of batches.
    @Test func takesTheAuthorsDnCNN() throws {
        let architecture = try network("dncnn-17")
        let made = architecture.make(using: Generator(seed: 3)).state
        var theirs: [String: Tensor] = [:]
        for (name, tensor) in made {
            let match = try #require(name.wholeMatch(of: /(first|last|blocks\.(\d+)\.(conv|norm))\.(.+)/))
            let place =
                match.1 == "first"
                ? 0
                : match.1 == "last"
                    ? 47
                    : 2 + 3 * (match.2.flatMap { Int($0) } ?? 0) + (match.3 == "norm" ? 1 : 0)
            theirs["dncnn.\(place).\(match.4)"] = tensor
            if match.3 == "norm" { theirs["dncnn.\(place).num_batches_tracked"] = Tensor([7] as [Int]) }
        }
        let output = folder.appending(path: "imported")
        try architecture.importWeights(from: file("theirs", theirs), to: output)
        let found = try SafeTensors.read(output)
        #expect(found.count == made.count)
        for (name, tensor) in made { try expectIdentical(found[name], tensor, "\(name)") }
    }

    /// The teacher of a DINO checkpoint with its head, or timm's network with its classes; three channels, or their sum.
    @Test(arguments: [
        ("module.backbone.", "module.head.mlp.0.weight"), ("backbone.", "head.last_layer.weight_v"),
        ("", "head.bias"),
    ])
    func takesTransformersFromDINOAndTimm(before: String, head: String) throws {
        let architecture = try network("vit-tiny-16")
        let made = architecture.make(using: Generator(seed: 3)).state
        var theirs = Dictionary(uniqueKeysWithValues: made.map { (before + $0.name, $0.tensor) })
        theirs[head] = .ones([2])
        let (imported, grey, exported) = (
            folder.appending(path: "imported"), folder.appending(path: "grey"),
            folder.appending(path: "exported")
        )
        try architecture.importWeights(from: file("theirs", theirs), to: imported)
        let found = try SafeTensors.read(imported)
        #expect(found.count == made.count)
        for (name, tensor) in made { try expectIdentical(found[name], tensor, "\(name)") }
        try architecture.exportWeights(from: imported, to: exported)
        #expect(try Data(contentsOf: exported) == Data(contentsOf: imported))

        try architecture.importWeights(from: file("theirs", theirs), to: grey, oneChannel: true)
        let one = CounterNumbers.image(0, shape: [1, 1, 32, 64])
        let answers = try [(imported, one.expanded(to: [1, 3, 32, 64])), (grey, one)].map { weights, x in
            let y = folder.appending(path: "y of \(weights.lastPathComponent)")
            try architecture.run(weights: weights, input: file("x", ["x": x.contiguous()]), output: y)
            return try #require(SafeTensors.read(y)["y"])
        }
        try expectClose(answers[1], answers[0], within: 1e-5)
        theirs["\(before)blocks.11.norm2.bias"] = nil
        let error = try #require(throws: ReadingError.self) {
            try architecture.importWeights(from: file("less", theirs), to: folder.appending(path: "no"))
        }
        #expect(error.description.contains("missing: blocks.11.norm2.bias"))
    }

    @Test func saysWhatIsWrong() throws {
        let good = try kerasWeights("ddsrcnn")
        let text = folder.appending(path: "text")
        try Data("no tensors here".utf8).write(to: text)
        let whole = try file("whole", good)
        let cut = folder.appending(path: "cut")
        try Data(contentsOf: whole).dropLast(1000).write(to: cut)
        func with(_ name: String, _ tensor: Tensor?) throws -> URL {
            var tensors = good
            tensors[name] = tensor
            return try file("\(UUID())", tensors)
        }
        for (file, network, sentence) in [
            (text, "ddsrcnn", "is not a safetensors file"),
            (cut, "ddsrcnn", "cut"),
            (try with("conv2d_3/bias", nil), "ddsrcnn", "missing: conv2d_3/bias."),
            (try with("conv2d_10/bias", .ones([1])), "ddsrcnn", "unexpected: conv2d_10/bias."),
            (try with("conv1.weight", .ones([3, 3])), "ddsrcnn", "unexpected: conv1.weight (not theirs)."),
            (try with("conv2d/kernel:0", .ones([3, 3, 1, 64])), "ddsrcnn", "unexpected: conv2d/kernel:0."),
            (
                try with("conv2d_1/kernel", .ones([64, 64, 3, 3])), "ddsrcnn",
                "wrong shape: conv2d_1/kernel is [64, 64, 3, 3] and should be [3, 3, 64, 64]."
            ),
            (try with("conv2d/bias", .full([64], .nan)), "ddsrcnn", "conv2d/bias holds values that are not"),
            (whole, "dncnn-17", "has the tensors of ddsrcnn, not of dncnn-17: import it --as ddsrcnn."),
            (whole, "ddsrcnn-uncertainty", "has the tensors of ddsrcnn, not of ddsrcnn-uncertainty"),
            (try self.file("nothing", [:]), "ddsrcnn", "missing: conv1.weight"),
        ] {
            let output = folder.appending(path: "output")
            let error = try #require(throws: ReadingError.self) {
                try self.network(network).importWeights(from: file, to: output)
            }
            #expect(error.description.contains(sentence), "\(error)")
            #expect(error.description.hasPrefix(file.path))
            #expect(!FileManager.default.fileExists(atPath: output.path))
        }
    }
}

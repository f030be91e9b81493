import Foundation
import Reading
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

    /// Channels and classes are the weights' own.
    @Test(.tags(.golden)) func answersFeatures() throws {
        var tensors = try weights("resnet50v2")
        tensors["stem.weight"] = .zeros([64, 1, 7, 7])
        tensors["head.weight"] = .zeros([2, 2048])
        tensors["head.bias"] = .ones([2])
        let w = try file("w", tensors)
        let x = try file("x", ["x": .ones([1, 1, 75, 50]), "other": .ones([1])])
        let (y, features) = (folder.appending(path: "y"), folder.appending(path: "features"))
        try network("resnet50v2").run(weights: w, input: x, output: y)
        #expect(try SafeTensors.read(y)["y"]?.floats == [1, 1])
        try network("resnet50v2").run(weights: w, input: x, output: features, features: true)
        #expect(try SafeTensors.read(features)["y"]?.shape == [1, 2048, 3, 2])
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

    /// Published totals, ImageNet heads included.
    @Test func everyNetworkIsListed() {
        let counts = [
            1_109_121, 1_395_841, 1_110_722, 556_096, 667_072, 25_568_360, 44_577_896, 60_236_904,
        ]
        #expect(Architecture.allCases.map { $0.make(using: Generator(seed: 0)).parameterCount } == counts)
        #expect(Architecture(rawValue: "resnet101v2")?.system == "B")
    }
}

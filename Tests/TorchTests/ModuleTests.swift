import Foundation
import TestSupport
import Testing
import Torch

@Suite struct ModuleTests {
    /// Every kind of property that a module may have.
    final class Everything: Module {
        let stem: Conv2d
        let shortcut: Conv2d?
        let absent: Conv2d? = nil
        let blocks: [any Layer]
        let stages: [[Linear]]
        let token: Parameter
        let tables: [Parameter]
        let centre: Buffer
        let branches: [Linear?]
        let grid: [[Parameter]]
        let constant = Tensor.ones([3])
        let sizes = [1, 2, 3]

        init(using generator: Generator) {
            stem = Conv2d(1, 2, kernel: 3, using: generator)
            shortcut = Conv2d(1, 2, kernel: 1, bias: false, using: generator)
            blocks = [BatchNorm2d(2, scale: false), Dropout(0.5, using: generator)]
            stages = [
                [Linear(2, 2, bias: false, using: generator)], [Linear(2, 2, bias: false, using: generator)],
            ]
            token = Parameter(.zeros([1, 4]))
            tables = [Parameter(.zeros([2]))]
            centre = Buffer(.zeros([5], dtype: .int64))
            branches = [nil, Linear(2, 1, bias: false, using: generator)]
            grid = [[Parameter(.zeros([1]))]]
        }
    }

    class Base: Module { let first = LayerNorm(2) }
    final class Derived: Base { let second = GroupNorm(1, channels: 2) }

    let names = [
        "stem.weight", "stem.bias", "shortcut.weight", "blocks.0.bias", "blocks.0.running_mean",
        "blocks.0.running_var", "stages.0.0.weight", "stages.1.0.weight", "token", "tables.0", "centre",
        "branches.1.weight", "grid.0.0",
    ]

    @Test func propertiesAreFoundByName() {
        let module = Everything(using: Generator(seed: 0))
        #expect(module.state.map(\.name) == names)
        let buffers = ["blocks.0.running_mean", "blocks.0.running_var", "centre"]
        #expect(module.parameters.map(\.name) == names.filter { !buffers.contains($0) })
        #expect(module.parameterCount == 18 + 2 + 2 + 2 + 4 + 4 + 4 + 2 + 2 + 1)
        #expect(
            Derived().state.map(\.name) == ["first.weight", "first.bias", "second.weight", "second.bias"])
    }

    @Test func trainingReachesEveryModule() throws {
        let module = Everything(using: Generator(seed: 0))
        #expect(module.isTraining && module.blocks[1].isTraining)
        module.evaluate()
        #expect(!module.isTraining && !module.blocks[1].isTraining && !module.stages[1][0].isTraining)
        #expect(module.shortcut?.isTraining == false)
        module.train()
        #expect(module.stages[1][0].isTraining)
    }

    @Test func aSharedParameterIsTrainedOnce() {
        final class Shared: Module {
            let left, right: Linear
            init(_ linear: Linear) { (left, right) = (linear, linear) }
        }
        let module = Shared(Linear(2, 2, using: Generator(seed: 0)))
        #expect(module.parameters.map(\.name) == ["left.weight", "left.bias"])
        #expect(module.state.count == 4)
    }

    @Test(.tags(.property)) func stateComesBackThroughAFile() throws {
        let (one, other) = (Everything(using: Generator(seed: 1)), Everything(using: Generator(seed: 2)))
        let file = try withTemporaryFolder { folder in
            let file = folder.appending(path: "state.safetensors")
            try SafeTensors.write(Dictionary(uniqueKeysWithValues: one.state), to: file)
            return try SafeTensors.read(file)
        }
        try other.load(file)
        for (one, other) in zip(one.state, other.state) { #expect(one.tensor.floats == other.tensor.floats) }
    }

    @Test func aWrongStateIsRefusedWholeAndNamed() throws {
        let module = Everything(using: Generator(seed: 0))
        let before = module.state.map(\.tensor.floats)
        var state = Dictionary(
            uniqueKeysWithValues: module.state.map { ($0.name, Tensor.ones($0.tensor.shape)) })
        state["token"] = nil
        state["tocken"] = .ones([1, 4])
        state["stem.bias"] = .ones([3])
        let error = #expect(throws: StateMismatch.self) { try module.load(state) }
        #expect(error?.missing == ["token"] && error?.unexpected == ["tocken"])
        #expect(error?.wrongShape.map(\.name) == ["stem.bias"])
        #expect(
            error?.description
                == "The tensors do not belong to this network: missing: token; unexpected: tocken; "
                + "wrong shape: stem.bias is [3] and should be [2].")
        #expect(module.state.map(\.tensor.floats) == before)
    }

    @Test func movingChangesRealTensorsAndKeepsGradients() {
        let module = Everything(using: Generator(seed: 0))
        module.move(to: .float64)
        #expect(module.state.allSatisfy { $0.tensor.dtype == ($0.name == "centre" ? .int64 : .float64) })
        (module.token.value * 3).sum().backward()
        #expect(module.token.gradient?.dtype == .float64)
        #expect(module.token.gradient?.floats == [3, 3, 3, 3])
    }

    /// Without weight or bias as with ones or zeros.
    @Test func batchNormWithoutScaleAndShift() throws {
        let x = Tensor.normal([2, 4, 3, 3], using: Generator(seed: 5))
        let (full, bare) = (BatchNorm2d(4), BatchNorm2d(4, scale: false, shift: false))
        try expectClose(bare(x), full(x), within: 0)
        #expect(bare.parameterCount == 0 && bare.state.count == 2)
    }

    /// The arrangement in memory changes neither the answer nor, after a step, the numbers.
    @Test func channelsLastAnswersTheSame() throws {
        func step(_ arranged: Bool) throws -> (answer: Tensor, weight: Tensor) {
            let generator = Generator(seed: 3)
            let layer = Conv2d(1, 4, kernel: 3, using: generator)
            var x = Tensor.normal([2, 1, 5, 6], using: generator)
            if arranged {
                layer.arrangeChannelsLast()
                x = x.channelsLast()
            }
            let optimizer = Adam(layer)
            let answer = layer(x)
            (answer * answer).sum().backward()
            optimizer.step()
            return (answer, layer.weight.value)
        }
        let (plain, arranged) = (try step(false), try step(true))
        #expect(arranged.answer.isChannelsLast)  // although its input has a single channel
        try expectClose(arranged.answer, plain.answer, within: 1e-6)
        try expectClose(arranged.weight, plain.weight, within: 1e-6)
    }

    /// Names and shapes of a network without its numbers.
    @Test func outlinesHaveShapesOnly() throws {
        let (outline, whole) = (
            Conv2d(8, 4, kernel: 3, using: .outline()), Conv2d(8, 4, kernel: 3, using: Generator(seed: 1))
        )
        #expect(outline.state.map(\.name) == whole.state.map(\.name))
        #expect(outline.state.map(\.tensor.shape) == whole.state.map(\.tensor.shape))
        #expect(outline.parameterCount == whole.parameterCount)
        let saved = Dictionary(uniqueKeysWithValues: whole.state.map { ($0.name, $0.tensor) })
        #expect(outline.mismatch(with: saved) == nil)
        #expect(outline.mismatch(with: [:])?.missing == ["weight", "bias"])
    }
}

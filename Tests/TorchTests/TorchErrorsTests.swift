import Testing
import Torch

@Suite struct TorchErrorsTests {
    @Test func theFirstErrorOfTheScopeIsThrown() {
        var after: Tensor?
        let error = #expect(throws: TorchError.self) {
            try torchErrors {
                let wrong = Tensor.ones([2, 3]).matmul(.ones([4, 5]))
                after = wrong.reshaped(7) + 1
            }
        }
        #expect(error?.description.hasPrefix("matmul(_:): ") == true)
        #expect(error?.description.contains("(2x3 and 4x5)") == true)
        #expect(after?.count == 1)
    }

    @Test func withoutErrorsTheResultComesOut() throws {
        #expect(try torchErrors { Tensor.ones([3]).sum().item } == 3)
    }

    @Test func whatTheBodyThrowsPassesUnlessLibtorchFailedBefore() {
        struct Own: Error {}
        #expect(throws: Own.self) { try torchErrors { throw Own() } }
        #expect(throws: TorchError.self) {
            try torchErrors {
                _ = Tensor.ones([2]).reshaped(3)
                throw Own()
            }
        }
    }

    @Test func everyKindOfResultSurvivesAFailure() {
        #expect(throws: TorchError.self) {
            try torchErrors {
                let wrong = Tensor.ones([2]).reshaped(3)
                _ = (wrong.floats, wrong.ints, wrong.item, wrong.shape[3], wrong.dtype, wrong.description)
                _ = wrong.largest(9, dim: 0)
                _ = gradient(of: wrong, withRespectTo: [wrong])
                wrong.backward()
                _ = wrong[7, 1..<9, 3]
                _ = Tensor.ones([2]).to(.cuda(99))
                _ = wrong.split(into: 3, dim: -1)
                _ = wrong.flattened(from: 9)
                clipGradients(of: Linear(2, 2, using: Generator(seed: 0)), norm: 1)
            }
        }
    }

    @Test func scopesDoNotLeak() {
        var inner = false
        #expect(throws: TorchError.self) {
            try torchErrors {
                do { try torchErrors { _ = Tensor.ones([2]).reshaped(3) } } catch { inner = true }
                _ = Tensor.ones([2]).reshaped(5)
            }
        }
        #expect(inner)
    }

    #if os(Linux) || os(macOS)
        @Test func outsideOfAScopeAWrongShapeStops() async {
            let stopped = await #expect(
                processExitsWith: .failure, observing: [\.standardErrorContent]
            ) { _ = Tensor.ones([2]).reshaped(3) }
            let words = String(decoding: stopped?.standardErrorContent ?? [], as: UTF8.self)
            #expect(words.contains("shape '[3]' is invalid for input of size 2"))
        }
    #endif
}

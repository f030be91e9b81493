import Testing
import Torch

@Suite struct TensorTests {
    @Test func numbersGoInAndOut() {
        let x = Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
        #expect(x.shape == [2, 3] && x.rank == 2 && x.count == 6 && x.dtype == .float32 && x.device == .cpu)
        #expect(x.transposed(0, 1).floats == [1, 4, 2, 5, 3, 6])
        #expect(Tensor([-1, 0, 1]).dtype == .int64)
        #expect(Tensor([true, false]).array(of: UInt8.self) == [1, 0])
        #expect(Tensor([Float]()).floats.isEmpty)
        #expect((x.sum() / 3).item == 7)
    }

    @Test func contiguousValuesAreShownWithoutACopy() {
        let x = Tensor.zeros([4])
        let places = (0..<2).map { _ in x.withValues(of: Float.self) { $0.baseAddress } }
        #expect(places[0] == places[1])
    }

    @Test(arguments: DType.allCases) func everyTypeMovesThroughBytes(dtype: DType) {
        let x = Tensor([0, 1, 1, 0], shape: [2, 2]).to(dtype)
        #expect(x.dtype == dtype)
        #expect(x.ints == [0, 1, 1, 0])
        let bytes = [UInt8](repeating: 0, count: 3 * dtype.size)
        #expect(bytes.withUnsafeBytes { Tensor(bytes: $0, shape: [3, 1], dtype: dtype) }.ints == [0, 0, 0])
    }

    @Test func scalarsPromoteAsPythonNumbers() {
        #expect((Tensor.ones([2], dtype: .float16) * 0.5).dtype == .float16)
        #expect((Tensor.ones([2], dtype: .int64) * 2).dtype == .int64)
        #expect((Tensor.ones([2], dtype: .int64) * 2.5).dtype == .float32)
    }

    @Test func bracketsSelect() {
        let x = Tensor.arange(24).reshaped(2, 3, 4)
        #expect(x[1, 0..., 3].ints == [15, 19, 23])
        #expect(x[-1, 1...2, ..<1].ints == [16, 20])
        #expect(x[0..., -1].shape == [2, 4])
        #expect(x.sliced(2, by: 3).shape == [2, 3, 2])
    }

    @Test func channelsLastKeepsTheValues() {
        let x = Tensor.normal([2, 3, 4, 5], using: Generator(seed: 1))
        let y = x.channelsLast()
        #expect(y.isChannelsLast && !x.isChannelsLast)
        #expect(y.floats == x.floats)
        #expect(relu(y).isChannelsLast)
    }

    @Test func theCPUIsAlwaysThere() {
        #expect(Device.cpu.isAvailable)
        #expect(Device.best.isAvailable)
        #expect(!Device.cuda(99).isAvailable)
    }
}

import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch

@testable import Denoising

@Suite struct DenoiserTests {
    private func write(
        _ architecture: DenoiserArchitecture, to file: URL, scaling: CountScaling = .anscombe,
        dtype: DType = .float32,
        _ change: (inout [String: Tensor], inout [String: String]) -> Void = { _, _ in }
    ) throws {
        let network = architecture.make(using: Generator(seed: 1))
        var tensors = Dictionary(uniqueKeysWithValues: network.state.map { ($0.name, $0.tensor.to(dtype)) })
        var facts = ["architecture": architecture.rawValue, "scaling": scaling.rawValue, "name": "test"]
        change(&tensors, &facts)
        try SafeTensors.write(tensors, metadata: facts, to: file)
    }

    private func image(rows: Int, columns: Int, seed: UInt64 = 1) throws -> CountImage {
        try simulatedFrames(1, rows: rows, columns: columns, counts: 4, seed: seed)[0].reference
    }

    @Test func anySizeKeepsItsCounts() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "d.safetensors")
            for architecture in DenoiserArchitecture.allCases {
                try write(architecture, to: file)
                let denoiser = try Denoiser(file: file)
                for (rows, columns) in [(1, 1), (2, 7), (37, 53), (64, 64)] {
                    let image = try image(rows: rows, columns: columns)
                    let restored = try denoiser(image)
                    #expect(restored.rows == rows && restored.columns == columns)
                    #expect(restored.meaning == .processedCounts)
                    #expect(restored.pixels.allSatisfy { $0 >= 0 && $0.isFinite })
                    #expect(abs(restored.total / max(image.total, 1) - 1) < 0.005 || image.total == 0)
                }
            }
        }
    }

    /// Bands of rows give what the whole gives at once, and that is what the network itself answers.
    @Test(arguments: DenoiserArchitecture.allCases)
    func noSeams(architecture: DenoiserArchitecture) throws {
        let network = architecture.make(using: Generator(seed: 2))
        network.evaluate()
        let image = try image(rows: 160, columns: 48)
        let whole = ImageRestorer(network, architecture, .mean, device: .cpu)
        let bands = ImageRestorer(network, architecture, .mean, device: .cpu, mostPixels: 48 * 40)
        let (expected, found) = (try whole.restored([image])[0], try bands.restored([image])[0])
        try expectClose(
            Tensor(found.image.pixels), Tensor(expected.image.pixels), within: 1e-5, "\(architecture)")

        let gain = CountScaling.gain(countsPerPixel: image.total / Double(image.pixels.count))
        let x = Tensor(image.pixels, shape: [1, 1, 160, 48]) * gain
        let direct = withoutGradient { network(x) }[0, 0].clamped(from: 0)
        let scaled = direct * (image.total / direct.sum().item)
        try expectClose(
            Tensor(expected.image.pixels, shape: [160, 48]), scaled, within: 1e-4, "\(architecture)")
    }

    /// Views of different sizes, in any order; each as if it were alone.
    @Test func severalImages() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "d.safetensors")
            try write(.ddsrcnn, to: file, dtype: .float16)
            let denoiser = try Denoiser(file: file)
            let images = [
                try image(rows: 64, columns: 32), try image(rows: 20, columns: 24),
                try image(rows: 64, columns: 32, seed: 9),
            ]
            for (image, restored) in zip(images, try denoiser.restored(images)) {
                try expectClose(Tensor(restored.pixels), Tensor(try denoiser(image).pixels), within: 1e-5)
            }
            #expect(try denoiser.restored([]).isEmpty)
        }
    }

    /// Bodies in different places of one matrix do not widen each other's box.
    @Test func companionsChangeNothing() throws {
        let body = try image(rows: 48, columns: 32)
        let images = [(0, 0), (200, 90)].map { row, column in
            var pixels = [Float](repeating: 0, count: 256 * 128)
            for r in 0..<48 { for c in 0..<32 { pixels[(row + r) * 128 + column + c] = body[r, c] } }
            return CountImage(rows: 256, columns: 128, pixels: pixels, view: .anterior, spacing: nil)
        }
        let network = DenoiserArchitecture.ddsrcnn.make(using: Generator(seed: 2))
        network.evaluate()
        let restorer = ImageRestorer(network, .ddsrcnn, .anscombe, device: .cpu)
        let together = try restorer.restored(images)
        for (image, restored) in zip(images, together) {
            #expect(try restorer.restored([image])[0].image == restored.image)
        }
    }

    /// A small body in a wide matrix: what lies far from it is the local mean, and no count is lost.
    @Test func backgroundIsLeftToItself() throws {
        let body = try image(rows: 48, columns: 32)
        var pixels = [Float](repeating: 0, count: 256 * 128)
        for row in 0..<48 {
            for column in 0..<32 { pixels[(row + 100) * 128 + column + 48] = body[row, column] }
        }
        pixels[5 * 128 + 5] = 1
        let whole = CountImage(rows: 256, columns: 128, pixels: pixels, view: .anterior, spacing: nil)
        let box = BodyBox(of: whole, border: 24, step: 4)
        #expect(box.rows == (72..<184 as Range<Int>))
        #expect(box.columns == (24..<104 as Range<Int>))
        let network = DenoiserArchitecture.ddsrcnn.make(using: Generator(seed: 2))
        network.evaluate()
        let restored = try ImageRestorer(network, .ddsrcnn, .anscombe, device: .cpu).restored([whole])[0]
        let factor = Float(restored.countFactor)
        #expect(abs(restored.image[0, 0] - factor / 64) < 1e-5)
        #expect(abs(restored.image[12, 12] - factor / 225) < 1e-5)
        #expect(restored.image[13, 5] == 0)
        #expect(abs(restored.image.total / whole.total - 1) < 0.005)
    }

    @Test func badFilesAreToldApart() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "d.safetensors")
            func refusal() -> String {
                do { _ = try Denoiser(file: file) } catch { return "\(error)" }
                return ""
            }
            #expect(refusal().contains("d.safetensors"))
            try write(.ddsrcnn, to: file)
            #expect(refusal() == "")
            try write(.ddsrcnn, to: file) { _, facts in facts["architecture"] = nil }
            #expect(refusal().contains("is no trained denoiser: its metadata have no architecture"))
            try write(.ddsrcnn, to: file) { _, facts in facts["architecture"] = "unet" }
            #expect(refusal().contains("has the architecture unet; this version knows ddsrcnn"))
            try write(.ddsrcnn, to: file) { _, facts in facts["architecture"] = "dncnn-17" }
            #expect(refusal().contains("is no dncnn-17: The tensors do not belong to this network"))
            try write(.ddsrcnn, to: file) { tensors, _ in tensors["conv3.bias"] = nil }
            #expect(refusal().contains("missing: conv3.bias"))
            try write(.ddsrcnn, to: file) { tensors, _ in tensors["conv3.bias"] = .full([128], .nan) }
            #expect(refusal().contains("conv3.bias holds values that are not numbers"))
            #expect(refusal().contains("d.safetensors"))
        }
    }

    @Test func imagesThatAreNoCountsAreRefused() throws {
        let network = DenoiserArchitecture.ddsrcnn.make(using: Generator(seed: 2))
        let restorer = ImageRestorer(network, .ddsrcnn, .anscombe, device: .cpu)
        let image = try image(rows: 8, columns: 8)
        let smoothed = CountImage(
            rows: 8, columns: 8, pixels: image.pixels, view: .anterior, spacing: nil,
            meaning: .processedCounts)
        #expect(throws: DenoisingError.self) { try restorer.restored([smoothed]) }
        var broken = image
        broken.pixels[9] = .nan
        let error = #expect(throws: DenoisingError.self) { try restorer.restored([broken]) }
        #expect(error?.description.contains("row 1, column 1") == true)
    }
}

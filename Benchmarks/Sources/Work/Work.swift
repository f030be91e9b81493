import Denoising
import Foundation
import Phantoms
public import Scintigraphy
import Statistics
import Torch

/// A piece of work that is timed, here and in a peer. The raw values are the names that peers.py uses.
public enum Work: String, CaseIterable, Sendable {
    case ddsrcnnForward = "ddsrcnn-forward"
    case ddsrcnnStep = "ddsrcnn-step"
    case dncnnForward = "dncnn-forward"
    case studyRestored = "study-restored"
    case thinning
    case ssim
    case diffusion
    case gaussian
    case projection
    case delong

    /// Everything up to the first iteration; each call of what it answers is one iteration.
    ///
    /// `view` is the 1024×256 image that thinning, SSIM and the filters work on.
    public func prepared(_ view: CountImage) throws -> () throws -> Void {
        let generator = Generator(seed: 1)
        var chance = SeededGenerator(seed: 1)
        switch self {
        case .ddsrcnnForward: return inference(by: DDSRCNN(using: generator))
        case .dncnnForward: return inference(by: DnCNN(depth: 17, using: generator))
        case .studyRestored:
            let denoiser = try untrainedDenoiser()
            return { _ = try denoiser.restored([view, view]) }
        case .ddsrcnnStep:
            let network = DDSRCNN(using: generator)
            network.arrangeChannelsLast()
            let (x, y) = (
                Tensor.uniform([8, 1, 64, 64], using: generator).channelsLast(),
                Tensor.uniform([8, 1, 64, 64], using: generator)
            )
            return trainingStep(of: network) { meanSquaredError(network(x), y) }
        case .thinning:
            return { _ = try view.thinned(fraction: 0.2, using: &chance) }
        case .ssim:
            let other = view.replacingPixels(view.pixels.map { ($0 + $0.squareRoot()).rounded() })
            return { _ = try Scintigraphy.ssim(other, reference: view, peak: .referenceMaximum) }
        case .diffusion:
            let settings = NonlinearDiffusion(
                conductance: .rational, edgeThreshold: .fixed(5), iterations: 20, timeStep: 0.2,
                anscombe: false)
            return { _ = try view.diffused(settings) }
        case .gaussian:
            return { _ = try view.gaussianFiltered(fwhmMillimetres: 8) }
        case .projection:
            return projection()
        case .delong:
            return delong(cases: 10_000, models: 50)
        }
    }

    private func inference(by network: any Layer) -> () -> Void {
        network.evaluate()
        network.arrangeChannelsLast()
        let x = Tensor.uniform([1, 1, 256, 256], using: Generator(seed: 2)).channelsLast()
        return { _ = withoutGradient { network(x) } }
    }

    /// DDSRCNN as a file of weights: speed does not depend on them.
    private func untrainedDenoiser() throws -> Denoiser {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")
        defer { try? FileManager.default.removeItem(at: file) }
        let state = DDSRCNN(using: Generator(seed: 1)).state
        try SafeTensors.write(
            Dictionary(uniqueKeysWithValues: state.map { ($0.name, $0.tensor) }),
            metadata: ["architecture": "ddsrcnn", "scaling": "mean"], to: file)
        return try Denoiser(file: file)
    }

    private func trainingStep(of network: Module, loss: @escaping () -> Tensor) -> () -> Void {
        let optimizer = Adam(network)
        return {
            loss().backward()
            optimizer.step()
        }
    }

    /// The areas of many models on the same cases, and all their covariances.
    private func delong(cases: Int, models: Int) -> () -> Void {
        var chance = SeededGenerator(seed: 3)
        let labels = (0..<cases).map { $0 % 2 == 0 }
        let scores = (0..<models).map { _ in
            labels.map { ($0 ? 0.3 : 0) + Double.random(in: 0..<1, using: &chance) }
        }
        return { precondition(DeLong(scores: scores, labels: labels)?.areas.count == models) }
    }

    /// Both views, scatter included, of an elliptic cylinder of tissue with even activity.
    private func projection() -> () throws -> Void {
        let camera = GammaCamera.symbia
        let frame = camera.frame(top: 0, centre: 0)
        let grid = VoxelGrid(rows: 162..<862, columns: 28..<228, of: frame, back: 0, slabs: 28, slab: 8)
        var (attenuation, activity) = ([Float](), [Float]())
        for voxel in 0..<grid.count {
            let across = (Float(voxel % grid.columns) - 99.5) / 90
            let deep = (Float(voxel / grid.area) - 13.5) / 13
            let inside = across * across + deep * deep < 1
            attenuation.append(inside ? Attenuation.softTissue : 0)
            activity.append(inside ? 5e-5 : 0)
        }
        let heads = HeadPath(
            anterior: [Float](repeating: 250, count: grid.rows),
            posterior: [Float](repeating: -40, count: grid.rows), tableTransmission: 0.93)
        return {
            let projector = try Projector(
                attenuation: attenuation, grid: grid, frame: frame, heads: heads, camera: camera)
            for view in View.allCases { _ = try projector.project(activity, view: view) }
        }
    }
}

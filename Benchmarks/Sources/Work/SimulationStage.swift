import DICOM
import Figures
public import Foundation
import Phantoms
import Scintigraphy

/// A stage of simulating one patient, timed for `make bench`; the first is all of them but the files.
public enum SimulationStage: String, CaseIterable, Sendable {
    case whole = "Simulated patient: scan, truth and masks of both views"
    case skeleton = "Simulated patient: the skeleton, read and filled, once a cohort"
    case numbers = "Simulated patient: numbers drawn"
    case posed = "Simulated patient: bones posed"
    case body = "Simulated patient: body around them"
    case painted = "Simulated patient: attenuation of tissue painted"
    case deposited = "Simulated patient: bone points spread on voxels"
    case noise = "Simulated patient: noise of both views"
    case files = "Simulated patient: DICOM and masks written"

    /// Everything up to the first iteration; each call of what it answers is one iteration.
    public func prepared(geometry: URL) throws -> () throws -> Void {
        let skeleton = try Skeleton(folder: geometry)
        let plan = try CohortPlan(seed: 1, indices: 1...1000)
        let simulator = Simulator(plan: plan, skeleton: skeleton)
        let patient = simulator.patient(1)
        let posed = PosedSkeleton(skeleton, patient.physique, patient.pose)
        let body = Body(posed, patient.physique, patient.viscera)
        let frame = GammaCamera.symbia.frame(top: 250, centre: 0)
        let grid = VoxelGrid(rows: 100..<840, columns: 13..<243, of: frame, back: 4, slabs: 30, slab: 8)
        var index = 0
        var generator = SeededGenerator(seed: 1)
        switch self {
        case .whole:
            return {
                index += 1
                _ = try simulator.scan(simulator.patient(index), software: "benchmark")
            }
        case .skeleton: return { _ = try Skeleton(folder: geometry) }
        case .numbers:
            return {
                index += 1
                _ = simulator.patient(index)
            }
        case .posed: return { _ = PosedSkeleton(skeleton, patient.physique, patient.pose) }
        case .body: return { _ = Body(posed, patient.physique, patient.viscera) }
        case .painted:
            var volume = [Float](repeating: 0, count: grid.count)
            return { body.paint(.attenuation, onto: &volume, grid) }
        case .deposited:
            var volume = SplatVolume(grid)
            return {
                volume.deposit { brush in
                    for point in posed.points { brush.deposit(point, activity: 1e-5, bone: 8) }
                }
            }
        case .noise:
            let means = try simulator.scan(patient, software: "benchmark").mean
            return { for mean in means { _ = try mean.withPoissonNoise(using: &generator) } }
        case .files:
            let result = try simulator.scan(patient, software: "benchmark")
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).dcm")
            return {
                let image = SimulatedImage(result.scan, identity: ["benchmark"], softwareVersion: "0")
                try image.write(to: file, overwriting: true)
                for mask in result.regions + result.lesions { _ = try mask.png() }
                try FileManager.default.removeItem(at: file)
            }
        }
    }
}

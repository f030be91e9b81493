import Figures
import Foundation
import Studies
import Training

/// Networks: trained here, or carried in.
extension DenoisingStudy {
    /// Throws, before anything is made, where a recipe or the file of a network's weights is missing or wrong, or the
    /// cohort is not there.
    public func checkSources() throws {
        if plan.cohort != Plan.simulated { _ = try CohortFolder(place.url(plan.cohort)) }
        for network in plan.networks.all {
            let source = place.url(network.value)
            if Self.isRecipe(source) {
                _ = try DenoiserRecipe(file: source)
            } else {
                _ = try weights(network)
            }
        }
    }

    private static func isRecipe(_ source: URL) -> Bool { ["yaml", "yml"].contains(source.pathExtension) }

    /// The bytes of weights that were made elsewhere.
    private func weights(_ network: ByName<String>.Entry) throws -> Data {
        let source = place.url(network.value)
        let file = source.pathExtension == "safetensors" ? source : source.appending(path: "best.safetensors")
        guard let data = try? Data(contentsOf: file) else {
            throw TrainingError(
                "\(network.name) has no weights at \(file.path); give a recipe (.yaml), the folder of a finished run, "
                    + "or a file of weights (.safetensors)")
        }
        return data
    }

    /// The plan's networks with weights that lie in the folder; what is not trained yet is trained.
    func networks(
        _ frames: [Frame], in folder: NewFolder, _ record: inout StudyRecord, _ watcher: StudyWatcher
    ) throws -> [StudyMethod] {
        let patients = try DenoiserTrainer(DenoiserRecipe.Preset.paper.recipe, frames: frames).fingerprint
        let test = Set(frames.filter { $0.part == .test }.map(\.digest))
        return try plan.networks.all.map { network in
            let denoiser = try Denoiser(
                file: weights(network, frames, in: folder, watcher), device: place.device)
            let origin = try origin(of: denoiser, network.name, patients, test: test)
            record.networks.append(
                .init(
                    name: network.name, sha256: denoiser.hash, source: network.value,
                    facts: denoiser.facts.filter { $0.key != Denoiser.viewsFact }, learntFrom: origin))
            return StudyMethod(
                name: network.name, realisations: plan.realisations(of: network.name),
                way: .network(denoiser.restorations))
        }
    }

    /// Throws where a network has learnt from, or was judged by, a view that figures are reported of.
    private func origin(
        of denoiser: Denoiser, _ name: String, _ patients: String, test: Set<String>
    ) throws(TrainingError) -> StudyRecord.Network.Origin {
        if denoiser.facts["cohort"] == patients { return .patientsForTraining }
        guard let views = denoiser.facts[Denoiser.viewsFact] else { return .unknown }
        let known = test.intersection(views.split(separator: " ").map(String.init))
        guard known.isEmpty else {
            throw TrainingError(
                "\(name) knows \(known.count) of the \(test.count) test views from its training; give another network, "
                    + "or a split that leaves them out")
        }
        return .others
    }

    /// The file of a network's weights in the folder.
    private func weights(
        _ network: ByName<String>.Entry, _ frames: [Frame], in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> URL {
        let source = place.url(network.value)
        if Self.isRecipe(source) {
            return try trained(network.name, by: source, frames, in: folder, watcher)
        }
        let copy = "networks/\(network.name).safetensors"
        if !folder.contains(copy) { try folder.write(weights(network), to: copy) }
        return try folder.place(of: copy)
    }

    /// The best weights of a run in the folder, which goes on where it is not finished.
    private func trained(
        _ name: String, by file: URL, _ frames: [Frame], in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> URL {
        var recipe = try DenoiserRecipe(file: file)
        recipe.name = name
        let configuration = try YAMLFile.text(recipe)
        let trainer = try DenoiserTrainer(recipe, frames: frames)
        return try place.finished(
            "networks/\(name)", of: name, configuration: configuration, seed: recipe.seed,
            fingerprint: trainer.fingerprint, steps: recipe.steps, in: folder, watcher
        ) { run, advance in
            try trainer.train(
                in: run, device: place.device, workers: place.workers, time: place.time,
                shouldStop: watcher.shouldStop, advance: advance)
        }
    }
}

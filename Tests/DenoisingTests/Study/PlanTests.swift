import Foundation
import Studies
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct PlanTests {
    private func plan(_ text: String) throws -> DenoisingStudy.Plan {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "study.yaml")
            try Data(text.utf8).write(to: file)
            return try DenoisingStudy.Plan(file: file)
        }
    }

    /// What is not said is as usual, and networks keep their order.
    @Test func settingsAreRead() throws {
        let plan = try plan(
            """
            realisations: 5
            levels: [0.3, 0.1]
            rivals: [none, non-local-means]
            networks:
              second: runs/a
              first: weights/b.safetensors
            fewerRealisations: {second: 2}
            main: second
            """)
        #expect(plan.methods == ["none", "non-local-means", "second", "first"])
        #expect(plan.networks.all.map(\.value) == ["runs/a", "weights/b.safetensors"])
        #expect(plan.realisations(of: "second") == 2 && plan.realisations(of: "first") == 5)
        #expect(plan.testPatients == 20)
    }

    /// The plan that a study's folder keeps is the plan that was read.
    @Test func planComesBackFromItsFile() throws {
        var before = DenoisingStudy.Plan()
        before.networks = ["z": "z.yaml", "a": "a.yaml"]
        before.fewerRealisations = ["z": 3, "none": 2, "a": 4, "median": 5]
        #expect(try plan(YAMLFile.text(before)) == before)
        // Byte for byte, or an interrupted study would be taken for another.
        let places = try ["z: 3", "none: 2", "a: 4", "median: 5"].map {
            try YAMLFile.text(before).range(of: $0)?.lowerBound
        }
        #expect(!places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
    }

    @Test(arguments: [
        ("realisation: 5", "realisation is no setting"),
        ("realisations: 0", "realisations is 0; give 1 or more"),
        ("levels: [0.5, 1.5]", "a count level of 1.5"), ("levels: []", "levels is empty"),
        ("rivals: [wiener]", "choose none"),
        ("main: ours", "main is ours; choose one of none"),
        ("networks: {a b: c.yaml}", "networks names “a b”"),
        ("networks: {median: c.yaml}\nmain: none", "rivals and networks have one name twice"),
        ("fewerRealisations: {ours: 3}", "fewerRealisations gives ours"),
        ("peakPercentile: 0", "peakPercentile is 0.0"), ("testPatients: 1", "testPatients is 1"),
        ("detectionRealisations: 1", "detectionRealisations is 1; give 0 for none"),
        ("addedContrast: 0", "addedContrast is 0.0"), ("leastArea: .nan", "leastArea is nan"),
        ("trainingPatients: 9223372036854775807", "above 1000000"),
    ])
    func wrongSettingsAreNamed(text: String, sentence: String) throws {
        let error = #expect(throws: TrainingError.self) { try plan(text) }
        #expect(error?.description.contains("study.yaml") == true)
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    /// The studies that the repository holds can be read, and name recipes that are there and right.
    @Test(arguments: ["denoising", "denoising-quick"]) func ourStudiesAreRight(name: String) throws {
        let folder = repository.appending(path: "Studies")
        let plan = try DenoisingStudy.Plan(file: folder.appending(path: "\(name).yaml"))
        for network in plan.networks.all {
            _ = try DenoiserRecipe(file: folder.appending(path: network.value))
        }
    }
}

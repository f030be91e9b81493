import Foundation
import TestSupport
import Testing

/// `bonescan study denoising` as a user meets it.
@Suite struct StudyDenoisingTests {
    private static let plan = """
        trainingPatients: 1
        validationPatients: 1
        testPatients: 2
        views: [anterior]
        levels: [0.2]
        realisations: 1
        searchedRealisations: 0
        detectionRealisations: 0
        rivals: [none, gaussian]
        """

    private func study(_ plan: String, in folder: URL, _ more: String...) throws -> Outcome {
        try Data(plan.utf8).write(to: folder.appending(path: "study.yaml"))
        return try bonescan(
            [
                "study", "denoising", "--config", "study.yaml", "--out", "study", "--geometry",
                installed("skeleton").path,
            ]
                + more, in: folder)
    }

    /// From no patient to the paper's table; a second time only where it may be replaced.
    @Test func printsTheTable() throws {
        try withTemporaryFolder { folder in
            let made = try study(Self.plan, in: folder)
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.output.contains("### PSNR against the full acquisition in dB"))
            #expect(made.output.contains("Simulated patients. Research use only."))
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "study").path)
            #expect(names.contains("tables.md") && names.contains("cohort") && names.contains("montage.png"))
            let again = try study(Self.plan, in: folder)
            #expect(again.status == 1 && again.errors.contains("--force"))
        }
    }

    @Test(arguments: [
        ("rivals: [none]\nmain: ours", "main is ours"), ("colour: red", "colour is no setting"),
        ("networks: {ours: no.yaml}\ncohort: nowhere", "nowhere"), ("networks: {ours: no.yaml}", "no.yaml"),
    ])
    func wrongPlansAreNamed(plan: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let outcome = try study(plan, in: folder)
            #expect(outcome.status == 1 && outcome.errors.contains(sentence), "\(outcome.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(!left.contains { $0.hasSuffix(".part") }, "\(left)")
        }
    }
}

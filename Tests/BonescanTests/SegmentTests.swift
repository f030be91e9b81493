import Foundation
import TestSupport
import Testing

/// `bonescan train backbone`, `train segmenter` and `segment` as a user meets them, one after the other.
@Suite struct SegmentTests {
    private static let backbone = """
        architecture: vit-tiny-16
        input: {rows: 128, columns: 32}
        largeCrop: {rows: 32, columns: 32}
        smallCrops: 0
        outputs: 16
        batch: 2
        steps: 2
        validationPatients: 1
        testPatients: 1
        """
    private static let segmenter = """
        matrix: {rows: 128, columns: 32}
        backbone: backbone/last.safetensors
        code: 8
        clusters: 3
        batch: 4
        steps: 4
        trainingPatients: 2
        validationPatients: 1
        testPatients: 1
        """

    @Test func fromScansToMasks() throws {
        try withTemporaryFolder { folder in
            func succeed(_ arguments: String...) throws -> (output: String, errors: String) {
                let done = try bonescan(arguments, in: folder)
                #expect(done.status == 0, "\(done.errors)")
                return (done.output, done.errors)
            }
            _ = try succeed(
                "simulate", "--patients", "4", "--seed", "5", "--out", "cohort", "--geometry",
                installed("skeleton").path)
            for (name, recipe) in [("backbone", Self.backbone), ("segmenter", Self.segmenter)] {
                try Data(recipe.utf8).write(to: folder.appending(path: "\(name).yaml"))
                let trained = try succeed(
                    "train", name, "--config", "\(name).yaml", "--cohort", "cohort", "--out", name,
                    "--device",
                    "cpu", "--workers", "1")
                #expect(
                    trained.output == "\(name)/best.safetensors\n"
                        || trained.output.hasSuffix("/\(name)/best.safetensors\n"))
            }
            let scan = "cohort/patient-0001/scan.dcm"
            let told = try succeed(
                "segment", scan, "--model", "segmenter/last.safetensors", "--out", "masks", "--probabilities")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "masks").path)
            let views = ["anterior", "posterior"]
            let expected = views.flatMap {
                ["bones-\($0).png", "clusters-\($0).png", "probabilities-\($0).safetensors"]
            }
            #expect(Set(names).isSuperset(of: expected + ["segmentation.png", "segmentation.json"]))
            let record = try String(
                contentsOf: folder.appending(path: "masks/segmentation.json"), encoding: .utf8)
            #expect(record.contains("\"1\" : \"skull\"") && record.contains("not for diagnosis"))
            #expect(record.contains("\"countsSHA256\""))
            #expect(names.contains("foci.csv") == record.contains("\"foci\" : ["))
            let lines = told.output.split(separator: "\n")
            #expect(lines.count >= 3 && lines.last?.hasSuffix("masks/segmentation.png") == true)
            #expect(lines.dropLast().last == "Research use only; not for diagnosis.")

            let again = try bonescan(
                ["segment", scan, "--model", "segmenter/last.safetensors", "--out", "masks"], in: folder)
            #expect(again.status == 1 && again.errors.contains("exists already"))
            let wrong = try bonescan(
                ["segment", scan, "--model", "backbone/last.safetensors", "--out", "others"], in: folder)
            #expect(wrong.status == 1 && wrong.errors.contains("is no trained segmenter"))
        }
    }
}

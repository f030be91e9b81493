import Foundation
import TestSupport
import Testing

/// `bonescan train backbone` as a user meets it, on the real scan under three names.
@Suite struct TrainBackboneTests {
    @Test func learnsFromScansAndItsWeightsRun() throws {
        try withTemporaryFolder { folder in
            let cohort = folder.appending(path: "cohort")
            try FileManager.default.createDirectory(at: cohort, withIntermediateDirectories: true)
            for name in ["a", "b", "c"] {
                try FileManager.default.copyItem(at: nm1, to: cohort.appending(path: "\(name).dcm"))
            }
            try Data("patient,files,split\na,a.dcm,training\nb,b.dcm,validation\nc,c.dcm,validation\n".utf8)
                .write(to: cohort.appending(path: "cohort.csv"))
            let recipe = """
                architecture: vit-tiny-16
                input: {rows: 128, columns: 32}
                largeCrop: {rows: 32, columns: 32}
                smallCrop: {rows: 16, columns: 16}
                batch: 2
                steps: 2
                outputs: 16
                """
            try Data(recipe.utf8).write(to: folder.appending(path: "recipe.yaml"))
            let printed = try bonescan(
                ["train", "backbone", "--config", "recipe.yaml", "--print-config"], in: folder)
            #expect(printed.status == 0 && printed.output.contains("outputs: 16"))
            try Data(printed.output.utf8).write(to: folder.appending(path: "whole.yaml"))
            let trained = try bonescan(
                [
                    "train", "backbone", "--config", "whole.yaml", "--cohort", "cohort", "--out", "run",
                    "--device", "cpu", "--workers", "1",
                ], in: folder)
            #expect(trained.status == 0, "\(trained.errors)")
            #expect(trained.output.hasSuffix("run/best.safetensors\n"))
            #expect(trained.errors.contains("best share of crops found again on validation"))
            let config = try Data(contentsOf: folder.appending(path: "run/config.yaml"))
            #expect(config == Data(printed.output.utf8))

            let model = folder.appending(path: "models/mine")
            try FileManager.default.createDirectory(at: model, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: folder.appending(path: "run/last.safetensors"),
                to: model.appending(path: "weights.safetensors"))
            let listed = try bonescan(["models", "list", "--models", "models"], in: folder)
            #expect(listed.output.contains("trained: mine, a vit-tiny-16"), "\(listed.errors)")
        }
    }
}

import Foundation
import TestSupport
import Testing
import Torch

/// `bonescan denoise`, the derived image of which others can read.
@Suite struct DenoiseTests {
    private struct Description: Decodable {
        let sums: [Double]
        let realWorldSlope: Double
        let derivation: String
    }

    /// Every method keeps the scan's 3,596,452 counts, and says how it was done.
    @Test(
        .tags(.peer), .enabled(if: hasPython, "pydicom is not installed"),
        arguments: [
            (["ddsrcnn", "--models", "Models"], "DDSRCNN: model identity, scaling mean, weights SHA-256 "),
            (["gaussian"], "Gaussian filter: FWHM 8 mm."), (["diffusion"], "Nonlinear diffusion: "),
            (["median", "--size", "5"], "Median filter: size 5 pixels, total kept."),
            (["nlm", "--strength", "0.5"], "Non-local means: domain Anscombe"),
        ])
    func keepsTheCountsAndSaysHow(method: [String], words: String) throws {
        try withTemporaryFolder { folder in
            try writeIdentityModel(to: folder.appending(path: "Models/ddsrcnn/weights.safetensors"))
            let made = try bonescan(
                ["denoise", nm1.path, "--out", "restored.dcm", "--method"] + method, in: folder)
            #expect(made.status == 0, "\(made.errors)")
            let file = folder.appending(path: "restored.dcm")
            let peer = try run(python, [fixture("pydicom/describe.py").path, file.path])
            let found = try JSONDecoder().decode(Description.self, from: Data(peer.output.utf8))
            #expect(abs(found.sums[0] - 3_596_452) < 0.005 * 3_596_452, "\(found.sums)")
            #expect(found.derivation.hasPrefix(words), "\(found.derivation)")
            #expect(found.derivation.contains("research use only"))
            if method[0] == "ddsrcnn" {
                #expect(found.derivation.contains(/SHA-256 [0-9a-f]{64}\. (Residual test|RESIDUAL TEST)/))
            }
        }
    }

    @Test(.tags(.peer), .enabled(if: hasValidator, "dicom3tools is not installed"))
    func theValidatorFindsNoNewErrors() throws {
        try withTemporaryFolder { folder in
            let model = folder.appending(path: "identity.safetensors")
            try writeIdentityModel(to: model)
            let made = try bonescan(
                ["denoise", nm1.path, "--method", "ddsrcnn", "--model", model.path, "--out", "a.dcm"],
                in: folder)
            #expect(made.status == 0, "\(made.errors)")
            let new = try Self.errors(folder.appending(path: "a.dcm")).subtracting(Self.errors(nm1))
            #expect(new.isEmpty, "\(new.sorted())")
        }
    }

    /// Each in one sentence that names the file; nothing is written.
    @Test func modelsThatCannotBeUsedAreRefused() throws {
        try withTemporaryFolder { folder in
            func model(_ name: String, _ facts: [String: String] = [:], _ tensors: [String: Tensor] = [:])
                throws
            {
                try writeIdentityModel(to: folder.appending(path: name), facts: facts, changing: tensors)
            }
            try model("good")
            try model("nan", [:], ["conv3.bias": .full([128], .nan)])
            try model("other", ["architecture": "dncnn-17"])
            try model("unknown", ["architecture": "alexnet"])
            try model("shape", [:], ["conv3.bias": .ones([64])])
            let whole = try Data(contentsOf: folder.appending(path: "good"))
            try whole.dropLast(1000).write(to: folder.appending(path: "cut"))
            try Data("no tensors".utf8).write(to: folder.appending(path: "text"))
            let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            for (model, method, sentence) in [
                ("nan", "ddsrcnn", "conv3.bias holds values that are not numbers"),
                ("other", "ddsrcnn", "is no dncnn-17"),
                ("unknown", "ddsrcnn", "has the architecture alexnet"),
                ("shape", "ddsrcnn", "wrong shape: conv3.bias is [64] and should be [128]"),
                ("cut", "ddsrcnn", "cut"), ("text", "ddsrcnn", "is not a safetensors file"),
                ("absent", "ddsrcnn", "absent"), ("good", "dncnn", "is a ddsrcnn, not a dncnn"),
            ] {
                let refused = try bonescan(
                    ["denoise", nm1.path, "--method", method, "--model", model, "--out", "x.dcm"], in: folder)
                #expect(refused.status == 1)
                #expect(refused.errors.contains(sentence), "\(refused.errors)")
                #expect(refused.errors.contains(/\b(nan|other|unknown|shape|cut|text|absent|good)\b/))
                #expect(refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
        }
    }

    private static func errors(_ file: URL) throws -> Set<String> {
        let said = try run(URL(filePath: "/usr/bin/env"), ["dciodvfy", file.path])
        return Set(
            (said.output + said.errors).split(separator: "\n").map(String.init).filter {
                $0.hasPrefix("Error")
            })
    }
}

private let python = installed("venv/bin/python")
private let hasPython = FileManager.default.fileExists(atPath: python.path)
private let hasValidator = (try? run(URL(filePath: "/usr/bin/env"), ["which", "dciodvfy"]))?.status == 0

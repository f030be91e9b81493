import Foundation
import Reading
import TestSupport
import Testing

/// Where trained models are looked for.
@Suite struct ModelFolderTests {
    private func folder(
        named: URL? = nil, variable: String? = nil, program: URL = URL(filePath: "/no/such/bonescan")
    ) throws -> ModelFolder {
        let environment = variable.map { ["BONESCAN_MODELS": $0] } ?? [:]
        return try ModelFolder(named: named, environment: environment, program: program)
    }

    /// The option, then the variable, then beside the program, then above it.
    @Test func theNearestIsTaken() throws {
        try withTemporaryFolder { root in
            let root = root.resolvingSymlinksInPath()
            for path in ["mine", "yours", "Models", ".build/release/Models"] {
                let model = root.appending(path: "\(path)/model")
                try FileManager.default.createDirectory(at: model, withIntermediateDirectories: true)
                try Data().write(to: model.appending(path: "weights.safetensors"))
            }
            func place(_ path: String) -> URL { root.appending(path: path) }
            let program = place(".build/release/bonescan")
            let variable = place("yours").path
            let option = try folder(named: place("mine"), variable: variable, program: program)
            #expect(option.url.lastPathComponent == "mine")
            #expect(try folder(variable: variable, program: program).url.path == variable)
            #expect(try folder(program: program).url.path == place(".build/release/Models").path)
            try FileManager.default.removeItem(at: place(".build/release/Models"))
            #expect(try folder(program: program).url.path == place("Models").path)
        }
    }

    @Test func modelsAreFoundByName() throws {
        try withTemporaryFolder { root in
            try writeIdentityModel(to: root.appending(path: "ddsrcnn/weights.safetensors"))
            try FileManager.default.createDirectory(
                at: root.appending(path: "empty"), withIntermediateDirectories: true)
            let folder = try folder(named: root)
            #expect(folder.names == ["ddsrcnn"])
            #expect(try folder.weights(of: "ddsrcnn").lastPathComponent == "weights.safetensors")
            let error = #expect(throws: ReadingError.self) { try folder.weights(of: "dncnn") }
            #expect(error?.description.contains("dncnn/weights.safetensors does not exist") == true)
            #expect(error?.description.contains("holds ddsrcnn); give another folder with --models") == true)
        }
    }

    @Test func whatIsNoFolderIsRefused() throws {
        try withTemporaryFolder { root in
            let absent = root.appending(path: "absent")
            let empty = root.appending(path: "empty")
            try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
            for (work, sentence) in [
                ({ try folder(named: absent) }, "there is no folder \(absent.path)"),
                ({ try folder(variable: absent.path) }, "BONESCAN_MODELS is \(absent.path)"),
                ({ try folder(named: empty) }, "\(empty.path) holds no models"),
                ({ try folder(variable: empty.path) }, "\(empty.path), which holds no models"),
                ({ try folder() }, "--models DIR"),
            ] as [(() throws -> ModelFolder, String)] {
                let error = #expect(throws: ReadingError.self) { try work() }
                #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
            }
        }
    }
}

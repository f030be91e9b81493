import Foundation
import TestSupport
import Testing
import Training

@Suite struct YAMLFileTests {
    enum Colour: String, Choice { case red, blue }

    struct Settings: Codable, Equatable {
        var steps = 3
        var rate = 0.05
        var colour = Colour.red
        var sizes = [1.5, 2]
    }

    private func read(_ text: String) throws -> Settings {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.yaml")
            try Data(text.utf8).write(to: file)
            return try YAMLFile(file).settings(over: Settings())
        }
    }

    @Test func whatIsNotSaidStays() throws {
        #expect(try read("") == Settings())
        #expect(try read("rate: 1e-3\ncolour: blue") == Settings(rate: 1e-3, colour: .blue))
    }

    @Test func roundTrip() throws {
        let settings = Settings(steps: 7, rate: 1e-4, colour: .blue, sizes: [0.1])
        let text = try YAMLFile.text(settings)
        #expect(text == "steps: 7\nrate: 0.0001\ncolour: blue\nsizes: [0.1]\n")
        #expect(try read(text) == settings)
    }

    @Test(arguments: [
        ("stepps: 3", "a.yaml: stepps is no setting; there are steps, rate, colour, sizes"),
        ("steps: many", "a.yaml: steps is many; a whole number is needed"),
        ("rate: fast", "a.yaml: rate is fast; a number is needed"),
        ("colour: green", "a.yaml: colour is green; choose red, blue"),
        ("- 3", "a.yaml cannot be understood: it is not a list of lines `key: value`"),
        ("steps: [", "a.yaml cannot be understood"),
        ("steps: 1\nsteps: 2", "a.yaml cannot be understood"),
    ])
    func faultsAreNamed(text: String, words: String) {
        let error = #expect(throws: TrainingError.self) { try read(text) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}

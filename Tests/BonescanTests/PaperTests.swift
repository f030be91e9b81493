import Foundation
import TestSupport
import Testing

/// docs/PAPER.md says where each claim lives; what it names must be there.
@Suite struct PaperTests {
    @Test func everyPathExists() throws {
        let paper = try String(contentsOf: repository.appending(path: "docs/PAPER.md"), encoding: .utf8)
        let paths = paper.matches(of: /`((?:Sources|Tests|Studies|Models|docs)\/[^`]+)`/).map { String($0.1) }
        #expect(paths.count >= 10)
        for path in paths {
            #expect(
                FileManager.default.fileExists(atPath: repository.appending(path: path).path), "\(path)")
        }
    }

    /// Links of the README and its neighbours lead somewhere.
    @Test(arguments: ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
    func everyLinkLeadsSomewhere(page: String) throws {
        let file = repository.appending(path: page)
        let text = try String(contentsOf: file, encoding: .utf8)
        let links = text.matches(of: /\]\(([^)#:]+)\)/).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links {
            let target = file.deletingLastPathComponent().appending(path: link)
            #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(link)")
        }
    }

    @Test func everyClaimHasARow() throws {
        let paper = try String(contentsOf: repository.appending(path: "docs/PAPER.md"), encoding: .utf8)
        let rows = paper.matches(of: /(?m)^\| ([ABCG]\d) \|/).map { String($0.1) }
        let claims =
            (1...6).map { "A\($0)" } + (1...6).map { "B\($0)" } + (1...5).map { "C\($0)" } + ["G1"]
        #expect(rows == claims)
    }
}

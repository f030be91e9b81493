import Foundation
import TestSupport
import Testing

@testable import Figures

/// No folder looks whole before it is, whatever happens.
@Suite final class NewFolderTests {
    let parent: URL
    let target: URL
    var hidden: URL { parent.appending(path: ".cohort.part") }

    init() throws {
        parent = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            .resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: false)
        target = parent.appending(path: "cohort")
    }

    deinit { try? FileManager.default.removeItem(at: parent) }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func new(seed: Int = 7, overwriting: Bool = false) throws(FigureError) -> NewFolder {
        try NewFolder(target, plan: ("plan.json", Data("seed \(seed)".utf8)), overwriting: overwriting)
    }

    private func refusal(_ body: () throws(FigureError) -> Void) throws -> String {
        try #require(throws: FigureError.self, performing: body).description
    }

    private func refusal(seed: Int = 7, overwriting: Bool = false) throws -> String {
        try refusal { () throws(FigureError) in _ = try new(seed: seed, overwriting: overwriting) }
    }

    /// Writes file `a` and ends as a killed program does: nothing is published.
    private func leave(seed: Int = 7, _ name: String = "a") throws {
        try new(seed: seed).write(Data(name.utf8), to: name)
    }

    @Test func appearsWhole() throws {
        let folder = try new()
        #expect(!folder.isContinued)
        try folder.write(Data("a".utf8), to: "a")
        try folder.write(Data("b".utf8), to: "13/masks/b")
        try Data("c".utf8).write(to: folder.place(of: "14/c"))
        #expect(try names(parent) == [".cohort.part"])
        try folder.publish()
        #expect(try names(parent) == ["cohort"])
        #expect(try names(target) == ["13", "14", "a", "plan.json"])
        #expect(try Data(contentsOf: target.appending(path: "13/masks/b")) == Data("b".utf8))
        #expect(try Data(contentsOf: target.appending(path: "plan.json")) == Data("seed 7".utf8))
    }

    @Test func isContinuedWithTheSamePlan() throws {
        try leave()
        let begun = hidden.appending(path: "13")
        try FileManager.default.createDirectory(at: begun, withIntermediateDirectories: false)
        try Data().write(to: begun.appending(path: ".nm.dcm.part"))  // a write that kill -9 cut off
        let folder = try new()
        #expect(folder.isContinued)
        #expect(folder.contains("a"))
        #expect(!folder.contains("b"))
        #expect(try names(begun).isEmpty)
        try folder.write(Data("b".utf8), to: "b")
        try folder.publish()
        #expect(try names(target) == ["13", "a", "b", "plan.json"])
    }

    /// Such as the cohort of a study: it goes on inside the folder that goes on.
    @Test func aNewFolderInsideIsContinuedWithIt() throws {
        func inner(_ outer: NewFolder) throws -> NewFolder {
            try NewFolder(outer.place(of: "inner"), plan: ("inner.json", Data("1".utf8)))
        }
        try inner(new()).write(Data("a".utf8), to: "a")
        let outer = try new()
        #expect(outer.isContinued)
        let folder = try inner(outer)
        #expect(folder.isContinued && folder.contains("a"))
        try folder.publish()
        try outer.publish()
        #expect(try names(target) == ["inner", "plan.json"])
    }

    @Test func anotherPlanIsRefusedUnlessForced() throws {
        try leave(seed: 7)
        let sentence = try refusal(seed: 8)
        #expect(sentence.contains("an interrupted run with other settings has left \(hidden.path)"))
        #expect(sentence.contains("--force"))
        #expect(try names(hidden) == ["a", "plan.json"])
        let folder = try new(seed: 8, overwriting: true)
        #expect(!folder.isContinued)
        #expect(try names(hidden) == ["plan.json"])
    }

    /// A run may be killed before it has written its plan, or no more than that.
    @Test(arguments: ["", ".1-2-3.part", "plan.json"])
    func aRunThatHardlyBeganIsForgotten(left: String) throws {
        try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: false)
        if !left.isEmpty { try Data("seed 8".utf8).write(to: hidden.appending(path: left)) }
        let folder = try new(seed: 7)
        #expect(!folder.isContinued)
        #expect(try names(hidden) == ["plan.json"])
        #expect(try Data(contentsOf: hidden.appending(path: "plan.json")) == Data("seed 7".utf8))
    }

    @Test func filesWithoutAPlanAreRefused() throws {
        try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: false)
        try Data().write(to: hidden.appending(path: "a"))
        #expect(try refusal().contains("an interrupted run with other settings"))
    }

    @Test func nothingStaysWhereNothingWasWritten() throws {
        _ = try new()
        #expect(try names(parent).isEmpty)
    }

    @Test func twoRunsDoNotMix() throws {
        let first = try new()
        #expect(try refusal().contains("another run is writing \(target.path)"))
        #expect(try refusal(seed: 8, overwriting: true).contains("another run is writing"))
        try first.write(Data(), to: "a")
        try first.publish()
        #expect(try names(parent) == ["cohort"])
    }

    @Test func earlierFolderStaysUnlessForced() throws {
        func publish(_ name: String, overwriting: Bool) throws(FigureError) {
            let folder = try new(overwriting: overwriting)
            try folder.write(Data(), to: name)
            try folder.publish()
        }
        try publish("a", overwriting: false)
        #expect(try refusal().contains("\(target.path) exists already"))
        try publish("b", overwriting: true)
        #expect(try names(target) == ["b", "plan.json"])
        #expect(try names(parent) == ["cohort"])
    }

    @Test func foldersOfOthersAreNeverReplaced() throws {
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: false)
        try Data("mine".utf8).write(to: target.appending(path: "thesis"))
        #expect(try refusal(overwriting: true).contains("holds other things (it has no plan.json)"))
        #expect(try names(parent) == ["cohort"])
        #expect(try names(target) == ["thesis"])
    }

    @Test func emptyFolderIsFilled() throws {
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: false)
        let folder = try new()
        try folder.write(Data(), to: "a")
        try folder.publish()
        #expect(try names(target) == ["a", "plan.json"])
        #expect(try names(parent) == ["cohort"])
    }

    /// What came into the folder's place meanwhile is not lost.
    @Test func publishingLooksAgain() throws {
        let folder = try new()
        try folder.write(Data(), to: "a")
        try Data("mine".utf8).write(to: target)
        #expect(try refusal { () throws(FigureError) in try folder.publish() }.contains("is a file"))
        #expect(try Data(contentsOf: target) == Data("mine".utf8))
        #expect(try names(hidden) == ["a", "plan.json"])
    }

    @Test func aLinkStays() throws {
        let real = parent.appending(path: "real")
        try FileManager.default.createDirectory(at: real, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(at: target, withDestinationURL: real)
        let folder = try new()
        try folder.write(Data(), to: "a")
        try folder.publish()
        #expect(try names(real) == ["a", "plan.json"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: target.path) == real.path)
    }

    @Test func aLinkToNowhereIsRefused() throws {
        let nowhere = parent.appending(path: "nowhere")
        try FileManager.default.createSymbolicLink(at: target, withDestinationURL: nowhere)
        #expect(try refusal().contains("\(target.path) is a link to a place that does not exist"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: target.path) == nowhere.path)
    }

    /// A shell would be left in a folder that is no more.
    @Test(arguments: [".", "", "..", "/"]) func theCurrentFolderIsRefused(place: String) throws {
        let sentence = try refusal { () throws(FigureError) in
            _ = try NewFolder(URL(filePath: place), plan: ("plan.json", Data()), overwriting: true)
        }
        #expect(sentence.contains("is the current folder or holds it"))
    }

    @Test func impossiblePlacesAreNamed() throws {
        func refusal(at place: URL) throws -> String {
            try self.refusal { () throws(FigureError) in
                _ = try NewFolder(place, plan: ("plan.json", Data()))
            }
        }
        let missing = parent.appending(path: "missing/cohort")
        #expect(try refusal(at: missing).contains("\(parent.path)/missing does not exist; make that first"))
        let file = parent.appending(path: "file")
        try Data().write(to: file)
        #expect(try refusal(at: file).contains("\(file.path) is a file"))
        #expect(try refusal(at: file.appending(path: "cohort")).contains("because \(file.path) is a file"))
        #expect(try names(parent) == ["file"])
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func forbiddenPlacesAreNamed() throws {
        chmod(parent.path, 0o500)
        defer { chmod(parent.path, 0o700) }
        #expect(try refusal().contains("the folder \(parent.path) may not be written to; give another place"))
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func aFullDiskLeavesWholeFilesOnly() throws {
        let disk = try SmallDisk(at: parent, kilobytes: 64)
        defer { disk.unmount() }
        let folder = try new()
        try folder.write(Data(count: 20_000), to: "a")
        let sentence = try refusal { () throws(FigureError) in
            try folder.write(Data(count: 100_000), to: "b")
        }
        #expect(sentence.contains("b cannot be written: the disk is full"))
        #expect(try names(hidden) == ["a", "plan.json"])
        #expect(try names(parent) == [".cohort.part"])
    }
}

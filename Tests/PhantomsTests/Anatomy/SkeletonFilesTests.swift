import Foundation
import TestSupport
import Testing

@testable import Phantoms

/// Files that are missing, cut short or wrong end in one sentence that names them.
@Suite struct SkeletonFilesTests {
    /// What reading says of a file with these contents, or of none, beside the others as they are.
    private func complaint(_ name: String, _ contents: String?) throws -> String? {
        try withTemporaryFolder { folder in
            for file in try FileManager.default.contentsOfDirectory(atPath: installed("skeleton").path)
            where file != name {
                try FileManager.default.createSymbolicLink(
                    at: folder.appending(path: file), withDestinationURL: installed("skeleton/\(file)"))
            }
            try contents?.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
            do {
                let tree = try JointTree(in: folder)
                for file in BoneFile.all where file.name == name {
                    _ = try Skeleton.part(file, in: folder, tree)
                }
                return nil
            } catch let error as PhantomError {
                return error.description
            }
        }
    }

    @Test func wholeSkeletonSaysWhatIsMissing() throws {
        try withTemporaryFolder { folder in
            _ = #expect(throws: PhantomError.self) { try Skeleton(folder: folder) }
        }
    }

    @Test(arguments: ["Model_Pose2Sim_simple.osim", "hat_spine.vtp", "femur_l.vtp", "ring_distal_rvs.vtp"])
    func missing(name: String) throws {
        let complaint = try #require(try complaint(name, nil))
        #expect(complaint.contains(name) && complaint.contains("make setup"))
    }

    /// Cut anywhere, a file is refused by name.
    @Test(.tags(.property), arguments: ["Model_Pose2Sim_simple.osim", "hat_ribs_scap.vtp", "femur_l.vtp"])
    func truncated(name: String) throws {
        let whole = try String(contentsOf: installed("skeleton/\(name)"), encoding: .utf8)
        for part in [0, 0.001, 0.3, 0.6, 0.9, 0.99] {
            let cut = String(whole.prefix(Int(Double(whole.count) * part)))
            let complaint = try #require(try complaint(name, cut))
            #expect(complaint.contains(name) && complaint.contains("make setup"))
        }
    }

    /// Numbers that no body has, in the place of the model's first ones.
    @Test(arguments: ["translation", "orientation", "coefficients", "scale_factors"])
    func numbersBeyondReason(element: String) throws {
        let name = "Model_Pose2Sim_simple.osim"
        let whole = try String(contentsOf: installed("skeleton/\(name)"), encoding: .utf8)
        let count = element == "coefficients" ? 2 : 3
        for number in ["1e30", "-12", "nan", "inf"] {
            let numbers = Array(repeating: number, count: count).joined(separator: " ")
            let changed = whole.replacing(
                try Regex("<\(element)>[^<]*</\(element)>"), with: "<\(element)>\(numbers)</\(element)>")
            #expect(changed != whole)
            let complaint = try #require(try complaint(name, changed), "\(number)")
            #expect(complaint.contains(name) && complaint.contains("make setup"))
        }
    }

    @Test func anotherModelHasAnotherDigest() throws {
        try withTemporaryFolder { folder in
            let copy = folder.appending(path: "skeleton")
            try FileManager.default.copyItem(
                at: installed("skeleton").resolvingSymlinksInPath(), to: copy)
            let digest = try Skeleton(folder: installed("skeleton")).digest
            #expect(try Skeleton(folder: copy).digest == digest)
            let file = copy.appending(path: "femur_l.vtp")
            let text = try String(contentsOf: file, encoding: .utf8)
            try (text + "\n").write(to: file, atomically: true, encoding: .utf8)
            #expect(try Skeleton(folder: copy).digest != digest)
        }
    }

    @Test(arguments: [
        "<VTKFile></PolyData>", "<VTKFile/>", "<<<>>>", String(repeating: "<a>", count: 10_000),
        file(points: "0 0 0 1 0 0 0 1 0", connectivity: "0 1 7", offsets: "3"),
        file(points: "0 0 0 1 0 0 0 1 0", connectivity: "0 1 2", offsets: "9"),
        file(points: "0 0 0 1 0 0 0 1 0", connectivity: "0 1 2", offsets: "-1"),
        file(points: "0 0 0 1 0 0 0 1 0", connectivity: "0 1 2", offsets: "3"),
        file(points: "0 0 nan 1 0 0 0 1 0", connectivity: "0 1 2", offsets: "3"),
        file(points: "0 0 1e300 1 0 0 0 1 0", connectivity: "0 1 2", offsets: "3"),
        file(points: "0 0 0 1 0 0 0 one 0", connectivity: "0 1 2", offsets: "3"),
        file(points: "0 0 0 1", connectivity: "0 1 2", offsets: "3"),
        file(points: "", connectivity: "", offsets: ""),
    ])
    func nonsense(contents: String) throws {
        let complaint = try #require(try complaint("femur_l.vtp", contents))
        #expect(complaint.contains("femur_l.vtp"))
    }

    static func file(points: String, connectivity: String, offsets: String) -> String {
        """
        <?xml version="1.0"?><VTKFile type="PolyData"><PolyData><Piece><Points>
        <DataArray format="ascii">\(points)</DataArray></Points><Polys>
        <DataArray Name="connectivity" format="ascii">\(connectivity)</DataArray>
        <DataArray Name="offsets" format="ascii">\(offsets)</DataArray></Polys></Piece></PolyData></VTKFile>
        """
    }
}

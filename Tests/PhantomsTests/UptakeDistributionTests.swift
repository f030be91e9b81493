import Foundation
import TestSupport
import Testing

@testable import Phantoms

/// The concentrations of 2,000 sampled patients by region, over those of their lumbar vertebral bodies.
@Suite(.enabled(if: UptakeRegion.skeleton != nil, "needs .deps/skeleton: make setup"))
struct UptakeDistributionTests {
    static let rows: [UptakeTally.Row] = {
        guard let skeleton = UptakeRegion.skeleton, let atlas = UptakeRegion.atlas else { return [] }
        return UptakeTally(UptakeSamplingTests.patients.map(\.uptake), skeleton: skeleton, atlas: atlas).rows
    }()

    /// Medians lie in the ranges that planar scans and SPECT/CT show, widened by 5 % for the ages of the
    /// sample.
    @Test(arguments: UptakeRegion.all.indices) func mediansLieInTheirRanges(index: Int) {
        let row = Self.rows[index]
        let expected = row.region.departing ?? row.region.expected
        let wider = expected.lowerBound * 0.95...expected.upperBound * 1.05
        #expect(wider.contains(row.ratio.median), "\(row)")
    }

    /// SUVs vary between people by 0.22 to 0.31 (normal pelvis, PMID 30103368), by more where joints are.
    @Test(arguments: UptakeRegion.all.indices) func peopleDiffer(index: Int) {
        let row = Self.rows[index]
        #expect((0.2...0.5).contains(row.suv.cv), "\(row)")
    }

    /// The activity in a lumbar body, were the skeleton the reference man's of 8 l, is what SPECT/CT finds.
    @Test func lumbarSUVIsThatOfSPECT() throws {
        let atlas = try #require(UptakeRegion.atlas)
        let volume = atlas.total(of: Array(repeating: 1, count: atlas.starts.last ?? 0))
        #expect((2.9...5.9).contains(Self.rows[0].suv.median * volume / 8e6))
    }

    /// A man of 73 kg: muscle has 0.05 to 0.10 of a lumbar body where the skeleton has the reference man's 8
    /// l, and a seventh of the femoral shaft, as the planar ratio of shaft to thigh, 2.0, of the scan NM1
    /// asks for.
    @Test func muscleIsFaint() throws {
        let atlas = try #require(UptakeRegion.atlas)
        var uptake = UptakeSamplingTests.patients[0].uptake
        let bone = Biokinetics.imagedBone(sex: .male, hours: 3)
        uptake.boneFraction = bone
        uptake.softTissueFraction = (1 - bone) * Biokinetics.keptOutsideBone(hours: 3, clearance: 1) - 0.01
        let activity = uptake.activity(skeleton: atlas.total(of: atlas.average))
        // 45 L of lean tissue, 16 L of fat, 4 L of lung.
        let lean =
            activity.softTissue / (45e6 + 16e6 * TracerActivity.fatRatio + 4e6 * TracerActivity.lungRatio)
        let volume = atlas.total(of: Array(repeating: 1, count: atlas.starts.last ?? 0))
        #expect((0.045...0.1).contains(lean / activity.bone * 8e6 / volume))
        let shaft = try #require(UptakeRegion.all.first { $0.name == "femoral shafts" })
        #expect((6...8).contains(shaft.mean(of: atlas.average) * activity.bone / lean))
    }
}

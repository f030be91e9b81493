import Foundation
import TestSupport
import Testing

@testable import Phantoms

/// Concentrations over the lumbar vertebral body, on the installed skeleton.
@Suite(.enabled(if: UptakeRegion.skeleton != nil, "needs .deps/skeleton: make setup"))
struct UptakeAtlasTests {
    @Test(arguments: UptakeRegion.all.indices) func averageLiesInItsRange(index: Int) throws {
        let atlas = try #require(UptakeRegion.atlas)
        let region = UptakeRegion.all[index]
        try #require(!region.points.isEmpty, "\(region.name)")
        let mean = region.mean(of: atlas.average)
        #expect((region.departing ?? region.expected).contains(mean), "\(region.name): \(mean)")
    }

    /// Every place of the table is in its bone, and left is as bright as right to a few percent of sampling.
    @Test func placesAreInTheirBonesAndSymmetric() throws {
        let atlas = try #require(UptakeRegion.atlas)
        let means = atlas.means(of: atlas.average)
        for bone in Bone.all {
            let other = means[Int(bone.mirrored.label) - 1]
            #expect(abs(means[Int(bone.label) - 1] / other - 1) < 0.04, "\(bone)")
        }
        for site in BoneSite.all.indices {
            var factors = [Float](repeating: 1, count: BoneSite.all.count)
            factors[site] = 2
            let changed = atlas.means(of: atlas.concentrations(sites: factors))
            #expect(zip(changed, means).contains { $0 - $1 > 0.0005 }, "\(BoneSite.all[site])")
        }
    }

    /// No bone has a step: the most that neighbours 2 mm apart differ by is the fall from cortex to marrow,
    /// 0.12.
    @Test func bonesHaveNoSteps() throws {
        let (skeleton, atlas) = (try #require(UptakeRegion.skeleton), try #require(UptakeRegion.atlas))
        let values = atlas.average
        let steps = skeleton.solids.map { solid -> Float in
            let first = atlas.starts[Int(solid.bone.label) - 1]
            return (1..<solid.points.count).reduce(0) { most, index in
                guard (solid.points[index] - solid.points[index - 1]).length < 2.1 else { return most }
                return max(most, abs(values[first + index] - values[first + index - 1]))
            }
        }
        let worst = try #require(steps.indices.max { steps[$0] < steps[$1] })
        #expect(steps[worst] < 0.15, "\(Bone.all[worst])")
    }
}

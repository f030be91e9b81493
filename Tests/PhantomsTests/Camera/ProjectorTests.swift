import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct ProjectorTests {
    /// LITERATURE's table for LEHR, in mm; 3 % is what the acceptance of a camera would allow.
    @Test(arguments: [0: 4.13, 50: 5.40, 100: 7.25, 200: 11.55].sorted { $0.key < $1.key }, View.allCases)
    func pointsAreAsWideAsTheTableSays(_ expected: (key: Int, value: Double), view: View) throws {
        // Both faces two slabs within the grid, so that a point can lie at a face.
        let bench = Bench(anteriorGap: -16, posteriorGap: -16)
        let projector = try bench.projector()
        let z = view == .anterior ? bench.front - 16 - Float(expected.key) : 16 + Float(expected.key)
        #expect(abs(bench.camera.fwhm(atDistance: Double(expected.key)) - expected.value) < 0.01)
        for alongBody in [false, true] {
            // The response as finely sampled as the point's places are.
            var samples: [(Double, Double)] = []
            for step in 0..<16 {
                let shift = Float(step) / 16
                let point = SIMD3(alongBody ? 0 : shift * 2.4, alongBody ? -shift * 2.4 : 0, z)
                let seen = try projector.project(bench.activity([point]), view: view).primary
                for (i, value) in profile(seen, alongBody: alongBody).enumerated() {
                    samples.append((Double(i) - Double(shift), value))
                }
            }
            let width = halfWidth(samples.sorted { $0.0 < $1.0 }.map(\.1)) / 16 * 2.4
            #expect(abs(width / expected.value - 1) < 0.03)
        }
    }

    /// 100 mm of tissue before a point: exp(-1.5), whatever the distance, as holes are parallel.
    @Test(arguments: [Float(0), 100]) func tissueAttenuates(gap: Float) throws {
        var bench = Bench()
        bench.slab = 4
        bench.slabs = 40
        bench.anteriorGap = gap
        bench.attenuation = { (10...39).contains($0) ? Attenuation.softTissue : 0 }
        // Slabs 10 to 39 reach from 38 to 158 mm; the point lies 100 mm under their front.
        let activity = bench.activity([[0, 0, 58]])
        let seen = try bench.projector().project(activity, view: .anterior).primary.total
        #expect(abs(seen / exp(-1.5) - 1) < 0.002)
    }
}

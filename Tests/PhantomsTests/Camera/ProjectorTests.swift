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

    /// What a point loses on its way is all it loses: the rest arrives, at every distance and tilt of the head.
    @Test(arguments: View.allCases) func nothingElseIsLost(view: View) throws {
        let bench = Bench(table: 0.9)
        let grid = bench.grid
        let heads = HeadPath(
            anterior: (0..<grid.rows).map { bench.front + 30 + Float($0) },
            posterior: (0..<grid.rows).map { -30 - Float($0) }, tableTransmission: 0.9)
        let projector = try Projector(
            attenuation: [Float](repeating: 0, count: grid.count), grid: grid, frame: bench.frame,
            heads: heads,
            camera: bench.camera)
        // One of them at the grid's border: its image reaches beyond.
        let points: [SIMD3<Float>] = [[0, 0, 20], [91, 0, 100], [-30, 108, 200]]
        let seen = try projector.project(bench.activity(points), view: view).primary
        #expect(abs(seen.total - (view == .anterior ? 3 : 2.7)) < 1e-4)
    }

    /// One lesion alone: what it adds to the whole, to rounding of the whole.
    @Test(arguments: View.allCases) func boxesAddUp(view: View) throws {
        let bench = Bench(attenuation: { $0 > 3 ? Attenuation.softTissue : 0 })
        let projector = try bench.projector()
        var generator = SeededGenerator(seed: 4)
        var background = bench.activity([])
        for i in background.indices { background[i] = Float(generator.uniform()) }
        let lesion: [SIMD3<Float>] = [[11, 7, 100], [13, 9, 103], [18, 12, 120], [11, 3, 92]]
        let box = bench.grid.box(around: [11, 3, 92], [18, 12, 120])
        var alone = SplatVolume(bench.grid.part(box))
        alone.deposit { brush in lesion.forEach { brush.deposit($0, activity: 1, bone: 0) } }
        #expect(abs(alone.activity.reduce(0, +) - 4) < 1e-5)
        let added = try projector.primary(of: alone.activity, in: box, view: view)
        let whole = try projector.project(bench.activity(lesion), view: view).primary
        let without = try projector.project(background, view: view).primary
        let with = try projector.project(
            zip(background, bench.activity(lesion)).map { $0 + $1 }, view: view
        ).primary
        #expect(added.rows.count * added.columns.count < whole.values.count / 3)
        let brightest = added.values.max() ?? 0
        for row in whole.rows {
            for column in whole.columns {
                let here = added[row, column]
                #expect(abs(whole[row, column] - here) <= 1e-6 * brightest)
                #expect(abs(with[row, column] - without[row, column] - here) <= 1e-5 * with[row, column])
            }
        }
    }

    /// A patient turned round (z to -z) between level heads looks the same from behind.
    @Test func bothHeadsSeeAlike() throws {
        let bench = Bench(anteriorGap: 25, posteriorGap: 25, attenuation: { _ in Attenuation.softTissue })
        let projector = try bench.projector()
        let front = try projector.project(bench.activity([[5, 9, bench.front - 70]]), view: .anterior)
        let back = try projector.project(bench.activity([[5, 9, 70]]), view: .posterior)
        for (a, b) in [(front.primary, back.primary), (front.scatter, back.scatter)] {
            let brightest = a.values.max() ?? 0
            #expect(brightest > 0)
            #expect(zip(a.values, b.values).allSatisfy { abs($0 - $1) <= 1e-5 * brightest })
        }
    }

    /// Lines through the scatter of a point fall off by exp(-1 / r₀) a mm along both axes, and it is 0.03 per cm of
    /// depth. Interpolation between cells of 9.6 mm is not exponential: 1 % of the slope.
    @Test func scatterFallsOffExponentially() throws {
        var bench = Bench(attenuation: { _ in Attenuation.softTissue })
        bench.camera = GammaCamera(name: "wide", energyWindow: 0.2, pixel: 2.4, rows: 1024, columns: 1024)
        let grid = bench.grid
        let frame = bench.camera.frame(top: 511.5 * 2.4, centre: 0)
        let heads = HeadPath(
            anterior: [Float](repeating: bench.front, count: 96),
            posterior: [Float](repeating: 0, count: 96), tableTransmission: 1)
        let projector = try Projector(
            attenuation: [Float](repeating: Attenuation.softTissue, count: grid.count), grid: grid,
            frame: frame,
            heads: heads, camera: bench.camera)
        // 100 mm under the front face of the foremost slab.
        let seen = try projector.project(bench.activity([[0, 0, bench.front - 96]]), view: .anterior)
        #expect(abs(seen.scatter.total / seen.primary.total - 0.3) < 0.001)
        for alongBody in [false, true] {
            let line = profile(seen.scatter, alongBody: alongBody)
            for distance in [16, 32, 48] {
                let fall = log(line[512 + distance] / line[512 + distance + 16])
                #expect(abs(fall / (16 * 2.4 / 40) - 1) < 0.01)
                #expect(abs(line[511 - distance] / line[512 + distance] - 1) < 1e-3)
            }
        }
    }

    @Test func refusesWhatDoesNotFit() throws {
        let bench = Bench()
        let good = bench.grid
        let air = [Float](repeating: 0, count: good.count)
        let heads = HeadPath(
            anterior: [Float](repeating: 300, count: 96), posterior: [Float](repeating: -30, count: 96),
            tableTransmission: 1)
        func refuses(
            _ attenuation: [Float], _ grid: VoxelGrid, _ heads: HeadPath, _ camera: GammaCamera = bench.camera
        ) -> Bool {
            do {
                _ = try Projector(
                    attenuation: attenuation, grid: grid, frame: bench.frame, heads: heads, camera: camera)
                return false
            } catch { return true }
        }
        #expect(!refuses(air, good, heads))
        #expect(refuses([], good, heads))
        for (rows, columns, slabs, pixel, slab, left) in [
            (0, 80, 32, 2.4, 8, 0), (-96, 80, -32, 2.4, 8, 0), (96, 80, 32, 0, 8, 0),
            (96, 80, 32, 2.4, .nan, 0),
            (96, 80, 32, 2.4, 8, .infinity), (96, 80, 32, 2.4, 8, 1), (96, 80, 32, 2.5, 8, 0),
        ] as [(Int, Int, Int, Float, Float, Float)] {
            let grid = VoxelGrid(
                rows: rows, columns: columns, slabs: slabs, pixel: pixel, slab: slab, left: good.left + left,
                top: good.top, back: 0)
            #expect(refuses(air, grid, heads))
        }
        for height in [.nan, .infinity, 1e9] as [Float] {
            let far = HeadPath(
                anterior: [Float](repeating: height, count: 96), posterior: heads.posterior,
                tableTransmission: 1)
            #expect(refuses(air, good, far))
        }
        #expect(refuses(air, good, HeadPath(anterior: [], posterior: [], tableTransmission: 1)))
        var wrong = bench.camera
        wrong.collimator.holeLength = 0.74
        #expect(refuses(air, good, heads, wrong))
        wrong = bench.camera
        wrong.pixel = .nan
        #expect(refuses(air, good, heads, wrong))
        let projector = try bench.projector()
        #expect(throws: PhantomError.self) { try projector.project([1, 2, 3], view: .anterior) }
        #expect(throws: PhantomError.self) {
            let outside = VoxelBox(rows: 90..<97, columns: 0..<1, slabs: 0..<1)
            return try projector.primary(of: [Float](repeating: 0, count: 7), in: outside, view: .anterior)
        }
    }
}

import Foundation
import Scintigraphy
import Testing

@testable import Phantoms

@Suite struct MovingBedTests {
    /// A row is seen for field of view / speed; the ramps are as long as the field of view.
    @Test func exposureRampsAtTheEnds() {
        let camera = GammaCamera(name: "test", pixel: 2, rows: 500, columns: 64, fieldOfView: 400)
        let whole = BedMotion(speed: 12, whole: camera).exposure(camera)
        #expect(whole.allSatisfy { abs($0 - 200) < 1e-9 })
        let ramps = BedMotion(speed: 12, start: 300, end: 700).exposure(camera)
        for (row, seconds) in [(49, 0), (149, 99.5), (249, 199.5), (250, 199.5), (350, 99.5), (450, 0)] {
            #expect(abs(ramps[row] - seconds) < 1e-9)
        }
    }

    /// Half of technetium-99m is left after 6.01 h.
    @Test func laterRowsSeeLessActivity() {
        let camera = GammaCamera(name: "test", pixel: 2, rows: 500, columns: 64, fieldOfView: 400)
        let bed = BedMotion(speed: 12, whole: camera)
        let (seconds, undecayed) = (bed.exposure(camera), bed.undecayedExposure(camera))
        // Row 400's middle lies 801 mm below the edge and passes the middle of the field after 1001 mm.
        #expect(abs(undecayed[400] / seconds[400] - exp2(-1001.0 / 120 / 60 / 6.01)) < 1e-9)
    }

    /// The head clears the highest point within its field, and a row gets the mean of the heights on the way.
    @Test func headsFollowTheContour() {
        var front = [Float](repeating: 100, count: 300)
        front[150] = 160
        front[299] = .nan
        let path = HeadPath(
            front: front, clearance: 30, tableTop: 0, tableGap: 40, tableTransmission: 0.93, pixel: 2,
            fieldOfView: 100)
        #expect(path.anterior[150] == 190 && path.anterior[125] > 160 && path.anterior[90] == 130)
        #expect(zip(path.anterior, front).allSatisfy { !($1 > $0 - 30) })
        #expect(path.posterior.allSatisfy { $0 == -40 })
        let steps = zip(path.anterior, path.anterior.dropFirst()).map { abs($1 - $0) }
        #expect(steps.allSatisfy { $0 < 1.5 })
    }

    /// The posterior view of a mirrored patient is the anterior one's mirror image; factors are cps/MBq and seconds.
    @Test func posteriorIsMirroredOnce() {
        let camera = GammaCamera(name: "test", pixel: 2.4, rows: 4, columns: 6, fieldOfView: 400)
        var plane = DetectorPlane(rows: 1..<3, columns: 0..<2)
        plane.values = [1, 2, 3, 4]
        let projection = Projection(primary: plane, scatter: plane)
        let motion = BedMotion(speed: 24, whole: camera)
        let front = camera.meanCounts(of: projection, view: .anterior, motion: motion, scatterFactor: 0)
        let back = camera.meanCounts(of: projection, view: .posterior, motion: motion, primaryShare: 0)
        // The bed has gone 206 mm at 240 mm/min when the middle of row 2 passes.
        let count = Float(camera.sensitivity * 100 * exp2(-206.0 / 240 / 60 / 6.01))
        #expect(abs(front[2, 1] / count - 4) < 1e-5 && front[0, 0] == 0 && front[1, 2] == 0)
        for row in 0..<4 {
            for column in 0..<6 { #expect(front[row, column] == back[row, 5 - column]) }
        }
        #expect(front.meaning == .processedCounts && front.spacing?.rowMillimetres == 2.4)
    }

    /// Gains are 1 on average with the asked standard deviation; a dead place takes its share of the field's length from
    /// its column, since the patient passes over all of it.
    @Test func flawsAreStripes() {
        let camera = GammaCamera.symbia
        var generator = SeededGenerator(seed: 5)
        let flaws = DetectorFlaws(of: camera, nonUniformity: 0.02, using: &generator)
        let mean = flaws.gains.reduce(0, +) / 256
        let deviation = (flaws.gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 256).squareRoot()
        #expect(abs(mean - 1) < 1e-5 && abs(deviation - 0.02) < 1e-5)
        var plane = DetectorPlane(rows: 0..<1024, columns: 0..<256)
        plane.values = [Float](repeating: 1, count: plane.values.count)
        let empty = DetectorPlane(rows: 0..<0, columns: 0..<0)
        let image = camera.meanCounts(
            of: Projection(primary: plane, scatter: empty), view: .posterior,
            motion: BedMotion(speed: 13.5, whole: camera), flaws: flaws)
        #expect(abs(image[7, 9] / image[7, 10] - flaws.gains[9] / flaws.gains[10]) < 1e-5)
        let dead = DetectorFlaws(of: camera, nonUniformity: 0, deadPixels: 1, using: &generator)
        let losses = dead.gains.map { 1 - $0 }.filter { $0 > 1e-6 }
        #expect(losses.count == 1 && abs(losses[0] - 2.4 / 400) < 1e-6)
    }

    /// LITERATURE: 1.17 × 10⁻⁴ of all photons pass; about 90 cps/MBq; 7.4 mm at 100 mm, within 3 %.
    @Test func lehrIsAsItsMakerSays() {
        #expect(abs(Collimator.lowEnergyHighResolution.geometricEfficiency / 1.17e-4 - 1) < 0.002)
        #expect(abs(GammaCamera.symbia.sensitivity - 90) < 4 && abs(GammaCamera.ge.sensitivity - 90) < 4.1)
        #expect(abs(GammaCamera.symbia.fwhm(atDistance: 100) / 7.4 - 1) < 0.03)
        for camera in GammaCamera.presets { #expect((camera.rows, camera.columns) == (1024, 256)) }
    }

    @Test func camerasSurviveJSON() throws {
        let data = try JSONEncoder().encode(GammaCamera.presets)
        #expect(try JSONDecoder().decode([GammaCamera].self, from: data) == GammaCamera.presets)
    }
}

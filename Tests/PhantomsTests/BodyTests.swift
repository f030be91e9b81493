import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct BodyTests {
    /// 1 kg/L; what the thinnest and heaviest flesh cannot match is the tolerance.
    @Test(arguments: UInt64(0)..<50)
    func weighsWhatThePatientDoes(seed: UInt64) throws {
        let patient = try LyingPatient(seed: seed)
        let grid = patient.body.grid(pixel: 4.8, slab: 10)
        var volume = [Float](repeating: 0, count: grid.count)
        patient.body.paint(TissueValues(lean: 1, fat: 1), onto: &volume, grid)
        let litres = volume.reduce(0) { $0 + Double($1) } * Double(grid.voxelVolume) * 1e-6
        #expect(abs(litres / patient.physique.weightKilograms - 1) < 0.1)
        #expect(volume.allSatisfy { $0 > -1e-4 && $0 < 1.0001 })
    }

    @Test(arguments: 0..<20)
    func skinGoesAroundEveryBone(index: Int) throws {
        let patient = try LyingPatient.twenty.get()[index]
        for bone in Bone.all {
            let points = patient.skeleton[bone]
            let step = max(1, points.count / 400)
            let some = stride(from: points.startIndex, to: points.endIndex, by: step).map { points[$0] }
            let inside = some.count { patient.body.encloses($0) }
            #expect(Double(inside) >= 0.995 * Double(some.count), "\(bone) of \(patient.pose.arms)")
        }
    }

    @Test func samePatientSameBody() throws {
        let (first, second) = (try LyingPatient(seed: 7).body, try LyingPatient(seed: 7).body)
        #expect(
            first.members == second.members && first.organs == second.organs && first.lungs == second.lungs)
    }
}

/// Stretches against a ruler of a thousand marks.
@Suite(.tags(.property)) struct DepthSpansTests {
    @Test(arguments: UInt64(0)..<50)
    func unionCountsWhatIsSharedOnce(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var spans = DepthSpans()
        var marks = [Bool](repeating: false, count: 1000)
        for _ in 0..<6 {
            let from = Int(generator.uniform(in: 0...900))
            let to = from + Int(generator.uniform(in: 1...100))
            spans.insert(Float(from), Float(to))
            for mark in from..<to { marks[mark] = true }
        }
        #expect(spans.total == Float(marks.count { $0 }))
        #expect((1..<max(1, spans.count)).allSatisfy { spans[$0 - 1].high < spans[$0].low })
    }
}

extension Body {
    /// A grid around all of it.
    func grid(pixel: Float, slab: Float) -> VoxelGrid {
        ImageFrame(rows: 1200, columns: 600, pixel: pixel, top: 200, centre: 0, view: .anterior)
            .grid(around: lowest, highest, and: [], slab: slab)
    }
}

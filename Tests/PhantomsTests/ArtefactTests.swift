import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct ArtefactTests {
    /// Each kind strikes as often as it is said to, within four standard errors over 2,000 patients.
    @Test func kindsStrikeAsOftenAsReported() {
        var generator = SeededGenerator(seed: 11)
        var hits: [ArtefactKind: Int] = [:]
        let patients = 2000
        for _ in 0..<patients {
            let artefacts = Artefacts.sample(.reported, sex: .female, using: &generator)
            for kind in artefacts.kinds { hits[kind, default: 0] += 1 }
        }
        for kind in ArtefactKind.allCases {
            let chance = ArtefactFrequencies.reported.chances[kind] ?? 0
            let error = (chance * (1 - chance) / Double(patients)).squareRoot()
            #expect(abs(Double(hits[kind, default: 0]) / Double(patients) - chance) < 4 * error, "\(kind)")
        }
        // 17.5 % of 450 scans; the study asks for 2 points.
        #expect(abs(Double(hits[.extravasation, default: 0]) / Double(patients) - 0.175) < 0.02)
    }

    @Test(arguments: ArtefactKind.allCases) func aCertainKindAlwaysStrikesAndSaysHow(kind: ArtefactKind)
        throws
    {
        var frequencies = ArtefactFrequencies.none
        try frequencies.set(kind, to: 1)
        var generator = SeededGenerator(seed: 12)
        let artefacts = Artefacts.sample(frequencies, sex: .female, using: &generator)
        #expect(artefacts.kinds == [kind])
        let kept = try JSONDecoder().decode(Artefacts.self, from: JSONEncoder().encode(artefacts))
        #expect(kept == artefacts)
    }

    @Test func impossibleFrequenciesAreRefused() {
        var frequencies = ArtefactFrequencies.reported
        #expect(throws: PhantomError.self) { try frequencies.set(.motion, to: 1.1) }
        #expect(throws: PhantomError.self) { try frequencies.set(.motion, to: .nan) }
    }

    /// A depot and what drains from it hold what the truth says, wherever it lies.
    @Test func extravasationHoldsItsShare() {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<50 {
            let depot = Extravasation.sample(using: &generator)
            let sources = depot.sources(on: .standing, injected: 500, using: &generator)
            let activity = sources.reduce(0) { $0 + Double($1.megabecquerels) }
            #expect(abs(activity / (500 * depot.share) - 1) < 0.02)  // rounding of the vein's points
        }
    }

    /// Nothing gets lost where a part moves inside the picture.
    @Test(arguments: Motion.Part.allCases) func motionKeepsTheCounts(part: Motion.Part) {
        let frame = ImageFrame(rows: 400, columns: 100, pixel: 4, top: 50, centre: 0, view: .posterior)
        var pixels = [Float](repeating: 0, count: 40_000)
        for row in 20..<360 { for column in 20..<80 { pixels[row * 100 + column] = 5 } }
        let before = pixels
        let motion = Motion(part: part, leftwardMillimetres: 20, headwardMillimetres: -8, moment: 0.5)
        motion.seen(in: frame).apply(to: &pixels)
        #expect(pixels != before)
        let (now, then) = (pixels.reduce(0, +), before.reduce(0, +))
        #expect(abs(now / then - 1) < 0.01)
    }

    /// What was seen after the move has its label where its counts are.
    @Test func labelsGoAlong() {
        let frame = ImageFrame(rows: 400, columns: 100, pixel: 4, top: 50, centre: 0, view: .posterior)
        var (pixels, labels) = ([Float](repeating: 0, count: 40_000), [UInt8](repeating: 0, count: 40_000))
        for i in [300 * 100 + 50, 301 * 100 + 50, 300 * 100 + 51, 301 * 100 + 51] {
            (pixels[i], labels[i]) = (9, 7)
        }
        let motion = Motion(part: .body, leftwardMillimetres: 20, headwardMillimetres: -8, moment: 0.1)
            .seen(in: frame)
        motion.apply(to: &pixels)
        motion.apply(to: &labels)
        #expect(labels.indices.filter { labels[$0] == 7 } == pixels.indices.filter { pixels[$0] > 8 })
        #expect(motion.place(row: 300.5, column: 50.5) == (302.5, 45.5))
    }

    /// The head's move leaves the legs alone, the left leg's the right one, in either view.
    @Test(arguments: View.allCases) func onlyThePartMoves(view: View) {
        let frame = ImageFrame(rows: 450, columns: 100, pixel: 4, top: 50, centre: 0, view: view)
        let even = [Float](repeating: 1, count: 45_000).enumerated().map { Float($0.offset % 7) }
        var pixels = even
        Motion(part: .leftLeg, leftwardMillimetres: 12, headwardMillimetres: 0, moment: 0.6)
            .seen(in: frame).apply(to: &pixels)
        let changed = pixels.indices.filter { abs(pixels[$0] - even[$0]) > 1e-4 }
        #expect(!changed.isEmpty)
        for i in changed {
            #expect(frame.x(column: i % 100) > -20)
            #expect(frame.y(row: i / 100) < -800)
        }
    }

    @Test func aDetunedTubeDrawsItsStripeOnItsOwnView() {
        let tube = DetunedTube(acrossMillimetres: 50, gain: 0.3, view: .anterior)
        for view in View.allCases {
            let frame = ImageFrame(rows: 2, columns: 101, pixel: 5, top: 0, centre: 0, view: view)
            var pixels = [Float](repeating: 10, count: 202)
            tube.draw(on: &pixels, of: frame)
            #expect(abs(pixels[60] - (view == .anterior ? 13 : 10)) < 1e-5)
        }
    }
}

extension Motion {
    fileprivate func seen(in frame: ImageFrame) -> Seen {
        Seen(motion: self, frame: frame, parts: Landmarks.standing.parts, fieldOfView: 400)
    }
}

extension Landmarks {
    /// Somebody 1.75 m tall, thin as a board.
    static var standing: Landmarks {
        func pair(_ x: Float, _ y: Float) -> [Side: SIMD3<Float>] {
            [.left: [x, y, 100], .right: [-x, y, 100]]
        }
        return Landmarks(
            vertex: [0, 0, 100], sole: [0, -1750, 100], neck: [0, -220, 100], shoulder: pair(170, -330),
            elbow: pair(260, -620), wrist: pair(280, -870), hip: pair(85, -850), knee: pair(90, -1260),
            sternum: [0, -450, 160], lumbar4: [0, -700, 80], pubis: [0, -890, 120],
            hand: pair(290, -950), skin: { _, _ in 20...180 })
    }
}

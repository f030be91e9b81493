import Scintigraphy
import Statistics
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct DetectionTaskTests {
    static func frame(_ number: Int, bone: Double = 20) -> Frame {
        let mean = Scene(size: 112, bone: bone).mean
        return Frame(patient: "\(number)", part: .test, reference: mean, mean: mean)
    }
    let task = DetectionTask(contrast: 0.5)

    @Test func lesionsLieOnBoneAndApart() throws {
        let mean = try #require(Self.frame(0).mean)
        var generator = SeededGenerator(seed: 1)
        let places = try task.places(in: mean, lesions: nil, using: &generator)
        #expect(places.count >= 4)
        for (index, place) in places.enumerated() {
            #expect(place.background == 20)
            for other in places[..<index] {
                let (y, x) = (Double(place.row - other.row), Double(place.column - other.column))
                #expect((y * y + x * x).squareRoot() * 2.46 >= 40)
            }
        }
        let with = try task.withLesions(mean, at: places)
        #expect(with[places[0].row, places[0].column] == 30)
        // A Gaussian's sum: 2π σ² of its height.
        let excess = (with.total - mean.total) / Double(places.count)
        #expect(abs(excess / (10 * 2 * .pi * 2.0714 * 2.0714) - 1) < 0.01)
    }

    /// Detectability rises with the counts, and nothing is detected of no lesion.
    @Test(.tags(.property)) func areaRisesWithCounts() throws {
        func area(_ fraction: Double, contrast: Double) throws -> Double {
            let task = DetectionTask(contrast: contrast)
            let regions = try (0..<8).map { number in
                try task.regions(
                    of: Self.frame(number), fraction: fraction, realisations: 4, seed: UInt64(number),
                    restoredBy: { $0 })
            }
            return try ChannelizedHotellingObserver(trainedOn: Array(regions[..<4])).auc(
                on: Array(regions[4...])
            ).value
        }
        let areas = try [0.02, 0.1, 0.5].map { try area($0, contrast: 0.5) }
        #expect(areas[0] < areas[1] && areas[1] < areas[2] && areas[2] > 0.95)
        #expect(abs(try area(0.1, contrast: 1e-9) - 0.5) < 0.1)
    }

    @Test func contrastRecoveryIsThatOfTheFilter() throws {
        func recovery(_ method: (CountImage) throws -> CountImage) throws -> Double {
            try task.regions(
                of: Self.frame(1, bone: 2000), fraction: 1, realisations: 2, seed: 3, restoredBy: method
            ).contrastRecovery
        }
        #expect(abs(try recovery { $0 } - 1) < 0.03)
        // A Gaussian as wide as the lesion: seen through its own shape, s² + s² grows to s² + 2 s².
        #expect(abs(try recovery { try $0.gaussianFiltered(fwhmMillimetres: 12) } - 2.0 / 3) < 0.03)
    }

    @Test func sameSeedSameCounts() throws {
        let first = try task.regions(
            of: Self.frame(1), fraction: 0.2, realisations: 2, seed: 9, restoredBy: { $0 })
        let second = try task.regions(
            of: Self.frame(1), fraction: 0.2, realisations: 2, seed: 9, restoredBy: { $0 })
        #expect(first.present == second.present && first.absent == second.absent)
    }

    @Test func needsExpectedCounts() {
        let mean = Self.frame(1).reference
        let frame = Frame(patient: "9", part: .test, reference: mean)
        #expect(throws: EvaluationError.self) {
            try task.regions(of: frame, fraction: 1, realisations: 2, seed: 1, restoredBy: { $0 })
        }
    }

    /// d'² in proportion to counts, as of an ideal observer, is inverted exactly.
    @Test func curveIsInverted() {
        let levels = [50.0, 100, 200, 500, 1000]
        func auc(_ counts: Double) -> Double {
            normalCumulative((counts / 200).squareRoot() / 2.0.squareRoot())
        }
        let curve = DetectabilityCurve(levels.map { ($0, auc($0)) })
        for counts in [70.0, 321, 1000] {
            guard case .about(let found) = curve.counts(reaching: auc(counts)) else {
                Issue.record("\(counts) not found")
                continue
            }
            #expect(abs(found / counts - 1) < 1e-6)
        }
        #expect(curve.counts(reaching: 0.51) == .fewerThan(50))
        #expect(curve.counts(reaching: 0.99) == .moreThan(1000))
    }

    /// Where noise makes a fall of a rise, both levels count as their mean.
    @Test func curveRises() {
        let curve = DetectabilityCurve([(100, 0.8), (200, 0.7), (400, 0.9)])
        #expect(curve.counts(reaching: 0.7) == .fewerThan(100))
        guard case .about(let counts) = curve.counts(reaching: 0.8) else {
            Issue.record("not found")
            return
        }
        #expect(counts > 200 && counts < 400)
    }
}

import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// Spot views of the chest: preset counts, a detector that stands still.
@Suite(.tags(.property)) struct ChestViewTests {
    private func simulator(
        seed: UInt64 = 7, counts: Int = 1_000_000, metastases: Double? = nil,
        artefacts: ArtefactFrequencies = .none
    ) throws -> Simulator {
        var plan = try Department.simulator(seed: seed, metastases: metastases, artefacts: artefacts).plan
        plan.chest = try ChestView(presetCounts: counts)
        return Simulator(plan: plan, skeleton: try Department.skeleton.get())
    }

    /// Sums in single precision, and five standard deviations of Poisson noise.
    @Test(arguments: [20_000, 1_000_000])
    func thePresetIsWhatIsExpected(counts: Int) throws {
        let simulator = try simulator(counts: counts, artefacts: .reported)
        for index in 1...4 {
            let scan = try simulator.scan(simulator.patient(index), software: "test")
            for (mean, image) in zip(scan.mean, scan.scan.images) {
                #expect(abs(mean.total / Double(counts) - 1) < 1e-5)
                #expect(abs(image.total - Double(counts)) < 5 * Double(counts).squareRoot())
                #expect(image.rows == 256 && image.columns == 256 && image.meaning == .counts)
                #expect(image.spacing == PixelSpacing(rowMillimetres: 2.46, columnMillimetres: 2.46))
            }
            let window = try #require(scan.scan.acquisition.energyWindowKiloelectronvolts)
            #expect(abs((window.upperBound - window.lowerBound) / 140.5 - 0.15) < 1e-9)
        }
    }

    /// A detector of 540 × 400 mm in a matrix of 630 mm: nothing is counted beyond it, and no mask says otherwise.
    @Test func onlyTheDetectorSees() throws {
        let simulator = try simulator(metastases: 1)
        for index in 1...5 {
            let scan = try simulator.scan(simulator.patient(index), software: "test")
            for view in 0..<2 {
                for row in 0..<256 {
                    for column in 0..<256 {
                        let (y, x) = (abs(Double(row) - 127.5) * 2.46, abs(Double(column) - 127.5) * 2.46)
                        let pixel = row * 256 + column
                        if y > 200 + 1.23 || x > 270 + 1.23 {
                            #expect(scan.mean[view].pixels[pixel] == 0)
                            #expect(scan.regions[view].labels[pixel] == 0)
                            #expect(scan.lesions[view].labels[pixel] == 0)
                        } else if y < 100, x < 60 {
                            #expect(scan.mean[view].pixels[pixel] > 0)
                        }
                    }
                }
            }
            #expect((0.4...0.9).contains(scan.truth.skeletonOutsideField))
            for lesion in scan.truth.lesions {
                for seen in [lesion.anterior, lesion.posterior].compactMap(\.self) {
                    #expect(abs(seen.row - 127.5) * 2.46 < 202 && abs(seen.column - 127.5) * 2.46 < 272)
                }
            }
        }
    }

    /// A hot sternum adds its counts where its activity lies, in both views; it is nearer to the front.
    @Test func aBoneIsWhereItLies() throws {
        let simulator = try simulator()
        var man = Department.referenceMan(simulator)
        man.examination = simulator.patient(1).examination
        var ill = man
        let sternum = try #require(Bone("sternum"))
        ill.lesions = [Lesion(wholeOf: simulator.skeleton[sternum], cause: .haemangioma, ratio: 3)]
        ill.lesions[0].number = 1
        let scene = try simulator.scene(of: ill)
        let frame = scene.frame
        let excess = scene.bones.excesses[0]
        let centre =
            zip(excess.points, excess.uptakes).reduce(SIMD3<Float>.zero) {
                $0 + scene.posed.points[$1.0] * $1.1
            }
            / excess.uptakes.reduce(0, +)
        let (with, without) = (
            try simulator.scan(ill, software: "test"), try simulator.scan(man, software: "test")
        )
        var rows: [Double] = []
        for (view, sign) in [(0, Float(1)), (1, -1)] {
            // The sternum takes tracer from all else, and counts are preset: what lies far from it gives the scale.
            let (ill, healthy) = (with.mean[view].pixels, without.mean[view].pixels)
            let far = ill.indices.filter { $0 % 256 < 90 || $0 % 256 > 165 }
            let scale =
                far.reduce(0) { $0 + Double(ill[$1]) } / far.reduce(0) { $0 + Double(healthy[$1]) }
            var (sum, row, column) = (0.0, 0.0, 0.0)
            for pixel in ill.indices where with.lesions[view].labels[pixel] != 0 {
                let more = Double(ill[pixel]) - scale * Double(healthy[pixel])
                sum += more
                row += more * Double(pixel / 256)
                column += more * Double(pixel % 256)
            }
            let expected = 127.5 + Double(sign * (centre.x - frame.centre) / frame.pixel)
            #expect(abs(column / sum - expected) < 0.5)
            rows.append(row / sum)
        }
        // It slopes, so that either view sees its nearer end better, by as much.
        let expected = Double((frame.top - centre.y) / frame.pixel)
        #expect(abs((rows[0] + rows[1]) / 2 - expected) < 0.5, "\(rows), expected \(expected)")
        let found = with.truth.lesions[0]
        #expect(try #require(found.anterior).contrast > 2 * (try #require(found.posterior).contrast))
    }

    /// The shoulders are inside, the sacrum is not.
    @Test func theFieldHoldsTheChest() throws {
        let simulator = try simulator()
        for index in 1...10 {
            let patient = simulator.patient(index)
            let posed = PosedSkeleton(simulator.skeleton, patient.physique, patient.pose)
            let chest = try #require(patient.examination.chest)
            let frame = chest.frame(over: posed, patient.examination.camera)
            let middle = frame.y(row: 127) - frame.pixel / 2
            let (upper, lower) = (middle + 200, middle - 200)
            for name in ["left clavicle", "right scapula", "T1", "T10", "sternum"] {
                let box = posed.box(try #require(Bone(name)))
                #expect(box.high.y < upper && box.low.y > lower, "patient \(index), \(name)")
            }
            #expect(posed.centroid(try #require(Bone("sacrum"))).y < lower)
        }
    }

    /// The part of the body that a view's voxels hold has the tracer that it has in a whole-body scan.
    @Test func tissueHasWhatItHasInTheWholeBody() throws {
        var frequencies = ArtefactFrequencies.none
        for kind in [ArtefactKind.pertechnetate, .colloid] { try frequencies.set(kind, to: 1) }
        let chests = try simulator(artefacts: frequencies)
        for index in 1...3 {
            let patient = chests.patient(index)
            var whole = patient
            whole.examination.chest = nil
            whole.examination.bedSpeedCentimetresPerMinute = 13
            whole.examination.camera.rows = 1024
            let scenes = (try chests.scene(of: patient), try chests.scene(of: whole))
            let field = scenes.0.frame
            let range = (field.y(row: 255)...field.top)
            func sum(_ scene: Scene) -> Double {
                let grid = scene.projector.grid
                var sum = 0.0
                for row in 0..<grid.rows where range.contains(grid.top - Float(row) * grid.pixel) {
                    for slab in 0..<grid.slabs {
                        for column in 0..<grid.columns {
                            sum += Double(scene.activity[(slab * grid.rows + row) * grid.columns + column])
                        }
                    }
                }
                return sum
            }
            // Rows of the two grids may begin half a pixel apart.
            #expect(abs(sum(scenes.0) / sum(scenes.1) - 1) < 0.01)
        }
    }

    /// Half the activity takes twice as long, and a little more, for the tracer decays meanwhile.
    @Test func lessActivityTakesLonger() throws {
        let simulator = try simulator()
        let patient = simulator.patient(1)
        var faint = patient
        faint.uptake.injectedMBq /= 2
        let scans = (
            try simulator.scan(patient, software: "test"), try simulator.scan(faint, software: "test")
        )
        let times = [scans.0, scans.1].map { $0.truth.anterior.seconds ?? 0 }
        #expect((60...1200).contains(times[0]), "\(times)")
        #expect((2.0...2.2).contains(times[1] / times[0]))
        let ratios = zip(scans.0.mean[0].pixels, scans.1.mean[0].pixels).filter { $0.0 > 0.1 }.map {
            $0.1 / $0.0
        }
        #expect(ratios.allSatisfy { abs($0 - 1) < 1e-3 })
        var spent = patient
        spent.uptake.injectedMBq = 0.1
        let error = try #require(throws: PhantomError.self) {
            _ = try simulator.scan(spent, software: "test")
        }
        #expect(error.description.contains("1000000 counts are never reached"))
    }

    @Test func onlyWhatAChestShowsGoesWrong() throws {
        var frequencies = ArtefactFrequencies.none
        for kind in ArtefactKind.allCases { try frequencies.set(kind, to: 1) }
        let simulator = try simulator(artefacts: frequencies)
        let patient = simulator.patient(1)
        #expect(
            patient.artefacts.kinds.allSatisfy(\.occursInChestViews) && patient.artefacts.kinds.count == 9)
        #expect(
            patient.artefacts.motion?.part == .body && patient.artefacts.detunedTube?.alongMillimetres != nil)
        let scan = try simulator.scan(patient, software: "test")
        #expect(abs(scan.mean[0].total / 1e6 - 1) < 1e-5)
    }

    /// What is not there leaves no trace in the plan and the truth of whole-body scans.
    @Test func wholeBodiesKnowNothingOfIt() throws {
        let simulator = try Department.simulator()
        let plan = String(decoding: try JSONEncoder().encode(simulator.plan), as: UTF8.self)
        let patient = String(decoding: try JSONEncoder().encode(simulator.patient(1)), as: UTF8.self)
        #expect(
            !plan.contains("chest") && !patient.contains("chest") && !patient.contains("alongMillimetres"))
    }

    @Test(arguments: [0, 999, 20_000_001]) func impossiblePresetsAreRefused(counts: Int) {
        #expect(throws: PhantomError.self) { _ = try ChestView(presetCounts: counts) }
        let json = Data("{\"presetCounts\":\(counts)}".utf8)
        #expect(throws: PhantomError.self) { _ = try JSONDecoder().decode(ChestView.self, from: json) }
    }
}

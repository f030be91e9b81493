import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// What truth and masks say, against the geometry, for fifty patients.
@Suite(.tags(.property)) struct TruthTests {
    /// Marks, for one view, the pixels on and around which a bone has points.
    private struct Cover {
        let frame: ImageFrame
        private var stamps: [UInt8]

        init(_ frame: ImageFrame) {
            self.frame = frame
            stamps = [UInt8](repeating: 0, count: frame.rows * frame.columns)
        }

        /// How many of `pixels` the bone does not cover.
        mutating func stray(_ pixels: [Int], from bone: Bone, _ posed: PosedSkeleton) -> Int {
            for point in posed[bone] {
                let row = (frame.top - point.y) / frame.pixel
                let across = (point.x - frame.centre) / frame.pixel
                let column = Float(frame.columns - 1) / 2 + (frame.view == .anterior ? across : -across)
                for r in [row.rounded(.down), row.rounded(.down) + 1] where r >= 0 && r < Float(frame.rows) {
                    for c in [column.rounded(.down), column.rounded(.down) + 1]
                    where c >= 0 && c < Float(frame.columns) {
                        stamps[Int(r) * frame.columns + Int(c)] = bone.label
                    }
                }
            }
            return pixels.count { stamps[$0] != bone.label }
        }
    }

    @Test func masksLieInTheBonesTheyName() throws {
        let simulator = try Department.simulator(seed: 3, metastases: 0.8)
        var lesionPixels = 0
        for index in 1...50 {
            let patient = simulator.patient(index)
            let result = try simulator.scan(patient, software: "test")
            let posed = PosedSkeleton(simulator.skeleton, patient.physique, patient.pose)
            for (place, view) in View.allCases.enumerated() {
                let frame = patient.frame.seen(from: view)
                var claims = [[Int]](repeating: [], count: Bone.all.count)
                for (pixel, label) in result.regions[place].labels.enumerated() where label != 0 {
                    claims[Int(label) - 1].append(pixel)
                }
                let labels = result.lesions[place].labels
                for (pixel, label) in labels.enumerated() where label != 0 {
                    lesionPixels += 1
                    claims[Int(patient.lesions[Int(label) - 1].bone.label) - 1].append(pixel)
                }
                var cover = Cover(frame)
                for bone in Bone.all {
                    let stray = cover.stray(claims[Int(bone.label) - 1], from: bone, posed)
                    #expect(stray == 0, "patient \(index), \(view), \(bone)")
                }
                // What its truth calls visible has a number in the mask: its own, or that of a stronger one before it.
                let truths = result.truth.lesions.map { view == .anterior ? $0.anterior : $0.posterior }
                for (lesion, truth) in zip(patient.lesions, truths) {
                    guard let truth, truth.isVisible, lesion.shape == .ellipsoid, truth.pixels < 200 else {
                        continue
                    }
                    let pixel = Int(truth.row.rounded()) * frame.columns + Int(truth.column.rounded())
                    #expect(labels[pixel] != 0, "patient \(index), lesion \(lesion.number)")
                }
            }
        }
        #expect(lesionPixels > 10_000)
    }

    /// The expected counts of a patient whose lesions have the ratio 1 are those of the patient without.
    @Test func aLesionOfRatioOneLeavesNoTrace() throws {
        let simulator = try Department.simulator(seed: 4, metastases: 1)
        for index in 1...5 {
            var ill = simulator.patient(index)
            var healthy = ill
            healthy.lesions = []
            #expect(!ill.lesions.isEmpty)
            for lesion in ill.lesions.indices { ill.lesions[lesion].ratio = 1 }
            let (one, none) = (
                try simulator.scan(ill, software: "test"), try simulator.scan(healthy, software: "test")
            )
            #expect(one.mean == none.mean && one.scan.images == none.scan.images)
            #expect(one.truth.lesions.allSatisfy { !$0.isVisible })
            #expect(!one.truth.isAbnormal)
        }
    }

    /// A lesion's excess by itself is what the whole image has more, scatter aside.
    @Test func theExcessIsWhatTheImageHasMore() throws {
        let simulator = try Department.simulator(seed: 5, metastases: 1)
        let cancer = (1...50).map(simulator.patient).first { patient in
            patient.lesions.count { $0.isMalignant } == 1
        }
        var ill = try #require(cancer)
        ill.lesions = ill.lesions.filter(\.isMalignant)
        ill.lesions[0].ratio = 1.5  // so faint that competition takes little from the rest
        var healthy = ill
        healthy.lesions = []
        let (with, without) = (
            try simulator.scan(ill, software: "test"), try simulator.scan(healthy, software: "test")
        )
        let mask = with.lesions[1].labels
        var more = 0.0
        for i in mask.indices where mask[i] != 0 {
            more += Double(with.mean[1].pixels[i]) - Double(without.mean[1].pixels[i])
        }
        let excess = try #require(with.truth.lesions[0].posterior).excessCounts
        #expect(abs(more / excess - 1) < 0.1, "\(more) and \(excess)")
    }

    /// Whatever is written is read back; the stored image of swapped views is the other view.
    @Test func swappedAndMirroredViewsTakeTheirTruthAlong() throws {
        let plain = try Department.simulator(seed: 6, metastases: 1)
        for kind in [ArtefactKind.swappedViews, .mirroredViews] {
            var frequencies = ArtefactFrequencies.none
            try frequencies.set(kind, to: 1)
            let spoilt = try Department.simulator(seed: 6, metastases: 1, artefacts: frequencies)
            let right = try plain.scan(plain.patient(2), software: "test")
            let wrong = try spoilt.scan(spoilt.patient(2), software: "test")
            if kind == .swappedViews {
                #expect(wrong.mean[0].pixels == right.mean[1].pixels)
                #expect(wrong.regions[1].labels == right.regions[0].labels)
                #expect(wrong.truth.lesions[0].anterior == right.truth.lesions[0].posterior)
            } else {
                #expect(
                    wrong.mean[0].pixels.prefix(256)
                        == ArraySlice(right.mean[0].pixels.prefix(256).reversed()))
                #expect(
                    wrong.lesions[0].labels.count { $0 != 0 } == right.lesions[0].labels.count { $0 != 0 })
            }
            let kept = try JSONDecoder().decode(
                PatientTruth.self, from: JSONEncoder().encode(wrong.truth))
            #expect(kept == wrong.truth)
        }
    }
}

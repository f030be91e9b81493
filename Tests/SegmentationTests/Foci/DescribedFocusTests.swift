import Figures
import Foundation
import Phantoms
import Scintigraphy
import TestSupport
import Testing

@testable import Segmentation

/// What is told of foci, against SciPy on a patient of rectangles who lies askew: Fixtures/scipy/described_foci.py.
@Suite struct DescribedFocusTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let view: View
            let spacing: [Double]?
            let described: [DescribedFocus]
        }
        let rows, columns: Int
        let bones, foci: [[Int]]
        let cases: [Case]
    }

    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/described_foci.json", as: Peer.self) }

    private func painted(_ rectangles: [ArraySlice<Int>], _ labels: [Int]) -> [Int] {
        var image = [Int](repeating: 0, count: peer.rows * peer.columns)
        for (place, label) in zip(rectangles.map(Array.init), labels) {
            for row in place[0]..<place[0] + place[2] {
                for column in place[1]..<place[1] + place[3] { image[row * peer.columns + column] = label }
            }
        }
        return image
    }

    private func view(_ view: View, _ spacing: [Double]?, meaning: PixelMeaning = .counts) -> (
        SegmentedView, CountImage
    ) {
        let bones = painted(peer.bones.map { $0.dropFirst() }, peer.bones.map { $0[0] })
        let foci = painted(peer.foci.map { $0[...] }, peer.foci.map { _ in 1 })
        let unit = CounterNumbers.values(tensor: 21, count: bones.count).map { (Double($0) + 1) / 2 }
        let pixels = bones.indices.map { pixel in
            Float((40 * unit[pixel]).rounded(.down)) + Float(100 * foci[pixel] + (bones[pixel] > 0 ? 10 : 0))
        }
        let image = CountImage(
            rows: peer.rows, columns: peer.columns, pixels: pixels, view: view,
            spacing: spacing.map { PixelSpacing(rowMillimetres: $0[0], columnMillimetres: $0[1]) },
            meaning: meaning)
        let probabilities = ClassProbabilities(
            classes: BoneClass.labels, rows: peer.rows, columns: peer.columns,
            values: (0..<BoneClass.labels).flatMap { label in bones.map { $0 == label ? 0.87 : 0.01 } })
        let found = SegmentedView(
            view: view, clusters: probabilities, bones: probabilities,
            foci: zip(unit, foci).map { unit, focus in
                Float(focus == 1 ? 0.5 + unit / 2 : unit * 0.49)
            }, focusThreshold: 0.5)
        return (found, image)
    }

    @Test(.tags(.golden)) func equalsPeer() throws {
        for each in peer.cases {
            let (view, image) = view(each.view, each.spacing)
            let found = try #require(view.describedFoci(in: image))
            #expect(found.count == each.described.count)
            for (focus, expected) in zip(found, each.described) {
                func facts(_ focus: DescribedFocus) -> [String] {
                    let words = [focus.bone?.rawValue, focus.side?.rawValue, focus.surroundings?.rawValue]
                    return words.map { $0 ?? "none" }
                        + ["\(focus.number) \(focus.view) \(focus.level ?? 0) \(focus.pixels)"]
                }
                func numbers(_ focus: DescribedFocus) -> [Double] {
                    [
                        focus.row, focus.column, focus.areaSquareCentimetres ?? -1, focus.maximumProbability,
                        focus.meanProbability, focus.contrast ?? -1,
                    ]
                }
                #expect(facts(focus) == facts(expected))
                let pairs = zip(numbers(focus), numbers(expected))
                #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 }, "\(focus) \(expected)")
            }
        }
    }

    /// Both views of one patient name the patient's side, who is mirrored in the one.
    @Test func sidesAreThePatients() throws {
        let sides = try View.allCases.map { side in
            let (view, image) = view(side, nil)
            return try #require(view.describedFoci(in: image)).first { $0.bone == .ofClass(.ribs) }?.side
        }
        #expect(sides == [.right, .left])
    }

    @Test func displaysHaveNoContrast() throws {
        let (view, image) = view(.anterior, [2.41, 2.26], meaning: .notForQuantification("a test"))
        let found = try #require(view.describedFoci(in: image))
        #expect(found.allSatisfy { $0.contrast == nil && $0.surroundings == nil })
        #expect(found.allSatisfy { $0.areaSquareCentimetres != nil })
    }

    /// On a uniform bone of 10 counts, 2 × 3 pixels of 50 counts and of 5 mm are 1.5 cm² and five times the rest.
    @Test func aSimpleCaseInWords() throws {
        var pixels = [Float](repeating: 10, count: 40 * 40)
        var foci = [Float](repeating: 0, count: 40 * 40)
        for pixel in [20 * 40 + 4, 20 * 40 + 5, 20 * 40 + 6, 21 * 40 + 4, 21 * 40 + 5, 21 * 40 + 6] {
            (pixels[pixel], foci[pixel]) = (50, 0.75)
        }
        let spacing = PixelSpacing(rowMillimetres: 5, columnMillimetres: 5)
        let image = CountImage(rows: 40, columns: 40, pixels: pixels, view: .posterior, spacing: spacing)
        func segmented(_ label: UInt8, threshold: Double? = 0.5) -> SegmentedView {
            let bones = ClassProbabilities(
                classes: BoneClass.labels, rows: 40, columns: 40,
                values: (0..<BoneClass.labels).flatMap { each in
                    [Float](repeating: each == Int(label) ? 1 : 0, count: 1600)
                })
            return SegmentedView(
                view: .posterior, clusters: bones, bones: bones, foci: foci, focusThreshold: threshold)
        }
        let found = try #require(segmented(BoneClass.lumbarSpine.label).describedFoci(in: image))
        #expect(
            DescribedFocus.sentences(found) == [
                "posterior 1: lumbar spine, about L3, left; 1.5 cm², 5 times its surroundings in the same bone, "
                    + "probability up to 0.75", "Research use only; not for diagnosis.",
            ])
        #expect(
            DescribedFocus.table(found).csv.split(separator: "\r\n").last
                == "posterior,1,lumbar spine,left,L3,20.5,5,6,1.5,0.75,0.75,5,same bone")
        #expect(DescribedFocus.sentences([]).first == "no focus")
        #expect(DescribedFocus.sentences(nil).first?.hasPrefix("foci: not told") == true)

        let air = try #require(segmented(BoneClass.background).describedFoci(in: image).map { $0[0] })
        #expect(air.bone == nil && air.side == nil && air.level == nil && air.contrast == 5)
        #expect(air.sentence.hasPrefix("posterior 1: in no bone; 1.5 cm², 5 times its surroundings, "))
        #expect(segmented(9, threshold: nil).describedFoci(in: image) == nil)
        let scan = BoneScan(images: [image], acquisition: Acquisition())
        #expect(DescribedFocus.all(of: [segmented(9)], in: scan)?.count == 1)
        #expect(DescribedFocus.all(of: [segmented(9, threshold: nil)], in: scan) == nil)
    }

    /// Beyond what is seen of a part of the spine, its outermost vertebrae go on.
    @Test func vertebraeGrowInTheChestAlone() throws {
        let labels = (0..<2800).map { row in
            row < 700 ? BoneClass.cervicalSpine.label : row < 2300 ? BoneClass.thoracicSpine.label : 0
        }
        let neck = try #require(VertebralLevels(.cervicalSpine, in: labels, columns: 1))
        // Without the outermost hundredths, 7 rows each, a vertebra has 98 of 686.
        #expect([0, 104, 105, 594, 595, 900].map { neck.level(row: $0) } == [1, 1, 2, 6, 7, 7])
        let chest = try #require(VertebralLevels(.thoracicSpine, in: labels, columns: 1))
        // 1568 rows from 716 on: T1 has 1568 / 15.6 = 100.5 of them, T12 1.6 times as many.
        #expect([716, 815, 817, 2122, 2124].map { chest.level(row: $0) } == [1, 1, 2, 11, 12])
        #expect(VertebralLevels(.lumbarSpine, in: labels, columns: 1) == nil)
        #expect(VertebralLevels(.ribs, in: labels, columns: 1) == nil)
    }

    @Test func bonesAreWrittenByTheirNames() throws {
        for label in 0...255 as ClosedRange<UInt8> {
            let bone = NamedBone(label: label)
            #expect((bone != nil) == (1...13).contains(label))
            if let bone { #expect(NamedBone(rawValue: bone.rawValue) == bone) }
        }
        let text = String(
            decoding: try JSONEncoder().encode([NamedBone.other, .ofClass(.ribs)]), as: UTF8.self)
        #expect(text == #"["other bones","ribs"]"#)
    }
}

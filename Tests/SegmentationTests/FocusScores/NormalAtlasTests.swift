import Foundation
import Phantoms
import Scintigraphy
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// An atlas of six bodies and how a seventh stands out from it, against a transcription in NumPy and SciPy:
/// Fixtures/scipy/focus_scores.py.
@Suite struct NormalAtlasTests {
    let peer: [String: Tensor]
    let normals: [NormalAtlas.NormalView]
    var settings = NormalAtlas.Settings()

    init() throws {
        peer = try SafeTensors.read(fixture("scipy/focus_scores.safetensors"))
        normals = (0..<6).map { number in
            NormalAtlas.NormalView(
                Self.body(number), sex: number.isMultiple(of: 2) ? .male : .female, age: 30 + 6 * number)
        }
        settings.leastPatients = 3
    }

    /// A trunk, two knees, and from number 6 on a focus; moved down and made longer where asked for.
    private static func body(_ number: Int, down: Double = 0, longer: Double = 1) -> CountImage {
        let a = CounterNumbers.values(tensor: 500 + number, count: 8).map { Double($0) }
        let middle = (row: 64 + 3 * a[0], column: 15.5 + 1.5 * a[2])
        let pixels = (0..<128 * 32).map { place -> Float in
            let row = (Double(place / 32) - 64 - down) / longer + 64
            func hill(_ middle: Double, _ beside: Double, _ tall: Double, _ wide: Double) -> Double {
                let (y, x) = ((row - middle) / tall, (Double(place % 32) - beside) / wide)
                return exp(-(y * y + x * x) / 2)
            }
            var n = 40 * hill(middle.row, middle.column, 30 * (1 + 0.1 * a[1]), 4.5 * (1 + 0.1 * a[3]))
            for side in [-3.0, 3] {
                n += (60 + 20 * a[4]) * hill(middle.row + 25, middle.column + side, 2, 1.5)
            }
            n += 30 * hill(middle.row - 30, middle.column, 5, 2.5)
            if number >= 6 { n += 50 * hill(middle.row + 4, middle.column + 2.5, 1.5, 1.2) }
            return Float(n)
        }
        return CountImage(
            rows: 128, columns: 32, pixels: pixels, view: .posterior,
            spacing: PixelSpacing(rowMillimetres: 9, columnMillimetres: 9))
    }

    /// 1e-3: 32 bits through three rounds of Gauss and Newton's steps.
    @Test(.tags(.golden)) func aligningAndScoringAreThePeers() throws {
        let atlas = try NormalAtlas(of: normals, settings, workers: 1)
        let seen = try AtlasView(Self.body(6))
        let template = try #require(atlas.templates[.posterior])
        let alignment = AtlasAlignment(outlineOf: seen.image).registered(seen.image, to: template, steps: 12)
        let numbers = Tensor(alignment.numbers.map { Float($0) })
        try expectClose(numbers, peer["alignment"], within: 1e-3)
        func expect(_ scores: [Float], _ name: String) throws {
            try expectClose(Tensor(scores, shape: [128, 32]), peer[name], within: 1e-3, "\(name)")
        }
        try expect(atlas(Self.body(6)), "of all")
        try expect(atlas(Self.body(6), sex: .male), "of three")
        // The band of age has one man, too few: all men stand in.
        try expect(atlas(Self.body(6), sex: .male, age: 70), "of three")
    }

    /// A body that lies elsewhere and is longer comes to lie on the atlas, its knees on the knees; by its outline alone they
    /// would lie 16 rows further down.
    @Test(.tags(.property)) func alignmentFollowsTheBody() throws {
        let atlas = try NormalAtlas(of: normals, settings, workers: 1)
        let template = try #require(atlas.templates[.posterior])
        /// The brightest place left and right of the middle, below row 170 of the atlas.
        func knees(_ view: CountImage) throws -> [(row: Int, column: Int)] {
            let seen = try AtlasView(view)
            let found = AtlasAlignment(outlineOf: seen.image).registered(
                seen.image, to: template, steps: 20)
            return [0..<32, 32..<64].compactMap { half in
                (170..<256).flatMap { row in
                    half.map { column -> (value: Double, place: (row: Int, column: Int)) in
                        let right = found.column(Double(column), at: Double(row))
                        return (seen.image(found.row(Double(row)), right), (row, column))
                    }
                }.max { $0.value < $1.value }?.place
            }
        }
        let (here, there) = (try knees(Self.body(3)), try knees(Self.body(3, down: 6, longer: 1.1)))
        for (a, b) in zip(here, there) {
            #expect(abs(a.row - b.row) <= 1 && abs(a.column - b.column) <= 1, "\(a) \(b)")
        }
    }

    /// Every row of the atlas lies in a row of the view that lies there in the atlas.
    @Test(.tags(.property)) func alignmentCanBeTurnedAround() throws {
        let alignment = AtlasAlignment(outlineOf: try AtlasView(Self.body(5)).image)
        let rows = stride(from: 0.0, through: 255, by: 5).map { $0 }
        let found = alignment.atlasRows(of: rows.map { alignment.row($0) })
        for (row, back) in zip(rows, found) {
            #expect(abs(row - back) < 1e-9)
            #expect(abs(alignment.atlasColumn(alignment.column(20, at: row), at: row) - 20) < 1e-9)
        }
    }

    @Test func aFileHoldsAllOfIt() throws {
        let atlas = try NormalAtlas(of: normals, settings, workers: 1)
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "atlas.safetensors")
            try atlas.write(to: file)
            #expect(try NormalAtlas(file: file) == atlas)
            let other = folder.appending(path: "other.safetensors")
            try SafeTensors.write(["x": .zeros([1])], to: other)
            let error = #expect(throws: SegmentationError.self) { try NormalAtlas(file: other) }
            #expect(error?.description.contains("other.safetensors is no atlas of normal scans") == true)
        }
        let front = CountImage(
            rows: 128, columns: 32, pixels: Self.body(1).pixels, view: .anterior,
            spacing: Self.body(1).spacing)
        let error = #expect(throws: SegmentationError.self) { try atlas(front) }
        #expect(error?.description.contains("the atlas has no anterior view") == true)
        let none = #expect(throws: SegmentationError.self) { try NormalAtlas(of: []) }
        #expect(none?.description.contains("there is no normal view") == true)
    }
}

import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// Against NumPy and SciPy; the numbers come from Fixtures/scipy/profile.py.
@Suite struct ScanProfileTests {
    struct Peer: Decodable {
        let rows, columns, inside, tiles: Int
        let pixel, mean, median, plateau: Double
        let image: [Float]
        let contrasts, histogram, lengthwise, power: [Double]
    }
    let peer: Peer
    let image: CountImage

    init() throws {
        peer = try decodedFixture("scipy/profile.json")
        image = Self.image(peer.rows, peer.columns, peer.image, pixel: peer.pixel)
    }

    private static func image(_ rows: Int, _ columns: Int, _ pixels: [Float], pixel: Double = 2) -> CountImage
    {
        CountImage(
            rows: rows, columns: columns, pixels: pixels, view: .anterior,
            spacing: PixelSpacing(rowMillimetres: pixel, columnMillimetres: pixel))
    }

    @Test(.tags(.golden)) func matchesPeer() throws {
        var generator = SeededGenerator(seed: 1)
        let profile = try ScanProfile(image, thinnedTo: .max, using: &generator)
        #expect(try BodyMask(of: image).count == peer.inside)
        #expect(abs(profile.area - Double(peer.inside) * peer.pixel * peer.pixel / 100) < 1e-9)
        #expect(abs(profile.mean - peer.mean) < 1e-9 && abs(profile.median - peer.median) < 1e-9)
        #expect(worstRelativeError(profile.contrasts, peer.contrasts) < 1e-9)
        #expect(worstRelativeError(profile.histogram, peer.histogram, floor: 1e-3) < 1e-9)
        #expect(worstRelativeError(profile.lengthwise, peer.lengthwise, floor: 1e-3) < 1e-9)
        let noise = try #require(profile.noise)
        #expect(noise.tiles == peer.tiles)
        #expect(worstRelativeError(noise.power, peer.power) < 1e-9)
        #expect(abs(noise.plateau - peer.plateau) < 1e-9)
    }

    /// Poisson counts of any means have 1 at high frequencies; multiplied by three they have 3, smoothed ones nearly none.
    @Test(.tags(.property)) func noisePowerTellsCountsFromWhatWasMadeOfThem() throws {
        var generator = SeededGenerator(seed: 2)
        let (rows, columns) = (256, 256)
        let ramp = (0..<rows * columns).map { 5 + Float($0 % columns) / 10 }
        let counts = try Self.image(rows, columns, ramp).withPoissonNoise(using: &generator)
        func plateau(_ image: CountImage) throws -> Double {
            try #require(NoisePower(of: image, in: BodyMask(of: image))).plateau
        }
        // 225 overlapping tiles of about 600 waves each: a standard error below 0.01.
        #expect(try abs(plateau(counts) - 1) < 0.03)
        #expect(try abs(plateau(counts.replacingPixels(counts.pixels.map { 3 * $0 })) / 3 - 1) < 0.03)
        #expect(try plateau(counts.gaussianFiltered(fwhmMillimetres: 8)) < 0.01)
    }

    @Test(.tags(.property)) func thinnedScansHaveTheCommonCounts() throws {
        var generator = SeededGenerator(seed: 3)
        let profile = try ScanProfile(image, thinnedTo: 50_000, using: &generator)
        #expect(profile.counts == image.total)
        // Some counts lie outside, and the rim is drawn anew.
        #expect(abs(profile.mean * Double(peer.inside) / 50_000 - 1) < 0.02)
        #expect(abs(profile.histogram.reduce(0, +) * ScanProfile.histogramWidth - 1) < 0.01)
        #expect(abs(profile.lengthwise.reduce(0, +) - 1) < 1e-9)
    }

    @Test func emptyScansAreRefused() {
        var generator = SeededGenerator(seed: 4)
        let empty = Self.image(64, 64, Array(repeating: 0, count: 4096))
        #expect(throws: (any Error).self) { try ScanProfile(empty, thinnedTo: 10, using: &generator) }
    }
}

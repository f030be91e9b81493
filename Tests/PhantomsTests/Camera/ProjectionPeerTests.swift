import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// Against NumPy and SciPy's Gaussian for each slab; the numbers come from Fixtures/scipy/projection.py.
@Suite struct ProjectionPeerTests {
    struct Peer: Decodable {
        struct Planes: Decodable { let primary, scatter: [Double] }
        let activity, attenuation: [Double]
        let anterior, posterior: Planes
    }
    let peer: Peer
    let projector: Projector

    init() throws {
        peer = try decodedFixture("scipy/projection.json")
        let camera = GammaCamera(name: "peer", pixel: 2.4, rows: 96, columns: 64)
        let frame = camera.frame(top: 100, centre: -30)
        let grid = VoxelGrid(rows: 30..<70, columns: 14..<46, of: frame, back: 0, slabs: 6, slab: 20)
        projector = try Projector(
            attenuation: peer.attenuation.map { Float($0) }, grid: grid, frame: frame,
            heads: HeadPath(
                anterior: [Float](repeating: 180, count: 40), posterior: [Float](repeating: -70, count: 40),
                tableTransmission: 0.93),
            camera: camera)
    }

    /// Our kernel ends at four standard deviations (6 × 10⁻⁵ of it lie beyond) and leaves the Gaussian's samples
    /// where they resolve less than two pixels: 10⁻³ of the brightest pixel.
    @Test(.tags(.golden), arguments: View.allCases) func primaryIsThePeers(view: View) throws {
        let planes = view == .anterior ? peer.anterior : peer.posterior
        let seen = try projector.project(peer.activity.map { Float($0) }, view: view).primary
        #expect(worstOfBrightest(seen, planes.primary) < 1e-3)
    }

    /// Cells of 4 × 4 pixels flatten a kernel that has a cusp: by 7 % where its source is as small as these blobs,
    /// a thousandth of the brightest primary pixel, and not in sum (1.5 × 10⁻³ less: what leaves the cells).
    @Test(.tags(.golden), arguments: View.allCases) func scatterIsThePeers(view: View) throws {
        let planes = view == .anterior ? peer.anterior : peer.posterior
        let seen = try projector.project(peer.activity.map { Float($0) }, view: view).scatter
        let worst = worstOfBrightest(seen, planes.scatter)
        #expect(worst < 0.07)
        #expect(worst * (planes.scatter.max() ?? 0) < 1e-3 * (planes.primary.max() ?? 0))
        #expect(abs(seen.total / planes.scatter.reduce(0, +) - 1) < 1.5e-3)
    }

    private func worstOfBrightest(_ plane: DetectorPlane, _ expected: [Double]) -> Double {
        let found = (0..<96 * 64).map { Double(plane[$0 / 64, $0 % 64]) }
        return worstRelativeError(found, expected, floor: expected.max() ?? 0)
    }
}

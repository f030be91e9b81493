import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct OrganTests {
    /// Reference adults (ICRP Publication 89): kidneys 310 and 275 mL, liver 1.8 and 1.4 L, lungs with their air some
    /// 3 to 4 L lying at rest; patients vary about these.
    @Test(arguments: 0..<20)
    func sizes(index: Int) throws {
        let body = try LyingPatient.twenty.get()[index].body
        func both(_ organ: (Side) -> Organ) -> Float {
            Side.allCases.reduce(0) { $0 + body.millilitres(organ($1)) }
        }
        #expect((120...560).contains(both(Organ.kidney)))
        #expect((800...3200).contains(body.millilitres(.liver)))
        #expect((1800...8000).contains(both(Organ.lung)))
    }

    @Test(arguments: 0..<20)
    func lieInsideTheSkin(index: Int) throws {
        let body = try LyingPatient.twenty.get()[index].body
        for organ in Organ.allCases where organ != .leftBreast && organ != .rightBreast {
            var (inside, all) = (0, 0)
            for ellipsoid in body.ellipsoids(organ) {
                let (centre, extent) = (ellipsoid.centre, ellipsoid.extent)
                for place in 0..<49 {
                    let (column, row) = (Float(place % 7 - 3), Float(place / 7 - 3))
                    let x = centre.x + column / 3.5 * extent.x
                    let y = centre.y + row / 3.5 * extent.y
                    guard let depths = ellipsoid.depths(atX: x, y: y) else { continue }
                    all += 2
                    for z in [depths.low, depths.high] where body.encloses(SIMD3(x, y, z)) { inside += 1 }
                }
            }
            // A gland under the jaw may touch the skin that is drawn from bone to bone.
            #expect(
                Double(inside) >= 0.96 * Double(all), "\(organ): \(all - inside) of \(all) places outside")
        }
    }

    /// Kidneys between T11 and L4, beside the spine; the bladder behind the symphysis and below the promontory.
    @Test(arguments: 0..<20)
    func lieWhereTheyBelong(index: Int) throws {
        let patient = try LyingPatient.twenty.get()[index]
        let (skeleton, body) = (patient.skeleton, patient.body)
        for side in Side.allCases {
            guard let kidney = body.ellipsoids(.kidney(side)).first else { continue }
            #expect(kidney.centre.y < skeleton.centroid(.thoracic(11)).y)
            #expect(kidney.centre.y > skeleton.centroid(.lumbar(4)).y)
            #expect(side.sign * (kidney.centre.x - skeleton.centroid(.lumbar(1)).x) > 30)
        }
        let bladder = try #require(body.ellipsoids(.bladder).first)
        #expect(bladder.centre.y > skeleton.box(.sided("hip bone", .left)).low.y)
        #expect(bladder.centre.y < skeleton.box(.sacrum).high.y)
    }

    /// The sum over voxels of what an organ changes is its volume: 2 % for the voxels' coarseness.
    @Test func paintsItsVolume() throws {
        let body = try LyingPatient(seed: 3).body
        let grid = body.grid(pixel: 2.4, slab: 8)
        func painted(_ values: TissueValues) -> Double {
            var volume = [Float](repeating: 0, count: grid.count)
            body.paint(values, onto: &volume, grid)
            return volume.reduce(0) { $0 + Double($1) } * Double(grid.voxelVolume) / 1000
        }
        var values = TissueValues(lean: 1, fat: 1)
        let plain = painted(values)
        for organ in [Organ.liver, .bladder, .brain, .leftLung] {
            values = TissueValues(lean: 1, fat: 1)
            values[organ] = 3
            let expected = Double(body.millilitres(organ))
            // The two ellipsoids of a liver overlap.
            let tolerance = organ == .liver ? 0.2 : 0.02
            #expect(abs((painted(values) - plain) / 2 / expected - 1) < tolerance, "\(organ)")
        }
    }

    @Test func depthsOfATurnedEllipsoid() throws {
        let turn = Placement(turningBy: .pi / 2, about: SIMD3(1, 0, 0))
        let ellipsoid = Ellipsoid(centre: SIMD3(1, 2, 3), halfAxes: SIMD3(10, 20, 30), turn: turn)
        // y and z change places.
        #expect((ellipsoid.extent - SIMD3(10, 30, 20)).length < 1e-4)
        let depths = try #require(ellipsoid.depths(atX: 1, y: 2))
        #expect(abs(depths.low + 17) < 1e-4 && abs(depths.high - 23) < 1e-4)
        #expect(ellipsoid.depths(atX: 1, y: 33) == nil)
    }
}

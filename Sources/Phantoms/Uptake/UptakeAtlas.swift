import Foundation

/// The normal concentration at every point of the skeleton, the body of a lumbar vertebra having 1.
///
/// A bone has a base, higher near its surface than in its marrow, and places with more or less, which fade
/// softly: no bone has a step. Flat arrays follow the bones of `Bone.all` and the points of each.
public struct UptakeAtlas: Sendable {
    /// Where the points of each bone begin, and the number of all points at the end.
    public let starts: [Int]
    /// The volume for which each point of a bone stands, in mm³, in the order of `Bone.all`.
    let pointVolumes: [Float]
    /// What does not vary by place, for each point.
    private let base: [Float]
    /// What sites add to points, bone by bone.
    private let additions: [Addition]

    private struct Addition {
        let point: Int32
        let site: Int32
        let excess: Float
    }

    /// Takes a few hundredths of a second.
    public init(_ skeleton: Skeleton) {
        var starts = [0]
        var base: [Float] = []
        var additions: [Addition] = []
        for solid in skeleton.solids {
            let first = base.count
            base += Self.profile(of: solid)
            let box = Self.box(of: solid)
            for mark in UptakeMark.all where mark.bone == solid.bone {
                let site = mark.site.flatMap { BoneSite.places[$0] }
                let centre = mark.centre(lowest: box.lowest, highest: box.highest)
                let scale = 1 / mark.row.reach
                for (index, point) in solid.points.enumerated() {
                    let way = (point - centre) * scale
                    let weight = Self.softEdge((way * way).sum())
                    guard weight > 0 else { continue }
                    if let site {
                        additions.append(
                            Addition(
                                point: Int32(first + index), site: Int32(site),
                                excess: weight * mark.row.excess))
                    } else {
                        base[first + index] += weight * mark.row.excess
                    }
                }
            }
            starts.append(base.count)
        }
        (self.starts, self.base, self.additions) = (starts, base, additions)
        pointVolumes = skeleton.solids.map(\.pointVolume)
    }

    /// A patient's normal concentrations, lesions left out.
    public func concentrations(for uptake: Uptake) -> [Float] {
        concentrations(boneFactors: uptake.boneFactors, siteFactors: uptake.siteFactors)
    }

    /// The concentrations of an adult whose bones and sites are all average.
    var average: [Float] { concentrations(sites: Array(repeating: 1, count: BoneSite.all.count)) }

    /// The concentrations where all bones are average and the sites are not.
    func concentrations(sites: [Float]) -> [Float] {
        concentrations(boneFactors: Array(repeating: 1, count: Bone.all.count), siteFactors: sites)
    }

    private func concentrations(boneFactors: [Float], siteFactors: [Float]) -> [Float] {
        precondition(boneFactors.count == starts.count - 1 && siteFactors.count == BoneSite.all.count)
        var values = base
        values.withUnsafeMutableBufferPointer { values in
            for addition in additions {
                values[Int(addition.point)] += addition.excess * siteFactors[Int(addition.site)]
            }
            for (bone, factor) in boneFactors.enumerated() {
                for point in starts[bone]..<starts[bone + 1] {
                    values[point] = max(values[point], Self.least) * factor
                }
            }
        }
        return values
    }

    /// The mean over each bone, in the order of `Bone.all`.
    public func means(of values: [Float]) -> [Float] {
        (0..<starts.count - 1).map { bone in
            values[starts[bone]..<starts[bone + 1]].reduce(0, +) / Float(starts[bone + 1] - starts[bone])
        }
    }

    /// The sum over all points of concentration times volume, in mm³ of lumbar vertebral body.
    public func total(of values: [Float]) -> Double {
        zip(means(of: values), pointVolumes).enumerated().reduce(0) { sum, bone in
            let points = starts[bone.offset + 1] - starts[bone.offset]
            return sum + Double(bone.element.0) * Double(bone.element.1) * Double(points)
        }
    }
}

extension UptakeAtlas {
    /// No bone has less.
    private static let least: Float = 0.05
    /// The depth in mm over which the concentration falls from that of the surface to that of the core.
    private static let corticalDepth: Float = 3.5

    /// The base of each point: exponential in depth, its mean that of the table.
    private static func profile(of solid: BoneSolid) -> [Float] {
        let row = UptakeBase.of(solid.bone)
        let shape = solid.depths.map { row.core + (1 - row.core) * exp(-$0 / corticalDepth) }
        let scale = row.mean * Float(shape.count) / shape.reduce(0, +)
        return shape.map { $0 * scale }
    }

    /// The smallest box around a bone's points.
    private static func box(of solid: BoneSolid) -> (lowest: SIMD3<Float>, highest: SIMD3<Float>) {
        solid.points.reduce((SIMD3(repeating: .infinity), SIMD3(repeating: -.infinity))) {
            (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1))
        }
    }

    /// 1 up to half of the reach, 0 beyond it, smooth between; from the squared distance in units of the
    /// reach.
    private static func softEdge(_ square: Float) -> Float {
        guard square < 1 else { return 0 }
        let t = min(1, 2 - 2 * square.squareRoot())
        return t * t * (3 - 2 * t)
    }
}

/// A value for every kind of tissue: a concentration, or an attenuation coefficient.
public struct TissueValues: Equatable, Sendable {
    /// Of muscle, and of whatever has no value of its own.
    public var lean: Float
    /// Of fat under the skin and of breasts.
    public var fat: Float
    private var organs: [Float?]

    /// The same for everything inside the skin.
    public init(lean: Float, fat: Float) {
        (self.lean, self.fat) = (lean, fat)
        organs = Array(repeating: nil, count: Organ.allCases.count)
    }

    /// The value of an organ; nil where it is that of the tissue around.
    public subscript(organ: Organ) -> Float? {
        get { organs[organ.index] }
        set { organs[organ.index] = newValue }
    }

    /// Linear attenuation coefficients at 140 keV in 1/mm.
    public static let attenuation: TissueValues = {
        var values = TissueValues(lean: Attenuation.softTissue, fat: Attenuation.fat)
        (values[.leftLung], values[.rightLung]) = (Attenuation.lung, Attenuation.lung)
        // What displaces lung.
        for organ in [Organ.heart, .greatVessels, .liver, .spleen, .stomach] {
            values[organ] = Attenuation.softTissue
        }
        return values
    }()
}

extension Body {
    /// Adds the value of the tissue in each voxel, in proportion to what lies inside the skin, to a volume on this grid
    /// in the order [slab][row][column].
    ///
    /// Organs take the place of muscle and fat; what two limbs share counts once.
    /// - Precondition: `volume` has as many numbers as the grid has voxels.
    public func paint(_ values: TissueValues, onto volume: inout [Float], _ grid: VoxelGrid) {
        precondition(volume.count == grid.count)
        var painter = RowPainter(grid)
        volume.withUnsafeMutableBufferPointer { volume in
            for row in 0..<grid.rows {
                let y = grid.top - Float(row) * grid.pixel
                guard painter.begin(self, atY: y, values) else { continue }
                for organ in Organ.allCases {
                    guard let value = values[organ] else { continue }
                    switch organ {
                    case .leftLung: painter.replace(lungs[0], atY: y, by: value)
                    case .rightLung: painter.replace(lungs[1], atY: y, by: value)
                    default:
                        for ellipsoid in organs[organ.index] { painter.replace(ellipsoid, atY: y, by: value) }
                    }
                }
                painter.add(to: volume, row: row)
            }
        }
    }
}

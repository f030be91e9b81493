/// Where both heads are as each row of the grid passes them, and the table between.
public struct HeadPath: Equatable, Sendable {
    /// z of the anterior and of the posterior collimator's face at each row, in mm.
    public let anterior, posterior: [Float]
    /// The fraction of the gamma rays that passes the table: 0.90 to 0.95.
    public let tableTransmission: Float

    /// These faces; the same number of rows for both.
    public init(anterior: [Float], posterior: [Float], tableTransmission: Float) {
        self.anterior = anterior
        self.posterior = posterior
        self.tableTransmission = tableTransmission
    }

    /// Heads that follow the body's contour from above, and stay level below the table.
    ///
    /// A head is as high as the highest point within its field asks for, plus `clearance` (20 to 60 mm). A row
    /// passes under the whole field, so that its height is the mean of those that the head takes meanwhile.
    ///
    /// - Parameters:
    ///   - front: z of the body's surface in front at each row, in mm; not finite where there is no body.
    ///   - tableTop: z of the table's surface, in mm.
    ///   - clearance: From the highest point in the field to the anterior face, in mm.
    ///   - tableGap: from there to the posterior collimator's face, in mm: 30 to 50.
    ///   - tableTransmission: The share of gamma rays that passes the table.
    ///   - pixel: The distance of two rows, in mm.
    ///   - fieldOfView: The length of a head along the body, in mm.
    public init(
        front: [Float], clearance: Float, tableTop: Float, tableGap: Float, tableTransmission: Float,
        pixel: Float, fieldOfView: Float
    ) {
        let reach = Int(min(max(0, fieldOfView / 2 / pixel), Float(front.count)))
        let surface = front.map { $0.isFinite ? max($0, tableTop) : tableTop }
        let heights = surface.indices.map { row in
            (surface[max(0, row - reach)...min(surface.count - 1, row + reach)].max() ?? 0) + clearance
        }
        anterior = heights.indices.map { row in
            let passing = heights[max(0, row - reach)...min(heights.count - 1, row + reach)]
            return passing.reduce(0, +) / Float(passing.count)
        }
        posterior = [Float](repeating: tableTop - tableGap, count: front.count)
        self.tableTransmission = tableTransmission
    }

    /// Heads that stand still: the anterior one as high as the highest point within its field, `covered`, asks for.
    init(
        still front: [Float], covered: Range<Int>, clearance: Float, tableTop: Float, tableGap: Float,
        tableTransmission: Float
    ) {
        let highest = front[covered.clamped(to: front.indices)].filter(\.isFinite).max() ?? tableTop
        anterior = [Float](repeating: max(highest, tableTop) + clearance, count: front.count)
        posterior = [Float](repeating: tableTop - tableGap, count: front.count)
        self.tableTransmission = tableTransmission
    }
}

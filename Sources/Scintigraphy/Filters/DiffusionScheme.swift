/// The explicit scheme of ``NonlinearDiffusion``: a pass over the rows a step, in place.
struct DiffusionScheme {
    let conductance: NonlinearDiffusion.Conductance
    let edge: Float
    let timeStep: Float

    /// What flows out of a row to the one below is what flows into that one: a row of flow is all that
    /// has to be remembered.
    func run(_ field: inout [Float], columns: Int, steps: Int) {
        guard columns > 0 else { return }
        let rows = field.count / columns
        var flows = [Float](repeating: 0, count: 3 * columns + 1)
        field.withUnsafeMutableBufferPointer { field in
            flows.withUnsafeMutableBufferPointer { flows in
                guard let pixels = field.baseAddress, let flows = flows.baseAddress else { return }
                let across = flows + 2 * columns
                for _ in 0..<steps {
                    var into = flows
                    var out = flows + columns
                    into.update(repeating: 0, count: columns)
                    for row in 0..<rows {
                        let here = pixels + row * columns
                        across[0] = 0
                        flow(from: here, to: here + 1, into: across + 1, count: columns - 1)
                        across[columns] = 0
                        if row + 1 < rows {
                            flow(from: here, to: here + columns, into: out, count: columns)
                        } else {
                            out.update(repeating: 0, count: columns)
                        }
                        for i in 0..<columns {
                            here[i] += timeStep * (across[i] - across[i + 1] + into[i] - out[i])
                        }
                        swap(&into, &out)
                    }
                }
            }
        }
    }

    /// g(|s|) s for the differences s between two runs of pixels.
    @inline(__always)
    private func flow(
        from a: UnsafeMutablePointer<Float>, to b: UnsafeMutablePointer<Float>,
        into flow: UnsafeMutablePointer<Float>, count: Int
    ) {
        let reciprocal = 1 / edge
        switch conductance {
        case .exponential:
            for i in 0..<count {
                let difference = a[i] - b[i]
                let ratio = difference * reciprocal
                flow[i] = difference * exponentialOfMinus(ratio * ratio)
            }
        case .rational:
            for i in 0..<count {
                let difference = a[i] - b[i]
                let ratio = difference * reciprocal
                flow[i] = difference / (1 + ratio * ratio)
            }
        }
    }
}

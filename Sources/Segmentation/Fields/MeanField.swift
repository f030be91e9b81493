import Figures
import Foundation

/// The iterations of a ``FullyConnectedCRF``, eight classes at a time.
struct MeanField {
    /// Each kernel, with what it counts.
    let kernels: [(weight: Float, filter: GridFilter)]

    /// - Precondition: the filters' images have as many pixels as the probabilities.
    func inferred(
        from probabilities: ClassProbabilities, iterations: Int, workers: Int
    ) throws -> ClassProbabilities {
        let pixels = probabilities.rows * probabilities.columns
        let energies = logarithms(probabilities)
        let groups = energies.count
        // Bands of pixels whose new probabilities are one worker's task.
        let band = 16384
        let bands = (0..<(pixels + band - 1) / band).map { $0 * band..<min(pixels, ($0 + 1) * band) }

        func updated(_ messages: [[SIMD8<Float>]]) throws -> [[SIMD8<Float>]] {
            let parts = try inParallel(bands.count, workers: workers) { number in
                softmax(energies, messages, over: bands[number])
            }
            return (0..<groups).map { group in parts.flatMap { $0[group] } }
        }

        var field = try updated([])
        for _ in 0..<iterations {
            let current = field
            let messages = try inParallel(groups * kernels.count, workers: workers) { number in
                kernels[number % kernels.count].filter.filtered(current[number / kernels.count])
            }
            field = try updated(messages)
        }
        var values: [Float] = []
        values.reserveCapacity(probabilities.values.count)
        for label in 0..<probabilities.classes {
            let group = field[label / 8]
            for pixel in 0..<pixels { values.append(group[pixel][label % 8]) }
        }
        return ClassProbabilities(
            classes: probabilities.classes, rows: probabilities.rows, columns: probabilities.columns,
            values: values)
    }

    /// log p in groups of eight classes; what fills the last group up is far from probable.
    private func logarithms(_ probabilities: ClassProbabilities) -> [[SIMD8<Float>]] {
        let pixels = probabilities.rows * probabilities.columns
        return stride(from: 0, to: probabilities.classes, by: 8).map { first in
            var group = [SIMD8<Float>](repeating: SIMD8(repeating: -1e4), count: pixels)
            for label in first..<min(first + 8, probabilities.classes) {
                for pixel in 0..<pixels {
                    let p = probabilities.values[label * pixels + pixel]
                    group[pixel][label - first] = log(max(p, .leastNormalMagnitude))
                }
            }
            return group
        }
    }

    /// The new probabilities of a band of pixels, group by group.
    private func softmax(
        _ energies: [[SIMD8<Float>]], _ messages: [[SIMD8<Float>]], over band: Range<Int>
    ) -> [[SIMD8<Float>]] {
        var parts = energies.map { Array($0[band]) }
        for (number, message) in messages.enumerated() {
            let (group, weight) = (number / kernels.count, kernels[number % kernels.count].weight)
            message.withUnsafeBufferPointer { message in
                parts[group].withUnsafeMutableBufferPointer { part in
                    for place in part.indices { part[place] += weight * message[band.lowerBound + place] }
                }
            }
        }
        var most = [Float](repeating: -.infinity, count: band.count)
        for part in parts {
            for place in part.indices { most[place] = max(most[place], part[place].max()) }
        }
        var sums = [Float](repeating: 0, count: band.count)
        for group in parts.indices {
            parts[group].withUnsafeMutableBufferPointer { part in
                for place in part.indices {
                    let each = exponentialOfMinus(SIMD8(repeating: most[place]) - part[place])
                    part[place] = each
                    sums[place] += each.sum()
                }
            }
        }
        for group in parts.indices {
            for place in parts[group].indices { parts[group][place] /= SIMD8(repeating: sums[place]) }
        }
        return parts
    }
}

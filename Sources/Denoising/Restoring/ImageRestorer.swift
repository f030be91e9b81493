import Scintigraphy
import Torch

/// A network at work on whole images: how counts go in and expected counts come out.
///
/// The network sees the body alone. Outside of its box, where there is nothing but background, the answer is the
/// mean of the 15 × 15 pixels around. Large images are worked on in bands of rows that overlap by as much as the
/// network sees, so that memory stays small and there are no seams.
final class ImageRestorer {
    let network: any Layer
    let architecture: DenoiserArchitecture
    let scaling: CountScaling
    private let device: Device
    /// The most pixels that are worked on at once: half of a whole-body view without what is left and right of the
    /// body. A whole one would be a little faster, and now and then take more than 600 MB.
    private let mostPixels: Int

    private static let backgroundRadius = 7

    /// The network is on `device`, and in evaluation.
    init(
        _ network: any Layer, _ architecture: DenoiserArchitecture, _ scaling: CountScaling, device: Device,
        mostPixels: Int = 1024 * 96
    ) {
        self.network = network
        self.architecture = architecture
        self.scaling = scaling
        self.device = device
        self.mostPixels = mostPixels
    }

    /// Each image restored, in order, as if it were alone; those of one size and box together. Throws where one does
    /// not hold counts.
    func restored(_ images: [CountImage]) throws -> [RestoredImage] {
        for image in images { try image.checkCounts() }
        var restored = [RestoredImage?](repeating: nil, count: images.count)
        let shapes = Dictionary(grouping: images.indices) { index in
            let image = images[index]
            return Shape(
                rows: image.rows, columns: image.columns,
                box: BodyBox(of: image, border: border, step: step))
        }
        for (shape, indices) in shapes {
            for (index, result) in zip(indices, try together(indices.map { images[$0] }, shape.box)) {
                restored[index] = result
            }
        }
        return restored.compactMap(\.self)
    }

    /// What images that are worked on together have in common.
    private struct Shape: Hashable {
        let rows, columns: Int
        let box: BodyBox
    }

    /// Images of one size, with their bodies in one box.
    private func together(_ images: [CountImage], _ box: BodyBox) throws -> [RestoredImage] {
        let most = max(1, mostPixels / (box.rows.count * box.columns.count))
        var results: [RestoredImage] = []
        for start in stride(from: 0, to: images.count, by: most) {
            let group = Array(images[start..<min(start + most, images.count)])
            let planes = try planes(of: group, in: box)
            for (index, image) in group.enumerated() {
                results.append(assembled(image, box, planes.map { $0[index] }))
            }
        }
        return results
    }

    /// The expected counts of each image in its box and, where the network has them, their standard deviations.
    private func planes(of images: [CountImage], in box: BodyBox) throws -> [[[Float]]] {
        var planes = [[[Float]]](
            repeating: Array(repeating: [], count: images.count), count: architecture.outputs)
        let rowsAtOnce = max(step, mostPixels / (images.count * box.columns.count) / step * step)
        for first in stride(from: box.rows.lowerBound, to: box.rows.upperBound, by: rowsAtOnce) {
            let kept = first..<min(first + rowsAtOnce, box.rows.upperBound)
            let seen =
                max(
                    box.rows.lowerBound, kept.lowerBound - border)..<min(
                    box.rows.upperBound, kept.upperBound + border)
            let answers = try answers(images, rows: seen, columns: box.columns)
            let skipped = (kept.lowerBound - seen.lowerBound) * box.columns.count
            for (plane, values) in answers.enumerated() {
                for (image, pixels) in values.enumerated() {
                    planes[plane][image] += pixels[skipped..<skipped + kept.count * box.columns.count]
                }
            }
        }
        return planes
    }

    /// The network's answers for a part of each image, as counts.
    private func answers(
        _ images: [CountImage], rows: Range<Int>, columns: Range<Int>
    ) throws -> [[[Float]]] {
        let padded = (rows: rows.count.roundedUp(to: step), columns: columns.count.roundedUp(to: step))
        let gains = images.map { CountScaling.gain(countsPerPixel: $0.total / Double($0.pixels.count)) }
        let seen = zip(images, gains).flatMap { image, gain in
            image.reflected(rows, columns, to: padded).map { scaling.seen($0, gain: gain) }
        }
        return try torchErrors {
            withoutGradient {
                let x = Tensor(seen, shape: [images.count, 1, padded.rows, padded.columns]).to(device)
                let gain = Tensor(gains, shape: [images.count, 1, 1, 1]).to(device)
                return counts(network(x), gain).map { plane in
                    let whole = plane[0..., 0, 0..<rows.count, 0..<columns.count].to(.cpu)
                    return images.indices.map { whole[$0].floats }
                }
            }
        }
    }

    private func counts(_ answer: Tensor, _ gain: Tensor) -> [Tensor] {
        guard architecture.outputs == 2 else { return [scaling.expected(answer, gain: gain)] }
        let parts = answer.split(into: 2, dim: 1)
        let (mean, deviation) = scaling.expected(
            mean: parts[0], logVariance: DenoiserLoss.admitted(logVariance: parts[1]), gain: gain)
        return [mean, deviation]
    }

    /// Puts the box into the background, and brings the whole to the image's counts.
    private func assembled(_ image: CountImage, _ box: BodyBox, _ planes: [[Float]]) -> RestoredImage {
        let background = image.localMean(radius: Self.backgroundRadius)
        let expected = image.replaced(background, by: planes[0].map { max($0, 0) }, in: box)
        let total = expected.reduce(0) { $0 + Double($1) }
        let factor = total > 0 ? image.total / total : 1
        func made(_ pixels: [Float]) -> CountImage {
            CountImage(
                rows: image.rows, columns: image.columns, pixels: pixels.map { $0 * Float(factor) },
                view: image.view, spacing: image.spacing, meaning: .processedCounts)
        }
        let deviation =
            planes.count == 2
            ? image.replaced(background.map { ($0 / 225).squareRoot() }, by: planes[1], in: box) : nil
        return RestoredImage(
            image: made(expected), deviation: deviation.map(made), countFactor: factor)
    }

    private var step: Int { architecture.sidesAreMultiplesOf }

    /// How far the network sees, on the grid of its halvings.
    private var border: Int { architecture.reach.roundedUp(to: step) }
}

extension Int {
    fileprivate func roundedUp(to step: Int) -> Int { (self + step - 1) / step * step }
}

extension CountImage {
    /// Throws a sentence where the pixels are not counts.
    fileprivate func checkCounts() throws(DenoisingError) {
        switch meaning {
        case .counts: break
        case .processedCounts:
            throw DenoisingError(
                "the \(view.rawValue) view was processed, and its noise is no longer that of counts; restore the "
                    + "scan as acquired")
        case .notForQuantification(let reason):
            throw DenoisingError(
                "the \(view.rawValue) view is not for quantification (\(reason)); restore the original scan")
        }
        if let wrong = pixels.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw DenoisingError(
                "the \(view.rawValue) view holds \(pixels[wrong]) at row \(wrong / columns), column \(wrong % columns), "
                    + "where counts are needed")
        }
    }

    /// A part of the image, filled up at its lower and right ends with its mirror image.
    fileprivate func reflected(
        _ rows: Range<Int>, _ columns: Range<Int>, to size: (rows: Int, columns: Int)
    ) -> [Float] {
        func mirrored(_ place: Int, _ count: Int) -> Int {
            guard place >= count, count > 1 else { return min(place, count - 1) }
            let period = 2 * (count - 1)
            let phase = place % period
            return phase < count ? phase : period - phase
        }
        let columnsSeen = (0..<size.columns).map { columns.lowerBound + mirrored($0, columns.count) }
        var part: [Float] = []
        part.reserveCapacity(size.rows * size.columns)
        for row in 0..<size.rows {
            let start = (rows.lowerBound + mirrored(row, rows.count)) * self.columns
            for column in columnsSeen { part.append(pixels[start + column]) }
        }
        return part
    }

    /// `background`, with other pixels in the box.
    fileprivate func replaced(_ background: [Float], by pixels: [Float], in box: BodyBox) -> [Float] {
        var whole = background
        for (line, row) in box.rows.enumerated() {
            let start = row * columns + box.columns.lowerBound
            let width = box.columns.count
            whole.replaceSubrange(start..<start + width, with: pixels[line * width..<(line + 1) * width])
        }
        return whole
    }
}

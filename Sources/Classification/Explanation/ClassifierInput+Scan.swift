import Scintigraphy
import Torch

extension ClassifierInput {
    /// What a network sees of a scan's images as acquired: 1×views×rows×columns.
    func tensor(of images: [CountImage]) -> Tensor {
        Tensor(images.flatMap { seen(binned($0)) }, shape: [1, images.count, rows, columns])
    }

    /// What lies over the matrix, put over the pixels of an image as acquired: the way that ``tensor(of:)`` goes,
    /// backwards.
    ///
    /// - Parameter map: 1×1×h×w of whatever size, spread over the matrix by bilinear interpolation.
    /// - Returns: a number for each pixel, row by row; between the matrix's by bilinear interpolation, beyond its
    ///   outermost ones as those.
    func laid(_ map: Tensor, over image: CountImage) -> [Float] {
        let (side, binned) = (binning(of: image), binned(image))
        let pixels = scale(of: binned)
        /// From -1 to 1 over the matrix, for each of `count` pixels of which `few` remain when binned.
        func places(_ count: Int, binned few: Int, of matrix: Int) -> Tensor {
            Tensor(
                (0..<count).map { index in
                    let middle = (Double(index) + 0.5) / Double(side) - Double(few) / 2
                    return Float(2 * middle / (pixels * Double(matrix)))
                })
        }
        let size = [image.rows, image.columns]
        let down = places(image.rows, binned: binned.rows, of: rows).unsqueezed(1).expanded(to: size)
        let right = places(image.columns, binned: binned.columns, of: columns).unsqueezed(0).expanded(
            to: size)
        return map.resized(to: Pair(rows, columns), by: .bilinear)
            .sampled(at: stack([right, down], dim: 2).unsqueezed(0), outside: .border).floats
    }
}

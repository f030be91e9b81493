import Figures
import Scintigraphy
import Segmentation

/// A whole-body view as quality control looks at it: without most of its noise, and with the body found in it.
struct SmoothedView {
    /// As it was acquired.
    let image: CountImage
    /// The size of a pixel; as if the matrix covered 2.4 m where the scan does not say.
    let spacing: PixelSpacing
    /// Its pixels, smoothed by 8 mm.
    let pixels: [Float]
    /// The same with fewer pixels, and which of them show the body.
    let coarse: CoarseView
    /// Where the body lies.
    let body: BodyFrame
    /// The class of bone of each pixel, as ``BoneClass`` numbers them, as a segmenter told; `nil` where none did.
    let told: [UInt8]?
    /// The same where its hip bones lie where hips can be; else `nil`.
    let bones: [UInt8]?

    /// `nil` where it shows no whole body.
    ///
    /// - Parameter segmented: what a segmenter says of this view.
    init?(_ image: CountImage, _ segmented: SegmentedView?) {
        let assumed = 2400 / Double(image.rows)
        let spacing =
            image.spacing ?? PixelSpacing(rowMillimetres: assumed, columnMillimetres: assumed)
        let sized = CountImage(
            rows: image.rows, columns: image.columns, pixels: image.pixels, view: image.view,
            spacing: spacing, meaning: image.meaning)
        // A picture's meaning is no matter here, but numbers that are none are.
        guard spacing.isProportionate, image.total > 0, image.pixels.allSatisfy({ $0.isFinite && $0 >= 0 }),
            let smoothed = try? sized.gaussianFiltered(fwhmMillimetres: 8).pixels,
            let coarse = CoarseView(smoothed, rows: image.rows, columns: image.columns, spacing: spacing),
            let body = BodyFrame(coarse)
        else { return nil }
        told = segmented?.boneMask.flatMap {
            $0.rows == image.rows && $0.columns == image.columns ? $0.labels : nil
        }
        let fitted = told.flatMap { body.fitted(to: $0, columns: image.columns) }
        (self.image, self.spacing, pixels, self.coarse) = (image, spacing, smoothed, coarse)
        self.body = fitted ?? body
        bones = fitted == nil ? nil : told
    }

    var rows: Int { image.rows }
    var columns: Int { image.columns }

    /// The mean counts of a pixel's surroundings, in which nothing counts for more than `limit`: smoothed by 80 mm.
    func surroundings(limit: Float) -> Surroundings {
        let side = max(1, Int(10 / spacing.columnMillimetres))
        let capped = CountImage(
            rows: rows, columns: columns, pixels: image.pixels.map { min($0, limit) }, view: image.view,
            spacing: spacing)
        let coarse = min(rows, columns) >= side ? capped.binned(by: side) : capped
        // Its spacing is known and its width is no wish of a user's: it is filtered.
        let filtered = (try? coarse.gaussianFiltered(fwhmMillimetres: 80)) ?? coarse
        return Surroundings(filtered, side: side)
    }

    /// What lies about each pixel.
    struct Surroundings {
        private let coarse: CountImage
        private let side: Int

        fileprivate init(_ coarse: CountImage, side: Int) {
            (self.coarse, self.side) = (coarse, side)
        }

        /// In counts a pixel of the view.
        subscript(row: Int, column: Int) -> Float {
            coarse[min(row / side, coarse.rows - 1), min(column / side, coarse.columns - 1)]
                / Float(side * side)
        }
    }
}

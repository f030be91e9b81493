public import Scintigraphy
public import Segmentation

extension HotArtefact {
    /// What is hot and no bone in a whole-body scan: in the order of its views, the bladder first, then from head to foot.
    /// None in spot views.
    ///
    /// Without bones, urine outside the bladder is found where the body hides it from one view, or beside a leg.
    ///
    /// - Parameters:
    ///   - scan: one view or both, as acquired.
    ///   - segmented: what a segmenter says of these views; those without are searched without bones.
    public static func all(in scan: BoneScan, segmented: [SegmentedView] = []) -> [HotArtefact] {
        all(
            in: scan.images.compactMap { image in
                SmoothedView(image, segmented.first { $0.view == image.view })
            })
    }

    static func all(in views: [SmoothedView]) -> [HotArtefact] {
        var bladder: BladderOutline?
        return views.flatMap { view -> [HotArtefact] in
            let seen = bladder.map { (row: $0.seed.row, column: view.columns - 1 - $0.seed.column) }
            let outline = BladderOutline(view, seen: seen)
            bladder = outline
            let patch = outline.map {
                PixelPatch($0.pixels, margin: 2, rows: view.rows, columns: view.columns).grown(2)
            }
            let blobs = view.blobs(without: patch, other: views.first { $0.image.view != view.image.view })
            let found = blobs.compactMap { blob in
                blob.kind.map { kind in
                    HotArtefact(
                        kind,
                        PixelPatch(blob.members, margin: 1, rows: view.rows, columns: view.columns).grown()
                            .pixels,
                        of: view)
                }
            }
            return (outline.map { [HotArtefact(.bladder, $0.pixels, of: view)] } ?? []) + found
        }
    }

    /// - Parameter pixels: one or more.
    private init(_ kind: Kind, _ pixels: [Int], of view: SmoothedView) {
        let count = Double(pixels.count)
        self.init(
            kind: kind, view: view.image.view,
            row: pixels.reduce(0) { $0 + Double($1 / view.columns) } / count,
            column: pixels.reduce(0) { $0 + Double($1 % view.columns) } / count,
            areaSquareCentimetres: view.image.spacing.map { count * $0.squareCentimetres },
            share: pixels.reduce(0) { $0 + Double(view.image.pixels[$1]) } / view.image.total,
            pixels: pixels)
    }
}

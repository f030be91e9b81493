import Scintigraphy
import Segmentation

/// A focus of a view with its pixels, and where it lies in the patient.
struct SeenFocus: Equatable, Sendable {
    let focus: DescribedFocus
    /// Row by row.
    let pixels: [Int]
    /// Those that lie in no artefact.
    let clearPixels: [Int]
    /// The artefact in which half of it or more lies.
    let artefact: HotArtefact.Kind?
    /// In millimetres, as ``ViewAnatomy/place(row:column:)`` has it.
    let left, down: Double
    /// That of a disc of its area, in millimetres.
    let radius: Double

    /// In cm², by the usual size of a pixel where the scan does not say.
    var area: Double { radius * radius * .pi / 100 }
}

extension SegmentedView {
    /// The foci with their pixels; `nil` where the model knows none.
    func seenFoci(in image: CountImage, _ anatomy: ViewAnatomy, artefacts: [HotArtefact]) -> [SeenFocus]? {
        guard let described = describedFoci(in: image), let foci, let focusThreshold else { return nil }
        let found = Foci(rows: rows, columns: columns, mask: foci.map { Double($0) >= focusThreshold })
        var members = [[Int]](repeating: [], count: found.count)
        for (pixel, focus) in found.focus.enumerated() {
            if let focus { members[focus].append(pixel) }
        }
        let hot = artefacts.filter { $0.view == view }.map { (kind: $0.kind, pixels: Set($0.pixels)) }
        return zip(described, members).map { focus, pixels in
            let place = anatomy.place(row: focus.row, column: focus.column)
            let area = Double(pixels.count) * anatomy.spacing.squareCentimetres
            return SeenFocus(
                focus: focus, pixels: pixels,
                clearPixels: pixels.filter { pixel in !hot.contains { $0.pixels.contains(pixel) } },
                artefact: hot.first { 2 * pixels.count(where: $0.pixels.contains) >= pixels.count }?.kind,
                left: place.left, down: place.down, radius: (area * 100 / .pi).squareRoot())
        }
    }
}

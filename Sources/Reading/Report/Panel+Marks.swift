import Figures
import Scintigraphy
import Segmentation

/// Regions and hot spots over a view.
extension Panel {
    /// A view with the outlines of bones, foci and artefacts, and the numbers of its hot spots.
    init(
        marking image: CountImage, _ segmented: SegmentedView?, _ findings: Findings, _ window: DisplayWindow
    ) {
        var tints = [RGB?](repeating: nil, count: image.pixels.count)
        var lines = tints
        if let bones = segmented?.boneMask, bones.labels.count == tints.count {
            for pixel in bones.outline {
                tints[pixel] = BoneClass(label: bones.labels[pixel])?.colour ?? Self.otherBones
            }
        }
        let spots = (findings.hotSpots ?? []).flatMap { spot in
            spot.foci.filter { $0.view == image.view }.map { (spot, $0) }
        }
        if let foci = segmented?.focusMask, foci.labels.count == tints.count {
            let colours = Dictionary(spots.map { ($1.number, $0.colour) }) { first, _ in first }
            for (pixel, label) in foci.surroundings { lines[pixel] = colours[Int(label)] ?? Self.excluded }
        }
        for artefact in findings.artefacts where artefact.view == image.view {
            var mask = LabelImage(
                rows: image.rows, columns: image.columns, labels: .init(repeating: 0, count: tints.count),
                view: image.view)
            for pixel in artefact.pixels where tints.indices.contains(pixel) { mask.labels[pixel] = 1 }
            for (pixel, _) in mask.surroundings { lines[pixel] = Self.artefact }
        }
        let isPlain = tints.allSatisfy { $0 == nil } && lines.allSatisfy { $0 == nil }
        self.init(
            title: image.view.rawValue, image: image, tints: isPlain ? nil : tints,
            lines: isPlain ? nil : lines,
            notes: ["black from \(window.upper.formatted(decimals: 1)) counts a pixel"], window: window,
            callouts: spots.map { Callout("\($0.number)", $0.colour, row: $1.row, column: $1.column) })
    }

    /// What the colours of such a view mean: those that can be there.
    static func legend(_ segmented: [SegmentedView], _ findings: Findings) -> [Legend.Entry] {
        let spots = findings.hotSpots ?? []
        let marks = [
            spots.contains(where: \.counts) ? Legend.Entry(counted, "hot spot, taken as a finding") : nil,
            spots.contains { !$0.counts } ? Legend.Entry(excluded, "hot spot, set aside") : nil,
            findings.artefacts.isEmpty ? nil : Legend.Entry(artefact, "hot, but no bone"),
        ].compactMap(\.self)
        guard segmented.contains(where: { $0.bones != nil }) else { return marks }
        return marks + BoneClass.allCases.map { Legend.Entry($0.colour, $0.rawValue) }
            + [Legend.Entry(otherBones, "other bones")]
    }

    fileprivate static let counted = RGB(red: 215, green: 0, blue: 0)
    fileprivate static let excluded = RGB(red: 0, green: 80, blue: 220)
    private static let artefact = RGB(red: 0, green: 150, blue: 150)
    private static let otherBones = RGB(red: 150, green: 150, blue: 150)
}

extension HotSpot {
    fileprivate var colour: RGB { counts ? Panel.counted : Panel.excluded }
}

extension LabelImage {
    /// The labelled pixels that have a neighbour of another label.
    fileprivate var outline: [Int] {
        labels.indices.filter { pixel in
            labels[pixel] != 0 && neighbour(of: pixel) { $0 != labels[pixel] } != nil
        }
    }

    /// The pixels without a label that have a labelled neighbour, and that label.
    fileprivate var surroundings: [(pixel: Int, label: UInt8)] {
        labels.indices.compactMap { pixel in
            guard labels[pixel] == 0 else { return nil }
            return neighbour(of: pixel) { $0 != 0 }.map { (pixel, $0) }
        }
    }

    /// The first such label above, below, to the left or to the right of a pixel.
    private func neighbour(of pixel: Int, where isMeant: (UInt8) -> Bool) -> UInt8? {
        let (row, column) = (pixel / columns, pixel % columns)
        if row > 0, isMeant(labels[pixel - columns]) { return labels[pixel - columns] }
        if row < rows - 1, isMeant(labels[pixel + columns]) { return labels[pixel + columns] }
        if column > 0, isMeant(labels[pixel - 1]) { return labels[pixel - 1] }
        if column < columns - 1, isMeant(labels[pixel + 1]) { return labels[pixel + 1] }
        return nil
    }
}

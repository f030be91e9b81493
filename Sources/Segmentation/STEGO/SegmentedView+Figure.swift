public import Figures
public import Scintigraphy

extension Figure {
    /// A scan's views as they were segmented: bones in their colours and foci in red with their numbers, beside the
    /// clusters, as far as the model knows them.
    ///
    /// - Parameters:
    ///   - scan: the views as they were acquired.
    ///   - segmented: what they show; views without are left out.
    ///   - foci: what is told of their foci.
    ///   - palette: the scan's colours.
    ///   - notes: lines below all of them.
    /// - Precondition: one view at least was segmented.
    public static func segmentation(
        of scan: BoneScan, _ segmented: [SegmentedView], foci: [DescribedFocus] = [],
        palette: Palette = .inverseGrey, notes: [String]
    ) -> Figure {
        let pairs = segmented.compactMap { found in scan[found.view].map { ($0, found) } }
        let ofBones = pairs.filter { $1.bones != nil }.map { image, found in
            Panel(
                title: "\(image.view.rawValue): bones", image: image, tints: found.boneTints,
                marks: foci.filter { $0.view == image.view }.map {
                    .init("\($0.number)", row: $0.row, column: $0.column)
                })
        }
        let air = pairs.map(\.1).air
        let ofClusters = pairs.compactMap { image, found in
            found.clusterMask.map { clusters in
                Panel(
                    title: "\(image.view.rawValue): clusters", image: image,
                    tints: clusters.labels.map { $0 == air ? nil : clusterColour($0) })
            }
        }
        let bones = BoneClass.allCases.map { Legend.Entry($0.colour, $0.rawValue) }
        let others = [Legend.Entry(otherBonesColour, "other bones"), Legend.Entry(focusColour, "focus")]
        return montage(
            ofBones + ofClusters, palette: palette, window: scan.window,
            legend: ofBones.isEmpty ? [] : bones + others,
            notes: notes)
    }

    fileprivate static let otherBonesColour = RGB(red: 150, green: 150, blue: 150)
    fileprivate static let focusColour = RGB(red: 255, green: 0, blue: 0)

    /// Hues that turn by the golden angle from one to the next, by turns full, dark and pale: no two of many are alike.
    private static func clusterColour(_ cluster: UInt8) -> RGB {
        let hue = (Double(cluster) * 0.618_034).truncatingRemainder(dividingBy: 1) * 6
        func share(_ offset: Double) -> UInt8 {
            let distance = abs((hue + offset).truncatingRemainder(dividingBy: 6) - 3)
            let full = 255 * min(max(distance - 1, 0), 1)
            let shade = [full, 0.55 * full, 0.5 * (full + 255)][Int(cluster) % 3]
            return UInt8(shade.rounded())
        }
        return RGB(red: share(0), green: share(4), blue: share(2))
    }
}

extension [SegmentedView] {
    /// The cluster of the most pixels at the sides of the views, where there is air; `nil` without clusters.
    fileprivate var air: UInt8? {
        var counts: [UInt8: Int] = [:]
        for mask in compactMap(\.clusterMask) {
            for row in 0..<mask.rows {
                for column in [0, mask.columns - 1] {
                    counts[mask.labels[row * mask.columns + column], default: 0] += 1
                }
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}

extension SegmentedView {
    /// The colour of each pixel's bone, or red in foci; none for the background.
    fileprivate var boneTints: [RGB?]? {
        guard let bones = boneMask else { return nil }
        let foci = focusMask
        return bones.labels.enumerated().map { pixel, label in
            if let foci, foci.labels[pixel] > 0 { return Figure.focusColour }
            return label == BoneClass.otherBones ? Figure.otherBonesColour : BoneClass(label: label)?.colour
        }
    }
}

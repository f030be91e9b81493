import Figures
import Scintigraphy
public import Training

/// How well the maps over one scan point at its lesions.
public struct LocalisationScore: Codable, Equatable, Sendable {
    /// How far from a lesion's mask the highest place may lie to be a hit, in mm; Zhang et al. allow 15 pixels.
    public static let toleranceMillimetres = 15.0

    /// The pointing game: whether the highest place of all maps lies in a lesion's mask, or as near to it as is allowed.
    /// Of a plateau it is the middle that counts. Zhang et al., Int J Comput Vis 2018;126:1084-1102.
    public let hits: Bool
    /// The share of the maps' sum that lies in lesions' masks, 0 to 1. Wang et al., Score-CAM, CVPR Workshops 2020.
    public let energy: Double
    /// How often a pixel drawn by chance is a hit: the share, of the pixels of all views that counted anything, that
    /// lies in a mask or as near as is allowed.
    public let hitsByChance: Double
    /// The share of the same pixels that lies in masks: the energy of a map that is the same everywhere in the body.
    public let energyByChance: Double

    /// Of maps over images as acquired, with the masks of lesions that these show, in the same order.
    ///
    /// `nil` where no mask shows a lesion: there is nothing to point at. Throws where a pixel's size is not known, or
    /// beyond reason.
    ///
    /// - Precondition: `tolerance` is not negative.
    init?(
        _ maps: [ActivationMap], over images: [CountImage], lesions: [LabelImage],
        toleranceMillimetres tolerance: Double = toleranceMillimetres
    ) throws(ClassificationError) {
        precondition(tolerance >= 0)
        guard lesions.contains(where: { $0.labels.contains { $0 > 0 } }) else { return nil }
        let most = maps.map { $0.values.max() ?? 0 }.max() ?? 0
        var (hits, energy, total) = (false, 0.0, 0.0)
        var (counted, near, inside) = (0, 0, 0)
        var hasPointed = false
        for ((map, image), mask) in zip(zip(maps, images), lesions) {
            guard let spacing = map.spacing, spacing.isProportionate else {
                throw ClassificationError(
                    "the \(map.view.rawValue) view does not say how large its pixels are; distances to lesions "
                        + "need that")
            }
            let target = mask.widened(by: tolerance, spacing)
            if most > 0, !hasPointed, let peak = map.peak(of: most) {
                hits = target[peak]
                hasPointed = true
            }
            for (pixel, value) in map.values.enumerated() {
                let isLesion = mask.labels[pixel] > 0
                total += Double(value)
                if isLesion { energy += Double(value) }
                guard image.pixels[pixel] > 0 else { continue }
                counted += 1
                if isLesion { inside += 1 }
                if target[pixel] { near += 1 }
            }
        }
        self.hits = hits
        self.energy = total > 0 ? energy / total : 0
        hitsByChance = counted > 0 ? Double(near) / Double(counted) : 0
        energyByChance = counted > 0 ? Double(inside) / Double(counted) : 0
    }
}

extension TrainedClassifier {
    /// How well ``explanation(of:)`` points at the lesions of a patient of a cohort.
    ///
    /// All lesions of the masks count, malignant or not, of the views that the model takes.
    ///
    /// - Parameters:
    ///   - patient: with masks of lesions, as simulation leaves them.
    ///   - tolerance: how far from a mask is still a hit.
    /// - Returns: `nil` where there are no masks, the cohort does not call the scan abnormal, so that no lesion can be
    ///   seen, or none lies in these views.
    /// - Throws: where the scan lacks a view, holds no counts, or does not say how large its pixels are.
    public func localisation(
        on patient: PatientScan,
        toleranceMillimetres tolerance: Double = LocalisationScore.toleranceMillimetres
    ) throws -> LocalisationScore? {
        let images = try recipe.input.images(of: patient.scan, architecture.views)
        let masks = images.compactMap { image in patient.lesions?.first { $0.view == image.view } }
        guard patient.patient.isAbnormal == true, masks.count == images.count else { return nil }
        return try LocalisationScore(
            explanation(of: patient.scan).maps, over: images, lesions: masks, toleranceMillimetres: tolerance)
    }
}

extension ActivationMap {
    /// The pixel in the middle of those that reach `most`, but for rounding; `nil` where none does.
    fileprivate func peak(of most: Float) -> Int? {
        let highest = values.indices.filter { values[$0] >= most * (1 - 1e-4) }
        guard !highest.isEmpty else { return nil }
        let row = highest.reduce(0) { $0 + $1 / columns } / highest.count
        let column = highest.reduce(0) { $0 + $1 % columns } / highest.count
        return row * columns + column
    }
}

extension LabelImage {
    /// Which pixels' centres are at most so far from the centre of a labelled one.
    fileprivate func widened(by millimetres: Double, _ spacing: PixelSpacing) -> [Bool] {
        var reached = labels.map { $0 > 0 }
        let reach = Int(min(millimetres / spacing.rowMillimetres, Double(rows)))
        for pixel in labels.indices where labels[pixel] > 0 {
            let (row, column) = (pixel / columns, pixel % columns)
            for down in -reach...reach where (0..<rows).contains(row + down) {
                let height = Double(down) * spacing.rowMillimetres
                let wide = (millimetres * millimetres - height * height).squareRoot()
                let aside = Int(min(wide / spacing.columnMillimetres, Double(columns)))
                for other in max(0, column - aside)...min(columns - 1, column + aside) {
                    reached[(row + down) * columns + other] = true
                }
            }
        }
        return reached
    }
}

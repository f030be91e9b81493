import Scintigraphy
import Segmentation

/// A spot of a view that is far hotter than its surroundings, and what tells whether it is bone.
struct HotBlob {
    /// Its pixels, row by row.
    let members: [Int]
    /// Its middle: how far below the hips and how far from the mid-line, on either side, in heights of the body.
    let below, beside: Double
    /// Its highest value over the body's level.
    let peak: Float
    /// Its highest value over its surroundings.
    let contrast: Float
    /// Its highest value over what the other view shows at the same place; `nil` where there is none.
    let overOtherView: Float?
    /// The share of the pixels about it that show bone; `nil` where bones are not known.
    let boneAround: Double?
}

extension HotBlob {
    /// What it is, if it is no bone; `nil` for bone, and where nobody can tell.
    ///
    /// Tracer beside a vein is much hotter than bone, and lies in an arm. Urine lies on the skin of belly, thighs and
    /// perineum, so that the body hides it from one of the views, or where there is no bone, or in a bag beside a leg.
    /// Thresholds are of simulated patients, see docs/quality.md.
    var kind: HotArtefact.Kind? {
        if beside > 0.085, (-0.24...0.17).contains(below), contrast > 10, peak > 4.5 { return .injectionSite }
        guard (-0.03...0.35).contains(below), contrast > 2.7 else { return nil }
        let isOneSided = contrast > 3 && overOtherView.map { $0 > 4 || $0 < 0.25 } ?? false
        if let boneAround {
            if boneAround < 0.2, beside < 0.1 || below > 0.12 { return .urine }
            if isOneSided, (0...0.23).contains(below) { return .urine }
        } else {
            if isOneSided, (0.02...0.22).contains(below) { return .urine }
            if beside > 0.085, below > 0.15, contrast > 3 { return .urine }
        }
        return nil
    }
}

extension SmoothedView {
    /// The hot spots of 0.3 cm² or more.
    ///
    /// - Parameters:
    ///   - known: pixels that are none, and those about them.
    ///   - other: the other view of the same patient.
    func blobs(without known: PixelPatch?, other: SmoothedView?) -> [HotBlob] {
        let surroundings = surroundings(limit: 2 * body.level)
        var mask = [Bool](repeating: false, count: pixels.count)
        let least = 0.4 * body.level
        for row in 0..<rows {
            for column in 0..<columns {
                let value = pixels[row * columns + column]
                if value > least, value > 1.5 * surroundings[row, column] + least {
                    mask[row * columns + column] = true
                }
            }
        }
        for pixel in known?.pixels ?? [] { mask[pixel] = false }
        let parts = Foci(rows: rows, columns: columns, mask: mask)
        var members = [[Int]](repeating: [], count: parts.count)
        for pixel in mask.indices where mask[pixel] {
            if let part = parts.focus[pixel] { members[part].append(pixel) }
        }
        return members.filter { Double($0.count) * spacing.squareCentimetres >= 0.3 }
            .map { blob($0, surroundings, other) }
    }

    private func blob(_ members: [Int], _ surroundings: Surroundings, _ other: SmoothedView?) -> HotBlob {
        let count = Double(members.count)
        let place = body.place(
            row: members.reduce(0) { $0 + Double($1 / columns) } / count,
            column: members.reduce(0) { $0 + Double($1 % columns) } / count)
        let hottest = members.max { pixels[$0] < pixels[$1] } ?? members[0]
        let contrast = members.reduce(Float(0)) {
            max($0, pixels[$1] / max(surroundings[$1 / columns, $1 % columns], .leastNormalMagnitude))
        }
        return HotBlob(
            members: members, below: place.below, beside: abs(place.beside),
            peak: pixels[hottest] / body.level, contrast: contrast,
            overOtherView: other.flatMap { ratio(at: hottest, to: $0) },
            boneAround: bones.map { boneAround(members, $0) })
    }

    /// Of one pixel to the hottest within 5 mm of the same place in the other view, which shows the body mirrored.
    private func ratio(at pixel: Int, to other: SmoothedView) -> Float? {
        guard other.rows == rows, other.columns == columns else { return nil }
        let (row, column) = (pixel / columns, columns - 1 - pixel % columns)
        let reach = max(1, Int(5 / spacing.columnMillimetres))
        var highest: Float = 0
        for near in max(0, row - reach)...min(rows - 1, row + reach) {
            for beside in max(0, column - reach)...min(columns - 1, column + reach) {
                highest = max(highest, other.pixels[near * columns + beside])
            }
        }
        return highest > 0 ? pixels[pixel] / highest : nil
    }

    /// The share of bone from 5 to 12 mm about these pixels.
    private func boneAround(_ members: [Int], _ bones: [UInt8]) -> Double {
        let (near, far) = (
            max(1, Int(5 / spacing.columnMillimetres)), max(2, Int(12 / spacing.columnMillimetres))
        )
        let patch = PixelPatch(members, margin: far, rows: rows, columns: columns)
        let inner = patch.grown(near)
        let ring = inner.grown(far - near).subtracting(inner).pixels
        guard !ring.isEmpty else { return 0 }
        return Double(ring.count { bones[$0] != BoneClass.background }) / Double(ring.count)
    }
}

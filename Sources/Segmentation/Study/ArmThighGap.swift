import Phantoms
import Scintigraphy

/// Where the study of Ulitin et al. saw metastases that were none: between arm and thigh.
///
/// Of each row in which a femur or hip bone lies, and to the side of it a bone of the arm, the pixels without bone between
/// the two.
struct ArmThighGap {
    /// Whether each pixel lies there, row by row.
    let pixels: [Bool]

    /// - Parameter bones: the mask of single bones of a view, as simulation writes it.
    init(_ bones: LabelImage) {
        let found = (0...255).map { (label: UInt8) in Bone(maskValue: label) }
        let isTrunk = found.map { $0?.part == "femur" || $0?.part == "hip bone" }
        let isArm = found.map { $0?.region == .upperLimbs }
        var pixels = [Bool](repeating: false, count: bones.labels.count)
        for row in 0..<bones.rows {
            let start = row * bones.columns
            let labels = bones.labels[start..<start + bones.columns]
            guard let left = labels.firstIndex(where: { isTrunk[Int($0)] }),
                let right = labels.lastIndex(where: { isTrunk[Int($0)] })
            else { continue }
            let beside = [
                labels[..<left].lastIndex { isArm[Int($0)] }.map { $0 + 1..<left },
                labels[(right + 1)...].firstIndex { isArm[Int($0)] }.map { right + 1..<$0 },
            ]
            for pixel in beside.compactMap(\.self).joined() where labels[pixel] == 0 { pixels[pixel] = true }
        }
        self.pixels = pixels
    }
}

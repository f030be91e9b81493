import Scintigraphy

/// Where the study of Ulitin et al. saw metastases that were none: between arm and thigh.
///
/// Of each row in which a femur or hip bone lies, and beside it a bone of the arm, the pixels without bone between the two.
struct ArmThighGap {
    /// Whether each pixel lies there, row by row.
    let pixels: [Bool]

    /// - Parameter bones: the true classes of bone of a view, as ``BoneClass`` numbers them.
    init(_ bones: LabelImage) {
        let trunk: Set<UInt8> = [BoneClass.femora.label, BoneClass.pelvis.label]
        let arm: Set<UInt8> = [BoneClass.humeri.label, BoneClass.otherBones]
        var pixels = [Bool](repeating: false, count: bones.labels.count)
        for row in 0..<bones.rows {
            let start = row * bones.columns
            let labels = bones.labels[start..<start + bones.columns]
            guard let left = labels.firstIndex(where: trunk.contains),
                let right = labels.lastIndex(where: trunk.contains)
            else { continue }
            let beside = [
                labels[..<left].lastIndex(where: arm.contains).map { $0 + 1..<left },
                labels[(right + 1)...].firstIndex(where: arm.contains).map { right + 1..<$0 },
            ]
            for pixel in beside.compactMap(\.self).joined() where labels[pixel] == BoneClass.background {
                pixels[pixel] = true
            }
        }
        self.pixels = pixels
    }
}

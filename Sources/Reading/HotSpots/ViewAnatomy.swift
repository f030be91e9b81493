import Phantoms
import Scintigraphy
import Segmentation

/// Where the bones lie in a view, and where that is in the patient.
struct ViewAnatomy: Equatable, Sendable {
    let view: View
    let rows, columns: Int
    /// Of each pixel, row by row, as ``BoneClass`` numbers them.
    let labels: [UInt8]
    /// In millimetres; as whole-body scans usually have it where the scan does not say.
    let spacing: PixelSpacing
    /// `nil` where the view shows no bone.
    let midLine: MidLine?

    /// What whole-body scans of 1024 × 256 pixels have, about.
    static let usualSpacing = PixelSpacing(rowMillimetres: 2.4, columnMillimetres: 2.4)

    /// - Precondition: there is a label for each pixel of the image.
    init(_ image: CountImage, labels: [UInt8]) {
        precondition(labels.count == image.pixels.count)
        (view, rows, columns) = (image.view, image.rows, image.columns)
        spacing = image.spacing ?? Self.usualSpacing
        midLine = MidLine(labels, columns: columns)
        self.labels = labels
    }

    /// A place of the view in the patient, in millimetres: how far to the patient's left of the mid-line, and how far
    /// below the upper edge of the view. Both views have the same place for what is the same.
    func place(row: Double, column: Double) -> (left: Double, down: Double) {
        let right =
            midLine?.distance(row: row, column: column) ?? column - Double(columns - 1) / 2
        return (
            (view == .anterior ? right : -right) * spacing.columnMillimetres, row * spacing.rowMillimetres
        )
    }

    /// The same of a pixel.
    func place(_ pixel: Int) -> (left: Double, down: Double) {
        place(row: Double(pixel / columns), column: Double(pixel % columns))
    }

    /// The patient's side that a pixel lies on.
    func side(_ pixel: Int) -> Side { place(pixel).left >= 0 ? .left : .right }

    /// The pixels of a bone; of one side, where it is one of a pair.
    func pixels(of region: BoneRegion) -> [Int] {
        let label = region.bone.label
        return labels.indices.filter {
            labels[$0] == label && (region.side == nil || side($0) == region.side)
        }
    }
}

/// A bone of the middle, or one of a pair.
struct BoneRegion: Hashable, Sendable {
    let bone: NamedBone
    /// `nil` for a bone of the middle.
    let side: Side?

    /// From head to foot.
    static let bones: [NamedBone] = BoneClass.allCases.map { .ofClass($0) } + [.other]

    /// All that a reading tells apart, from head to foot.
    static let all: [BoneRegion] = bones.flatMap { bone in
        bone.isOfTheMidLine
            ? [BoneRegion(bone: bone, side: nil)] : [.right, .left].map { BoneRegion(bone: bone, side: $0) }
    }
}

extension NamedBone {
    /// Its label in a mask.
    var label: UInt8 {
        switch self {
        case .ofClass(let known): known.label
        case .other: BoneClass.otherBones
        }
    }
}

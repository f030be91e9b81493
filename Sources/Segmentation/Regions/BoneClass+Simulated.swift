public import Phantoms
public import Scintigraphy

extension BoneClass {
    /// The class of one of the 179 simulated bones; `nil` for forearms, hands, patellae, legs and feet.
    public init?(_ bone: Bone) {
        switch bone.region {
        case .skull: self = .skull
        case .cervicalSpine: self = .cervicalSpine
        case .thoracicSpine: self = .thoracicSpine
        case .lumbarSpine: self = .lumbarSpine
        case .sacrum: self = .sacrum
        case .pelvis: self = .pelvis
        case .ribs: self = .ribs
        case .sternum: self = .sternum
        case .clavicles: self = .clavicles
        case .scapulae: self = .scapulae
        case .upperLimbs where bone.part == "humerus": self = .humeri
        case .lowerLimbs where bone.part == "femur": self = .femora
        case .upperLimbs, .lowerLimbs: return nil
        }
    }
}

extension NamedBone {
    /// What a segmentation should call a simulated bone.
    public init(_ bone: Bone) { self = BoneClass(bone).map(NamedBone.ofClass) ?? .other }
}

extension LabelImage {
    /// The classes of bone that a view of a simulated patient shows, of its mask of single bones: those nearest to the
    /// camera. Labels as ``BoneClass`` numbers them, with ``BoneClass/background`` and ``BoneClass/otherBones``.
    ///
    /// Throws where a label is no bone's.
    public func boneClasses() throws(SegmentationError) -> LabelImage {
        let classes = (0...255).map { (label: UInt8) -> UInt8? in
            guard label > 0 else { return BoneClass.background }
            return Bone(maskValue: label).map { BoneClass($0)?.label ?? BoneClass.otherBones }
        }
        var image = self
        for (pixel, label) in labels.enumerated() {
            guard let found = classes[Int(label)] else {
                throw SegmentationError(
                    "the mask of bones of the \(view.rawValue) view has the label \(label), which is no bone's; "
                        + "give a mask as simulation wrote it")
            }
            image.labels[pixel] = found
        }
        return image
    }
}

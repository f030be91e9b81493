import DICOM
import Phantoms
import Scintigraphy
import Segmentation

extension NamedBone {
    /// Its code: SNOMED's, or one of our own for what is no single bone.
    var code: CodedConcept {
        switch self {
        case .other: .otherBones
        case .ofClass(let bone): bone.code
        }
    }

    /// In figures.
    var colour: RGB {
        switch self {
        case .other: RGB(red: 150, green: 150, blue: 150)
        case .ofClass(let bone): bone.colour
        }
    }
}

extension BoneClass {
    fileprivate var code: CodedConcept {
        switch self {
        case .skull: .skull
        case .cervicalSpine: .cervicalSpine
        case .clavicles: .clavicle
        case .scapulae: .scapula
        case .humeri: .humerus
        case .sternum: .sternum
        case .ribs: .rib
        case .thoracicSpine: .thoracicSpine
        case .lumbarSpine: .lumbarSpine
        case .sacrum: .sacrum
        case .pelvis: .pelvis
        case .femora: .femur
        }
    }
}

extension Side {
    var code: CodedConcept { self == .left ? .left : .right }
}

extension ResultModel {
    init(_ model: Findings.ModelEvidence) {
        self.init(name: model.name, architecture: model.architecture, hash: model.hash)
    }
}

/// What made a place of the skeleton take up more or less tracer than it should.
public enum Cause: String, CaseIterable, Codable, Sendable {
    case metastasis
    /// Osteoarthritis of a joint of the limbs, of the shoulder girdle or of the pelvis.
    case degenerativeJoint = "degenerative joint"
    case facetArthropathy = "facet arthropathy"
    /// Osteochondrosis and spondylophytes at the end plates of neighbouring vertebrae.
    case endplateDisease = "endplate disease"
    case ribFracture = "rib fracture"
    /// Of weak bone under a normal load: the sacrum, the pubic rami.
    case insufficiencyFracture = "insufficiency fracture"
    case compressionFracture = "vertebral compression fracture"
    /// Of a limb or the shoulder girdle, recent or healing.
    case otherFracture = "other fracture"
    case paget = "Paget disease"
    case fibrousDysplasia = "fibrous dysplasia"
    case sinusitis
    case dental = "dental disease"
    /// An artificial joint: no uptake where it replaces bone, more around it.
    case prosthesis
    case sternotomy
    case costochondritis
    case enthesopathy
    case boneIsland = "bone island"
    case haemangioma

    /// Whether it is a malignant disease.
    public var isMalignant: Bool { self == .metastasis }
}

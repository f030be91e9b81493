/// The bones by which bodies are measured.
extension Bone {
    static let skull = named("skull")
    static let mandible = named("mandible")
    static let manubrium = named("manubrium")
    static let sternum = named("sternum")
    static let sacrum = named("sacrum")
    static let c7 = named("C7")

    static func thoracic(_ level: Int) -> Bone { named("T\(level)") }
    static func lumbar(_ level: Int) -> Bone { named("L\(level)") }

    /// - Precondition: there is a bone of this name.
    static func named(_ name: String) -> Bone {
        guard let bone = Bone(name) else { preconditionFailure("no bone is called \(name)") }
        return bone
    }

    static func sided(_ part: String, _ side: Side) -> Bone { named("\(side.rawValue) \(part)") }
}

/// A part of the body inside its skin, as cross-sections from its upper to its lower end.
struct BodyMember: Equatable, Sendable {
    /// Which part.
    var part: Part
    /// The height of the first section, in mm.
    var top: Float
    /// Sections, each `spacing` below the one before.
    var sections: [BodySection]

    /// The distance between sections in mm.
    static let spacing: Float = 5

    /// Trunk and limbs, told apart where concentrations or poses differ.
    enum Part: Hashable, Sendable {
        case head, neck, trunk
        case arm(Side), hand(Side), leg(Side), foot(Side)
        case lung(Side)
    }

    /// The height of the last section.
    var bottom: Float { top - Float(sections.count - 1) * Self.spacing }

    /// The cross-section at this height; nil above and below the part.
    func section(atY y: Float) -> BodySection? {
        let place = (top - y) / Self.spacing
        guard place >= 0, place <= Float(sections.count - 1), !sections.isEmpty else { return nil }
        let index = min(Int(place), sections.count - 2)
        guard index >= 0 else { return sections[0] }
        return sections[index].blended(with: sections[index + 1], place - Float(index))
    }
}

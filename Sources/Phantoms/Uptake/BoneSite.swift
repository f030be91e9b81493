/// A place of the skeleton whose uptake varies by itself: a joint, an insertion of tendons, the sinuses.
///
/// All bones of a joint share one site: "left knee" is in femur, tibia and patella.
public struct BoneSite: Hashable, Codable, Sendable {
    /// What it is.
    public let kind: Kind
    /// Nil in the midline.
    public let side: Side?
    /// The number of the vertebra above a disc or facet joint (1 is C1, 24 is L5), of a rib or of a ray.
    public let level: Int?

    /// What sites there are.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        case sinuses, teeth
        case frontalBone = "frontal bone"
        case jaw = "temporomandibular joint"
        case disc
        case facet = "facet joint"
        case costovertebral = "costovertebral joint"
        case costochondral = "costochondral junction"
        case manubriosternal = "manubriosternal joint"
        case sternoclavicular = "sternoclavicular joint"
        case acromioclavicular = "acromioclavicular joint"
        case shoulder, elbow, wrist
        case thumbBase = "base of the thumb"
        case finger = "finger joints"
        case sacroiliac = "sacroiliac joint"
        case symphysis = "pubic symphysis"
        case hip, knee
        case patellofemoral = "patellofemoral joint"
        case ankle, midfoot
        case greatToe = "great toe"
        case tendon = "tendon insertions"
    }
}

extension BoneSite {
    /// How the excess of a kind of site over its bone changes with age, and how it differs between people.
    struct Course {
        /// Added to 1 for each decade after the age of 40.
        let growth: Double
        /// Between people of one age and, less, between the sites of one person.
        let cv: Double
    }
}

extension BoneSite.Kind {
    /// Assumed; in the order in which bone scans show degeneration: knees, feet and thumbs first, hips and
    /// elbows last.
    var course: BoneSite.Course {
        switch self {
        case .knee, .patellofemoral, .greatToe, .thumbBase: .init(growth: 0.22, cv: 0.4)
        case .facet, .midfoot: .init(growth: 0.2, cv: 0.4)
        case .disc, .acromioclavicular, .sternoclavicular, .finger, .wrist: .init(growth: 0.15, cv: 0.35)
        case .shoulder, .hip, .ankle: .init(growth: 0.1, cv: 0.3)
        case .elbow, .costovertebral, .costochondral, .manubriosternal, .symphysis, .tendon:
            .init(growth: 0.05, cv: 0.3)
        case .sinuses, .teeth: .init(growth: 0, cv: 0.35)
        case .jaw, .sacroiliac, .frontalBone: .init(growth: 0, cv: 0.25)
        }
    }

    /// Whether the arm that works more has more of it.
    var followsHandedness: Bool {
        switch self {
        case .shoulder, .acromioclavicular, .sternoclavicular, .elbow, .wrist, .thumbBase, .finger: true
        default: false
        }
    }
}

extension BoneSite: CustomStringConvertible {
    /// "left knee", "right facet joint L4/L5", "left costochondral junction 3".
    public var description: String {
        [side?.rawValue, kind.rawValue, level.map(levelName)].compactMap { $0 }.joined(separator: " ")
    }

    private func levelName(_ level: Int) -> String {
        let isBetweenVertebrae = kind == .disc || kind == .facet
        return isBetweenVertebrae ? "\(Self.vertebra(level))/\(Self.vertebra(level + 1))" : "\(level)"
    }

    private static func vertebra(_ number: Int) -> String {
        switch number {
        case ...7: "C\(number)"
        case ...19: "T\(number - 7)"
        case ...24: "L\(number - 19)"
        default: "S1"
        }
    }
}

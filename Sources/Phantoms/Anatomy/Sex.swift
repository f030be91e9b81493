/// What a patient's skeleton and diseases depend on.
public enum Sex: String, CaseIterable, Codable, Sendable {
    case male
    case female
}

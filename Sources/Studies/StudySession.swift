/// A time that a study was begun or gone on with, as its study.json has it.
public struct StudySession: Codable, Sendable {
    /// Of the program's source; `nil` where it was not said.
    public var commit: String?
    /// As ISO 8601 has it.
    public var began: String
    /// `nil` where it was stopped.
    public var ended: String?

    /// One that begins now.
    public init(commit: String?, began: String) {
        self.commit = commit
        self.began = began
    }
}

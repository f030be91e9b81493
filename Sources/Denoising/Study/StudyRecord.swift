import Figures
import Studies

/// How a study came about: study.json.
struct StudyRecord: Codable {
    var notice = "Research use only; not for diagnosis."
    var software: String
    /// One for each time that the study was begun or gone on with.
    var sessions: [StudySession]
    var plan: DenoisingStudy.Plan
    /// What the patients are.
    var cohort = ""
    /// A digest of all views: what is kept of an interrupted study is of them, and of no others.
    var views: String?
    /// The patients of whom figures are reported.
    var testPatients: [String] = []
    /// Who was left out because a file could not be read, and why.
    var leftOut: [String] = []
    var networks: [Network] = []
    var rivals: [Rival] = []

    struct Network: Codable {
        let name: String
        /// Of the file of weights.
        let sha256: String
        /// As the configuration has it.
        let source: String
        /// What the file says of itself.
        let facts: [String: String]
        /// Whom it has learnt from.
        let learntFrom: Origin

        enum Origin: String, Codable {
            case patientsForTraining = "this study's patients for training"
            case others = "others than the test patients"
            /// Its file is of an earlier program.
            case unknown = "not told by its file"
        }
    }

    struct Rival: Codable {
        let name: String
        let settings: [Setting]

        struct Setting: Codable {
            let fraction: Double
            let method: RestorationMethod
        }
    }

    /// What is kept of a record when a study goes on, by whatever program it was begun.
    private struct Earlier: Decodable {
        let sessions: [StudySession]
        let views: String?
    }

    /// Goes on with the record that is there, or begins one; it is written at once.
    init(_ study: DenoisingStudy, in folder: NewFolder) throws {
        software = study.place.software
        plan = study.plan
        let earlier = StudyFile.earlier(Earlier.self, in: folder)
        sessions = earlier?.sessions ?? []
        views = earlier?.views
        sessions.append(StudySession(commit: study.place.commit, began: study.place.time()))
        try write(in: folder)
    }

    /// Writes the whole record.
    mutating func end(at time: String, in folder: NewFolder) throws {
        sessions[sessions.count - 1].ended = time
        try write(in: folder)
    }

    /// Writes what is known so far.
    func write(in folder: NewFolder) throws {
        try StudyFile.write(self, in: folder)
    }
}

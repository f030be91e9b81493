import Figures
import Foundation
import Studies

/// How a study came about: study.json.
struct ReadingStudyRecord: Codable {
    var notice = "Research use only; not for diagnosis."
    var software: String
    /// One for each time that the study was begun or gone on with.
    var sessions: [StudySession]
    var plan: ReadingStudy.Plan
    /// Those that were asked.
    var models: [Findings.ModelEvidence]

    /// What is kept of a record when a study goes on, by whatever program it was begun.
    private struct Earlier: Decodable {
        let sessions: [StudySession]
        let models: [Findings.ModelEvidence]
    }

    /// Goes on with the record that is there, or begins one; it is written at once. Throws where the study was begun with
    /// other models.
    init(_ study: ReadingStudy, _ models: ReadingModels, in folder: NewFolder) throws {
        software = study.place.software
        plan = study.plan
        self.models = models.evidence
        let earlier = StudyFile.earlier(Earlier.self, in: folder)
        guard earlier == nil || earlier?.models == self.models else {
            throw ReadingError(
                "\(study.place.url(plan.models).path) holds other models than when this study was begun; bring those back, "
                    + "or begin again with --force")
        }
        sessions = earlier?.sessions ?? []
        sessions.append(StudySession(commit: study.place.commit, began: study.place.time()))
        try StudyFile.write(self, in: folder)
    }

    /// Writes the whole record.
    mutating func end(at time: String, in folder: NewFolder) throws {
        sessions[sessions.count - 1].ended = time
        try StudyFile.write(self, in: folder)
    }
}

import DICOM
import Foundation
import Scintigraphy
import Training

/// What a reading was made from and by what: the same record, the same reading. It lies in the folder of a cohort's study
/// as reading.json.
struct ReadingRecord: Codable {
    var notice = Report.notice
    /// Whose it is: ``DICOM/FoundStudy/identity``.
    let study: String
    /// The SHA-256 digests of the study's files, in their order.
    let files: [String]
    let software: String
    let seed: UInt64
    let settings: [String: String]
    /// Those at hand, asked or not.
    let models: [Findings.ModelEvidence]
    /// Those that were not, and why.
    let missing: [Findings.Omission]

    init(
        _ study: FoundStudy, software: String, settings: ReadingSettings, models: ReadingModels
    ) throws {
        self.study = study.identity
        files = try study.files.map { SHA256.digest(of: try Data(contentsOf: $0)) }
        (self.software, seed, self.settings) = (software, settings.seed, settings.named)
        (self.models, missing) = (models.evidence, models.missing)
    }

    static let file = "reading.json"

    func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// All that other versions' records must tell.
    private struct Owner: Decodable { let study: String }

    /// Whose reading lies in a folder; `nil` where none does.
    static func study(in folder: URL) -> String? {
        let data = try? Data(contentsOf: folder.appending(path: file))
        return data.flatMap { try? JSONDecoder().decode(Owner.self, from: $0) }?.study
    }
}

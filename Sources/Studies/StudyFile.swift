public import Figures
public import Foundation
import Training

/// The file of a study's folder that says how it came about.
public enum StudyFile {
    /// Its name.
    public static let name = "study.json"

    /// What an earlier session left, whatever program wrote it; `nil` where there is none that can be read.
    public static func earlier<Record: Decodable>(_ type: Record.Type, in folder: NewFolder) -> Record? {
        guard folder.contains(name), let data = try? folder.contents(of: name) else { return nil }
        return try? JSONDecoder().decode(type, from: data)
    }

    /// Writes the record, or another part of a study, as JSON with its keys in order.
    public static func write(_ record: some Encodable, to name: String = name, in folder: NewFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try folder.write(encoder.encode(record) + Data("\n".utf8), to: name)
    }

    /// What ``write(_:to:in:)`` has left under a name; `nil` where nothing is there. Throws where it is broken.
    public static func kept<Value: Decodable>(
        _ type: Value.Type, named name: String, in folder: NewFolder
    ) throws -> Value? {
        guard folder.contains(name) else { return nil }
        let data = try folder.contents(of: name)
        do { return try JSONDecoder().decode(type, from: data) } catch {
            throw TrainingError(
                "\(name) in the study's folder is broken or of another version; remove it, and it is made again"
            )
        }
    }
}

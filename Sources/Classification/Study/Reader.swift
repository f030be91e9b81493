import Figures
import Foundation
import Scintigraphy
import Statistics
import Training

/// Someone who rated scans.
struct Reader {
    let name: String
    /// The area under the ROC curve that a simulated reader was given; `nil` for a real one.
    let skill: Double?
    /// By patient; higher is more likely positive.
    let ratings: [String: Double]
}

extension Reader {
    /// The readers of a file with the columns patient, reader and rating, in the order in which they come.
    ///
    /// Throws a sentence with file and line where a column is missing, a rating is no finite number, or a reader rates
    /// a patient twice.
    static func readers(in file: URL) throws -> [Reader] {
        func fault(_ sentence: String) -> ClassificationError {
            ClassificationError("\(file.path): \(sentence)")
        }
        let text: String
        do { text = try String(contentsOf: file, encoding: .utf8) } catch {
            throw fault("the readers' ratings cannot be read: \(error.localizedDescription)")
        }
        let rows: [CSVTable.Row]
        do { rows = try CSVTable(text).rows } catch { throw fault("\(error)") }
        let header = rows.first?.cells ?? []
        guard let patient = header.firstIndex(of: "patient"), let reader = header.firstIndex(of: "reader"),
            let rating = header.firstIndex(of: "rating")
        else { throw fault("the first line lacks a column; name patient, reader and rating") }
        var names: [String] = []
        var ratings: [String: [String: Double]] = [:]
        for row in rows.dropFirst() {
            guard row.cells.count == header.count else {
                throw fault(
                    "line \(row.line) has \(row.cells.count) cells, the first line \(header.count); give each column one"
                )
            }
            guard let value = Double(row.cells[rating]), value.isFinite else {
                throw fault(
                    "line \(row.line): the rating “\(row.cells[rating])” is no number; give one, such as 4")
            }
            let (name, who) = (row.cells[reader], row.cells[patient])
            if ratings[name] == nil { names.append(name) }
            guard ratings[name, default: [:]].updateValue(value, forKey: who) == nil else {
                throw fault("line \(row.line): \(name) rates \(who) a second time; leave one rating")
            }
        }
        guard !names.isEmpty else { throw fault("it holds no rating; write a line for each") }
        return names.map { Reader(name: $0, skill: nil, ratings: ratings[$0] ?? [:]) }
    }

    /// Throws where a patient was rated who is not in the cohort.
    static func check(_ readers: [Reader], of file: URL, in cohort: CohortFolder) throws(ClassificationError)
    {
        let names = Set(cohort.patients.map(\.name))
        for reader in readers {
            if let stranger = reader.ratings.keys.sorted().first(where: { !names.contains($0) }) {
                throw ClassificationError(
                    "\(file.path): \(reader.name) rates \(stranger), who is not in \(cohort.url.path)/cohort.csv; call "
                        + "patients as that table does")
            }
        }
    }

    /// A reader who rates from 1 (surely not) to 5 (surely) with this area under the ROC curve before it is cut to grades: a normal sign in each
    /// patient, shifted where the answer is yes, cut at the same four places for all.
    ///
    /// The binormal model with equal variances; ratings know nothing of what the scan looks like.
    static func simulated(
        _ name: String, skill: Double, answers: [(patient: String, answer: Bool)], seed: UInt64
    ) -> Reader {
        var generator = SeededGenerator(seed: seed)
        let shift = 2.0.squareRoot() * normalQuantile(skill)
        let ratings = answers.map { patient, answer in
            let sign =
                normalQuantile(Double.random(in: 1e-9..<1, using: &generator))
                + (answer ? shift / 2 : -shift / 2)
            return (patient, Double(1 + [-1.2, -0.4, 0.4, 1.2].count { sign > $0 }))
        }
        return Reader(name: name, skill: skill, ratings: Dictionary(uniqueKeysWithValues: ratings))
    }
}

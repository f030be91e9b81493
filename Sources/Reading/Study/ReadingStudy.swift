public import Figures
public import Foundation
import Phantoms
import Scintigraphy
import Segmentation
public import Studies
import Training

/// What a reading is worth on simulated patients whom no model has seen: what docs/validation.md tells.
///
/// Each scan is read as `bonescan read` reads it. What came of it stays in the study's folder, and is not made again where
/// it is there.
public struct ReadingStudy {
    /// What decides the results.
    public let plan: Plan
    let place: StudyPlace

    /// A study of this plan, made there.
    public init(_ plan: Plan, _ place: StudyPlace) {
        self.plan = plan
        self.place = place
    }

    /// The file of a study's folder that its plan is kept in.
    public static let planFile = "config.yaml"

    /// The plan as that file's bytes.
    public func planData() throws -> Data { try place.data(of: plan) }

    /// All models of a reading. Throws where one is missing: a study of a part of them would be taken for one of all.
    func models() throws -> ReadingModels {
        let url = place.url(plan.models)
        let models = ReadingModels(try ModelFolder(named: url, environment: [:], program: url))
        if let missing = models.missing.first ?? models.restoration.missing {
            throw ReadingError("\(url.path): \(missing.stage) cannot be done: \(missing.reason)")
        }
        return models
    }

    /// Makes what is missing in the folder: the scans' results, and from these tables.md, figures and study.json.
    ///
    /// - Returns: the tables in Markdown; `nil` where the watcher wanted the study to stop.
    public func make(in folder: NewFolder, _ watcher: StudyWatcher) throws -> String? {
        do {
            let models = try models()
            var record = try ReadingStudyRecord(self, models, in: folder)
            let skeleton = try place.skeleton()
            let reader = CaseReader(models, software: place.software)
            let sets = try ScanSet.allCases.map { set in
                (set, try cases(set, by: reader, skeleton, in: folder, watcher))
            }
            let pairs = try pairs(by: reader, skeleton, in: folder, watcher)
            let quality = try quality(by: models, skeleton, in: folder, watcher)
            let report = ReadingStudyReport(plan: plan, sets: sets, pairs: pairs, quality: quality)
            try report.write(in: folder)
            try record.end(at: place.time(), in: folder)
            return report.markdown
        } catch is StudyStopped {
            return nil
        }
    }
}

extension ReadingStudy {
    /// What came of a set's scans.
    private func cases(
        _ set: ScanSet, by reader: CaseReader, _ skeleton: Skeleton, in folder: NewFolder,
        _ watcher: StudyWatcher
    ) throws -> [ReadCase] {
        let (simulator, patients) = try patients(set, skeleton)
        let counted = set == .clean ? plan.countPatients : 0
        let (few, others) = (patients.prefix(counted), patients.dropFirst(counted))
        let shares = plan.countShares
        return try kept(few, "\(set.rawValue) scans and fewer counts", set.rawValue, in: folder, watcher) {
            try reader.levels(simulator.scan($0, software: place.software), shares: shares)
        }
            + kept(others, "\(set.rawValue) scans", set.rawValue, in: folder, watcher) {
                try reader.read(simulator.scan($0, software: place.software))
            }
    }

    private func pairs(
        by reader: CaseReader, _ skeleton: Skeleton, in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> [ReadPair] {
        var people = try people(2)
        people.disease = try DiseaseOptions(metastases: 0.5)
        let simulator = Simulator(plan: people, skeleton: skeleton)
        let pairs = PairReader(reader: reader, simulator: simulator, software: place.software)
        let patients = (0..<plan.pairs).map { simulator.patient($0 + 1) }
        return try kept(patients, "patients scanned again", "pairs", in: folder, watcher) {
            try pairs.read($0)
        }
    }

    private func quality(
        by models: ReadingModels, _ skeleton: Skeleton, in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> [QualityStudy.Row] {
        let name = "quality.json"
        if let rows = try StudyFile.kept([QualityStudy.Row].self, named: name, in: folder) { return rows }
        guard plan.qualityPatients > 0 else { return [] }
        let study = QualityStudy(
            seed: plan.seed &+ 3_000_009, patients: plan.qualityPatients, skeleton: skeleton)
        watcher.begin("scans for quality", plan.qualityPatients * (QualityFault.allCases.count + 1), 0)
        let rows = try study(software: place.software) { scan in
            try scan.images.compactMap { image in
                try models.segmenter?.segmentation(of: image, field: nil, workers: 1)
            }
        } progress: {
            watcher.advance()
            try watcher.goOn()
        }
        try StudyFile.write(rows, to: name, in: folder)
        return rows
    }

    /// What came of each patient, made where it is missing.
    private func kept<Value: Codable>(
        _ patients: some Collection<Patient>, _ unit: String, _ name: String, in folder: NewFolder,
        _ watcher: StudyWatcher, _ make: (Patient) throws -> Value
    ) throws -> [Value] {
        let files = patients.map { (patient: $0, file: "\(name)/\($0.name).json") }
        watcher.begin(unit, files.count, files.count { folder.contains($0.file) })
        return try files.map { patient, file in
            if let value = try StudyFile.kept(Value.self, named: file, in: folder) { return value }
            try watcher.goOn()
            let value = try make(patient)
            try StudyFile.write(value, to: file, in: folder)
            watcher.advance()
            return value
        }
    }
}

extension LearnedRestoration {
    /// Why there is none, as the findings say it.
    fileprivate var missing: Findings.Omission? { reason.map { .init(stage: "restoration", reason: $0) } }
}

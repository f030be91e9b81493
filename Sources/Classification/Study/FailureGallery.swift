import Figures
import Scintigraphy
import Training

/// The test patients about whom the main model is most wrong.
struct FailureGallery {
    let results: TaskResults
    let model: JudgedModel
    let patients: StudyPatients

    /// Those missed with the lowest and those called with the highest log odds, four of each; `nil` where it errs in
    /// nobody.
    var figure: Figure? {
        let cases = model.cases(ModelResult.test)
        let missed = cases.filter { $0.answer && $0.logit < model.threshold }.sorted { $0.logit < $1.logit }
        let called = cases.filter { !$0.answer && $0.logit >= model.threshold }.sorted { $0.logit > $1.logit }
        let scans = Array(missed.prefix(4)).compactMap(caption) + Array(called.prefix(4)).compactMap(caption)
        guard !scans.isEmpty else { return nil }
        return .gallery(
            scans, columns: 4,
            notes: [
                "\(model.name) on \(results.test.count) test patients: \(missed.count) of "
                    + "\(cases.count(where: \.answer)) missed, \(called.count) of "
                    + "\(cases.count { !$0.answer }) called in error; the worst of each."
            ])
    }

    private func caption(_ each: ModelResult.Case) -> CaptionedScan? {
        guard let scan = patients.scan(of: each.patient) else { return nil }
        let others = patients[each.patient]?.others ?? [:]
        let facts = [
            each.answer ? "\(results.task.rawValue), missed" : "not \(results.task.rawValue), called so",
            "probability \(model.probability(each.logit).fixed(decimals: 2))",
            others["referral"].map { "\($0), \(others["age"] ?? "?") years" },
            others["visible_metastases"].map { "visible metastases: \($0)" },
            others["visible_benign_lesions"].map { "visible benign lesions: \($0)" },
            others["artefacts"].flatMap { $0.isEmpty ? nil : $0.replacing(";", with: ", ") },
        ]
        return CaptionedScan(
            title: each.patient, lines: facts.compactMap(\.self), images: scan.views,
            window: BoneScan(images: scan.views, acquisition: .init()).window)
    }
}

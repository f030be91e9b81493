public import Figures
public import Foundation
public import Training

extension StudyPlace {
    /// A training run inside a study's folder, which goes on where it is not finished.
    ///
    /// Throws ``StudyStopped`` where the watcher wants that.
    ///
    /// - Parameters:
    ///   - path: of the run's folder, in the study's.
    ///   - name: what the watcher is told that is trained.
    ///   - configuration: the recipe in YAML.
    ///   - seed: the recipe's.
    ///   - fingerprint: that of what is learnt from.
    ///   - steps: the recipe's.
    ///   - folder: the study's.
    ///   - watcher: told how far it is.
    ///   - train: trains in the run, tells the steps made in all, first before the first, and answers whether it is
    ///     done.
    public func finished(
        _ path: String, of name: String, configuration: String, seed: UInt64, fingerprint: String, steps: Int,
        in folder: NewFolder, _ watcher: StudyWatcher, train: (Run, (Int) -> Void) throws -> Bool
    ) throws -> URL {
        let url = try folder.place(of: path)
        let record = RunRecord(
            software: software, commit: commit, seed: seed, cohort: fingerprint,
            session: .init(device: "\(device)", began: time()))
        if let weights = try Run.finished(at: url, configuration: configuration, record: record) {
            return weights
        }
        let run =
            folder.contains("\(path)/run.json")
            ? try Run(resuming: url, configuration: configuration, record: record)
            : try Run(at: url, configuration: configuration, record: record)
        var isFirst = true
        let isDone = try train(run) { step in
            if isFirst {
                watcher.begin("steps of \(name)", steps, step)
            } else {
                watcher.advance()
            }
            isFirst = false
        }
        guard isDone else { throw StudyStopped() }
        try run.removeCheckpoints()
        return run[.best]
    }
}

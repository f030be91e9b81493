public import Figures
public import Foundation
public import Phantoms

extension StudyPlace {
    /// A folder of simulated patients inside a study's, made as far as they are missing.
    ///
    /// Throws ``StudyStopped`` where the watcher wants that.
    ///
    /// - Parameters:
    ///   - people: who is simulated.
    ///   - name: of the folder.
    ///   - unit: what the watcher is told that is counted.
    ///   - folder: the study's.
    ///   - watcher: told how far it is.
    /// - Returns: the folder with its table.
    public func simulated(
        _ people: CohortPlan, named name: String, unit: String = "patients", in folder: NewFolder,
        _ watcher: StudyWatcher
    ) throws -> URL {
        let url = try folder.place(of: name)
        guard !folder.contains(name) else { return url }
        let cohort = Cohort(people, skeleton: try skeleton(), software: software, version: version)
        let inner = try NewFolder(url, plan: (Cohort.planFile, cohort.planData()))
        let missing = cohort.missing(in: inner)
        watcher.begin(unit, people.indices.count, people.indices.count - missing.count)
        let isWhole = try cohort.make(
            missing, in: inner, workers: workers, shouldStop: watcher.shouldStop, advance: watcher.advance)
        guard isWhole else { throw StudyStopped() }
        try inner.publish()
        return url
    }
}

import ArgumentParser
import DICOM
import Foundation
import Reading
import Synchronization
import Torch

extension Read {
    /// Reads many studies, each into a folder of its own.
    func readCohort(_ studies: [FoundStudy]) throws {
        guard prior.isEmpty else {
            throw Refusal("--prior goes with one study, and \(input.words) holds \(studies.count)")
        }
        guard !timings else {
            throw Refusal(
                "--timings goes with one study, and \(input.words) holds \(studies.count); each report.json has the "
                    + "seconds of its stages")
        }
        let (place, settings) = (try modelPlace(), settings)
        try push?.echo()
        let interruption = Interruption()
        defer { interruption.end() }
        let cohort = try ReadingCohort(
            studies, in: output.url(for: input, suffix: "-readings"), software: software, version: version,
            settings: settings)
        let progress = WorkProgress("studies", of: studies.count)
        let association = Mutex(push)  // one at a time
        let outcomes = try cohort.read(
            workers: workers, again: output.force,
            models: { views in
                if case .folder = place { try? loadTorch(threads: 1) }
                return place.models(for: views)
            },
            shouldStop: { interruption.isRequested },
            deliver: { files in try association.withLock { try $0?.deliver(files) } },
            tell: { outcome in
                if let reason = outcome.reason { progress.note("failed: \(reason)") }
                progress.advance()
            })
        progress.finish()
        guard let outcomes else {
            note(
                "stopped; the same command\(output.force ? " without --force" : "") goes on from here")
            throw ExitCode(interruption.exitStatus)
        }
        print(outcomes.summary)
        print(cohort.folder.appending(path: ReadingCohort.tableName).path)
        if outcomes.contains(where: { $0.reason != nil }) { throw ExitCode.failure }
    }
}

/// An option that does not go with what was found.
private struct Refusal: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension StorageDestination {
    /// Sends files; throws where not all of them have been stored.
    fileprivate func deliver(_ files: [URL]) throws {
        let lost = try send(files: files).filter { !$0.isStored }
        guard lost.isEmpty else { throw Refusal(lost.map(\.sentence).joined(separator: "; ")) }
    }
}

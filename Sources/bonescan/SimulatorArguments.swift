import ArgumentParser
import Foundation
import Phantoms

/// With what and how fast patients are simulated.
struct SimulatorArguments: ParsableArguments {
    @Option(help: "How many scans are made at a time; by default one for each processor core.")
    var workers = ProcessInfo.processInfo.activeProcessorCount

    @Option(
        help: "The folder of the skeleton's geometry; by default what `make setup` installed.",
        completion: .directory)
    var geometry: String?

    func validate() throws {
        guard workers >= 1 else { throw ValidationError("--workers must be at least 1, not \(workers)") }
    }

    func skeleton() throws -> Skeleton { try Skeleton(folder: Skeleton.installed(named: geometry)) }
}

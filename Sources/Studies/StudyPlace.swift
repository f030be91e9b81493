public import Foundation
public import Phantoms
public import Torch
import Training

/// Where, by what and when a study is made.
public struct StudyPlace {
    /// The folder of the configuration, to which its paths are relative.
    public let base: URL
    /// The program's name and version, and the version alone.
    public let software, version: String
    /// Of the program's source; `nil` where it is not known.
    public let commit: String?
    /// Where networks compute.
    public let device: Device
    /// How many images are worked on at a time.
    public let workers: Int
    /// The bones of simulated patients.
    public let skeleton: () throws -> Skeleton
    /// The present, as ISO 8601 has it.
    public let time: () -> String

    /// As the members say.
    public init(
        base: URL, software: String, version: String, commit: String?, device: Device, workers: Int,
        skeleton: @escaping () throws -> Skeleton, time: @escaping () -> String
    ) {
        self.base = base
        self.software = software
        self.version = version
        self.commit = commit
        self.device = device
        self.workers = workers
        self.skeleton = skeleton
        self.time = time
    }

    /// Where a path of the plan leads.
    public func url(_ path: String) -> URL {
        path.hasPrefix("/") ? URL(filePath: path) : base.appending(path: path)
    }

    /// A study's plan as the bytes of its config.yaml.
    public func data(of plan: some Encodable) throws -> Data {
        Data("# \(software). Research use only.\n\(try YAMLFile.text(plan))".utf8)
    }
}

public import Foundation

/// The repository that these tests were built from.
public let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A peer's numbers: Fixtures/`path`, made by the script beside it.
public func fixture(_ path: String) -> URL { repository.appending(path: "Fixtures/\(path)") }

/// Something that `make setup` installed: .deps/`path`.
public func installed(_ path: String) -> URL { repository.appending(path: ".deps/\(path)") }

/// The real whole-body scan NM1 of NEMA WG-04: 1024 x 256, 3,596,452 counts.
public let nm1 = installed("data/NM1.dcm")

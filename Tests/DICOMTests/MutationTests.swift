import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Damaged copies of real and made-up scans: each is read or refused, quickly and in little memory.
///
/// The suite tries 300; BONESCAN_MUTATIONS=10000 tries as many as it says. A crash names no file, but the seed of
/// each copy is its number: run up to it again.
@Suite struct MutationTests {
    /// In a process of its own, so that the memory of other tests is not counted.
    @Test(.tags(.property), .timeLimit(.minutes(60)))
    func mutatedCopiesDoNoHarm() async {
        await #expect(processExitsWith: .success) {
            let count = ProcessInfo.processInfo.environment["BONESCAN_MUTATIONS"].flatMap(Int.init) ?? 300
            let (refused, slowest) = try Self.readMutatedCopies(count)
            let peak = Self.peakMegabytes()
            print("\(count) mutated copies: \(refused) refused, slowest \(slowest), peak \(peak) MB")
            #expect(refused > count / 10)
            #expect(slowest < .seconds(10))
            #expect(peak < 1000)
        }
    }

    /// How many of `count` copies were refused, and how long the slowest took.
    private static func readMutatedCopies(_ count: Int) throws -> (refused: Int, slowest: Duration) {
        try withTemporaryFolder { folder in
            let originals = try originals(in: folder).map { [UInt8](try Data(contentsOf: $0)) }
            let file = folder.appending(path: "mutated.dcm")
            var refused = 0
            var slowest = Duration.zero
            for seed in 0..<count {
                var random = SeededGenerator(seed: UInt64(seed))
                var bytes = originals[seed % originals.count]
                for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&bytes, using: &random) }
                try Data(bytes).write(to: file)
                let time = ContinuousClock().measure {
                    do throws(DICOMError) { _ = try BoneScan(dicom: [file]) } catch { refused += 1 }
                }
                slowest = max(slowest, time)
            }
            return (refused, slowest)
        }
    }

    /// NM1 in every coding that the installed tools can make, and small files of other layouts.
    private static func originals(in folder: URL) throws -> [URL] {
        var files = [
            nm1, scan("two-frames-implicit"), scan("cells-big-i4"), scan("four-frames"),
            scan("rescaled-to-counts"),
        ]
        if Peer.has("dcmdjpeg", "dcmcrle", "dcmcjpls", "dcmconv") {
            let plain = folder.appending(path: "plain.dcm")
            try Peer.run("dcmdjpeg", nm1.path, plain.path)
            for (tool, options) in [
                ("dcmcrle", []), ("dcmcjpls", []), ("dcmconv", ["+ti"]), ("dcmconv", ["+tb"]),
            ] {
                let recoded = folder.appending(path: "\(files.count).dcm")
                try Peer.run(tool, options + [plain.path, recoded.path])
                files.append(recoded)
            }
        }
        if Peer.hasPydicom {
            let recoded = folder.appending(path: "\(files.count).dcm")
            try Peer.pydicom("jpeg2000.py", nm1, recoded)
            files.append(recoded)
        }
        return files
    }

    /// One small harm, three times of four among the first 4,000 bytes, where the header is.
    private static func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        guard bytes.count > 300 else { return }
        let end = Int.random(in: 0..<4, using: &random) == 0 ? bytes.count : min(bytes.count, 4000)
        let at = Int.random(in: 132..<end - 8, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 3...4: bytes[at] = .random(in: 0...255, using: &random)
        case 5: bytes.replaceSubrange(at..<at + 4, with: [255, 255, 255, 255])
        case 6:
            bytes.replaceSubrange(
                at..<at + 2,
                with: [[0, 0], [255, 255], [1, 0], [0, 128]].randomElement(using: &random) ?? [])
        case 7: bytes.insert(contentsOf: bytes[at..<at + 8], at: at)
        case 8: bytes.removeSubrange(at..<at + Int.random(in: 1...8, using: &random))
        default: bytes.removeLast(Int.random(in: 1..<bytes.count / 4, using: &random))
        }
    }

    /// On Linux by the kernel's high-water mark: what getrusage says begins with the peak of the process that
    /// started this one.
    private static func peakMegabytes() -> Int {
        #if os(Linux)
            let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let peak = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            return peak?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
                .map { $0 / 1024 } ?? .max
        #else
            var usage = rusage()
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss / 1_048_576
        #endif
    }
}

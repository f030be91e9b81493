// Runs one iteration of a piece of work for every line on standard input that names it, and answers
// the milliseconds that it took. `fma-limit` answers what the machine can do at most, in GFLOP/s.
import CLimit
import DICOM
import Foundation
import Scintigraphy
import Work

func stop(_ words: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("PeerRunner: \(words)\n".utf8))
    exit(status)
}

func answer(_ number: Double) { FileHandle.standardOutput.write(Data("\(number)\n".utf8)) }

guard CommandLine.arguments.count == 2 else { stop("usage: PeerRunner SCAN.dcm < names of work", status: 2) }
let view = try BoneScan(dicom: [URL(filePath: CommandLine.arguments[1])]).images[0]
// One at a time: a network in training holds up to a gigabyte.
var prepared: (name: String, iteration: () throws -> Void)?

func prepare(_ name: String) throws -> () throws -> Void {
    if let work = Work(rawValue: name) { return try work.prepared(view) }
    if let work = BackboneWork(name: name) { return work.prepared() }
    if let work = SegmentationWork(rawValue: name) { return try work.prepared(view) }
    stop("there is no work named \(name)", status: 1)
}

while let name = readLine() {
    if name == "fma-limit" {
        answer(limit_gflops(2, 1000))
        continue
    }
    if prepared?.name != name {
        prepared = nil
        prepared = (name, try prepare(name))
    }
    guard let iteration = prepared?.iteration else { continue }
    answer(try ContinuousClock().measure { try iteration() } / .milliseconds(1))
}

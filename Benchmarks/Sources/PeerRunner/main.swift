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
var prepared: [Work: () throws -> Void] = [:]

while let name = readLine() {
    if name == "fma-limit" {
        answer(limit_gflops(2, 1000))
        continue
    }
    guard let work = Work(rawValue: name) else { stop("there is no work named \(name)", status: 1) }
    let iteration = try prepared[work] ?? work.prepared(view)
    prepared[work] = iteration
    answer(try ContinuousClock().measure { try iteration() } / .milliseconds(1))
}

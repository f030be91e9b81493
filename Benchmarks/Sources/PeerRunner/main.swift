// Runs one iteration of a piece of work for every line on standard input that names it, and answers
// the milliseconds that it took. `fma-limit` answers what the machine can do at most, in GFLOP/s.
import CLimit
import DICOM
import Foundation
import Scintigraphy
import Work

guard CommandLine.arguments.count == 2 else {
    fputs("usage: PeerRunner SCAN.dcm < names of work\n", stderr)
    exit(2)
}
let scan = try BoneScan(dicom: [URL(filePath: CommandLine.arguments[1])])
let view = scan.images[0]
var prepared: [Work: () throws -> Void] = [:]
setlinebuf(stdout)

while let name = readLine() {
    if name == "fma-limit" {
        print(limit_gflops(2, 1000))
        continue
    }
    guard let work = Work(rawValue: name) else {
        fputs("PeerRunner: there is no work named \(name)\n", stderr)
        exit(1)
    }
    let iteration = prepared[work] ?? work.prepared(view)
    prepared[work] = iteration
    let elapsed = try ContinuousClock().measure { try iteration() }
    print(elapsed / .milliseconds(1))
}

import Benchmark
import DICOM
import Foundation
import Scintigraphy
import Work

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident], maxDuration: .seconds(5))
    let scan = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../.deps/data/NM1.dcm").standardizedFileURL
    let geometry = scan.deletingLastPathComponent().appending(path: "../skeleton").standardizedFileURL

    for work in Work.allCases {
        Benchmark(work.rawValue) { benchmark in
            let iteration = try work.prepared(BoneScan(dicom: [scan]).images[0])
            try iteration()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { try iteration() }
            benchmark.stopMeasurement()
        }
    }

    for work in BackboneWork.allCases {
        Benchmark(work.name) { benchmark in
            let iteration = work.prepared()
            iteration()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { iteration() }
            benchmark.stopMeasurement()
        }
    }

    for work in SegmentationWork.allCases {
        Benchmark(work.rawValue) { benchmark in
            let iteration = try work.prepared(BoneScan(dicom: [scan]).images[0])
            try iteration()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { try iteration() }
            benchmark.stopMeasurement()
        }
    }

    for stage in SimulationStage.allCases {
        Benchmark(stage.rawValue) { benchmark in
            let iteration = try stage.prepared(geometry: geometry)
            try iteration()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { try iteration() }
            benchmark.stopMeasurement()
        }
    }
}

import Benchmark
import Work

let benchmarks: @Sendable () -> Void = {
    Benchmark("a") { b in for _ in b.scaledIterations { blackHole(Work.x.t) } }
}

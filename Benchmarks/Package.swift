// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "bonescan", path: "../"),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "CLimit"),
        // The pieces of work, each once; both programs below run them.
        .target(
            name: "Work",
            dependencies: [
                "Torch", "CTorchBackend", "Scintigraphy", "Denoising", "Classification", "Segmentation",
                "DICOM", "Phantoms", "Figures", "Statistics",
            ].map { .product(name: $0, package: "bonescan") }),
        // `make bench`
        .executableTarget(
            name: "Bench",
            dependencies: ["Work", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/Bench",  // where the harness looks for it
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        // `make bench-peers`: one iteration whenever peers.py asks for it
        .executableTarget(name: "PeerRunner", dependencies: ["Work", "CLimit"]),
    ]
)

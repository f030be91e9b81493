// swift-tools-version: 6.2
import PackageDescription

// The one place that knows where libtorch is. `make setup` links it there; LIBTORCH overrides.
let named = Context.environment["LIBTORCH"] ?? ".deps/libtorch"
let libtorch = named.hasPrefix("/") ? named : "\(Context.packageDirectory)/\(named)"

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let optimised = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// One of the house's modules: Sources/`name`, importing only what is named here.
func module(_ name: String, _ imports: Target.Dependency...) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: strict)
}

/// A module whose arithmetic would make its tests crawl unoptimised: optimised in every build.
func optimisedModule(_ name: String, _ imports: Target.Dependency...) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: optimised)
}

/// The tests of the module `name`: Tests/`name`Tests.
func tests(of name: String, _ imports: Target.Dependency...) -> Target {
    .testTarget(
        name: "\(name.prefix(1).uppercased())\(name.dropFirst())Tests",
        dependencies: [.byName(name: name), "TestSupport"] + imports, swiftSettings: strict)
}

let package = Package(
    name: "bonescan",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "bonescan", targets: ["bonescan"]),
        .library(name: "Torch", targets: ["Torch"]),
        .library(name: "Statistics", targets: ["Statistics"]),
        .library(name: "Scintigraphy", targets: ["Scintigraphy"]),
        .library(name: "DICOM", targets: ["DICOM"]),
        .library(name: "Figures", targets: ["Figures"]),
        .library(name: "Scores", targets: ["Scores"]),
        .library(name: "Phantoms", targets: ["Phantoms"]),
        .library(name: "Training", targets: ["Training"]),
        .library(name: "Studies", targets: ["Studies"]),
        .library(name: "Denoising", targets: ["Denoising"]),
        .library(name: "Classification", targets: ["Classification"]),
        .library(name: "Segmentation", targets: ["Segmentation"]),
        .library(name: "Reading", targets: ["Reading"]),
        // Loaded with dlopen when the first tensor is made: docs/decisions/001-libtorch-on-demand.md.
        .library(name: "CTorchBackend", type: .dynamic, targets: ["CTorchBackend"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // Faces of C and C++ libraries
        .target(name: "CTorch", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(
            name: "CWinograd",
            cxxSettings: [.unsafeFlags(["-fvisibility=hidden", "-O3"])]),  // in debug builds, too
        .target(
            name: "CTorchBackend",
            dependencies: ["CWinograd"],
            cxxSettings: [
                .headerSearchPath("../CTorch/include"),
                .unsafeFlags([
                    "-fvisibility=hidden", "-isystem", "\(libtorch)/include",
                    "-isystem", "\(libtorch)/include/torch/csrc/api/include",
                ]),
            ],
            linkerSettings: [
                .linkedLibrary("torch"), .linkedLibrary("torch_cpu"), .linkedLibrary("c10"),
                .unsafeFlags(["-L\(libtorch)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(libtorch)/lib"]),
            ]),
        .target(
            name: "CDCMTK",
            linkerSettings: [
                "dcmjpeg", "dcmjpls", "dcmimgle", "dcmnet", "dcmdata", "oflog", "ofstd", "openjp2",
            ].map { .linkedLibrary($0) }),
        .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
        .systemLibrary(
            name: "CCairo", pkgConfig: "cairo",
            providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),

        // The house, low to high
        module("Torch", "CTorch"),
        module("Statistics"),
        module("Scintigraphy"),
        module("DICOM", "CDCMTK", "CPNG", "Scintigraphy"),
        module("Figures", "CCairo", "CPNG", "Scintigraphy", "Statistics"),
        module("Scores", "Figures", "Statistics", "Scintigraphy"),
        optimisedModule("Phantoms", "Scintigraphy", "DICOM", "Figures", "Statistics"),
        optimisedModule(
            "Training", "Torch", "Scintigraphy", "DICOM", "Figures",
            .product(name: "Yams", package: "Yams")),
        module("Studies", "Training", "Phantoms", "Torch", "Figures"),
        optimisedModule(
            "Denoising", "Studies", "Training", "Phantoms", "Torch", "Scintigraphy", "DICOM", "Statistics",
            "Figures"),
        optimisedModule(
            "Classification", "Studies", "Training", "Phantoms", "Scores", "Torch", "Scintigraphy",
            "Statistics",
            "Figures"),
        optimisedModule(
            "Segmentation", "Studies", "Training", "Phantoms", "Scores", "Torch", "Scintigraphy",
            "Statistics",
            "Figures"),
        optimisedModule(
            "Reading", "DICOM", "Denoising", "Classification", "Segmentation", "Studies", "Training",
            "Phantoms", "Torch",
            "Scintigraphy",
            "Statistics",
            "Figures"),
        .executableTarget(
            name: "bonescan",
            dependencies: [
                "Reading", "DICOM", "Denoising", "Classification", "Segmentation", "Studies", "Training",
                "Phantoms", "Torch",
                "Scintigraphy",
                "Statistics", "Scores",
                "Figures",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: Array(strict.dropLast())),  // a program's interface is its command line

        // Tests mirror Sources
        .target(
            name: "TestSupport", dependencies: ["Torch"], path: "Tests/TestSupport", swiftSettings: optimised),
        tests(of: "Torch"),
        tests(of: "Statistics", "Scintigraphy"),
        tests(of: "Scintigraphy"),
        tests(of: "DICOM", "Scintigraphy"),
        tests(of: "Figures", "Scintigraphy", "CCairo"),
        tests(of: "Scores", "Statistics", "Figures"),
        .testTarget(
            name: "PhantomsTests",
            dependencies: ["Phantoms", "TestSupport", "Scintigraphy", "DICOM", "Figures"],
            swiftSettings: optimised),
        tests(of: "Training", "Torch", "Scintigraphy", "DICOM", "Figures"),
        .testTarget(
            name: "DenoisingTests",
            dependencies: [
                "Denoising", "Studies", "Training", "Phantoms", "TestSupport", "Torch", "Scintigraphy",
                "DICOM",
                "Statistics",
                "Figures",
            ], swiftSettings: optimised),
        tests(
            of: "Classification", "Studies", "Training", "Phantoms", "Scores", "Torch", "Scintigraphy",
            "Statistics",
            "Figures"),
        tests(
            of: "Segmentation", "Studies", "Training", "Phantoms", "Scores", "Torch", "Scintigraphy",
            "Statistics",
            "Figures"),
        tests(
            of: "Reading", "Studies", "Training", "Classification", "Segmentation", "Phantoms",
            "Scintigraphy", "Statistics",
            "Figures", "DICOM",
            "Torch"),
        tests(of: "bonescan"),
    ],
    cxxLanguageStandard: .cxx20
)

import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// What is written can be read: by ourselves, by pydicom, by dciodvfy.
@Suite struct DerivedImageTests {
    static let thinning = Derivation(
        description: "Binomial thinning to 50 % of the counts, seed 1.", code: .binomialThinning,
        seriesSuffix: "THINNED 50 %", softwareVersion: "0.1.0")
    static let filtering = Derivation(
        description: "Gaussian filter, FWHM 6 mm.", code: .gaussianBlur, seriesSuffix: "GAUSSIAN",
        softwareVersion: "0.1.0")

    static func halved(_ scan: BoneScan) -> BoneScan {
        scan.mapImages { $0.replacingPixels($0.pixels.map { ($0 / 2).rounded(.down) }) }
    }

    /// A mean over three neighbours in a row: fractional values.
    static func smoothed(_ scan: BoneScan) -> BoneScan {
        scan.mapImages { image in
            let pixels = image.pixels
            let last = pixels.count - 1
            return image.replacingPixels(
                pixels.indices.map { (pixels[max($0 - 1, 0)] + pixels[$0] + pixels[min($0 + 1, last)]) / 3 })
        }
    }

    @Test(arguments: [
        "two-frames", "two-frames-implicit", "two-frames-reversed", "cells-big-u4", "view-ge-F",
    ])
    func wholeCountsComeBack(_ name: String) throws {
        try withTemporaryFolder { folder in
            let source = try DICOMScan([scan(name)])
            let halved = Self.halved(source.scan)
            let file = folder.appending(path: "derived.dcm")
            try DerivedImage(halved, from: source, by: Self.thinning).write(to: file)
            let back = try BoneScan(dicom: [file])
            #expect(back.images == halved.images)
            var acquisition = source.scan.acquisition
            acquisition.countsAccumulated = Int(halved.total)
            #expect(back.acquisition == acquisition)
            #expect(back.acquisition.patientName == "Müller^Jörg")
        }
    }

    /// Rounding is carried along: a pixel moves by less than a step, a view's total by half a step at most.
    @Test func fractionalCountsComeBackToAStep() throws {
        try withTemporaryFolder { folder in
            let source = try DICOMScan([nm1])
            let smoothed = Self.smoothed(source.scan)
            let file = folder.appending(path: "derived.dcm")
            try DerivedImage(smoothed, from: source, by: Self.filtering).write(to: file)
            let back = try #require(try BoneScan(dicom: [file]).anterior)
            let image = try #require(smoothed.anterior)
            let step = 0.01  // the finest with which 278 counts fit in 16 bits
            let worst = zip(back.pixels, image.pixels).map { abs(Double($0) - Double($1)) }.max() ?? .infinity
            #expect(worst < step + 1e-4)  // and Float's rounding of 278
            #expect(abs(back.total - image.total) <= step / 2 + 0.05)  // and that of 262,144 pixels
            #expect(back.meaning == .processedCounts)
        }
    }

    @Test func twoFilesBecomeTwoFrames() throws {
        try withTemporaryFolder { folder in
            let source = try DICOMScan([scan("posterior"), scan("anterior")])
            let file = folder.appending(path: "derived.dcm")
            try DerivedImage(Self.halved(source.scan), from: source, by: Self.thinning).write(to: file)
            let back = try DICOMScan([file])
            #expect(back.sources.map(\.view) == [.anterior, .posterior])
            #expect(back.sources.map(\.frame) == [1, 2])
            #expect(back.scan.images == Self.halved(source.scan).images)
        }
    }

    @Test func onlyTheChosenEnergyWindowIsKept() throws {
        try withTemporaryFolder { folder in
            let source = try DICOMScan([scan("four-frames")])
            let file = folder.appending(path: "derived.dcm")
            try DerivedImage(Self.halved(source.scan), from: source, by: Self.thinning).write(to: file)
            let back = try DICOMScan([file])
            #expect(back.scan.acquisition.energyWindowKiloelectronvolts == 126...154)
            #expect(back.sources.map(\.energyWindow) == [1, 1])
            #expect(back.sources.map(\.detector) == [1, 2])
        }
    }

    /// NM1 names its radionuclide in a private element alone, which a derived image does not keep.
    @Test func tracerIsKept() throws {
        try withTemporaryFolder { folder in
            let source = try DICOMScan([nm1])
            let file = folder.appending(path: "derived.dcm")
            try DerivedImage(source.scan, from: source, by: Self.thinning).write(to: file)
            #expect(source.scan.acquisition.radionuclide == "Tc99m")
            #expect(try BoneScan(dicom: [file]).acquisition.radionuclide == "Tc-99m")
        }
    }

    /// A reader of a thinned scan must not take it for one as acquired.
    @Test func derivedScansSaySo() throws {
        try withTemporaryFolder { folder in
            let source = try DICOMScan([scan("two-frames")])
            #expect(!source.scan.remarks.contains { $0.text.hasPrefix("Derived") })
            let file = folder.appending(path: "derived.dcm")
            try DerivedImage(Self.halved(source.scan), from: source, by: Self.thinning).write(to: file)
            let remarks = try BoneScan(dicom: [file]).remarks
            #expect(
                remarks.contains {
                    $0.severity == .warning
                        && $0.text.hasPrefix("Derived, not as acquired. \(Self.thinning.description)")
                })
        }
    }

    @Test func sameRunGivesSameBytes() throws {
        try withTemporaryFolder { folder in
            let source = try DICOMScan([nm1])
            let halved = Self.halved(source.scan)
            func bytes(_ scan: BoneScan, _ derivation: Derivation) throws -> (Data, String?) {
                let file = folder.appending(path: "derived.dcm")
                try DerivedImage(scan, from: source, by: derivation).write(to: file, overwriting: true)
                return (try Data(contentsOf: file), try DICOMScan([file]).sources.first?.sopInstanceUID)
            }
            let first = try bytes(halved, Self.thinning)
            #expect(try bytes(halved, Self.thinning) == first)
            #expect(first.1?.wholeMatch(of: /2\.25\.[1-9][0-9]{30,38}/) != nil)
            #expect(try bytes(source.scan, Self.thinning).1 != first.1)
            #expect(try bytes(halved, Self.filtering).1 != first.1)
        }
    }

    @Test func nothingIsOverwrittenOrLeftBehind() throws {
        try withTemporaryFolder { folder in
            let copy = folder.appending(path: "source.dcm")
            try FileManager.default.copyItem(at: scan("two-frames"), to: copy)
            let source = try DICOMScan([copy])
            let derived = DerivedImage(Self.halved(source.scan), from: source, by: Self.thinning)
            func refusal(_ url: URL, overwriting: Bool = false) throws -> String {
                let write = { () throws(DICOMError) in try derived.write(to: url, overwriting: overwriting) }
                return try #require(throws: DICOMError.self, performing: write).description
            }
            #expect(try refusal(copy, overwriting: true).contains("is the scan itself"))
            let link = folder.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
            let linked = link.appending(path: "source.dcm")
            #expect(try refusal(linked, overwriting: true).contains("is the scan itself"))
            try FileManager.default.removeItem(at: link)
            #expect(try refusal(folder.appending(path: "none/derived.dcm")).contains("cannot be written"))
            let taken = folder.appending(path: "taken.dcm")
            try Data("mine".utf8).write(to: taken)
            #expect(try refusal(taken).contains("exists already"))
            #expect(try Data(contentsOf: taken) == Data("mine".utf8))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                    "source.dcm", "taken.dcm",
                ])
            try derived.write(to: taken, overwriting: true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)

            try FileManager.default.removeItem(at: copy)
            try FileManager.default.copyItem(at: scan("posterior"), to: copy)
            #expect(try refusal(folder.appending(path: "new.dcm")).contains("has changed since it was read"))
        }
    }

    @Test(arguments: [
        ("cells-little-u1", Float(1), "not for quantification"), ("two-frames", Float(-1), "negative"),
        ("two-frames", Float.nan, "not a number"), ("two-frames", Float(70_000), "above 65534"),
    ])
    func isRefused(_ name: String, factor: Float, because reason: String) throws {
        let source = try DICOMScan([scan(name)])
        let scan = source.scan.mapImages { $0.replacingPixels($0.pixels.map { $0 * factor }) }
        let file = FileManager.default.temporaryDirectory.appending(path: "never-\(UUID()).dcm")
        let error = try #require(throws: DICOMError.self) {
            try DerivedImage(scan, from: source, by: Self.thinning).write(to: file)
        }
        #expect(error.description.contains(reason), "\(error)")
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }
}

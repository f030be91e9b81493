import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Pictures that Pillow wrote, made into DICOM and read back, against what Pillow reads in them.
@Suite(.tags(.golden)) struct ImportedImageTests {
    /// What Fixtures/pillow/pictures.py left.
    struct Facts: Decodable {
        struct Values: Decodable {
            let rows, columns: Int
            let values: [Float]
        }
        let pictures: [String: Values]
    }

    static let spacing = PixelSpacing(rowMillimetres: 2.4, columnMillimetres: 2.4)
    private let facts: Facts

    init() throws { facts = try decodedFixture("pillow/pictures.json") }

    static func picture(_ name: String) -> URL { fixture("pillow/pictures/\(name)") }

    static func image(
        _ name: String, of view: View = .posterior, spacing: PixelSpacing? = spacing
    ) throws -> ImportedImage {
        let picture = try Picture(picture(name))
        return ImportedImage(
            picture, of: view, patient: "p 7", identity: [picture.pixelHash], spacing: spacing,
            softwareVersion: "0.1.0")
    }

    private func readBack(_ image: ImportedImage) throws -> DICOMScan {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "imported.dcm")
            try image.write(to: file)
            return try DICOMScan([file])
        }
    }

    @Test(arguments: ["counts.png", "few-counts.png", "small.png"])
    func countsStayWhatTheyAre(name: String) throws {
        let expected = try #require(facts.pictures[name])
        let read = try readBack(Self.image(name))
        let image = try #require(read.scan.posterior)
        #expect((image.rows, image.columns) == (expected.rows, expected.columns))
        #expect(image.pixels == expected.values)
        #expect(image.meaning == .counts)
        #expect(image.spacing == Self.spacing)
        #expect(read.scan.acquisition.patientID == "p 7")
        #expect(read.scan.acquisition.durationSeconds == nil)
        #expect(read.scan.acquisition.countsAccumulated == nil)
        let source = try #require(read.sources.first)
        #expect(
            !source.isViewAssumed && source.imageType == ["ORIGINAL", "PRIMARY", "WHOLE BODY", "EMISSION"])
        #expect(try source.pixelHash == Picture(Self.picture(name)).pixelHash)
    }

    @Test(arguments: ["display.png", "colours-alike.png", "with-opacity.png", "palette.png"])
    func eightBitsAreADisplay(name: String) throws {
        let read = try readBack(Self.image(name, of: .anterior))
        let image = try #require(read.scan.anterior)
        #expect(image.pixels == facts.pictures[name]?.values)
        #expect(image.meaning == .notForQuantification("it is an 8-bit copy"))
        #expect(read.scan.remarks.contains { $0.text.contains("a display, not the counts behind it") })
        #expect(try read.sources[0].pixelHash == Picture(Self.picture(name)).pixelHash)
    }

    /// Two decoders may round a cosine transform differently.
    @Test(arguments: ["grey.jpg", "alike-444.jpg", "alike-420.jpg", "alike-rgb.jpg"])
    func jpegIsKeptAsItIs(name: String) throws {
        let expected = try #require(facts.pictures[name])
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "imported.dcm")
            try Self.image(name).write(to: file)
            #expect(try Data(contentsOf: file).range(of: Data(contentsOf: Self.picture(name))) != nil)
            let read = try DICOMScan([file])
            let image = try #require(read.scan.posterior)
            #expect((image.rows, image.columns) == (expected.rows, expected.columns))
            let worst = zip(image.pixels, expected.values).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= 1)
            #expect(image.pixels.max() ?? 0 > 200)
            #expect(
                image.meaning
                    == .notForQuantification("it is compressed as JPEG Baseline, which loses counts"))
            #expect(try read.sources[0].pixelHash == Picture(Self.picture(name)).pixelHash)
        }
    }

    @Test func withoutSpacingTheReaderWarns() throws {
        for name in ["counts.png", "display.png", "grey.jpg"] {
            let scan = try readBack(Self.image(name, spacing: nil)).scan
            #expect(scan.images[0].spacing == nil)
            #expect(scan.remarks.contains { $0.text.contains("nothing can be measured in millimetres") })
        }
    }

    @Test(arguments: [
        ("coloured.png", "is a colour picture, not counts; save it in grey with 16 bits"),
        ("coloured.jpg", "is a colour picture, not counts; save it in grey"),
        ("one-bit.png", "has 1 bits a pixel"), ("cut-counts.png", "is damaged (it ends too early)"),
        ("cut-grey.jpg", "cut off"), ("progressive.jpg", "jpegtran progressive.jpg > new.jpg"),
        ("twelve-bits.jpg", "is a JPEG of 12 bits a value, not 8"),
        ("four-values.jpg", "is a JPEG of 4 values a pixel"), ("absent.png", "does not exist"),
    ])
    func refused(name: String, because reason: String) throws {
        let error = try #require(throws: DICOMError.self) { _ = try Picture(Self.picture(name)) }
        #expect(error.description.contains(name) && error.description.contains(reason), "\(error)")
    }

    /// Any byte changed or missing: a picture or a sentence, never the end of the program.
    @Test(.tags(.property), arguments: ["counts.png", "palette.png", "grey.jpg", "alike-420.jpg"])
    func damageIsBorne(name: String) throws {
        let whole = try Data(contentsOf: Self.picture(name))
        var generator = SeededGenerator(seed: 3)
        try withTemporaryFolder { folder in
            let file = folder.appending(path: name)
            for turn in 0..<200 {
                var bytes = whole
                if turn % 4 == 0 {
                    bytes = bytes.prefix(Int.random(in: 1..<bytes.count, using: &generator))
                } else {
                    for _ in 0..<turn % 4 {
                        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
                            in: 0...255, using: &generator)
                    }
                }
                try bytes.write(to: file)
                do { _ = try Picture(file) } catch {
                    #expect("\(error)".contains(name))
                }
            }
        }
    }

    @Test func sameBytesAndNothingOverwritten() throws {
        try withTemporaryFolder { folder in
            for name in ["counts.png", "grey.jpg"] {
                let files = ["a", "b"].map { folder.appending(path: name + $0) }
                for file in files { try Self.image(name).write(to: file) }
                #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[1]))
                #expect(throws: DICOMError.self) { try Self.image(name).write(to: files[0]) }
            }
        }
    }

    /// A picture of any source that is grey, but stored in colours.
    @Test func greyStoredInColoursIsRead() throws {
        let read = try DICOMScan([scan("picture")])
        #expect(read.scan.images[0].meaning == .notForQuantification("it is an 8-bit copy"))
        let grey = read.scan.images[0].pixels
        try withTemporaryFolder { folder in
            var data = try Data(contentsOf: scan("picture"))
            #expect(
                grey == data.suffix(grey.count * 3).enumerated().filter { $0.0 % 3 == 1 }.map { Float($0.1) })
            data[data.count - 1] ^= 1
            let file = folder.appending(path: "coloured.dcm")
            try data.write(to: file)
            let error = try #require(throws: DICOMError.self) { _ = try DICOMScan([file]) }
            #expect(error.description.contains("is a colour picture"))
        }
    }
}

import Foundation
import Scintigraphy
import Testing

@testable import Figures

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite final class FigureFileTests {
    let folder: URL
    let figure: Figure

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        figure = .scan(scan(view(.anterior, background: 3)))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test(arguments: [
        (FigureFormat.png, Array("\u{89}PNG".unicodeScalars.map { UInt8($0.value) })),
        (.svg, Array("<?xml".utf8)), (.pdf, Array("%PDF-1.".utf8)),
    ])
    func nameSaysTheFormat(format: FigureFormat, start: [UInt8]) throws {
        let file = folder.appending(path: "scan.\(format.rawValue.uppercased())")
        try figure.write(to: file)
        let data = try Data(contentsOf: file)
        #expect(Array(data.prefix(start.count)) == start)
        #expect(try names == [file.lastPathComponent])
    }

    @Test func svgIsWellFormed() throws {
        let parser = XMLParser(data: try figure.data(as: .svg))
        #expect(parser.parse())
    }

    @Test func pdfIsOneWholePageWithoutADate() throws {
        let text = String(decoding: try figure.data(as: .pdf), as: UTF8.self)
        #expect(text.hasSuffix("%%EOF\n"))
        #expect(text.contains("/Count 1"))
        #expect(!text.contains("CreationDate"))
    }

    @Test(arguments: [FigureFormat.png, .pdf])
    func sameFigureGivesTheSameBytes(format: FigureFormat) throws {
        #expect(try figure.data(as: format) == figure.data(as: format))
    }

    /// The kind of colour is the 26th byte of a PNG: 0 for grey, 2 for red, green and blue.
    @Test(arguments: [RGB(red: 90, green: 90, blue: 90), RGB(red: 200, green: 3, blue: 77)])
    func onlyColoursAreWrittenInColours(colour: RGB) throws {
        let png = try Figure(width: 31, height: 20) {
            $0.fill(Rectangle(x: 10, y: 5, width: 10, height: 10), with: colour)
        }.data(as: .png)
        #expect(png[25] == (colour.red == colour.green ? 0 : 2))
        let drawn = try Drawn(png: png)
        #expect(drawn.width == 31 && drawn.height == 20)
        #expect(drawn[10, 5] == colour && drawn[19, 14] == colour)
        #expect(drawn[9, 5] == .white && drawn[20, 14] == .white)
    }

    @Test func otherNamesAreRefused() throws {
        let error = #expect(throws: FigureError.self) {
            try figure.write(to: folder.appending(path: "scan.tiff"))
        }
        #expect(error?.description.contains(".png, .svg or .pdf") == true)
        #expect(try names.isEmpty)
    }

    @Test func earlierFilesStayUnlessAsked() throws {
        let file = folder.appending(path: "scan.svg")
        try Data("mine".utf8).write(to: file)
        #expect(throws: FigureError.self) { try figure.write(to: file) }
        #expect(try Data(contentsOf: file) == Data("mine".utf8))
        try figure.write(to: file, overwriting: true)
        #expect(try Data(contentsOf: file).count > 1000)
        #expect(try names == ["scan.svg"])
    }

    @Test func unwritablePlacesAreNamedAndLeftClean() throws {
        let inFile = folder.appending(path: "plain/scan.png")
        try Data().write(to: folder.appending(path: "plain"))
        let nowhere = folder.appending(path: "missing/scan.png")
        for file in [inFile, nowhere] {
            let error = #expect(throws: FigureError.self) { try figure.write(to: file) }
            #expect(error?.description.contains(file.path) == true)
        }
        #expect(try names == ["plain"])
    }

    /// The second file cannot take the place of a folder, so the first does not appear either.
    @Test func filesAppearTogetherOrNotAtAll() throws {
        try FileManager.default.createDirectory(
            at: folder.appending(path: "b"), withIntermediateDirectories: false)
        let files = NewFiles([
            (folder.appending(path: "a"), Data([1])), (folder.appending(path: "b"), Data([2])),
        ])
        #expect(throws: FigureError.self) { try files.write(overwriting: true) }
        #expect(try names == ["b"])
    }
}

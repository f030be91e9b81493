import TestSupport
import Testing

@testable import Scintigraphy

@Suite struct PaletteTests {
    struct Peer: Decodable { let palettes: [String: String] }

    /// The tables that pydicom ships, made by Fixtures/pydicom/palettes.py.
    @Test(
        .tags(.golden),
        arguments: ["hot-iron", "pet", "hot-metal-blue", "pet-20-step", "spring", "summer", "fall", "winter"])
    func standardPalettesMatchPeer(name: String) throws {
        let peer: Peer = try decodedFixture("pydicom/palettes.json")
        let digits = try #require(peer.palettes[name])
        let found = try #require(Palette(named: name)).colours.flatMap { [$0.red, $0.green, $0.blue] }
        let expected = stride(from: 0, to: digits.count, by: 2).map { offset in
            let start = digits.index(digits.startIndex, offsetBy: offset)
            return UInt8(digits[start...].prefix(2), radix: 16)
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        (Palette.grey, 0, RGB(red: 0, green: 0, blue: 0)), (.grey, 77, RGB(red: 77, green: 77, blue: 77)),
        (.inverseGrey, 0, RGB(red: 255, green: 255, blue: 255)),
        (.inverseGrey, 255, RGB(red: 0, green: 0, blue: 0)),
        (.blueYellow, 0, RGB(red: 0, green: 0, blue: 255)),
        (.blueYellow, 255, RGB(red: 255, green: 255, blue: 0)),
        (.blueGreenRedYellow, 85, RGB(red: 0, green: 255, blue: 0)),
        (.blueGreenRedYellow, 170, RGB(red: 255, green: 0, blue: 0)),
        (.warmMetal, 85, RGB(red: 128, green: 32, blue: 0)),
    ])
    func anchors(palette: Palette, index: Int, colour: RGB) {
        #expect(palette.colours[index] == colour)
    }

    @Test func thirteenWithNamesOfTheirOwn() {
        #expect(Palette.all.count == 13)
        #expect(Set(Palette.all.map(\.name)).count == 13)
        #expect(Palette.all.allSatisfy { Palette(named: $0.name) == $0 && $0.colours.count == 256 })
    }

    @Test func unknownNameIsNone() { #expect(Palette(named: "rainbow") == nil) }
}

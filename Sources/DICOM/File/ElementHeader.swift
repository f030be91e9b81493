/// Tag, value representation and length that stand before every element's value (PS3.5 section 7.1).
struct ElementHeader {
    enum Coding { case explicit, implicit }

    static let undefinedLength: UInt32 = 0xFFFF_FFFF

    let tag: UInt32
    /// Two letters; nil in implicit coding and for items and delimiters.
    let vr: String?
    let length: UInt32
    /// How many bytes the header itself takes: 8 or 12.
    let size: Int

    /// Reads the header at `offset`; nil where it does not fit before `end`, or its VR does not exist.
    init?(_ reader: ByteReader, at offset: Int, before end: Int, coding: Coding) {
        guard end - offset >= 8 else { return nil }
        tag = reader.tag(at: offset)
        if coding == .implicit || tag >> 16 == 0xFFFE {
            vr = nil
            length = reader.uint32(at: offset + 4)
            size = 8
            return
        }
        let letters = String(decoding: reader.bytes[(offset + 4)..<(offset + 6)], as: UTF8.self)
        vr = letters
        if Self.longForms.contains(letters) {
            guard end - offset >= 12 else { return nil }
            length = reader.uint32(at: offset + 8)
            size = 12
        } else if Self.shortForms.contains(letters) {
            length = UInt32(reader.uint16(at: offset + 6))
            size = 8
        } else {
            return nil
        }
    }

    private static let longForms: Set = [
        "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV",
    ]
    private static let shortForms: Set = [
        "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST",
        "TM", "UI", "UL", "US",
    ]
}

/// A tag as the standard prints it.
func printed(_ tag: UInt32) -> String {
    func hex(_ half: UInt32) -> String {
        let digits = String(half, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "(\(hex(tag >> 16)),\(hex(tag & 0xFFFF)))"
}

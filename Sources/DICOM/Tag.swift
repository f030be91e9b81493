/// An element of the standard: its number, its value representation, its name (PS3.6 section 6).
struct Tag: Sendable {
    enum VR: String, Sendable {
        case cs = "CS", da = "DA", ds = "DS", fd = "FD", `is` = "IS", lo = "LO", lt = "LT", ow = "OW", pn =
            "PN"
        case dt = "DT"
        case sh = "SH", sq = "SQ", st = "ST", tm = "TM", ui = "UI", us = "US", at = "AT", `as` = "AS"
        case ob = "OB", ul = "UL", ut = "UT"
    }

    /// Group in the upper half, element in the lower.
    let number: UInt32
    let vr: VR
    let name: String

    init(_ number: UInt32, _ vr: VR, _ name: String) {
        self.number = number
        self.vr = vr
        self.name = name
    }

    /// An item of the sequence that this tag is.
    subscript(index: Int) -> Item { Item(steps: [number, UInt32(clamping: index)]) }
}

extension Tag: CustomStringConvertible {
    /// As in “Rows (0028,0010)”.
    var description: String { "\(name) \(printed(number))" }
}

/// Where a nested element is looked for: an item of a sequence, or the data set itself.
struct Item: Sendable {
    let steps: [UInt32]

    static let dataSet = Item(steps: [])

    /// An item inside an item.
    static func / (outer: Item, inner: Item) -> Item { Item(steps: outer.steps + inner.steps) }
}

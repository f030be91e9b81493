import Foundation

extension Tag.VR {
    /// Whether `text` is one value of this kind (PS3.5 table 6.2-1), of those that facts of a scan have.
    func allows(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        let isPlain = scalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" }
        switch self {
        case .lo: return isPlain && scalars.count <= 64
        // Of a person's name, the family, given and further names together.
        case .pn: return isPlain && scalars.count <= 64 && !scalars.contains("=")
        case .sh: return isPlain && scalars.count <= 16
        case .da: return text.wholeMatch(of: /[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])/) != nil
        case .tm:
            return text.wholeMatch(
                of: /([01][0-9]|2[0-3])([0-5][0-9]([0-5][0-9](\.[0-9]{1,6})?)?)?/) != nil
        case .as: return text.wholeMatch(of: /[0-9]{3}[DWMY]/) != nil
        default: return false
        }
    }
}

extension Double {
    /// A decimal string (DS): the shortest text that is this number, or the nearest number of 16 characters.
    var decimalString: String {
        let shortest = String(self)
        if shortest.utf8.count <= 16 {
            return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
        }
        let candidates = (1...16).reversed().lazy.map { String(format: "%.\($0)g", self) }
        return candidates.first { $0.utf8.count <= 16 } ?? "0"
    }

    /// The number that ``decimalString`` says.
    var asDecimalString: Double { Double(decimalString) ?? self }
}

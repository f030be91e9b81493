import Scintigraphy

/// DICOM's values as a reader expects them; what does not follow DICOM's form is shown as it is.
extension String {
    /// "Family^Given^Middle" as "Family, Given Middle", of the first of up to three writings that is not empty;
    /// nil where all are.
    var asPersonName: String? {
        for writing in split(separator: "=") {
            let parts = writing.split(separator: "^", omittingEmptySubsequences: false)
            let given = parts.dropFirst().filter { !$0.isEmpty }.joined(separator: " ")
            let name = [String(parts[0]), given].filter { !$0.isEmpty }.joined(separator: ", ")
            if !name.isEmpty { return name }
        }
        return nil
    }

    /// yyyyMMdd as yyyy-MM-dd.
    var asDate: String {
        guard count == 8, allSatisfy(\.isDigit) else { return self }
        return "\(prefix(4))-\(dropFirst(4).prefix(2))-\(suffix(2))"
    }

    /// hhmmss.ffffff as hh:mm:ss.
    var asTime: String { TimeOfDay(self)?.text ?? self }

    var asSex: String { ["M": "male", "F": "female", "O": "other"][self] ?? self }

    /// 061Y as "61 years".
    var asAge: String {
        let units: [Character: String] = ["Y": "year", "M": "month", "W": "week", "D": "day"]
        guard let last, let unit = units[last], let number = Int(dropLast()) else { return self }
        return "\(number) \(unit)\(number == 1 ? "" : "s")"
    }
}

extension Character {
    var isDigit: Bool { isASCII && isNumber }
}

extension Acquisition {
    /// Radiopharmaceutical and radionuclide, as far as stated.
    var tracer: String? { joined([radiopharmaceutical, radionuclide]) }

    var camera: String? { joined([manufacturer, model, station]) }

    /// When the tracer was injected, and the imaging began: date and time, as far as stated.
    var injection: String? { joined([injectionDate?.asDate, injectionTime?.asTime]) }
    var imaging: String? { joined([acquisitionDate?.asDate, acquisitionTime?.asTime]) }

    private func joined(_ parts: [String?]) -> String? {
        let stated = parts.compactMap { $0 }
        return stated.isEmpty ? nil : stated.joined(separator: ", ")
    }
}

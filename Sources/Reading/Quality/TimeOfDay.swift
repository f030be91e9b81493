/// DICOM's time: hhmmss.ffffff, of which all but the hour may be left out.
struct TimeOfDay {
    let hour, minute, second: Int

    /// nil where the text is not a time.
    init?(_ dicom: String) {
        let digits = dicom.prefix { $0 != "." }
        guard [2, 4, 6].contains(digits.count), digits.allSatisfy(\.isDigit),
            let number = Int(digits + String(repeating: "0", count: 6 - digits.count))
        else { return nil }
        (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100)
        guard hour < 24, minute < 60, second < 61 else { return nil }
    }

    /// Since midnight.
    var hours: Double { Double(hour) + Double(minute) / 60 + Double(second) / 3600 }

    /// hh:mm:ss.
    var text: String {
        [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}

import Foundation
import Scintigraphy

extension Acquisition {
    /// The day of the study, or of imaging where that is not said, as DICOM writes it.
    var studyDay: String? { studyDate ?? acquisitionDate }

    /// From an earlier study to this one; `nil` where a date is missing or none.
    func days(since other: Acquisition) -> Int? {
        guard let now = studyDay.flatMap(midnight), let then = other.studyDay.flatMap(midnight) else {
            return nil
        }
        return Int((now.timeIntervalSince(then) / 86_400).rounded())
    }
}

/// Of DICOM's yyyyMMdd, in UTC, so that all days are of 24 hours.
private func midnight(_ date: String) -> Date? {
    guard date.utf8.count == 8, date.allSatisfy(\.isASCII), let number = Int(date), number > 0 else {
        return nil
    }
    let parts = DateComponents(
        calendar: Calendar(identifier: .gregorian), timeZone: .gmt, year: number / 10_000,
        month: number / 100 % 100, day: number % 100)
    return parts.isValidDate ? parts.date : nil
}

import Foundation
import Scintigraphy

extension Acquisition {
    /// Younger than 18 by DICOM's age string, such as 009Y or 007M.
    var isChild: Bool {
        guard let age = patientAge, let number = Int(age.dropLast()) else { return false }
        return age.hasSuffix("Y") ? number < 18 : "DWM".contains(age.suffix(1))
    }

    /// From injection to the start of imaging, by date and time; negative where they contradict each other.
    ///
    /// Where a date is missing, by the times alone: an injection late in the day may be before midnight.
    var hoursFromInjection: Double? {
        guard let injected = injectionTime.flatMap(TimeOfDay.init)?.hours,
            let imaged = acquisitionTime.flatMap(TimeOfDay.init)?.hours
        else { return nil }
        if let days = daysFromInjection { return days * 24 + imaged - injected }
        return imaged >= injected ? imaged - injected : imaged - injected + 24
    }

    /// Whether the file says on which days injection and imaging were.
    var areDatesStated: Bool { daysFromInjection != nil }

    private var daysFromInjection: Double? {
        guard let injected = injectionDate.flatMap(day), let imaged = acquisitionDate.flatMap(day) else {
            return nil
        }
        return (imaged.timeIntervalSince(injected) / 86_400).rounded()
    }
}

/// The midnight (UTC, so that all days are of 24 hours) of DICOM's yyyyMMdd.
private func day(_ date: String) -> Date? {
    guard date.count == 8, date.allSatisfy(\.isDigit), let number = Int(date) else { return nil }
    let calendar = Calendar(identifier: .gregorian)
    let parts = DateComponents(
        calendar: calendar, timeZone: .gmt, year: number / 10_000, month: number / 100 % 100,
        day: number % 100)
    return parts.isValidDate ? parts.date : nil
}

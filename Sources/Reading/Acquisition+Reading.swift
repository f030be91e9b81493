import Foundation
import Scintigraphy

extension Acquisition {
    /// Younger than 18 by DICOM's age string, such as 009Y or 007M.
    var isChild: Bool {
        guard let age = patientAge, let number = Int(age.dropLast()) else { return false }
        return age.hasSuffix("Y") ? number < 18 : "DWM".contains(age.suffix(1))
    }

    /// From injection to the start of imaging; an injection late in the day may be before midnight.
    var hoursFromInjection: Double? {
        guard let injected = injectionTime.flatMap(hours), let imaged = acquisitionTime.flatMap(hours) else {
            return nil
        }
        return imaged >= injected ? imaged - injected : imaged - injected + 24
    }
}

/// The hours since midnight of DICOM's hhmmss.ffffff.
private func hours(_ time: String) -> Double? {
    let digits = time.prefix(6)
    guard digits.count == 6, digits.allSatisfy(\.isASCII), let number = Int(digits), number >= 0 else {
        return nil
    }
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100)
    guard hour < 24, minute < 60, second < 61 else { return nil }
    return Double(hour) + Double(minute) / 60 + Double(second) / 3600
}

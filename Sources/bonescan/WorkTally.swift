import Foundation

/// How much of some work is done, and in what time: the words for it.
struct WorkTally {
    /// What is counted, such as patients.
    let unit: String
    let total: Int
    /// How many were done before the clock started.
    let earlier: Int
    var done: Int
    var seconds: Double

    /// How many tenths of the work are done.
    var tenths: Int { done * 10 / max(total, 1) }

    /// For a terminal: bar, numbers, rate, time left. Never wider than `columns`.
    func bar(columns: Int) -> String {
        let words = " " + sentence
        let room = min(columns - 1 - words.count - 2, 30)
        guard room >= 5 else { return String(sentence.prefix(max(columns - 1, 0))) }
        let filled = min(room * done / max(total, 1), room)
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled)
            + "]" + words
    }

    /// As in “400 of 1000 patients, 2.1/s, 4 min 45 s left”.
    var sentence: String {
        var parts = ["\(done) of \(total) \(unit)"]
        if let rate {
            parts.append(rate.asRate)
            if done < total { parts.append("\((Double(total - done) / rate).asDuration) left") }
        }
        return parts.joined(separator: ", ")
    }

    /// As in “1000 patients in 7 min 56 s, 2.1/s”.
    var summary: String {
        let amount = done < total ? "\(done) of \(total) \(unit)" : "\(done) \(unit)"
        return (["\(amount) in \(seconds.asDuration)"] + [rate?.asRate].compactMap(\.self))
            .joined(separator: ", ")
    }

    /// A second; nil where nothing can be said yet.
    private var rate: Double? {
        done > earlier && seconds > 0 ? Double(done - earlier) / seconds : nil
    }
}

extension Double {
    /// A rate a second, turned round where it is slow.
    fileprivate var asRate: String {
        if self >= 10 { return String(format: "%.0f/s", self) }
        return self >= 1 ? String(format: "%.1f/s", self) : String(format: "%.1f s each", 1 / self)
    }

    /// Seconds, minutes or hours, to two units.
    fileprivate var asDuration: String {
        guard self < 1e7 else { return "months" }
        let whole = Int(rounded(.up))
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3600: return "\(whole / 60) min \(whole % 60) s"
        default: return "\(whole / 3600) h \(whole / 60 % 60) min"
        }
    }
}

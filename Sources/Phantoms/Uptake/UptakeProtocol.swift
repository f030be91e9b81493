import Scintigraphy

/// How a department injects and when it images: what `Uptake.sample` draws activity and time from.
public struct UptakeProtocol: Codable, Equatable, Sendable {
    /// The activity for a patient of 73 kg, in MBq; others get it in proportion to the root of their weight.
    public let typicalMBq: Double
    /// No patient gets less or more, in MBq.
    public let activityMBq: ClosedRange<Double>
    /// The usual time between injection and imaging, in minutes.
    public let typicalMinutes: Double
    /// No patient is imaged earlier or later, in minutes.
    public let minutes: ClosedRange<Double>

    /// 740 MBq, imaged after three hours (EANM 2016: 300 to 740 MBq, 2 to 5 h; SNMMI up to 1110 MBq).
    public static let usual = UptakeProtocol(
        checkedMBq: 740, in: 555...925, minutes: 180, in: 120...300)

    /// Throws where a range does not lie above zero and hold the typical value.
    public init(
        typicalMBq: Double, activityMBq: ClosedRange<Double>, typicalMinutes: Double,
        minutes: ClosedRange<Double>
    ) throws(PhantomError) {
        guard activityMBq.lowerBound > 0, activityMBq.contains(typicalMBq) else {
            throw PhantomError(
                "The activity \(typicalMBq) MBq does not lie in \(activityMBq) MBq, or that not above zero.")
        }
        guard minutes.lowerBound > 0, minutes.contains(typicalMinutes) else {
            throw PhantomError(
                "The delay of \(typicalMinutes) min does not lie in \(minutes) min, or that not above zero.")
        }
        self.init(checkedMBq: typicalMBq, in: activityMBq, minutes: typicalMinutes, in: minutes)
    }

    private init(
        checkedMBq typicalMBq: Double, in activityMBq: ClosedRange<Double>, minutes typicalMinutes: Double,
        in minutes: ClosedRange<Double>
    ) {
        self.typicalMBq = typicalMBq
        self.activityMBq = activityMBq
        self.typicalMinutes = typicalMinutes
        self.minutes = minutes
    }
}

extension UptakeProtocol {
    /// The same, imaged after exactly so many minutes.
    func imaged(after minutes: Double) -> UptakeProtocol {
        UptakeProtocol(checkedMBq: typicalMBq, in: activityMBq, minutes: minutes, in: minutes...minutes)
    }

    /// The same with so many times less activity.
    func diluted(by factor: Double) -> UptakeProtocol {
        UptakeProtocol(
            checkedMBq: typicalMBq / factor,
            in: activityMBq.lowerBound / factor...activityMBq.upperBound / factor, minutes: typicalMinutes,
            in: minutes)
    }

    func activity(weight: Double, using generator: inout SeededGenerator) -> Double {
        let meant = typicalMBq * (weight / 73).squareRoot()
        return clamp(generator.logNormal(median: meant, cv: 0.08), to: activityMBq)
    }

    func delay(using generator: inout SeededGenerator) -> Double {
        clamp(generator.logNormal(median: typicalMinutes, cv: 0.15), to: minutes)
    }

    private func clamp(_ value: Double, to range: ClosedRange<Double>) -> Double {
        min(max(value, range.lowerBound), range.upperBound)
    }
}

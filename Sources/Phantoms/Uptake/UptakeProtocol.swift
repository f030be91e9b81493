import Scintigraphy

/// How a department injects and when it images: what `Uptake.sample` draws activity and time from.
public struct UptakeProtocol: Codable, Equatable, Sendable {
    /// The activity for a patient of 73 kg, in MBq; others get it in proportion to the root of their weight.
    public var typicalMBq: Double
    /// No patient gets less or more, in MBq.
    public var activityMBq: ClosedRange<Double>
    /// The usual time between injection and imaging, in minutes.
    public var typicalMinutes: Double
    /// No patient is imaged earlier or later, in minutes.
    public var minutes: ClosedRange<Double>

    /// 740 MBq, imaged after three hours (EANM 2016: 300 to 740 MBq, 2 to 5 h; SNMMI up to 1110 MBq).
    public static let usual = UptakeProtocol(
        typicalMBq: 740, activityMBq: 555...925, typicalMinutes: 180, minutes: 120...300)

    /// Imaged much too early.
    public static let early = UptakeProtocol(
        typicalMBq: 740, activityMBq: 555...925, typicalMinutes: 60, minutes: 40...90)

    /// - Precondition: the ranges lie above zero and hold the typical values.
    public init(
        typicalMBq: Double, activityMBq: ClosedRange<Double>, typicalMinutes: Double,
        minutes: ClosedRange<Double>
    ) {
        precondition(activityMBq.lowerBound > 0 && activityMBq.contains(typicalMBq))
        precondition(minutes.lowerBound > 0 && minutes.contains(typicalMinutes))
        self.typicalMBq = typicalMBq
        self.activityMBq = activityMBq
        self.typicalMinutes = typicalMinutes
        self.minutes = minutes
    }
}

extension UptakeProtocol {
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

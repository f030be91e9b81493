import Foundation
import Scintigraphy

extension Patient {
    /// What the scan's file says of patient, tracer and camera. The day is one on which nobody was scanned.
    ///
    /// - Parameters:
    ///   - cohort: tells patients of one seed and number apart.
    ///   - seconds: how long the heads of a spot view counted, the slower one.
    func acquisition(cohort: String, seconds: Double?) -> Acquisition {
        var facts = Acquisition()
        let number = name.dropFirst("patient-".count)
        facts.patientID = "SIM-\(cohort.prefix(8))-\(seed)-\(number)"
        facts.patientName = "SIMULATED^\(number)"
        facts.patientSex = sex == .male ? "M" : "F"
        facts.patientAge = String(format: "%03dY", age)
        facts.patientSizeMetres = (physique.statureMillimetres / 10).rounded() / 100
        facts.patientWeightKilograms = physique.weightKilograms.rounded()
        facts.studyDate = Self.day
        let isSpotView = examination.chest != nil
        facts.studyDescription = isSpotView ? "Bone, Chest" : "Whole Body Bone"
        facts.indication = referral.rawValue
        facts.model = examination.camera.name
        facts.collimator = examination.camera.collimator.name
        facts.radionuclide = "Tc-99m"
        facts.radiopharmaceutical = isSpotView ? "Tc-99m oxidronate" : "Tc-99m medronate"
        facts.injectedActivityMegabecquerels = (uptake.injectedMBq * 100).rounded() / 100
        facts.injectionTime = Self.time(minutes: Self.imagingMinutes - uptake.minutesAfterInjection)
        facts.acquisitionDate = Self.day
        facts.acquisitionTime = Self.time(minutes: Self.imagingMinutes)
        let camera = examination.camera
        let half = 140.5 * camera.energyWindow / 2
        facts.energyWindowKiloelectronvolts = 140.5 - half...140.5 + half
        guard !isSpotView else {
            facts.durationSeconds = seconds
            return facts
        }
        let length = Double(camera.rows) * camera.pixel
        let speed = examination.bedSpeedCentimetresPerMinute / 6  // mm/s
        facts.scanVelocityMillimetresPerSecond = speed
        facts.scanLengthMillimetres = length
        facts.durationSeconds = (length + camera.fieldOfView) / speed
        return facts
    }

    private static let day = "20000101"
    /// One in the afternoon.
    private static let imagingMinutes = 13.0 * 60

    /// hhmmss of that many minutes after midnight.
    private static func time(minutes: Double) -> String {
        let seconds = Int((minutes * 60).rounded())
        return String(format: "%02d%02d%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

import Foundation
import Scintigraphy

/// Scans of no one, drawn from a seed: any matrix, any of the facts present or absent, a bed that moves or not.
enum SimulatedScans {
    static func random(
        seed: UInt64, factsPresent: Bool? = nil, sex: String? = nil, moving: Bool = true
    ) -> BoneScan {
        var generator = SeededGenerator(seed: seed)
        let rows = Int.random(in: 1...40, using: &generator)
        let columns = Int.random(in: 1...40, using: &generator)
        let largest = [1, 300, 65_535].randomElement(using: &generator) ?? 1
        let spacing = PixelSpacing(
            rowMillimetres: [2.26, 2.3976, 2.21].randomElement(using: &generator) ?? 2,
            columnMillimetres: Double.random(in: 1...5, using: &generator).asWritten)
        let views = [[View.anterior], [.posterior], [.anterior, .posterior]].randomElement(using: &generator)
        let images = (views ?? []).map { view in
            CountImage(
                rows: rows, columns: columns,
                pixels: (0..<rows * columns).map { _ in Float(Int.random(in: 0...largest, using: &generator))
                },
                view: view, spacing: spacing)
        }
        var acquisition = facts(using: &generator, present: factsPresent)
        acquisition.patientSex = sex ?? acquisition.patientSex
        if !moving {
            acquisition.scanVelocityMillimetresPerSecond = nil
            acquisition.scanLengthMillimetres = nil
        }
        return BoneScan(images: images, acquisition: acquisition)
    }

    private static func facts(using generator: inout SeededGenerator, present: Bool?) -> Acquisition {
        var facts = Acquisition()
        func maybe<Value>(_ value: Value) -> Value? {
            present ?? Bool.random(using: &generator) ? value : nil
        }
        func number(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
        facts.patientID = maybe("COHORT-7-13")
        facts.patientName = maybe("SIMULATED^Ångström 13")
        facts.patientSex = maybe(["M", "F", "O"].randomElement(using: &generator) ?? "O")
        facts.patientAge = maybe("061Y")
        facts.patientSizeMetres = maybe(number(1.3...2.1))
        facts.patientWeightKilograms = maybe(number(30...180))
        facts.studyDate = maybe("20240229")
        facts.studyDescription = maybe("Whole-body bone scan")
        facts.indication = maybe("Prostate cancer, staging")
        facts.model = maybe("Parallel-hole camera")
        facts.station = maybe("SIMULATOR")
        facts.collimator = maybe("LEHR")
        facts.radionuclide = maybe("Tc-99m")
        facts.radiopharmaceutical = maybe(
            ["Tc-99m MDP", "Tc-99m HDP", "Tc-99m DPD"].randomElement(using: &generator) ?? "MDP")
        facts.injectedActivityMegabecquerels = maybe(number(200...900))
        facts.injectionDate = maybe("20240229")
        facts.injectionTime = maybe("0930")
        facts.acquisitionDate = maybe("20240229")
        facts.acquisitionTime = maybe("123456.5")
        facts.energyWindowKiloelectronvolts = maybe(number(120...139)...number(141...160))
        facts.durationSeconds = number(300...2000)
        facts.scanVelocityMillimetresPerSecond = maybe(number(1...5))
        facts.scanLengthMillimetres = maybe(number(1500...2000))
        return facts
    }
}

extension Double {
    /// A number that 16 characters can say.
    fileprivate var asWritten: Double { (self * 1e4).rounded() / 1e4 }
}

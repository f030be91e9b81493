import Phantoms
import Scintigraphy

/// What is wrong with a scan of a quality study, on purpose, and which check should say so.
public enum QualityFault: String, Codable, CaseIterable, Sendable {
    case swappedViews = "swapped views"
    case oneMirrored = "one view mirrored"
    case bothMirrored = "both views mirrored"
    case extravasation
    case fullBladder = "full bladder"
    case contamination
    case catheter
    case earlyImaging = "early imaging"
    case superscan
    case offPeak = "off-peak window"
    case nonUniformity = "non-uniformity"
    case legMotion = "motion of a leg"
    case headMotion = "motion of the head"
    case truncation
    case lowCounts = "low counts"
    case saturation = "cut off at half the maximum"
    case noise = "noise alone"
    case upsideDown = "upside down"
    case discs = "a picture of discs"
    case noBone = "no tracer in bone"

    /// The name of the check that should see it, without the view that it may be of.
    public var check: String {
        switch self {
        case .swappedViews: "Front and back"
        case .oneMirrored: "Views against each other"
        case .bothMirrored: "Left and right"
        case .extravasation: "Injection site"
        case .fullBladder: "Bladder"
        case .contamination, .catheter: "Urine outside the bladder"
        case .earlyImaging, .superscan: "Soft tissue"
        case .offPeak: "Scatter about the body"
        case .nonUniformity: "Uniformity of the detectors"
        case .legMotion, .headMotion: "Motion of the legs"
        case .truncation: "Field of view"
        case .lowCounts: QualityControl.countsName
        case .saturation: "Saturation"
        case .noise, .upsideDown, .discs, .noBone: "Likeness to a bone scan"
        }
    }

    /// What the simulation calls it; `nil` for what is made of a patient without a fault.
    var artefact: ArtefactKind? {
        switch self {
        case .swappedViews: .swappedViews
        case .bothMirrored: .mirroredViews
        case .extravasation: .extravasation
        case .fullBladder: .fullBladder
        case .contamination: .contamination
        case .catheter: .catheter
        case .earlyImaging: .earlyImaging
        case .offPeak: .offPeak
        case .nonUniformity: .nonUniformity
        case .legMotion, .headMotion: .motion
        case .truncation: .truncation
        case .lowCounts: .lowCounts
        case .oneMirrored, .superscan, .saturation, .noise, .upsideDown, .discs, .noBone: nil
        }
    }

    /// Whether this patient, one of a cohort with ``artefact``, has it.
    func strikes(_ patient: Patient) -> Bool {
        switch self {
        case .superscan: patient.lesions.isSuperscan
        case .legMotion:
            patient.artefacts.motion.map { $0.part == .leftLeg || $0.part == .rightLeg } ?? false
        case .headMotion: patient.artefacts.motion?.part == .head
        default: true
        }
    }

    /// The patient with it, where it is the patient's.
    func befall(_ patient: Patient) -> Patient {
        guard self == .noBone else { return patient }
        var patient = patient
        patient.lesions = []
        patient.uptake.softTissueFraction += 0.99 * patient.uptake.boneFraction
        patient.uptake.boneFraction *= 0.01
        return patient
    }

    /// What becomes of a scan without a fault where simulation does not make it.
    func spoil(_ scan: BoneScan, using generator: inout SeededGenerator) throws -> BoneScan {
        switch self {
        case .oneMirrored: scan.mapImages { $0.view == .posterior ? $0.mirrored : $0 }
        case .saturation:
            scan.mapImages { image in
                let most = (0.5 * (image.pixels.max() ?? 0)).rounded()
                return image.replacingPixels(image.pixels.map { min($0, most) })
            }
        case .upsideDown: scan.mapImages { $0.replacingPixels($0.pixels.reversed()) }
        case .noise:
            try scan.mapImages { image in
                try image.replacingPixels(Array(repeating: 6, count: image.pixels.count))
                    .withPoissonNoise(using: &generator)
            }
        case .discs:
            try scan.mapImages { try $0.withDiscs(using: &generator).withPoissonNoise(using: &generator) }
        default: scan
        }
    }
}

extension CountImage {
    fileprivate var mirrored: CountImage {
        replacingPixels(
            pixels.indices.map { pixels[$0 / columns * columns + columns - 1 - $0 % columns] })
    }

    /// Five discs anywhere in place of the patient.
    fileprivate func withDiscs(using generator: inout SeededGenerator) -> CountImage {
        var drawn = [Float](repeating: 0.2, count: pixels.count)
        for _ in 0..<5 {
            let row = Int.random(in: 0..<rows, using: &generator)
            let column = Int.random(in: 0..<columns, using: &generator)
            let radius = Int.random(in: 10...max(10, columns / 3), using: &generator)
            let counts = Float.random(in: 5...30, using: &generator)
            for y in max(0, row - radius)...min(rows - 1, row + radius) {
                for x in max(0, column - radius)...min(columns - 1, column + radius) {
                    let (down, across) = (y - row, x - column)
                    if down * down + across * across <= radius * radius { drawn[y * columns + x] += counts }
                }
            }
        }
        return replacingPixels(drawn)
    }
}

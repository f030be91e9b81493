public import Foundation
public import Scintigraphy

/// A Nuclear Medicine image of a patient who does not exist, made from nothing but a scan (PS3.3 A.5).
///
/// Its views are frames of one file, anterior first; ``perView`` gives a file a view instead. It says that it is
/// simulated: in the patient's name, manufacturer, series description and comments. It is the same, byte for byte, for the
/// same scan and identity: its UIDs are made from its content and it bears no time but the scan's.
public struct SimulatedImage: Sendable {
    /// By which readers know that there is no patient.
    static let manufacturer = "bonescan (simulated)"
    static let familyName = "SIMULATED"

    /// What was scanned.
    public enum Kind: String, CaseIterable, Sendable {
        /// The whole body, on a moving bed.
        case wholeBody
        /// A spot view of the chest.
        case chest
    }

    /// The scan as it will be read back: the maker is bonescan, the patient's family name SIMULATED, counts and
    /// frames are those of its images, times are whole milliseconds, the scan's length is whole millimetres,
    /// and other numbers have the 16 characters that DICOM gives them.
    public let scan: BoneScan
    let kind: Kind
    let identity: [String]
    let softwareVersion: String

    /// An image of what was simulated; nothing is written yet.
    ///
    /// - Parameters:
    ///   - scan: one view or two, in counted events.
    ///   - kind: what was scanned.
    ///   - identity: what sets this study apart from every other, such as its cohort's seed and the patient's index.
    ///   - softwareVersion: the version of bonescan.
    public init(
        _ scan: BoneScan, of kind: Kind = .wholeBody, identity: [String], softwareVersion: String
    ) {
        self.scan = BoneScan(
            images: scan.images, acquisition: scan.acquisition.asSimulated(scan.images), remarks: scan.remarks
        )
        self.kind = kind
        self.identity = identity
        self.softwareVersion = softwareVersion
    }

    /// The same study with a file for each view, which are instances of one series.
    public var perView: [SimulatedImage] {
        scan.images.map { image in
            SimulatedImage(
                BoneScan(images: [image], acquisition: scan.acquisition, remarks: scan.remarks),
                of: kind, identity: identity, softwareVersion: softwareVersion)
        }
    }

    /// Writes a Part 10 file beside `url` and then gives it that name, so that nothing half-written is left.
    ///
    /// - Throws: where the file exists and `overwriting` is false, where pixels are no whole numbers from 0 to 65535,
    ///   where the views have different sizes, where a fact has a form that DICOM does not allow or the duration is
    ///   missing, and where nothing can be written.
    public func write(to url: URL, overwriting: Bool = false) throws(DICOMError) {
        try url.checkFree(overwriting: overwriting)
        let words = try words(for: url)
        var dataSet = try DataSet(emptyFor: url)
        try dataSet.become(self, words: words)
        try url.writeWhole { dataSet.write(to: $0) }
    }

    /// The pixels of all views as they are stored.
    private func words(for url: URL) throws(DICOMError) -> [UInt16] {
        let first = scan.images[0]
        for image in scan.images {
            guard image.meaning == .counts else {
                throw DICOMError(
                    url, "is not written: the \(image.view.rawValue) view does not hold counted events")
            }
            guard image.rows == first.rows, image.columns == first.columns, image.spacing == first.spacing
            else {
                throw DICOMError(
                    url,
                    "is not written: its views differ in matrix or pixel size; write a file for each view")
            }
        }
        guard first.rows <= UInt16.max, first.columns <= UInt16.max,
            first.rows * first.columns * scan.images.count <= PixelLayout.mostPixels
        else {
            throw DICOMError(
                url, "is not written: \(first.rows) × \(first.columns) pixels are more than are read back")
        }
        var words: [UInt16] = []
        words.reserveCapacity(first.pixels.count * scan.images.count)
        for image in scan.images {
            for (index, pixel) in image.pixels.enumerated() {
                guard let word = UInt16(exactly: pixel) else {
                    throw DICOMError(
                        url,
                        "is not written: row \(index / image.columns), column \(index % image.columns) of the "
                            + "\(image.view.rawValue) view is \(pixel), and a pixel holds a whole number of "
                            + "counts from 0 to 65535")
                }
                words.append(word)
            }
        }
        return words
    }
}

extension Acquisition {
    /// What a file of these images can say.
    fileprivate func asSimulated(_ images: [CountImage]) -> Acquisition {
        var facts = self
        facts.manufacturer = SimulatedImage.manufacturer
        let name = patientName ?? "Patient"
        let isMarked = name.hasPrefix(SimulatedImage.familyName + "^")
        facts.patientName = isMarked ? name : "\(SimulatedImage.familyName)^\(name)"
        facts.countsAccumulated = Int(exactly: images.reduce(0) { $0 + $1.total }).flatMap {
            $0 > 0 ? $0 : nil
        }
        facts.frames = images.count
        facts.durationSeconds = durationSeconds.map { ($0 * 1e3).rounded() * 1e-3 }
        facts.scanLengthMillimetres = scanLengthMillimetres?.rounded()
        facts.scanVelocityMillimetresPerSecond = scanVelocityMillimetresPerSecond?.asDecimalString
        facts.injectedActivityMegabecquerels = injectedActivityMegabecquerels?.asDecimalString
        facts.patientSizeMetres = patientSizeMetres?.asDecimalString
        facts.patientWeightKilograms = patientWeightKilograms?.asDecimalString
        facts.energyWindowKiloelectronvolts = energyWindowKiloelectronvolts.map {
            $0.lowerBound.asDecimalString...$0.upperBound.asDecimalString
        }
        return facts
    }
}

import Foundation
import Scintigraphy

extension DataSet {
    /// The modules of a Nuclear Medicine image (PS3.3 table A.5-1) with what `image` knows.
    ///
    /// - Parameter words: the pixels of its views.
    mutating func become(_ image: SimulatedImage, words: [UInt16]) throws(DICOMError) {
        let facts = image.scan.acquisition
        try setSOPCommon(image, words)
        try setPatient(facts)
        try setStudyAndSeries(image)
        try setEquipment(facts, image.softwareVersion)
        try setImage(image)
        try setFrames(image.scan.images.map(\.view))
        try setEnergyWindow(facts)
        try setTracer(facts)
        try setDetectors(image.scan.images, facts)
        let first = image.scan.images[0]
        try setMatrix(rows: first.rows, columns: first.columns, bits: 16, spacing: first.spacing)
        try setWords(words)
    }

    private mutating func setSOPCommon(_ image: SimulatedImage, _ words: [UInt16]) throws(DICOMError) {
        let views = image.scan.images.map(\.view.rawValue)
        let facts = try image.scan.acquisition.asText(for: url)
        let parts = image.identity + views + [facts, image.softwareVersion]
        try set(.specificCharacterSet, "ISO_IR 192")  // UTF-8
        try set(.sopClassUID, SOPClass.nuclearMedicine)
        try set(.sopInstanceUID, derivedUID(["simulated instance"] + parts, words: words))
    }

    private mutating func setPatient(_ facts: Acquisition) throws(DICOMError) {
        try set(fact: .patientName, facts.patientName)
        try set(fact: .patientID, facts.patientID)
        try set(.patientBirthDate, "")
        if let sex = facts.patientSex, !["M", "F", "O"].contains(sex) {
            throw DICOMError(url, "is not written: \(Tag.patientSex) is “\(sex)”, not M, F or O")
        }
        try set(.patientSex, facts.patientSex ?? "")
        try setIfKnown(.patientAge, facts.patientAge)
        try setIfKnown(.patientSize, facts.patientSizeMetres, upTo: 3)
        try setIfKnown(.patientWeight, facts.patientWeightKilograms, upTo: 1000)
        try set(.qualityControlSubject, "YES")
        try set(.patientIdentityRemoved, "YES")
        try set(.deidentificationMethod, "Simulated: there is no patient")
    }

    private mutating func setStudyAndSeries(_ image: SimulatedImage) throws(DICOMError) {
        let facts = image.scan.acquisition
        try set(.studyInstanceUID, derivedUID(["simulated study"] + image.identity))
        try set(fact: .studyDate, facts.studyDate)
        try set(fact: .studyTime, facts.acquisitionTime)
        try set(.referringPhysicianName, "")
        try set(.studyID, "1")
        try set(.accessionNumber, "")
        try setIfKnown(.studyDescription, facts.studyDescription)
        try set(.modality, "NM")
        try set(.seriesInstanceUID, derivedUID(["simulated series"] + image.identity))
        try set(.seriesNumber, "1")
        let isWholeBody = image.kind == .wholeBody
        try set(.seriesDescription, isWholeBody ? "SIMULATED WHOLE BODY" : "SIMULATED CHEST")
        try set(.bodyPartExamined, isWholeBody ? "WHOLEBODY" : "CHEST")
        if let indication = facts.indication {
            try set(.requestAttributesSequence, "")
            try set(
                fact: .reasonForRequestedProcedure, indication, in: Tag.requestAttributesSequence[0])
        }
        try set(.patientOrientationCodeSequence, .recumbent)
        try set(.patientOrientationModifierCodeSequence, .supine, in: Tag.patientOrientationCodeSequence[0])
        try set(.patientGantryRelationshipCodeSequence, .headFirst)
    }

    private mutating func setEquipment(_ facts: Acquisition, _ version: String) throws(DICOMError) {
        try set(fact: .manufacturer, facts.manufacturer)
        try setIfKnown(.manufacturerModelName, facts.model)
        try setIfKnown(.stationName, facts.station)
        try set(fact: .softwareVersions, version)
    }

    private mutating func setImage(_ image: SimulatedImage) throws(DICOMError) {
        let facts = image.scan.acquisition
        let kind = image.kind == .wholeBody ? "WHOLE BODY" : "STATIC"
        try set(.imageType, "ORIGINAL\\PRIMARY\\\(kind)\\EMISSION")
        try setIfKnown(.acquisitionDate, facts.acquisitionDate)
        try setIfKnown(.acquisitionTime, facts.acquisitionTime)
        try set(
            .imageComments, "Simulated by bonescan for research. There is no patient; not for diagnosis.")
        try set(.burnedInAnnotation, "NO")
        try set(.lossyImageCompression, "00")
        let counts = facts.countsAccumulated ?? 0
        guard counts <= Int32.max else {
            throw DICOMError(
                url, "is not written: \(counts) counts are more than \(Tag.countsAccumulated) holds")
        }
        try set(.countsAccumulated, String(counts))
        guard let duration = facts.durationSeconds else {
            throw DICOMError(
                url, "is not written: a planar image states its duration, \(Tag.actualFrameDuration)")
        }
        try setIfKnown(.actualFrameDuration, (duration * 1e3).rounded(), upTo: 1e9)
        guard image.kind == .wholeBody else { return }
        try set(.wholeBodyTechnique, "1PS")  // one pass
        for (tag, value) in [
            (Tag.scanVelocity, facts.scanVelocityMillimetresPerSecond),
            (.scanLength, facts.scanLengthMillimetres),
        ] {
            try set(tag, "")  // a whole-body image has them, be they unknown
            try setIfKnown(tag, value)
        }
    }

    private mutating func setEnergyWindow(_ facts: Acquisition) throws(DICOMError) {
        try set(.energyWindowInformationSequence, "")
        guard let limits = facts.energyWindowKiloelectronvolts else { return }
        let range = Tag.energyWindowInformationSequence[0] / Tag.energyWindowRangeSequence[0]
        try setIfKnown(.energyWindowLowerLimit, limits.lowerBound, in: range)
        try setIfKnown(.energyWindowUpperLimit, limits.upperBound, in: range)
    }

    private mutating func setTracer(_ facts: Acquisition) throws(DICOMError) {
        let item = Tag.radiopharmaceuticalInformationSequence[0]
        try set(.radiopharmaceuticalInformationSequence, "")
        try set(.radionuclideCodeSequence, "", in: item)
        if let radionuclide = facts.radionuclide {
            guard radionuclide == "Tc-99m" else {
                throw DICOMError(url, "is not written: the radionuclide is “\(radionuclide)”, not Tc-99m")
            }
            try set(.radionuclideCodeSequence, .technetium99m, in: item)
        }
        try setIfKnown(.radiopharmaceutical, facts.radiopharmaceutical, in: item)
        if let code = facts.radiopharmaceutical.flatMap(CodedConcept.init(radiopharmaceutical:)) {
            try set(.radiopharmaceuticalCodeSequence, code, in: item)
        }
        try setIfKnown(.radionuclideTotalDose, facts.injectedActivityMegabecquerels, upTo: 1e5, in: item)
        try setIfKnown(.radiopharmaceuticalStartTime, facts.injectionTime, in: item)
        if let date = facts.injectionDate {
            try check(date, .da, of: .radiopharmaceuticalStartDateTime)
            try set(.radiopharmaceuticalStartDateTime, date + (facts.injectionTime ?? ""), in: item)
        }
    }

    private mutating func setDetectors(_ images: [CountImage], _ facts: Acquisition) throws(DICOMError) {
        try set(.detectorInformationSequence, "")
        for (index, image) in images.enumerated() {
            let item = Tag.detectorInformationSequence[index]
            let isAnterior = image.view == .anterior
            try setIfKnown(.collimatorGridName, facts.collimator, in: item)
            try set(.collimatorType, "PARA", in: item)  // parallel holes
            try set(.startAngle, isAnterior ? "180" : "0", in: item)
            try set(.imagePositionPatient, "", in: item)
            // Columns grow to the patient's left as seen from the front, rows to the feet.
            try set(
                .imageOrientationPatient, isAnterior ? "1\\0\\0\\0\\0\\-1" : "-1\\0\\0\\0\\0\\-1", in: item)
            try set(.viewCodeSequence, isAnterior ? .anteriorProjection : .posteriorProjection, in: item)
        }
    }
}

extension DataSet {
    private mutating func setIfKnown(
        _ tag: Tag, _ text: String?, in item: Item = .dataSet
    ) throws(DICOMError) {
        if let text { try set(fact: tag, text, in: item) }
    }

    /// A measure above 0 that is read back.
    private mutating func setIfKnown(
        _ tag: Tag, _ number: Double?, upTo limit: Double = 1e6, in item: Item = .dataSet
    ) throws(DICOMError) {
        guard let number else { return }
        guard number > 0, number <= limit else {
            throw DICOMError(
                url, "is not written: \(tag) is \(number), not above 0 and at most \(limit.decimalString)")
        }
        try set(tag, number.decimalString, in: item)
    }
}

extension Acquisition {
    /// All facts as one text, for the same facts the same.
    fileprivate func asText(for url: URL) throws(DICOMError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(self) else {
            throw DICOMError(url, "is not written: a number of its acquisition is not finite")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

extension CodedConcept {
    /// The bisphosphonate that a name such as “Tc-99m MDP” means (CID 25); nil for any other.
    fileprivate init?(radiopharmaceutical name: String) {
        let name = name.lowercased()
        if ["hdp", "hmdp", "oxidronate"].contains(where: name.contains) {
            self = .oxidronate
        } else if ["mdp", "medronate"].contains(where: name.contains) {
            self = .medronate
        } else {
            return nil
        }
    }
}

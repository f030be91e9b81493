import Scintigraphy

/// The data set of a source becomes that of a derived Nuclear Medicine image (PS3.3 A.5).
extension DataSet {
    mutating func becomeDerived(
        _ frames: [DerivedFrame], _ counts: StoredCounts, _ derivation: Derivation
    ) throws(DICOMError) {
        removeWhatDescribesPixels()
        try setIdentity(frames, counts, derivation)
        try setProvenance(frames, counts, derivation)
        try setVectors(frames)
        try setPosition()
        removePrivate()
        try setPixels(counts, frames: frames.count)
    }

    private mutating func removeWhatDescribesPixels() {
        remove(
            .conversionType, .instanceCreationDate, .instanceCreationTime, .instanceCreatorUID,
            .imageComments,
            .planarConfiguration, .pixelPaddingValue, .pixelPaddingRangeLimit, .windowCenter, .windowWidth,
            .windowExplanation,
            .rescaleIntercept, .rescaleSlope, .rescaleType, .modalityLUTSequence, .voiLUTSequence,
            .realWorldValueMappingSequence, .iconImageSequence, .macParametersSequence,
            .digitalSignaturesSequence,
            .smallestImagePixelValue, .largestImagePixelValue)
    }

    private mutating func setIdentity(
        _ frames: [DerivedFrame], _ counts: StoredCounts, _ derivation: Derivation
    ) throws(DICOMError) {
        let sources = frames.map { "\($0.source.sopInstanceUID ?? "") \($0.source.frame)" }
        let how = [derivation.description, derivation.code.value, derivation.softwareVersion]
        let series = text(.seriesInstanceUID) ?? ""
        try set(.sopClassUID, SOPClass.nuclearMedicine)
        try set(.sopInstanceUID, derivedUID(["instance"] + sources + how, words: counts.words))
        try set(.seriesInstanceUID, derivedUID(["series", series] + how))
        let kind = frames[0].file.isWholeBody ? "WHOLE BODY" : "STATIC"
        try set(.imageType, "DERIVED\\PRIMARY\\\(kind)\\EMISSION")
        // Bytes that their character set does not explain would be written as others.
        let title = (text(.seriesDescription) ?? text(.studyDescription)).flatMap { $0.isReadable ? $0 : nil }
        let suffix = derivation.seriesSuffix
        let room = max(0, 63 - suffix.count)
        try set(.seriesDescription, title.map { "\($0.prefix(room)) \(suffix)" } ?? suffix)
        // Derived series sort behind the acquired ones.
        try set(.seriesNumber, String(1000 + (integer(.seriesNumber) ?? 0) % 1000))
        try set(.instanceNumber, "1")
        if text(.bodyPartExamined) == "WHOLE BODY" { try set(.bodyPartExamined, "WHOLEBODY") }
        try set(.burnedInAnnotation, "NO")
    }

    private mutating func setProvenance(
        _ frames: [DerivedFrame], _ counts: StoredCounts, _ derivation: Derivation
    ) throws(DICOMError) {
        var sentences = [
            derivation.description, "bonescan \(derivation.softwareVersion), research use only.",
        ]
        sentences.append("Counts Accumulated is the sum of this image's pixels.")
        if !counts.isWhole { sentences.append("Counts are the stored values times \(counts.slope).") }
        for frame in frames where frame.source.isViewAssumed {
            sentences.append(
                "The \(frame.image.view.rawValue) view was assumed: the source does not state it.")
        }
        if !frames[0].file.isOriginal, let earlier = text(.derivationDescription), earlier.isReadable {
            sentences.append("The source was derived itself: \(earlier)")
        }
        let account = String(sentences.joined(separator: " ").prefix(1024))  // an ST holds no more
        try set(.derivationDescription, account)
        try set(.derivationCodeSequence, derivation.code)

        remove(.sourceImageSequence)
        for (index, frame) in frames.sources.enumerated() {
            let item = Tag.sourceImageSequence[index]
            try set(.referencedSOPClassUID, frame.source.sopClassUID ?? SOPClass.nuclearMedicine, in: item)
            try set(.referencedSOPInstanceUID, frame.source.sopInstanceUID ?? "", in: item)
            try set(.purposeOfReferenceCodeSequence, .sourceImage, in: item)
        }
        let equipment = Tag.contributingEquipmentSequence[count(of: .contributingEquipmentSequence)]
        try set(.manufacturer, "bonescan", in: equipment)
        try set(.manufacturerModelName, "bonescan", in: equipment)
        try set(.softwareVersions, derivation.softwareVersion, in: equipment)
        try set(.contributionDescription, account, in: equipment)
        try set(.purposeOfReferenceCodeSequence, .processingEquipment, in: equipment)
    }

    /// One energy window, and a detector a view, with the view's code.
    private mutating func setVectors(_ frames: [DerivedFrame]) throws(DICOMError) {
        let ones = frames.map { _ in "1" }.joined(separator: "\\")
        let numbers = (1...frames.count).map(String.init).joined(separator: "\\")
        try set(.frameIncrementPointer, "(0054,0010)\\(0054,0020)")
        try set(.energyWindowVector, ones)
        try set(.numberOfEnergyWindows, "1")
        try set(.detectorVector, numbers)
        try set(.numberOfDetectors, String(frames.count))
        try set(.energyWindowInformationSequence, "")
        copyItem(
            Tag.energyWindowInformationSequence[0], from: frames[0].file.dataSet,
            Tag.energyWindowInformationSequence[frames[0].source.energyWindow - 1])
        try set(.detectorInformationSequence, "")
        for (index, frame) in frames.enumerated() {
            let item = Tag.detectorInformationSequence[index]
            copyItem(
                item, from: frame.file.dataSet, Tag.detectorInformationSequence[frame.source.detector - 1])
            let view = frame.image.view == .anterior ? CodedConcept.anteriorProjection : .posteriorProjection
            try set(.viewCodeSequence, view, in: item)
            for tag in [Tag.collimatorType, .imagePositionPatient, .imageOrientationPatient]
            where text(tag, in: item) == nil {
                try set(tag, "", in: item)
            }
        }
        try setTracer()
    }

    /// A radionuclide that only a private element names would be dropped with it.
    private mutating func setTracer() throws(DICOMError) {
        let name = text(.geRadionuclideName)?.lowercased().filter { $0.isLetter || $0.isNumber }
        if count(of: .radiopharmaceuticalInformationSequence) == 0, name == "tc99m" {
            let item = Tag.radiopharmaceuticalInformationSequence[0]
            try set(.radionuclideCodeSequence, .technetium99m, in: item)
        }
        try setIfAbsent(.radiopharmaceuticalInformationSequence)
    }

    /// As codes, with which Patient Position may not stand.
    private mutating func setPosition() throws(DICOMError) {
        let position = text(.patientPosition) ?? ""
        remove(.patientPosition)
        if count(of: .patientOrientationCodeSequence) == 0,
            count(of: .patientGantryRelationshipCodeSequence) == 0,
            let lying = ["S": CodedConcept.supine, "P": .prone][position.suffix(1)],
            let entering = ["HF": CodedConcept.headFirst, "FF": .feetFirst][position.prefix(2)],
            position.count == 3
        {
            try set(.patientOrientationCodeSequence, .recumbent)
            try set(.patientOrientationModifierCodeSequence, lying, in: Tag.patientOrientationCodeSequence[0])
            try set(.patientGantryRelationshipCodeSequence, entering)
        }
        try setIfAbsent(.patientOrientationCodeSequence)
        try setIfAbsent(.patientGantryRelationshipCodeSequence)
    }

    private mutating func setPixels(_ counts: StoredCounts, frames: Int) throws(DICOMError) {
        try set(.samplesPerPixel, "1")
        try set(.photometricInterpretation, "MONOCHROME2")
        try set(.numberOfFrames, String(frames))
        try set(.bitsAllocated, "16")
        try set(.bitsStored, "16")
        try set(.highBit, "15")
        try set(.pixelRepresentation, "0")
        let largest = String(counts.words.max() ?? 0)
        try set(.smallestImagePixelValue, String(counts.words.min() ?? 0))
        try set(.largestImagePixelValue, largest)
        try set(.countsAccumulated, String(Int(counts.total.rounded())))
        if !counts.isWhole { try setScale(counts.slope, largest: largest) }
        try setPixels(counts.words)
    }

    /// Twice: by the standard's Real World Value Mapping, and by the Rescale Slope that viewers know.
    private mutating func setScale(_ slope: Double, largest: String) throws(DICOMError) {
        try set(.rescaleIntercept, "0")
        try set(.rescaleSlope, String(slope))
        try set(.rescaleType, "US")
        let item = Tag.realWorldValueMappingSequence[0]
        try set(.lutLabel, "COUNTS", in: item)
        try set(.lutExplanation, "Stored values to counts", in: item)
        try set(.realWorldValueFirstValueMapped, "0", in: item)
        try set(.realWorldValueLastValueMapped, largest, in: item)
        try set(.realWorldValueIntercept, "0", in: item)
        try set(.realWorldValueSlope, String(slope), in: item)
        try set(.measurementUnitsCodeSequence, .countsUnit, in: item)
    }
}

extension [DerivedFrame] {
    /// One frame a source object.
    fileprivate var sources: [DerivedFrame] {
        enumerated().filter { index, frame in
            !prefix(index).contains { $0.source.sopInstanceUID == frame.source.sopInstanceUID }
        }.map(\.element)
    }
}

extension String {
    /// Whether all of its bytes were text.
    fileprivate var isReadable: Bool { !contains("\u{FFFD}") }
}

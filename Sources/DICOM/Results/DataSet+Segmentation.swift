/// The modules of a Segmentation (PS3.3 table A.51-1) after those that all results have.
extension DataSet {
    mutating func become(
        _ segmentation: SegmentationObject, _ frames: [SegmentFrame], of origin: ResultOrigin
    ) throws(DICOMError) {
        try setImage(frames, of: origin)
        try set(.contentLabel, segmentation.label)
        try set(own: .contentDescription, segmentation.description)
        try set(.contentCreatorName, "bonescan^AI")
        try set(.segmentationType, "BINARY")
        try set(.segmentsOverlap, "NO")
        for (index, segment) in segmentation.segments.enumerated() {
            try setSegment(
                segment, number: index + 1, segmentation.model, origin.softwareVersion,
                in: Tag.segmentSequence[index])
        }
        try setReferencedSeries(origin.instances)
        try setDimensions()
        // One empty item: planar views have neither a place in space nor a thickness to share.
        try setEmptyItem(of: .sharedFunctionalGroupsSequence)
        for (index, frame) in frames.enumerated() {
            try setGroups(frame, in: Tag.perFrameFunctionalGroupsSequence[index])
        }
        try set(.pixelData, bytes: segmentation.packed(frames))
    }

    private mutating func setImage(_ frames: [SegmentFrame], of origin: ResultOrigin) throws(DICOMError) {
        try set(.imageType, "DERIVED\\PRIMARY")
        try set(.patientOrientation, "")
        let isWholeBody = frames[0].source.file.isWholeBody
        if isWholeBody { try set(.bodyPartExamined, "WHOLEBODY") }  // an unpaired part, as validators know
        try set(.samplesPerPixel, "1")
        try set(.photometricInterpretation, "MONOCHROME2")
        try set(.numberOfFrames, String(frames.count))
        try set(.rows, String(frames[0].source.file.layout.rows))
        try set(.columns, String(frames[0].source.file.layout.columns))
        for tag in [Tag.bitsAllocated, .bitsStored] { try set(tag, "1") }
        for tag in [Tag.highBit, .pixelRepresentation] { try set(tag, "0") }
        try setLoss(of: origin)
    }

    /// What was computed from a lossy image is lossy itself (PS3.3 C.7.6.1.1.5).
    private mutating func setLoss(of origin: ResultOrigin) throws(DICOMError) {
        let lossy = origin.frames.first { $0.file.dataSet.text(.lossyImageCompression) == "01" }
        try set(.lossyImageCompression, lossy == nil ? "00" : "01")
        for tag in [Tag.lossyImageCompressionRatio, .lossyImageCompressionMethod] {
            if let value = lossy?.file.dataSet.text(tag) { try set(tag, value) }
        }
    }

    private mutating func setSegment(
        _ segment: Segment, number: Int, _ model: ResultModel, _ version: String, in item: Item
    ) throws(DICOMError) {
        try set(.segmentNumber, String(number), in: item)
        try set(own: .segmentLabel, segment.label, in: item)
        try set(.segmentAlgorithmType, "AUTOMATIC", in: item)
        try set(own: .segmentAlgorithmName, model.name, in: item)
        let algorithm = item / Tag.segmentationAlgorithmIdentificationSequence[0]
        try set(.algorithmFamilyCodeSequence, .artificialIntelligence, in: algorithm)
        try set(own: .algorithmName, model.name, in: algorithm)
        try set(own: .algorithmVersion, version, in: algorithm)
        try set(
            own: .algorithmParameters, "\(model.architecture), SHA-256 of the weights \(model.hash)",
            in: algorithm)
        try set(.algorithmSource, "bonescan", in: algorithm)
        try set(.segmentedPropertyCategoryCodeSequence, segment.category, in: item)
        try set(.segmentedPropertyTypeCodeSequence, segment.type, in: item)
        try setIfKnown(
            .segmentedPropertyTypeModifierCodeSequence, segment.laterality,
            in: item / Tag.segmentedPropertyTypeCodeSequence[0])
        try setIfKnown(.anatomicRegionSequence, segment.site, in: item)
        if let tracking = segment.tracking {
            try set(own: .trackingID, tracking.identifier, in: item)
            try set(.trackingUID, tracking.uid, in: item)
        }
        let colour = segment.colour.cieLab.map(String.init).joined(separator: "\\")
        try set(.recommendedDisplayCIELabValue, colour, in: item)
    }

    /// Frames count by segment, then by view.
    private mutating func setDimensions() throws(DICOMError) {
        let uid = derivedUID(["dimensions", text(.seriesInstanceUID) ?? ""])
        try set(.dimensionOrganizationUID, uid, in: Tag.dimensionOrganizationSequence[0])
        for (index, (pointer, group, label)) in [
            (Tag.referencedSegmentNumber, Tag.segmentIdentificationSequence, "Segment"),
            (.inStackPositionNumber, .frameContentSequence, "View"),
        ].enumerated() {
            let item = Tag.dimensionIndexSequence[index]
            try set(.dimensionOrganizationUID, uid, in: item)
            try set(.dimensionIndexPointer, printed(pointer.number), in: item)
            try set(.functionalGroupPointer, printed(group.number), in: item)
            try set(.dimensionDescriptionLabel, label, in: item)
        }
    }

    private mutating func setGroups(_ frame: SegmentFrame, in item: Item) throws(DICOMError) {
        let content = item / Tag.frameContentSequence[0]
        try set(.stackID, "1", in: content)
        try set(.inStackPositionNumber, String(frame.position), in: content)
        try set(.dimensionIndexValues, "\(frame.segment)\\\(frame.position)", in: content)
        try set(
            .referencedSegmentNumber, String(frame.segment), in: item / Tag.segmentIdentificationSequence[0])
        let derivation = item / Tag.derivationImageSequence[0]
        try set(.derivationCodeSequence, .segmentation, in: derivation)
        try append(frame.source.instance, to: .sourceImageSequence, in: derivation)
        let source = derivation / Tag.sourceImageSequence[0]
        if let number = frame.source.number { try set(.referencedFrameNumber, String(number), in: source) }
        try set(.spatialLocationsPreserved, "YES", in: source)
        try set(.purposeOfReferenceCodeSequence, .sourceImage, in: source)
    }

    /// All objects that are referred to, series by series (PS3.3 C.12.2).
    private mutating func setReferencedSeries(_ instances: [InstanceReference]) throws(DICOMError) {
        for (index, series) in instances.map(\.seriesInstanceUID).uniqued.enumerated() {
            let item = Tag.referencedSeriesSequence[index]
            try set(.seriesInstanceUID, series, in: item)
            for instance in instances where instance.seriesInstanceUID == series {
                try append(instance, to: .referencedInstanceSequence, in: item)
            }
        }
    }
}

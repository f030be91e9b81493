import Scintigraphy

/// The tree of template 1500, with those that it includes (PS3.16 annex A).
extension MeasurementReport {
    func tree(of origin: ResultOrigin) -> ContentItem {
        let groups = [whole.item(of: origin, comments: [Self.researchUseOnly] + comments)]
        return ContentItem(
            .contains, .imagingMeasurementReport, .container(template: "1500"),
            [
                ContentItem(
                    .hasConceptModifier, .language, .code(CodedConcept("en", "RFC5646", "English")))
            ] + observers(origin.softwareVersion) + [
                ContentItem(.hasConceptModifier, .procedureReported, .code(.boneScan)),
                Self.library(of: origin),
                ContentItem(
                    .contains, .imagingMeasurements, .container(template: nil),
                    groups + findings.map { $0.item(of: origin, comments: []) }),
            ])
    }

    /// The software and each of its models as a device that observed (templates 1002 and 1004).
    private func observers(_ version: String) -> [ContentItem] {
        func device(_ name: String, model: String, number: String) -> [ContentItem] {
            [
                ContentItem(.hasObservationContext, .observerType, .code(.device)),
                ContentItem(
                    .hasObservationContext, .deviceObserverUID,
                    .uid(derivedUID(["device", name, model, number]))),
                ContentItem(.hasObservationContext, .deviceObserverName, .text(name)),
                ContentItem(.hasObservationContext, .deviceObserverManufacturer, .text("bonescan")),
                ContentItem(.hasObservationContext, .deviceObserverModelName, .text(model)),
                ContentItem(.hasObservationContext, .deviceObserverSerialNumber, .text(number)),
            ]
        }
        return device("bonescan", model: "bonescan", number: version)
            + models.flatMap { device($0.name, model: $0.architecture, number: $0.hash) }
    }

    /// The images that were read (template 1600).
    private static func library(of origin: ResultOrigin) -> ContentItem {
        let images = origin.frames.map { frame in
            ContentItem(
                .contains, nil, .image(frame.instance, frame: frame.number, segment: nil),
                [
                    ContentItem(.hasAcquisitionContext, .modality, .code(.nuclearMedicine)),
                    ContentItem(
                        .hasAcquisitionContext, .imageView,
                        .code(frame.view == .anterior ? .anteriorProjection : .posteriorProjection)),
                ])
        }
        return ContentItem(
            .contains, .imageLibrary, .container(template: "1600"),
            [ContentItem(.contains, .imageLibraryGroup, .container(template: "1601"), images)])
    }
}

extension MeasurementGroup {
    /// By template 1411 where it has a segment, else by 1501.
    fileprivate func item(of origin: ResultOrigin, comments: [String]) -> ContentItem {
        var items = [
            ContentItem(.hasObservationContext, .trackingIdentifier, .text(tracking.identifier)),
            ContentItem(.hasObservationContext, .trackingUniqueIdentifier, .uid(tracking.uid)),
        ]
        if let finding { items.append(ContentItem(.contains, .finding, .code(finding))) }
        if let segment {
            items.append(
                ContentItem(
                    .contains, .referencedSegment,
                    .image(segment.segmentation, frame: nil, segment: segment.number)))
        }
        for view in views {
            guard let frame = origin.frames.first(where: { $0.view == view }) else {
                preconditionFailure("the \(view.rawValue) view has no source")
            }
            let purpose: CodedConcept =
                segment == nil ? .sourceOfMeasurement : .sourceImageForSegmentation
            items.append(
                ContentItem(
                    .contains, purpose, .image(frame.instance, frame: frame.number, segment: nil)))
        }
        if let site {
            let side = laterality.map {
                ContentItem(.hasConceptModifier, .laterality, .code($0))
            }
            items.append(
                ContentItem(.hasConceptModifier, .findingSite, .code(site), side.map { [$0] } ?? []))
        }
        items += measurements.map(\.item) + evaluations.map(\.item)
        items += comments.map { ContentItem(.contains, .comment, .text($0)) }
        return ContentItem(
            .contains, .measurementGroup, .container(template: segment == nil ? "1501" : "1411"), items)
    }
}

extension Measurement {
    /// Template 300, with the uncertainty of 310.
    fileprivate var item: ContentItem {
        let parts = interval.map { interval in
            [
                (CodedConcept.upperUncertainty, interval.upperBound - value),
                (.lowerUncertainty, value - interval.lowerBound),
            ].map { ContentItem(.hasProperties, $0, .number(max($1, 0), unit: .noUnits)) }
        }
        return ContentItem(.contains, name, .number(value, unit: unit), parts ?? [])
    }
}

extension Evaluation {
    fileprivate var item: ContentItem {
        switch value {
        case .code(let code): ContentItem(.contains, name, .code(code))
        case .text(let text): ContentItem(.contains, name, .text(text))
        }
    }
}

extension CodedConcept {
    fileprivate static let imagingMeasurementReport = Self("126000", "DCM", "Imaging Measurement Report")
    fileprivate static let imagingMeasurements = Self("126010", "DCM", "Imaging Measurements")
    fileprivate static let measurementGroup = Self("125007", "DCM", "Measurement Group")
    fileprivate static let language = Self("121049", "DCM", "Language of Content Item and Descendants")
    fileprivate static let procedureReported = Self("121058", "DCM", "Procedure reported")
    fileprivate static let observerType = Self("121005", "DCM", "Observer Type")
    fileprivate static let device = Self("121007", "DCM", "Device")
    fileprivate static let deviceObserverUID = Self("121012", "DCM", "Device Observer UID")
    fileprivate static let deviceObserverName = Self("121013", "DCM", "Device Observer Name")
    fileprivate static let deviceObserverManufacturer = Self("121014", "DCM", "Device Observer Manufacturer")
    fileprivate static let deviceObserverModelName = Self("121015", "DCM", "Device Observer Model Name")
    fileprivate static let deviceObserverSerialNumber = Self(
        "121016", "DCM", "Device Observer Serial Number")
    fileprivate static let imageLibrary = Self("111028", "DCM", "Image Library")
    fileprivate static let imageLibraryGroup = Self("126200", "DCM", "Image Library Group")
    fileprivate static let modality = Self("121139", "DCM", "Modality")
    fileprivate static let nuclearMedicine = Self("NM", "DCM", "Nuclear Medicine")
    fileprivate static let imageView = Self("111031", "DCM", "Image View")
    fileprivate static let trackingIdentifier = Self("112039", "DCM", "Tracking Identifier")
    fileprivate static let trackingUniqueIdentifier = Self("112040", "DCM", "Tracking Unique Identifier")
    fileprivate static let finding = Self("121071", "DCM", "Finding")
    fileprivate static let findingSite = Self("363698007", "SCT", "Finding Site")
    fileprivate static let laterality = Self("272741003", "SCT", "Laterality")
    fileprivate static let referencedSegment = Self("121191", "DCM", "Referenced Segment")
    fileprivate static let sourceImageForSegmentation = Self(
        "121233", "DCM", "Source image for segmentation")
    fileprivate static let sourceOfMeasurement = Self("121112", "DCM", "Source of Measurement")
    fileprivate static let upperUncertainty = Self(
        "371886008", "SCT", "+, range of upper measurement uncertainty")
    fileprivate static let lowerUncertainty = Self(
        "371885007", "SCT", "-, range of lower measurement uncertainty")
}

/// A node of a structured report's tree (PS3.3 C.17.3): a name, a value, and what stands below.
struct ContentItem {
    /// How it belongs to the item above.
    enum Relationship: String {
        case contains = "CONTAINS"
        case hasObservationContext = "HAS OBS CONTEXT"
        case hasAcquisitionContext = "HAS ACQ CONTEXT"
        case hasConceptModifier = "HAS CONCEPT MOD"
        case hasProperties = "HAS PROPERTIES"
    }

    enum Value {
        /// With the number of its template in PS3.16, where it follows one.
        case container(template: String?)
        case text(String)
        case code(CodedConcept)
        case number(Double, unit: CodedConcept)
        case uid(String)
        /// An image, of which the numbers of frames or segments may be named.
        case image(InstanceReference, frame: Int?, segment: Int?)
    }

    let relationship: Relationship
    let name: CodedConcept?
    let value: Value
    let children: [ContentItem]

    init(
        _ relationship: Relationship, _ name: CodedConcept?, _ value: Value, _ children: [ContentItem] = []
    ) {
        self.relationship = relationship
        self.name = name
        self.value = value
        self.children = children
    }

    /// All objects that the tree refers to, each once.
    var references: [InstanceReference] {
        var own: [InstanceReference] = []
        if case .image(let instance, _, _) = value { own = [instance] }
        return (own + children.flatMap(\.references)).uniqued
    }
}

extension DataSet {
    /// The tree's root is the data set itself.
    mutating func setTree(_ root: ContentItem) throws(DICOMError) { try setContent(root, in: .dataSet) }

    private mutating func setContent(_ content: ContentItem, in item: Item) throws(DICOMError) {
        if let name = content.name { try set(.conceptNameCodeSequence, name, in: item) }
        try setValue(content.value, in: item)
        for (index, child) in content.children.enumerated() {
            let next = item / Tag.contentSequence[index]
            try set(.relationshipType, child.relationship.rawValue, in: next)
            try setContent(child, in: next)
        }
    }

    private mutating func setValue(_ value: ContentItem.Value, in item: Item) throws(DICOMError) {
        switch value {
        case .container(let template):
            try set(.valueType, "CONTAINER", in: item)
            try set(.continuityOfContent, "SEPARATE", in: item)
            guard let template else { return }
            try set(.mappingResource, "DCMR", in: item / Tag.contentTemplateSequence[0])
            try set(.templateIdentifier, template, in: item / Tag.contentTemplateSequence[0])
        case .text(let text):
            try set(.valueType, "TEXT", in: item)
            try set(own: .textValue, text, in: item)
        case .code(let code):
            try set(.valueType, "CODE", in: item)
            try set(.conceptCodeSequence, code, in: item)
        case .number(let number, let unit):
            guard number.isFinite else {
                throw DICOMError(url, "gets no report: a measurement of it is \(number)")
            }
            try set(.valueType, "NUM", in: item)
            let measured = item / Tag.measuredValueSequence[0]
            try set(.numericValue, number.decimalString, in: measured)
            try set(.measurementUnitsCodeSequence, unit, in: measured)
        case .uid(let uid):
            try set(.valueType, "UIDREF", in: item)
            try set(.uid, uid, in: item)
        case .image(let instance, let frame, let segment):
            try set(.valueType, "IMAGE", in: item)
            try append(instance, to: .referencedSOPSequence, in: item)
            let reference = item / Tag.referencedSOPSequence[0]
            if let frame { try set(.referencedFrameNumber, String(frame), in: reference) }
            if let segment { try set(.referencedSegmentNumber, String(segment), in: reference) }
        }
    }
}

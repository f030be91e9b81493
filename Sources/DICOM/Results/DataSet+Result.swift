import CDCMTK
import Foundation

/// What all results have in common: the patient, the study, a series of their own and the equipment (PS3.3 A.1.4).
extension DataSet {
    /// Patient and study of a scan's file, with nothing of its image.
    init(resultOf origin: ResultOrigin) throws(DICOMError) {
        let source = origin.main.url
        var dataSet = try origin.main.dataSet.copy()
        let kept = DataSet.patientAndStudy
        guard cd_keep(dataSet.handle, kept, kept.count) else {
            throw DICOMError(source, "cannot be referred to (\(lastError))")
        }
        // Names in a character set that nobody can read stay as they are; all others are UTF-8 by now.
        if !cd_has_extended_text(dataSet.handle) { try dataSet.set(.specificCharacterSet, "ISO_IR 192") }
        for tag in [
            Tag.patientName, .patientID, .patientBirthDate, .patientSex, .studyDate, .studyTime,
            .accessionNumber, .referringPhysicianName, .studyID,
        ] where dataSet.text(tag) == nil {
            try dataSet.set(tag, "")
        }
        self = dataSet
    }

    /// The groups of the patient and of trials, and the elements of the study and the visit.
    private static let patientAndStudy: [UInt32] = [
        0x0008_0005, 0x0008_0020, 0x0008_0030, 0x0008_0050, 0x0008_0051, 0x0008_0090, 0x0008_0096,
        0x0008_1030, 0x0008_1032, 0x0008_1048, 0x0008_1049, 0x0008_1060, 0x0008_1080, 0x0008_1084,
        0x0008_1110,
        0x0010_0000, 0x0012_0000, 0x0020_000D, 0x0020_0010, 0x0032_1034, 0x0038_0010, 0x0038_0014,
    ]

    mutating func setSeries(_ kind: ResultKind, of origin: ResultOrigin) throws(DICOMError) {
        let source = origin.main
        let series = source.dataSet.text(.seriesInstanceUID) ?? ""
        try set(.sopClassUID, kind.sopClass)
        try set(.modality, kind.modality)
        try set(
            .seriesInstanceUID,
            derivedUID([
                "result series", series, kind.sopClass, kind.seriesDescription, origin.softwareVersion,
            ]))
        try set(
            .seriesNumber, String(kind.seriesNumber + (source.dataSet.integer(.seriesNumber) ?? 0) % 1000))
        try set(own: .seriesDescription, kind.seriesDescription)
        try set(.instanceNumber, "1")
        try set(.manufacturer, "bonescan")
        try set(.manufacturerModelName, "bonescan")
        try set(own: .deviceSerialNumber, origin.softwareVersion)  // software has no other
        try set(own: .softwareVersions, origin.softwareVersion)
        try setContentTime(of: origin)
    }

    /// The standard wants a date and time of content: when the results were made, or else when the scan was.
    private mutating func setContentTime(of origin: ResultOrigin) throws(DICOMError) {
        var date = "19000101"
        var time = "000000"
        if let created = origin.created {
            (date, time) = created.asDICOM
        } else {
            let source = origin.main
            for (day, hour) in [(Tag.acquisitionDate, Tag.acquisitionTime), (.studyDate, .studyTime)] {
                guard let known = source.dataSet.text(day), Tag.VR.da.allows(known) else { continue }
                date = known
                time = source.dataSet.text(hour).flatMap { Tag.VR.tm.allows($0) ? $0 : nil } ?? time
                break
            }
        }
        try set(.contentDate, date)
        try set(.contentTime, time)
    }

    /// Text of ours as the element can hold it: without characters that it forbids, not too long, and in ASCII beside
    /// names in an unknown character set.
    mutating func set(own tag: Tag, _ text: String, in item: Item = .dataSet) throws(DICOMError) {
        let isUTF8 = self.text(.specificCharacterSet) == "ISO_IR 192"
        try set(tag, tag.vr.fitted(isUTF8 ? text : text.asASCII), in: item)
    }

    /// The code of an element, unless there is none.
    mutating func setIfKnown(
        _ sequence: Tag, _ code: CodedConcept?, in item: Item = .dataSet
    ) throws(DICOMError) {
        if let code { try set(sequence, code, in: item) }
    }

    /// Bytes, of which there is one more where their number is odd (PS3.5 6.2).
    mutating func set(_ tag: Tag, bytes: [UInt8]) throws(DICOMError) {
        let even = bytes.count.isMultiple(of: 2) ? bytes : bytes + [0]
        let isSet = withPath(to: tag, in: .dataSet) { cd_set_bytes(handle, $0, even, even.count) }
        guard isSet else { throw DICOMError(url, "cannot get a result: \(tag) cannot be set (\(lastError))") }
    }

    /// A reference to an object, the next of `sequence`.
    mutating func append(
        _ instance: InstanceReference, to sequence: Tag, in item: Item = .dataSet
    ) throws(DICOMError) {
        let next = item / sequence[count(of: sequence, in: item)]
        try set(.referencedSOPClassUID, instance.sopClassUID, in: next)
        try set(.referencedSOPInstanceUID, instance.sopInstanceUID, in: next)
    }

    /// The data set in explicit VR little endian.
    borrowing func encoded() throws(DICOMError) -> [UInt8] {
        var count = 0
        guard let bytes = cd_encoded(handle, &count) else {
            throw DICOMError(url, "cannot get a result (\(lastError))")
        }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}

extension Date {
    /// Date and time of day here, to the second.
    fileprivate var asDICOM: (date: String, time: String) {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: self)
        func digits(_ number: Int?, _ count: Int) -> String {
            let text = String(number ?? 0)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return (
            digits(parts.year, 4) + digits(parts.month, 2) + digits(parts.day, 2),
            digits(parts.hour, 2) + digits(parts.minute, 2) + digits(parts.second, 2)
        )
    }
}

extension Tag.VR {
    /// What an element of this kind can hold of a text (PS3.5 table 6.2-1).
    fileprivate func fitted(_ text: String) -> String {
        let longest = [Self.sh: 16, .lo: 64, .pn: 64, .st: 1024, .lt: 10_240][self] ?? .max
        let isLong = [Self.st, .lt, .ut].contains(self)
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            let isControl = scalar.value < 0x20 || scalar.value == 0x7F
            if isLong { return isControl && scalar != "\n" ? " " : scalar }
            return isControl ? " " : scalar == "\\" ? "/" : scalar
        }
        // Characters are what counts, but some programs count bytes.
        var kept = String(String.UnicodeScalarView(scalars.prefix(longest)))
        while kept.utf8.count > longest { kept.unicodeScalars.removeLast() }
        return kept
    }
}

extension String {
    /// With a question mark in the place of what ASCII does not have.
    fileprivate var asASCII: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isASCII ? $0 : "?" }))
    }
}

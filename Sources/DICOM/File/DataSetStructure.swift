import Foundation

/// Walks a data set's elements, items and fragments without recursion, and refuses what could harm its reader.
///
/// Every element must lie within the one that holds it. Elements are stepped over, not read, so the work is
/// bounded by their number.
struct DataSetStructure {
    /// DCMTK uses a stack frame a level; the standard's deepest objects stay below 20.
    static let deepestNesting = 64
    /// DCMTK allocates some 200 bytes an element; a whole-body scan has about 300.
    static let mostElements = 100_000

    let url: URL
    let transferSyntax: TransferSyntax

    /// What is open at a point of the walk.
    private struct Level {
        enum Kind { case dataSet, item, sequence, fragments }
        let kind: Kind
        /// Of the element that holds it.
        let tag: UInt32
        /// No byte of the level lies here or behind.
        let end: Int
        /// Ends with a delimiter rather than after so many bytes.
        let isDelimited: Bool
        let coding: ElementHeader.Coding
        let isBigEndian: Bool
    }

    private enum Delimiter {
        static let item: UInt32 = 0xFFFE_E000
        static let itemEnd: UInt32 = 0xFFFE_E00D
        static let sequenceEnd: UInt32 = 0xFFFE_E0DD
    }

    func check(_ bytes: [UInt8], from start: Int) throws(DICOMError) {
        _ = try end(ofGroupsUpTo: .max, in: bytes, from: start)
    }

    /// Where the elements end whose group is not above this one. What follows is not looked at.
    func end(ofGroupsUpTo last: UInt16, in bytes: [UInt8], from start: Int) throws(DICOMError) -> Int {
        let outcome: Result<Int, DICOMError> = bytes.withUnsafeBytes { raw in
            Result { () throws(DICOMError) in try walk(raw, from: start, upTo: last) }
        }
        return try outcome.get()
    }

    private func walk(
        _ bytes: UnsafeRawBufferPointer, from start: Int, upTo last: UInt16
    ) throws(DICOMError) -> Int {
        var offset = start
        var elements = 0
        var open = [
            Level(
                kind: .dataSet, tag: 0, end: bytes.count, isDelimited: false,
                coding: transferSyntax == .implicitLittleEndian ? .implicit : .explicit,
                isBigEndian: transferSyntax == .explicitBigEndian)
        ]
        while let level = open.last {
            if offset == level.end {
                guard !level.isDelimited else { throw truncated(level) }
                open.removeLast()
                continue
            }
            elements += 1
            guard elements <= Self.mostElements else {
                throw damaged("has more than \(Self.mostElements) elements")
            }
            let reader = ByteReader(bytes: bytes, isBigEndian: level.isBigEndian)
            guard
                let header = ElementHeader(reader, at: offset, before: level.end, coding: level.coding)
            else { throw damaged("has no valid element at byte \(offset), in \(name(level))") }
            if level.kind == .dataSet, header.tag >> 16 > last { return offset }
            offset += header.size
            if closes(header, level) {
                open.removeLast()
                continue
            }
            guard header.length == ElementHeader.undefinedLength || Int(header.length) <= level.end - offset
            else {
                throw damaged("ends inside \(printed(header.tag)), which announces \(header.length) bytes")
            }
            if let inner = try opened(by: header, in: level, reader, at: offset) {
                open.append(inner)
                guard open.count(where: { $0.kind == .sequence }) <= Self.deepestNesting else {
                    throw damaged(
                        "nests sequences deeper than \(Self.deepestNesting), at \(printed(inner.tag))")
                }
            } else {
                offset += Int(header.length)
            }
        }
        return offset
    }

    private func closes(_ header: ElementHeader, _ level: Level) -> Bool {
        switch level.kind {
        case .sequence, .fragments: level.isDelimited && header.tag == Delimiter.sequenceEnd
        case .item: level.isDelimited && header.tag == Delimiter.itemEnd
        case .dataSet: false
        }
    }

    /// The level that an element or item opens; nil for one that is stepped over.
    private func opened(
        by header: ElementHeader, in level: Level, _ reader: ByteReader, at offset: Int
    ) throws(DICOMError) -> Level? {
        let isDelimited = header.length == ElementHeader.undefinedLength
        let end = isDelimited ? level.end : offset + Int(header.length)
        func inner(_ kind: Level.Kind, implicit: Bool = false) -> Level {
            Level(
                kind: kind, tag: kind == .item ? level.tag : header.tag, end: end, isDelimited: isDelimited,
                coding: implicit ? .implicit : level.coding, isBigEndian: !implicit && level.isBigEndian)
        }
        switch level.kind {
        case .sequence, .fragments:
            guard header.tag == Delimiter.item, level.kind == .sequence || !isDelimited else {
                throw damaged("has \(printed(header.tag)) where an item of \(name(level)) is due")
            }
            return level.kind == .sequence ? inner(.item) : nil
        case .dataSet, .item:
            guard header.tag >> 16 != 0xFFFE else {
                throw damaged("has a stray \(printed(header.tag)) in \(name(level))")
            }
            let isPixelData = header.tag == Tag.pixelData.number
            if header.vr == "SQ" { return inner(.sequence) }
            if isDelimited {
                // As UN, pixel data would be a sequence to DCMTK, too: then it is walked as one.
                if isPixelData, transferSyntax.isEncapsulated, header.vr != "UN" { return inner(.fragments) }
                // Of unknown kind: coded as implicit little endian whatever the file's coding (PS3.5 6.2.2).
                if header.vr == "UN" { return inner(.sequence, implicit: true) }
                if level.coding == .implicit, !isPixelData { return inner(.sequence) }
                throw damaged("gives \(printed(header.tag)) no length")
            }
            // Implicit coding does not say which elements are sequences; what begins like one may be read as one.
            let mayBeSequence = level.coding == .implicit && !isPixelData && header.length >= 8
            return mayBeSequence && reader.tag(at: offset) == Delimiter.item ? inner(.sequence) : nil
        }
    }

    private func name(_ level: Level) -> String {
        level.kind == .dataSet ? "the data set" : printed(level.tag)
    }

    private func truncated(_ level: Level) -> DICOMError { damaged("ends inside \(name(level))") }

    private func damaged(_ what: String) -> DICOMError {
        DICOMError(url, "\(what); it is damaged, export it again")
    }
}

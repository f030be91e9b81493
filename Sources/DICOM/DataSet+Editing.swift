import CDCMTK

extension DataSet {
    /// A data set of its own, to be edited.
    func copy() throws(DICOMError) -> DataSet {
        guard let copy = cd_copy(handle) else { throw DICOMError(url, "cannot be copied (\(lastError))") }
        return DataSet(handle: copy, url: url)
    }

    /// Sets an element, making the items on its way; an item one past the last is appended.
    mutating func set(_ tag: Tag, _ text: String, in item: Item = .dataSet) throws(DICOMError) {
        let isSet = withPath(to: tag, in: item) { cd_set(handle, $0, tag.vr.rawValue, text) }
        guard isSet else { throw cannotHold(tag) }
    }

    mutating func set(_ sequence: Tag, _ code: CodedConcept, in item: Item = .dataSet) throws(DICOMError) {
        try set(sequence, "", in: item)  // nothing of an earlier code stays
        let only = item / sequence[0]
        try set(.codeValue, code.value, in: only)
        try set(.codingSchemeDesignator, code.scheme, in: only)
        try set(own: .codeMeaning, code.meaning, in: only)
    }

    /// An empty sequence, where the standard wants one though nothing is known.
    mutating func setIfAbsent(_ sequence: Tag) throws(DICOMError) {
        if count(of: sequence) == 0 { try set(sequence, "") }
    }

    /// An item without elements, the first of a sequence.
    mutating func setEmptyItem(of sequence: Tag) throws(DICOMError) {
        let item = sequence[0]
        try set(.instanceNumber, "", in: item)
        let isEmpty = withPath(to: .instanceNumber, in: item) { cd_remove(handle, $0) }
        guard isEmpty else { throw cannotHold(sequence) }
    }

    mutating func setPixels(_ words: [UInt16]) throws(DICOMError) {
        guard cd_set_pixels(handle, words, words.count) else { throw cannotHold(.pixelData) }
    }

    /// One frame, a baseline JPEG as it is.
    mutating func setJPEG(_ bytes: [UInt8]) throws(DICOMError) {
        guard cd_set_jpeg(handle, bytes, bytes.count) else { throw cannotHold(.pixelData) }
    }

    /// A copy of another data set's item, in place of what was there; nothing where that has none.
    mutating func copyItem(_ item: Item, from other: borrowing DataSet, _ source: Item) {
        _ = withPath(item) { target in
            other.withPath(source) { cd_copy_item(handle, target, other.handle, $0) }
        }
    }

    mutating func remove(_ tags: Tag...) {
        for tag in tags { _ = withPath(to: tag, in: .dataSet) { cd_remove(handle, $0) } }
    }

    /// Private elements describe the original pixels, and curves and overlays lie on them.
    mutating func removePrivate() { _ = cd_remove_private(handle) }

    /// A Part 10 file in explicit VR little endian, or of a JPEG that was set. Nothing protects what was there before.
    borrowing func write(to path: String) -> Result<Void, WriteFailure> {
        cd_write(handle, path) ? .success(()) : .failure(WriteFailure(reason: lastError))
    }

    private func cannotHold(_ tag: Tag) -> DICOMError {
        DICOMError(url, "cannot be derived from: \(tag) cannot be set (\(lastError))")
    }
}

struct WriteFailure: Error { let reason: String }

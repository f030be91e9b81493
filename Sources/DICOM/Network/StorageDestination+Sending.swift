public import Foundation

extension StorageDestination {
    /// Sends DICOM files in one association and waits for every answer (C-STORE, PS3.4 annex B).
    ///
    /// Each is sent as it is coded: its kind of object is proposed with its own transfer syntax and no other. A file that
    /// cannot be read, or that the node refuses, does not stop the others.
    ///
    /// - Parameters:
    ///   - files: Part 10 files.
    ///   - calling: our own AE title, which the other node may have to know.
    /// - Returns: what became of each, in their order.
    /// - Throws: where there is no association: the host is not known or does not answer, or the node rejects us.
    public func send(files: [URL], as calling: String = "BONESCAN") throws(NetworkError) -> [StoreResult] {
        try Self.check(title: calling, in: "our own AE title")
        let objects = files.map(Outgoing.init)
        let contexts = objects.compactMap(\.context).uniqued
        guard !contexts.isEmpty else { return objects.map { $0.result(nil) } }
        guard contexts.count <= Association.mostContexts else {
            throw NetworkError(
                "\(self): the files have \(contexts.count) kinds and codings, and an association has room for "
                    + "\(Association.mostContexts); send fewer at a time")
        }
        let association = try Association(with: self, as: calling, proposing: contexts)
        var lost: String?
        var results: [StoreResult] = []
        for object in objects {
            guard let file = object.file, let context = object.context else {
                results.append(object.result(nil))
                continue
            }
            if let lost {
                results.append(object.result(.failed("the connection was lost before (\(lost))")))
            } else if !association.accepts(context) {
                let kind = "\(context.abstractSyntax) in \(file.transferSyntax.name)"
                results.append(object.result(.refused("it takes no objects of the kind \(kind)")))
            } else if let status = association.store(file, context, instance: object.instance) {
                results.append(object.result(StoreResult.Outcome(status: status)))
            } else {
                lost = lastError
                results.append(object.result(.failed("no answer came (\(lastError))")))
            }
        }
        return results
    }

    /// Whether the node answers at all (C-ECHO, PS3.4 annex A).
    ///
    /// - Throws: where it does not, or where it answers anything but success.
    public func echo(as calling: String = "BONESCAN") throws(NetworkError) {
        try Self.check(title: calling, in: "our own AE title")
        let context = Association.Context(
            abstractSyntax: SOPClass.verification,
            transferSyntax: TransferSyntax.implicitLittleEndian.rawValue)
        let association = try Association(with: self, as: calling, proposing: [context])
        guard association.accepts(context) else { throw NetworkError("\(self): it answers no echoes") }
        guard let status = association.echo() else {
            throw NetworkError("\(self): no answer to an echo came (\(lastError))")
        }
        guard status == 0 else {
            throw NetworkError("\(self): it answers an echo with status 0x\(String(status, radix: 16))")
        }
    }
}

/// A file that is to be sent, or why it is not.
private struct Outgoing {
    let url: URL
    let file: PartTenFile?
    let context: Association.Context?
    let instance: String
    let reason: String

    init(_ url: URL) {
        self.url = url
        do throws(DICOMError) {
            let file = try PartTenFile(url)
            let dataSet = try DataSet(file)
            guard let kind = dataSet.text(.sopClassUID), let instance = dataSet.text(.sopInstanceUID),
                kind.utf8.count <= 64, instance.utf8.count <= 64
            else {
                throw DICOMError(
                    url, "has no \(Tag.sopClassUID) or no \(Tag.sopInstanceUID) of 64 characters")
            }
            self.file = file
            context = Association.Context(
                abstractSyntax: kind, transferSyntax: file.transferSyntax.rawValue)
            self.instance = instance
            reason = ""
        } catch {
            file = nil
            context = nil
            instance = ""
            reason = error.description
        }
    }

    /// - Parameter outcome: `nil` where it was not sent for a reason of its own.
    func result(_ outcome: StoreResult.Outcome?) -> StoreResult {
        StoreResult(file: url, outcome: outcome ?? .failed(reason))
    }
}

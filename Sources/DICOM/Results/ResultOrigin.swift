public import Foundation
import Scintigraphy

/// What results are about and what made them: the scan's files, opened again, and the software.
///
/// Every object of ``ResultOrigin`` is of the scan's patient and study, in a series of its own. It is the same, byte for
/// byte, for the same scan, content and `created`: its UIDs are made of its content.
public struct ResultOrigin {
    /// One for each view of the scan, anterior first.
    let frames: [SourceFrame]
    let softwareVersion: String
    let created: Date?

    /// The files of a scan are opened again, and checked to be those that were read.
    ///
    /// - Parameters:
    ///   - scan: the scan that was read.
    ///   - softwareVersion: the version of bonescan.
    ///   - created: when the results were made; `nil` for the time of the scan, so that repeating a run repeats its bytes.
    /// - Throws: where a file has changed or is gone, or bears no UIDs by which to refer to it.
    public init(_ scan: DICOMScan, softwareVersion: String, created: Date? = nil) throws(DICOMError) {
        var files: [NMFile] = []
        var frames: [SourceFrame] = []
        for source in scan.sources {
            let file: NMFile
            if let known = files.first(where: { $0.url == source.file }) {
                file = known
            } else {
                file = try NMFile(source.file)
                files.append(file)
            }
            frames.append(try SourceFrame(source, of: file))
        }
        self.frames = frames
        self.softwareVersion = softwareVersion
        self.created = created
    }

    /// The file that patient and study are taken from.
    var main: NMFile { frames[0].file }

    /// The objects that the views lie in.
    var instances: [InstanceReference] { frames.map(\.instance).uniqued }

    /// An identity that objects of this scan share for one finding, such as a hot spot.
    ///
    /// - Parameters:
    ///   - identifier: what people call it, such as “Hot spot 3”.
    ///   - facts: what sets the finding apart from another of the same name, such as its place and the digest of the
    ///     model that found it.
    public func tracking(_ identifier: String, facts: [String] = []) -> Tracking {
        let sources = instances.map(\.sopInstanceUID)
        return Tracking(
            identifier: identifier, uid: derivedUID(["tracking"] + sources + [identifier] + facts))
    }
}

/// A finding's name and UID, the same in every object that speaks of it (PS3.3 C.8.20.2).
public struct Tracking: Equatable, Sendable {
    /// What people call it.
    public let identifier: String
    /// By which programs find it again.
    public let uid: String

    /// An identity that is known already; ``ResultOrigin/tracking(_:facts:)`` makes a new one.
    public init(identifier: String, uid: String) {
        self.identifier = identifier
        self.uid = uid
    }
}

/// An object, as others refer to it.
public struct InstanceReference: Hashable, Sendable {
    /// The kind of object that it is.
    public let sopClassUID: String
    /// Its own identity.
    public let sopInstanceUID: String
    /// The series that it is in.
    public let seriesInstanceUID: String
}

/// A view's frame in its file.
struct SourceFrame {
    let view: View
    let file: NMFile
    let instance: InstanceReference
    /// From 1; `nil` where the file has no other frame.
    let number: Int?

    init(_ source: ViewSource, of file: NMFile) throws(DICOMError) {
        func required(_ tag: Tag) throws(DICOMError) -> String {
            guard let uid = file.dataSet.text(tag) else {
                throw DICOMError(
                    source.file,
                    "has no \(tag), so that no object can refer to it; send it through the archive first")
            }
            return uid
        }
        guard file.dataSet.text(.sopInstanceUID) == source.sopInstanceUID else {
            throw DICOMError(source.file, "has changed since it was read; read it again")
        }
        guard source.frame <= file.layout.frames else {
            throw DICOMError(source.file, "has fewer frames than when it was read; read it again")
        }
        _ = try required(.studyInstanceUID)
        view = source.view
        self.file = file
        instance = InstanceReference(
            sopClassUID: source.sopClassUID ?? SOPClass.nuclearMedicine,
            sopInstanceUID: try required(.sopInstanceUID),
            seriesInstanceUID: try required(.seriesInstanceUID))
        number = file.layout.frames > 1 ? source.frame : nil
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it stands first.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

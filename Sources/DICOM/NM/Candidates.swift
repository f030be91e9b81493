import Foundation
import Scintigraphy

/// A frame that may become a scan's view.
struct Candidate {
    let file: NMFile
    let choice: FrameChoice
    var view: View { choice.decision.view }
}

/// The frames of a study's files, of which each view gets one.
struct Candidates {
    private var all: [Candidate] = []
    private(set) var remarks: [Remark] = []

    init(_ files: [NMFile]) throws(DICOMError) {
        for file in files {
            let choices = try file.dataSet.frameChoices(frames: file.layout.frames, of: file.url)
            all += choices.map { Candidate(file: file, choice: $0) }
            if choices.isEmpty {
                let remedy = "\(Tag.viewCodeSequence) shows neither the front nor the back"
                guard files.count > 1 else {
                    throw DICOMError(file.url, "\(remedy); give whole-body views")
                }
                remarks.append(Remark(.note, "Left out: \(file.url.lastPathComponent), \(remedy)."))
            }
        }
        preferWholeBody()
    }

    /// Spot views of the same study do not compete with the whole-body ones.
    private mutating func preferWholeBody() {
        guard all.contains(where: \.file.isWholeBody), !all.allSatisfy(\.file.isWholeBody) else { return }
        leaveOut("not a whole-body image (\(Tag.imageType))") { !$0.file.isWholeBody }
    }

    /// The one frame of each view, anterior first; of several, the one that was not derived from another.
    mutating func chosen() throws(DICOMError) -> [Candidate] {
        var chosen: [Candidate] = []
        for view in View.allCases {
            let isOriginal = { (candidate: Candidate) in candidate.view == view && candidate.file.isOriginal }
            if all.count(where: { $0.view == view }) > 1, all.count(where: isOriginal) == 1 {
                leaveOut("a derived copy of the \(view.rawValue) view") {
                    $0.view == view && !$0.file.isOriginal
                }
            }
            let same = all.filter { $0.view == view }
            guard same.count < 2 else { throw DICOMError(same[1], showsTheViewOf: same[0]) }
            chosen += same
        }
        return chosen
    }

    private mutating func leaveOut(_ reason: String, where isUnwanted: (Candidate) -> Bool) {
        let names = Set(all.filter(isUnwanted).map(\.file.url.lastPathComponent)).sorted()
        all.removeAll(where: isUnwanted)
        remarks.append(Remark(.note, "Left out: \(names.joined(separator: ", ")), \(reason)."))
    }
}

extension DICOMError {
    /// That two frames show one view: of one file, of one file twice, or of two.
    fileprivate init(_ second: Candidate, showsTheViewOf first: Candidate) {
        let (file, other) = (second.file, first.file)
        let identity = file.dataSet.text(.sopInstanceUID)
        guard file !== other else {
            self.init(
                file.url,
                "frames \(first.choice.frame + 1) and \(second.choice.frame + 1) both show the "
                    + "\(second.view.rawValue) view, because \(second.choice.decision.evidence); "
                    + "export one frame of each view")
            return
        }
        guard identity == nil || identity != other.dataSet.text(.sopInstanceUID) else {
            self.init(
                file.url,
                "is the same image as \(other.url.lastPathComponent) (\(Tag.sopInstanceUID) is the same); "
                    + "give each image once")
            return
        }
        self.init(
            file.url,
            "frame \(second.choice.frame + 1) shows the \(second.view.rawValue) view, as does frame "
                + "\(first.choice.frame + 1) of \(other.url.lastPathComponent), because "
                + "\(second.choice.decision.evidence); give one file per view")
    }
}

extension [NMFile] {
    /// Refuses files of two patients or two studies.
    func checkSameStudy() throws(DICOMError) {
        guard let first else { return }
        for other in dropFirst() {
            for (tag, what) in [(Tag.patientID, "patient"), (.studyInstanceUID, "study")]
            where first.dataSet.text(tag) != other.dataSet.text(tag) {
                throw DICOMError(
                    other.url,
                    "belongs to another \(what) than \(first.url.lastPathComponent) (\(tag) differs); "
                        + "give the files of one study at a time")
            }
        }
    }
}

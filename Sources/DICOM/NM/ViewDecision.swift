import Scintigraphy

/// Which side a frame shows, and how that was found out.
struct ViewDecision: Equatable {
    let view: View
    /// Such as “its view code is “Anterior projection””.
    let evidence: String
    /// Whether nothing in the file says so.
    let isAssumed: Bool

    /// What the user is told.
    var remark: Remark {
        isAssumed
            ? Remark(.warning, "View: taken to be \(view.rawValue), because \(evidence).")
            : Remark(.note, "View: \(view.rawValue), because \(evidence).")
    }
}

extension DataSet {
    /// The view of a frame by the first rule that applies: view code, GE's names, start angle, description, number of
    /// detector.
    ///
    /// - Parameters:
    ///   - detector: counted from 1, as in Detector Vector.
    ///   - isAlone: whether names of the series or the data set can mean this frame only.
    /// - Returns: nil for a frame that shows neither side.
    func view(ofDetector detector: Int, isAlone: Bool) -> ViewDecision? {
        let item = Tag.detectorInformationSequence[max(detector - 1, 0)]
        let code = Tag.viewCodeSequence[0]
        if let coded = viewByCode(in: item / code) {
            return coded.view.map { ViewDecision(view: $0, evidence: coded.evidence, isAssumed: false) }
        }
        if isAlone, let named = viewByGEName() { return named }
        if let angled = viewByAngle(in: item) { return angled }
        if isAlone, let named = viewByDescription() { return named }
        let assumed: View? = [1: .anterior, 2: .posterior][detector]
        return assumed.map {
            ViewDecision(
                view: $0,
                evidence: "the file does not say, and detector \(detector) is \($0.rawValue) on most cameras",
                isAssumed: true)
        }
    }

    /// By code: SNOMED CT or RT (CID 26), local ones that were seen; else by what the code is said to mean.
    ///
    /// - Returns: nil where there is no code or it is not understood; a nil view where it means another one.
    private func viewByCode(in item: Item) -> (view: View?, evidence: String)? {
        let value = text(.codeValue, in: item)
        guard let name = text(.codeMeaning, in: item) ?? value else { return nil }
        let evidence = "its view code is “\(name)”"
        switch value {
        case "399321004", "G-5215", "AN": return (.anterior, evidence)
        case "399001007", "G-5216", "PO": return (.posterior, evidence)
        default: break
        }
        if let view = View(name: name) { return (view, evidence) }
        return View.isOther(name: name) ? (nil, evidence) : nil
    }

    private func viewByGEName() -> ViewDecision? {
        if text(.gePrivateCreator) == "GEMS_GENIE_1" {
            for tag in [Tag.geDataSetName, .gePictureName] {
                guard let name = text(tag) else { continue }
                let view: View? =
                    name.hasSuffix("_E") ? .anterior : name.hasSuffix("_F") ? .posterior : View(name: name)
                guard let view else { continue }
                let key =
                    name.hasSuffix("_E")
                    ? " (GE: E is anterior)" : name.hasSuffix("_F") ? " (GE: F is posterior)" : ""
                return ViewDecision(view: view, evidence: "its \(tag) is “\(name)”\(key)", isAssumed: false)
            }
        }
        return nil
    }

    private func viewByDescription() -> ViewDecision? {
        for tag in [Tag.seriesDescription, .imageID] {
            guard let name = text(tag), let view = View(name: name) else { continue }
            return ViewDecision(view: view, evidence: "its \(tag) is “\(name)”", isAssumed: false)
        }
        return nil
    }

    /// Zero degrees is the patient's back (PS3.3 C.8.4.11).
    private func viewByAngle(in item: Item) -> ViewDecision? {
        guard let angle = number(.startAngle, in: item) else { return nil }
        let views: [Double: View] = [0: .posterior, 360: .posterior, 180: .anterior, -180: .anterior]
        return views[angle].map {
            ViewDecision(
                view: $0, evidence: "its \(Tag.startAngle) is \(Int(angle))°, counted from the back",
                isAssumed: false)
        }
    }
}

extension View {
    /// The view that a name means, such as “WB ANT” or “POSTERIOR_H2”; nil for both, neither, or an oblique one.
    init?(name: String) {
        let words = Self.words(name)
        let isAnterior = words.contains { $0 == "ANT" || $0.hasPrefix("ANTER") }
        let isPosterior = words.indices.contains { index in
            words[index].hasPrefix("POSTER")
                || (["POS", "POST"].contains(words[index]) && !Self.isAfter(words, index))
        }
        guard isAnterior != isPosterior, !Self.isOther(name: name) else { return nil }
        self = isAnterior ? .anterior : .posterior
    }

    /// Whether POST means after something, as in “POST INJECTION”, or POS a position, as in “PAT POS”.
    private static func isAfter(_ words: [Substring], _ index: Int) -> Bool {
        let events = ["INJ", "THER", "VOID", "OP", "TREAT", "CHEMO", "RAD", "DOSE", "MICT"]
        let next = index + 1 < words.count ? words[index + 1] : ""
        return events.contains(where: next.hasPrefix) || (index > 0 && words[index - 1].hasPrefix("PAT"))
    }

    /// Whether a name means a view from the side or a section.
    fileprivate static func isOther(name: String) -> Bool {
        let others = ["OBL", "LATER", "MEDIAL", "AXIAL", "SAGITTAL", "CORONAL", "TRANSVERSE"]
        return words(name).contains { word in word == "LAT" || others.contains(where: word.hasPrefix) }
    }

    private static func words(_ name: String) -> [Substring] { name.uppercased().split { !$0.isLetter } }
}

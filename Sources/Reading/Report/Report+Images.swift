import Denoising
import Figures
import Scintigraphy

extension Report {
    /// The scan as acquired, which everything else is held against.
    var images: Document.Section? {
        guard let picture = pictures.scan else { return nil }
        let posterior =
            views.contains { $0.view == .posterior } ? " The posterior view is seen from behind." : ""
        return .init(
            "Images as acquired", startsSheet: true,
            [
                .picture(picture),
                .caption(
                    """
                    Each view at the usual window and at a lower upper level, which shows faint uptake and soft tissue. R and \
                    L are the patient's right and left.\(posterior)
                    """),
            ])
    }

    var hotSpotPicture: Document.Section? {
        pictures.hotSpots.map { picture in
            .init(
                "Regions and hot spots", startsSheet: true,
                [
                    .picture(picture),
                    .caption(
                        "Numbers as in the tables. Outlines are a model's: bones as they were told apart, hot spots around their pixels."
                    ),
                ])
        }
    }

    /// The network's picture beside the scan.
    var restoredPicture: Document.Section? {
        guard let restoration else { return nil }
        let origin = restoration.model.trainedBy.map { ", trained by \($0)" } ?? ""
        let tests = restoration.views.flatMap { view -> [Document.Block] in
            guard let residual = view.residual else { return [] }
            return [residual.block("Residual test, \(view.view.rawValue) view:")]
        }
        return .init(
            "Restoration", startsSheet: true,
            [
                .paragraph(
                    """
                    \(restoration.reason.capitalisedFirst.sentenced) Restored by the model \(bold: restoration.model.name) \
                    (\(restoration.model.architecture)\(origin)). The scan as acquired stays the reference.
                    """)
            ] + (pictures.restored.map { [.picture($0)] } ?? []) + tests + [
                .caption(
                    """
                    A network has learnt from other scans. Where this one is unlike those it may take away what is there or show \
                    what is not, and it takes contrast from faint foci. The residual test finds what was erased or invented \
                    beyond chance at the size of a lesion; what it does not find may still be wrong.
                    """)
            ])
    }

    /// What the classifiers looked at.
    var explanation: Document.Section? {
        guard let picture = pictures.explanation else { return nil }
        return .init(
            "Explanation", startsSheet: true,
            [
                .picture(picture),
                .caption(
                    """
                    Grad-CAM: what spoke for the answer most, however little that was; each question has a scale of its own. \
                    The maps are coarse. On simulated patients those of the models that come with this software depend on what was \
                    learnt, but point at lesions no more often than chance: they find nothing, and explain little.
                    """),
            ])
    }
}

extension ResidualFindings {
    /// What the test says, in a frame where it speaks against the restoration.
    func block(_ what: String) -> Document.Block {
        let figures: Prose = """
            \(sentence) Withheld counts scatter about what it foretells with \(dispersion.text(decimals: 3)) times Poisson's \
            variance (1 at best; \(dispersionOfNoise.fixed(decimals: 3)) about the scan that was not restored).
            """
        return isTrusted
            ? .paragraph("\(what) \(figures)") : .warning("\(bold: "Warning.") \(what) \(figures)")
    }
}

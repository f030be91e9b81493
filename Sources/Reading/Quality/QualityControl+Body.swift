import Figures
import Scintigraphy
import Segmentation

/// What can be asked of a whole-body scan where the body has been found in it. Limits are of simulated patients, see
/// docs/quality.md.
extension QualityControl {
    func body(_ scan: BoneScan, _ segmented: [SegmentedView], _ artefacts: [HotArtefact]?) -> [QualityCheck] {
        let shape = ScanShape(scan, segmented: segmented)
        let hot = artefacts ?? HotArtefact.all(in: shape.views)
        let isCounted = scan.images.allSatisfy(\.isForQuantification)
        return [
            likeness(scan, shape), order(shape), facing(shape), sides(shape), injectionSite(hot),
            bladder(hot), urine(hot), softTissue(shape, isCounted), scatter(shape, isCounted),
            uniformity(shape), legs(shape),
        ]
    }

    /// The signs of a bone scan that are missing, in the view that has fewest.
    private func likeness(_ scan: BoneScan, _ shape: ScanShape) -> QualityCheck {
        let name = Self.likenessName
        let expected = "a head on shoulders, a spine, two like sides, the size of a body, bones in order"
        guard shape.views.count == scan.images.count else {
            return QualityCheck(
                name, .fail, measured: "no whole body was found", expected: expected, source: Source.ours)
        }
        let worst = shape.views.map(BoneScanLikeness.init).max { $0.missing.count < $1.missing.count }
        let missing = worst?.missing ?? []
        return QualityCheck(
            name, missing.isEmpty ? .pass : missing.count == 1 ? .warn : .fail,
            measured: missing.isEmpty
                ? "all \(worst?.signs ?? 0) signs are there" : "without " + missing.joined(separator: ", "),
            value: Double(missing.count), unit: "signs missing", expected: expected, source: Source.ours)
    }

    /// Whether what is called anterior was seen from the front.
    private func order(_ shape: ScanShape) -> QualityCheck {
        let name = Self.orderName
        let expected = "more of the face in the anterior view, more of the spine in the posterior one"
        guard let value = shape.frontness else { return untold(name, "needs both views", expected) }
        return QualityCheck(
            name, value > 0.2 ? .pass : value < -0.2 ? .fail : .warn,
            measured: value > 0.2
                ? "as they are called" : value < -0.2 ? "the views are swapped" : "not to be told apart",
            value: value, expected: expected, source: Source.ours)
    }

    /// Whether the views are each other's mirror images, as two heads see one patient.
    private func facing(_ shape: ScanShape) -> QualityCheck {
        let name = Self.facingName
        let expected = "the posterior view mirrored like the anterior one"
        guard let (mirrored, asStored) = shape.likeness else {
            return untold(name, "needs both views", expected)
        }
        let isLike = max(mirrored, asStored) > 0.85
        return QualityCheck(
            name, asStored > mirrored && isLike ? .fail : isLike ? .pass : .warn,
            measured: asStored > mirrored && isLike
                ? "one of the views is mirrored"
                : isLike
                    ? "correlation \(mirrored.formatted(decimals: 2))"
                    : "they do not match: correlation \(mirrored.formatted(decimals: 2))",
            value: mirrored - asStored, expected: expected, source: Source.ours)
    }

    /// Whether both views are mirrored: the kidneys alone tell, and not of everybody.
    private func sides(_ shape: ScanShape) -> QualityCheck {
        let name = "Left and right"
        let expected = "the right kidney lower than the left one"
        guard let value = shape.rightness else { return untold(name, "needs both views", expected) }
        return QualityCheck(
            name, value < Limit.rightness ? .warn : .pass,
            measured: value < Limit.rightness
                ? "left and right may be exchanged"
                : value > -Limit.rightness ? "as usual" : "not to be told",
            value: value, expected: expected, source: Source.ours)
    }

    private func injectionSite(_ hot: [HotArtefact]) -> QualityCheck {
        let share = hot.share(of: .injectionSite)
        return QualityCheck(
            "Injection site", share > 0 ? .warn : .pass,
            measured: share > 0
                ? "\((share * 100).formatted(decimals: 1)) % of a view's counts lie there; taken out of what is measured"
                : "not seen", value: share * 100, unit: "% of counts",
            expected: "no tracer beside the vein", source: Source.ours)
    }

    private func bladder(_ hot: [HotArtefact]) -> QualityCheck {
        let share = hot.share(of: .bladder)
        let percent = "\((share * 100).formatted(decimals: 1)) % of a view's counts"
        return QualityCheck(
            "Bladder", share > Limit.bladder ? .warn : .pass,
            measured: share > Limit.bladder
                ? "full: \(percent); it may hide sacrum and pubis" : share > 0 ? percent : "not seen",
            value: share * 100, unit: "% of counts",
            expected: "below \((Limit.bladder * 100).formatted(decimals: 0)) %, as after voiding",
            source: Source.ours)
    }

    private func urine(_ hot: [HotArtefact]) -> QualityCheck {
        let share = hot.share(of: .urine)
        let places = Set(hot.filter { $0.kind == .urine }.map(\.view)).count
        return QualityCheck(
            "Urine outside the bladder", share > 0 ? .warn : .pass,
            measured: share > 0
                ? "\((share * 100).formatted(decimals: 1)) % of a view's counts, in \(places == 1 ? "one view" : "both views"); taken out of what is measured"
                : "not seen", value: share * 100, unit: "% of counts",
            expected: "none on skin or clothes, no bag in the field", source: Source.ours)
    }

    /// High: imaged early, kidneys that do not clear, tracer that did not bind. Low: the skeleton has taken up nearly all.
    private func softTissue(_ shape: ScanShape, _ isCounted: Bool) -> QualityCheck {
        let name = Self.softTissueName
        let expected =
            "thighs at \((Limit.softTissue.lowerBound * 100).formatted(decimals: 0)) to "
            + "\((Limit.softTissue.upperBound * 100).formatted(decimals: 0)) % of the trunk's bones"
        guard isCounted, let value = shape.softTissue else {
            return untold(
                name, isCounted ? "no whole body was found" : "needs counts", expected)
        }
        let words =
            value > Limit.softTissue.upperBound
            ? "high: imaged early, or slow clearance; "
            : value < Limit.softTissue.lowerBound ? "low: a superscan is possible; " : ""
        return QualityCheck(
            name, Limit.softTissue.contains(value) ? .pass : .warn,
            measured: words + "\((value * 100).formatted(decimals: 0)) % of the bones", value: value * 100,
            unit: "% of the bones", expected: expected, source: Source.ours)
    }

    /// Whether so little lies in soft tissue that the skeleton may have taken up nearly all.
    static func suspectsSuperscan(_ checks: [QualityCheck]) -> Bool {
        checks.contains { check in
            check.name == softTissueName
                && check.value.map { $0 < 100 * Limit.softTissue.lowerBound } ?? false
        }
    }

    /// A window beside the photopeak counts what was scattered, around the body too.
    private func scatter(_ shape: ScanShape, _ isCounted: Bool) -> QualityCheck {
        let name = "Scatter about the body"
        let expected =
            "at most \((Limit.halo * 100).formatted(decimals: 1)) % of the counts within, as on the photopeak"
        guard isCounted, let value = shape.halo else {
            return untold(name, isCounted ? "no whole body was found" : "needs counts", expected)
        }
        return QualityCheck(
            name, value > Limit.halo ? .warn : .pass,
            measured: (value > Limit.halo ? "the energy window may lie beside the photopeak: " : "")
                + "\((value * 100).formatted(decimals: 1)) %", value: value * 100, unit: "% of the body's",
            expected: expected, source: Source.ours)
    }

    private func uniformity(_ shape: ScanShape) -> QualityCheck {
        let name = "Uniformity of the detectors"
        let expected =
            "both views alike across the legs, within \((Limit.unevenness * 100).formatted(decimals: 0)) %"
        guard let value = shape.unevenness else { return untold(name, "needs both views", expected) }
        return QualityCheck(
            name, value > Limit.unevenness ? .warn : .pass,
            measured: value > Limit.unevenness
                ? "one view has stripes: \((value * 100).formatted(decimals: 0)) %"
                : "\((value * 100).formatted(decimals: 0)) %", value: value * 100, unit: "%",
            expected: expected, source: Source.ours)
    }

    /// Motion of a leg; that of the head is not seen in this way.
    private func legs(_ shape: ScanShape) -> QualityCheck {
        let name = "Motion of the legs"
        let expected = "shins alike within \((Limit.shins * 100).formatted(decimals: 0)) % in width"
        guard let value = shape.shinDifference else {
            return untold(name, "the shins are not seen", expected)
        }
        return QualityCheck(
            name, value > Limit.shins ? .warn : .pass,
            measured: value > Limit.shins ? "one shin is drawn wider: it may have moved" : "not seen",
            value: value * 100, unit: "%", expected: expected, source: Source.ours)
    }

    /// Where a check cannot be judged: another check tells why.
    private func untold(_ name: String, _ why: String, _ expected: String) -> QualityCheck {
        QualityCheck(
            name, .pass, isJudged: false, measured: "not judged: \(why)", expected: expected,
            source: Source.ours)
    }

    /// Chosen on simulated patients of seed 101, see docs/quality.md.
    private enum Limit {
        static let rightness = -0.1
        static let bladder = 0.06
        static let softTissue = 0.09...0.25
        static let halo = 0.028
        static let unevenness = 0.08
        static let shins = 0.16
    }
}

extension [HotArtefact] {
    /// The largest share of a view's counts that lies in all of a kind.
    fileprivate func share(of kind: HotArtefact.Kind) -> Double {
        View.allCases.map { view in
            filter { $0.kind == kind && $0.view == view }.reduce(0) { $0 + $1.share }
        }.max() ?? 0
    }
}

extension CountImage {
    fileprivate var isForQuantification: Bool {
        if case .notForQuantification = meaning { false } else { true }
    }
}

import Scintigraphy

extension PriorComparison {
    /// Within this many days of a change of therapy, more and brighter hot spots may be healing: six months.
    private static let flareDays = 183

    static func cautions(
        _ current: Acquisition, _ prior: Acquisition, days: Int?, _ changes: [Change]
    ) -> [String] {
        var cautions: [String] = []
        switch (current.patientID, prior.patientID) {
        case (let one?, let other?):
            if one != other {
                cautions.append(
                    "the studies have different patient IDs: make sure that both are of one patient")
            }
        default: cautions.append("a study has no patient ID: make sure that both are of one patient")
        }
        if let one = current.patientSex, let other = prior.patientSex, one != other {
            cautions.append("the studies name different sexes: make sure that both are of one patient")
        }
        switch days {
        case nil: cautions.append("a study has no date: how long lies between them is not known")
        case 0: cautions.append("both studies are of one day, as parts or repeats of one examination are")
        case let days? where days < 0: cautions.append("the earlier study is dated after this one")
        case let days? where days < flareDays && changes.contains { [.new, .increased].contains($0.kind) }:
            cautions.append(
                "less than six months apart: new and increased hot spots may be flare, which is healing under therapy; "
                    + "a later scan tells (EANM)")
        default: break
        }
        if let one = current.model, let other = prior.model, one != other {
            cautions.append("the cameras differ: contrasts may change by that alone")
        }
        return cautions
    }

    /// What one of the scans does not show or say.
    static func cautions(_ current: HotSpotSet, _ prior: HotSpotSet) -> [String] {
        var cautions = View.allCases.filter { current.shows($0) != prior.shows($0) }.map { view in
            "the \(view.rawValue) view is in \(current.shows(view) ? "this" : "the earlier") study alone: what only it "
                + "shows has nothing to be compared with"
        }
        if (current.images + prior.images).contains(where: { $0.spacing == nil }) {
            cautions.append("a study does not say how large its pixels are: taken to be of the usual size")
        }
        return cautions
    }
}

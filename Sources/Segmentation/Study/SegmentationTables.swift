import Figures
import Scintigraphy
import Statistics

/// What a study's models are worth, by sets of patients.
struct SegmentationTables {
    let plan: SegmentationStudy.Plan
    let models: [JudgedSegmenter]

    /// How well the bones are told: probe × CRF for each input and method.
    func bones(_ set: String, _ title: String) -> Table? {
        let rows = models.flatMap { model in
            BoneReading.allCases.compactMap { reading -> [String]? in
                guard let dice = model.estimate(set, { BoneScore.dice($0, $1, reading) }) else { return nil }
                let others = [BoneScore.intersectionOverUnion, .accuracy].map { score in
                    model.estimate(set) { score($0, $1, reading) }?.text ?? ""
                }
                return [model.name, reading.rawValue, dice.text] + others + [dice.spread]
            }
        }
        guard !rows.isEmpty else { return nil }
        return Table(
            "Bones, \(title)",
            columns: [
                "model", "read by", "Dice, 12 classes", "mean IoU, 14 labels", "accuracy", "Dice by seed",
            ], rows: rows,
            notes: [
                "Of all pixels of all views together, at the views' own size\(intervals). Dice's coefficient is the mean over "
                    + "the twelve classes of bone, IoU that over background and other bones, too. Clusters have the classes "
                    + "that they were matched with on the patients for validation."
            ])
    }

    /// Whether colour decides: each input less the grey picture, which differs from the palettes by its colours alone; less
    /// counts where there is no grey one.
    func palettes(_ set: String, _ title: String) -> Table? {
        let control = plan.inputs.contains(.grey) ? SegmenterInput.grey : .counts
        let rows = models.flatMap { model -> [[String]] in
            guard case .segmenter(let input, let method) = model.model, input != control,
                let other = models.first(where: { $0.model == .segmenter(control, method) })
            else { return [] }
            return BoneReading.allCases.compactMap { reading -> [String]? in
                guard let difference = model.difference(from: other, set, { BoneScore.dice($0, $1, reading) })
                else { return nil }
                return [
                    method.rawValue, input.rawValue, reading.rawValue, difference.text, difference.spread,
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        return Table(
            "Does colour decide? \(title)",
            columns: ["method", "input", "read by", "Dice less that of \(control.rawValue)", "by seed"],
            rows: rows,
            notes: [
                "The mean over the seeds, on the same patients\(intervals): other trainings would differ, too. Palettes and grey "
                    + "show the same window; counts are a logarithm without one."
            ])
    }

    /// Each class of bone by itself, by the linear probe or what is in its place.
    func classes(_ set: String, _ title: String) -> Table? {
        let rows = models.compactMap { model -> [String]? in
            let cells = BoneClass.allCases.map { bone in
                model.estimate(set) { BoneScore.dice(of: bone, $0, $1, .linear) }?.value.fixed(decimals: 2)
                    ?? ""
            }
            return cells.contains { !$0.isEmpty } ? [model.name] + cells : nil
        }
        guard !rows.isEmpty else { return nil }
        return Table(
            "Dice of each class, linear, \(title)", columns: ["model"] + BoneClass.allCases.map(\.rawValue),
            rows: rows, notes: ["Of all pixels of all views together; the mean over the seeds."])
    }

    /// How well foci are found.
    func foci(_ set: String, _ title: String) -> Table? {
        let size = plan.leastMillimetres.formatted(decimals: 3)
        let choices: [(LesionChoice, String)] = [
            (.visible, "visible lesions"),
            (.metastases(over: plan.leastMillimetres), "metastases > \(size) mm"),
            (
                .visibleMetastases(over: plan.leastMillimetres),
                "visible metastases > \(size) mm"
            ),
        ]
        let asked = choices.map { choice, name in
            let patients = models.first?.patients(set).first ?? []
            return "\(name), n = \(FROC(patients, of: choice)?.lesions ?? 0)"
        }
        let rates = plan.falseMarks.map { $0.formatted(decimals: 3) }
        let rows = models.compactMap { model -> [String]? in
            guard model.patients(set).first.map({ !$0.isEmpty }) == true else { return nil }
            let found = choices.map { choice, _ in
                plan.falseMarks.map { model.sensitivity(set, choice, $0)?.value.fixed(decimals: 2) ?? "" }
                    .joined(separator: " / ")
            }
            let middle = plan.falseMarks.sorted()[plan.falseMarks.count / 2]
            let main = model.sensitivity(set, choices[1].0, middle)?.text ?? ""
            return [model.name] + found + [main]
                + [
                    model.estimate(set) { $0.focusDice($1) }?.text ?? "",
                    model.estimate(set) { $0.gapArea($1) }?.value.fixed(decimals: 2) ?? "",
                ]
        }
        guard !rows.isEmpty else { return nil }
        let middle = plan.falseMarks.sorted()[plan.falseMarks.count / 2].formatted(decimals: 3)
        return Table(
            "Foci, \(title)",
            columns: ["model"] + asked.map { "found of \($0)" }
                + [
                    "metastases > \(size) mm at \(middle)", "Dice of pixels",
                    "false area between arm and thigh, cm²",
                ],
            rows: rows,
            notes: [
                "Found are lesions with a mark on them in either view, at \(rates.joined(separator: ", ")) false marks in a scan "
                    + "of both views\(intervals). Marks on lesions that are not asked for do not count. Visible is what "
                    + "shows with five standard deviations and a tenth of contrast. Lesions that others hide wholly, or that lie "
                    + "outside of both views, are not asked for. The area is that of a view."
            ])
    }

    private var intervals: String { plan.replicates > 0 ? ", 95 % confidence (bootstrap of patients)" : "" }
}

extension JudgedSegmenter {
    /// The share of lesions found at so many false marks in a scan.
    func sensitivity(_ set: String, _ choice: LesionChoice, _ falseMarks: Double) -> Measured? {
        let curves = patients(set).map { FROC($0, of: choice) }
        return measured(set) { seed, counts in
            curves[seed]?.sensitivity(falseMarks: falseMarks, counts: counts)
        }
    }

    /// A score less that of another model on the same patients and seeds.
    func difference(
        from other: JudgedSegmenter, _ set: String, _ statistic: ([PatientResult], [Int]) -> Double?
    ) -> Measured? {
        let (own, others) = (patients(set), other.patients(set))
        guard own.count == others.count else { return nil }
        return measured(set) { seed, counts in
            guard let a = statistic(own[seed], counts), let b = statistic(others[seed], counts) else {
                return nil
            }
            return a - b
        }
    }
}

extension JudgedSegmenter.Measured {
    /// With its interval where there is one.
    var text: String { estimate?.text() ?? value.fixed(decimals: 3) }

    /// From the least to the most of all seeds; empty for one.
    var spread: String {
        guard bySeed.count > 1, let least = bySeed.min(), let most = bySeed.max() else { return "" }
        return "\(least.fixed(decimals: 3)) to \(most.fixed(decimals: 3))"
    }
}

extension BoneScore {
    /// Dice's coefficient of one class, of all patients' pixels together.
    static func dice(
        of bone: BoneClass, _ patients: [PatientResult], _ counts: [Int], _ reading: BoneReading
    ) -> Double? {
        var all = ClassOverlap(classes: BoneClass.labels)
        for (patient, times) in zip(patients, counts) {
            guard let overlap = patient.bones[reading.rawValue] else { return nil }
            all.add(overlap, times: times)
        }
        return OverlapScores(all).dice[Int(bone.label)]
    }
}

import Figures
import Foundation
import Phantoms
import Studies
import Training

/// Patients: simulated here, or the user's own.
extension SegmentationStudy {
    /// The cohort that is learnt from, and tested on.
    func cohort(in folder: NewFolder, _ watcher: StudyWatcher) throws -> CohortFolder {
        guard plan.cohort == Plan.simulated else { return try CohortFolder(place.url(plan.cohort)) }
        let people = try CohortPlan(seed: plan.seed, indices: 1...plan.patients)
        return try CohortFolder(place.simulated(people, named: "cohort", in: folder, watcher))
    }

    /// Which patient belongs to which part.
    func split(_ cohort: CohortFolder) throws -> PatientSplit {
        try PatientSplit(cohort, by: rule, seed: plan.seed)
    }

    /// Of a user's own patients all learn who are left over.
    var rule: PatientSplit.Rule {
        .sizes(
            training: plan.cohort == Plan.simulated ? plan.trainingPatients : nil,
            validation: plan.validationPatients, test: plan.testPatients)
    }

    /// The patients whom models are asked about: those for the test, and those of the article.
    func testSets(
        _ cohort: CohortFolder, in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> [TestSet] {
        let split = try split(cohort)
        let own = cohort.patients.filter { split[$0.name] == .test }
        let article = try ArticlePatients.allCases.flatMap { try patients($0, in: folder, watcher) }
        let sets = [TestSet(name: "test", cohort: cohort, patients: own)]
        return article.isEmpty ? sets : sets + [TestSet(name: TestSet.article, members: article)]
    }

    /// What tells the seed of the article's patients from that of the others.
    private static let articleSeed: UInt64 = 1_000_003

    /// Patients as in the article; none where the plan wants none.
    private func patients(
        _ kind: ArticlePatients, in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> [TestSet.Member] {
        let count = kind.count(men: plan.articleMen, women: plan.articleWomen)
        guard count > 0 else { return [] }
        // People whom no cohort of the plan's seed has, and other numbers for each kind.
        let first = 1 + kind.place * (plan.articleMen + plan.articleWomen)
        var people = try CohortPlan(
            seed: plan.seed &+ Self.articleSeed, indices: first...first + count - 1)
        try people.set(sex: kind.sex, referral: kind.referral)
        try people.disease.setMetastases(in: kind.referral, to: 1)
        let cohort = try CohortFolder(
            place.simulated(
                people, named: "article/\(kind.rawValue.replacing(" ", with: "-"))",
                unit: "patients, \(kind.rawValue)", in: folder, watcher))
        return cohort.patients.map { .init(cohort: cohort, patient: $0) }
    }
}

/// Whom Ulitin et al. had: 54 men and 3 women with bone metastases of cancer of the prostate or kidney. How many had
/// which the article's abstract does not say; here one man in six and all women have that of the kidney, which is among
/// ``Phantoms/Referral/otherCancer``.
private enum ArticlePatients: String, CaseIterable {
    case prostate, kidneyMen = "kidney, men", kidneyWomen = "kidney, women"

    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    var sex: Sex { self == .kidneyWomen ? .female : .male }
    var referral: Referral { self == .prostate ? .prostateCancer : .otherCancer }

    func count(men: Int, women: Int) -> Int {
        switch self {
        case .prostate: men - men / 6
        case .kidneyMen: men / 6
        case .kidneyWomen: women
        }
    }
}

/// Patients whom models are asked about.
struct TestSet {
    /// As files and tables call it.
    let name: String
    /// The name of that of the article.
    static let article = "article"
    let members: [Member]

    /// A patient, and the folder that has the files.
    struct Member {
        let cohort: CohortFolder
        let patient: CohortPatient
    }

    init(name: String, members: [Member]) { (self.name, self.members) = (name, members) }

    init(name: String, cohort: CohortFolder, patients: [CohortPatient]) {
        self.init(name: name, members: patients.map { Member(cohort: cohort, patient: $0) })
    }
}

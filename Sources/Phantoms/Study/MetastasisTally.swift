import Scintigraphy

/// Where the metastases of many patients lie, counted as the published series count them.
struct MetastasisTally {
    /// Patients with metastases of this primary.
    let patients: Int
    /// How many metastases each has.
    private(set) var numbers: [Int] = []
    /// In how many regions each has one, left and right counted apart.
    private(set) var siteNumbers: [Int] = []
    private(set) var single = 0
    private(set) var superscans = 0
    /// The mean of ``siteNumbers``.
    var meanSites: Double { Double(siteNumbers.reduce(0, +)) / Double(patients) }
    /// Lesions of each region in patients with at most five.
    private(set) var early: [SkeletalRegion: Int] = [:]
    /// Lesions of each region in patients without a superscan.
    private(set) var lesions: [SkeletalRegion: Int] = [:]
    /// Involved sites of each region in all patients.
    private(set) var sites: [SkeletalRegion: Int] = [:]
    /// Patients with a metastasis in the region.
    private(set) var involved: [SkeletalRegion: Int] = [:]
    /// The share of patients who have most of their metastases here; ties are shared.
    private(set) var predominance: [Part: Double] = [:]

    enum Part: CaseIterable {
        case spine, pelvis, ribs, elsewhere

        var regions: [SkeletalRegion] {
            switch self {
            case .spine: [.cervicalSpine, .thoracicSpine, .lumbarSpine]
            case .pelvis: [.sacrum, .pelvis]
            case .ribs: [.ribs]
            case .elsewhere: [.skull, .sternum, .clavicles, .scapulae, .upperLimbs, .lowerLimbs]
            }
        }
    }

    init(_ pattern: MetastaticPattern, patients: Int = 2000, seed: UInt64, skeleton: Skeleton) {
        var generator = SeededGenerator(seed: seed)
        self.init(
            (0..<patients).map { _ in
                Metastases.sample(pattern, skeleton: skeleton, using: &generator)
            })
    }

    /// Of the metastases of these patients, each of whom has some.
    init(_ patients: [[Lesion]]) {
        self.patients = patients.count
        for patient in patients { count(patient) }
    }

    private mutating func count(_ patient: [Lesion]) {
        numbers.append(patient.count)
        if patient.count == 1 { single += 1 }
        if patient.isSuperscan { superscans += 1 }
        let places = Set(patient.map { Site(region: $0.bone.region, side: $0.side) })
        siteNumbers.append(places.count)
        for place in places { sites[place.region, default: 0] += 1 }
        for region in Set(places.map(\.region)) { involved[region, default: 0] += 1 }
        for lesion in patient {
            if patient.count <= 5 { early[lesion.bone.region, default: 0] += 1 }
            if !patient.isSuperscan { lesions[lesion.bone.region, default: 0] += 1 }
        }
        let numbers = Part.allCases.map { part in patient.count { part.regions.contains($0.bone.region) } }
        let winners = zip(Part.allCases, numbers).filter { $0.1 == numbers.max() }.map(\.0)
        for part in winners { predominance[part, default: 0] += 1 / Double(winners.count * patients) }
    }

    private struct Site: Hashable {
        let region: SkeletalRegion
        let side: Side?
    }
}

/// The share of some regions among all that were counted, and the number counted.
func share(of regions: [SkeletalRegion], in counts: [SkeletalRegion: Int]) -> (share: Double, of: Int) {
    let total = counts.values.reduce(0, +)
    return (Double(regions.reduce(0) { $0 + counts[$1, default: 0] }) / Double(max(total, 1)), total)
}

import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite struct SimulationStudyTests {
    let skeleton: Skeleton
    init() throws { skeleton = try installedSkeleton.get() }

    private func plan(patients: Int = 20, scans: Int = 2, pictures: Bool = false) throws
        -> SimulationStudy.Plan
    {
        try SimulationStudy.Plan(
            seed: 1, patients: patients, scans: scans, hasPictures: pictures, realScan: nil)
    }

    /// A small study writes all it should; asked to stop, it says that it is not whole.
    @Test func aSmallStudyIsWhole() throws {
        try withTemporaryFolder { place in
            let plan = try plan()
            let study = try SimulationStudy(plan, real: nil, skeleton: skeleton)
            let data = try SimulationStudy.planData(plan, software: "test")
            let folder = try NewFolder(
                place.appending(path: "study"), plan: (SimulationStudy.planFile, data))
            #expect(try !study.make(in: folder, workers: 2, shouldStop: { true }, advance: {}))
            #expect(try study.make(in: folder, workers: 2, shouldStop: { false }, advance: {}))
            try folder.publish()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
            #expect(
                names == [
                    "anterior-view.csv", "artefacts.csv", "histogram.png", "lengthwise.png",
                    "metastases-numbers.csv", "metastases-prevalence.csv", "metastases-regions.csv",
                    "noise-power.png", "study.json", "tables.md", "uptake.csv",
                ])
        }
    }

    /// Every primary, region, artefact and part of the skeleton has its row.
    @Test func tablesHaveEveryRow() throws {
        let study = try SimulationStudy(plan(patients: 100), real: nil, skeleton: skeleton)
        let tables = Dictionary(uniqueKeysWithValues: try study.distributions().map { ($0.name, $0.table) })
        #expect(tables["metastases-numbers"]?.rows.count == 4)
        #expect(tables["metastases-regions"]?.rows.count == PublishedShare.all.count)
        #expect(tables["metastases-prevalence"]?.rows.count == 4)
        #expect(tables["artefacts"]?.rows.map(\.[0]) == ArtefactKind.allCases.map(\.rawValue))
        #expect(tables["uptake"]?.rows.map(\.[0]) == UptakeRegion.all.map(\.name))
    }

    /// A patient of the cohort that no caption would fit is not shown: each case finds one, and it has what it says.
    @Test func casesAreFound() throws {
        for (index, example) in (PatientCase.diseases + PatientCase.artefacts).enumerated() {
            let (patient, simulator) = try example.find(from: 1 + index * 30_000, seed: 1, skeleton: skeleton)
            #expect(example.fits(patient), "\(example.title)")
            #expect(patient.artefacts.kinds == example.artefacts)
            #expect(simulator.patient(patient.index) == patient)
        }
    }

    @Test(arguments: [(1, 2), (20, 1), (1_000_000, 2), (20, 5000)])
    func impossibleNumbersAreRefused(patients: Int, scans: Int) {
        #expect(throws: PhantomError.self) { try plan(patients: patients, scans: scans) }
    }

    /// What cannot be measured is refused before the first scan is made.
    @Test func aRealScanMustHoldCounts() throws {
        let copy = CountImage(
            rows: 64, columns: 64, pixels: Array(repeating: 1, count: 4096), view: .anterior,
            spacing: PixelSpacing(rowMillimetres: 2, columnMillimetres: 2),
            meaning: .notForQuantification("a copy"))
        let scan = BoneScan(images: [copy], acquisition: Acquisition())
        let study = try SimulationStudy(plan(), real: scan, skeleton: skeleton)
        try withTemporaryFolder { place in
            let folder = try NewFolder(place.appending(path: "study"), plan: ("study.json", Data()))
            #expect(throws: ScintigraphyError.self) {
                try study.make(
                    in: folder, workers: 1, shouldStop: { false },
                    advance: { Issue.record("a scan was made") })
            }
        }
    }

    @Test func aRealScanNeedsAnAnteriorView() throws {
        let image = CountImage(rows: 1, columns: 1, pixels: [1], view: .posterior, spacing: nil)
        let scan = BoneScan(images: [image], acquisition: Acquisition())
        #expect(throws: PhantomError.self) {
            try SimulationStudy(plan(), real: scan, skeleton: skeleton)
        }
    }
}

import Foundation
import Phantoms
import Scintigraphy
import Segmentation
import Statistics

/// What readings of one simulated patient's scans told: of the first, of a second where nothing had changed, and of a third
/// after every second metastasis had gone. Each time the patient lies otherwise. Part of pairs/PATIENT.json.
struct ReadPair: Codable {
    let patient: String
    /// `nil` where quality forbade a reading.
    let told: Told?

    struct Told: Codable {
        /// The indices of the first two scans, as read, in percent.
        let first, again: Double
        /// Of the second since the first: nothing has changed.
        let repeated: [ChangeMet]
        /// `nil` where there were not two metastases.
        let after: After?
    }

    struct After: Codable {
        /// The indices of the second scan and the third, in percent: the true ones, and the third's as read.
        let trueBefore, trueAfter, index: Double
        /// Of the third since the second, and of the second since the third, as if those metastases had come.
        let gone, come: [ChangeMet]
    }
}

/// What a comparison says of a place, and what is so there.
struct ChangeMet: Codable {
    let kind: PriorComparison.Kind
    let place: Place

    enum Place: String, Codable, CaseIterable {
        /// On metastases alone that one of the scans does not have.
        case changed = "metastasis that came or went"
        /// On a lesion that both have.
        case stayed = "lesion that stayed"
        case none = "no lesion"
    }
}

/// Scans patients again, as they were and after a change, and compares the readings.
struct PairReader {
    let reader: CaseReader
    let simulator: Simulator
    let software: String

    func read(_ patient: Patient) throws -> ReadPair {
        let refused = ReadPair(patient: patient.name, told: nil)
        guard let once = try scanned(patient), let twice = try scanned(patient.again(1, simulator)) else {
            return refused
        }
        let metastases = patient.lesions.filter { $0.isMalignant && $0.ratio > 1 }.map(\.number)
        let removed = Set(metastases.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
        var after: ReadPair.After?
        if !removed.isEmpty {
            var changed = patient.again(2, simulator)
            changed.lesions.removeAll { removed.contains($0.number) }
            guard let third = try scanned(changed) else { return refused }
            after = ReadPair.After(
                trueBefore: twice.truth, trueAfter: third.truth, index: third.index.percent.value,
                gone: changes(to: third, since: twice, removed: removed),
                come: changes(to: twice, since: third, removed: removed))
        }
        return ReadPair(
            patient: patient.name,
            told: .init(
                first: once.index.percent.value, again: twice.index.percent.value,
                repeated: changes(to: twice, since: once), after: after))
    }

    private struct Scanned {
        let hotSpots: HotSpotSet
        let index: BoneScanIndex
        let acquisition: Acquisition
        let lesions: LesionMeeting
        let truth: Double

        var study: PriorComparison.Study {
            .init(hotSpots: hotSpots, index: index, acquisition: acquisition)
        }
    }

    /// `nil` where quality forbids hot spots.
    private func scanned(_ patient: Patient) throws -> Scanned? {
        let simulated = try simulator.scan(patient, software: software)
        let reading = try reader.reading(simulated.scan)
        guard let hotSpots = reading.hotSpots else { return nil }
        return Scanned(
            hotSpots: hotSpots, index: BoneScanIndex(hotSpots), acquisition: simulated.scan.acquisition,
            lesions: LesionMeeting(simulated),
            truth: BoneScanIndex.truth(
                regions: simulated.regions, lesions: simulated.lesions, simulated.truth))
    }

    private func changes(to now: Scanned, since then: Scanned, removed: Set<Int> = []) -> [ChangeMet] {
        PriorComparison(now.study, since: then.study).changes.map { change in
            let met = [(now, change.number), (then, change.priorNumber)].flatMap { scan, number in
                number.map { scan.lesions.met(by: scan.hotSpots.extents[$0 - 1].foci) } ?? []
            }
            let stays = met.contains { !removed.contains($0) }
            return ChangeMet(kind: change.kind, place: met.isEmpty ? .none : stays ? .stayed : .changed)
        }
    }
}

extension Patient {
    /// The same patient on the table for another time: lying otherwise but for the arms, with other noise and another
    /// texture of the bones.
    fileprivate func again(_ time: Int, _ simulator: Simulator) -> Patient {
        var patient = self
        patient.seed = seed &+ UInt64(time) &* 0x5EED
        let poses = (index + 1...index + 1000).lazy.map { simulator.patient($0).pose }
            .filter { $0.arms == self.pose.arms }
        if let other = poses.dropFirst(time - 1).first { patient.pose = other }
        return patient
    }
}

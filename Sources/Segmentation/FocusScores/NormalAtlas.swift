import Foundation
public import Phantoms
public import Scintigraphy

/// What normal scans look like, place by place, by view, sex and age; and how far each place of another scan stands out
/// from it.
///
/// What is compared is ``LocalContrast``: of each place of the atlas, the highest within a reach, as the counterpart of a
/// joint's or a rib's end lies nearby in every patient, not at the same pixel. Of these the atlas has the mean and the standard
/// deviation; of a scan the score is (contrast - mean) / √(deviation² + least²). The logarithm of counts itself told far
/// less: the edges of bodies, which no alignment brings together, stand out the most.
public struct NormalAtlas: Equatable, Sendable {
    /// How an atlas is made.
    public struct Settings: Codable, Equatable, Sendable {
        /// The contrast.
        public var contrast = LocalContrast()
        /// How far from a place, along the body and across, its counterpart may lie, in millimetres.
        public var reachMillimetres = 12.0
        /// No deviation is taken for smaller, on the scale of contrasts that are not divided by their noise: that is about
        /// 0.06 in a view of eight counts in a pixel of the body.
        public var leastDeviation = 0.2
        /// The first year of life of each band of age, rising; who is younger than all belongs to the first.
        public var ageBands = [0, 50]
        /// A group of fewer patients is not used: that of both sexes, or all ages, stands in for it.
        public var leastPatients = 20

        /// What is usual.
        public init() {}
    }

    /// A normal view, and of whom.
    public struct NormalView: Sendable {
        let view: CountImage
        let sex: Sex
        let age: Int

        /// A patient of this sex and age, in years.
        public init(_ view: CountImage, sex: Sex, age: Int) {
            (self.view, self.sex, self.age) = (view, sex, age)
        }
    }

    /// Of one view of some patients: the mean and the deviation of their highest contrast at each place.
    struct Group: Equatable {
        let patients: Int
        let mean, deviation: [Float]
    }

    /// How it was made.
    public let settings: Settings
    /// The mean of all patients' images of a view, to which others are aligned.
    let templates: [View: [Float]]
    /// By view and, where they are known, sex and band of age.
    let groups: [Key: Group]

    /// Whom a group is of.
    struct Key: Hashable {
        let view: View
        var sex: Sex?
        var band: Int?
    }

    init(settings: Settings, templates: [View: [Float]], groups: [Key: Group]) {
        (self.settings, self.templates, self.groups) = (settings, templates, groups)
    }

    /// How much each pixel of a view stands out from those of normal patients, row by row, in standard deviations.
    ///
    /// - Parameters:
    ///   - view: as it was acquired.
    ///   - sex: the patient's; both where `nil`.
    ///   - age: in years; all where `nil`.
    /// - Throws: where the view holds no counts or has no pixel spacing, or the atlas lacks such views.
    public func callAsFunction(_ view: CountImage, sex: Sex? = nil, age: Int? = nil) throws -> [Float] {
        guard let template = templates[view.view], let group = group(view.view, sex, age) else {
            throw SegmentationError(
                "the atlas has no \(view.view.rawValue) view; make it of patients of whom both views were taken"
            )
        }
        let seen = try AtlasView(view)
        let map = try ContrastMap(view, settings.contrast)
        let alignment = AtlasAlignment(outlineOf: seen.image).registered(
            seen.image, to: template, steps: 12)
        let rows = alignment.atlasRows(of: (0..<view.rows).map { seen.row(of: $0) })
        let columns = (0..<view.columns).map { seen.column(of: $0) }
        func image(_ pixels: [Float]) -> BilinearImage {
            BilinearImage(rows: AtlasView.rows, columns: AtlasView.columns, pixels: pixels)
        }
        let (mean, deviation) = (image(group.mean), image(group.deviation))
        let least = settings.leastDeviation * settings.leastDeviation
        return (0..<view.rows).flatMap { row in
            let down = rows[row]
            return (0..<view.columns).map { column in
                let right = alignment.atlasColumn(columns[column], at: down)
                let spread = deviation(down, right)
                let value = Double(map.values[row * view.columns + column]) - mean(down, right)
                return Float(value / (spread * spread + least).squareRoot())
            }
        }
    }

    /// The narrowest group with enough patients.
    private func group(_ view: View, _ sex: Sex?, _ age: Int?) -> Group? {
        let band = age.map { settings.band(of: $0) }
        let keys = [Key(view: view, sex: sex, band: band), Key(view: view, sex: sex), Key(view: view)]
        return keys.lazy.compactMap { groups[$0] }.first { $0.patients >= settings.leastPatients }
            ?? groups[Key(view: view)]
    }
}

extension NormalAtlas.Settings {
    func band(of age: Int) -> Int { ageBands.lastIndex { $0 <= age } ?? 0 }

    /// Throws where a value is out of its range.
    func check() throws(SegmentationError) {
        guard !ageBands.isEmpty, zip(ageBands, ageBands.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw SegmentationError("ageBands is \(ageBands); give years that rise, such as 0 and 50")
        }
        guard leastDeviation > 0, reachMillimetres >= 0, reachMillimetres < 1000 else {
            throw SegmentationError(
                "leastDeviation is \(leastDeviation) and reachMillimetres \(reachMillimetres); give more than 0, such as 4 "
                    + "and 12")
        }
    }
}

/// Where the vertebrae of a part of the spine are likely to lie in a view: an estimate.
///
/// A scan shows no vertebra by itself. What is seen of the part, from head to foot without the outermost hundredths of its
/// pixels, is divided into as many as there are: equal ones in neck and loin; in the chest T12 is 1.6 times as high as T1
/// (Panjabi et al., Spine 1991;16:888-901), and those between grow evenly.
struct VertebralLevels {
    /// A part of the spine with its vertebrae.
    enum Spine {
        case cervical, thoracic, lumbar

        init?(_ region: BoneClass) {
            switch region {
            case .cervicalSpine: self = .cervical
            case .thoracicSpine: self = .thoracic
            case .lumbarSpine: self = .lumbar
            default: return nil
            }
        }

        var letter: String {
            switch self {
            case .cervical: "C"
            case .thoracic: "T"
            case .lumbar: "L"
            }
        }

        /// How high each vertebra is, from head to foot, as a multiple of the first.
        var heights: [Double] {
            switch self {
            case .cervical: [Double](repeating: 1, count: 7)
            case .thoracic: (0..<12).map { 1 + 0.6 * Double($0) / 11 }
            case .lumbar: [Double](repeating: 1, count: 5)
            }
        }
    }

    /// The row at which each vertebra ends.
    private let ends: [Double]

    /// `nil` for bones outside of the spine, and where a mask shows nothing of the part.
    ///
    /// - Parameters:
    ///   - region: the part.
    ///   - labels: of each pixel, row by row, as ``BoneClass`` numbers them.
    ///   - columns: how many a row has.
    init?(_ region: BoneClass, in labels: [UInt8], columns: Int) {
        guard let spine = Spine(region) else { return nil }
        let rows = labels.indices.filter { labels[$0] == region.label }.map { $0 / columns }
        let left = rows.dropFirst(rows.count / 100).dropLast(rows.count / 100)
        guard let first = left.first, let last = left.last else { return nil }
        let heights = spine.heights
        let height = Double(last + 1 - first) / heights.reduce(0, +)
        var end = Double(first)
        ends = heights.map {
            end += height * $0
            return end
        }
    }

    /// The vertebra at a row, from 1; the first or the last beyond them.
    ///
    /// - Parameter row: of a pixel's middle, from 0.
    func level(row: Double) -> Int {
        min((ends.firstIndex { row + 0.5 < $0 } ?? ends.count) + 1, ends.count)
    }
}

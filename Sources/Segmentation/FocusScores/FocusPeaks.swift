public import Scintigraphy
public import Statistics

/// Where in a view a score is highest: places to look at, as a reader marks them.
///
/// All that is above a threshold makes worse marks: the pixels about one hot organ or joint become one mark at a low
/// threshold, and many at a high one; what is a mark changes with the threshold. A peak is one at any.
public struct FocusPeaks: Equatable, Sendable {
    /// A place and its score.
    public struct Peak: Equatable, Sendable {
        /// From 0.
        public let row, column: Int
        /// The higher, the surer.
        public let score: Float
    }

    /// With falling scores; of equals the first in reading order.
    public let peaks: [Peak]

    /// Pixels above zero with no higher one within a distance, along the body and across; of equals the first.
    ///
    /// - Parameters:
    ///   - scores: of each pixel of the view, row by row.
    ///   - view: what was scored. Without pixel spacing a pixel counts for a millimetre.
    ///   - distanceMillimetres: no two peaks lie closer.
    ///   - most: only so many with the highest scores are kept.
    /// - Precondition: there is a score for each pixel, and all are numbers.
    public init(_ scores: [Float], of view: CountImage, distanceMillimetres: Double = 10, most: Int = 100) {
        precondition(scores.count == view.pixels.count && !scores.contains(where: \.isNaN))
        func pixels(_ size: Double?) -> Int { Int((distanceMillimetres / (size ?? 1)).rounded()) }
        let (along, across) = (
            pixels(view.spacing?.rowMillimetres), pixels(view.spacing?.columnMillimetres)
        )
        let highest = scores.highestNearby(
            rows: view.rows, columns: view.columns, along: along, across: across)
        let candidates = scores.indices.filter { scores[$0] > 0 && scores[$0] == highest[$0] }
            .sorted { (scores[$1], $0) < (scores[$0], $1) }
        var kept: [Peak] = []
        for pixel in candidates where kept.count < most {
            let (row, column) = (pixel / view.columns, pixel % view.columns)
            // Only one of several equals is a peak.
            let isTaken = kept.contains { abs($0.row - row) <= along && abs($0.column - column) <= across }
            if !isTaken { kept.append(Peak(row: row, column: column, score: scores[pixel])) }
        }
        peaks = kept
    }
}

extension FROC.Scan {
    /// One view's peaks as marks on its lesions, for the FROC curve of many.
    ///
    /// A peak is on each lesion that has a pixel within its reach, and a false mark where there is none. A peak that has
    /// only lesions within reach that do not count, such as small or benign ones, is neither.
    ///
    /// - Parameters:
    ///   - patient: whose scan it is, from 0.
    ///   - peaks: what was found.
    ///   - lesions: what is there.
    ///   - counted: those that are to be found; all where `nil`.
    ///   - reachPixels: how far from a lesion a peak may lie, along the body and across.
    public init(
        patient: Int, peaks: FocusPeaks, lesions: Foci, counted: Set<Int>? = nil, reachPixels: Int = 2
    ) {
        let counted = (counted ?? Set(0..<lesions.count)).sorted()
        let place = Dictionary(uniqueKeysWithValues: counted.enumerated().map { ($1, $0) })
        let marks = peaks.peaks.flatMap { peak -> [(score: Double, lesion: Int?)] in
            let near = lesions.near(row: peak.row, column: peak.column, within: reachPixels)
            guard !near.isEmpty else { return [(Double(peak.score), nil)] }
            return near.compactMap { place[$0] }.sorted().map { (Double(peak.score), $0) }
        }
        self.init(patient: patient, lesions: counted.count, marks: marks)
    }
}

extension Foci {
    /// The foci that have a pixel so near.
    fileprivate func near(row: Int, column: Int, within reach: Int) -> Set<Int> {
        var near: Set<Int> = []
        for other in max(0, row - reach)..<min(rows, row + reach + 1) {
            for beside in max(0, column - reach)..<min(columns, column + reach + 1) {
                if let focus = focus[other * columns + beside] { near.insert(focus) }
            }
        }
        return near
    }
}

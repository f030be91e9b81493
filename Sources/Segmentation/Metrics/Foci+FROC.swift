public import Statistics

extension FROC.Scan {
    /// One view's foci as marks on its lesions, for the FROC curve of many.
    ///
    /// A focus is on each lesion with which it shares a pixel: one that covers two has found both. It is a false mark
    /// where it shares none. Its score is the highest of its pixels'.
    ///
    /// - Parameters:
    ///   - patient: whose scan it is, from 0.
    ///   - foci: what was found.
    ///   - scores: how sure each pixel is to be a lesion, row by row.
    ///   - lesions: what is there.
    /// - Precondition: all are of one size, and the foci's scores are numbers.
    public init(patient: Int, foci: Foci, scores: [Float], lesions: Foci) {
        precondition(foci.rows == lesions.rows && foci.columns == lesions.columns)
        precondition(scores.count == foci.focus.count)
        var best = [Float](repeating: -.infinity, count: foci.count)
        var met = [Set<Int>](repeating: [], count: foci.count)
        for (pixel, focus) in foci.focus.enumerated() {
            guard let focus else { continue }
            precondition(!scores[pixel].isNaN)
            best[focus] = max(best[focus], scores[pixel])
            if let lesion = lesions.focus[pixel] { met[focus].insert(lesion) }
        }
        let marks = zip(best, met).flatMap { score, met -> [(score: Double, lesion: Int?)] in
            met.isEmpty
                ? [(Double(score), nil)] : met.sorted().map { (Double(score), $0) }
        }
        self.init(patient: patient, lesions: lesions.count, marks: marks)
    }
}

import Scintigraphy

/// How many pixels of each bone the views show, and how many of them are taken up.
struct InvolvedArea: Equatable, Sendable {
    /// Of each view, all pixels of a bone.
    private var shown: [View: [BoneRegion: Int]] = [:]

    /// A view that shows less than this share of what the other one shows of a bone has no say on it.
    private static let leastShare = 0.25

    init(_ anatomies: [ViewAnatomy]) {
        let regions = Dictionary(uniqueKeysWithValues: BoneRegion.all.map { ($0, $0) })
        let byLabel = Dictionary(grouping: regions.keys) { $0.bone.label }
        for anatomy in anatomies {
            add(anatomy.view, anatomy.labels.indices) { pixel in
                byLabel[anatomy.labels[pixel]].flatMap { pair in
                    pair.count == 1 ? pair[0] : pair.first { $0.side == anatomy.side(pixel) }
                }
            }
        }
    }

    init() {}

    /// Counts the pixels of a view by the bone of each.
    mutating func add(_ view: View, _ pixels: some Sequence<Int>, region: (Int) -> BoneRegion?) {
        var counts: [BoneRegion: Int] = [:]
        for pixel in pixels {
            if let region = region(pixel) { counts[region, default: 0] += 1 }
        }
        shown[view] = counts
    }

    /// The pixels of a bone in the view that shows more of it.
    func pixels(of region: BoneRegion) -> Int { shown.values.map { $0[region] ?? 0 }.max() ?? 0 }

    /// The share of a bone that is taken up, in the view in which it is the larger one: 0 to 1.
    ///
    /// - Parameter involved: how many of its pixels in each view.
    func share(of region: BoneRegion, involved: [View: Int]) -> Double {
        min(shares(of: region, involved: involved).max() ?? 0, 1)
    }

    /// The share in the anterior and in the posterior view; 0 in a view that has no say.
    func shares(of region: BoneRegion, involved: [View: Int]) -> [Double] {
        let most = Double(pixels(of: region))
        return View.allCases.map { view in
            let all = Double(shown[view]?[region] ?? 0)
            return all > 0 && all >= Self.leastShare * most ? Double(involved[view] ?? 0) / all : 0
        }
    }
}

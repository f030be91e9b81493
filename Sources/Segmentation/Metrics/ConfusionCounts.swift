/// How many pixels of each class lie in each cluster.
public struct ConfusionCounts: Codable, Equatable, Sendable {
    /// How many clusters and true classes there are; labels count from 0.
    public let clusters, classes: Int
    /// The pixels: cluster by cluster, of each class.
    public private(set) var pixels: [[Int]]

    /// None yet.
    public init(clusters: Int, classes: Int) {
        self.clusters = clusters
        self.classes = classes
        pixels = [[Int]](repeating: [Int](repeating: 0, count: classes), count: clusters)
    }

    /// Counts the pixels of one image.
    ///
    /// - Parameters:
    ///   - found: each pixel's cluster.
    ///   - truth: its class.
    ///   - ignored: the class of pixels that do not count, whatever their cluster; `nil` for none.
    /// - Throws: where a pixel's cluster or class does not exist; nothing is counted then.
    /// - Precondition: there are as many of either.
    public mutating func add(
        _ found: [UInt8], truth: [UInt8], ignoring ignored: UInt8? = nil
    ) throws(SegmentationError) {
        precondition(found.count == truth.count)
        var pairs = [Int](repeating: 0, count: 256 * 256)
        for (cluster, label) in zip(found, truth) where label != ignored {
            pairs[Int(cluster) << 8 | Int(label)] += 1
        }
        for (pair, count) in pairs.enumerated()
        where count > 0 && (pair >> 8 >= clusters || pair & 255 >= classes) {
            throw SegmentationError(
                "a pixel has cluster \(pair >> 8) and class \(pair & 255), but there are \(clusters) clusters and "
                    + "\(classes) classes from 0; give masks with these labels")
        }
        for cluster in 0..<clusters {
            for label in 0..<classes { pixels[cluster][label] += pairs[cluster << 8 | label] }
        }
    }

    /// The class of each cluster so that most pixels are right and no two clusters have one class; `nil` for clusters
    /// that are left over.
    public func hungarianMatching() -> [Int?] {
        Segmentation.hungarianMatching(pixels.map { $0.map { Double($0) } })
    }

    /// The class of most pixels of each cluster, the first of equals, so that several clusters may share one: for more
    /// clusters than classes. `nil` for a cluster without pixels.
    public func majorityMatching() -> [Int?] {
        pixels.map { counts in
            guard let most = counts.max(), most > 0 else { return nil }
            return counts.firstIndex(of: most)
        }
    }
}

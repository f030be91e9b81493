import Scintigraphy

/// A way back from few counts that a study judges.
struct StudyMethod {
    /// What it is called in files and tables.
    let name: String
    /// How many realisations of each frame and level it restores.
    let realisations: Int
    let way: Way

    enum Way {
        /// One image at a time, on as many cores as there are; its settings may depend on the level.
        case filter(@Sendable (CountImage, CountLevel) throws -> CountImage)
        /// Images of one size together, on all cores.
        case network(([CountImage]) throws -> [RestoredImage])
    }

    /// How many images are restored together: more need more memory and are hardly faster.
    static let batch = 10

    /// Each image restored, on the scale of its own counts.
    func restored(_ images: [(CountImage, CountLevel)], workers: Int) throws -> [RestoredImage] {
        switch way {
        case .filter(let filter):
            return try inParallel(images.count, workers: workers) { place in
                let image = try filter(images[place].0, images[place].1)
                return RestoredImage(image: image, deviation: nil, countFactor: 1)
            }
        case .network(let restore):
            return try restore(images.map(\.0))
        }
    }
}

extension StudyMethod {
    /// The scores of all its realisations of one frame, in the order of levels and numbers.
    func scores(
        of scorer: FrameScorer, levels: [CountLevel], workers: Int, _ watcher: StudyWatcher
    ) throws -> [Score] {
        let wanted = levels.flatMap { level in (0..<realisations).map { (level: level, number: $0) } }
        var scores: [Score] = []
        for start in stride(from: 0, to: wanted.count, by: Self.batch) {
            try watcher.goOn()
            let batch = Array(wanted[start..<min(start + Self.batch, wanted.count)])
            let given = try inParallel(batch.count, workers: workers) { place in
                (
                    try scorer.realisations.image(batch[place].level, number: batch[place].number),
                    batch[place].level
                )
            }
            let restored = try restored(given, workers: workers)
            scores += try inParallel(batch.count, workers: workers) { place in
                try scorer.score(
                    restored[place], of: given[place].0, batch[place].level, number: batch[place].number)
            }
        }
        return scores
    }
}

import Figures
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

    /// The results of `work` for 0..<`count`, in order, which is given the method for one image of `level`: as many
    /// at a time as the method can.
    func forEach<Result: Sendable>(
        _ count: Int, _ level: CountLevel, workers: Int,
        _ work: @Sendable (Int, (CountImage) throws -> CountImage) throws -> Result
    ) throws -> [Result] {
        switch way {
        case .filter(let filter):
            return try inParallel(count, workers: workers) { place in
                try work(place) { try filter($0, level) }
            }
        case .network(let restore):
            return try (0..<count).map { place in try work(place) { try restore([$0])[0].image } }
        }
    }
}

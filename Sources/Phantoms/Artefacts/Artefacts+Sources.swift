import Scintigraphy

extension Artefacts {
    /// The activity that artefacts bring, as points.
    ///
    /// - Parameters:
    ///   - injected: the injected activity, decayed to the time of imaging, in MBq
    ///   - bladder: the activity in the bladder, in MBq, and its volume, in mL
    ///   - urine: the activity that was excreted before, in MBq: no bag has more
    func sources(
        on landmarks: Landmarks, injected: Float, bladder: (megabecquerels: Float, millilitres: Float),
        urine: Float,
        using generator: inout SeededGenerator
    ) -> [PointSource] {
        var sources: [PointSource] = []
        if let extravasation {
            sources += extravasation.sources(on: landmarks, injected: injected, using: &generator)
        }
        if let catheter {
            let perMillilitre = bladder.megabecquerels / max(1, bladder.millilitres)
            sources += catheter.sources(
                on: landmarks, perMillilitre: perMillilitre, most: urine, using: &generator)
        }
        for spot in contamination {
            sources += spot.sources(on: landmarks, injected: injected, using: &generator)
        }
        return sources
    }

    /// The share of the injected activity that reached the blood as the tracer it should be.
    var circulatingShare: Double {
        1 - (extravasation?.share ?? 0) - (pertechnetateShare ?? 0) - (colloidShare ?? 0)
    }

    /// What tracers other than the right one bring into organs, as shares of the injected activity: pertechnetate into
    /// stomach, salivary glands, thyroid and urine, colloid into liver and spleen (assumed); the rest is excreted.
    var organShares: [Organ: Double] {
        var shares: [Organ: Double] = [:]
        if let pertechnetateShare {
            shares[.stomach] = 0.25 * pertechnetateShare
            shares[.salivaryGlands] = 0.05 * pertechnetateShare
            shares[.thyroid] = 0.02 * pertechnetateShare
            shares[.bladder] = 0.05 * pertechnetateShare
        }
        if let colloidShare {
            shares[.liver] = 0.85 * colloidShare
            shares[.spleen] = 0.07 * colloidShare
        }
        return shares
    }
}

public import Scintigraphy

/// What the observer's channels make of the places of one frame, with and without a lesion.
public struct DetectionRegions: Sendable {
    /// Whose frame it is: patients train the observer or test it, never both.
    public let patient: String
    /// A run of channel outputs for each place and realisation, in the same order in both.
    public let present, absent: [[Double]]
    /// How much brighter the restored lesions are than the same places without, over what they truly are: 1
    /// where no contrast is lost.
    public let contrastRecovery: Double
}

extension DetectionTask {
    /// Draws places, images with and without lesions, restores them, and looks through the channels.
    ///
    /// `fraction` times the frame's expected counts are counted, anew for each realisation; the same seed
    /// gives the same places, and for the same fraction the same counts, whatever the method. Regions are
    /// divided by the expected counts at their place, and the mean of the other realisations without a lesion
    /// is taken away: the background is known.
    ///
    /// Throws where the frame's expected counts are not known, or there are fewer than two realisations, and
    /// what `method` throws.
    public func regions(
        of frame: Frame, fraction: Double, realisations: Int, seed: UInt64,
        restoredBy method: (CountImage) throws -> CountImage
    ) throws -> DetectionRegions {
        guard let mean = frame.mean else {
            throw EvaluationError(
                "the expected counts of patient \(frame.patient) are not known, so that no lesion "
                    + "can be added; use simulated frames")
        }
        guard realisations >= 2, fraction > 0 else {
            throw EvaluationError(
                "lesions cannot be looked for in \(realisations) realisations of \(fraction) of the counts; "
                    + "give at least 2, and a fraction above 0")
        }
        var generator = SeededGenerator(seed: seed)
        let places = try places(in: mean, lesions: frame.lesions, using: &generator)
        let channels = LaguerreGaussChannels(
            size: regionPixels, sigmaPixels: sigmaPixels(try mean.requiredSpacing()))
        let without = mean.scaled(by: fraction)
        let with = try withLesions(mean, at: places).scaled(by: fraction)
        // By realisation, then by place.
        var present: [[[Double]]] = []
        var absent: [[[Double]]] = []
        for _ in 0..<realisations {
            for isPresent in [true, false] {
                let counts = try (isPresent ? with : without).withPoissonNoise(using: &generator)
                let restored = try method(counts)
                try mean.requireSize(of: restored)
                let outputs = places.map { place in
                    channels.outputs(of: restored, row: place.row, column: place.column)
                        .map { $0 / (place.background * fraction) }
                }
                if isPresent { present.append(outputs) } else { absent.append(outputs) }
            }
        }
        return DetectionRegions(
            patient: frame.patient, present: centred(present, by: absent),
            absent: centred(absent, by: absent),
            contrastRecovery: recovery(present, absent, of: channels))
    }

    /// Each realisation less the mean of the others without a lesion, so that both classes vary alike.
    private func centred(_ outputs: [[[Double]]], by absent: [[[Double]]]) -> [[Double]] {
        let others = Double(absent.count - 1)
        return outputs.indices.flatMap { realisation in
            outputs[realisation].indices.map { place in
                outputs[realisation][place].indices.map { channel in
                    let sum = absent.indices.reduce(0.0) { sum, other in
                        other == realisation ? sum : sum + absent[other][place][channel]
                    }
                    return outputs[realisation][place][channel] - sum / others
                }
            }
        }
    }

    /// By the first channel, which has the lesion's own shape.
    private func recovery(
        _ present: [[[Double]]], _ absent: [[[Double]]], of channels: LaguerreGaussChannels
    ) -> Double {
        func sum(_ outputs: [[[Double]]]) -> Double {
            outputs.joined().reduce(0) { $0 + ($1.first ?? 0) }
        }
        let number = Double(present.joined().count)
        return number == 0 ? .nan : (sum(present) - sum(absent)) / (number * contrast * channels.ownShape)
    }
}

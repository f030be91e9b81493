/// Fewer counts, as a shorter acquisition or a smaller activity would have given them.
///
/// Keeping each detected event with the same chance turns a Poisson image of mean λ into a Poisson
/// image of mean λ × fraction: what list-mode gating of a static scan gives.
/// White, Lawson: A Poisson resampling method for simulating reduced counts in nuclear medicine images.
/// Phys Med Biol 60:N167-N176, 2015.
extension CountImage {
    /// Keeps each event with the chance `fraction`, in 0 < fraction ≤ 1.
    ///
    /// Throws unless the pixels are ``PixelMeaning/counts``: whole numbers, not negative.
    public func thinned(
        fraction: Double, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> CountImage {
        try EventCounts([self]).thinned(fraction: fraction, using: &generator).filled(into: [self])[0]
    }

    /// Keeps exactly `totalCounts` events, every such choice being equally likely: an acquisition
    /// that is stopped at a preset number of counts.
    public func thinned(
        totalCounts: Int, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> CountImage {
        try EventCounts([self]).thinned(total: totalCounts, using: &generator).filled(into: [self])[0]
    }

    /// Sends each event to the first image with the chance `fraction`, otherwise to the second.
    ///
    /// y₁ ~ Binomial(y, fraction), y₂ = y - y₁: their sum is this image, and they are independent
    /// Poisson images where this is one.
    public func split(
        fraction: Double, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> (CountImage, CountImage) {
        let all = try EventCounts([self])
        let kept = try all.thinned(fraction: fraction, using: &generator)
        return (kept.filled(into: [self])[0], all.subtracting(kept).filled(into: [self])[0])
    }
}

extension BoneScan {
    /// Every view with each event kept with the chance `fraction`; a remark says so, and what the
    /// camera says it counted is dropped, as it no longer holds.
    public func thinned(
        fraction: Double, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> BoneScan {
        let kept = try EventCounts(images).thinned(fraction: fraction, using: &generator)
        return derived(kept, "Thinned: every event was kept with the chance \(fraction).")
    }

    /// Exactly `totalCounts` events of all views together, every such choice being equally likely.
    ///
    /// A view's share is random (multivariate hypergeometric), in proportion to its counts on average.
    public func thinned(
        totalCounts: Int, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> BoneScan {
        let kept = try EventCounts(images).thinned(total: totalCounts, using: &generator)
        return derived(kept, "Thinned: \(totalCounts) of the events of all views were kept.")
    }

    /// Two scans that share out the events of every view, see ``CountImage/split(fraction:using:)``.
    public func split(
        fraction: Double, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> (BoneScan, BoneScan) {
        let all = try EventCounts(images)
        let kept = try all.thinned(fraction: fraction, using: &generator)
        return (
            derived(kept, "Split: events that were kept with the chance \(fraction)."),
            derived(
                all.subtracting(kept), "Split: the rest of events that were kept with the chance \(fraction)."
            )
        )
    }

    private func derived(_ events: EventCounts, _ remark: String) -> BoneScan {
        var acquisition = acquisition
        acquisition.countsAccumulated = nil
        return BoneScan(
            images: events.filled(into: images), acquisition: acquisition,
            remarks: remarks + [Remark(.note, remark)])
    }
}

extension EventCounts {
    /// Each event with the chance `fraction`.
    func thinned(
        fraction: Double, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> EventCounts {
        guard fraction > 0, fraction <= 1 else {
            throw ScintigraphyError(
                "a scan cannot be thinned to the fraction \(fraction); give one above 0 and at most 1")
        }
        var kept = self
        BinomialTables(of: values, probability: fraction).thin(&kept.values, using: &generator)
        return kept
    }

    /// Exactly `target` events, any choice of them being equally likely.
    ///
    /// Binomial thinning leaves any subset of its size with the same chance, so that what it kept too
    /// many or too few is drawn, event by event, from those kept or from the rest.
    func thinned(
        total target: Int, using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> EventCounts {
        let total = total
        guard target > 0, target <= total else {
            throw ScintigraphyError(
                "a scan of \(total) counts cannot be thinned to \(target); give a number from 1 to \(total)")
        }
        var kept = try thinned(fraction: Double(target) / Double(total), using: &generator)
        let excess = kept.total - target
        if excess > 0 {
            for pixel in kept.pixelsOfRandomEvents(excess, using: &generator) { kept.values[pixel] -= 1 }
        } else {
            let rest = subtracting(kept)
            for pixel in rest.pixelsOfRandomEvents(-excess, using: &generator) { kept.values[pixel] += 1 }
        }
        return kept
    }

    /// Where `number` different events lie, drawn without preference.
    private func pixelsOfRandomEvents(
        _ number: Int, using generator: inout some RandomNumberGenerator
    ) -> [Int] {
        var before: [Int] = []
        before.reserveCapacity(values.count)
        var sum = 0
        for value in values {
            before.append(sum)
            sum += Int(value)
        }
        var events: Set<Int> = []
        while events.count < number { events.insert(Int(generator.next(upperBound: UInt64(sum)))) }
        return events.map { event in
            var low = 0
            var high = values.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if before[middle] <= event { low = middle } else { high = middle }
            }
            return low
        }
    }
}

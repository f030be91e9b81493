extension CountImage {
    /// Every pixel times `factor`: no longer detected counts.
    public func scaled(by factor: Double) -> CountImage {
        let factor = Float(factor)
        return processed(into: pixels.map { $0 * factor })
    }

    /// Every pixel times the same factor, so that they add up to `total`; all as they are where they add up to 0.
    public func scaled(toTotal total: Double) -> CountImage {
        let sum = self.total
        return scaled(by: sum > 0 ? total / sum : 1)
    }
}

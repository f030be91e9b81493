public import Scintigraphy

/// The restored counts over the counts that were restored: 1 where the total is kept; `nil` of no counts.
public func countPreservation(restored: CountImage, of image: CountImage) -> Double? {
    image.total > 0 ? restored.total / image.total : nil
}

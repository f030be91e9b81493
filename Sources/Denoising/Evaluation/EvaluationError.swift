import Scintigraphy

/// Why a restoration could not be judged: one sentence that names the cause and the remedy.
public struct EvaluationError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

extension CountImage {
    /// The pixel spacing. Throws where there is none.
    func requiredSpacing() throws(EvaluationError) -> PixelSpacing {
        guard let spacing else {
            throw EvaluationError(
                "the \(view.rawValue) view has no pixel spacing, so that a lesion has no size in it; use a "
                    + "scan whose Pixel Spacing is given")
        }
        return spacing
    }

    /// Throws unless `other` has the size of this image.
    func requireSize(of other: CountImage) throws(EvaluationError) {
        guard rows == other.rows, columns == other.columns else {
            throw EvaluationError(
                "an image of \(other.rows) × \(other.columns) cannot be compared with one of \(rows) × "
                    + "\(columns); give images of one size")
        }
    }
}

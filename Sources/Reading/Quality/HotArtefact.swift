public import Scintigraphy

/// Something hot in a view that is no bone.
public struct HotArtefact: Codable, Equatable, Sendable {
    /// What it is.
    public let kind: Kind
    /// The view that shows it.
    public let view: View
    /// The mean row and column of its pixels, from 0.
    public let row, column: Double
    /// Their area in the patient; `nil` where the scan does not say how large a pixel is.
    public let areaSquareCentimetres: Double?
    /// The share of the view's counts that lies in it: 0 to 1.
    public let share: Double
    /// Its pixels, row by row; they are not part of the JSON.
    public var pixels: [Int] = []

    /// What it is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Urine where it belongs.
        case bladder
        /// Tracer beside the vein.
        case injectionSite = "injection site"
        /// Urine on skin or clothes, in a catheter or its bag.
        case urine = "urine outside the bladder"
    }

    private enum CodingKeys: String, CodingKey {
        case kind, view, row, column, areaSquareCentimetres, share
    }
}

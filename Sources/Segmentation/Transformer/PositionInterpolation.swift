import Torch

/// How a transformer's embeddings of places are drawn out or together for images of another size. Weights see as they
/// did at home with the way that they learnt with; the two differ visibly.
public enum PositionInterpolation: String, CaseIterable, Sendable {
    /// Bicubic by a factor of (n + 0.1) / side for n patches: DINO's.
    case dino
    /// Bicubic and smooth, by n / side: timm's.
    case timm

    /// 1×width×side×side to 1×width×rows×columns.
    func resized(_ places: Tensor, to grid: Pair) -> Tensor {
        switch self {
        case .dino:
            let side = Double(places.shape[2])
            return places.resized(
                byRows: (Double(grid.rows) + 0.1) / side, columns: (Double(grid.columns) + 0.1) / side)
        case .timm: return places.smoothlyResized(to: grid)
        }
    }
}

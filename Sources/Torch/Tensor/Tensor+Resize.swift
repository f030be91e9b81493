import CTorch

/// How values between pixels are found.
public enum Interpolation: Sendable {
    /// The nearest pixel's.
    case nearest
    /// Linear in both directions.
    case bilinear
    /// Keys' cubic convolution with a = -0.75, as PyTorch and OpenCV have it.
    case bicubic

    var raw: ct_interpolation {
        switch self {
        case .nearest: ct_nearest
        case .bilinear: ct_bilinear
        case .bicubic: ct_bicubic
        }
    }
}

/// What lies outside of an image.
public enum Outside: Sendable {
    /// Nothing.
    case zeros
    /// The nearest border pixel.
    case border
    /// The image, mirrored at its border.
    case reflection

    var raw: ct_outside {
        switch self {
        case .zeros: ct_outside_zeros
        case .border: ct_outside_border
        case .reflection: ct_outside_reflection
        }
    }
}

extension Tensor {
    /// N×C×H×W images at another size, without smoothing before they shrink.
    ///
    /// With `aligningCorners` the centres of the corner pixels stay in place, otherwise, and always for
    /// nearest, their outer corners.
    public func resized(
        to size: some Planar, by interpolation: Interpolation, aligningCorners: Bool = false
    ) -> Tensor {
        Tensor(ct.resize(raw, size.int64, interpolation.raw, aligningCorners))
    }

    /// N×C×H×W images as N×C×⌊H·`rows`⌋×⌊W·`columns`⌋, bicubic. The factors say what lies between pixels, too, even
    /// where they are not the new size over the old: `torch.nn.functional.interpolate` with a `scale_factor`.
    public func resized(byRows rows: Double, columns: Double) -> Tensor {
        Tensor(ct.resize_by(raw, [rows, columns]))
    }

    /// N×C×H×W images at another size, bicubic with a = -0.5; what shrinks is averaged over all that goes into a
    /// pixel: `torch.nn.functional.interpolate` with `antialias`.
    public func smoothlyResized(to size: some Planar) -> Tensor {
        Tensor(ct.resize_smoothly(raw, size.int64))
    }

    /// N×C×H×W images read at the N×h×w×2 places of `grid`: N×C×h×w. A place is (x, y), column first, from -1
    /// to 1 over the image.
    ///
    /// With `aligningCorners` -1 and 1 are the centres of the corner pixels, otherwise their outer corners.
    public func sampled(
        at grid: Tensor, by interpolation: Interpolation = .bilinear, outside: Outside = .zeros,
        aligningCorners: Bool = false
    ) -> Tensor {
        Tensor(ct.grid_sample(raw, grid.raw, interpolation.raw, outside.raw, aligningCorners))
    }
}

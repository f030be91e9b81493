import CTorch

/// Borders around the planes of N×C×H×W images.
extension Tensor {
    /// Adds `border` zeros on all four sides. Pooling's own padding is minus infinity instead.
    public func zeroPadded(_ border: Int) -> Tensor {
        zeroPadded(top: border, bottom: border, left: border, right: border)
    }

    /// Adds rows and columns of zeros; negative numbers take some away.
    public func zeroPadded(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) -> Tensor {
        Tensor(ct.pad_constant(raw, [left, right, top, bottom].int64, 0))
    }

    /// Adds `border` rows and columns on all four sides, mirrored without repeating the outermost one.
    public func reflectPadded(_ border: Int) -> Tensor {
        reflectPadded(top: border, bottom: border, left: border, right: border)
    }

    /// Adds rows and columns, mirrored without repeating the outermost one.
    public func reflectPadded(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) -> Tensor {
        Tensor(ct.pad_reflect(raw, [left, right, top, bottom].int64))
    }
}

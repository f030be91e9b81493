public import Scintigraphy

extension BoneScan {
    /// One window for all views, so that they can be compared: the view's own that goes highest.
    public var window: DisplayWindow {
        images.map { DisplayWindow(of: $0) }.max { $0.upper < $1.upper }!
    }

    /// From 0 to a fraction of the scan's highest pixel, 0.4 for 40 %. Throws unless the fraction is
    /// positive.
    public func window(upperFraction: Double) throws(ScintigraphyError) -> DisplayWindow {
        var windows: [DisplayWindow] = []
        for image in images { windows.append(try DisplayWindow(of: image, upperFraction: upperFraction)) }
        return windows.max { $0.upper < $1.upper }!
    }
}

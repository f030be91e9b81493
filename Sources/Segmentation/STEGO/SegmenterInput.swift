public import Scintigraphy
public import Training

/// What a network sees of a view: its counts, or the colours in which a palette shows them.
///
/// Ulitin et al. gave STEGO pictures in three palettes, and what it found depended on the palette. Each view is an image by
/// itself.
public enum SegmenterInput: String, Choice {
    /// One channel, as a backbone sees it that learnt from scans: see ``BackboneInput``.
    case counts
    /// The same picture as the palettes colour, without colour: what tells colour from window and scale. Three channels
    /// that are alike.
    case grey
    /// Three channels as DINO's own weights know them: red, green and blue from 0 to 1, less ImageNet's mean, over its
    /// standard deviation.
    case blueYellow = "blue-yellow"
    /// The same in blue, green, red and yellow.
    case blueGreenRedYellow = "blue-green-red-yellow"
    /// The same from black over red and orange to white.
    case warmMetal = "warm-metal"

    /// The palette; `nil` for counts.
    public var palette: Palette? {
        switch self {
        case .counts: nil
        case .grey: .grey
        case .blueYellow: .blueYellow
        case .blueGreenRedYellow: .blueGreenRedYellow
        case .warmMetal: .warmMetal
        }
    }

    /// How many channels the network takes.
    public var channels: Int { self == .counts ? 1 : 3 }

    /// The whole view in a matrix: channel by channel, each row by row.
    public func seen(_ view: PreparedView, in matrix: BackboneInput) -> [Float] {
        guard let palette else { return matrix.seen(view) }
        let window = DisplayWindow(of: view.image)
        let size = CropSize(rows: matrix.rows, columns: matrix.columns)
        let colours = view.crop(size, at: view.place(of: matrix), of: view.image).map {
            palette.colours[window.index(of: $0)]
        }
        return Self.standards.flatMap { channel, mean, deviation in
            colours.map { (Float(channel($0)) / 255 - mean) / deviation }
        }
    }

    /// The picture whose edges a field follows over what is found in a view.
    func guide(_ view: CountImage) -> GuideImage {
        let window = DisplayWindow(of: view)
        return palette.map { GuideImage(view, palette: $0, window: window) }
            ?? GuideImage(view, window: window)
    }

    /// ImageNet's, by channels.
    private static let standards: [(channel: @Sendable (RGB) -> UInt8, mean: Float, deviation: Float)] = [
        ({ $0.red }, 0.485, 0.229), ({ $0.green }, 0.456, 0.224), ({ $0.blue }, 0.406, 0.225),
    ]
}

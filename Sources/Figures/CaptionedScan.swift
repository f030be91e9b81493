public import Scintigraphy

/// A scan in a gallery: its views, the counts between which they are shown, and words below.
public struct CaptionedScan: Sendable {
    /// The first line, in bold.
    public let title: String
    /// The lines after it.
    public let lines: [String]
    /// One or two views.
    public let images: [CountImage]
    /// The same for all of its views.
    public let window: DisplayWindow

    /// A scan with these words.
    public init(title: String, lines: [String] = [], images: [CountImage], window: DisplayWindow) {
        self.title = title
        self.lines = lines
        self.images = images
        self.window = window
    }
}

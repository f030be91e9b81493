/// Curves over two axes: what ``Figure/chart(_:)`` draws.
public struct Chart: Sendable {
    /// One line above the curves.
    public let title: String
    /// From left to right, and from bottom to top.
    public let x, y: Axis
    /// Drawn first, beneath the lines.
    public let bands: [Band]
    /// In the order of the legend; each gets a colour and a dash of its own.
    public let lines: [Line]
    /// Lines of text below.
    public let notes: [String]

    /// Curves with these words; points beyond an axis's range are cut off.
    public init(
        title: String, x: Axis, y: Axis, bands: [Band] = [], lines: [Line], notes: [String] = []
    ) {
        self.title = title
        self.x = x
        self.y = y
        self.bands = bands
        self.lines = lines
        self.notes = notes
    }

    /// A place on the chart, in the units of its axes.
    public struct Point: Equatable, Sendable {
        /// Along either axis.
        public let x, y: Double

        /// A place.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A curve: straight lines between points in order; none from or to a point that is not finite.
    public struct Line: Sendable {
        /// In the legend.
        public let name: String
        /// In the order in which they are joined.
        public let points: [Point]
        /// Upright whiskers, such as confidence intervals: one at each of the first points.
        public let intervals: [ClosedRange<Double>]
        /// Places of their own that get a dot, such as a threshold's on a ROC curve.
        public let dots: [Point]
        /// Whether it is only what the others are held against, such as chance: thin and grey.
        public let isGuide: Bool

        /// A curve of that name.
        public init(
            _ name: String, _ points: [Point], intervals: [ClosedRange<Double>] = [], dots: [Point] = [],
            isGuide: Bool = false
        ) {
            self.name = name
            self.points = points
            self.intervals = intervals
            self.dots = dots
            self.isGuide = isGuide
        }
    }

    /// What lies between two values at each x, such as two quantiles of many curves.
    public struct Band: Sendable {
        /// In the legend.
        public let name: String
        /// Its edges from left to right; points that are not finite are left out.
        public let lower, upper: [Point]

        /// A band of that name.
        public init(_ name: String, lower: [Point], upper: [Point]) {
            self.name = name
            self.lower = lower
            self.upper = upper
        }
    }
}

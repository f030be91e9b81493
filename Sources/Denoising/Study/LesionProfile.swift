import Figures
import Scintigraphy

/// Counts across a lesion, as given, restored and expected.
struct LesionProfile {
    /// The lesion's brightest pixel.
    private let row, centre: Int
    /// Some on either side of it.
    private let columns: ClosedRange<Int>
    private let figures: PatientFigures

    /// Through the brightest lesion; `nil` where the frame shows none or does not say how large a pixel is.
    init?(_ figures: PatientFigures) {
        let frame = figures.scorer.frame
        guard let lesions = frame.lesions, frame.reference.spacing != nil else { return nil }
        let counts = (frame.mean ?? frame.reference).pixels
        let inside = counts.indices.filter { lesions.labels[$0] > 0 }
        guard let brightest = inside.max(by: { counts[$0] < counts[$1] }) else { return nil }
        self.figures = figures
        row = brightest / lesions.columns
        centre = brightest % lesions.columns
        columns = max(0, centre - Self.reach)...min(lesions.columns - 1, centre + Self.reach)
    }

    private static let reach = 20

    /// These methods at one level, beside the full acquisition and, in a simulation, the expected counts.
    func chart(_ methods: [String], at level: CountLevel, notes: [String]) -> Figure? {
        guard let place = figures.levels.firstIndex(of: level) else { return nil }
        let frame = figures.scorer.frame
        var lines = [line("full acquisition", frame.reference)]
        if let mean = frame.mean { lines.insert(line("expected, without noise", mean), at: 0) }
        for (method, images) in figures.restored where methods.contains(method) {
            lines.append(line(Rival.title(of: method), images[place]))
        }
        let pixel = frame.reference.spacing?.columnMillimetres ?? 1
        let half = Double(Self.reach) * pixel
        guard let y = Axis("counts per pixel, on the full acquisition's scale", holding: lines) else {
            return nil
        }
        return .chart(
            Chart(
                title: "Across a lesion of \(frame.patient), from \(figures.names(level))",
                x: Axis("distance from its brightest pixel in mm", -half...half), y: y, lines: lines,
                notes: ["One realisation, one row of pixels of the \(frame.reference.view.rawValue) view."]
                    + notes))
    }

    private func line(_ name: String, _ image: CountImage) -> Chart.Line {
        let pixel = image.spacing?.columnMillimetres ?? 1
        return Chart.Line(
            name,
            columns.map { Chart.Point(x: Double($0 - centre) * pixel, y: Double(image[row, $0])) })
    }
}

import Figures
import Phantoms
public import Scintigraphy

/// Describes the foci of a view, one after the other.
struct FocusDescriber {
    private let image: CountImage
    private let bones: ClassProbabilities
    /// The most probable bone of each pixel.
    private let labels: [UInt8]
    private let probabilities: [Float]
    private let foci: Foci
    private let midLine: MidLine?
    private let levels: [BoneClass: VertebralLevels]
    /// `nil` where it is not known, or no camera's.
    private let spacing: PixelSpacing?

    /// A bone is named up to here, and surroundings begin.
    private static let near = 10.0
    /// Surroundings end, in millimetres.
    private static let far = 20.0

    init(_ image: CountImage, bones: ClassProbabilities, probabilities: [Float], foci: Foci) {
        labels = bones.labels
        midLine = MidLine(labels, columns: image.columns)
        levels = BoneClass.allCases.reduce(into: [:]) { [labels] levels, region in
            levels[region] = VertebralLevels(region, in: labels, columns: image.columns)
        }
        spacing = image.spacing.flatMap { $0.isProportionate ? $0 : nil }
        (self.image, self.bones, self.probabilities, self.foci) = (image, bones, probabilities, foci)
    }

    /// All of them, in their order.
    func foci(of view: View) -> [DescribedFocus] {
        var members = [[Int]](repeating: [], count: foci.count)
        for (pixel, focus) in foci.focus.enumerated() {
            if let focus { members[focus].append(pixel) }
        }
        return members.enumerated().map { describe($1, number: $0 + 1, view) }
    }

    private func describe(_ members: [Int], number: Int, _ view: View) -> DescribedFocus {
        let around =
            spacing.map { Neighbourhood(of: members, in: image, spacing: $0, millimetres: Self.far).pixels }
            ?? members.map { (pixel: $0, millimetres: 0) }
        let bone = bone(of: members, among: around)
        let row = mean(members) { Double($0 / image.columns) }
        let column = mean(members) { Double($0 % image.columns) }
        var level: Int?
        if case .ofClass(let region) = bone { level = levels[region]?.level(row: row) }
        let contrast = contrast(of: members, bone, among: around)
        return DescribedFocus(
            number: number, view: view, bone: bone,
            side: side(
                of: members, row: row, column: column, isPaired: bone.map { !$0.isOfTheMidLine } ?? false,
                view),
            level: level, row: row, column: column, pixels: members.count,
            areaSquareCentimetres: spacing.map { Double(members.count) * $0.squareCentimetres },
            maximumProbability: Double(members.reduce(0) { max($0, probabilities[$1]) }),
            meanProbability: mean(members) { Double(probabilities[$0]) },
            contrast: contrast?.value, surroundings: contrast?.surroundings)
    }

    private func mean(_ pixels: [Int], _ value: (Int) -> Double) -> Double {
        pixels.reduce(0) { $0 + value($1) } / Double(pixels.count)
    }

    private func bone(of members: [Int], among around: [(pixel: Int, millimetres: Double)]) -> NamedBone? {
        let count = image.pixels.count
        let sums = (0..<bones.classes).map { label in
            members.reduce(0) { $0 + Double(bones.values[label * count + $1]) }
        }
        func most(_ labels: some Sequence<Int>) -> Int? { labels.max { sums[$0] < sums[$1] } }
        if let label = most(sums.indices), label != BoneClass.background {
            return NamedBone(label: UInt8(label))
        }
        let bony = around.filter { $0.millimetres <= Self.near && labels[$0.pixel] != BoneClass.background }
        let nearest = bony.map(\.millimetres).min()
        let candidates = bony.filter { $0.millimetres == nearest }.map { Int(labels[$0.pixel]) }
        return most(Set(candidates).sorted()).flatMap { NamedBone(label: UInt8($0)) }
    }

    private func side(
        of members: [Int], row: Double, column: Double, isPaired: Bool, _ view: View
    ) -> Side? {
        guard let midLine else { return nil }
        let centre = midLine.distance(row: row, column: column)
        let isRight = centre > 0
        let isClear = members.allSatisfy { pixel in
            let distance = midLine.distance(
                row: Double(pixel / image.columns), column: Double(pixel % image.columns))
            // Half a pixel may lie beyond its middle.
            return isRight ? distance > 0.5 : distance < -0.5
        }
        return centre != 0 && (isPaired || isClear) ? view.side(toTheRight: isRight) : nil
    }

    private func contrast(
        of members: [Int], _ bone: NamedBone?, among around: [(pixel: Int, millimetres: Double)]
    ) -> (value: Double, surroundings: DescribedFocus.Surroundings)? {
        if case .notForQuantification = image.meaning { return nil }
        guard let spacing else { return nil }
        let ring = around.filter { $0.millimetres >= Self.near && foci.focus[$0.pixel] == nil }.map(\.pixel)
        let same = ring.filter { bone != nil && NamedBone(label: labels[$0]) == bone }
        let isEnough = Double(same.count) * spacing.squareCentimetres >= 1
        let outside = mean(isEnough ? same : ring) { Double(image.pixels[$0]) }
        let contrast = mean(members) { Double(image.pixels[$0]) } / outside
        return contrast.isFinite ? (contrast, isEnough ? .sameBone : .all) : nil
    }
}

extension PixelSpacing {
    /// The area of a pixel.
    fileprivate var squareCentimetres: Double { rowMillimetres * columnMillimetres / 100 }
}

extension SegmentedView {
    /// What is told of each focus, in the order of the numbers of ``focusMask``; `nil` where the model knows no foci.
    ///
    /// - Parameter image: the view that was segmented.
    /// - Precondition: it has the masks' size.
    public func describedFoci(in image: CountImage) -> [DescribedFocus]? {
        guard let bones, let foci, let focusThreshold else { return nil }
        precondition(bones.rows == image.rows && bones.columns == image.columns)
        let found = Foci(
            rows: image.rows, columns: image.columns, mask: foci.map { Double($0) >= focusThreshold })
        return FocusDescriber(image, bones: bones, probabilities: foci, foci: found).foci(of: view)
    }
}

extension DescribedFocus {
    /// Those of all views of a scan; `nil` where the model knows none.
    public static func all(of segmented: [SegmentedView], in scan: BoneScan) -> [DescribedFocus]? {
        let found = segmented.map { view in scan[view.view].flatMap { view.describedFoci(in: $0) } }
        return found.contains { $0 == nil } ? nil : found.flatMap { $0 ?? [] }
    }
}

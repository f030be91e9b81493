import Foundation
import Scintigraphy
import Segmentation

/// What the two views of a scan tell together that no header says. Each is `nil` where it cannot be told.
struct ScanShape {
    /// Those that show a whole body, anterior first.
    let views: [SmoothedView]
    /// Both, where both were taken and have one size.
    private let pair: (anterior: SmoothedView, posterior: SmoothedView)?

    init(_ scan: BoneScan, segmented: [SegmentedView]) {
        views = scan.images.compactMap { image in
            SmoothedView(image, segmented.first { $0.view == image.view })
        }
        let (front, back) = (
            views.first { $0.image.view == .anterior }, views.first { $0.image.view == .posterior }
        )
        if let front, let back, front.coarse.columns == back.coarse.columns,
            front.coarse.rows == back.coarse.rows
        {
            pair = (front, back)
        } else {
            pair = nil
        }
    }

    /// How much more the anterior view shows of the face than of the lumbar spine, against the posterior one, as a
    /// logarithm: above 0 where each is what it is called, for the face lies in front and the spine behind.
    var frontness: Double? {
        guard let pair else { return nil }
        func ratio(_ band: BodyBand) -> Double? {
            guard let front = pair.anterior.mean(of: band), let back = pair.posterior.mean(of: band) else {
                return nil
            }
            return log(front / back)
        }
        guard let face = ratio(BodyBand(0.06..<0.105, within: 0.025)),
            let spine = ratio(BodyBand(0.3..<0.37, within: 0.012))
        else { return nil }
        return face - spine
    }

    /// The correlation of the anterior view with the mirrored posterior one, and with that as it is stored: of roots of
    /// counts, within the body.
    var likeness: (mirrored: Double, asStored: Double)? {
        guard let (front, back) = pair else { return nil }
        let columns = front.coarse.columns
        func root(_ view: SmoothedView, _ pixel: Int) -> Double {
            Double(min(view.coarse.pixels[pixel], 1.5 * view.body.level)).squareRoot()
        }
        var (mirrored, asStored) = (Correlation(), Correlation())
        for pixel in front.coarse.pixels.indices {
            let mirror = pixel / columns * columns + columns - 1 - pixel % columns
            let isBody =
                front.coarse.isBody[pixel] || back.coarse.isBody[mirror] || back.coarse.isBody[pixel]
            guard isBody else { continue }
            let value = root(front, pixel)
            mirrored.add(value, root(back, mirror))
            asStored.add(value, root(back, pixel))
        }
        guard let straight = mirrored.value, let stored = asStored.value else { return nil }
        return (straight, stored)
    }

    /// How much more there is of the right kidney low down and of the left one high up, and of the liver's side in front, than
    /// of their mirror images, as a logarithm: mostly above 0, for the right kidney lies lower.
    var rightness: Double? {
        guard let (front, back) = pair else { return nil }
        func rightOverLeft(_ view: SmoothedView, _ down: Range<Double>) -> Double? {
            let isBack = view.image.view == .posterior
            let (one, other) = (
                view.mean(of: BodyBand(down, across: 0.02..<0.08)),
                view.mean(of: BodyBand(down, across: -0.08 ..< -0.02))
            )
            guard let one, let other else { return nil }
            return isBack ? log(one / other) : log(other / one)
        }
        guard let low = rightOverLeft(back, 0.32..<0.36), let high = rightOverLeft(back, 0.28..<0.32),
            let flank = rightOverLeft(front, 0.26..<0.36)
        else { return nil }
        return low - high + flank
    }

    /// Soft tissue of the thighs over the bones of the trunk, of both views: the geometric mean.
    var softTissue: Double? {
        mean(
            views.compactMap { view in
                guard let soft = view.quantile(0.5, of: BodyBand(0.5..<0.64, within: 0.09)),
                    let bone = view.quantile(0.95, of: BodyBand(0.12..<0.44, within: 0.1)), soft > 0, bone > 0
                else { return nil }
                return log(soft / bone)
            }
        ).map { exp($0) }
    }

    /// What is counted from 15 to 60 mm beside the body, a pixel, over what is counted in it, in the view that has more.
    var halo: Double? {
        views.compactMap { view -> Double? in
            let coarse = view.coarse
            let first = Int(view.body.top) / coarse.step
            let height = Int(view.body.heightMillimetres / coarse.spacing.rowMillimetres)
            let limit = 2 * view.body.level
            let around = coarse.aroundBody.filter { (first..<first + height).contains($0 / coarse.columns) }
            let sum = around.reduce(0) { $0 + Double(min(coarse.pixels[$1], limit)) }
            let inside = coarse.body.reduce(0) { $0 + Double(min(coarse.pixels[$1], limit)) }
            return around.isEmpty
                ? nil : sum / Double(around.count) / (inside / Double(coarse.body.count))
        }.max()
    }

    /// How much the ratio of the views differs between columns, at the legs: the standard deviation of each column's median,
    /// as a logarithm, smoothed over five columns of 5 mm. A stripe of one detector is seen in one view alone.
    var unevenness: Double? {
        guard let (front, back) = pair else { return nil }
        let (rows, columns) = (front.coarse.rows, front.coarse.columns)
        let first = Int(
            front.body.top / Double(front.coarse.step) + 0.48 * front.body.heightMillimetres
                / front.coarse.spacing.rowMillimetres)
        let limits = (2 * front.body.level, 2 * back.body.level)
        let medians = (0..<columns).compactMap { column -> Double? in
            var ratios: [Float] = []
            for row in min(max(0, first), rows)..<rows {
                let (pixel, mirror) = (row * columns + column, row * columns + columns - 1 - column)
                guard front.coarse.isBody[pixel], back.coarse.isBody[mirror] else { continue }
                ratios.append(
                    log(min(front.coarse.pixels[pixel], limits.0) / min(back.coarse.pixels[mirror], limits.1))
                )
            }
            let height = Double(ratios.count) * front.coarse.spacing.rowMillimetres
            return height < 150 ? nil : Double(quantile(of: ratios, 0.5))
        }
        guard medians.count > 10 else { return nil }
        let smooth = medians.indices.dropFirst(2).dropLast(2).map { place in
            medians[place - 2...place + 2].reduce(0, +) / 5
        }
        guard let mean = mean(smooth) else { return nil }
        return (smooth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(smooth.count)).squareRoot()
    }

    /// How much wider one shin-bone is drawn than the other, as a logarithm: the mean of the views.
    var shinDifference: Double? { mean(views.compactMap(\.shinDifference)) }
}

private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
}

extension SmoothedView {
    /// Between the medians of both shins' widths, over the rows of the calves: a leg that moved is drawn twice.
    fileprivate var shinDifference: Double? {
        func width(_ across: Range<Double>) -> Double? {
            let places = pixels(of: BodyBand(0.75..<0.9, across: across))
            guard let first = places.first else { return nil }
            let count = places.prefix { $0 / coarse.columns == first / coarse.columns }.count
            let height = places.count / count
            // The mean of rows within 20 mm, so that noise has no width.
            let reach = max(1, Int(20 / coarse.spacing.rowMillimetres))
            let widths = stride(from: reach, to: height - reach, by: 2).compactMap { row -> Float? in
                let profile = (0..<count).map { column in
                    (row - reach...row + reach).reduce(Float(0)) { sum, near in
                        sum + min(coarse.pixels[places[near * count + column]], 2 * body.level)
                    }
                }
                return profile.boneWidth
            }
            return widths.isEmpty ? nil : Double(Scintigraphy.quantile(of: widths, 0.5))
        }
        guard let one = width(0.01..<0.11), let other = width(-0.11 ..< -0.01), one > 0, other > 0 else {
            return nil
        }
        return abs(log(one / other))
    }
}

extension [Float] {
    /// The standard deviation, in pixels, of what a profile shows above soft tissue; `nil` for an empty one.
    fileprivate var boneWidth: Float? {
        guard let highest = self.max(), highest > 0 else { return nil }
        let soft = quantile(of: filter { $0 > 0.2 * highest }, 0.4)
        let bone = map { Swift.max(0, $0 - soft) }
        let limit = 0.3 * (highest - soft)
        var (sum, first, second) = (Float(0), Float(0), Float(0))
        for (place, value) in bone.enumerated() where value >= limit {
            sum += value
            first += value * Float(place)
            second += value * Float(place * place)
        }
        guard sum > 0 else { return nil }
        let middle = first / sum
        return Swift.max(0, second / sum - middle * middle).squareRoot()
    }
}

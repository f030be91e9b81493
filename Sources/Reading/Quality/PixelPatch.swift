/// Some pixels of an image, in the rectangle around them.
struct PixelPatch {
    private let rows, columns: ClosedRange<Int>
    /// How many columns the image has.
    private let width: Int
    private var mask: [Bool]

    /// - Parameters:
    ///   - members: pixels of an image of `rows` × `columns`, one or more.
    ///   - margin: how many pixels about them the rectangle holds.
    init(_ members: [Int], margin: Int, rows: Int, columns: Int) {
        var (top, bottom, left, right) = (rows - 1, 0, columns - 1, 0)
        for member in members {
            (top, bottom) = (min(top, member / columns), max(bottom, member / columns))
            (left, right) = (min(left, member % columns), max(right, member % columns))
        }
        self.rows = max(0, top - margin)...min(rows - 1, bottom + margin)
        self.columns = max(0, left - margin)...min(columns - 1, right + margin)
        width = columns
        mask = Array(repeating: false, count: self.rows.count * self.columns.count)
        for member in members {
            mask[
                (member / width - self.rows.lowerBound) * self.columns.count
                    + member % width - self.columns.lowerBound] = true
        }
    }

    /// Those pixels, as the image numbers them.
    var pixels: [Int] {
        mask.indices.filter { mask[$0] }.map {
            ($0 / columns.count + rows.lowerBound) * width + $0 % columns.count + columns.lowerBound
        }
    }

    /// With all pixels that touch one of them, at a side or a corner, `times` over.
    func grown(_ times: Int = 1) -> PixelPatch {
        var grown = self
        for _ in 0..<times {
            let before = grown.mask
            for place in before.indices where before[place] {
                let (row, column) = (place / columns.count, place % columns.count)
                for near in max(0, row - 1)...min(rows.count - 1, row + 1) {
                    for beside in max(0, column - 1)...min(columns.count - 1, column + 1) {
                        grown.mask[near * columns.count + beside] = true
                    }
                }
            }
        }
        return grown
    }

    /// Without those of a patch in the same rectangle.
    func subtracting(_ other: PixelPatch) -> PixelPatch {
        var rest = self
        for place in mask.indices where other.mask[place] { rest.mask[place] = false }
        return rest
    }
}

/// A colour as a screen shows it (sRGB).
public struct RGB: Equatable, Hashable, Sendable {
    /// From 0, none, to 255, all of it.
    public let red, green, blue: UInt8

    /// The colour of these shares.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// 256 colours from the lower to the upper level of a ``DisplayWindow``.
public struct Palette: Equatable, Sendable {
    /// As it is written on the command line.
    public let name: String
    /// 256 of them.
    public let colours: [RGB]

    /// From black to white.
    public static let grey = Palette("grey", anchors: [(0, 0, 0), (255, 255, 255)])
    /// From white to black: how a bone scan is usually read.
    public static let inverseGrey = Palette("inverse-grey", anchors: [(255, 255, 255), (0, 0, 0)])

    /// The STEGO study's first palette by its name alone: from blue to yellow. The study gives no
    /// values; these are ours. Ulitin, Barulina, Velikanova, Eng. Proc. 33(1):5, 2023.
    public static let blueYellow = Palette("blue-yellow", anchors: [(0, 0, 255), (255, 255, 0)])
    /// The study's second by its name alone: blue, green, red, yellow at equal distances; values are ours.
    public static let blueGreenRedYellow = Palette(
        "blue-green-red-yellow", anchors: [(0, 0, 255), (0, 255, 0), (255, 0, 0), (255, 255, 0)])
    /// The study's third: as metal glows, from black over dark red and orange to white; values are ours.
    public static let warmMetal = Palette(
        "warm-metal", anchors: [(0, 0, 0), (128, 32, 0), (240, 144, 32), (255, 255, 255)])

    /// Every palette, in the order in which they are listed.
    public static let all = [grey, inverseGrey] + standard + [blueYellow, blueGreenRedYellow, warmMetal]

    /// The palette of that name, or `nil`.
    public init?(named name: String) {
        guard let palette = Self.all.first(where: { $0.name == name }) else { return nil }
        self = palette
    }

    /// - Precondition: there are 256 colours.
    init(name: String, colours: [RGB]) {
        precondition(colours.count == 256)
        self.name = name
        self.colours = colours
    }

    /// Straight lines between colours at equal distances, the first at 0, the last at 255.
    private init(_ name: String, anchors: [(Double, Double, Double)]) {
        let colours = (0...255).map { index in
            let position = Double(index) / 255 * Double(anchors.count - 1)
            let left = min(Int(position), anchors.count - 2)
            let share = position - Double(left)
            let (from, to) = (anchors[left], anchors[left + 1])
            func mixed(_ a: Double, _ b: Double) -> UInt8 { UInt8((a + (b - a) * share).rounded()) }
            return RGB(
                red: mixed(from.0, to.0), green: mixed(from.1, to.1), blue: mixed(from.2, to.2))
        }
        self.init(name: name, colours: colours)
    }

    /// Each channel as linear segments of PS3.3 C.7.9.2.2: so many entries, the last of which is given.
    init(_ name: String, red: [(Int, Double)], green: [(Int, Double)], blue: [(Int, Double)]) {
        func entries(_ segments: [(Int, Double)]) -> [UInt8] {
            var values: [UInt8] = []
            var start = 0.0
            for (length, end) in segments {
                for k in 1...length {
                    let value = start + (end - start) * Double(k) / Double(length)
                    values.append(UInt8(value.rounded(.toNearestOrEven)))
                }
                start = end
            }
            return values
        }
        let channels = zip(zip(entries(red), entries(green)), entries(blue))
        self.init(name: name, colours: channels.map { RGB(red: $0.0, green: $0.1, blue: $1) })
    }
}

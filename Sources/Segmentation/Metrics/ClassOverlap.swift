/// How many pixels are called each class, are it, and both: what overlap is reckoned from. Those of several images add up.
public struct ClassOverlap: Codable, Equatable, Sendable {
    /// Called so, and so.
    public private(set) var right: [Int]
    /// Called so, rightly or not.
    public private(set) var called: [Int]
    /// So, called so or not.
    public private(set) var present: [Int]

    /// None yet, of so many classes.
    public init(classes: Int) {
        right = [Int](repeating: 0, count: classes)
        called = right
        present = right
    }

    /// Counts the pixels of one image.
    ///
    /// - Parameters:
    ///   - labels: what each is called; `nil` for no class.
    ///   - truth: what each is.
    /// - Precondition: there are as many of either, and all truths are classes.
    public mutating func add(_ labels: some Sequence<Int?>, truth: [UInt8]) {
        for (label, class_) in zip(labels, truth) {
            present[Int(class_)] += 1
            guard let label else { continue }
            called[label] += 1
            if label == Int(class_) { right[label] += 1 }
        }
    }

    /// Counts pixels that are all called one class, or none.
    ///
    /// - Parameters:
    ///   - pixels: how many there are of each class.
    ///   - label: what they are called; `nil` for no class.
    public mutating func add(_ pixels: [Int], calledAs label: Int?) {
        for class_ in pixels.indices { present[class_] += pixels[class_] }
        guard let label else { return }
        called[label] += pixels.reduce(0, +)
        right[label] += pixels[label]
    }

    /// Adds what was counted elsewhere, so many times.
    public mutating func add(_ other: ClassOverlap, times: Int = 1) {
        for label in right.indices {
            right[label] += times * other.right[label]
            called[label] += times * other.called[label]
            present[label] += times * other.present[label]
        }
    }
}

extension ClassOverlap {
    /// Throws where it has not as many of each.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        right = try container.decode([Int].self, forKey: .right)
        called = try container.decode([Int].self, forKey: .called)
        present = try container.decode([Int].self, forKey: .present)
        guard right.count == called.count, right.count == present.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .right, in: container, debugDescription: "right, called and present differ in length")
        }
    }
}

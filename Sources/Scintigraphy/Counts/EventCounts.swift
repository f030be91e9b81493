/// The pixels of one or more images as whole numbers of detected events.
struct EventCounts {
    var values: [Int32]

    /// Up to here a `Float` holds every whole number.
    static let most: Int32 = 16_777_216

    /// Throws where a pixel cannot be a number of events.
    init(_ images: [CountImage]) throws(ScintigraphyError) {
        values = []
        values.reserveCapacity(images.reduce(0) { $0 + $1.pixels.count })
        for image in images {
            switch image.meaning {
            case .counts: break
            case .processedCounts:
                throw ScintigraphyError(
                    "the \(image.view.rawValue) view was processed and no longer holds detected events; "
                        + "thin the scan as acquired, then process it")
            case .notForQuantification(let reason):
                throw ScintigraphyError(
                    "the \(image.view.rawValue) view is not for quantification (\(reason)); "
                        + "thin the original scan, not this copy")
            }
            for pixel in image.pixels {
                guard let events = Int32(exactly: pixel), (0...Self.most).contains(events) else {
                    throw Self.refusal(of: pixel, in: image)
                }
                values.append(events)
            }
        }
    }

    private static func refusal(of pixel: Float, in image: CountImage) -> ScintigraphyError {
        let first = image.pixels.firstIndex { $0 == pixel || ($0.isNaN && pixel.isNaN) } ?? 0
        return ScintigraphyError(
            "the \(image.view.rawValue) view holds \(pixel) at row \(first / image.columns), column "
                + "\(first % image.columns), where a whole number of counts from 0 to \(most) is "
                + "needed; use the scan as acquired")
    }

    var total: Int { values.reduce(0) { $0 + Int($1) } }

    /// The events of `self` that are not in `kept`.
    func subtracting(_ kept: EventCounts) -> EventCounts {
        var rest = self
        for i in rest.values.indices { rest.values[i] &-= kept.values[i] }
        return rest
    }

    /// `images`, which this was made of or has the size of, with these events in them.
    func filled(into images: [CountImage]) -> [CountImage] {
        var start = 0
        return images.map { image in
            defer { start += image.pixels.count }
            return image.replacingPixels(values[start..<start + image.pixels.count].map { Float($0) })
        }
    }
}

import Foundation

extension Markup {
    /// The numbers in the element's text, white space between them.
    func numbers(of file: SkeletonFile) throws(PhantomError) -> [Double] {
        let text = self.text
        let numbers: [Double]? = file.bytes.withUnsafeBytes { bytes in
            let bytes = bytes.assumingMemoryBound(to: CChar.self)
            guard let start = bytes.baseAddress else { return [] }
            var numbers: [Double] = []
            numbers.reserveCapacity(text.count / 6)
            var place = text.startIndex
            while true {
                while place < text.endIndex, bytes[place] == 32 || (9...13).contains(bytes[place]) {
                    place += 1
                }
                guard place < text.endIndex else { return numbers }
                var end: UnsafeMutablePointer<CChar>?
                // Stops at the latest at the "<" of the closing tag.
                let value = strtod(start + place, &end)
                guard let end, end > start + place, value.isFinite else { return nil }
                numbers.append(value)
                place = end - UnsafeMutablePointer(mutating: start)
            }
        }
        guard let numbers else { throw file.broken("<\(name)> holds what is no number") }
        return numbers
    }
}

public import Foundation

/// The Secure Hash Algorithm with 256 bits, FIPS 180-4: https://doi.org/10.6028/NIST.FIPS.180-4.
///
/// Tells files of weights apart: two with one digest hold the same bytes.
public struct SHA256 {
    private var hash = firstHash
    private var w = [UInt32](repeating: 0, count: 64)

    /// The digest as 64 hexadecimal digits.
    public static func digest(of data: Data) -> String {
        var sum = SHA256()
        let whole = data.count / 64 * 64
        var end = Array(data.suffix(data.count - whole)) + [0x80]
        end += [UInt8](repeating: 0, count: (120 - end.count) % 64)
        end += (0..<8).reversed().map { UInt8(truncatingIfNeeded: (UInt64(data.count) * 8) >> (8 * $0)) }
        data.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: whole, by: 64) { sum.add(bytes, from: start) }
        }
        end.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: 64) { sum.add(bytes, from: start) }
        }
        return sum.hash.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    /// One block of 64 bytes, section 6.2.2; the names are the standard's.
    private mutating func add(_ bytes: UnsafeRawBufferPointer, from start: Int) {
        for t in 0..<16 {
            w[t] = UInt32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * t, as: UInt32.self))
        }
        for t in 16..<64 {
            let (x, y) = (w[t - 15], w[t - 2])
            let s0 = x.turned(7) ^ x.turned(18) ^ (x >> 3)
            let s1 = y.turned(17) ^ y.turned(19) ^ (y >> 10)
            w[t] = s1 &+ w[t - 7] &+ s0 &+ w[t - 16]
        }
        var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
        var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
        for t in 0..<64 {
            let s1 = e.turned(6) ^ e.turned(11) ^ e.turned(25)
            let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ Self.constants[t] &+ w[t]
            let s0 = a.turned(2) ^ a.turned(13) ^ a.turned(22)
            let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
        }
        for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { hash[i] &+= word }
    }

    /// The first 32 bits of the fractions of the square roots of the first eight primes.
    private static let firstHash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    /// The same of the cube roots of the first sixty-four.
    private static let constants = primes.map { fraction(cbrt(Double($0))) }

    private static func fraction(_ x: Double) -> UInt32 { UInt32((x - x.rounded(.down)) * 0x1p32) }

    private static let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
}

extension UInt32 {
    fileprivate func turned(_ bits: UInt32) -> UInt32 { (self >> bits) | (self << (32 - bits)) }
}

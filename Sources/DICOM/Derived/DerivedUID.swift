/// A UID for a derived object: the same for the same content, so that repeating a run repeats its bytes.
///
/// 2.25 and a UUID as one decimal number (PS3.5 annex B.2). The UUID is of version 8 (RFC 9562): FNV-1a, 128 bits,
/// of the parts.
func derivedUID(_ parts: [String], words: [UInt16] = []) -> String {
    words.map(\.littleEndian).withUnsafeBytes { derivedUID(parts, bytes: $0) }
}

/// The same of parts and bytes.
func derivedUID(_ parts: [String], bytes: some Sequence<UInt8>) -> String {
    let offset: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
    let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B
    let text = fnv1a(parts.joined(separator: "\0").utf8, offset: offset, prime: prime)
    var hash = fnv1a(bytes, offset: text, prime: prime)
    hash = hash & ~(0xF << 76) | 0x8 << 76
    hash = hash & ~(0x3 << 62) | 0x2 << 62
    return "2.25.\(hash)"
}

/// Numbers of a file, in the byte order of its transfer syntax.
struct ByteReader {
    let bytes: UnsafeRawBufferPointer
    let isBigEndian: Bool

    /// - Precondition: the two bytes are there.
    func uint16(at offset: Int) -> UInt16 {
        let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
        return isBigEndian ? UInt16(bigEndian: value) : UInt16(littleEndian: value)
    }

    /// - Precondition: the four bytes are there.
    func uint32(at offset: Int) -> UInt32 {
        let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        return isBigEndian ? UInt32(bigEndian: value) : UInt32(littleEndian: value)
    }

    /// Group in the upper half, element in the lower.
    func tag(at offset: Int) -> UInt32 { UInt32(uint16(at: offset)) << 16 | UInt32(uint16(at: offset + 2)) }
}

/// The decoded frames of one image, as the cells that were stored.
struct Frames {
    let layout: PixelLayout
    /// Little endian, frame by frame, row by row.
    let cells: [UInt8]

    /// The stored values of one frame.
    ///
    /// - Precondition: `frame` counts from 0 and exists.
    func values(_ frame: Int) -> [Int64] {
        switch layout.bitsAllocated {
        case 8: values(frame, of: UInt8.self)
        case 16: values(frame, of: UInt16.self)
        default: values(frame, of: UInt32.self)
        }
    }

    private func values<Cell: FixedWidthInteger & UnsignedInteger>(_ frame: Int, of: Cell.Type) -> [Int64] {
        // Bits above the high bit may be overlays; shifting out and back drops them and gives the sign.
        let unused = UInt64(64 - layout.bitsStored)
        let above = UInt64(63 - layout.highBit)
        let (count, isSigned) = (layout.pixelsPerFrame, layout.isSigned)
        return bytes(frame).withUnsafeBytes { raw in
            [Int64](unsafeUninitializedCapacity: count) { values, initialized in
                for pixel in 0..<count {
                    let cell = raw.loadUnaligned(
                        fromByteOffset: pixel &* MemoryLayout<Cell>.size, as: Cell.self)
                    let bits = UInt64(truncatingIfNeeded: Cell(littleEndian: cell)) &<< above
                    values[pixel] =
                        isSigned ? Int64(bitPattern: bits) &>> Int64(unused) : Int64(bits &>> unused)
                }
                initialized = count
            }
        }
    }

    /// The same for every lossless coding of the same pixels.
    func hash(_ frame: Int) -> String { pixelHash(ofCells: bytes(frame)) }

    private func bytes(_ frame: Int) -> ArraySlice<UInt8> {
        cells[frame * layout.bytesPerFrame..<(frame + 1) * layout.bytesPerFrame]
    }
}

/// FNV-1a, 64 bits, over little-endian cells, as 16 hexadecimal digits.
func pixelHash(ofCells cells: ArraySlice<UInt8>) -> String {
    let hash: UInt64 = cells.withUnsafeBytes {
        fnv1a($0, offset: 0xCBF2_9CE4_8422_2325, prime: 0x100_0000_01B3)
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

extension [UInt8] {
    /// One of red, green and blue, which come by turns; nil where they differ in some pixel.
    var greyOfColours: [UInt8]? {
        var grey: [UInt8] = []
        grey.reserveCapacity(count / 3)
        for red in stride(from: 0, to: count - 2, by: 3) {
            guard self[red] == self[red + 1], self[red] == self[red + 2] else { return nil }
            grey.append(self[red])
        }
        return grey
    }
}

/// Fowler–Noll–Vo hash, variant 1a (RFC 9923): xor a byte, multiply by a prime.
func fnv1a<Hash: FixedWidthInteger>(_ bytes: some Sequence<UInt8>, offset: Hash, prime: Hash) -> Hash {
    bytes.reduce(offset) { hash, byte in (hash ^ Hash(truncatingIfNeeded: byte)) &* prime }
}

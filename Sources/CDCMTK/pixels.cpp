// Pixel data of every coding, as cells. A frame of other size than the header's is refused: DCMTK would pad or
// crop it.

#include "pixels.h"

#include "dcmtk/dcmdata/dcpixseq.h"
#include "dcmtk/dcmdata/dcpxitem.h"

#include <cstring>

namespace {
Uint16 number(DcmDataset &set, const DcmTagKey &tag) {
    Uint16 value = 0;
    check(set.findAndGetUint16(tag, value));
    return value;
}

size_t frame_count(DcmDataset &set) {
    Sint32 frames = 1;
    if (set.tagExistsWithValue(DCM_NumberOfFrames)) check(set.findAndGetSint32(DCM_NumberOfFrames, frames));
    return frames > 0 ? size_t(frames) : 0;
}

/// DCMTK would decode icons with the image, and nobody has checked what their headers announce.
void remove_nested_pixels(DcmDataset &set) {
    for (unsigned long at = 0; at < set.card(); at++) {
        auto *sequence = dynamic_cast<DcmSequenceOfItems *>(set.getElement(at));
        if (!sequence || sequence->ident() != EVR_SQ) continue;
        for (unsigned long item = 0; item < sequence->card(); item++) {
            (void)sequence->getItem(item)->findAndDeleteElement(DCM_PixelData, OFTrue, OFTrue);
        }
    }
}

/// DCMTK turns big-endian words round; a 32-bit cell is two of them.
void swap_words(uint8_t *cells, size_t size) {
    for (size_t at = 0; at + 4 <= size; at += 4) {
        std::swap(cells[at], cells[at + 2]);
        std::swap(cells[at + 1], cells[at + 3]);
    }
}

void copy_native(DcmDataset &set, uint8_t *cells, size_t size, size_t row_size) {
    DcmElement *pixels = nullptr;
    check(set.findAndGetElement(DCM_PixelData, pixels));
    // A row more is another geometry; less is padding.
    if (pixels->getLength() < size || pixels->getLength() >= size + row_size)
        fail("Pixel Data (7FE0,0010) holds " + std::to_string(pixels->getLength()) + " bytes where " +
             std::to_string(size) + " are due");
    Uint8 *bytes = nullptr;
    Uint16 *words = nullptr;
    check(pixels->getVR() == EVR_OW ? pixels->getUint16Array(words) : pixels->getUint8Array(bytes));
    std::memcpy(cells, words ? static_cast<void *>(words) : bytes, size);
    if (words && set.getOriginalXfer() == EXS_BigEndianExplicit && number(set, DCM_BitsAllocated) == 32)
        swap_words(cells, size);
}

/// The fragments of encapsulated pixel data, put together to frames.
std::vector<Bytes> frames_of(DcmDataset &set, E_TransferSyntax syntax, size_t count) {
    DcmElement *element = nullptr;
    check(set.findAndGetElement(DCM_PixelData, element));
    auto *pixels = dynamic_cast<DcmPixelData *>(element);
    DcmPixelSequence *sequence = nullptr;
    if (!pixels || pixels->getEncapsulatedRepresentation(syntax, nullptr, sequence).bad() || !sequence)
        fail("Pixel Data (7FE0,0010) is not encapsulated, as its transfer syntax wants");
    const unsigned long end = sequence->card();
    const bool one_each = end == count + 1; // the first item is the offset table
    std::vector<Bytes> frames;
    for (unsigned long index = 1; index < end; index++) {
        DcmPixelItem *fragment = nullptr;
        Uint8 *data = nullptr;
        check(sequence->getItem(fragment, index));
        check(fragment->getUint8Array(data));
        if (!data) continue;
        // JPEG and JPEG 2000 frames begin with a marker, FFD8 or FF4F.
        const bool begins = fragment->getLength() > 2 && data[0] == 0xFF && (data[1] == 0xD8 || data[1] == 0x4F);
        if (frames.empty() || one_each || (count > 1 && begins)) frames.emplace_back();
        frames.back().insert(frames.back().end(), data, data + fragment->getLength());
    }
    if (frames.size() != count)
        fail("Pixel Data (7FE0,0010) holds " + std::to_string(frames.size()) + " frames where Number of Frames says " +
             std::to_string(count));
    return frames;
}

/// JPEG and JPEG-LS: the frame header SOFn with its height, width and number of components (ISO/IEC 10918-1, B.2.2).
void check_jpeg(const Bytes &bytes, const Geometry &geometry) {
    size_t at = 2;
    while (at + 9 < bytes.size() && bytes[at] == 0xFF) {
        const uint8_t marker = bytes[at + 1];
        const bool is_frame = (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) ||
                              marker == 0xF7;
        if (is_frame) {
            const unsigned rows = bytes[at + 5] << 8 | bytes[at + 6], columns = bytes[at + 7] << 8 | bytes[at + 8];
            if (rows != geometry.rows || columns != geometry.columns)
                fail("the JPEG frame has " + std::to_string(rows) + " rows and " + std::to_string(columns) +
                     " columns, other than Rows and Columns say");
            if (bytes[at + 9] != geometry.samples)
                fail("the JPEG frame has " + std::to_string(bytes[at + 9]) +
                     " components, other than Samples per Pixel says");
            return;
        }
        at += marker == 0xFF ? 1 : 2 + (bytes[at + 2] << 8 | bytes[at + 3]);
    }
    fail("the JPEG frame has no header");
}

/// What DCMTK decodes a picture in colours to is red, green and blue by turns; other codings stay as they are.
void check_colours(DcmDataset &set) {
    OFString colours;
    check(set.findAndGetOFString(DCM_PhotometricInterpretation, colours));
    Uint16 planes = 0;
    (void)set.findAndGetUint16(DCM_PlanarConfiguration, planes);
    if (colours != "RGB" || planes != 0)
        fail("their colours are stored as " + std::string(colours.c_str()) + (planes != 0 ? ", plane by plane" : ""));
}

/// RLE: each segment has to unpack to one byte a pixel (PS3.5 annex G).
void check_rle(const Bytes &bytes, const Geometry &geometry) {
    constexpr size_t header = 64;
    if (bytes.size() < header) fail("the RLE frame has no header");
    auto offset = [&](size_t segment) {
        uint32_t value;
        std::memcpy(&value, bytes.data() + 4 * segment, sizeof value);
        return size_t(value);
    };
    const size_t segments = offset(0);
    if (segments != geometry.cell_size)
        fail("the RLE frame has " + std::to_string(segments) + " segments, other than Bits Allocated says");
    for (size_t segment = 1; segment <= segments; segment++) {
        const size_t end = segment == segments ? bytes.size() : offset(segment + 1);
        if (end > bytes.size()) fail("the RLE frame has a segment beyond its end");
        size_t unpacked = 0;
        for (size_t at = offset(segment); at < end;) {
            const uint8_t code = bytes[at];
            at += code < 128 ? code + 2u : code > 128 ? 2 : 1;
            if (at > end) break; // the byte that makes a segment's length even
            if (code != 128) unpacked += code < 128 ? code + 1u : 257u - code;
        }
        if (unpacked != geometry.pixels()) fail("the RLE frame has other dimensions than Rows and Columns say");
    }
}
} // namespace

bool cd_decode(cd_data_set *handle, void *cells, size_t size) {
    return guarded<>(false, [&] {
        DcmDataset &set = handle->value;
        const E_TransferSyntax syntax = handle->syntax;
        if (!set.tagExists(DCM_PixelData)) fail("there is no Pixel Data (7FE0,0010), only a header");
        const size_t count = frame_count(set);
        const Geometry geometry{
            number(set, DCM_Rows), number(set, DCM_Columns), number(set, DCM_BitsAllocated) / size_t(8),
            number(set, DCM_SamplesPerPixel)};
        if (size == 0 || geometry.frame_size() * count != size)
            fail("the frames are not of the expected size");
        auto *bytes = static_cast<uint8_t *>(cells);
        const bool is_jpeg2000 = syntax == EXS_JPEG2000 || syntax == EXS_JPEG2000LosslessOnly;
        if (DcmXfer(syntax).isEncapsulated()) {
            for (const Bytes &frame : frames_of(set, syntax, count)) {
                if (is_jpeg2000) {
                    decode_jpeg2000(frame, geometry, bytes);
                    bytes += geometry.frame_size();
                } else if (syntax == EXS_RLELossless) {
                    check_rle(frame, geometry);
                } else {
                    check_jpeg(frame, geometry);
                }
            }
        }
        if (!is_jpeg2000) {
            remove_nested_pixels(set);
            check(set.chooseRepresentation(EXS_LittleEndianExplicit, nullptr));
            if (geometry.samples > 1) check_colours(set);
            copy_native(set, bytes, size, geometry.columns * geometry.samples * geometry.cell_size);
        }
        return true;
    });
}

// Pixel data of every coding, as cells.

#include "data_set.h"

#include "dcmtk/dcmdata/dcpixseq.h"
#include "dcmtk/dcmdata/dcpxitem.h"

#include <openjpeg-2.5/openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

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

/// DCMTK turns big-endian words round; a 32-bit cell is two of them.
void swap_words(uint8_t *cells, size_t size) {
    for (size_t at = 0; at + 4 <= size; at += 4) {
        std::swap(cells[at], cells[at + 2]);
        std::swap(cells[at + 1], cells[at + 3]);
    }
}

void copy_native(DcmDataset &set, uint8_t *cells, size_t size) {
    DcmElement *pixels = nullptr;
    check(set.findAndGetElement(DCM_PixelData, pixels));
    if (pixels->getLength() < size)
        fail("Pixel Data (7FE0,0010) holds " + std::to_string(pixels->getLength()) + " bytes where " +
             std::to_string(size) + " are due");
    Uint8 *bytes = nullptr;
    Uint16 *words = nullptr;
    if (pixels->getVR() == EVR_OW) {
        check(pixels->getUint16Array(words));
    } else {
        check(pixels->getUint8Array(bytes));
    }
    std::memcpy(cells, words ? static_cast<void *>(words) : bytes, size);
    if (words && set.getOriginalXfer() == EXS_BigEndianExplicit && number(set, DCM_BitsAllocated) == 32)
        swap_words(cells, size);
}
} // namespace

bool cd_decode(cd_data_set *handle, void *cells, size_t size) {
    return guarded<>(false, [&] {
        DcmDataset &set = handle->value;
        const size_t frames = frame_count(set);
        const size_t frame_size = size_t(number(set, DCM_Rows)) * number(set, DCM_Columns) *
                                  number(set, DCM_SamplesPerPixel) * (number(set, DCM_BitsAllocated) / 8);
        if (size == 0 || frame_size * frames != size) fail("the frames are not of the expected size");
        auto *bytes = static_cast<uint8_t *>(cells);
        const E_TransferSyntax syntax = set.getOriginalXfer();
        if (syntax == EXS_JPEG2000 || syntax == EXS_JPEG2000LosslessOnly) {
            decode_jpeg2000(set, bytes, frames, frame_size);
        } else {
            check(set.chooseRepresentation(EXS_LittleEndianExplicit, nullptr));
            copy_native(set, bytes, size);
        }
        return true;
    });
}

// JPEG 2000

namespace {
/// A codestream that OpenJPEG reads from memory.
struct Codestream {
    std::vector<uint8_t> bytes;
    size_t at = 0;
};

OPJ_SIZE_T read(void *buffer, OPJ_SIZE_T count, void *user) {
    auto &stream = *static_cast<Codestream *>(user);
    const size_t left = stream.bytes.size() - stream.at;
    if (left == 0) return OPJ_SIZE_T(-1);
    const size_t taken = std::min(size_t(count), left);
    std::memcpy(buffer, stream.bytes.data() + stream.at, taken);
    stream.at += taken;
    return taken;
}

OPJ_OFF_T skip(OPJ_OFF_T count, void *user) {
    auto &stream = *static_cast<Codestream *>(user);
    if (count < 0) return -1;
    const size_t taken = std::min(size_t(count), stream.bytes.size() - stream.at);
    stream.at += taken;
    return OPJ_OFF_T(taken);
}

OPJ_BOOL seek(OPJ_OFF_T position, void *user) {
    auto &stream = *static_cast<Codestream *>(user);
    if (position < 0 || size_t(position) > stream.bytes.size()) return OPJ_FALSE;
    stream.at = size_t(position);
    return OPJ_TRUE;
}

/// Refuses a codestream of other geometry than the header's before anything is allocated for it.
/// ISO/IEC 15444-1, A.5.1: SOC, then SIZ with sizes and offsets of image and tiles.
void check_geometry(const std::vector<uint8_t> &bytes, uint32_t rows, uint32_t columns) {
    if (bytes.size() < 45 || bytes[0] != 0xFF || bytes[1] != 0x4F || bytes[2] != 0xFF || bytes[3] != 0x51)
        fail("the JPEG 2000 frame does not begin with a codestream header");
    auto at = [&](size_t offset) {
        return uint32_t(bytes[offset]) << 24 | bytes[offset + 1] << 16 | bytes[offset + 2] << 8 | bytes[offset + 3];
    };
    const uint64_t right = at(8), bottom = at(12), left = at(16), top = at(20), tile_width = at(24), tile_height = at(28);
    const unsigned components = bytes[40] << 8 | bytes[41];
    if (components != 1 || right < left || bottom < top || right - left != columns || bottom - top != rows)
        fail("the JPEG 2000 codestream has other dimensions than Rows and Columns say");
    constexpr uint64_t most_tiles = 4096; // each costs OpenJPEG 7 kB
    if (tile_width == 0 || tile_height == 0 ||
        (right / tile_width + 1) * (bottom / tile_height + 1) > most_tiles)
        fail("the JPEG 2000 codestream has an unreasonable number of tiles");
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;

void decode_frame(Codestream &codestream, uint32_t rows, uint32_t columns, size_t cell_size, uint8_t *cells) {
    check_geometry(codestream.bytes, rows, columns);
    Stream stream(opj_stream_create(1 << 16, OPJ_TRUE), opj_stream_destroy);
    Codec codec(opj_create_decompress(OPJ_CODEC_J2K), opj_destroy_codec);
    if (!stream || !codec) fail("OpenJPEG is out of memory");
    opj_stream_set_user_data(stream.get(), &codestream, nullptr);
    opj_stream_set_user_data_length(stream.get(), codestream.bytes.size());
    opj_stream_set_read_function(stream.get(), read);
    opj_stream_set_skip_function(stream.get(), skip);
    opj_stream_set_seek_function(stream.get(), seek);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t *opened = nullptr;
    const bool good = opj_setup_decoder(codec.get(), &parameters) && opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE) &&
                      opj_read_header(stream.get(), codec.get(), &opened);
    Image image(opened, opj_image_destroy);
    if (!good || !opj_decode(codec.get(), stream.get(), image.get()))
        fail("the JPEG 2000 codestream is damaged");
    const opj_image_comp_t &component = image->comps[0];
    if (!component.data || component.w != columns || component.h != rows)
        fail("the JPEG 2000 codestream is subsampled");
    for (size_t pixel = 0; pixel < size_t(rows) * columns; pixel++) {
        const auto value = uint32_t(component.data[pixel]);
        for (size_t byte = 0; byte < cell_size; byte++) *cells++ = uint8_t(value >> (8 * byte));
    }
}

/// Fragments `first` up to `end`, one after the other.
std::vector<uint8_t> joined(DcmPixelSequence &sequence, unsigned long first, unsigned long end) {
    std::vector<uint8_t> bytes;
    for (unsigned long index = first; index < end; index++) {
        DcmPixelItem *fragment = nullptr;
        Uint8 *data = nullptr;
        check(sequence.getItem(fragment, index));
        check(fragment->getUint8Array(data));
        if (data) bytes.insert(bytes.end(), data, data + fragment->getLength());
    }
    return bytes;
}
} // namespace

void decode_jpeg2000(DcmDataset &set, uint8_t *cells, size_t frames, size_t frame_size) {
    if (number(set, DCM_SamplesPerPixel) != 1) fail("the JPEG 2000 frames are in colour");
    DcmElement *element = nullptr;
    check(set.findAndGetElement(DCM_PixelData, element));
    auto *pixels = dynamic_cast<DcmPixelData *>(element);
    DcmPixelSequence *sequence = nullptr;
    if (!pixels || pixels->getEncapsulatedRepresentation(set.getOriginalXfer(), nullptr, sequence).bad() || !sequence)
        fail("Pixel Data (7FE0,0010) is not encapsulated, as JPEG 2000 has to be");
    const unsigned long fragments = sequence->card() - 1; // the first item is the offset table
    if (sequence->card() < 2 || (frames != 1 && fragments != frames))
        fail("Pixel Data (7FE0,0010) has " + std::to_string(sequence->card()) + " items for " +
             std::to_string(frames) + " frames");
    const size_t cell_size = number(set, DCM_BitsAllocated) / 8;
    for (size_t frame = 0; frame < frames; frame++) {
        const auto first = static_cast<unsigned long>(frame + 1);
        Codestream codestream{joined(*sequence, first, frames == 1 ? sequence->card() : first + 1)};
        decode_frame(codestream, number(set, DCM_Rows), number(set, DCM_Columns), cell_size, cells + frame * frame_size);
    }
}

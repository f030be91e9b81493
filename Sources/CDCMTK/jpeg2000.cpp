// JPEG 2000 by OpenJPEG, because DCMTK has no such codec.

#include "pixels.h"

#include <openjpeg-2.5/openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace {
/// A codestream that OpenJPEG reads from memory.
struct Codestream {
    const Bytes &bytes;
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
void check_codestream(const Bytes &bytes, const Geometry &geometry) {
    if (bytes.size() < 45 || bytes[0] != 0xFF || bytes[1] != 0x4F || bytes[2] != 0xFF || bytes[3] != 0x51)
        fail("the JPEG 2000 frame does not begin with a codestream header");
    auto at = [&](size_t offset) {
        return uint32_t(bytes[offset]) << 24 | bytes[offset + 1] << 16 | bytes[offset + 2] << 8 | bytes[offset + 3];
    };
    const uint64_t right = at(8), bottom = at(12), left = at(16), top = at(20), tile_width = at(24), tile_height = at(28);
    const unsigned components = bytes[40] << 8 | bytes[41];
    if (components != 1 || right < left || bottom < top || right - left != geometry.columns ||
        bottom - top != geometry.rows)
        fail("the JPEG 2000 codestream has other dimensions than Rows and Columns say");
    constexpr uint64_t most_tiles = 4096; // each costs OpenJPEG 7 kB
    if (tile_width == 0 || tile_height == 0 ||
        (right / tile_width + 1) * (bottom / tile_height + 1) > most_tiles)
        fail("the JPEG 2000 codestream has an unreasonable number of tiles");
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;
} // namespace

void decode_jpeg2000(const Bytes &bytes, const Geometry &geometry, uint8_t *cells) {
    check_codestream(bytes, geometry);
    Codestream codestream{bytes};
    Stream stream(opj_stream_create(1 << 16, OPJ_TRUE), opj_stream_destroy);
    Codec codec(opj_create_decompress(OPJ_CODEC_J2K), opj_destroy_codec);
    if (!stream || !codec) fail("OpenJPEG is out of memory");
    opj_stream_set_user_data(stream.get(), &codestream, nullptr);
    opj_stream_set_user_data_length(stream.get(), bytes.size());
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
    if (!component.data || component.w != geometry.columns || component.h != geometry.rows)
        fail("the JPEG 2000 codestream is subsampled");
    for (size_t pixel = 0; pixel < geometry.pixels(); pixel++) {
        const auto value = uint32_t(component.data[pixel]);
        for (size_t byte = 0; byte < geometry.cell_size; byte++) *cells++ = uint8_t(value >> (8 * byte));
    }
}

// What the decoders share. Not for Swift.
#pragma once

#include "data_set.h"

#include <vector>

using Bytes = std::vector<uint8_t>;

/// One frame as the header states it.
struct Geometry {
    uint32_t rows, columns;
    size_t cell_size;
    size_t samples; // of a pixel

    size_t pixels() const { return size_t(rows) * columns; }
    size_t frame_size() const { return pixels() * samples * cell_size; }
};

/// Decodes one frame's codestream into little-endian cells.
void decode_jpeg2000(const Bytes &codestream, const Geometry &geometry, uint8_t *cells);

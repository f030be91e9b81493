#ifndef CPNG_H
#define CPNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A C face of libpng: the values of a PNG as they stand, without gamma, scaling or transparency; and drawings as PNG.
//
// Ownership: the values that cp_read leaves in a picture are given back with cp_free.
// Errors: cp_read answers false, and the picture's reason is then the end of a sentence about the file, with the remedy.
// libpng's long jumps do not leave.
// Threads: pictures are independent of each other.

typedef struct {
    uint32_t rows, columns;
    // Of one value: 8 or 16.
    int bits;
    // Row by row.
    uint16_t *values;
    char reason[200];
} cp_picture;

// Decodes a PNG of 8 or 16 bits in grey, or in colours or a palette whose three values are equal in every pixel.
// A picture of more than `most_pixels` is refused before anything is allocated for it.
bool cp_read(const void *bytes, size_t count, uint64_t most_pixels, cp_picture *picture);
const char *cp_reason(const cp_picture *picture);
void cp_free(cp_picture *picture);

// Takes the next bytes of a file; `into` is what cp_write was handed for it.
typedef void (*cp_sink)(void *into, const uint8_t *bytes, size_t count);

// A drawing as a PNG of 8 bits: in grey where every pixel is grey, else in colours. False where there is no memory for it.
// A pixel is 0x00RRGGBB, the next row begins `stride` bytes further on.
bool cp_write(const uint32_t *pixels, uint32_t rows, uint32_t columns, size_t stride, cp_sink sink, void *into);

#endif

// Reading a PNG from memory.

#include "cpng.h"

#include <png.h>

#include <stdio.h>
#include <stdlib.h>

// Lives in cp_read's frame, so that a long jump leaves it as it is.
typedef struct {
    const uint8_t *at;
    size_t left;
    png_structp png;
    png_infop info;
    uint8_t *samples;
    cp_picture *picture;
} reading;

static void note_damage(png_structp png, png_const_charp words) {
    reading *work = png_get_error_ptr(png);
    snprintf(work->picture->reason, sizeof work->picture->reason, "is damaged (%s); save it again", words);
    longjmp(png_jmpbuf(png), 1);
}

static void ignore_warning(png_structp png, png_const_charp words) {
    (void)png;
    (void)words;
}

static void hand_out(png_structp png, png_bytep into, size_t count) {
    reading *work = png_get_io_ptr(png);
    if (count > work->left) png_error(png, "it ends too early");
    for (size_t byte = 0; byte < count; byte++) into[byte] = work->at[byte];
    work->at += count;
    work->left -= count;
}

// One value of each pixel; false where a pixel's values differ.
static bool take_values(reading *work, size_t channels, size_t row_size) {
    cp_picture *picture = work->picture;
    const size_t width = picture->bits / 8;
    for (size_t row = 0; row < picture->rows; row++) {
        for (size_t column = 0; column < picture->columns; column++) {
            const uint8_t *pixel = work->samples + row * row_size + column * channels * width;
            for (size_t byte = width; byte < channels * width; byte++)
                if (pixel[byte] != pixel[byte - width]) return false;
            // The most significant byte comes first.
            picture->values[row * picture->columns + column] =
                width == 2 ? (uint16_t)(pixel[0] << 8 | pixel[1]) : pixel[0];
        }
    }
    return true;
}

static bool read_with(reading *work, uint64_t most_pixels) {
    cp_picture *picture = work->picture;
    if (setjmp(png_jmpbuf(work->png))) return false;
    png_set_read_fn(work->png, work, hand_out);
    png_read_info(work->png, work->info);
    picture->rows = png_get_image_height(work->png, work->info);
    picture->columns = png_get_image_width(work->png, work->info);
    const int depth = png_get_bit_depth(work->png, work->info);
    if ((uint64_t)picture->rows * picture->columns > most_pixels) {
        snprintf(picture->reason, sizeof picture->reason, "has %u × %u pixels, more than the %llu that are read; give one view",
                 picture->rows, picture->columns, (unsigned long long)most_pixels);
        return false;
    }
    const bool has_palette = png_get_color_type(work->png, work->info) == PNG_COLOR_TYPE_PALETTE;
    if (!has_palette && depth < 8) {
        snprintf(picture->reason, sizeof picture->reason, "has %d bits a pixel; save it in grey with 16 bits", depth);
        return false;
    }
    if (has_palette) png_set_palette_to_rgb(work->png);
    png_set_strip_alpha(work->png);
    const int passes = png_set_interlace_handling(work->png);
    png_read_update_info(work->png, work->info);
    picture->bits = png_get_bit_depth(work->png, work->info);
    const size_t row_size = png_get_rowbytes(work->png, work->info);
    work->samples = malloc(row_size * picture->rows);
    picture->values = malloc((size_t)picture->rows * picture->columns * sizeof *picture->values);
    if (!work->samples || !picture->values) png_error(work->png, "there is no memory for it");
    for (int pass = 0; pass < passes; pass++)
        for (size_t row = 0; row < picture->rows; row++)
            png_read_row(work->png, work->samples + row * row_size, NULL);
    png_read_end(work->png, NULL);
    if (take_values(work, png_get_channels(work->png, work->info), row_size)) return true;
    snprintf(picture->reason, sizeof picture->reason, "is a colour picture, not counts; save it in grey with 16 bits");
    return false;
}

bool cp_read(const void *bytes, size_t count, uint64_t most_pixels, cp_picture *picture) {
    *picture = (cp_picture){0};
    reading work = {.at = bytes, .left = count, .picture = picture};
    work.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &work, note_damage, ignore_warning);
    work.info = work.png ? png_create_info_struct(work.png) : NULL;
    if (!work.info) snprintf(picture->reason, sizeof picture->reason, "cannot be read: there is no memory for it");
    const bool is_read = work.info && read_with(&work, most_pixels);
    free(work.samples);
    png_destroy_read_struct(&work.png, &work.info, NULL);
    if (!is_read) cp_free(picture);
    return is_read;
}

const char *cp_reason(const cp_picture *picture) { return picture->reason; }

void cp_free(cp_picture *picture) {
    free(picture->values);
    picture->values = NULL;
}

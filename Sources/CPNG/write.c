// Writing a drawing as PNG.

#include "cpng.h"

#include <png.h>

#include <stdlib.h>

// Of zlib's nine. Higher ones take two to four times as long for files that are 3 % smaller.
static const int level = 3;

// Lives in cp_write's frame, so that a long jump leaves it as it is.
typedef struct {
    const uint8_t *pixels;
    uint32_t rows, columns;
    size_t stride;
    cp_sink sink;
    void *into;
    png_structp png;
    png_infop info;
    uint8_t *row;
} writing;

static void give_up(png_structp png, png_const_charp words) {
    (void)words;
    longjmp(png_jmpbuf(png), 1);
}

static void ignore_warning(png_structp png, png_const_charp words) {
    (void)png;
    (void)words;
}

static void hand_on(png_structp png, png_bytep bytes, size_t count) {
    writing *work = png_get_io_ptr(png);
    work->sink(work->into, bytes, count);
}

static void flush(png_structp png) { (void)png; }

static const uint32_t *row_of(const writing *work, uint32_t row) {
    return (const uint32_t *)(work->pixels + row * work->stride);
}

static bool is_grey(const writing *work) {
    for (uint32_t row = 0; row < work->rows; row++) {
        const uint32_t *pixels = row_of(work, row);
        for (uint32_t column = 0; column < work->columns; column++)
            if ((pixels[column] & 0xFFFFFF) != (pixels[column] & 0xFF) * 0x010101) return false;
    }
    return true;
}

static bool write_with(writing *work) {
    if (setjmp(png_jmpbuf(work->png))) return false;
    const bool grey = is_grey(work);
    const int channels = grey ? 1 : 3;
    png_set_write_fn(work->png, work, hand_on, flush);
    png_set_IHDR(work->png, work->info, work->columns, work->rows, 8, grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(work->png, level);
    // Rows are like the ones above: pixels of a scan are drawn twice as high as they are.
    png_set_filter(work->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
    png_write_info(work->png, work->info);
    work->row = malloc((size_t)work->columns * channels);
    if (!work->row) return false;
    for (uint32_t row = 0; row < work->rows; row++) {
        const uint32_t *pixels = row_of(work, row);
        for (uint32_t column = 0; column < work->columns; column++)
            for (int channel = 0; channel < channels; channel++)
                work->row[channels * column + channel] = pixels[column] >> 8 * (channels - 1 - channel);
        png_write_row(work->png, work->row);
    }
    png_write_end(work->png, NULL);
    return true;
}

bool cp_write(const uint32_t *pixels, uint32_t rows, uint32_t columns, size_t stride, cp_sink sink, void *into) {
    writing work = {.pixels = (const uint8_t *)pixels, .rows = rows, .columns = columns, .stride = stride, .sink = sink, .into = into};
    work.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, give_up, ignore_warning);
    work.info = work.png ? png_create_info_struct(work.png) : NULL;
    const bool is_written = work.info && write_with(&work);
    free(work.row);
    png_destroy_write_struct(&work.png, &work.info);
    return is_written;
}

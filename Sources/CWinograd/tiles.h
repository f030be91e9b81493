// An image cut into tiles of 4x4 results, each made from 6x6 pixels.

struct Grid {
    int64_t rows, columns;  // of the convolved image
    int64_t down, across, count;

    Grid(const cw_shape &s, cw_sampling sampling)
        : rows(resampled(s.rows, sampling)), columns(resampled(s.columns, sampling)), down((rows + 3) / 4),
          across((columns + 3) / 4), count(s.images * down * across) {}

    int64_t image(int64_t tile) const { return tile / (down * across); }
    int64_t row(int64_t tile) const { return tile / across % down * 4; }
    int64_t column(int64_t tile) const { return tile % across * 4; }

    static int64_t resampled(int64_t size, cw_sampling sampling) {
        return sampling == cw_doubled ? 2 * size : sampling == cw_halved ? size / 2 : size;
    }
};

// Images in memory, channels innermost, with or without a mask.
struct Image {
    const float *values, *mask;
    int64_t rows, columns, channels;
};

// From row 4k - 1 of the convolved image to row 4k - 1 + i, in rows of the given one; the same for columns.
template <cw_sampling sampling>
constexpr int given_step(int i) {
    return sampling == cw_doubled ? (i + 1) / 2 : sampling == cw_halved ? 2 * i : i;
}

// The row of the given image where row `y` of the convolved one begins.
template <cw_sampling sampling>
inline int64_t given(int64_t y) {
    return sampling == cw_doubled ? y >> 1 : sampling == cw_halved ? 2 * y : y;
}

// The convolved image's value whose first pixel lies at `offset`.
template <cw_sampling sampling, bool masked>
inline Vector pixel(const Image &x, int64_t offset) {
    const float *p = x.values + offset;
    if (masked) return where_positive(load(x.mask + offset), load(p));
    if (sampling != cw_halved) return load(p);
    const float *q = p + x.columns * x.channels;
    return maximum(maximum(load(p), load(p + x.channels)), maximum(load(q), load(q + x.channels)));
}

// The 36 values of a tile whose pixels `read(i, j, channel)` answers, to 36 planes.
template <class Read>
inline void transform_image_tile(int64_t channels, float *to, int64_t plane, const Read &read) {
    for (int64_t c = 0; c < channels; c += lanes) {
        Vector d[6], half[points], whole[6];
        for (int j = 0; j < 6; j++) {
            for (int i = 0; i < 6; i++) d[i] = read(i, j, c);
            image_transform(d, 1, half + j, 6);
        }
        for (int i = 0; i < 6; i++) {
            image_transform(half + 6 * i, 1, whole, 1);
            for (int j = 0; j < 6; j++) store(to + (6 * i + j) * plane + c, whole[j]);
        }
    }
}

// Tiles first ..< first + count to `to`[point * plane + tile * row + channel].
template <cw_sampling sampling, bool masked>
void image_tiles(const Image &x, const Grid &grid, int64_t first, int64_t count, float *to, int64_t plane,
                 int64_t row) {
    for (int64_t tile = first; tile < first + count; tile++, to += row) {
        const int64_t y0 = grid.row(tile) - 1, x0 = grid.column(tile) - 1, above = grid.image(tile) * x.rows;
        const int64_t line = x.columns * x.channels;
        if (y0 >= 0 && x0 >= 0 && y0 + 6 <= grid.rows && x0 + 6 <= grid.columns) {
            const int64_t corner = (above + given<sampling>(y0)) * line + given<sampling>(x0) * x.channels;
            transform_image_tile(x.channels, to, plane, [&](int i, int j, int64_t c) {
                const int64_t down = given_step<sampling>(i), across = given_step<sampling>(j);
                return pixel<sampling, masked>(x, corner + down * line + across * x.channels + c);
            });
            continue;
        }
        int64_t offset[points];  // or -1 outside
        for (int k = 0; k < points; k++) {
            const int64_t y = y0 + k / 6, xk = x0 + k % 6;
            const bool inside = y >= 0 && xk >= 0 && y < grid.rows && xk < grid.columns;
            offset[k] = inside ? (above + given<sampling>(y)) * line + given<sampling>(xk) * x.channels : -1;
        }
        transform_image_tile(x.channels, to, plane, [&](int i, int j, int64_t c) {
            const int64_t at = offset[6 * i + j];
            return at < 0 ? Vector{} : pixel<sampling, masked>(x, at + c);
        });
    }
}

inline void image_tiles(const Image &x, cw_sampling sampling, const Grid &grid, int64_t first, int64_t count,
                        float *to, int64_t plane, int64_t row) {
    switch (sampling) {
    case cw_plain:
        if (x.mask) return image_tiles<cw_plain, true>(x, grid, first, count, to, plane, row);
        return image_tiles<cw_plain, false>(x, grid, first, count, to, plane, row);
    case cw_doubled: return image_tiles<cw_doubled, false>(x, grid, first, count, to, plane, row);
    case cw_halved: return image_tiles<cw_halved, false>(x, grid, first, count, to, plane, row);
    }
}

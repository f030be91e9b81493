// F(4x4, 3x3): 36 products for 4x4 results from 6x6 pixels. The points 0, ±a, ±b and infinity, a = 1/√2, b = √2, round three to
// five times less than 0, ±1, ±2. A tile is transformed along its columns, then along its rows; `d` and `o` are vectors
// apart by a step.

constexpr int points = 36;

constexpr float a = 0.70710678f, b = 1.41421356f;

// o = Bᵀ d: six pixels to six values.
inline void image_transform(const Vector *d, int step, Vector *o, int o_step) {
    const Vector d1 = d[step], d2 = d[2 * step], d3 = d[3 * step], d4 = d[4 * step];
    const Vector even_a = d4 - 2 * d2, odd_a = d3 - 2 * d1;
    const Vector even_b = d4 - .5f * d2, odd_b = d3 - .5f * d1;
    o[0] = d[0] + d4 - 2.5f * d2;
    o[o_step] = even_a + a * odd_a;
    o[2 * o_step] = even_a - a * odd_a;
    o[3 * o_step] = even_b + b * odd_b;
    o[4 * o_step] = even_b - b * odd_b;
    o[5 * o_step] = d1 + d[5 * step] - 2.5f * d3;
}

// o = Aᵀ m: six products to four results.
inline void result_transform(const Vector *m, int step, Vector *o, int o_step) {
    const Vector sum_a = m[step] + m[2 * step], difference_a = m[step] - m[2 * step];
    const Vector sum_b = m[3 * step] + m[4 * step], difference_b = m[3 * step] - m[4 * step];
    o[0] = m[0] + sum_a + sum_b;
    o[o_step] = a * difference_a + b * difference_b;
    o[2 * o_step] = .5f * sum_a + 2 * sum_b;
    o[3 * o_step] = .5f * a * difference_a + (2 * b * difference_b + m[5 * step]);
}

// o = A y: the transpose of `result_transform`.
inline void gradient_transform(const Vector *y, int step, Vector *o, int o_step) {
    const Vector y1 = y[step], y2 = y[2 * step], y3 = y[3 * step];
    const Vector even_a = y[0] + .5f * y2, odd_a = y1 + .5f * y3;
    const Vector even_b = y[0] + 2 * y2, odd_b = y1 + 2 * y3;
    o[0] = y[0];
    o[o_step] = even_a + a * odd_a;
    o[2 * o_step] = even_a - a * odd_a;
    o[3 * o_step] = even_b + b * odd_b;
    o[4 * o_step] = even_b - b * odd_b;
    o[5 * o_step] = y3;
}

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
        const Grid::Place place = grid.place(tile);
        const int64_t y0 = place.row - 1, x0 = place.column - 1, above = place.image * x.rows;
        const int64_t line = x.columns * x.channels;
        if (y0 >= 0 && x0 >= 0 && y0 + 6 <= grid.rows && x0 + 6 <= grid.columns) {
            const int64_t corner = (above + given<sampling>(y0)) * line + given<sampling>(x0) * x.channels;
            transform_image_tile(x.channels, to, plane, [&](int i, int j, int64_t c) {
                const int64_t down = given_step<sampling>(i), across = given_step<sampling>(j);
                const int64_t at = corner + down * line + across * x.channels + c;
                if (sampling == cw_plain && j >= 2) __builtin_prefetch(x.values + at + 4 * x.channels);  // next tile
                return pixel<sampling, masked>(x, at);
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

inline void plain_image_tiles(const Image &x, cw_sampling sampling, const Grid &grid, int64_t first, int64_t count,
                        float *to, int64_t plane, int64_t row) {
    switch (sampling) {
    case cw_plain:
        if (x.mask) return image_tiles<cw_plain, true>(x, grid, first, count, to, plane, row);
        return image_tiles<cw_plain, false>(x, grid, first, count, to, plane, row);
    case cw_doubled: return image_tiles<cw_doubled, false>(x, grid, first, count, to, plane, row);
    case cw_halved: return image_tiles<cw_halved, false>(x, grid, first, count, to, plane, row);
    }
}

// Products to results, to the end of the convolution.
[[gnu::always_inline]] inline void plain_result_tile(const cw_convolution &job, const Grid &grid, const Grid::Place &tile,
                              const float *products, int64_t plane, int64_t channel) {
    Vector d[6], half[24], v[16];
    for (int j = 0; j < 6; j++) {
        for (int i = 0; i < 6; i++) d[i] = load(products + (6 * i + j) * plane);
        result_transform(d, 1, half + j, 6);
    }
    for (int i = 0; i < 4; i++) result_transform(half + 6 * i, 1, v + 4 * i, 1);
    if (!job.summed) return store_rows<4, 4>(job, grid, tile, 0, channel, v);
    const int64_t rows = grid.rows / 2, columns = grid.columns / 2, C = job.shape.outputs;
    float *to = job.result + ((tile.image * rows + tile.row / 2) * columns + tile.column / 2) * C + channel;
    for (int i = 0; i < 4 && tile.row + i < grid.rows; i += 2)
        for (int j = 0; j < 4 && tile.column + j < grid.columns; j += 2)
            store(to + (i / 2 * columns + j / 2) * C,
                  v[4 * i + j] + v[4 * i + j + 1] + (v[4 * i + j + 4] + v[4 * i + j + 5]));
}

// What `convolve` needs to know of this form.
struct Plain {
    static constexpr int planes = 36, products = 36;

    static Grid grid(const cw_convolution &job) { return Grid(job.shape, job.sampling, 4, 0); }
    static constexpr int plane_of(int product) { return product; }

    static void image_tiles(const Image &x, const cw_convolution &job, const Grid &grid, int64_t first,
                            int64_t count, float *to, int64_t plane, int64_t row) {
        plain_image_tiles(x, job.sampling, grid, first, count, to, plane, row);
    }
    [[gnu::always_inline]] static void result_tile(const cw_convolution &job, const Grid &grid, const Grid::Place &tile,
                            const float *products, int64_t plane, int64_t channel) {
        plain_result_tile(job, grid, tile, products, plane, channel);
    }
};

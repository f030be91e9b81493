// A 3x3 convolution of an image whose pixels are first repeated 2x2, from the pixels as they were.
//
// In one dimension, with taps w and pixels x, the results in pairs are
//     p(j) = (w0 + w1) x(j) + w2 x(j + 1)      at 2j + 1
//     q(j) = w0 x(j) + (w1 + w2) x(j + 1)      at 2j + 2
// two convolutions of two taps. Both go by F(3, 2) with the points 0, 1, -1 and infinity. At 1 both have the kernel
// w0 + w1 + w2, so that seven products give three of each: in two dimensions 49 products for 6x6 results. The first tile
// begins one result before the image.

constexpr int doubled_products = 7;

// Which of the four transformed pixels a product takes.
constexpr int doubled_plane[doubled_products] = {0, 0, 1, 2, 2, 3, 3};

// Four pixels to four values.
inline void doubled_image_transform(const Vector *d, Vector *o, int step) {
    o[0] = d[0] - d[2];
    o[step] = d[1] + d[2];
    o[2 * step] = d[2] - d[1];
    o[3 * step] = d[3] - d[1];
}

// Seven products to six results.
inline void doubled_result_transform(const Vector *m, Vector *o, int step) {
    const Vector shared = m[2];
    o[0] = m[0] + shared + m[3];
    o[step] = m[1] + shared + m[4];
    o[2 * step] = shared - m[3];
    o[3 * step] = shared - m[4];
    o[4 * step] = shared + m[3] + m[5];
    o[5 * step] = shared + m[4] + m[6];
}

struct Doubled {
    static constexpr int planes = 16, products = doubled_products * doubled_products;

    static Grid grid(const cw_convolution &job) { return Grid(job.shape, cw_doubled, 6, -1); }
    static constexpr int plane_of(int product) {
        return 4 * doubled_plane[product / doubled_products] + doubled_plane[product % doubled_products];
    }

    static void image_tiles(const Image &x, const cw_convolution &, const Grid &grid, int64_t first, int64_t count,
                            float *to, int64_t plane, int64_t row) {
        const int64_t line = x.columns * x.channels;
        for (int64_t tile = first; tile < first + count; tile++, to += row) {
            // Results from 6k - 1 on come from pixels from 3k - 1 on.
            const Grid::Place place = grid.place(tile);
            const int64_t y0 = (place.row - 1) / 2, x0 = (place.column - 1) / 2;
            int64_t offset[16];  // or -1 outside
            for (int k = 0; k < 16; k++) {
                const int64_t y = y0 + k / 4, xk = x0 + k % 4;
                const bool inside = y >= 0 && xk >= 0 && y < x.rows && xk < x.columns;
                offset[k] = inside ? (place.image * x.rows + y) * line + xk * x.channels : -1;
            }
            for (int64_t c = 0; c < x.channels; c += lanes) {
                Vector d[4], half[16], whole[4];
                for (int j = 0; j < 4; j++) {
                    for (int i = 0; i < 4; i++) {
                        const int64_t at = offset[4 * i + j];
                        d[i] = at < 0 ? Vector{} : load(x.values + at + c);
                        if (j >= 1 && at >= 0) __builtin_prefetch(x.values + at + 3 * x.channels + c);
                    }
                    doubled_image_transform(d, half + j, 4);
                }
                for (int i = 0; i < 4; i++) {
                    doubled_image_transform(half + 4 * i, whole, 1);
                    for (int j = 0; j < 4; j++) store(to + (4 * i + j) * plane + c, whole[j]);
                }
            }
        }
    }

    [[gnu::always_inline]] static void result_tile(const cw_convolution &job, const Grid &grid, const Grid::Place &tile,
                            const float *products, int64_t plane, int64_t channel) {
        Vector d[7], half[42], v[6];
        for (int j = 0; j < 7; j++) {
            for (int i = 0; i < 7; i++) d[i] = load(products + (7 * i + j) * plane);
            doubled_result_transform(d, half + j, 7);
        }
        for (int i = 0; i < 6; i++) {
            doubled_result_transform(half + 7 * i, v, 1);
            store_rows<1, 6>(job, grid, tile, i, channel, v);
        }
    }
};

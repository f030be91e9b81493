// An image cut into tiles of results.

struct Grid {
    int64_t rows, columns;       // of the convolved image
    int64_t size, first;         // of a tile, in each direction; the first tile's first row and column
    int64_t down, across, count; // tiles

    Grid(const cw_shape &s, cw_sampling sampling, int64_t size, int64_t first)
        : rows(resampled(s.rows, sampling)), columns(resampled(s.columns, sampling)), size(size), first(first),
          down((rows - first + size - 1) / size), across((columns - first + size - 1) / size),
          count(s.images * down * across) {}

    int64_t image(int64_t tile) const { return tile / (down * across); }
    int64_t row(int64_t tile) const { return tile / across % down * size + first; }
    int64_t column(int64_t tile) const { return tile % across * size + first; }

    static int64_t resampled(int64_t size, cw_sampling sampling) {
        return sampling == cw_doubled ? 2 * size : sampling == cw_halved ? size / 2 : size;
    }
};

// Images in memory, channels innermost, with or without a mask.
struct Image {
    const float *values, *mask;
    int64_t rows, columns, channels;
};

// The value of the convolved image whose first pixel lies at `offset` of the given one.
template <cw_sampling sampling, bool masked>
inline Vector pixel(const Image &x, int64_t offset) {
    const float *p = x.values + offset;
    if (masked) return where_positive(load(x.mask + offset), load(p));
    if (sampling != cw_halved) return load(p);
    const float *q = p + x.columns * x.channels;
    return maximum(maximum(load(p), load(p + x.channels)), maximum(load(q), load(q + x.channels)));
}

// The end of a tile: scale, shift, activation and addend of its size x size results at (y0, x0), of `lanes` channels from
// `channel` on; those outside of the image are left out.
template <int size>
inline void store_tile(const cw_convolution &job, const Grid &grid, int64_t image, int64_t y0, int64_t x0,
                       int64_t channel, Vector *v) {
    if (job.scale) {
        const Vector scale = load(job.scale + channel);
        for (int k = 0; k < size * size; k++) v[k] *= scale;
    }
    if (job.shift) {
        const Vector shift = load(job.shift + channel);
        for (int k = 0; k < size * size; k++) v[k] += shift;
    }
    if (job.relu)
        for (int k = 0; k < size * size; k++) v[k] = relu(v[k]);
    const int64_t C = job.shape.outputs, line = grid.columns * C;
    const int64_t corner = (image * grid.rows + y0) * line + x0 * C + channel;
    const auto finish = [&](int i, int j) {
        const int64_t at = corner + i * line + j * C;
        store(job.result + at, job.addend ? v[size * i + j] + load(job.addend + at) : v[size * i + j]);
    };
    if (y0 >= 0 && x0 >= 0 && y0 + size <= grid.rows && x0 + size <= grid.columns) {
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++) finish(i, j);
    } else {
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
                if (y0 + i >= 0 && x0 + j >= 0 && y0 + i < grid.rows && x0 + j < grid.columns) finish(i, j);
    }
}

// An image cut into tiles of results.

struct Grid {
    int64_t rows, columns;       // of the convolved image
    int64_t size, first;         // of a tile, in each direction; the first tile's first row and column
    int64_t down, across, count; // tiles

    Grid(const cw_shape &s, cw_sampling sampling, int64_t size, int64_t first)
        : rows(resampled(s.rows, sampling)), columns(resampled(s.columns, sampling)), size(size), first(first),
          down((rows - first + size - 1) / size), across((columns - first + size - 1) / size),
          count(s.images * down * across) {}

    // A tile's image, its first row and column there, and whether all of it lies there.
    struct Place {
        int64_t image, row, column;
        bool whole;
    };

    Place place(int64_t tile) const {
        const int64_t y = tile / across % down * size + first, x = tile % across * size + first;
        return {tile / (down * across), y, x, y >= 0 && x >= 0 && y + size <= rows && x + size <= columns};
    }

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

// The end of some rows of a tile, from its row `first` on: scale, shift, activation and addend of their results, of `lanes`
// channels from `channel` on. Those outside of the image are left out.
template <int rows, int columns>
[[gnu::always_inline]] inline void store_rows(const cw_convolution &job, const Grid &grid, const Grid::Place &tile,
                                              int first, int64_t channel, Vector *v) {
    if (job.scale) {
        const Vector scale = load(job.scale + channel);
        for (int k = 0; k < rows * columns; k++) v[k] *= scale;
    }
    if (job.shift) {
        const Vector shift = load(job.shift + channel);
        for (int k = 0; k < rows * columns; k++) v[k] += shift;
    }
    if (job.relu)
        for (int k = 0; k < rows * columns; k++) v[k] = relu(v[k]);
    const int64_t y = tile.row + first, x = tile.column, C = job.shape.outputs, line = grid.columns * C;
    const int64_t corner = (tile.image * grid.rows + y) * line + x * C + channel;
    const auto finish = [&](int i, int j) {
        const int64_t at = corner + i * line + j * C;
        store(job.result + at, job.addend ? v[columns * i + j] + load(job.addend + at) : v[columns * i + j]);
    };
    if (tile.whole) {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) finish(i, j);
    } else {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                if (y + i >= 0 && x + j >= 0 && y + i < grid.rows && x + j < grid.columns) finish(i, j);
    }
}

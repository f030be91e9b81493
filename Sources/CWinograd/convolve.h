// Blocks of tiles are transformed, multiplied and transformed back while they are in the cache.

// Products to results: the inverse transform, and all that follows it in the same pass.
inline void result_tiles(const cw_convolution &job, const Grid &grid, int64_t first, int64_t count,
                         const float *products, int64_t plane, int64_t row, int64_t channel, int64_t channels) {
    const int64_t C = job.shape.outputs;
    for (int64_t tile = first; tile < first + count; tile++, products += row) {
        const int64_t y0 = grid.row(tile), x0 = grid.column(tile), image = grid.image(tile);
        const int64_t height = std::min<int64_t>(4, grid.rows - y0), width = std::min<int64_t>(4, grid.columns - x0);
        for (int64_t c = 0; c < channels; c += lanes) {
            Vector d[6], half[24], v[16];
            for (int j = 0; j < 6; j++) {
                for (int i = 0; i < 6; i++) d[i] = load(products + (6 * i + j) * plane + c);
                result_transform(d, 1, half + j, 6);
            }
            for (int i = 0; i < 4; i++) result_transform(half + 6 * i, 1, v + 4 * i, 1);
            const int64_t to = channel + c;
            if (job.summed) {
                float *p = job.result + ((image * (grid.rows / 2) + y0 / 2) * (grid.columns / 2) + x0 / 2) * C + to;
                for (int i = 0; i < height; i += 2)
                    for (int j = 0; j < width; j += 2)
                        store(p + (i / 2 * (grid.columns / 2) + j / 2) * C,
                              v[4 * i + j] + v[4 * i + j + 1] + (v[4 * i + j + 4] + v[4 * i + j + 5]));
                continue;
            }
            if (job.scale) {
                const Vector scale = load(job.scale + to);
                for (auto &value : v) value *= scale;
            }
            if (job.shift) {
                const Vector shift = load(job.shift + to);
                for (auto &value : v) value += shift;
            }
            if (job.relu)
                for (auto &value : v) value = relu(value);
            const int64_t corner = ((image * grid.rows + y0) * grid.columns + x0) * C + to, line = grid.columns * C;
            const auto finish = [&](int i, int j) {
                const int64_t at = corner + i * line + j * C;
                store(job.result + at, job.addend ? v[4 * i + j] + load(job.addend + at) : v[4 * i + j]);
            };
            if (height == 4 && width == 4) {
                for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 4; j++) finish(i, j);
            } else {
                for (int i = 0; i < height; i++)
                    for (int j = 0; j < width; j++) finish(i, j);
            }
        }
    }
}

// Tiles at a time: few rounds over the threads, each with a fixed cost of about four tiles for reading the kernels.
inline int64_t block_size(int64_t tiles) {
    constexpr int64_t threads = 2;
    int64_t best = 24, least = INT64_MAX;
    for (int64_t block = 24; block <= 72; block += rows_at_once) {
        const int64_t rounds = ((tiles + block - 1) / block + threads - 1) / threads;
        if (rounds * (block + 4) < least) least = rounds * (block + 4), best = block;
    }
    return best;
}

// Kernels lie as [panel of output channels][point][input channel][channel in the panel].
void convolve(cw_threads threads, const cw_convolution &job) {
    const Grid grid(job.shape, job.sampling);
    const int64_t K = job.shape.inputs, N = job.shape.outputs;
    const int64_t group = std::min<int64_t>(rounded_up(N, panel), 64);  // output channels at a time
    const int64_t block = block_size(grid.count);
    // Sixteen more, so that the planes fall on different places of the cache.
    const int64_t image_plane = block * K + 16, product_plane = block * group + 16;
    const Image image{job.image, job.mask, job.shape.rows, job.shape.columns, K};
    for_each(threads, (grid.count + block - 1) / block, points * (image_plane + product_plane),
             [&](int64_t index, float *scratch) {
        const int64_t first = index * block, count = std::min(block, grid.count - first);
        float *products = scratch + points * image_plane;
        image_tiles(image, job.sampling, grid, first, count, scratch, image_plane, K);
        for (int64_t n = 0; n < N; n += group) {
            for (int point = 0; point < points; point++)
                for (int64_t p = n; p < n + group && p < N; p += panel) {
                    const float *kernels = job.kernels + (p * points + point * panel) * K;
                    for (int64_t t = 0; t < count; t += rows_at_once)
                        panel_product<rows_at_once>(K, scratch + point * image_plane + t * K, K, 1, kernels,
                                                    products + point * product_plane + t * group + (p - n), group,
                                                    false);
                }
            result_tiles(job, grid, first, count, products, product_plane, group, n, std::min(group, N - n));
        }
    });
}

// The gradient to the weights: in each point, the product of transformed images and transformed gradients, summed over
// all tiles.

// The gradient's tiles to `to`[point * plane + panel of channels * count of a round * panel + tile * panel + channel].
inline void gradient_tiles(const Image &dy, const Grid &grid, int64_t first, int64_t count, float *to, int64_t plane,
                           int64_t panel_size) {
    for (int64_t tile = first; tile < first + count; tile++, to += panel) {
        const Grid::Place place = grid.place(tile);
        const int64_t y0 = place.row, x0 = place.column, line = dy.columns * dy.channels;
        const int64_t corner = (place.image * dy.rows + y0) * line + x0 * dy.channels;
        const int64_t height = std::min<int64_t>(4, grid.rows - y0), width = std::min<int64_t>(4, grid.columns - x0);
        for (int64_t c = 0; c < dy.channels; c += lanes) {
            Vector d[16] = {}, half[24], whole[6];
            for (int i = 0; i < 4; i++)
                for (int j = 0; j < 4; j++) {
                    if (i >= height || j >= width) continue;
                    const int64_t at = corner + i * line + j * dy.channels + c;
                    d[4 * i + j] = dy.mask ? pixel<cw_plain, true>(dy, at) : pixel<cw_plain, false>(dy, at);
                }
            for (int j = 0; j < 4; j++) gradient_transform(d + j, 4, half + j, 4);
            for (int i = 0; i < 6; i++) {
                gradient_transform(half + 4 * i, 1, whole, 1);
                for (int j = 0; j < 6; j++)
                    store(to + (6 * i + j) * plane + c / panel * panel_size + c % panel, whole[j]);
            }
        }
    }
}

void correlate(const cw_engine &engine, const cw_correlation &job) {
    constexpr int64_t tiles_at_once = 32, round_at_most = 256;
    constexpr int rows = 8;
    const Grid grid(job.shape, job.sampling, 4, 0);
    const int64_t K = job.shape.inputs, N = job.shape.outputs, panels = (N + panel - 1) / panel;
    const int64_t round = std::min(rounded_up(grid.count, tiles_at_once), round_at_most);
    const int64_t row = K + 16, image_plane = round * row + 16, panel_size = round * panel;
    const int64_t gradient_plane = panels * panel_size + 16;
    const Scratch images(points * image_plane), gradients(points * gradient_plane), sums(kernels_count(cw_plain, K, N));
    if (N % panel) std::memset(gradients, 0, size_t(points * gradient_plane) * sizeof(float));
    const Image x{job.image, nullptr, job.shape.rows, job.shape.columns, K};
    const Image dy{job.gradient, job.mask, grid.rows, grid.columns, N};
    for (int64_t begin = 0; begin < grid.count; begin += round) {
        const int64_t tiles = std::min(round, grid.count - begin);
        for_each(engine, (tiles + tiles_at_once - 1) / tiles_at_once, 0, [&](int64_t index, float *) {
            const int64_t t = index * tiles_at_once, count = std::min(tiles_at_once, tiles - t);
            plain_image_tiles(x, job.sampling, grid, begin + t, count, images + t * row, image_plane, row);
            gradient_tiles(dy, grid, begin + t, count, gradients + t * panel, gradient_plane, panel_size);
        });
        for_each(engine, points * panels, 0, [&](int64_t index, float *) {
            const int64_t point = index / panels, p = index % panels;
            const float *left = images + point * image_plane, *right = gradients + point * gradient_plane + p * panel_size;
            float *sum = sums + (p * points + point) * K * panel;
            for (int64_t k = 0; k < K; k += rows)
                panel_product<rows>(tiles, left + k, 1, row, right, sum + k * panel, panel, begin > 0);
        });
    }
    gradient_of_weights(engine, K, N, sums, job.weights, job.strides);
}

void sum(const cw_engine &engine, int64_t pixels, int64_t channels, const float *values, const float *mask, float *sums) {
    constexpr int64_t parts = 64;
    const Scratch partial(parts * channels);
    const Image image{values, mask, 1, pixels, channels};
    for_each(engine, parts, 0, [&](int64_t part, float *) {
        for (int64_t c = 0; c < channels; c += lanes) {
            Vector sum = {};
            for (int64_t i = pixels * part / parts; i < pixels * (part + 1) / parts; i++)
                sum += mask ? pixel<cw_plain, true>(image, i * channels + c)
                            : pixel<cw_plain, false>(image, i * channels + c);
            store(partial + part * channels + c, sum);
        }
    });
    for (int64_t c = 0; c < channels; c += lanes) {
        Vector sum = {};
        for (int64_t part = 0; part < parts; part++) sum += load(partial + part * channels + c);
        store(sums + c, sum);
    }
}

// Blocks of tiles are transformed, multiplied and transformed back while they are in the cache.

// Tiles at a time: few rounds over the threads, each with a fixed cost of about four tiles for reading the kernels.
inline int64_t block_size(const cw_engine &engine, int64_t tiles) {
    int64_t best = 24, least = INT64_MAX;
    for (int64_t block = 24; block <= 48; block += rows_at_once) {
        const int64_t blocks = (tiles + block - 1) / block;
        const int64_t cost = (blocks + engine.thread_count - 1) / engine.thread_count * (block + 4);
        if (cost < least) least = cost, best = block;
    }
    return best;
}

// Kernels lie as [panel of output channels][product][input channel][channel in the panel].
template <class Form>
void convolve(const cw_engine &engine, const cw_convolution &job) {
    const Grid grid = Form::grid(job);
    const int64_t K = job.shape.inputs, N = job.shape.outputs;
    const int64_t group = std::min<int64_t>(rounded_up(N, panel), 128);  // output channels at a time
    const int64_t block = block_size(engine, grid.count);
    // Sixteen more, so that the planes fall on different places of the cache.
    const int64_t image_plane = block * K + 16, product_plane = block * group + 16;
    const int64_t floats = Form::planes * image_plane + Form::products * product_plane;
    const Image image{job.image, job.mask, job.shape.rows, job.shape.columns, K};
    for_each(engine, (grid.count + block - 1) / block, floats, [&](int64_t index, float *images) {
        const int64_t first = index * block, count = std::min(block, grid.count - first);
        float *products = images + Form::planes * image_plane;
        Form::image_tiles(image, job, grid, first, count, images, image_plane, K);
        for (int64_t n = 0; n < N; n += group) {
            const int64_t end = std::min(n + group, N);
            for (int product = 0; product < Form::products; product++)
                for (int64_t p = n; p < end; p += panel) {
                    const float *left = images + Form::plane_of(product) * image_plane;
                    const float *kernels = job.kernels + (p * Form::products + product * panel) * K;
                    float *to = products + product * product_plane + (p - n);
                    for (int64_t t = 0; t < count; t += rows_at_once)
                        panel_product<rows_at_once>(K, left + t * K, K, 1, kernels, to + t * group, group, false);
                }
            for (int64_t t = 0; t < count; t++) {
                const Grid::Place place = grid.place(first + t);
                for (int64_t c = n; c < end; c += lanes)
                    Form::result_tile(job, grid, place, products + t * group + (c - n), product_plane, c);
            }
        }
    });
}

inline void convolve_any(const cw_engine &engine, const cw_convolution &job) {
    if (job.sampling == cw_doubled) return convolve<Doubled>(engine, job);
    convolve<Plain>(engine, job);
}

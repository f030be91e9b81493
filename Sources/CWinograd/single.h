// Convolutions from or to a single channel, by their definition.

// Row `y` of a single-channel image with a border of zeros left and right; all zeros outside of the image.
inline void bordered_row(const float *image, int64_t rows, int64_t columns, int64_t y, int border, float *to) {
    std::fill(to, to + columns + 2 * border, 0.f);
    if (y >= 0 && y < rows) std::copy(image + y * columns, image + (y + 1) * columns, to + border);
}

template <int size>
void spread(const cw_engine &engine, const cw_shape &s, const float *image, const float *taps, const float *shift,
            bool rectified, float *result) {
    const int64_t C = s.outputs, width = s.columns + size - 1;
    for_each(engine, s.images * s.rows, size * width, [&](int64_t index, float *rows) {
        const float *from = image + index / s.rows * s.rows * s.columns;
        for (int u = 0; u < size; u++)
            bordered_row(from, s.rows, s.columns, index % s.rows + u - size / 2, size / 2, rows + u * width);
        float *to = result + index * s.columns * C;
        for (int64_t c = 0; c < C; c += lanes) {
            Vector tap[size * size];
            for (int k = 0; k < size * size; k++) tap[k] = load(taps + k * C + c);
            const Vector start = shift ? load(shift + c) : Vector{};
            for (int64_t x = 0; x < s.columns; x++) {
                Vector sum = start;
                for (int u = 0; u < size; u++)
                    for (int v = 0; v < size; v++) sum += rows[u * width + x + v] * tap[u * size + v];
                store(to + x * C + c, rectified ? relu(sum) : sum);
            }
        }
    });
}

inline float total(Vector v) {
    float sum = 0;
    for (int l = 0; l < lanes; l++) sum += v[l];
    return sum;
}

template <int size>
void gather(const cw_engine &engine, const cw_shape &s, const float *image, const float *taps, float shift, float *result) {
    constexpr int64_t strip = 8, at_once = 8;  // rows; pixels of a row
    const int64_t C = s.inputs, strips = (s.rows + strip - 1) / strip;
    const Scratch zeros(C);
    std::memset(zeros, 0, size_t(C) * sizeof(float));
    for_each(engine, s.images * strips, 0, [&](int64_t index, float *) {
        const int64_t n = index / strips, top = index % strips * strip, bottom = std::min(s.rows, top + strip);
        for (int64_t x0 = 0; x0 < s.columns; x0 += at_once)
            for (int64_t y = top; y < bottom; y++) {
                Vector sum[at_once] = {};
                for (int u = 0; u < size; u++) {
                    const int64_t row = y + u - size / 2;
                    if (row < 0 || row >= s.rows) continue;
                    const float *at[at_once + size - 1];
                    for (int j = 0; j < at_once + size - 1; j++) {
                        const int64_t x = x0 + j - size / 2;
                        at[j] = x >= 0 && x < s.columns ? image + ((n * s.rows + row) * s.columns + x) * C : zeros;
                    }
                    for (int64_t c = 0; c < C; c += lanes) {
                        Vector tap[size];
                        for (int v = 0; v < size; v++) tap[v] = load(taps + (u * size + v) * C + c);
#pragma unroll
                        for (int j = 0; j < at_once + size - 1; j++) {
                            const Vector pixel = load(at[j] + c);
#pragma unroll
                            for (int v = 0; v < size; v++)
                                if (j >= v && j - v < at_once) sum[j - v] += pixel * tap[v];
                        }
                    }
                }
                float *to = result + (n * s.rows + y) * s.columns + x0;
                for (int64_t j = 0; j < std::min(at_once, s.columns - x0); j++) to[j] = shift + total(sum[j]);
            }
    });
}

template <int size>
void correlate_single(const cw_engine &engine, const cw_shape &s, const float *single, const float *many,
                      const float *mask, float *taps) {
    const int64_t C = std::max(s.inputs, s.outputs), width = s.columns + size - 1;
    const Image image{many, mask, s.rows, s.columns, C};
    for_each(engine, C / lanes * size, width, [&](int64_t index, float *row) {
        const int64_t c = index / size * lanes, u = index % size;
        Vector sum[size] = {};
        for (int64_t n = 0; n < s.images; n++)
            for (int64_t y = 0; y < s.rows; y++) {
                bordered_row(single + n * s.rows * s.columns, s.rows, s.columns, y + u - size / 2, size / 2, row);
                Vector part[size] = {};  // sums of sums round less
                for (int64_t x = 0; x < s.columns; x++) {
                    const int64_t at = ((n * s.rows + y) * s.columns + x) * C + c;
                    const Vector z = mask ? pixel<cw_plain, true>(image, at) : pixel<cw_plain, false>(image, at);
                    for (int v = 0; v < size; v++) part[v] += row[x + v] * z;
                }
                for (int v = 0; v < size; v++) sum[v] += part[v];
            }
        for (int v = 0; v < size; v++) store(taps + (u * size + v) * C + c, sum[v]);
    });
}

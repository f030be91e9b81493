// Small dense products: `height` rows by a panel of two vectors stay in registers.

constexpr int panel = 2 * lanes;

// result[i][j] = (add: itself +) Σk left[i * row + k * column] right[k][j], for i below R.
template <int R>
inline void panel_product(int64_t depth, const float *left, int64_t row, int64_t column, const float *right,
                          float *result, int64_t result_row, bool add) {
    Vector sum[R][2] = {};
    for (int64_t k = 0; k < depth; k++) {
        const Vector r0 = load(right + k * panel), r1 = load(right + k * panel + lanes);
#pragma unroll
        for (int i = 0; i < R; i++) {
            const float l = left[i * row + k * column];
            sum[i][0] += l * r0;
            sum[i][1] += l * r1;
        }
    }
    for (int i = 0; i < R; i++) {
        float *to = result + i * result_row;
        store(to, add ? load(to) + sum[i][0] : sum[i][0]);
        store(to + lanes, add ? load(to + lanes) + sum[i][1] : sum[i][1]);
    }
}

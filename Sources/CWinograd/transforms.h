// Winograd's transforms in one dimension for four results of three taps, with the points 0, ±a, ±b and infinity,
// a = 1/√2, b = √2: three to five times less rounding than with 0, ±1, ±2. `d` and `o` are six or four vectors apart
// by a step; a tile is transformed along its columns, then along its rows.

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

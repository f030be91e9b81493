// U = G g Gᵀ of every 3x3 kernel, and the way back from the gradient to U.

// F(4, 3): the powers of each point over the product of its distances from the others.
constexpr double r = 0.70710678118654752440;  // 1 / √2
constexpr double G[6][3] = {
    {1, 0, 0},
    {-2. / 3, -2. / 3 * r, -1. / 3},
    {-2. / 3, 2. / 3 * r, -1. / 3},
    {1. / 6, 1. / 3 * r, 1. / 3},
    {1. / 6, -1. / 3 * r, 1. / 3},
    {0, 0, 1},
};

// Doubled images: see doubled.h.
constexpr double G_doubled[7][3] = {
    {1, 1, 0}, {1, 0, 0}, {.5, .5, .5}, {.5, .5, -.5}, {.5, -.5, -.5}, {0, 0, 1}, {0, 1, 1},
};

// Kernels lie as [panel of output channels][point][input channel][channel in the panel].
inline int64_t kernels_count(cw_sampling sampling, int64_t inputs, int64_t outputs) {
    return (sampling == cw_doubled ? 49 : 36) * inputs * rounded_up(outputs, panel);
}

constexpr int64_t inputs_at_once = 16;

// In double precision: what is rounded here is rounded once, but enters every result.
template <int size>
void prepare_kernels(const double (&G)[size][3], const cw_engine &engine, int64_t inputs, int64_t outputs,
                     const float *weights, const int64_t strides[4], float *kernels) {
    const int64_t panels = (outputs + panel - 1) / panel, parts = inputs / inputs_at_once;
    for_each(engine, panels * parts, 0, [&](int64_t index, float *) {
        const int64_t o = index / parts * panel, width = std::min<int64_t>(panel, outputs - o);
        const int64_t first = index % parts * inputs_at_once;
        for (int64_t i = first; i < first + inputs_at_once; i++) {
            double g[9][panel] = {}, half[3 * size][panel];
            const float *from = weights + o * strides[0] + i * strides[1];
            for (int64_t l = 0; l < width; l++)
                for (int k = 0; k < 9; k++) g[k][l] = from[l * strides[0] + k / 3 * strides[2] + k % 3 * strides[3]];
            for (int u = 0; u < size; u++)
                for (int k = 0; k < 3; k++)
                    for (int l = 0; l < panel; l++)
                        half[3 * u + k][l] = G[u][0] * g[k][l] + G[u][1] * g[3 + k][l] + G[u][2] * g[6 + k][l];
            float *to = kernels + o * size * size * inputs + i * panel;
            for (int u = 0; u < size; u++)
                for (int v = 0; v < size; v++, to += inputs * panel)
                    for (int l = 0; l < panel; l++)
                        to[l] = float(G[v][0] * half[3 * u][l] + G[v][1] * half[3 * u + 1][l] +
                                      G[v][2] * half[3 * u + 2][l]);
        }
    });
}

inline void prepare_kernels(const cw_engine &engine, cw_sampling sampling, int64_t inputs, int64_t outputs,
                            const float *weights, const int64_t strides[4], float *kernels) {
    if (sampling == cw_doubled) return prepare_kernels(G_doubled, engine, inputs, outputs, weights, strides, kernels);
    prepare_kernels(G, engine, inputs, outputs, weights, strides, kernels);
}

// g = Gᵀ U G: the gradient to the weights from that to U, which lies as kernels do.
void gradient_of_weights(const cw_engine &engine, int64_t inputs, int64_t outputs, const float *kernels, float *weights,
                         const int64_t strides[4]) {
    const int64_t panels = (outputs + panel - 1) / panel, parts = inputs / inputs_at_once;
    for_each(engine, panels * parts, 0, [&](int64_t index, float *) {
        const int64_t o = index / parts * panel, width = std::min<int64_t>(panel, outputs - o);
        const int64_t first = index % parts * inputs_at_once;
        for (int64_t i = first; i < first + inputs_at_once; i++) {
            float half[18][panel] = {}, g[9][panel] = {};
            const float *from = kernels + (o * points * inputs) + i * panel;
            for (int u = 0; u < 6; u++)
                for (int v = 0; v < 6; v++, from += inputs * panel)
                    for (int k = 0; k < 3; k++)
                        for (int l = 0; l < panel; l++) half[3 * u + k][l] += from[l] * float(G[v][k]);
            for (int u = 0; u < 6; u++)
                for (int k = 0; k < 9; k++)
                    for (int l = 0; l < panel; l++) g[k][l] += float(G[u][k / 3]) * half[3 * u + k % 3][l];
            float *to = weights + o * strides[0] + i * strides[1];
            for (int64_t l = 0; l < width; l++)
                for (int k = 0; k < 9; k++) to[l * strides[0] + k / 3 * strides[2] + k % 3 * strides[3]] = g[k][l];
        }
    });
}

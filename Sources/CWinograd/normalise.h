// What batch normalisation and ReLU do in evaluation, in one pass over memory.

template <bool rectified>
void normalise_as(const cw_engine &engine, int64_t pixels, int64_t channels, const float *values, int64_t step,
                  const float *scale, const float *shift, float *result) {
    const int64_t at_once = std::max<int64_t>(1, 16384 / channels);  // pixels: 64 kB
    for_each(engine, (pixels + at_once - 1) / at_once, 0, [&](int64_t index, float *) {
        const int64_t end = std::min(pixels, (index + 1) * at_once);
        for (int64_t pixel = index * at_once; pixel < end; pixel++) {
            const float *from = values + pixel * step;
            float *to = result + pixel * channels;
            for (int64_t c = 0; c < channels; c += lanes) {
                const Vector y = load(from + c) * load(scale + c) + load(shift + c);
                store(to + c, rectified ? relu(y) : y);
            }
        }
    });
}

inline void normalise(const cw_engine &engine, int64_t pixels, int64_t channels, const float *values, int64_t step,
                      const float *scale, const float *shift, bool rectified, float *result) {
    (rectified ? normalise_as<true> : normalise_as<false>)(engine, pixels, channels, values, step, scale, shift, result);
}

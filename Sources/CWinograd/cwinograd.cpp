#include "implementation.h"

#if defined(__x86_64__)

cw_processor cw_best(void) {
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
    return avx2 && avx512 ? cw_avx512 : avx2 ? cw_avx2 : cw_none;
}

static const cw::Implementation &implementation(cw_engine engine) {
    return engine.processor == cw_avx512 ? cw::avx512 : cw::avx2;
}
#else

cw_processor cw_best(void) { return cw_none; }

// Nobody asks for it.
static const cw::Implementation &implementation(cw_engine) {
    static constexpr cw::Implementation none = {};
    return none;
}
#endif

int64_t cw_kernels_count(cw_engine engine, cw_sampling sampling, int64_t inputs, int64_t outputs) {
    return implementation(engine).kernels_count(sampling, inputs, outputs);
}

void cw_prepare_kernels(cw_engine engine, cw_sampling sampling, int64_t inputs, int64_t outputs,
                        const float *weights, const int64_t strides[4], float *kernels) {
    implementation(engine).prepare_kernels(engine, sampling, inputs, outputs, weights, strides, kernels);
}

void cw_convolve(cw_engine engine, const cw_convolution *convolution) {
    implementation(engine).convolve(engine, *convolution);
}

void cw_correlate(cw_engine engine, const cw_correlation *correlation) {
    implementation(engine).correlate(engine, *correlation);
}

void cw_sum(cw_engine engine, int64_t pixels, int64_t channels, const float *values, const float *mask, float *sums) {
    implementation(engine).sum(engine, pixels, channels, values, mask, sums);
}

void cw_normalise(cw_engine engine, int64_t pixels, int64_t channels, const float *values, int64_t step,
                  const float *scale, const float *shift, bool relu, float *result) {
    implementation(engine).normalise(engine, pixels, channels, values, step, scale, shift, relu, result);
}

void cw_spread(cw_engine engine, cw_shape shape, int64_t size, const float *image, const float *taps,
               const float *shift, bool relu, float *result) {
    implementation(engine).spread(engine, shape, size, image, taps, shift, relu, result);
}

void cw_gather(cw_engine engine, cw_shape shape, int64_t size, const float *image, const float *taps, float shift,
               float *result) {
    implementation(engine).gather(engine, shape, size, image, taps, shift, result);
}

void cw_correlate_single(cw_engine engine, cw_shape shape, int64_t size, const float *single, const float *many,
                         const float *mask, float *taps) {
    implementation(engine).correlate_single(engine, shape, size, single, many, mask, taps);
}

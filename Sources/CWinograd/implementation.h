// One implementation for each width of vector, from the same source.
#pragma once

#include "engine.h"

namespace cw {

struct Implementation {
    int64_t (*kernels_count)(int64_t, int64_t);
    void (*prepare_kernels)(cw_threads, int64_t, int64_t, const float *, const int64_t *, float *);
    void (*convolve)(cw_threads, const cw_convolution &);
    void (*correlate)(cw_threads, const cw_correlation &);
    void (*sum)(cw_threads, int64_t, int64_t, const float *, const float *, float *);
    void (*spread)(cw_threads, const cw_shape &, int64_t, const float *, const float *, const float *, bool, float *);
    void (*gather)(cw_threads, const cw_shape &, int64_t, const float *, const float *, float, float *);
    void (*correlate_single)(cw_threads, const cw_shape &, int64_t, const float *, const float *, const float *,
                             float *);
};

#if defined(__x86_64__)
extern const Implementation avx2, avx512;
#endif

}  // namespace cw

// One implementation for each width of vector, from the same source.
#pragma once

#include "engine.h"

namespace cw {

struct Implementation {
    int64_t (*kernels_count)(cw_sampling, int64_t, int64_t);
    void (*prepare_kernels)(const cw_engine &, cw_sampling, int64_t, int64_t, const float *, const int64_t *, float *);
    void (*convolve)(const cw_engine &, const cw_convolution &);
    void (*correlate)(const cw_engine &, const cw_correlation &);
    void (*sum)(const cw_engine &, int64_t, int64_t, const float *, const float *, float *);
    void (*normalise)(const cw_engine &, int64_t, int64_t, const float *, int64_t, const float *, const float *, bool,
                      float *);
    void (*spread)(const cw_engine &, const cw_shape &, int64_t, const float *, const float *, const float *, bool, float *);
    void (*gather)(const cw_engine &, const cw_shape &, int64_t, const float *, const float *, float, float *);
    void (*correlate_single)(const cw_engine &, const cw_shape &, int64_t, const float *, const float *, const float *,
                             float *);
};

#if defined(__x86_64__)
extern const Implementation avx2, avx512;
#endif

}  // namespace cw

// The whole implementation, in the order of its parts. Included inside a namespace by avx2.cpp and avx512.cpp, which say
// how many `lanes` a vector has and how many `rows_at_once` of a product fit in the registers.

#include "vector.h"

#include "product.h"

#include "tiles.h"

#include "plain.h"

#include "doubled.h"

#include "convolve.h"

#include "kernels.h"

#include "correlate.h"

#include "normalise.h"

#include "single.h"

inline void spread_any(const cw_engine &engine, const cw_shape &s, int64_t size, const float *image, const float *taps,
                       const float *shift, bool relu, float *result) {
    (size == 3 ? spread<3> : spread<5>)(engine, s, image, taps, shift, relu, result);
}

inline void gather_any(const cw_engine &engine, const cw_shape &s, int64_t size, const float *image, const float *taps,
                       float shift, float *result) {
    (size == 3 ? gather<3> : gather<5>)(engine, s, image, taps, shift, result);
}

inline void correlate_single_any(const cw_engine &engine, const cw_shape &s, int64_t size, const float *single,
                                 const float *many, const float *mask, float *taps) {
    (size == 3 ? correlate_single<3> : correlate_single<5>)(engine, s, single, many, mask, taps);
}

constexpr Implementation implementation = {
    kernels_count, prepare_kernels, convolve_any, correlate, sum, normalise, spread_any, gather_any, correlate_single_any,
};

#include "implementation.h"

#if defined(__x86_64__)
#include <algorithm>

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
namespace cw {
namespace with_avx512 {
constexpr int lanes = 16, rows_at_once = 12;
#include "sources.h"
}  // namespace with_avx512
}  // namespace cw
#pragma clang attribute pop

const cw::Implementation cw::avx512 = cw::with_avx512::implementation;
#endif

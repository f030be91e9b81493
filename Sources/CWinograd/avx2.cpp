#include "implementation.h"

#if defined(__x86_64__)
#include <algorithm>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
namespace cw {
namespace with_avx2 {
constexpr int lanes = 8, rows_at_once = 6;
#include "sources.h"
}  // namespace with_avx2
}  // namespace cw
#pragma clang attribute pop

const cw::Implementation cw::avx2 = cw::with_avx2::implementation;
#endif

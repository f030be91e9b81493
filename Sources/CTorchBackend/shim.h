// What the C++ files of the backend share: the handle, and the two gates through which every
// libtorch call passes. Nothing else may catch.
#pragma once

#if !__has_include(<ATen/ATen.h>)
#error "libtorch is missing: run `make setup` first, or name one with LIBTORCH"
#endif

#include <ATen/ATen.h>

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ctorch.h"

extern "C" {
#define CT(result, name, arguments) result ct_##name arguments;
#include "functions.h"
#undef CT
}

struct ct_tensor_s {
    at::Tensor value;
};

struct ct_generator_s {
    at::Generator value;
};

namespace ct {

extern thread_local std::string last_error;

// Runs `body`, keeps what it throws for take_error, and answers `failed` instead.
template <class Body, class Result>
Result guarded(Result failed, Body &&body) noexcept {
    try {
        return body();
    } catch (const c10::Error &e) {
        last_error = e.what_without_backtrace();
    } catch (const std::exception &e) {
        last_error = e.what();
    } catch (...) {
        last_error = "an unknown exception";
    }
    return failed;
}

template <class Body>
ct_tensor tensor(Body &&body) noexcept {
    return guarded(ct_tensor(nullptr), [&] { return new ct_tensor_s{body()}; });
}

template <class Body>
int status(Body &&body) noexcept {
    return guarded(-1, [&] { body(); return 0; });
}

inline at::IntArrayRef dims(const int64_t *sizes, size_t count) { return {sizes, count}; }

inline std::optional<at::Tensor> optional(ct_tensor t) {
    return t ? std::optional<at::Tensor>(t->value) : std::nullopt;
}

inline std::vector<at::Tensor> list(const ct_tensor *tensors, size_t count) {
    std::vector<at::Tensor> values;
    values.reserve(count);
    for (size_t i = 0; i < count; i++) values.push_back(tensors[i]->value);
    return values;
}

// In the order of ct_dtype.
inline constexpr at::ScalarType scalar_types[] = {
    at::kBool, at::kByte, at::kChar, at::kShort, at::kInt,
    at::kLong, at::kHalf, at::kBFloat16, at::kFloat, at::kDouble,
};

inline at::ScalarType scalar_type(ct_dtype dtype) { return scalar_types[dtype]; }

inline at::Device device(ct_device where) {
    switch (where.kind) {
    case ct_cuda: return {at::kCUDA, at::DeviceIndex(where.index)};
    case ct_mps: return {at::kMPS, at::DeviceIndex(where.index)};
    case ct_cpu: break;
    }
    return at::kCPU;
}

inline at::TensorOptions options(ct_dtype dtype, ct_device where) {
    return at::dtype(scalar_type(dtype)).device(device(where));
}

}  // namespace ct

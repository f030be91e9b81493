// What the C++ files of the backend share: the handle, and the two gates through which every
// libtorch call passes. Nothing else may catch.
#pragma once

#include <ATen/ATen.h>

#include <ATen/core/grad_mode.h>

#include <optional>
#include <string>

#include "ctorch.h"

extern "C" {
#define CT(result, name, arguments) result ct_##name arguments;
#include "functions.h"
#undef CT
}

struct ct_tensor_s {
    at::Tensor value;
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

}  // namespace ct

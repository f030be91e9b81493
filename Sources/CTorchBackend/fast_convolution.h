// Convolutions that CWinograd computes: which they are, what they answer, and their gradients.
#pragma once

#include "shim.h"

#include <mutex>

// The prepared kernels of one layer, kept as long as its weight and its use stay the same.
struct ct_kernels_s {
    std::mutex mutex;
    c10::weak_intrusive_ptr<at::TensorImpl> weight{c10::intrusive_ptr<at::TensorImpl>()};
    uint32_t version = 0;
    ct_sampling sampling = ct_plain;
    at::Tensor prepared;
};

namespace ct {

// A convolution and what follows it at once: relu(conv2d(sampled x) + bias).
struct Convolution {
    ct_sampling sampling;
    bool relu;
};

enum class Path { libtorch, winograd, one_to_many, many_to_one };

// The way that is fastest for this shape. `plain`: stride, dilation and groups are 1, and the padding keeps the size.
Path fastest_path(const at::Tensor &x, const at::Tensor &weight, const std::optional<at::Tensor> &scale,
                  const std::optional<at::Tensor> &bias, ct_sampling sampling, bool plain);

// The results have their channels innermost in memory. Only Path::winograd takes a scale; `kept` may be NULL.
at::Tensor fast_convolution(Path path, const at::Tensor &x, const at::Tensor &weight,
                            const std::optional<at::Tensor> &scale, const std::optional<at::Tensor> &bias,
                            Convolution how, const std::optional<at::Tensor> &addend, ct_kernels_s *kept);

// For each of x, weight and bias its gradient, undefined where it is not `wanted`; y is the result.
std::array<at::Tensor, 3> fast_gradients(Path path, const at::Tensor &x, const at::Tensor &weight, const at::Tensor &y,
                                         const at::Tensor &gradient, Convolution how, std::array<bool, 3> wanted);

}  // namespace ct

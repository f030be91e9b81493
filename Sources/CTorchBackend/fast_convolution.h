// Convolutions faster than libtorch's: by CWinograd, with their gradients, and in inference by oneDNN with what follows.
#pragma once

#include "shim.h"

#include <mutex>

#include "cwinograd.h"

// What is made of the tensors of one layer for inference, kept as long as they and their use stay the same.
struct ct_kernels_s {
    std::mutex mutex;
    std::vector<std::pair<c10::weak_intrusive_ptr<at::TensorImpl>, uint32_t>> made_of;  // with their versions
    std::optional<at::Tensor> scale, shift;  // by channel of the result
    ct_sampling sampling = ct_plain;
    at::Tensor transformed;  // for CWinograd, for this sampling
    at::Tensor packed;       // for oneDNN, scaled, and for these borders
    std::array<int64_t, 4> borders = {};
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

// The processor and the threads that CWinograd may use; cw_none where it may not.
cw_engine engine();

bool is_ours(const at::Tensor &t);  // 32-bit numbers on the CPU

// The same values with the channels innermost in memory, of a single channel, too.
at::Tensor channels_last(const at::Tensor &t);

at::Tensor activated(const at::Tensor &x, ct_activation activation);

// Batch normalisation in evaluation: y * scale + shift of each channel of y + offset.
at::Tensor scale_of(const ct_norm &norm);
at::Tensor shift_of(const ct_norm &norm, const at::Tensor &scale, const std::optional<at::Tensor> &offset = {});

struct Geometry {
    at::IntArrayRef stride;
    std::array<int64_t, 4> borders;  // zeros: top, left, bottom, right
    at::IntArrayRef dilation;
    int64_t groups;

    bool is_even() const { return borders[0] == borders[2] && borders[1] == borders[3]; }
};

// Whether `packed_convolution` can be had. It records no graph, and its result has the channels innermost in memory.
bool can_pack(const at::Tensor &x, const at::Tensor &weight, const std::optional<at::Tensor> &shift,
              const Geometry &geometry);

// addend + activation(scale * convolution + shift).
at::Tensor packed_convolution(const at::Tensor &x, const at::Tensor &weight, const std::optional<at::Tensor> &scale,
                              const std::optional<at::Tensor> &shift, const Geometry &geometry,
                              ct_activation activation, const std::optional<at::Tensor> &addend, ct_kernels_s &kept);

// The results have their channels innermost in memory. Only Path::winograd takes a scale; `kept` may be NULL.
at::Tensor fast_convolution(Path path, const at::Tensor &x, const at::Tensor &weight,
                            const std::optional<at::Tensor> &scale, const std::optional<at::Tensor> &bias,
                            Convolution how, const std::optional<at::Tensor> &addend, ct_kernels_s *kept);

// For each of x, weight and bias its gradient, undefined where it is not `wanted`; y is the result.
std::array<at::Tensor, 3> fast_gradients(Path path, const at::Tensor &x, const at::Tensor &weight, const at::Tensor &y,
                                         const at::Tensor &gradient, Convolution how, std::array<bool, 3> wanted);

}  // namespace ct

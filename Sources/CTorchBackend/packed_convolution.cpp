// Convolutions in inference by oneDNN with kernels that are arranged once, and what follows in the same pass: the operators
// that libtorch's own compiler uses.
#include "fast_convolution.h"

#include <ATen/core/dispatch/Dispatcher.h>

using namespace ct;

namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;
using Sizes = at::IntArrayRef;

// Without the operator, as on processors for which libtorch has no oneDNN, none.
std::optional<c10::OperatorHandle> found(const char *name, const char *overload) {
    return c10::Dispatcher::singleton().findSchema({name, overload});
}

const std::optional<c10::OperatorHandle> &reorder() {
    static const auto handle = found("mkldnn::_reorder_convolution_weight", "");
    return handle;
}

const std::optional<c10::OperatorHandle> &pointwise() {
    static const auto handle = found("mkldnn::_convolution_pointwise", "");
    return handle;
}

const std::optional<c10::OperatorHandle> &with_addend() {
    static const auto handle = found("mkldnn::_convolution_pointwise", "binary");
    return handle;
}

// oneDNN's operators know one border for two sides: where more zeros lie on one, zeros before or after the taps of the
// kernel take the others' place.
at::Tensor packed_of(const at::Tensor &x, const at::Tensor &weight, const std::optional<at::Tensor> &scale,
                     const Geometry &g, Sizes padding, ct_kernels_s &kept) {
    std::lock_guard lock(kept.mutex);
    if (!kept.packed.defined() || kept.borders != g.borders) {
        static const auto call = reorder()->typed<at::Tensor(const at::Tensor &, Sizes, Sizes, Sizes, int64_t,
                                                             at::OptionalIntArrayRef)>();
        auto scaled = scale ? weight.detach() * scale->reshape({-1, 1, 1, 1}) : weight.detach();
        const auto &[top, left, bottom, right] = g.borders;
        if (!g.is_even())
            scaled = at::constant_pad_nd(
                scaled, {padding[1] - left, padding[1] - right, padding[0] - top, padding[0] - bottom}, 0);
        kept.packed = call.call(scaled.contiguous(), padding, g.stride, g.dilation, g.groups, x.sizes());
        kept.borders = g.borders;
    }
    return kept.packed;
}

}  // namespace

bool ct::can_pack(const at::Tensor &x, const at::Tensor &weight, const std::optional<at::Tensor> &shift,
                  const Geometry &g) {
    return (g.is_even() || g.dilation == Sizes{1, 1}) && engine().processor != cw_none && reorder() && pointwise() &&
           with_addend() && is_ours(x) && is_ours(weight) && x.dim() == 4 && weight.dim() == 4 && x.numel() > 0 &&
           weight.numel() > 0 && (!shift || is_ours(*shift));
}

at::Tensor ct::packed_convolution(const at::Tensor &given, const at::Tensor &weight,
                                  const std::optional<at::Tensor> &scale, const std::optional<at::Tensor> &shift,
                                  const Geometry &g, ct_activation activation, const std::optional<at::Tensor> &addend,
                                  ct_kernels_s &kept) {
    const std::array<int64_t, 2> padding{std::max(g.borders[0], g.borders[2]), std::max(g.borders[1], g.borders[3])};
    const auto x = channels_last(given), packed = packed_of(given, weight, scale, g, padding, kept);
    const auto windows = [&](int dim) {
        return (x.size(2 + dim) + g.borders[dim] + g.borders[2 + dim] - g.dilation[dim] * (weight.size(2 + dim) - 1) - 1) /
                   g.stride[dim] + 1;
    };
    const bool adds = addend && activation == ct_identity && is_ours(*addend) &&
                      addend->sizes() == Sizes{x.size(0), weight.size(0), windows(0), windows(1)};
    if (adds) {
        static const auto call = with_addend()->typed<at::Tensor(
            const at::Tensor &, const at::Tensor &, const at::Tensor &, const std::optional<at::Tensor> &, Sizes, Sizes,
            Sizes, int64_t, std::string_view, std::optional<at::Scalar>, std::optional<std::string_view>, Scalars,
            std::optional<std::string_view>)>();
        return call.call(x, channels_last(*addend), packed, shift, padding, g.stride, g.dilation, g.groups, "add",
                         std::nullopt, std::nullopt, Scalars(), std::nullopt);
    }
    static const auto call = pointwise()->typed<at::Tensor(
        const at::Tensor &, const at::Tensor &, const std::optional<at::Tensor> &, Sizes, Sizes, Sizes, int64_t,
        std::string_view, Scalars, std::optional<std::string_view>)>();
    Scalars bounds;
    if (activation == ct_relu6_after) bounds = Scalars({at::Scalar(0.), at::Scalar(6.)});
    const char *after = activation == ct_identity ? "none" : activation == ct_relu_after ? "relu" : "hardtanh";
    const auto y = call.call(x, packed, shift, padding, g.stride, g.dilation, g.groups, after, bounds, std::nullopt);
    return addend ? y + *addend : y;
}

// Convolution: by CWinograd where that is faster, else by libtorch.
#include "fast_convolution.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace ct;

namespace {

at::Tensor resampled(const at::Tensor &x, ct_sampling sampling) {
    switch (sampling) {
    case ct_doubled: return at::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)});
    case ct_halved: return at::max_pool2d(x, {2, 2});
    case ct_plain: break;
    }
    return x;
}

// The fast paths as one node of libtorch's graph.
struct FastConvolution : torch::autograd::Function<FastConvolution> {
    using Context = torch::autograd::AutogradContext;

    static at::Tensor forward(Context *context, const at::Tensor &x, const at::Tensor &weight,
                              const std::optional<at::Tensor> &bias, int64_t path, int64_t sampling, bool relu) {
        const Convolution how{ct_sampling(sampling), relu};
        auto y = fast_convolution(Path(path), x, weight, {}, bias, how, {}, nullptr);
        context->save_for_backward({x, weight, relu ? y : at::Tensor()});
        context->saved_data["path"] = path;
        context->saved_data["sampling"] = sampling;
        context->saved_data["relu"] = relu;
        context->saved_data["biased"] = bias.has_value();
        return y;
    }

    static torch::autograd::variable_list backward(Context *context, torch::autograd::variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const Convolution how{ct_sampling(context->saved_data["sampling"].toInt()),
                              context->saved_data["relu"].toBool()};
        // Without a bias there is no third input to ask for.
        const std::array<bool, 3> wanted{context->needs_input_grad(0), context->needs_input_grad(1),
                                         context->saved_data["biased"].toBool() && context->needs_input_grad(2)};
        auto [dx, dweight, dbias] = fast_gradients(Path(context->saved_data["path"].toInt()), saved[0], saved[1],
                                                   saved[2], gradients[0], how, wanted);
        return {dx, dweight, dbias, {}, {}, {}};
    }
};

// What a layer's bias and the normalisation after it do to each channel of its convolution: scale and shift.
std::pair<std::optional<at::Tensor>, std::optional<at::Tensor>> scale_and_shift(
    const at::Tensor &weight, const std::optional<at::Tensor> &bias, const ct_norm *norm, ct_kernels_s *kept) {
    std::vector<at::Tensor> sources{weight};
    if (bias) sources.push_back(*bias);
    for (auto tensor : norm ? std::vector{norm->weight_or_null, norm->bias_or_null, norm->mean, norm->var}
                            : std::vector<ct_tensor>{})
        if (tensor) sources.push_back(tensor->value);
    std::unique_lock<std::mutex> lock;
    if (kept) {
        lock = std::unique_lock(kept->mutex);
        if (std::equal(sources.begin(), sources.end(), kept->made_of.begin(), kept->made_of.end(),
                       [](const at::Tensor &t, auto &made) {
                           return made.first.lock().get() == t.unsafeGetTensorImpl() && made.second == t._version();
                       }))
            return {kept->scale, kept->shift};
    }
    std::optional<at::Tensor> scale, shift = bias;
    if (norm) {
        scale = scale_of(*norm);
        shift = shift_of(*norm, *scale, bias);
    }
    if (kept) {
        kept->made_of.clear();
        for (const auto &t : sources)
            kept->made_of.emplace_back(c10::weak_intrusive_ptr<at::TensorImpl>(t.getIntrusivePtr()), uint32_t(t._version()));
        kept->scale = scale;
        kept->shift = shift;
        kept->transformed = kept->packed = at::Tensor();
    }
    return {scale, shift};
}

}  // namespace

at::Tensor ct::scale_of(const ct_norm &norm) {
    const auto deviation = (norm.var->value + norm.epsilon).sqrt();
    return norm.weight_or_null ? norm.weight_or_null->value / deviation : 1 / deviation;
}

at::Tensor ct::shift_of(const ct_norm &norm, const at::Tensor &scale, const std::optional<at::Tensor> &offset) {
    const auto shift = (offset ? *offset - norm.mean->value : -norm.mean->value) * scale;
    return norm.bias_or_null ? norm.bias_or_null->value + shift : shift;
}

at::Tensor ct::activated(const at::Tensor &x, ct_activation activation) {
    switch (activation) {
    case ct_relu_after: return at::relu(x);
    case ct_relu6_after: return at::hardtanh(x, 0, 6);
    case ct_identity: break;
    }
    return x;
}

ct_kernels ct_new_kernels(void) {
    return guarded(ct_kernels(nullptr), [] { return new ct_kernels_s; });
}

void ct_free_kernels(ct_kernels kernels) { delete kernels; }

ct_tensor ct_conv2d(ct_tensor image, ct_sampling sampling, ct_tensor kernels, ct_tensor optional_bias,
                    const ct_norm *norm, const int64_t stride[2], const int64_t borders[4],
                    const int64_t dilation[2], int64_t groups, ct_activation activation, ct_tensor optional_addend,
                    ct_kernels kept) {
    return tensor([&] {
        auto x = image->value;
        auto weight = kernels->value;
        const auto addend = optional(optional_addend);
        const bool infers = !at::GradMode::is_enabled();
        auto [scale, shift] = scale_and_shift(weight, optional(optional_bias), norm, infers ? kept : nullptr);
        if (!infers && sampling == ct_halved) {
            x = resampled(x, sampling);
            sampling = ct_plain;
        }
        const Geometry geometry{dims(stride, 2), {borders[0], borders[1], borders[2], borders[3]}, dims(dilation, 2),
                                groups};
        const bool plain = weight.dim() == 4 && geometry.is_even() && geometry.stride == at::IntArrayRef{1, 1} &&
                           geometry.dilation == at::IntArrayRef{1, 1} && groups == 1 &&
                           2 * borders[0] + 1 == weight.size(2) && 2 * borders[1] + 1 == weight.size(3);
        const auto path = fastest_path(x, weight, scale, shift, sampling, plain);
        if (path == Path::libtorch && infers && kept && can_pack(x, weight, shift, geometry))
            return packed_convolution(resampled(x, sampling), weight, scale, shift, geometry, activation, addend, *kept);
        if (scale && !(path == Path::winograd && infers)) {
            weight = weight * scale->reshape({-1, 1, 1, 1});
            scale = std::nullopt;
            kept = nullptr;
        }
        // CWinograd knows no ReLU6.
        const bool relu = activation == ct_relu_after && path != Path::libtorch;
        const auto rest = relu ? ct_identity : activation;
        const auto added = rest == ct_identity ? addend : std::nullopt;
        at::Tensor y;
        if (path == Path::libtorch) {
            x = resampled(x, sampling);
            std::array<int64_t, 2> padding{borders[0], borders[1]};
            if (!geometry.is_even()) {
                x = at::constant_pad_nd(x, {borders[1], borders[3], borders[0], borders[2]}, 0);
                padding = {0, 0};
            }
            y = at::conv2d(x, weight, shift, geometry.stride, padding, geometry.dilation, groups);
            if (added) y = y + *added;
        } else if (infers) {
            y = fast_convolution(path, x, weight, scale, shift, {sampling, relu}, added, kept);
        } else {
            y = FastConvolution::apply(x, weight, shift, int64_t(path), int64_t(sampling), relu);
            if (added) y = y + *added;
        }
        if (rest == ct_identity) return y;
        y = activated(y, rest);
        return addend ? y + *addend : y;
    });
}

ct_tensor ct_conv_transpose2d(ct_tensor x, ct_tensor weight, ct_tensor bias, const int64_t stride[2],
                              const int64_t padding[2], const int64_t output_padding[2], int64_t groups,
                              const int64_t dilation[2]) {
    return tensor([&] {
        return at::conv_transpose2d(x->value, weight->value, optional(bias), dims(stride, 2),
                                    dims(padding, 2), dims(output_padding, 2), groups, dims(dilation, 2));
    });
}

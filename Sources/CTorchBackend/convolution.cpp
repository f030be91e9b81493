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

}  // namespace

ct_kernels ct_new_kernels(void) {
    return guarded(ct_kernels(nullptr), [] { return new ct_kernels_s; });
}

void ct_free_kernels(ct_kernels kernels) { delete kernels; }

ct_tensor ct_conv2d(ct_tensor image, ct_sampling sampling, ct_tensor kernels, ct_tensor optional_scale,
                    ct_tensor optional_bias, const int64_t stride[2], const int64_t padding[2],
                    const int64_t dilation[2], int64_t groups, bool relu, ct_tensor optional_addend,
                    ct_kernels kept) {
    return tensor([&] {
        auto x = image->value;
        auto weight = kernels->value;
        auto scale = optional(optional_scale);
        const auto bias = optional(optional_bias), addend = optional(optional_addend);
        if (at::GradMode::is_enabled() && sampling == ct_halved) {
            x = resampled(x, sampling);
            sampling = ct_plain;
        }
        const bool plain = weight.dim() == 4 && dims(stride, 2) == at::IntArrayRef{1, 1} &&
                           dims(dilation, 2) == at::IntArrayRef{1, 1} && groups == 1 &&
                           2 * padding[0] + 1 == weight.size(2) && 2 * padding[1] + 1 == weight.size(3);
        const auto path = fastest_path(x, weight, scale, bias, sampling, plain);
        const bool fuses_scale = path == Path::winograd && !at::GradMode::is_enabled();
        if (scale && !fuses_scale) {
            weight = weight * scale->reshape({-1, 1, 1, 1});
            scale = std::nullopt;
            kept = nullptr;
        }
        if (path == Path::libtorch) {
            auto y = at::conv2d(resampled(x, sampling), weight, bias, dims(stride, 2), dims(padding, 2),
                                dims(dilation, 2), groups);
            if (relu) y = at::relu(y);
            return addend ? y + *addend : y;
        }
        if (!at::GradMode::is_enabled())
            return fast_convolution(path, x, weight, scale, bias, {sampling, relu}, addend, kept);
        const auto y = FastConvolution::apply(x, weight, bias, int64_t(path), int64_t(sampling), relu);
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

// What networks are made of besides convolution: pooling, resampling, normalisation, activations, losses.
#include "fast_convolution.h"

using namespace ct;

namespace {

at::Reduction::Reduction how(ct_reduction reduction) {
    switch (reduction) {
    case ct_reduce_none: return at::Reduction::None;
    case ct_reduce_sum: return at::Reduction::Sum;
    case ct_reduce_mean: break;
    }
    return at::Reduction::Mean;
}

}  // namespace

// Pooling

ct_tensor ct_max_pool2d(ct_tensor x, const int64_t kernel[2], const int64_t stride[2],
                        const int64_t padding[2]) {
    return tensor([&] {
        return at::max_pool2d(x->value, dims(kernel, 2), dims(stride, 2), dims(padding, 2));
    });
}

ct_tensor ct_avg_pool2d(ct_tensor x, const int64_t kernel[2], const int64_t stride[2],
                        const int64_t padding[2], bool count_padding) {
    return tensor([&] {
        return at::avg_pool2d(x->value, dims(kernel, 2), dims(stride, 2), dims(padding, 2),
                              /*ceil_mode=*/false, count_padding);
    });
}

ct_tensor ct_adaptive_max_pool2d(ct_tensor x, const int64_t size[2]) {
    return tensor([&] { return std::get<0>(at::adaptive_max_pool2d(x->value, dims(size, 2))); });
}

ct_tensor ct_adaptive_avg_pool2d(ct_tensor x, const int64_t size[2]) {
    return tensor([&] { return at::adaptive_avg_pool2d(x->value, dims(size, 2)); });
}

// Resampling and borders

ct_tensor ct_resize(ct_tensor x, const int64_t size[2], ct_interpolation by, bool align_corners) {
    return tensor([&] {
        switch (by) {
        case ct_nearest: return at::upsample_nearest2d(x->value, dims(size, 2));
        case ct_bilinear: return at::upsample_bilinear2d(x->value, dims(size, 2), align_corners);
        case ct_bicubic: break;
        }
        return at::upsample_bicubic2d(x->value, dims(size, 2), align_corners);
    });
}

ct_tensor ct_resize_by(ct_tensor x, const double factors[2]) {
    return tensor([&] {
        auto scaled = [&](int i) { return int64_t(double(x->value.size(2 + i)) * factors[i]); };
        return at::upsample_bicubic2d(x->value, {scaled(0), scaled(1)}, /*align_corners=*/false, factors[0],
                                      factors[1]);
    });
}

ct_tensor ct_resize_smoothly(ct_tensor x, const int64_t size[2]) {
    return tensor([&] {
        return at::_upsample_bicubic2d_aa(x->value, dims(size, 2), /*align_corners=*/false);
    });
}

ct_tensor ct_grid_sample(ct_tensor x, ct_tensor grid, ct_interpolation by, ct_outside outside,
                         bool align_corners) {
    // libtorch's codes: 0 bilinear, 1 nearest, 2 bicubic; 0 zeros, 1 border, 2 reflection.
    int64_t mode = by == ct_bilinear ? 0 : by == ct_nearest ? 1 : 2;
    return tensor([&] {
        return at::grid_sampler(x->value, grid->value, mode, int64_t(outside), align_corners);
    });
}

ct_tensor ct_pad_constant(ct_tensor x, const int64_t borders[4], double value) {
    return tensor([&] { return at::constant_pad_nd(x->value, dims(borders, 4), value); });
}

ct_tensor ct_pad_reflect(ct_tensor x, const int64_t borders[4]) {
    return tensor([&] { return at::reflection_pad2d(x->value, dims(borders, 4)); });
}

// Normalisation

ct_tensor ct_batch_norm(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor mean, ct_tensor var,
                        bool training, double momentum, double epsilon) {
    return tensor([&] {
        TORCH_CHECK(x->value.dim() == 4, "expected N x C x H x W, got ", x->value.sizes());
        TORCH_CHECK(!training || x->value.numel() != x->value.size(1),
                    "expected more than one value per channel when training, got ", x->value.sizes());
        return at::batch_norm(x->value, optional(weight), optional(bias), optional(mean), optional(var),
                              training, momentum, epsilon, /*cudnn_enabled=*/true);
    });
}

ct_tensor ct_batch_norm_inferred(ct_tensor image, const ct_norm *norm, ct_activation activation) {
    return tensor([&] {
        const auto &x = image->value;
        const auto scale = scale_of(*norm), shift = shift_of(*norm, scale);
        const bool fast = !at::GradMode::is_enabled() && engine().processor != cw_none && x.dim() == 4 && is_ours(x) &&
                          is_ours(scale) && x.size(1) == scale.numel() && x.size(1) % 16 == 0 &&
                          activation != ct_relu6_after && x.numel() > 0;
        if (!fast)
            return activated(at::batch_norm(x, optional(norm->weight_or_null), optional(norm->bias_or_null),
                                            norm->mean->value, norm->var->value, /*training=*/false, /*momentum=*/0,
                                            norm->epsilon, /*cudnn_enabled=*/true),
                             activation);
        const auto [channels, rows, columns] = std::tuple(x.size(1), x.size(2), x.size(3));
        // A range of the channels of a larger image, as it lies there
        const auto step = x.stride(3);
        const bool lies = step >= channels && x.strides() == at::IntArrayRef{rows * columns * step, 1, columns * step, step};
        const auto values = lies ? x : channels_last(x);
        auto y = at::empty(x.sizes(), x.options().memory_format(at::MemoryFormat::ChannelsLast));
        cw_normalise(engine(), x.numel() / channels, channels, static_cast<const float *>(values.const_data_ptr()),
                     lies ? step : channels, static_cast<const float *>(scale.const_data_ptr()),
                     static_cast<const float *>(shift.const_data_ptr()), activation == ct_relu_after,
                     y.mutable_data_ptr<float>());
        return y;
    });
}

ct_tensor ct_layer_norm(ct_tensor x, const int64_t *shape, size_t rank, ct_tensor weight, ct_tensor bias,
                        double epsilon) {
    return tensor([&] {
        return at::layer_norm(x->value, dims(shape, rank), optional(weight), optional(bias), epsilon);
    });
}

ct_tensor ct_unit_vectors(ct_tensor x, int64_t dim) {
    return tensor([&] {
        return x->value / at::linalg_vector_norm(x->value, 2, dim, /*keepdim=*/true).clamp_min(1e-12);
    });
}

ct_tensor ct_group_norm(ct_tensor x, int64_t groups, ct_tensor weight, ct_tensor bias, double epsilon) {
    return tensor([&] {
        return at::group_norm(x->value, groups, optional(weight), optional(bias), epsilon);
    });
}

// Activations and attention

ct_tensor ct_relu(ct_tensor x) {
    return tensor([&] { return at::relu(x->value); });
}

ct_tensor ct_relu6(ct_tensor x) {
    return tensor([&] { return at::hardtanh(x->value, 0, 6); });
}

ct_tensor ct_gelu(ct_tensor x) {
    return tensor([&] { return at::gelu(x->value); });
}

ct_tensor ct_silu(ct_tensor x) {
    return tensor([&] { return at::silu(x->value); });
}

ct_tensor ct_sigmoid(ct_tensor x) {
    return tensor([&] { return at::sigmoid(x->value); });
}

ct_tensor ct_tanh(ct_tensor x) {
    return tensor([&] { return at::tanh(x->value); });
}

ct_tensor ct_attention(ct_tensor query, ct_tensor key, ct_tensor value, ct_tensor mask) {
    return tensor([&] {
        return at::scaled_dot_product_attention(query->value, key->value, value->value, optional(mask));
    });
}

// Losses

ct_tensor ct_mse_loss(ct_tensor x, ct_tensor target, ct_reduction reduction) {
    return tensor([&] { return at::mse_loss(x->value, target->value, how(reduction)); });
}

ct_tensor ct_l1_loss(ct_tensor x, ct_tensor target, ct_reduction reduction) {
    return tensor([&] { return at::l1_loss(x->value, target->value, how(reduction)); });
}

ct_tensor ct_bce_with_logits(ct_tensor logits, ct_tensor target, ct_tensor weight, ct_tensor positive_weight,
                             ct_reduction reduction) {
    return tensor([&] {
        return at::binary_cross_entropy_with_logits(logits->value, target->value, optional(weight),
                                                    optional(positive_weight), how(reduction));
    });
}

ct_tensor ct_cross_entropy(ct_tensor logits, ct_tensor target, ct_tensor weight, ct_reduction reduction,
                           double label_smoothing) {
    return tensor([&] {
        return at::cross_entropy_loss(logits->value, target->value, optional(weight), how(reduction),
                                      /*ignore_index=*/-100, label_smoothing);
    });
}

ct_tensor ct_poisson_nll(ct_tensor x, ct_tensor target, bool log_input, ct_reduction reduction) {
    return tensor([&] {
        return at::poisson_nll_loss(x->value, target->value, log_input, /*full=*/false, /*eps=*/1e-8,
                                    how(reduction));
    });
}

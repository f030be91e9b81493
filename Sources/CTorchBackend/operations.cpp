#include "shim.h"

#include <cstring>

using namespace ct;

ct_tensor ct_from_floats(const float *values, const int64_t *shape, size_t rank) {
    return tensor([&] {
        auto view = at::from_blob(const_cast<float *>(values), dims(shape, rank), at::kFloat);
        return view.clone();
    });
}

ct_tensor ct_zeros(const int64_t *shape, size_t rank) {
    return tensor([&] { return at::zeros(dims(shape, rank)); });
}

ct_tensor ct_full(const int64_t *shape, size_t rank, float value) {
    return tensor([&] { return at::full(dims(shape, rank), value); });
}

ct_tensor ct_normal(const int64_t *shape, size_t rank, float mean, float std) {
    return tensor([&] { return at::randn(dims(shape, rank)) * std + mean; });
}

void ct_free(ct_tensor t) { delete t; }

size_t ct_rank(ct_tensor t) { return size_t(t->value.dim()); }

void ct_shape(ct_tensor t, int64_t *shape) {
    auto sizes = t->value.sizes();
    std::copy(sizes.begin(), sizes.end(), shape);
}

int ct_to_floats(ct_tensor t, float *values, size_t count) {
    return status([&] {
        auto host = t->value.detach().to(at::kCPU, at::kFloat).contiguous();
        TORCH_CHECK(size_t(host.numel()) == count, "expected ", count, " values, tensor has ", host.numel());
        std::memcpy(values, host.data_ptr<float>(), count * sizeof(float));
    });
}

void ct_manual_seed(uint64_t seed) { at::manual_seed(seed); }

void ct_set_grad_enabled(bool on) { at::GradMode::set_enabled(on); }
bool ct_grad_enabled(void) { return at::GradMode::is_enabled(); }

int ct_set_requires_grad(ct_tensor t, bool on) {
    return status([&] { t->value.set_requires_grad(on); });
}

int ct_backward(ct_tensor loss) {
    return status([&] { loss->value.backward(); });
}

ct_tensor ct_grad(ct_tensor t) {
    if (!t->value.grad().defined()) return nullptr;
    return tensor([&] { return t->value.grad(); });
}

void ct_zero_grad(ct_tensor t) { t->value.mutable_grad() = at::Tensor(); }

int ct_add_scaled_(ct_tensor t, ct_tensor other, float scale) {
    return status([&] {
        at::NoGradGuard off;
        t->value.add_(other->value, scale);
    });
}

ct_tensor ct_conv2d(ct_tensor x, ct_tensor weight, ct_tensor bias,
                    const int64_t stride[2], const int64_t padding[2], int64_t groups) {
    return tensor([&] {
        return at::conv2d(x->value, weight->value, optional(bias), dims(stride, 2), dims(padding, 2),
                          /*dilation=*/1, groups);
    });
}

ct_tensor ct_batch_norm(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor mean,
                        ct_tensor var, bool training, double momentum, double eps) {
    return tensor([&] {
        return at::batch_norm(x->value, optional(weight), optional(bias), optional(mean), optional(var),
                              training, momentum, eps, /*cudnn_enabled=*/true);
    });
}

ct_tensor ct_linear(ct_tensor x, ct_tensor weight, ct_tensor bias) {
    return tensor([&] { return at::linear(x->value, weight->value, optional(bias)); });
}

ct_tensor ct_relu(ct_tensor x) {
    return tensor([&] { return at::relu(x->value); });
}

ct_tensor ct_add(ct_tensor x, ct_tensor y) {
    return tensor([&] { return x->value + y->value; });
}

ct_tensor ct_sub(ct_tensor x, ct_tensor y) {
    return tensor([&] { return x->value - y->value; });
}

ct_tensor ct_mean_all(ct_tensor x) {
    return tensor([&] { return x->value.mean(); });
}

ct_tensor ct_mean_spatial(ct_tensor x) {
    return tensor([&] { return x->value.mean({2, 3}); });
}

ct_tensor ct_max_pool2d(ct_tensor x, int64_t kernel, int64_t stride, int64_t padding) {
    return tensor([&] { return at::max_pool2d(x->value, kernel, stride, padding); });
}

ct_tensor ct_cross_entropy(ct_tensor logits, const int64_t *labels, size_t count) {
    return tensor([&] {
        auto target = at::from_blob(const_cast<int64_t *>(labels), {int64_t(count)}, at::kLong);
        return at::cross_entropy_loss(logits->value, target.clone());
    });
}

int ct_copy_(ct_tensor t, ct_tensor other) {
    return status([&] {
        at::NoGradGuard off;
        t->value.copy_(other->value);
    });
}

ct_tensor ct_zero_pad(ct_tensor x, int64_t border) {
    return tensor([&] { return at::constant_pad_nd(x->value, {border, border, border, border}, 0); });
}

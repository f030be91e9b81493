// Life of tensors and generators, creation, random numbers, autograd.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ScalarOps.h>
#include <ATen/autocast_mode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace ct;

// Devices

int32_t ct_device_count(ct_device_kind kind) {
    switch (kind) {
    case ct_cpu: return 1;
    case ct_cuda: return guarded(0, [] { return at::hasCUDA() ? int32_t(at::getNumGPUs()) : 0; });
    case ct_mps: return guarded(0, [] { return at::hasMPS() ? 1 : 0; });
    }
    return 0;
}

// Random numbers

ct_generator ct_new_generator(uint64_t seed) {
    return guarded(ct_generator(nullptr),
                   [&] { return new ct_generator_s{at::detail::createCPUGenerator(seed)}; });
}

void ct_free_generator(ct_generator g) { delete g; }

ct_tensor ct_generator_state(ct_generator g) {
    return tensor([&] { return g->value.get_state(); });
}

int ct_set_generator_state(ct_generator g, ct_tensor state) {
    return status([&] { g->value.set_state(state->value); });
}

ct_tensor ct_uniform(const int64_t *shape, size_t rank, double low, double high, ct_dtype dtype,
                     ct_generator g) {
    return tensor([&] {
        return at::empty(dims(shape, rank), scalar_type(dtype)).uniform_(low, high, g->value);
    });
}

ct_tensor ct_normal(const int64_t *shape, size_t rank, double mean, double std, ct_dtype dtype,
                    ct_generator g) {
    return tensor([&] {
        return at::empty(dims(shape, rank), scalar_type(dtype)).normal_(mean, std, g->value);
    });
}

ct_tensor ct_bernoulli(const int64_t *shape, size_t rank, double p, ct_dtype dtype, ct_generator g) {
    // Not libtorch's bernoulli_, which draws other numbers where it was built with MKL.
    return tensor([&] {
        return at::empty(dims(shape, rank)).uniform_(0, 1, g->value).lt(p).to(scalar_type(dtype));
    });
}

// Creation

ct_tensor ct_from_bytes(const void *values, const int64_t *shape, size_t rank, ct_dtype dtype) {
    return tensor([&] {
        return at::from_blob(const_cast<void *>(values), dims(shape, rank), scalar_type(dtype)).clone();
    });
}

ct_tensor ct_from_owner(void *values, const int64_t *shape, size_t rank, ct_dtype dtype, void *owner,
                        void (*release)(void *)) {
    return tensor([&] {
        std::shared_ptr<void> held(owner, release);
        return at::from_blob(values, dims(shape, rank), [held](void *) {}, scalar_type(dtype));
    });
}

ct_tensor ct_full(const int64_t *shape, size_t rank, double value, ct_dtype dtype, ct_device where) {
    return tensor([&] { return at::full(dims(shape, rank), value, options(dtype, where)); });
}

ct_tensor ct_arange(double start, double end, double step, ct_dtype dtype, ct_device where) {
    return tensor([&] { return at::arange(start, end, step, options(dtype, where)); });
}

ct_tensor ct_real_scalar(double value) {
    return tensor([&] { return at::native::wrapped_scalar_tensor(value); });
}

ct_tensor ct_whole_scalar(int64_t value) {
    return tensor([&] { return at::native::wrapped_scalar_tensor(value); });
}

// Life and looks

void ct_free(ct_tensor t) { delete t; }

size_t ct_rank(ct_tensor t) { return size_t(t->value.dim()); }

void ct_shape(ct_tensor t, int64_t *shape) {
    auto sizes = t->value.sizes();
    std::copy(sizes.begin(), sizes.end(), shape);
}

int64_t ct_count(ct_tensor t) { return t->value.numel(); }

ct_dtype ct_dtype_of(ct_tensor t) {
    auto found = std::find(std::begin(scalar_types), std::end(scalar_types), t->value.scalar_type());
    return ct_dtype(found - std::begin(scalar_types));
}

ct_device ct_device_of(ct_tensor t) {
    auto where = t->value.device();
    auto kind = where.is_cuda() ? ct_cuda : where.is_mps() ? ct_mps : ct_cpu;
    return {kind, std::max<int32_t>(where.index(), 0)};
}

bool ct_is_channels_last(ct_tensor t) {
    return t->value.dim() == 4 && t->value.is_contiguous(at::MemoryFormat::ChannelsLast);
}

ct_tensor ct_to(ct_tensor t, ct_dtype dtype, ct_device where) {
    return tensor([&] { return t->value.to(device(where), scalar_type(dtype)); });
}

ct_tensor ct_contiguous(ct_tensor t) {
    return tensor([&] { return t->value.contiguous(); });
}

ct_tensor ct_channels_last(ct_tensor t) {
    // Not contiguous(): it leaves the strides of a single channel as they are, and convolution goes by strides.
    return tensor([&] {
        return t->value.to(t->value.options(), /*non_blocking=*/false, /*copy=*/false,
                           at::MemoryFormat::ChannelsLast);
    });
}

const void *ct_host_values(ct_tensor t) {
    if (!t->value.device().is_cpu() || !t->value.is_contiguous()) return nullptr;
    return guarded((const void *)nullptr, [&] { return t->value.const_data_ptr(); });
}

int ct_copy_(ct_tensor t, ct_tensor other) {
    return status([&] {
        at::NoGradGuard off;
        t->value.copy_(other->value);
    });
}

// Autograd

void ct_set_grad_enabled(bool on) { at::GradMode::set_enabled(on); }

bool ct_grad_enabled(void) { return at::GradMode::is_enabled(); }

void ct_set_mixed_precision(ct_device_kind kind, bool on) {
    const auto type = device({kind, 0}).type();
    at::autocast::set_autocast_dtype(type, at::kBFloat16);
    at::autocast::set_autocast_enabled(type, on);
    // Copies of parameters in bfloat16 must not outlive a change of these.
    if (!on) at::autocast::clear_cache();
}

bool ct_mixed_precision(ct_device_kind kind) {
    return at::autocast::is_autocast_enabled(device({kind, 0}).type());
}

int ct_set_requires_grad(ct_tensor t, bool on) {
    return status([&] { t->value.set_requires_grad(on); });
}

bool ct_requires_grad(ct_tensor t) { return t->value.requires_grad(); }

ct_tensor ct_detach(ct_tensor t) {
    return tensor([&] { return t->value.detach(); });
}

int ct_backward(ct_tensor loss) {
    return status([&] { loss->value.backward(); });
}

int ct_gradients(ct_tensor y, ct_tensor cotangent, const ct_tensor *xs, size_t count, ct_tensor *gradients) {
    return status([&] {
        std::vector<at::Tensor> cotangents;
        if (cotangent) cotangents.push_back(cotangent->value);
        auto found = torch::autograd::grad({y->value}, list(xs, count), cotangents, /*retain_graph=*/true,
                                           /*create_graph=*/false, /*allow_unused=*/true);
        for (size_t i = 0; i < count; i++) {
            gradients[i] = found[i].defined() ? new ct_tensor_s{found[i]} : nullptr;
        }
    });
}

ct_tensor ct_grad(ct_tensor t) {
    if (!t->value.grad().defined()) return nullptr;
    return tensor([&] { return t->value.grad(); });
}

void ct_zero_grad(ct_tensor t) { t->value.mutable_grad() = at::Tensor(); }

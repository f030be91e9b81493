#include "shim.h"

#include <ATen/ops/_foreach_add.h>
#include <ATen/ops/_foreach_lerp.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/_fused_adam.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/_fused_sgd.h>

using namespace ct;

namespace {

using Tensors = std::vector<at::Tensor>;

// The fused CPU kernels walk parameter and gradient side by side in memory, whatever their strides.
Tensors take_gradients(const Tensors &parameters) {
    Tensors gradients;
    for (auto &parameter : parameters) {
        TORCH_CHECK(parameter.is_non_overlapping_and_dense(), "a parameter of shape ", parameter.sizes(),
                    " has gaps or shares elements in memory; make it contiguous before it is trained");
    }
    for (auto &parameter : parameters) {
        auto gradient = std::exchange(parameter.mutable_grad(), {});
        bool alike = gradient.strides() == parameter.strides();
        gradients.push_back(alike ? gradient : at::empty_like(parameter.detach()).copy_(gradient));
    }
    return gradients;
}

// The fused kernels forget to; whoever keeps what was made of a parameter looks at its version.
void note_change(const Tensors &parameters) {
    for (auto &parameter : parameters) parameter.unsafeGetTensorImpl()->bump_version();
}

}  // namespace

ct_tensor ct_moment_like(ct_tensor parameter) {
    return tensor([&] { return at::zeros_like(parameter->value.detach()); });
}

ct_tensor ct_step_counter_like(ct_tensor parameter) {
    return tensor([&] { return at::zeros({}, parameter->value.options().dtype(at::kFloat)); });
}

int ct_sgd_(const ct_tensor *parameters, const ct_tensor *momenta, size_t count, double rate,
            double momentum, double weight_decay, bool nesterov) {
    return status([&] {
        at::NoGradGuard off;
        auto values = list(parameters, count);
        auto buffers = momenta ? list(momenta, count) : Tensors();
        at::_fused_sgd_(values, take_gradients(values), buffers, weight_decay, momentum, rate,
                        /*dampening=*/0, nesterov, /*maximize=*/false, /*is_first_step=*/false);
        note_change(values);
    });
}

int ct_adam_(const ct_tensor *parameters, const ct_tensor *means, const ct_tensor *squares,
             const ct_tensor *steps, size_t count, double rate, double beta1, double beta2,
             double epsilon, double weight_decay, bool decoupled) {
    return status([&] {
        at::NoGradGuard off;
        auto values = list(parameters, count);
        auto counters = list(steps, count);
        at::_foreach_add_(counters, 1);
        auto update = decoupled ? at::_ops::_fused_adamw_::call : at::_ops::_fused_adam_::call;
        update(values, take_gradients(values), list(means, count), list(squares, count), {}, counters, rate,
               beta1, beta2, weight_decay, epsilon, /*amsgrad=*/false, /*maximize=*/false, {}, {});
        note_change(values);
    });
}

ct_tensor ct_clip_gradients_(const ct_tensor *parameters, size_t count, double maximum) {
    return tensor([&] {
        at::NoGradGuard off;
        Tensors gradients;
        for (auto &parameter : list(parameters, count)) gradients.push_back(parameter.grad());
        auto norm = at::stack(at::_foreach_norm(gradients)).norm();
        at::_foreach_mul_(gradients, (maximum / (norm + 1e-6)).clamp_max(1));
        return norm;
    });
}

int ct_lerp_(const ct_tensor *tensors, const ct_tensor *towards, size_t count, double weight) {
    return status([&] {
        at::NoGradGuard off;
        const auto values = list(tensors, count);
        at::_foreach_lerp_(values, list(towards, count), weight);
        note_change(values);
    });
}

int ct_exchange_(ct_tensor a, ct_tensor b) {
    return status([&] {
        at::NoGradGuard off;
        auto before = a->value.clone();
        a->value.copy_(b->value);
        b->value.copy_(before);
    });
}

// Every function of the C face, once: CT(result, name, arguments).
// ctorch.h makes the table's fields of it, CTorchBackend the declarations and the table itself.
// clang-format off

CT(const char *, take_error, (void))  // NULL when there is none; valid until the next call

// Life and looks
CT(ct_tensor, from_floats, (const float *values, const int64_t *shape, size_t rank))
CT(ct_tensor, zeros, (const int64_t *shape, size_t rank))
CT(ct_tensor, full, (const int64_t *shape, size_t rank, float value))
CT(ct_tensor, normal, (const int64_t *shape, size_t rank, float mean, float std))
CT(void, free, (ct_tensor t))
CT(size_t, rank, (ct_tensor t))
CT(void, shape, (ct_tensor t, int64_t *shape))
CT(int, to_floats, (ct_tensor t, float *values, size_t count))
CT(void, manual_seed, (uint64_t seed))

// Autograd
CT(void, set_grad_enabled, (bool on))
CT(bool, grad_enabled, (void))
CT(int, set_requires_grad, (ct_tensor t, bool on))
CT(int, backward, (ct_tensor loss))
CT(ct_tensor, grad, (ct_tensor t))  // NULL without an error: no gradient yet
CT(void, zero_grad, (ct_tensor t))
CT(int, copy_, (ct_tensor t, ct_tensor other))  // in place, no graph
CT(int, add_scaled_, (ct_tensor t, ct_tensor other, float scale))  // in place, no graph

// Operations
CT(ct_tensor, conv2d, (ct_tensor x, ct_tensor weight, ct_tensor bias_or_null, const int64_t stride[2],
                       const int64_t padding[2], int64_t groups))
CT(ct_tensor, batch_norm, (ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor mean, ct_tensor var,
                           bool training, double momentum, double eps))
CT(ct_tensor, linear, (ct_tensor x, ct_tensor weight, ct_tensor bias_or_null))
CT(ct_tensor, relu, (ct_tensor x))
CT(ct_tensor, add, (ct_tensor x, ct_tensor y))
CT(ct_tensor, sub, (ct_tensor x, ct_tensor y))
CT(ct_tensor, mean_all, (ct_tensor x))
CT(ct_tensor, mean_spatial, (ct_tensor x))  // N,C,H,W -> N,C
CT(ct_tensor, max_pool2d, (ct_tensor x, int64_t kernel, int64_t stride, int64_t padding))
CT(ct_tensor, zero_pad, (ct_tensor x, int64_t border))  // all four sides of the plane
CT(ct_tensor, cross_entropy, (ct_tensor logits, const int64_t *labels, size_t count))

// Optimisers. In place, no graph; sgd_ and adam_ use up the gradients: none is left afterwards
CT(ct_tensor, moment_like, (ct_tensor parameter))  // zeros in its shape, memory layout and device
CT(ct_tensor, step_counter_like, (ct_tensor parameter))  // float32 zero on its device
CT(int, sgd_, (const ct_tensor *parameters, const ct_tensor *momenta_or_null, size_t count, double rate,
               double momentum, double weight_decay, bool nesterov))
CT(int, adam_, (const ct_tensor *parameters, const ct_tensor *means, const ct_tensor *squares,
                const ct_tensor *steps, size_t count, double rate, double beta1, double beta2, double epsilon,
                double weight_decay, bool decoupled))
// Answers the norm before clipping
CT(ct_tensor, clip_gradients_, (const ct_tensor *parameters, size_t count, double maximum))
CT(int, lerp_, (const ct_tensor *tensors, const ct_tensor *towards, size_t count, double weight))
CT(int, exchange_, (ct_tensor a, ct_tensor b))

// Every function of the C face, once: CT(result, name, arguments).
// ctorch.h makes the table's fields of it, CTorchBackend the declarations and the table itself.
// clang-format off

CT(const char *, take_error, (void))  // NULL when there is none; valid until the next call

// Devices
CT(int32_t, device_count, (ct_device_kind kind))
CT(int64_t, threads, (void))             // that libtorch computes with on the CPU
CT(int, set_threads, (int64_t count))    // with which this thread, and those that have not begun yet, compute on the CPU
CT(int64_t, threads_of_kernels, (void))  // seen at work in a call as CWinograd's; -1 on error

// Random numbers: libtorch's generator for the CPU
CT(ct_generator, new_generator, (uint64_t seed))
CT(void, free_generator, (ct_generator g))
CT(ct_tensor, generator_state, (ct_generator g))  // bytes
CT(int, set_generator_state, (ct_generator g, ct_tensor state))
CT(ct_tensor, uniform, (const int64_t *shape, size_t rank, double low, double high, ct_dtype dtype,
                        ct_generator g))
CT(ct_tensor, normal, (const int64_t *shape, size_t rank, double mean, double std, ct_dtype dtype,
                       ct_generator g))
CT(ct_tensor, bernoulli, (const int64_t *shape, size_t rank, double p, ct_dtype dtype, ct_generator g))

// Creation
CT(ct_tensor, from_bytes, (const void *values, const int64_t *shape, size_t rank, ct_dtype dtype))  // copies
// Shares memory and calls `release(owner)` once, from whatever thread drops the last reference; also when
// this call fails.
CT(ct_tensor, from_owner, (void *values, const int64_t *shape, size_t rank, ct_dtype dtype, void *owner,
                           void (*release)(void *owner)))
CT(ct_tensor, full, (const int64_t *shape, size_t rank, double value, ct_dtype dtype, ct_device device))
CT(ct_tensor, arange, (double start, double end, double step, ct_dtype dtype, ct_device device))
CT(ct_tensor, real_scalar, (double value))  // takes part in type promotion as a Python number does
CT(ct_tensor, whole_scalar, (int64_t value))

// Life and looks
CT(void, free, (ct_tensor t))
CT(size_t, rank, (ct_tensor t))
CT(void, shape, (ct_tensor t, int64_t *shape))
CT(int64_t, count, (ct_tensor t))
CT(ct_dtype, dtype_of, (ct_tensor t))
CT(ct_device, device_of, (ct_tensor t))
CT(bool, is_channels_last, (ct_tensor t))
CT(ct_tensor, to, (ct_tensor t, ct_dtype dtype, ct_device device))  // itself where nothing changes
CT(ct_tensor, contiguous, (ct_tensor t))
CT(ct_tensor, channels_last, (ct_tensor t))
CT(const void *, host_values, (ct_tensor t))  // of a contiguous tensor on the CPU, else NULL; no error
CT(int, copy_, (ct_tensor t, ct_tensor other))  // in place, no graph

// Shape
CT(ct_tensor, reshape, (ct_tensor x, const int64_t *shape, size_t rank))
CT(ct_tensor, expand, (ct_tensor x, const int64_t *shape, size_t rank))
CT(ct_tensor, permute, (ct_tensor x, const int64_t *dims, size_t count))
CT(ct_tensor, transpose, (ct_tensor x, int64_t first, int64_t second))
CT(ct_tensor, unsqueeze, (ct_tensor x, int64_t dim))
CT(ct_tensor, squeeze, (ct_tensor x, int64_t dim))
CT(ct_tensor, flip, (ct_tensor x, const int64_t *dims, size_t count))
CT(ct_tensor, concatenate, (const ct_tensor *xs, size_t count, int64_t dim))
CT(ct_tensor, stack, (const ct_tensor *xs, size_t count, int64_t dim))
CT(ct_tensor, select, (ct_tensor x, int64_t dim, int64_t index))
CT(ct_tensor, slice, (ct_tensor x, int64_t dim, int64_t start, int64_t end, int64_t step))
CT(ct_tensor, index_select, (ct_tensor x, int64_t dim, ct_tensor index))
CT(ct_tensor, gather, (ct_tensor x, int64_t dim, ct_tensor index))
CT(ct_tensor, where, (ct_tensor condition, ct_tensor x, ct_tensor y))

// Arithmetic, element by element with broadcasting
CT(ct_tensor, add, (ct_tensor x, ct_tensor y))
CT(ct_tensor, sub, (ct_tensor x, ct_tensor y))
CT(ct_tensor, mul, (ct_tensor x, ct_tensor y))
CT(ct_tensor, div, (ct_tensor x, ct_tensor y))
CT(ct_tensor, pow, (ct_tensor x, ct_tensor y))
CT(ct_tensor, minimum, (ct_tensor x, ct_tensor y))
CT(ct_tensor, maximum, (ct_tensor x, ct_tensor y))
CT(ct_tensor, neg, (ct_tensor x))
CT(ct_tensor, abs, (ct_tensor x))
CT(ct_tensor, exp, (ct_tensor x))
CT(ct_tensor, log, (ct_tensor x))
CT(ct_tensor, sqrt, (ct_tensor x))
CT(ct_tensor, clamp, (ct_tensor x, ct_tensor low_or_null, ct_tensor high_or_null))
CT(ct_tensor, eq, (ct_tensor x, ct_tensor y))
CT(ct_tensor, ne, (ct_tensor x, ct_tensor y))
CT(ct_tensor, lt, (ct_tensor x, ct_tensor y))
CT(ct_tensor, le, (ct_tensor x, ct_tensor y))
CT(ct_tensor, gt, (ct_tensor x, ct_tensor y))
CT(ct_tensor, ge, (ct_tensor x, ct_tensor y))
CT(ct_tensor, logical_and, (ct_tensor x, ct_tensor y))
CT(ct_tensor, logical_or, (ct_tensor x, ct_tensor y))
CT(ct_tensor, logical_not, (ct_tensor x))

// Reductions: over all dimensions where the list is empty
CT(ct_tensor, sum, (ct_tensor x, const int64_t *dims, size_t count, bool keep))
CT(ct_tensor, mean, (ct_tensor x, const int64_t *dims, size_t count, bool keep))
CT(ct_tensor, max, (ct_tensor x, const int64_t *dims, size_t count, bool keep))
CT(ct_tensor, min, (ct_tensor x, const int64_t *dims, size_t count, bool keep))
CT(ct_tensor, var, (ct_tensor x, const int64_t *dims, size_t count, double correction, bool keep))
CT(ct_tensor, std, (ct_tensor x, const int64_t *dims, size_t count, double correction, bool keep))
CT(ct_tensor, argmax, (ct_tensor x, int64_t dim, bool keep))
CT(ct_tensor, argmin, (ct_tensor x, int64_t dim, bool keep))
CT(int, topk, (ct_tensor x, int64_t k, int64_t dim, ct_tensor *values, ct_tensor *indices))
CT(ct_tensor, softmax, (ct_tensor x, int64_t dim))
CT(ct_tensor, log_softmax, (ct_tensor x, int64_t dim))

// Products
CT(ct_tensor, matmul, (ct_tensor x, ct_tensor y))
CT(ct_tensor, linear, (ct_tensor x, ct_tensor weight, ct_tensor bias_or_null))

// Autograd
CT(void, set_grad_enabled, (bool on))
CT(bool, grad_enabled, (void))
// Whether convolutions and matrix products on a device compute in bfloat16 (libtorch's autocast), on this thread.
CT(void, set_mixed_precision, (ct_device_kind kind, bool on))
CT(bool, mixed_precision, (ct_device_kind kind))
CT(int, set_requires_grad, (ct_tensor t, bool on))
CT(bool, requires_grad, (ct_tensor t))
CT(ct_tensor, detach, (ct_tensor t))
CT(int, backward, (ct_tensor loss))
// d sum(y * cotangent) / dx for each x (cotangent NULL: y is a scalar); the graph is kept. A NULL in
// `gradients` after success: y does not depend on that x.
CT(int, gradients, (ct_tensor y, ct_tensor cotangent_or_null, const ct_tensor *xs, size_t count,
                    ct_tensor *gradients))
CT(ct_tensor, grad, (ct_tensor t))  // NULL without an error: no gradient yet

// Convolution
// addend + activation(norm(convolution of the sampled x + bias)). `kept` remembers, between calls that record no
// graph, what is made of the weight and of the normalisation. `borders` of zeros: top, left, bottom, right.
CT(ct_tensor, conv2d, (ct_tensor x, ct_sampling sampling, ct_tensor weight, ct_tensor bias_or_null,
                       const ct_norm *norm_or_null, const int64_t stride[2], const int64_t borders[4],
                       const int64_t dilation[2], int64_t groups, ct_activation activation,
                       ct_tensor addend_or_null, ct_kernels kept_or_null))
CT(ct_kernels, new_kernels, (void))
CT(void, free_kernels, (ct_kernels kernels))
CT(ct_tensor, conv_transpose2d, (ct_tensor x, ct_tensor weight, ct_tensor bias_or_null,
                                 const int64_t stride[2], const int64_t padding[2],
                                 const int64_t output_padding[2], int64_t groups, const int64_t dilation[2]))

// Pooling
CT(ct_tensor, max_pool2d, (ct_tensor x, const int64_t kernel[2], const int64_t stride[2],
                           const int64_t padding[2]))
CT(ct_tensor, avg_pool2d, (ct_tensor x, const int64_t kernel[2], const int64_t stride[2],
                           const int64_t padding[2], bool count_padding))
CT(ct_tensor, adaptive_max_pool2d, (ct_tensor x, const int64_t size[2]))
CT(ct_tensor, adaptive_avg_pool2d, (ct_tensor x, const int64_t size[2]))

// Resampling and borders; `borders` is left, right, top, bottom
CT(ct_tensor, resize, (ct_tensor x, const int64_t size[2], ct_interpolation by, bool align_corners))
// Bicubic, to rows and columns times `factors`, rounded down; between pixels by the factors themselves
CT(ct_tensor, resize_by, (ct_tensor x, const double factors[2]))
CT(ct_tensor, resize_smoothly, (ct_tensor x, const int64_t size[2]))  // bicubic with antialiasing
CT(ct_tensor, grid_sample, (ct_tensor x, ct_tensor grid, ct_interpolation by, ct_outside outside,
                            bool align_corners))
CT(ct_tensor, pad_constant, (ct_tensor x, const int64_t borders[4], double value))
CT(ct_tensor, pad_reflect, (ct_tensor x, const int64_t borders[4]))

// Normalisation
CT(ct_tensor, batch_norm, (ct_tensor x, ct_tensor weight_or_null, ct_tensor bias_or_null, ct_tensor mean,
                           ct_tensor var, bool training, double momentum, double epsilon))
CT(ct_tensor, batch_norm_inferred, (ct_tensor x, const ct_norm *norm, ct_activation activation))
CT(ct_tensor, layer_norm, (ct_tensor x, const int64_t *shape, size_t rank, ct_tensor weight_or_null,
                           ct_tensor bias_or_null, double epsilon))
CT(ct_tensor, unit_vectors, (ct_tensor x, int64_t dim))
CT(ct_tensor, group_norm, (ct_tensor x, int64_t groups, ct_tensor weight_or_null, ct_tensor bias_or_null,
                           double epsilon))

// Activations and attention
CT(ct_tensor, relu, (ct_tensor x))
CT(ct_tensor, relu6, (ct_tensor x))
CT(ct_tensor, gelu, (ct_tensor x))
CT(ct_tensor, silu, (ct_tensor x))
CT(ct_tensor, sigmoid, (ct_tensor x))
CT(ct_tensor, tanh, (ct_tensor x))
CT(ct_tensor, attention, (ct_tensor query, ct_tensor key, ct_tensor value, ct_tensor mask_or_null))

// Losses
CT(ct_tensor, mse_loss, (ct_tensor x, ct_tensor target, ct_reduction reduction))
CT(ct_tensor, l1_loss, (ct_tensor x, ct_tensor target, ct_reduction reduction))
CT(ct_tensor, bce_with_logits, (ct_tensor logits, ct_tensor target, ct_tensor weight_or_null,
                                ct_tensor positive_weight_or_null, ct_reduction reduction))
CT(ct_tensor, cross_entropy, (ct_tensor logits, ct_tensor target, ct_tensor weight_or_null,
                              ct_reduction reduction, double label_smoothing))
CT(ct_tensor, poisson_nll, (ct_tensor x, ct_tensor target, bool log_input, ct_reduction reduction))

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

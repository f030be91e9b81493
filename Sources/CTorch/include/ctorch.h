// libtorch behind a plain C face.
//
// `ct_load` brings libtorch in and answers a table with one function pointer for each line of
// functions.h. Loading costs about 0.2 s, so a command that needs no tensor never calls it.
//
// Errors: a function that can fail returns NULL (or a non-zero status); `take_error` then says why,
// once, for this thread. Ownership: every ct_tensor, ct_generator and ct_kernels returned is the caller's
// and is given back with `free`, `free_generator` or `free_kernels`. Shapes and lists of dimensions are
// arrays with their length, outermost first; dimensions may be negative, counted from the end.
#ifndef CTORCH_H
#define CTORCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_tensor_s *ct_tensor;
typedef struct ct_generator_s *ct_generator;
typedef struct ct_kernels_s *ct_kernels;

typedef enum {
    ct_bool, ct_uint8, ct_int8, ct_int16, ct_int32, ct_int64, ct_float16, ct_bfloat16, ct_float32, ct_float64,
    ct_other_dtype,  // something that libtorch has and we do not
} ct_dtype;

typedef enum { ct_cpu, ct_cuda, ct_mps } ct_device_kind;

typedef struct {
    ct_device_kind kind;
    int32_t index;
} ct_device;

// What a loss does with the values of the single elements.
typedef enum { ct_reduce_none, ct_reduce_mean, ct_reduce_sum } ct_reduction;

typedef enum { ct_nearest, ct_bilinear, ct_bicubic } ct_interpolation;

// What is convolved: x; x with every pixel repeated 2x2; the maxima of its 2x2 pixels.
typedef enum { ct_plain, ct_doubled, ct_halved } ct_sampling;

// What follows a convolution or a normalisation: nothing; max(0, x); min(6, max(0, x)).
typedef enum { ct_identity, ct_relu_after, ct_relu6_after } ct_activation;

// Batch normalisation in evaluation, by channel.
typedef struct {
    ct_tensor weight_or_null, bias_or_null, mean, var;
    double epsilon;
} ct_norm;

// What grid_sample reads outside the image.
typedef enum { ct_outside_zeros, ct_outside_border, ct_outside_reflection } ct_outside;

typedef struct {
#define CT(result, name, arguments) result(*name) arguments;
#include "functions.h"
#undef CT
} ct_api;

// The table, or NULL with the reason why libtorch could not be loaded. Thread-safe.
const ct_api *ct_load(const char **reason);

#ifdef __cplusplus
}
#endif
#endif

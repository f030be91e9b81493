// Convolutions of images in 32-bit floating point, channels innermost in memory, faster than by their definition.
//
// 3x3 kernels with a border of one zero, from and to multiples of 16 channels, go by F(4x4, 3x3) of Winograd's minimal
// filtering (Lavin, Gray, CVPR 2016, arXiv:1509.09308): a quarter of the multiplications. Where every pixel of the image is
// first repeated 2x2, two forms of F(3x3, 2x2) that share products: a sixth or seventh. 3x3 and 5x5 kernels with one
// channel on one side go by their definition.
//
// Everything is re-entrant: memory to work in belongs to the call. A call that cannot get it throws std::bad_alloc.
// Nothing depends on which thread does what, so the same input gives the same bits.
#ifndef CWINOGRAD_H
#define CWINOGRAD_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What the processor offers. Every function takes one that is at most what `cw_best` answers, and not cw_none.
typedef enum { cw_none, cw_avx2, cw_avx512 } cw_processor;

cw_processor cw_best(void);

// Calls work(argument) on each of several threads at once and returns when all have come back.
typedef void (*cw_threads)(void (*work)(void *argument), void *argument);

typedef struct {
    cw_processor processor;
    cw_threads threads;
    int64_t thread_count;  // how many those are; only speed depends on it
} cw_engine;

// Numbers of images, of rows and columns of those that are given, and of channels before and after.
typedef struct {
    int64_t images, rows, columns, inputs, outputs;
} cw_shape;

// What is convolved: the given image; the same with every pixel repeated 2x2; the maxima of its 2x2 pixels, where an odd
// last row or column is left out.
typedef enum { cw_plain, cw_doubled, cw_halved } cw_sampling;

// 3x3 kernels as the products want them: 36 matrices inputs x outputs, or 49 for cw_doubled.
int64_t cw_kernels_count(cw_engine engine, cw_sampling sampling, int64_t inputs, int64_t outputs);  // floats

// Of weights[o * strides[0] + i * strides[1] + row * strides[2] + column * strides[3]].
void cw_prepare_kernels(cw_engine engine, cw_sampling sampling, int64_t inputs, int64_t outputs,
                        const float *weights, const int64_t strides[4], float *kernels);

// result = activation(scale * convolution + shift) + addend
typedef struct {
    cw_shape shape;
    const float *image;
    cw_sampling sampling;
    const float *mask;     // or NULL; like image: where it is zero or below, the image counts as zero
    const float *kernels;  // prepared for this sampling
    const float *scale;    // or NULL: one; by output channel
    const float *shift;    // or NULL: zero; by output channel
    bool relu;
    const float *addend;  // or NULL; like result
    bool summed;          // the result is the sum of every 2x2 pixels: the adjoint of cw_doubled
    float *result;
} cw_convolution;

void cw_convolve(cw_engine engine, const cw_convolution *convolution);

// The gradient to 3x3 weights of `shape`, with these strides, from the gradient to the convolution's result.
typedef struct {
    cw_shape shape;
    const float *image;
    cw_sampling sampling;
    const float *gradient;
    const float *mask;  // or NULL; like gradient: where it is zero or below, the gradient counts as zero
    float *weights;
    int64_t strides[4];
} cw_correlation;

void cw_correlate(cw_engine engine, const cw_correlation *correlation);

// The sum over all pixels, by channel, of values, without those where the mask (or NULL) is zero or below.
void cw_sum(cw_engine engine, int64_t pixels, int64_t channels, const float *values, const float *mask, float *sums);

// result = activation(scale * value + shift) by channel, of which there is a multiple of 16. From one pixel to the next
// values are `step` floats apart, results as many as there are channels.
void cw_normalise(cw_engine engine, int64_t pixels, int64_t channels, const float *values, int64_t step,
                  const float *scale, const float *shift, bool relu, float *result);

// Kernels of 3x3 or 5x5, taps[(row * size + column) * channels + channel], between one channel and a multiple of 16, with a
// border of zeros that keeps the size. `shape` has that multiple as `inputs` or `outputs`.

// One channel to many: result = activation(convolution + shift).
void cw_spread(cw_engine engine, cw_shape shape, int64_t size, const float *image, const float *taps,
               const float *shift, bool relu, float *result);

// Many channels to one: result = convolution + shift.
void cw_gather(cw_engine engine, cw_shape shape, int64_t size, const float *image, const float *taps, float shift,
               float *result);

// taps = for each tap the sum over pixels of the one channel, moved by the tap, times the many (masked).
void cw_correlate_single(cw_engine engine, cw_shape shape, int64_t size, const float *single, const float *many,
                         const float *mask, float *taps);

#ifdef __cplusplus
}
#endif
#endif

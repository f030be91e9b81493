#include "limit.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <pthread.h>
#include <stdint.h>
#include <time.h>

enum { chains = 10, turns = 100000 };  // ten independent chains hide the latency of an FMA

typedef struct {
    double until, operations;
    float sink;
} Loop;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

#define SPIN(name, isa, vector, width, set, fma, first)                                        \
    __attribute__((target(isa))) static void *name(void *argument) {                           \
        Loop *loop = argument;                                                                 \
        vector sum[chains];                                                                    \
        for (int i = 0; i < chains; i++) sum[i] = set(i);                                      \
        const vector factor = set(0.999999f), term = set(1e-6f);                               \
        while (now() < loop->until) {                                                          \
            for (int turn = 0; turn < turns; turn++)                                           \
                for (int i = 0; i < chains; i++) sum[i] = fma(sum[i], factor, term);           \
            loop->operations += 2.0 * width * chains * turns;                                  \
        }                                                                                      \
        for (int i = 0; i < chains; i++) loop->sink += first(sum[i]);                          \
        return 0;                                                                              \
    }

SPIN(spin256, "avx2,fma", __m256, 8, _mm256_set1_ps, _mm256_fmadd_ps, _mm256_cvtss_f32)
SPIN(spin512, "avx512f", __m512, 16, _mm512_set1_ps, _mm512_fmadd_ps, _mm512_cvtss_f32)

double limit_gflops(int threads, int milliseconds) {
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
    void *(*spin)(void *) = __builtin_cpu_supports("avx512f") ? spin512 : spin256;
    pthread_t thread[64];
    Loop loop[64];
    if (threads > 64) threads = 64;
    const double start = now();
    for (int i = 0; i < threads; i++) {
        loop[i] = (Loop){.until = start + milliseconds * 1e-3};
        pthread_create(&thread[i], 0, spin, &loop[i]);
    }
    double operations = 0;
    for (int i = 0; i < threads; i++) {
        pthread_join(thread[i], 0);
        operations += loop[i].operations;
    }
    return operations / (now() - start) * 1e-9;
}
#else
double limit_gflops(int threads, int milliseconds) { return 0; }
#endif

// libtorch behind a plain C face.
//
// `ct_load` brings libtorch in and answers a table with one function pointer for each line of
// functions.h. Loading costs about 0.2 s, so a command that needs no tensor never calls it.
//
// Errors: a function that can fail returns NULL (or a non-zero status); `take_error` then says why,
// once, for this thread. Ownership: every ct_tensor returned is the caller's and is given back with
// `free`. Shapes are arrays of `rank` sizes, outermost first.
#ifndef CTORCH_H
#define CTORCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_tensor_s *ct_tensor;

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

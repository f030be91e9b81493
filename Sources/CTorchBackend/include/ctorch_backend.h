// The one symbol that the backend shows; CTorch finds it with dlsym. It answers NULL to a caller whose list of
// functions is another one.
#pragma once

#include "ctorch.h"

#ifdef __cplusplus
extern "C"
#endif
__attribute__((visibility("default"))) const ct_api *ct_table(const char *signature);

// The one symbol that the backend shows; CTorch finds it with dlsym.
#pragma once

#include "ctorch.h"

#ifdef __cplusplus
extern "C"
#endif
const ct_api *ct_table(void);

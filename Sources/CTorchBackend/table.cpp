#include "ctorch_backend.h"
#include "shim.h"
#include "signature.h"

#include <cstring>

namespace ct {
thread_local std::string last_error;
}

const char *ct_take_error(void) {
    thread_local std::string taken;
    taken = std::exchange(ct::last_error, {});
    return taken.empty() ? nullptr : taken.c_str();
}

const ct_api *ct_table(const char *signature) {
    static const ct_api table = {
#define CT(result, name, arguments) .name = ct_##name,
#include "functions.h"
#undef CT
    };
    return std::strcmp(signature, ct_signature) == 0 ? &table : nullptr;
}

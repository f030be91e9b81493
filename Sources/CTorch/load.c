#define _GNU_SOURCE  // dladdr, RTLD_DEFAULT
#include "ctorch.h"
#include "signature.h"

#include <dlfcn.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __APPLE__
#define BACKEND "libCTorchBackend.dylib"
#else
#define BACKEND "libCTorchBackend.so"
#endif

typedef const ct_api *(*ct_table_function)(const char *signature);

static const ct_api *api;
static char failure[1024];

// The backend lies beside the program (or test bundle) that this code is linked into.
static void *open_backend(void) {
    Dl_info self;
    char path[4096];
    if (dladdr((const void *)ct_load, &self) && self.dli_fname) {
        const char *slash = strrchr(self.dli_fname, '/');
        int folder = slash ? (int)(slash - self.dli_fname) + 1 : 0;
        if (snprintf(path, sizeof path, "%.*s" BACKEND, folder, self.dli_fname) < (int)sizeof path) {
            void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
            if (library) return library;
            snprintf(failure, sizeof failure, "%s", dlerror());
        }
    }
    return dlopen(BACKEND, RTLD_NOW | RTLD_LOCAL);  // LD_LIBRARY_PATH, system folders
}

// Tensors come and go by the hundred megabytes at every step. Memory that goes back to the system each time
// must be cleared page by page when it returns: a quarter of a network's time. So it is kept.
static void keep_memory(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

// Threads that have nothing to do wait awake for more, by GNU's habit for milliseconds. Where another program wants the
// processor, too, layers then wait for threads that wait: readings took five times as long. This many turns last some
// tens of microseconds, which is longer than from one layer to the next.
static void wait_briefly(void) {
    if (!getenv("OMP_WAIT_POLICY")) setenv("GOMP_SPINCOUNT", "10000", 0);
}

static void load(void) {
    keep_memory();
    wait_briefly();
    ct_table_function table = (ct_table_function)dlsym(RTLD_DEFAULT, "ct_table");  // already linked
    if (!table) {
        void *library = open_backend();
        if (!library) return;
        table = (ct_table_function)dlsym(library, "ct_table");
    }
    if (!table) {
        snprintf(failure, sizeof failure, BACKEND " has no ct_table");
    } else if (!(api = table(ct_signature))) {
        snprintf(failure, sizeof failure, BACKEND " is of another build than this program");
    }
}

const ct_api *ct_load(const char **reason) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    if (!api && reason) *reason = failure;
    return api;
}

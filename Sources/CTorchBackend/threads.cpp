#include "threads.h"

#include <ATen/Parallel.h>

#include <exception>
#include <mutex>
#include <set>
#include <thread>

#include "shim.h"

// at::parallel_for would not do: a compiler without -fopenmp makes a plain loop of it, and clang's -fopenmp brings a
// second pool of threads. So the runtime that libtorch brings is asked itself.
#if defined(__APPLE__)
#include <dispatch/dispatch.h>
static void run(void (*work)(void *), void *argument, unsigned threads) {
    struct Call { void (*work)(void *); void *argument; } call{work, argument};
    dispatch_apply_f(threads, DISPATCH_APPLY_AUTO, &call, [](void *context, size_t) {
        auto &call = *static_cast<Call *>(context);
        call.work(call.argument);
    });
}
#else
extern "C" void GOMP_parallel(void (*work)(void *), void *argument, unsigned threads, unsigned flags);
static void run(void (*work)(void *), void *argument, unsigned threads) { GOMP_parallel(work, argument, threads, 0); }
#endif

void ct::on_libtorchs_threads(void (*work)(void *), void *argument) {
    const int threads = at::get_num_threads();
    if (threads < 2 || at::in_parallel_region()) return work(argument);
    struct Call {
        void (*work)(void *);
        void *argument;
        std::mutex mutex;
        std::exception_ptr failure;
    } call{work, argument, {}, {}};
    run([](void *context) {
            auto &call = *static_cast<Call *>(context);
            try {
                call.work(call.argument);
            } catch (...) {
                std::lock_guard lock(call.mutex);
                if (!call.failure) call.failure = std::current_exception();
            }
        },
        &call, unsigned(threads));
    if (call.failure) std::rethrow_exception(call.failure);
}

int64_t ct_threads(void) { return at::get_num_threads(); }

int ct_set_threads(int64_t count) { return ct::status([&] { at::set_num_threads(int(count)); }); }

int64_t ct_threads_of_kernels(void) {
    return ct::guarded(int64_t(-1), [] {
        struct Seen {
            std::mutex mutex;
            std::set<std::thread::id> threads;
        } seen;
        ct::on_libtorchs_threads(
            [](void *argument) {
                auto &seen = *static_cast<Seen *>(argument);
                std::lock_guard lock(seen.mutex);
                seen.threads.insert(std::this_thread::get_id());
            },
            &seen);
        return int64_t(seen.threads.size());
    });
}

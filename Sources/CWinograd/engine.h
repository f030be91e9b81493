// Threads and memory of a call.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "cwinograd.h"

namespace cw {

inline int64_t rounded_up(int64_t n, int64_t step) { return (n + step - 1) / step * step; }

// Memory for a call to work in, aligned to cache lines.
class Scratch {
  public:
    explicit Scratch(int64_t floats) {
        const size_t bytes = size_t(rounded_up(std::max<int64_t>(floats, 1) * 4, 64));
        memory.reset(static_cast<float *>(std::aligned_alloc(64, bytes)));
        if (!memory) throw std::bad_alloc();
    }
    operator float *() const { return memory.get(); }

  private:
    struct Free {
        void operator()(float *p) const { std::free(p); }
    };
    std::unique_ptr<float, Free> memory;
};

// body(index, scratch) for each index below count; a thread that is free takes the next. Each thread has a scratch of its
// own, of so many floats.
template <class Body>
void for_each(const cw_engine &engine, int64_t count, int64_t floats, const Body &body) {
    struct Work {
        std::atomic<int64_t> next;
        int64_t count, floats;
        const Body &body;
    } work{{0}, count, floats, body};
    engine.threads(
        [](void *argument) {
            auto &work = *static_cast<Work *>(argument);
            int64_t index = work.next++;
            if (index >= work.count) return;
            Scratch scratch(work.floats);
            for (; index < work.count; index = work.next++) work.body(index, scratch);
        },
        &work);
}

}  // namespace cw

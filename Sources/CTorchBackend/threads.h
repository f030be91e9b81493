// The threads that libtorch computes with, for kernels of our own.
#pragma once

namespace ct {

// Calls work(argument) on each of libtorch's threads at once and returns when all have come back; on the caller alone where
// it is one of these threads already. Throws the first of what they throw.
void on_libtorchs_threads(void (*work)(void *argument), void *argument);

}  // namespace ct

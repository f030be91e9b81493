// What this machine's cores can do at most: a loop of fused multiply-adds that never leaves the registers.
#pragma once

// Runs `threads` such loops at once for about `milliseconds` and answers their sum in GFLOP/s; 0 without AVX2 and FMA.
double limit_gflops(int threads, int milliseconds);

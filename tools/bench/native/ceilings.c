/* Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * What a core can do at most: multiplications and additions in registers, and
 * reading memory. */
#include "clock.h"
#include <stddef.h>
#include <stdint.h>

/* Floats in the widest vectors of the processor, and as many independent sums
 * as its registers hold beside the factors; two units times a latency of four
 * or five cycles need eight or ten. */
#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX__)
#define LANES 8
#else
#define LANES 4
#endif
#define EACH(F) F(0) F(1) F(2) F(3) F(4) F(5) F(6) F(7) F(8) F(9) F(10) F(11)
#define CHAINS 12

typedef float vec __attribute__((vector_size(4 * LANES)));

double fma_operations(int64_t steps) { return 2.0 * steps * CHAINS * LANES; }

/* Each sum converges to 2, so that no number overflows or becomes denormal. */
void fma_chains(int64_t steps, float *result) {
  vec factor = {0}, term = {0};
  factor += 0.5f;
  term += 1.0f;
#define DECLARE(i) vec sum##i = term * (i + 1.0f);
  EACH(DECLARE)
  for (int64_t step = 0; step < steps; ++step) {
#define ADD(i) sum##i = sum##i * factor + term;
    EACH(ADD)
  }
  vec all = {0};
#define COLLECT(i) all += sum##i;
  EACH(COLLECT)
  *result = all[0];
}

/* Nanoseconds of `steps` steps. */
double fma_time(int64_t steps, float *result) {
  double start = now();
  fma_chains(steps, result);
  return now() - start;
}

/* Nanoseconds of reading `count` floats at `data`, aligned to vectors, `passes`
 * times. */
double read_time(const float *data, size_t count, int64_t passes,
                 float *result) {
  const vec *vectors = (const vec *)data;
  double start = now();
  for (int64_t pass = 0; pass < passes; ++pass) {
    vec all = {0};
#undef DECLARE
#define DECLARE(i) vec sum##i = {0};
    EACH(DECLARE)
    for (size_t at = 0; at + CHAINS <= count / LANES; at += CHAINS) {
#undef ADD
#define ADD(i) sum##i += vectors[at + i];
      EACH(ADD)
    }
    EACH(COLLECT)
    *result += all[0];
  }
  return now() - start;
}

/* The error of compiled elementary functions against double precision, in units
 * in the last place, over every `stride`-th float.
 *
 *   measure_ulp STRIDE [--limit=ULP] [NAME...]
 *
 * Prints the largest error of each function (or of those named) and where it
 * is. Ends with 1 if an error exceeds the limit. Not-a-number where a number is
 * expected, or the other way round, and a zero of the wrong sign are infinite
 * errors.
 */
#include "elementary.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef nn_status (*unary)(const float *x, float *result, int64_t n,
                           const elementary_weights *weights, void *workspace,
                           size_t workspace_bytes, const nn_exec *exec);
typedef nn_status (*binary)(const float *x, const float *y, float *result,
                            int64_t n, const elementary_weights *weights,
                            void *workspace, size_t workspace_bytes,
                            const nn_exec *exec);

#include "references.h"

enum { BLOCK = 1 << 14 };
static float x[BLOCK], y[BLOCK], result[BLOCK];
static double expected[BLOCK], error[BLOCK];
static void *workspace;
static size_t workspace_bytes;

/* The distances of `result` from `expected` in spacings of f32 at `expected`,
 * where what follows the largest float counts as 2^128. */
static void compute_errors(int64_t count) {
  const double largest = 0x1p128;
  for (int64_t i = 0; i < count; ++i) {
    double want = expected[i], got = result[i], spacing;
    uint64_t sign = 0x8000000000000000, want_bits, got_bits;
    memcpy(&want_bits, &want, sizeof want);
    memcpy(&got_bits, &got, sizeof got);
    int is_wrong = (want != want) != (got != got) ||
                   (got == 0 && (want_bits & sign) != (got_bits & sign));
    want = want > largest ? largest : want < -largest ? -largest : want;
    got = got > largest ? largest : got < -largest ? -largest : got;
    /* The spacing has the exponent of the number less 23, but is 2^-149 or
     * more; it is that below 2^128 for 2^128. */
    double magnitude = fabs(want) < 0x1p-126 || want != want ? 0x1p-126
                       : fabs(want) == largest               ? 0x1p127
                                                             : fabs(want);
    memcpy(&want_bits, &magnitude, sizeof magnitude);
    want_bits &= 0x7ff0000000000000;
    memcpy(&spacing, &want_bits, sizeof spacing);
    double distance = fabs(got - want) / (spacing * 0x1p-23);
    error[i] = is_wrong ? INFINITY : want != want ? 0 : distance;
  }
}

static const float special[] = {0.0f,
                                -0.0f,
                                1.0f,
                                -1.0f,
                                2.0f,
                                -2.0f,
                                3.0f,
                                -3.0f,
                                0.5f,
                                -0.5f,
                                1.5f,
                                -1.5f,
                                0x1p23f,
                                -0x1p23f,
                                0x1p24f,
                                -0x1p24f,
                                0x1p-149f,
                                -0x1p-149f,
                                0x1p-126f,
                                0x1.fffffep127f,
                                8388609.0f,
                                -8388609.0f,
                                8388607.5f,
                                0x1.fffffep-1f,
                                0x1.000002p0f,
                                -0x1.000002p0f,
                                INFINITY,
                                -INFINITY,
                                NAN};
enum { SPECIALS = sizeof special / sizeof *special };

/* The next of a sequence of random words (Vigna, splitmix64). */
static uint64_t next_random(uint64_t *state) {
  uint64_t word = *state += 0x9e3779b97f4a7c15;
  word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9;
  word = (word ^ word >> 27) * 0x94d049bb133111eb;
  return word ^ word >> 31;
}

/* A second argument where something happens: one for which a power or a
 * quotient is within the range of floats, a special number, or any float. */
static float choose_second(float first, uint64_t *state) {
  uint64_t word = next_random(state);
  double unit = (double)(word >> 11) * 0x1p-53;
  uint32_t bits = (uint32_t)(word >> 8);
  float any;
  switch (word & 7) {
  case 0:
    return special[bits % SPECIALS];
  case 1:
    memcpy(&any, &bits, sizeof any);
    return any;
  case 2:
  case 3:
    return (float)(first * ldexp(unit - 0.5, (int)(bits % 40) - 20));
  default:
    return (float)((unit * 300 - 155) / log2(fabs(first)));
  }
}

static uint64_t stride = 1;
static double limit = INFINITY;
static int is_bad;

/* Fills `x` with the next floats and returns how many, none at the end. */
static int64_t fill(uint64_t *next) {
  int64_t count = 0;
  for (; count < BLOCK && *next >> 32 == 0; *next += stride) {
    uint32_t bits = (uint32_t)*next;
    memcpy(&x[count++], &bits, sizeof bits);
  }
  return count;
}

typedef struct {
  double error, x, y;
} worst;

static void update(worst *w, int64_t count) {
  compute_errors(count);
  double largest = 0;
  for (int64_t i = 0; i < count; ++i)
    largest = error[i] > largest ? error[i] : largest;
  if (largest <= w->error)
    return;
  int64_t i = 0;
  while (error[i] < largest)
    ++i;
  *w = (worst){largest, x[i], y[i]};
}

static int measure_unary(size_t f) {
  worst w = {0};
  memcpy(x, special, sizeof special);
  uint64_t next = 0;
  for (int64_t n = SPECIALS; n > 0; n = fill(&next)) {
    if (unaries[f].compiled(x, result, n, NULL, workspace, workspace_bytes,
                            NULL))
      return 1;
    unaries[f].reference(x, expected, n);
    update(&w, n);
  }
  printf("%-18s %6.3f ulp at %a = %g\n", unaries[f].name, w.error, w.x, w.x);
  is_bad |= !(w.error <= limit);
  return 0;
}

static int measure_binary(size_t f) {
  worst w = {0};
  for (int i = 0; i < SPECIALS * SPECIALS; ++i) {
    x[i] = special[i / SPECIALS];
    y[i] = special[i % SPECIALS];
  }
  uint64_t state = 0, next = 0;
  for (int64_t n = SPECIALS * SPECIALS; n > 0; n = fill(&next)) {
    if (next > 0)
      for (int64_t i = 0; i < n; ++i)
        y[i] = choose_second(x[i], &state);
    if (binaries[f].compiled(x, y, result, n, NULL, workspace, workspace_bytes,
                             NULL))
      return 1;
    binaries[f].reference(x, y, expected, n);
    update(&w, n);
  }
  printf("%-18s %6.3f ulp at %a = %g and %a = %g\n", binaries[f].name, w.error,
         w.x, w.x, w.y, w.y);
  is_bad |= !(w.error <= limit);
  return 0;
}

static int is_wanted(const char *name, char **names, int count) {
  for (int i = 0; i < count; ++i)
    if (!strcmp(names[i], name))
      return 1;
  return count == 0;
}

int main(int argc, char **argv) {
  ++argv, --argc;
  if (argc > 0)
    stride = strtoull(*argv++, NULL, 10), --argc;
  if (argc > 0 && !strncmp(*argv, "--limit=", 8))
    limit = strtod(*argv++ + 8, NULL), --argc;
  if (!stride)
    return 2;
  setvbuf(stdout, NULL, _IOLBF, 0);
  workspace_bytes = elementary_exp_workspace_size(BLOCK);
  workspace = aligned_alloc(NN_WORKSPACE_ALIGN, workspace_bytes);
  for (size_t f = 0; unaries[f].name; ++f)
    if (is_wanted(unaries[f].name, argv, argc) && measure_unary(f))
      return 1;
  for (size_t f = 0; binaries[f].name; ++f)
    if (is_wanted(binaries[f].name, argv, argc) && measure_binary(f))
      return 1;
  free(workspace);
  return is_bad;
}

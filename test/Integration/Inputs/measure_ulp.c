/* The error of compiled elementary functions against libm in double precision,
 * in units in the last place, over every `stride`-th float.
 *
 *   measure_ulp STRIDE [--limit=ULP]
 *
 * Prints the largest error of each function and where it is. Ends with 1 if an
 * error exceeds the limit, or if a special value is wrong.
 */
#include "elementary.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double sigmoid(double x) { return 1 / (1 + exp(-x)); }
static double silu(double x) { return x / (1 + exp(-x)); }
static double softplus(double x) { return fmax(x, 0) + log1p(exp(-fabs(x))); }

typedef nn_status (*entry)(const float *x, float *y, int64_t n,
                           const elementary_weights *weights, void *workspace,
                           size_t workspace_bytes, const nn_exec *exec);

static const struct {
  const char *name;
  entry compiled;
  double (*reference)(double);
} functions[] = {
    {"exp", elementary_exp, exp},
    {"expm1", elementary_expm1, expm1},
    {"log", elementary_log, log},
    {"log1p", elementary_log1p, log1p},
    {"tanh", elementary_tanh, tanh},
    {"erf", elementary_erf, erf},
    {"sigmoid", elementary_sigmoid, sigmoid},
    {"silu", elementary_silu, silu},
    {"softplus", elementary_softplus, softplus},
};

/* The distance of `y` from `expected` in spacings of f32 at `expected`. */
static double ulp_error(float y, double expected) {
  if (isnan(expected) || isnan(y))
    return isnan(expected) && isnan(y) ? 0 : INFINITY;
  double largest = ldexp(1, 128);
  double value = isinf(y) ? copysign(largest, y) : (double)y;
  if (fabs(expected) > largest)
    expected = copysign(largest, expected);
  int exponent;
  frexp(expected, &exponent);
  exponent = exponent - 24 < -149 || expected == 0 ? -149 : exponent - 24;
  return fabs(value - expected) / ldexp(1, exponent);
}

enum { BLOCK = 1 << 16 };
static float x[BLOCK], y[BLOCK];

int main(int argc, char **argv) {
  uint64_t stride = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
  double limit = INFINITY;
  int bad = 0;
  if (argc > 2 && !strncmp(argv[2], "--limit=", 8))
    limit = strtod(argv[2] + 8, NULL);
  if (!stride)
    return 2;
  for (size_t f = 0; f < sizeof functions / sizeof *functions; ++f) {
    double worst = 0;
    float where = 0;
    size_t bytes = elementary_exp_workspace_size(BLOCK);
    void *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, bytes);
    for (uint64_t next = 0; next >> 32 == 0;) {
      int64_t count = 0;
      for (; count < BLOCK && next >> 32 == 0; next += stride) {
        uint32_t bits = (uint32_t)next;
        memcpy(&x[count++], &bits, sizeof bits);
      }
      if (functions[f].compiled(x, y, count, NULL, workspace, bytes, NULL))
        return 1;
      for (int64_t i = 0; i < count; ++i) {
        double error = ulp_error(y[i], functions[f].reference(x[i]));
        if (error > worst) {
          worst = error;
          where = x[i];
        }
      }
    }
    free(workspace);
    printf("%-10s %8.3f ulp at %a = %g\n", functions[f].name, worst,
           (double)where, (double)where);
    bad |= !(worst <= limit);
  }
  return bad;
}

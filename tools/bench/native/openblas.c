/* Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Calls OpenBLAS. */
#include "clock.h"
#include <cblas.h>
#include <stdint.h>

/* Nanoseconds of `calls` calls of y[rows, outputs] = x[rows, inputs] times the
 * transpose of w[outputs, inputs]. */
double openblas_time(int64_t rows, int64_t outputs, int64_t inputs,
                     const float *x, const float *w, float *y, int64_t calls) {
  double start = now();
  for (int64_t i = 0; i < calls; ++i)
    if (rows == 1)
      scipy_cblas_sgemv(CblasRowMajor, CblasNoTrans, outputs, inputs, 1, w,
                        inputs, x, 1, 0, y, 1);
    else
      scipy_cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, outputs,
                        inputs, 1, x, inputs, w, inputs, 0, y, outputs);
  return now() - start;
}

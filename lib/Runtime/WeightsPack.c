/*===- WeightsPack.c - Weights laid out as code reads them ----------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Freestanding: no libc, no allocation, no mutable state.
 *
 *===----------------------------------------------------------------------===*/
#include "nn/Runtime/nn_weights_bind.h"

static void copyElement(unsigned char *to, const unsigned char *from,
                        uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i)
    to[i] = from[i];
}

/* Copies one row: `count` elements of 4 bytes that lie `stride` elements
 * apart. The common case, which compilers turn into vectors. */
static void copyWords(uint32_t *to, const uint32_t *from, int64_t stride,
                      int64_t count) {
  for (int64_t i = 0; i < count; ++i)
    to[i] = from[i * stride];
}

static double readFloat(const unsigned char *from, uint32_t bytes) {
  float single;
  double value = 0;
  if (bytes == 8) {
    copyElement((unsigned char *)&value, from, 8);
    return value;
  }
  copyElement((unsigned char *)&single, from, 4);
  return single;
}

static void writeFloat(unsigned char *to, double value, uint32_t bytes) {
  float single = (float)value;
  copyElement(to,
              bytes == 8 ? (const unsigned char *)&value
                         : (const unsigned char *)&single,
              bytes);
}

/* The element at `place` of the weight, of which each matrix is multiplied by
 * the factor from both sides. */
static double multiply(const nnrt_packing *packing, const unsigned char *source,
                       const int64_t *place) {
  uint32_t matrix = packing->source_rank - 2, bytes = packing->element_bytes;
  int64_t extent = packing->source_shape[matrix], offset = 0;
  const double *left = packing->factor + place[matrix] * extent;
  const double *right = packing->factor + place[matrix + 1] * extent;
  for (uint32_t i = 0; i < matrix; ++i)
    offset = offset * packing->source_shape[i] + place[i];
  source += (size_t)(offset * extent * extent) * bytes;
  double sum = 0;
  for (int64_t row = 0; row < extent; ++row) {
    double product = 0;
    for (int64_t column = 0; column < extent; ++column, source += bytes)
      product += readFloat(source, bytes) * right[column];
    sum += left[row] * product;
  }
  return sum;
}

/* Writes the `count` elements of a row that begins at `place` and goes on by
 * `step`. */
static void multiplyRow(const nnrt_packing *packing,
                        const unsigned char *source, const int64_t *place,
                        const int64_t *step, unsigned char *to, int64_t count) {
  int64_t at[NN_ST_MAX_RANK];
  for (uint32_t i = 0; i < packing->source_rank; ++i)
    at[i] = place[i];
  for (int64_t element = 0; element < count; ++element) {
    writeFloat(to, multiply(packing, source, at), packing->element_bytes);
    to += packing->element_bytes;
    for (uint32_t i = 0; i < packing->source_rank; ++i)
      at[i] += step[i];
  }
}

/* The extent of an axis of the weight, after its matrices are multiplied. */
static int64_t getExtent(const nnrt_packing *packing, uint32_t axis) {
  return packing->factor && axis + 2 >= packing->source_rank
             ? (int64_t)packing->factor_rows
             : packing->source_shape[axis];
}

void nnrt_relay(const nnrt_packing *packing, const void *source, void *target) {
  int64_t place[NN_ST_MAX_RANK], index[NN_ST_MAX_RANK + 2];
  uint32_t rank = packing->rank, from_rank = packing->source_rank;
  uint32_t bytes = packing->element_bytes;
  uint32_t last = rank - 1;
  const unsigned char *from = (const unsigned char *)source;
  unsigned char *to = (unsigned char *)target;
  for (uint32_t i = 0; i < rank; ++i) {
    index[i] = 0;
    if (packing->shape[i] == 0)
      return;
  }
  for (uint32_t i = 0; i < from_rank; ++i)
    place[i] = packing->start[i];
  const int64_t *step = packing->moves + (size_t)last * from_rank;
  for (;;) {
    /* How many elements of the row lie in the source, and where the first. */
    int64_t offset = 0, stride = 0, inside = packing->shape[last];
    for (uint32_t i = 0; i < from_rank; ++i) {
      int64_t extent = getExtent(packing, i);
      offset = offset * extent + place[i];
      stride = stride * extent + step[i];
      int64_t left = place[i] < 0 || place[i] >= extent ? 0
                     : step[i] > 0 ? (extent - place[i] + step[i] - 1) / step[i]
                                   : inside;
      if (left < inside)
        inside = left;
    }
    if (inside == 0)
      offset = 0;
    if (packing->factor)
      multiplyRow(packing, from, place, step, to, inside);
    else if (bytes == 4 && ((uintptr_t)from | (uintptr_t)to) % 4 == 0)
      copyWords((uint32_t *)to, (const uint32_t *)from + offset, stride,
                inside);
    else
      for (int64_t i = 0; i < inside; ++i)
        copyElement(to + i * bytes, from + (offset + i * stride) * bytes,
                    bytes);
    for (int64_t i = inside * bytes; i < packing->shape[last] * bytes; ++i)
      to[i] = 0;
    to += packing->shape[last] * bytes;
    /* The next row. */
    uint32_t axis = last;
    for (;;) {
      if (axis-- == 0)
        return;
      const int64_t *move = packing->moves + (size_t)axis * from_rank;
      int64_t steps = 1;
      int isNext = ++index[axis] < packing->shape[axis];
      if (!isNext) {
        steps = 1 - index[axis];
        index[axis] = 0;
      }
      for (uint32_t i = 0; i < from_rank; ++i)
        place[i] += steps * move[i];
      if (isNext)
        break;
    }
  }
}

nn_status nnrt_weights_prepack(const nnrt_packing *packings, uint32_t count,
                               uint32_t num_weights, uint64_t total,
                               nn_weights *weights, void *packed,
                               size_t bytes) {
  if (!weights || !packed)
    return NN_E_INVALID_ARG;
  if (weights->count != num_weights)
    return NN_E_WEIGHTS;
  if (bytes < total)
    return NN_E_WORKSPACE;
  if ((uintptr_t)packed % NN_WORKSPACE_ALIGN)
    return NN_E_ALIGN;
  const void **pointers = (const void **)(weights + 1);
  for (uint32_t i = 0; i < count; ++i)
    if (!pointers[packings[i].weight])
      return NN_E_WEIGHTS;
  for (uint32_t i = 0; i < count; ++i)
    nnrt_relay(&packings[i], pointers[packings[i].weight],
               (unsigned char *)packed + packings[i].offset);
  pointers[num_weights] = packed;
  return NN_OK;
}

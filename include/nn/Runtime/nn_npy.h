/*===- nn_npy.h - Reading and writing .npy files ----------------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The array format of NumPy (numpy.lib.format, versions 1.0, 2.0 and 3.0),
 * for the element types of nn_abi.h: f2, f4, f8, i1, i2, i4, i8 and b1, little
 * endian. NumPy has no name for bf16: the ml_dtypes package writes '<V2', void
 * of two bytes, and so does this; '|V2', what NumPy makes of it, is read, too.
 * Columns first (fortran_order) is turned into rows first on reading. A file
 * must have exactly the bytes that its header asks for.
 *
 * Functions that can fail return an nn_npy_result and put a text of one line
 * into `error` (of `error_bytes` bytes, always ended by 0).
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_NPY_H
#define NN_NPY_H

#include "nn/Runtime/nn_abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NN_NPY_MAX_RANK 8
#define NN_NPY_MAX_HEADER_BYTES 65536u

/* The values are the exit codes of a program that ends because of them. */
typedef enum nn_npy_result {
  NN_NPY_OK = 0,
  NN_NPY_BAD = 1,  /* unreadable, malformed or of an unsupported kind */
  NN_NPY_LIMIT = 3 /* too large, or out of memory */
} nn_npy_result;

typedef struct nn_npy_header {
  nn_dtype dtype;
  int fortran_order; /* whether the first index runs fastest in the file */
  int rank;
  int64_t shape[NN_NPY_MAX_RANK];
  size_t elements;
  size_t header_bytes; /* where the data starts */
  size_t data_bytes;
} nn_npy_header;

/* An array in memory, rows first, aligned to NN_WORKSPACE_ALIGN. */
typedef struct nn_npy_array {
  nn_dtype dtype;
  int rank;
  int64_t shape[NN_NPY_MAX_RANK];
  size_t elements;
  size_t bytes;
  void *data;
} nn_npy_array;

/* "f32" and so on, and the size of an element; "?" and 0 for what is none. */
const char *nn_npy_dtype_name(nn_dtype dtype);
size_t nn_npy_dtype_bytes(nn_dtype dtype);

/* bytes = elements * size of the type, elements the product of the extents;
 * returns 0 if an extent is negative or a product (without the extents that
 * are 0) does not fit a ptrdiff_t. Either result may be null. */
int nn_npy_size(nn_dtype dtype, int64_t rank, const int64_t *shape,
                size_t *elements, size_t *bytes);

/* `bytes` bytes (at least 1), aligned to NN_WORKSPACE_ALIGN, for free(); null
 * if there are not that many. */
void *nn_npy_allocate(size_t bytes);

/* Parses the start of a file: `bytes` must reach to the end of the header,
 * and need not hold data. Error texts do not name a file. */
nn_npy_result nn_npy_parse_header(const void *buffer, size_t bytes,
                                  nn_npy_header *header, char *error,
                                  size_t error_bytes);

/* Reads a file; error texts are "FILE: reason". Free with nn_npy_free, which
 * an array that was never read (all zero) survives, too. */
nn_npy_result nn_npy_read(const char *path, nn_npy_array *array, char *error,
                          size_t error_bytes);
void nn_npy_free(nn_npy_array *array);

/* Writes a file of version 1.0. It appears whole or not at all: a temporary
 * file beside it is renamed. What exists and is no regular file (/dev/null, a
 * pipe) is written to instead. */
nn_npy_result nn_npy_write(const char *path, nn_dtype dtype, int rank,
                           const int64_t *shape, const void *data, char *error,
                           size_t error_bytes);

/* The two halves of nn_npy_write, to make several files appear together. A
 * staged file is committed or discarded exactly once. */
typedef struct nn_npy_staged {
  char *temporary; /* null if `path` was written to directly */
  char *path;
} nn_npy_staged;
nn_npy_result nn_npy_stage(const char *path, nn_dtype dtype, int rank,
                           const int64_t *shape, const void *data,
                           nn_npy_staged *staged, char *error,
                           size_t error_bytes);
nn_npy_result nn_npy_commit(nn_npy_staged *staged, char *error,
                            size_t error_bytes);
void nn_npy_discard(nn_npy_staged *staged);

#ifdef __cplusplus
}
#endif
#endif /* NN_NPY_H */

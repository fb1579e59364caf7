/*===- nn_safetensors.h - Validating reader of safetensors ------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Reads a safetensors file that lies in memory: 8 bytes with the length of
 * the header (little endian), a header in JSON, then the data. Format and
 * limits are those of github.com/huggingface/safetensors.
 *
 * The reader is freestanding and allocates nothing, because it is also a part
 * of every compiled model with external weights. nn_st_open accepts a file
 * when all of this holds:
 *
 * - the header has at most 100 000 000 bytes, lies inside the file, starts
 *   with '{' and is followed by nothing but spaces up to its stated length;
 * - it is JSON in valid UTF-8; `__metadata__`, at most once, maps strings to
 *   strings (its keys are not checked for repetition);
 * - every other member is a tensor with exactly `dtype`, `shape` and
 *   `data_offsets`, a dtype of the specification and at most 8 extents;
 * - end - begin of a tensor is the product of its extents times the size of
 *   an element, all without overflow of 64 bits;
 * - the tensors, in the order of (begin, end), follow one another from the
 *   first to the last byte of the data: no overlap, no hole, nothing behind.
 *   So an empty tensor sits on a border between others;
 * - no two tensors have the same name once escapes are decoded;
 * - there are at most 65536 tensors.
 *
 * The last rules cost one pass over the header if the tensors are listed in
 * the order of their data, and of their names. If not, they are sorted in
 * rounds of 1024, each of which reads the header once, in about 25 KiB of
 * stack: O(n log n) up to 1024 tensors, at most 64 rounds in any file.
 *
 * The JSON that is accepted has a fixed depth (no free-form values), so the
 * reader does not recurse. All functions stay inside the given memory even if
 * the bytes change after nn_st_open has accepted them.
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_SAFETENSORS_H
#define NN_SAFETENSORS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NN_ST_MAX_HEADER_BYTES 100000000u
#define NN_ST_MAX_TENSORS 65536u
#define NN_ST_MAX_RANK 8

/* Element types of the specification, NN_ST_BOOL to NN_ST_U64. */
typedef enum nn_st_dtype {
  NN_ST_INVALID = 0,
  NN_ST_BOOL,
  NN_ST_F4,
  NN_ST_F6_E2M3,
  NN_ST_F6_E3M2,
  NN_ST_U8,
  NN_ST_I8,
  NN_ST_F8_E5M2,
  NN_ST_F8_E4M3,
  NN_ST_F8_E8M0,
  NN_ST_I16,
  NN_ST_U16,
  NN_ST_F16,
  NN_ST_BF16,
  NN_ST_I32,
  NN_ST_U32,
  NN_ST_F32,
  NN_ST_C64,
  NN_ST_F64,
  NN_ST_I64,
  NN_ST_U64
} nn_st_dtype;

/* The name as in the file, "F32", and the bits of an element. */
const char *nn_st_dtype_name(nn_st_dtype dtype);
unsigned nn_st_dtype_bits(nn_st_dtype dtype);

/* Why a file was refused: a constant text, and the byte of the file that it
 * speaks of, for "FILE: byte OFFSET: MESSAGE". */
typedef struct nn_st_error {
  const char *message;
  uint64_t offset;
} nn_st_error;

/* A string of the header without its quotes, escapes not decoded. */
typedef struct nn_st_string {
  const char *data;
  size_t bytes;
} nn_st_string;

typedef struct nn_st_file {
  const unsigned char *header; /* at byte 8 of the file */
  size_t header_bytes;
  const unsigned char *data;
  size_t data_bytes;
  uint32_t num_tensors;
} nn_st_file;

typedef struct nn_st_tensor {
  nn_st_string name;
  nn_st_dtype dtype;
  uint32_t rank;
  uint64_t shape[NN_ST_MAX_RANK];
  const void *data; /* as the file aligns it; may be misaligned */
  uint64_t bytes;
  uint64_t offset; /* byte of the file where its name starts */
} nn_st_tensor;

/* Validates the whole file. Returns 1, or 0 and why in *error (may be null).
 * The memory must outlive *file. */
int nn_st_open(nn_st_file *file, const void *base, size_t bytes,
               nn_st_error *error);

/* Yields the tensors in the order of the header: start with *cursor = 0;
 * returns 0 at the end. Only for files that nn_st_open accepted. */
int nn_st_next(const nn_st_file *file, size_t *cursor, nn_st_tensor *tensor);

/* Finds the tensor called `name` (UTF-8); returns 0 if there is none. Reads
 * the header from *cursor (null: from its start) around to the same place,
 * and leaves *cursor behind the tensor found: look-ups in the order of the
 * header cost one pass in all. */
int nn_st_find(const nn_st_file *file, const char *name, size_t *cursor,
               nn_st_tensor *tensor);

/* Whether a string of the header, once decoded, is `text`. */
int nn_st_string_equals(nn_st_string string, const char *text);

/* Decodes into at most `size` bytes, the last of them 0. Returns the bytes
 * of the whole text without the 0, as snprintf does. */
size_t nn_st_string_decode(nn_st_string string, char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
#endif /* NN_SAFETENSORS_H */

/*===- WeightsBind.c - Weights of a model from a file ---------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Freestanding: no libc, no allocation, no mutable state.
 *
 *===----------------------------------------------------------------------===*/
#include "nn/Runtime/nn_weights_bind.h"

/* The type of a file that holds elements of the type. A boolean is a byte of
 * 0 or 1 in both worlds. */
static nn_st_dtype fileType(nn_dtype dtype) {
  switch (dtype) {
  case NN_F32:
    return NN_ST_F32;
  case NN_F64:
    return NN_ST_F64;
  case NN_I8:
    return NN_ST_I8;
  case NN_I16:
    return NN_ST_I16;
  case NN_I32:
    return NN_ST_I32;
  case NN_I64:
    return NN_ST_I64;
  case NN_BOOL:
    return NN_ST_BOOL;
  case NN_F16:
    return NN_ST_F16;
  case NN_BF16:
    return NN_ST_BF16;
  }
  return NN_ST_INVALID;
}

static int isBoolean(const nn_st_tensor *tensor) {
  const unsigned char *bytes = (const unsigned char *)tensor->data;
  unsigned char all = 0;
  for (uint64_t i = 0; i < tensor->bytes; ++i)
    all |= bytes[i];
  return all <= 1;
}

/* Why the tensor of the file is not the weight, or null. */
static const char *mismatch(const nn_tensor_info *weight,
                            const nn_st_tensor *tensor) {
  if (tensor->dtype != fileType(weight->dtype))
    return "the element type of a weight differs";
  if (weight->rank < 0 || tensor->rank != (uint64_t)weight->rank)
    return "the rank of a weight differs";
  for (uint32_t i = 0; i < tensor->rank; ++i)
    if (weight->shape[i] < 0 || tensor->shape[i] != (uint64_t)weight->shape[i])
      return "the shape of a weight differs";
  if (weight->dtype == NN_BOOL && !isBoolean(tensor))
    return "a boolean weight has a byte that is neither 0 nor 1";
  return 0;
}

static nn_status fail(nnrt_bind_error *error, nn_status status,
                      const char *message) {
  error->message = message;
  return status;
}

static nn_status bindAll(const nn_model_info *info, const nn_st_file *file,
                         const void **pointers, nnrt_bind_error *error) {
  size_t cursor = 0;
  for (uint32_t i = 0; i < info->num_weights; ++i) {
    const nn_tensor_info *weight = &info->weights[i];
    error->weight = i;
    error->found = nn_st_find(file, weight->name, &cursor, &error->tensor);
    if (!error->found)
      return fail(error, NN_E_WEIGHTS, "a weight is not in the file");
    error->offset = error->tensor.offset;
    const char *message = mismatch(weight, &error->tensor);
    if (message)
      return fail(error, NN_E_WEIGHTS, message);
    size_t element = nn_st_dtype_bits(error->tensor.dtype) / 8;
    if ((uintptr_t)error->tensor.data % element)
      return fail(error, NN_E_ALIGN,
                  "a weight is not aligned to the size of its elements");
    if (pointers)
      pointers[i] = error->tensor.data;
    error->offset = 0;
  }
  error->weight = UINT32_MAX;
  return NN_OK;
}

nn_status nnrt_weights_check(const nn_model_info *info, const void *base,
                             size_t bytes, nn_weights *weights,
                             nnrt_bind_error *error) {
  nn_st_file file;
  nn_st_error reason;
  error->message = 0;
  error->offset = 0;
  error->weight = UINT32_MAX;
  error->found = 0;
  if (weights) {
    weights->struct_size = (uint32_t)sizeof(nn_weights);
    weights->count = 0;
  }
  if (!info || !base || (info->num_weights && !info->weights))
    return fail(error, NN_E_INVALID_ARG, "a null pointer");
  if (!nn_st_open(&file, base, bytes, &reason)) {
    error->offset = reason.offset;
    return fail(error, NN_E_WEIGHTS, reason.message);
  }
  /* The pointers follow the head directly: it has 8 bytes, a multiple of the
   * size of a pointer. */
  const void **pointers = weights ? (const void **)(weights + 1) : 0;
  nn_status status = bindAll(info, &file, pointers, error);
  if (status == NN_OK && weights) {
    weights->struct_size =
        (uint32_t)(sizeof(nn_weights) +
                   (info->num_weights + (size_t)1) * sizeof(void *));
    pointers[info->num_weights] = 0;
    weights->count = info->num_weights;
  }
  return status;
}

nn_status nnrt_weights_bind(const nn_model_info *info, const void *base,
                            size_t bytes, nn_weights *weights) {
  nnrt_bind_error ignored;
  if (!weights)
    return NN_E_INVALID_ARG;
  return nnrt_weights_check(info, base, bytes, weights, &ignored);
}

nn_status nnrt_weights_bind_none(const void *base, nn_weights *weights) {
  if (!weights)
    return NN_E_INVALID_ARG;
  weights->struct_size = (uint32_t)sizeof(nn_weights);
  weights->count = 0;
  return base ? NN_OK : NN_E_INVALID_ARG;
}

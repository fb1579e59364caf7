/*===- nn_weights_bind.h - Weights of a model from a file -------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Fills the weights structure of a model from a safetensors file in memory,
 * and checks the processor. Freestanding and free of allocation: linked into
 * the compiled models themselves.
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_WEIGHTS_BIND_H
#define NN_WEIGHTS_BIND_H

#include "nn/Runtime/nn_abi.h"
#include "nn/Runtime/nn_safetensors.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Fills `weights`, which is `info->num_weights` pointers and one more behind an
 * nn_weights and need not be initialised, with pointers into the `bytes` at
 * `base`. The file is validated as nn_st_open does; every weight of `info` must
 * be in it with the same element type and shape (NN_E_WEIGHTS), aligned to the
 * size of an element (NN_E_ALIGN), booleans being bytes of 0 or 1
 * (NN_E_WEIGHTS). Other tensors of the file are allowed. The last pointer, that
 * of the packed weights, becomes null. After a failure `count` is 0, so that a
 * model refuses the structure. */
nn_status nnrt_weights_bind(const nn_model_info *info, const void *base,
                            size_t bytes, nn_weights *weights);

/* The same of a model without weights, for which every file will do: it is not
 * read. */
nn_status nnrt_weights_bind_none(const void *base, nn_weights *weights);

/* A weight laid out anew: element `i` is that of the weight at `start` plus the
 * sum of `i[axis] * moves[axis]`, or zero where that lies outside of it. With a
 * factor F, of f64, each matrix M of the last two axes of the weight, which are
 * of equal extents, becomes F M F^T before; the elements are f32 or f64. */
typedef struct nnrt_packing {
  uint32_t weight; /* which one */
  uint32_t element_bytes;
  uint32_t rank;               /* at least 1, at most NN_ST_MAX_RANK + 2 */
  uint32_t source_rank;        /* of the weight */
  uint64_t offset;             /* bytes from the start of the packed weights */
  const int64_t *shape;        /* rank extents */
  const int64_t *source_shape; /* source_rank extents */
  const int64_t *start;        /* source_rank indices */
  const int64_t *moves;        /* rank x source_rank */
  const double *factor;        /* rows of as many as the last extent; or null */
  uint64_t factor_rows;
} nnrt_packing;

/* Lays `source` out at `target`. */
void nnrt_relay(const nnrt_packing *packing, const void *source, void *target);

/* Lays out what `count` packings say in the `bytes` at `packed`, of which
 * `total` are needed (NN_E_WORKSPACE), aligned to NN_WORKSPACE_ALIGN
 * (NN_E_ALIGN), and puts the pointer behind those of the `num_weights` weights
 * (NN_E_WEIGHTS unless there are so many and those that are read are there). */
nn_status nnrt_weights_prepack(const nnrt_packing *packings, uint32_t count,
                               uint32_t num_weights, uint64_t total,
                               nn_weights *weights, void *packed, size_t bytes);

/* What a failure was about, for diagnostics. */
typedef struct nnrt_bind_error {
  const char *message; /* constant text; null after success */
  uint64_t offset;     /* byte of the file that it speaks of */
  uint32_t weight;     /* index of the weight, or UINT32_MAX: the file */
  int found;           /* whether `tensor` holds what the file has */
  nn_st_tensor tensor;
} nnrt_bind_error;

/* As nnrt_weights_bind, and says why it failed. `weights` may be null: then
 * the file is only checked. */
nn_status nnrt_weights_check(const nn_model_info *info, const void *base,
                             size_t bytes, nn_weights *weights,
                             nnrt_bind_error *error);

/* NN_OK if this processor and its operating system can run code made with
 * `features`: names of instruction sets as LLVM spells them, separated by
 * commas, a leading '+' allowed; names with a '-' and those that say nothing
 * about user code (tuning, privileged instructions) are skipped. Else
 * NN_E_CPU_UNSUPPORTED. Architectures other than x86-64, and AArch64 with
 * Linux, answer NN_OK. */
nn_status nnrt_check_cpu(const char *features);

/* The name of one that LLVM does not have: that Linux on x86-64 lends this
 * process the registers of AMX, for which nnrt_check_cpu asks it. */
#define NNRT_MATRICES "amx-permission"

/* nnrt_check_cpu(NNRT_MATRICES), of which `state`, 0 before, remembers NN_OK.
 */
nn_status nnrt_use_matrices(uint32_t *state);

/* Whether nnrt_check_cpu asks a processor of x86-64, or of AArch64, for a
 * feature; what it does not ask for is tuning, privileged or always there. */
int nnrt_is_checked_feature(const char *name);
int nnrt_is_checked_aarch64_feature(const char *name);

/* The level in use of a model with `count`, which is at least 1, that need the
 * `features`. Settled in `state`, which is 0 before, by the first question:
 * the last level that this processor has, or the first if it has none. */
uint32_t nnrt_choose_level(uint32_t *state, const char *const *features,
                           uint32_t count);

/* Settles the level in `state`: NN_E_INVALID_ARG if there is no such level or
 * another is in use, NN_E_CPU_UNSUPPORTED if this processor lacks it. */
nn_status nnrt_use_level(uint32_t *state, const char *const *features,
                         uint32_t count, uint32_t level);

#ifdef __cplusplus
}
#endif
#endif /* NN_WEIGHTS_BIND_H */

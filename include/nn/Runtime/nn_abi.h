/*===- nn_abi.h - What every compiled model library shares ------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The types of the C interface of compiled models. This text is copied into
 * the header of each model, so a program needs no other file; the guard lets
 * one program include the headers of several models.
 *
 * Rules of every function of a model: it does not allocate, print, lock, do
 * I/O or keep state between calls, but for which code of a model for several
 * processors is used, which is settled once; it may run on several threads at
 * once as long as outputs and workspaces are distinct; it reports failures by
 * its status. NN_E_NUMERIC, NN_E_INDEX and NN_E_VALUE depend on data and show
 * at the end: the outputs then hold nothing of use. After any other failure
 * they are as before.
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_ABI_H
#define NN_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of everything in this file; grows when a layout changes. */
#define NN_ABI_VERSION 4

/* Alignment in bytes that a workspace must have. */
#define NN_WORKSPACE_ALIGN 64

/* What a call answers. */
typedef int32_t nn_status;
enum {
  NN_OK = 0,
  NN_E_INVALID_ARG = 1,     /* a null pointer or a malformed structure */
  NN_E_SHAPE = 2,           /* extents that are negative or do not fit */
  NN_E_ALIGN = 3,           /* a pointer not aligned as required */
  NN_E_WORKSPACE = 4,       /* a workspace smaller than asked for */
  NN_E_WEIGHTS = 5,         /* weights absent, corrupt or of another model */
  NN_E_CPU_UNSUPPORTED = 6, /* this processor lacks needed instructions */
  NN_E_CUDA = 7,            /* the GPU driver is absent or failed */
  NN_E_NUMERIC = 8,         /* an iteration did not converge */
  NN_E_INDEX = 9,           /* an index lies outside of its tensor */
  NN_E_VALUE = 10           /* a value is not what the program needs */
};

/* The meaning of a status, as a constant string. */
static inline const char *nn_status_string(nn_status status) {
  switch (status) {
  case NN_OK:
    return "success";
  case NN_E_INVALID_ARG:
    return "invalid argument: a null pointer or a malformed structure";
  case NN_E_SHAPE:
    return "extents are negative, too large or do not fit together";
  case NN_E_ALIGN:
    return "a pointer is not aligned as required";
  case NN_E_WORKSPACE:
    return "the workspace is smaller than required";
  case NN_E_WEIGHTS:
    return "the weights are absent, corrupt or of another model";
  case NN_E_CPU_UNSUPPORTED:
    return "this processor lacks instructions that the model was built for";
  case NN_E_CUDA:
    return "the GPU driver is absent or reported a failure";
  case NN_E_NUMERIC:
    return "an iteration did not converge";
  case NN_E_INDEX:
    return "an index lies outside of its tensor";
  case NN_E_VALUE:
    return "a value is not what the program needs";
  default:
    return "unknown status";
  }
}

/* Element types of tensors. A boolean takes one byte, 0 or 1; half-width
 * floats are passed as their bits. */
typedef enum nn_dtype {
  NN_F32 = 1,
  NN_F64 = 2,
  NN_I8 = 3,
  NN_I16 = 4,
  NN_I32 = 5,
  NN_I64 = 6,
  NN_BOOL = 7,
  NN_F16 = 8, /* binary16 of IEEE 754 */
  NN_BF16 = 9 /* the upper half of an f32 */
} nn_dtype;
typedef uint16_t nn_f16;
typedef uint16_t nn_bf16;

/* How a call runs. A null `nn_exec *` means the calling thread alone.
 *
 * A call cuts its large loops into at most `num_threads` tasks and hands these
 * to `parallel_for`, one loop after the other. A loop whose tasks need memory
 * of their own is cut into no more than the workspace has room for: each but
 * the first takes what nn_entry_info.thread_workspace_size says, behind the
 * bytes of nn_entry_info.workspace_size. The results are the same, bit by bit,
 * whatever the number of tasks. */
typedef struct nn_exec {
  uint32_t struct_size; /* sizeof(nn_exec) */
  uint32_t num_threads; /* at most this many tasks run at once; 0 means 1 */
  /* Runs task(argument, i) for 0 <= i < count, in any order and on any threads,
   * and returns when all are done; null means that all of the call runs on the
   * calling thread. */
  void (*parallel_for)(void *context, int64_t count,
                       void (*task)(void *argument, int64_t index),
                       void *argument);
  void *context; /* first argument of parallel_for */
  void *stream;  /* CUstream of a GPU model, else null */
  /* If not null, receives the number of the check that failed, which
   * nn_entry_info.checks has the text of, or -1 if none did. */
  int32_t *failed_check;
  void *reserved[2]; /* null */
} nn_exec;

/* A tensor of a signature. */
typedef struct nn_tensor_info {
  uint32_t struct_size;
  nn_dtype dtype;
  const char *name;
  int64_t rank;
  const int64_t *shape;    /* rank extents in row-major order; -1: run time */
  const int32_t *extent;   /* rank indices into nn_entry_info.extent_names for
                              the run-time extents of an input, else -1 */
  const char *const *axes; /* rank axis names, each may be null */
} nn_tensor_info;

/* An entry point, for callers that look signatures up at run time. */
typedef struct nn_entry_info {
  uint32_t struct_size;
  uint32_t num_inputs;
  uint32_t num_outputs;
  uint32_t num_extents;
  const char *name;
  const nn_tensor_info *inputs;
  const nn_tensor_info *outputs;
  const char *const *extent_names;
  /* Bytes of workspace, at least 1; 0 if the extents do not fit. */
  size_t (*workspace_size)(const int64_t *extents);
  /* Writes the extents of all outputs, one after the other. */
  nn_status (*output_shapes)(const int64_t *extents, int64_t *shapes);
  /* The typed function with its tensors as arrays; `weights` is the model's
   * weights structure or null for embedded weights. */
  nn_status (*invoke)(const void *const *inputs, void *const *outputs,
                      const int64_t *extents, const void *weights,
                      void *workspace, size_t workspace_bytes,
                      const nn_exec *exec);
  /* What is checked while a call runs, beside extents: the texts of failures
   * that depend on data, each with its place in the source if that is known. */
  uint32_t num_checks;
  const char *const *checks;
  /* Bytes of workspace beside workspace_size for each task that runs at the
   * same time as the first one, a multiple of NN_WORKSPACE_ALIGN; 0 if tasks
   * need none or the extents do not fit. */
  size_t (*thread_workspace_size)(const int64_t *extents);
} nn_entry_info;

/* A processor that a model has code for. */
typedef struct nn_cpu_level {
  uint32_t struct_size;
  const char *cpu;      /* its name */
  const char *features; /* instruction sets that the code needs, comma
                           separated */
} nn_cpu_level;

/* The model. Weights are described as rank/shape tensors without run-time
 * extents, in the order of the pointers of the weights structure. */
typedef struct nn_model_info {
  uint32_t struct_size;
  uint32_t abi_version;
  const char *name;
  const char *target; /* target triple */
  /* The processor that the code was made for, and the instruction sets that it
   * needs, comma separated; of the first level if there are several. */
  const char *cpu;
  const char *features;
  uint32_t num_entries;
  uint32_t num_weights;
  const nn_entry_info *entries;
  const nn_tensor_info *weights;
  const void *embedded_weights; /* null if the weights are external */
  /* Fills a weights structure (see nn_weights) from the bytes of a
   * safetensors file that stay mapped while it is used. */
  nn_status (*weights_bind)(const void *base, size_t bytes, void *weights);
  /* NN_OK if this processor has what the code, or some level, needs. */
  nn_status (*check_cpu)(void);
  /* Bytes of the weights as the code reads them, at every level, 0 if it reads
   * them as they are; and what lays them out so, see m_weights_prepack in the
   * header of a model. */
  size_t packed_bytes;
  nn_status (*weights_prepack)(void *weights, void *packed, size_t bytes);
  /* The processors that there is code for, the later preferred. Of a model with
   * one, the functions are null; those of others are m_cpu_level and
   * m_use_cpu_level in the header of a model. */
  uint32_t num_levels;
  const nn_cpu_level *levels;
  uint32_t (*cpu_level)(void);
  nn_status (*use_cpu_level)(uint32_t level);
} nn_model_info;

/* The common head of the weights structure of every model. */
typedef struct nn_weights {
  uint32_t struct_size; /* sizeof of the model's structure */
  uint32_t count;       /* number of tensors */
  /* then `count` pointers, in the order of nn_model_info.weights, and one to
   * the packed weights, null if there are none */
} nn_weights;

#ifdef __cplusplus
}
#endif
#endif /* NN_ABI_H */

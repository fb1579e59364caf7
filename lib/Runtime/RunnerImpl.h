/*===- RunnerImpl.h - Parts of the runner -----------------------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_LIB_RUNTIME_RUNNERIMPL_H
#define NN_LIB_RUNTIME_RUNNERIMPL_H

#include "Text.h"
#include "nn/Runtime/nn_npy.h"
#include "nn/Runtime/nn_pool.h"
#include "nn/Runtime/nn_runner.h"

/* Operands of the command line in their order. */
typedef struct nnr_list {
  const char **items;
  size_t count;
} nnr_list;

/* What an output is compared with, and how that went. */
typedef struct nnr_comparison {
  const char *file; /* null: not compared */
  nn_npy_array array;
  size_t mismatches;
  double maxAbsolute, maxRelative;
  size_t absoluteAt, relativeAt; /* elements, SIZE_MAX if there is none */
} nnr_comparison;

typedef struct nnr_output {
  nn_npy_array array;
  const char *file; /* null: not written */
  nnr_comparison expected;
} nnr_output;

struct nn_runner {
  nn_runner_options options;
  const char *program;
  const char *programPath; /* argv[0] */

  /* The command line. */
  nnr_list operands, inputArgs, outputArgs, expectedArgs;
  const char *entryName, *labelsFile, *weightsFile, *cpuLevel;
  double rtol, atol; /* negative: those of the element type */
  int json, help, version;
  uint32_t repeat; /* 0: not asked for */
  uint32_t threads;

  /* The model and its memory. */
  const nn_model_info *info;
  const nn_entry_info *entry;
  const char **inputFiles;
  nn_npy_array *inputs;
  nnr_output *outputs;
  int64_t *extents;
  const void **inputPointers;
  void **outputPointers;
  void *workspace;
  size_t workspaceBytes;
  nn_pool *pool;       /* null: one thread */
  nn_weights *weights; /* null: embedded or none */
  void *packed;        /* the weights as the code reads them, or null */
  void *mapping;
  size_t mappingBytes;

  /* Results. */
  int32_t failedCheck; /* of the last call, -1: none */
  double *times;       /* microseconds, sorted */
  double medianTime;
  nn_npy_array labels;
  size_t correct, samples;
  nnr_text errors; /* a JSON list without its brackets */
};

/* Prints "PROGRAM: error: ..." and keeps the text for --json; returns
 * `code`. */
int nnrError(nn_runner *r, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int nnrOutOfMemory(nn_runner *r, size_t bytes);

/* Appends "f32 [batch, 1, 8, 8]" from a signature; `named` adds the names of
 * axes: "f32 [batch, channel=1, height=8, width=8]". */
void nnrPrintType(nnr_text *text, const nn_entry_info *entry,
                  const nn_tensor_info *tensor, int named);
int nnrIsFloat(nn_dtype dtype);

/* The entry that the command line asks for, or null after an error. */
const nn_entry_info *nnrChooseEntry(nn_runner *r);
/* Refuses options that have no meaning if only inputs are read. */
int nnrCheckInputsOnly(nn_runner *r);
void nnrPrintHelp(nn_runner *r);
/* Appends the help of an option, whose lines stand in a column of their own. */
void nnrPrintFlag(nnr_text *text, const char *name, const char *value,
                  const char *help);
void nnrPrintVersion(nnr_text *text, const char *program,
                     const nn_model_info *info);

/* Settles the level called `name`, if that is not null; an exit code, with the
 * reason in `error`. */
int nnrUseLevel(const nn_model_info *info, const char *name, nnr_text *error);
/* Appends the levels of a model with several, and the one in use. */
void nnrPrintLevels(nnr_text *text, const nn_model_info *info);

double nnrMicroseconds(void);
/* Sorts times of calls, at least one; returns the median. */
double nnrSortTimes(double *times, size_t count);

#endif /* NN_LIB_RUNTIME_RUNNERIMPL_H */

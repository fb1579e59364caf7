/*===- RunnerImpl.h - Parts of the runner -----------------------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_LIB_RUNTIME_RUNNERIMPL_H
#define NN_LIB_RUNTIME_RUNNERIMPL_H

#include "nn/Runtime/nn_npy.h"
#include "nn/Runtime/nn_runner.h"

/* A growing text, always ended by 0. Out of memory drops what comes after. */
typedef struct nnr_text {
  char *data;
  size_t length, capacity;
  int failed;
} nnr_text;

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
  const char *entryName, *labelsFile, *weightsFile;
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
  nn_weights *weights; /* null: embedded or none */
  void *mapping;
  size_t mappingBytes;

  /* Results. */
  int32_t failedCheck; /* of the last call, -1: none */
  double *times;       /* microseconds, sorted */
  nn_npy_array labels;
  size_t correct, samples;
  nnr_text errors; /* a JSON list without its brackets */
};

/* Prints "PROGRAM: error: ..." and keeps the text for --json; returns
 * `code`. */
int nnrError(nn_runner *r, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int nnrOutOfMemory(nn_runner *r, size_t bytes);

void nnrPrint(nnr_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Appends a JSON string; a byte that is no UTF-8, as names of files may hold,
 * becomes U+FFFD. */
void nnrPrintQuoted(nnr_text *text, const char *string);
/* Appends "f32 [batch, 1, 8, 8]" from a signature; `named` adds the names of
 * axes: "f32 [batch, channel=1, height=8, width=8]". */
void nnrPrintType(nnr_text *text, const nn_entry_info *entry,
                  const nn_tensor_info *tensor, int named);
/* Appends "[360, 64]". */
void nnrPrintShape(nnr_text *text, int64_t rank, const int64_t *shape);
const char *nnrString(const nnr_text *text);

int nnrIsFloat(nn_dtype dtype);

/* The entry that the command line asks for, or null after an error. */
const nn_entry_info *nnrChooseEntry(nn_runner *r);
/* Refuses options that have no meaning if only inputs are read. */
int nnrCheckInputsOnly(nn_runner *r);
void nnrPrintHelp(nn_runner *r);
void nnrPrintVersion(nn_runner *r);

#endif /* NN_LIB_RUNTIME_RUNNERIMPL_H */

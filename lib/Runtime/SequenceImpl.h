/*===- SequenceImpl.h - Parts of the program around RASP --------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_LIB_RUNTIME_SEQUENCEIMPL_H
#define NN_LIB_RUNTIME_SEQUENCEIMPL_H

#include "Text.h"
#include "nn/Runtime/nn_sequence.h"

/* Memory of a tensor, aligned to NN_WORKSPACE_ALIGN. */
typedef struct nns_buffer {
  void *data;
  size_t capacity;
} nns_buffer;

/* What an input is made from. */
typedef enum nns_source {
  SourceStr,
  SourceInt,
  SourceFloat,
  SourceBool,
  SourceAsis
} nns_source;

struct nn_sop {
  nn_sequence_options options;
  const nn_model_info *info;
  const nn_entry_info *entry;
  nns_source *sources;          /* per input */
  uint32_t valueIndex;          /* of the output */
  uint32_t kindIndex;           /* or num_outputs if there is none */
  nns_buffer *inputs, *outputs; /* one array, outputs behind inputs */
  const void **inputPointers;
  void **outputPointers;
  int64_t *extents, *shapes;
  nns_buffer workspace;
  size_t workspaceBytes;
  int32_t failedCheck; /* of the last call, -1: none */
  nnr_text scratch;    /* tokens that are no strings as text, each ended by 0 */
  nnr_text text;       /* the formatted outputs */
};

/* Writes a reason and returns `code`. */
int nnsFail(char *error, size_t errorBytes, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Checks names and types of an entry. */
int nnsCheckEntry(const nn_entry_info *entry, char *error, size_t errorBytes);
/* "ints", for the list of s-ops. */
const char *nnsTypeName(const nn_entry_info *entry);

void nnsPrintInteger(nnr_text *text, int64_t value);
/* Appends Python's repr(value): the fewest digits that give it back. */
void nnsPrintFloat(nnr_text *text, double value);
/* Appends what a message shows of a long or unprintable text. */
void nnsPrintExcerpt(nnr_text *text, const char *string, size_t bytes);

/* The command line. */
typedef struct nns_arguments {
  const char *program;
  const char **operands;
  size_t numOperands;
  const char *sop, *input, *cpuLevel;
  uint32_t repeat; /* 0: not asked for */
  int json, list, help, version;
} nns_arguments;

/* Says what is wrong on stderr. Operands are to be freed in any case. */
int nnsParseArguments(nns_arguments *arguments,
                      const nn_sequence_options *options, int argc,
                      char **argv);
int nnsUsageError(const nns_arguments *arguments, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void nnsPrintHelp(nnr_text *text, const nns_arguments *arguments,
                  const nn_sequence_options *options,
                  const nn_model_info *info);
void nnsPrintSops(nnr_text *text, const nn_model_info *info);

#endif /* NN_LIB_RUNTIME_SEQUENCEIMPL_H */

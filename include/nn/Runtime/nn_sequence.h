/*===- nn_sequence.h - The program around a RASP program --------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Runs an s-op, which is an entry of a model, on sequences that are written as
 * text: `hello` or `[3, 1, 2]`. `--help` documents the command
 * line. A tool that has its own calls the steps one by one.
 *
 * The inputs of an entry are any of these, each at most once; `n` is the
 * number of tokens, `L` that of the characters of the longest one, at least 1:
 *
 *   tokens_str    i32 [n, L]  str(token): code points, then zeros
 *   tokens_int    i64 [n]     int(token)
 *   tokens_float  f64 [n]     float(token)
 *   tokens_bool   bool [n]    bool(token)
 *   tokens_asis   any of these types; all tokens have to be of it
 *
 * Extents may be static or of run time; inputs may share them. The outputs are
 * `value` of one of these types and, beside a `value` of type f64, `kind`, an
 * i8 [n] that says what each number is: 0 boolean, 1 integer, 2 float.
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_SEQUENCE_H
#define NN_SEQUENCE_H

#include "nn/Runtime/nn_runner.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nn_sequence_options {
  /* Name in diagnostics and usage; null: the last part of argv[0]. */
  const char *program;
  /* Paragraphs for --help after the usage line, ended by a line feed; null:
   * none. */
  const char *description;
  /* As in nn_runner_options: if not null, called instead of the functions of
   * the entry, and without workspace and weights. */
  nn_status (*output_shapes)(void *context, const nn_entry_info *entry,
                             const int64_t *extents, int64_t *shapes);
  nn_status (*call)(void *context, const nn_entry_info *entry,
                    const void *const *inputs, void *const *outputs,
                    const int64_t *extents, const nn_exec *exec);
  void *context;
} nn_sequence_options;

/* The whole program. `options` may be null. Returns the exit code, of those of
 * nn_runner.h; NN_EXIT_INPUT if a sequence has no result. SIGPIPE is ignored
 * while it runs, and stdout is written to by its descriptor. */
int nn_sequence_main(const nn_model_info *info, int argc, char **argv,
                     const nn_sequence_options *options);

/* The steps one by one. Each returns an exit code; if that is not
 * NN_EXIT_GOOD, `error` has the reason, one line of UTF-8 that is cut to
 * `error_bytes`, for which NN_SEQUENCE_ERROR_BYTES always suffice. */
#define NN_SEQUENCE_ERROR_BYTES 512

typedef enum nn_token_type {
  NN_TOKEN_BOOL = 0,
  NN_TOKEN_INT = 1,
  NN_TOKEN_FLOAT = 2,
  NN_TOKEN_STR = 3
} nn_token_type;

typedef struct nn_token {
  nn_token_type type;
  uint32_t length; /* code points of a string */
  union {
    int64_t integer; /* of a boolean, too: 0 or 1 */
    double number;
    size_t first; /* of a string: its first code point */
  } value;
} nn_token;

/* All zero is a sequence without memory. Memory is kept from one text to the
 * next. */
typedef struct nn_sequence {
  nn_token *tokens;
  size_t count;
  uint32_t *points; /* code points of the strings, none of them 0 */
  size_t num_points;
  size_t token_capacity, point_capacity;
} nn_sequence;

/* Reads a sequence, which has at least one token. A text in brackets is a list
 * of integers `-3`, floats `2.5`, `True`, `False` and strings `"ab"`, which
 * have no escapes; a text in quotes, without others between, is the characters
 * within, and any other text its characters. Positions in `error` count bytes
 * from 1. */
int nn_sequence_parse(nn_sequence *sequence, const char *text, size_t bytes,
                      char *error, size_t error_bytes);
void nn_sequence_free(nn_sequence *sequence);

/* An s-op with the memory of its calls, which is kept and grows. `info`,
 * `entry` and what `options` (which may be null) names must outlive it. */
typedef struct nn_sop nn_sop;
int nn_sop_create(nn_sop **sop, const nn_model_info *info,
                  const nn_entry_info *entry,
                  const nn_sequence_options *options, char *error,
                  size_t error_bytes);
void nn_sop_destroy(nn_sop *sop);

/* Converts the tokens to the inputs of the entry and makes room for all that
 * the call needs. */
int nn_sop_set_input(nn_sop *sop, const nn_sequence *sequence, char *error,
                     size_t error_bytes);

/* Calls the model. May be repeated. */
int nn_sop_call(nn_sop *sop, char *error, size_t error_bytes);

/* The outputs as text without a line feed, valid up to the next one: what the
 * reference implementation of RASP prints, `[0, 0.5, 0.333] (floats)`, or, if
 * `json` is not 0, a JSON array with all digits, where a float that is not
 * finite is null. Fails for want of memory alone. */
int nn_sop_format(nn_sop *sop, int json, const char **text, size_t *bytes,
                  char *error, size_t error_bytes);

/* The tensors of the call, in the order of the entry; valid up to the next
 * input. `shapes` has those of all outputs, one after the other. */
typedef struct nn_sop_tensors {
  const void *const *inputs;
  void *const *outputs;
  const int64_t *extents;
  const int64_t *shapes;
} nn_sop_tensors;
nn_sop_tensors nn_sop_get_tensors(const nn_sop *sop);

#ifdef __cplusplus
}
#endif
#endif /* NN_SEQUENCE_H */

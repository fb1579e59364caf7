/*===- nn_runner.h - The program around a compiled model --------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Runs one entry of a model on .npy files. A compiled executable is Main.c,
 * this runner and a model; a tool that makes models in memory calls the same
 * functions. `--help` documents the command line (RunnerOptions.c).
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_RUNNER_H
#define NN_RUNNER_H

#include "nn/Runtime/nn_abi.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a program ends. */
enum {
  NN_EXIT_GOOD = 0,
  NN_EXIT_INPUT = 1, /* files, shapes, a mismatch, a failure of the model */
  NN_EXIT_USAGE = 2, /* the command line */
  NN_EXIT_LIMIT = 3  /* out of memory, or sizes that overflow */
};

typedef struct nn_runner_options {
  /* Name in diagnostics and usage; null: the last part of argv[0]. */
  const char *program;
  /* File of external weights unless --weights names one; relative to the
   * folder of the running program. Null: "<name of the model>.safetensors". */
  const char *default_weights;
  /* Paragraphs for --help after the usage line, ended by a line feed; null:
   * none. A tool lists the options here that it removed from argv. */
  const char *description;
  /* If not null, called instead of entry->output_shapes and entry->invoke
   * with `context` in front, and without workspace and weights (for an
   * interpreter, which has no functions of its own per entry). */
  nn_status (*output_shapes)(void *context, const nn_entry_info *entry,
                             const int64_t *extents, int64_t *shapes);
  nn_status (*call)(void *context, const nn_entry_info *entry,
                    const void *const *inputs, void *const *outputs,
                    const int64_t *extents, const nn_exec *exec);
  void *context;
  /* If not 0, nn_runner_load reads inputs alone, for a tool that calls models
   * itself: options on outputs, weights and calls are bad usage, and only
   * nn_runner_get_inputs and nn_runner_destroy may follow. */
  int inputs_only;
} nn_runner_options;

/* The whole program: create, parse, load, run, report, destroy. `options` may
 * be null. Returns the exit code. */
int nn_runner_main(const nn_model_info *info, int argc, char **argv,
                   const nn_runner_options *options);

/* The steps one by one. Each returns an exit code after it has said what is
 * wrong on stderr; after one that is not NN_EXIT_GOOD only nn_runner_report
 * and nn_runner_destroy may follow. `options`, `argv` and `info` must outlive
 * the runner. --help and --version print in nn_runner_load, which knows the
 * model; then the later steps do nothing. */
typedef struct nn_runner nn_runner;
nn_runner *nn_runner_create(const nn_runner_options *options); /* or null */
int nn_runner_parse(nn_runner *runner, int argc, char **argv);
/* After nn_runner_parse: what --entry names, or null. A tool may make the
 * model with this entry alone. */
const char *nn_runner_get_entry_name(const nn_runner *runner);
/* Reads and checks all files and allocates all memory. */
int nn_runner_load(nn_runner *runner, const nn_model_info *info);
/* Calls the model, repeatedly if asked to. */
int nn_runner_run(nn_runner *runner);
/* Compares, writes and prints if `code`, that of the last step, is good;
 * completes the output of --json in any case. Returns the exit code. */
int nn_runner_report(nn_runner *runner, int code);
void nn_runner_destroy(nn_runner *runner);

/* What nn_runner_load made of the command line; it lives as long as the
 * runner. */
typedef struct nn_runner_inputs {
  const nn_entry_info *entry; /* null after --help and --version */
  const void *const *inputs;
  const int64_t *extents;
  double rtol, atol;
} nn_runner_inputs;
nn_runner_inputs nn_runner_get_inputs(const nn_runner *runner);

#ifdef __cplusplus
}
#endif
#endif /* NN_RUNNER_H */

/*===- Main.c - main of a compiled executable -----------------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#include "nn/Runtime/nn_runner.h"

/* Defined by the object that is linked in: the only names that a program, and
 * no library, has for its model and for the file of its weights, relative to
 * the program's folder. */
extern const nn_model_info *nn_program_model(void);
extern const char *nn_program_weights(void);

int main(int argc, char **argv) {
  nn_runner_options options = {0};
  options.default_weights = nn_program_weights();
  return nn_runner_main(nn_program_model(), argc, argv, &options);
}

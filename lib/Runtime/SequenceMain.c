/*===- SequenceMain.c - main of a compiled program on sequences -----------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#include "nn/Runtime/nn_sequence.h"

/* Defined by the object that is linked in, see Main.c. */
extern const nn_model_info *nn_program_model(void);

int main(int argc, char **argv) {
  return nn_sequence_main(nn_program_model(), argc, argv, NULL);
}

/*===- RunnerLevels.c - Which code of a model a program uses --------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#include "RunnerImpl.h"

#include <string.h>

int nnrUseLevel(const nn_model_info *info, const char *name, nnr_text *error) {
  if (!name)
    return NN_EXIT_GOOD;
  for (uint32_t i = 0; i < info->num_levels; ++i) {
    if (strcmp(info->levels[i].cpu, name))
      continue;
    nn_status status = info->use_cpu_level ? info->use_cpu_level(i) : NN_OK;
    if (status == NN_OK)
      return NN_EXIT_GOOD;
    if (status == NN_E_CPU_UNSUPPORTED)
      nnrPrint(error,
               "this processor lacks instructions of '%s', which are: %s", name,
               info->levels[i].features);
    else
      nnrPrint(error, "the code for another processor than '%s' is in use",
               name);
    return NN_EXIT_INPUT;
  }
  nnrPrint(error, "the model has no code for '%s'", name);
  for (uint32_t i = 0; i < info->num_levels; ++i)
    nnrPrint(error, "%s%s",
             i ? ", " : "; it has code for: ", info->levels[i].cpu);
  return NN_EXIT_USAGE;
}

void nnrPrintLevels(nnr_text *text, const nn_model_info *info) {
  if (info->num_levels < 2)
    return;
  for (uint32_t i = 1; i < info->num_levels; ++i)
    nnrPrint(text, "also cpu %s\nneeds %s\n", info->levels[i].cpu,
             info->levels[i].features);
  nnrPrint(text, "here runs the code for %s\n",
           info->levels[info->cpu_level()].cpu);
}

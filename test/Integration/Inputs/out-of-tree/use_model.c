#include "mlp.h"
#include <stdio.h>
#include <string.h>

int main(void) {
  const nn_model_info *info = mlp_info();
  printf("model %s, entries %u, check %s\n", info->name, info->num_entries,
         nn_status_string(mlp_check_cpu()));
  return strcmp(info->name, "mlp") != 0;
}

/* Calls one entry of a compiled model and prints the status that it answers.
 *
 *   call_entry ENTRY NUMBER [EXTENT...]
 *
 * Every element of an integer input is NUMBER, of a boolean whether it is odd,
 * of a float 1. All buffers are allocated by malloc to the byte, so that
 * AddressSanitizer sees an access beyond them. INFO is the model's function
 * that returns its nn_model_info. Ends with 2 if the arguments do not fit.
 */
#include "nn/Runtime/nn_abi.h"
#include "model_calls.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const nn_model_info *INFO(void);

static size_t count_elements(const int64_t *shape, int64_t rank) {
  size_t count = 1;
  for (int64_t axis = 0; axis < rank; ++axis)
    count *= (size_t)shape[axis];
  return count;
}

static void *make_input(const nn_tensor_info *tensor, const int64_t *extents,
                        long number) {
  int64_t shape[16];
  for (int64_t axis = 0; axis < tensor->rank; ++axis)
    shape[axis] = tensor->shape[axis] < 0 ? extents[tensor->extent[axis]]
                                          : tensor->shape[axis];
  size_t count = count_elements(shape, tensor->rank);
  size_t bytes = element_bytes(tensor->dtype);
  char *data = malloc(count * bytes);
  float one = 1;
  for (size_t i = 0; i < count; ++i) {
    if (tensor->dtype == NN_F32)
      memcpy(data + i * bytes, &one, bytes);
    else if (tensor->dtype == NN_BOOL)
      data[i] = number & 1;
    else
      memcpy(data + i * bytes, &number, bytes);
  }
  return data;
}

int main(int argc, char **argv) {
  const nn_model_info *info = INFO();
  const nn_entry_info *entry = NULL;
  for (uint32_t i = 0; argc > 2 && i < info->num_entries; ++i)
    if (!strcmp(info->entries[i].name, argv[1]))
      entry = &info->entries[i];
  if (!entry || argc != 3 + (int)entry->num_extents)
    return 2;
  int64_t extents[16], shapes[64];
  for (int i = 3; i < argc; ++i)
    extents[i - 3] = atol(argv[i]);
  size_t workspace_bytes = entry->workspace_size(extents);
  if (workspace_bytes == 0) {
    puts("no workspace");
    return 0;
  }
  void *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, workspace_bytes);
  const void *inputs[16];
  void *outputs[16];
  for (uint32_t i = 0; i < entry->num_inputs; ++i)
    inputs[i] = make_input(&entry->inputs[i], extents, atol(argv[2]));
  entry->output_shapes(extents, shapes);
  const int64_t *shape = shapes;
  for (uint32_t i = 0; i < entry->num_outputs; ++i) {
    const nn_tensor_info *output = &entry->outputs[i];
    outputs[i] = malloc(count_elements(shape, output->rank) *
                        element_bytes(output->dtype));
    shape += output->rank;
  }
  nn_status status = entry->invoke(inputs, outputs, extents, NULL, workspace,
                                   workspace_bytes, NULL);
  printf("%s: %s\n", argv[1], nn_status_string(status));
  for (uint32_t i = 0; i < entry->num_inputs; ++i)
    free((void *)inputs[i]);
  for (uint32_t i = 0; i < entry->num_outputs; ++i)
    free(outputs[i]);
  free(workspace);
  return 0;
}

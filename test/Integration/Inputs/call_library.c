/* Calls the entry of a compiled library of a network with one input and one
 * output that share the extent of their first axis, and compares.
 *
 *   call_library INPUT.npy EXPECTED.npy
 *
 * HEADER, ENTRY and WORKSPACE name the library's header and functions. Ends
 * with 1 if an element differs by more than 1e-5, absolute plus relative.
 */
#include HEADER
#include "nn/Runtime/nn_npy.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  nn_npy_array input, expected;
  char error[512];
  if (argc != 3)
    return 2;
  if (nn_npy_read(argv[1], &input, error, sizeof error) ||
      nn_npy_read(argv[2], &expected, error, sizeof error)) {
    fprintf(stderr, "%s\n", error);
    return 1;
  }
  int64_t count = 1;
  for (int axis = 0; axis < (int)expected.rank; ++axis)
    count *= expected.shape[axis];
  int64_t batch = input.shape[0];
  size_t bytes = WORKSPACE(batch);
  void *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, bytes);
  float *output = malloc((size_t)count * sizeof(float));
  if (!bytes || !workspace || !output)
    return 1;
  nn_status status =
      ENTRY(input.data, output, batch, NULL, workspace, bytes, NULL);
  if (status != NN_OK) {
    fprintf(stderr, "%s\n", nn_status_string(status));
    return 1;
  }
  const float *reference = expected.data;
  for (int64_t i = 0; i < count; ++i)
    if (!(fabsf(output[i] - reference[i]) <=
          1e-5f + 1e-5f * fabsf(reference[i]))) {
      fprintf(stderr, "element %lld: expected %g, got %g\n", (long long)i,
              (double)reference[i], (double)output[i]);
      return 1;
    }
  free(workspace);
  free(output);
  nn_npy_free(&input);
  nn_npy_free(&expected);
  return 0;
}

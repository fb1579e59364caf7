/* RUN: rm -rf %t && mkdir -p %t && cp %models/mlp/mlp.mlir %t/mlp.mlir
 * RUN: nn-translate %models/digits/digits.mlir -o %t/libdigits.a
 * RUN: nn-translate %t/mlp.mlir -o %t/libmlp.a
 * RUN: %clang -std=c11 -Wall -Wextra -Werror -g -fsanitize=address,undefined \
 * RUN:   -fno-sanitize-recover=all -I %t %s %t/libdigits.a %t/libmlp.a -lm \
 * RUN:   -pthread -o %t/test
 * RUN: %t/test
 *
 * The C interface as its callers use and misuse it: two models in one program,
 * two threads at once, null pointers, wrong extents, a short or misaligned
 * workspace, overlapping buffers, weights of another model.
 */
#include "digits.h"
#include "mlp.h"
#include "Inputs/model_calls.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 5 };

static float images[BATCH * 64];
static float expected[BATCH * 10];

static void *run(void *result) {
  size_t bytes = digits_classify_workspace_size(BATCH);
  void *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, bytes);
  for (int repeat = 0; repeat < 50; ++repeat) {
    float out[BATCH * 10];
    EXPECT(digits_classify(images, out, BATCH, NULL, workspace, bytes, NULL) ==
           NN_OK);
    EXPECT(memcmp(out, expected, sizeof out) == 0);
  }
  free(workspace);
  return result;
}

int main(void) {
  for (int i = 0; i < BATCH * 64; ++i)
    images[i] = (float)(i * 37 % 17) / 16.0f;
  EXPECT(digits_check_cpu() == NN_OK);
  const nn_model_info *info = digits_info();
  EXPECT(info->struct_size == sizeof(nn_model_info));
  EXPECT(info->abi_version == DIGITS_ABI_VERSION);
  EXPECT(info->num_entries == 1 && info->num_weights == DIGITS_NUM_WEIGHTS);
  EXPECT(strcmp(info->entries[0].name, "classify") == 0);
  EXPECT(strcmp(info->entries[0].extent_names[0], "batch") == 0);

  size_t bytes = digits_classify_workspace_size(BATCH);
  EXPECT(bytes > 0);
  char *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, bytes);
  float out[BATCH * 10];
  EXPECT(digits_classify(images, out, BATCH, NULL, workspace, bytes, NULL) ==
         NN_OK);
  memcpy(expected, out, sizeof out);
  for (int row = 0; row < BATCH; ++row) {
    float sum = 0;
    for (int c = 0; c < 10; ++c)
      sum += out[row * 10 + c];
    EXPECT(sum > 0.9999f && sum < 1.0001f);
  }

  /* Misuse: a status, and outputs that stay as they were. */
  memset(out, 0x5a, sizeof out);
  float before[BATCH * 10];
  memcpy(before, out, sizeof out);
  EXPECT(digits_classify(NULL, out, BATCH, NULL, workspace, bytes, NULL) ==
         NN_E_INVALID_ARG);
  EXPECT(digits_classify(images, NULL, BATCH, NULL, workspace, bytes, NULL) ==
         NN_E_INVALID_ARG);
  EXPECT(digits_classify(images, out, BATCH, NULL, NULL, bytes, NULL) ==
         NN_E_INVALID_ARG);
  EXPECT(digits_classify(images, out, -1, NULL, workspace, bytes, NULL) ==
         NN_E_SHAPE);
  EXPECT(digits_classify(images, out, INT64_MAX, NULL, workspace, bytes,
                         NULL) == NN_E_SHAPE);
  EXPECT(digits_classify(images, out, INT64_C(1) << 60, NULL, workspace, bytes,
                         NULL) == NN_E_SHAPE);
  EXPECT(digits_classify(images, out, BATCH, NULL, workspace, bytes - 1,
                         NULL) == NN_E_WORKSPACE);
  EXPECT(digits_classify(images, out, BATCH, NULL, workspace, 0, NULL) ==
         NN_E_WORKSPACE);
  EXPECT(digits_classify(images, out, BATCH, NULL, workspace + 4, bytes,
                         NULL) == NN_E_ALIGN);
  EXPECT(digits_classify((const float *)((const char *)images + 1), out,
                         BATCH - 1, NULL, workspace, bytes,
                         NULL) == NN_E_ALIGN);
  EXPECT(digits_classify(images, images + 3, BATCH, NULL, workspace, bytes,
                         NULL) == NN_E_INVALID_ARG);
  EXPECT(digits_classify(images, (float *)workspace, BATCH, NULL, workspace,
                         bytes, NULL) == NN_E_INVALID_ARG);
  EXPECT(digits_classify((const float *)workspace, out, BATCH, NULL, workspace,
                         bytes, NULL) == NN_E_INVALID_ARG);
  nn_exec exec = {0};
  EXPECT(digits_classify(images, out, BATCH, NULL, workspace, bytes, &exec) ==
         NN_E_INVALID_ARG);
  digits_weights weights = {sizeof weights, DIGITS_NUM_WEIGHTS - 1, {NULL}, NULL};
  EXPECT(digits_classify(images, out, BATCH, &weights, workspace, bytes,
                         NULL) == NN_E_WEIGHTS);
  weights.count = DIGITS_NUM_WEIGHTS;
  EXPECT(digits_classify(images, out, BATCH, &weights, workspace, bytes,
                         NULL) == NN_E_WEIGHTS);
  EXPECT(digits_weights_bind(NULL, 0, &weights) == NN_E_INVALID_ARG);
  EXPECT(digits_weights_bind("garbage!", 8, &weights) == NN_E_WEIGHTS);
  EXPECT(digits_classify_workspace_size(-1) == 0);
  int64_t shape[2] = {0, 0};
  EXPECT(digits_classify_output_shapes(-1, shape) == NN_E_SHAPE);
  EXPECT(digits_classify_output_shapes(BATCH, NULL) == NN_E_INVALID_ARG);
  EXPECT(memcmp(before, out, sizeof out) == 0);

  EXPECT(digits_classify_output_shapes(BATCH, shape) == NN_OK);
  EXPECT(shape[0] == BATCH && shape[1] == 10);
  exec.struct_size = sizeof exec;
  EXPECT(digits_classify(images, out, BATCH, NULL, workspace, bytes, &exec) ==
         NN_OK);
  EXPECT(memcmp(expected, out, sizeof out) == 0);
  /* No rows at all. */
  EXPECT(digits_classify(images, out, 0, NULL, workspace, bytes, NULL) ==
         NN_OK);

  pthread_t threads[2];
  for (int i = 0; i < 2; ++i)
    EXPECT(pthread_create(&threads[i], NULL, run, NULL) == 0);
  for (int i = 0; i < 2; ++i)
    EXPECT(pthread_join(threads[i], NULL) == 0);

  EXPECT(strcmp(mlp_info()->name, "mlp") == 0);
  EXPECT(strcmp(nn_status_string(NN_E_SHAPE), nn_status_string(NN_OK)) != 0);
  free(workspace);
  puts("passed");
  return 0;
}

/* REQUIRES: x86_64
 * RUN: rm -rf %t && mkdir -p %t
 * DEFINE: %{levels} = --cpu-levels=x86-64,x86-64-v3,x86-64-v4
 * RUN: nn-translate %models/digits/digits.mlir %{levels} -o %t/libdigits.a
 * RUN: nn-translate %models/mlp/mlp.mlir %{levels} -o %t/libmlp.a
 * RUN: %clang -std=c11 -Wall -Wextra -Werror -g -fsanitize=thread -I %t %s \
 * RUN:   %t/libdigits.a %t/libmlp.a -lm -pthread -o %t/test
 * RUN: %t/test none && %t/test 0 && %t/test 1 && %t/test 2
 *
 * Two models with code for three processors in one program: threads that ask
 * for the level of one at the same time find the same, and that of the other
 * is settled by the program.
 */
#include "digits.h"
#include "mlp.h"
#include "Inputs/model_calls.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Batch = 3, Threads = 4 };

static float images[Batch * 64], features[Batch * 16];

/* Calls a model with weights that come with it: as null, and as its table shows
 * them. */
static void classify(float *out) {
  size_t bytes = digits_classify_workspace_size(Batch);
  void *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, bytes);
  float again[Batch * 10];
  EXPECT(digits_classify(images, out, Batch, NULL, workspace, bytes, NULL) ==
         NN_OK);
  EXPECT(digits_classify(images, again, Batch, digits_info()->embedded_weights,
                         workspace, bytes, NULL) == NN_OK);
  EXPECT(memcmp(out, again, sizeof again) == 0);
  free(workspace);
}

static void *run(void *result) {
  classify(result);
  return (void *)(uintptr_t)digits_cpu_level();
}

static void testThreads(void) {
  float results[Threads][Batch * 10];
  pthread_t threads[Threads];
  for (int i = 0; i < Threads; ++i)
    EXPECT(pthread_create(&threads[i], NULL, run, results[i]) == 0);
  for (int i = 0; i < Threads; ++i) {
    void *level;
    EXPECT(pthread_join(threads[i], &level) == 0);
    EXPECT((uintptr_t)level == digits_cpu_level());
    EXPECT(memcmp(results[0], results[i], sizeof results[0]) == 0);
  }
  for (int i = 0; i < Batch; ++i) {
    float sum = 0;
    for (int k = 0; k < 10; ++k)
      sum += results[0][i * 10 + k];
    EXPECT(sum > 0.999f && sum < 1.001f);
  }
}

static void testSettling(uint32_t level) {
  const nn_model_info *info = mlp_info();
  EXPECT(info->num_levels == MLP_NUM_CPU_LEVELS && info->num_levels == 3);
  EXPECT(strcmp(info->levels[0].cpu, "x86-64") == 0);
  EXPECT(strcmp(info->levels[2].cpu, "x86-64-v4") == 0);
  EXPECT(strstr(info->levels[1].features, "avx2") != NULL);
  EXPECT(strcmp(info->cpu, "x86-64") == 0);
  EXPECT(mlp_use_cpu_level(3) == NN_E_INVALID_ARG);
  nn_status status = mlp_use_cpu_level(level);
  if (status == NN_E_CPU_UNSUPPORTED) {
    EXPECT(mlp_cpu_level() < level);
    return;
  }
  EXPECT(status == NN_OK);
  EXPECT(mlp_cpu_level() == level && info->cpu_level() == level);
  EXPECT(mlp_use_cpu_level(level) == NN_OK);
  nn_status other = info->use_cpu_level((level + 1) % 3);
  EXPECT(other == NN_E_INVALID_ARG || other == NN_E_CPU_UNSUPPORTED);
  EXPECT(mlp_cpu_level() == level && mlp_check_cpu() == NN_OK);
}

/* Weights from outside, laid out for the level in use. */
static void testWeights(void) {
  const nn_model_info *info = mlp_info();
  size_t bytes = mlp_predict_workspace_size(Batch);
  void *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, bytes);
  float embedded[Batch * 4], bound[Batch * 4];
  EXPECT(mlp_predict(features, embedded, Batch, NULL, workspace, bytes, NULL) ==
         NN_OK);
  static float values[MLP_NUM_WEIGHTS][1024];
  mlp_weights weights = {sizeof weights, MLP_NUM_WEIGHTS, {NULL}, NULL};
  for (int i = 0; i < MLP_NUM_WEIGHTS; ++i)
    weights.tensor[i] = values[i];
  void *packed = aligned_alloc(NN_WORKSPACE_ALIGN, MLP_PACKED_BYTES);
  EXPECT(info->packed_bytes == MLP_PACKED_BYTES);
  EXPECT(mlp_weights_prepack(&weights, packed, 8) == NN_E_WORKSPACE);
  EXPECT(mlp_weights_prepack(&weights, packed, MLP_PACKED_BYTES) == NN_OK);
  EXPECT(mlp_predict(features, bound, Batch, &weights, workspace, bytes,
                     NULL) == NN_OK);
  /* All weights are zero. */
  for (int i = 0; i < Batch * 4; ++i)
    EXPECT(bound[i] == 0.0f && embedded[i] != 0.0f);
  free(packed);
  free(workspace);
}

int main(int argc, char **argv) {
  for (int i = 0; i < Batch * 64; ++i)
    images[i] = (float)(i * 37 % 17) / 16.0f;
  for (int i = 0; i < Batch * 16; ++i)
    features[i] = (float)(i * 37 % 17) / 16.0f;
  EXPECT(argc == 2);
  testThreads();
  if (strcmp(argv[1], "none") != 0)
    testSettling((uint32_t)atoi(argv[1]));
  testWeights();
  return 0;
}

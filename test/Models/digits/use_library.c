/* Calls the compiled digit classifier from C: the accuracy on a labelled set
 * and the time of a call on one image.
 *
 *   use_library images.npy labels.npy
 */
#define _POSIX_C_SOURCE 200809L
#include "digits.h"
#include "nn/Runtime/nn_npy.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

int main(int argc, char **argv) {
  nn_npy_array images, labels;
  char error[512];
  if (argc != 3) {
    fprintf(stderr, "usage: %s images.npy labels.npy\n", argv[0]);
    return 2;
  }
  if (nn_npy_read(argv[1], &images, error, sizeof error) ||
      nn_npy_read(argv[2], &labels, error, sizeof error)) {
    fprintf(stderr, "%s\n", error);
    return 1;
  }

  int64_t batch = images.shape[0];
  size_t bytes = digits_classify_workspace_size(batch);
  void *workspace = aligned_alloc(NN_WORKSPACE_ALIGN, bytes);
  float *probability = malloc((size_t)batch * 10 * sizeof(float));
  if (!bytes || !workspace || !probability)
    return 3;
  nn_status status = digits_classify(images.data, probability, batch, NULL,
                                     workspace, bytes, NULL);
  if (status != NN_OK) {
    fprintf(stderr, "digits_classify: %s\n", nn_status_string(status));
    return 1;
  }
  int64_t correct = 0;
  for (int64_t i = 0; i < batch; ++i) {
    int best = 0;
    for (int c = 1; c < 10; ++c)
      if (probability[i * 10 + c] > probability[i * 10 + best])
        best = c;
    correct += best == ((const int64_t *)labels.data)[i];
  }
  printf("accuracy: %.4f (%lld/%lld)\n", (double)correct / (double)batch,
         (long long)correct, (long long)batch);

  double best = 1e30;
  for (int repeat = 0; repeat < 200; ++repeat) {
    double start = now();
    digits_classify(images.data, probability, 1, NULL, workspace, bytes, NULL);
    double time = now() - start;
    best = time < best ? time : best;
  }
  printf("one image: %.1f us, workspace %zu bytes\n", best,
         digits_classify_workspace_size(1));
  free(workspace);
  free(probability);
  nn_npy_free(&images);
  nn_npy_free(&labels);
  return 0;
}

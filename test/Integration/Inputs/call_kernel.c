/* Calls a kernel of sanitized-temporaries.mlir with a workspace of its own, and
 * prints the first element of its result:
 *
 *   call_kernel KERNEL NUMBER
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Buffers as MLIR passes them: a scalar, two arrays and the workspace. */
#define BUFFER float *, float *, int64_t, int64_t, int64_t
#define KERNEL(NAME)                                                           \
  void NAME(int64_t *, int64_t *, int64_t, BUFFER, BUFFER, char *, char *,     \
            int64_t, int64_t, int64_t) __asm__(#NAME ".kernel");
KERNEL(store)
KERNEL(load)
KERNEL(vector)
KERNEL(masked)
KERNEL(gather)
KERNEL(turns)

enum { WORKSPACE = 1 << 16 };

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    void (*call)(int64_t *, int64_t *, int64_t, BUFFER, BUFFER, char *, char *,
                 int64_t, int64_t, int64_t);
  } kernels[] = {{"store", store},   {"load", load},     {"vector", vector},
                 {"masked", masked}, {"gather", gather}, {"turns", turns}};
  if (argc != 3)
    return 2;
  int64_t at = atoll(argv[2]);
  float x[8] = {1, 2, 3, 4, 5, 6, 7, 8}, y[8] = {0};
  char *workspace = aligned_alloc(64, WORKSPACE);
  for (size_t i = 0; i < sizeof(kernels) / sizeof(*kernels); ++i)
    if (strcmp(kernels[i].name, argv[1]) == 0) {
      kernels[i].call(&at, &at, 0, x, x, 0, 8, 1, y, y, 0, 8, 1, workspace,
                      workspace, 0, WORKSPACE, 1);
      /* The caller may access all of it again. */
      memset(workspace, 0, WORKSPACE);
      free(workspace);
      if (strcmp(argv[1], "turns") == 0)
        printf("turns: %g\n", y[0]);
      else
        puts("fine");
      return 0;
    }
  return 2;
}

/* Calls every entry of a model with buffers that end where memory ends: an
 * access behind one of them stops the program.
 *
 *   guard_pages [WEIGHTS.safetensors]
 *
 * HEADER, INFO, BIND and WEIGHTS name the header, the functions and the
 * structure of the model. With a file, its weights are bound from memory that
 * ends, too.
 */
#define _GNU_SOURCE
#include HEADER
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* `bytes` of memory that end before a page that may not be touched. */
static void *allocate(size_t bytes, size_t alignment) {
  size_t page = 4096, used = (bytes + page - 1) / page * page;
  char *memory = mmap(NULL, used + 2 * page, PROT_NONE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED ||
      mprotect(memory + page, used, PROT_READ | PROT_WRITE))
    return NULL;
  size_t place = (size_t)(memory + page + used - bytes);
  return (void *)(place - place % alignment);
}

static size_t count_bytes(const nn_tensor_info *tensor,
                          const int64_t *extents) {
  size_t bytes = tensor->dtype == NN_F64 ? 8 : 4;
  for (uint32_t axis = 0; axis < (uint32_t)tensor->rank; ++axis)
    bytes *= (size_t)(tensor->shape[axis] < 0 ? extents[tensor->extent[axis]]
                                              : tensor->shape[axis]);
  return bytes;
}

int main(int argc, char **argv) {
  const nn_model_info *info = INFO();
  WEIGHTS weights = {sizeof weights, 0, {NULL}, NULL};
  nn_weights *bound = NULL;
  if (argc > 1) {
    struct stat status;
    int file = open(argv[1], O_RDONLY);
    if (file < 0 || fstat(file, &status))
      return 2;
    char *memory = allocate((size_t)status.st_size, 64);
    if (!memory || read(file, memory, (size_t)status.st_size) != status.st_size)
      return 2;
    nn_status code = BIND(memory, (size_t)status.st_size, &weights);
    printf("bind: %s\n", nn_status_string(code));
    if (code != NN_OK)
      return 1;
    bound = (nn_weights *)&weights;
    if (info->packed_bytes) {
      code = info->weights_prepack(
          bound, allocate(info->packed_bytes, NN_WORKSPACE_ALIGN),
          info->packed_bytes);
      printf("prepack: %s\n", nn_status_string(code));
      if (code != NN_OK)
        return 1;
    }
  }
  for (uint32_t e = 0; e < info->num_entries; ++e) {
    const nn_entry_info *entry = &info->entries[e];
    for (int64_t size = 1; size <= 9; size += 4) {
      int64_t extents[8], shapes[64];
      const void *inputs[8];
      void *outputs[8];
      for (uint32_t i = 0; i < entry->num_extents; ++i)
        extents[i] = size;
      size_t bytes = entry->workspace_size(extents);
      if (!bytes || entry->output_shapes(extents, shapes))
        return 1;
      for (uint32_t i = 0; i < entry->num_inputs; ++i) {
        size_t taken = count_bytes(&entry->inputs[i], extents);
        void *input = allocate(taken, 4);
        if (!input)
          return 2;
        inputs[i] = memset(input, 0, taken);
      }
      const int64_t *shape = shapes;
      for (uint32_t i = 0; i < entry->num_outputs; ++i) {
        size_t taken = entry->outputs[i].dtype == NN_F64 ? 8 : 4;
        for (uint32_t axis = 0; axis < (uint32_t)entry->outputs[i].rank; ++axis)
          taken *= (size_t)*shape++;
        outputs[i] = allocate(taken, 4);
      }
      nn_status code =
          entry->invoke(inputs, outputs, extents, bound,
                        allocate(bytes, NN_WORKSPACE_ALIGN), bytes, NULL);
      printf("%s %d: %s\n", entry->name, (int)size, nn_status_string(code));
      if (code != NN_OK)
        return 1;
    }
  }
  return 0;
}

/* Calls all entries of a compiled model on one thread, as tasks that run
 * backwards, and on a pool of threads, and compares the bits of the outputs.
 *
 *   call_tasks EXTENT
 *
 * Every run-time extent is EXTENT. INFO is the model's function that returns
 * its nn_model_info; its weights are embedded. Prints for each entry what it
 * answers and whether it made tasks.
 */
#include "nn/Runtime/nn_abi.h"
#include "nn/Runtime/nn_pool.h"

#include "model_calls.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const nn_model_info *INFO(void);

enum { MaxTensors = 16, MaxRank = 8, Zone = 64 };

#define EXPECT_OF_ENTRY(condition)                                             \
  do {                                                                         \
    if (!(condition)) {                                                        \
      printf("%s: %s (line %d)\n", name, #condition, __LINE__);                \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

static const char *name;

/* A parallel_for that runs tasks from the last to the first. */
typedef struct {
  int64_t loops, most;
} counts;

static void backwards(void *context, int64_t count,
                      void (*task)(void *argument, int64_t index),
                      void *argument) {
  counts *seen = (counts *)context;
  ++seen->loops;
  seen->most = count > seen->most ? count : seen->most;
  while (count-- > 0)
    task(argument, count);
}

static void *allocate(size_t bytes) {
  void *memory =
      aligned_alloc(NN_WORKSPACE_ALIGN,
                    (bytes / NN_WORKSPACE_ALIGN + 1) * NN_WORKSPACE_ALIGN);
  if (!memory)
    exit(2);
  memset(memory, 0xff, bytes);
  return memory;
}

/* Numbers of a fixed sequence: floats from -1 to 1, other elements 0 or 1. */
static void *make_input(const nn_tensor_info *tensor, int64_t extent) {
  static uint32_t state = 1;
  size_t count = 1, bytes = element_bytes(tensor->dtype);
  for (int64_t axis = 0; axis < tensor->rank; ++axis)
    count *= (size_t)(tensor->shape[axis] < 0 ? extent : tensor->shape[axis]);
  char *data = (char *)allocate(count * bytes);
  for (size_t i = 0; i < count; ++i) {
    state = state * 1664525u + 1013904223u;
    float number = (float)(state >> 8) / (1 << 23) - 1;
    int64_t bit = state >> 31;
    if (tensor->dtype == NN_F32)
      memcpy(data + i * bytes, &number, bytes);
    else
      memcpy(data + i * bytes, &bit, bytes);
  }
  return data;
}

typedef struct {
  const nn_entry_info *entry;
  const void *weights;
  const void *inputs[MaxTensors];
  void *outputs[MaxTensors], *expected[MaxTensors];
  size_t output_bytes[MaxTensors];
  int64_t extents[MaxTensors];
  nn_status status; /* of the call on one thread */
} call;

/* Calls with `bytes` of workspace; nothing behind them may change. */
static nn_status invoke(call *c, void **outputs, size_t bytes,
                        const nn_exec *exec) {
  unsigned char *workspace = (unsigned char *)allocate(bytes + Zone);
  for (uint32_t i = 0; i < c->entry->num_outputs; ++i)
    memset(outputs[i], 0xff, c->output_bytes[i]);
  nn_status status = c->entry->invoke(c->inputs, outputs, c->extents,
                                      c->weights, workspace, bytes, exec);
  for (int i = 0; i < Zone; ++i)
    EXPECT_OF_ENTRY(workspace[bytes + i] == 0xff);
  free(workspace);
  return status;
}

/* Calls as tasks and compares with the call on one thread. */
static void compare(call *c, size_t bytes, const nn_exec *exec) {
  EXPECT_OF_ENTRY(invoke(c, c->outputs, bytes, exec) == c->status);
  for (uint32_t i = 0; c->status == NN_OK && i < c->entry->num_outputs; ++i)
    EXPECT_OF_ENTRY(!memcmp(c->outputs[i], c->expected[i], c->output_bytes[i]));
}

static void check_entry(const nn_model_info *info, const nn_entry_info *entry,
                        int64_t extent, nn_pool *pool) {
  call c = {0};
  int64_t shapes[MaxTensors * MaxRank];
  const int64_t *shape = shapes;
  name = entry->name;
  c.entry = entry;
  c.weights = info->embedded_weights;
  EXPECT_OF_ENTRY(entry->num_inputs <= MaxTensors &&
                  entry->num_outputs <= MaxTensors &&
                  entry->num_extents <= MaxTensors);
  for (uint32_t i = 0; i < entry->num_extents; ++i)
    c.extents[i] = extent;
  size_t least = entry->workspace_size(c.extents);
  size_t further = entry->thread_workspace_size(c.extents);
  EXPECT_OF_ENTRY(least > 0 && further % NN_WORKSPACE_ALIGN == 0);
  EXPECT_OF_ENTRY(entry->output_shapes(c.extents, shapes) == NN_OK);
  for (uint32_t i = 0; i < entry->num_inputs; ++i)
    c.inputs[i] = make_input(&entry->inputs[i], extent);
  for (uint32_t i = 0; i < entry->num_outputs; ++i) {
    c.output_bytes[i] = element_bytes(entry->outputs[i].dtype);
    for (int64_t axis = 0; axis < entry->outputs[i].rank; ++axis)
      c.output_bytes[i] *= (size_t)*shape++;
    c.outputs[i] = allocate(c.output_bytes[i]);
    c.expected[i] = allocate(c.output_bytes[i]);
  }
  c.status = invoke(&c, c.expected, least, NULL);

  counts seen = {0, 0};
  nn_exec exec = {0};
  exec.struct_size = sizeof(exec);
  exec.parallel_for = backwards;
  exec.context = &seen;
  /* One thread has no tasks, and none is needed of whom nothing is asked. */
  for (exec.num_threads = 0; exec.num_threads < 2; ++exec.num_threads)
    compare(&c, least, &exec);
  EXPECT_OF_ENTRY(seen.loops == 0);
  exec.parallel_for = NULL;
  exec.num_threads = 4;
  compare(&c, least + 3 * further, &exec);
  exec.parallel_for = backwards;
  for (uint32_t threads = 2; threads <= 7; ++threads) {
    exec.num_threads = threads;
    seen.most = 0;
    /* From no room for further tasks to room for more than there are. */
    for (uint32_t room = 0; room <= threads; ++room)
      compare(&c, least + room * further, &exec);
    EXPECT_OF_ENTRY(seen.most <= threads);
  }
  exec.num_threads = UINT32_MAX;
  compare(&c, least + 20 * further, &exec);
  if (least > NN_WORKSPACE_ALIGN)
    EXPECT_OF_ENTRY(invoke(&c, c.outputs, least - 1, &exec) == NN_E_WORKSPACE);

  /* More tasks than threads, and on all of them. */
  exec.parallel_for = nn_pool_parallel_for;
  exec.context = pool;
  for (uint32_t threads = 2; threads <= 8; threads += 3)
    for (int round = 0; round < 3; ++round) {
      exec.num_threads = threads;
      compare(&c, least + (threads - 1) * further, &exec);
    }
  printf("%s: %s, %s\n", name, nn_status_string(c.status),
         seen.loops ? "in tasks" : "in one piece");
  for (uint32_t i = 0; i < entry->num_inputs; ++i)
    free((void *)c.inputs[i]);
  for (uint32_t i = 0; i < entry->num_outputs; ++i) {
    free(c.outputs[i]);
    free(c.expected[i]);
  }
}

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  const nn_model_info *info = INFO();
  nn_pool *pool = nn_pool_create(3);
  if (!pool)
    return 2;
  for (uint32_t i = 0; i < info->num_entries; ++i)
    check_entry(info, &info->entries[i], strtol(argv[1], NULL, 10), pool);
  nn_pool_destroy(pool);
  return 0;
}

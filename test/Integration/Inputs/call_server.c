/* Makes calls of a model on request, for a caller that cannot load it: because
 * it is code for another processor, which an emulator of this program runs.
 *
 *   call_server LIBRARY.so NAME [WEIGHTS.safetensors [LEVEL]]
 *
 * Buffers end where memory ends, or begin where it begins, and are full of
 * garbage before a call. Numbers on stdin and stdout are of 64 bits,
 * little-endian, texts and tensors have their size in bytes in front. At the
 * start, and after each request, comes a text: what is wrong, or nothing.
 *
 *   request  entry, at_start, count, of each input: rank, extents, tensor
 *   answer   count, of each output: dtype, rank, extents, tensor
 */
#define _GNU_SOURCE
#include "nn/Runtime/nn_abi.h"
#include "model_calls.h"
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { Page = 4096, MaxTensors = 32, MaxRank = 16, Garbage = 0xFF };

typedef struct buffer {
  unsigned char *base, *data;
  size_t inner, bytes;
} buffer;

static void quit(const char *message) {
  fprintf(stderr, "call_server: %s\n", message);
  exit(1);
}

static buffer allocate(size_t bytes, size_t alignment, int at_start) {
  buffer b = {0};
  b.bytes = bytes;
  b.inner = (bytes + Page) / Page * Page;
  b.base = mmap(NULL, b.inner + 2 * Page, PROT_NONE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (b.base == MAP_FAILED ||
      mprotect(b.base + Page, b.inner, PROT_READ | PROT_WRITE))
    quit("no memory");
  memset(b.base + Page, Garbage, b.inner);
  b.data = b.base + Page;
  if (!at_start)
    b.data += (b.inner - bytes) / alignment * alignment;
  return b;
}

static void protect(const buffer *b) {
  if (mprotect(b->base + Page, b->inner, PROT_READ))
    quit("cannot protect memory");
}

static int is_intact(const buffer *b) {
  for (unsigned char *p = b->base + Page; p < b->base + Page + b->inner; ++p)
    if ((p < b->data || p >= b->data + b->bytes) && *p != Garbage)
      return 0;
  return 1;
}

static void release(const buffer *b) { munmap(b->base, b->inner + 2 * Page); }

static void read_bytes(void *to, size_t bytes) {
  if (fread(to, 1, bytes, stdin) != bytes)
    quit("a request that ends early");
}

static int64_t read_number(void) {
  int64_t number;
  read_bytes(&number, sizeof(number));
  return number;
}

static void write_number(int64_t number) {
  fwrite(&number, sizeof(number), 1, stdout);
}

/* Answers what is wrong; nothing with "". */
static void answer(const char *format, ...) {
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof(text), format, arguments);
  va_end(arguments);
  write_number((int64_t)strlen(text));
  fputs(text, stdout);
}

/* What a model reads its weights from; null for embedded ones. */
static nn_weights *bind(const nn_model_info *info, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END))
    quit("cannot read the weights");
  size_t bytes = (size_t)ftell(file);
  rewind(file);
  buffer content = allocate(bytes, NN_WORKSPACE_ALIGN, 0);
  if (fread(content.data, 1, bytes, file) != bytes)
    quit("cannot read the weights");
  fclose(file);
  protect(&content);
  nn_weights *weights =
      calloc(1, sizeof(nn_weights) + (info->num_weights + 1) * sizeof(void *));
  if (!weights || info->weights_bind(content.data, bytes, weights))
    quit("weights_bind failed");
  if (info->packed_bytes) {
    buffer packed = allocate(info->packed_bytes, NN_WORKSPACE_ALIGN, 0);
    if (info->weights_prepack(weights, packed.data, info->packed_bytes) ||
        !is_intact(&packed))
      quit("weights_prepack failed");
    protect(&packed);
  }
  return weights;
}

/* Reads an input and what it says of the extents of the call; whether its shape
 * is that of the entry. */
static int read_input(const nn_tensor_info *tensor, int at_start,
                      int64_t *extents, buffer *to) {
  int64_t rank = read_number();
  int fits = rank == tensor->rank;
  for (int64_t i = 0; i < rank; ++i) {
    int64_t extent = read_number();
    if (!fits)
      continue;
    if (tensor->shape[i] >= 0)
      fits = tensor->shape[i] == extent;
    else
      extents[tensor->extent[i]] = extent;
  }
  *to = allocate((size_t)read_number(), element_bytes(tensor->dtype), at_start);
  read_bytes(to->data, to->bytes);
  protect(to);
  return fits;
}

static void write_output(const nn_tensor_info *tensor, const int64_t *shape,
                         const buffer *from) {
  write_number(tensor->dtype);
  write_number(tensor->rank);
  for (int64_t i = 0; i < tensor->rank; ++i)
    write_number(shape[i]);
  write_number((int64_t)from->bytes);
  fwrite(from->data, 1, from->bytes, stdout);
}

/* Makes the call of a request whose entry and form have been read. */
static void call(const nn_entry_info *entry, int at_start,
                 const nn_weights *weights) {
  buffer inputs[MaxTensors], outputs[MaxTensors];
  const void *from[MaxTensors];
  void *to[MaxTensors];
  int64_t extents[MaxTensors * MaxRank] = {0}, shapes[MaxTensors * MaxRank];
  int fits = 1;
  if (entry->num_inputs > MaxTensors || entry->num_outputs > MaxTensors)
    quit("an entry with more tensors than expected");
  for (uint32_t i = 0; i < entry->num_inputs; ++i) {
    fits &= read_input(&entry->inputs[i], at_start, extents, &inputs[i]);
    from[i] = inputs[i].data;
  }
  size_t bytes = entry->workspace_size(extents);
  nn_status status = entry->output_shapes(extents, shapes);
  if (!fits || !bytes || status) {
    answer("the extents do not fit: status %d", (int)status);
    return;
  }
  const int64_t *shape = shapes;
  for (uint32_t i = 0; i < entry->num_outputs; ++i) {
    size_t size = element_bytes(entry->outputs[i].dtype);
    size_t total = size;
    for (int64_t axis = 0; axis < entry->outputs[i].rank; ++axis)
      total *= (size_t)*shape++;
    outputs[i] = allocate(total, size, at_start);
    to[i] = outputs[i].data;
  }
  buffer workspace = allocate(bytes, NN_WORKSPACE_ALIGN, at_start);
  status =
      entry->invoke(from, to, extents, weights, workspace.data, bytes, NULL);
  int intact = is_intact(&workspace);
  for (uint32_t i = 0; i < entry->num_outputs; ++i)
    intact &= is_intact(&outputs[i]);
  if (status) {
    answer("status %d", (int)status);
  } else if (!intact) {
    answer("wrote outside of the outputs or the workspace");
  } else {
    answer("");
    write_number(entry->num_outputs);
    shape = shapes;
    for (uint32_t i = 0; i < entry->num_outputs; ++i) {
      write_output(&entry->outputs[i], shape, &outputs[i]);
      shape += entry->outputs[i].rank;
    }
  }
  release(&workspace);
  for (uint32_t i = 0; i < entry->num_inputs; ++i)
    release(&inputs[i]);
  for (uint32_t i = 0; i < entry->num_outputs; ++i)
    release(&outputs[i]);
}

static const nn_entry_info *find_entry(const nn_model_info *info,
                                       const char *name) {
  for (uint32_t i = 0; i < info->num_entries; ++i)
    if (!strcmp(info->entries[i].name, name))
      return &info->entries[i];
  quit("there is no such entry");
  return NULL;
}

int main(int argc, char **argv) {
  char symbol[256];
  if (argc < 3)
    quit("usage: call_server LIBRARY.so NAME [WEIGHTS.safetensors [LEVEL]]");
  snprintf(symbol, sizeof(symbol), "%s_info", argv[2]);
  void *library = dlopen(argv[1], RTLD_NOW);
  const nn_model_info *(*get_info)(void) =
      library ? (const nn_model_info *(*)(void))dlsym(library, symbol) : NULL;
  if (!get_info)
    quit(dlerror());
  const nn_model_info *info = get_info();
  nn_status status = NN_OK;
  if (argc > 4)
    status = info->use_cpu_level((uint32_t)atoi(argv[4]));
  if (status && status != NN_E_CPU_UNSUPPORTED)
    quit("use_cpu_level failed");
  if (status || info->check_cpu()) {
    answer("not supported");
    return 0;
  }
  nn_weights *weights = NULL;
  if (info->num_weights && !info->embedded_weights)
    weights = bind(info, argc > 3 ? argv[3] : "");
  answer("");
  for (;;) {
    int64_t length;
    fflush(stdout);
    if (fread(&length, 1, sizeof(length), stdin) != sizeof(length))
      return 0;
    if (length < 0 || length >= (int64_t)sizeof(symbol))
      quit("a name longer than expected");
    read_bytes(symbol, (size_t)length);
    symbol[length] = 0;
    const nn_entry_info *entry = find_entry(info, symbol);
    int at_start = (int)read_number();
    if (read_number() != entry->num_inputs)
      quit("another number of inputs than the entry has");
    call(entry, at_start, weights);
  }
}

/*===- Runner.c - The program around a compiled model ---------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Loading and calling; RunnerOptions.c has the command line, RunnerReport.c
 * what is done with the outputs. Everything that can fail for want of memory
 * or files happens before the first call of the model.
 *
 *===----------------------------------------------------------------------===*/
#define _XOPEN_SOURCE 700
#include "RunnerImpl.h"
#include "nn/Runtime/nn_weights_bind.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/*===----------------------------------------------------------------------===*
 * Texts and diagnostics
 *===----------------------------------------------------------------------===*/

void nnrPrintType(nnr_text *text, const nn_entry_info *entry,
                  const nn_tensor_info *tensor, int named) {
  nnrPrint(text, "%s [", nn_npy_dtype_name(tensor->dtype));
  for (int64_t i = 0; i < tensor->rank; ++i) {
    const char *axis = tensor->axes ? tensor->axes[i] : NULL;
    int32_t extent = tensor->extent ? tensor->extent[i] : -1;
    nnrPrint(text, "%s", i ? ", " : "");
    if (tensor->shape[i] < 0)
      nnrPrint(text, "%s",
               extent >= 0 && (uint32_t)extent < entry->num_extents
                   ? entry->extent_names[extent]
               : axis ? axis
                      : "?");
    else
      nnrPrint(text, "%s%s%lld", named && axis ? axis : "",
               named && axis ? "=" : "", (long long)tensor->shape[i]);
  }
  nnrPrint(text, "]");
}

int nnrError(nn_runner *r, int code, const char *format, ...) {
  nnr_text message = {0};
  va_list arguments;
  va_start(arguments, format);
  nnrPrintList(&message, format, arguments);
  va_end(arguments);
  fprintf(stderr, "%s: error: %s\n", r->program ? r->program : "nn-model",
          message.failed ? "out of memory" : nnrString(&message));
  nnrPrint(&r->errors, "%s", r->errors.length ? ", " : "");
  nnrPrintQuoted(&r->errors, nnrString(&message));
  free(message.data);
  return code;
}

int nnrOutOfMemory(nn_runner *r, size_t bytes) {
  return nnrError(r, NN_EXIT_LIMIT, "out of memory: %zu bytes", bytes);
}

static void *allocateZeroed(size_t count, size_t size) {
  return calloc(count ? count : 1, size);
}

/*===----------------------------------------------------------------------===*
 * From arguments to files
 *===----------------------------------------------------------------------===*/

/* The tensor that "NAME=" names, with *file behind it, or `count` if the text
 * does not start with a name of one. */
static uint32_t splitName(const nn_tensor_info *tensors, uint32_t count,
                          const char *text, const char **file) {
  const char *equals = strchr(text, '=');
  *file = text;
  for (uint32_t i = 0; equals && i < count; ++i)
    if (strlen(tensors[i].name) == (size_t)(equals - text) &&
        !strncmp(tensors[i].name, text, (size_t)(equals - text))) {
      *file = equals + 1;
      return i;
    }
  return count;
}

static void namesOf(nnr_text *text, const nn_tensor_info *tensors,
                    uint32_t count) {
  for (uint32_t i = 0; i < count; ++i)
    nnrPrint(text, "%s%s", i ? ", " : "", tensors[i].name);
}

/* Named arguments go to their tensors, the others fill what is left in
 * order. `files` has a place per tensor, `step` bytes apart. */
static int assignFiles(nn_runner *r, const nnr_list *arguments,
                       const nn_tensor_info *tensors, uint32_t count,
                       const char **files, size_t step, const char *what) {
  int code = NN_EXIT_GOOD;
  const char *file;
#define FILE_OF(i) (*(const char **)((char *)files + (size_t)(i) * step))
  for (size_t k = 0; k < arguments->count; ++k) {
    uint32_t i = splitName(tensors, count, arguments->items[k], &file);
    if (i == count)
      continue;
    if (FILE_OF(i))
      code = nnrError(r, NN_EXIT_USAGE, "%s '%s' is given twice: %s and %s",
                      what, tensors[i].name, FILE_OF(i), file);
    FILE_OF(i) = file;
  }
  for (size_t k = 0; k < arguments->count; ++k) {
    if (splitName(tensors, count, arguments->items[k], &file) < count)
      continue;
    const char *text = arguments->items[k];
    uint32_t i = 0;
    while (i < count && FILE_OF(i))
      ++i;
    /* A name before the first folder, which no tensor has. */
    if (text[strcspn(text, "=/")] == '=') {
      nnr_text names = {0};
      namesOf(&names, tensors, count);
      code = nnrError(r, NN_EXIT_USAGE,
                      "'%s' does not name an %s; there are: %s (write './%s' "
                      "for a file of that name)",
                      text, what, nnrString(&names), text);
      free(names.data);
    } else if (i == count)
      code = nnrError(r, NN_EXIT_USAGE,
                      "no %s is left for '%s'; entry '%s' has %u", what, text,
                      r->entry->name, count);
    else
      FILE_OF(i) = file;
  }
#undef FILE_OF
  return code;
}

static int assignInputs(nn_runner *r) {
  const nn_entry_info *entry = r->entry;
  int code = NN_EXIT_GOOD;
  const char *file;
  nnr_text names = {0};
  namesOf(&names, entry->inputs, entry->num_inputs);
  for (size_t k = 0; k < r->inputArgs.count; ++k)
    if (splitName(entry->inputs, entry->num_inputs, r->inputArgs.items[k],
                  &file) == entry->num_inputs)
      code = nnrError(r, NN_EXIT_USAGE,
                      "'--input=%s' does not name an input; expected "
                      "NAME=FILE.npy with a NAME of: %s",
                      r->inputArgs.items[k], nnrString(&names));
  free(names.data);
  if (code)
    return code;
  code = assignFiles(r, &r->inputArgs, entry->inputs, entry->num_inputs,
                     r->inputFiles, sizeof(r->inputFiles[0]), "input");
  /* An operand is a file even if it has a '='. */
  size_t next = 0;
  for (uint32_t i = 0; i < entry->num_inputs; ++i) {
    if (!r->inputFiles[i] && next < r->operands.count)
      r->inputFiles[i] = r->operands.items[next++];
    if (r->inputFiles[i])
      continue;
    nnr_text type = {0};
    nnrPrintType(&type, entry, &entry->inputs[i], 0);
    code = nnrError(r, NN_EXIT_USAGE,
                    "no file for input '%s'; expected a .npy of %s",
                    entry->inputs[i].name, nnrString(&type));
    free(type.data);
  }
  for (; next < r->operands.count; ++next)
    code = nnrError(r, NN_EXIT_USAGE,
                    "no input is left for '%s'; entry '%s' has %u",
                    r->operands.items[next], entry->name, entry->num_inputs);
  return code;
}

/*===----------------------------------------------------------------------===*
 * Inputs
 *===----------------------------------------------------------------------===*/

/* Checks the type of a file against the signature; run-time extents fit for
 * now. */
static int checkType(nn_runner *r, const nn_tensor_info *tensor,
                     const nn_npy_array *array, const char *file) {
  int good = tensor->dtype == array->dtype && tensor->rank == array->rank;
  for (int64_t i = 0; good && i < tensor->rank; ++i)
    good = tensor->shape[i] < 0 || tensor->shape[i] == array->shape[i];
  if (good)
    return NN_EXIT_GOOD;
  static const char *const numpyTypes[] = {
      "?",       "'float32'", "'float64'", "'int8'",    "'int16'",
      "'int32'", "'int64'",   "'bool'",    "'float16'", "ml_dtypes.bfloat16"};
  nnr_text expected = {0}, got = {0};
  nnrPrintType(&expected, r->entry, tensor, 0);
  nnrPrint(&got, "%s ", nn_npy_dtype_name(array->dtype));
  nnrPrintShape(&got, array->rank, array->shape);
  int differs = tensor->dtype != array->dtype &&
                (size_t)tensor->dtype < sizeof(numpyTypes) / sizeof(char *);
  nnrError(r, NN_EXIT_INPUT, "input '%s': expected %s, got %s in %s%s%s%s",
           tensor->name, nnrString(&expected), nnrString(&got), file,
           differs ? "; convert it in NumPy with a.astype(" : "",
           differs ? numpyTypes[tensor->dtype] : "", differs ? ")" : "");
  free(expected.data);
  free(got.data);
  return NN_EXIT_INPUT;
}

/* Sets the run-time extents of an input, or compares them with those that an
 * input before it has set; `setBy` has the index of that input per extent. */
static int collectExtents(nn_runner *r, uint32_t input, int64_t *setBy) {
  const nn_entry_info *entry = r->entry;
  const nn_tensor_info *tensor = &entry->inputs[input];
  int code = NN_EXIT_GOOD;
  for (int64_t d = 0; d < tensor->rank; ++d) {
    int32_t index = tensor->extent ? tensor->extent[d] : -1;
    int64_t value = r->inputs[input].shape[d];
    if (tensor->shape[d] >= 0 || index < 0 ||
        (uint32_t)index >= entry->num_extents)
      continue;
    if (setBy[index] < 0) {
      setBy[index] = input;
      r->extents[index] = value;
    } else if (r->extents[index] != value) {
      code = nnrError(r, NN_EXIT_INPUT,
                      "input '%s': extent '%s' is %lld in %s, but %lld in %s "
                      "for input '%s'",
                      tensor->name, entry->extent_names[index],
                      (long long)value, r->inputFiles[input],
                      (long long)r->extents[index], r->inputFiles[setBy[index]],
                      entry->inputs[setBy[index]].name);
    }
  }
  return code;
}

static int readFile(nn_runner *r, const char *file, nn_npy_array *array) {
  char reason[512];
  nn_npy_result result = nn_npy_read(file, array, reason, sizeof(reason));
  return result ? nnrError(r, (int)result, "%s", reason) : NN_EXIT_GOOD;
}

static int readInputs(nn_runner *r) {
  const nn_entry_info *entry = r->entry;
  int code = NN_EXIT_GOOD;
  for (uint32_t i = 0; i < entry->num_inputs; ++i) {
    int bad = readFile(r, r->inputFiles[i], &r->inputs[i]);
    if (!bad)
      bad = checkType(r, &entry->inputs[i], &r->inputs[i], r->inputFiles[i]);
    r->inputPointers[i] = r->inputs[i].data;
    code = bad ? bad : code;
  }
  if (code)
    return code;
  int64_t *setBy =
      (int64_t *)allocateZeroed(entry->num_extents, sizeof(int64_t));
  if (!setBy)
    return nnrOutOfMemory(r, entry->num_extents * sizeof(int64_t));
  for (uint32_t i = 0; i < entry->num_extents; ++i)
    setBy[i] = -1;
  for (uint32_t i = 0; i < entry->num_inputs; ++i) {
    int bad = collectExtents(r, i, setBy);
    code = bad ? bad : code;
  }
  for (uint32_t i = 0; !code && i < entry->num_extents; ++i)
    if (setBy[i] < 0)
      code = nnrError(r, NN_EXIT_INPUT,
                      "the model is malformed: no input has the extent '%s'",
                      entry->extent_names[i]);
  free(setBy);
  return code;
}

/*===----------------------------------------------------------------------===*
 * Weights
 *===----------------------------------------------------------------------===*/

/* The default file of weights: relative to the folder of the program. */
static int defaultWeights(nn_runner *r, nnr_text *path) {
  char program[4096];
  const char *name = r->options.default_weights;
  ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
  if (length < 0 || (size_t)length >= sizeof(program) - 1) {
    snprintf(program, sizeof(program), "%s",
             r->programPath ? r->programPath : "");
    length = (ssize_t)strlen(program);
  }
  while (length > 0 && program[length - 1] != '/')
    --length;
  if (!name || name[0] != '/')
    nnrPrint(path, "%.*s", (int)length, program);
  if (name)
    nnrPrint(path, "%s", name);
  else
    nnrPrint(path, "%s.safetensors", r->info->name);
  return path->failed ? nnrOutOfMemory(r, sizeof(program)) : NN_EXIT_GOOD;
}

static int mapWeights(nn_runner *r, const char *path) {
  struct stat status;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  int good = file >= 0 && fstat(file, &status) == 0;
  if (good && S_ISDIR(status.st_mode)) {
    good = 0;
    errno = EISDIR;
  }
  /* An empty file cannot be mapped; one byte is enough for a good message
   * from the reader. */
  if (good && status.st_size == 0) {
    close(file);
    return nnrError(r, NN_EXIT_INPUT, "weights %s: the file is empty", path);
  }
  if (good) {
    r->mappingBytes = (size_t)status.st_size;
    r->mapping = mmap(NULL, r->mappingBytes, PROT_READ, MAP_PRIVATE, file, 0);
    if (r->mapping == MAP_FAILED) {
      r->mapping = NULL;
      good = 0;
    }
  }
  int reason = errno;
  if (file >= 0)
    close(file);
  if (good)
    return NN_EXIT_GOOD;
  return nnrError(r, NN_EXIT_INPUT, "weights %s: cannot read: %s", path,
                  strerror(reason));
}

/* Says what is wrong with a file of weights. The model only answers a
 * status, so the file is checked once more with reasons. */
static int explainWeights(nn_runner *r, const char *path, nn_status status) {
  nnrt_bind_error error;
  if (nnrt_weights_check(r->info, r->mapping, r->mappingBytes, NULL, &error) ==
      NN_OK)
    return nnrError(r, NN_EXIT_INPUT, "weights %s: %s", path,
                    nn_status_string(status));
  if (error.weight == UINT32_MAX)
    return nnrError(r, NN_EXIT_INPUT, "weights %s: byte %llu: %s", path,
                    (unsigned long long)error.offset, error.message);
  const nn_tensor_info *weight = &r->info->weights[error.weight];
  nnr_text type = {0};
  nnrPrint(&type, "expected %s ", nn_npy_dtype_name(weight->dtype));
  nnrPrintShape(&type, weight->rank, weight->shape);
  if (error.found) {
    int64_t shape[NN_ST_MAX_RANK];
    for (uint32_t i = 0; i < error.tensor.rank; ++i)
      shape[i] = (int64_t)error.tensor.shape[i];
    nnrPrint(&type, ", got %s ", nn_st_dtype_name(error.tensor.dtype));
    nnrPrintShape(&type, error.tensor.rank, shape);
    nnrPrint(&type, " at byte %llu", (unsigned long long)error.offset);
  }
  nnrError(r, NN_EXIT_INPUT, "weights %s: '%s': %s; %s", path, weight->name,
           error.message, nnrString(&type));
  free(type.data);
  return NN_EXIT_INPUT;
}

static int loadWeights(nn_runner *r) {
  const nn_model_info *info = r->info;
  nnr_text path = {0};
  if (r->options.call && !r->weightsFile)
    return NN_EXIT_GOOD;
  if (r->weightsFile &&
      (r->options.call || !info->num_weights || !info->weights_bind))
    return nnrError(r, NN_EXIT_USAGE,
                    "option '--weights' given, but the model reads no weights "
                    "from files");
  if (!r->weightsFile && (!info->num_weights || info->embedded_weights))
    return NN_EXIT_GOOD;
  if (!info->weights_bind)
    return nnrError(r, NN_EXIT_INPUT,
                    "the model is malformed: it has no weights and no way to "
                    "load them");
  int code = NN_EXIT_GOOD;
  if (r->weightsFile)
    nnrPrint(&path, "%s", r->weightsFile);
  else
    code = defaultWeights(r, &path);
  if (!code)
    code = mapWeights(r, nnrString(&path));
  size_t bytes =
      sizeof(nn_weights) + (info->num_weights + (size_t)1) * sizeof(void *);
  if (!code && !(r->weights = (nn_weights *)nn_npy_allocate(bytes)))
    code = nnrOutOfMemory(r, bytes);
  if (!code) {
    nn_status status =
        info->weights_bind(r->mapping, r->mappingBytes, r->weights);
    if (status)
      code = explainWeights(r, nnrString(&path), status);
  }
  if (!code && info->packed_bytes) {
    if (!(r->packed = nn_npy_allocate(info->packed_bytes)))
      code = nnrOutOfMemory(r, info->packed_bytes);
    else if (info->weights_prepack(r->weights, r->packed, info->packed_bytes))
      code =
          nnrError(r, NN_EXIT_INPUT,
                   "the model is malformed: it does not lay out its weights");
  }
  free(path.data);
  return code;
}

/*===----------------------------------------------------------------------===*
 * Outputs and other memory
 *===----------------------------------------------------------------------===*/

static nn_status outputShapes(nn_runner *r, int64_t *shapes) {
  if (r->options.output_shapes)
    return r->options.output_shapes(r->options.context, r->entry, r->extents,
                                    shapes);
  return r->entry->output_shapes(r->extents, shapes);
}

/* " (batch = 5)", for messages about sizes. */
static void printExtents(nn_runner *r, nnr_text *text) {
  for (uint32_t i = 0; i < r->entry->num_extents; ++i)
    nnrPrint(text, "%s%s = %lld", i ? ", " : " (", r->entry->extent_names[i],
             (long long)r->extents[i]);
  if (r->entry->num_extents)
    nnrPrint(text, ")");
}

static int tooLarge(nn_runner *r, const char *what) {
  nnr_text extents = {0};
  printExtents(r, &extents);
  nnrError(r, NN_EXIT_LIMIT, "%s would be too large%s", what,
           nnrString(&extents));
  free(extents.data);
  return NN_EXIT_LIMIT;
}

static int allocateOutputs(nn_runner *r) {
  const nn_entry_info *entry = r->entry;
  size_t total = 0;
  for (uint32_t i = 0; i < entry->num_outputs; ++i)
    total += (size_t)entry->outputs[i].rank;
  int64_t *shapes = (int64_t *)allocateZeroed(total, sizeof(int64_t));
  if (!shapes)
    return nnrOutOfMemory(r, total * sizeof(int64_t));
  nn_status status = outputShapes(r, shapes);
  int code = NN_EXIT_GOOD;
  if (status)
    code = nnrError(r, NN_EXIT_INPUT, "shapes of the outputs: %s",
                    nn_status_string(status));
  const int64_t *shape = shapes;
  for (uint32_t i = 0; !code && i < entry->num_outputs; ++i) {
    nn_npy_array *array = &r->outputs[i].array;
    array->dtype = entry->outputs[i].dtype;
    array->rank = (int)entry->outputs[i].rank;
    memcpy(array->shape, shape, (size_t)array->rank * sizeof(int64_t));
    shape += array->rank;
    if (!nn_npy_size(array->dtype, array->rank, array->shape, &array->elements,
                     &array->bytes))
      code = tooLarge(r, "an output");
    else if (!(array->data = nn_npy_allocate(array->bytes)))
      code = nnrOutOfMemory(r, array->bytes);
    r->outputPointers[i] = array->data;
  }
  free(shapes);
  return code;
}

static int allocateWorkspace(nn_runner *r) {
  if (r->options.call)
    return NN_EXIT_GOOD;
  const nn_entry_info *entry = r->entry;
  size_t further = r->threads - 1, bytes = 0;
  r->workspaceBytes = entry->workspace_size(r->extents);
  if (entry->thread_workspace_size)
    bytes = entry->thread_workspace_size(r->extents);
  if (r->workspaceBytes == 0 ||
      (further && bytes > (SIZE_MAX - r->workspaceBytes) / further))
    return tooLarge(r, "the workspace");
  r->workspaceBytes += further * bytes;
  r->workspace = nn_npy_allocate(r->workspaceBytes);
  return r->workspace ? NN_EXIT_GOOD : nnrOutOfMemory(r, r->workspaceBytes);
}

static int startThreads(nn_runner *r) {
  if (r->options.call || r->threads == 1)
    return NN_EXIT_GOOD;
  r->pool = nn_pool_create(r->threads);
  return r->pool ? NN_EXIT_GOOD
                 : nnrError(r, NN_EXIT_LIMIT, "cannot start %u threads",
                            r->threads);
}

/* Reads what outputs are compared with, before any time is spent. */
static int readExpected(nn_runner *r) {
  int code = NN_EXIT_GOOD;
  for (uint32_t i = 0; i < r->entry->num_outputs; ++i) {
    nnr_output *output = &r->outputs[i];
    nn_npy_array *expected = &output->expected.array;
    if (!output->expected.file)
      continue;
    int bad = readFile(r, output->expected.file, expected);
    if (bad) {
      code = bad;
      continue;
    }
    /* f64 is a good reference for f32, so floats need not be the same. */
    int bothFloat =
        nnrIsFloat(expected->dtype) && nnrIsFloat(output->array.dtype);
    if ((bothFloat || expected->dtype == output->array.dtype) &&
        expected->rank == output->array.rank &&
        !memcmp(expected->shape, output->array.shape,
                (size_t)expected->rank * sizeof(int64_t)))
      continue;
    nnr_text text = {0};
    nnrPrint(&text, "%s ", nn_npy_dtype_name(output->array.dtype));
    nnrPrintShape(&text, output->array.rank, output->array.shape);
    nnrPrint(&text, ", but %s has %s ", output->expected.file,
             nn_npy_dtype_name(expected->dtype));
    nnrPrintShape(&text, expected->rank, expected->shape);
    code = nnrError(r, NN_EXIT_INPUT, "output '%s': the model gives %s",
                    r->entry->outputs[i].name, nnrString(&text));
    free(text.data);
  }
  return code;
}

/* Reads the labels: one for each place of the first output without its last
 * axis. */
static int readLabels(nn_runner *r) {
  if (!r->labelsFile)
    return NN_EXIT_GOOD;
  const nn_npy_array *output =
      r->entry->num_outputs ? &r->outputs[0].array : NULL;
  if (!output || output->rank == 0 || output->shape[output->rank - 1] == 0)
    return nnrError(r, NN_EXIT_USAGE,
                    "option '--labels' needs a first output whose last axis "
                    "counts classes");
  int code = readFile(r, r->labelsFile, &r->labels);
  if (code)
    return code;
  nn_dtype dtype = r->labels.dtype;
  if (nnrIsFloat(dtype) || dtype == NN_BOOL)
    return nnrError(r, NN_EXIT_INPUT, "labels: expected integers, got %s in %s",
                    nn_npy_dtype_name(dtype), r->labelsFile);
  int64_t classes = output->shape[output->rank - 1];
  r->samples = output->elements / (size_t)classes;
  int sameShape = r->labels.rank == output->rank - 1 &&
                  !memcmp(r->labels.shape, output->shape,
                          (size_t)r->labels.rank * sizeof(int64_t));
  /* A flat list will do for several axes. */
  if (sameShape || (r->labels.rank <= 1 && r->labels.elements == r->samples))
    return NN_EXIT_GOOD;
  nnr_text text = {0};
  nnrPrintShape(&text, output->rank - 1, output->shape);
  nnrPrint(&text, ", got ");
  nnrPrintShape(&text, r->labels.rank, r->labels.shape);
  code = nnrError(r, NN_EXIT_INPUT, "labels: expected shape %s in %s",
                  nnrString(&text), r->labelsFile);
  free(text.data);
  return code;
}

/*===----------------------------------------------------------------------===*
 * Steps
 *===----------------------------------------------------------------------===*/

nn_runner *nn_runner_create(const nn_runner_options *options) {
  nn_runner *r = (nn_runner *)calloc(1, sizeof(nn_runner));
  if (!r)
    return NULL;
  if (options)
    r->options = *options;
  r->program = r->options.program;
  r->rtol = r->atol = -1;
  r->threads = 1;
  return r;
}

/* What the runner relies on: known layout, ranks of a .npy file. */
static int checkModel(nn_runner *r) {
  const nn_model_info *info = r->info;
  if (!info || info->struct_size < sizeof(nn_model_info) || !info->num_entries)
    return nnrError(r, NN_EXIT_INPUT, "there is no model, or it has no entry");
  if (info->abi_version != NN_ABI_VERSION)
    return nnrError(r, NN_EXIT_INPUT,
                    "the model has interface version %u, expected %u",
                    info->abi_version, (unsigned)NN_ABI_VERSION);
  for (uint32_t i = 0; i < info->num_entries; ++i) {
    const nn_entry_info *entry = &info->entries[i];
    int64_t rank = 0, lowest = 0;
    for (uint32_t k = 0; k < entry->num_inputs + entry->num_outputs; ++k) {
      const nn_tensor_info *tensor =
          k < entry->num_inputs ? &entry->inputs[k]
                                : &entry->outputs[k - entry->num_inputs];
      rank = tensor->rank > rank ? tensor->rank : rank;
      lowest = tensor->rank < lowest ? tensor->rank : lowest;
    }
    if (rank > NN_NPY_MAX_RANK || lowest < 0)
      return nnrError(r, NN_EXIT_LIMIT,
                      "entry '%s' has a tensor of rank %lld, which .npy files "
                      "of at most %d dimensions cannot hold",
                      entry->name, (long long)(lowest < 0 ? lowest : rank),
                      NN_NPY_MAX_RANK);
  }
  return NN_EXIT_GOOD;
}

static int allocateTables(nn_runner *r) {
  size_t inputs = r->entry->num_inputs, outputs = r->entry->num_outputs;
  r->inputFiles = (const char **)allocateZeroed(inputs, sizeof(char *));
  r->inputs = (nn_npy_array *)allocateZeroed(inputs, sizeof(nn_npy_array));
  r->inputPointers = (const void **)allocateZeroed(inputs, sizeof(void *));
  r->outputs = (nnr_output *)allocateZeroed(outputs, sizeof(nnr_output));
  r->outputPointers = (void **)allocateZeroed(outputs, sizeof(void *));
  r->extents =
      (int64_t *)allocateZeroed(r->entry->num_extents, sizeof(int64_t));
  r->times = (double *)allocateZeroed(r->repeat, sizeof(double));
  if (r->inputFiles && r->inputs && r->inputPointers && r->outputs &&
      r->outputPointers && r->extents && r->times)
    return NN_EXIT_GOOD;
  return nnrOutOfMemory(r, (inputs + outputs) * sizeof(nnr_output));
}

static int usageError(nn_runner *r, int code) {
  if (code == NN_EXIT_USAGE)
    fprintf(stderr, "run '%s --help' for the options\n", r->program);
  return code;
}

int nn_runner_load(nn_runner *r, const nn_model_info *info) {
  int code;
  r->info = info;
  if ((code = checkModel(r)))
    return code;
  nnr_text reason = {0};
  if ((code = nnrUseLevel(info, r->cpuLevel, &reason)))
    nnrError(r, code, "%s", nnrString(&reason));
  free(reason.data);
  if (code)
    return usageError(r, code);
  if (r->version) {
    nnr_text text = {0};
    nnrPrintVersion(&text, r->program, info);
    fputs(nnrString(&text), stdout);
    free(text.data);
  }
  if (!(r->entry = nnrChooseEntry(r)))
    return usageError(r, NN_EXIT_USAGE);
  if (r->help)
    nnrPrintHelp(r);
  if (r->help || r->version)
    return NN_EXIT_GOOD;
  if (info->check_cpu && info->check_cpu())
    return nnrError(r, NN_EXIT_INPUT,
                    "this processor lacks instructions that the model was "
                    "built for: %s needs %s",
                    info->cpu, info->features);
  if ((code = nnrCheckInputsOnly(r)) || (code = allocateTables(r)))
    return usageError(r, code);
  const nn_entry_info *entry = r->entry;
  if (r->options.inputs_only) {
    if (!(code = assignInputs(r)))
      code = readInputs(r);
    return usageError(r, code);
  }
  if ((code = assignInputs(r)) ||
      (code = assignFiles(r, &r->outputArgs, entry->outputs, entry->num_outputs,
                          &r->outputs[0].file, sizeof(nnr_output), "output")) ||
      (code = assignFiles(r, &r->expectedArgs, entry->outputs,
                          entry->num_outputs, &r->outputs[0].expected.file,
                          sizeof(nnr_output), "output to compare")))
    return usageError(r, code);
  if ((code = readInputs(r)) || (code = loadWeights(r)) ||
      (code = allocateOutputs(r)) || (code = allocateWorkspace(r)) ||
      (code = readExpected(r)) || (code = startThreads(r)))
    return code;
  return usageError(r, readLabels(r));
}

const char *nn_runner_get_entry_name(const nn_runner *r) {
  return r->entryName;
}

static nn_status callModel(nn_runner *r) {
  nn_exec exec = {0};
  exec.struct_size = (uint32_t)sizeof(exec);
  exec.num_threads = r->threads;
  exec.parallel_for = r->pool ? nn_pool_parallel_for : NULL;
  exec.context = r->pool;
  r->failedCheck = -1;
  exec.failed_check = &r->failedCheck;
  const nn_exec *given = r->threads > 1 || r->entry->num_checks ? &exec : NULL;
  const void *const *inputs = (const void *const *)r->inputPointers;
  void *const *outputs = (void *const *)r->outputPointers;
  if (r->options.call)
    return r->options.call(r->options.context, r->entry, inputs, outputs,
                           r->extents, given);
  /* A tool that made the table in memory may have put its own weights there. */
  const void *weights = r->weights ? r->weights : r->info->embedded_weights;
  return r->entry->invoke(inputs, outputs, r->extents, weights, r->workspace,
                          r->workspaceBytes, given);
}

static int compareTimes(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

double nnrMicroseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec * 1e-3;
}

double nnrSortTimes(double *times, size_t count) {
  qsort(times, count, sizeof(double), compareTimes);
  return (times[(count - 1) / 2] + times[count / 2]) / 2;
}

nn_runner_inputs nn_runner_get_inputs(const nn_runner *r) {
  nn_runner_inputs result = {0};
  result.entry = r->help || r->version ? NULL : r->entry;
  result.inputs = (const void *const *)r->inputPointers;
  result.extents = r->extents;
  /* Where none is given, those of f32. */
  result.rtol = r->rtol < 0 ? 1e-5 : r->rtol;
  result.atol = r->atol < 0 ? 1e-6 : r->atol;
  return result;
}

int nn_runner_run(nn_runner *r) {
  if (r->help || r->version)
    return NN_EXIT_GOOD;
  /* The first call is the warm-up of the timed ones. */
  nn_status status = callModel(r);
  for (uint32_t i = 0; status == NN_OK && i < r->repeat; ++i) {
    double start = nnrMicroseconds();
    status = callModel(r);
    r->times[i] = nnrMicroseconds() - start;
  }
  if (status) {
    int32_t check = r->failedCheck;
    int isKnown = check >= 0 && (uint32_t)check < r->entry->num_checks;
    return nnrError(r, NN_EXIT_INPUT, "entry '%s' of the model failed: %s%s%s",
                    r->entry->name, nn_status_string(status),
                    isKnown ? ": " : "",
                    isKnown ? r->entry->checks[check] : "");
  }
  if (r->repeat)
    r->medianTime = nnrSortTimes(r->times, r->repeat);
  return NN_EXIT_GOOD;
}

void nn_runner_destroy(nn_runner *r) {
  if (!r)
    return;
  nn_pool_destroy(r->pool);
  for (uint32_t i = 0; r->entry && r->inputs && i < r->entry->num_inputs; ++i)
    nn_npy_free(&r->inputs[i]);
  for (uint32_t i = 0; r->entry && r->outputs && i < r->entry->num_outputs;
       ++i) {
    nn_npy_free(&r->outputs[i].array);
    nn_npy_free(&r->outputs[i].expected.array);
  }
  nn_npy_free(&r->labels);
  if (r->mapping)
    munmap(r->mapping, r->mappingBytes);
  free(r->operands.items);
  free(r->inputArgs.items);
  free(r->outputArgs.items);
  free(r->expectedArgs.items);
  free(r->inputFiles);
  free(r->inputs);
  free(r->inputPointers);
  free(r->outputs);
  free(r->outputPointers);
  free(r->extents);
  free(r->workspace);
  free(r->weights);
  free(r->packed);
  free(r->times);
  free(r->errors.data);
  free(r);
}

int nn_runner_main(const nn_model_info *info, int argc, char **argv,
                   const nn_runner_options *options) {
  nn_runner *r = nn_runner_create(options);
  if (!r) {
    fputs("error: out of memory\n", stderr);
    return NN_EXIT_LIMIT;
  }
  int code = nn_runner_parse(r, argc, argv);
  if (!code)
    code = nn_runner_load(r, info);
  if (!code)
    code = nn_runner_run(r);
  code = nn_runner_report(r, code);
  nn_runner_destroy(r);
  return code;
}

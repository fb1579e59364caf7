/*===- SequenceCall.c - Calling an s-op -----------------------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * From tokens to the inputs of an entry, and the call. Tokens are converted as
 * Python does it, but that texts of numbers have neither underscores nor digits
 * of other scripts, and that "inf" and "nan" are none.
 *
 *===----------------------------------------------------------------------===*/
#include "SequenceImpl.h"
#include "nn/Runtime/nn_npy.h"

#include <stdlib.h>
#include <string.h>

/*===----------------------------------------------------------------------===*
 * The signature
 *===----------------------------------------------------------------------===*/

static const struct {
  const char *name;
  nn_dtype dtype; /* 0: any of the others */
} sources[] = {{"tokens_str", NN_I32},
               {"tokens_int", NN_I64},
               {"tokens_float", NN_F64},
               {"tokens_bool", NN_BOOL},
               {"tokens_asis", (nn_dtype)0}};
enum { NumSources = sizeof(sources) / sizeof(sources[0]) };

static int isTokenType(nn_dtype dtype) {
  return dtype == NN_I32 || dtype == NN_I64 || dtype == NN_F64 ||
         dtype == NN_BOOL;
}

/* The rank that tokens or values of a type have. */
static int64_t rankOf(nn_dtype dtype) { return dtype == NN_I32 ? 2 : 1; }

static int findSource(const nn_tensor_info *tensor) {
  for (int i = 0; i < NumSources; ++i)
    if (!strcmp(tensor->name, sources[i].name) &&
        (sources[i].dtype == tensor->dtype ||
         (i == SourceAsis && isTokenType(tensor->dtype))))
      return i;
  return -1;
}

/* The index of the run-time extent of an axis; -1 if the axis is static. */
static int32_t extentOf(const nn_tensor_info *tensor, int64_t axis) {
  return tensor->shape[axis] < 0 && tensor->extent ? tensor->extent[axis] : -1;
}

static uint32_t findOutput(const nn_entry_info *entry, const char *name) {
  uint32_t i = 0;
  while (i < entry->num_outputs && strcmp(entry->outputs[i].name, name))
    ++i;
  return i;
}

int nnsCheckEntry(const nn_entry_info *entry, char *error, size_t errorBytes) {
  const char *wrong = NULL;
  for (uint32_t i = 0; i < entry->num_inputs && !wrong; ++i) {
    const nn_tensor_info *input = &entry->inputs[i];
    if (findSource(input) < 0 || input->rank != rankOf(input->dtype))
      wrong = input->name;
    for (int64_t d = 0; d < input->rank && !wrong; ++d)
      if (input->shape[d] < 0 &&
          (extentOf(input, d) < 0 ||
           (uint32_t)extentOf(input, d) >= entry->num_extents))
        wrong = input->name;
  }
  uint32_t value = findOutput(entry, "value");
  uint32_t kind = findOutput(entry, "kind");
  const nn_tensor_info *outputs = entry->outputs;
  if (!wrong &&
      (value == entry->num_outputs || !isTokenType(outputs[value].dtype) ||
       outputs[value].rank != rankOf(outputs[value].dtype)))
    wrong = "value";
  if (!wrong && kind < entry->num_outputs &&
      (outputs[kind].dtype != NN_I8 || outputs[kind].rank != 1 ||
       outputs[value].dtype != NN_F64))
    wrong = "kind";
  if (!wrong && entry->num_outputs > 1u + (kind < entry->num_outputs))
    wrong = "value";
  /* Every extent is to come from an input. */
  for (uint32_t e = 0; e < entry->num_extents && !wrong; ++e) {
    int found = 0;
    for (uint32_t i = 0; i < entry->num_inputs; ++i)
      for (int64_t d = 0; d < entry->inputs[i].rank; ++d)
        found |= extentOf(&entry->inputs[i], d) == (int32_t)e;
    if (!found)
      wrong = entry->extent_names[e];
  }
  if (!wrong)
    return NN_EXIT_GOOD;
  return nnsFail(error, errorBytes, NN_EXIT_INPUT,
                 "the model is no RASP program: '%.64s' of entry '%.64s' is "
                 "not as in one",
                 wrong, entry->name);
}

const char *nnsTypeName(const nn_entry_info *entry) {
  uint32_t value = findOutput(entry, "value");
  if (value == entry->num_outputs)
    return "?";
  switch (entry->outputs[value].dtype) {
  case NN_I32:
    return "strings";
  case NN_I64:
    return "ints";
  case NN_BOOL:
    return "bools";
  case NN_F64:
    /* With kinds, each element says what it is. */
    return findOutput(entry, "kind") < entry->num_outputs ? "numbers"
                                                          : "floats";
  default:
    return "?";
  }
}

/*===----------------------------------------------------------------------===*
 * Memory
 *===----------------------------------------------------------------------===*/

static void *allocateZeroed(size_t count, size_t size) {
  return calloc(count ? count : 1, size);
}

static int outOfMemory(char *error, size_t errorBytes, size_t bytes) {
  return nnsFail(error, errorBytes, NN_EXIT_LIMIT, "out of memory: %zu bytes",
                 bytes);
}

/* Makes room for `bytes` bytes, whose old values are lost. */
static int growBuffer(nns_buffer *buffer, size_t bytes, char *error,
                      size_t errorBytes) {
  if (buffer->data && bytes <= buffer->capacity)
    return NN_EXIT_GOOD;
  free(buffer->data);
  /* Once more half of it, so that longer and longer inputs cost little. */
  size_t capacity = bytes < 1024 ? 1024 : bytes + bytes / 2;
  buffer->data =
      bytes < (size_t)PTRDIFF_MAX / 2 ? nn_npy_allocate(capacity) : NULL;
  if (!buffer->data)
    buffer->data = nn_npy_allocate(capacity = bytes);
  buffer->capacity = buffer->data ? capacity : 0;
  return buffer->data ? NN_EXIT_GOOD : outOfMemory(error, errorBytes, bytes);
}

static int createTables(nn_sop *s, char *error, size_t errorBytes) {
  size_t inputs = s->entry->num_inputs, outputs = s->entry->num_outputs;
  size_t ranks = 0;
  for (size_t i = 0; i < outputs; ++i)
    ranks += (size_t)s->entry->outputs[i].rank;
  s->sources = (nns_source *)allocateZeroed(inputs, sizeof(nns_source));
  s->inputs =
      (nns_buffer *)allocateZeroed(inputs + outputs, sizeof(nns_buffer));
  s->inputPointers = (const void **)allocateZeroed(inputs, sizeof(void *));
  s->outputPointers = (void **)allocateZeroed(outputs, sizeof(void *));
  s->extents =
      (int64_t *)allocateZeroed(s->entry->num_extents, sizeof(int64_t));
  s->shapes = (int64_t *)allocateZeroed(ranks, sizeof(int64_t));
  if (!s->sources || !s->inputs || !s->inputPointers || !s->outputPointers ||
      !s->extents || !s->shapes)
    return outOfMemory(error, errorBytes,
                       (inputs + outputs) * sizeof(nns_buffer));
  s->outputs = s->inputs + inputs;
  for (size_t i = 0; i < inputs; ++i)
    s->sources[i] = (nns_source)findSource(&s->entry->inputs[i]);
  return NN_EXIT_GOOD;
}

int nn_sop_create(nn_sop **sop, const nn_model_info *info,
                  const nn_entry_info *entry,
                  const nn_sequence_options *options, char *error,
                  size_t error_bytes) {
  *sop = NULL;
  int code = nnsCheckEntry(entry, error, error_bytes);
  if (code)
    return code;
  if (info->num_weights && !info->embedded_weights &&
      !(options && options->call))
    return nnsFail(error, error_bytes, NN_EXIT_INPUT,
                   "the model is no RASP program: it has no weights with it");
  nn_sop *s = (nn_sop *)calloc(1, sizeof(nn_sop));
  if (!s)
    return outOfMemory(error, error_bytes, sizeof(nn_sop));
  if (options)
    s->options = *options;
  s->info = info;
  s->entry = entry;
  s->valueIndex = findOutput(entry, "value");
  s->kindIndex = findOutput(entry, "kind");
  if ((code = createTables(s, error, error_bytes))) {
    nn_sop_destroy(s);
    return code;
  }
  *sop = s;
  return NN_EXIT_GOOD;
}

void nn_sop_destroy(nn_sop *s) {
  if (!s)
    return;
  for (uint32_t i = 0;
       s->inputs && i < s->entry->num_inputs + s->entry->num_outputs; ++i)
    free(s->inputs[i].data);
  free(s->sources);
  free(s->inputs);
  free(s->inputPointers);
  free(s->outputPointers);
  free(s->extents);
  free(s->shapes);
  free(s->workspace.data);
  free(s->scratch.data);
  free(s->text.data);
  free(s);
}

nn_sop_tensors nn_sop_get_tensors(const nn_sop *s) {
  nn_sop_tensors tensors = {(const void *const *)s->inputPointers,
                            (void *const *)s->outputPointers, s->extents,
                            s->shapes};
  return tensors;
}

/*===----------------------------------------------------------------------===*
 * Tokens as numbers
 *===----------------------------------------------------------------------===*/

static const uint32_t *pointsOf(const nn_sequence *sequence,
                                const nn_token *token) {
  return sequence->points + token->value.first;
}

/* Appends str(token) of what is no string. */
static void printNumber(nnr_text *text, const nn_token *token) {
  if (token->type == NN_TOKEN_BOOL)
    nnrPrint(text, token->value.integer ? "True" : "False");
  else if (token->type == NN_TOKEN_INT)
    nnsPrintInteger(text, token->value.integer);
  else
    nnsPrintFloat(text, token->value.number);
}

/* "the token 'x' is no integer" */
static int failToken(const nn_sequence *sequence, const nn_token *token,
                     const char *what, char *error, size_t errorBytes) {
  nnr_text whole = {0}, shown = {0};
  if (token->type == NN_TOKEN_STR) {
    /* More than an excerpt shows. */
    for (uint32_t i = 0; i < token->length && i < 64; ++i)
      nnrPrintPoint(&whole, pointsOf(sequence, token)[i]);
  } else {
    printNumber(&whole, token);
  }
  nnsPrintExcerpt(&shown, nnrString(&whole), whole.length);
  int code = whole.failed || shown.failed
                 ? outOfMemory(error, errorBytes, 256)
                 : nnsFail(error, errorBytes, NN_EXIT_INPUT,
                           "the token '%s' %s", nnrString(&shown), what);
  free(whole.data);
  free(shown.data);
  return code;
}

static int isSpace(uint32_t point) {
  return point == ' ' || (point >= '\t' && point <= '\r');
}

static int isDigit(uint32_t point) { return point >= '0' && point <= '9'; }

/* The text of a string without spaces around it. */
typedef struct span {
  const uint32_t *at, *end;
} span;

static span trim(const nn_sequence *sequence, const nn_token *token) {
  span s = {pointsOf(sequence, token), NULL};
  s.end = s.at + token->length;
  while (s.at < s.end && isSpace(*s.at))
    ++s.at;
  while (s.at < s.end && isSpace(s.end[-1]))
    --s.end;
  return s;
}

static const uint32_t *skipSign(const uint32_t *at, const uint32_t *end) {
  return at + (at < end && (*at == '-' || *at == '+'));
}

static const uint32_t *skipDigits(const uint32_t *at, const uint32_t *end) {
  while (at < end && isDigit(*at))
    ++at;
  return at;
}

static int toInteger(const nn_sequence *sequence, const nn_token *token,
                     int64_t *value, char *error, size_t errorBytes) {
  static const char noInteger[] = "is no integer";
  static const char tooLarge[] = "does not fit into 64 bits";
  if (token->type == NN_TOKEN_FLOAT) {
    double number = token->value.number;
    if (number != number || number - number != 0)
      return failToken(sequence, token, noInteger, error, errorBytes);
    if (!(number >= -0x1p63 && number < 0x1p63))
      return failToken(sequence, token, tooLarge, error, errorBytes);
    *value = (int64_t)number;
    return NN_EXIT_GOOD;
  }
  if (token->type != NN_TOKEN_STR) {
    *value = token->value.integer;
    return NN_EXIT_GOOD;
  }
  span s = trim(sequence, token);
  const uint32_t *digits = skipSign(s.at, s.end);
  if (digits == s.end || skipDigits(digits, s.end) != s.end)
    return failToken(sequence, token, noInteger, error, errorBytes);
  int negative = *s.at == '-';
  uint64_t magnitude = 0, limit = (uint64_t)INT64_MAX + (uint64_t)negative;
  for (; digits < s.end; ++digits) {
    uint64_t digit = *digits - '0';
    if (magnitude > (limit - digit) / 10)
      return failToken(sequence, token, tooLarge, error, errorBytes);
    magnitude = magnitude * 10 + digit;
  }
  *value = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
  return NN_EXIT_GOOD;
}

/* Whether a text is that of a decimal number. */
static int isNumber(span s) {
  const uint32_t *whole = skipSign(s.at, s.end);
  const uint32_t *at = skipDigits(whole, s.end);
  size_t digits = (size_t)(at - whole);
  if (at < s.end && *at == '.') {
    const uint32_t *fraction = ++at;
    at = skipDigits(at, s.end);
    digits += (size_t)(at - fraction);
  }
  if (digits && at < s.end && (*at == 'e' || *at == 'E')) {
    const uint32_t *exponent = skipSign(at + 1, s.end);
    at = skipDigits(exponent, s.end);
    digits = (size_t)(at - exponent);
  }
  return digits && at == s.end;
}

static int toFloat(const nn_sequence *sequence, const nn_token *token,
                   double *value, char *error, size_t errorBytes) {
  if (token->type == NN_TOKEN_FLOAT) {
    *value = token->value.number;
    return NN_EXIT_GOOD;
  }
  if (token->type != NN_TOKEN_STR) {
    *value = (double)token->value.integer;
    return NN_EXIT_GOOD;
  }
  span s = trim(sequence, token);
  if (!isNumber(s))
    return failToken(sequence, token, "is no number", error, errorBytes);
  char copy[64], *text = copy;
  size_t length = (size_t)(s.end - s.at);
  if (length >= sizeof(copy) && !(text = (char *)malloc(length + 1)))
    return outOfMemory(error, errorBytes, length + 1);
  for (size_t i = 0; i < length; ++i)
    text[i] = (char)s.at[i];
  text[length] = 0;
  *value = strtod(text, NULL);
  if (text != copy)
    free(text);
  return NN_EXIT_GOOD;
}

static uint8_t toBool(const nn_token *token) {
  switch (token->type) {
  case NN_TOKEN_STR:
    return token->length != 0;
  case NN_TOKEN_FLOAT:
    return token->value.number != 0;
  default:
    return token->value.integer != 0;
  }
}

/*===----------------------------------------------------------------------===*
 * Inputs
 *===----------------------------------------------------------------------===*/

/* Refuses tokens that are not of the type of `tokens_asis`. */
static int checkAsis(const nn_sequence *sequence, nn_dtype dtype, char *error,
                     size_t errorBytes) {
  for (size_t i = 0; i < sequence->count; ++i) {
    nn_token_type type = sequence->tokens[i].type;
    const char *expected =
        dtype == NN_I64 && type != NN_TOKEN_INT     ? "integers"
        : dtype == NN_BOOL && type != NN_TOKEN_BOOL ? "booleans"
        : dtype == NN_I32 && type != NN_TOKEN_STR   ? "strings"
        : dtype == NN_F64 && type != NN_TOKEN_INT && type != NN_TOKEN_FLOAT
            ? "numbers"
            : NULL;
    if (expected)
      return nnsFail(error, errorBytes, NN_EXIT_INPUT,
                     "the program was compiled for tokens that are %s",
                     expected);
  }
  return NN_EXIT_GOOD;
}

/* Writes the tokens that are no strings to `scratch`; returns the characters
 * of the longest token. */
static size_t printTokens(nn_sop *s, const nn_sequence *sequence) {
  size_t longest = 1;
  s->scratch.length = 0;
  s->scratch.failed = 0;
  for (size_t i = 0; i < sequence->count; ++i) {
    const nn_token *token = &sequence->tokens[i];
    size_t length = token->length;
    if (token->type != NN_TOKEN_STR) {
      size_t before = s->scratch.length;
      printNumber(&s->scratch, token);
      length = s->scratch.length - before;
      nnrAppend(&s->scratch, "", 1);
    }
    longest = length > longest ? length : longest;
  }
  return longest;
}

static void fillStrings(const nn_sop *s, const nn_sequence *sequence,
                        uint32_t *row, size_t width) {
  const char *number = s->scratch.data;
  for (size_t i = 0; i < sequence->count; ++i, row += width) {
    const nn_token *token = &sequence->tokens[i];
    size_t length = token->length;
    if (token->type == NN_TOKEN_STR) {
      if (length)
        memcpy(row, pointsOf(sequence, token), length * sizeof(uint32_t));
    } else {
      for (length = 0; *number; ++number)
        row[length++] = (unsigned char)*number;
      ++number;
    }
    if (length < width)
      memset(row + length, 0, (width - length) * sizeof(uint32_t));
  }
}

/* Makes sure that a run-time extent, or a static one of `tensor`, is `value`;
 * an extent of characters may be larger. */
static int takeExtent(nn_sop *s, const nn_tensor_info *tensor, int64_t axis,
                      int64_t value, char *error, size_t errorBytes) {
  int32_t index = extentOf(tensor, axis);
  int64_t extent = index < 0 ? tensor->shape[axis] : s->extents[index];
  if (axis == 0 && extent != value)
    return nnsFail(error, errorBytes, NN_EXIT_INPUT,
                   "the program was compiled for sequences of %lld tokens, got "
                   "%lld",
                   (long long)extent, (long long)value);
  if (extent < value)
    return nnsFail(error, errorBytes, NN_EXIT_INPUT,
                   "the program was compiled for tokens of at most %lld "
                   "characters, got one of %lld",
                   (long long)extent, (long long)value);
  return NN_EXIT_GOOD;
}

/* Sets the run-time extents: each is the largest that any axis asks for. */
static int setExtents(nn_sop *s, int64_t count, int64_t longest, char *error,
                      size_t errorBytes) {
  const nn_entry_info *entry = s->entry;
  int code = NN_EXIT_GOOD;
  if (entry->num_extents)
    memset(s->extents, 0, entry->num_extents * sizeof(int64_t));
  for (int check = 0; check < 2; ++check)
    for (uint32_t i = 0; i < entry->num_inputs && !code; ++i)
      for (int64_t d = 0; d < entry->inputs[i].rank && !code; ++d) {
        int64_t value = d ? longest : count;
        int32_t index = extentOf(&entry->inputs[i], d);
        if (check)
          code = takeExtent(s, &entry->inputs[i], d, value, error, errorBytes);
        else if (index >= 0 && s->extents[index] < value)
          s->extents[index] = value;
      }
  return code;
}

static int fillInput(nn_sop *s, uint32_t index, const nn_sequence *sequence,
                     char *error, size_t errorBytes) {
  const nn_tensor_info *tensor = &s->entry->inputs[index];
  int64_t shape[2];
  size_t bytes;
  for (int64_t d = 0; d < tensor->rank; ++d) {
    int32_t extent = extentOf(tensor, d);
    shape[d] = extent < 0 ? tensor->shape[d] : s->extents[extent];
  }
  if (!nn_npy_size(tensor->dtype, tensor->rank, shape, NULL, &bytes))
    return nnsFail(error, errorBytes, NN_EXIT_LIMIT,
                   "the input would be too large (%lld tokens of up to %lld "
                   "characters)",
                   (long long)shape[0], (long long)shape[tensor->rank - 1]);
  int code = growBuffer(&s->inputs[index], bytes, error, errorBytes);
  if (code)
    return code;
  void *data = s->inputs[index].data;
  s->inputPointers[index] = data;
  if (tensor->dtype == NN_I32)
    fillStrings(s, sequence, (uint32_t *)data, (size_t)shape[1]);
  for (size_t i = 0; i < sequence->count && !code; ++i) {
    const nn_token *token = &sequence->tokens[i];
    if (tensor->dtype == NN_I64)
      code = toInteger(sequence, token, (int64_t *)data + i, error, errorBytes);
    else if (tensor->dtype == NN_F64)
      code = toFloat(sequence, token, (double *)data + i, error, errorBytes);
    else if (tensor->dtype == NN_BOOL)
      ((uint8_t *)data)[i] = toBool(token);
    else
      break;
  }
  return code;
}

/*===----------------------------------------------------------------------===*
 * Calls
 *===----------------------------------------------------------------------===*/

/* Says why a call failed. A model that can tell more than its status, such as
 * the text of the check that failed, is to be asked here. */
static int failStatus(const nn_sop *s, nn_status status, char *error,
                      size_t errorBytes) {
  int32_t check = s->failedCheck;
  int isKnown = check >= 0 && (uint32_t)check < s->entry->num_checks;
  return nnsFail(error, errorBytes, NN_EXIT_INPUT, "%s",
                 isKnown ? s->entry->checks[check] : nn_status_string(status));
}

static int makeOutputs(nn_sop *s, char *error, size_t errorBytes) {
  const nn_entry_info *entry = s->entry;
  s->failedCheck = -1;
  nn_status status = s->options.output_shapes
                         ? s->options.output_shapes(s->options.context, entry,
                                                    s->extents, s->shapes)
                         : entry->output_shapes(s->extents, s->shapes);
  if (status)
    return failStatus(s, status, error, errorBytes);
  const int64_t *shape = s->shapes, *values = NULL, *kinds = NULL;
  for (uint32_t i = 0; i < entry->num_outputs; ++i) {
    size_t bytes;
    if (!nn_npy_size(entry->outputs[i].dtype, entry->outputs[i].rank, shape,
                     NULL, &bytes))
      return nnsFail(error, errorBytes, NN_EXIT_LIMIT,
                     "an output would be too large");
    int code = growBuffer(&s->outputs[i], bytes, error, errorBytes);
    if (code)
      return code;
    s->outputPointers[i] = s->outputs[i].data;
    values = i == s->valueIndex ? shape : values;
    kinds = i == s->kindIndex ? shape : kinds;
    shape += entry->outputs[i].rank;
  }
  if (kinds && *kinds != *values)
    return nnsFail(error, errorBytes, NN_EXIT_INPUT,
                   "the model is malformed: it gives %lld values and %lld "
                   "kinds",
                   (long long)*values, (long long)*kinds);
  return NN_EXIT_GOOD;
}

static int makeWorkspace(nn_sop *s, char *error, size_t errorBytes) {
  if (s->options.call)
    return NN_EXIT_GOOD;
  s->workspaceBytes = s->entry->workspace_size(s->extents);
  if (!s->workspaceBytes)
    return nnsFail(error, errorBytes, NN_EXIT_LIMIT,
                   "the workspace would be too large");
  return growBuffer(&s->workspace, s->workspaceBytes, error, errorBytes);
}

int nn_sop_set_input(nn_sop *s, const nn_sequence *sequence, char *error,
                     size_t error_bytes) {
  const nn_entry_info *entry = s->entry;
  int code = NN_EXIT_GOOD, strings = 0;
  for (uint32_t i = 0; i < entry->num_inputs && !code; ++i) {
    strings |= entry->inputs[i].dtype == NN_I32;
    if (s->sources[i] == SourceAsis)
      code = checkAsis(sequence, entry->inputs[i].dtype, error, error_bytes);
  }
  size_t longest = strings && !code ? printTokens(s, sequence) : 1;
  if (!code && strings && s->scratch.failed)
    code = nnsFail(error, error_bytes, NN_EXIT_LIMIT,
                   "out of memory: the tokens as text");
  if (!code)
    code = setExtents(s, (int64_t)sequence->count, (int64_t)longest, error,
                      error_bytes);
  for (uint32_t i = 0; i < entry->num_inputs && !code; ++i)
    code = fillInput(s, i, sequence, error, error_bytes);
  if (!code)
    code = makeOutputs(s, error, error_bytes);
  if (!code)
    code = makeWorkspace(s, error, error_bytes);
  return code;
}

int nn_sop_call(nn_sop *s, char *error, size_t error_bytes) {
  nn_sop_tensors tensors = nn_sop_get_tensors(s);
  nn_exec exec = {0};
  exec.struct_size = sizeof(exec);
  exec.num_threads = 1;
  exec.failed_check = &s->failedCheck;
  s->failedCheck = -1;
  nn_status status =
      s->options.call
          ? s->options.call(s->options.context, s->entry, tensors.inputs,
                            tensors.outputs, tensors.extents, &exec)
          : s->entry->invoke(tensors.inputs, tensors.outputs, tensors.extents,
                             s->info->embedded_weights, s->workspace.data,
                             s->workspaceBytes, &exec);
  return status ? failStatus(s, status, error, error_bytes) : NN_EXIT_GOOD;
}

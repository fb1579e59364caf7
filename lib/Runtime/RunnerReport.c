/*===- RunnerReport.c - What the runner does with outputs -----------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#define _XOPEN_SOURCE 700
#include "RunnerImpl.h"
#include "nn/Runtime/nn_halves.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Values of a line, and lines, of a summary. */
#define SHOWN 8

/* An element as a number that holds every type exactly: long double has at
 * least the 64 bits of i64 on our hosts. */
static long double valueAt(const nn_npy_array *array, size_t at) {
  switch (array->dtype) {
  case NN_F32:
    return ((const float *)array->data)[at];
  case NN_F64:
    return ((const double *)array->data)[at];
  case NN_I8:
    return ((const int8_t *)array->data)[at];
  case NN_I16:
    return ((const int16_t *)array->data)[at];
  case NN_I32:
    return ((const int32_t *)array->data)[at];
  case NN_I64:
    return ((const int64_t *)array->data)[at];
  case NN_BOOL:
    return ((const uint8_t *)array->data)[at];
  case NN_F16:
    return nn_f16_to_f32(((const nn_f16 *)array->data)[at]);
  case NN_BF16:
    return nn_bf16_to_f32(((const nn_bf16 *)array->data)[at]);
  }
  return 0;
}

int nnrIsFloat(nn_dtype dtype) {
  return dtype == NN_F32 || dtype == NN_F64 || dtype == NN_F16 ||
         dtype == NN_BF16;
}

/* Appends the index of an element, "[3, 0]". */
static void printIndex(nnr_text *text, const nn_npy_array *array, size_t at) {
  int64_t index[NN_NPY_MAX_RANK] = {0};
  for (int i = array->rank; i-- > 0;) {
    index[i] = (int64_t)(at % (size_t)array->shape[i]);
    at /= (size_t)array->shape[i];
  }
  nnrPrintShape(text, array->rank, index);
}

/* The number of a float type that a text reads as, and the digits that every
 * number of the type can have. */
static double parseAs(nn_dtype dtype, const char *digits) {
  switch (dtype) {
  case NN_F16:
    return nn_f16_to_f32(nn_f16_from_f32(strtof(digits, NULL)));
  case NN_BF16:
    return nn_bf16_to_f32(nn_bf16_from_f32(strtof(digits, NULL)));
  case NN_F32:
    return strtof(digits, NULL);
  default:
    return strtod(digits, NULL);
  }
}

static int sureDigits(nn_dtype dtype) {
  switch (dtype) {
  case NN_F16:
    return 3;
  case NN_BF16:
    return 2;
  case NN_F32:
    return 6;
  default:
    return 15;
  }
}

/* Appends an element with the fewest digits that give it back. */
static void printValue(nnr_text *text, const nn_npy_array *array, size_t at) {
  if (array->dtype == NN_BOOL) {
    nnrPrint(text, "%s", valueAt(array, at) != 0 ? "true" : "false");
    return;
  }
  if (!nnrIsFloat(array->dtype)) {
    nnrPrint(text, "%lld", (long long)valueAt(array, at));
    return;
  }
  double value = (double)valueAt(array, at);
  if (fabs(value) < 1e6 && value == floor(value)) {
    nnrPrint(text, "%.0f", value);
    return;
  }
  char digits[64];
  for (int n = sureDigits(array->dtype); n <= 17; ++n) {
    snprintf(digits, sizeof(digits), "%.*g", n, value);
    if (parseAs(array->dtype, digits) == value)
      break;
  }
  nnrPrint(text, "%s", digits);
}

/*===----------------------------------------------------------------------===*
 * Comparing
 *===----------------------------------------------------------------------===*/

/* What outputs may differ by where no option says it: what their type resolves
 * is lost in every op. */
typedef struct tolerance {
  double relative, absolute;
} tolerance;

static tolerance chooseTolerance(const nn_runner *r, nn_dtype dtype) {
  tolerance t = {1e-5, 1e-6};
  if (dtype == NN_F16)
    t = (tolerance){2e-3, 1e-3};
  if (dtype == NN_BF16)
    t = (tolerance){2e-2, 1e-2};
  if (!nnrIsFloat(dtype))
    t = (tolerance){0, 0};
  if (r->rtol >= 0)
    t.relative = r->rtol;
  if (r->atol >= 0)
    t.absolute = r->atol;
  return t;
}

static void compareElement(nnr_output *output, size_t at, tolerance t) {
  nnr_comparison *c = &output->expected;
  long double got = valueAt(&output->array, at);
  long double expected = valueAt(&c->array, at);
  /* Equal infinities, and any two NaN, have no difference. */
  if (got == expected || (got != got && expected != expected))
    return;
  long double absolute = fabsl(got - expected);
  if (!isfinite(got) || !isfinite(expected))
    absolute = INFINITY;
  /* Relative to 0 there is no error, so such places do not count. */
  long double relative =
      isfinite(absolute) ? absolute / fabsl(expected) : absolute;
  if ((double)absolute > c->maxAbsolute || c->absoluteAt == SIZE_MAX) {
    c->maxAbsolute = (double)absolute;
    c->absoluteAt = at;
  }
  if ((expected != 0 || !isfinite(absolute)) &&
      ((double)relative > c->maxRelative || c->relativeAt == SIZE_MAX)) {
    c->maxRelative = (double)relative;
    c->relativeAt = at;
  }
  if (!isfinite(absolute) ||
      absolute > t.absolute + t.relative * fabsl(expected))
    ++c->mismatches;
}

static int compareOutput(nn_runner *r, uint32_t index) {
  nnr_output *output = &r->outputs[index];
  nnr_comparison *c = &output->expected;
  tolerance t = chooseTolerance(r, output->array.dtype);
  c->absoluteAt = c->relativeAt = SIZE_MAX;
  for (size_t at = 0; at < output->array.elements; ++at)
    compareElement(output, at, t);
  if (!c->mismatches)
    return NN_EXIT_GOOD;
  nnr_text text = {0};
  nnrPrint(&text, "%zu of %zu elements differ from %s; max abs error %.3g at ",
           c->mismatches, output->array.elements, c->file, c->maxAbsolute);
  printIndex(&text, &output->array, c->absoluteAt);
  nnrPrint(&text, " (got ");
  printValue(&text, &output->array, c->absoluteAt);
  nnrPrint(&text, ", expected ");
  printValue(&text, &c->array, c->absoluteAt);
  nnrPrint(&text, "), max rel error %.3g", c->maxRelative);
  if (c->relativeAt != SIZE_MAX) {
    nnrPrint(&text, " at ");
    printIndex(&text, &output->array, c->relativeAt);
  }
  nnrError(r, NN_EXIT_INPUT, "output '%s': %s", r->entry->outputs[index].name,
           nnrString(&text));
  free(text.data);
  return NN_EXIT_INPUT;
}

static int compareOutputs(nn_runner *r) {
  int code = NN_EXIT_GOOD;
  for (uint32_t i = 0; i < r->entry->num_outputs; ++i)
    if (r->outputs[i].expected.file && compareOutput(r, i))
      code = NN_EXIT_INPUT;
  return code;
}

/* Counts the rows of the first output whose greatest element has the index
 * that the label says. A row of NaN alone has none, and is wrong. */
static int countCorrect(nn_runner *r) {
  const nn_npy_array *output = &r->outputs[0].array;
  if (!r->labelsFile)
    return NN_EXIT_GOOD;
  int64_t classes = output->shape[output->rank - 1];
  for (size_t row = 0; row < r->samples; ++row) {
    int64_t label = (int64_t)valueAt(&r->labels, row);
    if (label < 0 || label >= classes)
      return nnrError(r, NN_EXIT_INPUT,
                      "labels: expected classes from 0 to %lld, got %lld at "
                      "%zu in %s",
                      (long long)classes - 1, (long long)label, row,
                      r->labelsFile);
    int64_t best = -1;
    long double greatest = 0;
    for (int64_t k = 0; k < classes; ++k) {
      long double value = valueAt(output, row * (size_t)classes + (size_t)k);
      if (value == value && (best < 0 || value > greatest)) {
        best = k;
        greatest = value;
      }
    }
    r->correct += best == label;
  }
  return NN_EXIT_GOOD;
}

/*===----------------------------------------------------------------------===*
 * Writing
 *===----------------------------------------------------------------------===*/

/* Writes all files under temporary names before the first gets its own. */
static int writeOutputs(nn_runner *r) {
  uint32_t count = r->entry->num_outputs, staged = 0;
  char reason[512];
  nn_npy_result result = NN_NPY_OK;
  nn_npy_staged *files =
      (nn_npy_staged *)calloc(count ? count : 1, sizeof(nn_npy_staged));
  if (!files)
    return nnrOutOfMemory(r, count * sizeof(nn_npy_staged));
  for (; !result && staged < count; ++staged) {
    const nnr_output *output = &r->outputs[staged];
    if (output->file)
      result =
          nn_npy_stage(output->file, output->array.dtype, output->array.rank,
                       output->array.shape, output->array.data, &files[staged],
                       reason, sizeof(reason));
  }
  for (uint32_t i = 0; i < count; ++i)
    if (!result)
      result = nn_npy_commit(&files[i], reason, sizeof(reason));
    else
      nn_npy_discard(&files[i]);
  free(files);
  return result ? nnrError(r, (int)result, "%s", reason) : NN_EXIT_GOOD;
}

/*===----------------------------------------------------------------------===*
 * Printing
 *===----------------------------------------------------------------------===*/

/* The first values: up to SHOWN rows along the last axis, with the index in
 * front where there are several. */
static void printSummary(nnr_text *text, const char *name,
                         const nn_npy_array *array) {
  nnrPrint(text, "%s: %s ", name, nn_npy_dtype_name(array->dtype));
  nnrPrintShape(text, array->rank, array->shape);
  nnrPrint(text, "\n");
  if (!array->elements)
    return;
  size_t columns = array->rank ? (size_t)array->shape[array->rank - 1] : 1;
  size_t rows = array->elements / columns;
  nn_npy_array outer = *array;
  outer.rank = array->rank ? array->rank - 1 : 0;
  for (size_t row = 0; row < rows && row < SHOWN; ++row) {
    nnrPrint(text, " ");
    if (outer.rank) {
      nnrPrint(text, " ");
      printIndex(text, &outer, row);
    }
    for (size_t k = 0; k < columns && k < SHOWN; ++k) {
      nnrPrint(text, " ");
      printValue(text, array, row * columns + k);
    }
    nnrPrint(text, columns > SHOWN ? " ...\n" : "\n");
  }
  if (rows > SHOWN)
    nnrPrint(text, "  ...\n");
}

static double accuracy(const nn_runner *r) {
  return r->samples ? (double)r->correct / (double)r->samples : 0;
}

static void printText(nn_runner *r, nnr_text *text) {
  int used = r->labelsFile != NULL;
  for (uint32_t i = 0; i < r->entry->num_outputs; ++i)
    used |= r->outputs[i].file || r->outputs[i].expected.file;
  for (uint32_t i = 0; i < r->entry->num_outputs; ++i) {
    const nnr_output *output = &r->outputs[i];
    const char *name = r->entry->outputs[i].name;
    if (!used)
      printSummary(text, name, &output->array);
    if (!output->expected.file)
      continue;
    nnrPrint(text, "%s: matches %s, max abs error %.3g", name,
             output->expected.file, output->expected.maxAbsolute);
    if (output->expected.absoluteAt != SIZE_MAX) {
      nnrPrint(text, " at ");
      printIndex(text, &output->array, output->expected.absoluteAt);
    }
    nnrPrint(text, ", max rel error %.3g", output->expected.maxRelative);
    if (output->expected.relativeAt != SIZE_MAX) {
      nnrPrint(text, " at ");
      printIndex(text, &output->array, output->expected.relativeAt);
    }
    nnrPrint(text, "\n");
  }
  if (r->labelsFile)
    nnrPrint(text, "accuracy: %.4f (%zu/%zu)\n", accuracy(r), r->correct,
             r->samples);
  if (r->repeat)
    nnrPrint(text, "time: min %.3f us, median %.3f us (%u calls)\n",
             r->times[0], r->medianTime, r->repeat);
}

/* JSON has no infinity. */
static void printNumber(nnr_text *text, double value) {
  if (isfinite(value))
    nnrPrint(text, "%.17g", value);
  else
    nnrPrint(text, "null");
}

static void printJsonTensor(nnr_text *text, const nn_tensor_info *tensor,
                            const nn_npy_array *array, const char *file) {
  nnrPrint(text, "{\"name\": ");
  nnrPrintQuoted(text, tensor->name);
  nnrPrint(text, ", \"dtype\": \"%s\", \"shape\": ",
           nn_npy_dtype_name(tensor->dtype));
  nnrPrintShape(text, array->rank, array->shape);
  if (file) {
    nnrPrint(text, ", \"file\": ");
    nnrPrintQuoted(text, file);
  }
}

static void printJsonOutput(const nn_runner *r, nnr_text *text,
                            uint32_t index) {
  const nnr_output *output = &r->outputs[index];
  const nnr_comparison *c = &output->expected;
  printJsonTensor(text, &r->entry->outputs[index], &output->array,
                  output->file);
  if (c->file) {
    nnrPrint(text, ", \"expected\": {\"file\": ");
    nnrPrintQuoted(text, c->file);
    nnrPrint(text, ", \"matches\": %s, \"mismatches\": %zu",
             c->mismatches ? "false" : "true", c->mismatches);
    nnrPrint(text, ", \"max_abs_error\": ");
    printNumber(text, c->maxAbsolute);
    if (c->absoluteAt != SIZE_MAX) {
      nnrPrint(text, ", \"max_abs_at\": ");
      printIndex(text, &output->array, c->absoluteAt);
    }
    nnrPrint(text, ", \"max_rel_error\": ");
    printNumber(text, c->maxRelative);
    if (c->relativeAt != SIZE_MAX) {
      nnrPrint(text, ", \"max_rel_at\": ");
      printIndex(text, &output->array, c->relativeAt);
    }
    nnrPrint(text, "}");
  }
  nnrPrint(text, "}");
}

/* `ran` says whether the model was called, so that outputs mean something. */
static void printJson(const nn_runner *r, nnr_text *text, int code, int ran) {
  nnrPrint(text, "{\"exit_code\": %d, \"errors\": [%s]", code,
           nnrString(&r->errors));
  if (r->info) {
    nnrPrint(text, ", \"model\": ");
    nnrPrintQuoted(text, r->info->name);
  }
  if (r->entry) {
    nnrPrint(text, ", \"entry\": ");
    nnrPrintQuoted(text, r->entry->name);
  }
  if (ran) {
    nnrPrint(text, ", \"threads\": %u, \"workspace_bytes\": %zu", r->threads,
             r->workspaceBytes);
    if (r->info->num_levels > 1) {
      nnrPrint(text, ", \"cpu_level\": ");
      nnrPrintQuoted(text, r->info->levels[r->info->cpu_level()].cpu);
    }
    nnrPrint(text, ", \"inputs\": [");
    for (uint32_t i = 0; i < r->entry->num_inputs; ++i) {
      nnrPrint(text, "%s", i ? ", " : "");
      printJsonTensor(text, &r->entry->inputs[i], &r->inputs[i],
                      r->inputFiles[i]);
      nnrPrint(text, "}");
    }
    nnrPrint(text, "], \"outputs\": [");
    for (uint32_t i = 0; i < r->entry->num_outputs; ++i) {
      nnrPrint(text, "%s", i ? ", " : "");
      printJsonOutput(r, text, i);
    }
    nnrPrint(text, "]");
    if (r->labelsFile)
      nnrPrint(text,
               ", \"accuracy\": %.17g, \"correct\": %zu, \"samples\": %zu",
               accuracy(r), r->correct, r->samples);
    if (r->repeat)
      nnrPrint(text, ", \"calls\": %u, \"min_us\": %.3f, \"median_us\": %.3f",
               r->repeat, r->times[0], r->medianTime);
  }
  nnrPrint(text, "}\n");
}

int nn_runner_report(nn_runner *r, int code) {
  nnr_text text = {0};
  int ran = !code && !r->help && !r->version;
  if (ran) {
    code = compareOutputs(r);
    int bad = countCorrect(r);
    code = code ? code : bad;
    if (!code)
      code = writeOutputs(r);
    if (!code && !r->json)
      printText(r, &text);
  }
  if (r->json && !((r->help || r->version) && !code))
    printJson(r, &text, code, ran);
  if (text.failed && !code)
    code = nnrOutOfMemory(r, text.capacity);
  fputs(nnrString(&text), stdout);
  free(text.data);
  if (fflush(stdout) || ferror(stdout)) {
    int reason = errno;
    code = code ? code
                : nnrError(r, NN_EXIT_INPUT,
                           "cannot write to the standard output: %s",
                           strerror(reason));
  }
  return code;
}

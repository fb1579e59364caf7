/*===- RunnerOptions.c - Command line of the runner -----------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#define _XOPEN_SOURCE 700
#include "RunnerImpl.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_REPEAT 1000000u
#define MAX_THREADS 1024u

typedef enum flag {
  FlagEntry,
  FlagInput,
  FlagOutput,
  FlagExpected,
  FlagRtol,
  FlagAtol,
  FlagLabels,
  FlagRepeat,
  FlagThreads,
  FlagCpuLevel,
  FlagWeights,
  FlagJson,
  FlagNoJson,
  FlagHelp,
  FlagVersion
} flag;

static const struct {
  flag id;
  const char *name;
  const char *value; /* null: takes none */
  const char *help;  /* null: not listed */
} flags[] = {
    {FlagInput, "--input", "NAME=FILE.npy",
     "read the input NAME; operands fill the others in order"},
    {FlagOutput, "--output", "[NAME=]FILE.npy",
     "write an output (the next one without NAME); short form -o.\n"
     "Files appear only if everything succeeded, --expected\n"
     "included"},
    {FlagEntry, "--entry", "NAME",
     "which entry to run; default: the only one, or the one\n"
     "called main, or forward, or else the first"},
    {FlagWeights, "--weights", "FILE.safetensors",
     "map the weights from this file"},
    {FlagExpected, "--expected", "[NAME=]FILE.npy",
     "compare an output; exit 1 if |got - expected| >\n"
     "atol + rtol * |expected| anywhere (NaN equals NaN only;\n"
     "integers must be equal unless a tolerance is given)"},
    {FlagRtol, "--rtol", "X",
     "relative tolerance, default 1e-5; 2e-3 for f16, 2e-2 for\n"
     "bf16"},
    {FlagAtol, "--atol", "X",
     "absolute tolerance, default 1e-6; 1e-3 for f16, 1e-2 for\n"
     "bf16"},
    {FlagLabels, "--labels", "FILE.npy",
     "print the accuracy: the class is the greatest value along\n"
     "the last axis of the first output, the lowest index of\n"
     "equals; a NaN is never the greatest"},
    {FlagRepeat, "--repeat", "N", "time N calls after one that is not counted"},
    {FlagThreads, "--threads", "N",
     "run on N threads (1 to 1024, default 1); the outputs are\n"
     "the same, bit by bit"},
    {FlagCpuLevel, "--cpu-level", "NAME",
     "use the code for this processor, of a model with several"},
    {FlagJson, "--json", NULL, "print the results as JSON"},
    {FlagNoJson, "--no-json", NULL, NULL},
    {FlagHelp, "--help", NULL, "print this"},
    {FlagVersion, "--version", NULL, "print what the model was made for"},
};
#define NUM_FLAGS (sizeof(flags) / sizeof(flags[0]))

/*===----------------------------------------------------------------------===*
 * Parsing
 *===----------------------------------------------------------------------===*/

static size_t minimum(size_t a, size_t b) { return a < b ? a : b; }

/* Levenshtein's distance, for texts short enough to be a slip. */
static size_t distance(const char *a, size_t aLength, const char *b) {
  enum { Max = 32 };
  size_t bLength = strlen(b), row[Max + 1];
  if (aLength > Max || bLength > Max)
    return Max;
  for (size_t j = 0; j <= bLength; ++j)
    row[j] = j;
  for (size_t i = 0; i < aLength; ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < bLength; ++j) {
      size_t changed = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = minimum(changed, 1 + minimum(row[j], row[j + 1]));
    }
  }
  return row[bLength];
}

static int unknownFlag(nn_runner *r, const char *text, size_t length) {
  size_t best = 0, bestDistance = SIZE_MAX;
  for (size_t i = 0; i < NUM_FLAGS; ++i) {
    size_t d = distance(text, length, flags[i].name);
    if (d < bestDistance) {
      bestDistance = d;
      best = i;
    }
  }
  if (bestDistance <= 3 && bestDistance < length - 1)
    return nnrError(r, NN_EXIT_USAGE,
                    "unknown option '%.*s'; did you mean '%s'?", (int)length,
                    text, flags[best].name);
  return nnrError(r, NN_EXIT_USAGE, "unknown option '%.*s'", (int)length, text);
}

static int parseTolerance(nn_runner *r, const char *name, const char *text,
                          double *value) {
  char *end;
  *value = strtod(text, &end);
  if (end == text || *end || !isfinite(*value) || *value < 0)
    return nnrError(r, NN_EXIT_USAGE,
                    "option '%s' expects a finite number that is not "
                    "negative, got '%s'",
                    name, text);
  return NN_EXIT_GOOD;
}

static int parseCount(nn_runner *r, const char *name, const char *text,
                      uint32_t max, uint32_t *value) {
  char *end;
  errno = 0;
  unsigned long long number = strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || errno || number < 1 || number > max)
    return nnrError(r, NN_EXIT_USAGE,
                    "option '%s' expects a whole number from 1 to %u, got "
                    "'%s'",
                    name, max, text);
  *value = (uint32_t)number;
  return NN_EXIT_GOOD;
}

static void append(nnr_list *list, const char *item) {
  list->items[list->count++] = item;
}

static int applyFlag(nn_runner *r, size_t index, const char *value) {
  const char *name = flags[index].name;
  switch (flags[index].id) {
  case FlagEntry:
    r->entryName = value;
    break;
  case FlagInput:
    append(&r->inputArgs, value);
    break;
  case FlagOutput:
    if (!strcmp(value, "-"))
      return nnrError(r, NN_EXIT_USAGE,
                      "writing arrays to the standard output is not "
                      "supported");
    append(&r->outputArgs, value);
    break;
  case FlagExpected:
    append(&r->expectedArgs, value);
    break;
  case FlagRtol:
    return parseTolerance(r, name, value, &r->rtol);
  case FlagAtol:
    return parseTolerance(r, name, value, &r->atol);
  case FlagLabels:
    r->labelsFile = value;
    break;
  case FlagRepeat:
    return parseCount(r, name, value, MAX_REPEAT, &r->repeat);
  case FlagThreads:
    return parseCount(r, name, value, MAX_THREADS, &r->threads);
  case FlagCpuLevel:
    r->cpuLevel = value;
    break;
  case FlagWeights:
    r->weightsFile = value;
    break;
  case FlagJson:
    r->json = 1;
    break;
  case FlagNoJson:
    r->json = 0;
    break;
  case FlagHelp:
    r->help = 1;
    break;
  case FlagVersion:
    r->version = 1;
    break;
  }
  return NN_EXIT_GOOD;
}

/* Parses argv[*at], and its value in the next word if need be. */
static int parseFlag(nn_runner *r, int argc, char **argv, int *at) {
  const char *text = argv[*at], *name = text, *value = NULL;
  size_t length = strcspn(text, "=");
  if (text[length])
    value = text + length + 1;
  if (length == 2 && text[1] == 'o') {
    name = "--output";
    length = strlen(name);
  } else if (length == 2 && text[1] == 'h') {
    name = "--help";
    length = strlen(name);
  }
  for (size_t i = 0; i < NUM_FLAGS; ++i) {
    if (strlen(flags[i].name) != length || strncmp(flags[i].name, name, length))
      continue;
    if (!flags[i].value && value)
      return nnrError(r, NN_EXIT_USAGE, "option '%s' takes no value",
                      flags[i].name);
    if (flags[i].value && !value) {
      if (*at + 1 >= argc || !strncmp(argv[*at + 1], "--", 2))
        return nnrError(r, NN_EXIT_USAGE, "option '%.*s' expects a value: %s",
                        (int)strcspn(text, "="), text, flags[i].value);
      value = argv[++*at];
    }
    if (flags[i].value && !*value)
      return nnrError(r, NN_EXIT_USAGE, "option '%s' got an empty value",
                      flags[i].name);
    return applyFlag(r, i, value);
  }
  return unknownFlag(r, text, length);
}

int nn_runner_parse(nn_runner *r, int argc, char **argv) {
  int code = NN_EXIT_GOOD, onlyOperands = 0;
  size_t count = argc > 0 ? (size_t)argc : 1;
  r->programPath = argc > 0 ? argv[0] : NULL;
  if (!r->program && argc > 0) {
    const char *slash = strrchr(argv[0], '/');
    r->program = slash ? slash + 1 : argv[0];
  }
  if (!r->program || !*r->program)
    r->program = "nn-model";

  nnr_list *lists[] = {&r->operands, &r->inputArgs, &r->outputArgs,
                       &r->expectedArgs};
  for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); ++i) {
    free(lists[i]->items);
    lists[i]->count = 0;
    lists[i]->items = (const char **)calloc(count, sizeof(char *));
    if (!lists[i]->items)
      return nnrOutOfMemory(r, count * sizeof(char *));
  }
  /* All faults are reported, not only the first. */
  for (int i = 1; i < argc; ++i) {
    if (onlyOperands || argv[i][0] != '-') {
      append(&r->operands, argv[i]);
    } else if (!strcmp(argv[i], "--")) {
      onlyOperands = 1;
    } else if (!strcmp(argv[i], "-")) {
      code = nnrError(r, NN_EXIT_USAGE,
                      "reading from the standard input is not supported");
    } else {
      int bad = parseFlag(r, argc, argv, &i);
      code = bad ? bad : code;
    }
  }
  if (code == NN_EXIT_USAGE)
    fprintf(stderr, "run '%s --help' for the options\n", r->program);
  return code;
}

int nnrCheckInputsOnly(nn_runner *r) {
  const char *given = r->outputArgs.count     ? "--output"
                      : r->expectedArgs.count ? "--expected"
                      : r->labelsFile         ? "--labels"
                      : r->weightsFile        ? "--weights"
                      : r->repeat             ? "--repeat"
                      : r->threads > 1        ? "--threads"
                      : r->json               ? "--json"
                                              : NULL;
  if (!r->options.inputs_only || !given)
    return NN_EXIT_GOOD;
  return nnrError(r, NN_EXIT_USAGE,
                  "option '%s' has no meaning where only inputs are read",
                  given);
}

/*===----------------------------------------------------------------------===*
 * Help
 *===----------------------------------------------------------------------===*/

const nn_entry_info *nnrChooseEntry(nn_runner *r) {
  static const char *const usual[] = {"main", "forward"};
  const nn_model_info *info = r->info;
  for (uint32_t i = 0; r->entryName && i < info->num_entries; ++i)
    if (!strcmp(info->entries[i].name, r->entryName))
      return &info->entries[i];
  if (r->entryName) {
    nnr_text names = {0};
    for (uint32_t i = 0; i < info->num_entries; ++i)
      nnrPrint(&names, "%s%s", i ? ", " : "", info->entries[i].name);
    nnrError(r, NN_EXIT_USAGE,
             "the model has no entry '%s'; its entries are: %s", r->entryName,
             nnrString(&names));
    free(names.data);
    return NULL;
  }
  for (size_t k = 0; k < sizeof(usual) / sizeof(usual[0]); ++k)
    for (uint32_t i = 0; i < info->num_entries; ++i)
      if (!strcmp(info->entries[i].name, usual[k]))
        return &info->entries[i];
  return &info->entries[0];
}

static void printTensors(nnr_text *text, const char *title,
                         const nn_entry_info *entry,
                         const nn_tensor_info *tensors, uint32_t count) {
  if (count)
    nnrPrint(text, "  %s:\n", title);
  for (uint32_t i = 0; i < count; ++i) {
    nnrPrint(text, "    %-16s ", tensors[i].name);
    nnrPrintType(text, entry, &tensors[i], 1);
    nnrPrint(text, "\n");
  }
}

void nnrPrintFlag(nnr_text *text, const char *name, const char *value,
                  const char *help) {
  enum { Column = 30 };
  size_t start = text->length;
  nnrPrint(text, "  %s%s%s", name, value ? "=" : "", value ? value : "");
  if (text->length - start >= Column - 1)
    nnrPrint(text, "\n%*s", Column, "");
  else
    nnrPrint(text, "%*s", (int)(Column - (text->length - start)), "");
  for (;;) {
    size_t length = strcspn(help, "\n");
    nnrPrint(text, "%.*s\n", (int)length, help);
    if (!help[length])
      return;
    help += length + 1;
    nnrPrint(text, "%*s", Column, "");
  }
}

void nnrPrintHelp(nn_runner *r) {
  const nn_model_info *info = r->info;
  nnr_text text = {0};
  nnrPrint(&text, "usage: %s [options] INPUT.npy...\n\n", r->program);
  if (r->options.description)
    nnrPrint(&text, "%s\n", r->options.description);
  nnrPrint(&text, "Runs the model '%s', compiled for %s (%s).\n", info->name,
           info->target, info->cpu);
  if (info->num_weights && !info->embedded_weights)
    nnrPrint(&text,
             "Its weights are in a file: '%s' beside the program, or that of "
             "--weights.\n",
             r->options.default_weights ? r->options.default_weights
                                        : "<model>.safetensors");
  nnrPrint(&text,
           "Operands are .npy files, one for each input in order. Extents "
           "that are names are\ntaken from the files; the same name is the "
           "same extent.\n");
  for (uint32_t i = 0; i < info->num_entries; ++i) {
    const nn_entry_info *entry = &info->entries[i];
    nnrPrint(&text, "\nEntry %s%s\n", entry->name,
             entry == r->entry ? " (chosen)" : "");
    printTensors(&text, "inputs", entry, entry->inputs, entry->num_inputs);
    printTensors(&text, "outputs", entry, entry->outputs, entry->num_outputs);
  }
  nnrPrint(&text, "\nOptions\n");
  for (size_t i = 0; i < NUM_FLAGS; ++i)
    if (flags[i].help)
      nnrPrintFlag(&text, flags[i].name, flags[i].value, flags[i].help);
  nnrPrint(&text,
           "\nWithout --output, --expected and --labels the first values of "
           "all outputs are\nprinted. Exit codes: 0 good, 1 bad input or a "
           "mismatch, 2 bad usage, 3 out of\nmemory or sizes too large.\n");
  fputs(nnrString(&text), stdout);
  free(text.data);
}

void nnrPrintVersion(nnr_text *text, const char *program,
                     const nn_model_info *info) {
  nnrPrint(text, "%s: model '%s', NN-MLIR model interface %u\n", program,
           info->name, info->abi_version);
  nnrPrint(text, "target %s, cpu %s\n", info->target, info->cpu);
  nnrPrint(text, "needs %s\n",
           info->features && *info->features
               ? info->features
               : "nothing beyond the base of the target");
  nnrPrintLevels(text, info);
}

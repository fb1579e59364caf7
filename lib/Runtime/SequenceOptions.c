/*===- SequenceOptions.c - Command line around RASP programs --------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#include "RunnerImpl.h"
#include "SequenceImpl.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_REPEAT 1000000u

typedef enum flag {
  FlagSop,
  FlagInput,
  FlagJson,
  FlagList,
  FlagRepeat,
  FlagCpuLevel,
  FlagHelp,
  FlagVersion
} flag;

static const struct {
  flag id;
  const char *name;
  const char *value; /* null: takes none */
  const char *help;
} flags[] = {
    {FlagSop, "--sop", "NAME", "which s-op to run; default: the last one"},
    {FlagInput, "--input", "FILE",
     "read sequences from this file, one on each line"},
    {FlagJson, "--json", NULL,
     "print each result as a JSON array with all digits, and\n"
     "an error as {\"error\": \"REASON\"}"},
    {FlagList, "--list", NULL, "print the s-ops and the types of their values"},
    {FlagRepeat, "--repeat", "N",
     "time N calls after one that is not counted, for each\n"
     "sequence; the median goes to the standard error"},
    {FlagCpuLevel, "--cpu-level", "NAME",
     "use the code for this processor, of a program with several"},
    {FlagHelp, "--help", NULL, "print this"},
    {FlagVersion, "--version", NULL, "print what the program was made for"},
};
#define NUM_FLAGS (sizeof(flags) / sizeof(flags[0]))

int nnsUsageError(const nns_arguments *a, const char *format, ...) {
  nnr_text message = {0};
  va_list arguments;
  va_start(arguments, format);
  nnrPrintList(&message, format, arguments);
  va_end(arguments);
  fprintf(stderr, "%s: error: %s\nrun '%s --help' for the options\n",
          a->program, message.failed ? "out of memory" : nnrString(&message),
          a->program);
  free(message.data);
  return NN_EXIT_USAGE;
}

/*===----------------------------------------------------------------------===*
 * Parsing
 *===----------------------------------------------------------------------===*/

static int parseRepeat(nns_arguments *a, const char *value) {
  char *end;
  errno = 0;
  unsigned long long number = strtoull(value, &end, 10);
  if (*value < '0' || *value > '9' || *end || errno || number < 1 ||
      number > MAX_REPEAT)
    return nnsUsageError(
        a, "option '--repeat' expects a whole number from 1 to %u, got '%s'",
        MAX_REPEAT, value);
  a->repeat = (uint32_t)number;
  return NN_EXIT_GOOD;
}

static int applyFlag(nns_arguments *a, size_t index, const char *value) {
  switch (flags[index].id) {
  case FlagSop:
    a->sop = value;
    break;
  case FlagInput:
    a->input = value;
    break;
  case FlagJson:
    a->json = 1;
    break;
  case FlagList:
    a->list = 1;
    break;
  case FlagRepeat:
    return parseRepeat(a, value);
  case FlagCpuLevel:
    a->cpuLevel = value;
    break;
  case FlagHelp:
    a->help = 1;
    break;
  case FlagVersion:
    a->version = 1;
    break;
  }
  return NN_EXIT_GOOD;
}

static int unknownFlag(const nns_arguments *a, const char *text) {
  nnr_text names = {0};
  for (size_t i = 0; i < NUM_FLAGS; ++i)
    nnrPrint(&names, "%s%s%s%s", i ? ", " : "", flags[i].name,
             flags[i].value ? "=" : "", flags[i].value ? flags[i].value : "");
  int code = nnsUsageError(a,
                           "unknown option '%s'; there are: %s (a sequence "
                           "that starts with '-' goes behind '--')",
                           text, nnrString(&names));
  free(names.data);
  return code;
}

/* Parses argv[*at], and its value in the next word if need be. */
static int parseFlag(nns_arguments *a, int argc, char **argv, int *at) {
  const char *text = argv[*at];
  size_t length = strcspn(text, "=");
  const char *value = text[length] ? text + length + 1 : NULL;
  const char *name = length == 2 && text[1] == 'h' ? "--help" : text;
  if (name != text)
    length = strlen(name);
  for (size_t i = 0; i < NUM_FLAGS; ++i) {
    if (strlen(flags[i].name) != length || strncmp(flags[i].name, name, length))
      continue;
    if (!flags[i].value && value)
      return nnsUsageError(a, "option '%s' takes no value", flags[i].name);
    if (flags[i].value && !value) {
      if (*at + 1 >= argc || !strncmp(argv[*at + 1], "--", 2))
        return nnsUsageError(a, "option '%s' expects a value: %s",
                             flags[i].name, flags[i].value);
      value = argv[++*at];
    }
    if (flags[i].value && !*value)
      return nnsUsageError(a, "option '%s' got an empty value", flags[i].name);
    return applyFlag(a, i, value);
  }
  return unknownFlag(a, text);
}

int nnsParseArguments(nns_arguments *a, const nn_sequence_options *options,
                      int argc, char **argv) {
  memset(a, 0, sizeof(*a));
  a->program = options->program;
  if (!a->program && argc > 0) {
    const char *slash = strrchr(argv[0], '/');
    a->program = slash ? slash + 1 : argv[0];
  }
  if (!a->program || !*a->program)
    a->program = "nn-sequence";
  size_t count = argc > 0 ? (size_t)argc : 1;
  a->operands = (const char **)calloc(count, sizeof(char *));
  if (!a->operands) {
    fprintf(stderr, "%s: error: out of memory: %zu bytes\n", a->program,
            count * sizeof(char *));
    return NN_EXIT_LIMIT;
  }
  /* All faults are reported, not only the first. */
  int code = NN_EXIT_GOOD, onlyOperands = 0;
  for (int i = 1; i < argc; ++i) {
    if (onlyOperands || argv[i][0] != '-' || !argv[i][1]) {
      a->operands[a->numOperands++] = argv[i];
    } else if (!strcmp(argv[i], "--")) {
      onlyOperands = 1;
    } else {
      int bad = parseFlag(a, argc, argv, &i);
      code = bad ? bad : code;
    }
  }
  if (!code && a->input && a->numOperands)
    code = nnsUsageError(a, "sequences come from the command line or from "
                            "'--input', not from both");
  return code;
}

/*===----------------------------------------------------------------------===*
 * Help
 *===----------------------------------------------------------------------===*/

void nnsPrintSops(nnr_text *text, const nn_model_info *info) {
  for (uint32_t i = 0; i < info->num_entries; ++i)
    nnrPrint(text, "%-24s %s%s\n", info->entries[i].name,
             nnsTypeName(&info->entries[i]),
             i + 1 == info->num_entries ? " (default)" : "");
}

void nnsPrintHelp(nnr_text *text, const nns_arguments *a,
                  const nn_sequence_options *options,
                  const nn_model_info *info) {
  nnrPrint(text, "usage: %s [options] [SEQUENCE...]\n\n", a->program);
  if (options->description)
    nnrPrint(text, "%s\n", options->description);
  nnrPrint(text, "Runs the RASP program '%s', compiled for %s (%s).\n",
           info->name, info->target, info->cpu);
  nnrPrint(text,
           "A SEQUENCE is a word, which stands for its characters, or a list "
           "as in RASP:\n\n"
           "  %s hello '[3, 1, -2.5]' '[True, \"ab\"]'\n\n"
           "Without one, each line of the standard input is a sequence. The "
           "results appear\nin order, one on each line, and never wait for "
           "more input. Where there is none,\nthe line is 'error: REASON'.\n"
           "\nS-ops\n",
           a->program);
  for (uint32_t i = 0; i < info->num_entries; ++i)
    nnrPrint(text, "  %-24s  %s%s\n", info->entries[i].name,
             nnsTypeName(&info->entries[i]),
             i + 1 == info->num_entries ? " (default)" : "");
  nnrPrint(text, "\nOptions\n");
  for (size_t i = 0; i < NUM_FLAGS; ++i)
    nnrPrintFlag(text, flags[i].name, flags[i].value, flags[i].help);
  nnrPrint(text,
           "\nExit codes: 0 good, 1 a sequence without a result, or files that "
           "cannot be read\nor written, 2 bad usage, 3 out of memory or sizes "
           "too large.\n");
}

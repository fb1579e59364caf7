/*===- Sequence.c - The program around a RASP program ---------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Results are kept in a buffer only as long as there is a whole line left to
 * run: they are written before the program waits for input. So who writes a
 * line and waits for its result gets it, and a file is still written in large
 * pieces.
 *
 *===----------------------------------------------------------------------===*/
#define _XOPEN_SOURCE 700
#include "RunnerImpl.h"
#include "SequenceImpl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BufferBytes = 65536 };

typedef struct program {
  nn_sequence_options options;
  nns_arguments arguments;
  const nn_model_info *info;
  const nn_entry_info *entry;
  nn_sop *sop;
  nn_sequence sequence;
  double *times; /* of --repeat */
  int code;
  int stopped; /* whether there is no sense in going on */
  size_t pending;
  char output[BufferBytes];
} program;

/*===----------------------------------------------------------------------===*
 * Output
 *===----------------------------------------------------------------------===*/

static void noteCode(program *p, int code) {
  p->code = code > p->code ? code : p->code;
}

/* Whether a descriptor that was not ready is, now. */
static int waitFor(int file, short events) {
  struct pollfd poller = {file, events, 0};
  return poll(&poller, 1, -1) >= 0 || errno == EINTR;
}

/* Whether a read or write that failed is to be tried again. */
static int isTransient(int file, short events) {
  return errno == EINTR ||
         ((errno == EAGAIN || errno == EWOULDBLOCK) && waitFor(file, events));
}

static void writeBytes(program *p, const char *bytes, size_t count) {
  while (count && !p->stopped) {
    /* Linux transfers at most 2 GiB at once. */
    size_t part = count < (1u << 30) ? count : 1u << 30;
    ssize_t written = write(STDOUT_FILENO, bytes, part);
    if (written >= 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (!isTransient(STDOUT_FILENO, POLLOUT)) {
      fprintf(stderr, "%s: error: cannot write to the standard output: %s\n",
              p->arguments.program, strerror(errno));
      noteCode(p, NN_EXIT_INPUT);
      p->stopped = 1;
    }
  }
}

static void flush(program *p) {
  writeBytes(p, p->output, p->pending);
  p->pending = 0;
}

static void put(program *p, const char *bytes, size_t count) {
  if (count > BufferBytes - p->pending)
    flush(p);
  if (count > BufferBytes) {
    writeBytes(p, bytes, count);
    return;
  }
  memcpy(p->output + p->pending, bytes, count);
  p->pending += count;
}

/* Prints a text that does not belong to a sequence. */
static void putText(program *p, nnr_text *text) {
  if (text->failed) {
    fprintf(stderr, "%s: error: out of memory\n", p->arguments.program);
    noteCode(p, NN_EXIT_LIMIT);
  }
  put(p, nnrString(text), text->length);
  free(text->data);
}

/* An error that belongs to no sequence. */
static void fail(program *p, int code, const char *what, const char *reason) {
  flush(p);
  fprintf(stderr, "%s: error: %s%s%s\n", p->arguments.program, what,
          *what ? ": " : "", reason);
  noteCode(p, code);
  p->stopped = 1;
}

/*===----------------------------------------------------------------------===*
 * Sequences
 *===----------------------------------------------------------------------===*/

/* Where a sequence is from. */
typedef struct place {
  size_t line;         /* 0: the command line */
  const char *operand; /* on the command line */
} place;

static void printPlace(nnr_text *text, const place *from) {
  if (from->line) {
    nnrPrint(text, "line %zu", from->line);
    return;
  }
  nnrAppend(text, "'", 1);
  nnsPrintExcerpt(text, from->operand, strlen(from->operand));
  nnrAppend(text, "'", 1);
}

/* Says on stderr what there is to say of a sequence. */
static void say(program *p, const place *from, const char *kind,
                const char *what) {
  nnr_text where = {0};
  printPlace(&where, from);
  /* In a terminal, what was before stands before. */
  flush(p);
  fprintf(stderr, "%s: %s%s: %s\n", p->arguments.program, kind,
          nnrString(&where), what);
  free(where.data);
}

/* Prints the line of a sequence that has no result. */
static void putReason(program *p, const place *from, int code,
                      const char *reason) {
  if (p->arguments.json) {
    nnr_text quoted = {0};
    nnrPrintQuoted(&quoted, reason);
    put(p, "{\"error\": ", 10);
    /* A string in any case. */
    if (quoted.failed)
      put(p, "\"out of memory\"", 15);
    else
      put(p, nnrString(&quoted), quoted.length);
    put(p, "}\n", 2);
    free(quoted.data);
  } else {
    put(p, "error: ", 7);
    put(p, reason, strlen(reason));
    put(p, "\n", 1);
  }
  say(p, from, "error: ", reason);
  noteCode(p, code);
}

/* Calls the model, repeatedly if asked to. */
static int call(program *p, const place *from, char *error) {
  uint32_t repeat = p->arguments.repeat;
  /* The first call is the warm-up of the timed ones. */
  int code = nn_sop_call(p->sop, error, NN_SEQUENCE_ERROR_BYTES);
  for (uint32_t i = 0; !code && i < repeat; ++i) {
    double start = nnrMicroseconds();
    code = nn_sop_call(p->sop, error, NN_SEQUENCE_ERROR_BYTES);
    p->times[i] = nnrMicroseconds() - start;
  }
  if (!code && repeat) {
    char text[96];
    snprintf(text, sizeof(text), "median %.3f us (%u calls)",
             nnrSortTimes(p->times, repeat), repeat);
    say(p, from, "", text);
  }
  return code;
}

static void runSequence(program *p, const char *text, size_t bytes,
                        const place *from) {
  char error[NN_SEQUENCE_ERROR_BYTES];
  const char *result = NULL;
  size_t resultBytes = 0;
  int code = nn_sequence_parse(&p->sequence, text, bytes, error, sizeof(error));
  if (!code)
    code = nn_sop_set_input(p->sop, &p->sequence, error, sizeof(error));
  if (!code)
    code = call(p, from, error);
  if (!code)
    code = nn_sop_format(p->sop, p->arguments.json, &result, &resultBytes,
                         error, sizeof(error));
  if (code) {
    putReason(p, from, code, error);
    return;
  }
  put(p, result, resultBytes);
  put(p, "\n", 1);
}

/*===----------------------------------------------------------------------===*
 * Lines
 *===----------------------------------------------------------------------===*/

/* The bytes that were read and not yet run. */
typedef struct reader {
  int file;
  const char *name;
  char *data;
  size_t start, end, capacity;
} reader;

/* Reads once behind what there is; returns whether there may be more. */
static int readMore(program *p, reader *r) {
  if (r->start) {
    memmove(r->data, r->data + r->start, r->end - r->start);
    r->end -= r->start;
    r->start = 0;
  }
  if (r->end == r->capacity) {
    size_t capacity = r->capacity ? 2 * r->capacity : BufferBytes;
    char *data = capacity <= (size_t)PTRDIFF_MAX
                     ? (char *)realloc(r->data, capacity)
                     : NULL;
    if (!data) {
      fail(p, NN_EXIT_LIMIT, r->name, "out of memory: a line is too long");
      return 0;
    }
    r->data = data;
    r->capacity = capacity;
  }
  flush(p);
  while (!p->stopped) {
    size_t room = r->capacity - r->end;
    ssize_t count =
        read(r->file, r->data + r->end, room < (1u << 30) ? room : 1u << 30);
    if (count >= 0) {
      r->end += (size_t)count;
      return count > 0;
    }
    if (!isTransient(r->file, POLLIN))
      fail(p, NN_EXIT_INPUT, r->name, strerror(errno));
  }
  return 0;
}

static void runLine(program *p, const char *line, size_t bytes, place *from) {
  ++from->line;
  if (bytes && line[bytes - 1] == '\r')
    --bytes;
  runSequence(p, line, bytes, from);
}

static void runLines(program *p, reader *r) {
  place from = {0, NULL};
  size_t searched = 0; /* bytes from `start` without a line feed */
  while (!p->stopped) {
    const char *line = r->data + r->start;
    size_t left = r->end - r->start;
    const char *end =
        left > searched
            ? (const char *)memchr(line + searched, '\n', left - searched)
            : NULL;
    if (end) {
      r->start += (size_t)(end - line) + 1;
      searched = 0;
      runLine(p, line, (size_t)(end - line), &from);
      continue;
    }
    searched = left;
    if (readMore(p, r))
      continue;
    /* The last line may lack its end. */
    if (!p->stopped && left)
      runLine(p, r->data + r->start, left, &from);
    break;
  }
}

static void runFile(program *p) {
  const char *name = p->arguments.input;
  reader r = {STDIN_FILENO, name ? name : "standard input", NULL, 0, 0, 0};
  if (name)
    r.file = open(name, O_RDONLY | O_CLOEXEC);
  if (r.file < 0)
    fail(p, NN_EXIT_INPUT, name, strerror(errno));
  else
    runLines(p, &r);
  if (name && r.file >= 0)
    close(r.file);
  free(r.data);
}

/*===----------------------------------------------------------------------===*
 * The whole program
 *===----------------------------------------------------------------------===*/

static int checkModel(program *p) {
  const nn_model_info *info = p->info;
  if (!info || info->struct_size < sizeof(nn_model_info) || !info->num_entries)
    fail(p, NN_EXIT_INPUT, "", "there is no model, or it has no entry");
  else if (info->abi_version != NN_ABI_VERSION)
    fail(p, NN_EXIT_INPUT, info->name,
         "the interface of the model is of another version");
  return !p->stopped;
}

static int chooseSop(program *p) {
  const nn_model_info *info = p->info;
  const char *name = p->arguments.sop;
  p->entry = &info->entries[info->num_entries - 1];
  if (!name)
    return NN_EXIT_GOOD;
  /* A name that was given twice means the later one. */
  for (uint32_t i = info->num_entries; i-- > 0;)
    if (!strcmp(info->entries[i].name, name)) {
      p->entry = &info->entries[i];
      return NN_EXIT_GOOD;
    }
  nnr_text names = {0};
  for (uint32_t i = 0; i < info->num_entries; ++i)
    nnrPrint(&names, "%s%s", i ? ", " : "", info->entries[i].name);
  int code = nnsUsageError(&p->arguments,
                           "the program has no s-op '%s'; there are: %s", name,
                           nnrString(&names));
  free(names.data);
  return code;
}

/* Settles the level of the code that the command line asks for. */
static int chooseLevel(program *p) {
  nnr_text reason = {0};
  int code = nnrUseLevel(p->info, p->arguments.cpuLevel, &reason);
  if (code == NN_EXIT_USAGE)
    nnsUsageError(&p->arguments, "%s", nnrString(&reason));
  else if (code)
    fail(p, code, "", nnrString(&reason));
  free(reason.data);
  return code;
}

/* Makes what the calls need; returns whether they may start. */
static int prepare(program *p) {
  char error[NN_SEQUENCE_ERROR_BYTES];
  uint32_t repeat = p->arguments.repeat;
  if (p->info->check_cpu && p->info->check_cpu()) {
    nnr_text needs = {0};
    nnrPrint(&needs,
             "this processor lacks instructions that the model was built for: "
             "%s needs %s",
             p->info->cpu, p->info->features);
    fail(p, NN_EXIT_INPUT, "", nnrString(&needs));
    free(needs.data);
    return 0;
  }
  int code = nn_sop_create(&p->sop, p->info, p->entry, &p->options, error,
                           sizeof(error));
  if (code)
    fail(p, code, "", error);
  else if (repeat && !(p->times = (double *)calloc(repeat, sizeof(double))))
    fail(p, NN_EXIT_LIMIT, "", "out of memory: times of calls");
  return !p->stopped;
}

static void run(program *p) {
  nns_arguments *a = &p->arguments;
  nnr_text text = {0};
  if (!checkModel(p))
    return;
  noteCode(p, chooseSop(p));
  noteCode(p, chooseLevel(p));
  if (p->code)
    return;
  if (a->help)
    nnsPrintHelp(&text, a, &p->options, p->info);
  else if (a->version)
    nnrPrintVersion(&text, a->program, p->info);
  else if (a->list)
    nnsPrintSops(&text, p->info);
  if (a->help || a->version || a->list) {
    putText(p, &text);
    return;
  }
  if (!prepare(p))
    return;
  for (size_t i = 0; i < a->numOperands && !p->stopped; ++i) {
    place from = {0, a->operands[i]};
    runSequence(p, a->operands[i], strlen(a->operands[i]), &from);
    flush(p);
  }
  if (!a->numOperands)
    runFile(p);
}

int nn_sequence_main(const nn_model_info *info, int argc, char **argv,
                     const nn_sequence_options *options) {
  program *p = (program *)calloc(1, sizeof(program));
  if (!p) {
    fputs("error: out of memory\n", stderr);
    return NN_EXIT_LIMIT;
  }
  p->info = info;
  if (options)
    p->options = *options;
  /* A pipe that is closed is a failure of writing like any other. */
  struct sigaction ignore, before;
  memset(&ignore, 0, sizeof(ignore));
  ignore.sa_handler = SIG_IGN;
  int restore = !sigaction(SIGPIPE, &ignore, &before);
  fflush(stdout);
  p->code = nnsParseArguments(&p->arguments, &p->options, argc, argv);
  if (!p->code) {
    run(p);
    flush(p);
  }
  if (restore)
    sigaction(SIGPIPE, &before, NULL);
  int code = p->code;
  nn_sop_destroy(p->sop);
  nn_sequence_free(&p->sequence);
  free(p->arguments.operands);
  free(p->times);
  free(p);
  return code;
}

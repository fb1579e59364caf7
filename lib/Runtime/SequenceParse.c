/*===- SequenceParse.c - Sequences from text ------------------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#include "SequenceImpl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int nnsFail(char *error, size_t errorBytes, int code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (error && errorBytes)
    vsnprintf(error, errorBytes, format, arguments);
  va_end(arguments);
  return code;
}

typedef struct parser {
  const char *start, *at, *end;
  nn_sequence *sequence;
  char *error;
  size_t errorBytes;
} parser;

static int failAt(const parser *p, const char *place, const char *what) {
  return nnsFail(p->error, p->errorBytes, NN_EXIT_INPUT, "byte %zu: %s",
                 (size_t)(place - p->start) + 1, what);
}

/*===----------------------------------------------------------------------===*
 * Memory
 *===----------------------------------------------------------------------===*/

/* Makes room for `count` items, whose old values are lost. */
static void *reserve(void *items, size_t *capacity, size_t count, size_t size) {
  if (count <= *capacity)
    return items;
  free(items);
  *capacity = 0;
  if (count > (size_t)PTRDIFF_MAX / size)
    return NULL;
  /* Once more half of it, so that longer and longer texts cost little. */
  size_t more = count + count / 2;
  if (more < 64)
    more = 64;
  if (more > (size_t)PTRDIFF_MAX / size)
    more = count;
  void *data = malloc(more * size);
  if (!data && more > count)
    data = malloc((more = count) * size);
  if (data)
    *capacity = more;
  return data;
}

/* A token takes at least a byte, a code point too, so nothing grows while the
 * text is read. */
static int reserveFor(nn_sequence *s, size_t tokens, size_t points) {
  s->tokens = (nn_token *)reserve(s->tokens, &s->token_capacity, tokens,
                                  sizeof(nn_token));
  s->points = (uint32_t *)reserve(s->points, &s->point_capacity, points,
                                  sizeof(uint32_t));
  return s->tokens && s->points;
}

void nn_sequence_free(nn_sequence *s) {
  free(s->tokens);
  free(s->points);
  memset(s, 0, sizeof(*s));
}

/*===----------------------------------------------------------------------===*
 * Characters
 *===----------------------------------------------------------------------===*/

/* Appends the next character to the code points. */
static int parsePoint(parser *p) {
  uint32_t point;
  size_t bytes = nnrDecode(p->at, (size_t)(p->end - p->at), &point);
  if (!bytes)
    return failAt(p, p->at, "this is no UTF-8");
  if (!point)
    return failAt(p, p->at, "U+0000 cannot be part of a token");
  p->sequence->points[p->sequence->num_points++] = point;
  p->at += bytes;
  return NN_EXIT_GOOD;
}

static nn_token *appendToken(parser *p, nn_token_type type) {
  nn_token *token = &p->sequence->tokens[p->sequence->count++];
  token->type = type;
  token->length = 0;
  return token;
}

static int parseWord(parser *p) {
  int code = NN_EXIT_GOOD;
  while (!code && p->at < p->end) {
    nn_token *token = appendToken(p, NN_TOKEN_STR);
    token->length = 1;
    token->value.first = p->sequence->num_points;
    code = parsePoint(p);
  }
  return code;
}

/*===----------------------------------------------------------------------===*
 * Lists
 *===----------------------------------------------------------------------===*/

static void skipSpaces(parser *p) {
  while (p->at < p->end &&
         (*p->at == ' ' || *p->at == '\t' || *p->at == '\r' || *p->at == '\n'))
    ++p->at;
}

static int isDigit(const parser *p, const char *at) {
  return at < p->end && *at >= '0' && *at <= '9';
}

static int parseString(parser *p) {
  const char *open = p->at++;
  nn_token *token = appendToken(p, NN_TOKEN_STR);
  size_t first = p->sequence->num_points;
  token->value.first = first;
  while (p->at < p->end && *p->at != '"' && *p->at != '\n' && *p->at != '\r') {
    int code = parsePoint(p);
    if (code)
      return code;
  }
  if (p->at == p->end || *p->at != '"')
    return failAt(p, open, "the string that starts here has no end");
  ++p->at;
  if (p->sequence->num_points - first > UINT32_MAX)
    return nnsFail(p->error, p->errorBytes, NN_EXIT_LIMIT,
                   "a token has more than %u characters", UINT32_MAX);
  token->length = (uint32_t)(p->sequence->num_points - first);
  return NN_EXIT_GOOD;
}

/* The value of the digits from `first` to `p->at`. */
static int parseFloat(parser *p, const char *first, double *value) {
  char copy[64], *digits = copy;
  size_t length = (size_t)(p->at - first);
  if (length >= sizeof(copy) && !(digits = (char *)malloc(length + 1)))
    return nnsFail(p->error, p->errorBytes, NN_EXIT_LIMIT,
                   "out of memory: %zu bytes", length + 1);
  memcpy(digits, first, length);
  digits[length] = 0;
  *value = strtod(digits, NULL);
  if (digits != copy)
    free(digits);
  return NN_EXIT_GOOD;
}

static int parseNumber(parser *p) {
  const char *start = p->at;
  int negative = *p->at == '-';
  if (*p->at == '-' || *p->at == '+') {
    ++p->at;
    skipSpaces(p);
  }
  if (!isDigit(p, p->at))
    return failAt(p, p->at, "expected digits");
  const char *first = p->at;
  uint64_t magnitude = 0, limit = (uint64_t)INT64_MAX + (uint64_t)negative;
  int fits = 1;
  for (; isDigit(p, p->at); ++p->at) {
    uint64_t digit = (uint64_t)(*p->at - '0');
    fits = fits && magnitude <= (limit - digit) / 10;
    magnitude = magnitude * 10 + digit;
  }
  if (p->at < p->end && *p->at == '.' && isDigit(p, p->at + 1)) {
    do
      ++p->at;
    while (isDigit(p, p->at));
    double value = 0;
    int code = parseFloat(p, first, &value);
    appendToken(p, NN_TOKEN_FLOAT)->value.number = negative ? -value : value;
    return code;
  }
  if (!fits)
    return failAt(p, start, "this integer does not fit into 64 bits");
  appendToken(p, NN_TOKEN_INT)->value.integer =
      negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
  return NN_EXIT_GOOD;
}

static int parseWordOf(parser *p, const char *word) {
  size_t length = strlen(word);
  if ((size_t)(p->end - p->at) < length || memcmp(p->at, word, length))
    return 0;
  p->at += length;
  return 1;
}

static int parseToken(parser *p) {
  if (p->at < p->end) {
    if (*p->at == '"')
      return parseString(p);
    if (isDigit(p, p->at) || *p->at == '-' || *p->at == '+')
      return parseNumber(p);
    int isTrue = parseWordOf(p, "True");
    if (isTrue || parseWordOf(p, "False")) {
      appendToken(p, NN_TOKEN_BOOL)->value.integer = isTrue;
      return NN_EXIT_GOOD;
    }
  }
  return failAt(p, p->at,
                "expected an integer, a float, True, False or a string");
}

/* The last byte is a closing bracket, but perhaps one in a string. */
static int parseList(parser *p) {
  ++p->at;
  skipSpaces(p);
  if (p->at + 1 == p->end && *p->at == ']')
    return NN_EXIT_GOOD; /* without a token */
  for (;;) {
    skipSpaces(p);
    int code = parseToken(p);
    if (code)
      return code;
    skipSpaces(p);
    if (p->at < p->end && *p->at == ',')
      ++p->at;
    else
      break;
  }
  if (p->at == p->end || *p->at != ']')
    return failAt(p, p->at, "expected ',' or ']'");
  if (p->at + 1 != p->end)
    return failAt(p, p->at + 1, "expected nothing behind the list");
  return NN_EXIT_GOOD;
}

int nn_sequence_parse(nn_sequence *sequence, const char *text, size_t bytes,
                      char *error, size_t error_bytes) {
  static const char empty[] = "an input has at least one token";
  sequence->count = sequence->num_points = 0;
  if (!bytes)
    return nnsFail(error, error_bytes, NN_EXIT_INPUT, "%s", empty);
  parser p = {text, text, text + bytes, sequence, error, error_bytes};
  int isList = bytes > 1 && text[0] == '[' && text[bytes - 1] == ']';
  if (!reserveFor(sequence, isList ? bytes / 2 + 1 : bytes, bytes))
    return nnsFail(error, error_bytes, NN_EXIT_LIMIT,
                   "out of memory: a text of %zu bytes", bytes);
  if (bytes > 1 && text[0] == '"' && text[bytes - 1] == '"' &&
      !memchr(text + 1, '"', bytes - 2)) {
    ++p.at;
    --p.end;
  }
  int code = isList ? parseList(&p) : parseWord(&p);
  if (!code && !sequence->count)
    return nnsFail(error, error_bytes, NN_EXIT_INPUT, "%s", empty);
  return code;
}

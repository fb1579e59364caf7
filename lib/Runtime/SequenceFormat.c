/*===- SequenceFormat.c - Sequences as text -------------------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Numbers and sequences as Python, and the reference implementation of RASP,
 * print them. That the C library reads and prints decimals with correct
 * rounding, to even from exact ties, is all that this relies on.
 *
 *===----------------------------------------------------------------------===*/
#define _XOPEN_SOURCE 700
#include "SequenceImpl.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*===----------------------------------------------------------------------===*
 * Numbers
 *===----------------------------------------------------------------------===*/

static void appendWord(nnr_text *text, const char *word) {
  nnrAppend(text, word, strlen(word));
}

void nnsPrintInteger(nnr_text *text, int64_t value) {
  char digits[24], *at = digits + sizeof(digits);
  uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do
    *--at = (char)('0' + magnitude % 10);
  while (magnitude /= 10);
  if (value < 0)
    *--at = '-';
  nnrAppend(text, at, (size_t)(digits + sizeof(digits) - at));
}

/* A decimal: d.ddd * 10^exponent. */
typedef struct decimal {
  char digits[18]; /* ended by 0 */
  int exponent;
} decimal;

static double valueOf(const decimal *d) {
  char text[40];
  snprintf(text, sizeof(text), "%c.%se%d", d->digits[0], d->digits + 1,
           d->exponent);
  return strtod(text, NULL);
}

/* The next larger decimal of as many digits. */
static decimal increment(decimal d) {
  size_t i = strlen(d.digits);
  while (i > 0 && d.digits[i - 1] == '9')
    d.digits[--i] = '0';
  if (i > 0) {
    ++d.digits[i - 1];
  } else {
    d.digits[0] = '1';
    ++d.exponent;
  }
  return d;
}

/* The decimal of `count` digits that is read as `value` > 0 and lies closest to
 * it; returns 0 if there is none. */
static int findDecimal(double value, int count, decimal *d) {
  char text[40];
  int unused;
  snprintf(text, sizeof(text), "%.*e", count - 1, value);
  d->digits[0] = text[0];
  memcpy(d->digits + 1, text + 2, (size_t)count - 1);
  d->digits[count] = 0;
  d->exponent = atoi(strchr(text, 'e') + 1);
  if (strtod(text, NULL) == value)
    return 1;
  /* The numbers that are read as a power of two reach further above it than
   * below it, so the second closest may do where the closest does not. */
  if (frexp(value, &unused) != 0.5)
    return 0;
  *d = increment(*d);
  return valueOf(d) == value;
}

/* The shortest decimal that is read as `value` > 0. Decimals of 15 digits and
 * the normal numbers that are read from them are in one-to-one
 * correspondence, so what fits into 15 digits has its zeros at the end. */
static decimal findShortest(double value) {
  decimal d;
  int count = value < DBL_MIN ? 1 : DBL_DIG;
  while (!findDecimal(value, count, &d) && count < 17)
    ++count;
  for (size_t i = strlen(d.digits); i > 1 && d.digits[i - 1] == '0'; --i)
    d.digits[i - 1] = 0;
  return d;
}

void nnsPrintFloat(nnr_text *text, double value) {
  if (isnan(value)) {
    appendWord(text, "nan");
    return;
  }
  if (signbit(value))
    appendWord(text, "-");
  value = fabs(value);
  if (isinf(value)) {
    appendWord(text, "inf");
    return;
  }
  if (value < 1e15 && value == floor(value)) {
    nnsPrintInteger(text, (int64_t)value);
    appendWord(text, ".0");
    return;
  }
  decimal d = findShortest(value);
  int count = (int)strlen(d.digits);
  if (d.exponent < -4 || d.exponent >= 16) {
    nnrPrint(text, "%c%s%se%+03d", d.digits[0], count > 1 ? "." : "",
             d.digits + 1, d.exponent);
  } else if (d.exponent < 0) {
    nnrPrint(text, "0.%.*s%s", -1 - d.exponent, "000", d.digits);
  } else {
    int whole = d.exponent + 1, zeros = whole > count ? whole - count : 0;
    nnrPrint(text, "%.*s%.*s.%s", whole, d.digits, zeros, "0000000000000000",
             whole < count ? d.digits + whole : "0");
  }
}

/* Appends repr(round(value, 3)). */
static void printRounded(nnr_text *text, double value) {
  char digits[32];
  double magnitude = fabs(value);
  double product = magnitude * 1000, nearest = rint(product);
  double tie = fabs(fabs(product - nearest) - 0.5);
  /* The product is off by less than 1e-4, so it is enough unless it is near a
   * tie. A decimal of up to 15 digits is the shortest one of its float. */
  if (magnitude < 1e9 && tie > 1e-3) {
    uint64_t thousandths = (uint64_t)nearest;
    unsigned fraction = (unsigned)(thousandths % 1000);
    if (signbit(value))
      appendWord(text, "-");
    nnsPrintInteger(text, (int64_t)(thousandths / 1000));
    digits[0] = '.';
    digits[1] = (char)('0' + fraction / 100);
    digits[2] = (char)('0' + fraction / 10 % 10);
    digits[3] = (char)('0' + fraction % 10);
    size_t count = digits[3] != '0' ? 4 : digits[2] != '0' ? 3 : 2;
    nnrAppend(text, digits, count);
    return;
  }
  /* From 2^52 on all floats are integers. */
  if (magnitude < 0x1p52) {
    snprintf(digits, sizeof(digits), "%.3f", value);
    value = strtod(digits, NULL);
  }
  nnsPrintFloat(text, value);
}

/*===----------------------------------------------------------------------===*
 * Elements
 *===----------------------------------------------------------------------===*/

typedef enum kind { KindBool = 0, KindInt = 1, KindFloat = 2, KindString } kind;

/* The values of a sequence. */
typedef struct values {
  const void *data;
  const int8_t *kinds; /* null: all of the type of `dtype` */
  nn_dtype dtype;
  size_t count, width; /* characters of strings */
} values;

static values valuesOf(const nn_sop *s) {
  const nn_entry_info *entry = s->entry;
  const int64_t *shape = s->shapes;
  for (uint32_t i = 0; i < s->valueIndex; ++i)
    shape += entry->outputs[i].rank;
  values v = {s->outputPointers[s->valueIndex],
              s->kindIndex < entry->num_outputs
                  ? (const int8_t *)s->outputPointers[s->kindIndex]
                  : NULL,
              entry->outputs[s->valueIndex].dtype, (size_t)shape[0], 0};
  if (v.dtype == NN_I32)
    v.width = (size_t)shape[1];
  return v;
}

static kind kindAt(const values *v, size_t at) {
  if (v->kinds)
    return v->kinds[at] == 0   ? KindBool
           : v->kinds[at] == 1 ? KindInt
                               : KindFloat;
  return v->dtype == NN_BOOL  ? KindBool
         : v->dtype == NN_I64 ? KindInt
         : v->dtype == NN_F64 ? KindFloat
                              : KindString;
}

static double floatAt(const values *v, size_t at) {
  return ((const double *)v->data)[at];
}

static int boolAt(const values *v, size_t at) {
  return v->dtype == NN_BOOL ? ((const uint8_t *)v->data)[at] != 0
                             : floatAt(v, at) != 0;
}

/* Appends an integer, that among numbers of several kinds is a float. */
static void printIntegerAt(nnr_text *text, const values *v, size_t at,
                           int json) {
  if (v->dtype == NN_I64) {
    nnsPrintInteger(text, ((const int64_t *)v->data)[at]);
    return;
  }
  double value = floatAt(v, at);
  if (fabs(value) < 0x1p63)
    nnsPrintInteger(text, (int64_t)value);
  else if (isfinite(value))
    nnrPrint(text, "%.0f", value);
  else if (json)
    appendWord(text, "null");
  else
    nnsPrintFloat(text, value);
}

static const uint32_t *stringAt(const values *v, size_t at) {
  return (const uint32_t *)v->data + at * v->width;
}

static void printStringAt(nnr_text *text, const values *v, size_t at,
                          int json) {
  const uint32_t *points = stringAt(v, at);
  if (json)
    nnrAppend(text, "\"", 1);
  for (size_t i = 0; i < v->width && points[i]; ++i)
    if (json)
      nnrPrintQuotedPoint(text, points[i]);
    else
      nnrPrintPoint(text, points[i]);
  if (json)
    nnrAppend(text, "\"", 1);
}

static void printText(nnr_text *text, const values *v, size_t at) {
  switch (kindAt(v, at)) {
  case KindBool:
    nnrAppend(text, boolAt(v, at) ? "T" : "F", 1);
    break;
  case KindInt:
    printIntegerAt(text, v, at, 0);
    break;
  case KindFloat:
    printRounded(text, floatAt(v, at));
    break;
  case KindString:
    printStringAt(text, v, at, 0);
    break;
  }
}

static void printJson(nnr_text *text, const values *v, size_t at) {
  switch (kindAt(v, at)) {
  case KindBool:
    appendWord(text, boolAt(v, at) ? "true" : "false");
    break;
  case KindInt:
    printIntegerAt(text, v, at, 1);
    break;
  case KindFloat:
    if (isfinite(floatAt(v, at)))
      nnsPrintFloat(text, floatAt(v, at));
    else
      appendWord(text, "null");
    break;
  case KindString:
    printStringAt(text, v, at, 1);
    break;
  }
}

/*===----------------------------------------------------------------------===*
 * Sequences
 *===----------------------------------------------------------------------===*/

/* Whether two elements are equal in Python, where True == 1 == 1.0. */
static int areEqual(const values *v, size_t a, size_t b) {
  switch (v->dtype) {
  case NN_BOOL:
    return boolAt(v, a) == boolAt(v, b);
  case NN_I64:
    return ((const int64_t *)v->data)[a] == ((const int64_t *)v->data)[b];
  case NN_F64:
    return floatAt(v, a) == floatAt(v, b);
  default:
    break;
  }
  const uint32_t *x = stringAt(v, a), *y = stringAt(v, b);
  for (size_t i = 0; i < v->width; ++i)
    if (x[i] != y[i] || !x[i])
      return x[i] == y[i];
  return 1;
}

/* The type that the reference implementation names: a boolean is an integer,
 * and an integer is good for a float. */
static const char *typeOf(const values *v) {
  static const char *const names[] = {"bools", "ints", "floats", "strings"};
  if (!v->kinds)
    return names[kindAt(v, 0)];
  kind most = v->count ? KindBool : KindFloat;
  for (size_t i = 0; i < v->count && most != KindFloat; ++i)
    if (kindAt(v, i) > most)
      most = kindAt(v, i);
  return names[most];
}

static void printSequence(nnr_text *text, const values *v) {
  size_t same = 1;
  while (same < v->count && areEqual(v, 0, same))
    ++same;
  nnrAppend(text, "[", 1);
  if (v->count > 1 && same == v->count) {
    printText(text, v, 0);
    nnrPrint(text, "]*%zu", v->count);
  } else {
    for (size_t i = 0; i < v->count; ++i) {
      nnrAppend(text, ", ", i ? 2 : 0);
      printText(text, v, i);
    }
    nnrAppend(text, "]", 1);
  }
  nnrAppend(text, " (", 2);
  appendWord(text, typeOf(v));
  nnrAppend(text, ")", 1);
}

static void printArray(nnr_text *text, const values *v) {
  nnrAppend(text, "[", 1);
  for (size_t i = 0; i < v->count; ++i) {
    nnrAppend(text, ", ", i ? 2 : 0);
    printJson(text, v, i);
  }
  nnrAppend(text, "]", 1);
}

int nn_sop_format(nn_sop *s, int json, const char **text, size_t *bytes,
                  char *error, size_t error_bytes) {
  values v = valuesOf(s);
  s->text.length = 0;
  s->text.failed = 0;
  if (json)
    printArray(&s->text, &v);
  else
    printSequence(&s->text, &v);
  *text = nnrString(&s->text);
  *bytes = s->text.length;
  if (s->text.failed)
    return nnsFail(error, error_bytes, NN_EXIT_LIMIT,
                   "out of memory: the text of a result");
  return NN_EXIT_GOOD;
}

/*===----------------------------------------------------------------------===*
 * Messages
 *===----------------------------------------------------------------------===*/

void nnsPrintExcerpt(nnr_text *text, const char *string, size_t bytes) {
  enum { Shown = 40 };
  const char *end = string + bytes;
  for (int i = 0; string < end; ++i) {
    uint32_t point = UINT32_MAX;
    if (i == Shown) {
      appendWord(text, "...");
      return;
    }
    size_t count = nnrDecode(string, (size_t)(end - string), &point);
    if (!count)
      nnrPrint(text, "\\x%02x", (unsigned char)*string);
    else if (point == '\n' || point == '\r' || point == '\t')
      appendWord(text, point == '\n' ? "\\n" : point == '\r' ? "\\r" : "\\t");
    else if (point < 0x20 || (point >= 0x7F && point < 0xA0))
      nnrPrint(text, "\\x%02x", (unsigned)point);
    else if (point == 0x2028 || point == 0x2029) /* ends of lines */
      nnrPrint(text, "\\u%04x", (unsigned)point);
    else
      nnrAppend(text, string, count);
    string += count ? count : 1;
  }
}

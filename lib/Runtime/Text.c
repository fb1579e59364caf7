/*===- Text.c - Growing texts ---------------------------------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#include "Text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int nnrReserve(nnr_text *text, size_t bytes) {
  if (text->failed)
    return 0;
  if (bytes < text->capacity - text->length)
    return 1;
  size_t most = (size_t)PTRDIFF_MAX, needed = text->length + bytes + 1;
  size_t capacity = needed < 64 ? 128 : needed < most / 2 ? needed * 2 : most;
  char *data = bytes < most - text->length
                   ? (char *)realloc(text->data, capacity)
                   : NULL;
  if (!data) {
    text->failed = 1;
    return 0;
  }
  text->data = data;
  text->capacity = capacity;
  return 1;
}

void nnrAppend(nnr_text *text, const char *string, size_t bytes) {
  if (!nnrReserve(text, bytes))
    return;
  memcpy(text->data + text->length, string, bytes);
  text->length += bytes;
  text->data[text->length] = 0;
}

void nnrPrintList(nnr_text *text, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (length < 0)
    return;
  if (!nnrReserve(text, (size_t)length))
    return;
  vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
  text->length += (size_t)length;
}

void nnrPrint(nnr_text *text, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  nnrPrintList(text, format, arguments);
  va_end(arguments);
}

const char *nnrString(const nnr_text *text) {
  return text->data ? text->data : "";
}

void nnrPrintShape(nnr_text *text, int64_t rank, const int64_t *shape) {
  nnrPrint(text, "[");
  for (int64_t i = 0; i < rank; ++i)
    nnrPrint(text, "%s%lld", i ? ", " : "", (long long)shape[i]);
  nnrPrint(text, "]");
}

/* Table 3-7 of the Unicode standard. */
size_t nnrDecode(const char *string, size_t bytes, uint32_t *point) {
  static const struct {
    unsigned char first, last; /* of the first byte */
    unsigned char low, high;   /* of the second byte */
    unsigned char bytes;
  } forms[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
               {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3},
               {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
               {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
  const unsigned char *at = (const unsigned char *)string;
  if (at[0] < 0x80) {
    *point = at[0];
    return 1;
  }
  for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); ++i) {
    size_t count = forms[i].bytes;
    if (at[0] < forms[i].first || at[0] > forms[i].last)
      continue;
    if (bytes < count || at[1] < forms[i].low || at[1] > forms[i].high)
      return 0;
    uint32_t value = at[0] & (0x7Fu >> count);
    for (size_t k = 1; k < count; ++k) {
      if ((at[k] & 0xC0) != 0x80)
        return 0;
      value = value << 6 | (at[k] & 0x3Fu);
    }
    *point = value;
    return count;
  }
  return 0;
}

/* Whether a code point can be encoded; if not, U+FFFD, the replacement
 * character, stands for it. */
static int isScalar(uint32_t point) {
  return point <= 0x10FFFF && !(point >= 0xD800 && point < 0xE000);
}

void nnrPrintPoint(nnr_text *text, uint32_t point) {
  char bytes[4];
  size_t count = 1;
  if (!isScalar(point))
    point = 0xFFFD;
  if (point < 0x80) {
    bytes[0] = (char)point;
  } else {
    count = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t k = count; --k; point >>= 6)
      bytes[k] = (char)(0x80 | (point & 0x3F));
    bytes[0] = (char)((0xF00u >> count & 0xFF) | point);
  }
  nnrAppend(text, bytes, count);
}

void nnrPrintQuotedPoint(nnr_text *text, uint32_t point) {
  if (!isScalar(point))
    nnrPrint(text, "\\ufffd");
  else if (point < 0x20)
    nnrPrint(text, "\\u%04x", (unsigned)point);
  else if (point == '"' || point == '\\')
    nnrPrint(text, "\\%c", (char)point);
  else
    nnrPrintPoint(text, point);
}

void nnrPrintQuoted(nnr_text *text, const char *string) {
  nnrAppend(text, "\"", 1);
  for (size_t left = strlen(string); left;) {
    uint32_t point = UINT32_MAX;
    size_t bytes = nnrDecode(string, left, &point);
    nnrPrintQuotedPoint(text, point);
    string += bytes ? bytes : 1;
    left -= bytes ? bytes : 1;
  }
  nnrAppend(text, "\"", 1);
}

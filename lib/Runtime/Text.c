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

void nnrPrintList(nnr_text *text, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (length < 0 || text->failed)
    return;
  size_t needed = text->length + (size_t)length + 1;
  if (needed > text->capacity) {
    size_t capacity = needed < 128 ? 128 : needed * 2;
    char *data = (char *)realloc(text->data, capacity);
    if (!data) {
      text->failed = 1;
      return;
    }
    text->data = data;
    text->capacity = capacity;
  }
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

void nnrPrintQuoted(nnr_text *text, const char *string) {
  size_t left = strlen(string);
  nnrPrint(text, "\"");
  while (left) {
    uint32_t point;
    size_t bytes = nnrDecode(string, left, &point);
    if (*string == '"' || *string == '\\')
      nnrPrint(text, "\\%c", *string);
    else if ((unsigned char)*string < 0x20)
      nnrPrint(text, "\\u%04x", (unsigned char)*string);
    else if (bytes)
      nnrPrint(text, "%.*s", (int)bytes, string);
    else
      nnrPrint(text, "\\ufffd"); /* the replacement character */
    string += bytes ? bytes : 1;
    left -= bytes ? bytes : 1;
  }
  nnrPrint(text, "\"");
}

/*===- Text.h - Growing texts -----------------------------------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_LIB_RUNTIME_TEXT_H
#define NN_LIB_RUNTIME_TEXT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* A growing text, always ended by 0. Out of memory drops what comes after. */
typedef struct nnr_text {
  char *data;
  size_t length, capacity;
  int failed;
} nnr_text;

const char *nnrString(const nnr_text *text);

/* Makes room for `bytes` bytes behind the text, and its 0; returns 0 if there
 * is none. */
int nnrReserve(nnr_text *text, size_t bytes);
void nnrAppend(nnr_text *text, const char *string, size_t bytes);

void nnrPrint(nnr_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void nnrPrintList(nnr_text *text, const char *format, va_list arguments);
/* Appends "[360, 64]". */
void nnrPrintShape(nnr_text *text, int64_t rank, const int64_t *shape);

/* The code point of the character that `bytes` bytes (at least 1) start with;
 * returns how many it takes, or 0 if that is no UTF-8. */
size_t nnrDecode(const char *string, size_t bytes, uint32_t *point);
/* Appends a code point as UTF-8, or U+FFFD for what is none. */
void nnrPrintPoint(nnr_text *text, uint32_t point);
/* Appends a code point as a part of a JSON string. */
void nnrPrintQuotedPoint(nnr_text *text, uint32_t point);
/* Appends a JSON string; a byte that is no UTF-8, as names of files may hold,
 * becomes U+FFFD. */
void nnrPrintQuoted(nnr_text *text, const char *string);

#endif /* NN_LIB_RUNTIME_TEXT_H */

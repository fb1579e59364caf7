/*===- Npy.c - Reading and writing .npy files -----------------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Elements are copied as they are, so the host must be little endian, as all
 * our targets are.
 *
 *===----------------------------------------------------------------------===*/
#define _XOPEN_SOURCE 700
#include "nn/Runtime/nn_npy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the reader of .npy files needs a little-endian host"
#endif

/* Magic, version and the length of version 1.0. */
#define PREAMBLE_1 10u
#define PREAMBLE_2 12u

static const struct {
  nn_dtype dtype;
  const char *name;
  const char *descr; /* type and size, behind the byte order */
  size_t bytes;
} types[] = {
    {NN_F32, "f32", "f4", 4},   {NN_F64, "f64", "f8", 8},
    {NN_I8, "i8", "i1", 1},     {NN_I16, "i16", "i2", 2},
    {NN_I32, "i32", "i4", 4},   {NN_I64, "i64", "i8", 8},
    {NN_BOOL, "bool", "b1", 1}, {NN_F16, "f16", "f2", 2},
    {NN_BF16, "bf16", "V2", 2},
};
#define NUM_TYPES (sizeof(types) / sizeof(types[0]))

const char *nn_npy_dtype_name(nn_dtype dtype) {
  for (size_t i = 0; i < NUM_TYPES; ++i)
    if (types[i].dtype == dtype)
      return types[i].name;
  return "?";
}

size_t nn_npy_dtype_bytes(nn_dtype dtype) {
  for (size_t i = 0; i < NUM_TYPES; ++i)
    if (types[i].dtype == dtype)
      return types[i].bytes;
  return 0;
}

int nn_npy_size(nn_dtype dtype, int64_t rank, const int64_t *shape,
                size_t *elements, size_t *bytes) {
  size_t element = nn_npy_dtype_bytes(dtype);
  size_t product = 1;
  int empty = 0;
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] < 0)
      return 0;
    if (shape[i] == 0)
      empty = 1;
    else if ((uint64_t)shape[i] >
             (size_t)PTRDIFF_MAX / (element ? element : 1) / product)
      return 0;
    else
      product *= (size_t)shape[i];
  }
  if (empty)
    product = 0;
  if (elements)
    *elements = product;
  if (bytes)
    *bytes = product * element;
  return 1;
}

void *nn_npy_allocate(size_t bytes) {
  void *memory = NULL;
  if (bytes > (size_t)PTRDIFF_MAX ||
      posix_memalign(&memory, NN_WORKSPACE_ALIGN, bytes ? bytes : 1))
    return NULL;
  return memory;
}

/*===----------------------------------------------------------------------===*
 * Header
 *===----------------------------------------------------------------------===*/

/* The header dictionary, a Python literal with three known keys. */
typedef struct parser {
  const char *at, *end;
  char *error;
  size_t errorBytes;
} parser;

static void report(char *error, size_t errorBytes, const char *format,
                   va_list arguments) {
  if (error && errorBytes)
    vsnprintf(error, errorBytes, format, arguments);
}

__attribute__((format(printf, 4, 5))) static nn_npy_result
failure(char *error, size_t errorBytes, nn_npy_result result,
        const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  report(error, errorBytes, format, arguments);
  va_end(arguments);
  return result;
}

__attribute__((format(printf, 2, 3))) static int bad(parser *p,
                                                     const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  report(p->error, p->errorBytes, format, arguments);
  va_end(arguments);
  return 0;
}

static void skipSpace(parser *p) {
  while (p->at < p->end &&
         (*p->at == ' ' || *p->at == '\t' || *p->at == '\n' || *p->at == '\r'))
    ++p->at;
}

static int take(parser *p, char expected) {
  skipSpace(p);
  if (p->at >= p->end || *p->at != expected)
    return 0;
  ++p->at;
  return 1;
}

/* A string without escapes, which no key and no supported type needs. */
static int readString(parser *p, char *text, size_t size, const char *what) {
  skipSpace(p);
  if (p->at >= p->end || (*p->at != '\'' && *p->at != '"'))
    return bad(p, "malformed header: expected %s as a string", what);
  char quote = *p->at++;
  size_t length = 0;
  for (; p->at < p->end && *p->at != quote; ++p->at) {
    unsigned char ch = (unsigned char)*p->at;
    if (length + 1 >= size || ch < 0x20 || ch > 0x7E || ch == '\\')
      return bad(p, "malformed header: %s is not a known string", what);
    text[length++] = (char)ch;
  }
  text[length] = 0;
  if (p->at >= p->end)
    return bad(p, "malformed header: %s does not end", what);
  ++p->at;
  return 1;
}

static int readWord(parser *p, const char *word) {
  size_t length = strlen(word);
  skipSpace(p);
  if ((size_t)(p->end - p->at) < length || memcmp(p->at, word, length))
    return 0;
  p->at += length;
  return 1;
}

static int readDescr(parser *p, nn_npy_header *header) {
  char descr[64];
  skipSpace(p);
  if (p->at < p->end && *p->at == '[')
    return bad(p, "structured element types are not supported");
  if (!readString(p, descr, sizeof(descr), "the value of 'descr'"))
    return 0;
  const char *kind = descr[0] ? descr + 1 : descr;
  for (size_t i = 0; i < NUM_TYPES; ++i) {
    if (strcmp(kind, types[i].descr))
      continue;
    header->dtype = types[i].dtype;
    /* '|' means that the order does not matter, '=' that of the writer. */
    int isVoid = types[i].dtype == NN_BF16;
    if (descr[0] == '<' ||
        (descr[0] == '|' && (types[i].bytes == 1 || isVoid)) ||
        (descr[0] == '>' && types[i].bytes == 1))
      return 1;
    if (descr[0] == '>' && !isVoid)
      return bad(p,
                 "element type '%s' is big endian; write it with "
                 "a.astype('<%s')",
                 descr, types[i].descr);
    break;
  }
  return bad(p,
             "element type '%s' is not supported; expected one of f2, f4, "
             "f8, i1, i2, i4, i8, b1, V2 (bf16) in little endian",
             descr);
}

static int readShape(parser *p, nn_npy_header *header) {
  if (!take(p, '('))
    return bad(p, "malformed header: expected a tuple as 'shape'");
  header->rank = 0;
  int comma = 1;
  while (!take(p, ')')) {
    if (!comma)
      return bad(p, "malformed header: expected ',' or ')' in 'shape'");
    skipSpace(p);
    const char *start = p->at;
    int64_t extent = 0;
    for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; ++p->at) {
      int digit = *p->at - '0';
      if (extent > (INT64_MAX - digit) / 10)
        return bad(p, "an extent of 'shape' does not fit into 64 bits");
      extent = extent * 10 + digit;
    }
    if (p->at == start)
      return bad(p, "malformed header: expected extents that are not "
                    "negative in 'shape'");
    if (*start == '0' && p->at - start > 1)
      return bad(p, "malformed header: an extent of 'shape' starts with 0");
    if (header->rank == NN_NPY_MAX_RANK)
      return bad(p, "more than %d dimensions", NN_NPY_MAX_RANK);
    header->shape[header->rank++] = extent;
    comma = take(p, ',');
  }
  /* In Python, (3) is a number. */
  if (header->rank == 1 && !comma)
    return bad(p, "malformed header: 'shape' is not a tuple");
  return 1;
}

static int readDictionary(parser *p, nn_npy_header *header) {
  enum { Descr = 1, Order = 2, Shape = 4 };
  unsigned seen = 0;
  if (!take(p, '{'))
    return bad(p, "malformed header: expected a dictionary");
  while (!take(p, '}')) {
    char key[32];
    if (!readString(p, key, sizeof(key), "a key"))
      return 0;
    unsigned which = !strcmp(key, "descr")           ? Descr
                     : !strcmp(key, "fortran_order") ? Order
                     : !strcmp(key, "shape")         ? Shape
                                                     : 0;
    if (!which)
      return bad(p, "malformed header: unknown key '%s'", key);
    if (seen & which)
      return bad(p, "malformed header: key '%s' occurs twice", key);
    seen |= which;
    if (!take(p, ':'))
      return bad(p, "malformed header: expected ':' after '%s'", key);
    if (which == Descr && !readDescr(p, header))
      return 0;
    if (which == Shape && !readShape(p, header))
      return 0;
    if (which == Order) {
      header->fortran_order = readWord(p, "True");
      if (!header->fortran_order && !readWord(p, "False"))
        return bad(p, "malformed header: expected True or False as "
                      "'fortran_order'");
    }
    if (!take(p, ',')) {
      if (!take(p, '}'))
        return bad(p, "malformed header: expected ',' or '}'");
      break;
    }
  }
  if (seen != (Descr | Order | Shape))
    return bad(p, "malformed header: expected 'descr', 'fortran_order' and "
                  "'shape'");
  skipSpace(p);
  if (p->at != p->end)
    return bad(p, "malformed header: text behind the dictionary");
  return 1;
}

/* Bytes up to the end of the header, of which 12 (or all) are given; 0 and an
 * error if they do not start a file. */
static size_t headerEnd(const unsigned char *bytes, size_t count,
                        unsigned *preamble, char *error, size_t errorBytes) {
  if (count < PREAMBLE_1 || memcmp(bytes, "\x93NUMPY", 6)) {
    failure(error, errorBytes, NN_NPY_BAD, "not a .npy file");
    return 0;
  }
  if (bytes[6] < 1 || bytes[6] > 3 || bytes[7] != 0) {
    failure(error, errorBytes, NN_NPY_BAD,
            "version %d.%d of the format is not supported", bytes[6], bytes[7]);
    return 0;
  }
  size_t length = (size_t)bytes[8] | (size_t)bytes[9] << 8;
  *preamble = bytes[6] == 1 ? PREAMBLE_1 : PREAMBLE_2;
  if (bytes[6] > 1) {
    if (count < PREAMBLE_2) {
      failure(error, errorBytes, NN_NPY_BAD, "the file ends in its header");
      return 0;
    }
    length |= (size_t)bytes[10] << 16 | (size_t)bytes[11] << 24;
  }
  if (length > NN_NPY_MAX_HEADER_BYTES) {
    failure(error, errorBytes, NN_NPY_BAD,
            "a header of %zu bytes; at most %u are supported", length,
            NN_NPY_MAX_HEADER_BYTES);
    return 0;
  }
  return *preamble + length;
}

nn_npy_result nn_npy_parse_header(const void *buffer, size_t bytes,
                                  nn_npy_header *header, char *error,
                                  size_t error_bytes) {
  unsigned preamble = 0;
  memset(header, 0, sizeof(*header));
  size_t end = headerEnd((const unsigned char *)buffer, bytes, &preamble, error,
                         error_bytes);
  if (!end)
    return NN_NPY_BAD;
  if (end > bytes)
    return failure(error, error_bytes, NN_NPY_BAD,
                   "the file ends in its header");
  parser p = {(const char *)buffer + preamble, (const char *)buffer + end,
              error, error_bytes};
  if (!readDictionary(&p, header))
    return NN_NPY_BAD;
  if (!nn_npy_size(header->dtype, header->rank, header->shape,
                   &header->elements, &header->data_bytes))
    return failure(error, error_bytes, NN_NPY_LIMIT,
                   "the size of the array does not fit into memory");
  header->header_bytes = end;
  return NN_NPY_OK;
}

/*===----------------------------------------------------------------------===*
 * Reading
 *===----------------------------------------------------------------------===*/

/* Reads `count` bytes unless the file ends or fails. */
static size_t readBytes(int file, void *memory, size_t count) {
  size_t done = 0;
  while (done < count) {
    /* Linux transfers at most 2 GiB at once. */
    size_t part = count - done < (1u << 30) ? count - done : (1u << 30);
    ssize_t got = read(file, (char *)memory + done, part);
    if (got < 0 && errno == EINTR) {
      errno = 0;
      continue;
    }
    if (got <= 0)
      break;
    done += (size_t)got;
  }
  return done;
}

/* Rows first from columns first: walks the target in order and keeps the
 * offset in the source. */
static void transpose(const nn_npy_header *h, const char *source,
                      char *target) {
  size_t element = nn_npy_dtype_bytes(h->dtype);
  size_t stride[NN_NPY_MAX_RANK], index[NN_NPY_MAX_RANK] = {0};
  size_t step = element, offset = 0;
  for (int i = 0; i < h->rank; ++i) {
    stride[i] = step;
    step *= (size_t)h->shape[i];
  }
  for (size_t k = 0; k < h->elements; ++k, target += element) {
    memcpy(target, source + offset, element);
    for (int i = h->rank; i-- > 0;) {
      offset += stride[i];
      if (++index[i] < (size_t)h->shape[i])
        break;
      offset -= index[i] * stride[i];
      index[i] = 0;
    }
  }
}

static nn_npy_result readOpen(int file, nn_npy_array *array, char *error,
                              size_t errorBytes) {
  unsigned char start[PREAMBLE_2 + NN_NPY_MAX_HEADER_BYTES];
  nn_npy_header header;
  unsigned preamble = 0;
  struct stat status;
  if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode))
    return failure(error, errorBytes, NN_NPY_BAD, "%s", strerror(EISDIR));

  errno = 0;
  size_t count = readBytes(file, start, PREAMBLE_1);
  if (count == PREAMBLE_1 && start[6] > 1)
    count += readBytes(file, start + count, PREAMBLE_2 - PREAMBLE_1);
  if (errno)
    return failure(error, errorBytes, NN_NPY_BAD, "%s", strerror(errno));
  size_t end = headerEnd(start, count, &preamble, error, errorBytes);
  if (!end)
    return NN_NPY_BAD;
  count += readBytes(file, start + count, end - count);
  nn_npy_result result =
      nn_npy_parse_header(start, count, &header, error, errorBytes);
  if (result)
    return result;

  /* Before memory is asked for, so that a small file cannot ask for much. */
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
      (uint64_t)status.st_size != (uint64_t)end + header.data_bytes)
    return failure(error, errorBytes, NN_NPY_BAD,
                   "expected %zu bytes of data, got %lld", header.data_bytes,
                   (long long)status.st_size - (long long)end);
  char *data = (char *)nn_npy_allocate(header.data_bytes);
  if (!data)
    return failure(error, errorBytes, NN_NPY_LIMIT,
                   "out of memory: %zu bytes of data", header.data_bytes);
  char more;
  if ((count = readBytes(file, data, header.data_bytes)) != header.data_bytes ||
      readBytes(file, &more, 1)) {
    free(data);
    return count == header.data_bytes
               ? failure(error, errorBytes, NN_NPY_BAD,
                         "more bytes than the %zu of the data", count)
               : failure(error, errorBytes, NN_NPY_BAD,
                         "expected %zu bytes of data, got %zu",
                         header.data_bytes, count);
  }
  /* A model may take a boolean for the index 0 or 1. */
  if (header.dtype == NN_BOOL)
    for (size_t i = 0; i < header.data_bytes; ++i)
      if ((unsigned char)data[i] > 1) {
        free(data);
        return failure(error, errorBytes, NN_NPY_BAD,
                       "byte %zu of the booleans is neither 0 nor 1", i);
      }
  if (header.fortran_order && header.rank > 1 && header.elements > 1) {
    char *rows = (char *)nn_npy_allocate(header.data_bytes);
    if (rows)
      transpose(&header, data, rows);
    free(data);
    if (!rows)
      return failure(error, errorBytes, NN_NPY_LIMIT,
                     "out of memory: %zu bytes of data", header.data_bytes);
    data = rows;
  }
  array->dtype = header.dtype;
  array->rank = header.rank;
  memcpy(array->shape, header.shape, sizeof(array->shape));
  array->elements = header.elements;
  array->bytes = header.data_bytes;
  array->data = data;
  return NN_NPY_OK;
}

nn_npy_result nn_npy_read(const char *path, nn_npy_array *array, char *error,
                          size_t error_bytes) {
  memset(array, 0, sizeof(*array));
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return failure(error, error_bytes, NN_NPY_BAD, "%s: %s", path,
                   strerror(errno));
  char reason[256] = "";
  nn_npy_result result = readOpen(file, array, reason, sizeof(reason));
  close(file);
  if (result)
    failure(error, error_bytes, result, "%s: %s", path, reason);
  return result;
}

void nn_npy_free(nn_npy_array *array) {
  free(array->data);
  memset(array, 0, sizeof(*array));
}

/*===----------------------------------------------------------------------===*
 * Writing
 *===----------------------------------------------------------------------===*/

static int writeBytes(int file, const void *memory, size_t count) {
  for (size_t done = 0; done < count;) {
    size_t part = count - done < (1u << 30) ? count - done : (1u << 30);
    ssize_t put = write(file, (const char *)memory + done, part);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return 0;
    done += (size_t)put;
  }
  return 1;
}

/* Preamble and dictionary, padded with spaces to a multiple of 64 bytes and
 * ended by a line feed as the format asks for. Returns the length. */
static size_t makeHeader(nn_dtype dtype, int rank, const int64_t *shape,
                         char buffer[512]) {
  const char *descr = "";
  for (size_t i = 0; i < NUM_TYPES; ++i)
    if (types[i].dtype == dtype)
      descr = types[i].descr;
  /* At most 8 extents of 19 digits: below 300 bytes in all. */
  int at = (int)PREAMBLE_1;
  at += snprintf(buffer + at, 512 - (size_t)at,
                 "{'descr': '%c%s', 'fortran_order': False, 'shape': (",
                 nn_npy_dtype_bytes(dtype) == 1 ? '|' : '<', descr);
  for (int i = 0; i < rank; ++i)
    at += snprintf(buffer + at, 512 - (size_t)at, i ? ", %lld" : "%lld",
                   (long long)shape[i]);
  at += snprintf(buffer + at, 512 - (size_t)at, "%s), }", rank == 1 ? "," : "");
  size_t total = ((size_t)at + 1 + 63) / 64 * 64;
  memset(buffer + at, ' ', total - (size_t)at);
  buffer[total - 1] = '\n';
  memcpy(buffer, "\x93NUMPY\x01\x00", 8);
  buffer[8] = (char)((total - PREAMBLE_1) & 0xFF);
  buffer[9] = (char)((total - PREAMBLE_1) >> 8);
  return total;
}

static nn_npy_result systemError(const char *path, char *error,
                                 size_t errorBytes) {
  return failure(error, errorBytes, NN_NPY_BAD, "%s: cannot write: %s", path,
                 strerror(errno));
}

/* Opens a new file beside `path`. O_EXCL keeps out of the way of whatever is
 * there; permissions follow the umask, unlike those of mkstemp. */
static int openTemporary(const char *path, char **name) {
  size_t size = strlen(path) + 48;
  *name = (char *)malloc(size);
  if (!*name)
    return -1;
  for (unsigned i = 0; i < 1000; ++i) {
    snprintf(*name, size, "%s.tmp-%ld-%u", path, (long)getpid(), i);
    int file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0)
      return file;
    if (errno != EEXIST)
      break;
  }
  free(*name);
  *name = NULL;
  return -1;
}

void nn_npy_discard(nn_npy_staged *staged) {
  if (staged->temporary)
    unlink(staged->temporary);
  free(staged->temporary);
  free(staged->path);
  memset(staged, 0, sizeof(*staged));
}

nn_npy_result nn_npy_stage(const char *path, nn_dtype dtype, int rank,
                           const int64_t *shape, const void *data,
                           nn_npy_staged *staged, char *error,
                           size_t error_bytes) {
  size_t bytes;
  memset(staged, 0, sizeof(*staged));
  if (!nn_npy_dtype_bytes(dtype) || rank < 0 || rank > NN_NPY_MAX_RANK ||
      !nn_npy_size(dtype, rank, shape, NULL, &bytes))
    return failure(error, error_bytes, NN_NPY_LIMIT,
                   "%s: cannot write: type, rank or size is not supported",
                   path);
  char header[512];
  size_t headerBytes = makeHeader(dtype, rank, shape, header);

  struct stat status;
  int file;
  if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
    file = open(path, O_WRONLY | O_CLOEXEC);
  } else {
    /* Through a link, the file is replaced rather than the link. */
    staged->path = realpath(path, NULL);
    if (!staged->path)
      staged->path = strdup(path);
    if (!staged->path)
      return systemError(path, error, error_bytes);
    file = openTemporary(staged->path, &staged->temporary);
  }
  int good = file >= 0 && writeBytes(file, header, headerBytes) &&
             writeBytes(file, data, bytes);
  int reason = errno;
  if (file >= 0 && close(file) && good) {
    good = 0;
    reason = errno;
  }
  if (good)
    return NN_NPY_OK;
  nn_npy_discard(staged);
  errno = reason;
  return systemError(path, error, error_bytes);
}

nn_npy_result nn_npy_commit(nn_npy_staged *staged, char *error,
                            size_t error_bytes) {
  nn_npy_result result = NN_NPY_OK;
  if (staged->temporary && rename(staged->temporary, staged->path)) {
    result = systemError(staged->path, error, error_bytes);
  } else {
    free(staged->temporary);
    staged->temporary = NULL;
  }
  nn_npy_discard(staged);
  return result;
}

nn_npy_result nn_npy_write(const char *path, nn_dtype dtype, int rank,
                           const int64_t *shape, const void *data, char *error,
                           size_t error_bytes) {
  nn_npy_staged staged;
  nn_npy_result result =
      nn_npy_stage(path, dtype, rank, shape, data, &staged, error, error_bytes);
  return result ? result : nn_npy_commit(&staged, error, error_bytes);
}

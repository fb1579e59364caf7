/*===- Safetensors.c - Validating reader of safetensors -------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Freestanding: no libc, no allocation, no mutable state. One cursor type
 * reads the header; it checks every byte it takes, so that validation and
 * later look-ups share all code and neither trusts the other.
 *
 *===----------------------------------------------------------------------===*/
#include "nn/Runtime/nn_safetensors.h"

/* Tensors sorted per round; 24 bytes each, on the stack. */
#define ROUND 1024u

/* Bytes of the file before the header. */
#define PREFIX 8u

static const struct {
  char name[8];
  unsigned char bits;
} dtypes[] = {
    {"invalid", 0}, {"BOOL", 8}, {"F4", 4},      {"F6_E2M3", 6}, {"F6_E3M2", 6},
    {"U8", 8},      {"I8", 8},   {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8},
    {"I16", 16},    {"U16", 16}, {"F16", 16},    {"BF16", 16},   {"I32", 32},
    {"U32", 32},    {"F32", 32}, {"C64", 64},    {"F64", 64},    {"I64", 64},
    {"U64", 64},
};
#define NUM_DTYPES (sizeof(dtypes) / sizeof(dtypes[0]))

const char *nn_st_dtype_name(nn_st_dtype dtype) {
  return dtypes[(unsigned)dtype < NUM_DTYPES ? dtype : NN_ST_INVALID].name;
}

unsigned nn_st_dtype_bits(nn_st_dtype dtype) {
  return (unsigned)dtype < NUM_DTYPES ? dtypes[dtype].bits : 0;
}

/*===----------------------------------------------------------------------===*
 * Reading JSON
 *===----------------------------------------------------------------------===*/

/* A position in the header. After a failure `message` is set, `failed_at` is
 * the place, and nothing is read any more. */
typedef struct cursor {
  const unsigned char *text;
  size_t at, end;
  const char *message;
  size_t failed_at;
} cursor;

static int failAt(cursor *c, size_t at, const char *message) {
  if (!c->message) {
    c->message = message;
    c->failed_at = at;
  }
  return 0;
}

static int fail(cursor *c, const char *message) {
  return failAt(c, c->at, message);
}

static void skipSpace(cursor *c) {
  while (c->at < c->end && (c->text[c->at] == ' ' || c->text[c->at] == '\n' ||
                            c->text[c->at] == '\t' || c->text[c->at] == '\r'))
    ++c->at;
}

/* Whether the next character, after white space, is `expected`. */
static int peek(cursor *c, char expected) {
  skipSpace(c);
  return c->at < c->end && c->text[c->at] == (unsigned char)expected;
}

/* Takes the character if it comes next. */
static int take(cursor *c, char expected) {
  if (!peek(c, expected))
    return 0;
  ++c->at;
  return 1;
}

static int hexDigit(unsigned char ch) {
  if (ch >= '0' && ch <= '9')
    return ch - '0';
  ch |= 0x20;
  return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

static int32_t hexQuad(const cursor *c, size_t at) {
  int32_t value = 0;
  if (c->end - at < 4)
    return -1;
  for (size_t i = 0; i < 4; ++i) {
    int digit = hexDigit(c->text[at + i]);
    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* Decodes the escape behind a backslash at c->at - 1. */
static int32_t nextEscape(cursor *c) {
  size_t start = c->at - 1;
  unsigned char ch = c->at < c->end ? c->text[c->at++] : 0;
  switch (ch) {
  case '"':
  case '\\':
  case '/':
    return ch;
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'u':
    break;
  default:
    failAt(c, start, "unknown escape in a string");
    return -1;
  }
  int32_t unit = hexQuad(c, c->at);
  if (unit < 0) {
    failAt(c, start, "expected four hexadecimal digits after \\u");
    return -1;
  }
  c->at += 4;
  if (unit < 0xD800 || unit > 0xDFFF)
    return unit;
  /* UTF-16: a high surrogate and a low one make one code point. */
  int32_t low = -1;
  if (unit <= 0xDBFF && c->end - c->at >= 6 && c->text[c->at] == '\\' &&
      c->text[c->at + 1] == 'u')
    low = hexQuad(c, c->at + 2);
  if (low < 0xDC00 || low > 0xDFFF) {
    failAt(c, start, "a surrogate without its other half in a string");
    return -1;
  }
  c->at += 6;
  return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

/* The next code point of a string, or -1 at its closing quote (which is
 * taken), at the end of a span, or after a failure. */
static int32_t nextChar(cursor *c) {
  if (c->at >= c->end) {
    fail(c, "the header ends inside a string");
    return -1;
  }
  size_t start = c->at;
  unsigned char ch = c->text[c->at++];
  if (ch == '"')
    return -1;
  if (ch == '\\')
    return nextEscape(c);
  if (ch < 0x20) {
    failAt(c, start, "a control character in a string");
    return -1;
  }
  if (ch < 0x80)
    return ch;
  /* UTF-8 without overlong forms, surrogates or values above 10FFFF. */
  unsigned more = ch >= 0xF0 ? 3 : ch >= 0xE0 ? 2 : 1;
  int32_t value = ch & (0x3F >> more);
  int bad = ch < 0xC2 || ch > 0xF4 || c->end - c->at < more;
  for (unsigned i = 0; !bad && i < more; ++i) {
    unsigned char next = c->text[c->at++];
    bad = (next & 0xC0) != 0x80;
    value = value << 6 | (next & 0x3F);
  }
  if (bad || (more == 2 && (value < 0x800 || (value >> 11) == 0x1B)) ||
      (more == 3 && (value < 0x10000 || value > 0x10FFFF))) {
    failAt(c, start, "a string is not valid UTF-8");
    return -1;
  }
  return value;
}

/* Reads a string and gives its raw bytes. */
static int readString(cursor *c, nn_st_string *string, const char *message) {
  if (!take(c, '"'))
    return fail(c, message);
  size_t start = c->at;
  while (nextChar(c) >= 0)
    ;
  if (c->message)
    return 0;
  string->data = (const char *)c->text + start;
  string->bytes = c->at - 1 - start;
  return 1;
}

/* Reads an integer without sign, fraction and exponent. */
static int readInteger(cursor *c, uint64_t *value, const char *message) {
  skipSpace(c);
  size_t start = c->at;
  uint64_t sum = 0;
  while (c->at < c->end && c->text[c->at] >= '0' && c->text[c->at] <= '9') {
    unsigned digit = c->text[c->at] - '0';
    if (sum > (UINT64_MAX - digit) / 10)
      return failAt(c, start, "a number does not fit into 64 bits");
    sum = sum * 10 + digit;
    ++c->at;
  }
  if (c->at == start)
    return fail(c, message);
  if (c->text[start] == '0' && c->at - start > 1)
    return failAt(c, start, "a number starts with 0");
  *value = sum;
  return 1;
}

/* A reader of a raw string; its end stands for the closing quote, so it
 * never runs into "the header ends inside a string" on a validated span. */
static cursor stringCursor(nn_st_string string) {
  cursor c = {(const unsigned char *)string.data, 0, string.bytes, 0, 0};
  return c;
}

static int32_t nextOfString(cursor *c) {
  return c->at < c->end ? nextChar(c) : -1;
}

/* Appends a code point as UTF-8; counts even where nothing fits. */
static size_t encode(int32_t value, unsigned char bytes[4]) {
  if (value < 0x80) {
    bytes[0] = (unsigned char)value;
    return 1;
  }
  size_t count = value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
  for (size_t i = count - 1; i > 0; --i) {
    bytes[i] = (unsigned char)(0x80 | (value & 0x3F));
    value >>= 6;
  }
  bytes[0] = (unsigned char)((0xF00 >> count) | value);
  return count;
}

int nn_st_string_equals(nn_st_string string, const char *text) {
  cursor c = stringCursor(string);
  for (int32_t value; (value = nextOfString(&c)) >= 0;) {
    unsigned char bytes[4];
    size_t count = encode(value, bytes);
    for (size_t i = 0; i < count; ++i, ++text)
      if (*text == 0 || (unsigned char)*text != bytes[i])
        return 0;
  }
  return !c.message && *text == 0;
}

size_t nn_st_string_decode(nn_st_string string, char *buffer, size_t size) {
  cursor c = stringCursor(string);
  size_t total = 0, written = 0;
  for (int32_t value; (value = nextOfString(&c)) >= 0;) {
    unsigned char bytes[4];
    size_t count = encode(value, bytes);
    /* A code point goes in whole or not at all. */
    if (written == total && total + count < size) {
      for (size_t i = 0; i < count; ++i)
        buffer[total + i] = (char)bytes[i];
      written += count;
    }
    total += count;
  }
  if (size)
    buffer[written] = 0;
  return total;
}

/*===----------------------------------------------------------------------===*
 * Reading tensors
 *===----------------------------------------------------------------------===*/

/* A tensor with its range in the data, before it is known to be inside. */
typedef struct record {
  nn_st_tensor tensor;
  uint64_t begin, end;
} record;

static int readDtype(cursor *c, nn_st_tensor *tensor) {
  nn_st_string name = {0, 0};
  skipSpace(c);
  size_t start = c->at;
  if (!readString(c, &name, "expected a string after \"dtype\""))
    return 0;
  for (unsigned i = 1; i < NUM_DTYPES; ++i)
    if (nn_st_string_equals(name, dtypes[i].name)) {
      tensor->dtype = (nn_st_dtype)i;
      return 1;
    }
  return failAt(c, start, "unknown dtype");
}

static int readShape(cursor *c, nn_st_tensor *tensor) {
  if (!take(c, '['))
    return fail(c, "expected '[' after \"shape\"");
  tensor->rank = 0;
  if (take(c, ']'))
    return 1;
  do {
    if (tensor->rank == NN_ST_MAX_RANK)
      return fail(c, "a shape with more than 8 extents");
    if (!readInteger(c, &tensor->shape[tensor->rank],
                     "expected an extent: a whole number, not negative"))
      return 0;
    ++tensor->rank;
  } while (take(c, ','));
  return take(c, ']') || fail(c, "expected ',' or ']' in a shape");
}

static int readOffsets(cursor *c, record *r) {
  const char *message = "expected an offset: a whole number, not negative";
  if (!take(c, '['))
    return fail(c, "expected '[' after \"data_offsets\"");
  if (!readInteger(c, &r->begin, message))
    return 0;
  if (!take(c, ','))
    return fail(c, "expected ',' and a second offset");
  if (!readInteger(c, &r->end, message))
    return 0;
  return take(c, ']') || fail(c, "expected ']' after two offsets");
}

/* Checks that the range has the size that dtype and shape ask for, and lies
 * inside the data. */
static int checkRange(cursor *c, record *r, const nn_st_file *file, size_t at) {
  /* The product of the extents that are not 0 must fit as well, as in NumPy,
   * so that no order of multiplication overflows. */
  uint64_t product = nn_st_dtype_bits(r->tensor.dtype);
  int empty = 0;
  for (uint32_t i = 0; i < r->tensor.rank; ++i) {
    uint64_t extent = r->tensor.shape[i];
    if (extent == 0)
      empty = 1;
    else if (product > UINT64_MAX / extent)
      return failAt(c, at, "the size of a tensor does not fit into 64 bits");
    else
      product *= extent;
  }
  if (empty)
    product = 0;
  if (product % 8)
    return failAt(c, at, "a tensor does not end at a whole byte");
  if (r->begin > r->end)
    return failAt(c, at, "the data of a tensor ends before it begins");
  if (r->end > file->data_bytes)
    return failAt(c, at, "the data of a tensor lies outside the file");
  if (r->end - r->begin != product / 8)
    return failAt(c, at, "the size of the data does not match dtype and shape");
  r->tensor.data = file->data + r->begin;
  r->tensor.bytes = product / 8;
  return 1;
}

static int readTensor(cursor *c, record *r, const nn_st_file *file) {
  enum { Dtype = 1, Shape = 2, Offsets = 4 };
  unsigned seen = 0;
  skipSpace(c);
  size_t start = c->at;
  if (!take(c, '{'))
    return fail(c, "expected '{' after the name of a tensor");
  if (!peek(c, '}'))
    do {
      nn_st_string key = {0, 0};
      skipSpace(c);
      size_t at = c->at;
      if (!readString(c, &key, "expected a key of a tensor"))
        return 0;
      unsigned which = nn_st_string_equals(key, "dtype")          ? Dtype
                       : nn_st_string_equals(key, "shape")        ? Shape
                       : nn_st_string_equals(key, "data_offsets") ? Offsets
                                                                  : 0;
      if (!which)
        return failAt(c, at,
                      "expected \"dtype\", \"shape\" or \"data_offsets\"");
      if (seen & which)
        return failAt(c, at, "a key of a tensor occurs twice");
      seen |= which;
      if (!take(c, ':'))
        return fail(c, "expected ':' after a key");
      if (!(which == Dtype   ? readDtype(c, &r->tensor)
            : which == Shape ? readShape(c, &r->tensor)
                             : readOffsets(c, r)))
        return 0;
    } while (take(c, ','));
  if (!take(c, '}'))
    return fail(c, "expected ',' or '}' in a tensor");
  if (seen != (Dtype | Shape | Offsets))
    return failAt(c, start, "a tensor lacks dtype, shape or data_offsets");
  return checkRange(c, r, file, start);
}

/* Reads "__metadata__": an object of strings. */
static int readMetadata(cursor *c) {
  nn_st_string ignored;
  if (!take(c, '{'))
    return fail(c, "expected '{' after \"__metadata__\"");
  if (take(c, '}'))
    return 1;
  do {
    if (!readString(c, &ignored, "expected a key of \"__metadata__\""))
      return 0;
    if (!take(c, ':'))
      return fail(c, "expected ':' after a key");
    if (!readString(c, &ignored, "expected a string in \"__metadata__\""))
      return 0;
  } while (take(c, ','));
  return take(c, '}') || fail(c, "expected ',' or '}' in \"__metadata__\"");
}

typedef enum member { MemberEnd, MemberTensor, MemberMetadata } member;

/* Reads the next member of the header, starting at its '{' when c->at is 0.
 * MemberEnd also stands for a failure, which c->message tells apart. */
static member readMember(cursor *c, record *r, const nn_st_file *file) {
  if (c->at == 0) {
    if (c->end == 0 || c->text[0] != '{') {
      fail(c, "the header does not start with '{'");
      return MemberEnd;
    }
    c->at = 1;
    if (take(c, '}'))
      return MemberEnd;
  } else if (!take(c, ',')) {
    if (!take(c, '}'))
      fail(c, "expected ',' or '}' in the header");
    return MemberEnd;
  }
  skipSpace(c);
  r->tensor.offset = PREFIX + c->at;
  if (!readString(c, &r->tensor.name, "expected the name of a tensor"))
    return MemberEnd;
  if (!take(c, ':')) {
    fail(c, "expected ':' after the name of a tensor");
    return MemberEnd;
  }
  if (nn_st_string_equals(r->tensor.name, "__metadata__"))
    return readMetadata(c) ? MemberMetadata : MemberEnd;
  return readTensor(c, r, file) ? MemberTensor : MemberEnd;
}

static cursor headerCursor(const nn_st_file *file, size_t at) {
  cursor c = {file->header, at, file->header_bytes, 0, 0};
  return c;
}

/* The next tensor at c->at, skipping metadata. */
static int nextTensor(cursor *c, record *r, const nn_st_file *file) {
  member kind;
  do
    kind = readMember(c, r, file);
  while (kind == MemberMetadata);
  return kind == MemberTensor;
}

int nn_st_next(const nn_st_file *file, size_t *cursorAt, nn_st_tensor *tensor) {
  record r;
  cursor c = headerCursor(file, *cursorAt);
  if (c.at >= c.end || !nextTensor(&c, &r, file)) {
    *cursorAt = c.end; /* a further call answers 0 again */
    return 0;
  }
  *cursorAt = c.at;
  *tensor = r.tensor;
  return 1;
}

int nn_st_find(const nn_st_file *file, const char *name, size_t *cursorAt,
               nn_st_tensor *tensor) {
  size_t start = cursorAt ? *cursorAt : 0;
  /* Two rounds: to the end, then from the beginning up to the start. */
  for (int round = 0; round < 2; ++round) {
    size_t at = round ? 0 : start;
    while ((!round || at < start) && nn_st_next(file, &at, tensor))
      if (nn_st_string_equals(tensor->name, name)) {
        if (cursorAt)
          *cursorAt = at;
        return 1;
      }
  }
  return 0;
}

/*===----------------------------------------------------------------------===*
 * Sorting without memory
 *
 * The rules on ranges and on names want the tensors in a certain order. One
 * round reads the header and keeps the ROUND smallest keys above those of the
 * rounds before, in a heap whose top is the greatest.
 *===----------------------------------------------------------------------===*/

/* What is sorted by: ranges by (begin, end), names by (hash, decoded text).
 * `at` is where the name starts in the header; it makes keys distinct. */
typedef struct key {
  uint64_t first, second;
  uint64_t at;
} key;

typedef enum order { ByRange, ByName } order;

static nn_st_string nameAt(const nn_st_file *file, uint64_t at) {
  nn_st_string name = {"", 0};
  cursor c = headerCursor(file, (size_t)at);
  readString(&c, &name, "");
  return name;
}

static int compareNames(const nn_st_file *file, uint64_t a, uint64_t b) {
  cursor left = stringCursor(nameAt(file, a));
  cursor right = stringCursor(nameAt(file, b));
  for (;;) {
    int32_t x = nextOfString(&left), y = nextOfString(&right);
    if (x != y)
      return x < y ? -1 : 1;
    if (x < 0)
      return 0;
  }
}

static int compareKeys(const nn_st_file *file, order by, const key *a,
                       const key *b) {
  if (a->first != b->first)
    return a->first < b->first ? -1 : 1;
  if (a->second != b->second)
    return a->second < b->second ? -1 : 1;
  int names =
      by == ByName && a->at != b->at ? compareNames(file, a->at, b->at) : 0;
  if (names)
    return names;
  return a->at < b->at ? -1 : a->at > b->at;
}

/* FNV-1a over the code points; equal names have equal hashes. */
static uint64_t hashName(nn_st_string name) {
  cursor c = stringCursor(name);
  uint64_t hash = 0xcbf29ce484222325u;
  for (int32_t value; (value = nextOfString(&c)) >= 0;)
    hash = (hash ^ (uint64_t)value) * 0x100000001b3u;
  return hash;
}

static key keyOf(order by, const record *r) {
  key k = {r->begin, r->end, r->tensor.offset - PREFIX};
  if (by == ByName) {
    k.first = hashName(r->tensor.name);
    k.second = 0;
  }
  return k;
}

static void siftDown(const nn_st_file *file, order by, key *heap, size_t count,
                     size_t at) {
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= count)
      return;
    if (child + 1 < count &&
        compareKeys(file, by, &heap[child], &heap[child + 1]) < 0)
      ++child;
    if (compareKeys(file, by, &heap[at], &heap[child]) >= 0)
      return;
    key swapped = heap[at];
    heap[at] = heap[child];
    heap[child] = swapped;
    at = child;
  }
}

/* The next (up to ROUND) keys above `last` (null: all), in ascending order. */
static size_t nextKeys(const nn_st_file *file, order by, const key *last,
                       key *keys) {
  size_t count = 0;
  record r;
  cursor c = headerCursor(file, 0);
  while (nextTensor(&c, &r, file)) {
    key k = keyOf(by, &r);
    if (last && compareKeys(file, by, &k, last) <= 0)
      continue;
    if (count < ROUND) {
      keys[count++] = k;
      if (count == ROUND)
        for (size_t i = ROUND / 2; i-- > 0;)
          siftDown(file, by, keys, count, i);
    } else if (compareKeys(file, by, &k, &keys[0]) < 0) {
      keys[0] = k;
      siftDown(file, by, keys, count, 0);
    }
  }
  if (count < ROUND)
    for (size_t i = count / 2; i-- > 0;)
      siftDown(file, by, keys, count, i);
  for (size_t left = count; left > 1; --left) {
    key swapped = keys[0];
    keys[0] = keys[left - 1];
    keys[left - 1] = swapped;
    siftDown(file, by, keys, left - 1, 0);
  }
  return count;
}

/*===----------------------------------------------------------------------===*
 * Opening
 *===----------------------------------------------------------------------===*/

/* Ranges in ascending order follow one another up to the end of the data. */
static int checkTiling(cursor *c, const nn_st_file *file, key *keys) {
  uint64_t covered = 0;
  key last;
  size_t count = 0;
  for (uint32_t done = 0; done < file->num_tensors; done += count) {
    count = nextKeys(file, ByRange, done ? &last : 0, keys);
    if (count == 0)
      break;
    for (size_t i = 0; i < count; ++i) {
      if (keys[i].first < covered)
        return failAt(c, (size_t)keys[i].at,
                      "the data of a tensor overlaps another's");
      if (keys[i].first > covered)
        return failAt(c, (size_t)keys[i].at,
                      "bytes before the data of a tensor belong to none");
      covered = keys[i].second;
    }
    last = keys[count - 1];
  }
  if (covered != file->data_bytes)
    return failAt(c, file->header_bytes + (size_t)covered,
                  "bytes at the end of the file belong to no tensor");
  return 1;
}

/* Equal names are neighbours in the sorted order. */
static int checkNames(cursor *c, const nn_st_file *file, key *keys) {
  key last;
  size_t count = 0;
  for (uint32_t done = 0; done < file->num_tensors; done += count) {
    count = nextKeys(file, ByName, done ? &last : 0, keys);
    if (count == 0)
      break;
    for (size_t i = 0; i < count; ++i) {
      const key *before = i ? &keys[i - 1] : done ? &last : 0;
      if (before && before->first == keys[i].first &&
          compareNames(file, before->at, keys[i].at) == 0)
        return failAt(c, (size_t)keys[i].at, "two tensors have this name");
    }
    last = keys[count - 1];
  }
  return 1;
}

/* Reads the whole header once. Finds out whether tensors are listed in the
 * order of their data (without gaps) and of their names. */
static int checkHeader(cursor *c, nn_st_file *file, int *dataInOrder,
                       int *namesInOrder) {
  record r;
  member kind;
  uint64_t covered = 0, before = 0;
  int metadata = 0;
  *dataInOrder = *namesInOrder = 1;
  while ((kind = readMember(c, &r, file)) != MemberEnd) {
    size_t at = (size_t)r.tensor.offset - PREFIX;
    if (kind == MemberMetadata) {
      if (metadata++)
        return failAt(c, at, "\"__metadata__\" occurs twice");
      continue;
    }
    if (file->num_tensors == NN_ST_MAX_TENSORS)
      return failAt(c, at, "more than 65536 tensors");
    if (r.begin != covered)
      *dataInOrder = 0;
    covered = r.end;
    if (*namesInOrder && file->num_tensors &&
        compareNames(file, before, at) >= 0)
      *namesInOrder = 0;
    before = at;
    ++file->num_tensors;
  }
  if (c->message)
    return 0;
  for (; c->at < c->end; ++c->at)
    if (c->text[c->at] != ' ')
      return fail(c, "expected only spaces behind the header");
  if (covered != file->data_bytes)
    *dataInOrder = 0;
  return 1;
}

/* Finds header and data from the length in the first 8 bytes. */
static int locate(nn_st_file *file, const unsigned char *bytes, size_t size,
                  nn_st_error *error) {
  uint64_t length = 0;
  error->offset = 0;
  if (!bytes || size < PREFIX) {
    error->message = "the file is shorter than 8 bytes";
    return 0;
  }
  for (unsigned i = 0; i < PREFIX; ++i)
    length |= (uint64_t)bytes[i] << 8 * i;
  if (length > NN_ST_MAX_HEADER_BYTES) {
    error->message = "the header is longer than 100000000 bytes";
    return 0;
  }
  if (length > size - PREFIX) {
    error->message = "the header is longer than the file";
    return 0;
  }
  file->header = bytes + PREFIX;
  file->header_bytes = (size_t)length;
  file->data = file->header + file->header_bytes;
  file->data_bytes = size - PREFIX - file->header_bytes;
  file->num_tensors = 0;
  return 1;
}

/* Apart from its caller, so that a file in order needs no big frame. */
static int __attribute__((noinline))
checkUnordered(cursor *c, const nn_st_file *file, int data, int names) {
  key keys[ROUND];
  return (!data || checkTiling(c, file, keys)) &&
         (!names || checkNames(c, file, keys));
}

int nn_st_open(nn_st_file *file, const void *base, size_t bytes,
               nn_st_error *error) {
  nn_st_error ignored;
  if (!error)
    error = &ignored;
  if (!locate(file, (const unsigned char *)base, bytes, error))
    return 0;
  cursor c = headerCursor(file, 0);
  int dataInOrder, namesInOrder;
  if (checkHeader(&c, file, &dataInOrder, &namesInOrder) &&
      ((dataInOrder && namesInOrder) ||
       checkUnordered(&c, file, !dataInOrder, !namesInOrder))) {
    error->message = 0;
    error->offset = 0;
    return 1;
  }
  error->message = c.message;
  error->offset = PREFIX + (uint64_t)c.failed_at;
  return 0;
}

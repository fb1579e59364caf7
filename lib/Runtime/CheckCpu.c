/*===- CheckCpu.c - Whether this processor can run a model ----------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Freestanding: no libc (but for AArch64, see CheckCpuAArch64.c), no mutable
 * state, no caching (a program asks once). Those of x86-64 are here. Bits are
 * those of the Intel SDM, volume 2, CPUID, and the AMD APM, volume 3, appendix
 * E; names are those of `llc -mtriple=x86_64 -mattr=help`.
 *
 *===----------------------------------------------------------------------===*/
#include "CheckCpuImpl.h"
#include "nn/Runtime/nn_weights_bind.h"

typedef enum reg { EAX, EBX, ECX, EDX } reg;

/* Registers that the operating system must save, as bits of XCR0. */
enum {
  StateNone = 0,
  StateAvx = 0x6,
  StateAvx512 = 0xE6,
  StateAmx = 0x60000,
  StateApx = 0x80000
};

/* The features that code from the LLVM back end, or from the intrinsics that
 * our lowerings use, can depend on. Left out on purpose: what x86-64 always
 * has (sse2, cmov, cx8, fxsr, ...), what only an operating system or explicit
 * requests of a program execute (xsave, rdrnd, rdseed, fsgsbase, clwb, pku,
 * prefetch hints, ...) and tuning. A hypervisor often hides those, and a
 * model that never executes them must not be refused. */
static const struct {
  char name[20];
  uint32_t leaf, subleaf;
  uint8_t reg, bit;
  uint32_t state;
} features[] = {
    {"sse3", 1, 0, ECX, 0, StateNone},
    {"pclmul", 1, 0, ECX, 1, StateNone},
    {"ssse3", 1, 0, ECX, 9, StateNone},
    {"fma", 1, 0, ECX, 12, StateAvx},
    {"cx16", 1, 0, ECX, 13, StateNone},
    {"sse4.1", 1, 0, ECX, 19, StateNone},
    {"sse4.2", 1, 0, ECX, 20, StateNone},
    {"crc32", 1, 0, ECX, 20, StateNone},
    {"movbe", 1, 0, ECX, 22, StateNone},
    {"popcnt", 1, 0, ECX, 23, StateNone},
    {"aes", 1, 0, ECX, 25, StateNone},
    {"avx", 1, 0, ECX, 28, StateAvx},
    {"f16c", 1, 0, ECX, 29, StateAvx},
    {"bmi", 7, 0, EBX, 3, StateNone},
    {"avx2", 7, 0, EBX, 5, StateAvx},
    {"bmi2", 7, 0, EBX, 8, StateNone},
    {"avx512f", 7, 0, EBX, 16, StateAvx512},
    {"avx512dq", 7, 0, EBX, 17, StateAvx512},
    {"adx", 7, 0, EBX, 19, StateNone},
    {"avx512ifma", 7, 0, EBX, 21, StateAvx512},
    {"avx512cd", 7, 0, EBX, 28, StateAvx512},
    {"sha", 7, 0, EBX, 29, StateNone},
    {"avx512bw", 7, 0, EBX, 30, StateAvx512},
    {"avx512vl", 7, 0, EBX, 31, StateAvx512},
    {"avx512vbmi", 7, 0, ECX, 1, StateAvx512},
    {"avx512vbmi2", 7, 0, ECX, 6, StateAvx512},
    {"gfni", 7, 0, ECX, 8, StateNone},
    {"vaes", 7, 0, ECX, 9, StateAvx},
    {"vpclmulqdq", 7, 0, ECX, 10, StateAvx},
    {"avx512vnni", 7, 0, ECX, 11, StateAvx512},
    {"avx512bitalg", 7, 0, ECX, 12, StateAvx512},
    {"avx512vpopcntdq", 7, 0, ECX, 14, StateAvx512},
    {"avx512vp2intersect", 7, 0, EDX, 8, StateAvx512},
    {"amx-bf16", 7, 0, EDX, 22, StateAmx},
    {"avx512fp16", 7, 0, EDX, 23, StateAvx512},
    {"amx-tile", 7, 0, EDX, 24, StateAmx},
    {"amx-int8", 7, 0, EDX, 25, StateAmx},
    {"sha512", 7, 1, EAX, 0, StateAvx},
    {"sm3", 7, 1, EAX, 1, StateAvx},
    {"sm4", 7, 1, EAX, 2, StateAvx},
    {"avxvnni", 7, 1, EAX, 4, StateAvx},
    {"avx512bf16", 7, 1, EAX, 5, StateAvx512},
    {"amx-fp16", 7, 1, EAX, 21, StateAmx},
    {"avxifma", 7, 1, EAX, 23, StateAvx},
    {"avxvnniint8", 7, 1, EDX, 4, StateAvx},
    {"avxneconvert", 7, 1, EDX, 5, StateAvx},
    {"amx-complex", 7, 1, EDX, 8, StateAmx},
    {"avxvnniint16", 7, 1, EDX, 10, StateAvx},
    /* All parts of APX have one bit. */
    {"egpr", 7, 1, EDX, 21, StateApx},
    {"push2pop2", 7, 1, EDX, 21, StateApx},
    {"ppx", 7, 1, EDX, 21, StateApx},
    {"ndd", 7, 1, EDX, 21, StateApx},
    {"ccmp", 7, 1, EDX, 21, StateApx},
    {"nf", 7, 1, EDX, 21, StateApx},
    {"cf", 7, 1, EDX, 21, StateApx},
    {"zu", 7, 1, EDX, 21, StateApx},
    {"amx-fp8", 0x1E, 1, EAX, 4, StateAmx},
    {"amx-tf32", 0x1E, 1, EAX, 6, StateAmx},
    {"amx-avx512", 0x1E, 1, EAX, 7, StateAmx | StateAvx512},
    {"lzcnt", 0x80000001u, 0, ECX, 5, StateNone},
    {"sse4a", 0x80000001u, 0, ECX, 6, StateNone},
    {"xop", 0x80000001u, 0, ECX, 11, StateAvx},
    {"fma4", 0x80000001u, 0, ECX, 16, StateAvx},
    {"tbm", 0x80000001u, 0, ECX, 21, StateNone},
};

/* The position of a feature in the table; its size if it is not there. */
static size_t findFeature(const char *text, size_t bytes) {
  size_t i = 0;
  while (i < sizeof(features) / sizeof(features[0]) &&
         !nnrtIsName(text, bytes, features[i].name))
    ++i;
  return i;
}

/* The version of AVX10 that a feature asks for, or 0. AVX10 counts versions
 * instead of spending bits. */
static uint32_t getAvx10Version(const char *text, size_t bytes) {
  if (nnrtIsName(text, bytes, "avx10.1") ||
      nnrtIsName(text, bytes, "avx10.1-512"))
    return 1;
  return nnrtIsName(text, bytes, "avx10.2") ||
                 nnrtIsName(text, bytes, "avx10.2-512")
             ? 2
             : 0;
}

int nnrt_is_checked_feature(const char *name) {
  size_t bytes = 0;
  while (name[bytes])
    ++bytes;
  return getAvx10Version(name, bytes) ||
         findFeature(name, bytes) < sizeof(features) / sizeof(features[0]);
}

#if defined(__x86_64__)

static void cpuid(uint32_t leaf, uint32_t subleaf, uint32_t out[4]) {
  __asm__ volatile("cpuid"
                   : "=a"(out[EAX]), "=b"(out[EBX]), "=c"(out[ECX]),
                     "=d"(out[EDX])
                   : "a"(leaf), "c"(subleaf));
}

/* A leaf above the highest answers with the data of another one on Intel, so
 * the highest is asked first; likewise subleaf 1 of leaf 7. */
static uint32_t cpuidRegister(uint32_t leaf, uint32_t subleaf, unsigned reg) {
  uint32_t out[4];
  cpuid(leaf & 0x80000000u, 0, out);
  if (out[EAX] < leaf)
    return 0;
  if (leaf == 7 && subleaf > 0) {
    cpuid(7, 0, out);
    if (out[EAX] < subleaf)
      return 0;
  }
  cpuid(leaf, subleaf, out);
  return out[reg];
}

/* XCR0: what state the operating system saves; 0 where it may not be read. */
static uint32_t savedState(void) {
  uint32_t low, high;
  if (!(cpuidRegister(1, 0, ECX) >> 27 & 1)) /* OSXSAVE */
    return 0;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

static int hasAvx10(uint32_t version, uint32_t state) {
  return (state & StateAvx512) == StateAvx512 &&
         (cpuidRegister(7, 1, EDX) >> 19 & 1) &&
         (cpuidRegister(0x24, 0, EBX) & 0xFF) >= version;
}

/* Linux lends the registers for matrices to programs that ask, for all threads
 * and those to come: arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA), see
 * Documentation/arch/x86/xstate.rst. To ask twice does no harm. */
static int lendsMatrices(void) {
#if defined(__linux__)
  enum { ArchPrctl = 158, RequestPermission = 0x1023, TileData = 18 };
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"((long)ArchPrctl), "D"((long)RequestPermission),
                     "S"((long)TileData)
                   : "rcx", "r11", "memory");
  return result == 0;
#else
  return 1;
#endif
}

static int hasFeature(const char *text, size_t bytes, uint32_t state) {
  uint32_t version = getAvx10Version(text, bytes);
  if (version)
    return hasAvx10(version, state);
  if (nnrtIsName(text, bytes, NNRT_MATRICES))
    return (state & StateAmx) == StateAmx &&
           (cpuidRegister(7, 0, EDX) >> 24 & 1) && lendsMatrices();
  size_t i = findFeature(text, bytes);
  if (i == sizeof(features) / sizeof(features[0]))
    return 1;
  return (state & features[i].state) == features[i].state &&
         (cpuidRegister(features[i].leaf, features[i].subleaf,
                        features[i].reg) >>
              features[i].bit &
          1);
}

#else

static uint32_t savedState(void) { return 0; }

static int hasFeature(const char *text, size_t bytes, uint32_t state) {
  (void)state;
#if defined(__aarch64__)
  return nnrt_has_aarch64_feature(text, bytes);
#else
  (void)text;
  (void)bytes;
  return 1;
#endif
}

#endif

nn_status nnrt_check_cpu(const char *names) {
  if (!names)
    return NN_E_INVALID_ARG;
  uint32_t state = savedState();
  while (*names) {
    size_t bytes = 0;
    if (*names == '+')
      ++names;
    while (names[bytes] && names[bytes] != ',')
      ++bytes;
    if (bytes && names[0] != '-' && !hasFeature(names, bytes, state))
      return NN_E_CPU_UNSUPPORTED;
    names += bytes + (names[bytes] == ',');
  }
  return NN_OK;
}

nn_status nnrt_use_matrices(uint32_t *state) {
  if (__atomic_load_n(state, __ATOMIC_RELAXED))
    return NN_OK;
  nn_status status = nnrt_check_cpu(NNRT_MATRICES);
  if (status == NN_OK)
    __atomic_store_n(state, 1, __ATOMIC_RELAXED);
  return status;
}

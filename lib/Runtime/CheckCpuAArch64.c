/*===- CheckCpuAArch64.c - Whether this AArch64 processor has a feature ---===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A program may not read the registers that tell, so Linux is asked. Bits are
 * those of its <asm/hwcap.h>, names those of `llc -mtriple=aarch64
 * -mattr=help`.
 *
 *===----------------------------------------------------------------------===*/
#include "CheckCpuImpl.h"
#include "nn/Runtime/nn_weights_bind.h"

/* The features that code from the LLVM back end can depend on: not the base
 * (fp-armv8, neon), what only an operating system or explicit requests of a
 * program execute (sme, mte, rand, pauth, lse2, rcpc, ...), or tuning. `capabilities` is 1
 * or 2, for AT_HWCAP or AT_HWCAP2. */
static const struct {
  char name[16];
  int capabilities;
  unsigned long bits;
} features[] = {
    {"aes", 1, 3ul << 3}, /* with pmull */
    {"sha2", 1, 3ul << 5},
    {"crc", 1, 1ul << 7},
    {"lse", 1, 1ul << 8},
    {"fullfp16", 1, 3ul << 9}, /* scalars and vectors */
    {"rdm", 1, 1ul << 12},
    {"jsconv", 1, 1ul << 13},
    {"complxnum", 1, 1ul << 14},
    {"sha3", 1, 1ul << 17 | 1ul << 21}, /* with sha512 */
    {"sm4", 1, 3ul << 18},              /* with sm3 */
    {"dotprod", 1, 1ul << 20},
    {"sve", 1, 1ul << 22},
    {"fp16fml", 1, 1ul << 23},
    {"flagm", 1, 1ul << 27},
    {"sve2", 2, 1ul << 1},
    {"sve-aes", 2, 3ul << 2},
    {"sve-bitperm", 2, 1ul << 4},
    {"sve-sha3", 2, 1ul << 5},
    {"sve-sm4", 2, 1ul << 6},
    {"altnzcv", 2, 1ul << 7},
    {"fptoint", 2, 1ul << 8},
    {"f32mm", 2, 1ul << 10},
    {"f64mm", 2, 1ul << 11},
    {"i8mm", 2, 1ul << 13},
    {"bf16", 2, 1ul << 14},
};
#define NUM_FEATURES (sizeof(features) / sizeof(features[0]))

/* The position of a feature in the table; its size if it is not there. */
static size_t findFeature(const char *text, size_t bytes) {
  size_t i = 0;
  while (i < NUM_FEATURES && !nnrtIsName(text, bytes, features[i].name))
    ++i;
  return i;
}

int nnrt_is_checked_aarch64_feature(const char *name) {
  size_t bytes = 0;
  while (name[bytes])
    ++bytes;
  return findFeature(name, bytes) < NUM_FEATURES;
}

#if defined(__aarch64__)
#if defined(__linux__)
/* <sys/auxv.h>: in every C library of Linux, and without a table of its own. */
unsigned long getauxval(unsigned long type);
enum { CapabilitiesType = 16, Capabilities2Type = 26 };

int nnrt_has_aarch64_feature(const char *text, size_t bytes) {
  size_t i = findFeature(text, bytes);
  if (i == NUM_FEATURES)
    return 1;
  unsigned long has = getauxval(
      features[i].capabilities == 1 ? CapabilitiesType : Capabilities2Type);
  return (has & features[i].bits) == features[i].bits;
}
#else
int nnrt_has_aarch64_feature(const char *text, size_t bytes) {
  (void)text;
  (void)bytes;
  return 1;
}
#endif
#endif

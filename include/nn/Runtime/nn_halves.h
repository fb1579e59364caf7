/*===- nn_halves.h - Half-width floats and their values ---------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Models take and give nn_f16 and nn_bf16 as bits; these functions convert
 * them on any processor. To f32 is exact; from f32 rounds to the nearest
 * number, of two to the one whose last bit is 0, and beyond the largest finite
 * one to infinity. Not-a-number stays that.
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_HALVES_H
#define NN_HALVES_H

#include "nn/Runtime/nn_abi.h"

#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline float nn_float_from_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

static inline uint32_t nn_bits_from_float(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof(bits));
  return bits;
}

static inline float nn_f16_to_f32(nn_f16 half) {
  uint32_t sign = (uint32_t)(half & 0x8000u) << 16;
  uint32_t exponent = half >> 10 & 0x1Fu, mantissa = half & 0x3FFu;
  if (exponent == 0x1F)
    return nn_float_from_bits(sign | 0x7F800000u | mantissa << 13);
  if (exponent)
    return nn_float_from_bits(sign | (exponent + 112) << 23 | mantissa << 13);
  float value = (float)mantissa * 5.9604644775390625e-08f; /* 2^-24 */
  return nn_float_from_bits(sign | nn_bits_from_float(value));
}

static inline nn_f16 nn_f16_from_f32(float value) {
  uint32_t bits = nn_bits_from_float(value);
  uint32_t sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7FFFFFFFu;
  if (magnitude > 0x7F800000u)
    return (nn_f16)(sign | 0x7E00u);
  if (magnitude >= 0x47800000u) /* 2^16 */
    return (nn_f16)(sign | 0x7C00u);
  /* Where the last place of f16 is 2^-24, so is that of f32 at 1/2. */
  if (magnitude < 0x38800000u) /* 2^-14 */
    return (nn_f16)(sign |
                    (nn_bits_from_float(nn_float_from_bits(magnitude) + 0.5f) -
                     0x3F000000u));
  /* The carry of a mantissa that rounds up reaches the exponent. */
  magnitude += 0xFFFu + (magnitude >> 13 & 1u);
  return (nn_f16)(sign | (magnitude - (112u << 23)) >> 13);
}

static inline float nn_bf16_to_f32(nn_bf16 half) {
  return nn_float_from_bits((uint32_t)half << 16);
}

static inline nn_bf16 nn_bf16_from_f32(float value) {
  uint32_t bits = nn_bits_from_float(value);
  if ((bits & 0x7FFFFFFFu) > 0x7F800000u)
    return (nn_bf16)(bits >> 16 | 0x40u);
  return (nn_bf16)((bits + 0x7FFFu + (bits >> 16 & 1u)) >> 16);
}

#ifdef __cplusplus
}
#endif
#endif /* NN_HALVES_H */

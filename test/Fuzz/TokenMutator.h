//===- TokenMutator.h - Mutations of texts ----------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Mutations of bytes seldom get past a parser. These work on the tokens and
// lines of a text: they leave out, repeat, move and exchange them, rename a
// token everywhere, and put in words of the dictionary (`-dict=`).
//
//===----------------------------------------------------------------------===//

#ifndef NN_TEST_FUZZ_TOKENMUTATOR_H
#define NN_TEST_FUZZ_TOKENMUTATOR_H

#include <cstddef>
#include <cstdint>

namespace nnfuzz {
/// Reads the dictionary that the options of libFuzzer name.
void readDictionary(int argc, char **argv);

/// As LLVMFuzzerCustomMutator, for a text.
size_t mutateText(uint8_t *data, size_t size, size_t maxSize, unsigned seed);

/// As LLVMFuzzerCustomCrossOver, for texts: lines or tokens of the second in
/// the first.
size_t crossTexts(const uint8_t *first, size_t firstSize, const uint8_t *second,
                  size_t secondSize, uint8_t *out, size_t maxSize,
                  unsigned seed);

/// Where a file states, little endian, how long the text behind is.
struct LengthField {
  size_t offset, bytes;
};

/// As LLVMFuzzerCustomMutator, for a file of a length, a text of that length
/// and data: mutates the text and states its new length, or mutates bytes.
size_t mutateFramedText(uint8_t *data, size_t size, size_t maxSize,
                        unsigned seed, LengthField field);
} // namespace nnfuzz

#endif // NN_TEST_FUZZ_TOKENMUTATOR_H

//===- Vocabulary.h - The tokens that a transformer takes -------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A transformer takes tokens by their numbers in its vocabulary, so that the
// sequences of an input become functions of the number.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_TRANSFORMER_VOCABULARY_H
#define NN_LIB_TARGET_RASP_TRANSFORMER_VOCABULARY_H

#include "../Graph.h"

namespace nn::rasp {
/// Reads a vocabulary as an input of an executable is read: a list of atoms, or
/// a word, whose characters are meant. They have to be different, and all
/// strings or all numbers. Nothing after an error, which `problem` states.
std::optional<std::vector<Atom>> parseVocabulary(llvm::StringRef text,
                                                 std::string &problem);

/// What `token` is in a sequence of an input.
AtomResult convertToken(const Step *sequence, const Atom &token);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_TRANSFORMER_VOCABULARY_H

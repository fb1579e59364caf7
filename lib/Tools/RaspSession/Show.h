//===- Show.h - What an interactive program prints --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_RASPSESSION_SHOW_H
#define NN_LIB_TOOLS_RASPSESSION_SHOW_H

#include "Evaluation.h"

namespace llvm {
class raw_ostream;
}

namespace nn::rasp {
struct Value;

/// An atom, a list of atoms or a dict of them as a program writes it.
std::string spellValue(const Value &value);
/// Whether `spellValue` says all of it.
bool isFlat(const Value &value);

/// An element as it stands in a row or at the edge of a matrix: strings bare,
/// with what would move the cursor escaped.
std::string spellCell(const Atom &atom);

/// Prints a selector as rows of queries and columns of keys, each headed by
/// its token, every line behind `indent` spaces:
///
///        a b a
///    a | 1   1
///    b |   1
///    a | 1   1
void printMatrix(llvm::raw_ostream &os, llvm::ArrayRef<Atom> tokens,
                 const std::vector<bool> &marks, unsigned indent);

/// Prints an input and what becomes of it, one below the other.
void printRows(llvm::raw_ostream &os, llvm::ArrayRef<Atom> input,
               const Evaluated &output, unsigned indent);
} // namespace nn::rasp

#endif // NN_LIB_TOOLS_RASPSESSION_SHOW_H

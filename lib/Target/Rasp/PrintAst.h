//===- PrintAst.h - RASP programs as text -----------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_PRINTAST_H
#define NN_LIB_TARGET_RASP_PRINTAST_H

#include "Ast.h"

namespace llvm {
class raw_ostream;
}

namespace nn::rasp {
/// Prints RASP in one canonical form, with comments, no blank lines, and only
/// the parentheses that it takes: what is parsed from it is the same tree.
void print(const Program &program, llvm::raw_ostream &os);
void print(const Stmt &statement, llvm::raw_ostream &os);
/// The expression stands on one line.
void print(const Expr &expr, llvm::raw_ostream &os);

/// Prints what was understood, as nested lists: `(do (+ a (* 2 b)))`. Two
/// programs that print the same are the same tree, but for ranges. Comments are
/// `#"text"`, before what they belong to or, with a '<', behind it.
void printTree(const Program &program, llvm::raw_ostream &os);
void printTree(const Expr &expr, llvm::raw_ostream &os);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_PRINTAST_H

//===- Atom.h - Booleans, numbers and strings of RASP -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Arithmetic on atoms is that of the reference implementation, which is that
// of Python; only integers end at 64 bits.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_ATOM_H
#define NN_LIB_TARGET_RASP_ATOM_H

#include "Ast.h"
#include <optional>
#include <string>
#include <variant>

namespace nn::rasp {
using Atom = std::variant<bool, int64_t, double, std::string>;

/// What an atom is; the numbers are in the order in which they win in
/// arithmetic.
enum class AtomKind { Bool, Int, Float, String };

inline AtomKind getKind(const Atom &atom) {
  return static_cast<AtomKind>(atom.index());
}
llvm::StringRef getName(AtomKind kind);

inline bool isString(const Atom &atom) {
  return std::holds_alternative<std::string>(atom);
}

/// A boolean or an integer as an integer, a number as a float.
int64_t getInt(const Atom &atom);
double getDouble(const Atom &atom);

/// Whether an atom counts as true.
bool isTrue(const Atom &atom);

/// The order of two numbers, compared exactly, or of two strings: negative,
/// zero or positive; nothing for not-a-number.
std::optional<int> compare(const Atom &a, const Atom &b);
/// Equality as Python has it: `1 == True == 1.0`, no string is a number.
bool isEqual(const Atom &a, const Atom &b);

/// An atom, or why there is none, as the end of a sentence.
struct AtomResult {
  std::optional<Atom> value;
  std::string problem;

  AtomResult(Atom value) : value(std::move(value)) {}
  static AtomResult fail(const llvm::Twine &problem) {
    return AtomResult(problem.str(), 0);
  }

private:
  AtomResult(std::string problem, int) : problem(std::move(problem)) {}
};

/// `a op b` of two numbers, or the sum of two strings; 'and' and 'or' give one
/// of their operands. The kinds are those that the operator takes.
AtomResult evaluateBinary(BinaryOp op, const Atom &a, const Atom &b);
/// The same of one number, or the negation of any atom.
AtomResult evaluateUnary(UnaryOp op, const Atom &a);
/// The next integer, of two equally near the even one.
AtomResult roundToInt(const Atom &a);

/// As it is written in a program.
std::string spell(const Atom &atom);

/// The characters of a string.
llvm::SmallVector<uint32_t> getCodePoints(llvm::StringRef text);
std::string encode(llvm::ArrayRef<uint32_t> codePoints);

/// Orders atoms such that those are together that are equal.
struct AtomLess {
  bool operator()(const Atom &a, const Atom &b) const;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_ATOM_H

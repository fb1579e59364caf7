//===- StepText.h - Steps as people write them ------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_STEPTEXT_H
#define NN_LIB_TARGET_RASP_STEPTEXT_H

#include "Graph.h"
#include "llvm/ADT/DenseMap.h"

namespace nn::rasp {
class Interpreter;

/// Says what steps are in the words of the program: by the name that an s-op
/// or a selector has, else by an expression that gives it.
class StepText {
public:
  /// The names of the program that `interpreter` has run. A name that several
  /// steps of `steps` have had one after the other is `name#1`, `name#2` ...,
  /// and `name` alone the one that has it at the end.
  StepText(Interpreter &interpreter, llvm::ArrayRef<const Step *> steps);

  bool hasName(const Step *step) const { return names.contains(step); }
  /// The name, or else the expression.
  std::string describe(const Step *step, size_t maxLength = 60) const;
  /// The expression whose parts have names. What goes beyond `maxLength`
  /// characters is `...`.
  std::string spell(const Step *step, size_t maxLength = 60) const;

private:
  llvm::DenseMap<const Step *, std::string> names;
  bool tokensAreText = true;

  friend class StepPrinter;
};

/// `indicator(condition)` in the words of `text`, of what a selector asks of a
/// key when no query matters.
std::string spellKeyCondition(const StepText &text, const Step *selector,
                              size_t maxLength = 60);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_STEPTEXT_H

//===- PlanReport.h - Layers and heads for people and programs --*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_PLANREPORT_H
#define NN_LIB_TARGET_RASP_PLANREPORT_H

#include "Plan.h"
#include "StepText.h"

namespace llvm {
class raw_ostream;
class SourceMgr;
} // namespace llvm

namespace nn::rasp {
/// A plan and what its steps are called.
struct NamedPlan {
  std::string name;
  Plan plan;
  StepText text;
};

/// Plans the s-op `step`, which is called `name`.
NamedPlan makeNamedPlan(Interpreter &interpreter, llvm::StringRef name,
                        const Step *step);

/// "select(tokens, tokens, ==)"; with a name, "same = select(...)" if
/// `withName`.
std::string describeSelector(const NamedPlan &plan, const PlanHead &head,
                             size_t maxLength, bool withName = true);
/// What a head averages: a name or an expression.
std::string describeAveraged(const NamedPlan &plan, const HeadValue &value,
                             size_t maxLength);
/// "opened = tokens == "("", or the expression alone where there is no name.
std::string describeElement(const NamedPlan &plan, const Step *step,
                            size_t maxLength);

/// "1 layer, 2 heads (at most 2 in a layer), 1 element-wise stage"
std::string describeTotals(const Plan &plan);

void writeText(llvm::raw_ostream &os, const NamedPlan &plan,
               const llvm::SourceMgr &sources);
void writeJson(llvm::raw_ostream &os, llvm::ArrayRef<NamedPlan> plans,
               const llvm::SourceMgr &sources);
/// Draws the layers from left to right.
void writeSvg(llvm::raw_ostream &os, const NamedPlan &plan);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_PLANREPORT_H

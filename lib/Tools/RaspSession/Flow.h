//===- Flow.h - How an s-op is computed on an input -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_RASPSESSION_FLOW_H
#define NN_LIB_TOOLS_RASPSESSION_FLOW_H

#include "Evaluation.h"
#include "lib/Target/Rasp/PlanReport.h"

namespace nn::rasp {
/// Prints the layers of a plan with what heads mark and average and what
/// becomes of it on an input, and the result. Of long lists, the start is
/// shown. If the result cannot be computed, nothing is printed, and the reason
/// is given back.
std::optional<Evaluated> printFlow(llvm::raw_ostream &os, const NamedPlan &plan,
                                   Evaluation &evaluation,
                                   llvm::ArrayRef<Atom> tokens);
} // namespace nn::rasp

#endif // NN_LIB_TOOLS_RASPSESSION_FLOW_H

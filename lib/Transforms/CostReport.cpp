//===- CostReport.cpp - The cost report as a pass -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Support/OutputFiles.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_COSTREPORTPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
struct CostReport : nn::impl::CostReportPassBase<CostReport> {
  using CostReportPassBase::CostReportPassBase;

  void runOnOperation() override {
    FailureOr<ModuleCost> cost = analyzeCost(getOperation());
    if (failed(cost))
      return signalPassFailure();
    markAllAnalysesPreserved();
    // Standard output is for the module.
    if (output.empty())
      return writeCostReport(llvm::errs(), *cost, format);
    OutputFiles files;
    llvm::Error error = files.add(output, [&](llvm::raw_ostream &os) {
      writeCostReport(os, *cost, format);
    });
    if (!error)
      error = files.commit();
    if (error) {
      emitError(getOperation().getLoc()) << llvm::toString(std::move(error));
      signalPassFailure();
    }
  }
};
} // namespace

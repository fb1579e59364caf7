//===- ChooseSchedules.cpp - A schedule for every op ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"
#include "PackParams.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_CHOOSESCHEDULESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
struct ChooseSchedules : nn::impl::ChooseSchedulesPassBase<ChooseSchedules> {
  using ChooseSchedulesPassBase::ChooseSchedulesPassBase;

  void runOnOperation() override {
    CpuFeatures features;
    features.vectorBits = vectorBits;
    features.vectorRegisters = vectorRegisters;
    features.maskedVectors = maskedVectors;
    getOperation().walk([&](linalg::GenericOp op) {
      if (op.getNumReductionLoops() == 0 || op->hasAttr(kScheduleAttr))
        return;
      SmallVector<bool> canPack;
      for (OpOperand *input : op.getDpsInputOperands())
        canPack.push_back(packParams && canPackParam(op, input));
      if (ScheduleAttr schedule = chooseSchedule(op, features, canPack)) {
        op->setAttr(kScheduleAttr, schedule);
        ++numScheduled;
      }
    });
  }
};
} // namespace

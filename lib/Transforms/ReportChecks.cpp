//===- ReportChecks.cpp - The status of an entry --------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "nn/Analysis/Signature.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_REPORTCHECKSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

static nn_status getStatus(CheckKind kind) {
  switch (kind) {
  case CheckKind::Index:
    return NN_E_INDEX;
  case CheckKind::Numeric:
    return NN_E_NUMERIC;
  case CheckKind::Value:
    return NN_E_VALUE;
  }
  llvm_unreachable("unknown kind of check");
}

/// nn.check %c  ->  if (!c && *status == NN_OK) *status = kind
static void lowerCheck(CheckOp op, Value status) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  Value no = arith::ConstantIntOp::create(b, loc, 0, 1);
  Value hasFailed = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                          op.getCondition(), no);
  scf::IfOp::create(b, loc, hasFailed, [&](OpBuilder &then, Location) {
    Value known = memref::LoadOp::create(then, loc, status);
    Value good = arith::ConstantIntOp::create(then, loc, NN_OK, 32);
    Value code =
        arith::ConstantIntOp::create(then, loc, getStatus(op.getKind()), 32);
    Value isFirst =
        arith::CmpIOp::create(then, loc, arith::CmpIPredicate::eq, known, good);
    Value first = arith::SelectOp::create(then, loc, isFirst, code, known);
    memref::StoreOp::create(then, loc, first, status);
    scf::YieldOp::create(then, loc);
  });
  op.erase();
}

namespace {
struct ReportChecks : nn::impl::ReportChecksPassBase<ReportChecks> {
  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>()) {
      if (!func->hasAttr(kSignatureAttr))
        continue;
      auto type = MemRefType::get({}, IntegerType::get(&getContext(), 32));
      if (failed(func.insertArgument(func.getNumArguments(), type, {},
                                     func.getLoc())))
        return signalPassFailure();
      Value status = func.getArguments().back();
      SmallVector<CheckOp> checks;
      func.walk([&](CheckOp op) { checks.push_back(op); });
      for (CheckOp op : checks)
        lowerCheck(op, status);
    }
  }
};
} // namespace

//===- ReportChecks.cpp - Which check of an entry failed ------------------===//
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

/// "file:line:column: message", or the message alone if the place of the check
/// is not known.
static std::string getText(CheckOp op) {
  std::string text;
  if (auto place = op.getLoc()->findInstanceOf<FileLineColLoc>())
    text = (place.getFilename().getValue() + ":" + Twine(place.getLine()) +
            ":" + Twine(place.getColumn()) + ": ")
               .str();
  return text + op.getMessage().str();
}

/// nn.check %c  ->  if (!c && *failed == 0) *failed = number
static void lowerCheck(CheckOp op, Value failed, int64_t number) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  Value no = arith::ConstantIntOp::create(b, loc, 0, 1);
  Value hasFailed = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                          op.getCondition(), no);
  scf::IfOp::create(b, loc, hasFailed, [&](OpBuilder &then, Location) {
    Value known = memref::LoadOp::create(then, loc, failed);
    Value none = arith::ConstantIntOp::create(then, loc, 0, 32);
    Value own = arith::ConstantIntOp::create(then, loc, number, 32);
    Value isFirst =
        arith::CmpIOp::create(then, loc, arith::CmpIPredicate::eq, known, none);
    Value first = arith::SelectOp::create(then, loc, isFirst, own, known);
    memref::StoreOp::create(then, loc, first, failed);
    scf::YieldOp::create(then, loc);
  });
  op.erase();
}

namespace {
struct ReportChecks : nn::impl::ReportChecksPassBase<ReportChecks> {
  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (func->hasAttr(kSignatureAttr) && failed(report(func)))
        return signalPassFailure();
  }

  LogicalResult report(func::FuncOp func) {
    FailureOr<EntrySignature> signature = EntrySignature::get(func);
    if (failed(signature))
      return failure();
    auto type = MemRefType::get({}, IntegerType::get(&getContext(), 32));
    if (failed(func.insertArgument(func.getNumArguments(), type, {},
                                   func.getLoc())))
      return failure();
    Value failedCheck = func.getArguments().back();
    SmallVector<CheckOp> checks;
    func.walk([&](CheckOp op) { checks.push_back(op); });
    // What says the same of the same place is one check.
    for (CheckOp op : checks) {
      CheckSignature check{getStatus(op.getKind()), getText(op)};
      auto *known = llvm::find(signature->checks, check);
      int64_t number = known - signature->checks.begin();
      if (known == signature->checks.end())
        signature->checks.push_back(std::move(check));
      lowerCheck(op, failedCheck, number + 1);
    }
    if (!signature->checks.empty())
      signature->attachTo(func);
    return success();
  }
};
} // namespace

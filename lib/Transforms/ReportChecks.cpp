//===- ReportChecks.cpp - Which check of an entry failed ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An entry numbers its checks and those of what it calls, and keeps the number
// of the first that fails. A subroutine, which several entries may call, counts
// on from a number that its caller hands over.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/SourcePlace.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "nn/Analysis/Signature.h"
#include "nn/Analysis/Subroutines.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Transforms/Passes.h"
#include <map>

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

/// nn.check %c  ->  if (!c && *failed == 0) *failed = number
static void lowerCheck(CheckOp op, Value failed, Value number) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  Value no = arith::ConstantIntOp::create(b, loc, 0, 1);
  Value hasFailed = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                          op.getCondition(), no);
  scf::IfOp::create(b, loc, hasFailed, [&](OpBuilder &then, Location) {
    Value known = memref::LoadOp::create(then, loc, failed);
    Value none = arith::ConstantIntOp::create(then, loc, 0, 32);
    Value isFirst =
        arith::CmpIOp::create(then, loc, arith::CmpIPredicate::eq, known, none);
    Value first = arith::SelectOp::create(then, loc, isFirst, number, known);
    memref::StoreOp::create(then, loc, first, failed);
    scf::YieldOp::create(then, loc);
  });
  op.erase();
}

namespace {
/// What a function checks. A check of a subroutine without a place has that of
/// the call.
struct Check {
  nn_status status;
  std::string place, message;
  bool operator==(const Check &other) const {
    return status == other.status && place == other.place &&
           message == other.message;
  }
};

struct ReportChecks : nn::impl::ReportChecksPassBase<ReportChecks> {
  void runOnOperation() override {
    known.clear();
    for (func::FuncOp func : getSubroutines(getOperation()))
      if (failed(reportSubroutine(func)))
        return signalPassFailure();
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (func->hasAttr(kSignatureAttr) && failed(reportEntry(func)))
        return signalPassFailure();
  }

private:
  LogicalResult reportEntry(func::FuncOp func) {
    FailureOr<EntrySignature> signature = EntrySignature::get(func);
    if (failed(signature))
      return failure();
    auto type = MemRefType::get({}, IntegerType::get(&getContext(), 32));
    if (failed(func.insertArgument(func.getNumArguments(), type, {},
                                   func.getLoc())))
      return failure();
    for (Check &check : lower(func, func.getArguments().back(), Value()))
      signature->checks.push_back({check.status, check.place + check.message});
    if (!signature->checks.empty())
      signature->attachTo(func);
    return success();
  }

  /// A subroutine that checks takes the place of the number and the number
  /// before its own.
  LogicalResult reportSubroutine(func::FuncOp func) {
    WalkResult checks = func.walk([&](Operation *op) {
      auto call = dyn_cast<func::CallOp>(op);
      return isa<CheckOp>(op) || (call && known.contains(call.getCallee()))
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    });
    if (!checks.wasInterrupted())
      return success();
    Type number = IntegerType::get(&getContext(), 32);
    for (Type type : {Type(MemRefType::get({}, number)), number})
      if (failed(func.insertArgument(func.getNumArguments(), type, {},
                                     func.getLoc())))
        return failure();
    Value base = func.getArguments().back();
    Value failedCheck = func.getArguments().drop_back().back();
    known[func.getName()] = lower(func, failedCheck, base);
    return success();
  }

  /// Numbers the checks of `func` and of what it calls, from 1 on; in a
  /// subroutine, behind `base`.
  SmallVector<Check> lower(func::FuncOp func, Value failedCheck, Value base) {
    SmallVector<CheckOp> checks;
    SmallVector<func::CallOp> calls;
    func.walk([&](Operation *op) {
      if (auto check = dyn_cast<CheckOp>(op))
        checks.push_back(check);
      if (auto call = dyn_cast<func::CallOp>(op))
        if (known.contains(call.getCallee()))
          calls.push_back(call);
    });
    SmallVector<Check> all;
    auto getNumber = [&](Operation *op, int64_t number) -> Value {
      OpBuilder b(op);
      Value own = arith::ConstantIntOp::create(b, op->getLoc(), number, 32);
      return base ? arith::AddIOp::create(b, op->getLoc(), base, own) : own;
    };
    // What says the same of the same place is one check.
    for (CheckOp op : checks) {
      Check check{getStatus(op.getKind()), getSourcePlace(op),
                  op.getMessage().str()};
      int64_t number = llvm::find(all, check) - all.begin();
      if (number == static_cast<int64_t>(all.size()))
        all.push_back(std::move(check));
      lowerCheck(op, failedCheck, getNumber(op, number + 1));
    }
    // Nor does a call need numbers of its own if an earlier one says the same.
    std::map<std::pair<StringRef, std::string>, int64_t> bases;
    for (func::CallOp call : calls) {
      ArrayRef<Check> own = known[call.getCallee()];
      bool takesPlace = llvm::any_of(
          own, [](const Check &check) { return check.place.empty(); });
      std::string place = takesPlace ? getSourcePlace(call) : "";
      auto [base, isNew] = bases.try_emplace({call.getCallee(), place},
                                             static_cast<int64_t>(all.size()));
      call.getOperandsMutable().append(
          {failedCheck, getNumber(call, base->second)});
      if (!isNew)
        continue;
      for (Check check : own) {
        if (check.place.empty())
          check.place = place;
        all.push_back(std::move(check));
      }
    }
    return all;
  }

  /// The checks of subroutines that have some.
  llvm::StringMap<SmallVector<Check>> known;
};
} // namespace

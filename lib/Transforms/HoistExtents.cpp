//===- HoistExtents.cpp - Extents at the start of an entry ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "nn/Analysis/ExtentSlice.h"
#include "nn/Analysis/Signature.h"
#include "nn/Analysis/Subroutines.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_HOISTEXTENTSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
struct HoistExtents : nn::impl::HoistExtentsPassBase<HoistExtents> {
  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>())
      if ((func->hasAttr(kSignatureAttr) || isSubroutine(func)) &&
          failed(hoist(func)))
        return signalPassFailure();
  }

private:
  static LogicalResult hoist(func::FuncOp func) {
    Block &entry = func.getBody().front();
    SmallVector<memref::AllocOp> allocs;
    SmallVector<cf::AssertOp> checks;
    func.walk([&](Operation *op) {
      if (auto alloc = dyn_cast<memref::AllocOp>(op))
        allocs.push_back(alloc);
      else if (auto check = dyn_cast<cf::AssertOp>(op))
        checks.push_back(check);
    });
    OpBuilder builder(func.getContext());
    builder.setInsertionPointToStart(&entry);
    ExtentSlice slice(builder, [&](Value value) {
      return llvm::is_contained(entry.getArguments(), value);
    });
    auto replace = [&](MutableOperandRange operands) -> LogicalResult {
      for (OpOperand &operand : operands) {
        FailureOr<Value> value = slice.get(operand.get());
        if (failed(value))
          return failure();
        operand.set(*value);
      }
      return success();
    };
    for (memref::AllocOp alloc : allocs)
      if (failed(replace(alloc.getDynamicSizesMutable())))
        return failure();
    // What has been checked holds.
    llvm::DenseSet<Value> checked;
    for (cf::AssertOp check : checks) {
      FailureOr<Value> condition = slice.get(check.getArg());
      if (failed(condition))
        return failure();
      if (checked.insert(*condition).second)
        cf::AssertOp::create(builder, check.getLoc(), *condition,
                             check.getMsgAttr());
      check.erase();
    }
    return replace(
        cast<func::ReturnOp>(entry.getTerminator()).getOperandsMutable());
  }
};
} // namespace

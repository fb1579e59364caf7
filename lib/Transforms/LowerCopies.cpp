//===- LowerCopies.cpp - Copies as loops ----------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CopyReason.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_LOWERCOPIESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// The bytes that are copied, if they are known.
static std::string describeSize(Value source) {
  auto type = cast<MemRefType>(source.getType());
  if (!type.hasStaticShape())
    return "";
  return " of " +
         std::to_string(type.getNumElements() * getElementBytes(type)) +
         " bytes";
}

namespace {
struct LowerCopies : nn::impl::LowerCopiesPassBase<LowerCopies> {
  using LowerCopiesPassBase::LowerCopiesPassBase;

  void runOnOperation() override {
    SmallVector<Operation *> copies;
    getOperation()->walk([&](Operation *op) {
      if (isa<memref::CopyOp, linalg::CopyOp>(op) ||
          op->hasAttr(kCopyReasonAttr))
        copies.push_back(op);
    });
    for (Operation *op : copies)
      lower(op);
  }

private:
  void lower(Operation *op) {
    auto copy = dyn_cast<memref::CopyOp>(op);
    auto generic = dyn_cast<linalg::LinalgOp>(op);
    Value source = copy ? copy.getSource() : generic.getDpsInputs()[0];
    Value target = copy ? copy.getTarget() : generic.getDpsInits()[0];
    // What was computed in its place is already there.
    if (source == target) {
      op->erase();
      ++numDropped;
      return;
    }
    if (report)
      op->emitRemark("copy")
          << describeSize(source) << ": " << getCopyReason(op, source, target);
    ++numCopies;
    op->removeAttr(kCopyReasonAttr);
    if (!copy)
      return;
    OpBuilder builder(op);
    linalg::makeMemRefCopyOp(builder, op->getLoc(), source, target);
    op->erase();
  }
};
} // namespace

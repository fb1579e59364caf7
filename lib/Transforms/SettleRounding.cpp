//===- SettleRounding.cpp - One rounding wherever code is copied ----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM fuses a product with a sum, or adds up in another order, where flags
// allow that and it seems to pay, and decides anew for each copy of a loop. An
// intrinsic that is to be fused wherever the processor can leaves no choice,
// and no flag allows any other. Upstream's --math-uplift-to-fma makes math.fma,
// which is a call where the processor has no such instruction.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/PatternMatch.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_SETTLEROUNDINGPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using LLVM::FastmathFlags;

static bool mayContract(LLVM::FastmathFlags flags) {
  return bitEnumContainsAll(flags, FastmathFlags::contract);
}

/// The product that `sum` adds to something else, in the same round of a loop,
/// and nothing but that.
static LLVM::FMulOp getProduct(Operation *sum, Value value) {
  auto product = value.getDefiningOp<LLVM::FMulOp>();
  return product && product->hasOneUse() &&
                 product->getBlock() == sum->getBlock() &&
                 mayContract(product.getFastmathFlags())
             ? product
             : nullptr;
}

/// `op` computes `lhs + rhs`, or `lhs - rhs` if `isDifference`.
static void fuse(IRRewriter &rewriter, Operation *op, Value lhs, Value rhs,
                 bool isDifference, FastmathFlags flags) {
  if (!mayContract(flags))
    return;
  rewriter.setInsertionPoint(op);
  auto negate = [&](Value value) -> Value {
    return LLVM::FNegOp::create(rewriter, op->getLoc(), value.getType(), value);
  };
  LLVM::FMulOp product = getProduct(op, rhs);
  bool isRight = product != nullptr;
  if (!product)
    product = getProduct(op, lhs);
  if (!product)
    return;
  Value factor = product.getLhs(), summand = isRight ? lhs : rhs;
  if (isDifference && isRight)
    factor = negate(factor);
  else if (isDifference)
    summand = negate(summand);
  rewriter.replaceOpWithNewOp<LLVM::FMulAddOp>(op, factor, product.getRhs(),
                                               summand, flags);
  rewriter.eraseOp(product);
}

namespace {
struct SettleRounding : nn::impl::SettleRoundingPassBase<SettleRounding> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    SmallVector<Operation *> sums;
    getOperation().walk([&](Operation *op) {
      if (isa<LLVM::FAddOp, LLVM::FSubOp>(op))
        sums.push_back(op);
    });
    for (Operation *op : sums) {
      if (auto sum = dyn_cast<LLVM::FAddOp>(op))
        fuse(rewriter, op, sum.getLhs(), sum.getRhs(), false,
             sum.getFastmathFlags());
      else if (auto difference = dyn_cast<LLVM::FSubOp>(op))
        fuse(rewriter, op, difference.getLhs(), difference.getRhs(), true,
             difference.getFastmathFlags());
    }
    getOperation().walk([&](LLVM::FastmathFlagsInterface op) {
      if (isa<LLVM::vector_reduce_fadd, LLVM::vector_reduce_fmul>(
              op.getOperation()))
        return;
      FastmathFlags flags = op.getFastmathAttr().getValue();
      op->setAttr(op.getFastmathAttrName(),
                  LLVM::FastmathFlagsAttr::get(
                      &getContext(), flags & ~(FastmathFlags::contract |
                                               FastmathFlags::reassoc)));
    });
  }
};
} // namespace

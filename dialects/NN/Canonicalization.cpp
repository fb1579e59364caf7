//===- Canonicalization.cpp - Rewrites that hold for every target ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace nn;

namespace {
/// nn.map %a, %b, %a { uses of arguments 0 and 2 }
///   ->  nn.map %a { uses of argument 0 }
///
/// Operands whose argument has no use are dropped as long as the others still
/// determine the shape, and operands that stand twice are merged.
struct DropMapOperands : OpRewritePattern<MapOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(MapOp op,
                                PatternRewriter &rewriter) const override {
    Block &body = op.getBody().front();
    llvm::BitVector dropped(op.getInputs().size());
    llvm::SmallDenseMap<Value, unsigned> firstUse;
    for (auto [index, input] : llvm::enumerate(op.getInputs())) {
      BlockArgument argument = body.getArgument(index);
      auto [first, isNew] = firstUse.try_emplace(input, index);
      if (!isNew) {
        rewriter.replaceAllUsesWith(argument, body.getArgument(first->second));
        dropped.set(index);
        continue;
      }
      // Another operand of the very shape of the result keeps it, and nothing
      // remains to be compared with the dropped one when the program runs.
      auto keepsShape = [&, position = index](auto other) {
        return other.index() != position && !dropped.test(other.index()) &&
               cast<RankedTensorType>(other.value().getType()).getShape() ==
                   op.getType().getShape();
      };
      if (argument.use_empty() && op.isSettledOperand(input) &&
          llvm::any_of(llvm::enumerate(op.getInputs()), keepsShape)) {
        dropped.set(index);
        // A later use of the same value now stands first.
        firstUse.erase(input);
      }
    }
    if (dropped.none())
      return rewriter.notifyMatchFailure(op, "every operand is needed");
    rewriter.modifyOpInPlace(op, [&] {
      body.eraseArguments(dropped);
      op->eraseOperands(dropped);
    });
    return success();
  }
};
} // namespace

void MapOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                        MLIRContext *context) {
  patterns.add<DropMapOperands>(context);
}

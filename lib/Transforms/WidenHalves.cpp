//===- WidenHalves.cpp - Compute on 16-bit floats in f32 ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// f16 and bf16 are types of storage. The unit that computes in f32 and rounds
// once is the body of a linalg op: what it reads is extended, what it yields is
// rounded, and what lies between is neither. A sum over loops is no sum if it
// is rounded in every iteration (2048 + 1 = 2048 in f16), so an output that the
// body reads back is a tensor of f32, and another op rounds it at the end.
//
// Explicit conversions stay where they are and round.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/TypeUtilities.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_WIDENHALVESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
/// Makes ops on halves ops on f32.
class Widener {
public:
  explicit Widener(OpBuilder &builder) : builder(builder) {}

  /// Says that `half` is `number` rounded, so that what is computed from it
  /// starts from `number`.
  void addUnrounded(Value half, Value number) { unrounded[half] = number; }

  /// The f32 that `half` stands for, made at the insertion point if need be.
  Value getWide(Value half) {
    if (Value number = unrounded.lookup(half))
      return number;
    return arith::ExtFOp::create(builder, half.getLoc(),
                                 getWideType(half.getType()), half);
  }

  /// Replaces `op` by one on f32 and a rounding of its result. With
  /// `keepUnrounded`, what is computed from the result starts from what it was
  /// before. An op that moves or converts halves stays as it is.
  void widen(Operation *op, bool keepUnrounded) {
    if (!needsWidening(op))
      return;
    builder.setInsertionPoint(op);
    IRMapping mapping;
    for (Value operand : op->getOperands())
      if (isHalf(operand.getType()) && !mapping.contains(operand))
        mapping.map(operand, getWide(operand));
    if (auto extension = dyn_cast<arith::ExtFOp>(op);
        extension && getElementTypeOrSelf(extension.getType()).isF32()) {
      extension.replaceAllUsesWith(mapping.lookup(extension.getIn()));
      op->erase();
      return;
    }
    Operation *wide = builder.clone(*op, mapping);
    for (auto [result, number] :
         llvm::zip_equal(op->getResults(), wide->getResults())) {
      if (!isHalf(result.getType())) {
        result.replaceAllUsesWith(number);
        continue;
      }
      number.setType(getWideType(result.getType()));
      Value half = arith::TruncFOp::create(builder, op->getLoc(),
                                           result.getType(), number);
      if (keepUnrounded)
        addUnrounded(half, number);
      result.replaceAllUsesWith(half);
    }
    op->erase();
  }

private:
  Type getWideType(Type type) const {
    if (auto shaped = dyn_cast<ShapedType>(type))
      return shaped.clone(builder.getF32Type());
    return builder.getF32Type();
  }

  bool needsWidening(Operation *op) const {
    if (!isa<arith::ArithDialect, math::MathDialect>(op->getDialect()) ||
        isa<arith::ConstantOp, arith::BitcastOp, arith::TruncFOp,
            arith::SIToFPOp, arith::UIToFPOp>(op))
      return false;
    if (isa<arith::ExtFOp, arith::SelectOp>(op))
      return llvm::any_of(op->getOperands(), [&](Value value) {
        return unrounded.contains(value);
      });
    auto isHalfType = [](Type type) { return isHalf(type); };
    return llvm::any_of(op->getOperandTypes(), isHalfType) ||
           llvm::any_of(op->getResultTypes(), isHalfType);
  }

  OpBuilder &builder;
  llvm::DenseMap<Value, Value> unrounded;
};
} // namespace

/// The outputs of halves that the body of `op` reads back in another iteration.
static SmallVector<unsigned> getSums(linalg::GenericOp op) {
  SmallVector<unsigned> sums;
  if (!op.hasPureTensorSemantics() || op.getNumReductionLoops() == 0)
    return sums;
  for (auto [index, argument] : llvm::enumerate(op.getRegionOutputArgs()))
    if (isHalf(argument.getType()) && !argument.use_empty())
      sums.push_back(index);
  return sums;
}

/// A tensor of f32 to be written to, with the extents of `like`.
static Value makeEmpty(OpBuilder &builder, Location loc, Value like,
                       Type element) {
  return tensor::EmptyOp::create(
      builder, loc, tensor::getMixedSizes(builder, loc, like), element);
}

/// The elements of `source`, each converted by `Op`, written to `target`.
template <typename Op>
static Value convertElements(OpBuilder &builder, Location loc, Value source,
                             Value target) {
  auto type = cast<RankedTensorType>(target.getType());
  AffineMap map = builder.getMultiDimIdentityMap(type.getRank());
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto body = [&](OpBuilder &b, Location l, ValueRange arguments) {
    Value result = Op::create(b, l, type.getElementType(), arguments.front());
    linalg::YieldOp::create(b, l, result);
  };
  return linalg::GenericOp::create(builder, loc, type, source, target,
                                   {map, map}, iterators, body)
      .getResult(0);
}

/// The tensor of halves that a sum starts from, in f32.
static Value makeWideStart(OpBuilder &builder, Location loc, Value start) {
  Type f32 = builder.getF32Type();
  if (auto fill = start.getDefiningOp<linalg::FillOp>()) {
    Value number = arith::ExtFOp::create(builder, loc, f32, fill.value());
    Value target = makeEmpty(builder, loc, fill.output(), f32);
    return linalg::FillOp::create(builder, loc, number, target).getResult(0);
  }
  return convertElements<arith::ExtFOp>(builder, loc, start,
                                        makeEmpty(builder, loc, start, f32));
}

/// Makes the sums of `op` tensors of f32, which are rounded behind it.
static void widenSums(OpBuilder &builder, linalg::GenericOp op,
                      ArrayRef<unsigned> sums) {
  Location loc = op.getLoc();
  for (unsigned index : sums) {
    OpOperand &init = op.getDpsInitsMutable()[index];
    Value start = init.get();
    builder.setInsertionPoint(op);
    init.set(makeWideStart(builder, loc, start));
    Value result = op.getResult(index);
    Type half = getElementTypeOrSelf(result);
    result.setType(init.get().getType());
    builder.setInsertionPointAfter(op);
    Value target = makeEmpty(builder, loc, start, half);
    Value rounded =
        convertElements<arith::TruncFOp>(builder, loc, result, target);
    result.replaceAllUsesExcept(rounded, rounded.getDefiningOp());
  }
}

/// Computes in f32 from what the body of `op` reads to what it yields.
static void widenBody(OpBuilder &builder, linalg::GenericOp op,
                      ArrayRef<unsigned> sums) {
  Widener widener(builder);
  Block &body = *op.getBody();
  builder.setInsertionPointToStart(&body);
  for (unsigned index : sums) {
    BlockArgument sum = op.getRegionOutputArgs()[index];
    Type half = sum.getType();
    sum.setType(builder.getF32Type());
    Value rounded = arith::TruncFOp::create(builder, sum.getLoc(), half, sum);
    sum.replaceAllUsesExcept(rounded, rounded.getDefiningOp());
    widener.addUnrounded(rounded, sum);
  }
  for (Operation &nested :
       llvm::make_early_inc_range(body.without_terminator()))
    widener.widen(&nested, /*keepUnrounded=*/true);
  Operation *yield = body.getTerminator();
  builder.setInsertionPoint(yield);
  for (unsigned index : sums)
    yield->setOperand(index, widener.getWide(yield->getOperand(index)));
  // Roundings of what is no longer read as a half.
  SmallVector<Operation *> ops =
      llvm::to_vector(llvm::make_pointer_range(body.without_terminator()));
  for (Operation *nested : llvm::reverse(ops))
    if (isOpTriviallyDead(nested))
      nested->erase();
}

namespace {
struct WidenHalves : nn::impl::WidenHalvesPassBase<WidenHalves> {
  void runOnOperation() override {
    SmallVector<linalg::GenericOp> generics;
    SmallVector<Operation *> others;
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (auto generic = dyn_cast<linalg::GenericOp>(op)) {
        generics.push_back(generic);
        return WalkResult::skip();
      }
      others.push_back(op);
      return WalkResult::advance();
    });
    OpBuilder builder(&getContext());
    for (linalg::GenericOp op : generics) {
      SmallVector<unsigned> sums = getSums(op);
      widenSums(builder, op, sums);
      widenBody(builder, op, sums);
      numSums += sums.size();
    }
    Widener widener(builder);
    for (Operation *op : others)
      widener.widen(op, /*keepUnrounded=*/false);
  }
};
} // namespace

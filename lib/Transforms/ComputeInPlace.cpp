//===- ComputeInPlace.cpp - Results where they are wanted -----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where an op has several results that become parts of one tensor, upstream's
// bufferization computes all but the first elsewhere and copies them (LLVM 22):
// each part is one of a tensor that the part before has become part of, which
// is not there before the op. On buffers it is clear that they can be computed
// in their places, if these are disjoint.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Utils/MemRefUtils.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_COMPUTEINPLACEPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// The buffer that `value` is a part of.
static Value getBuffer(Value value) {
  return memref::skipViewLikeOps(cast<MemrefValue>(value));
}

/// Whether nothing has the memory of `buffer` but its parts.
static bool isBufferOfItsOwn(Value buffer) {
  if (auto argument = dyn_cast<BlockArgument>(buffer))
    return isa<func::FuncOp>(argument.getOwner()->getParentOp());
  return buffer.getDefiningOp<memref::AllocOp>() != nullptr;
}

/// A number as another one, which may be null, and a constant.
static std::pair<Value, int64_t> takeApart(OpFoldResult number) {
  if (std::optional<int64_t> constant = getConstantIntValue(number))
    return {Value(), *constant};
  auto value = cast<Value>(number);
  int64_t sum = 0;
  while (auto add = value.getDefiningOp<arith::AddIOp>()) {
    std::optional<int64_t> constant = getConstantIntValue(add.getRhs());
    if (!constant)
      break;
    sum += *constant;
    value = add.getLhs();
  }
  return {value, sum};
}

/// Whether two parts of one buffer have no element in common.
static bool areDisjoint(Value a, Value b) {
  auto first = a.getDefiningOp<memref::SubViewOp>();
  auto second = b.getDefiningOp<memref::SubViewOp>();
  if (!first || !second || first.getSource() != second.getSource())
    return false;
  for (auto [firstOffset, secondOffset, firstSize, secondSize, firstStride,
             secondStride] :
       llvm::zip_equal(first.getMixedOffsets(), second.getMixedOffsets(),
                       first.getStaticSizes(), second.getStaticSizes(),
                       first.getStaticStrides(), second.getStaticStrides())) {
    auto [firstBase, firstBegin] = takeApart(firstOffset);
    auto [secondBase, secondBegin] = takeApart(secondOffset);
    if (firstBase != secondBase || firstStride != secondStride ||
        ShapedType::isDynamic(firstStride) || firstStride <= 0)
      continue;
    int64_t apart = secondBegin - firstBegin;
    if (apart % firstStride != 0)
      return true;
    int64_t size = apart > 0 ? firstSize : secondSize;
    if (!ShapedType::isDynamic(size) && std::abs(apart) / firstStride >= size)
      return true;
  }
  return false;
}

namespace {
struct ComputeInPlace : nn::impl::ComputeInPlacePassBase<ComputeInPlace> {
  void runOnOperation() override {
    DominanceInfo dominance(getOperation());
    SmallVector<memref::CopyOp> copies;
    getOperation().walk([&](memref::CopyOp copy) { copies.push_back(copy); });
    for (memref::CopyOp copy : copies)
      forward(copy, dominance);
  }

private:
  /// The linalg op that alone writes what `copy` copies, if nothing else reads
  /// that.
  static linalg::LinalgOp getWriter(memref::CopyOp copy) {
    auto alloc = copy.getSource().getDefiningOp<memref::AllocOp>();
    if (!alloc || !llvm::hasNItems(alloc->getUses(), 2))
      return nullptr;
    for (OpOperand &use : alloc->getUses()) {
      auto writer = dyn_cast<linalg::LinalgOp>(use.getOwner());
      if (writer && writer.isDpsInit(&use) &&
          !writer.payloadUsesValueFromOperand(&use) &&
          writer->getBlock() == copy->getBlock() &&
          writer->isBeforeInBlock(copy))
        return writer;
    }
    return nullptr;
  }

  /// Whether `value` is there before `op`, or can be computed before it: by
  /// `needed`, which then is so in its order.
  static bool canHave(Value value, Operation *op, DominanceInfo &dominance,
                      SmallVectorImpl<Operation *> &needed) {
    if (dominance.properlyDominates(value, op))
      return true;
    Operation *made = value.getDefiningOp();
    if (!made || made->getBlock() != op->getBlock() || !isPure(made))
      return false;
    if (llvm::is_contained(needed, made))
      return true;
    for (Value operand : made->getOperands())
      if (!canHave(operand, op, dominance, needed))
        return false;
    needed.push_back(made);
    return true;
  }

  /// Whether an op from behind `writer` to `copy` may read or write `buffer`.
  static bool isTouched(Value buffer, Operation *writer, memref::CopyOp copy) {
    for (Operation *op = writer->getNextNode(); op != copy;
         op = op->getNextNode()) {
      WalkResult result = op->walk([&](Operation *inner) {
        auto copy = dyn_cast<memref::CopyOp>(inner);
        bool copiesNothing = copy && copy.getSource() == copy.getTarget();
        if (isPure(inner) || isa<memref::AllocOp>(inner) || copiesNothing)
          return WalkResult::advance();
        for (Value operand : inner->getOperands()) {
          if (!isa<BaseMemRefType>(operand.getType()))
            continue;
          Value other = getBuffer(operand);
          if (other == buffer || !isBufferOfItsOwn(other))
            return WalkResult::interrupt();
        }
        return isa<func::CallOp>(inner) ? WalkResult::interrupt()
                                        : WalkResult::advance();
      });
      if (result.wasInterrupted())
        return true;
    }
    return false;
  }

  void forward(memref::CopyOp copy, DominanceInfo &dominance) {
    linalg::LinalgOp writer = getWriter(copy);
    Value source = copy.getSource(), target = copy.getTarget();
    Value buffer = getBuffer(target);
    SmallVector<Operation *> needed;
    if (!writer || !isBufferOfItsOwn(buffer) ||
        isTouched(buffer, writer, copy) ||
        !canHave(target, writer, dominance, needed))
      return;
    // What its body loads.
    llvm::SetVector<Value> captured;
    getUsedValuesDefinedAbove(writer->getRegions(), captured);
    for (Value value : captured)
      if (isa<BaseMemRefType>(value.getType()) &&
          (getBuffer(value) == buffer || !isBufferOfItsOwn(getBuffer(value))))
        return;
    for (OpOperand &operand : writer->getOpOperands()) {
      if (operand.get() == source ||
          !isa<BaseMemRefType>(operand.get().getType()))
        continue;
      Value other = getBuffer(operand.get());
      if (!isBufferOfItsOwn(other))
        return;
      if (other == buffer &&
          (!writer.isDpsInit(&operand) || !areDisjoint(operand.get(), target)))
        return;
    }
    for (Operation *op : needed)
      op->moveBefore(writer);
    copy.erase();
    source.replaceAllUsesWith(target);
    source.getDefiningOp()->erase();
    ++numForwarded;
  }
};
} // namespace

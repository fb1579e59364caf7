//===- CopyReason.cpp - Why a copy is left --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bufferization does not say why it copies, but what it copies from and to
// does: an argument is the caller's, a loop reads what it carries until it
// yields, and what is copied whole to a new buffer is written there.
//
//===----------------------------------------------------------------------===//

#include "CopyReason.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace mlir;
using namespace nn;

namespace {
/// What a view is of.
struct Whole {
  Value buffer;
  bool isPart = false;     ///< the view may be a part of it
  bool isReshaped = false; ///< the view has other axes
};
} // namespace

static Whole getWhole(Value buffer) {
  Whole whole{buffer};
  while (auto view = whole.buffer.getDefiningOp<ViewLikeOpInterface>()) {
    whole.isPart |= isa<memref::SubViewOp>(*view);
    whole.isReshaped |=
        isa<memref::CollapseShapeOp, memref::ExpandShapeOp>(*view);
    whole.buffer = view.getViewSource();
  }
  return whole;
}

/// What a loop carries in `buffer`, an argument of its body.
static bool isCarried(Value buffer) {
  auto argument = dyn_cast<BlockArgument>(buffer);
  return argument &&
         isa<LoopLikeOpInterface>(argument.getOwner()->getParentOp());
}

static bool isArgument(Value buffer) {
  auto argument = dyn_cast<BlockArgument>(buffer);
  return argument && isa<func::FuncOp>(argument.getOwner()->getParentOp());
}

/// Whether anything but `copy` may write to `buffer` or a view of it.
static bool isWrittenBeside(Operation *copy, Value buffer) {
  for (OpOperand &use : buffer.getUses()) {
    Operation *user = use.getOwner();
    if (user == copy)
      continue;
    if (auto view = dyn_cast<ViewLikeOpInterface>(user)) {
      if (isWrittenBeside(copy, view.getViewDest()))
        return true;
      continue;
    }
    auto effects = dyn_cast<MemoryEffectOpInterface>(user);
    if (!effects || effects.getEffectOnValue<MemoryEffects::Write>(buffer))
      return true;
  }
  return false;
}

/// Whether `buffer`, or a view of it, is used behind `copy`.
static bool isUsedLater(Operation *copy, Value buffer) {
  return llvm::any_of(buffer.getUsers(), [&](Operation *user) {
    if (auto view = dyn_cast<ViewLikeOpInterface>(user))
      return isUsedLater(copy, view.getViewDest());
    Operation *before = copy, *behind;
    while (!(behind = before->getBlock()->findAncestorOpInBlock(*user)))
      before = before->getParentOp();
    return before != behind && before->isBeforeInBlock(behind);
  });
}

static std::string describe(Value buffer) {
  if (isArgument(buffer))
    return "an argument of the function";
  if (buffer.getDefiningOp<memref::GetGlobalOp>())
    return "a constant";
  return isCarried(buffer) ? "the state of a loop" : "a value";
}

std::string nn::getCopyReason(Operation *copy, Value source, Value target) {
  if (auto reason = copy->getAttrOfType<StringAttr>(kCopyReasonAttr))
    return reason.str();
  Whole sourceWhole = getWhole(source), targetWhole = getWhole(target);
  Value from = sourceWhole.buffer, to = targetWhole.buffer;
  std::string what = describe(from);
  // An argument is the caller's, and a constant that of all calls.
  bool isShared = isArgument(from) || from.getDefiningOp<memref::GetGlobalOp>();
  StringRef butWhy = isShared                  ? ""
                     : isUsedLater(copy, from) ? ", and is needed later"
                     : sourceWhole.isReshaped  ? ", reshaped"
                                               : ", but is computed elsewhere";
  if (isCarried(to))
    return "a loop reads its state while it computes the next";
  if (isArgument(to))
    return what +
           (targetWhole.isPart ? " becomes part of a result" : " is returned") +
           butWhy.str();
  if (targetWhole.isPart)
    return what + " becomes part of a larger tensor" + butWhy.str();
  if (isWrittenBeside(copy, to))
    return what + " is needed after an op has written to the copy";
  if (sourceWhole.isPart)
    return "a part of " + what + " is needed in one piece, to be reshaped";
  return what + " is needed at another place";
}

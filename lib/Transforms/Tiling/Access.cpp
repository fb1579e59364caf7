//===- Access.cpp - How loops walk through memory -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Access.h"
#include <optional>

using namespace mlir;
using namespace nn;

/// The strides in elements of a buffer, or of a tensor without gaps.
static SmallVector<int64_t> getStrides(ShapedType type) {
  SmallVector<int64_t> strides;
  if (auto buffer = dyn_cast<MemRefType>(type)) {
    int64_t offset;
    if (succeeded(buffer.getStridesAndOffset(strides, offset)))
      return strides;
    return SmallVector<int64_t>(type.getRank(), ShapedType::kDynamic);
  }
  strides.assign(type.getRank(), ShapedType::kDynamic);
  int64_t stride = 1;
  for (int64_t axis = type.getRank(); axis-- > 0;) {
    strides[axis] = stride;
    if (type.isDynamicDim(axis))
      break;
    stride *= type.getDimSize(axis);
  }
  return strides;
}

/// What `expr` grows by when `loop` advances within a run.
static std::optional<int64_t> getGrowth(AffineExpr expr, unsigned loop,
                                        int64_t run) {
  if (!expr.isFunctionOfDim(loop))
    return 0;
  if (isa<AffineDimExpr>(expr))
    return 1;
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return std::nullopt;
  std::optional<int64_t> left = getGrowth(binary.getLHS(), loop, run);
  std::optional<int64_t> right = getGrowth(binary.getRHS(), loop, run);
  if (!left || !right)
    return std::nullopt;
  auto factor = dyn_cast<AffineConstantExpr>(binary.getRHS());
  switch (binary.getKind()) {
  case AffineExprKind::Add:
    return *left + *right;
  case AffineExprKind::Mul:
    if (factor)
      return *left * factor.getValue();
    return std::nullopt;
  case AffineExprKind::Mod:
  case AffineExprKind::FloorDiv:
    // A run starts where the remainder is a multiple of it.
    if (!factor || factor.getValue() % run != 0 ||
        binary.getLHS() != getAffineDimExpr(loop, expr.getContext()))
      return std::nullopt;
    return binary.getKind() == AffineExprKind::Mod ? 1 : 0;
  default:
    return std::nullopt;
  }
}

Stride nn::getStride(AffineMap map, ShapedType type, unsigned loop,
                     int64_t run) {
  Stride stride;
  for (auto [expr, size] :
       llvm::zip_equal(map.getResults(), getStrides(type))) {
    std::optional<int64_t> growth = getGrowth(expr, loop, run);
    if (!growth)
      return {Stride::Uneven};
    if (*growth == 0)
      continue;
    if (ShapedType::isDynamic(size))
      stride.kind = Stride::Unknown;
    else
      stride.elements += *growth * size;
  }
  return stride;
}

bool nn::movesEvenly(AffineMap map, unsigned loop) {
  return llvm::all_of(map.getResults(), [loop](AffineExpr expr) {
    return !expr.walk([loop](AffineExpr part) {
                  bool isSum = isa<AffineDimExpr, AffineConstantExpr>(part) ||
                               part.getKind() == AffineExprKind::Add ||
                               part.getKind() == AffineExprKind::Mul;
                  return isSum || !part.isFunctionOfDim(loop)
                             ? WalkResult::advance()
                             : WalkResult::interrupt();
                })
                .wasInterrupted();
  });
}

std::optional<unsigned> nn::getRowLoop(AffineMap map, ShapedType type) {
  if (map.getNumResults() == 0)
    return std::nullopt;
  auto last = dyn_cast<AffineDimExpr>(map.getResults().back());
  if (!last || !getStride(map, type, last.getPosition()).is(1))
    return std::nullopt;
  return last.getPosition();
}

//===- KnownSequences.cpp - Tensors known when they are compiled ----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KnownSequences.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace nn;

bool nn::isIota(Value tensor) {
  auto map = tensor.getDefiningOp<MapOp>();
  if (!map || cast<RankedTensorType>(tensor.getType()).getRank() != 1)
    return false;
  Value yielded = map.getBody().front().getTerminator()->getOperand(0);
  // Narrow integers wrap.
  auto cast = yielded.getDefiningOp<arith::IndexCastOp>();
  if (cast && cast.getType().isInteger(64))
    yielded = cast.getIn();
  return yielded.getDefiningOp<IndexOp>() != nullptr;
}

TypedAttr nn::getUniform(Value tensor) {
  DenseElementsAttr constant;
  if (matchPattern(tensor, m_Constant(&constant)) && constant.isSplat())
    return cast<TypedAttr>(constant.getSplatValue<Attribute>());
  Value scalar;
  if (auto splat = tensor.getDefiningOp<tensor::SplatOp>())
    scalar = splat.getInput();
  else if (auto map = tensor.getDefiningOp<MapOp>())
    scalar = map.getBody().front().getTerminator()->getOperand(0);
  TypedAttr number;
  return scalar && matchPattern(scalar, m_Constant(&number)) ? number
                                                             : TypedAttr();
}

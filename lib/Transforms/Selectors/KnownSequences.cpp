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

Value nn::getRepeated(Value tensor) {
  auto map = tensor.getDefiningOp<MapOp>();
  if (!map || cast<RankedTensorType>(tensor.getType()).getRank() != 1)
    return {};
  auto yielded = dyn_cast<BlockArgument>(
      map.getBody().front().getTerminator()->getOperand(0));
  if (!yielded || yielded.getOwner() != &map.getBody().front())
    return {};
  Value input = map.getInputs()[yielded.getArgNumber()];
  auto type = cast<RankedTensorType>(input.getType());
  return type.getRank() == 1 && type.getDimSize(0) == 1 ? input : Value();
}

Value nn::makeOneElement(OpBuilder &builder, Location loc, Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  if (type.getRank() != 1)
    return {};
  if (TypedAttr number = getUniform(tensor))
    return arith::ConstantOp::create(
        builder, loc,
        DenseElementsAttr::get(RankedTensorType::get(1, type.getElementType()),
                               ArrayRef<Attribute>(number)));
  return getRepeated(tensor);
}

TypedAttr nn::getUniform(Value tensor) {
  if (Value element = getRepeated(tensor))
    return getUniform(element);
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

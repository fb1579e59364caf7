//===- RandomOps.cpp - Random numbers that replay -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;
using namespace nn;

LogicalResult RandomOp::verify() {
  RankedTensorType type = getType();
  // C1.
  bool makesIntegers = getKind() == RandomKind::Bits;
  if (isa<IntegerType>(type.getElementType()) != makesIntegers)
    return emitOpError("expected the result of '")
           << stringifyRandomKind(getKind()) << "' to have "
           << (makesIntegers ? "integer" : "float") << " elements, got "
           << type.getElementType();
  // C2.
  if (!getLike()) {
    if (!type.hasStaticShape())
      return emitOpError("expected a result with static extents, or 'like' "
                         "with the same extents, got ")
             << type;
    return success();
  }
  auto like = cast<RankedTensorType>(getLike().getType());
  if (!areCompatibleTypes(RankedTensorType::get(like.getShape(),
                                                type.getElementType(),
                                                like.getEncoding()),
                          type))
    return emitOpError("expected 'like' to have the axes of the result ")
           << type << ", got " << like;
  return success();
}

OpFoldResult RandomOp::fold(FoldAdaptor) {
  // Extents that are known twice need no tensor.
  if (!getLike() || !getType().hasStaticShape() ||
      !cast<RankedTensorType>(getLike().getType()).hasStaticShape())
    return {};
  getLikeMutable().clear();
  return getResult();
}

std::optional<int64_t> RandomOp::getOperationCount() {
  // Ten rounds of two products, four exclusive ors and two additions make four
  // words.
  return scaleByExtents(20, getType().getShape());
}

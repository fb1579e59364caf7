//===- ScalarRegion.cpp - Regions of scalar ops ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ScalarRegion.h"
#include "dialects/NN/ScalarOps.h"

using namespace mlir;
using namespace nn;

LogicalResult nn::verifyScalarBody(Operation *op, Block &body,
                                   TypeRange types) {
  for (Operation &nested : body.without_terminator()) {
    if (!isScalarOp(&nested) && !isa<IndexOp>(nested)) {
      InFlightDiagnostic diag =
          op->emitOpError("expected the region to compute scalars with ops of "
                          "'arith' and 'math', got '")
          << nested.getName() << "'";
      Diagnostic &note = diag.attachNote(nested.getLoc());
      note << "the op stands here";
      if (StringRef reason = getReasonAgainst(&nested); !reason.empty())
        note << ": " << reason;
      return diag;
    }
  }
  auto yield = dyn_cast<YieldOp>(body.getTerminator());
  if (!yield || yield.getOperandTypes() != types) {
    InFlightDiagnostic diag = op->emitOpError("expected the region to yield ");
    if (types.size() == 1)
      diag << "one value of type " << types[0] << ", got ";
    else
      diag << "values of types (" << types << "), got ";
    if (yield)
      diag << "(" << yield.getOperandTypes() << ")";
    else
      diag << "'" << body.getTerminator()->getName() << "'";
    return diag;
  }
  return success();
}

LogicalResult nn::verifyBodyArguments(Operation *op, Block &body,
                                      TypeRange types) {
  if (TypeRange(body.getArgumentTypes()) != types)
    return op->emitOpError("expected the arguments of the region to have the "
                           "types (")
           << types << "), got (" << body.getArgumentTypes() << ")";
  return success();
}

bool nn::isNumberOfType(Attribute value, Type element) {
  return isa<FloatAttr, IntegerAttr>(value) &&
         cast<TypedAttr>(value).getType() == element;
}

int64_t nn::countScalarOps(Block &body) {
  int64_t count = 0;
  for (Operation &op : body.without_terminator())
    count += !op.hasTrait<OpTrait::ConstantLike>();
  return count;
}

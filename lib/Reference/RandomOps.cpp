//===- RandomOps.cpp - Evaluation of random numbers -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorBounds.h"
#include "Implementation.h"
#include "nn/Weights/Philox.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;

static LogicalResult evaluate(EvaluatorImpl &self, RandomOp op, Frame &frame) {
  RankedTensorType type = op.getType();
  SmallVector<int64_t> shape(type.getShape());
  if (op.getLike())
    shape = frame.getTensor(op.getLike()).shape;
  Tensor result(shape, type.getElementType());
  auto seed =
      static_cast<uint64_t>(frame.getTensor(op.getSeed()).data[0].integer);
  PhiloxWords words({seed, op.getStream()});
  unsigned width = type.getElementTypeBitWidth();
  std::array<double, 2> pair{};
  for (auto [index, number] : llvm::enumerate(result.data)) {
    switch (op.getKind()) {
    case RandomKind::Bits:
      number.integer = static_cast<int64_t>(words.next() >> (64 - width));
      if (width > 1)
        number.integer = llvm::SignExtend64(number.integer, width);
      break;
    case RandomKind::Uniform:
      number.real = words.nextUnit();
      if (self.boundsErrors)
        number.error = std::fabs(roundTo(number.real, type.getElementType()) -
                                 number.real);
      break;
    case RandomKind::Normal:
      if (index % 2 == 0)
        pair = words.nextNormals();
      number.real = pair[index % 2];
      // Functions of the C library in double, and one rounding to the type.
      if (self.boundsErrors)
        number.error =
            0x1p-46 + getUnitInLastPlace(number.real, type.getElementType());
      break;
    }
  }
  frame.set(op, std::move(result));
  return success();
}

void nn::addRandomOps(OpTable &table) { table.add<RandomOp>(evaluate); }

//===- Work.cpp - How long loops run --------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Work.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace nn;

/// Vector operations that a core starts at a time, and those that an elementary
/// function takes.
static constexpr double kOpsPerCycle = 2, kFunctionOps = 100;
/// What comes from, or goes to, the second level of cache or that of another
/// core.
static constexpr double kBytesPerCycle = 16;

/// Whether `op` only finds places: that is done beside what is computed, or
/// outside of loops.
static bool findsPlaces(Operation *op) {
  return op->hasTrait<OpTrait::ConstantLike>() ||
         (op->getNumResults() > 0 &&
          llvm::all_of(op->getResultTypes(), [](Type type) {
            return isa<IndexType, MemRefType>(type);
          }));
}

static double countCycles(Operation &op, int64_t partCycles) {
  return llvm::TypeSwitch<Operation *, double>(&op)
      .Case([&](scf::ForOp loop) {
        return static_cast<double>(
                   getIterations(loop).value_or(kUnknownExtent)) *
               estimateCycles(*loop.getBody(), partCycles);
      })
      .Case([&](ParallelOp parallel) {
        // Its grain was chosen so.
        std::optional<int64_t> count = getConstantIntValue(parallel.getCount());
        std::optional<int64_t> grain = getConstantIntValue(parallel.getGrain());
        return static_cast<double>(partCycles) *
               static_cast<double>(count.value_or(kUnknownExtent)) /
               static_cast<double>(grain.value_or(1));
      })
      .Default([&](Operation *op) {
        double cycles = 0;
        for (Region &region : op->getRegions())
          for (Block &block : region)
            cycles = std::max(cycles, estimateCycles(block, partCycles));
        if (op->getNumRegions() > 0)
          return cycles;
        if (findsPlaces(op) || op->hasTrait<OpTrait::IsTerminator>())
          return 0.0;
        return (isa<math::MathDialect>(op->getDialect()) ? kFunctionOps : 1) /
               kOpsPerCycle;
      });
}

std::optional<int64_t> nn::getIterations(scf::ForOp loop) {
  std::optional<APInt> count = loop.getStaticTripCount();
  if (!count)
    return std::nullopt;
  return count->getSExtValue();
}

double nn::estimateCycles(Block &block, int64_t partCycles) {
  double cycles = 0;
  for (Operation &op : block)
    cycles += countCycles(op, partCycles);
  return cycles;
}

double nn::estimateCyclesPerElement(linalg::GenericOp op, int64_t lanes) {
  double cycles = estimateCycles(*op.getBody());
  bool isReduction = op.getNumReductionLoops() > 0;
  // A product is fused with the sum that it enters.
  if (isReduction)
    for (Operation &inner : op.getBody()->without_terminator())
      if (isa<arith::MulFOp>(inner))
        cycles -= 1 / kOpsPerCycle;
  cycles = std::max(cycles, 1 / kOpsPerCycle) / static_cast<double>(lanes);
  // A reduction finds most of what it reads in registers or near.
  if (!isReduction)
    for (Type type : op->getOperandTypes())
      if (auto shaped = dyn_cast<ShapedType>(type))
        cycles += static_cast<double>(getElementBytes(shaped)) / kBytesPerCycle;
  return cycles;
}

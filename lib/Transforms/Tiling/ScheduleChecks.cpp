//===- ScheduleChecks.cpp - What a schedule may ask of an op --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleChecks.h"
#include "Access.h"
#include "DotProduct.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"

using namespace mlir;
using namespace nn;

bool nn::hasVectorBody(linalg::GenericOp op) {
  auto isVectorElement = [](Type type) {
    Type element = getElementTypeOrSelf(type);
    // A boolean in memory takes a byte, one in a vector a bit.
    return element.isIntOrFloat() && !element.isInteger(1);
  };
  return llvm::all_of(op->getOperandTypes(), isVectorElement) &&
         llvm::all_of(op.getBody()->without_terminator(), [](Operation &inner) {
           return isa<linalg::IndexOp>(inner) ||
                  inner.hasTrait<OpTrait::ConstantLike>() ||
                  OpTrait::hasElementwiseMappableTraits(&inner);
         });
}

Operation *nn::getReassociableCombiner(linalg::GenericOp op, unsigned number) {
  SmallVector<Operation *, 4> combiners;
  if (!matchReduction(op.getRegionOutputArgs(), number, combiners) ||
      combiners.size() != 1 || !linalg::getCombinerOpKind(combiners[0]))
    return nullptr;
  // Upstream knows no least or largest index (LLVM 22).
  if (isa<arith::MaxSIOp, arith::MinSIOp>(combiners[0]) &&
      getElementTypeOrSelf(combiners[0]->getResult(0)).isIndex())
    return nullptr;
  if (isa<arith::AddFOp, arith::MulFOp>(combiners[0]) &&
      !arith::bitEnumContainsAll(
          cast<arith::ArithFastMathInterface>(combiners[0])
              .getFastMathFlagsAttr()
              .getValue(),
          arith::FastMathFlags::reassoc))
    return nullptr;
  return combiners[0];
}

/// Why `op` cannot be computed by the dot products of `schedule`; empty if it
/// can.
static std::string getReasonAgainstDots(ScheduleAttr schedule,
                                        linalg::GenericOp op) {
  int64_t dotLoop = schedule.getDotLoop();
  std::optional<DotBody> body = matchDotBody(op);
  if (!body)
    return "it does not sum products of extended elements";
  if (dotLoop >= static_cast<int64_t>(op.getNumLoops()) ||
      !linalg::isReductionIterator(op.getIteratorTypesArray()[dotLoop]) ||
      ShapedType::isDynamic(op.getStaticLoopRanges()[dotLoop]))
    return "dot products need a reduction of known extent";
  int64_t vectorLoop = schedule.getVectorLoop();
  if (linalg::isReductionIterator(op.getIteratorTypesArray()[vectorLoop]))
    return "lanes of dot products are elements of the result";
  unsigned numVarying = 0;
  for (unsigned factor : body->factors) {
    AffineMap map = op.getIndexingMapsArray()[factor];
    if (!map.isFunctionOfDim(dotLoop))
      return "a factor of the dot products is the same for all of them";
    numVarying += map.isFunctionOfDim(vectorLoop);
  }
  if (numVarying != 1)
    return "dot products need one factor that is the same in all lanes, and "
           "one that is not";
  int64_t rows = schedule.getMatrixLoop();
  if (rows == ScheduleAttr::kNone)
    return {};
  if (rows >= static_cast<int64_t>(op.getNumLoops()) ||
      linalg::isReductionIterator(op.getIteratorTypesArray()[rows]))
    return "rows of matrices are elements of the result";
  for (unsigned factor : body->factors) {
    AffineMap map = op.getIndexingMapsArray()[factor];
    if (map.isFunctionOfDim(rows) == map.isFunctionOfDim(vectorLoop))
      return "rows of matrices need the factor that is the same in all lanes, "
             "and that one alone";
  }
  return {};
}

/// Why the operands of `op`, on buffers, do not lie as dot products read them;
/// empty if they do.
static std::string getReasonAgainstDotLayout(ScheduleAttr schedule,
                                             linalg::GenericOp op) {
  int64_t dotLoop = schedule.getDotLoop(), size = schedule.getDotSize();
  AffineExpr loop = getAffineDimExpr(dotLoop, op.getContext());
  const DotBody body = *matchDotBody(op);
  for (unsigned factor : body.factors) {
    AffineMap map = op.getIndexingMapsArray()[factor];
    auto type = cast<MemRefType>(op->getOperand(factor).getType());
    if (!map.isFunctionOfDim(schedule.getVectorLoop()))
      continue;
    ArrayRef<AffineExpr> exprs = map.getResults();
    if (exprs.size() < 3 || exprs[exprs.size() - 3] != loop.floorDiv(size) ||
        exprs.back() != loop % size || type.getShape().back() != size ||
        !type.getLayout().isIdentity() ||
        !getStride(map, type, schedule.getVectorLoop(), schedule.getLanes())
             .is(size))
      return "a factor is not laid out for dot products";
  }
  return {};
}

/// Whether the loops that reduce run in the order of the op; those that the
/// schedule leaves out run within all others.
static bool keepsOrderOfReductions(ScheduleAttr schedule,
                                   linalg::GenericOp op) {
  SmallVector<int64_t> order;
  for (int64_t loop : schedule.getLoops())
    if (linalg::isReductionIterator(op.getIteratorTypesArray()[loop]))
      order.push_back(loop);
  for (auto [loop, kind] : llvm::enumerate(op.getIteratorTypesArray()))
    if (linalg::isReductionIterator(kind) && !llvm::is_contained(order, loop))
      order.push_back(static_cast<int64_t>(loop));
  return llvm::is_sorted(order);
}

std::string nn::getReasonAgainst(ScheduleAttr schedule, linalg::GenericOp op) {
  auto numLoops = static_cast<int64_t>(op.getNumLoops());
  llvm::SmallDenseMap<int64_t, int64_t> outer;
  for (auto [loop, step] :
       llvm::zip_equal(schedule.getLoops(), schedule.getSteps())) {
    if (loop >= numLoops)
      return "it names loop " + std::to_string(loop) + " of " +
             std::to_string(numLoops);
    auto [known, isNew] = outer.try_emplace(loop, step);
    if (!isNew && known->second % step != 0)
      return "its blocks are no multiples of its tiles";
    if (!isNew && linalg::isReductionIterator(op.getIteratorTypesArray()[loop]))
      return "a loop that reduces is cut twice";
    known->second = step;
  }
  if (schedule.getVectorLoop() >= numLoops)
    return "its vector loop is not one of the op";
  if (schedule.getVectorLoop() >= 0)
    outer.try_emplace(schedule.getVectorLoop(), schedule.getLanes());
  if (schedule.getDotLoop() >= 0)
    outer.try_emplace(schedule.getDotLoop(), schedule.getDotSize());
  int64_t numCut = 0;
  for (auto [loop, step] : outer)
    numCut += linalg::isReductionIterator(op.getIteratorTypesArray()[loop]) &&
              step > 1;
  if (numCut > 1)
    return "it has partial sums of several loops";
  if (op.getNumDpsInits() == 0)
    return "the op has no result";
  if (schedule.getDotLoop() != ScheduleAttr::kNone) {
    if (std::string reason = getReasonAgainstDots(schedule, op);
        !reason.empty())
      return reason;
    if (op.hasPureBufferSemantics())
      if (std::string reason = getReasonAgainstDotLayout(schedule, op);
          !reason.empty())
        return reason;
  }
  int64_t vectorLoop = schedule.getVectorLoop();
  bool keepsOrder = keepsOrderOfReductions(schedule, op);
  if (schedule.getLanes() > 1 && !hasVectorBody(op))
    return "the op does not compute in vectors";
  for (AffineMap map : op.getIndexingMapsArray())
    if (map.getNumSymbols() > 0)
      return "an access depends on more than loops";
  for (int64_t loop = 0; loop < numLoops; ++loop) {
    bool reduces =
        linalg::isReductionIterator(op.getIteratorTypesArray()[loop]);
    for (OpOperand &output : op.getDpsInitsMutable())
      if (op.getMatchingIndexingMap(&output).isFunctionOfDim(loop) == reduces)
        return "an output is not indexed by exactly the parallel loops";
    if (reduces && (loop == vectorLoop || loop == schedule.getDotLoop() ||
                    schedule.getTile(loop) > 1))
      keepsOrder = false;
  }
  for (unsigned number = 0; number < op.getNumDpsInits(); ++number)
    if (!keepsOrder && !getReassociableCombiner(op, number))
      return "the order of a reduction is given";
  return {};
}

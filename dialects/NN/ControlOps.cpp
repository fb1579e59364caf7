//===- ControlOps.cpp - Regions that run many times or not ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;
using namespace nn;

/// Verifies that `axis` is an axis of `type`, that of `what`.
static LogicalResult verifyAxis(Operation *op, int64_t axis, Type type,
                                const Twine &what) {
  int64_t rank = cast<RankedTensorType>(type).getRank();
  if (axis < 0 || axis >= rank)
    return op->emitOpError("expected 'axis' to be an axis of ")
           << what << " of rank " << rank << ", got " << axis;
  return success();
}

/// Verifies that `type`, that of `what`, agrees with `expected`.
static LogicalResult verifyAgrees(Operation *op, Type type, Type expected,
                                  const Twine &what) {
  if (!areCompatibleTypes(expected, type))
    return op->emitOpError("expected ")
           << what << " to agree with type " << expected << ", got " << type;
  return success();
}

/// Verifies that there are `expected` of `what`.
static LogicalResult verifyCount(Operation *op, size_t count, size_t expected,
                                 StringRef what) {
  if (count != expected)
    return op->emitOpError("expected ")
           << expected << " " << what << ", got " << count;
  return success();
}

/// Verifies that the inputs have `axis`, with one extent.
static LogicalResult verifyInputs(Operation *op, ValueRange inputs,
                                  int64_t axis) {
  int64_t extent = ShapedType::kDynamic;
  for (auto [index, input] : llvm::enumerate(inputs)) {
    if (failed(verifyAxis(op, axis, input.getType(),
                          "'inputs[" + Twine(index) + "]'")))
      return failure();
    int64_t other = cast<RankedTensorType>(input.getType()).getDimSize(axis);
    if (ShapedType::isDynamic(other))
      continue;
    if (!ShapedType::isDynamic(extent) && extent != other)
      return op->emitOpError("expected the inputs to have one extent along "
                             "axis ")
             << axis << ", got " << extent << " and " << other;
    extent = other;
  }
  return success();
}

static ValueRange getYielded(Region &region) {
  return region.front().getTerminator()->getOperands();
}

/// Verifies that the arguments of `body` from `first` on agree with the inputs
/// without `axis`.
static LogicalResult verifyParts(Operation *op, Block &body, ValueRange inputs,
                                 int64_t axis, size_t first = 0) {
  for (auto [index, input] : llvm::enumerate(inputs))
    if (failed(verifyAgrees(
            op, body.getArgument(first + index).getType(),
            dropAxis(cast<RankedTensorType>(input.getType()), axis),
            "argument " + Twine(first + index) + " of the region")))
      return failure();
  return success();
}

/// Verifies that `results`, from `first` on, agree with what the region yields
/// but have `axis` in addition.
static LogicalResult verifyStacked(Operation *op, ValueRange yielded,
                                   ResultRange results, int64_t axis,
                                   size_t first = 0) {
  for (size_t index = first; index < results.size(); ++index) {
    std::string what = "result " + std::to_string(index);
    Type type = results[index].getType();
    if (failed(verifyAxis(op, axis, type, what)) ||
        failed(verifyAgrees(op, dropAxis(cast<RankedTensorType>(type), axis),
                            yielded[index].getType(), what + " without axis")))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// nn.cond
//===----------------------------------------------------------------------===//

LogicalResult CondOp::verify() {
  for (Region *region : {&getThenRegion(), &getElseRegion()}) {
    // C1.
    if (failed(verifyCount(*this, region->getNumArguments(), 0,
                           "arguments of a region")))
      return failure();
    // C2.
    ValueRange yielded = getYielded(*region);
    if (failed(verifyCount(*this, yielded.size(), getNumResults(),
                           "values that a region yields, one per result")))
      return failure();
    for (auto [index, value] : llvm::enumerate(yielded))
      if (failed(verifyAgrees(*this, getResult(index).getType(),
                              value.getType(), "result " + Twine(index))))
        return failure();
  }
  // C3, as far as extents are static.
  for (auto [index, values] : llvm::enumerate(llvm::zip_equal(
           getYielded(getThenRegion()), getYielded(getElseRegion())))) {
    auto [yes, no] = values;
    if (failed(verifyAgrees(*this, no.getType(), yes.getType(),
                            "value " + Twine(index) + " of the second region")))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// nn.scan
//===----------------------------------------------------------------------===//

LogicalResult ScanOp::verify() {
  auto axis = static_cast<int64_t>(getAxis());
  // C1.
  if (getInputs().empty() && !getCount())
    return emitOpError("expected inputs or a count");
  // C2 and C3.
  if (failed(verifyInputs(*this, getInputs(), axis)))
    return failure();
  // C4.
  Block &body = getBlock();
  size_t numInits = getInits().size();
  if (failed(verifyCount(*this, body.getNumArguments(),
                         numInits + getInputs().size(),
                         "arguments of the region, one per init and input")))
    return failure();
  for (auto [index, init] : llvm::enumerate(getInits()))
    if (failed(verifyAgrees(*this, body.getArgument(index).getType(),
                            init.getType(),
                            "argument " + Twine(index) + " of the region")))
      return failure();
  if (failed(verifyParts(*this, body, getInputs(), axis, numInits)))
    return failure();
  // C5.
  ValueRange yielded = getYielded(getBody());
  if (yielded.size() < numInits)
    return emitOpError("expected the region to yield at least one value per "
                       "init, got ")
           << yielded.size() << " for " << numInits << " inits";
  for (size_t index = 0; index < numInits; ++index)
    if (failed(verifyAgrees(*this, yielded[index].getType(),
                            body.getArgument(index).getType(),
                            "yielded value " + Twine(index))))
      return failure();
  // C6.
  if (failed(verifyCount(*this, getNumResults(), yielded.size(),
                         "results, one per yielded value")))
    return failure();
  for (size_t index = 0; index < numInits; ++index)
    if (failed(verifyAgrees(*this, getResult(index).getType(),
                            yielded[index].getType(),
                            "result " + Twine(index))))
      return failure();
  return verifyStacked(*this, yielded, getResults(), axis, numInits);
}

//===----------------------------------------------------------------------===//
// nn.weave
//===----------------------------------------------------------------------===//

LogicalResult WeaveOp::verify() {
  auto axis = static_cast<int64_t>(getAxis());
  // C1.
  if (getInputs().empty())
    return emitOpError("expected at least one input");
  // C2 and C3.
  if (failed(verifyInputs(*this, getInputs(), axis)))
    return failure();
  // C4.
  Block &body = getBody().front();
  if (failed(verifyCount(*this, body.getNumArguments(), getInputs().size(),
                         "arguments of the region, one per input")) ||
      failed(verifyParts(*this, body, getInputs(), axis)))
    return failure();
  // C5.
  ValueRange yielded = getYielded(getBody());
  if (failed(verifyCount(*this, getNumResults(), yielded.size(),
                         "results, one per yielded value")))
    return failure();
  return verifyStacked(*this, yielded, getResults(), axis);
}

//===----------------------------------------------------------------------===//
// nn.fixed_point
//===----------------------------------------------------------------------===//

LogicalResult FixedPointOp::verify() {
  // C1.
  if (getInits().empty())
    return emitOpError("expected at least one init");
  // C2.
  const APFloat &tolerance = getTolerance();
  if (!tolerance.isFinite() || (tolerance.isNegative() && !tolerance.isZero()))
    return emitOpError(
               "expected a finite 'tolerance' that is not negative, got ")
           << tolerance.convertToDouble();
  if (static_cast<int64_t>(getLimit()) < 1)
    return emitOpError("expected a positive 'limit', got ")
           << static_cast<int64_t>(getLimit());
  // C3.
  Block &body = getBody().front();
  ValueRange yielded = getYielded(getBody());
  size_t count = getInits().size();
  if (failed(verifyCount(*this, body.getNumArguments(), count,
                         "arguments of the region, one per init")) ||
      failed(verifyCount(*this, yielded.size(), count,
                         "values that the region yields, one per init")))
    return failure();
  // C4.
  if (failed(verifyCount(*this, getNumResults(), count + 2,
                         "results, one per init and two more")))
    return failure();
  for (auto [index, init] : llvm::enumerate(getInits())) {
    Type carried = body.getArgument(index).getType();
    if (failed(verifyAgrees(*this, carried, init.getType(),
                            "argument " + Twine(index) + " of the region")) ||
        failed(verifyAgrees(*this, yielded[index].getType(), carried,
                            "yielded value " + Twine(index))) ||
        failed(verifyAgrees(*this, getResult(index).getType(), carried,
                            "result " + Twine(index))))
      return failure();
  }
  MLIRContext *context = getContext();
  for (auto [index, width] : {std::pair(count, 64), std::pair(count + 1, 1)})
    if (auto type = RankedTensorType::get({}, IntegerType::get(context, width));
        getResult(index).getType() != type)
      return emitOpError("expected result ")
             << index << " to have type " << type << ", got "
             << getResult(index).getType();
  return success();
}

void ParallelOp::build(OpBuilder &builder, OperationState &state, Value count,
                       Value grain) {
  state.addOperands({count, grain});
  OpBuilder::InsertionGuard guard(builder);
  Type index = builder.getIndexType();
  builder.createBlock(state.addRegion(), {}, {index, index},
                      {state.location, state.location});
}

Value ParallelOp::addBuffer(Value buffer) {
  getBuffersMutable().append(buffer);
  return getBody().addArgument(buffer.getType(), buffer.getLoc());
}

LogicalResult ParallelOp::verify() {
  // C1.
  SmallVector<Type> expected(2, IndexType::get(getContext()));
  llvm::append_range(expected, getBuffers().getTypes());
  TypeRange types = getBody().getArgumentTypes();
  if (failed(verifyCount(*this, types.size(), expected.size(),
                         "arguments of the region")))
    return failure();
  for (auto [number, type] : llvm::enumerate(types))
    if (type != expected[number])
      return emitOpError("expected argument ")
             << number << " of the region to be of type " << expected[number]
             << ", got " << type;
  return success();
}

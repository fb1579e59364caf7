//===- IndexingOps.cpp - Elements by their places -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarRegion.h"
#include "dialects/NN/SlicePattern.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// nn.concat
//===----------------------------------------------------------------------===//

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         ConcatOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  // C1.
  if (adaptor.getInputs().empty())
    return infer() << "expected at least one input";
  RankedTensorType first = getTensorType(adaptor.getInputs()[0]);
  int64_t rank = first.getRank();
  auto joined = static_cast<int64_t>(adaptor.getAxis());
  AxisTable table(infer);
  SmallVector<std::string> labels;
  for (int64_t axis = 0; axis < rank; ++axis)
    labels.push_back(std::to_string(axis));
  int64_t extent = 0;
  for (auto [index, input] : llvm::enumerate(adaptor.getInputs())) {
    RankedTensorType type = getTensorType(input);
    std::string name = ("inputs[" + Twine(index) + "]").str();
    // C2.
    if (type.getRank() != rank)
      return infer() << "expected inputs of one rank, got " << rank << " and "
                     << type.getRank();
    if (joined < 0 || joined >= rank)
      return infer() << "expected 'axis' to be an axis of the inputs of rank "
                     << rank << ", got " << joined;
    // C4.
    if (type.getElementType() != first.getElementType())
      return infer() << "expected '" << name << "' to have elements of type "
                     << first.getElementType() << ", as 'inputs[0]' has, got "
                     << type.getElementType();
    // C5.
    int64_t more = type.getDimSize(joined);
    if (ShapedType::isDynamic(extent) || ShapedType::isDynamic(more))
      extent = ShapedType::kDynamic;
    else if (llvm::AddOverflow(extent, more, extent))
      return infer() << "expected the sum of the extents to stay below 2^63";
    // C3: extents along the axis differ, names do not.
    SmallVector<int64_t> shape(type.getShape());
    shape[joined] = ShapedType::kDynamic;
    for (int64_t axis = 0; axis < rank; ++axis)
      if (failed(table.bind(labels[axis], type.clone(shape), axis, name)))
        return failure();
  }
  table.define(labels[joined], extent);
  SmallVector<StringRef> axes(labels.begin(), labels.end());
  results.push_back(table.makeType(axes, first.getElementType()));
  return success();
}

std::optional<int64_t> ConcatOp::getOperationCount() { return 0; }

OpFoldResult ConcatOp::fold(FoldAdaptor) {
  // One tensor after no other is itself.
  if (getInputs().size() == 1 && getInputs()[0].getType() == getType())
    return getInputs()[0];
  return {};
}

//===----------------------------------------------------------------------===//
// nn.slice
//===----------------------------------------------------------------------===//

LogicalResult SliceOp::inferReturnTypes(MLIRContext *context,
                                        std::optional<Location> location,
                                        SliceOp::Adaptor adaptor,
                                        SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType type = getTensorType(adaptor.getInput());
  // C1.
  auto terms = parseSlice(adaptor.getRanges(), infer);
  if (failed(terms))
    return failure();
  if (static_cast<int64_t>(terms->size()) != type.getRank())
    return infer() << "expected one term in 'ranges' per axis of 'input', got "
                   << terms->size() << " terms for rank " << type.getRank();
  // C2.
  SmallVector<int64_t> shape;
  SmallVector<StringAttr> names;
  SmallVector<StringAttr> inputNames = getAxisNames(type);
  for (auto [axis, term] : llvm::enumerate(*terms)) {
    FailureOr<int64_t> count =
        countSlice(term, type.getDimSize(axis),
                   "axis " + Twine(axis) + " of 'input'", infer);
    if (failed(count))
      return failure();
    if (term.isIndex)
      continue;
    shape.push_back(*count);
    names.push_back(inputNames[axis]);
  }
  results.push_back(RankedTensorType::get(shape, type.getElementType(),
                                          getAxesEncoding(context, names)));
  return success();
}

std::optional<int64_t> SliceOp::getOperationCount() { return 0; }

std::optional<int64_t> SliceOp::getBytesRead() { return getBytesWritten(); }

OpFoldResult SliceOp::fold(FoldAdaptor) {
  // What takes everything of every axis is the tensor.
  auto terms = *parseSlice(getRanges(), nullptr);
  if (getInput().getType() == getType() &&
      llvm::all_of(terms,
                   [](const SliceTerm &term) { return term == SliceTerm(); }))
    return getInput();
  return {};
}

//===----------------------------------------------------------------------===//
// nn.gather and nn.scatter
//===----------------------------------------------------------------------===//

/// The type of a gather of `input`, called `inputName`. Reports violations of
/// C1 and C2 of both ops.
static FailureOr<RankedTensorType>
inferGather(const Inference &infer, RankedTensorType input, StringRef inputName,
            ValueRange indices, ArrayRef<int64_t> axes) {
  // C1.
  if (axes.empty())
    return infer() << "expected at least one entry in 'axes'";
  if (failed(infer.verifyAxes(axes, input, inputName)))
    return failure();
  // C2.
  if (indices.size() != axes.size())
    return infer() << "expected one tensor in 'indices' per entry of 'axes', "
                      "got "
                   << indices.size() << " tensors for " << axes.size()
                   << " axes";
  AxisTable table(infer);
  int64_t rank = getTensorType(indices[0]).getRank();
  SmallVector<std::string> placeLabels, labels;
  for (int64_t axis = 0; axis < rank; ++axis)
    placeLabels.push_back("p" + std::to_string(axis));
  for (auto [index, place] : llvm::enumerate(indices)) {
    RankedTensorType type = getTensorType(place);
    if (type.getRank() != rank)
      return infer() << "expected index tensors of one shape, got ranks "
                     << rank << " and " << type.getRank();
    for (int64_t axis = 0; axis < rank; ++axis)
      if (failed(table.bind(placeLabels[axis], type, axis,
                            "indices[" + Twine(index) + "]")))
        return failure();
  }
  for (int64_t axis = 0; axis < input.getRank(); ++axis) {
    if (axis == axes.front())
      llvm::append_range(labels, placeLabels);
    if (llvm::is_contained(axes, axis))
      continue;
    labels.push_back(std::to_string(axis));
    if (failed(table.bind(labels.back(), input, axis, inputName)))
      return failure();
  }
  SmallVector<StringRef> resultAxes(labels.begin(), labels.end());
  return table.makeType(resultAxes, input.getElementType());
}

LogicalResult GatherOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         GatherOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  FailureOr<RankedTensorType> type =
      inferGather(infer, getTensorType(adaptor.getInput()), "input",
                  adaptor.getIndices(), adaptor.getAxes());
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

std::optional<int64_t> GatherOp::getOperationCount() { return 0; }

std::optional<int64_t> GatherOp::getBytesRead() {
  // The indices, and what becomes the result.
  return detail::addCounts(
      getBytesWritten(), detail::countBytes(SmallVector<Value>(getIndices())));
}

LogicalResult ScatterOp::inferReturnTypes(MLIRContext *context,
                                          std::optional<Location> location,
                                          ScatterOp::Adaptor adaptor,
                                          SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType dest = getTensorType(adaptor.getDest());
  RankedTensorType updates = getTensorType(adaptor.getUpdates());
  FailureOr<RankedTensorType> expected =
      inferGather(infer, dest, "dest", adaptor.getIndices(), adaptor.getAxes());
  if (failed(expected))
    return failure();
  // C4.
  if (updates.getElementType() != dest.getElementType())
    return infer() << "expected 'updates' to have elements of type "
                   << dest.getElementType() << ", as 'dest' has, got "
                   << updates.getElementType();
  // C3.
  if (!areCompatibleTypes(*expected, updates))
    return infer() << "expected 'updates' to have the type " << *expected
                   << ", got " << updates;
  results.push_back(dest);
  return success();
}

LogicalResult ScatterOp::verify() {
  Type element = getDest().getType().getElementType();
  // C5, then C6.
  Block &body = getBody().front();
  if (failed(verifyBodyArguments(*this, body, {element, element})))
    return failure();
  return verifyScalarBody(*this, body, element);
}

void ScatterOp::build(
    OpBuilder &builder, OperationState &state, Value updates, Value dest,
    ValueRange indices, ArrayRef<int64_t> axes,
    llvm::function_ref<Value(OpBuilder &, Location, Value, Value)> makeBody) {
  OpBuilder::InsertionGuard guard(builder);
  state.addOperands({updates, dest});
  state.addOperands(indices);
  state.getOrAddProperties<Properties>().axes =
      builder.getDenseI64ArrayAttr(axes);
  Type element = getElementTypeOrSelf(dest);
  Block *body = builder.createBlock(state.addRegion(), {}, {element, element},
                                    {state.location, state.location});
  Value result = makeBody(builder, state.location, body->getArgument(0),
                          body->getArgument(1));
  YieldOp::create(builder, state.location, ValueRange{result});
  state.addTypes(dest.getType());
}

std::optional<int64_t> ScatterOp::getOperationCount() {
  return scaleByExtents(countScalarOps(getBody().front()),
                        getUpdates().getType().getShape());
}

//===----------------------------------------------------------------------===//
// nn.sort
//===----------------------------------------------------------------------===//

LogicalResult SortOp::inferReturnTypes(MLIRContext *context,
                                       std::optional<Location> location,
                                       SortOp::Adaptor adaptor,
                                       SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType type = getTensorType(adaptor.getInput());
  // C1.
  auto axis = static_cast<int64_t>(adaptor.getAxis());
  if (axis < 0 || axis >= type.getRank())
    return infer() << "expected 'axis' to be an axis of 'input' of rank "
                   << type.getRank() << ", got " << axis;
  // C2.
  results.push_back(type);
  results.push_back(RankedTensorType::get(
      type.getShape(), IntegerType::get(context, 64), type.getEncoding()));
  return success();
}

std::optional<int64_t> SortOp::getOperationCount() {
  // A comparison per element and pass of a merge sort.
  RankedTensorType type = getInput().getType();
  int64_t extent = type.getDimSize(getAxis());
  if (ShapedType::isDynamic(extent))
    return std::nullopt;
  return scaleByExtents(extent < 2 ? 0 : llvm::Log2_64_Ceil(extent),
                        type.getShape());
}

bool SortOp::isOperationCountPolynomial() {
  return !getInput().getType().isDynamicDim(getAxis());
}

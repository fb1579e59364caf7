//===- CoreOps.cpp - Inference and verification of the core ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisPattern.h"
#include "dialects/NN/AxisTable.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarRegion.h"
#include "dialects/NN/WindowShape.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// nn.einsum
//===----------------------------------------------------------------------===//

LogicalResult EinsumOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         EinsumOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  // C1.
  FailureOr<EinsumEquation> equation =
      parseEinsum(adaptor.getEquation(), infer);
  if (failed(equation))
    return failure();
  if (equation->inputs.size() != adaptor.getInputs().size())
    return infer() << "expected 'equation' to have one term per operand, got "
                   << equation->inputs.size() << " terms for "
                   << adaptor.getInputs().size() << " operands";
  AxisTable table(infer);
  Type element;
  for (auto [index, term, input] :
       llvm::enumerate(equation->inputs, adaptor.getInputs())) {
    auto type = cast<RankedTensorType>(input.getType());
    std::string name = ("inputs[" + Twine(index) + "]").str();
    // C2.
    if (static_cast<int64_t>(term.size()) != type.getRank())
      return infer() << "expected one axis in 'equation' per axis of '" << name
                     << "', got " << term.size() << " axes for rank "
                     << type.getRank() << "; axes are separated by spaces";
    // C5.
    if (!element)
      element = type.getElementType();
    if (type.getElementType() != element)
      return infer() << "expected '" << name << "' to have elements of type "
                     << element << ", as 'inputs[0]' has, got "
                     << type.getElementType();
    // C3.
    for (auto [axis, label] : llvm::enumerate(term))
      if (failed(table.bind(label, type, axis, name)))
        return failure();
  }
  // C4.
  AxisTerm seen;
  for (StringRef axis : equation->result) {
    if (llvm::is_contained(seen, axis))
      return infer() << "expected distinct axes in the result of 'equation', "
                        "got '"
                     << axis << "' twice";
    seen.push_back(axis);
    if (llvm::none_of(equation->inputs, [&](const AxisTerm &term) {
          return llvm::is_contained(term, axis);
        }))
      return infer() << "expected axis '" << axis
                     << "' of the result to occur in an operand";
  }
  results.push_back(table.makeType(equation->result, element));
  return success();
}

std::optional<int64_t> EinsumOp::getOperationCount() {
  // One multiplication per further operand and one addition, at every point of
  // the space that all axes span.
  EinsumEquation equation = *parseEinsum(getEquation(), nullptr);
  llvm::StringMap<int64_t> extents;
  for (auto [term, input] : llvm::zip_equal(equation.inputs, getInputs()))
    for (auto [axis, label] : llvm::enumerate(term))
      if (int64_t extent =
              cast<RankedTensorType>(input.getType()).getDimSize(axis);
          !ShapedType::isDynamic(extent) || !extents.contains(label))
        extents[label] = extent;
  SmallVector<int64_t> space;
  for (auto &entry : extents)
    space.push_back(entry.second);
  bool sums = equation.getAllAxes().size() != equation.result.size();
  return scaleByExtents(getInputs().size() - 1 + sums, space);
}

OpFoldResult EinsumOp::fold(FoldAdaptor) {
  // einsum "a b -> a b" is its operand.
  EinsumEquation equation = *parseEinsum(getEquation(), nullptr);
  if (getInputs().size() == 1 && equation.inputs[0] == equation.result &&
      getInputs()[0].getType() == getType())
    return getInputs()[0];
  return {};
}

//===----------------------------------------------------------------------===//
// nn.rearrange
//===----------------------------------------------------------------------===//

LogicalResult RearrangeOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            RearrangeOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  FailureOr<RearrangePattern> pattern =
      parseRearrange(adaptor.getPattern(), infer);
  if (failed(pattern))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getInput().getType());
  auto extents =
      solveRearrange(*pattern, type.getShape(), adaptor.getSizesAttr(), infer);
  if (failed(extents))
    return failure();

  // An axis that is not split or merged keeps its name.
  llvm::StringMap<StringAttr> names;
  for (auto [group, name] : llvm::zip_equal(pattern->left, getAxisNames(type)))
    if (group.size() == 1)
      names[group.front()] = name;

  SmallVector<int64_t> shape;
  SmallVector<StringAttr> resultNames;
  for (const AxisGroup &group : pattern->right) {
    int64_t product = 1;
    for (StringRef axis : group) {
      int64_t extent = (*extents)[axis];
      if (ShapedType::isDynamic(extent) || ShapedType::isDynamic(product))
        product = ShapedType::kDynamic;
      else if (llvm::MulOverflow(product, extent, product))
        return infer() << "expected the extents of the result to stay below "
                          "2^63";
    }
    shape.push_back(product);
    resultNames.push_back(group.size() == 1 ? names.lookup(group.front())
                                            : StringAttr());
  }
  results.push_back(RankedTensorType::get(
      shape, type.getElementType(), getAxesEncoding(context, resultNames)));
  return success();
}

std::optional<int64_t> RearrangeOp::getOperationCount() { return 0; }

OpFoldResult RearrangeOp::fold(FoldAdaptor) {
  // Sizes can only contradict an extent that is not known yet.
  RearrangePattern pattern = *parseRearrange(getPattern(), nullptr);
  if (pattern.left == pattern.right && getInput().getType() == getType() &&
      (!getSizes() || getType().hasStaticShape()))
    return getInput();
  return {};
}

//===----------------------------------------------------------------------===//
// nn.map
//===----------------------------------------------------------------------===//

/// The broadcast type of the operands with the given element type.
static FailureOr<RankedTensorType> broadcast(Inference &infer,
                                             ValueRange inputs, Type element) {
  int64_t rank = 0;
  for (Value input : inputs)
    rank = std::max(rank, cast<RankedTensorType>(input.getType()).getRank());
  AxisTable table(infer);
  SmallVector<std::string> labels;
  for (int64_t i = 0; i < rank; ++i)
    labels.push_back(std::to_string(i));
  for (auto [index, input] : llvm::enumerate(inputs)) {
    auto type = cast<RankedTensorType>(input.getType());
    for (int64_t axis = 0; axis < type.getRank(); ++axis)
      // C2.
      if (failed(table.bindStretching(labels[rank - type.getRank() + axis],
                                      type, axis,
                                      "inputs[" + Twine(index) + "]")))
        return failure();
  }
  // Axes along which every operand has extent 1.
  for (int64_t place = 0; place < rank; ++place)
    if (llvm::all_of(inputs, [&](Value input) {
          auto shape = cast<RankedTensorType>(input.getType()).getShape();
          int64_t axis = place - (rank - static_cast<int64_t>(shape.size()));
          return axis < 0 || shape[axis] == 1;
        }))
      table.define(labels[place], 1);
  SmallVector<StringRef> axes(labels.begin(), labels.end());
  return table.makeType(axes, element);
}

LogicalResult MapOp::inferReturnTypes(MLIRContext *context,
                                      std::optional<Location> location,
                                      MapOp::Adaptor adaptor,
                                      SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  // C1.
  if (adaptor.getInputs().empty())
    return infer() << "expected at least one operand";
  // C4.
  Region &body = adaptor.getBody();
  auto yield = body.empty() || body.front().empty()
                   ? YieldOp()
                   : dyn_cast<YieldOp>(body.front().back());
  if (!yield || yield.getNumOperands() != 1)
    return infer() << "expected the region to yield one value";
  Type element = yield.getOperand(0).getType();
  if (!RankedTensorType::isValidElementType(element))
    return infer() << "expected the region to yield a scalar, got " << element;
  auto type = broadcast(infer, adaptor.getInputs(), element);
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

LogicalResult MapOp::verify() {
  SmallVector<Type> elements;
  for (Value input : getInputs())
    elements.push_back(getElementTypeOrSelf(input));
  // C3, then C4 and C5.
  Block &body = getBody().front();
  if (failed(verifyBodyArguments(*this, body, elements)))
    return failure();
  return verifyScalarBody(*this, body, getType().getElementType());
}

void MapOp::build(
    OpBuilder &builder, OperationState &state, ValueRange inputs,
    llvm::function_ref<Value(OpBuilder &, Location, ValueRange)> makeBody) {
  OpBuilder::InsertionGuard guard(builder);
  state.addOperands(inputs);
  Region *region = state.addRegion();
  SmallVector<Type> elements;
  for (Value input : inputs)
    elements.push_back(getElementTypeOrSelf(input));
  SmallVector<Location> locs(inputs.size(), state.location);
  Block *body = builder.createBlock(region, {}, elements, locs);
  Value result = makeBody(builder, state.location, body->getArguments());
  YieldOp::create(builder, state.location, ValueRange{result});
  Inference infer(getOperationName(), builder.getContext(), state.location);
  FailureOr<RankedTensorType> type = broadcast(infer, inputs, result.getType());
  if (failed(type))
    llvm::report_fatal_error("operands of nn.map do not broadcast");
  state.addTypes(*type);
}

bool MapOp::isSettledOperand(Value input) {
  // Where the result is dynamic, only an extent of 1 fits without a look.
  auto type = cast<RankedTensorType>(input.getType());
  int64_t offset = getType().getRank() - type.getRank();
  for (auto [axis, extent] : llvm::enumerate(type.getShape()))
    if (extent != 1 && (ShapedType::isDynamic(extent) ||
                        getType().isDynamicDim(offset + axis)))
      return false;
  return true;
}

std::optional<int64_t> MapOp::getOperationCount() {
  return scaleByExtents(countScalarOps(getBody().front()),
                        getType().getShape());
}

OpFoldResult MapOp::fold(FoldAdaptor) {
  // A map that yields the element of one operand, whose shape is that of the
  // result, is the operand, unless another operand has yet to be compared.
  auto yield = cast<YieldOp>(getBody().front().getTerminator());
  auto argument = dyn_cast<BlockArgument>(yield.getOperand(0));
  if (!argument || argument.getOwner() != &getBody().front())
    return {};
  Value input = getInputs()[argument.getArgNumber()];
  bool isSettled = llvm::all_of(getInputs(), [&](Value other) {
    return other == input || isSettledOperand(other);
  });
  if (input.getType() != getType() || !isSettled)
    return {};
  return input;
}

LogicalResult IndexOp::verify() {
  // C1. The map verifies its region after its own type.
  auto map = cast<MapOp>((*this)->getParentOp());
  auto type = dyn_cast<RankedTensorType>(map->getResult(0).getType());
  int64_t axis = getAxis();
  if (type && (axis < 0 || axis >= type.getRank()))
    return emitOpError("expected 'axis' to be an axis of the result of the "
                       "map, of rank ")
           << type.getRank() << ", got " << axis;
  return success();
}

//===----------------------------------------------------------------------===//
// nn.reduce
//===----------------------------------------------------------------------===//

LogicalResult ReduceOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         ReduceOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  // C2.
  if (adaptor.getInputs().empty())
    return infer() << "expected at least one input";
  auto type = cast<RankedTensorType>(adaptor.getInputs()[0].getType());
  // C1.
  if (failed(infer.verifyAxes(adaptor.getAxes(), type)))
    return failure();
  AxisTable table(infer);
  SmallVector<std::string> labels;
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    labels.push_back(std::to_string(axis));
  for (auto [index, input] : llvm::enumerate(adaptor.getInputs())) {
    auto other = cast<RankedTensorType>(input.getType());
    if (other.getRank() != type.getRank())
      return infer() << "expected inputs of one shape, got ranks "
                     << type.getRank() << " and " << other.getRank();
    for (int64_t axis = 0; axis < type.getRank(); ++axis)
      if (failed(table.bind(labels[axis], other, axis,
                            "inputs[" + Twine(index) + "]")))
        return failure();
  }
  SmallVector<StringRef> kept;
  for (auto [axis, label] : llvm::enumerate(labels)) {
    bool reduced =
        llvm::is_contained(adaptor.getAxes(), static_cast<int64_t>(axis));
    // C4.
    if (reduced && !adaptor.getNeutral() && table.getExtent(label) == 0)
      return infer() << "expected 'neutral', since axis " << axis
                     << " is empty";
    if (reduced && !adaptor.getKeep())
      continue;
    if (reduced)
      table.define(label, 1);
    kept.push_back(label);
  }
  for (Value input : adaptor.getInputs())
    results.push_back(table.makeType(kept, getElementTypeOrSelf(input)));
  return success();
}

LogicalResult ReduceOp::verify() {
  SmallVector<Type> elements = llvm::map_to_vector(
      getInputs(), [](Value input) { return getElementTypeOrSelf(input); });
  // C3.
  if (ArrayAttr neutral = getNeutralAttr()) {
    if (neutral.size() != elements.size())
      return emitOpError("expected one number in 'neutral' per input, got ")
             << neutral.size() << " for " << elements.size() << " inputs";
    for (auto [value, element] : llvm::zip_equal(neutral, elements))
      if (!isNumberOfType(value, element))
        return emitOpError("expected 'neutral' to be a number of type ")
               << element << ", got " << value;
  }
  // C5, then C6.
  Block &body = getBody().front();
  SmallVector<Type> arguments(elements);
  llvm::append_range(arguments, elements);
  if (failed(verifyBodyArguments(*this, body, arguments)))
    return failure();
  return verifyScalarBody(*this, body, elements);
}

void ReduceOp::build(OpBuilder &builder, OperationState &state,
                     ValueRange inputs, ArrayRef<int64_t> axes, bool keep,
                     ArrayRef<Attribute> neutral,
                     llvm::function_ref<SmallVector<Value>(
                         OpBuilder &, Location, ValueRange, ValueRange)>
                         makeBody) {
  OpBuilder::InsertionGuard guard(builder);
  state.addOperands(inputs);
  auto &properties = state.getOrAddProperties<Properties>();
  properties.axes = builder.getDenseI64ArrayAttr(axes);
  properties.keep = keep ? builder.getUnitAttr() : nullptr;
  properties.neutral =
      neutral.empty() ? nullptr : builder.getArrayAttr(neutral);
  SmallVector<Type> elements = llvm::map_to_vector(
      inputs, [](Value input) { return getElementTypeOrSelf(input); });
  llvm::append_range(elements, SmallVector<Type>(elements));
  Block *body = builder.createBlock(
      state.addRegion(), {}, elements,
      SmallVector<Location>(elements.size(), state.location));
  ValueRange arguments = body->getArguments();
  YieldOp::create(builder, state.location,
                  makeBody(builder, state.location,
                           arguments.take_front(inputs.size()),
                           arguments.drop_front(inputs.size())));
  SmallVector<Type> types;
  if (failed(
          inferReturnTypes(builder.getContext(), state.location, state.operands,
                           state.attributes.getDictionary(builder.getContext()),
                           state.getRawProperties(), {}, types)))
    llvm::report_fatal_error("nn.reduce over wrong axes");
  state.addTypes(types);
}

void ReduceOp::build(
    OpBuilder &builder, OperationState &state, Value input,
    ArrayRef<int64_t> axes, bool keep, TypedAttr neutral,
    llvm::function_ref<Value(OpBuilder &, Location, Value, Value)> makeBody) {
  build(builder, state, ValueRange(input), axes, keep,
        neutral ? SmallVector<Attribute>{neutral} : SmallVector<Attribute>{},
        [&](OpBuilder &b, Location loc, ValueRange soFar, ValueRange next) {
          return SmallVector<Value>{makeBody(b, loc, soFar[0], next[0])};
        });
}

std::optional<int64_t> ReduceOp::getOperationCount() {
  return scaleByExtents(
      countScalarOps(getBody().front()),
      cast<RankedTensorType>(getInputs()[0].getType()).getShape());
}

//===----------------------------------------------------------------------===//
// nn.window
//===----------------------------------------------------------------------===//

SmallVector<int64_t> WindowOp::getStrideOrDefault() {
  return orDefault(getStride(), getAxes().size(), 1);
}

SmallVector<int64_t> WindowOp::getDilationOrDefault() {
  return orDefault(getDilation(), getAxes().size(), 1);
}

SmallVector<int64_t> WindowOp::getBaseDilationOrDefault() {
  return orDefault(getBaseDilation(), getAxes().size(), 1);
}

SmallVector<int64_t> WindowOp::getPaddingOrDefault() {
  return orDefault(getPadding(), 2 * getAxes().size(), 0);
}

TypedAttr WindowOp::getPadValueOrDefault() {
  if (std::optional<TypedAttr> value = getPadValue())
    return *value;
  return Builder(getContext()).getZeroAttr(getType().getElementType());
}

LogicalResult WindowOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         WindowOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  auto type = cast<RankedTensorType>(adaptor.getInput().getType());
  // C1.
  if (failed(infer.verifyAxes(adaptor.getAxes(), type)))
    return failure();
  size_t count = adaptor.getAxes().size();
  // C2 and C3.
  SmallVector<int64_t> stride = orDefault(adaptor.getStride(), count, 1);
  SmallVector<int64_t> dilation = orDefault(adaptor.getDilation(), count, 1);
  SmallVector<int64_t> padding = orDefault(adaptor.getPadding(), 2 * count, 0);
  SmallVector<int64_t> baseDilation =
      orDefault(adaptor.getBaseDilation(), count, 1);
  if (failed(infer.verifyEntries("size", adaptor.getSize(), count, 1)) ||
      failed(infer.verifyEntries("stride", stride, count, 1)) ||
      failed(infer.verifyEntries("dilation", dilation, count, 1)) ||
      failed(infer.verifyEntries("padding", padding, 2 * count, 0)) ||
      failed(infer.verifyEntries("base_dilation", baseDilation, count, 1)))
    return failure();
  // C5.
  if (std::optional<TypedAttr> value = adaptor.getPadValue())
    if (!isNumberOfType(*value, type.getElementType()))
      return infer() << "expected 'pad_value' to be a number of type "
                     << type.getElementType() << ", got " << *value;

  SmallVector<int64_t> shape(type.getShape());
  SmallVector<StringAttr> names = getAxisNames(type);
  for (auto [index, axis] : llvm::enumerate(adaptor.getAxes())) {
    // C4.
    FailureOr<int64_t> positions = countWindowPositions(
        shape[axis],
        {adaptor.getSize()[index], stride[index], dilation[index],
         padding[2 * index], padding[2 * index + 1], baseDilation[index]},
        "axis " + Twine(axis) + " of 'input'", infer);
    if (failed(positions))
      return failure();
    shape[axis] = *positions;
  }
  llvm::append_range(shape, adaptor.getSize());
  names.resize(shape.size());
  results.push_back(RankedTensorType::get(shape, type.getElementType(),
                                          getAxesEncoding(context, names)));
  return success();
}

std::optional<int64_t> WindowOp::getOperationCount() { return 0; }

OpFoldResult WindowOp::fold(FoldAdaptor) {
  // A window along no axis is its operand.
  if (getAxes().empty() && getInput().getType() == getType())
    return getInput();
  return {};
}

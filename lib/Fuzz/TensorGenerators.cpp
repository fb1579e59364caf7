//===- TensorGenerators.cpp - Random ops of arith, math and tensor --------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ops of upstream that may stand between those of networks. Those of the
// tensor dialect need static extents there.
//
//===----------------------------------------------------------------------===//

#include "Composer.h"
#include "ScalarComposer.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Element by element
//===----------------------------------------------------------------------===//

/// The element types of the operands of a scalar op that yields elements other
/// than those it takes; empty if it has no such form for `element`.
static Type pickResultElement(Composer &net, const ScalarOp &op, Type element) {
  using S = ScalarSignature;
  bool isFloat = isa<FloatType>(element);
  bool isInteger = isa<IntegerType>(element);
  unsigned width = getBitWidth(element);
  OpBuilder &b = net.builder;
  switch (op.signature) {
  case S::FloatUnary:
  case S::FloatBinary:
  case S::FloatTernary:
    return isFloat ? element : Type();
  case S::IntegerUnary:
    return isInteger ? element : Type();
  case S::IntegerBinary:
    // Index arithmetic is not guarded by the compiler.
    return isInteger || (!isFloat && op.second == Domain::Any) ? element
                                                               : Type();
  case S::CompareFloats:
  case S::TestFloat:
    return isFloat ? b.getI1Type() : Type();
  case S::CompareIntegers:
    return isFloat ? Type() : b.getI1Type();
  case S::Select:
    return element;
  case S::Extend:
    if (isHalf(element))
      return net.random.pick<Type>({b.getF32Type(), b.getF64Type()});
    return element.isF32() ? b.getF64Type() : Type();
  case S::Truncate:
    if (element.isF64())
      return net.random.pick<Type>(
          {b.getF16Type(), b.getBF16Type(), b.getF32Type()});
    if (element.isF32())
      return net.random.pick<Type>({b.getF16Type(), b.getBF16Type()});
    return Type();
  case S::FromInteger:
    return isInteger ? net.pickFloat() : Type();
  case S::ToInteger:
    return isFloat ? b.getIntegerType(net.random.pick({8, 16, 32, 64}))
                   : Type();
  case S::ExtendInteger:
    return isInteger && width < 64 ? b.getI64Type() : Type();
  case S::TruncateInteger:
    return isInteger && width > 8 ? b.getI8Type() : Type();
  case S::IndexCast:
    if (element.isIndex())
      return b.getIntegerType(net.random.pick({8, 16, 32, 64}));
    return isInteger ? b.getIndexType() : Type();
  }
  llvm_unreachable("unknown signature");
}

static unsigned countOperands(ScalarSignature signature) {
  using S = ScalarSignature;
  switch (signature) {
  case S::FloatTernary:
  case S::Select:
    return 3;
  case S::FloatBinary:
  case S::IntegerBinary:
  case S::CompareFloats:
  case S::CompareIntegers:
    return 2;
  default:
    return 1;
  }
}

static bool buildElementwise(Composer &net) {
  const ScalarOp &op = net.random.pick(getScalarOps());
  const LiveTensor *first = net.pickOrMake([&](Type element) {
    return static_cast<bool>(pickResultElement(net, op, element));
  });
  if (!first)
    return false;
  SmallVector<Value> operands = {first->value};
  while (operands.size() < countOperands(op.signature)) {
    const LiveTensor *next =
        net.random.chance(15)
            ? first
            : net.getTensor(first->getElement(), first->getExtents());
    if (!next)
      return false;
    operands.push_back(net.castTo(first->getType(), next->value));
  }
  if (op.signature == ScalarSignature::Select) {
    // One condition for all, or one for each.
    if (net.random.chance(30)) {
      operands[0] = arith::ConstantOp::create(
          net.builder, net.loc, net.makeNumber(net.builder.getI1Type()));
    } else {
      Type boolean = net.builder.getI1Type();
      const LiveTensor *condition = net.getTensor(boolean, first->getExtents());
      if (!condition)
        return false;
      operands[0] =
          net.castTo(first->getType().clone(boolean), condition->value);
    }
  }
  makeScalarOp(
      net.builder, net.loc, net.random, op, operands,
      first->getType().clone(pickResultElement(net, op, first->getElement())));
  return true;
}

static bool buildConstant(Composer &net) {
  SmallVector<int64_t> sizes;
  for (const Extent &extent : net.pickShape(0, 3))
    sizes.push_back(extent.samples.front());
  arith::ConstantOp::create(
      net.builder, net.loc,
      net.makeDense(RankedTensorType::get(sizes, net.pickElement())));
  return true;
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

static const LiveTensor *pickStatic(Composer &net, int64_t minRank) {
  if (const LiveTensor *found = net.pick([&](const LiveTensor &tensor) {
        return tensor.getType().hasStaticShape() && tensor.getRank() >= minRank;
      }))
    return found;
  SmallVector<Extent> shape;
  for (const Extent &extent : net.pickShape(minRank, 3))
    shape.push_back(net.fixed(extent.samples.front()));
  return net.getTensor(net.pickElement(), shape);
}

static bool buildCast(Composer &net) {
  const LiveTensor *input = net.pickOrMake([](Type) { return true; }, 1);
  if (!input)
    return false;
  // Extents that are forgotten, or found in the samples.
  SmallVector<int64_t> sizes(input->getType().getShape());
  for (auto [axis, size] : llvm::enumerate(sizes)) {
    std::optional<int64_t> known = input->getExtent(axis).getFixed();
    if (net.random.chance(50))
      size =
          ShapedType::isDynamic(size) && known ? *known : ShapedType::kDynamic;
  }
  RankedTensorType type = input->getType().clone(sizes);
  if (net.random.chance(30))
    type = dropAxisNames(type);
  tensor::CastOp::create(net.builder, net.loc, type, input->value);
  return true;
}

/// Neighbouring axes in groups.
static SmallVector<ReassociationIndices> makeGroups(Composer &net,
                                                    int64_t rank) {
  SmallVector<ReassociationIndices> groups;
  for (int64_t axis = 0; axis < rank; ++axis) {
    if (groups.empty() || net.random.chance(50))
      groups.emplace_back();
    groups.back().push_back(axis);
  }
  return groups;
}

static bool buildCollapse(Composer &net) {
  const LiveTensor *input = pickStatic(net, 1);
  if (!input || input->getType().getEncoding())
    return false;
  tensor::CollapseShapeOp::create(net.builder, net.loc, input->value,
                                  makeGroups(net, input->getRank()));
  return true;
}

static bool buildExpand(Composer &net) {
  const LiveTensor *input = pickStatic(net, 1);
  if (!input || input->getType().getEncoding())
    return false;
  SmallVector<int64_t> sizes;
  SmallVector<ReassociationIndices> groups;
  for (int64_t size : input->getType().getShape()) {
    groups.push_back({static_cast<int64_t>(sizes.size())});
    int64_t factor = net.random.pick({1, 2, 3});
    bool splits = size % factor == 0 && net.random.chance(50);
    sizes.push_back(splits ? size / factor : size);
    if (splits) {
      groups.back().push_back(sizes.size());
      sizes.push_back(factor);
    }
  }
  if (sizes.size() > static_cast<size_t>(kMaxAxes))
    return false;
  tensor::ExpandShapeOp::create(
      net.builder, net.loc, RankedTensorType::get(sizes, input->getElement()),
      input->value, groups);
  return true;
}

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

static bool buildConcat(Composer &net) {
  const LiveTensor *first = pickStatic(net, 1);
  if (!first)
    return false;
  int64_t axis = net.random.between(0, first->getRank() - 1);
  SmallVector<Value> parts = {first->value};
  for (int64_t i = net.random.between(0, 2); i > 0; --i)
    if (const LiveTensor *next = net.pick([&](const LiveTensor &tensor) {
          RankedTensorType type = tensor.getType(), wanted = first->getType();
          if (!type.hasStaticShape() || tensor.getRank() != first->getRank() ||
              type.getElementType() != wanted.getElementType() ||
              type.getEncoding() != wanted.getEncoding())
            return false;
          for (int64_t i = 0; i < tensor.getRank(); ++i)
            if (i != axis && type.getDimSize(i) != wanted.getDimSize(i))
              return false;
          return true;
        }))
      parts.push_back(next->value);
  net.random.shuffle(parts);
  RankedTensorType inferred =
      tensor::ConcatOp::inferResultType(axis, TypeRange(ValueRange(parts)));
  OperationState state(net.loc, tensor::ConcatOp::getOperationName());
  tensor::ConcatOp::build(net.builder, state, inferred, axis, parts);
  return net.createValid(state);
}

/// Offsets, sizes and strides of a slice of a tensor.
struct Slice {
  SmallVector<OpFoldResult> offsets, sizes, strides;
  SmallVector<int64_t> shape;

  Slice(Composer &net, ArrayRef<int64_t> extents) {
    for (int64_t extent : extents) {
      int64_t offset = extent == 0 ? 0 : net.random.between(0, extent - 1);
      int64_t stride = net.random.pick({1, 1, 2});
      int64_t count = (extent - offset + stride - 1) / stride;
      int64_t size = net.random.between(0, count);
      if (size == 0 && count > 0 && net.random.chance(80))
        size = count;
      offsets.push_back(net.builder.getIndexAttr(offset));
      sizes.push_back(net.builder.getIndexAttr(size));
      strides.push_back(net.builder.getIndexAttr(stride));
      shape.push_back(size);
    }
  }
};

static bool buildExtractSlice(Composer &net) {
  const LiveTensor *input = pickStatic(net, 1);
  if (!input || input->getType().getEncoding())
    return false;
  Slice slice(net, input->getType().getShape());
  tensor::ExtractSliceOp::create(net.builder, net.loc, input->value,
                                 slice.offsets, slice.sizes, slice.strides);
  return true;
}

static bool buildInsertSlice(Composer &net) {
  const LiveTensor *target = pickStatic(net, 1);
  if (!target || target->getType().getEncoding())
    return false;
  Slice slice(net, target->getType().getShape());
  SmallVector<Extent> shape;
  for (int64_t size : slice.shape)
    shape.push_back(net.fixed(size));
  const LiveTensor *source = net.getTensor(target->getElement(), shape);
  if (!source)
    return false;
  Value part = net.castTo(
      RankedTensorType::get(slice.shape, target->getElement()), source->value);
  tensor::InsertSliceOp::create(net.builder, net.loc, part, target->value,
                                slice.offsets, slice.sizes, slice.strides);
  return true;
}

static bool buildPad(Composer &net) {
  const LiveTensor *input = pickStatic(net, 0);
  if (!input || input->getType().getEncoding())
    return false;
  SmallVector<OpFoldResult> low, high;
  SmallVector<int64_t> sizes(input->getType().getShape());
  for (int64_t &size : sizes) {
    int64_t before = net.random.between(0, 2), after = net.random.between(0, 1);
    low.push_back(net.builder.getIndexAttr(before));
    high.push_back(net.builder.getIndexAttr(after));
    size += before + after;
  }
  Value number = arith::ConstantOp::create(net.builder, net.loc,
                                           net.makeNumber(input->getElement()));
  tensor::PadOp::create(net.builder, net.loc,
                        RankedTensorType::get(sizes, input->getElement()),
                        input->value, low, high, number);
  return true;
}

//===----------------------------------------------------------------------===//
// Scalars as tensors
//===----------------------------------------------------------------------===//

static bool buildSplat(Composer &net) {
  Value number = arith::ConstantOp::create(net.builder, net.loc,
                                           net.makeNumber(net.pickElement()));
  // As large as another tensor, or of static extents.
  const LiveTensor *like =
      net.random.chance(60) ? net.pick([](const LiveTensor &) { return true; })
                            : nullptr;
  if (!like) {
    SmallVector<int64_t> sizes;
    for (const Extent &extent : net.pickShape(0, 3))
      sizes.push_back(extent.samples.front());
    tensor::SplatOp::create(net.builder, net.loc, number, sizes);
    return true;
  }
  ArrayRef<int64_t> shape = like->getType().getShape();
  SmallVector<Value> extents;
  for (auto [axis, extent] : llvm::enumerate(shape))
    if (ShapedType::isDynamic(extent))
      extents.push_back(
          tensor::DimOp::create(net.builder, net.loc, like->value, axis));
  tensor::SplatOp::create(net.builder, net.loc,
                          RankedTensorType::get(shape, number.getType()),
                          number, extents);
  return true;
}

static bool buildFromElements(Composer &net) {
  Type element = net.pickElement();
  SmallVector<Value> numbers;
  int64_t count = net.random.between(1, 4);
  // An extent of a tensor as a number.
  const LiveTensor *tensor =
      net.pick([](const LiveTensor &t) { return t.getRank() > 0; });
  if (tensor && element.isInteger(64)) {
    Value extent =
        tensor::DimOp::create(net.builder, net.loc, tensor->value,
                              net.random.between(0, tensor->getRank() - 1));
    numbers.push_back(
        arith::IndexCastOp::create(net.builder, net.loc, element, extent));
  }
  while (static_cast<int64_t>(numbers.size()) < count)
    numbers.push_back(arith::ConstantOp::create(net.builder, net.loc,
                                                net.makeNumber(element)));
  tensor::FromElementsOp::create(
      net.builder, net.loc, RankedTensorType::get({count}, element), numbers);
  return true;
}

ArrayRef<OpGenerator> nn::getTensorGenerators() {
  static constexpr OpGenerator generators[] = {
      {"arith.constant", 1, buildConstant},
      {"elementwise", 8, buildElementwise},
      {"tensor.cast", 2, buildCast},
      {"tensor.collapse_shape", 1, buildCollapse},
      {"tensor.concat", 1, buildConcat},
      {"tensor.expand_shape", 1, buildExpand},
      {"tensor.extract_slice", 2, buildExtractSlice},
      {"tensor.from_elements", 1, buildFromElements},
      {"tensor.insert_slice", 1, buildInsertSlice},
      {"tensor.pad", 1, buildPad},
      {"tensor.splat", 1, buildSplat},
  };
  return generators;
}

//===- SymbolicExtents.cpp - Extents as polynomials -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// To ask an op for the extents of its results is to let it write arithmetic on
// `tensor.dim` of its operands. The arithmetic is read, and erased again. What
// is no polynomial, such as the quotient of an extent by the stride of a
// window, becomes a variable whose name is the expression.
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/SymbolicExtents.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "nn/Analysis/Signature.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace nn;

namespace {
/// The ops that are built before another one while this lives.
class Scratch {
public:
  explicit Scratch(Operation *op) : op(op), before(op->getPrevNode()) {}
  ~Scratch() {
    while (op->getPrevNode() != before)
      op->getPrevNode()->erase();
  }
  SmallVector<Operation *> getOps() const {
    SmallVector<Operation *> ops;
    for (Operation *made = op->getPrevNode(); made != before;
         made = made->getPrevNode())
      ops.push_back(made);
    return SmallVector<Operation *>(llvm::reverse(ops));
  }

private:
  Operation *op, *before;
};
} // namespace

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

Polynomial nn::addUnknown(std::vector<UnknownNumber> &numbers,
                          const Twine &description, Location loc) {
  std::string name = "?" + std::to_string(numbers.size());
  numbers.push_back({name, description.str(), loc});
  return Polynomial::getVariable(name);
}

/// A variable that stands for a function of `left` and `right`.
static Polynomial makeExpression(const Polynomial &left, StringRef function,
                                 const Polynomial &right) {
  if (left.isUnknown() || right.isUnknown())
    return Polynomial::getUnknown();
  auto quote = [](const Polynomial &part) {
    bool isSimple = part.getTerms().size() <= 1 &&
                    (part.getConstant() || part.getTerms().empty() ||
                     part.getTerms().begin()->second == 1) &&
                    !StringRef(part.str()).contains(" * ");
    return isSimple ? part.str() : "(" + part.str() + ")";
  };
  return Polynomial::getVariable("(" + quote(left) + " " + function.str() +
                                 " " + quote(right) + ")");
}

/// The quotient, rounded down or up. Terms that the divisor divides leave the
/// rounding: floor((4 x + y) / 4) = x + floor(y / 4).
static Polynomial divide(const Polynomial &dividend, const Polynomial &divisor,
                         bool roundUp) {
  std::optional<int64_t> number = divisor.getConstant();
  if (number && *number > 0) {
    Polynomial whole, rest;
    for (const auto &[factors, coefficient] : dividend.getTerms()) {
      Polynomial monomial = 1;
      for (const std::string &factor : factors)
        monomial *= Polynomial::getVariable(factor);
      bool divides = coefficient % *number == 0;
      (divides ? whole : rest) +=
          monomial * (divides ? coefficient / *number : coefficient);
    }
    if (dividend.isUnknown())
      return Polynomial::getUnknown();
    if (std::optional<int64_t> constant = rest.getConstant())
      return whole + (roundUp ? llvm::divideCeilSigned(*constant, *number)
                              : llvm::divideFloorSigned(*constant, *number));
    return whole +
           makeExpression(rest, roundUp ? "ceildiv" : "floordiv", divisor);
  }
  return makeExpression(dividend, roundUp ? "ceildiv" : "floordiv", divisor);
}

/// The larger of two, if that is the same everywhere.
static Polynomial getMaximum(const Polynomial &left, const Polynomial &right) {
  if (left.isAtMost(right))
    return right;
  return right.isAtMost(left) ? left : makeExpression(left, "max", right);
}

static Polynomial getMinimum(const Polynomial &left, const Polynomial &right) {
  if (left.isAtMost(right))
    return left;
  return right.isAtMost(left) ? right : makeExpression(left, "min", right);
}

Polynomial SymbolicExtents::applyAffine(AffineExpr expr,
                                        ArrayRef<Polynomial> dims,
                                        ArrayRef<Polynomial> symbols) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return constant.getValue();
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return dims[dim.getPosition()];
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return symbols[symbol.getPosition()];
  auto binary = cast<AffineBinaryOpExpr>(expr);
  Polynomial left = applyAffine(binary.getLHS(), dims, symbols);
  Polynomial right = applyAffine(binary.getRHS(), dims, symbols);
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    return left + right;
  case AffineExprKind::Mul:
    return left * right;
  case AffineExprKind::FloorDiv:
    return divide(left, right, /*roundUp=*/false);
  case AffineExprKind::CeilDiv:
    return divide(left, right, /*roundUp=*/true);
  default:
    return makeExpression(left, "mod", right);
  }
}

Polynomial SymbolicExtents::getNumber(OpFoldResult number) {
  if (std::optional<int64_t> constant = getConstantIntValue(number))
    return *constant;
  auto value = cast<Value>(number);
  if (auto known = numbers.find(value); known != numbers.end())
    return known->second;
  Operation *op = value.getDefiningOp();
  Polynomial result =
      op ? computeNumber(op)
         : addUnknown(unknown, "a block argument", value.getLoc());
  return numbers[value] = std::move(result);
}

/// The value of an op on indices and integers.
Polynomial SymbolicExtents::computeNumber(Operation *op) {
  auto operand = [&](unsigned index) {
    return getNumber(op->getOperand(index));
  };
  return llvm::TypeSwitch<Operation *, Polynomial>(op)
      .Case<tensor::DimOp, memref::DimOp>([&](auto dim) {
        std::optional<int64_t> axis = dim.getConstantIndex();
        auto shape = shapes.find(dim.getSource());
        if (axis && shape != shapes.end() && *axis >= 0 &&
            *axis < static_cast<int64_t>(shape->second.size()))
          return shape->second[*axis];
        return addUnknown(unknown, "an extent", op->getLoc());
      })
      .Case([&](affine::AffineApplyOp apply) {
        SmallVector<Polynomial> operands = llvm::map_to_vector(
            apply.getOperands(), [&](Value value) { return getNumber(value); });
        ArrayRef<Polynomial> all = operands;
        AffineMap map = apply.getAffineMap();
        return applyAffine(map.getResult(0), all.take_front(map.getNumDims()),
                           all.drop_front(map.getNumDims()));
      })
      .Case<affine::AffineMaxOp, affine::AffineMinOp>([&](auto extreme) {
        constexpr bool isMax =
            std::is_same_v<decltype(extreme), affine::AffineMaxOp>;
        SmallVector<Polynomial> operands =
            llvm::map_to_vector(extreme.getOperands(),
                                [&](Value value) { return getNumber(value); });
        ArrayRef<Polynomial> all = operands;
        AffineMap map = extreme.getAffineMap();
        std::optional<Polynomial> found;
        for (AffineExpr expr : map.getResults()) {
          Polynomial next = applyAffine(expr, all.take_front(map.getNumDims()),
                                        all.drop_front(map.getNumDims()));
          if (found)
            next = isMax ? getMaximum(*found, next) : getMinimum(*found, next);
          found = next;
        }
        return *found;
      })
      .Case([&](arith::ConstantOp constant) {
        return getNumber(OpFoldResult(constant.getValue()));
      })
      .Case([&](arith::AddIOp) { return operand(0) + operand(1); })
      .Case([&](arith::SubIOp) { return operand(0) - operand(1); })
      .Case([&](arith::MulIOp) { return operand(0) * operand(1); })
      .Case<arith::DivUIOp, arith::DivSIOp, arith::FloorDivSIOp>(
          [&](auto) { return divide(operand(0), operand(1), false); })
      .Case<arith::CeilDivSIOp, arith::CeilDivUIOp>(
          [&](auto) { return divide(operand(0), operand(1), true); })
      .Case<arith::MaxUIOp, arith::MaxSIOp>(
          [&](auto) { return getMaximum(operand(0), operand(1)); })
      .Case<arith::MinUIOp, arith::MinSIOp>(
          [&](auto) { return getMinimum(operand(0), operand(1)); })
      .Case<arith::IndexCastOp, arith::IndexCastUIOp>(
          [&](auto) { return operand(0); })
      .Default([&](Operation *) {
        return addUnknown(
            unknown, "the result of '" + op->getName().getStringRef() + "'",
            op->getLoc());
      });
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

/// Whether a shape has to be found: that of other tensors is their type.
static bool isDynamic(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && !type.hasStaticShape();
}

void SymbolicExtents::setShape(Value tensor, SymbolicShape shape) {
  auto type = cast<ShapedType>(tensor.getType());
  for (auto [extent, stated] : llvm::zip_equal(shape, type.getShape()))
    if (!ShapedType::isDynamic(stated))
      extent = stated;
  shapes[tensor] = std::move(shape);
}

SymbolicShape SymbolicExtents::makeUnknownShape(Value tensor) {
  std::string what = "a block argument";
  if (Operation *op = tensor.getDefiningOp())
    what = "the result of '" + op->getName().getStringRef().str() + "'";
  SymbolicShape shape;
  for (auto [axis, extent] :
       llvm::enumerate(cast<RankedTensorType>(tensor.getType()).getShape()))
    shape.push_back(ShapedType::isDynamic(extent)
                        ? addUnknown(unknown,
                                     "axis " + Twine(axis) + " of " + what,
                                     tensor.getLoc())
                        : Polynomial(extent));
  return shape;
}

const SymbolicShape &SymbolicExtents::getShape(Value tensor) const {
  return shapes.find(tensor)->second;
}

/// Sets the shapes of the results of an op that computes them from extents.
bool SymbolicExtents::reify(Operation *op) {
  auto interface = dyn_cast<ReifyRankedShapedTypeOpInterface>(op);
  if (!interface)
    return false;
  Scratch scratch(op);
  OpBuilder builder(op);
  ReifiedRankedShapedTypeDims extents;
  if (failed(interface.reifyResultShapes(builder, extents)))
    return false;
  bool isComplete = true;
  for (auto [result, reified] : llvm::zip_equal(op->getResults(), extents)) {
    if (reified.empty() || llvm::is_contained(reified, OpFoldResult()))
      isComplete &= !isDynamic(result);
    else
      setShape(result, llvm::map_to_vector(reified, [&](OpFoldResult extent) {
                 return getNumber(extent);
               }));
  }
  forget(scratch.getOps());
  return isComplete;
}

/// Sets the shapes of the results of a layer to those of its decomposition.
bool SymbolicExtents::decompose(Operation *op, CallModel callModel) {
  auto layer = dyn_cast<DecomposableOpInterface>(op);
  if (!layer)
    return false;
  Scratch scratch(op);
  OpBuilder builder(op);
  auto values = layer.decompose(builder);
  if (failed(values))
    return false;
  for (Operation *made : scratch.getOps())
    visit(made, callModel);
  for (auto [result, value] : llvm::zip_equal(op->getResults(), *values))
    if (isDynamic(result))
      setShape(result, getShape(value));
  forget(scratch.getOps());
  return true;
}

/// Another value may come to lie where one of these lies.
void SymbolicExtents::forget(ArrayRef<Operation *> ops) {
  for (Operation *op : ops)
    op->walk([&](Operation *nested) {
      for (Value result : nested->getResults()) {
        numbers.erase(result);
        shapes.erase(result);
      }
    });
}

/// Sets the shapes of the results of an op that gives one of its operand's.
bool SymbolicExtents::passOn(Operation *op) {
  if (!op->hasTrait<OpTrait::SameOperandsAndResultShape>() &&
      !op->hasTrait<OpTrait::SameOperandsAndResultType>() &&
      !op->hasTrait<OpTrait::Elementwise>() && !isa<CastOpInterface>(op))
    return false;
  for (Value operand : op->getOperands())
    if (auto shape = shapes.find(operand); shape != shapes.end()) {
      SymbolicShape copy = shape->second;
      for (Value result : op->getResults())
        setShape(result, copy);
      return true;
    }
  return false;
}

/// Visits the regions of an op, whose arguments have extents of their own if
/// the op does not say where they come from.
void SymbolicExtents::visitRegions(Operation *op, CallModel callModel) {
  auto program = dyn_cast<RegionProgramOpInterface>(op);
  for (Region &region : op->getRegions()) {
    if (program) {
      Scratch scratch(op);
      OpBuilder builder(op);
      unsigned index = region.getRegionNumber();
      OpFoldResult count = program.reifyRunCount(builder, index);
      runCounts[&region] =
          count ? getNumber(count)
                : addUnknown(unknown,
                             "the number of runs of region " + Twine(index) +
                                 " of '" + op->getName().getStringRef() + "'",
                             op->getLoc());
      forget(scratch.getOps());
    }
    for (Block &block : region) {
      for (BlockArgument argument : block.getArguments()) {
        if (!isa<RankedTensorType>(argument.getType()))
          continue;
        if (!program || !isDynamic(argument)) {
          setShape(argument, makeUnknownShape(argument));
          continue;
        }
        ExtentSource source = program.getArgumentSource(argument);
        SymbolicShape shape = getShape(source.tensor);
        if (source.axis)
          shape.erase(shape.begin() + *source.axis);
        setShape(argument, std::move(shape));
      }
      for (Operation &nested : llvm::make_early_inc_range(block))
        visit(&nested, callModel);
    }
  }
}

std::optional<Polynomial> SymbolicExtents::getRunCount(Region &region) const {
  auto count = runCounts.find(&region);
  return count == runCounts.end() ? std::nullopt : std::optional(count->second);
}

/// Sets the shapes of the results of an op by the first of all ways that knows
/// them.
void SymbolicExtents::visitResults(Operation *op, CallModel callModel) {
  SmallVector<SymbolicShape> operands = llvm::map_to_vector(
      op->getOperands(), [&](Value operand) { return shapes.lookup(operand); });
  SmallVector<SymbolicShape> results = callModel(op, operands);
  if (!results.empty()) {
    for (auto [result, shape] : llvm::zip_equal(op->getResults(), results))
      if (isDynamic(result))
        setShape(result, std::move(shape));
    return;
  }
  if (auto program = dyn_cast<RegionProgramOpInterface>(op)) {
    for (OpResult result : op->getResults()) {
      if (!isDynamic(result))
        continue;
      ExtentSource source = program.getResultSource(result);
      SymbolicShape shape = getShape(source.tensor);
      if (source.axis)
        shape.insert(shape.begin() + *source.axis,
                     *getRunCount(op->getRegion(0)));
      setShape(result, std::move(shape));
    }
    return;
  }
  if (reify(op) || passOn(op) || decompose(op, callModel))
    return;
  for (Value result : op->getResults())
    if (isDynamic(result))
      setShape(result, makeUnknownShape(result));
}

void SymbolicExtents::visit(Operation *op, CallModel callModel) {
  for (Value result : op->getResults())
    if (auto type = dyn_cast<RankedTensorType>(result.getType()))
      shapes[result] = SymbolicShape(type.getShape());
  visitRegions(op, callModel);
  if (llvm::any_of(op->getResults(), isDynamic))
    visitResults(op, callModel);
}

SymbolicExtents::SymbolicExtents(func::FuncOp function,
                                 ArrayRef<SymbolicShape> arguments,
                                 CallModel callModel,
                                 std::vector<UnknownNumber> &unknown)
    : unknown(unknown) {
  Block &body = function.getBody().front();
  for (auto [argument, shape] : llvm::zip_equal(body.getArguments(), arguments))
    if (isa<RankedTensorType>(argument.getType()))
      setShape(argument, shape);
  for (Operation &op : llvm::make_early_inc_range(body))
    visit(&op, callModel);
}

SmallVector<SymbolicShape>
nn::nameArgumentExtents(func::FuncOp function,
                        SmallVectorImpl<std::string> &names) {
  EntrySignature signature = EntrySignature::describe(function);
  llvm::append_range(names, signature.extents);
  const TensorSignature *next = signature.inputs.begin();
  SmallVector<SymbolicShape> shapes;
  for (Type type : function.getArgumentTypes()) {
    SymbolicShape &shape = shapes.emplace_back();
    if (!isa<RankedTensorType>(type))
      continue;
    for (auto [extent, index] :
         llvm::zip_equal(next->type.getShape(), next->extent))
      shape.push_back(index < 0
                          ? Polynomial(extent)
                          : Polynomial::getVariable(signature.extents[index]));
    ++next;
  }
  return shapes;
}

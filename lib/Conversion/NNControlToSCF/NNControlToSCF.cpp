//===- NNControlToSCF.cpp - Control flow as scf on tensors ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bufferization keeps what a loop carries in one buffer only if the loop yields
// that very buffer. So a new value is written into the carried tensor at the
// end of an iteration, when nothing reads the old one any more, and outputs of
// steps are inserted into a carried tensor that exists before the loop.
//
// Inner control flow is lowered before the outer one, whose extents may depend
// on it.
//
//===----------------------------------------------------------------------===//

#include "../RuntimeChecks.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"
#include "nn/Analysis/ExtentSlice.h"
#include "nn/Conversion/Passes.h"

namespace nn {
#define GEN_PASS_DEF_CONVERTNNCONTROLTOSCFPASS
#include "nn/Conversion/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Pieces
//===----------------------------------------------------------------------===//

/// Moves the ops of `body` before the insertion point, with `arguments` for its
/// arguments; the values that it yields.
static SmallVector<Value> inlineBody(RewriterBase &rewriter, Block &body,
                                     ValueRange arguments) {
  Operation *yield = body.getTerminator();
  SmallVector<Value> yielded(yield->getOperands());
  // Arguments that the region yields are replaced with the others.
  for (Value &value : yielded)
    if (auto argument = dyn_cast<BlockArgument>(value))
      if (argument.getOwner() == &body)
        value = arguments[argument.getArgNumber()];
  rewriter.eraseOp(yield);
  Block *block = rewriter.getInsertionBlock();
  rewriter.inlineBlockBefore(&body, block, rewriter.getInsertionPoint(),
                             arguments);
  return yielded;
}

/// The tensor that `value` is, or is a part of, when it is not computed anew.
static Value getViewed(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<tensor::CastOp, tensor::CollapseShapeOp, tensor::ExpandShapeOp,
             tensor::ExtractSliceOp>(op))
      break;
    value = op->getOperand(0);
  }
  return value;
}

/// Writes `values` into the carried tensors `targets`, whose extents they have.
/// A value that is a part of another carried tensor is copied before that is
/// written to.
static SmallVector<Value> carry(OpBuilder &builder, Location loc,
                                ValueRange values, ValueRange targets) {
  SmallVector<Value> next;
  for (auto [value, target] : llvm::zip_equal(values, targets)) {
    auto type = cast<RankedTensorType>(target.getType());
    Value wanted = castToType(builder, loc, value, type);
    for (int64_t axis = 0; axis < type.getRank(); ++axis)
      if (type.isDynamicDim(axis))
        requireEqual(builder, loc, getExtent(builder, loc, target, axis),
                     getExtent(builder, loc, wanted, axis),
                     "a carried value changes its extents");
    if (wanted != target && llvm::is_contained(targets, getViewed(wanted)))
      wanted = bufferization::AllocTensorOp::create(
          builder, loc, type, /*dynamicSizes=*/ValueRange(), /*copy=*/wanted);
    next.push_back(wanted);
  }
  for (auto [value, target] : llvm::zip_equal(next, targets))
    if (value != target)
      value = linalg::CopyOp::create(builder, loc, value, target).getResult(0);
  return next;
}

/// Offsets, sizes and strides of the part at `index` along `axis`.
struct PartRange {
  SmallVector<OpFoldResult> offsets, sizes, strides;
  /// The extents of the part, as far as they are known.
  SmallVector<int64_t> partShape;

  PartRange(OpBuilder &builder, ArrayRef<OpFoldResult> shape, int64_t axis,
            Value index)
      : offsets(shape.size(), builder.getIndexAttr(0)), sizes(shape),
        strides(shape.size(), builder.getIndexAttr(1)) {
    offsets[axis] = index;
    sizes[axis] = builder.getIndexAttr(1);
    for (auto [other, extent] : llvm::enumerate(shape))
      if (static_cast<int64_t>(other) != axis)
        partShape.push_back(
            getConstantIntValue(extent).value_or(ShapedType::kDynamic));
  }
};

/// The part of `tensor` at `index` along `axis`, as `type`.
static Value takePart(OpBuilder &builder, Location loc, Value tensor,
                      int64_t axis, Value index, Type type) {
  Type element = getElementTypeOrSelf(tensor.getType());
  PartRange range(builder, getExtents(builder, loc, tensor), axis, index);
  if (isEmptyShape(range.sizes)) {
    range.sizes.erase(range.sizes.begin() + axis);
    Value empty = tensor::EmptyOp::create(builder, loc, range.sizes, element);
    return castToType(builder, loc, empty, type);
  }
  Value part = tensor::ExtractSliceOp::create(
      builder, loc, RankedTensorType::get(range.partShape, element), tensor,
      range.offsets, range.sizes, range.strides);
  return castToType(builder, loc, part, type);
}

//===----------------------------------------------------------------------===//
// nn.cond
//===----------------------------------------------------------------------===//

/// An extent of `value`, which stands in a region of `op`, before `op`.
static FailureOr<Value> getExtentBefore(OpBuilder &builder, Operation *op,
                                        Value value, int64_t axis) {
  ExtentSlice slice(builder, [op](Value other) {
    Region *region = other.getParentRegion();
    return !op->isAncestor(region->getParentOp());
  });
  return slice.getExtent(value, axis);
}

static LogicalResult lowerCond(IRRewriter &rewriter, CondOp op) {
  Location loc = op.getLoc();
  rewriter.setInsertionPoint(op);
  // C3.
  Operation *yes = op.getThenRegion().front().getTerminator();
  Operation *no = op.getElseRegion().front().getTerminator();
  for (auto [left, right] :
       llvm::zip_equal(yes->getOperands(), no->getOperands())) {
    auto type = cast<RankedTensorType>(left.getType());
    auto other = cast<RankedTensorType>(right.getType());
    for (int64_t axis = 0; axis < type.getRank(); ++axis) {
      if (!type.isDynamicDim(axis) && !other.isDynamicDim(axis))
        continue;
      FailureOr<Value> a = getExtentBefore(rewriter, op, left, axis);
      FailureOr<Value> b = getExtentBefore(rewriter, op, right, axis);
      if (failed(a) || failed(b))
        return failure();
      requireEqual(rewriter, loc, getAsOpFoldResult(*a), getAsOpFoldResult(*b),
                   "the regions yield different extents");
    }
  }
  Value condition =
      tensor::ExtractOp::create(rewriter, loc, op.getCondition(), ValueRange());
  auto branch = scf::IfOp::create(rewriter, loc, op.getResultTypes(), condition,
                                  /*addThenBlock=*/true, /*addElseBlock=*/true);
  for (auto [region, block] :
       {std::pair(&op.getThenRegion(), branch.thenBlock()),
        std::pair(&op.getElseRegion(), branch.elseBlock())}) {
    rewriter.setInsertionPointToStart(block);
    SmallVector<Value> values = inlineBody(rewriter, region->front(), {});
    rewriter.setInsertionPointToEnd(block);
    for (auto [value, type] : llvm::zip_equal(values, op.getResultTypes()))
      value = castToType(rewriter, loc, value, type);
    scf::YieldOp::create(rewriter, loc, values);
  }
  rewriter.replaceOp(op, branch.getResults());
  return success();
}

//===----------------------------------------------------------------------===//
// nn.scan and nn.weave
//===----------------------------------------------------------------------===//

namespace {
/// A region that runs once per index along an axis: what a scan and a weave,
/// which carries nothing, have in common.
struct Steps {
  Operation *op;
  Block &body;
  ValueRange inits, inputs;
  Value count; ///< may be null if there are inputs
  int64_t axis;
  bool reverse;
};
} // namespace

/// The number of steps; requires that all agree on it.
static Value getStepCount(OpBuilder &builder, const Steps &steps) {
  Location loc = steps.op->getLoc();
  OpFoldResult count;
  if (steps.count) {
    count = steps.count;
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    require(builder, loc,
            arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge,
                                  steps.count, zero),
            "the number of steps is negative");
  }
  for (Value input : steps.inputs) {
    OpFoldResult extent = getExtent(builder, loc, input, steps.axis);
    if (count)
      requireEqual(builder, loc, count, extent,
                   "the numbers of steps do not agree");
    if (!count || isa<Attribute>(extent))
      count = extent;
  }
  return getValueOrCreateConstantIndexOp(builder, loc, count);
}

/// A tensor for the outputs `yielded` of all steps, before the loop.
static FailureOr<Value> makeStack(OpBuilder &builder, const Steps &steps,
                                  Value yielded, Value count) {
  ExtentSlice slice(builder, [&](Value value) {
    return !steps.op->isAncestor(value.getParentRegion()->getParentOp());
  });
  auto arguments = steps.body.getArguments();
  for (auto [argument, init] : llvm::zip(arguments, steps.inits))
    slice.setShape(argument, init);
  for (auto [argument, input] :
       llvm::zip(arguments.drop_front(steps.inits.size()), steps.inputs))
    slice.setShape(argument, input, steps.axis);
  auto type = cast<RankedTensorType>(yielded.getType());
  SmallVector<OpFoldResult> shape;
  for (int64_t axis = 0; axis < type.getRank(); ++axis) {
    FailureOr<Value> extent = slice.getExtent(yielded, axis);
    if (failed(extent))
      return failure();
    shape.push_back(getAsOpFoldResult(*extent));
  }
  shape.insert(shape.begin() + steps.axis, getAsOpFoldResult(count));
  return tensor::EmptyOp::create(builder, steps.op->getLoc(), shape,
                                 type.getElementType())
      .getResult();
}

static LogicalResult lowerSteps(IRRewriter &rewriter, const Steps &steps) {
  Location loc = steps.op->getLoc();
  rewriter.setInsertionPoint(steps.op);
  Value count = getStepCount(rewriter, steps);
  size_t numCarried = steps.inits.size();
  SmallVector<Value> state;
  for (auto [init, argument] :
       llvm::zip(steps.inits, steps.body.getArguments()))
    state.push_back(castToType(rewriter, loc, init, argument.getType()));
  ValueRange yielded = steps.body.getTerminator()->getOperands();
  for (Value output : yielded.drop_front(numCarried)) {
    FailureOr<Value> stack = makeStack(rewriter, steps, output, count);
    if (failed(stack))
      return failure();
    state.push_back(*stack);
  }

  Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
  Value one = arith::ConstantIndexOp::create(rewriter, loc, 1);
  auto loop = scf::ForOp::create(rewriter, loc, zero, count, one, state);
  Block *block = loop.getBody();
  // A loop that carries nothing has a terminator already.
  if (!block->empty())
    rewriter.eraseOp(block->getTerminator());
  rewriter.setInsertionPointToEnd(block);
  Value index = loop.getInductionVar();
  if (steps.reverse) {
    Value last = arith::SubIOp::create(rewriter, loc, count, one);
    index = arith::SubIOp::create(rewriter, loc, last, index);
  }
  ValueRange carried = loop.getRegionIterArgs();
  SmallVector<Value> arguments(carried.take_front(numCarried));
  for (auto [input, argument] : llvm::zip_equal(
           steps.inputs, steps.body.getArguments().drop_front(numCarried)))
    arguments.push_back(
        takePart(rewriter, loc, input, steps.axis, index, argument.getType()));
  SmallVector<Value> values = inlineBody(rewriter, steps.body, arguments);
  rewriter.setInsertionPointToEnd(block);
  // Everything is computed before anything is written back.
  SmallVector<Value> next;
  for (auto [value, target] : llvm::zip(ArrayRef(values).drop_front(numCarried),
                                        carried.drop_front(numCarried))) {
    PartRange range(rewriter, getExtents(rewriter, loc, target), steps.axis,
                    index);
    // The stack may know extents that the type of the value does not.
    auto type = cast<RankedTensorType>(value.getType()).clone(range.partShape);
    Value part = value;
    if (part.getType() != type)
      part = tensor::CastOp::create(rewriter, loc, type, part);
    if (!isEmptyShape(range.sizes))
      target = tensor::InsertSliceOp::create(rewriter, loc, part, target,
                                             range.offsets, range.sizes,
                                             range.strides);
    next.push_back(target);
  }
  SmallVector<Value> written =
      carry(rewriter, loc, ArrayRef(values).take_front(numCarried),
            carried.take_front(numCarried));
  llvm::append_range(written, next);
  scf::YieldOp::create(rewriter, loc, written);

  rewriter.setInsertionPointAfter(loop);
  SmallVector<Value> results;
  for (auto [result, type] :
       llvm::zip_equal(loop.getResults(), steps.op->getResultTypes()))
    results.push_back(castToType(rewriter, loc, result, type));
  rewriter.replaceOp(steps.op, results);
  return success();
}

//===----------------------------------------------------------------------===//
// nn.fixed_point
//===----------------------------------------------------------------------===//

/// Whether no element of `after` differs from that of `before` by more than the
/// tolerance, an i1; integers do not differ.
static Value hasSettled(OpBuilder &builder, Location loc, Value before,
                        Value after, double tolerance) {
  auto type = cast<RankedTensorType>(before.getType());
  int64_t rank = type.getRank();
  Value yes = arith::ConstantIntOp::create(builder, loc, 1, 1);
  Value init = tensor::EmptyOp::create(builder, loc, ArrayRef<int64_t>(),
                                       builder.getI1Type());
  init = linalg::FillOp::create(builder, loc, yes, init).getResult(0);
  SmallVector<AffineMap> maps(2, builder.getMultiDimIdentityMap(rank));
  maps.push_back(AffineMap::get(rank, 0, builder.getContext()));
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::reduction);
  auto isClose = [&](OpBuilder &b, Location l, Value x, Value y) -> Value {
    if (!isa<FloatType>(x.getType()))
      return arith::CmpIOp::create(b, l, arith::CmpIPredicate::eq, x, y);
    // In f64, where neither the change nor the tolerance is rounded.
    auto widen = [&](Value value) -> Value {
      if (value.getType().isF64())
        return value;
      return arith::ExtFOp::create(b, l, b.getF64Type(), value);
    };
    Value change = math::AbsFOp::create(
        b, l, arith::SubFOp::create(b, l, widen(y), widen(x)));
    Value limit = arith::ConstantOp::create(b, l, b.getF64FloatAttr(tolerance));
    return arith::CmpFOp::create(b, l, arith::CmpFPredicate::OLE, change,
                                 limit);
  };
  Value settled = linalg::GenericOp::create(
                      builder, loc, init.getType(), ValueRange{before, after},
                      init, maps, iterators,
                      [&](OpBuilder &b, Location l, ValueRange args) {
                        Value both = arith::AndIOp::create(
                            b, l, args[2], isClose(b, l, args[0], args[1]));
                        linalg::YieldOp::create(b, l, both);
                      })
                      .getResult(0);
  return tensor::ExtractOp::create(builder, loc, settled, ValueRange());
}

static LogicalResult lowerFixedPoint(IRRewriter &rewriter, FixedPointOp op) {
  Location loc = op.getLoc();
  rewriter.setInsertionPoint(op);
  Block &body = op.getBody().front();
  size_t count = op.getInits().size();
  double tolerance = op.getTolerance().convertToDouble();
  // The state: the values, the number of iterations, and whether the values
  // have settled.
  SmallVector<Value> state;
  for (auto [init, argument] :
       llvm::zip_equal(op.getInits(), body.getArguments()))
    state.push_back(castToType(rewriter, loc, init, argument.getType()));
  state.push_back(arith::ConstantIntOp::create(rewriter, loc, 0, 64));
  state.push_back(arith::ConstantIntOp::create(rewriter, loc, 0, 1));
  auto goesOn = [&](OpBuilder &b, Location l, ValueRange args) {
    Value limit = arith::ConstantIntOp::create(
        b, l, static_cast<int64_t>(op.getLimit()), 64);
    Value isBelow = arith::CmpIOp::create(b, l, arith::CmpIPredicate::slt,
                                          args[count], limit);
    Value yes = arith::ConstantIntOp::create(b, l, 1, 1);
    Value unsettled = arith::XOrIOp::create(b, l, args[count + 1], yes);
    scf::ConditionOp::create(
        b, l, arith::AndIOp::create(b, l, isBelow, unsettled), args);
  };
  auto loop =
      scf::WhileOp::create(rewriter, loc, ValueRange(state).getTypes(), state,
                           goesOn, [](OpBuilder &, Location, ValueRange) {});
  Block *block = loop.getAfterBody();
  rewriter.setInsertionPointToEnd(block);
  ValueRange args = block->getArguments();
  SmallVector<Value> values =
      inlineBody(rewriter, body, args.take_front(count));
  rewriter.setInsertionPointToEnd(block);
  Value settled;
  for (auto [value, before] : llvm::zip(values, args)) {
    value = castToType(rewriter, loc, value, before.getType());
    Value close = hasSettled(rewriter, loc, before, value, tolerance);
    settled =
        settled ? arith::AndIOp::create(rewriter, loc, settled, close) : close;
  }
  SmallVector<Value> next =
      carry(rewriter, loc, values, args.take_front(count));
  Value one = arith::ConstantIntOp::create(rewriter, loc, 1, 64);
  next.push_back(arith::AddIOp::create(rewriter, loc, args[count], one));
  next.push_back(settled);
  scf::YieldOp::create(rewriter, loc, next);

  rewriter.setInsertionPointAfter(loop);
  if (!op.getBestEffort())
    CheckOp::create(rewriter, loc, CheckKind::Numeric,
                    loop.getResult(count + 1), "the iteration did not settle");
  SmallVector<Value> results;
  for (auto [index, type] : llvm::enumerate(op.getResultTypes())) {
    Value result = loop.getResult(index);
    // Numbers become tensors.
    if (index >= count)
      result = tensor::FromElementsOp::create(
          rewriter, loc, cast<RankedTensorType>(type), result);
    results.push_back(castToType(rewriter, loc, result, type));
  }
  rewriter.replaceOp(op, results);
  return success();
}

//===----------------------------------------------------------------------===//
// Pass
//===----------------------------------------------------------------------===//

namespace {
struct ConvertNNControlToSCF
    : nn::impl::ConvertNNControlToSCFPassBase<ConvertNNControlToSCF> {
  void runOnOperation() override {
    // Inner ops come first.
    SmallVector<Operation *> ops;
    getOperation()->walk<WalkOrder::PostOrder>([&](Operation *op) {
      if (op->hasTrait<Control>())
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (Operation *op : ops)
      if (failed(lower(rewriter, op)))
        return signalPassFailure();
  }

  static LogicalResult lower(IRRewriter &rewriter, Operation *op) {
    if (auto cond = dyn_cast<CondOp>(op))
      return lowerCond(rewriter, cond);
    if (auto iteration = dyn_cast<FixedPointOp>(op))
      return lowerFixedPoint(rewriter, iteration);
    if (auto scan = dyn_cast<ScanOp>(op))
      return lowerSteps(rewriter, {scan, scan.getBlock(), scan.getInits(),
                                   scan.getInputs(), scan.getCount(),
                                   static_cast<int64_t>(scan.getAxis()),
                                   scan.getReverse()});
    if (auto weave = dyn_cast<WeaveOp>(op))
      return lowerSteps(rewriter, {weave, weave.getBody().front(), ValueRange(),
                                   weave.getInputs(), Value(),
                                   static_cast<int64_t>(weave.getAxis()),
                                   /*reverse=*/false});
    return op->emitOpError("cannot be lowered to scf");
  }
};
} // namespace

//===- SplitBatch.cpp - One sample after the other ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A network that takes a batch of samples computes each by itself. Op by op
// over the whole batch, what lies between two ops is as large as the batch and
// falls out of the caches; sample by sample it stays there, and every extent
// but that of the batch is what it is for one sample, mostly a constant.
//
// A product with a parameter is the exception: what it reads of the parameter
// serves as many rows as one sample has. If these are few, the op keeps its
// batch, and the ops before and behind it get loops of their own.
//
// Every tensor is followed from the inputs by the axis that is the batch. Ops
// are copied into the loop with one index there.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/RegionUtils.h"
#include "nn/Analysis/Signature.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/TypeSwitch.h"

namespace nn {
#define GEN_PASS_DEF_SPLITBATCHPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// Rows that make it worth to read a parameter from the cache.
static constexpr int64_t kEnoughRows = 16;
/// Iterations of a reduction for one sample that make up for a loop.
static constexpr int64_t kEnoughIterations = 4096;
/// Parameters up to so many bytes stay in the first level of cache.
static constexpr int64_t kSmallParam = 16384;

/// What `op` and its regions use of values defined outside of it.
static llvm::SetVector<Value> getUsedValues(Operation *op) {
  llvm::SetVector<Value> values(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), values);
  return values;
}

static RankedTensorType getTensorType(Value value) {
  return dyn_cast<RankedTensorType>(value.getType());
}

namespace {
/// Which axis of each tensor is the batch.
class BatchAxes {
public:
  /// Axis 0 of every input that has `extent` there.
  BatchAxes(func::FuncOp func, const EntrySignature &signature);

  /// The number of samples where the function begins; null if there is no
  /// batch.
  Value getExtent() const { return extent; }
  bool isExtent(OpFoldResult size) const {
    return extents.contains(dyn_cast<Value>(size));
  }
  std::optional<int64_t> get(Value value) const {
    auto found = axes.find(value);
    return found == axes.end() ? std::nullopt
                               : std::optional<int64_t>(found->second);
  }
  /// Notes the axis of a tensor that takes the place of another one.
  void set(Value value, int64_t axis) { axes[value] = axis; }
  /// Whether `op` has a batch, computes each sample by itself, and can be
  /// copied for one.
  bool canSplit(Operation *op) const { return splittable.contains(op); }
  /// The loop of `op` that is the batch.
  unsigned getLoop(linalg::GenericOp op) const { return loops.lookup(op); }

private:
  void visit(Operation *op);
  bool visitGeneric(linalg::GenericOp op);
  bool visitSlice(OffsetSizeAndStrideOpInterface op, Value whole, Value part,
                  const llvm::SmallBitVector &dropped);
  std::optional<int64_t> findEmptyAxis(Value init) const;

  Value extent;
  /// The extents of all inputs with the batch, which are one number.
  llvm::SmallDenseSet<Value> extents;
  llvm::DenseMap<Value, int64_t> axes;
  llvm::DenseMap<Operation *, unsigned> loops;
  llvm::DenseSet<Operation *> splittable;
};
} // namespace

BatchAxes::BatchAxes(func::FuncOp func, const EntrySignature &signature) {
  Block &block = func.getBody().front();
  // The batch is axis 0 of the first input, and of each that has the same
  // run-time extent there. A static one would be worth it, too, but is not told
  // apart from other axes of that extent.
  if (signature.inputs.empty() || signature.inputs[0].extent.empty() ||
      signature.inputs[0].extent[0] < 0)
    return;
  int32_t batch = signature.inputs[0].extent[0];
  for (auto [argument, input] :
       llvm::zip(block.getArguments(), signature.inputs)) {
    if (input.extent.empty() || input.extent[0] != batch)
      continue;
    for (Operation *user : argument.getUsers()) {
      if (auto tensor = dyn_cast<bufferization::ToTensorOp>(user))
        axes[tensor.getResult()] = 0;
      auto dim = dyn_cast<memref::DimOp>(user);
      if (!dim || dim.getConstantIndex() != 0 || dim->getBlock() != &block)
        continue;
      extents.insert(dim.getResult());
      if (!extent)
        extent = dim.getResult();
    }
  }
  if (!extent)
    return;
  for (Operation &op : block.without_terminator())
    visit(&op);
}

/// The axis of a tensor that is made from nothing.
std::optional<int64_t> BatchAxes::findEmptyAxis(Value init) const {
  auto empty = init.getDefiningOp<tensor::EmptyOp>();
  if (!empty)
    return get(init);
  std::optional<int64_t> axis;
  for (auto [number, size] : llvm::enumerate(empty.getMixedSizes()))
    if (isExtent(size)) {
      if (axis)
        return std::nullopt;
      axis = number;
    }
  return axis;
}

bool BatchAxes::visitGeneric(linalg::GenericOp op) {
  std::optional<unsigned> loop;
  auto follow = [&](AffineMap map, int64_t axis) {
    auto dim = dyn_cast<AffineDimExpr>(map.getResult(axis));
    if (!dim || (loop && *loop != dim.getPosition()))
      return false;
    loop = dim.getPosition();
    return true;
  };
  auto getAxis = [&](OpOperand &operand) {
    return op.isDpsInit(&operand) ? findEmptyAxis(operand.get())
                                  : get(operand.get());
  };
  for (OpOperand &operand : op->getOpOperands()) {
    std::optional<int64_t> axis = getAxis(operand);
    if (axis && !follow(op.getMatchingIndexingMap(&operand), *axis))
      return false;
  }
  if (!loop ||
      mlir::linalg::isReductionIterator(op.getIteratorTypesArray()[*loop]))
    return false;
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    std::optional<int64_t> axis = getAxis(operand);
    for (auto [position, expr] : llvm::enumerate(map.getResults()))
      if (expr.isFunctionOfDim(*loop) !=
          (axis && static_cast<int64_t>(position) == *axis))
        return false;
  }
  for (OpOperand &init : op.getDpsInitsMutable())
    axes[op.getTiedOpResult(&init)] = *findEmptyAxis(init.get());
  loops[op] = *loop;
  return true;
}

/// A slice of all samples.
bool BatchAxes::visitSlice(OffsetSizeAndStrideOpInterface op, Value whole,
                           Value part, const llvm::SmallBitVector &dropped) {
  std::optional<int64_t> axis = get(whole);
  if (!axis || dropped.test(*axis) ||
      getConstantIntValue(op.getMixedOffsets()[*axis]) != 0 ||
      getConstantIntValue(op.getMixedStrides()[*axis]) != 1 ||
      !isExtent(op.getMixedSizes()[*axis]))
    return false;
  int64_t reduced = *axis;
  for (int64_t before = 0; before < *axis; ++before)
    reduced -= dropped.test(before);
  if (isa<tensor::InsertSliceOp>(op))
    return get(part) == reduced;
  axes[part] = reduced;
  return true;
}

void BatchAxes::visit(Operation *op) {
  auto follow = [&](Value from, Value to, ArrayRef<ReassociationIndices> groups,
                    bool expands) {
    std::optional<int64_t> axis = get(from);
    if (!axis)
      return false;
    for (auto [number, group] : llvm::enumerate(groups)) {
      bool isGroup = expands ? static_cast<int64_t>(number) == *axis
                             : llvm::is_contained(group, *axis);
      if (!isGroup)
        continue;
      if (group.size() != 1)
        return false;
      axes[to] = expands ? group[0] : static_cast<int64_t>(number);
      return true;
    }
    return false;
  };
  bool isSplit =
      llvm::TypeSwitch<Operation *, bool>(op)
          .Case(
              [&](linalg::GenericOp generic) { return visitGeneric(generic); })
          .Case([&](linalg::FillOp fill) {
            std::optional<int64_t> axis = findEmptyAxis(fill.getDpsInits()[0]);
            if (axis)
              axes[fill.getResult(0)] = *axis;
            return axis.has_value();
          })
          .Case([&](tensor::ExpandShapeOp reshape) {
            return follow(reshape.getSrc(), reshape.getResult(),
                          reshape.getReassociationIndices(), true);
          })
          .Case([&](tensor::CollapseShapeOp reshape) {
            return follow(reshape.getSrc(), reshape.getResult(),
                          reshape.getReassociationIndices(), false);
          })
          .Case([&](tensor::ExtractSliceOp slice) {
            return visitSlice(slice, slice.getSource(), slice.getResult(),
                              slice.getDroppedDims());
          })
          .Case([&](tensor::InsertSliceOp slice) {
            if (std::optional<int64_t> axis = findEmptyAxis(slice.getDest()))
              axes[slice.getDest()] = *axis;
            if (!visitSlice(slice, slice.getDest(), slice.getSource(),
                            slice.getDroppedDims()))
              return false;
            axes[slice.getResult()] = *get(slice.getDest());
            return true;
          })
          .Default(false);
  // Other extents are constants, and nothing is empty, which upstream takes no
  // slices of.
  auto isKnown = [&](Value value) {
    RankedTensorType type = getTensorType(value);
    return !type || value.getDefiningOp<tensor::EmptyOp>() ||
           (type.getNumDynamicDims() <= (get(value) ? 1 : 0) &&
            !llvm::is_contained(type.getShape(), 0));
  };
  isSplit = isSplit && llvm::all_of(op->getResults(), isKnown) &&
            llvm::all_of(op->getOperands(), isKnown);
  // A body that reads a tensor of all samples does so at indices of its own.
  for (Value value : getUsedValues(op))
    if (get(value) && !llvm::is_contained(op->getOperands(), value))
      isSplit = false;
  if (isSplit)
    splittable.insert(op);
}

namespace {
/// Ops that run in one loop over samples.
struct Segment {
  SmallVector<Operation *> ops;
  bool isWorthIt = false;
};

struct SplitBatch : nn::impl::SplitBatchPassBase<SplitBatch> {
  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (!func->hasAttr(kSignatureAttr) || !func.getBody().hasOneBlock())
      return;
    FailureOr<EntrySignature> signature = EntrySignature::get(func);
    if (failed(signature))
      return signalPassFailure();
    BatchAxes axes(func, *signature);
    if (!axes.getExtent())
      return;
    for (Segment &segment : findSegments(func, axes))
      if (segment.isWorthIt) {
        split(segment.ops, axes);
        ++numLoops;
      }
    // These were made again.
    for (auto fill : llvm::make_early_inc_range(
             func.getBody().front().getOps<linalg::FillOp>()))
      if (fill->use_empty())
        fill->erase();
  }

private:
  /// Whether `op` multiplies with a parameter that a sample alone hardly
  /// reuses; null if it is no such product.
  static std::optional<bool> needsBatch(linalg::GenericOp op,
                                        const BatchAxes &axes) {
    if (op.getNumReductionLoops() == 0)
      return std::nullopt;
    SmallVector<int64_t> extents = op.getStaticLoopRanges();
    std::optional<bool> needs;
    for (OpOperand *input : op.getDpsInputOperands()) {
      RankedTensorType type = getTensorType(input->get());
      if (!type || axes.get(input->get()) ||
          op.getMatchingBlockArgument(input).use_empty())
        continue;
      AffineMap map = op.getMatchingIndexingMap(input);
      int64_t rows = 1;
      for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
        if (!map.isFunctionOfDim(loop) && loop != axes.getLoop(op) &&
            !mlir::linalg::isReductionIterator(
                op.getIteratorTypesArray()[loop]))
          rows *= ShapedType::isDynamic(extents[loop]) ? kEnoughRows
                                                       : extents[loop];
      bool isLarge =
          !type.hasStaticShape() ||
          type.getNumElements() * (getBitWidth(type.getElementType()) / 8) >
              kSmallParam;
      needs = needs.value_or(false) || (rows < kEnoughRows && isLarge);
    }
    return needs;
  }

  /// The iterations of `op` for one sample.
  static int64_t countIterations(linalg::GenericOp op, const BatchAxes &axes) {
    int64_t iterations = 1;
    for (auto [loop, extent] : llvm::enumerate(op.getStaticLoopRanges()))
      if (loop != axes.getLoop(op) && !ShapedType::isDynamic(extent))
        iterations *= extent;
    return iterations;
  }

  /// Runs of ops that can be split. What follows an op that needs its batch
  /// stays with it until the next product with a parameter that does not.
  static SmallVector<Segment> findSegments(func::FuncOp func,
                                           const BatchAxes &axes) {
    SmallVector<Segment> segments(1);
    bool keepsBatch = false;
    for (Operation &op : func.getBody().front().without_terminator()) {
      bool hasBatch = llvm::any_of(op.getResults(),
                                   [&](Value result) {
                                     return axes.get(result).has_value();
                                   }) ||
                      llvm::any_of(getUsedValues(&op), [&](Value operand) {
                        return axes.get(operand).has_value();
                      });
      // What is made from nothing is made again where it is used.
      if (!hasBatch ||
          isa<linalg::FillOp, tensor::EmptyOp, bufferization::ToTensorOp,
              bufferization::MaterializeInDestinationOp>(op))
        continue;
      std::optional<bool> needs;
      if (auto generic = dyn_cast<linalg::GenericOp>(op);
          generic && axes.canSplit(&op))
        needs = needsBatch(generic, axes);
      if (!axes.canSplit(&op))
        keepsBatch = true;
      else if (needs)
        keepsBatch = *needs;
      if (keepsBatch) {
        if (!segments.back().ops.empty())
          segments.emplace_back();
        continue;
      }
      segments.back().ops.push_back(&op);
      auto generic = dyn_cast<linalg::GenericOp>(op);
      segments.back().isWorthIt |=
          generic && generic.getNumReductionLoops() > 0 &&
          countIterations(generic, axes) >= kEnoughIterations;
    }
    return segments;
  }

  static RankedTensorType getSampleType(RankedTensorType type, int64_t axis) {
    SmallVector<int64_t> shape(type.getShape());
    shape[axis] = 1;
    return RankedTensorType::get(shape, type.getElementType());
  }

  /// The slice of one sample.
  struct SampleSlice {
    SmallVector<OpFoldResult> offsets, sizes, strides;
  };
  static SampleSlice getSlice(OpBuilder &b, RankedTensorType whole,
                              int64_t axis, Value sample) {
    SampleSlice slice;
    slice.offsets.assign(whole.getRank(), b.getIndexAttr(0));
    slice.strides.assign(whole.getRank(), b.getIndexAttr(1));
    slice.sizes = getAsIndexOpFoldResult(b.getContext(),
                                         getSampleType(whole, axis).getShape());
    slice.offsets[axis] = sample;
    return slice;
  }

  void split(ArrayRef<Operation *> ops, BatchAxes &axes) {
    Operation *last = ops.back();
    Location loc = last->getLoc();
    OpBuilder b(last);
    llvm::SmallDenseSet<Operation *> inside(ops.begin(), ops.end());
    // Results that are used behind the loop: written to an output, or kept.
    SmallVector<Value> kept;
    SmallVector<bufferization::MaterializeInDestinationOp> outputs;
    for (Operation *op : ops)
      for (Value result : op->getResults()) {
        bool isKept = false;
        for (Operation *user : result.getUsers()) {
          if (inside.contains(user))
            continue;
          auto output =
              dyn_cast<bufferization::MaterializeInDestinationOp>(user);
          if (output && isa<MemRefType>(output.getDest().getType()))
            outputs.push_back(output);
          else
            isKept = true;
        }
        if (isKept)
          kept.push_back(result);
      }
    SmallVector<Value> inits;
    for (Value result : kept) {
      RankedTensorType type = getTensorType(result);
      SmallVector<OpFoldResult> sizes = getSizes(b, result, axes);
      inits.push_back(
          tensor::EmptyOp::create(b, loc, sizes, type.getElementType()));
    }
    Value zero = arith::ConstantIndexOp::create(b, loc, 0);
    Value one = arith::ConstantIndexOp::create(b, loc, 1);
    auto loop = scf::ForOp::create(b, loc, zero, axes.getExtent(), one, inits);
    loop->setAttr(kIndependentAttr, b.getUnitAttr());
    if (inits.empty())
      b.setInsertionPoint(loop.getBody()->getTerminator());
    else
      b.setInsertionPointToStart(loop.getBody());
    Value sample = loop.getInductionVar();
    IRMapping mapping;
    for (Operation *op : ops) {
      for (Value operand : op->getOperands())
        mapOperand(b, operand, axes, sample, mapping);
      cloneForSample(b, op, axes, sample, mapping);
    }
    for (bufferization::MaterializeInDestinationOp output : outputs) {
      Value source = output.getSource();
      SampleSlice slice =
          getSlice(b, getTensorType(source), *axes.get(source), sample);
      Value place = memref::SubViewOp::create(
          b, loc, output.getDest(), slice.offsets, slice.sizes, slice.strides);
      bufferization::MaterializeInDestinationOp::create(
          b, loc, Type(), mapping.lookup(source), place, /*restrict=*/true,
          /*writable=*/true);
      output.erase();
    }
    if (!kept.empty()) {
      SmallVector<Value> yielded;
      for (auto [result, whole] :
           llvm::zip_equal(kept, loop.getRegionIterArgs())) {
        Value part = mapping.lookup(result);
        SampleSlice slice =
            getSlice(b, getTensorType(whole), *axes.get(result), sample);
        yielded.push_back(tensor::InsertSliceOp::create(
            b, loc, part, whole, slice.offsets, slice.sizes, slice.strides));
      }
      scf::YieldOp::create(b, loc, yielded);
      for (auto [result, whole] : llvm::zip_equal(kept, loop.getResults())) {
        Value replacement = whole;
        if (whole.getType() != result.getType()) {
          b.setInsertionPointAfter(loop);
          replacement = tensor::CastOp::create(b, loc, result.getType(), whole);
        }
        axes.set(replacement, *axes.get(result));
        result.replaceUsesWithIf(replacement, [&](OpOperand &use) {
          return !inside.contains(use.getOwner());
        });
      }
    }
    for (Operation *op : llvm::reverse(ops))
      op->erase();
  }

  /// The extents of a result before the loop.
  static SmallVector<OpFoldResult> getSizes(OpBuilder &b, Value value,
                                            const BatchAxes &axes) {
    SmallVector<OpFoldResult> sizes;
    RankedTensorType type = getTensorType(value);
    for (int64_t axis = 0; axis < type.getRank(); ++axis) {
      if (axis == axes.get(value))
        sizes.push_back(axes.getExtent());
      else
        sizes.push_back(b.getIndexAttr(type.getDimSize(axis)));
    }
    return sizes;
  }

  /// Makes an operand of an op available for the sample.
  static void mapOperand(OpBuilder &b, Value operand, const BatchAxes &axes,
                         Value sample, IRMapping &mapping) {
    if (mapping.contains(operand))
      return;
    RankedTensorType type = getTensorType(operand);
    if (!type)
      return;
    Location loc = operand.getLoc();
    if (auto empty = operand.getDefiningOp<tensor::EmptyOp>()) {
      SmallVector<OpFoldResult> sizes = empty.getMixedSizes();
      for (OpFoldResult &size : sizes)
        if (axes.isExtent(size))
          size = b.getIndexAttr(1);
      mapping.map(operand, tensor::EmptyOp::create(b, loc, sizes,
                                                   type.getElementType()));
      return;
    }
    if (auto fill = operand.getDefiningOp<linalg::FillOp>();
        fill && axes.get(operand)) {
      mapOperand(b, fill.getDpsInits()[0], axes, sample, mapping);
      mapping.map(operand,
                  linalg::FillOp::create(b, loc, fill.getInputs()[0],
                                         mapping.lookup(fill.getDpsInits()[0]))
                      .getResult(0));
      return;
    }
    std::optional<int64_t> axis = axes.get(operand);
    if (!axis)
      return;
    SampleSlice slice = getSlice(b, type, *axis, sample);
    mapping.map(operand,
                tensor::ExtractSliceOp::create(b, loc, operand, slice.offsets,
                                               slice.sizes, slice.strides));
  }

  /// Copies `op` with one index along the batch.
  static void cloneForSample(OpBuilder &b, Operation *op, const BatchAxes &axes,
                             Value sample, IRMapping &mapping) {
    auto oneSample = [&](SmallVector<OpFoldResult> sizes) {
      for (OpFoldResult &size : sizes)
        if (axes.isExtent(size))
          size = b.getIndexAttr(1);
      return sizes;
    };
    Location loc = op->getLoc();
    if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op)) {
      auto type = getSampleType(slice.getType(), *axes.get(slice.getResult()));
      mapping.map(slice.getResult(),
                  tensor::ExtractSliceOp::create(
                      b, loc, type, mapping.lookup(slice.getSource()),
                      slice.getMixedOffsets(), oneSample(slice.getMixedSizes()),
                      slice.getMixedStrides()));
      return;
    }
    if (auto slice = dyn_cast<tensor::InsertSliceOp>(op)) {
      mapping.map(slice.getResult(),
                  tensor::InsertSliceOp::create(
                      b, loc, mapping.lookup(slice.getSource()),
                      mapping.lookup(slice.getDest()), slice.getMixedOffsets(),
                      oneSample(slice.getMixedSizes()),
                      slice.getMixedStrides()));
      return;
    }
    if (auto reshape = dyn_cast<tensor::ExpandShapeOp>(op)) {
      auto type = getSampleType(reshape.getResultType(),
                                *axes.get(reshape.getResult()));
      mapping.map(reshape.getResult(),
                  tensor::ExpandShapeOp::create(
                      b, loc, type, mapping.lookup(reshape.getSrc()),
                      reshape.getReassociationIndices(),
                      oneSample(getMixedValues(reshape.getStaticOutputShape(),
                                               reshape.getOutputShape(), b))));
      return;
    }
    Operation *clone = b.clone(*op, mapping);
    for (auto [result, copy] :
         llvm::zip_equal(op->getResults(), clone->getResults()))
      copy.setType(getSampleType(getTensorType(result), *axes.get(result)));
    auto generic = dyn_cast<linalg::GenericOp>(clone);
    if (!generic)
      return;
    unsigned loop = axes.getLoop(cast<linalg::GenericOp>(op));
    for (auto index : llvm::make_early_inc_range(
             generic.getBody()->getOps<linalg::IndexOp>())) {
      if (index.getDim() != loop)
        continue;
      index.replaceAllUsesWith(sample);
      index.erase();
    }
  }
};
} // namespace

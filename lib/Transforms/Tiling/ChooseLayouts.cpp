//===- ChooseLayouts.cpp - The order of axes in memory --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What lies between ops of a network is seen by nothing else, so its axes may
// come in any order: that of the maps that index it. A convolution whose
// channels lie side by side fills vectors whatever the size of its images is,
// and reads its input at any stride.
//
// Tensors that share memory, or of which one is cut out of the other, have one
// order. Where a tensor is reshaped or leaves the function, the order is given.
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"
#include "PackParams.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/EquivalenceClasses.h"

namespace nn {
#define GEN_PASS_DEF_CHOOSELAYOUTSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// `permutation[i]` is the axis that comes at place `i`.
using Order = SmallVector<int64_t>;

namespace {
struct ChooseLayouts : nn::impl::ChooseLayoutsPassBase<ChooseLayouts> {
  using ChooseLayoutsPassBase::ChooseLayoutsPassBase;

  void runOnOperation() override {
    features.vectorBits = vectorBits;
    features.vectorRegisters = vectorRegisters;
    features.maskedVectors = maskedVectors;
    features.dotUnits.assign(dotUnits.begin(), dotUnits.end());
    separateInits();
    classes = {};
    given.clear();
    orders.clear();
    readers.clear();
    getOperation().walk([&](Operation *op) { collect(op); });
    getOperation().walk([&](linalg::GenericOp op) {
      Reader reader{op, {}};
      for (OpOperand *input : op.getDpsInputOperands())
        reader.canPack.push_back(packParams && canPackParam(op, input));
      llvm::SmallDenseSet<Value> seen;
      for (Value value : op->getOperands())
        if (classes.contains(value) &&
            seen.insert(classes.getLeaderValue(value)).second)
          readers[classes.getLeaderValue(value)].push_back(reader);
    });
    llvm::DenseSet<Value> fixed;
    for (Value value : given)
      if (classes.contains(value))
        fixed.insert(classes.getLeaderValue(value));
    // In the order of the program, and again when all that read a tensor have
    // orders, too.
    for (int sweep = 0; sweep < 2; ++sweep) {
      llvm::DenseSet<Value> decided;
      getOperation().walk([&](linalg::GenericOp op) {
        for (Value result : op->getResults()) {
          Value leader = classes.getLeaderValue(result);
          auto type = cast<RankedTensorType>(result.getType());
          if (fixed.contains(leader) || type.getRank() < 3 ||
              !decided.insert(leader).second)
            continue;
          orders[leader] = chooseOrder(result);
        }
      });
    }
    for (auto &[leader, order] : orders)
      numChanged += !order.empty();
    apply();
  }

private:
  /// An op and which of its inputs are parameters that may be laid out anew.
  struct Reader {
    linalg::GenericOp op;
    SmallVector<bool> canPack;
  };

  /// Gives every op an empty or filled tensor of its own to begin with: those
  /// that share one would have one order.
  void separateInits() {
    SmallVector<OpOperand *> inits;
    getOperation().walk([&](linalg::LinalgOp op) {
      for (OpOperand &init : op.getDpsInitsMutable())
        inits.push_back(&init);
    });
    getOperation().walk([&](tensor::InsertSliceOp op) {
      inits.push_back(&op.getDestMutable());
    });
    // Fills come before what they are made from.
    for (OpOperand *init : llvm::reverse(inits)) {
      Operation *made = init->get().getDefiningOp();
      if (isa_and_present<linalg::FillOp, tensor::EmptyOp>(made) &&
          !made->hasOneUse())
        init->set(OpBuilder(init->getOwner()).clone(*made)->getResult(0));
    }
    inits.clear();
    getOperation().walk([&](linalg::FillOp op) {
      Operation *made = op.getDpsInits()[0].getDefiningOp();
      if (isa_and_present<tensor::EmptyOp>(made) && !made->hasOneUse())
        op.getDpsInitsMutable()[0].set(
            OpBuilder(op).clone(*made)->getResult(0));
    });
  }

  void join(Value a, Value b) { classes.unionSets(a, b); }

  /// Notes what an op demands of the tensors that it sees.
  void collect(Operation *op) {
    auto isTensor = [](Value value) {
      return isa<RankedTensorType>(value.getType());
    };
    for (Value value : op->getResults())
      if (isTensor(value))
        classes.insert(value);
    for (Region &region : op->getRegions())
      for (Block &block : region)
        for (Value argument : block.getArguments())
          if (isTensor(argument)) {
            classes.insert(argument);
            given.push_back(argument);
          }
    if (auto generic = dyn_cast<linalg::GenericOp>(op)) {
      for (OpOperand &init : generic.getDpsInitsMutable())
        join(init.get(), generic.getTiedOpResult(&init));
      // An element-wise op has one order with what it reads element by element.
      if (generic.getNumReductionLoops() == 0 && generic->getNumResults() == 1)
        for (OpOperand *input : generic.getDpsInputOperands())
          if (isTensor(input->get()) &&
              generic.getMatchingIndexingMap(input) ==
                  generic.getMatchingIndexingMap(generic.getDpsInitOperand(0)))
            join(input->get(), generic->getResult(0));
      return;
    }
    if (auto fill = dyn_cast<linalg::FillOp>(op)) {
      join(fill.getDpsInits()[0], fill.getResult(0));
      return;
    }
    if (isa<tensor::EmptyOp>(op))
      return;
    if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op);
        slice && slice.getDroppedDims().none()) {
      join(slice.getSource(), slice.getResult());
      return;
    }
    if (auto slice = dyn_cast<tensor::InsertSliceOp>(op);
        slice && slice.getDroppedDims().none()) {
      join(slice.getSource(), slice.getDest());
      join(slice.getDest(), slice.getResult());
      return;
    }
    for (Value value : op->getOperands())
      if (isTensor(value))
        given.push_back(value);
    for (Value value : op->getResults())
      if (isTensor(value))
        given.push_back(value);
  }

  static AffineMap permute(AffineMap map, const Order &order) {
    if (order.empty())
      return map;
    return AffineMap::get(map.getNumDims(), map.getNumSymbols(),
                          applyPermutation(map.getResults(), order),
                          map.getContext());
  }
  static RankedTensorType permute(RankedTensorType type, const Order &order) {
    if (order.empty())
      return type;
    return RankedTensorType::get(applyPermutation(type.getShape(), order),
                                 type.getElementType());
  }

  /// Whether an op that does nothing but copy has one order to read and write.
  static bool isIdentityCopy(linalg::GenericOp op, ArrayRef<AffineMap> maps) {
    Block &body = *op.getBody();
    return op.getNumDpsInputs() == 1 && op->getNumResults() == 1 &&
           llvm::hasSingleElement(body) && maps[0] == maps[1] &&
           body.getTerminator()->getOperand(0) == body.getArgument(0);
  }

  /// The cycles of an op if the tensors of a class have that order.
  double estimate(Reader &reader, Value leader, const Order &order) {
    linalg::GenericOp op = reader.op;
    SmallVector<AffineMap> maps;
    SmallVector<ShapedType> types;
    for (OpOperand &operand : op->getOpOperands()) {
      AffineMap map = op.getMatchingIndexingMap(&operand);
      auto tensor = dyn_cast<RankedTensorType>(operand.get().getType());
      if (tensor) {
        Value other = classes.getLeaderValue(operand.get());
        Order its = other == leader ? order : orders.lookup(other);
        map = permute(map, its);
        tensor = permute(tensor, its);
      }
      maps.push_back(map);
      types.push_back(tensor);
    }
    if (isIdentityCopy(op, maps))
      return 0;
    return estimateCycles(op, features, reader.canPack, packParams, maps,
                          types);
  }

  /// The order of `result` and its class that makes all ops that see one of
  /// them cheapest; empty for the present one.
  Order chooseOrder(Value result) {
    auto type = cast<RankedTensorType>(result.getType());
    SmallVector<Order> candidates = {{}};
    for (int64_t axis = 0; axis + 1 < type.getRank(); ++axis) {
      if (type.getDimSize(axis) < 4)
        continue;
      Order order;
      for (int64_t other = 0; other < type.getRank(); ++other)
        if (other != axis)
          order.push_back(other);
      order.push_back(axis);
      candidates.push_back(order);
    }
    Value leader = classes.getLeaderValue(result);
    Order best;
    double bestCycles = 0;
    for (auto [number, order] : llvm::enumerate(candidates)) {
      double cycles = 0;
      for (Reader &reader : readers[leader])
        cycles += estimate(reader, leader, order);
      if (number == 0 || cycles < 0.95 * bestCycles) {
        best = order;
        bestCycles = cycles;
      }
    }
    return best;
  }

  /// Changes all ops to the chosen orders.
  void apply() {
    SmallVector<Operation *> ops;
    llvm::DenseMap<Value, Order> known;
    getOperation().walk([&](Operation *op) {
      ops.push_back(op);
      for (Value result : op->getResults())
        if (classes.contains(result))
          known[result] = orders.lookup(classes.getLeaderValue(result));
    });
    auto getOrder = [&](Value value) { return known.lookup(value); };
    for (Operation *op : ops) {
      OpBuilder b(op);
      if (auto generic = dyn_cast<linalg::GenericOp>(op)) {
        SmallVector<AffineMap> maps;
        for (OpOperand &operand : generic->getOpOperands()) {
          AffineMap map = generic.getMatchingIndexingMap(&operand);
          if (isa<RankedTensorType>(operand.get().getType()))
            map = permute(map, getOrder(operand.get()));
          maps.push_back(map);
        }
        generic.setIndexingMapsAttr(b.getAffineMapArrayAttr(maps));
        continue;
      }
      auto empty = dyn_cast<tensor::EmptyOp>(op);
      auto slice = dyn_cast<OffsetSizeAndStrideOpInterface>(op);
      if (!empty && !slice)
        continue;
      Order order =
          op->getNumResults() == 1 ? getOrder(op->getResult(0)) : Order();
      if (order.empty())
        continue;
      Location loc = op->getLoc();
      auto inOrder = [&](ArrayRef<OpFoldResult> values) {
        return applyPermutation(values, order);
      };
      Value changed;
      if (empty) {
        changed =
            tensor::EmptyOp::create(b, loc, inOrder(empty.getMixedSizes()),
                                    empty.getType().getElementType());
      } else if (auto extract = dyn_cast<tensor::ExtractSliceOp>(op)) {
        changed = tensor::ExtractSliceOp::create(
            b, loc, permute(extract.getType(), order), extract.getSource(),
            inOrder(extract.getMixedOffsets()),
            inOrder(extract.getMixedSizes()),
            inOrder(extract.getMixedStrides()));
      } else {
        auto insert = cast<tensor::InsertSliceOp>(op);
        changed = tensor::InsertSliceOp::create(
            b, loc, insert.getSource(), insert.getDest(),
            inOrder(insert.getMixedOffsets()), inOrder(insert.getMixedSizes()),
            inOrder(insert.getMixedStrides()));
      }
      changed.setType(
          permute(cast<RankedTensorType>(op->getResult(0).getType()), order));
      known[changed] = order;
      op->getResult(0).replaceAllUsesWith(changed);
      op->erase();
    }
    // Results of linalg ops have the types of what they start from.
    getOperation().walk([](linalg::LinalgOp op) {
      for (auto [result, init] : llvm::zip(op->getResults(), op.getDpsInits()))
        result.setType(init.getType());
    });
    // What copied a tensor in another order may do so no more.
    getOperation().walk([](linalg::GenericOp op) {
      if (!isIdentityCopy(op, op.getIndexingMapsArray()) ||
          !op.getIndexingMapsArray()[0].isPermutation() ||
          op.getDpsInputs()[0].getType() != op.getResult(0).getType())
        return;
      op.getResult(0).replaceAllUsesWith(op.getDpsInputs()[0]);
      op->erase();
    });
  }

  CpuFeatures features;
  /// The ops that see a tensor of a class, by its leader.
  llvm::DenseMap<Value, SmallVector<Reader>> readers;
  llvm::EquivalenceClasses<Value> classes;
  SmallVector<Value> given;
  /// The order of the tensors of a class, by its leader.
  llvm::DenseMap<Value, Order> orders;
};
} // namespace

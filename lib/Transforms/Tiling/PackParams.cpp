//===- PackParams.cpp - Parameters in the order in which they are read ----===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A kernel reads a parameter tile by tile, each iteration of the reductions
// one row of a tile. Laid out as [tile, reductions..., within the tile], these
// are whole vectors one behind the other: no gather, no transpose, one stream
// for the prefetcher, and the last tile is filled up with zeros, so that no
// load needs a mask.
//
//===----------------------------------------------------------------------===//

#include "PackParams.h"
#include "TileLayout.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Analysis/Signature.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_PACKPARAMSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// The element of the source of a reshape, which only adds or drops axes of one
/// element, that each element of its result is; null if it does more.
template <typename Reshape> static AffineMap getUnitReshape(Reshape reshape) {
  constexpr bool collapses = std::is_same_v<Reshape, tensor::CollapseShapeOp>;
  RankedTensorType from = reshape.getSrcType(), to = reshape.getResultType();
  RankedTensorType longer = collapses ? from : to;
  MLIRContext *context = reshape.getContext();
  SmallVector<AffineExpr> exprs(from.getRank(),
                                getAffineConstantExpr(0, context));
  for (auto [number, group] :
       llvm::enumerate(reshape.getReassociationIndices())) {
    std::optional<int64_t> whole;
    for (int64_t axis : group) {
      if (longer.getDimSize(axis) == 1)
        continue;
      if (whole)
        return {};
      whole = axis;
    }
    if (whole && collapses)
      exprs[*whole] = getAffineDimExpr(number, context);
    else if (whole)
      exprs[number] = getAffineDimExpr(*whole, context);
  }
  return AffineMap::get(to.getRank(), 0, exprs, context);
}

BlockArgument nn::getParamArgument(Value tensor, AffineMap *access) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  if (!type)
    return {};
  AffineMap map =
      AffineMap::getMultiDimIdentityMap(type.getRank(), tensor.getContext());
  for (;;) {
    AffineMap step;
    if (auto collapse = tensor.getDefiningOp<tensor::CollapseShapeOp>()) {
      step = getUnitReshape(collapse);
      tensor = collapse.getSrc();
    } else if (auto expand = tensor.getDefiningOp<tensor::ExpandShapeOp>()) {
      step = getUnitReshape(expand);
      tensor = expand.getSrc();
    } else {
      break;
    }
    if (!step)
      return {};
    map = step.compose(map);
  }
  if (access)
    *access = map;
  auto toTensor = tensor.getDefiningOp<bufferization::ToTensorOp>();
  if (!toTensor)
    return {};
  auto argument = dyn_cast<BlockArgument>(toTensor.getBuffer());
  if (!argument)
    return {};
  auto func = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  if (!func || !func->hasAttr(kSignatureAttr))
    return {};
  FailureOr<EntrySignature> signature = EntrySignature::get(func);
  if (failed(signature))
    return {};
  unsigned number = argument.getArgNumber(),
           numInputs = signature->inputs.size();
  if (number < numInputs || number >= numInputs + signature->params.size())
    return {};
  return argument;
}

bool nn::canPackParam(linalg::GenericOp op, OpOperand *input) {
  // A tile of the parameter is that of one axis.
  return getParamArgument(input->get()) &&
         llvm::all_of(op.getMatchingIndexingMap(input).getResults(),
                      llvm::IsaPred<AffineDimExpr>);
}

Value nn::addRelaidParam(func::FuncOp func, EntrySignature &signature,
                         BlockArgument argument, AffineMap map,
                         DenseElementsAttr factor, RankedTensorType type,
                         StringRef suffix) {
  MLIRContext *context = func.getContext();
  Block &block = func.getBody().front();
  unsigned numInputs = signature.inputs.size();
  FlatSymbolRefAttr name =
      signature.params[argument.getArgNumber() - numInputs];
  OpBuilder builder(func);
  auto module = func->getParentOfType<ModuleOp>();
  SymbolTable symbols(module);
  auto source = symbols.lookup<ParamOp>(name.getAttr());
  // What is laid out twice is made of the first one.
  if (auto before = dyn_cast<RelaidAttr>(source.getValue())) {
    assert(!factor && "what is made of a parameter cannot be multiplied");
    name = before.getSource();
    map = before.getMap().compose(map);
    factor = before.getFactor();
    source = symbols.lookup<ParamOp>(name.getAttr());
  }
  auto relaid = RelaidAttr::get(context, name, map, factor);
  ParamOp param;
  for (auto other : module.getOps<ParamOp>())
    if (other.getValue() == relaid && other.getType() == type)
      param = other;
  if (!param) {
    builder.setInsertionPointAfter(source);
    param = ParamOp::create(builder, source.getLoc(),
                            builder.getStringAttr(name.getValue() + suffix),
                            TypeAttr::get(type), relaid, StringAttr());
    symbols.insert(param);
  }
  auto buffer = MemRefType::get(type.getShape(), type.getElementType());
  unsigned position = numInputs + signature.params.size();
  (void)func.insertArgument(position, buffer, builder.getDictionaryAttr({}),
                            param.getLoc());
  signature.params.push_back(FlatSymbolRefAttr::get(param.getSymNameAttr()));
  builder.setInsertionPointToStart(&block);
  return bufferization::ToTensorOp::create(builder, param.getLoc(), type,
                                           block.getArgument(position),
                                           /*restrict=*/true);
}

namespace {
struct PackParams : nn::impl::PackParamsPassBase<PackParams> {
  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (func->hasAttr(kSignatureAttr) && failed(packIn(func)))
        return signalPassFailure();
  }

private:
  LogicalResult packIn(func::FuncOp func) {
    SmallVector<OpOperand *> operands;
    func.walk([&](linalg::GenericOp op) {
      if (op->hasAttr(kScheduleAttr) && op.getNumReductionLoops() > 0)
        for (OpOperand *input : op.getDpsInputOperands())
          if (canPackParam(op, input))
            operands.push_back(input);
    });
    if (operands.empty())
      return success();
    FailureOr<EntrySignature> signature = EntrySignature::get(func);
    if (failed(signature))
      return failure();
    llvm::DenseMap<std::pair<Value, AffineMap>, Value> known;
    for (OpOperand *operand : operands) {
      auto op = cast<linalg::GenericOp>(operand->getOwner());
      auto schedule = op->getAttrOfType<ScheduleAttr>(kScheduleAttr);
      AffineMap access = op.getMatchingIndexingMap(operand);
      std::optional<int64_t> loop = getTileLoop(op, access, schedule);
      if (!loop)
        continue;
      auto type = cast<RankedTensorType>(operand->get().getType());
      TileLayout layout = getTileLayout(
          op, access, getAsIndexOpFoldResult(&getContext(), type.getShape()),
          *loop, schedule, /*mayFillUp=*/true);
      SmallVector<AffineMap> maps = op.getIndexingMapsArray();
      maps[operand->getOperandNumber()] = layout.access;
      // An op needs an operand to read the extent of each loop from. The axis
      // of a kernel that dot products take apart may have no other.
      if (!inversePermutation(concatAffineMaps(maps, &getContext())))
        continue;
      AffineMap element;
      BlockArgument argument = getParamArgument(operand->get(), &element);
      AffineMap source = element.compose(layout.source);
      Value &packed = known[{argument, source}];
      if (!packed)
        packed = addRelaidParam(
            func, *signature, argument, source, /*factor=*/nullptr,
            RankedTensorType::get(*getConstantIntValues(layout.shape),
                                  type.getElementType()),
            ".packed");
      operand->set(packed);
      op.setIndexingMapsAttr(OpBuilder(op).getAffineMapArrayAttr(maps));
      ++numPacked;
    }
    dropUnused(func, *signature);
    signature->attachTo(func);
    return success();
  }

  /// Whether `op` makes a tensor of a parameter, or reshapes one, for nothing.
  static bool isUnread(Operation *op) {
    return isa<bufferization::ToTensorOp, tensor::CollapseShapeOp,
               tensor::ExpandShapeOp>(op) &&
           llvm::all_of(op->getUsers(), isUnread);
  }
  static void eraseUnread(Operation *op) {
    for (Operation *user : llvm::make_early_inc_range(op->getUsers()))
      eraseUnread(user);
    op->erase();
  }

  /// Removes parameters that nothing reads any more.
  static void dropUnused(func::FuncOp func, EntrySignature &signature) {
    unsigned numInputs = signature.inputs.size();
    for (unsigned index = signature.params.size(); index-- > 0;) {
      BlockArgument argument = func.getArgument(numInputs + index);
      if (!llvm::all_of(argument.getUsers(), isUnread))
        continue;
      for (Operation *user : llvm::make_early_inc_range(argument.getUsers()))
        eraseUnread(user);
      (void)func.eraseArgument(numInputs + index);
      signature.params.erase(signature.params.begin() + index);
    }
  }
};
} // namespace

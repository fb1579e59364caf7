//===- Winograd.cpp - Convolutions with fewer products --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Winograd's minimal filtering F(2, 3) (Lavin and Gray, Fast Algorithms for
// Convolutional Neural Networks, CVPR 2016): two neighbouring results of a
// window of three elements take four products in place of six,
//
//     y = A (G g * B d)
//
// of the four elements d that they read and the filter g. Along rows and
// columns that makes 16 products in place of 36 for a tile of 2 x 2 results. A
// sum over channels is one of products: for each of the 16 places of a tile a
// matrix product of [tiles, channels] with [channels, filters].
//
// All that lies between has the channels last, so that whatever the extents of
// the image are, vectors are full. A few rows of tiles are computed at a time,
// so that it stays in the second level of cache.
//
// Upstream's transform of 'linalg.conv_2d_nhwc_fhwc' (LLVM 22) makes small
// matrix products of the sums, one tile and channel at a time, and transforms
// the filter in every call.
//
//===----------------------------------------------------------------------===//

#include "Convolution.h"
#include "CostModel.h"
#include "PackParams.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/NNDialect.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Transforms/Passes.h"
#include <random>

namespace nn {
#define GEN_PASS_DEF_WINOGRADPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;
using namespace nn::winograd;

/// What the elements of a tile, and its products, are multiplied by.
static constexpr int kImageSums[kPlaces][kPlaces] = {
    {1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}};
static constexpr int kResultSums[kResults][kPlaces] = {{1, 1, 1, 0},
                                                       {0, 1, -1, -1}};
static constexpr double kFilterSums[kPlaces][kWindow] = {
    {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};

/// Bytes per cycle that go to the second level of cache and come back, and that
/// come from behind it.
static constexpr double kCacheBytes = 32, kMemoryBytes = 4;

/// The sums of `values` with these signs, each of some of them.
template <size_t numSums>
static SmallVector<Value> addUp(OpBuilder &b, Location loc,
                                const int (&signs)[numSums][kPlaces],
                                ArrayRef<Value> values) {
  SmallVector<Value> sums;
  for (const auto &row : signs) {
    Value sum;
    // Begin with one that is added.
    for (int sign : {1, -1})
      for (auto [value, its] : llvm::zip_equal(values, row)) {
        if (its != sign)
          continue;
        if (!sum)
          sum = value;
        else if (sign > 0)
          sum = arith::AddFOp::create(b, loc, sum, value);
        else
          sum = arith::SubFOp::create(b, loc, sum, value);
      }
    sums.push_back(sum);
  }
  return sums;
}

/// The same along rows and columns of a matrix of values, row by row.
template <size_t numSums>
static SmallVector<Value> addUpMatrix(OpBuilder &b, Location loc,
                                      const int (&signs)[numSums][kPlaces],
                                      ArrayRef<Value> values) {
  SmallVector<Value> between(numSums * kPlaces), results;
  for (int64_t column = 0; column < kPlaces; ++column) {
    SmallVector<Value> its;
    for (int64_t row = 0; row < kPlaces; ++row)
      its.push_back(values[row * kPlaces + column]);
    for (auto [row, sum] : llvm::enumerate(addUp(b, loc, signs, its)))
      between[row * kPlaces + column] = sum;
  }
  for (size_t row = 0; row < numSums; ++row)
    llvm::append_range(
        results,
        addUp(b, loc, signs, ArrayRef(between).slice(row * kPlaces, kPlaces)));
  return results;
}

namespace {
/// Emits a convolution before an op, on tensors.
class Emitter {
public:
  /// Computes so many rows of tiles at a time, which are a part of all.
  Emitter(OpBuilder &b, Convolution conv, int64_t blockRows)
      : b(b), conv(conv), loc(conv.op.getLoc()), blockRows(blockRows) {}

  /// The result of the convolution, or of `epilogue`, an op that reads it
  /// element by element. `weight` is the transformed parameter: [row, column,
  /// filter, channel].
  Value emit(Value weight, linalg::GenericOp epilogue);

private:
  Value padImage();
  Value emitBlock(Value image, Value weight, linalg::GenericOp epilogue,
                  Value result, Value firstRow);
  Value transformImage(Value image);
  Value multiply(Value image, Value weight);
  SmallVector<Value> addUpResults(Value products, linalg::GenericOp epilogue,
                                  Value firstRow);
  /// An access by rows of tiles, columns of tiles and a channel or filter.
  AffineMap getMap(ArrayRef<AffineExpr> exprs) {
    return AffineMap::get(3, 0, exprs, b.getContext());
  }
  Value copyInOrder(Value tensor, ArrayRef<Axis> from, ArrayRef<Axis> to);
  Value makeEmpty(ArrayRef<int64_t> shape) {
    return tensor::EmptyOp::create(b, loc, shape, conv.getElementType());
  }
  Value makeFilled(ArrayRef<int64_t> shape, Value value) {
    return linalg::FillOp::create(b, loc, value, makeEmpty(shape)).getResult(0);
  }
  /// The row that comes `number` rows after `first`, or after the first of all.
  OpFoldResult getRow(Value first, int64_t number) {
    if (!first)
      return b.getIndexAttr(number);
    return arith::AddIOp::create(b, loc, first,
                                 arith::ConstantIndexOp::create(b, loc, number))
        .getResult();
  }
  SmallVector<OpFoldResult> asIndices(ArrayRef<int64_t> values) {
    return getAsIndexOpFoldResult(b.getContext(), values);
  }

  OpBuilder &b;
  Convolution conv;
  Location loc;
  /// Rows of tiles of one block.
  int64_t blockRows;
};
} // namespace

/// `tensor`, whose axes are `from`, in another order.
Value Emitter::copyInOrder(Value tensor, ArrayRef<Axis> from,
                           ArrayRef<Axis> to) {
  if (from == to)
    return tensor;
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<AffineExpr> source;
  SmallVector<int64_t> shape(to.size());
  for (auto [number, axis] : llvm::enumerate(from)) {
    auto place = static_cast<unsigned>(llvm::find(to, axis) - to.begin());
    source.push_back(b.getAffineDimExpr(place));
    shape[place] = type.getDimSize(number);
  }
  Value empty = tensor::EmptyOp::create(b, loc, shape, type.getElementType());
  auto copy = linalg::GenericOp::create(
      b, loc, empty.getType(), tensor, empty,
      {getMap(source), b.getMultiDimIdentityMap(3)},
      SmallVector<utils::IteratorType>(3, utils::IteratorType::parallel),
      [](OpBuilder &b, Location loc, ValueRange elements) {
        linalg::YieldOp::create(b, loc, elements[0]);
      });
  copy->setAttr(kCopyReasonAttr,
                b.getStringAttr("a convolution wants channels side by side"));
  return copy.getResult(0);
}

/// Whether `insert` puts a tensor into one of the same rank, at a place before
/// the end of any window that begins with that.
static bool isPadding(tensor::InsertSliceOp insert) {
  return insert.hasUnitStride() && insert.getSourceType().hasStaticShape() &&
         insert.getSourceType().getRank() == insert.getDestType().getRank() &&
         llvm::all_of(insert.getStaticOffsets(), [](int64_t offset) {
           return !ShapedType::isDynamic(offset) && offset < kWindow;
         });
}

/// The image with its channels last, and with whole tiles.
Value Emitter::padImage() {
  SmallVector<Axis> order = {Row, Column, Channel};
  SmallVector<int64_t> shape = {conv.getTileRows() * kResults + kWindow - 1,
                                conv.getTileColumns() * kResults + kWindow - 1,
                                conv.channels};
  Value image = conv.image->get();
  auto type = cast<RankedTensorType>(image.getType());
  if (order == ArrayRef(conv.imageAxes) && type.getDimSize(0) >= shape[0] &&
      type.getDimSize(1) >= shape[1])
    return image;
  // What is padded already is padded anew.
  SmallVector<int64_t> offsets(3, 0);
  Value filler;
  auto insert = image.getDefiningOp<tensor::InsertSliceOp>();
  auto fill =
      insert ? insert.getDest().getDefiningOp<linalg::FillOp>() : nullptr;
  if (fill && isPadding(insert)) {
    image = insert.getSource();
    filler = fill.getInputs()[0];
    for (auto [axis, offset] :
         llvm::zip_equal(conv.imageAxes, insert.getStaticOffsets()))
      offsets[llvm::find(order, axis) - order.begin()] = offset;
  }
  image = copyInOrder(image, conv.imageAxes, order);
  auto sizes =
      llvm::to_vector(cast<RankedTensorType>(image.getType()).getShape());
  // What no result reads is left out.
  bool isCut = false;
  for (auto [offset, size, extent] : llvm::zip_equal(offsets, sizes, shape)) {
    isCut |= offset + size > extent;
    size = std::min(size, extent - offset);
  }
  SmallVector<int64_t> ones(3, 1);
  if (isCut)
    image = tensor::ExtractSliceOp::create(b, loc, image, asIndices({0, 0, 0}),
                                           asIndices(sizes), asIndices(ones));
  if (ArrayRef(sizes) == ArrayRef(shape))
    return image;
  if (!filler)
    filler =
        arith::ConstantOp::create(b, loc, b.getZeroAttr(conv.getElementType()));
  return tensor::InsertSliceOp::create(b, loc, image, makeFilled(shape, filler),
                                       asIndices(offsets), asIndices(sizes),
                                       asIndices(ones));
}

/// Of the rows of `image` that a block reads the sums, [row of the tile, column
/// of the tile, row of tiles, column of tiles, channel].
Value Emitter::transformImage(Value image) {
  int64_t columns = conv.getTileColumns(), channels = conv.channels;
  AffineExpr row = b.getAffineDimExpr(0), column = b.getAffineDimExpr(1),
             channel = b.getAffineDimExpr(2);
  Value all = makeEmpty({kPlaces, kPlaces, blockRows, columns, channels});
  SmallVector<Value> inputs(kPlaces * kPlaces, image), inits;
  SmallVector<AffineMap> maps;
  for (int64_t i = 0; i < kPlaces; ++i)
    for (int64_t j = 0; j < kPlaces; ++j) {
      maps.push_back(
          getMap({row * kResults + i, column * kResults + j, channel}));
      inits.push_back(tensor::ExtractSliceOp::create(
          b, loc, conv.getTensor({blockRows, columns, channels}), all,
          asIndices({i, j, 0, 0, 0}),
          asIndices({1, 1, blockRows, columns, channels}),
          asIndices({1, 1, 1, 1, 1})));
    }
  maps.append(inits.size(), b.getMultiDimIdentityMap(3));
  auto sums = linalg::GenericOp::create(
      b, loc, TypeRange(ValueRange(inits)), inputs, inits, maps,
      SmallVector<utils::IteratorType>(3, utils::IteratorType::parallel),
      [](OpBuilder &b, Location loc, ValueRange elements) {
        SmallVector<Value> its(elements.take_front(kPlaces * kPlaces));
        linalg::YieldOp::create(b, loc, addUpMatrix(b, loc, kImageSums, its));
      });
  for (auto [number, sum] : llvm::enumerate(sums.getResults())) {
    auto place = static_cast<int64_t>(number);
    all = tensor::InsertSliceOp::create(
        b, loc, sum, all,
        asIndices({place / kPlaces, place % kPlaces, 0, 0, 0}),
        asIndices({1, 1, blockRows, columns, channels}),
        asIndices({1, 1, 1, 1, 1}));
  }
  return all;
}

/// For each place of a tile the product of the matrix of its sums with that of
/// the filters.
Value Emitter::multiply(Value image, Value weight) {
  SmallVector<int64_t> shape = {kPlaces, kPlaces, blockRows,
                                conv.getTileColumns(), conv.filters};
  AffineExpr i, j, row, column, filter, channel;
  bindDims(b.getContext(), i, j, row, column, filter, channel);
  auto get = [&](ArrayRef<AffineExpr> exprs) {
    return AffineMap::get(6, 0, exprs, b.getContext());
  };
  SmallVector<utils::IteratorType> kinds(5, utils::IteratorType::parallel);
  kinds.push_back(utils::IteratorType::reduction);
  Value zero = cast<linalg::FillOp>(conv.op.getDpsInits()[0].getDefiningOp())
                   .getInputs()[0];
  auto product = linalg::GenericOp::create(
      b, loc, conv.getTensor(shape), ValueRange{image, weight},
      makeFilled(shape, zero),
      {get({i, j, row, column, channel}), get({i, j, filter, channel}),
       get({i, j, row, column, filter})},
      kinds);
  IRMapping mapping;
  conv.op.getRegion().cloneInto(&product.getRegion(), mapping);
  return product.getResult(0);
}

/// The results at each place of a tile, [row of tiles, column of tiles,
/// filter], of a block whose first row of results is `firstRow`.
SmallVector<Value> Emitter::addUpResults(Value products,
                                         linalg::GenericOp epilogue,
                                         Value firstRow) {
  int64_t columns = conv.getTileColumns();
  AffineExpr row = b.getAffineDimExpr(0), column = b.getAffineDimExpr(1),
             filter = b.getAffineDimExpr(2);
  constexpr int64_t numProducts = kPlaces * kPlaces;
  SmallVector<Value> inputs(numProducts, products), inits;
  SmallVector<AffineMap> maps;
  for (int64_t i = 0; i < kPlaces; ++i)
    for (int64_t j = 0; j < kPlaces; ++j)
      maps.push_back(getMap({b.getAffineConstantExpr(i),
                             b.getAffineConstantExpr(j), row, column, filter}));
  // For each place the inputs of the epilogue, in its order.
  SmallVector<SmallVector<unsigned>> its(kResults * kResults);
  Type element = epilogue
                     ? getElementTypeOrSelf(epilogue.getResult(0).getType())
                     : conv.getElementType();
  // The loops of the epilogue by what they are.
  SmallVector<AffineExpr> loops;
  if (epilogue) {
    loops.resize(epilogue.getNumLoops());
    AffineMap map =
        epilogue.getMatchingIndexingMap(epilogue.getDpsInitOperand(0));
    for (auto [axis, expr] : llvm::zip_equal(conv.resultAxes, map.getResults()))
      loops[cast<AffineDimExpr>(expr).getPosition()] =
          b.getAffineDimExpr(axis == Row      ? 0
                             : axis == Column ? 1
                                              : 2);
  }
  for (int64_t i = 0; i < kResults; ++i)
    for (int64_t j = 0; j < kResults; ++j) {
      inits.push_back(tensor::EmptyOp::create(
          b, loc, ArrayRef{blockRows, columns, conv.filters}, element));
      if (!epilogue)
        continue;
      for (OpOperand *input : epilogue.getDpsInputOperands()) {
        if (input->get() == conv.op.getResult(0))
          continue;
        Value value = input->get();
        AffineMap map =
            epilogue.getMatchingIndexingMap(input).replaceDimsAndSymbols(
                loops, {}, 3, 0);
        its[i * kResults + j].push_back(inputs.size());
        if (auto type = dyn_cast<RankedTensorType>(value.getType())) {
          SmallVector<OpFoldResult> offsets, sizes, strides;
          for (auto [axis, expr] : llvm::enumerate(map.getResults())) {
            bool isRow = expr == row, isColumn = expr == column;
            offsets.push_back(b.getIndexAttr(isColumn ? j : 0));
            sizes.push_back(b.getIndexAttr(isRow      ? blockRows
                                           : isColumn ? columns
                                                      : type.getDimSize(axis)));
            strides.push_back(b.getIndexAttr(isRow || isColumn ? kResults : 1));
            if (isRow)
              offsets.back() = getRow(firstRow, i);
          }
          if (map.isFunctionOfDim(0) || map.isFunctionOfDim(1))
            value = tensor::ExtractSliceOp::create(b, loc, value, offsets,
                                                   sizes, strides);
        }
        inputs.push_back(value);
        maps.push_back(map);
      }
    }
  maps.append(inits.size(), b.getMultiDimIdentityMap(3));
  auto sums = linalg::GenericOp::create(
      b, loc, TypeRange(ValueRange(inits)), inputs, inits, maps,
      SmallVector<utils::IteratorType>(3, utils::IteratorType::parallel),
      [&](OpBuilder &b, Location loc, ValueRange elements) {
        SmallVector<Value> results =
            addUpMatrix(b, loc, kResultSums,
                        SmallVector<Value>(elements.take_front(numProducts)));
        for (auto [place, result] : llvm::enumerate(results)) {
          if (!epilogue)
            continue;
          IRMapping mapping;
          const unsigned *other = its[place].begin();
          for (OpOperand *input : epilogue.getDpsInputOperands())
            mapping.map(epilogue.getMatchingBlockArgument(input),
                        input->get() == conv.op.getResult(0)
                            ? result
                            : elements[*other++]);
          for (Operation &op : epilogue.getBody()->without_terminator())
            b.clone(op, mapping);
          result = mapping.lookupOrDefault(
              epilogue.getBody()->getTerminator()->getOperand(0));
        }
        linalg::YieldOp::create(b, loc, results);
      });
  return SmallVector<Value>(sums.getResults());
}

/// Puts the rows of a block into `result`, from `firstRow` on, or all if that
/// is null.
Value Emitter::emitBlock(Value image, Value weight, linalg::GenericOp epilogue,
                         Value result, Value firstRow) {
  auto type = cast<RankedTensorType>(image.getType());
  if (firstRow) {
    SmallVector<int64_t> ones(3, 1);
    SmallVector<int64_t> sizes = {blockRows * kResults + kWindow - 1,
                                  type.getDimSize(1), type.getDimSize(2)};
    SmallVector<OpFoldResult> offsets = asIndices({0, 0, 0});
    offsets[0] = firstRow;
    image = tensor::ExtractSliceOp::create(b, loc, image, offsets,
                                           asIndices(sizes), asIndices(ones));
  }
  Value products = multiply(transformImage(image), weight);
  for (auto [number, value] :
       llvm::enumerate(addUpResults(products, epilogue, firstRow))) {
    auto place = static_cast<int64_t>(number);
    SmallVector<OpFoldResult> offsets = asIndices({0, place % kResults, 0});
    offsets[0] = getRow(firstRow, place / kResults);
    result = tensor::InsertSliceOp::create(
        b, loc, value, result, offsets,
        asIndices({blockRows, conv.getTileColumns(), conv.filters}),
        asIndices({kResults, kResults, 1}));
  }
  return result;
}

Value Emitter::emit(Value weight, linalg::GenericOp epilogue) {
  Value image = padImage();
  int64_t rows = conv.getTileRows() * kResults,
          columns = conv.getTileColumns() * kResults;
  Value result = tensor::EmptyOp::create(
      b, loc, ArrayRef{rows, columns, conv.filters},
      getElementTypeOrSelf(
          (epilogue ? epilogue : conv.op).getResult(0).getType()));
  if (blockRows == conv.getTileRows()) {
    result = emitBlock(image, weight, epilogue, result, nullptr);
  } else {
    auto index = [&](int64_t value) {
      return arith::ConstantIndexOp::create(b, loc, value);
    };
    auto loop =
        scf::ForOp::create(b, loc, index(0), index(rows),
                           index(blockRows * kResults), ValueRange{result});
    loop->setAttr(kIndependentAttr, b.getUnitAttr());
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(loop.getBody());
    scf::YieldOp::create(b, loc,
                         emitBlock(image, weight, epilogue,
                                   loop.getRegionIterArgs()[0],
                                   loop.getInductionVar()));
    result = loop.getResult(0);
  }
  if (rows != conv.rows || columns != conv.columns)
    result = tensor::ExtractSliceOp::create(
        b, loc, result, asIndices({0, 0, 0}),
        asIndices({conv.rows, conv.columns, conv.filters}),
        asIndices({1, 1, 1}));
  return copyInOrder(result, {Row, Column, Filter}, conv.resultAxes);
}

/// The element-wise op that alone reads the result of `conv`, if it can be
/// computed with each tile.
static linalg::GenericOp getEpilogue(Convolution conv) {
  linalg::GenericOp op = conv.op;
  if (!op->hasOneUse() || conv.rows % kResults || conv.columns % kResults)
    return nullptr;
  OpOperand &use = *op->getResult(0).use_begin();
  auto epilogue = dyn_cast<linalg::GenericOp>(use.getOwner());
  if (!epilogue || epilogue->getBlock() != op->getBlock() ||
      epilogue.getNumReductionLoops() > 0 || epilogue->getNumResults() != 1 ||
      !epilogue.hasPureTensorSemantics() || epilogue.hasIndexSemantics() ||
      epilogue.isDpsInit(&use) || epilogue.getNumLoops() != 3)
    return nullptr;
  AffineMap map =
      epilogue.getMatchingIndexingMap(epilogue.getDpsInitOperand(0));
  if (!map.isPermutation() || epilogue.getMatchingIndexingMap(&use) != map ||
      !epilogue.getRegionOutputArgs()[0].use_empty())
    return nullptr;
  for (OpOperand *input : epilogue.getDpsInputOperands()) {
    auto type = dyn_cast<RankedTensorType>(input->get().getType());
    if ((type && !type.hasStaticShape()) ||
        !llvm::all_of(epilogue.getMatchingIndexingMap(input).getResults(),
                      llvm::IsaPred<AffineDimExpr>))
      return nullptr;
  }
  return epilogue;
}

namespace {
struct Winograd : nn::impl::WinogradPassBase<Winograd> {
  using WinogradPassBase::WinogradPassBase;

  void runOnOperation() override {
    features.vectorBits = vectorBits;
    features.vectorRegisters = vectorRegisters;
    features.maskedVectors = maskedVectors;
    features.dotUnits.assign(dotUnits.begin(), dotUnits.end());
    random.seed(randomSeed);
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (func->hasAttr(kSignatureAttr) && failed(transformIn(func)))
        return signalPassFailure();
  }

private:
  LogicalResult transformIn(func::FuncOp func) {
    FailureOr<EntrySignature> signature = EntrySignature::get(func);
    if (failed(signature))
      return failure();
    SymbolTable symbols(getOperation());
    // Whether a parameter of the entry is made of another one.
    auto isRelaid = [&](BlockArgument param) {
      FlatSymbolRefAttr name =
          signature->params[param.getArgNumber() - signature->inputs.size()];
      return isa<RelaidAttr>(
          symbols.lookup<ParamOp>(name.getAttr()).getValue());
    };
    SmallVector<Convolution> found;
    func.walk([&](linalg::GenericOp op) {
      std::optional<Convolution> conv = matchConvolution(op);
      if (conv && !isRelaid(conv->param))
        found.push_back(*conv);
    });
    for (Convolution &conv : found)
      pending.insert(conv.op);
    for (Convolution &conv : found) {
      pending.erase(conv.op);
      transform(func, *signature, conv);
    }
    signature->attachTo(func);
    return success();
  }

  void transform(func::FuncOp func, EntrySignature &signature,
                 Convolution conv) {
    linalg::GenericOp epilogue = getEpilogue(conv);
    Operation *last = epilogue ? epilogue : conv.op;
    Operation *before = last->getPrevNode();
    OpBuilder b(last);
    SmallVector<int64_t> shape = {kPlaces, kPlaces, conv.filters,
                                  conv.channels};
    RankedTensorType type = conv.getTensor(shape);
    // What stands for the parameter until it is clear that there is one.
    Value weight = tensor::EmptyOp::create(b, conv.op.getLoc(), shape,
                                           conv.getElementType());
    Value result = Emitter(b, conv, chooseRows(conv)).emit(weight, epilogue);
    double cycles = estimate(weight.getDefiningOp(), last, weight);
    cycles += 2 *
              static_cast<double>(conv.getBytesPerRow() * conv.getTileRows()) /
              kCacheBytes;
    // What the transformed parameter has more than the parameter.
    constexpr int64_t kMore = kPlaces * kPlaces - kWindow * kWindow;
    cycles += static_cast<double>(kMore * conv.filters * conv.channels *
                                  getElementBytes(type)) /
              kMemoryBytes;
    bool isWorthIt =
        randomSeed ? random() % 4 != 0 : cycles < estimate(conv.op);
    if (isWorthIt) {
      weight.replaceAllUsesWith(
          addRelaidParam(func, signature, conv.param, getParamMap(conv),
                         getFactor(func.getContext()), type, ".winograd"));
      weight.getDefiningOp()->erase();
      last->getResult(0).replaceAllUsesWith(result);
      eraseDead(last);
      ++numTransformed;
      return;
    }
    while (last->getPrevNode() != before)
      last->getPrevNode()->erase();
  }

  /// Rows of tiles that are computed at a time: the most that leave half of the
  /// cache.
  int64_t chooseRows(Convolution conv) {
    int64_t rows = conv.getTileRows(), chosen = 1;
    for (int64_t some = 2; some <= rows; ++some)
      if (rows % some == 0 && (randomSeed ? random() % 2 != 0
                                          : some * conv.getBytesPerRow() <=
                                                features.cacheBytes / 2))
        chosen = some;
    return chosen;
  }

  /// Erases `op`, and what is computed for it alone.
  void eraseDead(Operation *op) {
    llvm::SmallSetVector<Operation *, 8> work;
    work.insert(op);
    while (!work.empty()) {
      op = work.pop_back_val();
      if (!isOpTriviallyDead(op) || pending.contains(op))
        continue;
      for (Value operand : op->getOperands())
        if (Operation *made = operand.getDefiningOp())
          work.insert(made);
      op->erase();
    }
  }

  /// Element [row, column, filter, channel] of the transformed parameter.
  static AffineMap getParamMap(Convolution conv) {
    MLIRContext *context = conv.op.getContext();
    SmallVector<AffineExpr> exprs;
    for (std::optional<Axis> axis : conv.paramAxes)
      switch (axis.value_or(Row)) {
      case WindowRow:
        exprs.push_back(getAffineDimExpr(0, context));
        break;
      case WindowColumn:
        exprs.push_back(getAffineDimExpr(1, context));
        break;
      case Filter:
        exprs.push_back(getAffineDimExpr(2, context));
        break;
      case Channel:
        exprs.push_back(getAffineDimExpr(3, context));
        break;
      case Row:
      case Column:
        exprs.push_back(getAffineConstantExpr(0, context));
      }
    return AffineMap::get(4, 0, exprs, context);
  }

  static DenseElementsAttr getFactor(MLIRContext *context) {
    SmallVector<double> values;
    for (const auto &row : kFilterSums)
      values.append(std::begin(row), std::end(row));
    return DenseElementsAttr::get(
        RankedTensorType::get({kPlaces, kWindow}, Float64Type::get(context)),
        ArrayRef(values));
  }

  /// The cycles of an op if images have their channels last, as
  /// 'nn-choose-layouts' finds best: then what makes them so does nothing.
  double estimate(linalg::GenericOp op, Value packed = nullptr) {
    if (op->hasAttr(kCopyReasonAttr))
      return 0;
    SmallVector<bool> canPack;
    for (OpOperand *input : op.getDpsInputOperands())
      canPack.push_back(input->get() == packed || canPackParam(op, input));
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    SmallVector<ShapedType> types;
    for (OpOperand &operand : op->getOpOperands()) {
      AffineMap &map = maps[operand.getOperandNumber()];
      auto type = dyn_cast<RankedTensorType>(operand.get().getType());
      if (type && op.getNumReductionLoops() == 0 && map.isPermutation()) {
        SmallVector<int64_t> shape =
            applyPermutationMap(inversePermutation(map), type.getShape());
        type = RankedTensorType::get(shape, type.getElementType());
        map = AffineMap::getMultiDimIdentityMap(map.getNumDims(),
                                                op.getContext());
      }
      types.push_back(type);
    }
    return estimateCycles(op, features, canPack, /*fillsParams=*/true, maps,
                          types);
  }

  /// The cycles of what lies between two ops.
  double estimate(Operation *first, Operation *end, Value packed) {
    double cycles = 0;
    for (Operation *op = first; op != end; op = op->getNextNode())
      op->walk([&](linalg::GenericOp generic) {
        auto loop = dyn_cast<scf::ForOp>(generic->getParentOp());
        double rounds =
            op == loop
                ? static_cast<double>(loop.getStaticTripCount()->getSExtValue())
                : 1;
        cycles += rounds * estimate(generic, packed);
      });
    return cycles;
  }

  CpuFeatures features;
  std::mt19937_64 random;
  /// Convolutions that are looked at later.
  llvm::SmallPtrSet<Operation *, 8> pending;
};
} // namespace

//===- CostModel.cpp - Choose a schedule ----------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cycles of a core that starts two vector operations and two loads at a time
// and waits four cycles for the result of a sum. What a tile costs per
// iteration is the largest of the three bounds, and as a whole at least what
// comes from the second level of cache; a tile that needs more registers than
// there are is no candidate. Every candidate is a vector loop, a number of
// lanes, and a number of units along it and along loops that an operand does
// not depend on: unrolling these is what reuses a loaded value.
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"
#include "Access.h"
#include "DotProduct.h"
#include "PackParams.h"
#include "ScheduleChecks.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include <numeric>

using namespace mlir;
using namespace nn;

namespace {
/// Ops that a body without reductions may be unrolled to.
constexpr int64_t kShortBody = 16;
/// Addresses this far apart share a set of the first cache, which holds so many
/// of them; what a load costs that finds its line gone.
constexpr int64_t kPage = 4096, kWays = 8;
constexpr double kMissCost = 4;
/// Vector registers that a tile leaves free beside what it reads: for an
/// element that is given to all lanes and a product, and for what extends
/// elements.
constexpr int64_t kRegistersBetween = 2, kRegistersToPrepare = 2;
/// What an operation in the code weighs: an op that takes microseconds is worth
/// little code.
constexpr double kCodeCycles = 0.5;
/// Operations that extend one element and give it to all lanes: to a register,
/// wider, to a vector.
constexpr double kExtendOps = 3;
/// Operations that take every second element of two vectors.
constexpr double kShuffleOps = 1.5;
constexpr double kOpsPerCycle = 2, kLoadsPerCycle = 2, kLatency = 4;
/// What of a first-level cache one operand may take while another one passes
/// through it.
constexpr double kResidentBytes = 24576;
/// Bytes per cycle that come from the second level of cache.
constexpr double kStreamBytes = 32;
/// Matrix registers, and what to load one of them, to multiply two, and to take
/// a row of a result to a vector takes.
constexpr int64_t kMatrixRegisters = 8;
constexpr double kMatrixLoadCycles = 8, kMatrixProductCycles = 16,
                 kMatrixRowCycles = 2;
/// How much longer operations take whose sums are in memory.
constexpr double kSpillFactor = 2;

/// A candidate: lanes along one loop, and units per loop.
struct Candidate {
  int64_t vectorLoop = ScheduleAttr::kNone;
  int64_t lanes = 1;
  int64_t dotLoop = ScheduleAttr::kNone;
  int64_t dotSize = 1;
  /// The loop of the rows of matrices.
  int64_t matrixLoop = ScheduleAttr::kNone;
  SmallVector<int64_t, 8> units;
  double cycles = 0;
};

/// An operand as the model sees it.
struct Access {
  uint64_t loops = 0; ///< a bit for each loop that it depends on
  bool isOutput = false, isTensor = false, isUsed = true;
  /// Operations that it takes to load or store what one unit holds, with the
  /// vectors of the candidate.
  double cost = 1;
  /// Vector operations on what is loaded before it enters a product.
  double preparation = 0;
  /// Of an output whose lanes lie apart, the loop along which elements lie side
  /// by side, or -1.
  int64_t rowLoop = -1;
  /// For each loop how many of its steps may lie in the first cache: those
  /// that meet in a set of it drive each other out.
  SmallVector<int64_t, 8> mostSteps;

  bool dependsOn(unsigned loop) const { return loops >> loop & 1; }
};

class CostModel {
public:
  /// `types` holds null for scalars.
  CostModel(linalg::GenericOp op, const CpuFeatures &features,
            ArrayRef<bool> canPack, bool fillsParams, ArrayRef<AffineMap> maps,
            ArrayRef<ShapedType> types);
  ScheduleAttr choose();
  double getBestCycles() const { return best.cycles; }

private:
  bool isReduction(unsigned loop) const { return reductions >> loop & 1; }
  bool isVectorLoop(unsigned loop) const {
    return static_cast<int64_t>(loop) == current.vectorLoop;
  }
  bool setVectors(int64_t vectorLoop, int64_t lanes);
  bool setDots(int64_t vectorLoop, int64_t lanes, int64_t dotLoop);
  bool setMatrices(int64_t matrixLoop);
  bool isMatrixTile() const {
    return current.matrixLoop >= 0 && !isCutShort &&
           current.units[current.matrixLoop] % ScheduleAttr::kMatrixSize == 0;
  }
  double getMatrixCycles() const;
  int64_t getUnit(int64_t loop) const {
    return loop == current.vectorLoop ? current.lanes
           : loop == current.dotLoop  ? current.dotSize
                                      : 1;
  }
  void tryUnits(ArrayRef<int64_t> loops);
  void tryTiles(ArrayRef<int64_t> reusing, int64_t partsLoop);
  void tryMatrices();
  bool fits() const;
  double getAccessCost(const Access &access) const;
  double getSplits(unsigned operand, int64_t apart) const;
  double getTileCycles();
  double getCycles(unsigned loop = 0);
  double getBytes(unsigned operand) const;
  double getFootprint(unsigned operand) const;
  double getStreamCycles(unsigned kept) const;
  ScheduleAttr makeSchedule(const Candidate &candidate);

  linalg::GenericOp op;
  const CpuFeatures &features;
  ArrayRef<bool> canPack;
  /// Parameters that are laid out anew may be filled up.
  bool fillsParams;
  ArrayRef<AffineMap> maps;
  ArrayRef<ShapedType> types;
  SmallVector<Access> accesses;
  SmallVector<int64_t> extents;
  uint64_t reductions = 0, unknown = 0;
  int64_t elementBits = 8, numOps = 0, numOutputs;
  /// The two tensors of a product.
  std::optional<std::pair<unsigned, unsigned>> factors;
  std::optional<DotBody> dotBody;
  double iterations = 1;
  /// Whether sums may be added up in any order.
  bool reassociable = true;
  /// The candidate that is looked at, the vectors of the target that its lanes
  /// take, and the best so far.
  Candidate current, best;
  int64_t vectors = 1;
  /// The input of which a dot product needs the sum, or -1.
  int64_t corrected = -1;
  /// Whether lanes that are not there may be read as zeros, and whether the
  /// last vector of the tile lacks some that may not: matrices have no masks.
  bool fillsLanes = false, isCutShort = false;
  /// What a dot product takes of the cycles of an operation.
  double dotCost = 1;
  /// The operations that its code has.
  double code = 0;
};
} // namespace

/// Whether `inner` does nothing but widen an element of an input.
static bool extendsInput(Operation &inner) {
  return inner.getNumOperands() == 1 &&
         isa<BlockArgument>(inner.getOperand(0)) &&
         getExtension(inner.getOperand(0)) == &inner;
}

CostModel::CostModel(linalg::GenericOp op, const CpuFeatures &features,
                     ArrayRef<bool> canPack, bool fillsParams,
                     ArrayRef<AffineMap> maps, ArrayRef<ShapedType> types)
    : op(op), features(features), canPack(canPack), fillsParams(fillsParams),
      maps(maps), types(types), extents(op.getStaticLoopRanges()),
      numOutputs(op.getNumDpsInits()), dotBody(matchDotBody(op)) {
  for (auto [loop, kind] : llvm::enumerate(op.getIteratorTypesArray()))
    if (mlir::linalg::isReductionIterator(kind))
      reductions |= uint64_t(1) << loop;
  for (auto [loop, extent] : llvm::enumerate(extents))
    if (ShapedType::isDynamic(extent)) {
      extent = kUnknownExtent;
      unknown |= uint64_t(1) << loop;
    }
  for (OpOperand &operand : op->getOpOperands()) {
    Access access;
    access.isOutput = op.isDpsInit(&operand);
    access.isTensor = isa<ShapedType>(operand.get().getType());
    access.isUsed =
        access.isOutput || !op.getMatchingBlockArgument(&operand).use_empty();
    unsigned number = operand.getOperandNumber();
    access.mostSteps.assign(op.getNumLoops(), INT64_MAX);
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop) {
      if (!maps[number].isFunctionOfDim(loop))
        continue;
      access.loops |= uint64_t(1) << loop;
      if (!access.isTensor || access.isOutput || canPack[number])
        continue;
      Stride stride = getStride(maps[number], types[number], loop);
      int64_t bytes = stride.elements * getElementBytes(types[number]);
      // Multiples of this step meet as often as they fill a page.
      if (stride.kind == Stride::Known && bytes != 0)
        access.mostSteps[loop] =
            kWays * (kPage / std::gcd(kPage, std::abs(bytes)));
    }
    accesses.push_back(access);
    elementBits = std::max<int64_t>(
        elementBits, getBitWidth(getElementTypeOrSelf(operand.get())));
  }
  for (Operation &inner : op.getBody()->without_terminator()) {
    numOps += !isa<linalg::IndexOp>(inner) && !extendsInput(inner);
    // A product is fused with the sum that it enters.
    if (reductions && isa<arith::MulFOp>(inner))
      --numOps;
  }
  numOps = std::max<int64_t>(numOps, 1);
  SmallVector<unsigned> inputs;
  for (auto [operand, access] : llvm::enumerate(accesses))
    if (!access.isOutput && access.isTensor && access.isUsed)
      inputs.push_back(operand);
  if (inputs.size() == 2 && reductions)
    factors = {inputs[0], inputs[1]};
  for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
    if (isReduction(loop))
      iterations *= static_cast<double>(std::max<int64_t>(extents[loop], 1));
}

/// The part of the vectors of an input that lie in two lines, which take two
/// loads. Vectors begin `apart` elements from each other along their loop.
double CostModel::getSplits(unsigned operand, int64_t apart) const {
  int64_t bytes = getElementBytes(types[operand]);
  // All begin at multiples of this.
  int64_t grain = std::gcd(kLine, apart * bytes);
  for (unsigned loop = 0; loop < extents.size(); ++loop) {
    if (isVectorLoop(loop) || extents[loop] <= 1 ||
        !accesses[operand].dependsOn(loop))
      continue;
    Stride stride = getStride(maps[operand], types[operand], loop);
    grain = std::gcd(grain, stride.kind == Stride::Known
                                ? std::abs(stride.elements) * bytes
                                : bytes);
  }
  int64_t size = std::min(kLine, current.lanes * bytes);
  return std::max<double>(0, static_cast<double>(size - grain)) / kLine;
}

/// Begins with candidates of other vectors. Fails if an input would be read
/// lane by lane, which scalar code does as well.
bool CostModel::setVectors(int64_t vectorLoop, int64_t lanes) {
  current.vectorLoop = vectorLoop;
  current.lanes = lanes;
  current.dotLoop = ScheduleAttr::kNone;
  current.dotSize = 1;
  current.matrixLoop = ScheduleAttr::kNone;
  dotCost = 1;
  current.units.assign(op.getNumLoops(), 1);
  corrected = -1;
  vectors = llvm::divideCeil(lanes * elementBits, features.vectorBits);
  for (auto [operand, access] : llvm::enumerate(accesses)) {
    access.cost = 1;
    access.preparation = 0;
    access.rowLoop = -1;
    bool isExtended =
        !access.isOutput && getExtension(op.getBody()->getArgument(operand));
    if (isExtended)
      access.preparation = kExtendOps;
    if (vectorLoop < 0 || !access.dependsOn(vectorLoop))
      continue;
    // A vector is extended as it is loaded, in one operation.
    if (isExtended)
      access.preparation = static_cast<double>(vectors);
    Stride stride = getStride(maps[operand], types[operand], vectorLoop, lanes);
    // Operands are laid out anew along parallel loops.
    bool isPacked =
        !access.isOutput && canPack[operand] && !isReduction(vectorLoop);
    if (stride.is(1) || isPacked) {
      access.cost = static_cast<double>(vectors);
      if (!access.isOutput && !isPacked)
        access.cost *= 1 + getSplits(operand, lanes);
    } else if (access.isOutput) {
      // Once for each tile.
      access.cost = 2.5 * static_cast<double>(lanes);
      std::optional<unsigned> row = getRowLoop(maps[operand], types[operand]);
      if (row && lanes >= 4 && !isVectorLoop(*row) && !isReduction(*row) &&
          !(unknown >> *row & 1))
        access.rowLoop = *row;
    } else if (stride.is(2)) {
      // Two vectors, of which one is made. The second one ends with the last
      // element, so it may begin anywhere.
      access.cost = static_cast<double>(vectors) *
                    (2 + getSplits(operand, 2 * lanes) + getSplits(operand, 1));
      access.preparation += kShuffleOps * static_cast<double>(vectors);
    } else if (access.isUsed && !stride.is(0))
      return false;
  }
  return true;
}

/// Begins with candidates that sum dot products along `dotLoop`. Fails if there
/// are none.
bool CostModel::setDots(int64_t vectorLoop, int64_t lanes, int64_t dotLoop) {
  if (!dotBody || !setVectors(vectorLoop, lanes))
    return false;
  Access *factors[] = {&accesses[dotBody->factors[0]],
                       &accesses[dotBody->factors[1]]};
  bool uniform = factors[0]->dependsOn(vectorLoop);
  unsigned varying = dotBody->factors[1 - uniform],
           other = dotBody->factors[uniform];
  std::optional<DotProduct> dot =
      DotProduct::get(*dotBody, uniform, features.dotUnits);
  if (!dot || accesses[other].dependsOn(vectorLoop) ||
      !accesses[varying].dependsOn(dotLoop) ||
      !accesses[other].dependsOn(dotLoop) || (unknown >> dotLoop & 1))
    return false;
  // One factor is laid out for it, with zeros behind the last element if it is
  // a parameter; of the other, elements lie side by side.
  if (!canPack[varying] || canPack[other] ||
      !getStride(maps[other], types[other], dotLoop).is(1) ||
      (extents[dotLoop] % dot->getSize() != 0 &&
       !(fillsParams && canPackParam(op, op.getDpsInputOperand(varying)))))
    return false;
  AffineExpr loop = getAffineDimExpr(dotLoop, op.getContext());
  // The other tells the extent of the loop, where it is an axis of its own.
  if (!llvm::is_contained(maps[other].getResults(), loop))
    return false;
  for (auto [axis, expr] : llvm::enumerate(maps[varying].getResults()))
    if (expr == loop && types[varying].isDynamicDim(axis))
      return false;
  current.dotLoop = dotLoop;
  current.dotSize = dot->getSize();
  dotCost = dot->getCost();
  for (Access *factor : factors)
    factor->preparation =
        dot->hasCorrection() ? static_cast<double>(vectors) : 0;
  if (dot->hasCorrection())
    corrected = varying;
  return true;
}

/// Has candidates with dot products multiply matrices, whose rows are those of
/// `matrixLoop`. Fails if there are none.
bool CostModel::setMatrices(int64_t matrixLoop) {
  unsigned first = dotBody->factors[0], second = dotBody->factors[1];
  bool uniform = accesses[first].dependsOn(current.vectorLoop);
  unsigned varying = uniform ? first : second, other = uniform ? second : first;
  std::optional<DotProduct> dot =
      DotProduct::get(*dotBody, uniform, features.dotUnits);
  constexpr int64_t size = ScheduleAttr::kMatrixSize;
  current.matrixLoop = matrixLoop;
  fillsLanes = fillsParams && canPackParam(op, op.getDpsInputOperand(varying));
  return dot->hasMatrices() && current.lanes == size &&
         matrixLoop != current.vectorLoop && !isReduction(matrixLoop) &&
         extents[matrixLoop] >= size &&
         extents[current.dotLoop] >= size * current.dotSize &&
         accesses[other].dependsOn(matrixLoop) &&
         !accesses[varying].dependsOn(matrixLoop) &&
         movesEvenly(maps[other], current.dotLoop) &&
         movesEvenly(maps[other], matrixLoop) &&
         getStride(maps[other], types[other], matrixLoop).kind == Stride::Known;
}

/// Tries tiles of as many matrices as fit into their registers.
void CostModel::tryMatrices() {
  constexpr int64_t size = ScheduleAttr::kMatrixSize;
  int64_t matrixLoop = current.matrixLoop, vectorLoop = current.vectorLoop;
  int64_t mostRows = extents[matrixLoop] / size,
          mostColumns = llvm::divideCeil(extents[vectorLoop], size);
  for (int64_t rows = 1; rows <= mostRows; ++rows)
    for (int64_t columns = 1; columns <= mostColumns; ++columns) {
      if (rows * columns + rows + columns > kMatrixRegisters)
        break;
      current.units[matrixLoop] = rows * size;
      current.units[vectorLoop] = columns;
      tryUnits({});
    }
  current.units[matrixLoop] = current.units[vectorLoop] = 1;
}

/// Cycles that the current tile of matrices takes, with all its iterations.
double CostModel::getMatrixCycles() const {
  auto rows = static_cast<double>(current.units[current.matrixLoop]),
       columns = static_cast<double>(current.units[current.vectorLoop]);
  double size = ScheduleAttr::kMatrixSize;
  double products = rows / size * columns;
  double loads = kMatrixLoadCycles * (rows / size + columns);
  double cycles =
      std::max(kMatrixProductCycles * products, loads) + 0.1 * loads;
  auto extent = static_cast<double>(extents[current.dotLoop]),
       dot = static_cast<double>(current.dotSize);
  double others = iterations / extent;
  double rounds = others * std::floor(extent / (size * dot));
  double stream = std::min(getStreamCycles(factors->first),
                           getStreamCycles(factors->second));
  // What is left for vectors, whose sums are not all in registers.
  double left = others * std::ceil(std::fmod(extent, size * dot) / dot) * rows *
                columns * (dotCost / kOpsPerCycle + 1);
  return std::max(rounds * cycles, stream) + 0.1 * stream + left +
         kMatrixRowCycles * rows * columns + 20;
}

/// Whether the values of a tile stay in registers.
bool CostModel::fits() const {
  int64_t units = 1, corrections = 0, between = kRegistersBetween;
  // Without reductions, what is loaded becomes a result at once.
  int64_t loaded = reductions ? features.vectorRegisters : 0;
  for (int64_t number : current.units)
    units *= number;
  for (auto [operand, access] : llvm::enumerate(accesses)) {
    if (access.isOutput || !access.isUsed)
      continue;
    int64_t values = 1;
    for (auto [loop, number] : llvm::enumerate(current.units))
      if (access.dependsOn(loop))
        values *= number;
    loaded = std::min(loaded, values * vectors);
    if (access.preparation > 0)
      between = kRegistersBetween + kRegistersToPrepare;
    if (static_cast<int64_t>(operand) == corrected)
      corrections = values;
  }
  // What is only computed once is not worth long code, and its results are
  // stored one after the other.
  if (!reductions && units > 1 && units * numOps > kShortBody)
    return false;
  if (!reductions && units == 1)
    return true;
  // More hold factors of the products that are under way.
  return (units * numOutputs + corrections) * vectors + loaded + between <=
         features.vectorRegisters;
}

/// Operations that load or store what one unit of the current tile holds.
double CostModel::getAccessCost(const Access &access) const {
  if (access.rowLoop < 0 || current.units[access.rowLoop] < 2)
    return access.cost;
  // Vectors are transposed, in as many steps as their number has bits, and
  // stored row by row.
  int64_t count = std::min(current.units[access.rowLoop], current.lanes);
  auto size =
      static_cast<int64_t>(llvm::bit_ceil(static_cast<uint64_t>(count)));
  auto shuffles = static_cast<double>(size * llvm::Log2_64(size)),
       rows = static_cast<double>(current.lanes);
  return (shuffles + (size < current.lanes ? 1.5 : 1) * rows) /
         static_cast<double>(count);
}

/// Bytes of the lines that a tile reads of an operand in all its iterations.
double CostModel::getFootprint(unsigned operand) const {
  int64_t bytes = getElementBytes(types[operand]);
  if (canPack[operand]) {
    for (auto [loop, units] : llvm::enumerate(current.units))
      if (accesses[operand].dependsOn(loop))
        bytes *= isReduction(loop) ? extents[loop] : units * getUnit(loop);
    return static_cast<double>(bytes);
  }
  double lines = 1;
  ArrayRef<AffineExpr> exprs = maps[operand].getResults();
  for (auto [axis, expr] : llvm::enumerate(exprs)) {
    // From one element of a window to the next it is no farther than a step.
    int64_t count = 1;
    for (auto [loop, units] : llvm::enumerate(current.units))
      if (expr.isFunctionOfDim(loop)) {
        int64_t steps =
            isReduction(loop) ? extents[loop] : units * getUnit(loop);
        count += std::max<int64_t>(steps, 1) - 1;
      }
    if (axis + 1 == exprs.size())
      count = llvm::divideCeil(count * bytes, kLine);
    lines *= static_cast<double>(count);
  }
  return lines * kLine;
}

/// Cycles in which the factors of a product come from the second level of
/// cache, for one tile, if the next one has the same elements of `kept`.
double CostModel::getStreamCycles(unsigned kept) const {
  auto [first, second] = *factors;
  unsigned other = kept == first ? second : first;
  if (getBytes(first) + getBytes(second) <= kResidentBytes)
    return 0;
  double bytes = getFootprint(other), own = getFootprint(kept);
  if (own > kResidentBytes)
    bytes += own;
  return bytes / kStreamBytes;
}

/// Cycles that the current tile takes, with all its iterations.
double CostModel::getTileCycles() {
  if (isMatrixTile())
    return getMatrixCycles();
  double units = 1, parts = 1;
  for (auto [loop, number] : llvm::enumerate(current.units))
    (isReduction(loop) ? parts : units) *= static_cast<double>(number);
  double loads = 0, stores = 0, preparations = 0;
  for (const Access &access : accesses) {
    if (!access.isTensor || !access.isUsed)
      continue;
    double values = 1;
    for (auto [loop, number] : llvm::enumerate(current.units))
      if (access.dependsOn(loop)) {
        values *= static_cast<double>(number);
        if (number > access.mostSteps[loop])
          values *= kMissCost;
      }
    (access.isOutput ? stores : loads) += values * getAccessCost(access);
    preparations += values * access.preparation;
  }
  double ops =
      units * parts * static_cast<double>(vectors) *
          (current.dotSize > 1 ? dotCost : static_cast<double>(numOps)) +
      preparations;
  // Rows of matrices may be more than registers.
  if (current.matrixLoop >= 0 && !fits())
    ops *= kSpillFactor;
  // Every size of tile is code of its own.
  code += ops + loads + stores;
  // At equal bounds, what loads less leaves more to other work.
  double cycles =
      std::max(ops / kOpsPerCycle, loads / kLoadsPerCycle) + 0.02 * loads;
  if (!reductions)
    return cycles + stores + 2;
  cycles = std::max(cycles, kLatency) + 0.5;
  double lanes = static_cast<double>(current.dotSize), finish = 0;
  if (current.vectorLoop >= 0 && isReduction(current.vectorLoop)) {
    lanes = static_cast<double>(current.lanes);
    finish = units * 10;
  }
  double rounds = std::ceil(iterations / (parts * lanes));
  double stream = factors ? std::min(getStreamCycles(factors->first),
                                     getStreamCycles(factors->second))
                          : 0;
  return std::max(rounds * cycles, stream) + 0.1 * stream + finish +
         2 * stores + units * parts + 10;
}

/// Cycles of the whole op: every loop has whole tiles and a rest.
double CostModel::getCycles(unsigned loop) {
  if (loop == current.units.size())
    return getTileCycles();
  int64_t extent = extents[loop], units = current.units[loop];
  if (isReduction(loop))
    return getCycles(loop + 1);
  int64_t unit = getUnit(loop);
  int64_t tile = units * unit;
  bool isUnknown = unknown >> loop & 1;
  double cycles = 0;
  if (int64_t count = extent / tile)
    cycles += static_cast<double>(count) * getCycles(loop + 1);
  // Of unknown extents half a tile is left.
  int64_t rest = isUnknown && tile > 1 ? tile / 2 : extent % tile;
  constexpr int64_t rows = ScheduleAttr::kMatrixSize;
  auto addTiles = [&](int64_t number, int64_t count) {
    if (number == 0 || count == 0)
      return;
    current.units[loop] = number;
    cycles += static_cast<double>(count) * getCycles(loop + 1);
  };
  if (loop == current.matrixLoop && !isUnknown) {
    addTiles(rest / rows * rows, 1);
    addTiles(rows, rest % rows > 0);
    current.units[loop] = units;
    return cycles;
  }
  int64_t part = rest % unit, pieces = 0;
  if (isVectorLoop(loop) && current.matrixLoop >= 0 && !fillsLanes &&
      (isUnknown || part > 0)) {
    addTiles(isUnknown ? 0 : rest / unit, 1);
    isCutShort = true;
    addTiles(1, isUnknown ? std::max<int64_t>(1, rest / unit) : 1);
    isCutShort = false;
    current.units[loop] = units;
    return cycles;
  }
  if (part > 0 && features.maskedVectors)
    rest += unit - part;
  else
    pieces = llvm::popcount(static_cast<uint64_t>(part));
  if (!isUnknown)
    addTiles(rest / unit, 1);
  else if (isVectorLoop(loop) && features.maskedVectors)
    addTiles(1, std::max<int64_t>(1, rest / unit));
  else if (isVectorLoop(loop))
    addTiles(1, rest / unit);
  else {
    if (loop == current.matrixLoop && units > rows) {
      addTiles(rows, rest / rows);
      rest %= rows;
    }
    addTiles(4, units > 4 ? rest / 4 : 0);
    addTiles(1, units > 4 ? rest % 4 : rest);
  }
  addTiles(1, pieces);
  current.units[loop] = units;
  return cycles;
}

/// Tries all numbers of units along `loops` that fit.
void CostModel::tryUnits(ArrayRef<int64_t> loops) {
  if (loops.empty()) {
    code = 0;
    current.cycles = getCycles();
    current.cycles += kCodeCycles * code;
    // A small gain is none: fewer units are less code.
    if (best.units.empty() || current.cycles < 0.99 * best.cycles)
      best = current;
    return;
  }
  int64_t loop = loops.front();
  int64_t unit = getUnit(loop);
  int64_t most = std::max<int64_t>(1, llvm::divideCeil(extents[loop], unit));
  for (int64_t number = 1; number <= most; ++number) {
    current.units[loop] = number;
    if (!fits())
      break;
    tryUnits(loops.drop_front());
  }
  current.units[loop] = 1;
}

/// Tries units along the vector loop of the candidate, `reusing`, loops that
/// some input does not depend on, and partial sums of `partsLoop`, if any.
void CostModel::tryTiles(ArrayRef<int64_t> reusing, int64_t partsLoop) {
  SmallVector<int64_t> loops;
  if (current.vectorLoop >= 0)
    loops.push_back(current.vectorLoop);
  tryUnits(loops);
  if (!reductions) {
    for (const Access &access : accesses)
      if (access.rowLoop >= 0) {
        loops.push_back(access.rowLoop);
        tryUnits(loops);
        loops.pop_back();
      }
    return;
  }
  auto isUnknown = [&](int64_t loop) { return unknown >> loop & 1; };
  SmallVector<int64_t> others(reusing);
  llvm::erase(others, current.vectorLoop);
  // The rest of an unknown extent costs code: only where nothing else helps.
  if (!llvm::all_of(others, isUnknown))
    llvm::erase_if(others, isUnknown);
  for (auto [index, first] : llvm::enumerate(others)) {
    loops.push_back(first);
    tryUnits(loops);
    for (int64_t second : ArrayRef(others).drop_front(index + 1)) {
      loops.push_back(second);
      tryUnits(loops);
      loops.pop_back();
    }
    loops.pop_back();
  }
  // Partial sums side by side, where a tile alone would wait for its sums.
  if (partsLoop < 0)
    return;
  loops.push_back(partsLoop);
  tryUnits(loops);
}

ScheduleAttr CostModel::choose() {
  int64_t numLoops = op.getNumLoops();
  bool inVectors = hasVectorBody(op);
  for (unsigned output = 0; output < numOutputs; ++output)
    reassociable &= getReassociableCombiner(op, output) != nullptr;
  SmallVector<int64_t> reusing;
  int64_t lastReduction = -1;
  for (int64_t loop = 0; loop < numLoops; ++loop) {
    if (isReduction(loop))
      lastReduction = loop;
    else if (extents[loop] > 1 && llvm::any_of(accesses, [&](const Access &a) {
               return !a.isOutput && a.isTensor && !a.dependsOn(loop);
             }))
      reusing.push_back(loop);
  }
  auto isReducing = [&](int64_t loop) {
    return loop >= 0 && isReduction(loop);
  };
  auto tryVectors = [&](int64_t vectorLoop, int64_t lanes) {
    if (setVectors(vectorLoop, lanes))
      tryTiles(reusing,
               reassociable && !isReducing(vectorLoop) ? lastReduction : -1);
    if (!dotBody || !reassociable || lanes * elementBits < 128 ||
        isReducing(vectorLoop))
      return;
    for (int64_t loop = 0; loop < numLoops; ++loop)
      if (isReduction(loop) && setDots(vectorLoop, lanes, loop)) {
        if (dotCost == 1)
          tryTiles(reusing, loop);
        for (int64_t rows : reusing)
          if (setMatrices(rows))
            tryMatrices();
      }
  };
  if (inVectors)
    for (uint64_t lanes = llvm::bit_floor(
             static_cast<uint64_t>(features.vectorBits / elementBits));
         lanes >= 2; lanes /= 2)
      for (int64_t loop = 0; loop < numLoops; ++loop)
        if (extents[loop] > static_cast<int64_t>(lanes / 2) &&
            (!isReduction(loop) || reassociable))
          tryVectors(loop, lanes);
  if (setVectors(ScheduleAttr::kNone, 1))
    tryTiles(reusing, reassociable ? lastReduction : -1);
  if (best.vectorLoop < 0)
    return {};
  return makeSchedule(best);
}

/// The bytes of an operand.
double CostModel::getBytes(unsigned operand) const {
  auto elementBytes = static_cast<double>(getElementBytes(types[operand]));
  // Windows overlap.
  if (types[operand].hasStaticShape())
    return elementBytes * static_cast<double>(types[operand].getNumElements());
  double bytes = elementBytes;
  for (auto [loop, extent] : llvm::enumerate(extents))
    if (accesses[operand].dependsOn(loop))
      bytes *= static_cast<double>(extent);
  return bytes;
}

/// Orders the loops. Where two inputs meet, the loops of one run outside of
/// those of the other, which is read again for each of their tiles: better the
/// one that stays in the cache. Where it does not, it is cut into blocks.
ScheduleAttr CostModel::makeSchedule(const Candidate &candidate) {
  int64_t numLoops = op.getNumLoops();
  auto getStep = [&](int64_t loop) {
    int64_t unit = loop == candidate.vectorLoop ? candidate.lanes
                   : loop == candidate.dotLoop  ? candidate.dotSize
                                                : 1;
    return candidate.units[loop] * unit;
  };
  SmallVector<int64_t> loops, steps;
  auto add = [&](int64_t loop, int64_t step) {
    loops.push_back(loop);
    steps.push_back(step);
  };
  SmallVector<int64_t> groups[2], shared;
  bool isProduct = factors.has_value();
  unsigned inputs[2] = {0, 0};
  if (isProduct)
    std::tie(inputs[0], inputs[1]) = *factors;
  for (int64_t loop = 0; loop < numLoops; ++loop) {
    if (isReduction(loop))
      continue;
    bool inFirst = isProduct && accesses[inputs[0]].dependsOn(loop);
    bool inSecond = isProduct && accesses[inputs[1]].dependsOn(loop);
    if (inFirst != inSecond)
      groups[inSecond].push_back(loop);
    else
      shared.push_back(loop);
  }
  for (int64_t loop : shared)
    if (loop != candidate.vectorLoop)
      add(loop, getStep(loop));
  if (isProduct && !groups[0].empty() && !groups[1].empty()) {
    auto getRounds = [&](ArrayRef<int64_t> group) {
      double rounds = 1;
      for (int64_t loop : group)
        rounds *=
            static_cast<double>(llvm::divideCeil(extents[loop], getStep(loop)));
      return rounds;
    };
    double cache = static_cast<double>(features.cacheBytes) / 2;
    double bytes[2], traffic[2];
    for (int i : {0, 1})
      bytes[i] = getBytes(inputs[i]);
    for (int i : {0, 1}) // Group i runs outside.
      traffic[i] =
          bytes[i] + (bytes[1 - i] > cache ? getRounds(groups[i]) * bytes[1 - i]
                                           : bytes[1 - i]);
    int outer = traffic[1] < traffic[0];
    if (traffic[0] == traffic[1]) {
      current = candidate;
      double stream[] = {getStreamCycles(inputs[0]),
                         getStreamCycles(inputs[1])};
      outer = stream[1] < stream[0];
      // A tie keeps the vector loop outside.
      if (stream[0] == stream[1])
        outer = llvm::is_contained(groups[1], candidate.vectorLoop);
    }
    ArrayRef<int64_t> inside = groups[1 - outer];
    if (bytes[1 - outer] > cache) {
      // Blocks are of the outermost loop of which one tile fits.
      double perIndex = bytes[1 - outer];
      for (auto [number, loop] : llvm::enumerate(inside)) {
        int64_t tile = getStep(loop);
        perIndex /= static_cast<double>(extents[loop]);
        auto block =
            static_cast<int64_t>(cache / perIndex / static_cast<double>(tile)) *
            tile;
        if (block < tile && number + 1 < inside.size()) {
          add(loop, tile);
          continue;
        }
        if (block > tile && block < extents[loop])
          add(loop, block);
        for (int64_t other : groups[outer])
          add(other, getStep(other));
        for (int64_t other : inside.drop_front(number))
          add(other, getStep(other));
        break;
      }
    } else {
      for (int64_t loop : groups[outer])
        add(loop, getStep(loop));
      for (int64_t loop : inside)
        add(loop, getStep(loop));
    }
  } else {
    for (auto &group : groups)
      for (int64_t loop : group)
        if (loop != candidate.vectorLoop)
          add(loop, getStep(loop));
  }
  // A vector loop that belongs to no group runs innermost.
  if (candidate.vectorLoop >= 0 && !isReduction(candidate.vectorLoop) &&
      !llvm::is_contained(loops, candidate.vectorLoop))
    add(candidate.vectorLoop, getStep(candidate.vectorLoop));
  // Of a window that moves by single elements of the tile, the iterations share
  // what they read, and LLVM would carry it from one to the next in registers
  // that are not there: better if it runs outside of another loop. Dot products
  // are of the innermost loop.
  SmallVector<int64_t> sums;
  for (int64_t loop = 0; loop < numLoops; ++loop)
    if (isReduction(loop) && loop != candidate.dotLoop)
      sums.push_back(loop);
  auto overlaps = [&](int64_t loop) {
    return llvm::any_of(maps, [&](AffineMap map) {
      return llvm::any_of(map.getResults(), [&](AffineExpr expr) {
        return expr.isFunctionOfDim(loop) &&
               llvm::any_of(
                   llvm::seq<int64_t>(0, numLoops), [&](int64_t other) {
                     return !isReduction(other) && candidate.units[other] > 1 &&
                            expr.isFunctionOfDim(other);
                   });
      });
    });
  };
  auto *inner = std::find_if_not(sums.rbegin(), sums.rend(), overlaps).base();
  if (reassociable && inner != sums.begin() &&
      candidate.units[sums.back()] == 1)
    std::rotate(inner - 1, inner, sums.end());
  for (int64_t loop : sums)
    add(loop, getStep(loop));
  if (candidate.dotLoop >= 0)
    add(candidate.dotLoop, getStep(candidate.dotLoop));
  return ScheduleAttr::get(op.getContext(), loops, steps, candidate.lanes,
                           candidate.vectorLoop, candidate.dotSize,
                           candidate.dotLoop, candidate.matrixLoop);
}

/// Whether the model can look at `op`.
static bool isModelled(linalg::GenericOp op) {
  return op.getNumDpsInits() > 0 && op.getNumLoops() < 64 &&
         llvm::all_of(
             op.getIndexingMapsArray(),
             [](AffineMap map) { return map.getNumSymbols() == 0; });
}

Choice nn::chooseSchedule(linalg::GenericOp op, const CpuFeatures &features,
                          ArrayRef<bool> canPack, bool fillsParams) {
  if (!isModelled(op))
    return {};
  SmallVector<ShapedType> types;
  for (Type type : op->getOperandTypes())
    types.push_back(dyn_cast<ShapedType>(type));
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  CostModel model(op, features, canPack, fillsParams, maps, types);
  ScheduleAttr schedule = model.choose();
  if (schedule && !getReasonAgainst(schedule, op).empty())
    schedule = {};
  return {schedule, model.getBestCycles()};
}

double nn::estimateCycles(linalg::GenericOp op, const CpuFeatures &features,
                          ArrayRef<bool> canPack, bool fillsParams,
                          ArrayRef<AffineMap> maps,
                          ArrayRef<ShapedType> types) {
  if (!isModelled(op))
    return 0;
  CostModel model(op, features, canPack, fillsParams, maps, types);
  model.choose();
  return model.getBestCycles();
}

//===- CostModel.cpp - What a schedule costs ------------------------------===//
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

#include "Access.h"
#include "CostModelImpl.h"
#include "PackParams.h"
#include "ScheduleChecks.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include <numeric>

using namespace mlir;
using namespace nn;
using namespace nn::costs;

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
/// What to load a matrix register takes, to multiply two, and to take a row of
/// a result to a vector.
constexpr double kMatrixLoadCycles = 8, kMatrixProductCycles = 16,
                 kMatrixRowCycles = 2;
/// How much longer operations take whose sums are in memory.
constexpr double kSpillFactor = 2;
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
  dot = std::nullopt;
  current.units.assign(op.getNumLoops(), 1);
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
  bool isSecond = accesses[dotBody->factors[0]].dependsOn(vectorLoop);
  varying = dotBody->factors[1 - isSecond];
  uniform = dotBody->factors[isSecond];
  dot = DotProduct::get(*dotBody, isSecond, features.dotUnits);
  if (!dot || accesses[uniform].dependsOn(vectorLoop) ||
      !accesses[varying].dependsOn(dotLoop) ||
      !accesses[uniform].dependsOn(dotLoop) || (unknown >> dotLoop & 1))
    return false;
  // One factor is laid out for it, with zeros behind the last element if it is
  // a parameter; of the other, elements lie side by side.
  fillsVarying =
      fillsParams && canPackParam(op, op.getDpsInputOperand(varying));
  if (!canPack[varying] || canPack[uniform] ||
      !getStride(maps[uniform], types[uniform], dotLoop).is(1) ||
      (extents[dotLoop] % dot->getSize() != 0 && !fillsVarying))
    return false;
  AffineExpr loop = getAffineDimExpr(dotLoop, op.getContext());
  // The other tells the extent of the loop, where it is an axis of its own.
  if (!llvm::is_contained(maps[uniform].getResults(), loop))
    return false;
  for (auto [axis, expr] : llvm::enumerate(maps[varying].getResults()))
    if (expr == loop && types[varying].isDynamicDim(axis))
      return false;
  current.dotLoop = dotLoop;
  current.dotSize = dot->getSize();
  for (unsigned factor : {uniform, varying})
    accesses[factor].preparation =
        dot->hasCorrection() ? static_cast<double>(vectors) : 0;
  return true;
}

/// Has candidates with dot products multiply matrices, whose rows are those of
/// `matrixLoop`. Fails if there are none.
bool CostModel::setMatrices(int64_t matrixLoop) {
  constexpr int64_t size = ScheduleAttr::kMatrixSize;
  current.matrixLoop = matrixLoop;
  return dot->hasMatrices() && current.lanes == size &&
         matrixLoop != current.vectorLoop && !isReduction(matrixLoop) &&
         extents[matrixLoop] >= size &&
         extents[current.dotLoop] >= size * current.dotSize &&
         accesses[uniform].dependsOn(matrixLoop) &&
         !accesses[varying].dependsOn(matrixLoop) &&
         movesEvenly(maps[uniform], current.dotLoop) &&
         movesEvenly(maps[uniform], matrixLoop) &&
         getStride(maps[uniform], types[uniform], matrixLoop).kind ==
             Stride::Known;
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
       dotSize = static_cast<double>(current.dotSize);
  double others = iterations / extent;
  double rounds = others * std::floor(extent / (size * dotSize));
  double stream = std::min(getStreamCycles(factors->first),
                           getStreamCycles(factors->second));
  // What is left for vectors, whose sums are not all in registers.
  double left = others *
                std::ceil(std::fmod(extent, size * dotSize) / dotSize) * rows *
                columns * (dot->getCost() / kOpsPerCycle + 1);
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
    if (dot && dot->hasCorrection() && operand == varying)
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
  double ops = units * parts * static_cast<double>(vectors) *
                   (dot ? dot->getCost() : static_cast<double>(numOps)) +
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
  if (isVectorLoop(loop) && current.matrixLoop >= 0 && !fillsVarying &&
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

//===- CostModelImpl.h - What a schedule costs ------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_COSTMODELIMPL_H
#define NN_LIB_TRANSFORMS_TILING_COSTMODELIMPL_H

#include "CostModel.h"
#include "DotProduct.h"

namespace nn::costs {
/// A candidate: lanes along one loop, and units per loop.
struct Candidate {
  int64_t vectorLoop = ScheduleAttr::kNone;
  int64_t lanes = 1;
  int64_t dotLoop = ScheduleAttr::kNone;
  int64_t dotSize = 1;
  /// The loop of the rows of matrices.
  int64_t matrixLoop = ScheduleAttr::kNone;
  mlir::SmallVector<int64_t, 8> units;
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
  mlir::SmallVector<int64_t, 8> mostSteps;

  bool dependsOn(unsigned loop) const { return loops >> loop & 1; }
};

class CostModel {
public:
  /// `types` holds null for scalars.
  CostModel(mlir::linalg::GenericOp op, const CpuFeatures &features,
            mlir::ArrayRef<bool> canPack, bool fillsParams,
            mlir::ArrayRef<mlir::AffineMap> maps,
            mlir::ArrayRef<mlir::ShapedType> types);
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
  void tryUnits(mlir::ArrayRef<int64_t> loops);
  void tryTiles(mlir::ArrayRef<int64_t> reusing, int64_t partsLoop);
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

  mlir::linalg::GenericOp op;
  const CpuFeatures &features;
  mlir::ArrayRef<bool> canPack;
  /// Parameters that are laid out anew may be filled up.
  bool fillsParams;
  mlir::ArrayRef<mlir::AffineMap> maps;
  mlir::ArrayRef<mlir::ShapedType> types;
  mlir::SmallVector<Access> accesses;
  mlir::SmallVector<int64_t> extents;
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
  /// The dot products of the candidate, and their factors: the one that differs
  /// in the lanes, and the other.
  std::optional<DotProduct> dot;
  unsigned varying = 0, uniform = 0;
  /// Whether there are zeros behind the last elements of the varying one, and
  /// whether the last vector of the tile lacks some: matrices have no masks.
  bool fillsVarying = false, isCutShort = false;
  /// The operations that its code has.
  double code = 0;
};
} // namespace nn::costs

#endif // NN_LIB_TRANSFORMS_TILING_COSTMODELIMPL_H

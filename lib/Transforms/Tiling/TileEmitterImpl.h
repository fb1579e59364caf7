//===- TileEmitterImpl.h - Emission of tiles ------------------ -*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_TILEEMITTERIMPL_H
#define NN_LIB_TRANSFORMS_TILING_TILEEMITTERIMPL_H

#include "TileEmitter.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include <map>

namespace nn::tiles {
/// What a position in a tile is along each loop: the number of the unit.
using Point = mlir::SmallVector<int64_t, 8>;

/// The units of `point` along the loops that `map` depends on, 0 elsewhere:
/// points that differ in others alone are one to the access.
Point project(mlir::AffineMap map, const Point &point);

/// What has been computed at one place of the code.
struct Scope {
  /// Of operands at points, each projected to what the access depends on.
  std::map<std::pair<unsigned, Point>, mlir::Value> loads;
  llvm::DenseMap<mlir::Value, mlir::Value> broadcasts;
};

/// A box of the result with sizes known at compile time.
struct Tile {
  /// For each loop the index where the tile begins.
  mlir::SmallVector<mlir::Value, 8> base;
  /// For each loop how far behind a multiple of its step that is, if known.
  mlir::SmallVector<std::optional<int64_t>, 8> behind;
  /// For each loop the number of units.
  mlir::SmallVector<int64_t, 8> units;
  int64_t lanes = 1;
  /// The lanes of the last vector that count; null if all do.
  mlir::Value mask;
  /// How many these are, if `mask` and that is known.
  std::optional<int64_t> numValid;
  /// Rows of its matrices, the first ones, whose results are there already.
  int64_t knownRows = 0;
};

/// An op of the group, its accesses by the loops of the main op.
struct Member {
  mlir::linalg::GenericOp op;
  mlir::SmallVector<mlir::AffineMap> maps;
  /// The main loop of each loop, or -1.
  mlir::SmallVector<int64_t> loops;
};

/// A number, and how many there are.
struct Position {
  mlir::OpFoldResult number;
  int64_t count = 1;
};

class TileEmitter {
public:
  TileEmitter(mlir::OpBuilder &b, TileGroup group, ScheduleAttr schedule,
              bool masks, std::optional<Dots> dots);
  void emit();
  /// Emits an nn.parallel over one of the loops if there is work for two parts
  /// of so many cycles, else nothing.
  bool emitParallel(int64_t partCycles);

private:
  struct Level {
    unsigned loop;
    int64_t step;
    bool isTile;
  };

  // Parallel parts.
  bool writesApart(unsigned loop) const;
  int64_t getTileStep(unsigned loop) const;
  double getUse(unsigned loop) const;
  std::optional<unsigned> chooseParallelLoop() const;
  mlir::Value getGrain(unsigned loop, double cyclesPerElement,
                       int64_t partCycles);

  // Loops over tiles.
  void emitLevel(unsigned number);
  void emitRest(unsigned number, mlir::OpFoldResult begin, int64_t size);
  void emitUnknownRest(unsigned number, mlir::OpFoldResult begin,
                       mlir::OpFoldResult end);
  void emitLoop(mlir::OpFoldResult low, mlir::OpFoldResult high, int64_t step,
                llvm::function_ref<void(mlir::Value)> body);
  void emitTilesAt(unsigned number, mlir::Value base, int64_t units);

  // A tile.
  int64_t getNumParts();
  void emitTile();
  mlir::SmallVector<unsigned> getVisitOrder();
  mlir::SmallVector<Point> getPoints();
  void emitCarrying(unsigned loop, mlir::OpFoldResult low,
                    mlir::OpFoldResult high, int64_t step,
                    mlir::SmallVector<mlir::Value> &sums,
                    llvm::function_ref<void()> body);
  mlir::SmallVector<mlir::Value>
  emitReductions(unsigned number, mlir::SmallVector<mlir::Value> sums);
  void emitReductionBody(mlir::SmallVector<mlir::Value> &sums,
                         int64_t numParts);
  mlir::Value getStart(const Point &point, unsigned output, Scope &scope);
  mlir::SmallVector<mlir::Value> start();
  mlir::Value combine(unsigned output, mlir::Value sum, mlir::Value other);
  mlir::SmallVector<mlir::Value> finish(mlir::SmallVector<mlir::Value> sums);

  // What the next tiles read.
  mlir::SmallVector<mlir::OpFoldResult>
  shareOut(int64_t total, const Position &met, const Position &iteration);
  void prefetch(mlir::Value buffer, mlir::ArrayRef<mlir::Value> indices);
  void prefetchColumns();
  void prefetchRows(unsigned operand);
  void prefetchPanels();
  void prefetchPanel(mlir::Value buffer, unsigned loop, mlir::AffineMap map,
                     const Position &met);
  void prefetchStream(mlir::Value buffer, unsigned loop, mlir::AffineMap map);
  std::optional<Position> getPlaceAmongTiles(unsigned loop,
                                             mlir::AffineMap map);
  std::optional<Position> getIteration();

  // Dot products.
  void findCorrections();
  void emitDots(mlir::SmallVector<mlir::Value> &sums, int64_t numParts);
  mlir::Value loadUniform(const Point &point, Scope &scope);
  mlir::Value loadVarying(const Point &point, Scope &scope);

  // Matrices.
  bool usesMatrices();
  bool leavesDots();
  int64_t getMatrixEnd();
  void emitMatrixRest(unsigned number, mlir::OpFoldResult begin, int64_t size);
  mlir::SmallVector<mlir::Value> emitMatrices();
  void emitMatrixLoops(unsigned number, mlir::SmallVector<mlir::Value> &sums);
  void emitMatrixProducts(mlir::SmallVector<mlir::Value> &sums);
  mlir::SmallVector<Point> getMatrixPoints();
  bool hasWholeTiles();
  mlir::Value loadProduct(const Point &point);
  mlir::Value loadSum(const Point &point);
  mlir::Value loadMatrix(unsigned factor, const Point &point, Scope &scope);
  std::pair<mlir::Value, mlir::SmallVector<mlir::Value>>
  getVaryingPlace(const Point &point);

  size_t getNumSums() { return points.size() * getNumOutputs(); }

  // Values.
  mlir::Value getIndex(unsigned loop, int64_t unit);
  mlir::SmallVector<mlir::OpFoldResult> getLoops(mlir::AffineMap map,
                                                 const Point &point);
  mlir::SmallVector<mlir::Value>
  getIndices(mlir::AffineMap map, const Point &point, int64_t lane = 0);
  std::optional<mlir::OpFoldResult> getPackedIndex(mlir::AffineExpr expr,
                                                   const Point &point);
  mlir::Value load(const Member &member, unsigned operand, const Point &point,
                   Scope &scope);
  bool isPairwise(const Member &member, unsigned operand);
  mlir::Value loadEverySecond(mlir::Value buffer,
                              mlir::SmallVector<mlir::Value> indices,
                              mlir::Value mask);
  void storeTo(const Member &member, unsigned operand, const Point &point,
               mlir::Value value, Scope &scope);
  std::optional<unsigned> getColumnsLoop(const Member &member,
                                         unsigned operand);
  void storeColumns(const Member &member, unsigned operand,
                    mlir::ArrayRef<mlir::Value> values, Scope &scope);
  void storeRows(const Member &member, unsigned operand, const Point &first,
                 mlir::ArrayRef<mlir::Value> columns, Scope &scope);
  mlir::SmallVector<mlir::Value> compute(const Member &member,
                                         mlir::ArrayRef<mlir::Value> arguments,
                                         const Point &point, Scope &scope);
  mlir::Value widen(mlir::Value value, Scope &scope);
  mlir::Value getMask(const Point &point);
  mlir::Value scaleMask(mlir::Value mask, int64_t factor, int64_t offset,
                        int64_t lanes);
  bool variesInVector(mlir::AffineMap map, mlir::ShapedType type) const;
  bool variesInVector(unsigned output);

  bool isVectorLoop(unsigned loop) const {
    return static_cast<int64_t>(loop) == schedule.getVectorLoop();
  }
  bool isReduction(unsigned loop) {
    return mlir::linalg::isReductionIterator(
        group.main.getIteratorTypesArray()[loop]);
  }
  bool sumsInLanes() {
    return schedule.getVectorLoop() >= 0 &&
           isReduction(schedule.getVectorLoop()) && tile.lanes > 1;
  }
  /// Elements that a unit of the tile has along `loop`.
  int64_t getUnit(unsigned loop) const {
    if (isVectorLoop(loop))
      return tile.lanes;
    return hasDots() && loop == schedule.getDotLoop() ? schedule.getDotSize()
                                                      : 1;
  }
  bool isMatrixLoop(unsigned loop) const {
    return static_cast<int64_t>(loop) == schedule.getMatrixLoop();
  }
  /// The first unit of the tile along `loop` that is a point.
  int64_t getFirstUnit(unsigned loop) const {
    return isMatrixLoop(loop) ? tile.knownRows : 0;
  }
  /// Whether the vectors of the tile are wide enough for dot products.
  bool hasDots() const { return dots && tile.lanes * 32 >= 128; }
  unsigned getNumOutputs() { return group.main.getNumDpsInits(); }
  mlir::Value asValue(mlir::OpFoldResult index) {
    return mlir::getValueOrCreateConstantIndexOp(b, loc, index);
  }
  mlir::OpFoldResult apply(mlir::AffineExpr expr,
                           mlir::ArrayRef<mlir::OpFoldResult> operands) {
    return mlir::affine::makeComposedFoldedAffineApply(
        b, loc, mlir::AffineMap::get(operands.size(), 0, expr), operands);
  }
  mlir::Value neutral(unsigned output);

  mlir::OpBuilder &b;
  mlir::Location loc;
  TileGroup group;
  ScheduleAttr schedule;
  bool masks;
  std::optional<Dots> dots;
  Member main, epilogue;
  /// Where each loop runs at the current level.
  mlir::SmallVector<mlir::OpFoldResult> lows, highs;
  mlir::SmallVector<Level> levels, reductions;
  Tile tile;
  /// Where products of matrices are read by vectors, and the number of each by
  /// its first point.
  mlir::Value scratch;
  std::map<Point, int64_t> matrixNumbers;
  /// Indices of the units of the tile along each loop.
  std::map<std::pair<unsigned, int64_t>, mlir::Value> indices;
  mlir::SmallVector<Point> points;
  /// Partial sums that run side by side.
  int64_t numParts = 1;
  /// For each point the correction of its dot products, and how many there are.
  /// They follow the sums, those of each part together.
  mlir::SmallVector<unsigned> correctionOf;
  unsigned numCorrections = 0;
  /// How many products at the end of a loop are left for a dot product that is
  /// not whole; 0 if it is.
  int64_t numLeft = 0;
};
} // namespace nn::tiles

#endif // NN_LIB_TRANSFORMS_TILING_TILEEMITTERIMPL_H

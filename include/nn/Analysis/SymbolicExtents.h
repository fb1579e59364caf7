//===- SymbolicExtents.h - Extents as polynomials ---------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_SYMBOLICEXTENTS_H
#define NN_ANALYSIS_SYMBOLICEXTENTS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "nn/Analysis/Polynomial.h"

namespace nn {
/// The extents of a tensor.
using SymbolicShape = llvm::SmallVector<Polynomial>;

/// A number that is known at run time only and follows from no extent of an
/// argument: it has a name, `?0`, and a description.
struct UnknownNumber {
  std::string name, description;
  mlir::Location loc;
};

/// The variable of a new unknown number.
Polynomial addUnknown(std::vector<UnknownNumber> &numbers,
                      const llvm::Twine &description, mlir::Location loc);

/// The extents of all tensors of a function as polynomials in extents of its
/// arguments. It asks ops how extents of results follow from those of operands
/// (`ReifyRankedShapedTypeOpInterface`), layers through their decomposition.
class SymbolicExtents {
public:
  /// The shapes of the results of an op with operands of these shapes, if it
  /// calls a function; none if it does not.
  using CallModel = llvm::function_ref<llvm::SmallVector<SymbolicShape>(
      mlir::Operation *op, llvm::ArrayRef<SymbolicShape> operands)>;

  /// Analyses `function`, whose arguments have the given shapes (none for
  /// an argument that is no tensor). Numbers that nothing is known of are added
  /// to `unknown`. The function is not changed.
  SymbolicExtents(mlir::func::FuncOp function,
                  llvm::ArrayRef<SymbolicShape> arguments, CallModel callModel,
                  std::vector<UnknownNumber> &unknown);

  /// Knows nothing but what is stated.
  explicit SymbolicExtents(std::vector<UnknownNumber> &unknown)
      : unknown(unknown) {}
  /// States the extents of a tensor or buffer.
  void setShape(mlir::Value shaped, SymbolicShape shape);
  /// States the value of a number.
  void setNumber(mlir::Value number, const Polynomial &value) {
    numbers[number] = value;
  }

  /// The value of a number that is made of extents by arithmetic.
  Polynomial getNumber(mlir::OpFoldResult number);

  /// How often one execution of an op runs its region, at most; nothing if the
  /// region is no program of its own.
  std::optional<Polynomial> getRunCount(mlir::Region &region) const;

  /// The extents of a tensor of the function.
  const SymbolicShape &getShape(mlir::Value tensor) const;

private:
  void visit(mlir::Operation *op, CallModel callModel);
  void visitResults(mlir::Operation *op, CallModel callModel);
  void visitRegions(mlir::Operation *op, CallModel callModel);
  SymbolicShape makeUnknownShape(mlir::Value tensor);
  bool reify(mlir::Operation *op);
  bool decompose(mlir::Operation *op, CallModel callModel);
  bool passOn(mlir::Operation *op);
  void forget(llvm::ArrayRef<mlir::Operation *> ops);
  Polynomial computeNumber(mlir::Operation *op);
  Polynomial applyAffine(mlir::AffineExpr expr, llvm::ArrayRef<Polynomial> dims,
                         llvm::ArrayRef<Polynomial> symbols);

  llvm::DenseMap<mlir::Value, SymbolicShape> shapes;
  llvm::DenseMap<mlir::Value, Polynomial> numbers;
  llvm::DenseMap<mlir::Region *, Polynomial> runCounts;
  std::vector<UnknownNumber> &unknown;
};

/// The extents of the arguments of a function: the name of an axis, or
/// `<argument>_<axis>`; arguments with a name in common share an extent. Adds
/// the names to `names` in their order.
llvm::SmallVector<SymbolicShape>
nameArgumentExtents(mlir::func::FuncOp function,
                    llvm::SmallVectorImpl<std::string> &names);
} // namespace nn

#endif // NN_ANALYSIS_SYMBOLICEXTENTS_H

//===- ScalarComposer.h - Random scalar functions ---------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_SCALARCOMPOSER_H
#define NN_LIB_FUZZ_SCALARCOMPOSER_H

#include "mlir/IR/Builders.h"
#include "nn/Fuzz/Random.h"

namespace nn {
/// Types of operands and result of a scalar op.
enum class ScalarSignature {
  FloatUnary,      ///< f(T) -> T
  FloatBinary,     ///< f(T, T) -> T
  FloatTernary,    ///< f(T, T, T) -> T
  IntegerUnary,    ///< f(I) -> I
  IntegerBinary,   ///< f(I, I) -> I
  CompareFloats,   ///< f(T, T) -> i1 with a predicate
  CompareIntegers, ///< f(I, I) -> i1 with a predicate
  TestFloat,       ///< f(T) -> i1
  Select,          ///< f(i1, V, V) -> V
  Extend,          ///< to a wider float
  Truncate,        ///< to a narrower float
  FromInteger,     ///< an integer to a float
  ToInteger,       ///< a float to an integer
  ExtendInteger,   ///< to a wider integer
  TruncateInteger, ///< to a narrower integer
  IndexCast        ///< between index and an integer
};

/// Where an operand of an op should lie.
enum class Domain {
  Any,
  Positive,      ///< above 0
  Unit,          ///< between -1 and 1, both excluded
  AtLeastOne,    ///< above 1
  AboveMinusOne, ///< above -1
  Moderate,      ///< at most 8 in magnitude
  NonZero,       ///< away from 0; of an index, positive
  Shift          ///< of an index, below 64
};

struct ScalarOp {
  llvm::StringLiteral name;
  ScalarSignature signature;
  Domain first = Domain::Any, second = Domain::Any;
};

/// The scalar ops that can be made.
llvm::ArrayRef<ScalarOp> getScalarOps();

/// Makes an op on scalars, or element by element on tensors, with a random
/// predicate if it has one.
mlir::Value makeScalarOp(mlir::OpBuilder &builder, mlir::Location loc,
                         Random &random, const ScalarOp &op,
                         mlir::ValueRange operands, mlir::Type result);

/// Builds random expressions.
class ScalarComposer {
public:
  /// `leaves` are the scalars that an expression may use.
  ScalarComposer(mlir::OpBuilder &builder, mlir::Location loc, Random &random,
                 mlir::ValueRange leaves)
      : builder(builder), loc(loc), random(random), leaves(leaves) {}

  /// An expression of type `type`, of at most so many ops from leaf to root
  /// beside those that keep operands in their domains.
  mlir::Value make(mlir::Type type, int depth);

private:
  mlir::Value makeLeaf(mlir::Type type);
  mlir::Value convert(mlir::Value value, mlir::Type type);
  mlir::Value makeConstant(mlir::Type type);
  mlir::Value constant(mlir::Type type, double number);
  mlir::Value makeOp(const ScalarOp &op, mlir::Type type, int depth);
  mlir::Value keepIn(Domain domain, mlir::Value value);
  mlir::Value build(llvm::StringRef name, mlir::ValueRange operands,
                    mlir::Type result = {});
  mlir::Type pickFloat(llvm::function_ref<bool(unsigned)> isWidth);
  mlir::Type pickInteger(llvm::function_ref<bool(unsigned)> isWidth);

  mlir::OpBuilder &builder;
  mlir::Location loc;
  Random &random;
  llvm::SmallVector<mlir::Value> leaves;
};
} // namespace nn

#endif // NN_LIB_FUZZ_SCALARCOMPOSER_H

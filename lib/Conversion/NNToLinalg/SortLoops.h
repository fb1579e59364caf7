//===- SortLoops.h - Loops that sort ----------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_CONVERSION_SORTLOOPS_H
#define NN_LIB_CONVERSION_SORTLOOPS_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

namespace nn {
/// Builds loops over tensors with values that they carry, and the arithmetic in
/// them.
struct LoopBuilder {
  mlir::OpBuilder &b;
  mlir::Location loc;

  mlir::Value constant(int64_t value) const {
    return mlir::arith::ConstantIndexOp::create(b, loc, value);
  }
  mlir::Value add(mlir::Value x, mlir::Value y) const {
    return mlir::arith::AddIOp::create(b, loc, x, y);
  }
  mlir::Value minimum(mlir::Value x, mlir::Value y) const {
    return mlir::arith::MinSIOp::create(b, loc, x, y);
  }
  mlir::Value compare(mlir::arith::CmpIPredicate predicate, mlir::Value x,
                      mlir::Value y) const {
    return mlir::arith::CmpIOp::create(b, loc, predicate, x, y);
  }
  mlir::Value isBelow(mlir::Value x, mlir::Value y) const {
    return compare(mlir::arith::CmpIPredicate::slt, x, y);
  }
  mlir::Value both(mlir::Value x, mlir::Value y) const {
    return mlir::arith::AndIOp::create(b, loc, x, y);
  }
  mlir::Value either(mlir::Value x, mlir::Value y) const {
    return mlir::arith::OrIOp::create(b, loc, x, y);
  }
  mlir::Value select(mlir::Value condition, mlir::Value x,
                     mlir::Value y) const {
    return mlir::arith::SelectOp::create(b, loc, condition, x, y);
  }
  mlir::Value load(mlir::Value tensor, mlir::ValueRange at) const;
  mlir::Value store(mlir::Value value, mlir::Value tensor,
                    mlir::ValueRange at) const;

  /// for i = low to high by step, with carried values
  llvm::SmallVector<mlir::Value>
  loop(mlir::Value low, mlir::Value high, mlir::Value step,
       mlir::ValueRange inits,
       llvm::function_ref<llvm::SmallVector<mlir::Value>(
           LoopBuilder, mlir::Value, mlir::ValueRange)>
           body) const;
};

/// Builds whether the element of index `x` comes before that of index `y`.
using BuildsOrder = llvm::function_ref<mlir::Value(
    const LoopBuilder &, mlir::Value x, mlir::Value y)>;

/// The indices from 0 to `count` - 1 in the order that `isBefore` says, equal
/// ones as they were, as a tensor.
mlir::Value sortIndices(const LoopBuilder &builder, mlir::Value count,
                        BuildsOrder isBefore);

/// The indices from 0 to `count` - 1 in the order of the unsigned i64 that
/// `makeNumber` builds for each, equal ones as they were, as a tensor. Pays
/// from some hundred elements on.
mlir::Value
sortNumbers(const LoopBuilder &builder, mlir::Value count,
            llvm::function_ref<mlir::Value(const LoopBuilder &, mlir::Value)>
                makeNumber);
} // namespace nn

#endif // NN_LIB_CONVERSION_SORTLOOPS_H

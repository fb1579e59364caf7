//===- Loop.h - S-ops applied to their own values ---------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_LOOP_H
#define NN_LIB_TARGET_RASP_LOOP_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace nn::rasp {
/// Puts a function in the place of `step`, which has one input: it applies
/// `step` to the input, and then to what `feedBack` makes of its result, until
/// that no longer changes, at most `limit` times. The result, with the name
/// `result`, has the type of the input.
void loopFunction(mlir::func::FuncOp step, int64_t limit,
                  llvm::StringRef result,
                  llvm::function_ref<mlir::Value(mlir::OpBuilder &,
                                                 mlir::Location, mlir::Value)>
                      feedBack);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_LOOP_H

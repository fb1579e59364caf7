//===- ExtentModels.h - Extents of results from operands --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_EXTENTMODELS_H
#define NN_ANALYSIS_EXTENTMODELS_H

#include "mlir/IR/DialectRegistry.h"

namespace nn {
/// Makes the core of the nn dialect implement
/// `ReifyRankedShapedTypeOpInterface`: the extents of results as arithmetic on
/// those of operands. Where operands must agree when the program runs, it takes
/// for granted that they do.
void registerExtentModels(mlir::DialectRegistry &registry);
} // namespace nn

#endif // NN_ANALYSIS_EXTENTMODELS_H

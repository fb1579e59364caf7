//===- RegionModels.h - Extents inside of control flow ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_ANALYSIS_REGIONMODELS_H
#define NN_LIB_ANALYSIS_REGIONMODELS_H

#include "mlir/IR/MLIRContext.h"

namespace nn {
/// Makes the control flow of the nn dialect implement
/// `RegionProgramOpInterface`.
void attachRegionModels(mlir::MLIRContext &context);
} // namespace nn

#endif // NN_LIB_ANALYSIS_REGIONMODELS_H

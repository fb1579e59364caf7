//===- SourcePlace.h - Where an op comes from -------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_SOURCEPLACE_H
#define NN_DIALECT_SOURCEPLACE_H

#include "mlir/IR/Location.h"
#include "mlir/IR/Operation.h"
#include <string>

namespace nn {
/// The place of an op in its source, as "file:line:column: ", or nothing.
inline std::string getSourcePlace(mlir::Operation *op) {
  auto place = op->getLoc()->findInstanceOf<mlir::FileLineColLoc>();
  if (!place)
    return {};
  return (place.getFilename().getValue() + ":" +
          llvm::Twine(place.getLine()) + ":" +
          llvm::Twine(place.getColumn()) + ": ")
      .str();
}
} // namespace nn

#endif // NN_DIALECT_SOURCEPLACE_H

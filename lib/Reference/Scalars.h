//===- Scalars.h - Scalar ops and regions of them ---------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_REFERENCE_SCALARS_H
#define NN_LIB_REFERENCE_SCALARS_H

#include "mlir/IR/Block.h"
#include "nn/Reference/Evaluator.h"

namespace nn {
/// One scalar op, prepared: what its evaluation reads besides its operands.
struct ScalarStep;
using ScalarFn = Number (*)(const ScalarStep &step, const Number *args);

struct ScalarStep {
  ScalarFn evaluate = nullptr;
  unsigned width = 0;        ///< bits of the result
  unsigned operandWidth = 0; ///< bits of the first operand
  int64_t predicate = 0;     ///< of a comparison
  Number constant{};         ///< of a constant
  llvm::SmallVector<unsigned, 3> operands;
  unsigned result = 0;
};

/// Prepares `op` with operand slots to be filled in; nothing if it is no scalar
/// op that the evaluator knows.
std::optional<ScalarStep> prepareScalar(mlir::Operation *op);

/// The value of an integer attribute or float attribute.
Number getNumber(mlir::Attribute attribute);

/// The region of a map or a reduction as a list of steps.
class ScalarProgram {
public:
  /// `outer` gives values that the region uses from outside.
  ScalarProgram(mlir::Block &body,
                llvm::function_ref<Number(mlir::Value)> outer);

  Number run(llvm::ArrayRef<Number> arguments);

private:
  std::vector<ScalarStep> steps;
  std::vector<Number> slots;
  unsigned result = 0;
};
} // namespace nn

#endif // NN_LIB_REFERENCE_SCALARS_H

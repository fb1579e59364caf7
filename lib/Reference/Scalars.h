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

/// How the bound of a result follows from those of the operands.
enum class BoundRule {
  Rounded,       ///< monotone in each operand, rounded to the type
  FromInteger,   ///< an integer made a float
  CompareFloats, ///< open where the operands overlap
  Select         ///< between the alternatives where the condition is open
};

struct ScalarStep {
  ScalarFn evaluate = nullptr;
  unsigned width = 0;        ///< bits of the result
  unsigned operandWidth = 0; ///< bits of the first operand
  int64_t predicate = 0;     ///< of a comparison
  Number constant{};         ///< of a constant
  mlir::Type type;           ///< of the result, or of its elements
  unsigned numOperands = 0;
  bool boundsErrors = false;
  /// Of a function that jumps: which side of a jump operands lie on, as a number
  /// of their own for each; null if there is no jump.
  double (*side)(const Number *operands) = nullptr;
  /// Whether it swings between -1 and 1, with a slope of at most 1.
  bool swings = false;
  /// What the result is rounded to; null for an integer.
  mlir::FloatType floatType;
  /// Whether a program may round it to its 16 bits as well.
  bool mayRoundToHalf = false;
  BoundRule rule = BoundRule::Rounded;
  double slack = 0; ///< units in the last place besides the rounding
  llvm::SmallVector<unsigned, 3> operands;
  unsigned result = 0;

  /// The result, with its bound if the step bounds errors.
  Number run(const Number *args) const;
};

/// Prepares `op` with operand slots to be filled in; nothing if it is no scalar
/// op that the evaluator knows.
std::optional<ScalarStep> prepareScalar(mlir::Operation *op,
                                        bool boundsErrors = false);

/// The names of the scalar ops that the evaluator knows.
std::vector<llvm::StringRef> getKnownScalarOps();

/// The value of an integer attribute or float attribute.
Number getNumber(mlir::Attribute attribute);

/// The region of a map or a reduction as a list of steps.
class ScalarProgram {
public:
  /// `outer` gives values that the region uses from outside.
  ScalarProgram(mlir::Block &body,
                llvm::function_ref<Number(mlir::Value)> outer,
                bool boundsErrors);

  /// The values that the region yields, until the next call. `index` is the
  /// place of the element, which nn.index and linalg.index read.
  llvm::ArrayRef<Number> run(llvm::ArrayRef<Number> arguments,
                             llvm::ArrayRef<int64_t> index = {});

private:
  std::vector<ScalarStep> steps;
  std::vector<Number> slots;
  /// Slots that hold an index, with the axis of each.
  llvm::SmallVector<std::pair<unsigned, unsigned>> indices;
  llvm::SmallVector<unsigned, 1> results;
  llvm::SmallVector<Number, 1> values;
};
} // namespace nn

#endif // NN_LIB_REFERENCE_SCALARS_H

//===- Evaluator.h - What networks mean, in numbers -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Evaluates the functions of a module at the model stage on concrete tensors:
// floats in double precision, integers exactly with the wrap-around of their
// width. Floats are rounded where the dialect says so: by explicit conversions,
// and where an op gives a tensor of 16-bit floats. It is the oracle of
// tests, so each op has one plain implementation after its specification.
//
//===----------------------------------------------------------------------===//

#ifndef NN_REFERENCE_EVALUATOR_H
#define NN_REFERENCE_EVALUATOR_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Weights/ParamValues.h"
#include <memory>

namespace nn {
/// A float as double, an integer sign-extended from its width (a boolean as 0
/// or 1).
struct Number {
  union {
    double real;
    int64_t integer;
  };
  /// If the evaluator bounds errors: how far the number may lie from this one
  /// in a correct program, which rounds every float to its type and may sum in
  /// another order. Infinite where it depends on a decision that rounding can
  /// turn; for an integer, zero or infinite.
  double error = 0;
};

/// A tensor with known extents, row-major.
struct Tensor {
  llvm::SmallVector<int64_t> shape;
  mlir::Type element;
  std::vector<Number> data;

  Tensor() = default;
  /// A tensor of zeros.
  Tensor(llvm::ArrayRef<int64_t> shape, mlir::Type element);

  bool isReal() const { return llvm::isa<mlir::FloatType>(element); }

  /// The bytes that `fromBytes` reads and `toBytes` writes.
  size_t getByteCount() const;

  /// Reads row-major, little-endian elements; a boolean takes one byte.
  static Tensor fromBytes(llvm::ArrayRef<int64_t> shape, mlir::Type element,
                          const void *bytes);
  /// Writes them, rounding floats once to the nearest of their type.
  void toBytes(void *bytes) const;
  /// What is read after it was written.
  Tensor asStored() const;
};

/// The row-major strides of a shape.
llvm::SmallVector<int64_t> getStrides(llvm::ArrayRef<int64_t> shape);
/// The number of elements of a shape.
int64_t getCount(llvm::ArrayRef<int64_t> shape);

/// Whether the evaluator knows the scalar op called `name`.
bool knowsScalarOp(llvm::StringRef name);

/// Why an evaluation failed: the statuses that a compiled model would give.
enum class EvaluationFailure {
  Shape,   ///< extents do not fit
  Index,   ///< an index lies outside of its tensor
  Numeric, ///< an iteration did not settle
  Value    ///< a value is not what the program needs
};

nn_status getStatus(EvaluationFailure failure);

/// The names of all ops that the evaluator evaluates itself.
std::vector<llvm::StringRef> getEvaluatedOpNames();

struct EvaluatorImpl;

struct EvaluatorOptions {
  /// Every number carries the bound `Number::error`, which takes a few times
  /// longer.
  bool boundsErrors = false;
  /// Bounds are also those of convolutions by minimal filtering
  /// (--nn-winograd).
  bool filtersMinimally = false;
  /// The evaluator also knows what stands at the structured stage; there it
  /// keeps no bounds.
  bool knowsStructured = false;
  /// An op with a result that is larger for certain is refused.
  uint64_t maxElements = uint64_t(1) << 31;
};

/// Evaluates functions of one module.
class Evaluator {
public:
  /// `module` stays as it is; layers are decomposed in a copy.
  explicit Evaluator(mlir::ModuleOp module,
                     const EvaluatorOptions &options = {});
  ~Evaluator();

  /// Finds what the model stage does not admit in the module, or what the
  /// evaluator cannot evaluate in `function` (at the structured stage, its
  /// kernel) and the functions that it applies; reports all of it.
  mlir::LogicalResult prepare(llvm::StringRef function);

  /// Evaluates `function`. Fails after a diagnostic at the op that cannot be
  /// evaluated: its extents do not fit, which is checked inside of regions
  /// whether these run or not, or its data are at fault, and an element of a
  /// result depends on them.
  mlir::FailureOr<std::vector<Tensor>> evaluate(llvm::StringRef function,
                                                llvm::ArrayRef<Tensor> inputs);

  /// Tensors with the extents that `evaluate` would give them. The elements of
  /// inputs and results mean nothing.
  mlir::FailureOr<std::vector<Tensor>>
  evaluateExtents(llvm::StringRef function, llvm::ArrayRef<Tensor> inputs);

  /// Why the last evaluation failed.
  EvaluationFailure getFailure() const;
  /// What was wrong with the data, behind the place of the op in its source;
  /// empty if the failure was another one.
  llvm::StringRef getFailureText() const;
  /// Whether the data of an op were at fault in this way in the last
  /// evaluation. If no element of a result depends on them, a compiled model
  /// may fail or not.
  bool mayFail(EvaluationFailure kind) const;

  /// With bounds of errors: whether a decision of the last evaluation, say
  /// which region ran, could turn by rounding. Its results say nothing then.
  bool dependsOnRounding() const;

  /// Evaluates what 'nn-make-entries' has made of `entry`, with outputs of the
  /// given shapes whose elements mean nothing before.
  mlir::FailureOr<std::vector<Tensor>>
  evaluateKernel(llvm::StringRef entry, llvm::ArrayRef<Tensor> inputs,
                 llvm::ArrayRef<llvm::SmallVector<int64_t>> outputShapes);

private:
  std::unique_ptr<EvaluatorImpl> implementation;
};
} // namespace nn

#endif // NN_REFERENCE_EVALUATOR_H

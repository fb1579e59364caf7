//===- Implementation.h - The inside of the evaluator -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A family of ops has a file, which adds its functions to the table of ops. A
// function takes the values of the operands from the frame and sets those of
// the results.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_REFERENCE_IMPLEMENTATION_H
#define NN_LIB_REFERENCE_IMPLEMENTATION_H

#include "Scalars.h"
#include "dialects/NN/NNOps.h"
#include "nn/Reference/Evaluator.h"
#include <deque>

namespace nn {
/// What went wrong in the data of an op, whose result has extents but no
/// meaning then.
struct DataFailure {
  mlir::Operation *op;
  EvaluationFailure kind;
  std::string message;
  int64_t number; ///< failures are counted in the order of evaluation
};

/// A scalar or a tensor. Tensors are shared, never changed.
struct Datum {
  Number scalar{};
  std::shared_ptr<const Tensor> tensor;
  /// The first failure that the elements depend on, or null.
  const DataFailure *failure = nullptr;
};

/// The one that came first; null if both are.
const DataFailure *getFirst(const DataFailure *a, const DataFailure *b);

/// Tensors that nn.apply binds to parameters.
using Bindings = llvm::DenseMap<mlir::StringAttr, Datum>;

/// A running function.
struct Frame {
  llvm::DenseMap<mlir::Value, Datum> values;
  const Bindings &bindings;

  const Tensor &getTensor(mlir::Value value) { return *values[value].tensor; }
  Number getScalar(mlir::Value value) { return values[value].scalar; }
  /// Keeps `tensor`, whose elements are rounded if they are of 16 bits: that is
  /// what an op of the model gives.
  void set(mlir::Value value, Tensor tensor);
};

struct EvaluatorImpl;

/// Evaluates ops of one name.
struct OpFunction {
  std::function<mlir::LogicalResult(EvaluatorImpl &, mlir::Operation *,
                                    Frame &)>
      evaluate;
  /// Whether it says itself which failures its results depend on.
  bool tracksFailures = false;
};

struct EvaluatorImpl {
  EvaluatorImpl(mlir::ModuleOp original, const EvaluatorOptions &options)
      : module(original.clone()), symbols(*module), params(*module),
        boundsErrors(options.boundsErrors),
        filtersMinimally(options.boundsErrors && options.filtersMinimally),
        knowsStructured(options.knowsStructured),
        maxElements(options.maxElements) {}

  /// Makes core ops of the module, of which the model stage admits all: the
  /// functions of ops rely on what its verifier checks.
  mlir::LogicalResult decompose();
  mlir::LogicalResult collectUnknown(mlir::func::FuncOp function,
                                     llvm::DenseSet<mlir::Operation *> &seen);
  mlir::FailureOr<std::vector<Datum>> call(mlir::func::FuncOp function,
                                           std::vector<Datum> arguments,
                                           const Bindings &bindings);
  /// Evaluates a block with the given arguments; the values of its terminator.
  mlir::FailureOr<std::vector<Datum>>
  run(mlir::Block &block, std::vector<Datum> arguments, Frame &frame);
  mlir::LogicalResult evaluate(mlir::Operation *op, Frame &frame);
  /// Refuses a tensor for which there is no memory, as far as its extents are
  /// known.
  mlir::LogicalResult verifyElementCount(mlir::Operation *op,
                                         llvm::ArrayRef<int64_t> shape) const;
  /// The same for what the types of results state. Other extents come from
  /// inputs, for which there was memory, or are computed, where the function of
  /// the op verifies them.
  mlir::LogicalResult checkSize(mlir::Operation *op) const;
  /// The failures that the elements of operands and of scalars that regions
  /// use depend on.
  const DataFailure *findFailure(mlir::Operation *op, Frame &frame) const;
  /// What evaluates ops of this name; null for scalar ops and unknown ones.
  const OpFunction *find(mlir::OperationName name) const;
  mlir::LogicalResult evaluateElementwise(mlir::Operation *op, Frame &frame);
  /// The value of a parameter that nothing is bound to.
  mlir::FailureOr<Datum> getParam(mlir::StringAttr name);
  /// The function that computes an entry, or its kernel, or null.
  mlir::func::FuncOp findEntry(llvm::StringRef name);

  /// Forgets the failures of the evaluation before.
  void beginEvaluation();
  /// Reports the failure of the evaluation that the results depend on, if there
  /// is one.
  mlir::LogicalResult finishEvaluation(const DataFailure *ofResults);

  /// Notes a failure that depends on data, of which the results of `op` and
  /// what depends on them consist; none while only extents are checked, where
  /// data mean nothing.
  void failOnData(mlir::Operation *op, EvaluationFailure kind,
                  const llvm::Twine &message);
  /// Runs a block to check its extents. Its arguments and results have the
  /// extents that they would have, and no meaning.
  mlir::FailureOr<std::vector<Datum>>
  checkExtents(mlir::Block &block, std::vector<Datum> arguments, Frame &frame);

  mlir::OwningOpRef<mlir::ModuleOp> module;
  /// Whether `module` could be decomposed; nothing before the first attempt.
  std::optional<bool> isDecomposed;
  mlir::SymbolTable symbols;
  ParamValues params;
  llvm::DenseMap<mlir::StringAttr, Datum> paramData;
  EvaluationFailure failureKind = EvaluationFailure::Shape;
  std::string failureText;
  /// The failures of this evaluation that depend on data, in their order.
  std::deque<DataFailure> dataFailures;
  /// The failure of the op that is evaluated, and one that counts whatever
  /// depends on it.
  const DataFailure *currentFailure = nullptr;
  const DataFailure *certainFailure = nullptr;
  bool checksExtentsOnly = false;
  bool boundsErrors;
  bool filtersMinimally;
  bool knowsStructured;
  uint64_t maxElements;
  bool dependsOnRounding = false;
};

/// The functions that evaluate ops, by name of the op.
class OpTable {
public:
  /// Adds a function on ops of one type.
  template <typename Op>
  void add(mlir::LogicalResult (*evaluate)(EvaluatorImpl &, Op, Frame &)) {
    functions[Op::getOperationName()].evaluate =
        [evaluate](EvaluatorImpl &self, mlir::Operation *op, Frame &frame) {
          return evaluate(self, llvm::cast<Op>(op), frame);
        };
  }
  /// Adds a function that tracks failures, on ops that run blocks or whose
  /// results come from beyond the block.
  template <typename Op>
  void addControl(mlir::LogicalResult (*evaluate)(EvaluatorImpl &, Op,
                                                  Frame &)) {
    add<Op>(evaluate);
    functions[Op::getOperationName()].tracksFailures = true;
  }
  /// Null if there is no function for ops of this name.
  const OpFunction *find(mlir::OperationName name) const {
    auto found = functions.find(name.getStringRef());
    return found == functions.end() ? nullptr : &found->second;
  }
  auto getNames() const { return functions.keys(); }

private:
  llvm::StringMap<OpFunction> functions;
};

void addControlOps(OpTable &table);
void addCoreOps(OpTable &table);
void addIndexingOps(OpTable &table);
void addRandomOps(OpTable &table);
void addRaspOps(OpTable &table);
void addStructuredOps(OpTable &table);
void addTensorOps(OpTable &table);

/// Numbers of which some are values.
llvm::SmallVector<int64_t>
getNumbers(llvm::ArrayRef<mlir::OpFoldResult> numbers, Frame &frame);
/// Verifies that no extent is negative.
mlir::LogicalResult verifyExtents(mlir::Operation *op,
                                  llvm::ArrayRef<int64_t> extents);

/// Calls `visit` with every index of `shape` in row-major order.
void forEachIndex(llvm::ArrayRef<int64_t> shape,
                  llvm::function_ref<void(llvm::ArrayRef<int64_t>)> visit);

/// The sum of products.
int64_t dot(llvm::ArrayRef<int64_t> a, llvm::ArrayRef<int64_t> b);

Datum makeDatum(Tensor tensor, const DataFailure *failure = nullptr);

/// The part of `tensor` at `index` along `axis`, zeros if there is no index.
Tensor takePart(const Tensor &tensor, int64_t axis,
                std::optional<int64_t> index);

/// Puts `part` into `tensor` at `index` along `axis`.
void putPart(const Tensor &part, Tensor &tensor, int64_t axis, int64_t index);
} // namespace nn

#endif // NN_LIB_REFERENCE_IMPLEMENTATION_H

//===- Sampler.h - The values of tensors in sample calls --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_SAMPLER_H
#define NN_LIB_FUZZ_SAMPLER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "nn/Reference/Evaluator.h"

namespace nn {
/// The calls for which a network is made.
constexpr size_t kNumSamples = 2;

/// Elements that a tensor of a random network has at most.
constexpr int64_t kMaxElements = 1024;

/// The extent of an axis in each sample call.
struct Extent {
  llvm::SmallVector<int64_t, kNumSamples> samples;
  bool isDynamic = false;
  /// The name that an axis of this extent may have; empty if none.
  std::string name;

  int64_t asType() const {
    return isDynamic ? mlir::ShapedType::kDynamic : samples.front();
  }
  /// The extent if it is the same in every sample.
  std::optional<int64_t> getFixed() const {
    if (!llvm::all_equal(samples))
      return std::nullopt;
    return samples.front();
  }
};

/// Whether two extents are the same in every sample.
inline bool agree(const Extent &a, const Extent &b) {
  return a.samples == b.samples;
}

/// A tensor of a network with its values in the sample calls.
struct LiveTensor {
  mlir::Value value;
  std::vector<Tensor> samples;
  unsigned numUses = 0;

  mlir::RankedTensorType getType() const {
    return llvm::cast<mlir::RankedTensorType>(value.getType());
  }
  mlir::Type getElement() const { return getType().getElementType(); }
  int64_t getRank() const { return getType().getRank(); }
  mlir::Block *getBlock() const { return mlir::Value(value).getParentBlock(); }
  Extent getExtent(int64_t axis) const;
  llvm::SmallVector<Extent> getExtents() const;
};

/// Whether a tensor says something when it is compared: most elements are
/// finite, of moderate size, and not left open by rounding.
bool isMeaningful(const Tensor &tensor);

/// Whether a tensor is small enough, and all elements are known exactly.
bool isExact(const Tensor &tensor);

/// Whether the bound of the error of a number is small enough for a comparison
/// to tell right from wrong; `scale` is the size of the numbers around it.
bool isWellConditioned(Number number, bool isReal, double scale);

/// The root of the mean square of the finite elements of a tensor.
double getScale(const Tensor &tensor);

/// Evaluates single ops.
class Sampler {
public:
  explicit Sampler(mlir::Location loc);

  /// Makes a parameter or a function known that ops refer to.
  void addSymbol(mlir::Operation *symbol);

  /// The results of `op`, sample by sample, from those of its operands, which
  /// `find` gives; scalar operands are computed anew. Nothing if the op fails
  /// in a sample.
  std::optional<std::vector<std::vector<Tensor>>>
  evaluate(mlir::Operation *op,
           llvm::function_ref<const LiveTensor *(mlir::Value)> find);

private:
  /// The known symbols.
  mlir::OwningOpRef<mlir::ModuleOp> module;
};
} // namespace nn

#endif // NN_LIB_FUZZ_SAMPLER_H

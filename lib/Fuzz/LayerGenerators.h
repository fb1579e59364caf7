//===- LayerGenerators.h - What makers of layers share ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_LAYERGENERATORS_H
#define NN_LIB_FUZZ_LAYERGENERATORS_H

#include "Composer.h"

namespace nn {
inline bool isFloat(mlir::Type type) {
  return llvm::isa<mlir::FloatType>(type);
}

/// Appends `tensor` to the operands of `state`; false if there is none.
inline bool addOperand(mlir::OperationState &state, const LiveTensor *tensor) {
  if (!tensor)
    return false;
  state.addOperands(tensor->value);
  return true;
}

/// Appends an optional operand of the given shape, or none, in `percent` of 100
/// cases one, and counts it in `segment`. False if there is no such tensor.
inline bool addOptional(Composer &net, mlir::OperationState &state,
                        int32_t &segment, int percent, mlir::Type element,
                        llvm::ArrayRef<Extent> shape) {
  segment = net.random.chance(percent);
  return !segment || addOperand(state, net.getTensor(element, shape));
}

/// Entries for attributes such as strides, each one of `choices`.
inline mlir::DenseI64ArrayAttr makeEntries(Composer &net, size_t count,
                                           llvm::ArrayRef<int64_t> choices) {
  llvm::SmallVector<int64_t> entries;
  for (size_t i = 0; i < count; ++i)
    entries.push_back(net.random.pick(choices));
  return net.builder.getDenseI64ArrayAttr(entries);
}
} // namespace nn

#endif // NN_LIB_FUZZ_LAYERGENERATORS_H

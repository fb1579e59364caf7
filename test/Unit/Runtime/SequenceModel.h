//===- SequenceModel.h - A model of a RASP program --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TEST_UNIT_RUNTIME_SEQUENCEMODEL_H
#define NN_TEST_UNIT_RUNTIME_SEQUENCEMODEL_H

#include "nn/Runtime/nn_sequence.h"

namespace nntest {
/// How often an s-op of the model has run.
extern int numCalls;
/// What the model says of the processor.
extern bool cpuIsGood;

/// The model: its s-ops give their inputs, more or less.
nn_model_info makeModel();
} // namespace nntest

#endif // NN_TEST_UNIT_RUNTIME_SEQUENCEMODEL_H

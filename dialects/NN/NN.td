//===- NN.td - The nn dialect ------------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_NN
#define NN_DIALECT_NN

include "dialects/NN/NNBase.td"
include "dialects/NN/NNAttributes.td"
include "dialects/NN/ActivationAttributes.td"
include "dialects/NN/ParamOps.td"
include "dialects/NN/CoreOps.td"
include "dialects/NN/IndexingOps.td"
include "dialects/NN/ControlOps.td"
include "dialects/NN/RandomOps.td"
include "dialects/NN/RaspOps.td"
include "dialects/NN/LayerOps.td"
include "dialects/NN/ConvOps.td"
include "dialects/NN/PoolOps.td"
include "dialects/NN/NormOps.td"
include "dialects/NN/AttentionOps.td"
include "dialects/NN/PositionOps.td"
include "dialects/NN/RecurrentOps.td"
include "dialects/NN/ResizeOps.td"

#endif // NN_DIALECT_NN

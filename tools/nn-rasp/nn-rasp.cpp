//===- nn-rasp.cpp - main -------------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Tools/Tools.h"

int main(int argc, char **argv) { return nn::runRaspMain(argc, argv); }

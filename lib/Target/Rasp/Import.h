//===- Import.h - Running the main file of a program ------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_IMPORT_H
#define NN_LIB_TARGET_RASP_IMPORT_H

#include "Interpreter.h"

namespace nn::rasp {
/// Runs the program that is the main buffer of `sources`: the s-ops that it
/// names, its result last. There are none after an error, which is reported.
std::vector<NamedSop> runMainFile(Interpreter &interpreter,
                                  const llvm::SourceMgr &sources,
                                  Diagnostics &diagnostics);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_IMPORT_H

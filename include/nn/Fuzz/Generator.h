//===- Generator.h - Random networks ----------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_GENERATOR_H
#define NN_FUZZ_GENERATOR_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "nn/Fuzz/Call.h"

namespace nn {
struct GeneratorOptions {
  /// Generators to use, by the names of their ops; all if empty.
  std::vector<std::string> only;
  /// Largest number of ops that one function is asked for.
  int64_t maxOps = 10;
};

/// A module of random networks, and calls of its entries.
struct Network {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::vector<Call> calls;
};

/// Makes the network of `seed`: valid, with values for which every result is
/// finite and well conditioned in most elements, or exact. Of the calls of an
/// entry, the first two are those that the network was made for; the others
/// have other data or extents, and may not fit.
Network generateNetwork(mlir::MLIRContext *context, uint64_t seed,
                        const GeneratorOptions &options = {});

/// The names of all generators.
std::vector<llvm::StringRef> getGeneratorNames();
} // namespace nn

#endif // NN_FUZZ_GENERATOR_H

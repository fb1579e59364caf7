//===- Generator.cpp - Random networks ------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Fuzz/Generator.h"
#include "Composer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

std::vector<StringRef> nn::getGeneratorNames() {
  std::vector<StringRef> names;
  for (const OpGenerator &generator : getOpGenerators())
    names.push_back(generator.name);
  return names;
}

/// The calls of a finished entry.
static std::vector<Call> makeCalls(const Composer &composer,
                                   const EntrySignature &signature,
                                   Random &random) {
  std::vector<Call> calls;
  std::vector<SmallVector<Extent>> inputs = composer.getInputExtents();
  for (size_t sample = 0; sample < kNumSamples; ++sample) {
    Call call{signature.name, composer.getSampleSeed(sample), {}};
    for (auto [input, extents] : llvm::zip_equal(signature.inputs, inputs))
      for (auto [index, extent] : llvm::zip_equal(input.extent, extents))
        if (index >= 0)
          call.extents[signature.extents[index]] = extent.samples[sample];
    calls.push_back(std::move(call));
  }
  // Data that the network was not made for.
  Call other = calls[0];
  other.seed = composer.getSampleSeed(kNumSamples);
  calls.push_back(std::move(other));
  if (signature.extents.empty())
    return calls;
  // One extent that may not fit, and others altogether.
  Call changed = calls[0];
  changed.extents[random.pick(signature.extents)] = random.between(0, 6);
  calls.push_back(changed);
  for (auto &[name, extent] : changed.extents)
    extent = random.between(0, 6);
  calls.push_back(std::move(changed));
  return calls;
}

Network nn::generateNetwork(MLIRContext *context, uint64_t seed,
                            const GeneratorOptions &options) {
  context->loadDialect<NNDialect, arith::ArithDialect, func::FuncDialect,
                       math::MathDialect, tensor::TensorDialect>();
  // What a generator tries in vain is no news.
  ScopedDiagnosticHandler silence(context, [](Diagnostic &) {});
  Network network;
  for (uint64_t attempt = 0; network.calls.empty() && attempt < 32; ++attempt) {
    ModuleContext shared(context, mixSeed(seed, attempt), options);
    for (int64_t i = shared.random.pick({1, 1, 2}); i > 0; --i) {
      Composer composer(shared, shared.makeName("f"), Role::Entry);
      func::FuncOp entry =
          composer.finish(shared.random.between(1, options.maxOps));
      if (!entry)
        continue;
      auto signature = EntrySignature::infer(entry, {});
      if (succeeded(signature))
        llvm::append_range(network.calls,
                           makeCalls(composer, *signature, shared.random));
    }
    network.module = std::move(shared.module);
  }
  return network;
}

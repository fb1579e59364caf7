//===- Transformer.cpp - RASP programs as transformers --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Diagnostics.h"
#include "../Import.h"
#include "EmitNetwork.h"
#include "Planner.h"
#include "Vocabulary.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Target/Rasp.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

/// The network, unless an error was reported.
static std::optional<Network>
makeNetwork(RanProgram &program, const NamedStep &sop,
            const RaspTransformerOptions &transformer) {
  Diagnostics &diagnostics = program.diagnostics;
  std::string problem;
  std::optional<std::vector<Atom>> vocabulary =
      parseVocabulary(transformer.vocabulary, problem);
  if (!vocabulary) {
    llvm::WithColor::error(llvm::errs())
        << "the vocabulary " << problem << "\n";
    return std::nullopt;
  }
  llvm::DenseMap<const Step *, std::string> names;
  // Values are asked for where there is no error.
  for (const NamedStep &named : program.getSops())
    if (named.name != "out")
      names.try_emplace(program.interpreter.getUnchecked(named.step),
                        named.name);
  Planner planner(diagnostics, std::move(*vocabulary), transformer.maxLength,
                  transformer.causal, std::move(names));
  std::optional<Network> network =
      planner.plan(program.interpreter.getUnchecked(sop.step));
  constexpr double maxParameters = 1 << 26;
  if (network && countParameters(*network) > maxParameters) {
    diagnostics.overLimit(sop.step->range,
                          "the transformer would have " +
                              Twine(uint64_t(countParameters(*network))) +
                              " parameters, more than the limit of " +
                              Twine(uint64_t(maxParameters)));
    return std::nullopt;
  }
  return network;
}

std::optional<RaspTransformer>
nn::compileRaspTransformer(llvm::SourceMgr &sources, MLIRContext &context,
                           RaspStatus &status, const RaspOptions &options,
                           const RaspTransformerOptions &transformer) {
  RanProgram program(sources, options);
  status = program.run();
  if (status != RaspStatus::Good)
    return std::nullopt;
  const NamedStep *sop = program.find(transformer.sop);
  if (!sop) {
    status = RaspStatus::NoSuchSop;
    return std::nullopt;
  }
  std::optional<Network> network = makeNetwork(program, *sop, transformer);
  if (!network) {
    status = program.diagnostics.isOverLimit() ? RaspStatus::OverLimit
                                               : RaspStatus::Wrong;
    return std::nullopt;
  }
  context.loadDialect<NNDialect, arith::ArithDialect, func::FuncDialect,
                      math::MathDialect, tensor::TensorDialect>();
  StringRef file =
      sources.getMemoryBuffer(sources.getMainFileID())->getBufferIdentifier();
  NetworkWeights weights(*network);
  RaspTransformer result;
  result.module =
      emitNetwork(*network, weights, sop->name, transformer.weightsPath,
                  FileLineColLoc::get(&context, file, 1, 1));
  if (options.loopLimit) {
    std::string problem;
    if (network->values.empty())
      problem = "its values are means of numbers";
    else if (std::optional<Atom> value = loopNetwork(
                 *network, result.module->lookupSymbol<func::FuncOp>(sop->name),
                 *options.loopLimit))
      problem = "its value " + spell(*value) + " is not in the vocabulary";
    if (!problem.empty()) {
      program.diagnostics.error(
          sop->step->range,
          "the s-op cannot be applied to its own value: " + Twine(problem));
      status = RaspStatus::Wrong;
      return std::nullopt;
    }
  }
  llvm::raw_string_ostream weightsStream(result.weights);
  writeWeights(weights, &context, weightsStream);
  llvm::raw_string_ostream description(result.description);
  describeNetwork(*network, weights, sop->name, transformer.weightsPath,
                  options.loopLimit.has_value(), description);
  return result;
}

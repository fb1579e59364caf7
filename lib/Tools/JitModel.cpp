//===- JitModel.cpp - A model compiled in memory --------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JitModel.h"
#include "mlir/ExecutionEngine/ExecutionEngine.h"
#include "nn/Target/CInterface.h"
#include "nn/Tools/Tools.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;

JitModel::~JitModel() = default;

std::unique_ptr<JitModel>
JitModel::compile(ModuleOp module, CompileOptions options, int &exitCode) {
  // Values are read where they lie.
  options.weights = WeightsMode::External;
  std::unique_ptr<JitModel> model(new JitModel);
  exitCode = kExitInput;
  auto build =
      [&](Operation *,
          llvm::LLVMContext &context) -> std::unique_ptr<llvm::Module> {
    FailureOr<CompiledModel> compiled = compileModel(module, context, options);
    if (failed(compiled))
      return nullptr;
    model->compiled = std::move(*compiled);
    return std::move(model->compiled.module);
  };
  ExecutionEngineOptions engineOptions;
  engineOptions.llvmModuleBuilder = build;
  engineOptions.jitCodeGenOptLevel =
      static_cast<llvm::CodeGenOptLevel>(options.codeGen.optLevel);
  engineOptions.enableGDBNotificationListener = false;
  engineOptions.enablePerfNotificationListener = false;
  auto machine = makeTargetMachine(options.codeGen, module.getLoc());
  if (failed(machine))
    return nullptr;
  auto engine =
      ExecutionEngine::create(module, engineOptions, std::move(*machine));
  if (!engine) {
    // The reason was a diagnostic.
    llvm::consumeError(engine.takeError());
    return nullptr;
  }
  model->engine = std::move(*engine);
  auto symbol =
      model->engine->lookup(getInfoSymbol(model->compiled.interface.name));
  if (!symbol) {
    llvm::WithColor::error(llvm::errs())
        << llvm::toString(symbol.takeError()) << "\n";
    exitCode = kExitToolchain;
    return nullptr;
  }
  model->weights = model->compiled.gatherWeights();
  model->info = *reinterpret_cast<const nn_model_info *(*)()>(*symbol)();
  if (!model->compiled.weights.empty())
    model->info.embedded_weights = model->weights.data();
  exitCode = kExitGood;
  return model;
}

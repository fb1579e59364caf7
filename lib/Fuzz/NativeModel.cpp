//===- NativeModel.cpp - A model compiled and loaded ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NativeModel.h"
#include "nn/Runtime/nn_weights_bind.h"
#include "nn/Target/Artifacts.h"
#include "nn/Target/CInterface.h"
#include "nn/Target/Compile.h"
#include "llvm/ExecutionEngine/Orc/AbsoluteSymbols.h"
#include "llvm/ExecutionEngine/Orc/CompileUtils.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include <dlfcn.h>

using namespace mlir;
using namespace nn;

using InfoFunction = const nn_model_info *();

NativeModel::~NativeModel() {
  if (library)
    dlclose(library);
}

FailureOr<std::unique_ptr<NativeModel>>
NativeModel::compile(ModuleOp module, const Backend &backend,
                     const RunnerOptions &options) {
  CompileOptions compile;
  compile.codeGen.cpu = backend.cpu;
  compile.codeGen.optLevel = backend.optLevel;
  compile.weights =
      backend.hasExternalWeights ? WeightsMode::External : WeightsMode::Embed;
  // A shared library brings its own runtime.
  compile.usesHostRuntime = backend.form != Backend::Form::SharedLibrary;
  // Small networks have loops in parts, too.
  if (backend.optLevel >= 3)
    compile.partCycles = 1;
  compile.codeGen.sanitizesAddresses = options.sanitizesAddresses;
  compile.randomSchedules = options.randomSchedules;
  compile.verifiesEachPass = true;
  compile.configurePasses = options.configurePasses;
  auto context = std::make_unique<llvm::LLVMContext>();
  OwningOpRef<ModuleOp> copy = module.clone();
  FailureOr<CompiledModel> model = compileModel(*copy, *context, compile);
  if (failed(model))
    return failure();
  std::unique_ptr<NativeModel> native(new NativeModel);
  if (backend.hasExternalWeights)
    native->weights = model->gatherWeights();
  native->values = std::move(model->values);
  native->packedWeights = std::move(model->packedWeights);
  if (llvm::Error error = native->load(*model, std::move(context), backend.form,
                                       module.getLoc())) {
    module.emitError("cannot load the code: ")
        << llvm::toString(std::move(error));
    return failure();
  }
  return native;
}

/// The object file of a model.
static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
makeObject(CompiledModel &model, Location loc) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream os(bytes);
  if (failed(emitCode(*model.module, *model.machine,
                      llvm::CodeGenFileType::ObjectFile, os, loc)))
    return llvm::createStringError("there is no object file");
  return std::make_unique<llvm::SmallVectorMemoryBuffer>(
      std::move(bytes), /*RequiresNullTerminator=*/false);
}

llvm::Error NativeModel::load(CompiledModel &model,
                              std::unique_ptr<llvm::LLVMContext> context,
                              Backend::Form form, Location loc) {
  std::string symbol = getInfoSymbol(model.interface.name);
  std::unique_ptr<llvm::MemoryBuffer> object;
  if (form != Backend::Form::Jit) {
    auto made = makeObject(model, loc);
    if (!made)
      return made.takeError();
    object = std::move(*made);
    // The module goes before its context.
    model.module.reset();
  }
  if (form == Backend::Form::SharedLibrary)
    return openShared(object->getBuffer(), symbol);

  auto created =
      llvm::orc::LLJITBuilder()
          .setCompileFunctionCreator(
              [&](llvm::orc::JITTargetMachineBuilder)
                  -> llvm::Expected<
                      std::unique_ptr<llvm::orc::IRCompileLayer::IRCompiler>> {
                return std::make_unique<llvm::orc::TMOwningSimpleCompiler>(
                    std::move(model.machine));
              })
          .create();
  if (!created)
    return created.takeError();
  jit = std::move(*created);
  // What is wrong in detail, say a symbol that nobody has, is reported here.
  std::string details;
  jit->getExecutionSession().setErrorReporter([&](llvm::Error error) {
    details += llvm::toString(std::move(error)) + "\n";
  });
  auto define = [&](StringRef name, auto *function) {
    return jit->getMainJITDylib().define(llvm::orc::absoluteSymbols(
        {{jit->mangleAndIntern(name),
          {llvm::orc::ExecutorAddr::fromPtr(function),
           llvm::JITSymbolFlags::Exported}}}));
  };
  if (llvm::Error error = define("nnrt_check_cpu", &nnrt_check_cpu))
    return error;
  if (llvm::Error error = define("nnrt_use_matrices", &nnrt_use_matrices))
    return error;
  if (llvm::Error error = define("nnrt_weights_bind", &nnrt_weights_bind))
    return error;
  if (llvm::Error error =
          define("nnrt_weights_bind_none", &nnrt_weights_bind_none))
    return error;
  if (llvm::Error error = define("nnrt_weights_prepack", &nnrt_weights_prepack))
    return error;
  llvm::Error added = object
                          ? jit->addObjectFile(std::move(object))
                          : jit->addIRModule(llvm::orc::ThreadSafeModule(
                                std::move(model.module), std::move(context)));
  if (added)
    return added;
  auto address = jit->lookup(symbol);
  if (!address)
    return llvm::createStringError(details +
                                   llvm::toString(address.takeError()));
  info = address->toPtr<InfoFunction>()();
  return llvm::Error::success();
}

llvm::Error NativeModel::openShared(StringRef object, StringRef symbol) {
  llvm::SmallString<128> path;
  if (std::error_code code =
          llvm::sys::fs::createTemporaryFile("nn-fuzz", "so", path))
    return llvm::createStringError(code, "cannot write a temporary file");
  llvm::FileRemover remover(path);
  if (llvm::Error error = linkShared(path, object, LinkOptions()))
    return error;
  library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void *function = library ? dlsym(library, symbol.str().c_str()) : nullptr;
  if (!function)
    return llvm::createStringError(dlerror());
  info = reinterpret_cast<InfoFunction *>(function)();
  return llvm::Error::success();
}

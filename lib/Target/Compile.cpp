//===- Compile.cpp - From a module to an LLVM module ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Target/Compile.h"
#include "EmbeddedFiles.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "nn/Pipelines/Cpu.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Target/CInterface.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/Module.h"
#include "llvm/Linker/Linker.h"

using namespace mlir;
using namespace nn;

/// Runs a pipeline that `build` fills.
static LogicalResult
runPasses(ModuleOp module, const CompileOptions &options,
          const CpuFeatures &features,
          llvm::function_ref<void(OpPassManager &, const CpuPipelineOptions &)>
              build) {
  CpuPipelineOptions pipeline;
  pipeline.optLevel = options.codeGen.optLevel;
  pipeline.setFeatures(features);
  pipeline.packParams = true;
  auto pm = PassManager::on<ModuleOp>(module.getContext());
  if (options.configurePasses && failed(options.configurePasses(pm)))
    return failure();
  build(pm, pipeline);
  return pm.run(module);
}

static std::string getModelName(ModuleOp module,
                                const CompileOptions &options) {
  if (!options.symbolPrefix.empty())
    return options.symbolPrefix;
  if (std::optional<StringRef> name = module.getSymName())
    return name->str();
  return options.defaultName;
}

FailureOr<ModelInterface> nn::lowerToBuffers(ModuleOp module,
                                             const CompileOptions &options,
                                             const CpuFeatures &features) {
  if (failed(runPasses(module, options, features,
                       [](OpPassManager &pm, const CpuPipelineOptions &o) {
                         buildCpuPipeline(pm, o, Stage::Buffers);
                       })))
    return failure();
  FailureOr<ModelInterface> model =
      ModelInterface::collect(module, getModelName(module, options));
  if (failed(model))
    return failure();
  model->isProgram = options.isProgram;
  model->weightsFile = options.weightsFile;
  int64_t bytes = 0;
  for (const WeightSignature &weight : model->weights)
    bytes += getByteSize(weight.type);
  model->embedsWeights =
      options.weights == WeightsMode::Embed ||
      (options.weights == WeightsMode::Auto && bytes <= options.embedThreshold);
  return model;
}

/// Reads the values of all weights of `model`.
static FailureOr<std::vector<ArrayRef<char>>>
readWeights(ModuleOp module, const ModelInterface &model, ParamValues &values) {
  SymbolTable symbols(module);
  std::vector<ArrayRef<char>> weights;
  for (const WeightSignature &weight : model.weights)
    if (auto bytes = values.get(symbols.lookup<ParamOp>(weight.name));
        succeeded(bytes))
      weights.push_back(*bytes);
  if (weights.size() != model.weights.size())
    return failure();
  return weights;
}

/// Tells LLVM that the buffers of a kernel do not overlap: the interface checks
/// that outputs and workspace overlap nothing.
static void addNoAlias(llvm::Function &kernel) {
  // Each buffer comes as allocated and as aligned pointer; memory is accessed
  // through the second.
  bool isAligned = false;
  for (llvm::Argument &argument : kernel.args()) {
    if (!argument.getType()->isPointerTy())
      continue;
    if (isAligned)
      argument.addAttr(llvm::Attribute::NoAlias);
    isAligned = !isAligned;
  }
}

/// Links the functions of the runtime that `module` calls.
static LogicalResult linkRuntime(llvm::Module &module, Location loc) {
  StringRef bitcode = getRuntimeBitcode(module.getTargetTriple());
  if (bitcode.empty())
    return emitError(loc) << "there is no runtime for architecture '"
                          << module.getTargetTriple().getArchName()
                          << "'; there is one for x86_64, aarch64 and riscv64";
  auto runtime = llvm::parseBitcodeFile(
      llvm::MemoryBufferRef(bitcode, "runtime"), module.getContext());
  if (!runtime)
    return emitError(loc) << "cannot read the runtime: "
                          << llvm::toString(runtime.takeError());
  (*runtime)->setTargetTriple(module.getTargetTriple());
  (*runtime)->setDataLayout(module.getDataLayout());
  SmallVector<std::string> names;
  for (llvm::Function &function : **runtime) {
    function.removeFnAttr("target-cpu");
    function.removeFnAttr("target-features");
    function.removeFnAttr("tune-cpu");
    if (!function.isDeclaration())
      names.push_back(function.getName().str());
  }
  if (llvm::Linker::linkModules(module, std::move(*runtime),
                                llvm::Linker::LinkOnlyNeeded))
    return emitError(loc) << "cannot link the runtime";
  for (const std::string &name : names)
    if (llvm::Function *function = module.getFunction(name))
      function->setLinkage(llvm::GlobalValue::InternalLinkage);
  return success();
}

/// Lays out the packed weights of `model`, one behind the other.
static std::unique_ptr<llvm::MemoryBuffer>
packWeights(const ModelInterface &model, ArrayRef<ArrayRef<char>> weights) {
  auto buffer = llvm::WritableMemoryBuffer::getNewUninitMemBuffer(
      model.packedBytes, "packed weights", llvm::Align(NN_WORKSPACE_ALIGN));
  std::memset(buffer->getBufferStart(), 0, model.packedBytes);
  for (const PackedWeight &packed : model.packedWeights) {
    nnrt_packing description = packed.packing.describe();
    nnrt_relay(&description, weights[packed.weight].data(),
               buffer->getBufferStart() + packed.offset);
  }
  return buffer;
}

std::vector<const void *> CompiledModel::gatherWeights() const {
  nn_weights head{};
  head.struct_size = sizeof(nn_weights) + (weights.size() + 1) * sizeof(void *);
  head.count = weights.size();
  static_assert(sizeof(nn_weights) == sizeof(void *),
                "the head takes the place of one pointer");
  std::vector<const void *> structure(1);
  std::memcpy(structure.data(), &head, sizeof(head));
  // A tensor without elements has a place, too.
  static constexpr char noBytes alignas(NN_WORKSPACE_ALIGN) = 0;
  for (ArrayRef<char> bytes : weights)
    structure.push_back(bytes.empty() ? &noBytes : bytes.data());
  structure.push_back(packedWeights->getBufferStart());
  return structure;
}

FailureOr<CompiledModel> nn::compileModel(ModuleOp module,
                                          llvm::LLVMContext &context,
                                          const CompileOptions &options) {
  Location loc = module.getLoc();
  auto machine = makeTargetMachine(options.codeGen, loc);
  if (failed(machine))
    return failure();
  CpuFeatures features = getFeatures(**machine);
  FailureOr<ModelInterface> model = lowerToBuffers(module, options, features);
  if (failed(model))
    return failure();
  auto values = std::make_unique<ParamValues>(module);
  auto weights = readWeights(module, *model, *values);
  if (failed(weights))
    return failure();
  std::unique_ptr<llvm::MemoryBuffer> packedWeights =
      packWeights(*model, *weights);

  // Parameters are arguments now; their values do not travel through passes.
  OwningOpRef<ModuleOp> code = module.clone();
  for (ParamOp param : llvm::make_early_inc_range(code->getOps<ParamOp>()))
    param.erase();
  if (failed(runPasses(*code, options, features, buildMachinePipeline)))
    return failure();

  DialectRegistry translations;
  registerBuiltinDialectTranslation(translations);
  registerLLVMDialectTranslation(translations);
  module.getContext()->appendDialectRegistry(translations);
  std::unique_ptr<llvm::Module> llvmModule =
      translateModuleToLLVMIR(*code, context, model->name);
  if (!llvmModule)
    return failure();
  llvmModule->setTargetTriple((*machine)->getTargetTriple());
  llvmModule->setDataLayout((*machine)->createDataLayout());
  for (const EntrySignature &entry : model->entries)
    addNoAlias(*llvmModule->getFunction(getKernelName(entry.name)));
  addCInterface(*llvmModule, *model, *weights, packedWeights->getBuffer(),
                (*machine)->getTargetCPU(), getRequiredFeatures(**machine));
  if (!options.usesHostRuntime && failed(linkRuntime(*llvmModule, loc)))
    return failure();
  optimize(*llvmModule, **machine, options.codeGen.optLevel);
  return CompiledModel{std::move(*model),        std::move(*weights),
                       std::move(packedWeights), std::move(values),
                       std::move(*machine),      std::move(llvmModule)};
}

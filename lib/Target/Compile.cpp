//===- Compile.cpp - From a module to an LLVM module ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Target/Compile.h"
#include "CpuLevels.h"
#include "EmbeddedFiles.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
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
  // AddressSanitizer knows one workspace.
  pipeline.partCycles =
      options.codeGen.sanitizesAddresses ? 0 : options.partCycles;
  pipeline.schedules = options.schedules;
  pipeline.randomSchedules = options.randomSchedules;
  pipeline.reportCopies = options.reportsCopies;
  pipeline.redzones = options.codeGen.sanitizesAddresses;
  auto pm = PassManager::on<ModuleOp>(module.getContext());
  // To verify the module after each pass takes half as long as all of them. A
  // library of the user may do anything to it.
  pm.enableVerifier(options.verifiesEachPass || !options.schedules.empty());
  if (options.configurePasses && failed(options.configurePasses(pm)))
    return failure();
  build(pm, pipeline);
  return failure(failed(pm.run(module)) || failed(verify(module)));
}

static std::string getModelName(ModuleOp module,
                                const CompileOptions &options) {
  if (!options.symbolPrefix.empty())
    return options.symbolPrefix;
  if (std::optional<StringRef> name = module.getSymName())
    return name->str();
  return options.defaultName;
}

namespace {
/// The road of a model to code for one processor.
struct Level {
  std::unique_ptr<llvm::TargetMachine> machine;
  /// The module, if this level has one of its own.
  OwningOpRef<ModuleOp> copy;
  ModuleOp module;
  ModelInterface interface;
  std::unique_ptr<llvm::MemoryBuffer> packedWeights;
  std::unique_ptr<llvm::Module> code;
};
} // namespace

/// Runs the pipeline up to the buffers stage and collects the interface.
static FailureOr<ModelInterface> lowerToBuffers(ModuleOp module,
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

/// Lowers a module for each processor.
static FailureOr<std::vector<Level>>
lowerLevels(ModuleOp module, const CompileOptions &options) {
  auto machines =
      makeTargetMachines(options.codeGen, options.cpuLevels, module.getLoc());
  if (failed(machines))
    return failure();
  std::vector<Level> levels(machines->size());
  for (auto [level, machine] : llvm::zip_equal(levels, *machines)) {
    level.machine = std::move(machine);
    // The first one is left with the module, whose values are read.
    if (&level != &levels.front())
      level.copy = module.clone();
    level.module = level.copy ? *level.copy : module;
  }
  for (Level &level : levels) {
    FailureOr<ModelInterface> model =
        lowerToBuffers(level.module, options, getFeatures(*level.machine));
    if (failed(model))
      return failure();
    level.interface = std::move(*model);
  }
  return levels;
}

/// The interface of a model with `levels`, which differ in how they read
/// weights alone.
static FailureOr<ModelInterface> mergeInterfaces(ArrayRef<Level> levels,
                                                 Location loc) {
  ModelInterface model = levels.front().interface;
  for (const Level &level : levels) {
    const ModelInterface &own = level.interface;
    std::string cpu = level.machine->getTargetCPU().str();
    assert(own.weights.size() == model.weights.size() &&
           "levels read the same parameters");
    for (auto [entry, first] : llvm::zip_equal(own.entries, model.entries))
      if (entry.checks != first.checks)
        return emitError(loc) << "expected code for all processors to check "
                                 "the same in the same order, but that of '"
                              << entry.name << "' for '" << cpu << "' differs";
    std::string features = getRequiredFeatures(*level.machine);
    if (own.usesMatrices)
      features += "," NNRT_MATRICES;
    model.levels.push_back({cpu, features, own.packedWeights, own.packedBytes});
    model.packedBytes = std::max(model.packedBytes, own.packedBytes);
  }
  return model;
}

LogicalResult nn::lowerModule(ModuleOp module, const CompileOptions &options,
                              Stage stage) {
  auto machine = makeTargetMachine(options.codeGen, module.getLoc());
  if (failed(machine))
    return failure();
  return runPasses(module, options, getFeatures(**machine),
                   [stage](OpPassManager &pm, const CpuPipelineOptions &o) {
                     buildCpuPipeline(pm, o, stage);
                   });
}

FailureOr<ModelInterface> nn::collectInterface(ModuleOp module,
                                               const CompileOptions &options) {
  FailureOr<std::vector<Level>> levels = lowerLevels(module, options);
  if (failed(levels))
    return failure();
  return mergeInterfaces(*levels, module.getLoc());
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

/// Makes the LLVM module of the kernels and plans of `level`.
static LogicalResult makeKernels(Level &level, llvm::LLVMContext &context,
                                 const CompileOptions &options) {
  // Parameters are arguments now; their values do not travel through passes.
  OwningOpRef<ModuleOp> code = level.module.clone();
  for (ParamOp param : llvm::make_early_inc_range(code->getOps<ParamOp>()))
    param.erase();
  if (failed(runPasses(*code, options, getFeatures(*level.machine),
                       buildMachinePipeline)))
    return failure();
  level.code = translateModuleToLLVMIR(*code, context, level.interface.name);
  if (!level.code)
    return failure();
  level.code->setTargetTriple(level.machine->getTargetTriple());
  level.code->setDataLayout(level.machine->createDataLayout());
  for (const EntrySignature &entry : level.interface.entries)
    addNoAlias(*level.code->getFunction(getKernelName(entry.name)));
  return success();
}

/// Makes one module of the code of all levels and of what they share.
static FailureOr<std::unique_ptr<llvm::Module>>
combineLevels(std::vector<Level> &levels, const ModelInterface &model,
              ArrayRef<ArrayRef<char>> weights, const CompileOptions &options,
              Location loc) {
  const llvm::Module &first = *levels.front().code;
  auto shared = std::make_unique<llvm::Module>(model.name, first.getContext());
  shared->setTargetTriple(first.getTargetTriple());
  shared->setDataLayout(first.getDataLayout());
  addSharedInterface(*shared, model);
  if (!options.usesHostRuntime && failed(linkRuntime(*shared, loc)))
    return failure();
  optimize(*shared, *levels.front().machine, options.codeGen);
  SmallVector<std::unique_ptr<llvm::Module>> modules;
  for (auto [number, level] : llvm::enumerate(levels)) {
    addLevelInterface(*level.code, level.interface, weights,
                      level.packedWeights->getBuffer(), number);
    // The shared module has what it calls of the runtime for itself.
    if (level.interface.usesMatrices && !options.usesHostRuntime &&
        failed(linkRuntime(*level.code, loc)))
      return failure();
    setProcessor(*level.code, *level.machine);
    optimize(*level.code, *level.machine, options.codeGen);
    modules.push_back(std::move(level.code));
  }
  if (llvm::Error error = linkLevels(*shared, modules))
    return emitError(loc) << llvm::toString(std::move(error));
  return shared;
}

FailureOr<CompiledModel> nn::compileModel(ModuleOp module,
                                          llvm::LLVMContext &context,
                                          const CompileOptions &options) {
  Location loc = module.getLoc();
  FailureOr<std::vector<Level>> levels = lowerLevels(module, options);
  if (failed(levels))
    return failure();
  FailureOr<ModelInterface> model = mergeInterfaces(*levels, loc);
  if (failed(model))
    return failure();
  auto values = std::make_unique<ParamValues>(module);
  auto weights = readWeights(module, *model, *values);
  if (failed(weights))
    return failure();

  DialectRegistry translations;
  registerBuiltinDialectTranslation(translations);
  registerLLVMDialectTranslation(translations);
  module.getContext()->appendDialectRegistry(translations);
  for (Level &level : *levels) {
    level.packedWeights = packWeights(level.interface, *weights);
    if (failed(makeKernels(level, context, options)))
      return failure();
  }

  Level &first = levels->front();
  std::unique_ptr<llvm::Module> code;
  if (levels->size() > 1) {
    auto combined = combineLevels(*levels, *model, *weights, options, loc);
    if (failed(combined))
      return failure();
    code = std::move(*combined);
  } else {
    code = std::move(first.code);
    addCInterface(*code, *model, *weights, first.packedWeights->getBuffer());
    if (!options.usesHostRuntime && failed(linkRuntime(*code, loc)))
      return failure();
    optimize(*code, *first.machine, options.codeGen);
  }
  return CompiledModel{std::move(*model),
                       std::move(*weights),
                       std::move(first.packedWeights),
                       std::move(values),
                       std::move(first.machine),
                       std::move(code)};
}

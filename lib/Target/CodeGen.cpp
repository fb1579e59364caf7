//===- CodeGen.cpp - Machine code from LLVM IR ----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Target/CodeGen.h"
#include "mlir/IR/Diagnostics.h"
#include "nn/Runtime/nn_weights_bind.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"
#include "llvm/Transforms/Instrumentation/AddressSanitizer.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

using namespace mlir;
using namespace nn;

/// Whether `cpu` names a processor of the target.
static bool isKnownCpu(const llvm::MCSubtargetInfo &info, StringRef cpu) {
  return cpu.empty() || info.isCPUStringValid(cpu);
}

/// A feature without which the calling convention or the back end does not
/// work, and that `machine` lacks; empty if there is none.
static StringRef getMissingFeature(const llvm::TargetMachine &machine) {
  ArrayRef<StringRef> needed;
  static constexpr StringRef x86[] = {"64bit", "sse2"};
  static constexpr StringRef riscv[] = {"64bit", "f", "d"};
  static constexpr StringRef aarch64[] = {"neon"};
  const llvm::Triple &triple = machine.getTargetTriple();
  if (triple.isX86())
    needed = x86;
  else if (triple.isRISCV())
    needed = riscv;
  else if (triple.isAArch64())
    needed = aarch64;
  const llvm::MCSubtargetInfo &info = *machine.getMCSubtargetInfo();
  for (StringRef feature : needed)
    if (!info.checkFeatures(("+" + feature).str()))
      return feature;
  return {};
}

/// The target, that of this machine if none is given.
static llvm::Triple getTriple(const CodeGenOptions &options) {
  return llvm::Triple(options.triple.empty()
                          ? llvm::sys::getDefaultTargetTriple()
                          : llvm::Triple::normalize(options.triple));
}

FailureOr<std::unique_ptr<llvm::TargetMachine>>
nn::makeTargetMachine(const CodeGenOptions &options, Location loc) {
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargets();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmPrinters();
  llvm::InitializeAllAsmParsers();

  llvm::Triple triple = getTriple(options);
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target)
    return emitError(loc) << "unknown target '" << triple.str()
                          << "': " << error;
  if (!triple.isArch64Bit() || !triple.isLittleEndian())
    return emitError(loc) << "expected a little-endian target with 64-bit "
                             "pointers, got '"
                          << triple.str() << "'";

  std::string cpu = options.cpu;
  llvm::SubtargetFeatures features(options.features);
  if (cpu == "native") {
    if (triple.getArch() !=
        llvm::Triple(llvm::sys::getDefaultTargetTriple()).getArch())
      return emitError(loc) << "processor 'native' is that of this machine, "
                               "not of target '"
                            << triple.str() << "'";
    cpu = llvm::sys::getHostCPUName().str();
    llvm::SubtargetFeatures host;
    for (auto &feature : llvm::sys::getHostCPUFeatures())
      host.AddFeature(feature.first(), feature.second);
    // A system that has the registers may still not lend them.
    if (triple.isX86() && nnrt_check_cpu(NNRT_MATRICES) != NN_OK)
      for (const char *unit : {"amx-tile", "amx-int8", "amx-bf16"})
        host.AddFeature(unit, /*Enable=*/false);
    for (const std::string &feature : features.getFeatures())
      host.AddFeature(feature);
    features = host;
  }
  llvm::TargetOptions targetOptions;
  if (cpu.empty() && triple.isX86())
    cpu = "x86-64";
  if (triple.isRISCV()) {
    // The profile that distributions are built for, with floats in registers.
    if (cpu.empty())
      features = llvm::SubtargetFeatures("+m,+a,+f,+d,+c," + options.features);
    targetOptions.MCOptions.ABIName = "lp64d";
  }

  std::unique_ptr<llvm::MCSubtargetInfo> info(
      target->createMCSubtargetInfo(triple, "", ""));
  if (!info || !isKnownCpu(*info, cpu))
    return emitError(loc) << "unknown processor '" << cpu << "' of target '"
                          << triple.str() << "'";
  SmallVector<StringRef> asked;
  StringRef(options.features).split(asked, ',', -1, /*KeepEmpty=*/false);
  for (StringRef name : asked) {
    if (!name.consume_front("+") && !name.consume_front("-"))
      return emitError(loc)
             << "expected '+' or '-' before feature '" << name << "'";
    if (llvm::none_of(info->getAllProcessorFeatures(),
                      [&](auto &known) { return name == known.Key; }))
      return emitError(loc) << "unknown feature '" << name << "' of target '"
                            << triple.str() << "'";
  }

  auto level = static_cast<llvm::CodeGenOptLevel>(options.optLevel);
  std::unique_ptr<llvm::TargetMachine> machine(target->createTargetMachine(
      triple, cpu, features.getString(), targetOptions, llvm::Reloc::PIC_,
      std::nullopt, level));
  if (!machine)
    return emitError(loc) << "cannot make code for target '" << triple.str()
                          << "'";
  if (machine->createDataLayout().getPointerSize() != 8)
    return emitError(loc) << "expected a target with 64-bit pointers, got '"
                          << triple.str() << "'";
  StringRef missing = getMissingFeature(*machine);
  if (!missing.empty())
    return emitError(loc) << "target '" << triple.str() << "' needs feature '"
                          << missing << "'; processor '" << cpu
                          << "' has it not or '-mattr' takes it away";
  return machine;
}

/// Whether code for `other` needs no instruction sets that code for `machine`
/// does not need.
static bool needsNoMore(const llvm::TargetMachine &other,
                        const llvm::TargetMachine &machine) {
  llvm::StringSet<> features;
  std::string all = getRequiredFeatures(machine);
  for (StringRef feature : llvm::split(all, ','))
    features.insert(feature);
  std::string others = getRequiredFeatures(other);
  return llvm::all_of(llvm::split(others, ','), [&](StringRef feature) {
    return feature.empty() || features.contains(feature);
  });
}

FailureOr<std::vector<std::unique_ptr<llvm::TargetMachine>>>
nn::makeTargetMachines(const CodeGenOptions &options,
                       ArrayRef<std::string> levels, Location loc) {
  llvm::Triple triple = getTriple(options);
  bool canChoose = triple.isX86() || (triple.isAArch64() && triple.isOSLinux());
  if (levels.size() > 1 && !canChoose)
    return emitError(loc) << "expected x86-64, or AArch64 with Linux, for code "
                             "for several processors, got '"
                          << triple.str()
                          << "', where programs cannot ask which they run on";
  std::vector<std::unique_ptr<llvm::TargetMachine>> machines;
  CodeGenOptions own = options;
  for (size_t i = 0; i < std::max<size_t>(levels.size(), 1); ++i) {
    if (!levels.empty())
      own.cpu = levels[i];
    auto machine = makeTargetMachine(own, loc);
    if (failed(machine))
      return failure();
    machines.push_back(std::move(*machine));
  }
  for (size_t later = 1; later < machines.size(); ++later)
    for (size_t i = 0; i < later; ++i)
      if (needsNoMore(*machines[later], *machines[i]))
        return emitError(loc)
               << "expected processors from the lowest to the highest, but '"
               << levels[i] << "' would never be chosen: '" << levels[later]
               << "', which comes later, needs nothing else";
  return machines;
}

CpuFeatures nn::getFeatures(const llvm::TargetMachine &machine) {
  CpuFeatures features;
  const llvm::Triple &triple = machine.getTargetTriple();
  const llvm::MCSubtargetInfo &info = *machine.getMCSubtargetInfo();
  if (triple.isX86()) {
    features.nativeF16 = info.checkFeatures("+f16c");
    features.fusedMultiplyAdd = info.checkFeatures("+fma");
    if (info.checkFeatures("+avx512f,+avx512vl,+avx512bw")) {
      features.vectorBits = 512;
      features.vectorRegisters = 32;
      features.maskedVectors = true;
    } else if (info.checkFeatures("+avx2")) {
      features.vectorBits = 256;
    }
    if (info.checkFeatures("+avx512vnni,+avx512vl") ||
        (features.vectorBits <= 256 && info.checkFeatures("+avxvnni")))
      features.dotUnits.push_back(DotUnit::Avx512Vnni);
    // Processors with matrix registers leave bf16 to them: dot products of
    // vectors take there twice as long as two fused multiply-adds.
    if (info.checkFeatures("+avx512bf16,+avx512vl,-amx-bf16"))
      features.dotUnits.push_back(DotUnit::Avx512Bf16);
    // Linux lends matrix registers to programs that ask (NNRT_MATRICES).
    if (triple.isOSLinux() && features.vectorBits == 512) {
      if (info.checkFeatures("+amx-int8,+avx512vnni"))
        features.dotUnits.push_back(DotUnit::AmxInt8);
      if (info.checkFeatures("+amx-bf16,+avx512bf16"))
        features.dotUnits.push_back(DotUnit::AmxBf16);
    }
  } else if (triple.isAArch64()) {
    features.nativeF16 = true;
    features.fusedMultiplyAdd = true;
    features.vectorRegisters = 32;
    if (info.checkFeatures("+dotprod"))
      features.dotUnits.push_back(DotUnit::DotProd);
    if (info.checkFeatures("+i8mm"))
      features.dotUnits.push_back(DotUnit::I8mm);
    if (info.checkFeatures("+bf16"))
      features.dotUnits.push_back(DotUnit::Bf16);
  } else if (triple.isRISCV()) {
    features.nativeF16 = info.checkFeatures("+zfhmin");
    features.vectorRegisters = 32;
  }
  return features;
}

/// Whether code can depend on a feature of LLVM.
static bool isInstructionSet(const llvm::Triple &triple, const char *feature) {
  if (triple.isX86())
    return nnrt_is_checked_feature(feature);
  if (triple.isAArch64())
    return nnrt_is_checked_aarch64_feature(feature);
  return true;
}

std::string nn::getRequiredFeatures(const llvm::TargetMachine &machine) {
  const llvm::MCSubtargetInfo &info = *machine.getMCSubtargetInfo();
  SmallVector<StringRef> names;
  for (const llvm::SubtargetFeatureKV &feature :
       info.getEnabledProcessorFeatures())
    // LLVM mixes instruction sets with advice for scheduling.
    if (isInstructionSet(machine.getTargetTriple(), feature.Key))
      names.push_back(feature.Key);
  return llvm::join(names, ",");
}

/// Asks for no copies of the body of a loop whose number of rounds shows at run
/// time, unless it becomes vectors: such code grows several times, takes as
/// much longer to compile, and is no faster, as the loops are bound by memory
/// or by what they carry.
static void keepLoopsShort(llvm::Module &module) {
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    llvm::DominatorTree dominators(function);
    llvm::LoopInfo loops(dominators);
    for (llvm::Loop *loop : loops.getLoopsInPreorder())
      llvm::addStringMetadataToLoop(loop, "llvm.loop.unroll.runtime.disable");
  }
}

/// Adds AddressSanitizer behind all other passes of `builder`.
static void addSanitizer(llvm::PassBuilder &builder, llvm::Module &module) {
  for (llvm::Function &function : module)
    if (!function.isDeclaration())
      function.addFnAttr(llvm::Attribute::SanitizeAddress);
  builder.registerOptimizerLastEPCallback([](llvm::ModulePassManager &passes,
                                             llvm::OptimizationLevel,
                                             llvm::ThinOrFullLTOPhase) {
    passes.addPass(llvm::AddressSanitizerPass(llvm::AddressSanitizerOptions()));
  });
}

void nn::optimize(llvm::Module &module, llvm::TargetMachine &machine,
                  const CodeGenOptions &options) {
  static constexpr const llvm::OptimizationLevel *levels[] = {
      &llvm::OptimizationLevel::O0, &llvm::OptimizationLevel::O1,
      &llvm::OptimizationLevel::O2, &llvm::OptimizationLevel::O3};
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graph;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graph);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graph, modules);
  if (options.sanitizesAddresses)
    addSanitizer(builder, module);
  llvm::ModulePassManager passes =
      options.optLevel == 0
          ? builder.buildO0DefaultPipeline(llvm::OptimizationLevel::O0)
          : builder.buildPerModuleDefaultPipeline(*levels[options.optLevel]);
  if (options.optLevel > 0)
    keepLoopsShort(module);
  passes.run(module, modules);
}

LogicalResult nn::emitCode(llvm::Module &module, llvm::TargetMachine &machine,
                           llvm::CodeGenFileType type,
                           llvm::raw_pwrite_stream &os, Location loc) {
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, os, nullptr, type))
    return emitError(loc) << "target '" << module.getTargetTriple().str()
                          << "' cannot write this kind of file";
  passes.run(module);
  return success();
}

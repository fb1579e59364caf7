//===- TranslateMain.cpp - nn-translate -----------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PassRecorders.h"
#include "TranslateOptions.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/AsmState.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Support/Timing.h"
#include "mlir/Transforms/Passes.h"
#include "nn/Analysis/Cost.h"
#include "nn/Pipelines/Cpu.h"
#include "nn/Support/OutputFiles.h"
#include "nn/Target/Artifacts.h"
#include "nn/Target/Compile.h"
#include "nn/Target/Header.h"
#include "nn/Target/Manifest.h"
#include "nn/Target/Rasp.h"
#include "nn/Tools/Tools.h"
#include "nn/Transforms/Passes.h"
#include "nn/Weights/ParamValues.h"
#include "nn/Weights/Safetensors.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include <filesystem>

using namespace mlir;
using namespace nn;

namespace {
/// One run of the tool.
class Translator {
public:
  Translator(const TranslateOptions &options, const char *argv0)
      : options(options), argv0(argv0) {}
  int run();

private:
  bool chooseEmit();
  int fail(ExitCode code, const Twine &message) const {
    llvm::WithColor::error(llvm::errs()) << message << "\n";
    return code;
  }
  bool selectEntries(ModuleOp module);
  CompileOptions getCompileOptions(TimingScope &timing);
  int fail(ExitCode code, llvm::Error error) const {
    return fail(code, llvm::toString(std::move(error)));
  }
  int addFile(StringRef path,
              llvm::function_ref<void(llvm::raw_ostream &)> write);
  int addCostReport(ModuleOp module);
  int remarkSelectors(ModuleOp module);
  int addMemoryReport(const ModelInterface &model);
  int readProgram(llvm::SourceMgr &sourceMgr, StringRef what);
  int reportProgram(llvm::SourceMgr &sourceMgr);
  int emitModule(ModuleOp module, TimingScope &timing);
  int emitCompiled(ModuleOp module, TimingScope &timing);
  int checkTransformerOptions();
  int emitTransformer(llvm::SourceMgr &sourceMgr);
  int emitCode(ModuleOp module, const CompiledModel &model);
  int addTemps(ModuleOp module, const CompiledModel &model);
  int addExternalWeights(const CompiledModel &model);
  std::string getModelStem() const;
  std::string getPathBeside(StringRef extension) const;
  std::string getWeightsPath() const;
  /// The same, seen from the folder of the output.
  std::string getRelativeWeightsPath() const;

  const TranslateOptions &options;
  const char *argv0;
  Emit emit = Emit::Auto;
  OutputFiles files;
  std::vector<std::string> stages;
  OpNames opNames;
  std::optional<MemoryPlan> memoryPlan;
};
} // namespace

bool Translator::chooseEmit() {
  emit = options.emit;
  if (emit != Emit::Auto)
    return true;
  StringRef extension = llvm::sys::path::extension(options.output);
  emit = llvm::StringSwitch<Emit>(extension)
             .Case(".mlir", Emit::Mlir)
             .Case(".mlirbc", Emit::Bytecode)
             .Case(".ll", Emit::LlvmIr)
             .Case(".s", Emit::Asm)
             .Case(".o", Emit::Obj)
             .Case(".a", Emit::Lib)
             .Case(".so", Emit::Shared)
             .Case(".h", Emit::Header)
             .Case(".svg", Emit::Svg)
             .Cases({"", ".exe"}, Emit::Exe)
             .Default(Emit::Auto);
  return emit != Emit::Auto;
}

int Translator::addFile(StringRef path,
                        llvm::function_ref<void(llvm::raw_ostream &)> write) {
  if (llvm::Error error = files.add(path, write))
    return fail(kExitInput, std::move(error));
  return kExitGood;
}

bool Translator::selectEntries(ModuleOp module) {
  for (const std::string &name : options.entryPoints) {
    auto func = module.lookupSymbol<func::FuncOp>(name);
    if (!func || !func.isPublic() || func.isDeclaration()) {
      module.emitError("expected '--entry-points' to name public functions, "
                       "got '")
          << name << "'";
      return false;
    }
  }
  if (!options.entryPoints.empty())
    keepEntries(module, {options.entryPoints});
  return true;
}

std::string Translator::getModelStem() const {
  if (options.output == "-")
    return "model";
  StringRef stem = llvm::sys::path::stem(options.output);
  // A library called libm.a is the model m.
  if ((emit == Emit::Lib || emit == Emit::Shared) && stem != "lib")
    stem.consume_front("lib");
  return stem.str();
}

CompileOptions Translator::getCompileOptions(TimingScope &timing) {
  CompileOptions compile;
  compile.codeGen.triple = options.target;
  compile.codeGen.cpu = options.cpu;
  compile.codeGen.features = options.features;
  compile.cpuLevels = {options.cpuLevels.begin(), options.cpuLevels.end()};
  compile.codeGen.optLevel = static_cast<int>(options.optLevel);
  compile.symbolPrefix = options.symbolPrefix;
  compile.defaultName = getModelStem();
  compile.weights = options.weights;
  compile.embedThreshold = options.weightsThreshold;
  compile.partCycles = options.partCycles;
  compile.codeGen.sanitizesAddresses = options.sanitize == Sanitizer::Address;
  compile.schedules = options.schedules;
  compile.randomSchedules = options.randomSchedules;
  compile.reportsCopies = options.copyRemarks;
  compile.isProgram = emit == Emit::Exe;
  // The program looks for its weights beside itself.
  if (compile.isProgram)
    compile.weightsFile = getRelativeWeightsPath();
  compile.configurePasses = [this, &timing](PassManager &pm) {
    pm.enableTiming(timing);
    if (!options.saveTemps.empty())
      pm.addInstrumentation(std::make_unique<StageRecorder>(stages));
    if (!options.memoryReport.empty())
      pm.addInstrumentation(
          std::make_unique<PlanRecorder>(opNames, memoryPlan));
    return applyPassManagerCLOptions(pm);
  };
  return compile;
}

std::string Translator::getPathBeside(StringRef extension) const {
  // Beside libm.a lies m.h.
  StringRef output = options.output;
  SmallString<128> path(llvm::sys::path::parent_path(output));
  llvm::sys::path::append(path, getModelStem());
  path += ("." + extension).str();
  return path.str().str();
}

std::string Translator::getWeightsPath() const {
  return options.weightsFile.empty() ? getPathBeside("safetensors")
                                     : options.weightsFile.getValue();
}

std::string Translator::getRelativeWeightsPath() const {
  namespace stdfs = std::filesystem;
  stdfs::path folder = stdfs::absolute(options.output.getValue()).parent_path();
  return stdfs::absolute(getWeightsPath()).lexically_relative(folder).string();
}

int Translator::addCostReport(ModuleOp module) {
  if (options.costReport.empty())
    return kExitGood;
  FailureOr<ModuleCost> cost = analyzeCost(module);
  if (failed(cost))
    return kExitInput;
  bool isJson = llvm::sys::path::extension(options.costReport) == ".json";
  return addFile(options.costReport, [&](llvm::raw_ostream &os) {
    writeCostReport(os, *cost,
                    isJson ? ReportFormat::Json : ReportFormat::Text);
  });
}

/// Writes the plan that was made for `model`.
int Translator::addMemoryReport(const ModelInterface &model) {
  if (options.memoryReport.empty())
    return kExitGood;
  if (!memoryPlan)
    return kExitInput;
  for (const WeightSignature &weight : model.weights) {
    ++memoryPlan->weights.count;
    memoryPlan->weights.bytes += getByteSize(weight.type);
  }
  memoryPlan->packedWeights = {static_cast<int64_t>(model.packedWeights.size()),
                               static_cast<int64_t>(model.packedBytes)};
  memoryPlan->embedsWeights = model.embedsWeights;
  bool isJson = llvm::sys::path::extension(options.memoryReport) == ".json";
  return addFile(options.memoryReport, [&](llvm::raw_ostream &os) {
    writeMemoryReport(os, *memoryPlan,
                      isJson ? ReportFormat::Json : ReportFormat::Text);
  });
}

/// Says what will become of selectors, at their places in the source: compiled
/// functions share selectors, which then have none.
int Translator::remarkSelectors(ModuleOp module) {
  if (!options.selectorRemarks)
    return kExitGood;
  OwningOpRef<ModuleOp> copy = module.clone();
  auto pm = PassManager::on<ModuleOp>(module.getContext());
  pm.addPass(createCSEPass());
  LowerSelectorsPassOptions lowering;
  lowering.report = true;
  pm.addNestedPass<func::FuncOp>(createLowerSelectorsPass(lowering));
  return succeeded(pm.run(*copy)) ? kExitGood : kExitInput;
}

static int getExitCode(RaspStatus status) {
  switch (status) {
  case RaspStatus::Good:
    return kExitGood;
  case RaspStatus::Wrong:
    return kExitInput;
  case RaspStatus::OverLimit:
    return kExitLimit;
  case RaspStatus::NoSuchSop:
    return kExitUsage;
  }
  llvm_unreachable("unknown status");
}

/// Reads the RASP program that `what` is for.
int Translator::readProgram(llvm::SourceMgr &sourceMgr, StringRef what) {
  std::optional<SourceKind> kind =
      readSource(options.input, sourceMgr, options.from);
  if (!kind)
    return kExitInput;
  if (*kind != SourceKind::Rasp)
    return fail(kExitUsage, what + " is for RASP programs; '--from=rasp' says "
                                   "that the input is one");
  return kExitGood;
}

/// Writes what layers and heads a RASP program takes, as text or a drawing.
int Translator::reportProgram(llvm::SourceMgr &sourceMgr) {
  bool isReport = options.raspReport.getNumOccurrences() > 0;
  if (int code =
          readProgram(sourceMgr, isReport ? "'--rasp-report'" : "a drawing"))
    return code;
  RaspReportOptions report;
  report.folders = {options.loadPath.begin(), options.loadPath.end()};
  report.sop = options.sop;
  report.format = isReport ? options.raspReport : RaspReportFormat::Svg;
  if (isReport && StringRef(options.output).ends_with(".json"))
    report.format = RaspReportFormat::Json;
  RaspStatus status = RaspStatus::Good;
  std::string path = options.output.empty() ? "-" : options.output.getValue();
  int code = addFile(path, [&](llvm::raw_ostream &os) {
    status = reportRasp(sourceMgr, os, report);
  });
  if (code)
    return code;
  if (status != RaspStatus::Good)
    return getExitCode(status);
  if (llvm::Error error = files.commit())
    return fail(kExitInput, std::move(error));
  return kExitGood;
}

int Translator::emitModule(ModuleOp module, TimingScope &timing) {
  if (options.compileTo.getNumOccurrences() &&
      failed(lowerModule(module, getCompileOptions(timing), options.compileTo)))
    return kExitInput;
  return addFile(options.output, [&](llvm::raw_ostream &os) {
    if (emit == Emit::Mlir)
      module->print(os);
    else
      (void)writeBytecodeToFile(module, os);
  });
}

int Translator::addTemps(ModuleOp module, const CompiledModel &model) {
  static constexpr StringLiteral names[] = {"1-model.mlir", "2-structured.mlir",
                                            "3-buffers.mlir"};
  auto add = [&](StringRef name,
                 llvm::function_ref<void(llvm::raw_ostream &)> write) {
    SmallString<128> path(options.saveTemps);
    llvm::sys::path::append(path, name);
    return addFile(path, write);
  };
  size_t numLevels = model.interface.levels.size();
  for (auto [number, text] : llvm::enumerate(stages)) {
    SmallString<64> name(names[number % std::size(names)]);
    if (numLevels > 1)
      llvm::sys::path::replace_extension(
          name,
          model.interface.levels[number / std::size(names)].cpu + ".mlir");
    const std::string &contents = text;
    if (int code = add(name, [&](llvm::raw_ostream &os) { os << contents; }))
      return code;
  }
  if (int code = add("4-machine.ll", [&](llvm::raw_ostream &os) {
        model.module->print(os, nullptr);
      }))
    return code;
  // Code generation changes the module that it reads.
  std::unique_ptr<llvm::Module> copy = llvm::CloneModule(*model.module);
  SmallVector<char, 0> assembly;
  llvm::raw_svector_ostream stream(assembly);
  if (failed(nn::emitCode(*copy, *model.machine,
                          llvm::CodeGenFileType::AssemblyFile, stream,
                          module.getLoc())))
    return kExitInput;
  return add("5-machine.s", [&](llvm::raw_ostream &os) { os << stream.str(); });
}

int Translator::addExternalWeights(const CompiledModel &model) {
  std::string path = getWeightsPath();
  SmallVector<SafetensorsEntry> entries;
  for (auto [weight, bytes] :
       llvm::zip_equal(model.interface.weights, model.weights))
    entries.push_back({weight.name, weight.type, bytes});
  // The names of parameters are not those of the tensors that they were read
  // from: the module could not be read again.
  for (StringRef source : model.values->getFiles())
    if (llvm::sys::fs::equivalent(source, path))
      return fail(kExitInput, "the file for external weights, '" + path +
                                  "', is one that the module reads; name "
                                  "another with '--weights-file'");
  return addFile(path,
                 [&](llvm::raw_ostream &os) { writeSafetensors(os, entries); });
}

int Translator::emitCode(ModuleOp module, const CompiledModel &model) {
  if (emit == Emit::LlvmIr)
    return addFile(options.output, [&](llvm::raw_ostream &os) {
      model.module->print(os, nullptr);
    });
  SmallVector<char, 0> code;
  llvm::raw_svector_ostream stream(code);
  auto type = emit == Emit::Asm ? llvm::CodeGenFileType::AssemblyFile
                                : llvm::CodeGenFileType::ObjectFile;
  if (failed(nn::emitCode(*model.module, *model.machine, type, stream,
                          module.getLoc())))
    return kExitInput;
  StringRef object(code.data(), code.size());
  switch (emit) {
  case Emit::Lib: {
    auto archive = makeArchive(model.interface.name + ".o", object);
    if (!archive)
      return fail(kExitInput, archive.takeError());
    return addFile(options.output, [&](llvm::raw_ostream &os) {
      os << (*archive)->getBuffer();
    });
  }
  case Emit::Shared:
  case Emit::Exe: {
    auto path = files.reserve(options.output);
    if (!path)
      return fail(kExitInput, path.takeError());
    LinkOptions link{model.machine->getTargetTriple(), options.linker,
                     options.sanitize == Sanitizer::Address};
    std::string directory = options.runtimeDirectory;
    if (directory.empty())
      directory = getRuntimeDirectory(argv0, link.triple);
    if (llvm::Error error = emit == Emit::Exe
                                ? linkExecutable(*path, object, link, directory,
                                                 getProgramKind(module))
                                : linkShared(*path, object, link))
      return fail(kExitToolchain, std::move(error));
    return kExitGood;
  }
  default:
    return addFile(options.output,
                   [&](llvm::raw_ostream &os) { os << object; });
  }
}

int Translator::emitCompiled(ModuleOp module, TimingScope &timing) {
  CompileOptions compile = getCompileOptions(timing);
  if (!options.memoryReport.empty())
    opNames = OpNames(module);
  if (emit == Emit::Header) {
    FailureOr<ModelInterface> model = collectInterface(module, compile);
    if (failed(model))
      return kExitInput;
    if (int code = addMemoryReport(*model))
      return code;
    return addFile(options.output,
                   [&](llvm::raw_ostream &os) { writeHeader(os, *model); });
  }
  llvm::LLVMContext context;
  FailureOr<CompiledModel> model = compileModel(module, context, compile);
  if (failed(model))
    return kExitInput;
  if (int code = addMemoryReport(model->interface))
    return code;
  bool needsWeights =
      !model->interface.embedsWeights && !model->interface.weights.empty();
  if (options.output == "-") {
    if (needsWeights)
      return fail(kExitUsage, "a model with external weights is several files; "
                              "give one as output, not '-'");
    return emitCode(module, *model);
  }

  // The header, the description and the weights go first: when the code is
  // there, all is.
  if (emit != Emit::Exe) {
    if (int code = addFile(getPathBeside("h"), [&](llvm::raw_ostream &os) {
          writeHeader(os, model->interface);
        }))
      return code;
    if (int code = addFile(getPathBeside("json"), [&](llvm::raw_ostream &os) {
          writeManifest(os, *model);
        }))
      return code;
  }
  if (needsWeights)
    if (int code = addExternalWeights(*model))
      return code;
  if (!options.saveTemps.empty())
    if (int code = addTemps(module, *model))
      return code;
  TimingScope codeGenTiming = timing.nest("Machine code");
  return emitCode(module, *model);
}

int Translator::checkTransformerOptions() {
  bool isTransformer = emit == Emit::Transformer;
  for (const llvm::cl::Option *option :
       std::initializer_list<const llvm::cl::Option *>{
           &options.vocabulary, &options.maxLength, &options.causal})
    if (option->getNumOccurrences() && !isTransformer)
      return fail(kExitUsage,
                  "'--" + option->ArgStr + "' goes with --emit=transformer");
  if (!isTransformer)
    return kExitGood;
  if (options.vocabulary.empty())
    return fail(kExitUsage, "a transformer needs its tokens; give '--vocab'");
  if (options.maxLength == 0)
    return fail(kExitUsage, "a transformer needs the largest number of tokens, "
                            "at least 1; give '--max-length'");
  if (options.maxLength > RaspTransformerOptions::kMaxLength)
    return fail(kExitLimit, "'--max-length' is above the limit of " +
                                Twine(RaspTransformerOptions::kMaxLength));
  return kExitGood;
}

int Translator::emitTransformer(llvm::SourceMgr &sourceMgr) {
  if (int code = readProgram(sourceMgr, "a transformer"))
    return code;
  MLIRContext context;
  RaspOptions rasp;
  rasp.folders = {options.loadPath.begin(), options.loadPath.end()};
  if (options.loopLimit.getNumOccurrences())
    rasp.loopLimit = options.loopLimit;
  RaspTransformerOptions transformer;
  transformer.vocabulary = options.vocabulary;
  transformer.maxLength = options.maxLength;
  transformer.causal = options.causal;
  transformer.sop = options.sop;
  transformer.weightsPath = getRelativeWeightsPath();
  RaspStatus status;
  std::optional<RaspTransformer> result =
      compileRaspTransformer(sourceMgr, context, status, rasp, transformer);
  if (!result)
    return getExitCode(status);
  // The module comes last: when it is there, all is.
  if (int code = addFile(getWeightsPath(),
                         [&](llvm::raw_ostream &os) { os << result->weights; }))
    return code;
  // Beside the description of a library that the module is compiled to.
  if (int code =
          addFile(getPathBeside("transformer.json"),
                  [&](llvm::raw_ostream &os) { os << result->description; }))
    return code;
  if (int code = addFile(options.output, [&](llvm::raw_ostream &os) {
        result->module->print(os);
      }))
    return code;
  if (llvm::Error error = files.commit())
    return fail(kExitInput, std::move(error));
  return kExitGood;
}

int Translator::run() {
  llvm::SourceMgr sourceMgr;
  bool isReport = options.raspReport.getNumOccurrences() > 0;
  if (isReport && options.emit != Emit::Auto)
    return fail(kExitUsage, "'--rasp-report' and '--emit' exclude each other");
  if (options.loopLimit.getNumOccurrences() &&
      (options.loopLimit < 1 || isReport))
    return fail(kExitUsage, "'--loop' needs a positive limit, and does not go "
                            "with --rasp-report");
  if (isReport)
    return reportProgram(sourceMgr);
  if (options.output.empty())
    return fail(kExitUsage, "expected an output, '-o FILE' (see --help)");
  if (!chooseEmit())
    return fail(kExitUsage,
                "the extension of '" + options.output +
                    "' does not say what to write; use '--emit' (see --help)");
  if (options.optLevel > 3)
    return fail(kExitUsage, "expected '-O0' to '-O3', got '-O" +
                                Twine(options.optLevel.getValue()) + "'");
  if (!options.cpuLevels.empty() &&
      (!options.cpu.empty() || !options.features.empty()))
    return fail(kExitUsage, "'--cpu-levels' names all processors; '-mcpu' and "
                            "'-mattr' do not go with it");
  if (!options.cpuLevels.empty() && options.sanitize == Sanitizer::Address)
    return fail(kExitUsage, "'--sanitize' checks code for one processor; "
                            "'--cpu-levels' is for several");
  if (options.sanitize == Sanitizer::Address && !options.memoryReport.empty())
    return fail(kExitUsage, "'--memory-report' tells of code without what "
                            "'--sanitize' adds");
  if (!options.cpuLevels.empty() && !options.memoryReport.empty())
    return fail(kExitUsage, "'--memory-report' tells of code for one "
                            "processor; '--cpu-levels' is for several");
  if (!options.symbolPrefix.empty() &&
      makeWord(options.symbolPrefix) != options.symbolPrefix)
    return fail(kExitUsage, "expected '--symbol-prefix' to be a C identifier, "
                            "got '" +
                                options.symbolPrefix + "'");
  if (!options.sop.empty() && emit != Emit::Svg && emit != Emit::Transformer)
    return fail(kExitUsage, "'--sop' goes with --rasp-report, --emit=svg and "
                            "--emit=transformer");
  bool isText = emit == Emit::Mlir || emit == Emit::LlvmIr ||
                emit == Emit::Asm || emit == Emit::Header ||
                emit == Emit::Bytecode || emit == Emit::Svg;
  if (options.output == "-" && !isText)
    return fail(kExitUsage, "this kind of output needs a file, not '-'");
  if (options.compileTo.getNumOccurrences() && emit != Emit::Mlir &&
      emit != Emit::Bytecode)
    return fail(kExitUsage,
                "'--compile-to' goes with --emit=mlir and --emit=bytecode");
  if (!options.schedules.empty() && options.optLevel < 2)
    return fail(kExitUsage, "'--schedules' goes with '-O2' and '-O3'");
  bool isCompiled = emit != Emit::Mlir && emit != Emit::Bytecode &&
                    emit != Emit::Svg && emit != Emit::Transformer;
  if (!options.memoryReport.empty() && !isCompiled)
    return fail(kExitUsage, "'--memory-report' goes with output that is "
                            "compiled");
  if (!options.cpuLevels.empty() && !isCompiled)
    return fail(kExitUsage, "'--cpu-levels' goes with output that is compiled");
  if (int code = checkTransformerOptions())
    return code;
  if (emit == Emit::Transformer)
    return emitTransformer(sourceMgr);
  if (emit == Emit::Svg && options.loopLimit)
    return fail(kExitUsage, "'--loop' does not go with --emit=svg");
  if (emit == Emit::Svg)
    return reportProgram(sourceMgr);

  DefaultTimingManager timingManager;
  applyDefaultTimingManagerCLOptions(timingManager);
  TimingScope timing = timingManager.getRootScope();
  TimingScope parseTiming = timing.nest("Parse");
  DialectRegistry registry;
  registerNetworkDialects(registry);
  MLIRContext context(registry);
  // A diagnostic shows the line of the source; the op may hold a large literal.
  context.printOpOnDiagnostic(false);
  SourceMgrDiagnosticHandler diagnostics(sourceMgr, &context);
  SourceOptions source;
  source.kind = options.from;
  source.limits.maxConstantBytes = options.maxConstantBytes;
  source.loadPath = {options.loadPath.begin(), options.loadPath.end()};
  if (options.loopLimit.getNumOccurrences())
    source.loopLimit = options.loopLimit;
  int exitCode = kExitGood;
  OwningOpRef<ModuleOp> module =
      readModule(options.input, context, sourceMgr, exitCode, source);
  parseTiming.stop();
  if (!module)
    return exitCode;
  if (!selectEntries(*module))
    return kExitInput;
  if (int code = addCostReport(*module))
    return code;
  if (int code = remarkSelectors(*module))
    return code;
  exitCode = emit == Emit::Mlir || emit == Emit::Bytecode
                 ? emitModule(*module, timing)
                 : emitCompiled(*module, timing);
  if (exitCode)
    return exitCode;
  if (llvm::Error error = files.commit())
    return fail(kExitInput, std::move(error));
  return kExitGood;
}

int nn::runTranslateMain(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  TranslateOptions options;
  registerAsmPrinterCLOptions();
  registerMLIRContextCLOptions();
  registerPassManagerCLOptions();
  registerDefaultTimingManagerCLOptions();
  llvm::cl::HideUnrelatedOptions(options.category);
  if (!llvm::cl::ParseCommandLineOptions(
          argc, argv, "Translates networks to programs and libraries\n",
          &llvm::errs()))
    return kExitUsage;
  return Translator(options, argv[0]).run();
}

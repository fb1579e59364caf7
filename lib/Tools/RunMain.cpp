//===- RunMain.cpp - nn-run -----------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compiles a module in memory, or evaluates it with the reference evaluator,
// and runs an entry with the program that compiled executables have around
// their model; so the options for inputs, outputs and timing are the same.
//
//===----------------------------------------------------------------------===//

#include "JitModel.h"
#include "ReferenceModel.h"
#include "mlir/IR/AsmState.h"
#include "mlir/Support/Timing.h"
#include "nn/Runtime/nn_runner.h"
#include "nn/Tools/Tools.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;
namespace cl = llvm::cl;

namespace {
struct RunOptions {
  cl::OptionCategory category{"nn-run options"};
  cl::opt<std::string> input{cl::Positional, cl::desc("<module>"), cl::Required,
                             cl::cat(category)};
  cl::opt<bool> reference{
      "reference",
      cl::desc("Evaluate in double precision instead of compiling"),
      cl::cat(category)};
  cl::opt<unsigned> optLevel{"O", cl::desc("Optimisation level, 0 to 3 (2)"),
                             cl::Prefix, cl::init(2), cl::cat(category)};
  cl::opt<std::string> cpu{"mcpu", cl::value_desc("name"),
                           cl::desc("Processor ('native' if not given)"),
                           cl::init("native"), cl::cat(category)};
  cl::opt<int64_t> maxConstantBytes{
      "max-constant-bytes", cl::value_desc("bytes"),
      cl::desc("Largest parameter whose values are computed (4294967296)"),
      cl::init(SourceLimits().maxConstantBytes), cl::cat(category)};
  cl::opt<std::string> features{"mattr", cl::value_desc("+a,-b"),
                                cl::desc("Features of the processor"),
                                cl::cat(category)};
};

/// The arguments of the tool (up to and with the module) and those of the
/// program around the model.
struct SplitArguments {
  SmallVector<char *> tool, program;
};
} // namespace

static constexpr llvm::StringLiteral kDescription =
    "Options before the module:\n"
    "  --reference        evaluate in double precision instead of compiling\n"
    "  -O0 .. -O3         optimisation level (2)\n"
    "  --mcpu=NAME        processor ('native')\n"
    "  --mattr=+A,-B      features of the processor\n"
    "  --max-constant-bytes=N  largest parameter whose values are computed\n"
    "  --mlir-timing      print how long each step took\n";

/// Whether `argument` is an option whose value is the argument behind it.
static bool takesNextArgument(StringRef argument) {
  if (!argument.consume_front("-"))
    return false;
  argument.consume_front("-");
  auto &known = cl::getRegisteredOptions();
  auto option = known.find(argument);
  return option != known.end() &&
         option->second->getValueExpectedFlag() == cl::ValueRequired;
}

/// Everything up to the first argument that is no option is for the tool.
static SplitArguments splitArguments(int argc, char **argv) {
  SplitArguments split;
  split.tool.push_back(argv[0]);
  split.program.push_back(argv[0]);
  bool foundModule = false, isValue = false;
  for (char *argument : llvm::ArrayRef(argv, argc).drop_front()) {
    (foundModule ? split.program : split.tool).push_back(argument);
    bool isOption = argument[0] == '-' && argument[1] != '\0';
    foundModule |= !isOption && !isValue;
    isValue = isOption && !isValue && takesNextArgument(argument);
  }
  return split;
}

/// Runs the program around `info`.
static int runProgram(const nn_model_info &info, SplitArguments &split,
                      nn_runner_options options) {
  options.program = "nn-run";
  options.description = kDescription.data();
  split.program.push_back(nullptr);
  return nn_runner_main(&info, split.program.size() - 1, split.program.data(),
                        &options);
}

static int runCompiled(ModuleOp module, const RunOptions &options,
                       SplitArguments &split, TimingScope &timing) {
  CompileOptions compile;
  compile.codeGen.cpu = options.cpu;
  compile.codeGen.features = options.features;
  compile.codeGen.optLevel = static_cast<int>(options.optLevel);
  compile.defaultName = llvm::sys::path::stem(options.input).str();
  compile.configurePasses = [&timing](PassManager &pm) {
    pm.enableTiming(timing);
    return applyPassManagerCLOptions(pm);
  };
  int exitCode = kExitGood;
  std::unique_ptr<JitModel> model =
      JitModel::compile(module, std::move(compile), exitCode);
  if (!model)
    return exitCode;
  timing.stop();
  return runProgram(model->getInfo(), split, {});
}

static int runReference(ModuleOp module, const RunOptions &options,
                        SplitArguments &split) {
  ReferenceModel model(module, llvm::sys::path::stem(options.input));
  if (failed(model.prepare()))
    return kExitInput;
  return runProgram(model.getInfo(), split, model.getRunnerOptions());
}

int nn::runRunMain(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  RunOptions options;
  registerAsmPrinterCLOptions();
  registerMLIRContextCLOptions();
  registerPassManagerCLOptions();
  registerDefaultTimingManagerCLOptions();
  cl::HideUnrelatedOptions(options.category);
  SplitArguments split = splitArguments(argc, argv);
  if (!cl::ParseCommandLineOptions(
          split.tool.size(), split.tool.data(),
          "Runs a network: nn-run [options] MODULE [options of the program]\n"
          "'nn-run MODULE --help' lists the options of the program.\n",
          &llvm::errs()))
    return kExitUsage;
  if (options.optLevel > 3) {
    llvm::WithColor::error(llvm::errs())
        << "expected '-O0' to '-O3', got '-O" << options.optLevel << "'\n";
    return kExitUsage;
  }

  DefaultTimingManager timingManager;
  applyDefaultTimingManagerCLOptions(timingManager);
  TimingScope timing = timingManager.getRootScope();
  DialectRegistry registry;
  registerNetworkDialects(registry);
  MLIRContext context(registry);
  // A diagnostic shows the line of the source; the op may hold a large literal.
  context.printOpOnDiagnostic(false);
  llvm::SourceMgr sourceMgr;
  SourceMgrDiagnosticHandler diagnostics(sourceMgr, &context);
  SourceLimits limits;
  limits.maxConstantBytes = options.maxConstantBytes;
  int exitCode = kExitGood;
  OwningOpRef<ModuleOp> module = readModule(options.input, context, sourceMgr,
                                            exitCode, SourceKind::Any, limits);
  if (!module)
    return exitCode;
  if (options.reference)
    return runReference(*module, options, split);
  return runCompiled(*module, options, split, timing);
}

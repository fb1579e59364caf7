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

#include "BisectNumerics.h"
#include "JitModel.h"
#include "ReferenceModel.h"
#include "mlir/IR/AsmState.h"
#include "mlir/Support/Timing.h"
#include "mlir/Tools/Plugins/PassPlugin.h"
#include "nn/Runtime/nn_sequence.h"
#include "nn/Target/Artifacts.h"
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
  cl::opt<unsigned> optLevel{
      "O",
      cl::desc("Optimisation level, 0 to 3 (2); 3 computes "
               "convolutions with fewer products, too"),
      cl::Prefix, cl::init(2), cl::cat(category)};
  cl::opt<std::string> cpu{"mcpu", cl::value_desc("name"),
                           cl::desc("Processor ('native' if not given)"),
                           cl::init("native"), cl::cat(category)};
  cl::opt<int64_t> maxConstantBytes{
      "max-constant-bytes", cl::value_desc("bytes"),
      cl::desc("Largest parameter whose values are computed (4294967296)"),
      cl::init(SourceLimits().maxConstantBytes), cl::cat(category)};
  cl::opt<int64_t> loopLimit{
      "loop", cl::value_desc("limit"),
      cl::desc("Apply the result of a RASP program to its own value until that "
               "no longer changes, at most so many times"),
      cl::init(0), cl::cat(category)};
  cl::list<std::string> loadPath{
      "load-path", cl::value_desc("folder"),
      cl::desc("Where RASP programs load others from, besides their own "
               "folder"),
      cl::cat(category)};
  cl::opt<std::string> features{"mattr", cl::value_desc("+a,-b"),
                                cl::desc("Features of the processor"),
                                cl::cat(category)};
  cl::opt<std::string> passes{"passes", cl::value_desc("p,..."),
                              cl::desc("Passes that run on the module first"),
                              cl::cat(category)};
  cl::list<std::string> plugins{"load-pass-plugin", cl::value_desc("file"),
                                cl::desc("Load passes from a library"),
                                cl::cat(category)};
  cl::opt<bool> bisect{
      "bisect-numerics",
      cl::desc("Find the first op whose values differ from those of --against"),
      cl::cat(category)};
  cl::opt<std::string> against{
      "against", cl::value_desc("options"), cl::init("--reference"),
      cl::desc("What to compare with: --reference, -O, --mcpu, --mattr and "
               "--passes in one argument ('--reference')"),
      cl::cat(category)};
  cl::opt<size_t> bisectBytes{
      "bisect-bytes", cl::value_desc("bytes"),
      cl::desc("Values that compiled code writes in one run (1073741824)"),
      cl::init(BisectOptions().maxBytes), cl::cat(category)};

  RunWay getWay() const {
    RunWay way;
    way.isReference = reference;
    way.codeGen.cpu = cpu;
    way.codeGen.features = features;
    way.codeGen.optLevel = static_cast<int>(optLevel);
    way.passes = passes;
    return way;
  }
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
    "  -O0 .. -O3         optimisation level (2); 3 computes convolutions\n"
    "                     with fewer products, too, which rounds otherwise\n"
    "  --mcpu=NAME        processor ('native')\n"
    "  --mattr=+A,-B      features of the processor\n"
    "  --load-path=FOLDER  where RASP programs load others from\n"
    "  --loop=LIMIT       apply the result of a RASP program to its own value\n"
    "                     until that no longer changes\n"
    "  --max-constant-bytes=N  largest parameter whose values are computed\n"
    "  --passes=P,...     passes that run on the module first, as nn-opt has\n"
    "                     them\n"
    "  --load-pass-plugin=FILE  load passes from a library\n"
    "  --bisect-numerics  compare the values of all ops instead of writing\n"
    "                     outputs: exit 1 at the first op whose values differ\n"
    "                     although its operands agree, within --rtol and "
    "--atol\n"
    "  --against=OPTIONS  what these values are compared with: --reference,\n"
    "                     -O0 .. -O3, --mcpu, --mattr, --passes, in one\n"
    "                     argument ('--reference')\n"
    "  --bisect-bytes=N   values that are written in one run (1073741824); if\n"
    "                     there are more, several runs are made\n"
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

using Runner = std::unique_ptr<nn_runner, decltype(&nn_runner_destroy)>;

/// Runs a program of sequences around `info`.
static int runSequences(const nn_model_info &info, SplitArguments &split,
                        const nn_runner_options &options) {
  nn_sequence_options sequences = {};
  sequences.program = "nn-run";
  sequences.description = kDescription.data();
  sequences.output_shapes = options.output_shapes;
  sequences.call = options.call;
  sequences.context = options.context;
  return nn_sequence_main(&info, split.program.size(), split.program.data(),
                          &sequences);
}

/// Reads the arguments of the program, for which `options` are completed and
/// must outlive the runner; null after an error, which `exitCode` then says.
static Runner parseProgram(SplitArguments &split, nn_runner_options &options,
                           int &exitCode) {
  options.program = "nn-run";
  options.description = kDescription.data();
  Runner runner(nn_runner_create(&options), nn_runner_destroy);
  exitCode = runner ? nn_runner_parse(runner.get(), split.program.size(),
                                      split.program.data())
                    : int(kExitLimit);
  if (runner && exitCode)
    exitCode = nn_runner_report(runner.get(), exitCode);
  return exitCode ? Runner(nullptr, nn_runner_destroy) : std::move(runner);
}

/// Runs the program around `info`, whose arguments were read.
static int runProgram(nn_runner *runner, const nn_model_info &info) {
  int code = nn_runner_load(runner, &info);
  if (!code)
    code = nn_runner_run(runner);
  return nn_runner_report(runner, code);
}

/// Leaves of the entries the one that the arguments name; if there is none of
/// that name, all, which the program then lists.
static void keepNamedEntry(ModuleOp module, const nn_runner *runner) {
  const char *name = nn_runner_get_entry_name(runner);
  auto function = name ? module.lookupSymbol<func::FuncOp>(name) : nullptr;
  if (function && function.isPublic())
    keepEntries(module, std::string(name));
}

static int runCompiled(ModuleOp module, const RunOptions &options,
                       SplitArguments &split, TimingScope &timing) {
  // The runner refers to the model until it is destroyed.
  std::unique_ptr<JitModel> model;
  nn_runner_options runnerOptions = {};
  Runner runner(nullptr, nn_runner_destroy);
  bool isSequences = getProgramKind(module) == ProgramKind::Sequences;
  int exitCode = kExitGood;
  if (!isSequences) {
    if (!(runner = parseProgram(split, runnerOptions, exitCode)))
      return exitCode;
    keepNamedEntry(module, runner.get());
  }
  CompileOptions compile;
  compile.codeGen = options.getWay().codeGen;
  compile.defaultName = llvm::sys::path::stem(options.input).str();
  compile.configurePasses = [&timing](PassManager &pm) {
    pm.enableTiming(timing);
    return applyPassManagerCLOptions(pm);
  };
  model = JitModel::compile(module, std::move(compile), exitCode);
  if (!model)
    return exitCode;
  timing.stop();
  return isSequences ? runSequences(model->getInfo(), split, runnerOptions)
                     : runProgram(runner.get(), model->getInfo());
}

static int runReference(ModuleOp module, const RunOptions &options,
                        SplitArguments &split) {
  ReferenceModel model(module, llvm::sys::path::stem(options.input));
  if (failed(model.prepare()))
    return kExitInput;
  nn_runner_options runnerOptions = model.getRunnerOptions();
  if (getProgramKind(module) == ProgramKind::Sequences)
    return runSequences(model.getInfo(), split, runnerOptions);
  int exitCode = kExitGood;
  Runner runner = parseProgram(split, runnerOptions, exitCode);
  return runner ? runProgram(runner.get(), model.getInfo()) : exitCode;
}

static int failUsage(llvm::Error error) {
  llvm::WithColor::error(llvm::errs())
      << llvm::toString(std::move(error)) << "\n";
  return kExitUsage;
}

/// Reads inputs as the program around a model does, and compares two ways.
static int runBisection(ModuleOp module, const RunOptions &options,
                        SplitArguments &split) {
  auto against = RunWay::parse(options.against);
  if (!against)
    return failUsage(against.takeError());
  if (llvm::Error error = against->checkPasses(module.getContext()))
    return failUsage(std::move(error));
  ReferenceModel model(module, llvm::sys::path::stem(options.input));
  if (failed(model.prepare()))
    return kExitInput;
  nn_runner_options runnerOptions = model.getRunnerOptions();
  runnerOptions.inputs_only = 1;
  int code = kExitGood;
  Runner runner = parseProgram(split, runnerOptions, code);
  if (!runner)
    return code;
  code = nn_runner_load(runner.get(), &model.getInfo());
  nn_runner_inputs given = nn_runner_get_inputs(runner.get());
  if (code || !given.entry)
    return code;
  BisectOptions bisect;
  bisect.actual = options.getWay();
  bisect.expected = std::move(*against);
  bisect.tolerance = {given.rtol, given.atol};
  bisect.maxBytes = options.bisectBytes;
  return bisectNumerics(
      module, given.entry->name,
      model.getInputs(given.entry, given.inputs, given.extents), bisect);
}

/// Registers the passes that `--passes` may name.
static int registerPasses(const RunOptions &options,
                          DialectRegistry &registry) {
  registerEverything(registry);
  for (const std::string &file : options.plugins) {
    auto plugin = PassPlugin::load(file);
    if (!plugin)
      return failUsage(plugin.takeError());
    plugin->registerPassRegistryCallbacks();
  }
  return kExitGood;
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

  if (!options.bisect && (options.against.getNumOccurrences() ||
                          options.bisectBytes.getNumOccurrences())) {
    llvm::WithColor::error(llvm::errs())
        << "'--against' and '--bisect-bytes' go with '--bisect-numerics'\n";
    return kExitUsage;
  }

  DefaultTimingManager timingManager;
  applyDefaultTimingManagerCLOptions(timingManager);
  TimingScope timing = timingManager.getRootScope();
  DialectRegistry registry;
  if (int code = registerPasses(options, registry))
    return code;
  MLIRContext context(registry);
  if (llvm::Error error = options.getWay().checkPasses(&context))
    return failUsage(std::move(error));
  // A diagnostic shows the line of the source; the op may hold a large literal.
  context.printOpOnDiagnostic(false);
  llvm::SourceMgr sourceMgr;
  SourceMgrDiagnosticHandler diagnostics(sourceMgr, &context);
  SourceOptions source;
  source.limits.maxConstantBytes = options.maxConstantBytes;
  source.loadPath = {options.loadPath.begin(), options.loadPath.end()};
  if (options.loopLimit.getNumOccurrences())
    source.loopLimit = options.loopLimit;
  int exitCode = kExitGood;
  OwningOpRef<ModuleOp> module =
      readModule(options.input, context, sourceMgr, exitCode, source);
  if (!module)
    return exitCode;
  if (options.bisect)
    return runBisection(*module, options, split);
  if (failed(options.getWay().transform(*module)))
    return kExitInput;
  if (options.reference)
    return runReference(*module, options, split);
  return runCompiled(*module, options, split, timing);
}

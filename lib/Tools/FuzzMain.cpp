//===- FuzzMain.cpp - nn-fuzz ---------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Makes random networks and compares what the evaluator and compiled code make
// of them; or does so with one module. docs/Testing.md says what that proves.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "nn/Fuzz/Campaign.h"
#include "nn/Runtime/nn_npy.h"
#include "nn/Target/ModelInterface.h"
#include "nn/Tools/Tools.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;
namespace cl = llvm::cl;

namespace {
struct FuzzOptions {
  cl::OptionCategory category{"nn-fuzz options"};
  cl::opt<uint64_t> seed{"seed", cl::desc("Seed of all choices (1)"),
                         cl::init(1), cl::cat(category)};
  cl::opt<int64_t> count{"count", cl::value_desc("networks"),
                         cl::desc("How many networks to run (100)"),
                         cl::init(100), cl::cat(category)};
  cl::opt<unsigned> jobs{"jobs", cl::value_desc("processes"),
                         cl::desc("How many to run at once (1)"), cl::init(1),
                         cl::cat(category)};
  cl::opt<double> time{"time", cl::value_desc("seconds"),
                       cl::desc("Begin no network after this time"),
                       cl::init(0), cl::cat(category)};
  cl::opt<int64_t> maxOps{"max-ops", cl::value_desc("ops"),
                          cl::desc("Ops that a function is asked for (10)"),
                          cl::init(10), cl::cat(category)};
  cl::list<std::string> only{
      "only", cl::CommaSeparated, cl::value_desc("op,..."),
      cl::desc("Make these ops, and what they need, alone"), cl::cat(category)};
  cl::opt<std::string> saveFailures{
      "save-failures", cl::value_desc("directory"),
      cl::desc("Write each failing network as soon as it is found, and at the "
               "end reduced"),
      cl::cat(category)};
  cl::opt<int64_t> printModule{
      "print-module", cl::value_desc("network"),
      cl::desc("Print the network with this number and run nothing"),
      cl::cat(category)};
  cl::opt<bool> coverage{"coverage",
                         cl::desc("Print which ops occurred with which types"),
                         cl::cat(category)};
  cl::opt<bool> json{"json", cl::desc("Print the report as JSON"),
                     cl::cat(category)};
  cl::opt<bool> sanitize{
      "sanitize",
      cl::desc("Let AddressSanitizer check each access to memory; needs its "
               "runtime library in LD_PRELOAD (docs/Testing.md)"),
      cl::cat(category)};
  cl::opt<uint64_t> randomSchedules{
      "random-schedules", cl::value_desc("seed"),
      cl::desc("Draw the schedules of all ops (0: do not)"), cl::init(0),
      cl::cat(category)};
  cl::opt<std::string> replay{"replay", cl::value_desc("module"),
                              cl::desc("Run this module instead; ends with 1 "
                                       "also if no call of an entry could be "
                                       "compared"),
                              cl::cat(category)};
  cl::list<std::string> calls{
      "call", cl::value_desc("entry:seed:n=3,..."),
      cl::desc("A call of the replayed module (made up from the seed if there "
               "is none)"),
      cl::cat(category)};
};
} // namespace

/// Elements of an input of a call on the command line, which the evaluator goes
/// through one by one.
static constexpr uint64_t kMaxInputElements = uint64_t(1) << 20;

static int failWith(llvm::Error error, int exitCode) {
  llvm::WithColor::error(llvm::errs())
      << llvm::toString(std::move(error)) << "\n";
  return exitCode;
}

/// The text of a network with the calls that it is for.
static std::string print(ModuleOp module, ArrayRef<Call> calls) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "// nn-fuzz --replay FILE";
  for (const Call &call : calls)
    os << " --call=" << call.print();
  os << "\n" << module << "\n";
  return text;
}

static llvm::Error writeFile(const Twine &path, StringRef text) {
  std::error_code code;
  llvm::raw_fd_ostream os(path.str(), code);
  if (code)
    return llvm::createStringError(code, "cannot write '" + path.str() + "'");
  os << text;
  os.close();
  if ((code = os.error())) {
    os.clear_error();
    return llvm::createStringError(code, "cannot write '" + path.str() + "'");
  }
  return llvm::Error::success();
}

/// Writes the inputs of a call as `<stem>.<input>.npy`.
static llvm::Error writeInputs(ModuleOp module, const Call &call,
                               const Twine &stem) {
  auto entry = module.lookupSymbol<func::FuncOp>(call.entry);
  auto signature = EntrySignature::infer(entry, {});
  if (failed(signature))
    return llvm::createStringError("there is no entry '" + call.entry + "'");
  std::vector<Tensor> inputs = makeInputs(*signature, call);
  for (auto [tensor, input] : llvm::zip_equal(inputs, signature->inputs)) {
    std::vector<char> bytes(tensor.data.size() * sizeof(int64_t));
    tensor.toBytes(bytes.data());
    char error[256];
    std::string path = (stem + "." + input.name + ".npy").str();
    if (nn_npy_write(path.c_str(), getDtype(tensor.element),
                     tensor.shape.size(), tensor.shape.data(), bytes.data(),
                     error, sizeof(error)) != NN_NPY_OK)
      return llvm::createStringError(error);
  }
  return llvm::Error::success();
}

namespace {
/// Writes failing networks.
class FailureWriter {
public:
  FailureWriter(StringRef directory, const CampaignOptions &options,
                MLIRContext &context)
      : directory(directory), options(options), context(context) {}

  /// Writes what is wrong, and the network as it is.
  llvm::Error write(const Failure &failure);
  /// Writes the network reduced, with its inputs, in a process of its own: the
  /// reduction runs passes and the evaluator, which may be what crashes.
  llvm::Error writeReduced(const Failure &failure);

private:
  std::string getStem(const Failure &failure) const {
    return (directory + "/network-" + Twine(failure.index)).str();
  }
  Network generate(const Failure &failure) {
    return generateNetwork(&context,
                           getNetworkSeed(options.seed, failure.index),
                           options.generator);
  }

  StringRef directory;
  const CampaignOptions &options;
  MLIRContext &context;
};
} // namespace

llvm::Error FailureWriter::write(const Failure &failure) {
  if (std::error_code code = llvm::sys::fs::create_directories(directory))
    return llvm::createStringError(code, "cannot make '" + directory + "'");
  std::string stem = getStem(failure);
  if (llvm::Error error =
          writeFile(stem + ".txt", failure.report.message + "\n"))
    return error;
  if (!failure.hasNetwork())
    return llvm::Error::success();
  Network network = generate(failure);
  return writeFile(stem + ".mlir", print(*network.module, network.calls));
}

llvm::Error FailureWriter::writeReduced(const Failure &failure) {
  if (!failure.hasNetwork() || failure.report.outcome == Outcome::IsInvalid)
    return llvm::Error::success();
  return runSeparately([&]() -> llvm::Error {
    std::string stem = getStem(failure);
    auto reduced = reduceFailure(failure, generate(failure), options);
    if (!reduced)
      return reduced.takeError();
    if (llvm::Error error = writeFile(stem + ".reduced.mlir",
                                      print(*reduced->module, reduced->call)))
      return error;
    return writeInputs(*reduced->module, reduced->call, stem);
  });
}

/// Refuses a call that the entry cannot be given.
static llvm::Error verifyCall(ModuleOp module, const Call &call) {
  auto entry = module.lookupSymbol<func::FuncOp>(call.entry);
  if (!entry || !entry.isPublic() || entry.isDeclaration())
    return llvm::createStringError("there is no entry '" + call.entry + "'");
  auto signature = EntrySignature::infer(entry, {});
  if (failed(signature))
    return llvm::createStringError("'" + call.entry + "' is no entry");
  for (auto &[name, extent] : call.extents) {
    if (!llvm::is_contained(signature->extents, name))
      return llvm::createStringError(
          "'" + call.entry + "' has no extent '" + name + "'; it has '" +
          llvm::join(signature->extents, "', '") + "'");
    if (extent < 0)
      return llvm::createStringError("expected extent '" + name +
                                     "' not to be negative, got " +
                                     Twine(extent));
  }
  SmallVector<int64_t> extents = call.getExtents(*signature);
  for (const TensorSignature &input : signature->inputs) {
    // An extent of 0 does not hide the others, which results may have.
    uint64_t elements = 1;
    for (auto [size, index] :
         llvm::zip_equal(input.type.getShape(), input.extent))
      elements = llvm::SaturatingMultiply<uint64_t>(
          elements, std::max<int64_t>(index < 0 ? size : extents[index], 1));
    if (elements > kMaxInputElements)
      return llvm::createStringError(
          "input '" + input.name + "' has " + Twine(elements) +
          " elements in call '" + call.print() + "', more than the " +
          Twine(kMaxInputElements) + " that are evaluated");
  }
  return llvm::Error::success();
}

static int replay(const FuzzOptions &options, const CampaignOptions &campaign,
                  MLIRContext &context) {
  llvm::SourceMgr sourceMgr;
  SourceMgrDiagnosticHandler diagnostics(sourceMgr, &context);
  int exitCode = kExitGood;
  OwningOpRef<ModuleOp> module =
      readModule(options.replay, context, sourceMgr, exitCode);
  if (!module)
    return exitCode;
  std::vector<Call> calls;
  for (const std::string &text : options.calls) {
    std::optional<Call> call = Call::parse(text);
    if (!call)
      return failWith(llvm::createStringError(
                          "expected a call 'entry:seed:extent=number,...', "
                          "got '" +
                          text + "'"),
                      kExitUsage);
    if (llvm::Error error = verifyCall(*module, *call))
      return failWith(std::move(error), kExitUsage);
    calls.push_back(std::move(*call));
  }
  if (calls.empty()) {
    auto made = makeCalls(*module, options.seed);
    if (failed(made))
      return kExitInput;
    calls = std::move(*made);
  }
  auto report = runIsolated(*module, calls, campaign);
  if (!report)
    return failWith(report.takeError(), kExitToolchain);
  // Regressions are replayed, of which each entry has to say something.
  std::vector<std::string> idle = report->idleEntries;
  CampaignReport summary;
  summary.add(0, std::move(*report), Coverage());
  if (options.json)
    llvm::outs() << llvm::formatv("{0:2}", summary.toJson()) << "\n";
  else
    summary.print(llvm::outs());
  for (const std::string &entry : idle)
    exitCode = failWith(
        llvm::createStringError("no call of '" + entry + "' could be compared"),
        kExitInput);
  return summary.failures.empty() ? exitCode : int(kExitInput);
}

static int
runAll(const FuzzOptions &options, const CampaignOptions &campaign,
       llvm::function_ref<std::unique_ptr<MLIRContext>()> makeContext) {
  std::unique_ptr<MLIRContext> context = makeContext();
  int exitCode = kExitGood;
  FailureWriter writer(options.saveFailures, campaign, *context);
  auto save = [&](llvm::Error error) {
    if (error)
      exitCode = failWith(std::move(error), kExitInput);
  };
  auto report = runCampaign(campaign, makeContext, [&](const Failure &failure) {
    llvm::errs() << "network " << failure.index << " "
                 << stringifyOutcome(failure.report.outcome) << "\n";
    if (!options.saveFailures.empty())
      save(writer.write(failure));
  });
  if (!report)
    return failWith(report.takeError(), kExitToolchain);
  if (!options.saveFailures.empty())
    for (const Failure &failure : report->failures)
      save(writer.writeReduced(failure));
  std::vector<std::string> missing =
      report->coverage.findMissing(context.get());
  if (options.json) {
    llvm::json::Value value = report->toJson();
    (*value.getAsObject())["missing"] = llvm::json::Array(missing);
    llvm::outs() << llvm::formatv("{0:2}", value) << "\n";
  } else {
    if (options.coverage)
      report->coverage.print(llvm::outs());
    report->print(llvm::outs());
    if (!missing.empty() && options.only.empty())
      llvm::outs() << "never made: " << llvm::join(missing, ", ") << "\n";
  }
  return report->failures.empty() ? exitCode : int(kExitInput);
}

int nn::runFuzzMain(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  FuzzOptions options;
  cl::HideUnrelatedOptions(options.category);
  if (!cl::ParseCommandLineOptions(
          argc, argv,
          "Runs random networks through evaluator and compiler, and compares\n",
          &llvm::errs()))
    return kExitUsage;
  std::vector<StringRef> known = getGeneratorNames();
  for (const std::string &name : options.only)
    if (!llvm::is_contained(known, name))
      return failWith(llvm::createStringError("there is no generator '" + name +
                                              "'; there are " +
                                              llvm::join(known, ", ")),
                      kExitUsage);
  if (options.jobs == 0 || options.maxOps < 1)
    return failWith(llvm::createStringError(
                        "expected '--jobs' and '--max-ops' to be positive"),
                    kExitUsage);
  bool printsModule = options.printModule.getNumOccurrences() > 0;
  if (options.count < 0 || options.time < 0 || options.printModule < 0)
    return failWith(
        llvm::createStringError("expected '--count', '--time' and "
                                "'--print-module' not to be negative"),
        kExitUsage);
  if (!options.calls.empty() && options.replay.empty())
    return failWith(llvm::createStringError("'--call' needs '--replay'"),
                    kExitUsage);
  if (printsModule && !options.replay.empty())
    return failWith(llvm::createStringError(
                        "'--print-module' and '--replay' exclude each other"),
                    kExitUsage);
  if (options.sanitize && !hasSanitizer())
    return failWith(
        llvm::createStringError("'--sanitize' needs the runtime library of "
                                "AddressSanitizer; put it into LD_PRELOAD"),
        kExitToolchain);
  DialectRegistry registry;
  registerNetworkDialects(registry);
  auto makeContext = [&] {
    // Processes are forked, so there are no threads.
    return std::make_unique<MLIRContext>(registry,
                                         MLIRContext::Threading::DISABLED);
  };
  CampaignOptions campaign;
  campaign.seed = options.seed;
  campaign.count = options.count;
  campaign.jobs = options.jobs;
  campaign.timeLimit = options.time;
  campaign.generator.only.assign(options.only.begin(), options.only.end());
  campaign.generator.maxOps = options.maxOps;
  campaign.runner.sanitizesAddresses = options.sanitize;
  campaign.runner.randomSchedules = options.randomSchedules;
  std::unique_ptr<MLIRContext> context = makeContext();
  if (!options.replay.empty())
    return replay(options, campaign, *context);
  if (printsModule) {
    Network network = generateNetwork(
        context.get(), getNetworkSeed(options.seed, options.printModule),
        campaign.generator);
    llvm::outs() << print(*network.module, network.calls);
    return kExitGood;
  }
  return runAll(options, campaign, makeContext);
}

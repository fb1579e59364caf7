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
      cl::desc("Write each failing network, as it is and reduced"),
      cl::cat(category)};
  cl::opt<int64_t> printModule{
      "print-module", cl::value_desc("network"), cl::init(-1),
      cl::desc("Print the network with this number and run nothing"),
      cl::cat(category)};
  cl::opt<bool> coverage{"coverage",
                         cl::desc("Print which ops occurred with which types"),
                         cl::cat(category)};
  cl::opt<bool> json{"json", cl::desc("Print the report as JSON"),
                     cl::cat(category)};
  cl::opt<std::string> replay{"replay", cl::value_desc("module"),
                              cl::desc("Run this module instead"),
                              cl::cat(category)};
  cl::list<std::string> calls{
      "call", cl::value_desc("entry:seed:n=3,..."),
      cl::desc("A call of the replayed module (made up from the seed if there "
               "is none)"),
      cl::cat(category)};
};
} // namespace

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

/// Writes a failing network, and reduced, with its inputs.
static llvm::Error saveFailure(const Failure &failure, StringRef directory,
                               const CampaignOptions &options,
                               MLIRContext &context) {
  if (std::error_code code = llvm::sys::fs::create_directories(directory))
    return llvm::createStringError(code, "cannot make '" + directory + "'");
  Network network = generateNetwork(
      &context, getNetworkSeed(options.seed, failure.index), options.generator);
  std::string stem = (directory + "/network-" + Twine(failure.index)).str();
  if (llvm::Error error =
          writeFile(stem + ".mlir", print(*network.module, network.calls)))
    return error;
  if (llvm::Error error =
          writeFile(stem + ".txt", failure.report.message + "\n"))
    return error;
  if (failure.report.outcome == Outcome::IsInvalid)
    return llvm::Error::success();
  auto reduced = reduceFailure(failure, network, options);
  if (!reduced)
    return reduced.takeError();
  if (llvm::Error error = writeFile(stem + ".reduced.mlir",
                                    print(*reduced->module, reduced->call)))
    return error;
  return writeInputs(*reduced->module, reduced->call, stem);
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
  CampaignReport summary;
  summary.add(0, std::move(*report), Coverage());
  if (options.json)
    llvm::outs() << summary.toJson() << "\n";
  else
    summary.print(llvm::outs());
  return summary.failures.empty() ? kExitGood : kExitInput;
}

static int
runAll(const FuzzOptions &options, const CampaignOptions &campaign,
       llvm::function_ref<std::unique_ptr<MLIRContext>()> makeContext) {
  std::unique_ptr<MLIRContext> context = makeContext();
  int exitCode = kExitGood;
  auto report = runCampaign(campaign, makeContext, [&](const Failure &failure) {
    llvm::errs() << "network " << failure.index << " "
                 << stringifyOutcome(failure.report.outcome) << "\n";
  });
  if (!report)
    return failWith(report.takeError(), kExitToolchain);
  if (!options.saveFailures.empty())
    for (const Failure &failure : report->failures)
      if (llvm::Error error =
              saveFailure(failure, options.saveFailures, campaign, *context))
        exitCode = failWith(std::move(error), kExitInput);
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
  std::unique_ptr<MLIRContext> context = makeContext();
  if (!options.replay.empty())
    return replay(options, campaign, *context);
  if (options.printModule >= 0) {
    Network network = generateNetwork(
        context.get(), getNetworkSeed(options.seed, options.printModule),
        campaign.generator);
    llvm::outs() << print(*network.module, network.calls);
    return kExitGood;
  }
  return runAll(options, campaign, makeContext);
}

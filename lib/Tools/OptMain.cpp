//===- OptMain.cpp - nn-opt -----------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// MlirOptMain with our exit codes: unknown flags are bad usage, and text is
// checked against the limits before the parser sees it.
//
//===----------------------------------------------------------------------===//

#include "mlir/Bytecode/BytecodeReader.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "nn/Analysis/CallGraph.h"
#include "nn/Reference/CheckEachPass.h"
#include "nn/Support/OutputFiles.h"
#include "nn/Tools/Tools.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;

namespace {
/// Options of --check-each-pass.
struct CheckOptions {
  llvm::cl::opt<std::string> seed{
      "check-each-pass", llvm::cl::value_desc("seed"), llvm::cl::ValueOptional,
      llvm::cl::init("0"),
      llvm::cl::desc("Evaluate public functions on random inputs after each "
                     "pass, and fail at the first that changes a result")};
  llvm::cl::opt<double> rtol{
      "check-rtol", llvm::cl::init(Tolerance().relative),
      llvm::cl::desc("Relative tolerance of --check-each-pass (1e-5)")};
  llvm::cl::opt<double> atol{
      "check-atol", llvm::cl::init(Tolerance().absolute),
      llvm::cl::desc("Absolute tolerance of --check-each-pass (1e-6)")};

  /// Nothing if the seed is no number.
  std::optional<CheckEachPassOptions> get() const {
    CheckEachPassOptions options = {0, {rtol, atol}};
    // A flag without value has none, too.
    if (!seed.empty() && llvm::StringRef(seed).getAsInteger(10, options.seed))
      return std::nullopt;
    return options;
  }
};
} // namespace

int nn::runOptMain(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  DialectRegistry registry;
  registerEverything(registry);
  llvm::cl::opt<std::string> inputName(llvm::cl::Positional,
                                       llvm::cl::desc("<input file>"),
                                       llvm::cl::init("-"));
  llvm::cl::opt<std::string> outputName("o", llvm::cl::desc("Output file"),
                                        llvm::cl::value_desc("file"),
                                        llvm::cl::init("-"));
  CheckOptions checkOptions;
  std::string header = registerCLIOptions("NN-MLIR optimizer", registry);
  if (!llvm::cl::ParseCommandLineOptions(argc, argv, header, &llvm::errs()))
    return kExitUsage;
  MlirOptMainConfig config = MlirOptMainConfig::createFromCLOptions();
  std::optional<CheckEachPassOptions> check = checkOptions.get();
  if (!check) {
    llvm::WithColor::error(llvm::errs())
        << "expected a number as seed of '--check-each-pass', got '"
        << checkOptions.seed << "'\n";
    return kExitUsage;
  }
  if (!checkOptions.seed.getNumOccurrences() &&
      (checkOptions.rtol.getNumOccurrences() ||
       checkOptions.atol.getNumOccurrences())) {
    llvm::WithColor::error(llvm::errs())
        << "'--check-rtol' and '--check-atol' go with '--check-each-pass'\n";
    return kExitUsage;
  }
  bool isOverLimit = false;
  config.setPassPipelineSetupFn([&, pipeline = config](PassManager &pm) {
    // Looks at diagnostics on their way to the one that prints them.
    pm.getContext()->getDiagEngine().registerHandler(
        [&isOverLimit](Diagnostic &diagnostic) {
          isOverLimit |= isCallDepthError(diagnostic);
          return failure();
        });
    if (checkOptions.seed.getNumOccurrences())
      checkEachPass(pm, *check);
    return pipeline.setupPassPipeline(pm);
  });
  if (config.shouldShowDialects()) {
    llvm::interleave(registry.getDialectNames(), llvm::outs(), "\n");
    llvm::outs() << "\n";
    return kExitGood;
  }
  if (config.shouldListPasses()) {
    printRegisteredPasses();
    return kExitGood;
  }

  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> input =
      openInputFile(inputName, &message);
  if (!input) {
    llvm::WithColor::error(llvm::errs()) << message << "\n";
    return kExitInput;
  }
  if (!isBytecode(input->getMemBufferRef())) {
    llvm::SourceMgr sourceMgr;
    sourceMgr.AddNewSourceBuffer(
        llvm::MemoryBuffer::getMemBuffer(input->getMemBufferRef()),
        llvm::SMLoc());
    if (failed(checkSourceLimits(sourceMgr)))
      return kExitLimit;
  }
  // The output may be the input, so it is written when all is read.
  std::string result;
  llvm::raw_string_ostream os(result);
  LogicalResult done = MlirOptMain(os, std::move(input), registry, config);
  auto write = [&]() -> llvm::Error {
    OutputFiles files;
    if (llvm::Error error = files.add(
            outputName, [&](llvm::raw_ostream &file) { file << result; }))
      return error;
    return files.commit();
  };
  // Standard output shows how far a failed run came; a file stays as it was.
  if (succeeded(done) || outputName == "-")
    if (llvm::Error error = write()) {
      llvm::WithColor::error(llvm::errs())
          << llvm::toString(std::move(error)) << "\n";
      return kExitInput;
    }
  if (succeeded(done))
    return kExitGood;
  return isOverLimit ? kExitLimit : kExitInput;
}

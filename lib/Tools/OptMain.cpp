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
#include "nn/Target/OutputFiles.h"
#include "nn/Tools/Tools.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;

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
  std::string header = registerCLIOptions("NN-MLIR optimizer", registry);
  if (!llvm::cl::ParseCommandLineOptions(argc, argv, header, &llvm::errs()))
    return kExitUsage;
  MlirOptMainConfig config = MlirOptMainConfig::createFromCLOptions();
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
  return succeeded(done) ? kExitGood : kExitInput;
}

//===- RaspMain.cpp - nn-rasp ---------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lines.h"
#include "nn/Tools/Tools.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include <unistd.h>

namespace cl = llvm::cl;
using namespace nn;

int nn::runRaspMain(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  cl::OptionCategory category("nn-rasp options");
  cl::opt<std::string> file(cl::Positional, cl::desc("[program.rasp]"),
                            cl::cat(category));
  cl::list<std::string> loadPath(
      "load-path", cl::value_desc("folder"),
      cl::desc("Where programs load others from, besides their own folder"),
      cl::cat(category));
  cl::HideUnrelatedOptions(category);
  if (!cl::ParseCommandLineOptions(
          argc, argv,
          "An interactive RASP session; docs/Rasp.md states the language.\n"
          "Reads statements from standard input after those of a program.\n",
          &llvm::errs()))
    return kExitUsage;
  // Errors stand between results, where they arise.
  llvm::errs().tie(&llvm::outs());
  bool isTerminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  rasp::Session session(llvm::outs(), llvm::errs(),
                        {loadPath.begin(), loadPath.end()});
  if (!file.empty())
    session.runFile(file);
  if (!session.hasEnded())
    rasp::readLines(session);
  // In a terminal, who made a mistake has seen it.
  return isTerminal ? kExitGood : session.getExitCode();
}

//===- ParserFuzzer.cpp - Modules as anyone may write them ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is the text of a module. It gets a diagnostic, or reads back as
// text, in generic form and as bytecode.
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "ModuleSession.h"
#include "mlir/Bytecode/BytecodeWriter.h"

using namespace mlir;
using namespace nnfuzz;

static std::string printBytecode(ModuleOp module) {
  std::string bytes;
  llvm::raw_string_ostream os(bytes);
  expect(succeeded(writeBytecodeToFile(module, os)), "bytecode to be written");
  return bytes;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string input(reinterpret_cast<const char *>(data), size);
  ModuleSession session;
  OwningOpRef<ModuleOp> module = session.read(input);
  if (!module)
    return 0;
  std::string text = print(*module);
  checkReadsBack(text, text, "printed text to read back");
  checkReadsBack(print(*module, OpPrintingFlags().printGenericOpForm()), text,
                 "the generic form to read back");
  checkReadsBack(printBytecode(*module), text, "bytecode to read back");
  return 0;
}

//===- ModuleSession.cpp - Reading modules in fuzz targets ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModuleSession.h"
#include "FuzzTarget.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "nn/Tools/Tools.h"
#ifdef NN_FUZZ
#include "TokenMutator.h"
#endif

using namespace mlir;
using namespace nnfuzz;

static const DialectRegistry &getRegistry() {
  static const DialectRegistry registry = [] {
    DialectRegistry all;
    all.insert<nn::NNDialect, arith::ArithDialect, func::FuncDialect,
               math::MathDialect, tensor::TensorDialect>();
    return all;
  }();
  return registry;
}

ModuleSession::ModuleSession()
    : context(getRegistry(), MLIRContext::Threading::DISABLED),
      render(sources, &context, llvm::nulls()),
      count(&context, [&](Diagnostic &diagnostic) {
        numErrors += diagnostic.getSeverity() == DiagnosticSeverity::Error;
        return failure();
      }) {
  sources.setDiagHandler(
      [](const llvm::SMDiagnostic &diagnostic, void *session) {
        diagnostic.print("", llvm::nulls());
        static_cast<ModuleSession *>(session)->numErrors +=
            diagnostic.getKind() == llvm::SourceMgr::DK_Error;
      },
      this);
}

OwningOpRef<ModuleOp> ModuleSession::read(StringRef text) {
  sources.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBuffer(text, "input"),
                             llvm::SMLoc());
  int exitCode = nn::kExitGood;
  OwningOpRef<ModuleOp> module = nn::parseModule(sources, context, exitCode);
  checkOutcome(success(bool(module)), "reading");
  expect(bool(module) == (exitCode == nn::kExitGood),
         "an exit code that says whether a module was read");
  return module;
}

LogicalResult
ModuleSession::run(ModuleOp module, const char *step,
                   llvm::function_ref<void(OpPassManager &)> addPasses) {
  PassManager pm(&context);
  addPasses(pm);
  LogicalResult outcome = pm.run(module);
  checkOutcome(outcome, step);
  return outcome;
}

void ModuleSession::checkOutcome(LogicalResult outcome, const char *step) {
  if (succeeded(outcome) != (numErrors == 0)) {
    std::fprintf(stderr, "after %s:\n", step);
    expect(failed(outcome), "no errors where nothing failed");
    expect(succeeded(outcome), "a failure to give an error");
  }
  numErrors = 0;
}

std::string nnfuzz::print(ModuleOp module, OpPrintingFlags flags) {
  std::string text;
  llvm::raw_string_ostream os(text);
  module->print(os, flags);
  return text;
}

void nnfuzz::checkReadsBack(StringRef form, StringRef text, const char *what) {
  ModuleSession session;
  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(form, session.getContext());
  std::string again = module ? print(*module) : "nothing";
  // The parser has no number below -(2^63 - 1) in affine expressions, which the
  // printer writes.
  if (again == text || (!module && text.contains("9223372036854775808")))
    return;
  llvm::errs() << "--- printed\n" << text << "\n--- read back\n" << again;
  expect(false, what);
}

void nnfuzz::checkReadsBack(ModuleOp module) {
  std::string text = print(module);
  checkReadsBack(text, text, "printed text to read back");
}

//===----------------------------------------------------------------------===//
// Mutations
//===----------------------------------------------------------------------===//

#ifdef NN_FUZZ
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv) {
  readDictionary(*argc, *argv);
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  return mutateText(data, size, maxSize, seed);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t *first,
                                            size_t firstSize,
                                            const uint8_t *second,
                                            size_t secondSize, uint8_t *out,
                                            size_t maxSize, unsigned seed) {
  return crossTexts(first, firstSize, second, secondSize, out, maxSize, seed);
}
#endif

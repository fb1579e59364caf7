//===- Import.cpp - Reading RASP programs ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"
#include "Diagnostics.h"
#include "Emitter.h"
#include "Parser.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Target/Rasp.h"

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

std::vector<NamedSop> nn::rasp::runMainFile(Interpreter &interpreter,
                                            const llvm::SourceMgr &sources,
                                            Diagnostics &diagnostics) {
  unsigned main = sources.getMainFileID();
  const llvm::MemoryBuffer *buffer = sources.getMemoryBuffer(main);
  rasp::ParseResult parsed = rasp::parse(buffer->getBuffer(), diagnostics);
  if (!parsed.program)
    return {};
  interpreter.run(std::move(parsed.program), main);
  if (diagnostics.getNumErrors() > 0)
    return {};
  std::vector<NamedSop> sops = interpreter.getSops();
  if (sops.empty()) {
    const char *end = buffer->getBufferEnd();
    diagnostics.error(
        {llvm::SMLoc::getFromPointer(end), llvm::SMLoc::getFromPointer(end)},
        "expected the program to name an s-op");
    return {};
  }
  if (std::optional<size_t> last = interpreter.getLast())
    std::rotate(sops.begin() + *last, sops.begin() + *last + 1, sops.end());
  return sops;
}

OwningOpRef<ModuleOp> nn::importRasp(llvm::SourceMgr &sources,
                                     MLIRContext &context, RaspStatus &status,
                                     const RaspOptions &options) {
  SourceMgrDiagnostics diagnostics(sources, llvm::errs());
  Interpreter interpreter(sources, diagnostics, options.folders);
  std::vector<NamedSop> sops = runMainFile(interpreter, sources, diagnostics);
  if (sops.empty()) {
    status =
        diagnostics.isOverLimit() ? RaspStatus::OverLimit : RaspStatus::Wrong;
    return {};
  }
  context.loadDialect<NNDialect, arith::ArithDialect, func::FuncDialect,
                      math::MathDialect, tensor::TensorDialect>();
  StringRef file =
      sources.getMemoryBuffer(sources.getMainFileID())->getBufferIdentifier();
  OwningOpRef<ModuleOp> module =
      ModuleOp::create(FileLineColLoc::get(&context, file, 1, 1));
  (*module)->setAttr(kSequencesAttr, UnitAttr::get(&context));
  for (const NamedSop &sop : sops)
    emitFunction(*module, sop.name, sop.step, sources);
  status = RaspStatus::Good;
  return module;
}

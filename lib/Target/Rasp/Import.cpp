//===- Import.cpp - Reading RASP programs ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Diagnostics.h"
#include "Emitter.h"
#include "Interpreter.h"
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

OwningOpRef<ModuleOp> nn::importRasp(llvm::SourceMgr &sources,
                                     MLIRContext &context, RaspStatus &status,
                                     const RaspOptions &options) {
  SourceMgrDiagnostics diagnostics(sources, llvm::errs());
  unsigned main = sources.getMainFileID();
  const llvm::MemoryBuffer *buffer = sources.getMemoryBuffer(main);
  status = RaspStatus::Wrong;
  auto fail = [&]() -> OwningOpRef<ModuleOp> {
    if (diagnostics.isOverLimit())
      status = RaspStatus::OverLimit;
    return {};
  };
  rasp::ParseResult parsed = rasp::parse(buffer->getBuffer(), diagnostics);
  if (!parsed.program)
    return fail();
  Interpreter interpreter(sources, diagnostics, options.folders);
  interpreter.run(std::move(parsed.program), main);
  if (diagnostics.getNumErrors() > 0)
    return fail();
  std::vector<NamedSop> sops = interpreter.getSops();
  std::optional<size_t> last = interpreter.getLast();
  if (sops.empty()) {
    const char *end = buffer->getBufferEnd();
    diagnostics.error(
        {llvm::SMLoc::getFromPointer(end), llvm::SMLoc::getFromPointer(end)},
        "expected the program to name an s-op");
    return fail();
  }
  if (last)
    std::rotate(sops.begin() + *last, sops.begin() + *last + 1, sops.end());
  context.loadDialect<NNDialect, arith::ArithDialect, func::FuncDialect,
                      math::MathDialect, tensor::TensorDialect>();
  OwningOpRef<ModuleOp> module = ModuleOp::create(
      FileLineColLoc::get(&context, buffer->getBufferIdentifier(), 1, 1));
  (*module)->setAttr(kSequencesAttr, UnitAttr::get(&context));
  emitFunctions(*module, sops, sources);
  status = RaspStatus::Good;
  return module;
}

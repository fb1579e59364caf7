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
#include "PlanReport.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Target/Rasp.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

namespace {
/// A program that has been run.
struct RanProgram {
  RanProgram(llvm::SourceMgr &sources, const RaspOptions &options)
      : diagnostics(sources, llvm::errs()),
        interpreter(sources, diagnostics, options.folders) {}

  /// Runs the main buffer of `sources`; reports if it names no s-op.
  RaspStatus run(llvm::SourceMgr &sources);

  SourceMgrDiagnostics diagnostics;
  Interpreter interpreter;
  /// Not empty if all is good.
  std::vector<NamedStep> sops;
};
} // namespace

RaspStatus RanProgram::run(llvm::SourceMgr &sources) {
  unsigned main = sources.getMainFileID();
  const llvm::MemoryBuffer *buffer = sources.getMemoryBuffer(main);
  rasp::ParseResult parsed = rasp::parse(buffer->getBuffer(), diagnostics);
  if (parsed.program)
    interpreter.run(std::move(parsed.program), main);
  if (diagnostics.isOverLimit())
    return RaspStatus::OverLimit;
  if (diagnostics.getNumErrors() > 0)
    return RaspStatus::Wrong;
  sops = interpreter.getSops();
  if (!sops.empty())
    return RaspStatus::Good;
  auto end = llvm::SMLoc::getFromPointer(buffer->getBufferEnd());
  diagnostics.error({end, end}, "expected the program to name an s-op");
  return RaspStatus::Wrong;
}

OwningOpRef<ModuleOp> nn::importRasp(llvm::SourceMgr &sources,
                                     MLIRContext &context, RaspStatus &status,
                                     const RaspOptions &options) {
  RanProgram program(sources, options);
  status = program.run(sources);
  if (status != RaspStatus::Good)
    return {};
  std::vector<NamedStep> &sops = program.sops;
  if (std::optional<size_t> last = program.interpreter.getLast())
    std::rotate(sops.begin() + *last, sops.begin() + *last + 1, sops.end());
  context.loadDialect<NNDialect, arith::ArithDialect, func::FuncDialect,
                      math::MathDialect, tensor::TensorDialect>();
  unsigned main = sources.getMainFileID();
  OwningOpRef<ModuleOp> module = ModuleOp::create(FileLineColLoc::get(
      &context, sources.getMemoryBuffer(main)->getBufferIdentifier(), 1, 1));
  (*module)->setAttr(kSequencesAttr, UnitAttr::get(&context));
  emitFunctions(*module, sops, sources);
  return module;
}

/// The s-ops of `program` that are to be reported.
static std::vector<NamedStep> chooseSops(const RanProgram &program,
                                         const RaspReportOptions &options) {
  if (options.sop.empty() && options.format != RaspReportFormat::Svg)
    return program.sops;
  if (options.sop.empty())
    return {program.sops[program.interpreter.getLast().value_or(
        program.sops.size() - 1)]};
  for (const NamedStep &sop : program.sops)
    if (sop.name == options.sop)
      return {sop};
  return {};
}

RaspStatus nn::reportRasp(llvm::SourceMgr &sources, llvm::raw_ostream &os,
                          const RaspReportOptions &options) {
  RanProgram program(sources, options);
  if (RaspStatus status = program.run(sources); status != RaspStatus::Good)
    return status;
  std::vector<NamedPlan> plans;
  for (const NamedStep &sop : chooseSops(program, options))
    plans.push_back(makeNamedPlan(program.interpreter, sop.name, sop.step));
  if (plans.empty()) {
    llvm::WithColor::error(llvm::errs())
        << "the program has no s-op '" << options.sop << "'; there are: ";
    llvm::interleaveComma(program.sops, llvm::errs(), [](const NamedStep &sop) {
      llvm::errs() << sop.name;
    });
    llvm::errs() << "\n";
    return RaspStatus::NoSuchSop;
  }
  switch (options.format) {
  case RaspReportFormat::Text:
    for (const NamedPlan &plan : plans)
      writeText(os, plan, sources);
    break;
  case RaspReportFormat::Json:
    writeJson(os, plans, sources);
    break;
  case RaspReportFormat::Svg:
    writeSvg(os, plans.front());
    break;
  }
  return RaspStatus::Good;
}

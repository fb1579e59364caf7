//===- Import.cpp - Reading RASP programs ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"
#include "Emitter.h"
#include "Loop.h"
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

RanProgram::RanProgram(llvm::SourceMgr &sources, const RaspOptions &options)
    : sources(sources), diagnostics(sources, llvm::errs()),
      interpreter(sources, diagnostics, options.folders) {}

RaspStatus RanProgram::run() {
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

const NamedStep &RanProgram::getResult() const {
  return sops[interpreter.getLast().value_or(sops.size() - 1)];
}

const NamedStep *RanProgram::find(StringRef name) const {
  if (name.empty())
    return &getResult();
  for (const NamedStep &sop : sops)
    if (sop.name == name)
      return &sop;
  llvm::WithColor::error(llvm::errs())
      << "the program has no s-op '" << name << "'; there are: ";
  llvm::interleaveComma(sops, llvm::errs(),
                        [](const NamedStep &sop) { llvm::errs() << sop.name; });
  llvm::errs() << "\n";
  return nullptr;
}

/// Whether the result of `step` may take the place of its input. Strings may
/// not: their rows may grow.
static bool canLoop(func::FuncOp step) {
  FunctionType type = step.getFunctionType();
  return type.getNumInputs() == 1 && type.getInputs() == type.getResults() &&
         cast<RankedTensorType>(type.getInput(0)).getRank() == 1;
}

OwningOpRef<ModuleOp> nn::importRasp(llvm::SourceMgr &sources,
                                     MLIRContext &context, RaspStatus &status,
                                     const RaspOptions &options) {
  RanProgram program(sources, options);
  status = program.run();
  if (status != RaspStatus::Good)
    return {};
  std::vector<NamedStep> sops(program.getSops());
  auto result =
      sops.begin() + (&program.getResult() - program.getSops().data());
  std::rotate(result, result + 1, sops.end());
  context.loadDialect<NNDialect, arith::ArithDialect, func::FuncDialect,
                      math::MathDialect, tensor::TensorDialect>();
  StringRef file =
      sources.getMemoryBuffer(sources.getMainFileID())->getBufferIdentifier();
  OwningOpRef<ModuleOp> module =
      ModuleOp::create(FileLineColLoc::get(&context, file, 1, 1));
  (*module)->setAttr(kSequencesAttr, UnitAttr::get(&context));
  emitFunctions(*module, sops, sources);
  if (!options.loopLimit)
    return module;
  auto step = module->lookupSymbol<func::FuncOp>(sops.back().name);
  if (!canLoop(step)) {
    program.diagnostics.error(
        sops.back().step->range,
        "the s-op cannot be applied to its own value: expected numbers of one "
        "type that depend on tokens of this type alone");
    status = RaspStatus::Wrong;
    return {};
  }
  loopFunction(step, *options.loopLimit, "value",
               [](OpBuilder &, Location, mlir::Value value) { return value; });
  return module;
}

RaspStatus nn::reportRasp(llvm::SourceMgr &sources, llvm::raw_ostream &os,
                          const RaspReportOptions &options) {
  RanProgram program(sources, options);
  if (RaspStatus status = program.run(); status != RaspStatus::Good)
    return status;
  std::vector<NamedStep> sops(program.getSops());
  if (!options.sop.empty() || options.format == RaspReportFormat::Svg) {
    const NamedStep *sop = program.find(options.sop);
    if (!sop)
      return RaspStatus::NoSuchSop;
    sops = {*sop};
  }
  std::vector<NamedPlan> plans;
  for (const NamedStep &sop : sops)
    plans.push_back(makeNamedPlan(program.interpreter, sop.name, sop.step));
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

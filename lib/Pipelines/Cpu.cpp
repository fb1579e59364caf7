//===- Cpu.cpp - From networks to machine code for CPUs -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Pipelines/Cpu.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVMPass.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/Transform/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "nn/Conversion/Passes.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace nn;

std::optional<Stage> nn::symbolizeStage(StringRef name) {
  return llvm::StringSwitch<std::optional<Stage>>(name)
      .Case("model", Stage::Model)
      .Case("structured", Stage::Structured)
      .Case("buffers", Stage::Buffers)
      .Case("machine", Stage::Machine)
      .Default(std::nullopt);
}

StringRef nn::stringifyStage(Stage stage) {
  switch (stage) {
  case Stage::Model:
    return "model";
  case Stage::Structured:
    return "structured";
  case Stage::Buffers:
    return "buffers";
  case Stage::Machine:
    return "machine";
  }
  llvm_unreachable("unknown stage");
}

void CpuPipelineOptions::setFeatures(const CpuFeatures &features) {
  nativeF16 = features.nativeF16;
  fusedMultiplyAdd = features.fusedMultiplyAdd;
  vectorBits = features.vectorBits;
  vectorRegisters = features.vectorRegisters;
  maskedVectors = features.maskedVectors;
  dotUnits = features.dotUnits;
}

static void addVerifier(OpPassManager &pm, Stage stage) {
  VerifyStagePassOptions options;
  options.stage = stringifyStage(stage).str();
  pm.addPass(createVerifyStagePass(options));
}

/// The units in the form in which passes take them.
static SmallVector<DotUnit> getDotUnits(const CpuPipelineOptions &options) {
  return {options.dotUnits.begin(), options.dotUnits.end()};
}

static void addCleanup(OpPassManager &pm) {
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

/// Makes slices of reshapes where it is clear which axes they drop.
static void addJoinedSlices(OpPassManager &pm) {
  pm.addNestedPass<func::FuncOp>(createJoinSlicesPass());
  pm.addNestedPass<func::FuncOp>(createSeparateRankReductionsPass());
}

/// Makes the extents of every tensor arithmetic on those of the inputs, at the
/// start of the entry.
static void addExtents(OpPassManager &pm) {
  pm.addNestedPass<func::FuncOp>(
      memref::createResolveShapedTypeResultDimsPass());
  pm.addPass(createHoistExtentsPass());
  addCleanup(pm);
}

/// Runs the sequence of a file of the user, which marks ops with schedules.
static void addSchedules(OpPassManager &pm, StringRef file) {
  transform::PreloadLibraryPassOptions library;
  library.transformLibraryPaths.push_back(file.str());
  pm.addPass(transform::createPreloadLibraryPass(library));
  pm.addPass(transform::createInterpreterPass());
}

void nn::buildModelPipeline(OpPassManager &pm, const CpuPipelineOptions &) {
  addVerifier(pm, Stage::Model);
  pm.addPass(createSeparateRankReductionsPass());
  pm.addPass(createSeparateIndexCastsPass());
  // Equal comparisons are one.
  pm.addPass(createCSEPass());
  pm.addPass(createOutlineRepeatsPass());
  pm.addNestedPass<func::FuncOp>(createLowerSelectorsPass());
  pm.addPass(createMapElementwisePass());
  pm.addPass(createSpecializeApplyPass());
  pm.addPass(createKeepSubroutinesPass());
  pm.addPass(createInlinerPass());
  pm.addPass(createSymbolDCEPass());
  pm.addPass(createDecomposePass());
  addCleanup(pm);
  // Selectors have become sorting.
  pm.addPass(createOutlineRepeatsPass());
}

void nn::buildStructuredPipeline(OpPassManager &pm,
                                 const CpuPipelineOptions &options) {
  pm.addPass(createMakeEntriesPass());
  pm.addPass(createStripAxesPass());
  OpPassManager &lowering = pm.nest<func::FuncOp>();
  lowering.addPass(createConvertNNToLinalgPass());
  lowering.addPass(createConvertNNControlToSCFPass());
  lowering.addPass(createSeparateRankReductionsPass());
  lowering.addPass(createWidenHalvesPass());
  lowering.addPass(createGuardArithmeticPass());
  // Checks of extents leave a loop before the loop goes, if it never runs.
  addExtents(pm);
  if (options.optLevel >= 1) {
    OpPassManager &optimization = pm.nest<func::FuncOp>();
    optimization.addPass(createFuseElementwisePass({options.nativeF16}));
    addCleanup(optimization);
    if (options.optLevel >= 2) {
      addExtents(pm);
      pm.addNestedPass<func::FuncOp>(createSplitBatchPass());
      pm.addNestedPass<func::FuncOp>(createDropUnitLoopsPass());
      addCleanup(pm);
      pm.addNestedPass<func::FuncOp>(createFuseRowsPass());
      addCleanup(pm);
      if (options.optLevel >= 3 && options.packParams)
        pm.addPass(createWinogradPass(
            {options.vectorBits, options.vectorRegisters, options.maskedVectors,
             options.packParams, getDotUnits(options),
             options.randomSchedules}));
      pm.addNestedPass<func::FuncOp>(createChooseLayoutsPass(
          {options.vectorBits, options.vectorRegisters, options.maskedVectors,
           options.packParams, getDotUnits(options)}));
      pm.addNestedPass<func::FuncOp>(createCollapseLoopsPass());
      addCleanup(pm);
      if (!options.schedules.empty())
        addSchedules(pm, options.schedules);
      pm.addNestedPass<func::FuncOp>(createChooseSchedulesPass(
          {options.vectorBits, options.vectorRegisters, options.maskedVectors,
           options.packParams, getDotUnits(options), options.randomSchedules}));
      if (options.packParams)
        pm.addPass(createPackParamsPass());
      pm.addNestedPass<func::FuncOp>(createOrderLoopsPass());
    }
    addExtents(pm);
  }
  addVerifier(pm, Stage::Structured);
}

void nn::buildBuffersPipeline(OpPassManager &pm,
                              const CpuPipelineOptions &options) {
  pm.addPass(createDropEmptyPartsPass());
  addJoinedSlices(pm);
  pm.addNestedPass<func::FuncOp>(createSeparateDestinationsPass());
  pm.addPass(bufferization::createEmptyTensorEliminationPass());
  // What is part of a tensor that has come to lie in an output can lie there
  // only when its own place is an empty tensor again.
  addJoinedSlices(pm);
  pm.addPass(bufferization::createEmptyTensorEliminationPass());
  pm.addNestedPass<func::FuncOp>(createReadFromWholePass());
  // Of subroutines; entries are on buffers already.
  bufferization::OneShotBufferizePassOptions bufferize;
  bufferize.bufferizeFunctionBoundaries = true;
  bufferize.functionBoundaryTypeConversion =
      bufferization::LayoutMapOption::IdentityLayoutMap;
  pm.addPass(bufferization::createOneShotBufferizePass(bufferize));
  OpPassManager &func = pm.nest<func::FuncOp>();
  // Equal parts of a buffer are one: a copy of it to itself shows as such, and
  // so does a loop that carries what lies in an output.
  addCleanup(func);
  func.addPass(createComputeInPlacePass());
  func.addPass(createLowerCopiesPass({options.reportCopies}));
  func.addPass(
      createLowerSchedulesPass({options.vectorBits, options.maskedVectors,
                                getDotUnits(options), options.partCycles}));
  func.addPass(createLowerLinalgPass());
  addCleanup(func);
  pm.addNestedPass<func::FuncOp>(
      createParallelizeLoopsPass({options.partCycles}));
  pm.addPass(createHoistExtentsPass());
  addCleanup(pm);
  pm.addPass(createPlanMemoryPass({options.redzones}));
  pm.addPass(createReportChecksPass());
  addCleanup(pm);
  addVerifier(pm, Stage::Buffers);
}

void nn::buildMachinePipeline(OpPassManager &pm,
                              const CpuPipelineOptions &options) {
  pm.addPass(createOutlineParallelPass());
  OpPassManager &func = pm.nest<func::FuncOp>();
  func.addPass(createExpandMathPass({options.fusedMultiplyAdd}));
  func.addPass(createLowerAffinePass());
  func.addPass(memref::createExpandStridedMetadataPass());
  func.addPass(createLowerAffinePass());
  func.addPass(createLowerMatricesPass());
  func.addPass(createSCFToControlFlowPass());
  addCleanup(func);
  // Last, since canonicalization makes conversions of several steps one.
  func.addPass(createExpandHalvesPass({options.nativeF16}));
  pm.addPass(createCallLibmPass());
  pm.addPass(createConvertMathToLLVMPass());
  pm.addPass(createConvertMathToLibmPass());
  pm.addPass(createConvertVectorToLLVMPass());
  pm.addPass(createArithToLLVMConversionPass());
  pm.addPass(createFinalizeMemRefToLLVMConversionPass());
  pm.addPass(createConvertFuncToLLVMPass());
  pm.addPass(createConvertControlFlowToLLVMPass());
  pm.addPass(createReconcileUnrealizedCastsPass());
  pm.addPass(createHoldHalvesAsBitsPass({options.nativeF16}));
  pm.addPass(createSettleRoundingPass());
  addCleanup(pm);
  pm.addPass(createMakeTasksPass());
}

void nn::buildCpuPipeline(OpPassManager &pm, const CpuPipelineOptions &options,
                          Stage to) {
  buildModelPipeline(pm, options);
  if (to == Stage::Model)
    return;
  buildStructuredPipeline(pm, options);
  if (to == Stage::Structured)
    return;
  buildBuffersPipeline(pm, options);
  if (to == Stage::Buffers)
    return;
  buildMachinePipeline(pm, options);
}

void nn::registerCpuPipelines() {
  auto add = [](StringRef name, StringRef description, Stage to) {
    PassPipelineRegistration<CpuPipelineOptions>(
        name, description,
        [to](OpPassManager &pm, const CpuPipelineOptions &options) {
          buildCpuPipeline(pm, options, to);
        });
  };
  add("nn-lower-to-structured", "lower networks to linalg on tensors",
      Stage::Structured);
  add("nn-lower-to-buffers", "lower networks to loops over buffers",
      Stage::Buffers);
  add("nn-lower-to-cpu", "lower networks to the LLVM dialect", Stage::Machine);
}

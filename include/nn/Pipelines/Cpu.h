//===- Cpu.h - From networks to machine code for CPUs -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One function per stage. A tool, a test and an embedding program build the
// same pipelines from these functions.
//
//===----------------------------------------------------------------------===//

#ifndef NN_PIPELINES_CPU_H
#define NN_PIPELINES_CPU_H

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"
#include "nn/Analysis/CpuFeatures.h"
#include <optional>

namespace nn {
/// The stages of the road to machine code. A pipeline "to" a stage leaves a
/// module that the verifier of the stage admits.
enum class Stage { Model, Structured, Buffers, Machine };

/// The stage called `name`, if there is one.
std::optional<Stage> symbolizeStage(llvm::StringRef name);
llvm::StringRef stringifyStage(Stage stage);

struct CpuPipelineOptions : mlir::PassPipelineOptions<CpuPipelineOptions> {
  Option<int> optLevel{
      *this, "opt-level",
      llvm::cl::desc("0 keeps ops apart; 1 fuses element-wise ops; 2 "
                     "also orders loops; 3 also computes convolutions with "
                     "fewer products"),
      llvm::cl::init(2)};
  Option<bool> nativeF16{
      *this, "native-f16",
      llvm::cl::desc("the target converts between f16 and f32"),
      llvm::cl::init(false)};
  Option<bool> fusedMultiplyAdd{
      *this, "fused-multiply-add",
      llvm::cl::desc("the target multiplies and adds with one rounding"),
      llvm::cl::init(false)};
  Option<int64_t> vectorBits{*this, "vector-bits",
                             llvm::cl::desc("width of a vector register"),
                             llvm::cl::init(128)};
  Option<int64_t> vectorRegisters{*this, "vector-registers",
                                  llvm::cl::desc("number of vector registers"),
                                  llvm::cl::init(16)};
  Option<bool> maskedVectors{
      *this, "masked-vectors",
      llvm::cl::desc("vectors are loaded and stored in part at no cost"),
      llvm::cl::init(false)};
  Option<bool> packParams{
      *this, "pack-params",
      llvm::cl::desc("parameters are laid out as schedules read them"),
      llvm::cl::init(false)};
  ListOption<DotUnit> dotUnits{
      *this, "dot-units",
      llvm::cl::desc("what adds several products to a lane at once "
                     "(avx512vnni, avx512bf16, amx-int8, amx-bf16, dotprod, "
                     "i8mm, bf16)")};
  Option<int64_t> partCycles{
      *this, "part-cycles",
      llvm::cl::desc("estimated cycles of a loop that are worth a thread; 0 "
                     "makes no parts"),
      llvm::cl::init(8192)};
  Option<std::string> schedules{
      *this, "schedules",
      llvm::cl::desc("file with a transform dialect library whose sequence "
                     "'__transform_main' gives ops their schedules")};
  Option<uint64_t> randomSchedules{
      *this, "random-schedules",
      llvm::cl::desc("seed of schedules at random, for tests; 0: none"),
      llvm::cl::init(0)};
  Option<bool> reportCopies{
      *this, "report-copies",
      llvm::cl::desc("a remark at each copy that is left says why"),
      llvm::cl::init(false)};
  Option<bool> redzones{
      *this, "redzones",
      llvm::cl::desc("buffers are kept apart for AddressSanitizer"),
      llvm::cl::init(false)};

  /// Sets what depends on the processor.
  void setFeatures(const CpuFeatures &features);
};

/// Networks with layers and applications to entries made of core ops.
void buildModelPipeline(mlir::OpPassManager &pm,
                        const CpuPipelineOptions &options);
/// Core ops to linalg on tensors.
void buildStructuredPipeline(mlir::OpPassManager &pm,
                             const CpuPipelineOptions &options);
/// Tensors to loops over buffers in one workspace.
void buildBuffersPipeline(mlir::OpPassManager &pm,
                          const CpuPipelineOptions &options);
/// Loops to the LLVM dialect.
void buildMachinePipeline(mlir::OpPassManager &pm,
                          const CpuPipelineOptions &options);

/// All stages after `from` up to and including `to`.
void buildCpuPipeline(mlir::OpPassManager &pm,
                      const CpuPipelineOptions &options, Stage to);

/// Registers `nn-lower-to-structured`, `nn-lower-to-buffers` and
/// `nn-lower-to-cpu`.
void registerCpuPipelines();
} // namespace nn

#endif // NN_PIPELINES_CPU_H

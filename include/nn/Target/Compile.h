//===- Compile.h - From a module to an LLVM module --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What nn-translate and nn-run share: the road from a parsed module to an LLVM
// module that holds the kernels, the C interface and the tables of a model.
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_COMPILE_H
#define NN_TARGET_COMPILE_H

#include "mlir/Pass/PassManager.h"
#include "nn/Pipelines/Cpu.h"
#include "nn/Target/CodeGen.h"
#include "nn/Target/ModelInterface.h"
#include "nn/Weights/ParamValues.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MemoryBuffer.h"
#include <functional>

namespace nn {
struct CompileOptions {
  CodeGenOptions codeGen;
  /// Makes one model with code for each of these processors, from the lowest to
  /// the one that is preferred, in place of that of `codeGen`.
  std::vector<std::string> cpuLevels;
  /// Prefix of exported symbols; the name of the module or, where it has none,
  /// `defaultName`.
  std::string symbolPrefix;
  std::string defaultName = "model";
  WeightsMode weights = WeightsMode::Auto;
  /// Largest sum of weights that `Auto` embeds.
  int64_t embedThreshold = int64_t(16) << 20;
  /// Makes the model of an executable.
  bool isProgram = false;
  /// The file of external weights as the executable finds it: relative to its
  /// own folder, or absolute.
  std::string weightsFile;
  /// Leaves what it calls of the runtime undefined, for code that is loaded into
  /// a program that has it. To compile them takes longer than
  /// to compile a small network.
  bool usesHostRuntime = false;
  /// Estimated cycles of a loop that are worth a thread; 0 makes code for one.
  int64_t partCycles = 8192;
  /// A transform dialect library that gives ops their schedules; none if empty.
  std::string schedules;
  /// The seed of schedules at random, for tests; 0: none.
  uint64_t randomSchedules = 0;
  /// Remarks say why copies are left.
  bool reportsCopies = false;
  /// Verifies the module after each pass rather than each pipeline.
  bool verifiesEachPass = false;
  /// Called on each pass manager before it runs (timing, IR printing).
  std::function<mlir::LogicalResult(mlir::PassManager &)> configurePasses;
};

/// A compiled model before machine code.
struct CompiledModel {
  ModelInterface interface;
  /// The values of the weights, one for each of the interface; they lie in
  /// `values`.
  std::vector<llvm::ArrayRef<char>> weights;
  /// The packed weights, one behind the other; of the first level.
  std::unique_ptr<llvm::MemoryBuffer> packedWeights;
  std::unique_ptr<ParamValues> values;
  /// The machine of the first level.
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> module;

  /// The weights structure of a model with external weights, whose pointers are
  /// the values in memory.
  std::vector<const void *> gatherWeights() const;
};

/// Lowers `module` to `stage`, for the processor of `options.codeGen`.
mlir::LogicalResult lowerModule(mlir::ModuleOp module,
                                const CompileOptions &options, Stage stage);

/// Runs the pipeline up to the buffers stage, once for each processor, and
/// collects the interface.
mlir::FailureOr<ModelInterface> collectInterface(mlir::ModuleOp module,
                                                 const CompileOptions &options);

/// Lowers `module` and makes the optimised LLVM module.
mlir::FailureOr<CompiledModel> compileModel(mlir::ModuleOp module,
                                            llvm::LLVMContext &context,
                                            const CompileOptions &options);
} // namespace nn

#endif // NN_TARGET_COMPILE_H

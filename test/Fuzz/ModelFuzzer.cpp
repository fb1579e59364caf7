//===- ModelFuzzer.cpp - What is done with modules ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is the text of a module; what does not parse is not kept, so that
// mutations start from modules.
//
// - What the model stage admits can be canonicalized, and what comes out verifies
//   and reads back.
// - It decomposes into core ops that the stage admits, or gets a diagnostic. The
//   evaluator evaluates it, to results of the extents that types say, or gives a
//   diagnostic.
// - The pipeline lowers it to the LLVM dialect, or gives a diagnostic.
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "ModuleSession.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"
#include "nn/Analysis/Signature.h"
#include "nn/Pipelines/Cpu.h"
#include "nn/Reference/Evaluator.h"
#include "nn/Tools/Tools.h"
#include "nn/Transforms/Passes.h"

using namespace mlir;
using namespace nn;
using namespace nnfuzz;

//===----------------------------------------------------------------------===//
// The evaluator
//===----------------------------------------------------------------------===//

/// Whether evaluating the functions of `module`, which consists of core ops, is
/// quick, and reads no files.
static bool isSmall(ModuleOp module) {
  constexpr uint64_t maxWork = 1 << 14, maxCalls = 4;
  uint64_t work = 0, calls = 0;
  auto add = [&](std::optional<int64_t> amount) {
    work = amount ? llvm::SaturatingAdd<uint64_t>(work, *amount) : UINT64_MAX;
    return work <= maxWork;
  };
  auto isSmallOp = [&](Operation *op) {
    if (auto param = dyn_cast<ParamOp>(op))
      return !isa<ExternalAttr>(param.getValue());
    if (isa<CallOpInterface>(op) && ++calls > maxCalls)
      return false;
    auto cost = dyn_cast<CostOpInterface>(op);
    if (cost && !add(cost.getOperationCount()))
      return false;
    return llvm::all_of(op->getResultTypes(), [&](Type type) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      return !tensor ||
             (tensor.hasStaticShape() && add(tensor.getNumElements()));
    });
  };
  WalkResult result = module.walk([&](Operation *op) {
    return isSmallOp(op) ? WalkResult::advance() : WalkResult::interrupt();
  });
  return !result.wasInterrupted();
}

/// A tensor of 0, 1, -1, 2, -2, ..., halves if they are floats; nothing if
/// there are many.
static std::optional<Tensor> makeInput(RankedTensorType type) {
  constexpr int64_t maxElements = 1 << 12, dynamicExtent = 2;
  SmallVector<int64_t> shape(type.getShape());
  int64_t elements = 1;
  for (int64_t &extent : shape) {
    if (ShapedType::isDynamic(extent))
      extent = dynamicExtent;
    if (extent > maxElements || (elements *= extent) > maxElements)
      return std::nullopt;
  }
  Tensor tensor(shape, type.getElementType());
  int64_t next = 0;
  for (Number &number : tensor.data) {
    int64_t value = next % 2 ? next / 2 + 1 : -(next / 2);
    ++next;
    if (tensor.isReal())
      number.real = 0.5 * static_cast<double>(value);
    else if (tensor.element.isInteger(1))
      number.integer = value & 1;
    else
      number.integer =
          llvm::SignExtend64(value, tensor.element.getIntOrFloatBitWidth());
  }
  return tensor;
}

static void evaluate(ModuleSession &session, ModuleOp module,
                     func::FuncOp function) {
  FailureOr<EntrySignature> signature = EntrySignature::infer(function, {});
  session.checkOutcome(signature, "EntrySignature::infer");
  if (failed(signature))
    return;
  Evaluator evaluator(module);
  LogicalResult prepared = evaluator.prepare(function.getName());
  session.checkOutcome(prepared, "Evaluator::prepare");
  if (failed(prepared) || !isSmall(module))
    return;
  std::vector<Tensor> inputs;
  for (const TensorSignature &input : signature->inputs) {
    std::optional<Tensor> tensor = makeInput(input.type);
    if (!tensor)
      return;
    inputs.push_back(std::move(*tensor));
  }
  auto results = evaluator.evaluate(function.getName(), inputs);
  session.checkOutcome(results, "Evaluator::evaluate");
  if (failed(results))
    return;
  for (auto [result, type] :
       llvm::zip_equal(*results, function.getResultTypes()))
    expect(succeeded(verifyCompatibleShape(
               result.shape, cast<RankedTensorType>(type).getShape())),
           "results to have the extents of their types");
}

//===----------------------------------------------------------------------===//
// Passes
//===----------------------------------------------------------------------===//

static LogicalResult verifyModelStage(ModuleSession &session, ModuleOp module) {
  return session.run(module, "nn-verify-stage", [](OpPassManager &pm) {
    VerifyStagePassOptions options;
    options.stage = stringifyStage(Stage::Model).str();
    pm.addPass(createVerifyStagePass(options));
  });
}

static void canonicalize(ModuleSession &session, ModuleOp module) {
  // LLVM 22 folds 'arith.cmpi eq, %x, %x' of a dynamic tensor to a constant that
  // states no extents; as in every pipeline, an nn.map takes its place first.
  LogicalResult done =
      session.run(module, "canonicalize", [](OpPassManager &pm) {
        pm.addPass(createMapElementwisePass());
        pm.addPass(createCanonicalizerPass());
      });
  expect(succeeded(done), "a module to canonicalize");
}

static void checkCoreOps(ModuleSession &session, ModuleOp module) {
  if (failed(session.run(module, "nn-decompose", [](OpPassManager &pm) {
        pm.addPass(createDecomposePass());
      })))
    return;
  WalkResult layers = module.walk(
      [](DecomposableOpInterface) { return WalkResult::interrupt(); });
  expect(!layers.wasInterrupted(), "no layer to be left");
  expect(succeeded(verifyModelStage(session, module)),
         "core ops to stand at the model stage");
  checkReadsBack(module);
  for (auto function : module.getOps<func::FuncOp>())
    if (function.isPublic() && !function.isDeclaration())
      evaluate(session, module, function);
  canonicalize(session, module);
  expect(succeeded(verifyModelStage(session, module)),
         "canonical core ops to stand at the model stage");
}

static void lower(ModuleSession &session, ModuleOp module, int level) {
  static const DialectRegistry registry = [] {
    DialectRegistry all;
    registerNetworkDialects(all);
    return all;
  }();
  session.getContext()->appendDialectRegistry(registry);
  (void)session.run(module, "nn-lower-to-cpu", [&](OpPassManager &pm) {
    CpuPipelineOptions options;
    options.optLevel = level;
    buildCpuPipeline(pm, options, Stage::Machine);
  });
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string input(reinterpret_cast<const char *>(data), size);
  ModuleSession session;
  OwningOpRef<ModuleOp> module = session.read(input);
  if (!module)
    return -1;
  if (failed(verifyModelStage(session, *module)))
    return 0;
  checkCoreOps(session, *OwningOpRef<ModuleOp>(module->clone()));
  OwningOpRef<ModuleOp> canonical = module->clone();
  canonicalize(session, *canonical);
  checkReadsBack(*canonical);
  // The last step, since it loads more dialects into the context.
  lower(session, *module, size % 3);
  return 0;
}

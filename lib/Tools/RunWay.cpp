//===- RunWay.cpp - Ways to run the entries of a module -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunWay.h"
#include "JitModel.h"
#include "ReferenceModel.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "nn/Runtime/nn_npy.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

llvm::Expected<RunWay> RunWay::parse(StringRef options) {
  RunWay way;
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  SmallVector<const char *> words;
  llvm::cl::TokenizeGNUCommandLine(options, saver, words);
  for (StringRef word : words) {
    StringRef option = word;
    // One dash does as well as two.
    option.consume_front("-");
    option.consume_front("-");
    unsigned level;
    if (option == "reference")
      way.isReference = true;
    else if (option.consume_front("mcpu="))
      way.codeGen.cpu = option.str();
    else if (option.consume_front("mattr="))
      way.codeGen.features = option.str();
    else if (option.consume_front("passes="))
      way.passes = option.str();
    else if (option.consume_front("O") && !option.getAsInteger(10, level) &&
             level <= 3)
      way.codeGen.optLevel = static_cast<int>(level);
    else
      return llvm::createStringError(
          "option '--against': expected '--reference', '-O0' to '-O3', "
          "'--mcpu=NAME', "
          "'--mattr=+A,-B' or '--passes=P,...', got '" +
          word + "'");
  }
  return way;
}

llvm::Error RunWay::checkPasses(MLIRContext *context) const {
  auto pm = PassManager::on<ModuleOp>(context);
  std::string message;
  llvm::raw_string_ostream stream(message);
  if (succeeded(parsePassPipeline(passes, pm, stream)))
    return llvm::Error::success();
  return llvm::createStringError("option '--passes': " +
                                 StringRef(message).rtrim());
}

std::string RunWay::describe() const {
  std::string text =
      isReference ? "--reference" : "-O" + std::to_string(codeGen.optLevel);
  if (!isReference && codeGen.cpu != "native")
    text += " --mcpu=" + codeGen.cpu;
  if (!isReference && !codeGen.features.empty())
    text += " --mattr=" + codeGen.features;
  if (!passes.empty())
    text += " --passes=" + passes;
  return text;
}

LogicalResult RunWay::transform(ModuleOp module) const {
  if (passes.empty())
    return success();
  auto pm = PassManager::on<ModuleOp>(module.getContext());
  if (failed(applyPassManagerCLOptions(pm)) ||
      failed(parsePassPipeline(passes, pm)))
    return failure();
  return pm.run(module);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

namespace {
/// Memory as compiled code wants it; null if there is not that much.
struct Free {
  void operator()(void *data) const { std::free(data); }
};
using Memory = std::unique_ptr<void, Free>;
Memory allocate(size_t bytes) { return Memory(nn_npy_allocate(bytes)); }
} // namespace

/// The run-time extents of a call.
static std::vector<int64_t> getExtents(const nn_entry_info &entry,
                                       ArrayRef<Tensor> inputs) {
  std::vector<int64_t> extents(entry.num_extents);
  for (auto [index, input] : llvm::enumerate(inputs)) {
    const nn_tensor_info &tensor = entry.inputs[index];
    for (int64_t axis = 0; axis < tensor.rank; ++axis)
      if (tensor.extent[axis] >= 0)
        extents[tensor.extent[axis]] = input.shape[axis];
  }
  return extents;
}

/// Calls an entry whose outputs have elements of the given types.
static FailureOr<EntryRun> call(const nn_model_info &model, StringRef name,
                                ArrayRef<Tensor> inputs, ArrayRef<Type> types,
                                size_t maxBytes, Location loc) {
  const nn_entry_info &entry =
      *llvm::find_if(llvm::ArrayRef(model.entries, model.num_entries),
                     [&](const nn_entry_info &e) { return name == e.name; });
  EntryRun run;
  std::vector<int64_t> extents = getExtents(entry, inputs);
  size_t rank = 0, bytes = 0;
  for (uint32_t i = 0; i < entry.num_outputs; ++i)
    rank += entry.outputs[i].rank;
  // The model asks for a place even if there is nothing to write.
  std::vector<int64_t> shapes(std::max<size_t>(rank, 1));
  run.status = entry.output_shapes(extents.data(), shapes.data());
  if (run.status)
    return run;

  ArrayRef<int64_t> rest = shapes;
  std::vector<Memory> memory;
  std::vector<const void *> inputPlaces;
  std::vector<void *> outputPlaces;
  auto outOfMemory = [&]() -> InFlightDiagnostic {
    return emitError(loc) << "out of memory: cannot run entry '" << name << "'";
  };
  for (uint32_t i = 0; i < entry.num_outputs; ++i) {
    ArrayRef<int64_t> shape = rest.take_front(entry.outputs[i].rank);
    rest = rest.drop_front(shape.size());
    size_t size;
    if (!nn_npy_size(entry.outputs[i].dtype, shape.size(), shape.data(),
                     nullptr, &size))
      return outOfMemory();
    bytes += size;
    run.isTooLarge |= bytes > maxBytes;
    if (run.isTooLarge)
      return run;
    outputPlaces.push_back(memory.emplace_back(allocate(size)).get());
  }
  for (const Tensor &input : inputs) {
    inputPlaces.push_back(
        memory.emplace_back(allocate(input.getByteCount())).get());
    if (memory.back())
      input.toBytes(memory.back().get());
  }
  size_t workspaceBytes = entry.workspace_size(extents.data());
  void *workspace = memory.emplace_back(allocate(workspaceBytes)).get();
  if (llvm::is_contained(memory, nullptr))
    return outOfMemory();
  run.status = entry.invoke(inputPlaces.data(), outputPlaces.data(),
                            extents.data(), model.embedded_weights, workspace,
                            workspaceBytes, /*exec=*/nullptr);
  if (run.status)
    return run;
  rest = shapes;
  for (uint32_t i = 0; i < entry.num_outputs; ++i) {
    run.outputs.push_back(Tensor::fromBytes(
        rest.take_front(entry.outputs[i].rank), types[i], outputPlaces[i]));
    rest = rest.drop_front(entry.outputs[i].rank);
  }
  return run;
}

FailureOr<EntryRun> RunWay::run(ModuleOp module, StringRef entry,
                                ArrayRef<Tensor> inputs, size_t maxBytes,
                                int &exitCode) const {
  exitCode = kExitInput;
  if (failed(transform(module)))
    return failure();
  if (isReference) {
    Evaluator evaluator(module);
    if (failed(evaluator.prepare(entry)))
      return failure();
    EntryRun run;
    auto outputs = evaluator.evaluate(entry, inputs);
    if (failed(outputs)) {
      run.status = getStatus(evaluator.getFailure());
      return run;
    }
    for (const Tensor &output : *outputs)
      run.outputs.push_back(output.asStored());
    return run;
  }
  auto function = module.lookupSymbol<func::FuncOp>(entry);
  if (!function)
    return module.emitError("expected a function called '") << entry << "'";
  SmallVector<Type> types;
  for (Type type : function.getResultTypes())
    types.push_back(getElementTypeOrSelf(type));
  CompileOptions options;
  options.codeGen = codeGen;
  options.configurePasses = applyPassManagerCLOptions;
  std::unique_ptr<JitModel> model =
      JitModel::compile(module, std::move(options), exitCode);
  if (!model)
    return failure();
  exitCode = kExitLimit;
  return call(model->getInfo(), entry, inputs, types, maxBytes,
              module.getLoc());
}

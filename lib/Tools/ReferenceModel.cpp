//===- ReferenceModel.cpp - The evaluator behind the table of a model -----===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceModel.h"
#include "dialects/NN/NNAttributes.h"
#include "nn/Target/ModelInterface.h"

using namespace mlir;
using namespace nn;

const char *ReferenceModel::keep(StringRef text) {
  strings.push_back(text.str());
  return strings.back().c_str();
}

std::vector<nn_tensor_info>
ReferenceModel::describe(ArrayRef<TensorSignature> signature) {
  std::vector<nn_tensor_info> result;
  for (const TensorSignature &tensor : signature) {
    nn_tensor_info entry{};
    entry.struct_size = sizeof(entry);
    entry.dtype = getDtype(tensor.type.getElementType());
    entry.name = keep(tensor.name);
    entry.rank = tensor.type.getRank();
    std::vector<int64_t> shape;
    std::vector<const char *> axes;
    for (auto [extent, axis] :
         llvm::zip_equal(tensor.type.getShape(), getAxisNames(tensor.type))) {
      shape.push_back(ShapedType::isDynamic(extent) ? -1 : extent);
      axes.push_back(axis ? keep(axis.getValue()) : nullptr);
    }
    shapes.push_back(std::move(shape));
    names.push_back(std::move(axes));
    entry.shape = shapes.back().data();
    entry.extent = tensor.extent.data();
    entry.axes = names.back().data();
    result.push_back(entry);
  }
  return result;
}

LogicalResult ReferenceModel::prepare() {
  bool valid = true;
  for (auto func : module.getOps<func::FuncOp>()) {
    if (!func.isPublic() || func.isDeclaration())
      continue;
    FailureOr<EntrySignature> signature = EntrySignature::infer(func, {});
    valid &=
        succeeded(signature) && succeeded(evaluator.prepare(func.getName()));
    if (valid)
      signatures.push_back(std::move(*signature));
  }
  if (!valid)
    return failure();
  if (signatures.empty())
    return module.emitError("expected a public function with a body: the "
                            "module offers nothing to call");
  for (const EntrySignature &signature : signatures) {
    nn_entry_info entry{};
    entry.struct_size = sizeof(entry);
    entry.name = keep(signature.name);
    tensors.push_back(describe(signature.inputs));
    entry.num_inputs = tensors.back().size();
    entry.inputs = tensors.back().data();
    tensors.push_back(describe(signature.outputs));
    entry.num_outputs = tensors.back().size();
    entry.outputs = tensors.back().data();
    std::vector<const char *> extents;
    for (const std::string &extent : signature.extents)
      extents.push_back(keep(extent));
    names.push_back(std::move(extents));
    entry.num_extents = names.back().size();
    entry.extent_names = names.back().data();
    entry.num_checks = 1;
    entry.checks = &failedCheck;
    entries.push_back(entry);
  }
  info.struct_size = sizeof(info);
  info.abi_version = NN_ABI_VERSION;
  info.name = keep(makeModelName(name));
  info.target = "reference evaluator";
  info.cpu = info.features = "";
  info.num_entries = entries.size();
  info.entries = entries.data();
  info.check_cpu = [] { return nn_status(NN_OK); };
  return success();
}

const EntrySignature *ReferenceModel::find(const nn_entry_info *entry) const {
  return &signatures[entry - entries.data()];
}

/// The extents of an input of a call.
static SmallVector<int64_t> getShape(const TensorSignature &tensor,
                                     const int64_t *extents) {
  SmallVector<int64_t> shape(tensor.type.getShape());
  for (auto [extent, index] : llvm::zip_equal(shape, tensor.extent))
    if (index >= 0)
      extent = extents[index];
  return shape;
}

std::vector<Tensor> ReferenceModel::getInputs(const nn_entry_info *entry,
                                              const void *const *inputs,
                                              const int64_t *extents) const {
  std::vector<Tensor> tensors;
  for (auto [index, tensor] : llvm::enumerate(find(entry)->inputs))
    tensors.push_back(Tensor::fromBytes(getShape(tensor, extents),
                                        tensor.type.getElementType(),
                                        inputs[index]));
  return tensors;
}

nn_status ReferenceModel::outputShapes(void *context,
                                       const nn_entry_info *entry,
                                       const int64_t *extents,
                                       int64_t *shapes) {
  auto &self = *static_cast<ReferenceModel *>(context);
  const EntrySignature &signature = *self.find(entry);
  if (llvm::all_of(signature.outputs, [](const TensorSignature &tensor) {
        return tensor.type.hasStaticShape();
      })) {
    for (const TensorSignature &tensor : signature.outputs)
      shapes = llvm::copy(tensor.type.getShape(), shapes);
    return NN_OK;
  }
  // Extents do not depend on values: any input shows them.
  std::vector<Tensor> inputs;
  for (const TensorSignature &tensor : signature.inputs)
    inputs.emplace_back(getShape(tensor, extents),
                        tensor.type.getElementType());
  auto results = self.evaluator.evaluateExtents(signature.name, inputs);
  if (failed(results))
    return getStatus(self.evaluator.getFailure());
  for (const Tensor &result : *results)
    shapes = llvm::copy(result.shape, shapes);
  return NN_OK;
}

nn_status ReferenceModel::call(void *context, const nn_entry_info *entry,
                               const void *const *inputs, void *const *outputs,
                               const int64_t *extents, const nn_exec *exec) {
  auto &self = *static_cast<ReferenceModel *>(context);
  auto results = self.evaluator.evaluate(
      self.find(entry)->name, self.getInputs(entry, inputs, extents));
  self.failureText = self.evaluator.getFailureText();
  self.failedCheck = self.failureText.c_str();
  if (exec && exec->failed_check)
    *exec->failed_check = self.failureText.empty() ? -1 : 0;
  if (failed(results))
    return getStatus(self.evaluator.getFailure());
  for (auto [index, result] : llvm::enumerate(*results))
    result.toBytes(outputs[index]);
  return NN_OK;
}

nn_runner_options ReferenceModel::getRunnerOptions() {
  nn_runner_options options{};
  options.output_shapes = outputShapes;
  options.call = call;
  options.context = this;
  return options;
}

//===- CInterfaceEntries.cpp - The functions of an entry ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CInterfaceBuilder.h"
#include "nn/Target/CInterface.h"

using namespace nn;

/// What is known of the matrix registers, see nnrt_use_matrices.
static constexpr llvm::StringLiteral kMatrixState = "matrix_state";

CInterfaceBuilder::EntryFunctions
CInterfaceBuilder::declareEntry(const EntrySignature &entry) {
  std::string symbol = symbolOf(entry);
  std::string suffix = level ? getLevelSuffix(*level) : "";
  SmallVector<llvm::Type *> extents(entry.extents.size(), i64);
  SmallVector<llvm::Type *> call(entry.inputs.size() + entry.outputs.size(),
                                 ptr);
  llvm::append_range(call, extents);
  call.append({ptr, ptr, i64, ptr});
  SmallVector<llvm::Type *> shapes(extents);
  shapes.push_back(ptr);
  return {
      declareFunction(symbol + suffix, i32, call),
      declareFunction(symbol + "_workspace_size" + suffix, i64, extents),
      declareFunction(symbol + "_thread_workspace_size" + suffix, i64, extents),
      declareFunction(symbol + "_output_shapes" + suffix, i32, shapes)};
}

void CInterfaceBuilder::buildCall(const EntrySignature &entry,
                                  llvm::Function *function) {
  size_t numInputs = entry.inputs.size(), numOutputs = entry.outputs.size();
  size_t numExtents = entry.extents.size();
  SmallVector<llvm::Value *> arguments = startBody(function);
  ArrayRef<llvm::Value *> all = arguments;
  ArrayRef<llvm::Value *> pointers = all.take_front(numInputs + numOutputs);
  ArrayRef<llvm::Value *> extents =
      all.slice(numInputs + numOutputs, numExtents);
  llvm::Value *weights = all[all.size() - 4];
  llvm::Value *workspace = all[all.size() - 3];
  llvm::Value *workspaceBytes = all[all.size() - 2];
  llvm::Value *exec = all[all.size() - 1];

  llvm::Value *failedCheck = b.CreateAlloca(i32);
  // An exec structure is null or at least as large as this version knows it.
  auto *readExec = llvm::BasicBlock::Create(context, "", function);
  auto *afterExec = llvm::BasicBlock::Create(context, "", function);
  b.CreateCondBr(b.CreateIsNull(exec), afterExec, readExec);
  b.SetInsertPoint(readExec);
  llvm::Value *execSize = b.CreateLoad(i32, exec);
  returnUnless(b.CreateICmpUGE(execSize, b.getInt32(sizeof(nn_exec))),
               NN_E_INVALID_ARG);
  auto *resetCheck = llvm::BasicBlock::Create(context, "", function);
  llvm::Value *place = getFailedCheckPlace(exec, resetCheck, afterExec);
  b.SetInsertPoint(resetCheck);
  b.CreateStore(b.getInt32(-1), place);
  b.CreateBr(afterExec);
  b.SetInsertPoint(afterExec);

  if (model.usesMatrices) {
    llvm::GlobalVariable *state =
        module.getGlobalVariable(kMatrixState, /*AllowInternal=*/true);
    if (!state)
      state = new llvm::GlobalVariable(module, i32, /*isConstant=*/false,
                                       llvm::GlobalValue::InternalLinkage,
                                       b.getInt32(0), kMatrixState);
    llvm::Value *status = b.CreateCall(
        module.getOrInsertFunction("nnrt_use_matrices", i32, ptr), {state});
    returnUnless(b.CreateICmpEQ(status, b.getInt32(NN_OK)),
                 NN_E_CPU_UNSUPPORTED);
  }

  llvm::Value *valid = b.getTrue();
  for (llvm::Value *pointer : pointers)
    valid = b.CreateAnd(valid, b.CreateIsNotNull(pointer));
  returnUnless(valid, NN_E_INVALID_ARG);

  Plan plan = callPlan(entry, extents);
  returnUnless(plan.fits, NN_E_SHAPE);

  ArrayRef<llvm::Value *> outputExtents = plan.outputExtents;
  SmallVector<Tensor> tensors;
  for (auto [pointer, signature] :
       llvm::zip(pointers.take_front(numInputs), entry.inputs))
    tensors.push_back(makeTensor(pointer, signature, extents, outputExtents));
  for (auto [pointer, signature] :
       llvm::zip(pointers.drop_front(numInputs), entry.outputs))
    tensors.push_back(makeTensor(pointer, signature, extents, outputExtents));

  llvm::Value *aligned = b.getTrue();
  for (const Tensor &tensor : tensors)
    aligned = b.CreateAnd(
        aligned, isAligned(tensor.data,
                           (tensor.element.getIntOrFloatBitWidth() + 7) / 8));
  returnUnless(aligned, NN_E_ALIGN);

  // A model that needs no workspace takes a null pointer for it.
  llvm::Value *needsNone = b.CreateICmpEQ(plan.bytes, b.getInt64(0));
  returnUnless(b.CreateOr(needsNone, b.CreateIsNotNull(workspace)),
               NN_E_INVALID_ARG);
  returnUnless(b.CreateICmpUGE(workspaceBytes, plan.bytes), NN_E_WORKSPACE);
  returnUnless(b.CreateOr(needsNone, isAligned(workspace, NN_WORKSPACE_ALIGN)),
               NN_E_ALIGN);

  Team team = makeTeam(exec, plan, workspace, workspaceBytes);
  // Outputs and workspace overlap nothing: the kernel writes to them before it
  // has read all inputs.
  llvm::Value *disjoint = b.getTrue();
  for (size_t i = 0; i < tensors.size(); ++i) {
    const Tensor &tensor = tensors[i];
    for (size_t out = std::max(numInputs, i + 1); out < tensors.size(); ++out)
      disjoint = b.CreateAnd(disjoint, areDisjoint(tensor.data, tensor.bytes,
                                                   tensors[out].data,
                                                   tensors[out].bytes));
    disjoint =
        b.CreateAnd(disjoint, areDisjoint(tensor.data, tensor.bytes, workspace,
                                          team.workspaceBytes));
  }
  returnUnless(disjoint, NN_E_INVALID_ARG);

  // The pointers of the weights.
  auto weightType = llvm::StructType::get(
      context, {i32, i32, llvm::ArrayType::get(ptr, model.weights.size() + 1)});
  if (!entry.params.empty()) {
    llvm::Value *isEmbedded = b.CreateIsNull(weights);
    if (shown)
      isEmbedded = b.CreateOr(isEmbedded, b.CreateICmpEQ(weights, shown));
    if (embedded)
      weights = b.CreateSelect(isEmbedded, embedded, weights);
    else
      returnUnless(b.CreateIsNotNull(weights), NN_E_WEIGHTS);
    llvm::Value *size = b.CreateLoad(i32, weights);
    llvm::Value *count =
        b.CreateLoad(i32, b.CreateStructGEP(weightType, weights, 1));
    uint64_t bytes = module.getDataLayout().getTypeAllocSize(weightType);
    returnUnless(
        b.CreateAnd(b.CreateICmpUGE(size, b.getInt32(bytes)),
                    b.CreateICmpEQ(count, b.getInt32(model.weights.size()))),
        NN_E_WEIGHTS);
  }

  SmallVector<llvm::Value *> kernelArguments;
  for (const Tensor &tensor : ArrayRef<Tensor>(tensors).take_front(numInputs))
    appendDescriptor(kernelArguments, tensor.data, tensor.shape);
  llvm::Value *weightsValid = b.getTrue();
  for (mlir::FlatSymbolRefAttr param : entry.params) {
    std::optional<unsigned> packed = model.findPackedWeight(param.getValue());
    unsigned index =
        packed ? model.weights.size() : *model.findWeight(param.getValue());
    llvm::Value *place = b.CreateGEP(
        weightType, weights, {b.getInt32(0), b.getInt32(2), b.getInt32(index)});
    llvm::Value *data = b.CreateLoad(ptr, place);
    weightsValid = b.CreateAnd(weightsValid, b.CreateIsNotNull(data));
    mlir::RankedTensorType type =
        packed ? model.packedWeights[*packed].type : model.weights[index].type;
    uint64_t alignment = (type.getElementTypeBitWidth() + 7) / 8;
    if (packed) {
      alignment = NN_WORKSPACE_ALIGN;
      data = b.CreateConstGEP1_64(b.getInt8Ty(), data,
                                  model.packedWeights[*packed].offset);
    }
    weightsValid = b.CreateAnd(weightsValid, isAligned(data, alignment));
    llvm::Value *bytes = b.getInt64(getByteSize(type));
    for (const Tensor &output : ArrayRef<Tensor>(tensors).drop_front(numInputs))
      weightsValid = b.CreateAnd(
          weightsValid, areDisjoint(data, bytes, output.data, output.bytes));
    weightsValid = b.CreateAnd(
        weightsValid, areDisjoint(data, bytes, workspace, team.workspaceBytes));
    SmallVector<llvm::Value *> shape;
    for (int64_t extent : type.getShape())
      shape.push_back(b.getInt64(extent));
    appendDescriptor(kernelArguments, data, shape);
  }
  if (!entry.params.empty())
    returnUnless(weightsValid, NN_E_WEIGHTS);
  for (const Tensor &tensor : ArrayRef<Tensor>(tensors).drop_front(numInputs))
    appendDescriptor(kernelArguments, tensor.data, tensor.shape);
  appendDescriptor(kernelArguments, workspace, workspaceBytes);
  b.CreateStore(b.getInt32(0), failedCheck);
  appendDescriptor(kernelArguments, failedCheck, {});
  kernelArguments.push_back(team.address);
  b.CreateCall(module.getFunction(getKernelName(entry.name)), kernelArguments);
  returnChecked(entry, failedCheck, exec);
}

void CInterfaceBuilder::buildWorkspaceSize(const EntrySignature &entry,
                                           llvm::Function *function) {
  SmallVector<llvm::Value *> extents = startBody(function);
  Plan plan = callPlan(entry, extents);
  // 0 says that the extents do not fit, so no workspace counts as one line.
  llvm::Value *least = b.getInt64(NN_WORKSPACE_ALIGN);
  llvm::Value *bytes =
      b.CreateSelect(b.CreateICmpULT(plan.bytes, least), least, plan.bytes);
  b.CreateRet(b.CreateSelect(plan.fits, bytes, b.getInt64(0)));
}

/// What tasks need beside the first one, of which callers provide what they
/// like.
void CInterfaceBuilder::buildThreadWorkspaceSize(const EntrySignature &entry,
                                                 llvm::Function *function) {
  SmallVector<llvm::Value *> extents = startBody(function);
  Plan plan = callPlan(entry, extents);
  b.CreateRet(b.CreateSelect(plan.fits, plan.threadBytes, b.getInt64(0)));
}

void CInterfaceBuilder::buildOutputShapes(const EntrySignature &entry,
                                          llvm::Function *function) {
  SmallVector<llvm::Value *> extents = startBody(function);
  llvm::Value *shapes = extents.pop_back_val();
  returnUnless(b.CreateIsNotNull(shapes), NN_E_INVALID_ARG);
  Plan plan = callPlan(entry, extents);
  returnUnless(plan.fits, NN_E_SHAPE);
  ArrayRef<llvm::Value *> outputExtents = plan.outputExtents;
  unsigned place = 0;
  for (const TensorSignature &tensor : entry.outputs)
    for (int64_t extent : tensor.type.getShape()) {
      llvm::Value *value = b.getInt64(extent);
      if (mlir::ShapedType::isDynamic(extent)) {
        value = outputExtents.front();
        outputExtents = outputExtents.drop_front();
      }
      b.CreateStore(value, b.CreateConstGEP1_32(i64, shapes, place++));
    }
  b.CreateRet(b.getInt32(NN_OK));
}

/// `typed` with its leading extents read from an array.
llvm::Function *CInterfaceBuilder::buildGeneric(const EntrySignature &entry,
                                                llvm::Function *typed,
                                                const llvm::Twine &name) {
  size_t numExtents = entry.extents.size();
  SmallVector<llvm::Type *> types = {ptr};
  for (llvm::Argument &argument : llvm::drop_begin(typed->args(), numExtents))
    types.push_back(argument.getType());
  llvm::Function *function =
      startFunction(name, typed->getReturnType(), types, /*exported=*/false);
  SmallVector<llvm::Value *> arguments;
  for (size_t i = 0; i < numExtents; ++i)
    arguments.push_back(
        b.CreateLoad(i64, b.CreateConstGEP1_32(i64, function->getArg(0), i)));
  for (llvm::Argument &argument : llvm::drop_begin(function->args()))
    arguments.push_back(&argument);
  b.CreateRet(b.CreateCall(typed, arguments));
  return function;
}

llvm::Function *CInterfaceBuilder::buildGenericCall(const EntrySignature &entry,
                                                    llvm::Function *call) {
  llvm::Function *function =
      startFunction(symbolOf(entry) + ".invoke", i32,
                    {ptr, ptr, ptr, ptr, ptr, i64, ptr}, /*exported=*/false);
  SmallVector<llvm::Value *> arguments;
  auto load = [&](unsigned from, size_t count, llvm::Type *type) {
    for (size_t i = 0; i < count; ++i)
      arguments.push_back(b.CreateLoad(
          type, b.CreateConstGEP1_32(type, function->getArg(from), i)));
  };
  load(0, entry.inputs.size(), ptr);
  load(1, entry.outputs.size(), ptr);
  load(2, entry.extents.size(), i64);
  for (unsigned i = 3; i < 7; ++i)
    arguments.push_back(function->getArg(i));
  b.CreateRet(b.CreateCall(call, arguments));
  return function;
}

CInterfaceBuilder::EntryFunctions
CInterfaceBuilder::buildEntry(const EntrySignature &entry) {
  EntryFunctions functions = declareEntry(entry);
  if (dispatch) {
    for (llvm::Function *function :
         {functions.call, functions.workspaceSize,
          functions.threadWorkspaceSize, functions.outputShapes})
      dispatch->forward(function);
    return functions;
  }
  buildCall(entry, functions.call);
  buildWorkspaceSize(entry, functions.workspaceSize);
  buildThreadWorkspaceSize(entry, functions.threadWorkspaceSize);
  buildOutputShapes(entry, functions.outputShapes);
  return functions;
}

//===- CInterface.cpp - The C functions of a compiled model ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call checks its arguments, asks the plan of the entry whether the extents
// fit, and calls the kernel with the descriptors of its buffers. All of it is
// straight-line code on the stack: nothing is set up per call.
//
//===----------------------------------------------------------------------===//

#include "nn/Target/CInterface.h"
#include "CpuLevels.h"
#include "nn/Runtime/nn_team.h"
#include "nn/Weights/ParamValues.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace nn;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::StringRef;

/// The weights structure that the table of a model with several levels shows.
static constexpr StringRef kShownWeights = "weights.shown";

std::string nn::getInfoSymbol(StringRef modelName) {
  return (modelName + "_info").str();
}

namespace {
class CInterfaceBuilder {
public:
  CInterfaceBuilder(llvm::Module &module, const ModelInterface &model,
                    std::optional<unsigned> level = std::nullopt)
      : module(module), model(model), context(module.getContext()), b(context),
        ptr(llvm::PointerType::get(context, 0)), i32(b.getInt32Ty()),
        i64(b.getInt64Ty()), level(level) {}

  void build(ArrayRef<ArrayRef<char>> weights, StringRef packedWeights);
  void buildLevel(ArrayRef<ArrayRef<char>> weights, StringRef packedWeights);
  void buildShared();

private:
  /// The functions of one entry.
  struct EntryFunctions {
    llvm::Function *call, *workspaceSize, *threadWorkspaceSize, *outputShapes;
  };
  /// What the plan of an entry answers.
  struct Plan {
    llvm::Value *fits, *bytes, *threadBytes;
    SmallVector<llvm::Value *> outputExtents;
  };
  /// A tensor argument of a call.
  struct Tensor {
    llvm::Value *data;
    mlir::Type element;
    SmallVector<llvm::Value *> shape;
    llvm::Value *bytes;
  };
  /// An nnrt_team, null for one thread, and what it uses of the workspace.
  struct Team {
    llvm::Value *address, *workspaceBytes;
  };

  llvm::Function *declareFunction(const llvm::Twine &name, llvm::Type *result,
                                  ArrayRef<llvm::Type *> parameters,
                                  bool exported = true);
  llvm::Function *startFunction(const llvm::Twine &name, llvm::Type *result,
                                ArrayRef<llvm::Type *> parameters,
                                bool exported = true);
  EntryFunctions declareEntry(const EntrySignature &entry);
  void startBody(llvm::Function *function);
  void makeInternal();
  Plan callPlan(const EntrySignature &entry, ArrayRef<llvm::Value *> extents);
  void returnUnless(llvm::Value *condition, nn_status status);
  llvm::Value *getFailedCheckPlace(llvm::Value *exec, llvm::BasicBlock *isThere,
                                   llvm::BasicBlock *isNot);
  void returnChecked(const EntrySignature &entry, llvm::Value *failed,
                     llvm::Value *exec);
  llvm::Value *isAligned(llvm::Value *pointer, uint64_t alignment);
  llvm::Value *areDisjoint(llvm::Value *a, llvm::Value *aBytes, llvm::Value *c,
                           llvm::Value *cBytes);
  Tensor makeTensor(llvm::Value *data, const TensorSignature &signature,
                    ArrayRef<llvm::Value *> extents,
                    ArrayRef<llvm::Value *> &outputExtents);
  void appendDescriptor(SmallVectorImpl<llvm::Value *> &arguments,
                        llvm::Value *data, ArrayRef<llvm::Value *> shape);
  Team makeTeam(llvm::Value *exec, const Plan &plan, llvm::Value *workspace,
                llvm::Value *workspaceBytes);

  EntryFunctions buildEntry(const EntrySignature &entry);
  void buildCall(const EntrySignature &entry, llvm::Function *function);
  void buildWorkspaceSize(const EntrySignature &entry,
                          llvm::Function *function);
  void buildThreadWorkspaceSize(const EntrySignature &entry,
                                llvm::Function *function);
  void buildOutputShapes(const EntrySignature &entry, llvm::Function *function);
  llvm::Constant *buildEntryInfo(const EntrySignature &entry,
                                 const EntryFunctions &functions);
  llvm::Function *buildGenericCall(const EntrySignature &entry,
                                   llvm::Function *call);
  llvm::Function *buildGeneric(const EntrySignature &entry,
                               llvm::Function *typed, const llvm::Twine &name);

  llvm::Constant *getString(StringRef text);
  llvm::Constant *getArray(ArrayRef<llvm::Constant *> values,
                           llvm::Type *element);
  llvm::Constant *getGlobal(llvm::Constant *value, const llvm::Twine &name);
  llvm::Constant *getTensorInfo(StringRef name, mlir::RankedTensorType type,
                                ArrayRef<int32_t> extent);
  llvm::Constant *getTensorInfos(ArrayRef<TensorSignature> tensors);
  llvm::Constant *embedWeights(ArrayRef<ArrayRef<char>> weights,
                               StringRef packedWeights);
  llvm::Constant *embedBytes(StringRef bytes);
  llvm::Constant *getPackings(ArrayRef<PackedWeight> packedWeights);
  llvm::Function *buildPrepack();
  llvm::Function *buildCheckCpu();
  llvm::Constant *getLevels();
  void buildTables(ArrayRef<EntryFunctions> functions);
  llvm::Constant *null() { return llvm::ConstantPointerNull::get(ptr); }

  std::string symbolOf(const EntrySignature &entry) {
    return model.name + "_" + makeModelName(entry.name);
  }

  llvm::Module &module;
  const ModelInterface &model;
  llvm::LLVMContext &context;
  llvm::IRBuilder<> b;
  llvm::PointerType *ptr;
  llvm::Type *i32, *i64;
  /// Which level of a model with several this is the code of.
  std::optional<unsigned> level;
  /// The levels of a model with several, where its functions are made that do
  /// not depend on one.
  LevelDispatch *dispatch = nullptr;
  /// The weights structure of embedded weights, else null; and that which the
  /// table of the model shows, if it is another: of the first level.
  llvm::Constant *embedded = nullptr, *shown = nullptr;
};
} // namespace

//===----------------------------------------------------------------------===//
// Pieces
//===----------------------------------------------------------------------===//

llvm::Function *
CInterfaceBuilder::declareFunction(const llvm::Twine &name, llvm::Type *result,
                                   ArrayRef<llvm::Type *> parameters,
                                   bool exported) {
  auto *function =
      llvm::Function::Create(llvm::FunctionType::get(result, parameters, false),
                             exported ? llvm::GlobalValue::ExternalLinkage
                                      : llvm::GlobalValue::InternalLinkage,
                             name, module);
  function->addFnAttr(llvm::Attribute::NoUnwind);
  return function;
}

void CInterfaceBuilder::startBody(llvm::Function *function) {
  b.SetInsertPoint(llvm::BasicBlock::Create(context, "", function));
}

llvm::Function *
CInterfaceBuilder::startFunction(const llvm::Twine &name, llvm::Type *result,
                                 ArrayRef<llvm::Type *> parameters,
                                 bool exported) {
  llvm::Function *function =
      declareFunction(name, result, parameters, exported);
  startBody(function);
  return function;
}

/// Kernels and all that they use.
void CInterfaceBuilder::makeInternal() {
  for (llvm::GlobalObject &object : module.global_objects())
    if (!object.isDeclaration())
      object.setLinkage(llvm::GlobalValue::InternalLinkage);
}

CInterfaceBuilder::Plan
CInterfaceBuilder::callPlan(const EntrySignature &entry,
                            ArrayRef<llvm::Value *> extents) {
  llvm::Function *plan = module.getFunction(getPlanName(entry.name));
  llvm::Value *result = b.CreateCall(plan, extents);
  Plan answer{b.CreateExtractValue(result, 0),
              b.CreateExtractValue(result, 1),
              b.CreateExtractValue(result, 2),
              {}};
  auto *type = llvm::cast<llvm::StructType>(result->getType());
  for (unsigned i = 3; i < type->getNumElements(); ++i)
    answer.outputExtents.push_back(b.CreateExtractValue(result, i));
  return answer;
}

/// Ends a call in which the kernel wrote to `failed`: 0, or the number of the
/// check that failed, counted from 1.
void CInterfaceBuilder::returnChecked(const EntrySignature &entry,
                                      llvm::Value *failed, llvm::Value *exec) {
  if (entry.checks.empty()) {
    b.CreateRet(b.getInt32(NN_OK));
    return;
  }
  llvm::Value *number = b.CreateLoad(i32, failed);
  auto block = [&] {
    return llvm::BasicBlock::Create(context, "",
                                    b.GetInsertBlock()->getParent());
  };
  llvm::BasicBlock *good = block(), *fail = block(), *tell = block(),
                   *end = block();
  b.CreateCondBr(b.CreateICmpEQ(number, b.getInt32(0)), good, fail);
  b.SetInsertPoint(good);
  b.CreateRet(b.getInt32(NN_OK));

  b.SetInsertPoint(fail);
  llvm::Value *index = b.CreateSub(number, b.getInt32(1));
  llvm::Value *place = getFailedCheckPlace(exec, tell, end);
  b.SetInsertPoint(tell);
  b.CreateStore(index, place);
  b.CreateBr(end);
  b.SetInsertPoint(end);
  SmallVector<llvm::Constant *> statuses;
  for (const CheckSignature &check : entry.checks)
    statuses.push_back(b.getInt32(check.status));
  b.CreateRet(
      b.CreateLoad(i32, b.CreateGEP(i32, getArray(statuses, i32), index)));
}

/// Branches to `isThere` if the caller of `exec` wants to know which check
/// failed, else to `isNot`. The pointer is of use in `isThere` alone.
llvm::Value *CInterfaceBuilder::getFailedCheckPlace(llvm::Value *exec,
                                                    llvm::BasicBlock *isThere,
                                                    llvm::BasicBlock *isNot) {
  auto *read =
      llvm::BasicBlock::Create(context, "", b.GetInsertBlock()->getParent());
  b.CreateCondBr(b.CreateIsNull(exec), isNot, read);
  b.SetInsertPoint(read);
  llvm::Value *place = b.CreateLoad(
      ptr, b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), exec,
                                        offsetof(nn_exec, failed_check)));
  b.CreateCondBr(b.CreateIsNull(place), isNot, isThere);
  return place;
}

/// Ends the call with `status` unless `condition` holds.
void CInterfaceBuilder::returnUnless(llvm::Value *condition, nn_status status) {
  llvm::Function *function = b.GetInsertBlock()->getParent();
  auto *next = llvm::BasicBlock::Create(context, "", function);
  auto *fail = llvm::BasicBlock::Create(context, "", function);
  b.CreateCondBr(condition, next, fail);
  b.SetInsertPoint(fail);
  b.CreateRet(b.getInt32(status));
  b.SetInsertPoint(next);
}

llvm::Value *CInterfaceBuilder::isAligned(llvm::Value *pointer,
                                          uint64_t alignment) {
  llvm::Value *address = b.CreatePtrToInt(pointer, i64);
  return b.CreateICmpEQ(b.CreateAnd(address, alignment - 1), b.getInt64(0));
}

llvm::Value *CInterfaceBuilder::areDisjoint(llvm::Value *a, llvm::Value *aBytes,
                                            llvm::Value *c,
                                            llvm::Value *cBytes) {
  llvm::Value *aBegin = b.CreatePtrToInt(a, i64);
  llvm::Value *cBegin = b.CreatePtrToInt(c, i64);
  llvm::Value *isEmpty = b.CreateOr(b.CreateICmpEQ(aBytes, b.getInt64(0)),
                                    b.CreateICmpEQ(cBytes, b.getInt64(0)));
  llvm::Value *apart =
      b.CreateOr(b.CreateICmpULE(b.CreateAdd(aBegin, aBytes), cBegin),
                 b.CreateICmpULE(b.CreateAdd(cBegin, cBytes), aBegin));
  return b.CreateOr(isEmpty, apart);
}

CInterfaceBuilder::Tensor CInterfaceBuilder::makeTensor(
    llvm::Value *data, const TensorSignature &signature,
    ArrayRef<llvm::Value *> extents, ArrayRef<llvm::Value *> &outputExtents) {
  Tensor tensor{data, signature.type.getElementType(), {}, nullptr};
  tensor.bytes = b.getInt64((signature.type.getElementTypeBitWidth() + 7) / 8);
  for (auto [axis, extent] : llvm::enumerate(signature.type.getShape())) {
    llvm::Value *value = nullptr;
    if (!mlir::ShapedType::isDynamic(extent)) {
      value = b.getInt64(extent);
    } else if (signature.extent[axis] >= 0) {
      value = extents[signature.extent[axis]];
    } else {
      value = outputExtents.front();
      outputExtents = outputExtents.drop_front();
    }
    tensor.shape.push_back(value);
    tensor.bytes = b.CreateMul(tensor.bytes, value);
  }
  return tensor;
}

/// Appends what the LLVM lowering of memref passes: pointer, aligned pointer,
/// offset, extents, strides.
void CInterfaceBuilder::appendDescriptor(
    SmallVectorImpl<llvm::Value *> &arguments, llvm::Value *data,
    ArrayRef<llvm::Value *> shape) {
  arguments.append({data, data, b.getInt64(0)});
  arguments.append(shape.begin(), shape.end());
  SmallVector<llvm::Value *> strides(shape.size());
  llvm::Value *stride = b.getInt64(1);
  for (size_t axis = shape.size(); axis-- > 0;) {
    strides[axis] = stride;
    stride = b.CreateMul(stride, shape[axis]);
  }
  arguments.append(strides.begin(), strides.end());
}

/// What the kernel knows of the caller's threads. Of tasks that need memory
/// there may be as many as the workspace has room for.
CInterfaceBuilder::Team
CInterfaceBuilder::makeTeam(llvm::Value *exec, const Plan &plan,
                            llvm::Value *workspace,
                            llvm::Value *workspaceBytes) {
  auto block = [&] {
    return llvm::BasicBlock::Create(context, "",
                                    b.GetInsertBlock()->getParent());
  };
  auto load = [&](llvm::Type *type, size_t offset) {
    return b.CreateLoad(
        type, b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), exec, offset));
  };
  llvm::BasicBlock &entry = b.GetInsertBlock()->getParent()->getEntryBlock();
  llvm::AllocaInst *team =
      llvm::IRBuilder<>(&entry, entry.begin())
          .CreateAlloca(llvm::ArrayType::get(b.getInt8Ty(), sizeof(nnrt_team)));
  team->setAlignment(llvm::Align(alignof(nnrt_team)));
  auto store = [&](llvm::Value *value, size_t offset) {
    b.CreateStore(value,
                  b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), team, offset));
  };
  llvm::BasicBlock *start = b.GetInsertBlock();
  llvm::BasicBlock *read = block(), *make = block(), *end = block();
  b.CreateCondBr(b.CreateIsNull(exec), end, read);

  b.SetInsertPoint(read);
  llvm::Value *parallelFor = load(ptr, offsetof(nn_exec, parallel_for));
  llvm::Value *threads =
      b.CreateZExt(load(i32, offsetof(nn_exec, num_threads)), i64);
  b.CreateCondBr(b.CreateAnd(b.CreateIsNotNull(parallelFor),
                             b.CreateICmpUGT(threads, b.getInt64(1))),
                 make, end);

  b.SetInsertPoint(make);
  store(parallelFor, offsetof(nnrt_team, parallel_for));
  store(load(ptr, offsetof(nn_exec, context)), offsetof(nnrt_team, context));
  store(threads, offsetof(nnrt_team, num_tasks));
  store(b.CreateGEP(b.getInt8Ty(), workspace, plan.bytes),
        offsetof(nnrt_team, memory));
  store(plan.threadBytes, offsetof(nnrt_team, memory_bytes));
  // Nothing is needed where no task needs memory.
  llvm::Value *room =
      b.CreateUDiv(b.CreateSub(workspaceBytes, plan.bytes),
                   b.CreateBinaryIntrinsic(llvm::Intrinsic::umax,
                                           plan.threadBytes, b.getInt64(1)));
  llvm::Value *further = b.CreateBinaryIntrinsic(
      llvm::Intrinsic::umin, room, b.CreateSub(threads, b.getInt64(1)));
  store(b.CreateAdd(further, b.getInt64(1)),
        offsetof(nnrt_team, num_tasks_with_memory));
  llvm::Value *bytes =
      b.CreateAdd(plan.bytes, b.CreateMul(further, plan.threadBytes));
  b.CreateBr(end);

  b.SetInsertPoint(end);
  llvm::PHINode *address = b.CreatePHI(ptr, 3);
  llvm::PHINode *used = b.CreatePHI(i64, 3);
  for (llvm::BasicBlock *before : {start, read}) {
    address->addIncoming(null(), before);
    used->addIncoming(plan.bytes, before);
  }
  address->addIncoming(team, make);
  used->addIncoming(bytes, make);
  return {address, used};
}

//===----------------------------------------------------------------------===//
// Functions of an entry
//===----------------------------------------------------------------------===//

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
  return {declareFunction(symbol + suffix, i32, call),
          declareFunction(symbol + "_workspace_size" + suffix, i64, extents),
          declareFunction(symbol + "_thread_workspace_size" + suffix, i64,
                          extents),
          declareFunction(symbol + "_output_shapes" + suffix, i32, shapes)};
}

void CInterfaceBuilder::buildCall(const EntrySignature &entry,
                                  llvm::Function *function) {
  size_t numInputs = entry.inputs.size(), numOutputs = entry.outputs.size();
  size_t numExtents = entry.extents.size();
  startBody(function);
  SmallVector<llvm::Value *> arguments;
  for (llvm::Argument &argument : function->args())
    arguments.push_back(&argument);
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
  startBody(function);
  SmallVector<llvm::Value *> extents;
  for (llvm::Argument &argument : function->args())
    extents.push_back(&argument);
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
  startBody(function);
  SmallVector<llvm::Value *> extents;
  for (llvm::Argument &argument : function->args())
    extents.push_back(&argument);
  Plan plan = callPlan(entry, extents);
  b.CreateRet(b.CreateSelect(plan.fits, plan.threadBytes, b.getInt64(0)));
}

void CInterfaceBuilder::buildOutputShapes(const EntrySignature &entry,
                                          llvm::Function *function) {
  startBody(function);
  SmallVector<llvm::Value *> extents;
  for (llvm::Argument &argument : function->args())
    extents.push_back(&argument);
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

//===----------------------------------------------------------------------===//
// Tables: constants with the layout of the structures of nn_abi.h
//===----------------------------------------------------------------------===//

llvm::Constant *CInterfaceBuilder::getGlobal(llvm::Constant *value,
                                             const llvm::Twine &name) {
  auto *global =
      new llvm::GlobalVariable(module, value->getType(), /*isConstant=*/true,
                               llvm::GlobalValue::PrivateLinkage, value, name);
  return global;
}

llvm::Constant *CInterfaceBuilder::getString(StringRef text) {
  return getGlobal(llvm::ConstantDataArray::getString(context, text), "str");
}

llvm::Constant *CInterfaceBuilder::getArray(ArrayRef<llvm::Constant *> values,
                                            llvm::Type *element) {
  if (values.empty())
    return null();
  return getGlobal(llvm::ConstantArray::get(
                       llvm::ArrayType::get(element, values.size()), values),
                   "array");
}

llvm::Constant *CInterfaceBuilder::getTensorInfo(StringRef name,
                                                 mlir::RankedTensorType type,
                                                 ArrayRef<int32_t> extent) {
  SmallVector<llvm::Constant *> shape, extents, axes;
  SmallVector<mlir::StringAttr> names = getAxisNames(type);
  for (int64_t axis = 0; axis < type.getRank(); ++axis) {
    shape.push_back(
        b.getInt64(type.isDynamicDim(axis) ? -1 : type.getDimSize(axis)));
    extents.push_back(b.getInt32(extent.empty() ? -1 : extent[axis]));
    axes.push_back(names[axis] ? getString(names[axis].getValue()) : null());
  }
  return llvm::ConstantStruct::getAnon(
      {b.getInt32(sizeof(nn_tensor_info)),
       b.getInt32(getDtype(type.getElementType())), getString(name),
       b.getInt64(type.getRank()), getArray(shape, i64), getArray(extents, i32),
       getArray(axes, ptr)});
}

llvm::Constant *
CInterfaceBuilder::getTensorInfos(ArrayRef<TensorSignature> tensors) {
  SmallVector<llvm::Constant *> infos;
  for (const TensorSignature &tensor : tensors)
    infos.push_back(getTensorInfo(tensor.name, tensor.type, tensor.extent));
  return getArray(infos, infos.empty() ? ptr : infos.front()->getType());
}

llvm::Constant *
CInterfaceBuilder::buildEntryInfo(const EntrySignature &entry,
                                  const EntryFunctions &functions) {
  std::string symbol = symbolOf(entry);
  SmallVector<llvm::Constant *> extents;
  for (const std::string &extent : entry.extents)
    extents.push_back(getString(extent));
  SmallVector<llvm::Constant *> checks;
  for (const CheckSignature &check : entry.checks)
    checks.push_back(getString(check.text));
  return llvm::ConstantStruct::getAnon(
      {b.getInt32(sizeof(nn_entry_info)), b.getInt32(entry.inputs.size()),
       b.getInt32(entry.outputs.size()), b.getInt32(entry.extents.size()),
       getString(entry.name), getTensorInfos(entry.inputs),
       getTensorInfos(entry.outputs), getArray(extents, ptr),
       buildGeneric(entry, functions.workspaceSize, symbol + ".workspace_size"),
       buildGeneric(entry, functions.outputShapes, symbol + ".output_shapes"),
       buildGenericCall(entry, functions.call), b.getInt32(checks.size()),
       getArray(checks, ptr),
       buildGeneric(entry, functions.threadWorkspaceSize,
                    symbol + ".thread_workspace_size")});
}

llvm::Constant *CInterfaceBuilder::embedBytes(StringRef bytes) {
  auto *data =
      llvm::ConstantDataArray::getRaw(bytes, bytes.size(), b.getInt8Ty());
  auto *global = llvm::cast<llvm::GlobalVariable>(getGlobal(data, "weight"));
  global->setAlignment(llvm::Align(NN_WORKSPACE_ALIGN));
  // Levels have it in common.
  global->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  return global;
}

/// The weights structure of embedded weights; those that are read packed alone
/// are in it once.
llvm::Constant *
CInterfaceBuilder::embedWeights(ArrayRef<ArrayRef<char>> weights,
                                StringRef packedWeights) {
  SmallVector<llvm::Constant *> tensors;
  for (auto [index, bytes] : llvm::enumerate(weights))
    tensors.push_back(model.readsAsIs(index)
                          ? embedBytes(StringRef(bytes.data(), bytes.size()))
                          : null());
  tensors.push_back(packedWeights.empty() ? null() : embedBytes(packedWeights));
  llvm::Constant *array = llvm::ConstantArray::get(
      llvm::ArrayType::get(ptr, tensors.size()), tensors);
  uint64_t bytes = sizeof(nn_weights) + sizeof(void *) * tensors.size();
  return getGlobal(llvm::ConstantStruct::getAnon(
                       {b.getInt32(bytes), b.getInt32(weights.size()), array}),
                   "weights");
}

/// The nnrt_packing of every packed weight.
llvm::Constant *
CInterfaceBuilder::getPackings(ArrayRef<PackedWeight> packedWeights) {
  auto getNumbers = [&](ArrayRef<int64_t> values) {
    SmallVector<llvm::Constant *> constants;
    for (int64_t value : values)
      constants.push_back(b.getInt64(value));
    return getArray(constants, i64);
  };
  SmallVector<llvm::Constant *> packings;
  for (const PackedWeight &packed : packedWeights) {
    const Packing &packing = packed.packing;
    packings.push_back(llvm::ConstantStruct::getAnon(
        {b.getInt32(packed.weight), b.getInt32(packing.elementBytes),
         b.getInt32(packing.shape.size()),
         b.getInt32(packing.sourceShape.size()), b.getInt64(packed.offset),
         getNumbers(packing.shape), getNumbers(packing.sourceShape),
         getNumbers(packing.start), getNumbers(packing.moves)}));
  }
  return getArray(packings, packings.empty() ? ptr : packings[0]->getType());
}

/// nn_status m_weights_prepack(weights, packed, bytes)
llvm::Function *CInterfaceBuilder::buildPrepack() {
  llvm::Function *function =
      startFunction(model.name + "_weights_prepack", i32, {ptr, ptr, i64});
  if (llvm::all_of(model.levels, [](const CpuLevel &each) {
        return each.packedWeights.empty();
      })) {
    b.CreateRet(b.getInt32(NN_OK));
    return function;
  }
  // What is laid out where, by level.
  SmallVector<llvm::Constant *> packings, counts, totals;
  for (const CpuLevel &each : model.levels) {
    packings.push_back(getPackings(each.packedWeights));
    counts.push_back(b.getInt32(each.packedWeights.size()));
    totals.push_back(b.getInt64(each.packedBytes));
  }
  llvm::Value *index = dispatch ? dispatch->getLevel(b) : b.getInt32(0);
  auto select = [&](ArrayRef<llvm::Constant *> values) -> llvm::Value * {
    llvm::Type *type = values[0]->getType();
    return b.CreateLoad(type, b.CreateGEP(type, getArray(values, type), index));
  };
  b.CreateRet(b.CreateCall(
      module.getOrInsertFunction("nnrt_weights_prepack", i32, ptr, i32, i32,
                                 i64, ptr, ptr, i64),
      {select(packings), select(counts), b.getInt32(model.weights.size()),
       select(totals), function->getArg(0), function->getArg(1),
       function->getArg(2)}));
  return function;
}

/// nn_status m_check_cpu(void)
llvm::Function *CInterfaceBuilder::buildCheckCpu() {
  llvm::Function *function = startFunction(model.name + "_check_cpu", i32, {});
  const llvm::Triple &triple = module.getTargetTriple();
  if (dispatch)
    b.CreateRet(dispatch->checkLevel(b));
  else if (triple.isAArch64() && !triple.isOSLinux())
    // Nobody to ask.
    b.CreateRet(b.getInt32(NN_OK));
  else
    b.CreateRet(
        b.CreateCall(module.getOrInsertFunction("nnrt_check_cpu", i32, ptr),
                     {getString(model.levels[0].features)}));
  return function;
}

/// The nn_cpu_level of every level.
llvm::Constant *CInterfaceBuilder::getLevels() {
  SmallVector<llvm::Constant *> levels;
  for (const CpuLevel &each : model.levels)
    levels.push_back(llvm::ConstantStruct::getAnon(
        {b.getInt32(sizeof(nn_cpu_level)), getString(each.cpu),
         getString(each.features)}));
  return getArray(levels, levels[0]->getType());
}

/// The table of the model and the functions that answer it.
void CInterfaceBuilder::buildTables(ArrayRef<EntryFunctions> functions) {
  SmallVector<llvm::Constant *> entries, infos;
  for (auto [entry, made] : llvm::zip_equal(model.entries, functions))
    entries.push_back(buildEntryInfo(entry, made));
  for (const WeightSignature &weight : model.weights)
    infos.push_back(getTensorInfo(weight.name, weight.type, {}));
  llvm::Function *checkCpu = buildCheckCpu();

  // nn_status m_weights_bind(base, bytes, weights)
  llvm::Function *bind =
      startFunction(model.name + "_weights_bind", i32, {ptr, i64, ptr});
  llvm::BasicBlock *bindBlock = b.GetInsertBlock();
  llvm::Function *prepack = buildPrepack();

  llvm::Constant *cpuLevel = null(), *useCpuLevel = null();
  if (dispatch) {
    // uint32_t m_cpu_level(void)
    cpuLevel = startFunction(model.name + "_cpu_level", i32, {});
    b.CreateRet(dispatch->getLevel(b));
    // nn_status m_use_cpu_level(level)
    llvm::Function *use =
        startFunction(model.name + "_use_cpu_level", i32, {i32});
    b.CreateRet(dispatch->useLevel(b, use->getArg(0)));
    useCpuLevel = use;
  }

  llvm::Constant *info = getGlobal(
      llvm::ConstantStruct::getAnon(
          {b.getInt32(sizeof(nn_model_info)), b.getInt32(NN_ABI_VERSION),
           getString(model.name), getString(module.getTargetTriple().str()),
           getString(model.levels[0].cpu), getString(model.levels[0].features),
           b.getInt32(entries.size()), b.getInt32(infos.size()),
           getArray(entries, entries[0]->getType()),
           getArray(infos, infos.empty() ? ptr : infos.front()->getType()),
           embedded ? embedded : null(), bind, checkCpu,
           b.getInt64(model.packedBytes), prepack,
           b.getInt32(model.levels.size()), getLevels(), cpuLevel,
           useCpuLevel}),
      "info");
  b.SetInsertPoint(bindBlock);
  // What reads files is long code.
  if (infos.empty())
    b.CreateRet(b.CreateCall(
        module.getOrInsertFunction("nnrt_weights_bind_none", i32, ptr, ptr),
        {bind->getArg(0), bind->getArg(2)}));
  else
    b.CreateRet(b.CreateCall(
        module.getOrInsertFunction("nnrt_weights_bind", i32, ptr, ptr, i64,
                                   ptr),
        {info, bind->getArg(0), bind->getArg(1), bind->getArg(2)}));

  // const nn_model_info *m_info(void)
  startFunction(getInfoSymbol(model.name), ptr, {});
  b.CreateRet(info);
  if (model.isProgram) {
    startFunction("nn_program_model", ptr, {});
    b.CreateRet(info);
    startFunction("nn_program_weights", ptr, {});
    b.CreateRet(model.weightsFile.empty() ? null()
                                          : getString(model.weightsFile));
  }
}

void CInterfaceBuilder::build(ArrayRef<ArrayRef<char>> weights,
                              StringRef packedWeights) {
  makeInternal();
  if (model.embedsWeights && !weights.empty())
    embedded = embedWeights(weights, packedWeights);
  SmallVector<EntryFunctions> functions;
  for (const EntrySignature &entry : model.entries)
    functions.push_back(buildEntry(entry));
  buildTables(functions);
}

void CInterfaceBuilder::buildLevel(ArrayRef<ArrayRef<char>> weights,
                                   StringRef packedWeights) {
  makeInternal();
  if (model.embedsWeights && !weights.empty()) {
    embedded = embedWeights(weights, packedWeights);
    if (*level == 0) {
      // The table has it.
      auto *global = llvm::cast<llvm::GlobalVariable>(embedded);
      global->setName(kShownWeights);
      global->setLinkage(llvm::GlobalValue::ExternalLinkage);
    } else {
      shown = module.getOrInsertGlobal(kShownWeights, b.getInt8Ty());
    }
  }
  for (const EntrySignature &entry : model.entries)
    buildEntry(entry);
}

void CInterfaceBuilder::buildShared() {
  LevelDispatch levels(module, model);
  dispatch = &levels;
  if (model.embedsWeights && !model.weights.empty())
    embedded = module.getOrInsertGlobal(kShownWeights, b.getInt8Ty());
  SmallVector<EntryFunctions> functions;
  for (const EntrySignature &entry : model.entries)
    functions.push_back(buildEntry(entry));
  buildTables(functions);
}

void nn::addCInterface(llvm::Module &module, const ModelInterface &model,
                       ArrayRef<ArrayRef<char>> weights,
                       StringRef packedWeights) {
  CInterfaceBuilder(module, model).build(weights, packedWeights);
}

void nn::addLevelInterface(llvm::Module &module, const ModelInterface &model,
                           ArrayRef<ArrayRef<char>> weights,
                           StringRef packedWeights, unsigned level) {
  CInterfaceBuilder(module, model, level).buildLevel(weights, packedWeights);
}

void nn::addSharedInterface(llvm::Module &module, const ModelInterface &model) {
  CInterfaceBuilder(module, model).buildShared();
}

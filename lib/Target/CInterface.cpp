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
#include "CInterfaceBuilder.h"
#include "nn/Runtime/nn_team.h"

using namespace nn;

/// The weights structure that the table of a model with several levels shows.
static constexpr StringRef kShownWeights = "weights.shown";

std::string nn::getInfoSymbol(StringRef modelName) {
  return (modelName + "_info").str();
}

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

SmallVector<llvm::Value *>
CInterfaceBuilder::startBody(llvm::Function *function) {
  b.SetInsertPoint(llvm::BasicBlock::Create(context, "", function));
  return llvm::map_to_vector(
      function->args(),
      [](llvm::Argument &argument) -> llvm::Value * { return &argument; });
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
// The whole
//===----------------------------------------------------------------------===//

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

//===- CpuLevels.cpp - One model with code for several processors ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CpuLevels.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/IPO/ConstantMerge.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"

using namespace nn;
using llvm::SmallVector;
using llvm::StringRef;

std::string nn::getLevelSuffix(unsigned level) {
  return "." + std::to_string(level);
}

LevelDispatch::LevelDispatch(llvm::Module &module, const ModelInterface &model)
    : module(module), numLevels(model.levels.size()) {
  llvm::LLVMContext &context = module.getContext();
  llvm::Type *i32 = llvm::Type::getInt32Ty(context);
  state = new llvm::GlobalVariable(
      module, i32, /*isConstant=*/false, llvm::GlobalValue::InternalLinkage,
      llvm::ConstantInt::get(i32, 0), "level_in_use");
  SmallVector<llvm::Constant *> texts;
  auto add = [&](llvm::Constant *value, StringRef name) {
    return new llvm::GlobalVariable(
        module, value->getType(),
        /*isConstant=*/true, llvm::GlobalValue::PrivateLinkage, value, name);
  };
  for (const CpuLevel &level : model.levels)
    texts.push_back(add(
        llvm::ConstantDataArray::getString(context, level.features), "str"));
  features =
      add(llvm::ConstantArray::get(
              llvm::ArrayType::get(texts[0]->getType(), texts.size()), texts),
          "level_features");
}

llvm::Value *LevelDispatch::getLevel(llvm::IRBuilder<> &b) {
  llvm::Type *ptr = b.getPtrTy(), *i32 = b.getInt32Ty();
  return b.CreateCall(
      module.getOrInsertFunction("nnrt_choose_level", i32, ptr, ptr, i32),
      {state, features, b.getInt32(numLevels)});
}

llvm::Value *LevelDispatch::checkLevel(llvm::IRBuilder<> &b) {
  llvm::Type *ptr = b.getPtrTy(), *i32 = b.getInt32Ty();
  llvm::Value *text =
      b.CreateLoad(ptr, b.CreateGEP(ptr, features, getLevel(b)));
  return b.CreateCall(module.getOrInsertFunction("nnrt_check_cpu", i32, ptr),
                      {text});
}

llvm::Value *LevelDispatch::useLevel(llvm::IRBuilder<> &b, llvm::Value *level) {
  llvm::Type *ptr = b.getPtrTy(), *i32 = b.getInt32Ty();
  return b.CreateCall(
      module.getOrInsertFunction("nnrt_use_level", i32, ptr, ptr, i32, i32),
      {state, features, b.getInt32(numLevels), level});
}

/// Ends a function with a jump to another one with its arguments.
static void jumpTo(llvm::IRBuilder<> &b, llvm::FunctionCallee callee) {
  SmallVector<llvm::Value *> arguments;
  for (llvm::Argument &argument : b.GetInsertBlock()->getParent()->args())
    arguments.push_back(&argument);
  llvm::CallInst *call = b.CreateCall(callee, arguments);
  call->setTailCallKind(llvm::CallInst::TCK_MustTail);
  b.CreateRet(call);
}

void LevelDispatch::forward(llvm::Function *function) {
  llvm::LLVMContext &context = module.getContext();
  llvm::FunctionType *type = function->getFunctionType();
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "", function));
  auto addBlock = [&] {
    return llvm::BasicBlock::Create(context, "", function);
  };
  // What the runtime has settled is read here: no call but the first asks it,
  // and does so apart, so that all others save no register.
  llvm::LoadInst *known = b.CreateLoad(b.getInt32Ty(), state);
  known->setAtomic(llvm::AtomicOrdering::Monotonic);
  llvm::SwitchInst *choice = b.CreateSwitch(known, addBlock(), numLevels);
  auto *ask = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage,
                                     function->getName() + ".ask", module);
  ask->addFnAttr(llvm::Attribute::NoInline);
  ask->addFnAttr(llvm::Attribute::Cold);
  b.SetInsertPoint(choice->getDefaultDest());
  jumpTo(b, ask);
  for (unsigned level = 0; level < numLevels; ++level) {
    llvm::BasicBlock *block = addBlock();
    choice->addCase(b.getInt32(level + 1), block);
    b.SetInsertPoint(block);
    jumpTo(b, module.getOrInsertFunction(
                  (function->getName() + getLevelSuffix(level)).str(), type));
  }
  b.SetInsertPoint(llvm::BasicBlock::Create(context, "", ask));
  getLevel(b);
  jumpTo(b, function);
}

void nn::setProcessor(llvm::Module &module,
                      const llvm::TargetMachine &machine) {
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
    function.addFnAttr("target-features", machine.getTargetFeatureString());
  }
}

llvm::Error
nn::linkLevels(llvm::Module &module,
               llvm::MutableArrayRef<std::unique_ptr<llvm::Module>> levels) {
  llvm::StringMap<bool> exported;
  for (llvm::Function &function : module)
    if (!function.isDeclaration() && !function.hasLocalLinkage())
      exported[function.getName()] = true;
  for (std::unique_ptr<llvm::Module> &level : levels)
    if (llvm::Linker::linkModules(module, std::move(level)))
      return llvm::createStringError("cannot link the code of all levels");
  for (llvm::GlobalObject &object : module.global_objects())
    if (!object.isDeclaration() && !object.hasLocalLinkage() &&
        !exported.contains(object.getName()))
      object.setLinkage(llvm::GlobalValue::InternalLinkage);

  // Levels have texts and weights in common.
  llvm::ModuleAnalysisManager analyses;
  llvm::PassBuilder().registerModuleAnalyses(analyses);
  llvm::ModulePassManager passes;
  passes.addPass(llvm::ConstantMergePass());
  passes.addPass(llvm::GlobalDCEPass());
  passes.run(module, analyses);
  return llvm::Error::success();
}

//===- CInterfaceBuilder.h - The C functions of a model ---------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_CINTERFACEBUILDER_H
#define NN_LIB_TARGET_CINTERFACEBUILDER_H

#include "CpuLevels.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Target/ModelInterface.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

namespace nn {
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::StringRef;

/// Builds the functions and tables of one model in a module of LLVM.
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
  /// Begins the body of a function; gives its arguments.
  SmallVector<llvm::Value *> startBody(llvm::Function *function);
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
} // namespace nn

#endif // NN_LIB_TARGET_CINTERFACEBUILDER_H

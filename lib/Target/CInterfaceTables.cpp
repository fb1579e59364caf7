//===- CInterfaceTables.cpp - The tables of a model -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CInterfaceBuilder.h"
#include "nn/Target/CInterface.h"
#include "nn/Weights/ParamValues.h"

using namespace nn;

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
    llvm::Constant *factor =
        packing.factor.empty()
            ? null()
            : getGlobal(llvm::ConstantDataArray::get(module.getContext(),
                                                     packing.factor),
                        "factor");
    packings.push_back(llvm::ConstantStruct::getAnon(
        {b.getInt32(packed.weight), b.getInt32(packing.elementBytes),
         b.getInt32(packing.shape.size()),
         b.getInt32(packing.sourceShape.size()), b.getInt64(packed.offset),
         getNumbers(packing.shape), getNumbers(packing.sourceShape),
         getNumbers(packing.start), getNumbers(packing.moves), factor,
         b.getInt64(packing.describe().factor_rows)}));
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

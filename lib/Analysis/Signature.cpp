//===- Signature.cpp - The interface of a compiled model ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/Signature.h"
#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/NNOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace nn;

std::string nn::getKernelName(StringRef entry) {
  return (entry + ".kernel").str();
}

std::string nn::getPlanName(StringRef entry) { return (entry + ".plan").str(); }

//===----------------------------------------------------------------------===//
// Identifiers
//===----------------------------------------------------------------------===//

/// Whether C, C++ or the headers that a model includes use `name`.
static bool isReservedWord(StringRef name) {
  static constexpr llvm::StringLiteral words[] = {
      "NULL",
      "alignas",
      "alignof",
      "and",
      "and_eq",
      "asm",
      "auto",
      "bitand",
      "bitor",
      "bool",
      "break",
      "case",
      "catch",
      "char",
      "char16_t",
      "char32_t",
      "char8_t",
      "class",
      "co_await",
      "co_return",
      "co_yield",
      "compl",
      "concept",
      "const",
      "const_cast",
      "consteval",
      "constexpr",
      "constinit",
      "continue",
      "decltype",
      "default",
      "delete",
      "do",
      "double",
      "dynamic_cast",
      "else",
      "enum",
      "explicit",
      "export",
      "extern",
      "false",
      "float",
      "for",
      "friend",
      "goto",
      "if",
      "inline",
      "int",
      "linux",
      "long",
      "max_align_t",
      "mutable",
      "namespace",
      "new",
      "noexcept",
      "not",
      "not_eq",
      "nullptr",
      "nullptr_t",
      "offsetof",
      "operator",
      "or",
      "or_eq",
      "private",
      "protected",
      "ptrdiff_t",
      "public",
      "register",
      "reinterpret_cast",
      "requires",
      "restrict",
      "return",
      "short",
      "signed",
      "size_t",
      "sizeof",
      "static",
      "static_assert",
      "static_cast",
      "struct",
      "switch",
      "template",
      "this",
      "thread_local",
      "throw",
      "true",
      "try",
      "typedef",
      "typeid",
      "typename",
      "typeof",
      "typeof_unqual",
      "union",
      "unix",
      "unsigned",
      "using",
      "virtual",
      "void",
      "volatile",
      "wchar_t",
      "while",
      "xor",
      "xor_eq",
  };
  // int32_t, INT64_MAX, SIZE_MAX, ... of the standard headers.
  return llvm::is_contained(words, name) || name.ends_with("_t") ||
         name.ends_with("_MAX") || name.ends_with("_MIN") ||
         name.ends_with("_C") || name.ends_with("_WIDTH");
}

/// Whether `name` begins as the names of our headers (nn_status, NN_OK) or as
/// those that C keeps for itself.
static bool hasReservedPrefix(StringRef name) {
  return name.starts_with("nn_") || name.starts_with("NN_") ||
         name.starts_with("__") ||
         (name.size() > 1 && name[0] == '_' && llvm::isUpper(name[1]));
}

std::string nn::makeWord(StringRef name) {
  std::string result;
  for (char c : name)
    result += llvm::isAlnum(c) ? c : '_';
  if (result.empty() || llvm::isDigit(result.front()))
    result.insert(result.begin(), '_');
  return result;
}

std::string nn::makeIdentifier(StringRef name,
                               SmallVectorImpl<std::string> &taken) {
  std::string result = makeWord(name);
  // Macros have names in capitals, so case does not tell two names apart.
  auto isTaken = [&](StringRef other) {
    return other.equals_insensitive(result);
  };
  if (hasReservedPrefix(result))
    result.insert(0, "v_");
  while (isReservedWord(result) || llvm::any_of(taken, isTaken))
    result += '_';
  taken.push_back(result);
  return result;
}

//===----------------------------------------------------------------------===//
// Inference
//===----------------------------------------------------------------------===//

/// The fixed parameters of the C functions of an entry.
static SmallVector<std::string> getParameterNames() {
  return {"weights", "workspace", "workspace_bytes", "exec", "shapes"};
}

void EntrySignature::nameExtents() {
  SmallVector<std::string> taken(getParameterNames());
  for (const TensorSignature &tensor : inputs)
    taken.push_back(tensor.name);
  for (const TensorSignature &tensor : outputs)
    taken.push_back(tensor.name);
  llvm::StringMap<int32_t> named;
  for (TensorSignature &tensor : inputs) {
    SmallVector<StringAttr> axes = getAxisNames(tensor.type);
    for (int64_t axis = 0; axis < tensor.type.getRank(); ++axis) {
      if (!tensor.type.isDynamicDim(axis)) {
        tensor.extent.push_back(-1);
        continue;
      }
      auto next = static_cast<int32_t>(extents.size());
      if (axes[axis]) {
        auto [known, isNew] = named.try_emplace(axes[axis].getValue(), next);
        tensor.extent.push_back(known->second);
        if (isNew)
          extents.push_back(makeIdentifier(axes[axis].getValue(), taken));
        continue;
      }
      tensor.extent.push_back(next);
      extents.push_back(
          makeIdentifier(tensor.name + "_" + std::to_string(axis), taken));
    }
  }
  for (TensorSignature &tensor : outputs)
    tensor.extent.assign(tensor.type.getRank(), -1);
}

/// The name of an argument or result: its attribute, the name that its
/// location carries, or a default.
static std::string getName(DictionaryAttr attributes, Location loc,
                           StringRef otherwise) {
  if (attributes)
    if (auto name = attributes.getAs<StringAttr>(kNameAttr))
      return name.str();
  if (auto named = dyn_cast<NameLoc>(loc))
    return named.getName().str();
  return otherwise.str();
}

bool nn::isInterfaceType(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && isStoredType(tensor.getElementType()) &&
         tensor.getRank() <= kMaxRank && hasPlainEncoding(type);
}

static LogicalResult verifyInterfaceType(func::FuncOp func, Type type,
                                         const Twine &what) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor)
    return func.emitOpError("expected ")
           << what << " to be a ranked tensor, got " << type;
  Type element = tensor.getElementType();
  if (!isStoredType(element)) {
    InFlightDiagnostic diag = func.emitOpError("expected ")
                              << what << " to have elements of type "
                              << kStoredTypes << ", got " << type;
    if (element.isIndex())
      diag << "; 'arith.index_cast' converts indices";
    return diag;
  }
  if (tensor.getRank() > kMaxRank)
    return func.emitOpError("expected ")
           << what << " to have at most " << kMaxRank << " axes, got " << type;
  if (!hasPlainEncoding(type))
    return func.emitOpError("expected ")
           << what << " to have no encoding but '#nn.axes', got " << type;
  // An extent of 0 does not hide an overflow of the others.
  int64_t bytes = llvm::divideCeil(element.getIntOrFloatBitWidth(), 8u);
  for (int64_t extent : tensor.getShape())
    if (!ShapedType::isDynamic(extent) &&
        llvm::MulOverflow(bytes, std::max<int64_t>(extent, 1), bytes))
      return func.emitOpError("expected ")
             << what << " to have fewer than 2^63 bytes, got " << type;
  return success();
}

EntrySignature EntrySignature::describe(func::FuncOp func) {
  EntrySignature signature;
  signature.name = func.getName().str();
  SmallVector<std::string> taken(getParameterNames());
  for (BlockArgument argument : func.getArguments()) {
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!type)
      continue;
    unsigned index = argument.getArgNumber();
    std::string name = getName(func.getArgAttrDict(index), argument.getLoc(),
                               "input" + std::to_string(index));
    signature.inputs.push_back({makeIdentifier(name, taken), type, {}});
  }
  for (auto [index, result] : llvm::enumerate(func.getResultTypes())) {
    auto type = dyn_cast<RankedTensorType>(result);
    if (!type)
      continue;
    std::string name = getName(func.getResultAttrDict(index),
                               UnknownLoc::get(func.getContext()),
                               "output" + std::to_string(index));
    signature.outputs.push_back({makeIdentifier(name, taken), type, {}});
  }
  signature.nameExtents();
  return signature;
}

FailureOr<EntrySignature>
EntrySignature::infer(func::FuncOp func, ArrayRef<FlatSymbolRefAttr> params) {
  bool valid = true;
  for (auto [index, type] : llvm::enumerate(func.getArgumentTypes()))
    valid &=
        succeeded(verifyInterfaceType(func, type, "argument " + Twine(index)));
  for (auto [index, type] : llvm::enumerate(func.getResultTypes()))
    valid &=
        succeeded(verifyInterfaceType(func, type, "result " + Twine(index)));
  if (!valid)
    return failure();
  EntrySignature signature = describe(func);
  signature.params.assign(params.begin(), params.end());
  return signature;
}

//===----------------------------------------------------------------------===//
// The attribute
//===----------------------------------------------------------------------===//

static Attribute makeAttribute(Builder &builder,
                               ArrayRef<TensorSignature> tensors) {
  SmallVector<Attribute> result;
  for (const TensorSignature &tensor : tensors)
    result.push_back(builder.getArrayAttr(
        {builder.getStringAttr(tensor.name), TypeAttr::get(tensor.type)}));
  return builder.getArrayAttr(result);
}

void EntrySignature::attachTo(func::FuncOp func) const {
  Builder builder(func.getContext());
  SmallVector<Attribute> names(params.begin(), params.end());
  SmallVector<NamedAttribute> parts = {
      builder.getNamedAttr("name", builder.getStringAttr(name)),
      builder.getNamedAttr("inputs", makeAttribute(builder, inputs)),
      builder.getNamedAttr("outputs", makeAttribute(builder, outputs)),
      builder.getNamedAttr("params", builder.getArrayAttr(names))};
  if (!checks.empty())
    parts.push_back(builder.getNamedAttr(
        "checks", builder.getArrayAttr(llvm::map_to_vector(
                      checks, [&](const CheckSignature &check) -> Attribute {
                        return builder.getArrayAttr(
                            {builder.getI32IntegerAttr(check.status),
                             builder.getStringAttr(check.text)});
                      }))));
  func->setAttr(kSignatureAttr, builder.getDictionaryAttr(parts));
}

/// Reads tensors that `makeAttribute` wrote.
static LogicalResult read(Attribute attribute,
                          SmallVectorImpl<TensorSignature> &tensors) {
  auto entries = dyn_cast_if_present<ArrayAttr>(attribute);
  if (!entries)
    return failure();
  for (Attribute entry : entries) {
    auto pair = dyn_cast<ArrayAttr>(entry);
    if (!pair || pair.size() != 2)
      return failure();
    auto name = dyn_cast<StringAttr>(pair[0]);
    auto type = dyn_cast<TypeAttr>(pair[1]);
    if (!name || !type || !isa<RankedTensorType>(type.getValue()))
      return failure();
    tensors.push_back(
        {name.str(), cast<RankedTensorType>(type.getValue()), {}});
  }
  return success();
}

/// Reads the checks, which only an entry whose data are checked has.
static LogicalResult read(Attribute attribute,
                          SmallVectorImpl<CheckSignature> &checks) {
  if (!attribute)
    return success();
  auto entries = dyn_cast<ArrayAttr>(attribute);
  if (!entries)
    return failure();
  for (Attribute entry : entries) {
    auto pair = dyn_cast<ArrayAttr>(entry);
    if (!pair || pair.size() != 2)
      return failure();
    auto status = dyn_cast<IntegerAttr>(pair[0]);
    auto text = dyn_cast<StringAttr>(pair[1]);
    if (!status || !text)
      return failure();
    checks.push_back({static_cast<int32_t>(status.getInt()), text.str()});
  }
  return success();
}

FailureOr<EntrySignature> EntrySignature::get(func::FuncOp func) {
  auto dictionary = func->getAttrOfType<DictionaryAttr>(kSignatureAttr);
  EntrySignature signature;
  auto name = dictionary ? dictionary.getAs<StringAttr>("name") : nullptr;
  auto params = dictionary ? dictionary.getAs<ArrayAttr>("params") : nullptr;
  if (!name || !params ||
      failed(read(dictionary.get("inputs"), signature.inputs)) ||
      failed(read(dictionary.get("outputs"), signature.outputs)) ||
      failed(read(dictionary.get("checks"), signature.checks)) ||
      !llvm::all_of(params, llvm::IsaPred<FlatSymbolRefAttr>))
    return func.emitOpError("expected a well-formed '")
           << kSignatureAttr << "', as 'nn-make-entries' writes it";
  signature.name = name.str();
  for (Attribute param : params)
    signature.params.push_back(cast<FlatSymbolRefAttr>(param));
  signature.nameExtents();
  return signature;
}

//===- ParamValues.cpp - The values of parameters -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Weights/ParamValues.h"
#include "mlir/Analysis/FlatLinearValueConstraints.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "nn/Weights/Safetensors.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace nn;

/// The folder of the file that `loc` stands in; empty if it names none.
static StringRef getSourceDirectory(Location loc) {
  StringRef file;
  loc->walk([&](Location nested) {
    if (auto place = dyn_cast<FileLineColLoc>(nested)) {
      file = place.getFilename().getValue();
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  return llvm::sys::path::parent_path(file);
}

int64_t nn::getByteSize(RankedTensorType type) {
  return type.getNumElements() * ((type.getElementTypeBitWidth() + 7) / 8);
}

ArrayRef<char> ParamValues::keep(std::vector<char> bytes) {
  kept.push_back(std::make_unique<std::vector<char>>(std::move(bytes)));
  return *kept.back();
}

FailureOr<ArrayRef<char>> ParamValues::get(ParamOp param) {
  auto found = known.find(param.getSymNameAttr());
  if (found != known.end())
    return found->second;
  FailureOr<ArrayRef<char>> bytes = read(param);
  if (failed(bytes))
    return failure();
  auto isNoBoolean = [](char byte) { return byte != 0 && byte != 1; };
  if (param.getTensorType().getElementType().isInteger(1) &&
      llvm::any_of(*bytes, isNoBoolean))
    return param.emitOpError("expected booleans to be bytes 0 or 1, got ")
           << static_cast<int>(static_cast<unsigned char>(
                  *llvm::find_if(*bytes, isNoBoolean)));
  known[param.getSymNameAttr()] = *bytes;
  return bytes;
}

FailureOr<ArrayRef<char>> ParamValues::read(ParamOp param) {
  RankedTensorType type = param.getTensorType();
  Attribute value = param.getValue();
  if (auto dense = dyn_cast<DenseElementsAttr>(value))
    return readDense(param, dense);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value))
    return readResource(param, resource);
  if (auto init = dyn_cast<InitAttr>(value))
    return keep(
        makeInitialValue(init, type.getElementType(), type.getNumElements()));
  if (auto relaid = dyn_cast<RelaidAttr>(value))
    return readRelaid(param, relaid);
  return readExternal(param, cast<ExternalAttr>(value));
}

FailureOr<ArrayRef<char>> ParamValues::readDense(ParamOp param,
                                                 DenseElementsAttr value) {
  RankedTensorType type = param.getTensorType();
  if (type.getElementType().isInteger(1)) {
    std::vector<char> bytes;
    for (bool element : value.getValues<bool>())
      bytes.push_back(element);
    return keep(std::move(bytes));
  }
  ArrayRef<char> raw = value.getRawData();
  if (!value.isSplat())
    return raw;
  std::vector<char> bytes;
  bytes.reserve(getByteSize(type));
  for (int64_t i = 0, e = type.getNumElements(); i < e; ++i)
    bytes.insert(bytes.end(), raw.begin(), raw.end());
  return keep(std::move(bytes));
}

FailureOr<ArrayRef<char>>
ParamValues::readResource(ParamOp param, DenseResourceElementsAttr value) {
  AsmResourceBlob *blob = value.getRawHandle().getBlob();
  if (!blob)
    return param.emitOpError("expected the file to hold the resource '")
           << value.getRawHandle().getKey() << "'";
  return blob->getData();
}

nnrt_packing Packing::describe() const {
  nnrt_packing packing{};
  packing.element_bytes = elementBytes;
  packing.rank = shape.size();
  packing.source_rank = sourceShape.size();
  packing.shape = shape.data();
  packing.source_shape = sourceShape.data();
  packing.start = start.data();
  packing.moves = moves.data();
  if (!factor.empty()) {
    packing.factor = factor.data();
    packing.factor_rows = factor.size() / sourceShape.back();
  }
  return packing;
}

FailureOr<Packing> nn::getPacking(ParamOp param, RelaidAttr relaid) {
  auto source = SymbolTable(param->getParentOfType<ModuleOp>())
                    .lookup<ParamOp>(relaid.getSource().getAttr());
  RankedTensorType from = source.getTensorType(), to = param.getTensorType();
  Packing packing;
  packing.elementBytes = (to.getElementTypeBitWidth() + 7) / 8;
  packing.shape.assign(to.getShape().begin(), to.getShape().end());
  packing.sourceShape.assign(from.getShape().begin(), from.getShape().end());
  if (DenseElementsAttr factor = relaid.getFactor())
    packing.factor.assign(factor.value_begin<double>(),
                          factor.value_end<double>());
  int64_t rank = to.getRank(), sourceRank = from.getRank();
  packing.moves.resize(rank * sourceRank);
  for (auto [axis, expr] : llvm::enumerate(relaid.getMap().getResults())) {
    SmallVector<int64_t> flat;
    if (failed(getFlattenedAffineExpr(expr, rank, 0, &flat)) ||
        static_cast<int64_t>(flat.size()) != rank + 1 || rank == 0 ||
        rank > NN_ST_MAX_RANK + 2 ||
        llvm::any_of(flat, [](int64_t move) { return move < 0; }))
      return param.emitOpError("expected a map of sums of dimensions times "
                               "constants that are not negative, got ")
             << AffineMapAttr::get(relaid.getMap());
    for (int64_t to = 0; to < rank; ++to)
      packing.moves[to * sourceRank + axis] = flat[to];
    packing.start.push_back(flat.back());
  }
  return packing;
}

FailureOr<ArrayRef<char>> ParamValues::readRelaid(ParamOp param,
                                                  RelaidAttr relaid) {
  FailureOr<ArrayRef<char>> values =
      get(SymbolTable(module).lookup<ParamOp>(relaid.getSource().getAttr()));
  FailureOr<Packing> packing = getPacking(param, relaid);
  if (failed(values) || failed(packing))
    return failure();
  std::vector<char> bytes(getByteSize(param.getTensorType()));
  nnrt_packing description = packing->describe();
  nnrt_relay(&description, values->data(), bytes.data());
  return keep(std::move(bytes));
}

FailureOr<ParamValues::File *> ParamValues::openFile(ParamOp param,
                                                     StringRef path) {
  auto [entry, isNew] = files.try_emplace(path);
  if (!isNew && entry->second)
    return entry->second.get();
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer)
    return param.emitOpError("cannot read '")
           << path << "': " << buffer.getError().message();
  auto file = std::make_unique<File>();
  file->buffer = std::move(*buffer);
  nn_st_error error;
  if (!nn_st_open(&file->tensors, file->buffer->getBufferStart(),
                  file->buffer->getBufferSize(), &error))
    return param.emitOpError("'")
           << path << "' is not a valid safetensors file: byte " << error.offset
           << ": " << error.message;
  entry->second = std::move(file);
  return entry->second.get();
}

/// "'a', 'b', 'c', ..."
static std::string listNames(const nn_st_file &file) {
  std::string text;
  size_t cursor = 0;
  nn_st_tensor tensor;
  for (unsigned count = 0; nn_st_next(&file, &cursor, &tensor); ++count) {
    if (count == 8)
      return text + ", ...";
    std::string name(nn_st_string_decode(tensor.name, nullptr, 0), '\0');
    nn_st_string_decode(tensor.name, name.data(), name.size() + 1);
    text += (count ? ", '" : "'") + name + "'";
  }
  return text.empty() ? "none" : text;
}

FailureOr<ArrayRef<char>> ParamValues::readExternal(ParamOp param,
                                                    ExternalAttr external) {
  SmallString<128> path;
  if (!llvm::sys::path::is_absolute(external.getPath()))
    path = getSourceDirectory(param.getLoc());
  llvm::sys::path::append(path, external.getPath());
  FailureOr<File *> file = openFile(param, path);
  if (failed(file))
    return failure();

  nn_st_tensor tensor;
  if (!nn_st_find(&(*file)->tensors, external.getTensor().str().c_str(),
                  nullptr, &tensor))
    return param.emitOpError("expected '")
           << path << "' to hold the tensor '" << external.getTensor()
           << "', got " << listNames((*file)->tensors);
  RankedTensorType type = param.getTensorType();
  bool fits = nn_st_dtype_name(tensor.dtype) ==
                  getSafetensorsDtype(type.getElementType()) &&
              tensor.rank == type.getRank();
  for (int64_t axis = 0; fits && axis < type.getRank(); ++axis)
    fits = tensor.shape[axis] == static_cast<uint64_t>(type.getDimSize(axis));
  if (!fits) {
    InFlightDiagnostic diag =
        param.emitOpError("expected tensor '")
        << external.getTensor() << "' of '" << path << "' to be "
        << getSafetensorsDtype(type.getElementType()) << " [";
    llvm::interleaveComma(type.getShape(), diag);
    diag << "], got " << nn_st_dtype_name(tensor.dtype) << " [";
    llvm::interleaveComma(ArrayRef(tensor.shape, tensor.rank), diag);
    return diag << "]";
  }
  ArrayRef<char> bytes(static_cast<const char *>(tensor.data), tensor.bytes);
  // The format does not align tensors.
  size_t alignment = (type.getElementTypeBitWidth() + 7) / 8;
  if (reinterpret_cast<uintptr_t>(bytes.data()) % alignment != 0)
    return keep(std::vector<char>(bytes.begin(), bytes.end()));
  return bytes;
}

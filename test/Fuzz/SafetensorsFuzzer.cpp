//===- SafetensorsFuzzer.cpp - Files that are said to be safetensors ------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is a file. It gets an error, or:
//
// - the JSON reader of LLVM accepts its header, too, and reads the same;
// - its tensors tile the data, and are found by their names;
// - they bind to a model with exactly these weights, as far as alignment and
//   booleans permit.
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "nn/Runtime/nn_weights_bind.h"
#include "llvm/Support/JSON.h"
#include <cstring>
#include <memory>
#include <string>
#include <vector>
#ifdef NN_FUZZ
#include "TokenMutator.h"
#endif

using nnfuzz::expect;

namespace {
struct NamedTensor {
  std::string name;
  nn_st_tensor tensor;
};

/// The file in a block of its own, so that AddressSanitizer sees its end;
/// aligned to 16 bytes.
struct Block {
  Block(const uint8_t *data, size_t size)
      : memory(new uint8_t[size]), size(size) {
    if (size)
      std::memcpy(memory.get(), data, size);
  }
  std::unique_ptr<uint8_t[]> memory;
  size_t size;
};
} // namespace

static std::string decode(nn_st_string string) {
  size_t length = nn_st_string_decode(string, nullptr, 0);
  std::string text(length + 1, 'x');
  expect(nn_st_string_decode(string, text.data(), text.size()) == length &&
             text.back() == 0,
         "a string of the length that was asked for");
  text.pop_back();
  return text;
}

static std::vector<NamedTensor> listTensors(const nn_st_file &file) {
  std::vector<NamedTensor> tensors;
  nn_st_tensor tensor;
  size_t cursor = 0;
  while (nn_st_next(&file, &cursor, &tensor))
    tensors.push_back({decode(tensor.name), tensor});
  expect(tensors.size() == file.num_tensors, "as many tensors as were counted");
  return tensors;
}

/// Whether the JSON reader of LLVM decodes an escaped `name`: it joins
/// surrogate pairs with `|`, which is wrong above U+1FFFF (UTF-8 F0 A0 80 80).
static bool isDecodedByLLVM(const std::string &name) {
  for (size_t i = 0; i + 1 < name.size(); ++i)
    if (static_cast<uint8_t>(name[i]) > 0xF0 ||
        (static_cast<uint8_t>(name[i]) == 0xF0 &&
         static_cast<uint8_t>(name[i + 1]) >= 0xA0))
      return false;
  return true;
}

/// Compares what was read with what the JSON reader of LLVM reads.
static void checkHeader(const nn_st_file &file,
                        const std::vector<NamedTensor> &tensors) {
  llvm::StringRef text(reinterpret_cast<const char *>(file.header),
                       file.header_bytes);
  llvm::Expected<llvm::json::Value> json = llvm::json::parse(text);
  if (!json) {
    llvm::errs() << llvm::toString(json.takeError()) << "\n";
    expect(false, "a header that is JSON");
  }
  for (const NamedTensor &named : tensors)
    if (!isDecodedByLLVM(named.name))
      return;
  const llvm::json::Object *object = json->getAsObject();
  expect(object, "a header that is an object");
  expect(object->size() ==
             tensors.size() + (object->get("__metadata__") != nullptr),
         "the members of the header");
  for (const auto &[name, tensor] : tensors) {
    const llvm::json::Object *member = object->getObject(name);
    expect(member, "a member for the tensor");
    expect(member->getString("dtype") == nn_st_dtype_name(tensor.dtype),
           "the dtype of the header");
    const llvm::json::Array *shape = member->getArray("shape");
    expect(shape && shape->size() == tensor.rank, "the rank of the header");
    for (uint32_t i = 0; i < tensor.rank; ++i)
      expect((*shape)[i].getAsUINT64() == tensor.shape[i],
             "the shape of the header");
    const llvm::json::Array *range = member->getArray("data_offsets");
    const uint8_t *first = static_cast<const uint8_t *>(tensor.data);
    expect(range && range->size() == 2 &&
               (*range)[0].getAsUINT64() == uint64_t(first - file.data) &&
               (*range)[1].getAsUINT64() ==
                   uint64_t(first - file.data) + tensor.bytes,
           "the range of the header");
  }
}

static void checkTensors(const nn_st_file &file,
                         const std::vector<NamedTensor> &tensors) {
  uint64_t covered = 0;
  size_t cursor = 0;
  for (const auto &[name, tensor] : tensors) {
    covered += tensor.bytes;
    // AddressSanitizer sees every byte read.
    const auto *bytes = static_cast<const char *>(tensor.data);
    std::string(bytes, tensor.bytes);
    // A name with a 0 inside cannot be asked for.
    nn_st_tensor found;
    if (name.find('\0') == std::string::npos)
      expect(nn_st_find(&file, name.c_str(), &cursor, &found) &&
                 found.offset == tensor.offset,
             "a tensor to be found by its name");
  }
  expect(covered == file.data_bytes, "tensors to tile the data");
}

/// The element type of a model that the type of a file fits, or 0.
static nn_dtype getModelType(nn_st_dtype dtype) {
  switch (dtype) {
  case NN_ST_F16:
    return NN_F16;
  case NN_ST_BF16:
    return NN_BF16;
  case NN_ST_F32:
    return NN_F32;
  case NN_ST_F64:
    return NN_F64;
  case NN_ST_I8:
    return NN_I8;
  case NN_ST_I16:
    return NN_I16;
  case NN_ST_I32:
    return NN_I32;
  case NN_ST_I64:
    return NN_I64;
  case NN_ST_BOOL:
    return NN_BOOL;
  default:
    return nn_dtype(0);
  }
}

/// A weight as the tensor is, or nothing if no model has such a weight.
static bool describe(const NamedTensor &source, nn_tensor_info &info) {
  info = {};
  info.struct_size = sizeof(info);
  info.dtype = getModelType(source.tensor.dtype);
  info.name = source.name.c_str();
  info.rank = source.tensor.rank;
  info.shape = reinterpret_cast<const int64_t *>(source.tensor.shape);
  for (uint32_t i = 0; i < source.tensor.rank; ++i)
    if (info.shape[i] < 0)
      return false;
  return info.dtype && source.name.find('\0') == std::string::npos;
}

static void checkBinding(const Block &block,
                         const std::vector<NamedTensor> &tensors, bool valid) {
  std::vector<nn_tensor_info> weights;
  std::vector<const void *> data;
  bool aligned = true, boolean = true;
  for (const NamedTensor &source : tensors) {
    nn_tensor_info info;
    if (!describe(source, info))
      continue;
    weights.push_back(info);
    data.push_back(source.tensor.data);
    size_t element = nn_st_dtype_bits(source.tensor.dtype) / 8;
    aligned &= reinterpret_cast<uintptr_t>(source.tensor.data) % element == 0;
    if (info.dtype == NN_BOOL)
      for (uint64_t i = 0; i < source.tensor.bytes; ++i)
        boolean &= static_cast<const uint8_t *>(source.tensor.data)[i] <= 1;
  }
  nn_model_info model{};
  model.struct_size = sizeof(model);
  model.num_weights = weights.size();
  model.weights = weights.data();
  // The head, the pointers and that of packed weights, as one array of pointers.
  static_assert(sizeof(nn_weights) == sizeof(void *), "one place for the head");
  std::vector<const void *> bound(2 + weights.size());
  auto *head = reinterpret_cast<nn_weights *>(bound.data());
  nnrt_bind_error error;
  nn_status status =
      nnrt_weights_check(&model, block.memory.get(), block.size, head, &error);
  expect((status == NN_OK) == !error.message, "a failure to have a reason");
  expect(error.offset <= block.size, "a reason at a byte of the file");
  expect((status == NN_OK) == (valid && aligned && boolean),
         "weights to bind if and only if they fit");
  expect(head->count == (status == NN_OK ? weights.size() : 0),
         "the number of weights, or none");
  if (status == NN_OK)
    expect(std::equal(data.begin(), data.end(), bound.begin() + 1),
           "pointers to the data");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Block block(data, size);
  nn_st_file file;
  nn_st_error error;
  bool valid = nn_st_open(&file, block.memory.get(), size, &error);
  expect(valid == !error.message, "an error to have a reason");
  expect(valid || error.offset <= size, "an error at a byte of the file");
  std::vector<NamedTensor> tensors;
  if (valid) {
    tensors = listTensors(file);
    checkHeader(file, tensors);
    checkTensors(file, tensors);
  }
  checkBinding(block, tensors, valid);
  return 0;
}

#ifdef NN_FUZZ
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  return nnfuzz::mutateFramedText(data, size, maxSize, seed, {0, 8});
}
#endif

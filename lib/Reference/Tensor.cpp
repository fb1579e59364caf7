//===- Tensor.cpp - Tensors of the evaluator ------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ElementTypes.h"
#include "nn/Reference/Evaluator.h"
#include <cstring>

using namespace mlir;
using namespace nn;

int64_t nn::getCount(ArrayRef<int64_t> shape) {
  int64_t count = 1;
  for (int64_t extent : shape)
    count *= extent;
  return count;
}

SmallVector<int64_t> nn::getStrides(ArrayRef<int64_t> shape) {
  SmallVector<int64_t> strides(shape.size(), 1);
  for (size_t axis = shape.size(); axis-- > 1;)
    strides[axis - 1] = strides[axis] * shape[axis];
  return strides;
}

Tensor::Tensor(ArrayRef<int64_t> shape, Type element)
    : shape(shape), element(element), data(getCount(shape)) {
  for (Number &number : data) {
    if (isReal())
      number.real = 0;
    else
      number.integer = 0;
  }
}

size_t Tensor::getByteCount() const {
  return data.size() * llvm::divideCeil(element.getIntOrFloatBitWidth(), 8u);
}

/// Copies `count` numbers stored as `Stored`.
template <typename Stored> static void load(Tensor &tensor, const void *bytes) {
  const char *place = static_cast<const char *>(bytes);
  for (Number &number : tensor.data) {
    Stored value;
    std::memcpy(&value, place, sizeof(value));
    place += sizeof(value);
    if (std::is_floating_point_v<Stored>)
      number.real = static_cast<double>(value);
    else
      number.integer = static_cast<int64_t>(value);
  }
}

template <typename Stored>
static void store(const Tensor &tensor, void *bytes) {
  char *place = static_cast<char *>(bytes);
  for (const Number &number : tensor.data) {
    auto value = std::is_floating_point_v<Stored>
                     ? static_cast<Stored>(number.real)
                     : static_cast<Stored>(number.integer);
    std::memcpy(place, &value, sizeof(value));
    place += sizeof(value);
  }
}

/// Halves are read and written as the bits of their format.
static void loadHalves(Tensor &tensor, const void *bytes) {
  const auto &format = cast<FloatType>(tensor.element).getFloatSemantics();
  const char *place = static_cast<const char *>(bytes);
  for (Number &number : tensor.data) {
    uint16_t bits;
    std::memcpy(&bits, place, sizeof(bits));
    place += sizeof(bits);
    number.real =
        llvm::APFloat(format, llvm::APInt(16, bits)).convertToDouble();
  }
}

static void storeHalves(const Tensor &tensor, void *bytes) {
  const auto &format = cast<FloatType>(tensor.element).getFloatSemantics();
  char *place = static_cast<char *>(bytes);
  for (const Number &number : tensor.data) {
    llvm::APFloat value(number.real);
    bool losesInfo;
    value.convert(format, llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    auto bits = static_cast<uint16_t>(value.bitcastToAPInt().getZExtValue());
    std::memcpy(place, &bits, sizeof(bits));
    place += sizeof(bits);
  }
}

Tensor Tensor::fromBytes(ArrayRef<int64_t> shape, Type element,
                         const void *bytes) {
  Tensor tensor(shape, element);
  if (element.isF32())
    load<float>(tensor, bytes);
  else if (element.isF64())
    load<double>(tensor, bytes);
  else if (isHalf(element))
    loadHalves(tensor, bytes);
  else if (element.isInteger(1))
    load<uint8_t>(tensor, bytes);
  else if (element.isInteger(8))
    load<int8_t>(tensor, bytes);
  else if (element.isInteger(16))
    load<int16_t>(tensor, bytes);
  else if (element.isInteger(32))
    load<int32_t>(tensor, bytes);
  else
    load<int64_t>(tensor, bytes);
  return tensor;
}

void Tensor::toBytes(void *bytes) const {
  if (element.isF32())
    store<float>(*this, bytes);
  else if (element.isF64())
    store<double>(*this, bytes);
  else if (isHalf(element))
    storeHalves(*this, bytes);
  else if (element.isInteger(1))
    store<uint8_t>(*this, bytes);
  else if (element.isInteger(8))
    store<int8_t>(*this, bytes);
  else if (element.isInteger(16))
    store<int16_t>(*this, bytes);
  else if (element.isInteger(32))
    store<int32_t>(*this, bytes);
  else
    store<int64_t>(*this, bytes);
}

Tensor Tensor::asStored() const {
  std::vector<char> bytes(getByteCount());
  toBytes(bytes.data());
  return fromBytes(shape, element, bytes.data());
}

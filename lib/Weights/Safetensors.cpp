//===- Safetensors.cpp - Writing safetensors files ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Weights/Safetensors.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;

StringRef nn::getSafetensorsDtype(Type element) {
  if (element.isF32())
    return "F32";
  if (element.isF64())
    return "F64";
  if (element.isF16())
    return "F16";
  if (element.isBF16())
    return "BF16";
  if (!element.isSignlessInteger())
    return "";
  switch (element.getIntOrFloatBitWidth()) {
  case 1:
    return "BOOL";
  case 8:
    return "I8";
  case 16:
    return "I16";
  case 32:
    return "I32";
  case 64:
    return "I64";
  default:
    return "";
  }
}

void nn::writeSafetensors(llvm::raw_ostream &os,
                          ArrayRef<SafetensorsEntry> unordered) {
  // Tensors lie without gaps; with the widest elements first each is aligned.
  SmallVector<SafetensorsEntry> entries;
  for (unsigned width : {64, 32, 16, 8})
    for (const SafetensorsEntry &entry : unordered)
      if (std::max(entry.type.getElementTypeBitWidth(), 8u) == width)
        entries.push_back(entry);
  std::string header;
  llvm::raw_string_ostream stream(header);
  llvm::json::OStream json(stream);
  uint64_t offset = 0;
  json.object([&] {
    for (const SafetensorsEntry &entry : entries)
      json.attributeObject(entry.name, [&] {
        json.attribute("dtype",
                       getSafetensorsDtype(entry.type.getElementType()));
        json.attributeArray("shape", [&] {
          for (int64_t extent : entry.type.getShape())
            json.value(extent);
        });
        json.attributeArray("data_offsets", [&] {
          json.value(offset);
          offset += entry.bytes.size();
          json.value(offset);
        });
      });
  });
  constexpr uint64_t prefix = sizeof(uint64_t);
  header.resize(llvm::alignTo(prefix + header.size(), 64) - prefix, ' ');
  llvm::support::endian::write<uint64_t>(os, header.size(),
                                         llvm::endianness::little);
  os << header;
  for (const SafetensorsEntry &entry : entries)
    os.write(entry.bytes.data(), entry.bytes.size());
}

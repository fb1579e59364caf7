//===- AxisTable.cpp - Agreement of axes between tensors ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/NNAttributes.h"

using namespace mlir;
using namespace nn;
using llvm::StringRef;
using llvm::Twine;

LogicalResult AxisTable::bind(StringRef axis, RankedTensorType type,
                              int64_t index, const Twine &operand) {
  Entry &entry = entries[axis];
  std::string place = ("axis " + Twine(index) + " of '" + operand + "'").str();
  int64_t extent = type.getDimSize(index);
  if (!ShapedType::isDynamic(extent)) {
    if (ShapedType::isDynamic(entry.extent)) {
      entry.extent = extent;
      entry.extentFrom = place;
    } else if (entry.extent != extent) {
      return emitError() << "expected " << place << " to have extent "
                         << entry.extent << ", as " << entry.extentFrom
                         << " has, got " << extent;
    }
  }
  StringAttr name = getAxisNames(type)[index];
  if (!name)
    return success();
  if (!entry.name) {
    entry.name = name;
    entry.nameFrom = place;
  } else if (entry.name != name) {
    return emitError() << "expected " << place << " to be named '"
                       << entry.name.getValue() << "', as " << entry.nameFrom
                       << " is, got '" << name.getValue() << "'";
  }
  return success();
}

FailureOr<llvm::SmallVector<StringRef>>
AxisTable::bindNumbered(RankedTensorType type, int64_t count,
                        const Twine &operand) {
  llvm::SmallVector<StringRef> labels;
  for (int64_t axis = 0; axis < count; ++axis) {
    labels.push_back(entries.try_emplace(std::to_string(axis)).first->getKey());
    if (failed(bind(labels.back(), type, axis, operand)))
      return failure();
  }
  return labels;
}

LogicalResult AxisTable::bindStretching(StringRef axis, RankedTensorType type,
                                        int64_t index, const Twine &operand) {
  if (type.getDimSize(index) == 1) {
    llvm::SmallVector<int64_t> shape(type.getShape());
    shape[index] = ShapedType::kDynamic;
    type = type.clone(shape);
  }
  return bind(axis, type, index, operand);
}

void AxisTable::define(StringRef axis, int64_t extent, StringAttr name) {
  Entry &entry = entries[axis];
  entry.extent = extent;
  if (name)
    entry.name = name;
}

int64_t AxisTable::getExtent(StringRef axis) const {
  auto found = entries.find(axis);
  return found == entries.end() ? ShapedType::kDynamic : found->second.extent;
}

StringAttr AxisTable::getName(StringRef axis) const {
  auto found = entries.find(axis);
  return found == entries.end() ? StringAttr() : found->second.name;
}

RankedTensorType AxisTable::makeType(llvm::ArrayRef<StringRef> axes,
                                     Type elementType) const {
  llvm::SmallVector<int64_t> shape;
  llvm::SmallVector<StringAttr> names;
  for (StringRef axis : axes) {
    shape.push_back(getExtent(axis));
    // Two axes of the result may come from axes of one name; the second one
    // then stays unnamed, since names are distinct.
    StringAttr name = getName(axis);
    names.push_back(name && llvm::is_contained(names, name) ? StringAttr()
                                                            : name);
  }
  return RankedTensorType::get(
      shape, elementType, getAxesEncoding(elementType.getContext(), names));
}

//===- MemoryPlacement.cpp - Places for buffers ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MemoryPlacement.h"

using namespace mlir;
using namespace nn;

void nn::placeBuffers(Group &group) {
  SmallVector<Buffer *> order;
  for (Buffer &buffer : group.buffers)
    order.push_back(&buffer);
  // Buffers of one size keep their order, which is that of their addresses.
  llvm::sort(order, [](const Buffer *a, const Buffer *b) {
    return a->unitBytes != b->unitBytes ? a->unitBytes > b->unitBytes : a < b;
  });
  SmallVector<Buffer *> placed;
  for (Buffer *buffer : order) {
    SmallVector<Buffer *> neighbours;
    for (Buffer *other : placed)
      if (buffer->lifetime.meets(other->lifetime))
        neighbours.push_back(other);
    llvm::sort(neighbours, [](const Buffer *a, const Buffer *b) {
      return a->offset < b->offset;
    });
    int64_t offset = 0;
    for (Buffer *other : neighbours) {
      if (other->offset - offset >= buffer->unitBytes)
        break;
      offset = std::max(offset, other->offset + other->unitBytes);
    }
    buffer->offset = offset;
    group.unitBytes = std::max(group.unitBytes, offset + buffer->unitBytes);
    placed.push_back(buffer);
  }
}

SmallVector<Group> nn::splitInTime(MutableArrayRef<Group> groups) {
  SmallVector<Group> parts;
  for (Group &group : groups) {
    llvm::sort(group.buffers, [](const Buffer &a, const Buffer &b) {
      return std::pair(a.lifetime.first, a.lifetime.last) <
             std::pair(b.lifetime.first, b.lifetime.last);
    });
    std::optional<size_t> last;
    for (Buffer &buffer : group.buffers) {
      if (!last || buffer.lifetime.first > *last)
        parts.push_back({group.factors, {}});
      last = std::max(last.value_or(0), buffer.lifetime.last);
      parts.back().buffers.push_back(buffer);
    }
  }
  llvm::sort(parts, [](const Group &a, const Group &b) {
    return a.buffers.front().lifetime.first < b.buffers.front().lifetime.first;
  });
  return parts;
}

SmallVector<Area> nn::makeAreas(MutableArrayRef<Group> groups) {
  auto meets = [](const Group &a, const Group &b) {
    return llvm::any_of(a.buffers, [&](const Buffer &buffer) {
      return llvm::any_of(b.buffers, [&](const Buffer &other) {
        return buffer.lifetime.meets(other.lifetime);
      });
    });
  };
  SmallVector<Area> areas;
  for (Group &group : groups) {
    Area *place = nullptr;
    bool isAlike = false;
    for (Area &area : areas) {
      if (llvm::any_of(area.groups,
                       [&](Group *other) { return meets(group, *other); }))
        continue;
      bool alike = llvm::any_of(area.groups, [&](Group *other) {
        return other->factors == group.factors;
      });
      if (!place || (alike && !isAlike)) {
        place = &area;
        isAlike = alike;
      }
    }
    (place ? *place : areas.emplace_back()).groups.push_back(&group);
  }
  return areas;
}

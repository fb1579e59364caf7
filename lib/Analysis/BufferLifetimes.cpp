//===- BufferLifetimes.cpp - When buffers are in use ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/BufferLifetimes.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace mlir;
using namespace nn;

BufferLifetimes::BufferLifetimes(Operation *root) : aliases(root) {
  size_t count = 0;
  root->walk([&](Operation *op, const WalkStage &stage) {
    if (stage.isBeforeAllRegions())
      begin[op] = count++;
    if (stage.isAfterAllRegions())
      end[op] = count++;
  });
}

/// The innermost block around the op of `made` that the buffer does not leave:
/// no loop carries one of its names around that block or out of it.
template <typename Aliases>
static Block &findScope(OpResult made, const Aliases &names) {
  Block *block = made.getOwner()->getBlock();
  auto leaves = [&](Value name) {
    if (isa<BlockArgument>(name) && name.getParentBlock() == block)
      return true;
    Operation *parent = name.getParentBlock()->getParentOp();
    return name.getParentBlock() != block &&
           !block->findAncestorOpInBlock(*parent);
  };
  while (!isa<func::FuncOp, ParallelOp>(block->getParentOp()) &&
         llvm::any_of(names, leaves))
    block = block->getParentOp()->getBlock();
  return *block;
}

Lifetime BufferLifetimes::get(OpResult made) const {
  auto names = aliases.resolve(made);
  Block &block = findScope(made, names);
  std::optional<Lifetime> lifetime;
  for (Value name : names)
    for (Operation *user : name.getUsers()) {
      // To name a part of a buffer is not to use it.
      if (isa<ViewLikeOpInterface>(user) && names.contains(user->getResult(0)))
        continue;
      Operation *op = block.findAncestorOpInBlock(*user);
      Lifetime use{begin.lookup(op), end.lookup(op)};
      lifetime = lifetime ? Lifetime{std::min(lifetime->first, use.first),
                                     std::max(lifetime->last, use.last)}
                          : use;
    }
  Operation *op = made.getOwner();
  return lifetime.value_or(Lifetime{begin.lookup(op), end.lookup(op)});
}

SmallVector<LoopLikeOpInterface>
BufferLifetimes::getCarriers(OpResult made) const {
  auto names = aliases.resolve(made);
  SmallVector<LoopLikeOpInterface> carriers;
  for (auto loop = made.getOwner()->getParentOfType<LoopLikeOpInterface>();
       loop; loop = loop->getParentOfType<LoopLikeOpInterface>())
    if (llvm::any_of(names, [&](Value name) {
          return isa<BlockArgument>(name) &&
                 name.getParentBlock()->getParentOp() == loop;
        }))
      carriers.push_back(loop);
  return carriers;
}

scf::ForOp BufferLifetimes::getAlternatingLoop(OpResult made) const {
  auto inner = made.getOwner()->getParentOfType<LoopLikeOpInterface>();
  SmallVector<LoopLikeOpInterface> carriers = getCarriers(made);
  if (carriers.size() != 1 || carriers[0] != inner)
    return nullptr;
  auto loop = dyn_cast<scf::ForOp>(*inner);
  if (!loop)
    return nullptr;
  auto names = aliases.resolve(made);
  for (Value carried : loop.getRegionIterArgs()) {
    if (!names.contains(carried))
      continue;
    auto later = aliases.resolve(carried);
    if (llvm::any_of(loop.getYieldedValues(),
                     [&](Value yielded) { return later.contains(yielded); }))
      return nullptr;
  }
  return loop;
}

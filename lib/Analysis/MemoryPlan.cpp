//===- MemoryPlan.cpp - Where the buffers of a model lie ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/MemoryPlan.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "nn/Analysis/Signature.h"
#include "nn/Runtime/nn_abi.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Names of ops
//===----------------------------------------------------------------------===//

/// A place of the source; null if it is not known.
static Attribute getPlace(Location loc) {
  return loc->findInstanceOf<FileLineColLoc>();
}

OpNames::OpNames(ModuleOp network) {
  network.walk([&](Operation *op) {
    Attribute place = getPlace(op->getLoc());
    if (place && !op->hasTrait<OpTrait::IsTerminator>())
      names.try_emplace(place, op->getName().getStringRef());
  });
}

StringRef OpNames::get(Location loc) const {
  return names.lookup(getPlace(loc));
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

/// States the extents of the arguments of a kernel.
static void nameExtents(SymbolicExtents &numbers, func::FuncOp kernel,
                        const EntrySignature &signature) {
  for (auto [argument, tensor] :
       llvm::zip(kernel.getArguments(), signature.inputs)) {
    SymbolicShape shape(tensor.type.getShape());
    for (auto [extent, number] : llvm::zip_equal(shape, tensor.extent))
      if (number >= 0)
        extent = Polynomial::getVariable(signature.extents[number]);
    numbers.setShape(argument, std::move(shape));
  }
}

/// What `plan`, a function of the extents, returns as bytes of the workspace.
static Polynomial readWorkspace(func::FuncOp plan,
                                const EntrySignature &signature,
                                std::vector<UnknownNumber> &unknown) {
  SymbolicExtents numbers(unknown);
  for (auto [argument, name] :
       llvm::zip_equal(plan.getArguments(), signature.extents))
    numbers.setNumber(argument, Polynomial::getVariable(name));
  Operation *answer = plan.getBody().front().getTerminator();
  Polynomial bytes = numbers.getNumber(answer->getOperand(1));
  // A call asks for a pointer to something, whatever it needs.
  std::optional<int64_t> constant = bytes.getConstant();
  return constant && *constant < NN_WORKSPACE_ALIGN
             ? Polynomial(NN_WORKSPACE_ALIGN)
             : bytes;
}

/// Makes the steps of lifetimes successive numbers.
static void countSteps(std::vector<PlannedBuffer> &buffers) {
  std::map<size_t, size_t> steps;
  for (const PlannedBuffer &buffer : buffers) {
    steps[buffer.lifetime.first] = 0;
    steps[buffer.lifetime.last] = 0;
  }
  for (auto [number, step] : llvm::enumerate(steps))
    step.second = number;
  for (PlannedBuffer &buffer : buffers)
    buffer.lifetime = {steps[buffer.lifetime.first],
                       steps[buffer.lifetime.last]};
}

/// Finds the most memory that is live at a time: as much as ever when a buffer
/// has just come.
static void findPeaks(EntryMemory &entry) {
  for (const PlannedBuffer &last : entry.buffers) {
    Polynomial live;
    for (const PlannedBuffer &buffer : entry.buffers)
      if (buffer.lifetime.meets({last.lifetime.first, last.lifetime.first}))
        live += buffer.bytes;
    addPeak(entry.peaks, {std::move(live), last.loc, last.op});
  }
}

static EntryMemory readEntry(func::FuncOp kernel, func::FuncOp plan,
                             const EntrySignature &signature,
                             const OpNames &names,
                             std::vector<UnknownNumber> &unknown) {
  EntryMemory entry{
      signature.name, kernel.getLoc(), signature.extents, {}, {}, {}, {}};
  SymbolicExtents numbers(unknown);
  nameExtents(numbers, kernel, signature);
  Value workspace =
      kernel.getArgument(signature.inputs.size() + signature.params.size() +
                         signature.outputs.size());
  BufferLifetimes lifetimes(kernel);
  kernel.walk([&](memref::ViewOp view) {
    if (view.getSource() != workspace)
      return;
    MemRefType type = view.getType();
    int64_t unit = getElementBytes(type);
    for (int64_t extent : type.getShape())
      if (!ShapedType::isDynamic(extent))
        unit *= extent;
    Polynomial bytes =
        static_cast<int64_t>(llvm::alignTo(unit, NN_WORKSPACE_ALIGN));
    for (Value extent : view.getSizes())
      bytes *= numbers.getNumber(extent);
    auto made = cast<OpResult>(view.getResult());
    Value offset = view.getByteShift();
    // Of two places that take turns, the first: the other one is added to it.
    if (lifetimes.getAlternatingLoop(made)) {
      offset = offset.getDefiningOp<arith::AddIOp>().getLhs();
      bytes *= 2;
    }
    entry.buffers.push_back({view.getLoc(), names.get(view.getLoc()).str(),
                             numbers.getNumber(offset), std::move(bytes),
                             lifetimes.get(made)});
  });
  kernel.walk([&](ParallelOp parallel) {
    Polynomial bytes;
    for (Value buffer : parallel.getBuffers()) {
      auto made = buffer.getDefiningOp<memref::ViewOp>();
      Polynomial part = cast<MemRefType>(buffer.getType()).getShape().back();
      for (Value extent : made ? made.getSizes() : ValueRange())
        part *= numbers.getNumber(extent);
      bytes += part;
    }
    if (bytes != Polynomial())
      addPeak(entry.parts, {std::move(bytes), parallel.getLoc(),
                            names.get(parallel.getLoc()).str()});
  });
  llvm::sort(entry.buffers, [](const PlannedBuffer &a, const PlannedBuffer &b) {
    return a.lifetime.first < b.lifetime.first;
  });
  countSteps(entry.buffers);
  findPeaks(entry);
  entry.workspace = readWorkspace(plan, signature, unknown);
  return entry;
}

FailureOr<MemoryPlan> nn::readMemoryPlan(ModuleOp module,
                                         const OpNames &names) {
  MemoryPlan plan;
  for (auto kernel : module.getOps<func::FuncOp>()) {
    if (!kernel->hasAttr(kSignatureAttr))
      continue;
    FailureOr<EntrySignature> signature = EntrySignature::get(kernel);
    if (failed(signature))
      return failure();
    auto answer =
        module.lookupSymbol<func::FuncOp>(getPlanName(signature->name));
    if (!answer)
      return kernel.emitError("expected a plan; the module is not at the "
                              "buffers stage");
    plan.entries.push_back(
        readEntry(kernel, answer, *signature, names, plan.unknown));
  }
  for (auto global : module.getOps<memref::GlobalOp>()) {
    MemRefType type = global.getType();
    ++plan.constants.count;
    plan.constants.bytes += type.getNumElements() * getElementBytes(type);
  }
  return plan;
}

//===- Coverage.cpp - Which ops random networks had -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Fuzz/Coverage.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "nn/Reference/Evaluator.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace nn;

/// What an op counts as.
static std::string getLabel(Operation *op) {
  std::string name = op->getName().getStringRef().str();
  if (auto activation = dyn_cast<ActivationOp>(op)) {
    std::string attribute;
    llvm::raw_string_ostream(attribute) << activation.getFunction();
    // Without parameters.
    name += " " + StringRef(attribute).split('<').first.str();
  }
  return name;
}

/// The type that tells one instance of an op from another: that of its results,
/// or of its operands if it has no results.
static Type getTellingType(Operation *op) {
  for (Type type : op->getResultTypes())
    return type;
  for (Type type : op->getOperandTypes())
    return type;
  if (auto param = dyn_cast<ParamOp>(op))
    return param.getType();
  return {};
}

void Coverage::add(ModuleOp module) {
  module.walk([&](Operation *op) {
    Type type = getTellingType(op);
    if (!type)
      return;
    std::string element;
    llvm::raw_string_ostream(element) << getElementTypeOrSelf(type);
    auto isDynamic = [](Type type) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      return tensor && !tensor.hasStaticShape();
    };
    Count &count = counts[getLabel(op)][element];
    bool dynamic = llvm::any_of(op->getResultTypes(), isDynamic) ||
                   llvm::any_of(op->getOperandTypes(), isDynamic);
    ++(dynamic ? count.dynamic : count.fixed);
  });
}

void Coverage::add(const Coverage &other) {
  for (auto &[op, types] : other.counts)
    for (auto &[type, count] : types) {
      counts[op][type].fixed += count.fixed;
      counts[op][type].dynamic += count.dynamic;
    }
}

std::vector<std::string> Coverage::findMissing(MLIRContext *context) const {
  context->loadDialect<NNDialect>();
  std::set<std::string> known;
  for (StringRef name : getEvaluatedOpNames())
    known.insert(name.str());
  // MLIRContext::getRegisteredOperationsByDialect finds a dialect only if it
  // comes to lie in the right place of a binary search by a wrong order.
  for (RegisteredOperationName name : context->getRegisteredOperations())
    if (name.getDialectNamespace() == NNDialect::getDialectNamespace())
      known.insert(name.getStringRef().str());
  // Lowering makes them.
  known.erase(CheckOp::getOperationName().str());
  known.erase(ParallelOp::getOperationName().str());
  std::vector<std::string> missing;
  for (const std::string &name : known) {
    // An activation has the label of its function behind the name.
    auto found = counts.lower_bound(name);
    if (found == counts.end() ||
        StringRef(found->first).split(' ').first != name)
      missing.push_back(name);
  }
  return missing;
}

void Coverage::print(llvm::raw_ostream &os) const {
  os << "occurrences with static + dynamic extents\n";
  for (auto &[op, types] : counts) {
    os << llvm::formatv("{0,-28}", op);
    for (auto &[type, count] : types)
      os << "  " << type << " " << count.fixed << "+" << count.dynamic;
    os << "\n";
  }
}

llvm::json::Value Coverage::toJson() const {
  llvm::json::Object ops;
  for (auto &[op, types] : counts) {
    llvm::json::Object entry;
    for (auto &[type, count] : types)
      entry[type] = llvm::json::Array{count.fixed, count.dynamic};
    ops[op] = std::move(entry);
  }
  return ops;
}

Coverage Coverage::fromJson(const llvm::json::Value &value) {
  Coverage coverage;
  for (auto &[op, types] : *value.getAsObject())
    for (auto &[type, count] : *types.getAsObject()) {
      const llvm::json::Array &pair = *count.getAsArray();
      coverage.counts[op.str()][type.str()] = {*pair[0].getAsInteger(),
                                               *pair[1].getAsInteger()};
    }
  return coverage;
}

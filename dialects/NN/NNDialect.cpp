//===- NNDialect.cpp - The nn dialect -------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNDialect.h"
#include "dialects/NN/ProductAttributes.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Bytecode/BytecodeImplementation.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/InliningUtils.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace nn;

#include "dialects/NN/NNDialect.cpp.inc"

namespace {
/// The version of the dialect in bytecode. Files of an older version are
/// upgraded when they are read; those of a newer one are refused.
struct NNDialectVersion : DialectVersion {
  static constexpr uint64_t kCurrent = 1;
  explicit NNDialectVersion(uint64_t number) : number(number) {}
  uint64_t number;
};

struct NNBytecodeInterface : BytecodeDialectInterface {
  NNBytecodeInterface(Dialect *dialect) : BytecodeDialectInterface(dialect) {}

  void writeVersion(DialectBytecodeWriter &writer) const final {
    writer.writeVarInt(NNDialectVersion::kCurrent);
  }

  std::unique_ptr<DialectVersion>
  readVersion(DialectBytecodeReader &reader) const final {
    uint64_t number = 0;
    if (failed(reader.readVarInt(number)))
      return nullptr;
    if (number > NNDialectVersion::kCurrent) {
      reader.emitError() << "expected version " << NNDialectVersion::kCurrent
                         << " of the nn dialect or an older one, got "
                         << number;
      return nullptr;
    }
    return std::make_unique<NNDialectVersion>(number);
  }
};

/// Every op of the dialect may be inlined: none refers to its function.
struct NNInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;
  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final {
    return true;
  }
};
} // namespace

void NNDialect::initialize() {
  registerAttributes();
  addOperations<
#define GET_OP_LIST
#include "dialects/NN/NNOps.cpp.inc"
      >();
  addInterfaces<NNBytecodeInterface, NNInlinerInterface>();
}

//===----------------------------------------------------------------------===//
// Attributes of function arguments and results
//===----------------------------------------------------------------------===//

/// Verifies the name that an argument or result has in generated interfaces.
static LogicalResult verifyInterfaceName(Operation *op,
                                         NamedAttribute attribute) {
  if (attribute.getName() != kNameAttr)
    return op->emitError("unknown attribute '")
           << attribute.getName().getValue() << "' of a function value";
  auto name = dyn_cast<StringAttr>(attribute.getValue());
  auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  if (!name || name.empty() || llvm::isDigit(name.getValue().front()) ||
      !llvm::all_of(name.getValue(), isWord))
    return op->emitError("expected '")
           << kNameAttr << "' to be a C identifier, got "
           << attribute.getValue();
  // Names are distinct over arguments and results.
  auto function = dyn_cast<FunctionOpInterface>(op);
  if (!function)
    return success();
  int64_t uses = 0;
  for (unsigned i = 0, e = function.getNumArguments(); i != e; ++i)
    uses += function.getArgAttr(i, kNameAttr) == name;
  for (unsigned i = 0, e = function.getNumResults(); i != e; ++i)
    uses += function.getResultAttr(i, kNameAttr) == name;
  if (uses > 1)
    return op->emitError("expected distinct names of arguments and results, "
                         "got ")
           << name << " twice";
  return success();
}

LogicalResult NNDialect::verifyOperationAttribute(Operation *op,
                                                  NamedAttribute attribute) {
  if (attribute.getName() == kSignatureAttr &&
      isa<FunctionOpInterface, ModuleOp>(op))
    return success();
  if (attribute.getName() == kSequencesAttr && isa<ModuleOp>(op) &&
      isa<UnitAttr>(attribute.getValue()))
    return success();
  if (attribute.getName() == kScheduleAttr) {
    if (isa<ScheduleAttr>(attribute.getValue()))
      return success();
    return op->emitError("expected '")
           << kScheduleAttr << "' to be a '#nn.schedule', got "
           << attribute.getValue();
  }
  if (attribute.getName() == kCopyReasonAttr &&
      isa<StringAttr>(attribute.getValue()))
    return success();
  if ((attribute.getName() == kIndependentAttr ||
       attribute.getName() == kTinyIsZeroAttr) &&
      isa<UnitAttr>(attribute.getValue()))
    return success();
  return op->emitError("unknown attribute '")
         << attribute.getName().getValue() << "'; '" << kNameAttr
         << "' belongs to an argument or a result";
}

LogicalResult NNDialect::verifyRegionArgAttribute(Operation *op, unsigned,
                                                  unsigned,
                                                  NamedAttribute attribute) {
  return verifyInterfaceName(op, attribute);
}

LogicalResult NNDialect::verifyRegionResultAttribute(Operation *op, unsigned,
                                                     unsigned,
                                                     NamedAttribute attribute) {
  return verifyInterfaceName(op, attribute);
}

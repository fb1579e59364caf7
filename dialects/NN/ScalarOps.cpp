//===- ScalarOps.cpp - The scalar ops of networks -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ScalarOps.h"
#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;
using namespace nn;

static constexpr llvm::StringLiteral kNames[] = {
    "arith.addf",         "arith.addi",      "arith.andi",
    "arith.ceildivsi",    "arith.ceildivui", "arith.cmpf",
    "arith.cmpi",         "arith.constant",  "arith.divf",
    "arith.divsi",        "arith.divui",     "arith.extf",
    "arith.extsi",        "arith.extui",     "arith.floordivsi",
    "arith.fptosi",       "arith.fptoui",    "arith.index_cast",
    "arith.index_castui", "arith.maximumf",  "arith.maxnumf",
    "arith.maxsi",        "arith.maxui",     "arith.minimumf",
    "arith.minnumf",      "arith.minsi",     "arith.minui",
    "arith.mulf",         "arith.muli",      "arith.negf",
    "arith.ori",          "arith.remf",      "arith.remsi",
    "arith.remui",        "arith.select",    "arith.shli",
    "arith.shrsi",        "arith.shrui",     "arith.sitofp",
    "arith.subf",         "arith.subi",      "arith.truncf",
    "arith.trunci",       "arith.uitofp",    "arith.xori",
    "math.absf",          "math.absi",       "math.acos",
    "math.acosh",         "math.asin",       "math.asinh",
    "math.atan",          "math.atan2",      "math.atanh",
    "math.cbrt",          "math.ceil",       "math.copysign",
    "math.cos",           "math.cosh",       "math.ctlz",
    "math.ctpop",         "math.cttz",       "math.erf",
    "math.erfc",          "math.exp",        "math.exp2",
    "math.expm1",         "math.floor",      "math.fma",
    "math.isfinite",      "math.isnan",      "math.log",
    "math.log10",         "math.log1p",      "math.log2",
    "math.powf",          "math.round",      "math.roundeven",
    "math.rsqrt",         "math.sin",        "math.sinh",
    "math.sqrt",          "math.tan",        "math.tanh",
    "math.trunc",
};

llvm::ArrayRef<llvm::StringLiteral> nn::getScalarOpNames() { return kNames; }

bool nn::isScalarOpName(OperationName name) {
  return llvm::is_contained(kNames, name.getStringRef());
}

bool nn::isScalarOp(Operation *op) {
  auto isNumber = [](Type type) {
    if (auto integer = dyn_cast<IntegerType>(type))
      return integer.isSignless() &&
             llvm::is_contained({1, 8, 16, 32, 64}, integer.getWidth());
    return type.isF32() || type.isF64() || type.isIndex();
  };
  return isScalarOpName(op->getName()) &&
         llvm::all_of(op->getOperandTypes(), isNumber) &&
         llvm::all_of(op->getResultTypes(), isNumber);
}

//===- ScalarOps.cpp - The scalar ops of networks -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ScalarOps.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

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

bool nn::comparesNumbers(arith::CmpFOp op) {
  return op.getPredicate() != arith::CmpFPredicate::AlwaysTrue &&
         op.getPredicate() != arith::CmpFPredicate::AlwaysFalse;
}

StringRef nn::getReasonAgainst(Operation *op) {
  if (!isScalarOpName(op->getName()))
    return "its result is not the same on every target, or there is no code "
           "for it";
  auto hasNumbers = [](Type type) {
    return isNumberType(getElementTypeOrSelf(type));
  };
  if (!llvm::all_of(op->getOperandTypes(), hasNumbers) ||
      !llvm::all_of(op->getResultTypes(), hasNumbers))
    return "numbers are of type f16, bf16, f32, f64, i1, i8, i16, i32, i64 or "
           "index";
  auto truncation = dyn_cast<arith::TruncFOp>(op);
  if (truncation && truncation.getRoundingmode() &&
      *truncation.getRoundingmode() != arith::RoundingMode::to_nearest_even)
    return "numbers are rounded to the nearest even";
  auto comparison = dyn_cast<arith::CmpFOp>(op);
  if (comparison && !comparesNumbers(comparison))
    return "its predicate compares nothing";
  return {};
}

bool nn::isScalarOp(Operation *op) {
  return llvm::all_of(op->getOperandTypes(), isNumberType) &&
         llvm::all_of(op->getResultTypes(), isNumberType) &&
         getReasonAgainst(op).empty();
}

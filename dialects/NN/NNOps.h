//===- NNOps.h - Ops of the nn dialect --------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_NNOPS_H
#define NN_DIALECT_NNOPS_H

#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/NNAttributes.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace nn {
/// Whether declared result types agree with inferred ones: shapes and names
/// may be known on either side, and agree where both know them.
bool areCompatibleTypes(mlir::TypeRange inferred, mlir::TypeRange declared);

/// Whether a tensor has no encoding or names of axes.
bool hasPlainEncoding(mlir::Type type);

/// Verifies that the result type of an op does not contradict the inferred one.
mlir::LogicalResult verifyInferredResult(mlir::Operation *op);

template <typename ConcreteType>
class InferredResult
    : public mlir::OpTrait::TraitBase<ConcreteType, InferredResult> {
public:
  static mlir::LogicalResult verifyRegionTrait(mlir::Operation *op) {
    return verifyInferredResult(op);
  }
};

/// The trait of ops that move elements and do not compute with them.
template <typename ConcreteType>
class MovesElements
    : public mlir::OpTrait::TraitBase<ConcreteType, MovesElements> {};

/// The trait of ops that become long code.
template <typename ConcreteType>
class LongCode : public mlir::OpTrait::TraitBase<ConcreteType, LongCode> {};

/// The trait of ops whose regions hold a program of their own.
template <typename ConcreteType>
class Control : public mlir::OpTrait::TraitBase<ConcreteType, Control> {};

/// How a key may stand to a query, as bits of a set. Integers are never
/// unordered.
enum Relation : unsigned { kBelow = 1, kEqual = 2, kAbove = 4, kUnordered = 8 };

/// The relations in which `predicate` holds.
unsigned getRelations(SelectPredicate predicate);
/// The predicate that holds in `relations` alone, of those in `possible`, if
/// there is one.
std::optional<SelectPredicate> getPredicate(unsigned relations,
                                            unsigned possible);
/// Whether a key stands to a query as `predicate` says; of booleans, the one
/// that is set is above.
mlir::Value compareElements(mlir::OpBuilder &builder, mlir::Location loc,
                            SelectPredicate predicate, mlir::Value key,
                            mlir::Value query);
} // namespace nn

#define GET_OP_CLASSES
#include "dialects/NN/NNOps.h.inc"

#endif // NN_DIALECT_NNOPS_H

//===- EmitterImpl.h - Emitting one function --------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_EMITTERIMPL_H
#define NN_LIB_TARGET_RASP_EMITTERIMPL_H

#include "Sharing.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseMap.h"

namespace llvm {
class SourceMgr;
}

namespace nn::rasp {
/// Integers up to here are floats of 64 bits.
inline constexpr int64_t kExactFloat = int64_t(1) << 53;

inline constexpr KindSet kExact = KindSet(AtomKind::Bool) | AtomKind::Int;

inline bool isBool(KindSet kinds) { return kinds == KindSet(AtomKind::Bool); }
inline bool isInt(KindSet kinds) { return kinds == KindSet(AtomKind::Int); }
inline bool isFloat(KindSet kinds) { return kinds == KindSet(AtomKind::Float); }

/// Whether integers may be too large to be exact as floats.
inline bool mayBeInexact(const Step *step) {
  return isInt(step->kinds) && !step->ints.isWithin(kExactFloat);
}

/// A sequence as values of the function.
struct Sequence {
  mlir::Value number;                   ///< of a sequence of numbers
  mlir::Value kind;                     ///< of one of several kinds
  llvm::SmallVector<mlir::Value> parts; ///< of a sequence of strings
};

/// An element of a sequence of numbers, in a region, and how to go on with it.
struct Element {
  mlir::OpBuilder &b;
  mlir::Location loc;
  KindSet kinds;
  mlir::Value number, kindOrNull;

  mlir::Value constant(mlir::TypedAttr value) const {
    return mlir::arith::ConstantOp::create(b, loc, value);
  }
  mlir::Value integer(int64_t value) const {
    return constant(b.getI64IntegerAttr(value));
  }
  mlir::Value real(double value) const {
    return constant(b.getF64FloatAttr(value));
  }

  /// As an f64; exact, see above.
  mlir::Value getReal() const {
    if (isBool(kinds))
      return mlir::arith::UIToFPOp::create(b, loc, b.getF64Type(), number);
    if (isInt(kinds))
      return mlir::arith::SIToFPOp::create(b, loc, b.getF64Type(), number);
    return number;
  }
  /// A boolean or an integer as an i64.
  mlir::Value getInteger() const {
    if (isBool(kinds))
      return mlir::arith::ExtUIOp::create(b, loc, b.getI64Type(), number);
    if (isInt(kinds))
      return number;
    return mlir::arith::FPToSIOp::create(b, loc, b.getI64Type(), number);
  }
  mlir::Value isTrue() const {
    if (isBool(kinds))
      return number;
    if (isInt(kinds))
      return mlir::arith::CmpIOp::create(b, loc, mlir::arith::CmpIPredicate::ne,
                                         number, integer(0));
    return mlir::arith::CmpFOp::create(b, loc, mlir::arith::CmpFPredicate::UNE,
                                       number, real(0));
  }
  mlir::Value getKind() const {
    if (kindOrNull)
      return kindOrNull;
    return constant(b.getI8IntegerAttr(static_cast<int8_t>(kinds.getOnly())));
  }
  mlir::Value isFloatKind() const {
    mlir::Value two = constant(b.getI8IntegerAttr(2));
    return mlir::arith::CmpIOp::create(b, loc, mlir::arith::CmpIPredicate::eq,
                                       getKind(), two);
  }
};

using Body = llvm::function_ref<mlir::Value(llvm::ArrayRef<Element>)>;

class Emitter {
public:
  /// `longest` is the number of characters of the longest constant.
  Emitter(mlir::ModuleOp module, const llvm::SourceMgr &sources,
          int64_t longest)
      : b(module.getContext()), module(module), sources(sources),
        longest(longest), loc(module.getLoc()) {}

  /// The private function of a share.
  mlir::func::FuncOp emitShare(const Share &share, llvm::StringRef name);
  /// The function of an s-op, of which `rest` is left beside `calls`.
  void
  emitEntry(const Share &rest, llvm::StringRef name, const Step *result,
            llvm::ArrayRef<std::pair<const Share *, mlir::func::FuncOp>> calls);

private:
  mlir::Location getLoc(llvm::SMRange range);
  void makeFunction(llvm::StringRef name, llvm::ArrayRef<const Step *> inputs);
  void setRowExtent(llvm::ArrayRef<mlir::Value> texts);
  void emitSteps(const Share &share);
  void finish(llvm::ArrayRef<const Step *> steps,
              llvm::ArrayRef<Sequence> sequences);
  /// Calls the function of a share, and keeps its results.
  void call(const Share &share, mlir::func::FuncOp callee);

  void emit(const Step *step);
  void emitUnary(const Step *step);
  void emitBinary(const Step *step);
  void emitExactBinary(const Step *step);
  void emitRealBinary(const Step *step);
  void emitComparison(const Step *step);
  void emitTruth(const Step *step);
  void emitRound(const Step *step);
  void emitChoose(const Step *step);
  void emitListItem(const Step *step);
  void emitDictItem(const Step *step);
  /// The atoms of `step` at `places`, which lie inside.
  void takeItems(const Step *step, mlir::Value places);
  void emitSelect(const Step *step);
  void emitAggregate(const Step *step);
  Sequence aggregateOne(const Step *step);
  void emitMean(const Step *step);

  const Sequence &get(const Step *step) const {
    return sequences.find(step)->second;
  }
  mlir::Value getSelector(const Step *step) const {
    return selectors.find(step)->second;
  }

  /// A scalar function of the elements of sequences of numbers, or of
  /// constants.
  mlir::Value map(llvm::ArrayRef<const Step *> steps, Body body);
  /// The elements of `step` in kinds `kinds`, which contain its own.
  Sequence convert(const Step *step, KindSet kinds);
  mlir::Value splat(mlir::TypedAttr value);
  /// `atom` as a number of the representation of `kinds`, and its kind.
  mlir::TypedAttr getNumberAttr(const Atom &atom, KindSet kinds);
  mlir::TypedAttr getKindAttr(const Atom &atom);
  mlir::Value makeScalar(mlir::TypedAttr value);
  mlir::Value require(mlir::Value value, mlir::Value ok,
                      const llvm::Twine &message);

  /// The rows of strings, one part.
  mlir::Value getRows(llvm::ArrayRef<mlir::Value> parts);
  /// Rows with zeros behind, up to the extent of all parts.
  mlir::Value padRows(mlir::Value rows);
  /// A string as one row, of the extent of all parts.
  mlir::Value makeRow(llvm::StringRef text);
  /// Rows for all positions, if there is one row.
  mlir::Value repeat(mlir::Value row);
  llvm::SmallVector<mlir::Value> intern(llvm::ArrayRef<const Step *> steps);
  /// Elements of keys or queries as tensors of one type.
  std::pair<mlir::Value, mlir::Value> getComparable(const Step *a,
                                                    const Step *b);

  mlir::OpBuilder b;
  mlir::ModuleOp module;
  const llvm::SourceMgr &sources;
  int64_t longest;
  mlir::Location loc;
  /// How many parts a sequence of strings has in other functions.
  llvm::DenseMap<const Step *, size_t> numParts;

  // Of the function that is being made.
  mlir::func::FuncOp function;
  mlir::Value length;    ///< of the input, an index
  mlir::Value carrier;   ///< a tensor with an element per position
  mlir::Value rowExtent; ///< of parts of strings, an index
  int64_t staticRowExtent = 0;
  llvm::DenseMap<const Step *, Sequence> sequences;
  llvm::DenseMap<const Step *, mlir::Value> selectors;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_EMITTERIMPL_H

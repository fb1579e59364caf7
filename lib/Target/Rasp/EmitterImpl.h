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
inline constexpr KindSet kExact = KindSet(AtomKind::Bool) | AtomKind::Int;

inline bool isBool(KindSet kinds) { return kinds == KindSet(AtomKind::Bool); }
inline bool isInt(KindSet kinds) { return kinds == KindSet(AtomKind::Int); }
inline bool isFloat(KindSet kinds) { return kinds == KindSet(AtomKind::Float); }

/// What is wrong with an integer that has to be a float and is none.
inline constexpr llvm::StringLiteral kInexactMessage =
    "an integer among floats is larger than 2^53";

/// A sequence as values of the function. One that is uniform has one element,
/// as has a part of a sum of strings that is.
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
  /// Whether an integer is the same as an f64.
  mlir::Value isExact() const {
    mlir::Value real = getReal();
    mlir::Value fits = mlir::arith::CmpFOp::create(
        b, loc, mlir::arith::CmpFPredicate::OLT, real, this->real(0x1p63));
    mlir::Value back =
        mlir::arith::FPToSIOp::create(b, loc, b.getI64Type(), real);
    mlir::Value isSame = mlir::arith::CmpIOp::create(
        b, loc, mlir::arith::CmpIPredicate::eq, back, number);
    return mlir::arith::AndIOp::create(b, loc, fits, isSame);
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

/// Whether a kind, as an element, is that of floats.
inline mlir::Value isFloatKind(const Element &kind) {
  return mlir::arith::CmpIOp::create(
      kind.b, kind.loc, mlir::arith::CmpIPredicate::eq, kind.number,
      kind.constant(kind.b.getI8IntegerAttr(2)));
}

mlir::arith::CmpIPredicate getIntPredicate(BinaryOp op);
mlir::arith::CmpFPredicate getFloatPredicate(BinaryOp op);

/// Whether a step is a comparison of two sequences, or a selector of one.
bool isComparison(const Step *step);

/// The characters of the longest string among `atoms`.
int64_t getLongest(llvm::ArrayRef<Atom> atoms);

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
  emitEntry(const Share &rest, const NamedStep &sop,
            llvm::ArrayRef<std::pair<const Share *, mlir::func::FuncOp>> calls);

private:
  mlir::Location getLoc(llvm::SMRange range);
  void makeFunction(llvm::StringRef name, llvm::ArrayRef<const Step *> inputs);
  void setRowExtent(llvm::ArrayRef<mlir::Value> texts);
  void emitSteps(const Share &share);
  /// Returns `sequences`, as tensors of `types`.
  void finish(llvm::ArrayRef<Sequence> sequences,
              llvm::ArrayRef<mlir::Type> types);
  /// Calls the function of a share, and keeps its results.
  void call(const Share &share, mlir::func::FuncOp callee);

  void emit(const Step *step);
  void emitUnary(const Step *step);
  void emitBinary(const Step *step);
  void emitExactBinary(const Step *step);
  void emitRealBinary(const Step *step);
  void emitPower(const Step *step);
  void emitComparison(const Step *step);
  void emitTruth(const Step *step);
  void emitRound(const Step *step);
  void emitChoose(const Step *step);
  void emitListItem(const Step *step);
  void emitDictItem(const Step *step);
  void emitIsIn(const Step *step);
  /// The places of a sequence's elements in `step->keys`, and whether they are
  /// there.
  std::pair<mlir::Value, mlir::Value> findKeys(const Step *step);
  std::pair<mlir::Value, mlir::Value> findAmongFew(const Step *step);
  /// Strings as rows of code points, with zeros up to `extent`.
  mlir::Value makeRows(llvm::ArrayRef<Atom> texts, int64_t extent);
  /// A constant tensor of what `get` says of atoms.
  mlir::Value makeTable(llvm::ArrayRef<Atom> atoms,
                        llvm::function_ref<mlir::TypedAttr(const Atom &)> get);
  /// The atoms of `step` at `places`, which lie inside.
  void takeItems(const Step *step, mlir::Value places);
  void emitSelect(const Step *step);
  /// 'not', 'and' or 'or' of selectors.
  mlir::Value combineSelectors(const Step *step,
                               llvm::ArrayRef<mlir::Value> operands);
  void emitAggregate(const Step *step);
  Sequence aggregateOne(const Step *step);
  void emitMean(const Step *step);
  void checkMean(const Step *step, const Sequence &values);
  void checkWidths(const Step *selector, mlir::arith::CmpIPredicate predicate,
                   int64_t width, const llvm::Twine &message);
  void emitChecked(const Step *step);

  const Sequence &get(const Step *step) const {
    return sequences.find(step)->second;
  }
  mlir::Value getSelector(const Step *step) const {
    return selectors.find(step)->second;
  }
  /// A selector with all its rows, if `step` is uniform, too.
  mlir::Value getAllRows(const Step *step);

  /// A scalar function of the elements of sequences of numbers, or of
  /// constants.
  mlir::Value map(llvm::ArrayRef<const Step *> steps, Body body);
  /// The same, with the elements of `tensors` behind.
  mlir::Value mapWith(llvm::ArrayRef<const Step *> steps,
                      llvm::ArrayRef<mlir::Value> tensors, Body body);
  /// The elements of `step` in kinds `kinds`, which contain its own.
  Sequence convert(const Step *step, KindSet kinds);
  mlir::Value makeScalar(mlir::TypedAttr value);
  /// `atom` as a number of the representation of `kinds`, and its kind.
  mlir::TypedAttr getNumberAttr(const Atom &atom, KindSet kinds);
  mlir::TypedAttr getKindAttr(const Atom &atom);
  /// Ends the program unless all elements of `ok` are true: every result of the
  /// function waits for it, whether it needs what is checked or not.
  void check(mlir::Value ok, const llvm::Twine &message);
  /// Whether all elements are true, as a tensor without axes.
  mlir::Value isEverywhere(mlir::Value flags);

  /// The rows of strings, one part.
  mlir::Value getRows(llvm::ArrayRef<mlir::Value> parts);
  mlir::Value joinRows(llvm::ArrayRef<mlir::Value> parts);
  /// Rows with zeros behind, up to the extent of all parts.
  mlir::Value padRows(mlir::Value rows);
  /// A string as one row, of the extent of all parts.
  mlir::Value makeRow(llvm::StringRef text);
  /// Elements, or rows of strings, for all positions, if there is one.
  mlir::Value repeat(mlir::Value tensor);
  Sequence repeat(Sequence sequence);
  llvm::SmallVector<mlir::Value> intern(llvm::ArrayRef<const Step *> steps);
  /// Notes the constants that sequences of strings meet in `steps`.
  void collectTexts(llvm::ArrayRef<const Step *> steps);
  /// Strings as numbers in their order.
  struct Texts {
    std::vector<Atom> constants; ///< in order
    mlir::Value ids;             ///< of the elements of a sequence
    mlir::Value constantIds;
  };
  /// The numbers of a sequence and of all constants that it meets.
  const Texts &getIds(const Step *step);
  /// The numbers of some of these constants.
  mlir::Value getIds(const Texts &texts, llvm::ArrayRef<Atom> constants);
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
  mlir::Value one;       ///< a tensor with one element
  mlir::Value rowExtent; ///< of parts of strings, an index
  int64_t staticRowExtent = 0;
  llvm::DenseMap<const Step *, Sequence> sequences;
  llvm::DenseMap<const Step *, mlir::Value> selectors;
  llvm::DenseMap<const Step *, Texts> texts;
  /// Of uniform ones, with all rows.
  llvm::DenseMap<const Step *, mlir::Value> wholeSelectors;
  struct Check {
    mlir::Location loc;
    mlir::Value ok;
    std::string message;
  };
  std::vector<Check> checks;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_EMITTERIMPL_H

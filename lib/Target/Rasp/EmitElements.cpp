//===- EmitElements.cpp - Steps of element after element ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmitterImpl.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include <cmath>

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

void Emitter::emitTruth(const Step *step) {
  const Step *operand = step->operands[0];
  if (!operand->kinds.isString()) {
    sequences[step].number =
        map(operand, [](ArrayRef<Element> v) { return v[0].isTrue(); });
    return;
  }
  // A string is not empty if it has a character.
  Value rows = getRows(convert(operand, AtomKind::String).parts);
  Value isCharacter = MapOp::create(
      b, loc, rows, [](OpBuilder &inner, Location l, ValueRange v) -> Value {
        Value zero = arith::ConstantIntOp::create(inner, l, 0, 32);
        return arith::CmpIOp::create(inner, l, arith::CmpIPredicate::ne, v[0],
                                     zero);
      });
  sequences[step].number =
      ReduceOp::create(
          b, loc, isCharacter, {1}, /*keep=*/false, b.getBoolAttr(false),
          [](OpBuilder &inner, Location l, Value x, Value y) -> Value {
            return arith::OrIOp::create(inner, l, x, y);
          })
          .getResult(0);
}

void Emitter::emitUnary(const Step *step) {
  const Step *operand = step->operands[0];
  Sequence &result = sequences[step];
  if (step->unaryOp == UnaryOp::Not) {
    result.number = map(operand, [](ArrayRef<Element> v) -> Value {
      const Element &e = v[0];
      return arith::XOrIOp::create(e.b, e.loc, e.number,
                                   e.constant(e.b.getBoolAttr(true)));
    });
    return;
  }
  bool isMinus = step->unaryOp == UnaryOp::Minus;
  if (isInt(step->kinds)) {
    result.number = map(operand, [&](ArrayRef<Element> v) -> Value {
      const Element &e = v[0];
      if (!isMinus)
        return e.getInteger();
      return arith::SubIOp::create(e.b, e.loc, e.integer(0), e.getInteger());
    });
    constexpr int64_t least = std::numeric_limits<int64_t>::min();
    if (isMinus && isInt(operand->kinds) && operand->ints.low == least) {
      Value ok = map(operand, [&](ArrayRef<Element> v) -> Value {
        const Element &e = v[0];
        return arith::CmpIOp::create(e.b, e.loc, arith::CmpIPredicate::ne,
                                     e.number, e.integer(least));
      });
      result.number =
          require(result.number, ok, "the result of '-' does not fit 64 bits");
    }
    return;
  }
  result.number = map(operand, [&](ArrayRef<Element> v) -> Value {
    const Element &e = v[0];
    if (!isMinus)
      return e.getReal();
    // The negative of the integer 0 is 0, that of the float is -0.0.
    Value negative = arith::NegFOp::create(e.b, e.loc, e.getReal());
    if (isFloat(e.kinds))
      return negative;
    Value difference =
        arith::SubFOp::create(e.b, e.loc, e.real(0), e.getReal());
    return arith::SelectOp::create(e.b, e.loc, e.isFloatKind(), negative,
                                   difference);
  });
  if (step->kinds.isMixed())
    result.kind = map(operand, [](ArrayRef<Element> v) -> Value {
      const Element &e = v[0];
      Value one = e.constant(e.b.getI8IntegerAttr(1));
      return arith::MaxSIOp::create(e.b, e.loc, e.getKind(), one);
    });
}

/// Whether bounds show that `op` of integers stays within 64 bits.
static bool staysWithin(const Step *step) {
  auto range = [](const Step *operand) {
    return isBool(operand->kinds) ? IntRange{0, 1} : operand->ints;
  };
  IntRange a = range(step->operands[0]), c = range(step->operands[1]);
  auto fits = [](__int128 value) {
    return value >= std::numeric_limits<int64_t>::min() &&
           value <= std::numeric_limits<int64_t>::max();
  };
  using Wide = __int128;
  switch (step->binaryOp) {
  case BinaryOp::Add:
    return fits(Wide(a.low) + c.low) && fits(Wide(a.high) + c.high);
  case BinaryOp::Subtract:
    return fits(Wide(a.low) - c.high) && fits(Wide(a.high) - c.low);
  case BinaryOp::Multiply:
    return fits(Wide(a.low) * c.low) && fits(Wide(a.low) * c.high) &&
           fits(Wide(a.high) * c.low) && fits(Wide(a.high) * c.high);
  default:
    return true;
  }
}

static bool isComparison(BinaryOp op) {
  return op == BinaryOp::Equal || op == BinaryOp::Less ||
         op == BinaryOp::LessEqual || op == BinaryOp::Greater ||
         op == BinaryOp::GreaterEqual;
}

void Emitter::emitBinary(const Step *step) {
  if (isComparison(step->binaryOp))
    return emitComparison(step);
  if (step->kinds.isString()) {
    Sequence left = convert(step->operands[0], AtomKind::String);
    Sequence right = convert(step->operands[1], AtomKind::String);
    SmallVector<Value> parts = left.parts;
    llvm::append_range(parts, right.parts);
    sequences[step].parts = std::move(parts);
    return;
  }
  if (isInt(step->kinds) && step->binaryOp != BinaryOp::Power)
    return emitExactBinary(step);
  emitRealBinary(step);
}

static arith::CmpIPredicate getIntPredicate(BinaryOp op) {
  switch (op) {
  case BinaryOp::Equal:
    return arith::CmpIPredicate::eq;
  case BinaryOp::Less:
    return arith::CmpIPredicate::slt;
  case BinaryOp::LessEqual:
    return arith::CmpIPredicate::sle;
  case BinaryOp::Greater:
    return arith::CmpIPredicate::sgt;
  default:
    return arith::CmpIPredicate::sge;
  }
}

static arith::CmpFPredicate getFloatPredicate(BinaryOp op) {
  switch (op) {
  case BinaryOp::Equal:
    return arith::CmpFPredicate::OEQ;
  case BinaryOp::Less:
    return arith::CmpFPredicate::OLT;
  case BinaryOp::LessEqual:
    return arith::CmpFPredicate::OLE;
  case BinaryOp::Greater:
    return arith::CmpFPredicate::OGT;
  default:
    return arith::CmpFPredicate::OGE;
  }
}

void Emitter::emitComparison(const Step *step) {
  const Step *left = step->operands[0], *right = step->operands[1];
  arith::CmpIPredicate predicate = getIntPredicate(step->binaryOp);
  if (left->kinds.isString()) {
    auto [x, y] = getComparable(left, right);
    sequences[step].number = MapOp::create(
        b, loc, {x, y},
        [&](OpBuilder &inner, Location l, ValueRange v) -> Value {
          return arith::CmpIOp::create(inner, l, predicate, v[0], v[1]);
        });
    return;
  }
  sequences[step].number =
      map(step->operands, [&](ArrayRef<Element> v) -> Value {
        const Element &x = v[0], &y = v[1];
        if (x.kinds.isSubsetOf(kExact) && y.kinds.isSubsetOf(kExact))
          return arith::CmpIOp::create(x.b, x.loc, predicate, x.getInteger(),
                                       y.getInteger());
        return arith::CmpFOp::create(x.b, x.loc,
                                     getFloatPredicate(step->binaryOp),
                                     x.getReal(), y.getReal());
      });
}

void Emitter::emitExactBinary(const Step *step) {
  BinaryOp op = step->binaryOp;
  Value number = map(step->operands, [&](ArrayRef<Element> v) -> Value {
    const Element &x = v[0];
    OpBuilder &i = x.b;
    Location l = x.loc;
    Value p = v[0].getInteger(), q = v[1].getInteger();
    if (op == BinaryOp::Add)
      return arith::AddIOp::create(i, l, p, q);
    if (op == BinaryOp::Subtract)
      return arith::SubIOp::create(i, l, p, q);
    if (op == BinaryOp::Multiply)
      return arith::MulIOp::create(i, l, p, q);
    // The remainder has the sign of the divisor.
    Value zero = x.integer(0);
    Value rest = arith::RemSIOp::create(i, l, p, q);
    auto isBelow = [&](Value a) -> Value {
      return arith::CmpIOp::create(i, l, arith::CmpIPredicate::slt, a, zero);
    };
    Value differs = arith::XOrIOp::create(i, l, isBelow(rest), isBelow(q));
    Value isRest =
        arith::CmpIOp::create(i, l, arith::CmpIPredicate::ne, rest, zero);
    Value moves = arith::AndIOp::create(i, l, differs, isRest);
    Value moved = arith::AddIOp::create(i, l, rest, q);
    return arith::SelectOp::create(i, l, moves, moved, rest);
  });
  const Step *right = step->operands[1];
  bool isModulo = op == BinaryOp::Modulo;
  IntRange divisor = isBool(right->kinds) ? IntRange{0, 1} : right->ints;
  if (isModulo ? divisor.low > 0 || divisor.high < 0 : staysWithin(step)) {
    sequences[step].number = number;
    return;
  }
  Value ok = map(step->operands, [&](ArrayRef<Element> v) -> Value {
    const Element &x = v[0];
    OpBuilder &i = x.b;
    Location l = x.loc;
    Value p = v[0].getInteger(), q = v[1].getInteger(), zero = x.integer(0);
    if (isModulo)
      return arith::CmpIOp::create(i, l, arith::CmpIPredicate::ne, q, zero);
    if (op == BinaryOp::Multiply) {
      // Close to the bound, the product counts as too large.
      Value product = arith::MulFOp::create(
          i, l, arith::SIToFPOp::create(i, l, i.getF64Type(), p),
          arith::SIToFPOp::create(i, l, i.getF64Type(), q));
      Value magnitude = math::AbsFOp::create(i, l, product);
      return arith::CmpFOp::create(i, l, arith::CmpFPredicate::OLT, magnitude,
                                   x.real(std::nextafter(0x1p63, 0) - 0x1p12));
    }
    // It overflows if the result has the wrong sign.
    bool isSum = op == BinaryOp::Add;
    Value result = isSum ? Value(arith::AddIOp::create(i, l, p, q))
                         : Value(arith::SubIOp::create(i, l, p, q));
    Value first = arith::XOrIOp::create(i, l, p, isSum ? result : q);
    Value second = isSum ? Value(arith::XOrIOp::create(i, l, q, result))
                         : Value(arith::XOrIOp::create(i, l, p, result));
    Value both = arith::AndIOp::create(i, l, first, second);
    return arith::CmpIOp::create(i, l, arith::CmpIPredicate::sge, both, zero);
  });
  sequences[step].number =
      require(number, ok,
              isModulo ? "'%' divides by zero"
                       : "the result of '" + getSpelling(op) +
                             "' does not fit 64 bits");
}

/// Where the operator has a result.
static Value isDefined(BinaryOp op, const Element &x, const Element &y) {
  OpBuilder &i = x.b;
  Location l = x.loc;
  Value zero = x.real(0), p = x.getReal(), q = y.getReal();
  auto compare = [&](arith::CmpFPredicate predicate, Value a,
                     Value c) -> Value {
    return arith::CmpFOp::create(i, l, predicate, a, c);
  };
  auto both = [&](Value a, Value c) -> Value {
    return arith::AndIOp::create(i, l, a, c);
  };
  auto no = [&](Value a) -> Value {
    return arith::XOrIOp::create(i, l, a, x.constant(i.getBoolAttr(true)));
  };
  if (op != BinaryOp::Power)
    return compare(arith::CmpFPredicate::UNE, q, zero);
  Value isNegative = compare(arith::CmpFPredicate::OLT, q, zero);
  Value ofZero = compare(arith::CmpFPredicate::OEQ, p, zero);
  Value pole = both(ofZero, isNegative);
  Value infinity = x.real(std::numeric_limits<double>::infinity());
  auto isFinite = [&](Value a) {
    return compare(arith::CmpFPredicate::OLT, math::AbsFOp::create(i, l, a),
                   infinity);
  };
  Value finite = both(isFinite(p), isFinite(q));
  Value isFraction =
      compare(arith::CmpFPredicate::UNE, q, math::FloorOp::create(i, l, q));
  Value isComplex = both(
      both(compare(arith::CmpFPredicate::OLT, p, zero), isFraction), finite);
  Value power = math::PowFOp::create(i, l, p, q);
  Value isLarge =
      both(finite, both(no(pole),
                        compare(arith::CmpFPredicate::OEQ,
                                math::AbsFOp::create(i, l, power), infinity)));
  return both(no(pole), both(no(isComplex), no(isLarge)));
}

/// `op` of floats, or of integers as floats.
static Value evaluateReal(BinaryOp op, const Element &x, const Element &y) {
  OpBuilder &i = x.b;
  Location l = x.loc;
  Value p = x.getReal(), q = y.getReal();
  switch (op) {
  case BinaryOp::Add:
    return arith::AddFOp::create(i, l, p, q);
  case BinaryOp::Subtract:
    return arith::SubFOp::create(i, l, p, q);
  case BinaryOp::Multiply:
    return arith::MulFOp::create(i, l, p, q);
  case BinaryOp::Divide:
    return arith::DivFOp::create(i, l, p, q);
  case BinaryOp::Power:
    return math::PowFOp::create(i, l, p, q);
  default:
    break;
  }
  // The remainder has the sign of the divisor.
  Value zero = x.real(0);
  Value rest = arith::RemFOp::create(i, l, p, q);
  auto isBelow = [&](Value a) -> Value {
    return arith::CmpFOp::create(i, l, arith::CmpFPredicate::OLT, a, zero);
  };
  Value differs = arith::XOrIOp::create(i, l, isBelow(rest), isBelow(q));
  Value isZero =
      arith::CmpFOp::create(i, l, arith::CmpFPredicate::OEQ, rest, zero);
  Value moved = arith::AddFOp::create(i, l, rest, q);
  Value nonzero = arith::SelectOp::create(i, l, differs, moved, rest);
  Value signedZero = math::CopySignOp::create(i, l, zero, q);
  return arith::SelectOp::create(i, l, isZero, signedZero, nonzero);
}

/// The kind of the result of arithmetic: an integer unless there is a float.
static Value getArithmeticKind(BinaryOp op, const Element &x,
                               const Element &y) {
  OpBuilder &i = x.b;
  Location l = x.loc;
  Value isReal = arith::OrIOp::create(i, l, x.isFloatKind(), y.isFloatKind());
  if (op == BinaryOp::Power)
    isReal = arith::OrIOp::create(
        i, l, isReal,
        arith::CmpFOp::create(i, l, arith::CmpFPredicate::OLT, y.getReal(),
                              y.real(0)));
  return arith::SelectOp::create(i, l, isReal,
                                 x.constant(i.getI8IntegerAttr(2)),
                                 x.constant(i.getI8IntegerAttr(1)));
}

void Emitter::emitRealBinary(const Step *step) {
  BinaryOp op = step->binaryOp;
  Value number = map(step->operands, [&](ArrayRef<Element> v) {
    return evaluateReal(op, v[0], v[1]);
  });
  if (op == BinaryOp::Divide || op == BinaryOp::Modulo ||
      op == BinaryOp::Power) {
    Value ok = map(step->operands, [&](ArrayRef<Element> v) {
      return isDefined(op, v[0], v[1]);
    });
    number = require(number, ok,
                     op == BinaryOp::Power
                         ? "a power that is no float"
                         : "'" + getSpelling(op) + "' divides by zero");
  }
  Sequence &result = sequences[step];
  if (!step->kinds.isMixed() && isFloat(step->kinds)) {
    result.number = number;
    return;
  }
  // Integers among the results are exact, or refused.
  if (!step->ints.isWithin(kExactFloat)) {
    Value ok = map(step->operands, [&](ArrayRef<Element> v) -> Value {
      const Element &x = v[0];
      Value value = evaluateReal(op, v[0], v[1]);
      Value small = arith::CmpFOp::create(
          x.b, x.loc, arith::CmpFPredicate::OLE,
          math::AbsFOp::create(x.b, x.loc, value), x.real(0x1p53));
      if (!step->kinds.isMixed())
        return small;
      Value isReal = arith::CmpIOp::create(x.b, x.loc, arith::CmpIPredicate::eq,
                                           getArithmeticKind(op, v[0], v[1]),
                                           x.constant(x.b.getI8IntegerAttr(2)));
      return arith::OrIOp::create(x.b, x.loc, small, isReal);
    });
    number = require(number, ok, "an integer among floats is larger than 2^53");
  }
  if (!step->kinds.isMixed()) {
    // A power of integers.
    result.number = MapOp::create(
        b, loc, number, [](OpBuilder &i, Location l, ValueRange v) -> Value {
          return arith::FPToSIOp::create(i, l, i.getI64Type(), v[0]);
        });
    return;
  }
  result.number = number;
  result.kind = map(step->operands, [&](ArrayRef<Element> v) {
    return getArithmeticKind(op, v[0], v[1]);
  });
}

void Emitter::emitRound(const Step *step) {
  const Step *operand = step->operands[0];
  auto round = [](const Element &e) -> Value {
    return math::RoundEvenOp::create(e.b, e.loc, e.getReal());
  };
  Sequence &result = sequences[step];
  if (operand->kinds.isSubsetOf(kExact)) {
    result.number =
        map(operand, [](ArrayRef<Element> v) { return v[0].getInteger(); });
    return;
  }
  Value number = map(operand, [&](ArrayRef<Element> v) -> Value {
    return arith::FPToSIOp::create(v[0].b, v[0].loc, v[0].b.getI64Type(),
                                   round(v[0]));
  });
  Value ok = map(operand, [&](ArrayRef<Element> v) -> Value {
    const Element &e = v[0];
    return arith::CmpFOp::create(e.b, e.loc, arith::CmpFPredicate::OLT,
                                 math::AbsFOp::create(e.b, e.loc, e.getReal()),
                                 e.real(0x1p63));
  });
  result.number =
      require(number, ok, "the result of 'round' does not fit 64 bits");
}

void Emitter::emitChoose(const Step *step) {
  const Step *condition = step->operands[0];
  const Step *yes = step->operands[1], *no = step->operands[2];
  Sequence &result = sequences[step];
  auto choose = [&](Value x, Value y) -> Value {
    return MapOp::create(b, loc, {get(condition).number, x, y},
                         [](OpBuilder &i, Location l, ValueRange v) -> Value {
                           return arith::SelectOp::create(i, l, v[0], v[1],
                                                          v[2]);
                         });
  };
  if (step->kinds.isString()) {
    SmallVector<Value> first = convert(yes, AtomKind::String).parts;
    SmallVector<Value> second = convert(no, AtomKind::String).parts;
    size_t count = std::max(first.size(), second.size());
    first.resize(count, Value());
    second.resize(count, Value());
    Value column =
        RearrangeOp::create(b, loc, "a -> a 1", get(condition).number, {});
    SmallVector<Value> parts;
    for (auto [x, y] : llvm::zip_equal(first, second))
      parts.push_back(MapOp::create(
          b, loc, {column, x ? x : makeRow(""), y ? y : makeRow("")},
          [](OpBuilder &i, Location l, ValueRange v) -> Value {
            return arith::SelectOp::create(i, l, v[0], v[1], v[2]);
          }));
    sequences[step].parts = std::move(parts);
    return;
  }
  // A mixture is of floats, see above.
  if (step->kinds.isMixed() || !(yes->kinds == no->kinds)) {
    Sequence first = convert(yes, step->kinds);
    Sequence second = convert(no, step->kinds);
    Value number = choose(first.number, second.number);
    Value kind = choose(first.kind, second.kind);
    sequences[step] = {number, kind, {}};
    return;
  }
  result.number = map(step->operands, [&](ArrayRef<Element> v) -> Value {
    return arith::SelectOp::create(v[0].b, v[0].loc, v[0].number, v[1].number,
                                   v[2].number);
  });
}

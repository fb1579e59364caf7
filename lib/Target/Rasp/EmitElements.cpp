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
    if (isMinus && isInt(operand->kinds) && operand->ints.low == least)
      check(map(operand,
                [&](ArrayRef<Element> v) -> Value {
                  const Element &e = v[0];
                  return arith::CmpIOp::create(e.b, e.loc,
                                               arith::CmpIPredicate::ne,
                                               e.number, e.integer(least));
                }),
            "the result of '-' does not fit 64 bits");
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

bool nn::rasp::isComparison(const Step *step) {
  if (step->kind != StepKind::Binary)
    return step->kind == StepKind::Select;
  return step->binaryOp == BinaryOp::Equal ||
         step->binaryOp == BinaryOp::Less ||
         step->binaryOp == BinaryOp::LessEqual ||
         step->binaryOp == BinaryOp::Greater ||
         step->binaryOp == BinaryOp::GreaterEqual;
}

void Emitter::emitBinary(const Step *step) {
  if (isComparison(step))
    return emitComparison(step);
  if (step->kinds.isString()) {
    Sequence left = convert(step->operands[0], AtomKind::String);
    Sequence right = convert(step->operands[1], AtomKind::String);
    SmallVector<Value> parts = left.parts;
    llvm::append_range(parts, right.parts);
    sequences[step].parts = std::move(parts);
    return;
  }
  if (step->binaryOp == BinaryOp::Power && step->kinds.contains(AtomKind::Int))
    return emitPower(step);
  if (isInt(step->kinds))
    return emitExactBinary(step);
  emitRealBinary(step);
}

arith::CmpIPredicate nn::rasp::getIntPredicate(BinaryOp op) {
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

arith::CmpFPredicate nn::rasp::getFloatPredicate(BinaryOp op) {
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
  sequences[step].number = number;
  IntRange left = getIntRange(step->operands[0]);
  IntRange right = getIntRange(step->operands[1]);
  bool isModulo = op == BinaryOp::Modulo;
  if (isModulo ? !right.contains(0) : staysWithin(op, left, right))
    return;
  Value ok = mapWith(step->operands, number, [&](ArrayRef<Element> v) -> Value {
    const Element &x = v[0];
    OpBuilder &i = x.b;
    Location l = x.loc;
    Value p = v[0].getInteger(), q = v[1].getInteger(), zero = x.integer(0);
    Value result = v[2].number;
    auto compare = [&](arith::CmpIPredicate predicate, Value a) -> Value {
      return arith::CmpIOp::create(i, l, predicate, a, zero);
    };
    auto differ = [&](Value a, Value c) -> Value {
      return arith::XOrIOp::create(i, l, a, c);
    };
    if (isModulo)
      return compare(arith::CmpIPredicate::ne, q);
    if (op == BinaryOp::Multiply) {
      // Not far from 64 bits, a product that does not fit has the wrong sign.
      Value product =
          arith::MulFOp::create(i, l, v[0].getReal(), v[1].getReal());
      Value isNear = arith::CmpFOp::create(i, l, arith::CmpFPredicate::OLT,
                                           math::AbsFOp::create(i, l, product),
                                           x.real(0x1.1p63));
      Value hasSign =
          compare(arith::CmpIPredicate::sge, differ(result, differ(p, q)));
      Value fits = arith::OrIOp::create(
          i, l, hasSign, compare(arith::CmpIPredicate::eq, result));
      return arith::AndIOp::create(i, l, isNear, fits);
    }
    // It overflows if the result has the wrong sign.
    bool isSum = op == BinaryOp::Add;
    Value first = differ(p, isSum ? result : q);
    Value second = differ(isSum ? q : p, result);
    Value both = arith::AndIOp::create(i, l, first, second);
    return compare(arith::CmpIPredicate::sge, both);
  });
  check(ok, isModulo ? "'%' divides by zero"
                     : "the result of '" + getSpelling(op) +
                           "' does not fit 64 bits");
}

/// Where a quotient, a remainder, or a power, which is `result`, has a value.
static Value isDefined(BinaryOp op, const Element &x, const Element &y,
                       Value result) {
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
  Value isLarge =
      both(finite, both(no(pole),
                        compare(arith::CmpFPredicate::OEQ,
                                math::AbsFOp::create(i, l, result), infinity)));
  return both(no(pole), both(no(isComplex), no(isLarge)));
}

static std::string getUndefinedMessage(BinaryOp op) {
  return op == BinaryOp::Power
             ? "a power that is no float"
             : "'" + getSpelling(op).str() + "' divides by zero";
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
  sequences[step].number = number;
  if (op == BinaryOp::Divide || op == BinaryOp::Modulo || op == BinaryOp::Power)
    check(mapWith(step->operands, number,
                  [&](ArrayRef<Element> v) {
                    return isDefined(op, v[0], v[1], v[2].number);
                  }),
          getUndefinedMessage(op));
  if (!step->kinds.isMixed())
    return;
  Value kind = map(step->operands, [&](ArrayRef<Element> v) {
    return getArithmeticKind(op, v[0], v[1]);
  });
  sequences[step].kind = kind;
  // Below 2^53 no integer has been rounded, unless an operand was.
  auto isSafe = [&](const Step *operand) {
    return !isInt(operand->kinds) || operand->ints.isWithin(kExactFloat);
  };
  if (step->ints.isWithin(kExactFloat - 1) &&
      llvm::all_of(step->operands, isSafe))
    return;
  Value ok = mapWith(step->operands, number, [&](ArrayRef<Element> v) -> Value {
    const Element &x = v[0];
    Value small = arith::CmpFOp::create(
        x.b, x.loc, arith::CmpFPredicate::OLT,
        math::AbsFOp::create(x.b, x.loc, v[2].number), x.real(0x1p53));
    for (unsigned place : {0, 1})
      if (!isSafe(step->operands[place]))
        small = arith::AndIOp::create(x.b, x.loc, small, v[place].isExact());
    Value isReal = arith::OrIOp::create(x.b, x.loc, v[0].isFloatKind(),
                                        v[1].isFloatKind());
    return arith::OrIOp::create(x.b, x.loc, small, isReal);
  });
  check(ok, kInexactMessage);
}

/// `p ^ q` of integers, and whether it fits 64 bits.
static std::pair<Value, Value> raise(const Element &e, Value p, Value q) {
  OpBuilder &i = e.b;
  Location l = e.loc;
  auto compare = [&](arith::CmpIPredicate predicate, Value a,
                     int64_t c) -> Value {
    return arith::CmpIOp::create(i, l, predicate, a, e.integer(c));
  };
  auto either = [&](Value a, Value c) -> Value {
    return arith::OrIOp::create(i, l, a, c);
  };
  // Of 0, 1 and -1, it says alone whether a large exponent is odd.
  Value isLarge = compare(arith::CmpIPredicate::sgt, q, 63);
  Value odd = arith::AndIOp::create(i, l, q, e.integer(1));
  Value rest = arith::SelectOp::create(
      i, l, isLarge, arith::AddIOp::create(i, l, odd, e.integer(62)), q);
  Value power = e.integer(1), base = p;
  // How large they are if they do not fit; no power comes so close to 2^63
  // that rounding could move it over.
  Value size = e.real(1);
  Value baseSize = math::AbsFOp::create(
      i, l, arith::SIToFPOp::create(i, l, i.getF64Type(), p));
  Value isUnit = arith::CmpFOp::create(i, l, arith::CmpFPredicate::OLE,
                                       baseSize, e.real(1));
  constexpr unsigned numBits = 6;
  for (unsigned bit = 0; bit < numBits; ++bit) {
    Value isSet = compare(
        arith::CmpIPredicate::ne,
        arith::AndIOp::create(i, l, rest, e.integer(int64_t(1) << bit)), 0);
    power = arith::SelectOp::create(
        i, l, isSet, arith::MulIOp::create(i, l, power, base), power);
    size = arith::SelectOp::create(
        i, l, isSet, arith::MulFOp::create(i, l, size, baseSize), size);
    base = arith::MulIOp::create(i, l, base, base);
    baseSize = arith::MulFOp::create(i, l, baseSize, baseSize);
  }
  Value isBelow = arith::CmpFOp::create(i, l, arith::CmpFPredicate::OLT, size,
                                        e.real(0x1p63));
  Value isLeast = compare(arith::CmpIPredicate::eq, power,
                          std::numeric_limits<int64_t>::min());
  Value isBound = arith::CmpFOp::create(i, l, arith::CmpFPredicate::OEQ, size,
                                        e.real(0x1p63));
  Value isNegative = compare(arith::CmpIPredicate::slt, p, 0);
  Value isOddLeast = arith::AndIOp::create(
      i, l, arith::AndIOp::create(i, l, isBound, isLeast),
      arith::AndIOp::create(i, l, isNegative,
                            compare(arith::CmpIPredicate::ne, odd, 0)));
  Value fits = arith::AndIOp::create(
      i, l, either(isBelow, isOddLeast),
      either(isUnit, compare(arith::CmpIPredicate::slt, q, 64)));
  return {power, fits};
}

void Emitter::emitPower(const Step *step) {
  ArrayRef<const Step *> operands = step->operands;
  auto raiseIntegers = [](ArrayRef<Element> v) {
    return raise(v[0], v[0].getInteger(), v[1].getInteger());
  };
  Value integers = map(
      operands, [&](ArrayRef<Element> v) { return raiseIntegers(v).first; });
  Value fits = map(
      operands, [&](ArrayRef<Element> v) { return raiseIntegers(v).second; });
  constexpr StringLiteral tooLarge = "the result of '^' does not fit 64 bits";
  Sequence &result = sequences[step];
  if (!step->kinds.isMixed()) {
    result.number = integers;
    return check(fits, tooLarge);
  }
  // Where it is no integer, it is a power of floats.
  Value reals = map(operands, [](ArrayRef<Element> v) {
    return evaluateReal(BinaryOp::Power, v[0], v[1]);
  });
  Value kind = map(operands, [](ArrayRef<Element> v) {
    return getArithmeticKind(BinaryOp::Power, v[0], v[1]);
  });
  result.kind = kind;
  result.number =
      mapWith({}, {kind, integers, reals}, [](ArrayRef<Element> v) -> Value {
        return arith::SelectOp::create(v[0].b, v[0].loc, isFloatKind(v[0]),
                                       v[2].number, v[1].getReal());
      });
  check(mapWith(operands, {reals, kind},
                [](ArrayRef<Element> v) -> Value {
                  Value ok =
                      isDefined(BinaryOp::Power, v[0], v[1], v[2].number);
                  return arith::SelectOp::create(
                      v[0].b, v[0].loc, isFloatKind(v[3]), ok,
                      v[0].constant(v[0].b.getBoolAttr(true)));
                }),
        getUndefinedMessage(BinaryOp::Power));
  auto isRealOr = [](const Element &kind, Value ok) -> Value {
    return arith::OrIOp::create(kind.b, kind.loc, isFloatKind(kind), ok);
  };
  check(
      mapWith({}, {kind, fits},
              [&](ArrayRef<Element> v) { return isRealOr(v[0], v[1].number); }),
      tooLarge);
  check(mapWith({}, {kind, integers},
                [&](ArrayRef<Element> v) {
                  return isRealOr(v[0], v[1].isExact());
                }),
        kInexactMessage);
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
  result.number = number;
  check(map(operand,
            [&](ArrayRef<Element> v) -> Value {
              const Element &e = v[0];
              Value whole = round(e);
              Value low =
                  arith::CmpFOp::create(e.b, e.loc, arith::CmpFPredicate::OGE,
                                        whole, e.real(-0x1p63));
              Value high = arith::CmpFOp::create(
                  e.b, e.loc, arith::CmpFPredicate::OLT, whole, e.real(0x1p63));
              return arith::AndIOp::create(e.b, e.loc, low, high);
            }),
        "the result of 'round' does not fit 64 bits");
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

void Emitter::emitChecked(const Step *step) {
  const Step *value = step->operands[0];
  if (value->isSelector()) {
    selectors[step] = getSelector(value);
  } else {
    sequences[step] = convert(value, value->kinds);
  }
  // An aggregation that nothing uses does not check how much it marks.
  for (const Step *dropped : getDroppedOfOne(step))
    checkWidths(dropped->operands[0], arith::CmpIPredicate::sle, 1,
                "several keys are marked where one is expected");
}

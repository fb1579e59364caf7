//===- EmitLookups.cpp - Steps that look elements up ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmitterImpl.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

//===----------------------------------------------------------------------===//
// Lists and dicts
//===----------------------------------------------------------------------===//

Value Emitter::makeTable(ArrayRef<Atom> atoms,
                         llvm::function_ref<TypedAttr(const Atom &)> get) {
  SmallVector<Attribute> values;
  for (const Atom &atom : atoms)
    values.push_back(get(atom));
  auto type = RankedTensorType::get({static_cast<int64_t>(values.size())},
                                    cast<TypedAttr>(values.front()).getType());
  return arith::ConstantOp::create(b, loc,
                                   DenseElementsAttr::get(type, values));
}

void Emitter::takeItems(const Step *step, Value places) {
  auto gather = [&](Value table) -> Value {
    return GatherOp::create(b, loc, table, places, ArrayRef<int64_t>{0});
  };
  Sequence &result = sequences[step];
  if (step->kinds.isString()) {
    bool isStatic = staticRowExtent != ShapedType::kDynamic;
    int64_t extent = isStatic ? staticRowExtent : getLongest(step->atoms);
    Value rows = makeRows(step->atoms, extent);
    result.parts = {gather(isStatic ? rows : padRows(rows))};
    return;
  }
  auto takeFrom = [&](llvm::function_ref<TypedAttr(const Atom &)> get) {
    return gather(makeTable(step->atoms, get));
  };
  result.number = takeFrom(
      [&](const Atom &atom) { return getNumberAttr(atom, step->kinds); });
  if (!step->kinds.isMixed())
    return;
  result.kind = takeFrom([&](const Atom &atom) { return getKindAttr(atom); });
  if (!llvm::all_of(step->atoms, isExactAsFloat))
    check(takeFrom([&](const Atom &atom) {
            return b.getBoolAttr(isExactAsFloat(atom));
          }),
          kInexactMessage);
}

void Emitter::emitListItem(const Step *step) {
  const Step *index = step->operands[0];
  auto count = static_cast<int64_t>(step->atoms.size());
  // From the end, if negative; what lies outside ends the program.
  Value places = map(index, [&](ArrayRef<Element> v) -> Value {
    const Element &e = v[0];
    Value place = e.getInteger();
    Value isNegative = arith::CmpIOp::create(
        e.b, e.loc, arith::CmpIPredicate::slt, place, e.integer(0));
    Value fromEnd = arith::AddIOp::create(e.b, e.loc, place, e.integer(count));
    return arith::SelectOp::create(e.b, e.loc, isNegative, fromEnd, place);
  });
  auto isInside = [&](const Element &e) -> Value {
    Value place = e.getInteger();
    Value low = arith::CmpIOp::create(e.b, e.loc, arith::CmpIPredicate::sge,
                                      place, e.integer(-count));
    Value high = arith::CmpIOp::create(e.b, e.loc, arith::CmpIPredicate::slt,
                                       place, e.integer(count));
    Value inside = arith::AndIOp::create(e.b, e.loc, low, high);
    if (e.kinds.isSubsetOf(kExact))
      return inside;
    Value isInteger = arith::XOrIOp::create(e.b, e.loc, e.isFloatKind(),
                                            e.constant(e.b.getBoolAttr(true)));
    return arith::AndIOp::create(e.b, e.loc, inside, isInteger);
  };
  IntRange range = getIntRange(index);
  if (range.low < -count || range.high >= count ||
      !index->kinds.isSubsetOf(kExact)) {
    Value ok = map(index, [&](ArrayRef<Element> v) { return isInside(v[0]); });
    places =
        MapOp::create(b, loc, {places, ok},
                      [](OpBuilder &i, Location l, ValueRange v) -> Value {
                        Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
                        return arith::SelectOp::create(i, l, v[1], v[0], zero);
                      });
    check(ok, "an index that is no integer, or outside of a list of length " +
                  Twine(count));
  }
  takeItems(step, places);
}

/// A comparison of two numbers of one type.
static Value compareNumbers(OpBuilder &b, Location loc, BinaryOp op, Value x,
                            Value y) {
  if (isa<FloatType>(x.getType()))
    return arith::CmpFOp::create(b, loc, getFloatPredicate(op), x, y);
  return arith::CmpIOp::create(b, loc, getIntPredicate(op), x, y);
}

std::pair<Value, Value> Emitter::findAmongFew(const Step *step) {
  const Step *operand = step->operands[0];
  // The place of the key, or -1.
  auto find = [&](const Element &e, Value value,
                  llvm::function_ref<Value(size_t)> getKey) {
    Value place = e.integer(-1);
    for (size_t at = 0; at < step->keys.size(); ++at) {
      Value isHere =
          compareNumbers(e.b, e.loc, BinaryOp::Equal, value, getKey(at));
      place = arith::SelectOp::create(
          e.b, e.loc, isHere, e.integer(static_cast<int64_t>(at)), place);
    }
    return place;
  };
  Value places;
  if (operand->kinds.isString()) {
    const Texts &texts = getIds(operand);
    SmallVector<Value> ids{texts.ids};
    for (const Atom &key : step->keys)
      ids.push_back(getIds(texts, key));
    places = mapWith({}, ids, [&](ArrayRef<Element> v) {
      return find(v[0], v[0].number,
                  [&](size_t at) { return v[at + 1].number; });
    });
  } else {
    places = map(operand, [&](ArrayRef<Element> v) {
      const Element &e = v[0];
      bool isExact = e.kinds.isSubsetOf(kExact);
      return find(e, isExact ? e.getInteger() : e.getReal(), [&](size_t at) {
        const Atom &key = step->keys[at];
        return isExact ? e.integer(getInt(key)) : e.real(getDouble(key));
      });
    });
  }
  Value isThere = mapWith({}, places, [](ArrayRef<Element> v) -> Value {
    return arith::CmpIOp::create(v[0].b, v[0].loc, arith::CmpIPredicate::sge,
                                 v[0].number, v[0].integer(0));
  });
  Value safe = mapWith({}, places, [](ArrayRef<Element> v) -> Value {
    return arith::MaxSIOp::create(v[0].b, v[0].loc, v[0].number,
                                  v[0].integer(0));
  });
  return {safe, isThere};
}

std::pair<Value, Value> Emitter::findKeys(const Step *step) {
  const Step *operand = step->operands[0];
  auto count = static_cast<int64_t>(step->keys.size());
  constexpr int64_t few = 16;
  if (count <= few)
    return findAmongFew(step);
  // Keys are in ascending order, and so are the numbers of strings.
  Value values, table;
  if (operand->kinds.isString()) {
    const Texts &texts = getIds(operand);
    values = texts.ids;
    table = getIds(texts, step->keys);
  } else {
    bool isExact = operand->kinds.isSubsetOf(kExact);
    values = map(operand, [&](ArrayRef<Element> v) {
      return isExact ? v[0].getInteger() : v[0].getReal();
    });
    table = makeTable(step->keys, [&](const Atom &key) {
      return getNumberAttr(key, isExact ? AtomKind::Int : AtomKind::Float);
    });
  }
  auto getKeys = [&](Value places) -> Value {
    return GatherOp::create(b, loc, table, places, ArrayRef<int64_t>{0});
  };
  // The last key that is not above the element, or the first one: by halves.
  Value places =
      mapWith({}, values, [](ArrayRef<Element> v) { return v[0].integer(0); });
  for (auto stride = static_cast<int64_t>(llvm::bit_floor(uint64_t(count - 1)));
       stride > 0; stride /= 2) {
    Value next = mapWith({}, places, [&](ArrayRef<Element> v) -> Value {
      const Element &e = v[0];
      Value sum =
          arith::AddIOp::create(e.b, e.loc, e.number, e.integer(stride));
      return arith::MinSIOp::create(e.b, e.loc, sum, e.integer(count - 1));
    });
    places = MapOp::create(
        b, loc, {places, next, getKeys(next), values},
        [](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value moves = compareNumbers(i, l, BinaryOp::LessEqual, v[2], v[3]);
          return arith::SelectOp::create(i, l, moves, v[1], v[0]);
        });
  }
  Value isThere =
      MapOp::create(b, loc, {getKeys(places), values},
                    [](OpBuilder &i, Location l, ValueRange v) -> Value {
                      return compareNumbers(i, l, BinaryOp::Equal, v[0], v[1]);
                    });
  return {places, isThere};
}

void Emitter::emitDictItem(const Step *step) {
  auto [places, isThere] = findKeys(step);
  check(isThere, "a key that is not in the dict");
  takeItems(step, places);
}

void Emitter::emitIsIn(const Step *step) {
  sequences[step].number = findKeys(step).second;
}

//===----------------------------------------------------------------------===//
// Selectors
//===----------------------------------------------------------------------===//

static SelectPredicate getSelectPredicate(Predicate predicate) {
  switch (predicate) {
  case Predicate::Equal:
    return SelectPredicate::Equal;
  case Predicate::NotEqual:
    return SelectPredicate::NotEqual;
  case Predicate::Less:
    return SelectPredicate::Less;
  case Predicate::LessEqual:
    return SelectPredicate::LessOrEqual;
  case Predicate::Greater:
    return SelectPredicate::Greater;
  case Predicate::GreaterEqual:
    return SelectPredicate::GreaterOrEqual;
  }
  llvm_unreachable("unknown predicate");
}

void Emitter::emitSelect(const Step *step) {
  auto [keys, queries] = getComparable(step->operands[0], step->operands[1]);
  selectors[step] = SelectOp::create(
      b, loc, getSelectPredicate(step->predicate), repeat(keys), queries);
}

Sequence Emitter::aggregateOne(const Step *step) {
  const Step *sequence = step->operands[1];
  Value selector = getSelector(step->operands[0]);
  bool mayBeEmpty = !step->operands[0]->marksOneAtLeast;
  auto first = [&](Value values, Value otherwise) -> Value {
    return AggregateOp::create(b, loc, AggregateKind::Only, selector, values,
                               otherwise);
  };
  Sequence values = repeat(convert(sequence, step->kinds));
  Sequence result;
  if (!step->kinds.isString()) {
    // A default that is never used may be of any kind.
    Value number, kind;
    if (mayBeEmpty && step->kinds.isMixed() && !isExactAsFloat(step->atom))
      checkWidths(step->operands[0], arith::CmpIPredicate::sgt, 0,
                  kInexactMessage);
    if (mayBeEmpty) {
      number = makeScalar(getNumberAttr(step->atom, step->kinds));
      kind = makeScalar(getKindAttr(step->atom));
    }
    result.number = first(values.number, number);
    if (step->kinds.isMixed())
      result.kind = first(values.kind, kind);
    return result;
  }
  for (auto [place, part] : llvm::enumerate(values.parts)) {
    Value otherwise;
    if (mayBeEmpty && step->hasDefault && place == 0)
      otherwise = SliceOp::create(
          b, loc, "0, :", makeRow(std::get<std::string>(step->atom)));
    result.parts.push_back(first(part, otherwise));
  }
  return result;
}

void Emitter::emitAggregate(const Step *step) {
  const Step *selectorStep = step->operands[0];
  bool isText = step->kinds.isString();
  if (!selectorStep->marksOneAtMost && !takesOne(step))
    return emitMean(step);
  Sequence result = aggregateOne(step);
  if (isText && !step->hasDefault && !selectorStep->marksOneAtLeast)
    checkWidths(selectorStep, arith::CmpIPredicate::sgt, 0,
                "a row marks no string, and there is no default");
  sequences[step] = std::move(result);
}

void Emitter::checkWidths(const Step *selector, arith::CmpIPredicate predicate,
                          int64_t width, const Twine &message) {
  Value widths = SelectorWidthOp::create(b, loc, getSelector(selector));
  check(mapWith({}, widths,
                [&](ArrayRef<Element> v) -> Value {
                  return arith::CmpIOp::create(v[0].b, v[0].loc, predicate,
                                               v[0].number,
                                               v[0].integer(width));
                }),
        message);
}

/// Checks that the sums of a mean are exact, and that it is not of booleans.
void Emitter::checkMean(const Step *step, const Sequence &values) {
  const Step *selector = step->operands[0], *sequence = step->operands[1];
  KindSet kinds = sequence->kinds;
  bool hasFloats = kinds.contains(AtomKind::Float);
  // Sums of integers are exact in 64 bits, or as floats.
  int64_t most = hasFloats ? kExactFloat : std::numeric_limits<int64_t>::max();
  if (kinds.contains(AtomKind::Int) &&
      !sequence->ints.isWithin(most / kMaxLength)) {
    Value count = arith::IndexCastOp::create(b, loc, b.getI64Type(), length);
    Value one = arith::ConstantIntOp::create(b, loc, 1, 64);
    count = arith::MaxSIOp::create(b, loc, count, one);
    Value bound = arith::DivSIOp::create(
        b, loc, arith::ConstantIntOp::create(b, loc, most, 64), count);
    Value ok = map(sequence, [&](ArrayRef<Element> v) -> Value {
      const Element &e = v[0];
      Value number = e.getInteger();
      Value negative = arith::SubIOp::create(e.b, e.loc, e.integer(0), bound);
      Value low = arith::CmpIOp::create(e.b, e.loc, arith::CmpIPredicate::sge,
                                        number, negative);
      Value high = arith::CmpIOp::create(e.b, e.loc, arith::CmpIPredicate::sle,
                                         number, bound);
      Value isSmall = arith::AndIOp::create(e.b, e.loc, low, high);
      if (!hasFloats)
        return isSmall;
      return arith::OrIOp::create(e.b, e.loc, isSmall, e.isFloatKind());
    });
    check(ok, hasFloats ? "a sum of integers among floats that may exceed 2^53"
                        : "a sum that does not fit 64 bits");
  }
  if (!kinds.isMixed() || !kinds.contains(AtomKind::Bool))
    return;
  Value isOther = mapWith({}, values.kind, [](ArrayRef<Element> v) -> Value {
    return arith::CmpIOp::create(v[0].b, v[0].loc, arith::CmpIPredicate::ne,
                                 v[0].number,
                                 v[0].constant(v[0].b.getI8IntegerAttr(0)));
  });
  Value hasOther =
      ReduceOp::create(b, loc, isOther, {0}, /*keep=*/false,
                       b.getBoolAttr(false),
                       [](OpBuilder &i, Location l, Value x, Value y) -> Value {
                         return arith::OrIOp::create(i, l, x, y);
                       })
          .getResult(0);
  Value widths = SelectorWidthOp::create(b, loc, getSelector(selector));
  check(MapOp::create(b, loc, {widths, hasOther},
                      [](OpBuilder &i, Location l, ValueRange v) -> Value {
                        Value one = arith::ConstantIntOp::create(i, l, 1, 64);
                        Value isOne = arith::CmpIOp::create(
                            i, l, arith::CmpIPredicate::sle, v[0], one);
                        return arith::OrIOp::create(i, l, isOne, v[1]);
                      }),
        "the mean of several booleans");
}

void Emitter::emitMean(const Step *step) {
  const Step *selectorStep = step->operands[0], *sequence = step->operands[1];
  Value selector = getSelector(selectorStep);
  bool mayBeEmpty = !selectorStep->marksOneAtLeast;
  Sequence values = repeat(convert(sequence, sequence->kinds));
  checkMean(step, values);
  if (mayBeEmpty && step->kinds.isMixed() && !isExactAsFloat(step->atom))
    checkWidths(selectorStep, arith::CmpIPredicate::sgt, 0, kInexactMessage);
  Value otherwise;
  if (mayBeEmpty)
    otherwise = makeScalar(b.getF64FloatAttr(getDouble(step->atom)));
  Sequence result;
  result.number = AggregateOp::create(b, loc, AggregateKind::Mean, selector,
                                      values.number, otherwise);
  if (!step->kinds.isMixed()) {
    sequences[step] = std::move(result);
    return;
  }
  // A single one is kept as it is, several give a float.
  Value width = SelectorWidthOp::create(b, loc, selector);
  SmallVector<Value> inputs{width};
  if (sequence->kinds.isMixed())
    inputs.push_back(AggregateOp::create(b, loc, AggregateKind::Mean, selector,
                                         values.kind, Value()));
  result.kind = MapOp::create(
      b, loc, inputs, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
        auto constant = [&](TypedAttr value) -> Value {
          return arith::ConstantOp::create(i, l, value);
        };
        auto is = [&](int64_t number) -> Value {
          return arith::CmpIOp::create(i, l, arith::CmpIPredicate::eq, v[0],
                                       constant(i.getI64IntegerAttr(number)));
        };
        Value own =
            v.size() == 2
                ? arith::FPToSIOp::create(i, l, i.getI8Type(), v[1]).getResult()
                : constant(i.getI8IntegerAttr(
                      static_cast<int8_t>(sequence->kinds.getOnly())));
        Value kind = arith::SelectOp::create(i, l, is(1), own,
                                             constant(i.getI8IntegerAttr(2)));
        return arith::SelectOp::create(i, l, is(0),
                                       constant(getKindAttr(step->atom)), kind);
      });
  // One that is kept has to be exact as a float.
  if (isInt(sequence->kinds) && !sequence->ints.isWithin(kExactFloat - 1))
    check(mapWith({}, {result.kind, result.number},
                  [](ArrayRef<Element> v) -> Value {
                    const Element &e = v[1];
                    Value small = arith::CmpFOp::create(
                        e.b, e.loc, arith::CmpFPredicate::OLT,
                        math::AbsFOp::create(e.b, e.loc, e.number),
                        e.real(0x1p53));
                    return arith::OrIOp::create(e.b, e.loc, isFloatKind(v[0]),
                                                small);
                  }),
          kInexactMessage);
  sequences[step] = std::move(result);
}

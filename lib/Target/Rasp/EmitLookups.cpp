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

/// The characters of the longest string among `atoms`.
static int64_t getLongest(ArrayRef<Atom> atoms) {
  size_t longest = 0;
  for (const Atom &atom : atoms)
    if (auto *text = std::get_if<std::string>(&atom))
      longest = std::max(longest, getCodePoints(*text).size());
  return static_cast<int64_t>(longest);
}

/// Strings as rows of code points.
static Value makeRows(OpBuilder &b, Location loc, ArrayRef<Atom> texts,
                      int64_t extent) {
  SmallVector<int32_t> rows;
  for (const Atom &text : texts) {
    SmallVector<uint32_t> points = getCodePoints(std::get<std::string>(text));
    points.resize(extent);
    rows.append(points.begin(), points.end());
  }
  auto count = static_cast<int64_t>(texts.size());
  auto type = RankedTensorType::get({count, extent}, b.getI32Type());
  return arith::ConstantOp::create(
      b, loc, DenseElementsAttr::get(type, ArrayRef(rows)));
}

void Emitter::takeItems(const Step *step, Value places) {
  auto gather = [&](Value table) -> Value {
    return GatherOp::create(b, loc, table, places, ArrayRef<int64_t>{0});
  };
  Sequence &result = sequences[step];
  if (step->kinds.isString()) {
    bool isStatic = staticRowExtent != ShapedType::kDynamic;
    int64_t extent = isStatic ? staticRowExtent : getLongest(step->atoms);
    Value rows = makeRows(b, loc, step->atoms, extent);
    result.parts = {gather(isStatic ? rows : padRows(rows))};
    return;
  }
  auto takeFrom = [&](llvm::function_ref<TypedAttr(const Atom &)> get) {
    SmallVector<Attribute> values;
    for (const Atom &atom : step->atoms)
      values.push_back(get(atom));
    auto type =
        RankedTensorType::get({static_cast<int64_t>(values.size())},
                              cast<TypedAttr>(values.front()).getType());
    return gather(arith::ConstantOp::create(
        b, loc, DenseElementsAttr::get(type, values)));
  };
  result.number = takeFrom(
      [&](const Atom &atom) { return getNumberAttr(atom, step->kinds); });
  if (step->kinds.isMixed())
    result.kind = takeFrom([&](const Atom &atom) { return getKindAttr(atom); });
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
  IntRange range = isBool(index->kinds) ? IntRange{0, 1} : index->ints;
  if (range.low < -count || range.high >= count ||
      !index->kinds.isSubsetOf(kExact)) {
    Value ok = map(index, [&](ArrayRef<Element> v) { return isInside(v[0]); });
    Value safe =
        MapOp::create(b, loc, {places, ok},
                      [](OpBuilder &i, Location l, ValueRange v) -> Value {
                        Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
                        return arith::SelectOp::create(i, l, v[1], v[0], zero);
                      });
    places =
        require(safe, ok,
                "an index that is no integer, or outside of a list of length " +
                    Twine(count));
  }
  takeItems(step, places);
}

void Emitter::emitDictItem(const Step *step) {
  // The place of the key, or -1.
  const Step *key = step->operands[0];
  Value places;
  if (key->kinds.isString()) {
    SmallVector<Value> rows{getRows(convert(key, AtomKind::String).parts)};
    rows.push_back(makeRows(b, loc, step->keys, getLongest(step->keys)));
    auto interned = InternOp::create(b, loc, rows);
    SmallVector<Value> inputs{interned.getResult(0)};
    for (size_t i = 0; i < step->keys.size(); ++i)
      inputs.push_back(SliceOp::create(
          b, loc, std::to_string(i) + ":" + std::to_string(i + 1),
          interned.getResult(1)));
    places = MapOp::create(
        b, loc, inputs, [](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value place = arith::ConstantIntOp::create(i, l, -1, 64);
          for (auto [at, known] : llvm::enumerate(v.drop_front())) {
            Value isHere = arith::CmpIOp::create(i, l, arith::CmpIPredicate::eq,
                                                 v[0], known);
            place = arith::SelectOp::create(
                i, l, isHere, arith::ConstantIntOp::create(i, l, at, 64),
                place);
          }
          return place;
        });
  } else {
    places = map(key, [&](ArrayRef<Element> v) -> Value {
      const Element &e = v[0];
      Value place = e.integer(-1), value = e.getReal();
      for (auto [at, known] : llvm::enumerate(step->keys)) {
        Value isHere =
            arith::CmpFOp::create(e.b, e.loc, arith::CmpFPredicate::OEQ, value,
                                  e.real(getDouble(known)));
        place =
            arith::SelectOp::create(e.b, e.loc, isHere, e.integer(at), place);
      }
      return place;
    });
  }
  Value ok = MapOp::create(
      b, loc, places, [](OpBuilder &i, Location l, ValueRange v) -> Value {
        Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
        return arith::CmpIOp::create(i, l, arith::CmpIPredicate::sge, v[0],
                                     zero);
      });
  Value safe = MapOp::create(
      b, loc, places, [](OpBuilder &i, Location l, ValueRange v) -> Value {
        Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
        return arith::MaxSIOp::create(i, l, v[0], zero);
      });
  places = require(safe, ok, "a key that is not in the dict");
  takeItems(step, places);
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
  // A constant string has one row.
  auto stretch = [&](Value ids) -> Value {
    if (cast<RankedTensorType>(ids.getType()).getDimSize(0) != 1)
      return ids;
    return MapOp::create(
        b, loc, {ids, carrier},
        [](OpBuilder &, Location, ValueRange v) { return v[0]; });
  };
  selectors[step] =
      SelectOp::create(b, loc, getSelectPredicate(step->predicate),
                       stretch(keys), stretch(queries));
}

Sequence Emitter::aggregateOne(const Step *step) {
  const Step *sequence = step->operands[1];
  Value selector = getSelector(step->operands[0]);
  bool mayBeEmpty = !marksOneAtLeast(step->operands[0]);
  auto first = [&](Value values, Value otherwise) -> Value {
    return AggregateOp::create(b, loc, AggregateKind::Only, selector, values,
                               otherwise);
  };
  Sequence values = convert(sequence, step->kinds);
  Sequence result;
  if (!step->kinds.isString()) {
    // A default that is never used may be of any kind.
    Value number, kind;
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
    Value rows = repeat(part);
    Value otherwise;
    if (mayBeEmpty && step->hasDefault && place == 0)
      otherwise = SliceOp::create(
          b, loc, "0, :", makeRow(std::get<std::string>(step->atom)));
    result.parts.push_back(first(rows, otherwise));
  }
  return result;
}

void Emitter::emitAggregate(const Step *step) {
  const Step *selectorStep = step->operands[0], *sequence = step->operands[1];
  bool isText = step->kinds.isString();
  if (!marksOneAtMost(selectorStep) && !isText && !isBool(sequence->kinds))
    return emitMean(step);
  Sequence result = aggregateOne(step);
  if (isText && !step->hasDefault && !marksOneAtLeast(selectorStep)) {
    Value width = SelectorWidthOp::create(b, loc, getSelector(selectorStep));
    Value isMarked = MapOp::create(
        b, loc, width, [](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
          return arith::CmpIOp::create(i, l, arith::CmpIPredicate::sgt, v[0],
                                       zero);
        });
    Value all = ReduceOp::create(
                    b, loc, isMarked, {0}, /*keep=*/false, b.getBoolAttr(true),
                    [](OpBuilder &i, Location l, Value x, Value y) -> Value {
                      return arith::AndIOp::create(i, l, x, y);
                    })
                    .getResult(0);
    result.parts[0] = require(result.parts[0], all,
                              "a row marks no string, and there is no default");
  }
  sequences[step] = std::move(result);
}

void Emitter::emitMean(const Step *step) {
  const Step *selectorStep = step->operands[0], *sequence = step->operands[1];
  Value selector = getSelector(selectorStep);
  bool mayBeEmpty = !marksOneAtLeast(selectorStep);
  Sequence values = convert(sequence, sequence->kinds);
  Value numbers = values.number;
  // The sum of integers is exact, or refused.
  constexpr int64_t alwaysFits = int64_t(1) << 22;
  if (isInt(sequence->kinds) && !sequence->ints.isWithin(alwaysFits)) {
    Value count = arith::IndexCastOp::create(b, loc, b.getI64Type(), length);
    Value one = arith::ConstantIntOp::create(b, loc, 1, 64);
    count = arith::MaxSIOp::create(b, loc, count, one);
    Value most = arith::ConstantIntOp::create(
        b, loc, std::numeric_limits<int64_t>::max(), 64);
    Value bound = arith::DivSIOp::create(b, loc, most, count);
    Value zero = arith::ConstantIntOp::create(b, loc, 0, 64);
    Value negative = arith::SubIOp::create(b, loc, zero, bound);
    Value ok = MapOp::create(
        b, loc, numbers, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value low = arith::CmpIOp::create(i, l, arith::CmpIPredicate::sge,
                                            v[0], negative);
          Value high = arith::CmpIOp::create(i, l, arith::CmpIPredicate::sle,
                                             v[0], bound);
          return arith::AndIOp::create(i, l, low, high);
        });
    numbers = require(numbers, ok, "a sum that does not fit 64 bits");
  }
  Value otherwise;
  if (mayBeEmpty)
    otherwise = makeScalar(b.getF64FloatAttr(getDouble(step->atom)));
  Sequence result;
  result.number = AggregateOp::create(b, loc, AggregateKind::Mean, selector,
                                      numbers, otherwise);
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
  if (mayBeInexact(sequence)) {
    Value ok = MapOp::create(
        b, loc, {result.kind, result.number},
        [](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value two = arith::ConstantIntOp::create(i, l, 2, 8);
          Value isReal =
              arith::CmpIOp::create(i, l, arith::CmpIPredicate::eq, v[0], two);
          Value bound =
              arith::ConstantOp::create(i, l, i.getF64FloatAttr(0x1p53));
          Value small =
              arith::CmpFOp::create(i, l, arith::CmpFPredicate::OLE,
                                    math::AbsFOp::create(i, l, v[1]), bound);
          return arith::OrIOp::create(i, l, isReal, small);
        });
    result.number = require(result.number, ok,
                            "an integer among floats is larger than 2^53");
  }
  sequences[step] = std::move(result);
}

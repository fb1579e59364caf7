//===- Emitter.cpp - From the graph of an s-op to a function --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Integers are i64, and whatever could leave 64 bits is checked, unless the
// ranges of the operands show that it cannot. Sequences of several kinds of
// numbers are floats with the kind of each element beside them, which are exact
// for integers up to 2^53; larger ones are refused.
//
// A string is a row of code points. A sum of strings stays a list of parts,
// side by side, until it is compared or given back.
//
//===----------------------------------------------------------------------===//

#include "Emitter.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/Support/SourceMgr.h"
#include <cmath>

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

namespace {
/// Integers up to here are floats of 64 bits.
constexpr int64_t kExactFloat = int64_t(1) << 53;

constexpr KindSet kExact = KindSet(AtomKind::Bool) | AtomKind::Int;

bool isBool(KindSet kinds) { return kinds == KindSet(AtomKind::Bool); }
bool isInt(KindSet kinds) { return kinds == KindSet(AtomKind::Int); }
bool isFloat(KindSet kinds) { return kinds == KindSet(AtomKind::Float); }

/// A sequence as values of the function.
struct Sequence {
  Value number;             ///< of a sequence of numbers
  Value kind;               ///< of one of several kinds
  SmallVector<Value> parts; ///< of a sequence of strings
};

/// An element of a sequence of numbers, in a region, and how to go on with it.
struct Element {
  OpBuilder &b;
  Location loc;
  KindSet kinds;
  Value number, kindOrNull;

  Value constant(TypedAttr value) const {
    return arith::ConstantOp::create(b, loc, value);
  }
  Value integer(int64_t value) const {
    return constant(b.getI64IntegerAttr(value));
  }
  Value real(double value) const { return constant(b.getF64FloatAttr(value)); }

  /// As an f64; exact, see above.
  Value getReal() const {
    if (isBool(kinds))
      return arith::UIToFPOp::create(b, loc, b.getF64Type(), number);
    if (isInt(kinds))
      return arith::SIToFPOp::create(b, loc, b.getF64Type(), number);
    return number;
  }
  /// A boolean or an integer as an i64.
  Value getInteger() const {
    if (isBool(kinds))
      return arith::ExtUIOp::create(b, loc, b.getI64Type(), number);
    if (isInt(kinds))
      return number;
    return arith::FPToSIOp::create(b, loc, b.getI64Type(), number);
  }
  Value isTrue() const {
    if (isBool(kinds))
      return number;
    if (isInt(kinds))
      return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ne, number,
                                   integer(0));
    return arith::CmpFOp::create(b, loc, arith::CmpFPredicate::UNE, number,
                                 real(0));
  }
  Value getKind() const {
    if (kindOrNull)
      return kindOrNull;
    return constant(b.getI8IntegerAttr(static_cast<int8_t>(kinds.getOnly())));
  }
  Value isFloatKind() const {
    Value two = constant(b.getI8IntegerAttr(2));
    return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq, getKind(),
                                 two);
  }
};

using Body = llvm::function_ref<Value(ArrayRef<Element>)>;

class Emitter {
public:
  Emitter(ModuleOp module, const llvm::SourceMgr &sources)
      : b(module.getContext()), module(module), sources(sources),
        loc(module.getLoc()) {}

  void emit(StringRef name, const Step *step);

private:
  Location getLoc(llvm::SMRange range);
  /// Inputs of the function for the leaves among `steps`.
  void makeFunction(StringRef name, ArrayRef<const Step *> steps,
                    const Step *result);
  static SmallVector<const Step *> collect(const Step *step);

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
  void takeItems(const Step *step, Value places);
  void emitSelect(const Step *step);
  void emitAggregate(const Step *step);
  Sequence aggregateOne(const Step *step);
  void emitMean(const Step *step);

  const Sequence &get(const Step *step) const {
    return sequences.find(step)->second;
  }
  Value getSelector(const Step *step) const {
    return selectors.find(step)->second;
  }

  /// A scalar function of the elements of sequences of numbers, or of
  /// constants.
  Value map(ArrayRef<const Step *> steps, Body body);
  /// The elements of `step` in kinds `kinds`, which contain its own.
  Sequence convert(const Step *step, KindSet kinds);
  Value splat(TypedAttr value);
  /// `atom` as a number of the representation of `kinds`, and its kind.
  TypedAttr getNumberAttr(const Atom &atom, KindSet kinds);
  TypedAttr getKindAttr(const Atom &atom);
  Value makeScalar(TypedAttr value);
  Value require(Value value, Value ok, const Twine &message);

  /// The rows of strings, one part.
  Value getRows(ArrayRef<Value> parts);
  /// Rows with zeros behind, up to the extent of all parts.
  Value padRows(Value rows);
  /// A string as one row, of the extent of all parts.
  Value makeRow(StringRef text);
  /// Rows for all positions, where there is one.
  Value repeat(Value row);
  SmallVector<Value> intern(ArrayRef<const Step *> steps);
  /// Elements of keys or queries as tensors of one type.
  std::pair<Value, Value> getComparable(const Step *a, const Step *b);

  OpBuilder b;
  ModuleOp module;
  const llvm::SourceMgr &sources;
  Location loc;
  Value length;    ///< of the input, an index
  Value carrier;   ///< a tensor with an element per position
  Value rowExtent; ///< of parts of strings, an index
  int64_t staticRowExtent = 0;
  llvm::DenseMap<const Step *, Sequence> sequences;
  llvm::DenseMap<const Step *, Value> selectors;
};
} // namespace

//===----------------------------------------------------------------------===//
// The function
//===----------------------------------------------------------------------===//

Location Emitter::getLoc(llvm::SMRange range) {
  unsigned buffer =
      range.isValid() ? sources.FindBufferContainingLoc(range.Start) : 0;
  if (!buffer)
    return module.getLoc();
  auto [line, column] = sources.getLineAndColumn(range.Start, buffer);
  StringRef file = sources.getMemoryBuffer(buffer)->getBufferIdentifier();
  return FileLineColLoc::get(b.getContext(), file, line, column);
}

/// What `step` depends on, and it: operands before what they are used in.
SmallVector<const Step *> Emitter::collect(const Step *step) {
  SmallVector<const Step *> steps, pending{step};
  llvm::SmallPtrSet<const Step *, 32> seen{step};
  while (!pending.empty()) {
    const Step *next = pending.pop_back_val();
    steps.push_back(next);
    for (const Step *operand : next->operands)
      if (seen.insert(operand).second)
        pending.push_back(operand);
  }
  llvm::sort(steps, [](const Step *x, const Step *y) {
    return x->number < y->number;
  });
  return steps;
}

static StringRef getInputName(StepKind kind) {
  switch (kind) {
  case StepKind::TokensStr:
    return "tokens_str";
  case StepKind::TokensInt:
    return "tokens_int";
  case StepKind::TokensFloat:
    return "tokens_float";
  case StepKind::TokensBool:
    return "tokens_bool";
  case StepKind::TokensAsIs:
    return "tokens_asis";
  default:
    return "";
  }
}

/// The type of the elements of a sequence; of strings, of their rows.
static Type getElementType(OpBuilder &b, KindSet kinds) {
  if (kinds.isString())
    return b.getI32Type();
  if (isBool(kinds))
    return b.getI1Type();
  return isInt(kinds) ? Type(b.getI64Type()) : Type(b.getF64Type());
}

static RankedTensorType getType(OpBuilder &b, KindSet kinds) {
  constexpr int64_t any = ShapedType::kDynamic;
  SmallVector<int64_t> shape{any};
  if (kinds.isString())
    shape.push_back(any);
  return RankedTensorType::get(shape, getElementType(b, kinds));
}

void Emitter::makeFunction(StringRef name, ArrayRef<const Step *> steps,
                           const Step *result) {
  SmallVector<const Step *> leaves;
  for (const Step *step : steps)
    if (!getInputName(step->kind).empty())
      leaves.push_back(step);
  llvm::sort(leaves, [](const Step *x, const Step *y) {
    return getInputName(x->kind) < getInputName(y->kind);
  });
  SmallVector<Type> inputs;
  SmallVector<StringRef> names;
  for (const Step *leaf : leaves) {
    inputs.push_back(getType(b, leaf->kinds));
    names.push_back(getInputName(leaf->kind));
  }
  if (leaves.empty()) {
    inputs.push_back(getType(b, AtomKind::Bool));
    names.push_back(getInputName(StepKind::TokensBool));
  }
  SmallVector<Type> results{getType(b, result->kinds)};
  if (result->kinds.isMixed())
    results.push_back(
        RankedTensorType::get({ShapedType::kDynamic}, b.getI8Type()));
  b.setInsertionPointToEnd(module.getBody());
  auto function = func::FuncOp::create(
      b, loc, name, FunctionType::get(b.getContext(), inputs, results));
  for (auto [place, input] : llvm::enumerate(names))
    function.setArgAttr(place, kNameAttr, b.getStringAttr(input));
  function.setResultAttr(0, kNameAttr, b.getStringAttr("value"));
  if (results.size() == 2)
    function.setResultAttr(1, kNameAttr, b.getStringAttr("kind"));
  mlir::Block *body = function.addEntryBlock();
  b.setInsertionPointToStart(body);
  length = tensor::DimOp::create(b, loc, body->getArgument(0), 0);
  carrier = splat(b.getBoolAttr(false));

  // Parts of strings have one extent, that of the longest token and constant.
  int64_t longest = 0;
  auto count = [&](const Atom &atom) {
    if (auto *text = std::get_if<std::string>(&atom))
      longest = std::max<int64_t>(longest, getCodePoints(*text).size());
  };
  for (const Step *step : steps) {
    if (step->kind != StepKind::TokensAsIs)
      count(step->atom);
    llvm::for_each(step->atoms, count);
    llvm::for_each(step->keys, count);
  }
  SmallVector<const Step *> texts;
  for (auto [place, leaf] : llvm::enumerate(leaves)) {
    if (leaf->kinds.isString())
      texts.push_back(leaf);
    sequences[leaf].number = body->getArgument(place);
  }
  Value least = arith::ConstantIndexOp::create(b, loc, longest);
  rowExtent = least;
  staticRowExtent = texts.empty() ? longest : ShapedType::kDynamic;
  for (const Step *leaf : texts)
    rowExtent = arith::MaxSIOp::create(
        b, loc, rowExtent, tensor::DimOp::create(b, loc, get(leaf).number, 1));
  for (const Step *leaf : texts) {
    Value rows = get(leaf).number;
    if (longest > 0)
      rows = padRows(rows);
    sequences[leaf] = {{}, {}, {rows}};
  }
}

void Emitter::emit(StringRef name, const Step *result) {
  loc = getLoc(result->range);
  SmallVector<const Step *> steps = collect(result);
  makeFunction(name, steps, result);
  for (const Step *step : steps) {
    loc = getLoc(step->range);
    emit(step);
  }
  Sequence sequence = convert(result, result->kinds);
  SmallVector<Value> results;
  if (result->kinds.isString()) {
    Value rows = getRows(sequence.parts);
    // A constant has one row.
    results.push_back(cast<RankedTensorType>(rows.getType()).getDimSize(0) == 1
                          ? repeat(rows)
                          : rows);
  } else {
    results.push_back(sequence.number);
  }
  if (result->kinds.isMixed())
    results.push_back(sequence.kind);
  auto function = cast<func::FuncOp>(b.getBlock()->getParentOp());
  for (auto [value, type] : llvm::zip_equal(results, function.getResultTypes()))
    if (value.getType() != type)
      value = tensor::CastOp::create(b, loc, type, value);
  func::ReturnOp::create(b, loc, results);
}

//===----------------------------------------------------------------------===//
// Building blocks
//===----------------------------------------------------------------------===//

Value Emitter::splat(TypedAttr value) {
  Value scalar = arith::ConstantOp::create(b, loc, value);
  auto type = RankedTensorType::get({ShapedType::kDynamic}, value.getType());
  return tensor::SplatOp::create(b, loc, type, scalar, length);
}

TypedAttr Emitter::getNumberAttr(const Atom &atom, KindSet kinds) {
  if (isBool(kinds))
    return b.getBoolAttr(isTrue(atom));
  if (isInt(kinds))
    return b.getI64IntegerAttr(getInt(atom));
  return b.getF64FloatAttr(getDouble(atom));
}

TypedAttr Emitter::getKindAttr(const Atom &atom) {
  return b.getI8IntegerAttr(static_cast<int8_t>(atom.index()));
}

Value Emitter::makeScalar(TypedAttr value) {
  auto type = RankedTensorType::get({}, value.getType());
  return arith::ConstantOp::create(
      b, loc, DenseElementsAttr::get(type, ArrayRef<Attribute>(value)));
}

Value Emitter::map(ArrayRef<const Step *> steps, Body body) {
  // Constants stand in the region.
  SmallVector<Value> inputs;
  for (const Step *step : steps)
    if (step->kind != StepKind::Constant) {
      inputs.push_back(get(step).number);
      if (step->kinds.isMixed())
        inputs.push_back(get(step).kind);
    }
  bool isConstant = inputs.empty();
  if (isConstant)
    inputs.push_back(carrier);
  return MapOp::create(
      b, loc, inputs, [&](OpBuilder &inner, Location l, ValueRange arguments) {
        SmallVector<Element> elements;
        size_t place = 0;
        for (const Step *step : steps) {
          Element &element =
              elements.emplace_back(Element{inner, l, step->kinds, {}, {}});
          if (step->kind == StepKind::Constant) {
            element.number =
                element.constant(getNumberAttr(step->atom, step->kinds));
            continue;
          }
          element.number = arguments[place++];
          if (step->kinds.isMixed())
            element.kindOrNull = arguments[place++];
        }
        return body(elements);
      });
}

Value Emitter::require(Value value, Value ok, const Twine &message) {
  return RequireOp::create(b, loc, value, ok, message.str());
}

/// A number of the representation of `kinds`.
static Value getAs(const Element &element, KindSet kinds) {
  if (element.kinds == kinds)
    return element.number;
  return isInt(kinds) ? element.getInteger() : element.getReal();
}

/// Whether integers may be too large to be exact as floats.
static bool mayBeInexact(const Step *step) {
  return isInt(step->kinds) && !step->ints.isWithin(kExactFloat);
}

Sequence Emitter::convert(const Step *step, KindSet kinds) {
  bool isConstant = step->kind == StepKind::Constant;
  if (step->kinds == kinds && !isConstant)
    return get(step);
  if (kinds.isString()) {
    // The parts of a constant have one row.
    return isConstant
               ? Sequence{{}, {}, {makeRow(std::get<std::string>(step->atom))}}
               : get(step);
  }
  Sequence result;
  result.number =
      map(step, [&](ArrayRef<Element> v) { return getAs(v[0], kinds); });
  if (kinds.isMixed() && mayBeInexact(step)) {
    Value ok = map(step, [&](ArrayRef<Element> v) -> Value {
      const Element &e = v[0];
      Value low = arith::CmpIOp::create(e.b, e.loc, arith::CmpIPredicate::sge,
                                        e.number, e.integer(-kExactFloat));
      Value high = arith::CmpIOp::create(e.b, e.loc, arith::CmpIPredicate::sle,
                                         e.number, e.integer(kExactFloat));
      return arith::AndIOp::create(e.b, e.loc, low, high);
    });
    result.number = require(result.number, ok,
                            "an integer among floats is larger than 2^53");
  }
  if (kinds.isMixed())
    result.kind =
        map(step, [&](ArrayRef<Element> v) { return v[0].getKind(); });
  return result;
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

Value Emitter::getRows(ArrayRef<Value> parts) {
  if (parts.size() == 1)
    return parts[0];
  // Parts with one row have to have all.
  bool isOfOne = llvm::all_of(parts, [](Value part) {
    return cast<RankedTensorType>(part.getType()).getDimSize(0) == 1;
  });
  SmallVector<Value> whole;
  for (Value part : parts) {
    bool hasOne = cast<RankedTensorType>(part.getType()).getDimSize(0) == 1;
    whole.push_back(hasOne && !isOfOne ? repeat(part) : part);
  }
  return JoinRowsOp::create(b, loc, whole);
}

Value Emitter::padRows(Value rows) {
  Value own = tensor::DimOp::create(b, loc, rows, 1);
  Value missing = arith::SubIOp::create(b, loc, rowExtent, own);
  Value zero = arith::ConstantIntOp::create(b, loc, 0, 32);
  constexpr int64_t any = ShapedType::kDynamic;
  int64_t count = cast<RankedTensorType>(rows.getType()).getDimSize(0);
  SmallVector<Value> extents;
  if (count == any)
    extents.push_back(tensor::DimOp::create(b, loc, rows, 0));
  extents.push_back(missing);
  Value zeros = tensor::SplatOp::create(
      b, loc, RankedTensorType::get({count, any}, b.getI32Type()), zero,
      extents);
  return ConcatOp::create(b, loc, ValueRange{rows, zeros}, 1);
}

Value Emitter::makeRow(StringRef text) {
  SmallVector<int32_t> row;
  for (uint32_t point : getCodePoints(text))
    row.push_back(static_cast<int32_t>(point));
  bool isStatic = staticRowExtent != ShapedType::kDynamic;
  if (isStatic)
    row.resize(staticRowExtent);
  auto extent = static_cast<int64_t>(row.size());
  auto type = RankedTensorType::get({1, extent}, b.getI32Type());
  Value constant = arith::ConstantOp::create(
      b, loc, DenseElementsAttr::get(type, ArrayRef(row)));
  return isStatic ? constant : padRows(constant);
}

Value Emitter::repeat(Value row) {
  Value column = RearrangeOp::create(b, loc, "a -> a 1", carrier, {});
  return MapOp::create(
      b, loc, {row, column},
      [](OpBuilder &, Location, ValueRange v) { return v[0]; });
}

SmallVector<Value> Emitter::intern(ArrayRef<const Step *> steps) {
  SmallVector<Value> rows;
  for (const Step *step : steps)
    rows.push_back(getRows(convert(step, AtomKind::String).parts));
  auto interned = InternOp::create(b, loc, rows);
  return SmallVector<Value>(interned.getResults());
}

std::pair<Value, Value> Emitter::getComparable(const Step *x, const Step *y) {
  if (x->kinds.isString()) {
    if (x == y) {
      Value only = intern(x)[0];
      return {only, only};
    }
    SmallVector<Value> both = intern({x, y});
    return {both[0], both[1]};
  }
  KindSet kinds = x->kinds | y->kinds;
  kinds = kinds.contains(AtomKind::Float) ? KindSet(AtomKind::Float)
          : isBool(kinds)                 ? KindSet(AtomKind::Bool)
                                          : KindSet(AtomKind::Int);
  auto get = [&](const Step *step) {
    return map(step, [&](ArrayRef<Element> v) { return getAs(v[0], kinds); });
  };
  Value first = get(x);
  return {first, x == y ? first : get(y)};
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

void Emitter::emit(const Step *step) {
  switch (step->kind) {
  case StepKind::TokensStr:
  case StepKind::TokensInt:
  case StepKind::TokensFloat:
  case StepKind::TokensBool:
  case StepKind::TokensAsIs:
    return;
  case StepKind::Indices:
    sequences[step].number = MapOp::create(
        b, loc, carrier, [](OpBuilder &inner, Location l, ValueRange) -> Value {
          Value index = IndexOp::create(inner, l, inner.getIndexType(), 0);
          return arith::IndexCastOp::create(inner, l, inner.getI64Type(),
                                            index);
        });
    return;
  case StepKind::Length: {
    Value number = arith::IndexCastOp::create(b, loc, b.getI64Type(), length);
    auto type = RankedTensorType::get({ShapedType::kDynamic}, b.getI64Type());
    sequences[step].number =
        tensor::SplatOp::create(b, loc, type, number, length);
    return;
  }
  // Each use makes its own.
  case StepKind::Constant:
    return;
  case StepKind::Unary:
    return emitUnary(step);
  case StepKind::Binary:
    return emitBinary(step);
  case StepKind::Truth:
    return emitTruth(step);
  case StepKind::And:
    sequences[step].number =
        map(step->operands, [](ArrayRef<Element> v) -> Value {
          return arith::AndIOp::create(v[0].b, v[0].loc, v[0].number,
                                       v[1].number);
        });
    return;
  case StepKind::Or:
    sequences[step].number =
        map(step->operands, [](ArrayRef<Element> v) -> Value {
          return arith::OrIOp::create(v[0].b, v[0].loc, v[0].number,
                                      v[1].number);
        });
    return;
  case StepKind::Round:
    return emitRound(step);
  case StepKind::Choose:
    return emitChoose(step);
  case StepKind::ListItem:
    return emitListItem(step);
  case StepKind::DictItem:
    return emitDictItem(step);
  case StepKind::Select:
    return emitSelect(step);
  case StepKind::SelectorNot: {
    Value selector = getSelector(step->operands[0]);
    selectors[step] =
        MapOp::create(b, loc, selector,
                      [](OpBuilder &inner, Location l, ValueRange v) -> Value {
                        Value yes =
                            arith::ConstantIntOp::create(inner, l, 1, 1);
                        return arith::XOrIOp::create(inner, l, v[0], yes);
                      });
    return;
  }
  case StepKind::SelectorAnd:
    selectors[step] = arith::AndIOp::create(
        b, loc, getSelector(step->operands[0]), getSelector(step->operands[1]));
    return;
  case StepKind::SelectorOr:
    selectors[step] = arith::OrIOp::create(
        b, loc, getSelector(step->operands[0]), getSelector(step->operands[1]));
    return;
  case StepKind::Aggregate:
    return emitAggregate(step);
  case StepKind::Width:
    sequences[step].number =
        SelectorWidthOp::create(b, loc, getSelector(step->operands[0]));
    return;
  }
  llvm_unreachable("unknown kind of step");
}

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
    Value rows = cast<RankedTensorType>(part.getType()).getDimSize(0) == 1
                     ? repeat(part)
                     : part;
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

void nn::rasp::emitFunction(ModuleOp module, StringRef name, const Step *step,
                            const llvm::SourceMgr &sources) {
  Emitter(module, sources).emit(name, step);
}

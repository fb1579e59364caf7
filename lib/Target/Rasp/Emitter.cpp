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
#include "EmitterImpl.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

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
  SmallVector<Type> results{getType(
      b, result->isSelector() ? KindSet(AtomKind::Bool) : result->kinds)};
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
  SmallVector<Value> results;
  Sequence sequence;
  if (!result->isSelector())
    sequence = convert(result, result->kinds);
  if (result->isSelector()) {
    results.push_back(RearrangeOp::create(b, loc, "query key -> (query key)",
                                          getSelector(result), {}));
  } else if (result->kinds.isString()) {
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

void nn::rasp::emitFunction(ModuleOp module, StringRef name, const Step *step,
                            const llvm::SourceMgr &sources) {
  Emitter(module, sources).emit(name, step);
}

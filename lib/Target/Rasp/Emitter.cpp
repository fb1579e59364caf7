//===- Emitter.cpp - From the graph of an s-op to a function --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Integers are i64, and whatever could leave 64 bits is checked, unless the
// ranges of the operands show that it cannot. Sequences of several kinds of
// numbers are floats with the kind of each element beside them; an integer that
// is no float, and a result of arithmetic from 2^53 on, is refused.
//
// What is checked holds back the results of the function: nothing that MLIR
// simplifies makes an error go away.
//
// A string is a row of code points. A sum of strings stays a list of parts,
// side by side, until it is compared or given back.
//
//===----------------------------------------------------------------------===//

#include "Emitter.h"
#include "Diagnostics.h"
#include "EmitterImpl.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/Support/FormatVariadic.h"
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
  auto [line, column] = getLineAndColumn(sources, range.Start, buffer);
  StringRef file = sources.getMemoryBuffer(buffer)->getBufferIdentifier();
  return FileLineColLoc::get(b.getContext(), file, line, column);
}

/// The type of the elements of a sequence; of strings, of their rows.
static Type getElementType(OpBuilder &b, KindSet kinds) {
  if (kinds.isString())
    return b.getI32Type();
  if (isBool(kinds))
    return b.getI1Type();
  return isInt(kinds) ? Type(b.getI64Type()) : Type(b.getF64Type());
}

static RankedTensorType getType(OpBuilder &b, KindSet kinds,
                                int64_t extent = ShapedType::kDynamic) {
  SmallVector<int64_t> shape{extent};
  if (kinds.isString())
    shape.push_back(ShapedType::kDynamic);
  return RankedTensorType::get(shape, getElementType(b, kinds));
}

/// The tensors that a sequence is.
static SmallVector<Value> getTensors(const Sequence &sequence) {
  SmallVector<Value> tensors(sequence.parts);
  for (Value tensor : {sequence.number, sequence.kind})
    if (tensor)
      tensors.push_back(tensor);
  return tensors;
}

/// The types that these have where a sequence goes from function to function.
static SmallVector<Type> getTypes(OpBuilder &b, const Step *step,
                                  size_t numParts) {
  int64_t extent = step->isUniform ? 1 : ShapedType::kDynamic;
  SmallVector<Type> types(step->kinds.isString() ? numParts : 1,
                          getType(b, step->kinds, extent));
  if (step->kinds.isMixed())
    types.push_back(RankedTensorType::get(extent, b.getI8Type()));
  return types;
}

static Sequence makeSequence(const Step *step, ValueRange tensors) {
  if (step->kinds.isString())
    return {{}, {}, llvm::to_vector(tensors)};
  return {tensors[0], tensors.size() == 2 ? tensors[1] : Value(), {}};
}

void Emitter::makeFunction(StringRef name, ArrayRef<const Step *> inputs) {
  sequences.clear();
  selectors.clear();
  texts.clear();
  wholeSelectors.clear();
  checks.clear();
  b.setInsertionPointToEnd(module.getBody());
  function = func::FuncOp::create(b, loc, name,
                                  FunctionType::get(b.getContext(), {}, {}));
  mlir::Block *body = function.addEntryBlock();
  b.setInsertionPointToStart(body);
  Value whole;
  for (const Step *input : inputs) {
    if (isInput(input))
      numParts[input] = 1;
    SmallVector<Value> tensors;
    for (Type type : getTypes(b, input, numParts.lookup(input)))
      tensors.push_back(body->addArgument(type, loc));
    if (!whole && !input->isUniform)
      whole = tensors.front();
    sequences[input] = makeSequence(input, tensors);
  }
  if (!whole)
    whole = body->addArgument(getType(b, AtomKind::Bool), loc);
  length = tensor::DimOp::create(b, loc, whole, 0);
  Value no = arith::ConstantOp::create(b, loc, b.getBoolAttr(false));
  carrier =
      tensor::SplatOp::create(b, loc, getType(b, AtomKind::Bool), no, length);
  one = arith::ConstantOp::create(
      b, loc,
      DenseElementsAttr::get(RankedTensorType::get(1, b.getI1Type()), false));
}

/// Parts of strings have one extent, that of the longest token and constant.
void Emitter::setRowExtent(ArrayRef<Value> texts) {
  rowExtent = arith::ConstantIndexOp::create(b, loc, longest);
  staticRowExtent = texts.empty() ? longest : ShapedType::kDynamic;
  for (Value text : texts)
    rowExtent = arith::MaxSIOp::create(b, loc, rowExtent,
                                       tensor::DimOp::create(b, loc, text, 1));
}

void Emitter::emitSteps(const Share &share) {
  collectTexts(share.steps.get());
  for (const Step *step : share.steps.get()) {
    loc = getLoc(step->range);
    emit(step);
  }
}

void Emitter::finish(ArrayRef<Sequence> sequences, ArrayRef<Type> types) {
  SmallVector<Value> results;
  for (const Sequence &sequence : sequences)
    llvm::append_range(results, getTensors(sequence));
  for (auto [result, type] : llvm::zip_equal(results, types))
    if (result.getType() != type)
      result = tensor::CastOp::create(b, loc, type, result);
  for (const Check &check : checks)
    results[0] =
        RequireOp::create(b, check.loc, results[0], check.ok, check.message);
  func::ReturnOp::create(b, loc, results);
  for (Value made : {one, carrier, length})
    if (made.use_empty())
      made.getDefiningOp()->erase();
  function.setType(FunctionType::get(
      b.getContext(), function.getBody().front().getArgumentTypes(),
      ValueRange(results).getTypes()));
}

func::FuncOp Emitter::emitShare(const Share &share, StringRef name) {
  SmallVector<const Step *> results = share.results.get();
  loc = getLoc(results.front()->range);
  makeFunction(name, share.inputs.get());
  function.setPrivate();
  function.setNoInline(true);
  // Callers have made them equal.
  SmallVector<Value> texts;
  for (const Step *input : share.inputs.get())
    llvm::append_range(texts, get(input).parts);
  setRowExtent(ArrayRef(texts).take_front());
  emitSteps(share);
  SmallVector<Sequence> values;
  SmallVector<Type> types;
  for (const Step *result : results) {
    const Sequence &sequence = get(result);
    values.push_back(result->isUniform ? sequence : repeat(sequence));
    numParts[result] = sequence.parts.size();
    llvm::append_range(types, getTypes(b, result, sequence.parts.size()));
  }
  finish(values, types);
  return function;
}

void Emitter::call(const Share &share, func::FuncOp callee) {
  SmallVector<Value> operands;
  bool hasTexts = false, hasWhole = false;
  for (const Step *input : share.inputs.get()) {
    llvm::append_range(operands, getTensors(get(input)));
    hasTexts |= input->kinds.isString();
    hasWhole |= !input->isUniform;
  }
  if (!hasWhole)
    operands.push_back(carrier);
  ValueRange tensors =
      func::CallOp::create(b, loc, callee, operands).getResults();
  for (const Step *result : share.results.get()) {
    size_t count = getTypes(b, result, numParts.lookup(result)).size();
    Sequence sequence = makeSequence(result, tensors.take_front(count));
    tensors = tensors.drop_front(count);
    // It knows the longest constant alone.
    if (!hasTexts)
      for (Value &part : sequence.parts)
        part = padRows(part);
    sequences[result] = std::move(sequence);
  }
}

void Emitter::emitEntry(
    const Share &rest, const NamedStep &sop,
    ArrayRef<std::pair<const Share *, func::FuncOp>> calls) {
  const Step *result = sop.step;
  loc = getLoc(sop.range.isValid() ? sop.range : result->range);
  SmallVector<const Step *> inputs;
  for (const Step *input : rest.inputs.get())
    if (isInput(input))
      inputs.push_back(input);
  llvm::sort(inputs, [](const Step *x, const Step *y) {
    return getInputName(x->kind) < getInputName(y->kind);
  });
  makeFunction(sop.name, inputs);
  SmallVector<Value> texts;
  for (const Step *input : inputs)
    llvm::append_range(texts, get(input).parts);
  setRowExtent(texts);
  if (longest > 0 || texts.size() > 1)
    for (const Step *input : inputs)
      for (Value &part : sequences[input].parts)
        part = padRows(part);
  for (auto [share, callee] : calls)
    call(*share, callee);
  emitSteps(rest);
  Sequence sequence;
  if (result->isSelector())
    sequence.number = RearrangeOp::create(b, loc, "query key -> (query key)",
                                          getAllRows(result), {});
  else
    sequence = convert(result, result->kinds);
  if (result->kinds.isString())
    sequence.parts = {getRows(sequence.parts)};
  SmallVector<Type> types{
      getType(b, result->isSelector() ? AtomKind::Bool : result->kinds)};
  if (sequence.kind)
    types.push_back(RankedTensorType::get(ShapedType::kDynamic, b.getI8Type()));
  finish(repeat(sequence), types);
  for (auto [place, input] : llvm::enumerate(inputs))
    function.setArgAttr(place, kNameAttr,
                        b.getStringAttr(getInputName(input->kind)));
  if (inputs.empty())
    function.setArgAttr(0, kNameAttr,
                        b.getStringAttr(getInputName(StepKind::TokensBool)));
  function.setResultAttr(0, kNameAttr, b.getStringAttr("value"));
  if (sequence.kind)
    function.setResultAttr(1, kNameAttr, b.getStringAttr("kind"));
}

int64_t nn::rasp::getLongest(ArrayRef<Atom> atoms) {
  size_t longest = 0;
  for (const Atom &atom : atoms)
    if (auto *text = std::get_if<std::string>(&atom))
      longest = std::max(longest, getCodePoints(*text).size());
  return static_cast<int64_t>(longest);
}

/// The characters of the longest constant of a program.
static int64_t getLongestConstant(ArrayRef<NamedStep> sops) {
  int64_t longest = 0;
  auto count = [&](ArrayRef<Atom> atoms) {
    longest = std::max(longest, getLongest(atoms));
  };
  for (const NamedStep &sop : sops)
    for (const Step *step : collectSteps(sop.step)) {
      if (step->kind != StepKind::TokensAsIs)
        count(step->atom);
      count(step->atoms);
      count(step->keys);
    }
  return longest;
}

void nn::rasp::emitFunctions(ModuleOp module, ArrayRef<NamedStep> sops,
                             const llvm::SourceMgr &sources) {
  Sharing sharing(sops);
  Emitter emitter(module, sources, getLongestConstant(sops));
  std::vector<SmallVector<std::pair<const Share *, func::FuncOp>>> calls(
      sops.size());
  for (auto [number, share] : llvm::enumerate(sharing.getShares())) {
    // No function of a program has a name with a dot.
    func::FuncOp function =
        emitter.emitShare(*share, ("shared." + Twine(number)).str());
    for (unsigned user : share->users.set_bits())
      calls[user].emplace_back(share, function);
  }
  for (auto [number, sop] : llvm::enumerate(sops))
    emitter.emitEntry(sharing.getRest(number), sop, calls[number]);
}

//===----------------------------------------------------------------------===//
// Building blocks
//===----------------------------------------------------------------------===//

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
  return mapWith(steps, {}, body);
}

/// What the elements of a tensor of numbers are.
static KindSet getKinds(Value tensor) {
  Type type = getElementTypeOrSelf(tensor);
  if (type.isInteger(1))
    return AtomKind::Bool;
  return type.isInteger() ? AtomKind::Int : AtomKind::Float;
}

Value Emitter::mapWith(ArrayRef<const Step *> steps, ArrayRef<Value> tensors,
                       Body body) {
  // Constants stand in the region.
  SmallVector<Value> inputs;
  for (const Step *step : steps)
    if (step->kind != StepKind::Constant) {
      inputs.push_back(get(step).number);
      if (step->kinds.isMixed())
        inputs.push_back(get(step).kind);
    }
  llvm::append_range(inputs, tensors);
  bool isConstant = inputs.empty();
  if (isConstant)
    inputs.push_back(one);
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
        for (Value tensor : tensors)
          elements.push_back(
              Element{inner, l, getKinds(tensor), arguments[place++], {}});
        return body(elements);
      });
}

Value Emitter::isEverywhere(Value flags) {
  if (cast<RankedTensorType>(flags.getType()).getRank() == 0)
    return flags;
  return ReduceOp::create(
             b, loc, flags, {0}, /*keep=*/false, b.getBoolAttr(true),
             [](OpBuilder &i, Location l, Value x, Value y) -> Value {
               return arith::AndIOp::create(i, l, x, y);
             })
      .getResult(0);
}

void Emitter::check(Value ok, const Twine &message) {
  checks.push_back({loc, isEverywhere(ok), message.str()});
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
  if (kinds.isMixed() && isInt(step->kinds) &&
      !step->ints.isWithin(kExactFloat))
    check(map(step, [](ArrayRef<Element> v) { return v[0].isExact(); }),
          kInexactMessage);
  if (kinds.isMixed())
    result.kind =
        map(step, [&](ArrayRef<Element> v) { return v[0].getKind(); });
  return result;
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

Value Emitter::getRows(ArrayRef<Value> parts) {
  // The code of an op grows faster than its operands do.
  constexpr size_t most = 8;
  SmallVector<Value> joined(parts);
  while (joined.size() > 1) {
    SmallVector<Value> next;
    for (ArrayRef<Value> rest = joined; !rest.empty();
         rest = rest.drop_front(std::min(most, rest.size())))
      next.push_back(joinRows(rest.take_front(most)));
    joined = std::move(next);
  }
  return joined.front();
}

Value Emitter::joinRows(ArrayRef<Value> parts) {
  if (parts.size() == 1)
    return parts.front();
  auto hasOneRow = [](Value part) {
    return cast<RankedTensorType>(part.getType()).getDimSize(0) == 1;
  };
  // Parts with one row have to have all, unless all have one.
  bool areOfOne = llvm::all_of(parts, hasOneRow);
  SmallVector<Value> whole;
  for (Value part : parts)
    whole.push_back(areOfOne ? part : repeat(part));
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

Value Emitter::repeat(Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  if (type.getDimSize(0) != 1)
    return tensor;
  Value positions = carrier;
  if (type.getRank() == 2)
    positions = RearrangeOp::create(b, loc, "a -> a 1", carrier, {});
  return MapOp::create(
      b, loc, {tensor, positions},
      [](OpBuilder &, Location, ValueRange v) { return v[0]; });
}

Sequence Emitter::repeat(Sequence sequence) {
  for (Value *tensor : {&sequence.number, &sequence.kind})
    if (*tensor)
      *tensor = repeat(*tensor);
  for (Value &part : sequence.parts)
    part = repeat(part);
  return sequence;
}

Value Emitter::makeRows(ArrayRef<Atom> texts, int64_t extent) {
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

SmallVector<Value> Emitter::intern(ArrayRef<const Step *> steps) {
  SmallVector<Value> rows;
  for (const Step *step : steps)
    rows.push_back(getRows(convert(step, AtomKind::String).parts));
  auto interned = InternOp::create(b, loc, rows);
  return SmallVector<Value>(interned.getResults());
}

void Emitter::collectTexts(ArrayRef<const Step *> steps) {
  auto isConstant = [](const Step *step) {
    return step->kind == StepKind::Constant;
  };
  for (const Step *step : steps) {
    if (step->operands.empty() || !step->operands[0]->kinds.isString())
      continue;
    std::vector<Atom> &known = texts[step->operands[0]].constants;
    if (step->kind == StepKind::IsIn || step->kind == StepKind::DictItem)
      llvm::append_range(known, step->keys);
    if (!isComparison(step))
      continue;
    const Step *left = step->operands[0], *right = step->operands[1];
    if (isConstant(right))
      known.push_back(right->atom);
    else if (isConstant(left))
      texts[right].constants.push_back(left->atom);
  }
  for (auto &[step, known] : texts) {
    llvm::sort(known.constants, AtomLess());
    known.constants.erase(llvm::unique(known.constants, isEqual),
                          known.constants.end());
  }
}

const Emitter::Texts &Emitter::getIds(const Step *step) {
  Texts &known = texts[step];
  if (known.ids)
    return known;
  SmallVector<Value> rows{getRows(convert(step, AtomKind::String).parts)};
  // Of any extents, so that one function does for many.
  constexpr int64_t any = ShapedType::kDynamic;
  if (!known.constants.empty())
    rows.push_back(tensor::CastOp::create(
        b, loc, RankedTensorType::get({any, any}, b.getI32Type()),
        makeRows(known.constants, getLongest(known.constants))));
  auto interned = InternOp::create(b, loc, rows);
  known.ids = interned.getResult(0);
  if (!known.constants.empty())
    known.constantIds = tensor::CastOp::create(
        b, loc, RankedTensorType::get(known.constants.size(), b.getI64Type()),
        interned.getResult(1));
  return known;
}

Value Emitter::getIds(const Texts &texts, ArrayRef<Atom> constants) {
  if (constants.size() == texts.constants.size())
    return texts.constantIds;
  SmallVector<int64_t> places;
  for (const Atom &constant : constants)
    places.push_back(llvm::lower_bound(texts.constants, constant, AtomLess()) -
                     texts.constants.begin());
  if (places.size() == 1)
    return SliceOp::create(
        b, loc, llvm::formatv("{0}:{1}", places[0], places[0] + 1).str(),
        texts.constantIds);
  auto type = RankedTensorType::get(places.size(), b.getI64Type());
  Value at = arith::ConstantOp::create(
      b, loc, DenseElementsAttr::get(type, ArrayRef(places)));
  return GatherOp::create(b, loc, texts.constantIds, at, ArrayRef<int64_t>{0});
}

std::pair<Value, Value> Emitter::getComparable(const Step *x, const Step *y) {
  if (x->kinds.isString()) {
    bool isOfX = y->kind == StepKind::Constant;
    if (isOfX || x->kind == StepKind::Constant) {
      const Texts &texts = getIds(isOfX ? x : y);
      Value id = getIds(texts, isOfX ? y->atom : x->atom);
      return isOfX ? std::pair(texts.ids, id) : std::pair(id, texts.ids);
    }
    if (x == y) {
      Value only = getIds(x).ids;
      return {only, only};
    }
    SmallVector<Value> both = intern({x, y});
    return {both[0], both[1]};
  }
  KindSet kinds = x->kinds | y->kinds;
  kinds = kinds.contains(AtomKind::Float) ? KindSet(AtomKind::Float)
          : isBool(kinds)                 ? KindSet(AtomKind::Bool)
                                          : KindSet(AtomKind::Int);
  auto getNumbers = [&](const Step *step) {
    if (step->kind != StepKind::Constant && step->kinds == kinds)
      return get(step).number;
    return map(step, [&](ArrayRef<Element> v) { return getAs(v[0], kinds); });
  };
  Value first = getNumbers(x);
  return {first, x == y ? first : getNumbers(y)};
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

Value Emitter::combineSelectors(const Step *step, ArrayRef<Value> operands) {
  if (step->kind == StepKind::SelectorNot)
    return MapOp::create(
        b, loc, operands[0],
        [](OpBuilder &inner, Location l, ValueRange v) -> Value {
          Value yes = arith::ConstantIntOp::create(inner, l, 1, 1);
          return arith::XOrIOp::create(inner, l, v[0], yes);
        });
  if (step->kind == StepKind::SelectorAnd)
    return arith::AndIOp::create(b, loc, operands[0], operands[1]);
  return arith::OrIOp::create(b, loc, operands[0], operands[1]);
}

Value Emitter::getAllRows(const Step *step) {
  if (!step->isUniform)
    return getSelector(step);
  if (Value known = wholeSelectors.lookup(step))
    return known;
  Value whole;
  if (step->kind == StepKind::Select) {
    auto select = getSelector(step).getDefiningOp<SelectOp>();
    whole = SelectOp::create(b, loc, select.getPredicate(), select.getKeys(),
                             repeat(select.getQueries()));
  } else if (step->kind == StepKind::Checked) {
    whole = getAllRows(step->operands[0]);
  } else {
    SmallVector<Value> operands;
    for (const Step *operand : step->operands)
      operands.push_back(getAllRows(operand));
    whole = combineSelectors(step, operands);
  }
  wholeSelectors[step] = whole;
  return whole;
}

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
    auto type = RankedTensorType::get(1, b.getI64Type());
    sequences[step].number = tensor::SplatOp::create(b, loc, type, number);
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
  case StepKind::IsIn:
    return emitIsIn(step);
  case StepKind::Select:
    return emitSelect(step);
  case StepKind::SelectorNot:
  case StepKind::SelectorAnd:
  case StepKind::SelectorOr: {
    SmallVector<Value> operands;
    for (const Step *operand : step->operands)
      operands.push_back(step->isUniform ? getSelector(operand)
                                         : getAllRows(operand));
    selectors[step] = combineSelectors(step, operands);
    return;
  }
  case StepKind::Aggregate:
    return emitAggregate(step);
  case StepKind::Width:
    sequences[step].number =
        SelectorWidthOp::create(b, loc, getSelector(step->operands[0]));
    return;
  case StepKind::Checked:
    return emitChecked(step);
  }
  llvm_unreachable("unknown kind of step");
}

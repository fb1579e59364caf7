//===- Containers.cpp - Indices, calls and builtins of RASP ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Diagnostics.h"
#include "Interpreter.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace nn;
using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

Value Interpreter::evaluate(const IndexExpr *expr, Scope *scope) {
  Value container = evaluate(expr->base, scope);
  Value index = evaluate(expr->index, scope);
  if (container.isWrong() || index.isWrong())
    return {};
  if (const Step *sequence = container.getSop())
    return indexSequence(expr, sequence, index);
  if (const List *list = container.getList())
    return indexList(expr, *list, index, "list");
  if (const Dict *dict = container.getDict())
    return indexDict(expr, *dict, index);
  if (const Atom *atom = container.getAtom(); atom && isString(*atom))
    return indexString(expr, std::get<std::string>(*atom), index);
  return fail(expr->base->range,
              "expected a list, a dict, a string or an s-op to take an "
              "element of, got " +
                  container.describe());
}

/// A boolean or an integer, or null.
static const Atom *getIntegerAtom(const Value &value) {
  const Atom *atom = value.getAtom();
  return atom && getKind(*atom) <= AtomKind::Int ? atom : nullptr;
}

Value Interpreter::indexSequence(const IndexExpr *expr, const Step *sequence,
                                 const Value &index) {
  const Atom *atom = getIntegerAtom(index);
  if (!atom)
    return fail(expr->index->range,
                "expected a constant integer as the index of a sequence, got " +
                    index.describe(),
                index.getSop() ? "load_from_location(seq, location) takes an "
                                 "s-op"
                               : Twine());
  int64_t place = getInt(*atom);
  const Step *query = graph.getConstant(place, expr->range);
  if (place < 0)
    query = graph.getBinary(BinaryOp::Add,
                            graph.getLeaf(StepKind::Length, expr->range), query,
                            expr->range);
  const Step *selector = graph.getSelect(
      Predicate::Equal, graph.getLeaf(StepKind::Indices, expr->range), query,
      expr->range);
  return graph.getAggregate(selector, sequence, std::nullopt, expr->range);
}

std::optional<std::vector<Atom>> Interpreter::getItems(ArrayRef<Value> values,
                                                       SMRange range) {
  std::vector<Atom> atoms;
  for (const Value &value : values) {
    const Atom *atom = value.getAtom();
    if (!atom) {
      fail(range, "expected atoms to take by an s-op, got " + value.describe());
      return std::nullopt;
    }
    if (!atoms.empty() && isString(atoms.front()) != isString(*atom)) {
      fail(range, "expected either strings or numbers to take by an s-op, got "
                  "both");
      return std::nullopt;
    }
    atoms.push_back(*atom);
  }
  return atoms;
}

Value Interpreter::indexList(const IndexExpr *expr, const List &list,
                             const Value &index, StringRef what) {
  if (const Step *sop = index.getSop()) {
    // Whether a number of a mixture is an integer shows on an input.
    if (sop->kinds.isString() || sop->kinds == KindSet(AtomKind::Float))
      return fail(expr->index->range,
                  "expected integers as indices, got " + sop->kinds.describe());
    if (list.empty())
      return fail(expr->index->range, "an index of an empty " + what);
    auto items = getItems(list, expr->base->range);
    return items ? Value(graph.getListItem(std::move(*items), sop, expr->range))
                 : Value();
  }
  auto place = findPlace(expr, list.size(), index, what);
  return place ? list[*place] : Value();
}

Value Interpreter::indexString(const IndexExpr *expr, StringRef text,
                               const Value &index) {
  if (!countWork(expr->range, text.size()))
    return {};
  if (index.getSop())
    return indexList(expr, getCharacters(text), index, "string");
  llvm::SmallVector<uint32_t> points = getCodePoints(text);
  auto place = findPlace(expr, points.size(), index, "string");
  return place ? Value(Atom(encode(points[*place]))) : Value();
}

std::optional<size_t> Interpreter::findPlace(const IndexExpr *expr,
                                             size_t count, const Value &index,
                                             StringRef what) {
  const Atom *atom = getIntegerAtom(index);
  if (!atom) {
    fail(expr->index->range,
         "expected an integer or an s-op as the index of a " + what + ", got " +
             index.describe());
    return std::nullopt;
  }
  auto size = static_cast<int64_t>(count);
  int64_t place = getInt(*atom);
  if (place < -size || place >= size) {
    fail(expr->index->range, "index " + Twine(place) + " of a " + what +
                                 " of length " + Twine(size));
    return std::nullopt;
  }
  return place < 0 ? place + size : place;
}

Value Interpreter::indexDict(const IndexExpr *expr, const Dict &dict,
                             const Value &index) {
  if (const Step *sop = index.getSop()) {
    std::vector<Atom> keys;
    List values;
    // Others never match.
    for (auto &[key, value] : dict.entries)
      if (getComparable(key, sop->kinds)) {
        keys.push_back(key);
        values.push_back(value);
      }
    if (keys.empty())
      return fail(expr->index->range,
                  "no key of the dict is among " + sop->kinds.describe());
    auto items = getItems(values, expr->base->range);
    return items ? Value(graph.getDictItem(keys, *items, sop, expr->range))
                 : Value();
  }
  const Atom *atom = index.getAtom();
  if (!atom)
    return fail(expr->index->range,
                "expected an atom or an s-op as a key, got " +
                    index.describe());
  const Value *found = dict.find(*atom);
  if (!found)
    return fail(expr->index->range, "no key " + spell(*atom) + " in the dict");
  return *found;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

Value Interpreter::evaluate(const CallExpr *expr, Scope *scope) {
  List arguments;
  bool isWrong = false;
  for (const Expr *argument : expr->arguments) {
    arguments.push_back(evaluate(argument, scope));
    isWrong |= arguments.back().isWrong();
  }
  Value callee = evaluate(expr->callee, scope);
  if (callee.isWrong())
    return {};
  const Function *function = callee.getFunction();
  if (!function && !callee.getSop() && !callee.getSelector())
    return fail(expr->range, "expected a function or an s-op to call, got " +
                                 callee.describe());
  if (!function)
    return isWrong ? Value()
                   : apply(expr, *std::get_if<const Step *>(&callee.content),
                           arguments);
  if (arguments.size() != function->getNumParameters())
    return fail(expr->range, "'" + function->name + "' takes " +
                                 Twine(function->getNumParameters()) +
                                 " arguments, got " + Twine(arguments.size()));
  // A body with a wrong argument would say nothing new.
  return isWrong ? Value() : call(expr, function, std::move(arguments));
}

Value Interpreter::call(const CallExpr *expr, const Function *function,
                        List arguments) {
  if (!function->definition) {
    const Step *selector = arguments[0].getSelector();
    if (!selector)
      return fail(expr->range,
                  "expected a selector, got " + arguments[0].describe());
    return graph.getWidth(selector, expr->range);
  }
  llvm::SaveAndRestore<unsigned> deeper(calls, calls + 1);
  if (calls > limits.maxCalls) {
    stop(expr->range, "calls nest deeper than " + Twine(limits.maxCalls) +
                          " levels, last of '" + function->name + "'");
    return {};
  }
  // What goes wrong inside of the library is the caller's.
  llvm::SaveAndRestore<std::optional<SMRange>> place(libraryCall);
  if (function->isLibrary && !libraryCall)
    libraryCall = expr->range;
  llvm::SaveAndRestore<std::optional<SMRange>> stepPlace(graph.place,
                                                         libraryCall);
  stack.emplace_back(expr->range, function->name);
  llvm::scope_exit leave([&] { stack.pop_back(); });
  Scope *inner = makeScope(function->scope);
  const FunctionStmt *definition = function->definition;
  for (auto [parameter, argument] :
       llvm::zip_equal(definition->parameters, arguments))
    set(inner, parameter, std::move(argument));
  runBlock(definition->body, inner);
  List values;
  bool isWrong = false;
  for (const Expr *value : definition->returned->values) {
    values.push_back(evaluate(value, inner));
    isWrong |= values.back().isWrong();
  }
  if (values.size() == 1)
    return values[0];
  return isWrong ? Value() : makeList(std::move(values));
}

bool Interpreter::checkInput(const Value &value, SMRange range) {
  const List *list = value.getList();
  const Atom *atom = value.getAtom();
  if (!list && !(atom && isString(*atom))) {
    fail(range,
         "expected a string or a list as an input, got " + value.describe());
    return false;
  }
  if (list ? list->empty() : std::get<std::string>(*atom).empty()) {
    fail(range, "an input has at least one token");
    return false;
  }
  if (list)
    for (const Value &token : *list)
      if (!token.getAtom()) {
        fail(range, "expected atoms as tokens, got " + token.describe());
        return false;
      }
  return true;
}

Value Interpreter::apply(const CallExpr *expr, const Step *step,
                         ArrayRef<Value> arguments) {
  if (arguments.size() != 1)
    return fail(expr->range, "an s-op is applied to one input, got " +
                                 Twine(arguments.size()));
  if (!checkInput(arguments[0], expr->arguments[0]->range))
    return {};
  return Applied{
      step, std::make_shared<const std::vector<Atom>>(getTokens(arguments[0]))};
}

Value Interpreter::evaluate(const BuiltinExpr *expr, Scope *scope) {
  List arguments;
  for (const Expr *argument : expr->arguments) {
    arguments.push_back(evaluate(argument, scope));
    if (arguments.back().isWrong())
      return {};
  }
  const Value &first = arguments.front();
  SMRange range = expr->arguments.front()->range;
  switch (expr->builtin) {
  case Builtin::Round: {
    if (const Step *sop = first.getSop()) {
      if (sop->kinds.isString())
        return fail(range, "'round' takes numbers, got strings");
      return graph.getRound(sop, expr->range);
    }
    const Atom *atom = first.getAtom();
    if (!atom || isString(*atom))
      return fail(range, "'round' does not take " + first.describe());
    AtomResult result = roundToInt(*atom);
    if (!result.value)
      return fail(expr->range, "'round' " + result.problem);
    return *result.value;
  }
  case Builtin::Indicator: {
    const Step *sop = first.getSop();
    if (!sop)
      return fail(range, "'indicator' takes an s-op, got " + first.describe());
    return graph.getChoose(sop, graph.getConstant(int64_t(1), expr->range),
                           graph.getConstant(int64_t(0), expr->range),
                           expr->range);
  }
  case Builtin::Len: {
    const List *list = first.getList();
    if (!list)
      return fail(range, "'len' takes a list, got " + first.describe(),
                  first.getSop() ? "the length of the input is 'length'"
                                 : Twine());
    return Atom(static_cast<int64_t>(list->size()));
  }
  case Builtin::Range:
    return makeRange(expr, arguments);
  case Builtin::Zip:
    return zip(expr, arguments);
  }
  llvm_unreachable("unknown builtin");
}

Value Interpreter::makeRange(const BuiltinExpr *expr,
                             ArrayRef<Value> arguments) {
  if (arguments.size() > 3)
    return fail(expr->range, "'range' takes 1 to 3 arguments, got " +
                                 Twine(arguments.size()));
  int64_t bounds[] = {0, 0, 1};
  for (auto [place, argument] : llvm::enumerate(arguments)) {
    const Atom *atom = getIntegerAtom(argument);
    if (!atom)
      return fail(expr->arguments[place]->range,
                  "'range' takes integers, got " + argument.describe());
    bounds[arguments.size() == 1 ? 1 : place] = getInt(*atom);
  }
  auto [low, high, step] = bounds;
  if (step == 0)
    return fail(expr->arguments[2]->range, "a range of step 0");
  __int128 distance = step > 0 ? static_cast<__int128>(high) - low
                               : static_cast<__int128>(low) - high;
  __int128 width = step > 0 ? step : -static_cast<__int128>(step);
  __int128 count = distance > 0 ? (distance + width - 1) / width : 0;
  if (!countElements(expr->range,
                     static_cast<uint64_t>(std::min<__int128>(
                         count, std::numeric_limits<int64_t>::max() / 2))))
    return {};
  List list;
  for (int64_t i = 0; i < static_cast<int64_t>(count); ++i)
    list.push_back(
        Atom(static_cast<int64_t>(low + static_cast<__int128>(i) * step)));
  return makeList(std::move(list));
}

Value Interpreter::zip(const BuiltinExpr *expr, ArrayRef<Value> arguments) {
  std::vector<const List *> lists;
  for (auto [place, argument] : llvm::enumerate(arguments)) {
    const List *list = argument.getList();
    SMRange range = expr->arguments[place]->range;
    if (!list)
      return fail(range, "'zip' takes lists, got " + argument.describe());
    lists.push_back(list);
    if (list->size() != lists[0]->size())
      return fail(range, "'zip' takes lists of one length, got " +
                             Twine(lists[0]->size()) + " and " +
                             Twine(list->size()) + " elements");
  }
  if (!countElements(expr->range, lists.size() * lists[0]->size()))
    return {};
  List rows;
  for (size_t i = 0; i < lists[0]->size(); ++i) {
    List row;
    for (const List *list : lists)
      row.push_back((*list)[i]);
    rows.push_back(makeList(std::move(row)));
  }
  return makeList(std::move(rows));
}

//===- Expressions.cpp - The operators of RASP ----------------------------===//
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

Value Interpreter::evaluate(const Expr *expr, Scope *scope) {
  if (stopped)
    return {};
  if (!countSteps(expr->range, 1))
    return {};
  llvm::SaveAndRestore<unsigned> deeper(depth, depth + 1);
  if (depth > limits.maxDepth) {
    stop(expr->range, "calls and expressions nest deeper than " +
                          Twine(limits.maxDepth) + " levels");
    return {};
  }
  Value value = dispatch(expr, scope);
  if (!checkGraph(expr->range))
    return {};
  if (value.depth > limits.maxNesting) {
    stop(expr->range, "lists and dicts nest deeper than " +
                          Twine(limits.maxNesting) + " levels");
    return {};
  }
  return value;
}

Value Interpreter::dispatch(const Expr *expr, Scope *scope) {
  switch (expr->kind) {
  case Expr::Kind::Name:
    return getName(llvm::cast<NameExpr>(expr), scope);
  case Expr::Kind::Int:
    return Atom(llvm::cast<IntExpr>(expr)->value);
  case Expr::Kind::Float:
    return Atom(llvm::cast<FloatExpr>(expr)->value);
  case Expr::Kind::String:
    return Atom(llvm::cast<StringExpr>(expr)->value.str());
  case Expr::Kind::List:
    return evaluate(llvm::cast<ListExpr>(expr), scope);
  case Expr::Kind::Dict:
    return evaluate(llvm::cast<DictExpr>(expr), scope);
  case Expr::Kind::ListFor:
    return evaluate(llvm::cast<ListForExpr>(expr), scope);
  case Expr::Kind::DictFor:
    return evaluate(llvm::cast<DictForExpr>(expr), scope);
  case Expr::Kind::Index:
    return evaluate(llvm::cast<IndexExpr>(expr), scope);
  case Expr::Kind::Call:
    return evaluate(llvm::cast<CallExpr>(expr), scope);
  case Expr::Kind::Builtin:
    return evaluate(llvm::cast<BuiltinExpr>(expr), scope);
  case Expr::Kind::Select:
    return evaluate(llvm::cast<SelectExpr>(expr), scope);
  case Expr::Kind::Aggregate:
    return evaluate(llvm::cast<AggregateExpr>(expr), scope);
  case Expr::Kind::Unary:
    return evaluate(llvm::cast<UnaryExpr>(expr), scope);
  case Expr::Kind::Binary:
    return evaluate(llvm::cast<BinaryExpr>(expr), scope);
  case Expr::Kind::Conditional:
    return evaluate(llvm::cast<ConditionalExpr>(expr), scope);
  }
  llvm_unreachable("unknown kind of expression");
}

const Step *Interpreter::getSequence(const Value &value, SMRange range) {
  if (const Step *sop = value.getSop())
    return sop;
  if (const Atom *atom = value.getAtom())
    return graph.getConstant(*atom, range);
  if (!value.isWrong())
    fail(range, "expected an s-op or an atom, got " + value.describe());
  return nullptr;
}

Value Interpreter::evaluate(const UnaryExpr *expr, Scope *scope) {
  Value value = evaluate(expr->operand, scope);
  if (value.isWrong())
    return {};
  StringRef op = getSpelling(expr->op);
  if (const Step *sop = value.getSop()) {
    if (expr->op == UnaryOp::Not)
      return graph.getUnary(expr->op, graph.getTruth(sop, expr->range),
                            expr->range);
    if (sop->kinds.isString())
      return fail(expr->opRange, "'" + op + "' takes numbers, got strings");
    return graph.getUnary(expr->op, sop, expr->range);
  }
  if (const Step *selector = value.getSelector();
      selector && expr->op == UnaryOp::Not)
    return graph.getSelectorNot(selector, expr->range);
  const Atom *atom = value.getAtom();
  if (expr->op == UnaryOp::Not && (atom || value.getList() || value.getDict()))
    return Atom(!isTrue(value));
  if (!atom || isString(*atom))
    return fail(expr->opRange,
                "'" + op + "' does not take " + value.describe());
  AtomResult result = evaluateUnary(expr->op, *atom);
  if (!result.value)
    return fail(expr->opRange, "'" + op + "' " + result.problem);
  return *result.value;
}

Value Interpreter::evaluate(const BinaryExpr *expr, Scope *scope) {
  Value left = evaluate(expr->left, scope);
  Value right = evaluate(expr->right, scope);
  if (left.isWrong() || right.isWrong())
    return {};
  if (expr->op == BinaryOp::In)
    return contains(expr, left, right);
  bool isLogical = expr->op == BinaryOp::And || expr->op == BinaryOp::Or;
  if (left.getSelector() && right.getSelector() && isLogical)
    return graph.getSelectorLogical(
        expr->op == BinaryOp::And ? StepKind::SelectorAnd
                                  : StepKind::SelectorOr,
        left.getSelector(), right.getSelector(), expr->range);
  for (const Value *side : {&left, &right})
    if (side->getSelector() || side->getFunction() || side->isApplied())
      return fail(expr->opRange,
                  "'" + getSpelling(expr->op) + "' does not take " +
                      left.describe() + " and " + right.describe(),
                  isLogical && side->getSelector()
                      ? "a selector combines with selectors; make one of an "
                        "s-op by select(sop, True, ==)"
                      : Twine());
  if (!left.getSop() && !right.getSop())
    return combine(expr, left, right);
  const Step *leftStep = getSequence(left, expr->left->range);
  const Step *rightStep = getSequence(right, expr->right->range);
  return leftStep && rightStep ? combine(expr, leftStep, rightStep) : Value();
}

/// Whether an operator takes two strings.
static bool takesStrings(BinaryOp op) {
  return op == BinaryOp::Add || op == BinaryOp::Less ||
         op == BinaryOp::LessEqual || op == BinaryOp::Greater ||
         op == BinaryOp::GreaterEqual || op == BinaryOp::Equal;
}

Value Interpreter::combine(const BinaryExpr *expr, const Step *left,
                           const Step *right) {
  if (expr->op == BinaryOp::And || expr->op == BinaryOp::Or)
    return graph.getLogical(expr->op == BinaryOp::And ? StepKind::And
                                                      : StepKind::Or,
                            left, right, expr->range);
  bool leftIsText = left->kinds.isString();
  bool rightIsText = right->kinds.isString();
  StringRef op = getSpelling(expr->op);
  if (leftIsText != rightIsText) {
    if (expr->op == BinaryOp::Equal) {
      if (!libraryCall)
        diagnostics.warning(expr->opRange,
                            "a string never equals a number: always False");
      return graph.getBinary(expr->op, left, right, expr->range);
    }
    // "ab" * 2
    const Step *text = leftIsText ? left : right;
    const Step *times = leftIsText ? right : left;
    if (expr->op == BinaryOp::Multiply && times->kind == StepKind::Constant &&
        getKind(times->atom) != AtomKind::Float) {
      int64_t count = std::max<int64_t>(getInt(times->atom), 0);
      if (!checkParts(expr->opRange, llvm::SaturatingMultiply<uint64_t>(
                                         text->numParts, count)))
        return {};
      const Step *result = text;
      for (int64_t i = 1; i < count; ++i)
        result = graph.getBinary(BinaryOp::Add, result, text, expr->range);
      if (count > 0)
        return result;
      return graph.getChecked(graph.getConstant(std::string(), expr->range),
                              text, expr->range);
    }
    return fail(expr->opRange,
                "'" + op + "' does not take " + left->kinds.describe() +
                    " and " + right->kinds.describe(),
                expr->op == BinaryOp::Multiply
                    ? Twine("strings repeat a constant number of times")
                    : Twine("tokens as numbers are 'tokens_int' and "
                            "'tokens_float'"));
  }
  if (leftIsText && !takesStrings(expr->op))
    return fail(expr->opRange, "'" + op + "' takes numbers, got strings",
                "tokens as numbers are 'tokens_int' and 'tokens_float'");
  if (leftIsText && expr->op == BinaryOp::Add &&
      !checkParts(expr->opRange,
                  llvm::SaturatingAdd(left->numParts, right->numParts)))
    return {};
  return graph.getBinary(expr->op, left, right, expr->range);
}

bool Interpreter::areEqual(const Value &a, const Value &b, SMRange range) {
  if (a.getAtom() && b.getAtom())
    return rasp::isEqual(*a.getAtom(), *b.getAtom());
  if (a.content == b.content)
    return true;
  auto areElementsEqual = [&](const Value &x, const Value &y) {
    return countWork(range, 1) && areEqual(x, y, range);
  };
  if (const List *left = a.getList(), *right = b.getList(); left && right)
    return left->size() == right->size() &&
           llvm::all_of_zip(*left, *right, areElementsEqual);
  if (const Dict *left = a.getDict(), *right = b.getDict(); left && right)
    return left->entries.size() == right->entries.size() &&
           llvm::all_of(left->entries, [&](const auto &entry) {
             const Value *other = right->find(entry.first);
             return other && areElementsEqual(entry.second, *other);
           });
  return false;
}

Value Interpreter::combine(const BinaryExpr *expr, const Value &left,
                           const Value &right) {
  if (expr->op == BinaryOp::And)
    return isTrue(left) ? right : left;
  if (expr->op == BinaryOp::Or)
    return isTrue(left) ? left : right;
  if (expr->op == BinaryOp::Equal)
    return Atom(areEqual(left, right, expr->opRange));
  const Atom *a = left.getAtom(), *b = right.getAtom();
  StringRef op = getSpelling(expr->op);
  if (expr->op == BinaryOp::Add && left.getList() && right.getList()) {
    if (!countElements(expr->opRange,
                       left.getList()->size() + right.getList()->size()))
      return {};
    List sum = *left.getList();
    llvm::append_range(sum, *right.getList());
    return makeList(std::move(sum));
  }
  if (expr->op == BinaryOp::Multiply)
    for (auto [part, times] : {std::pair(&left, b), std::pair(&right, a)}) {
      if (!times || getKind(*times) > AtomKind::Int)
        continue;
      uint64_t count = std::max<int64_t>(getInt(*times), 0);
      const List *list = part->getList();
      const Atom *atom = part->getAtom();
      bool isText = atom && isString(*atom);
      if (!list && !isText)
        continue;
      uint64_t size = list ? list->size() : std::get<std::string>(*atom).size();
      if (!countElements(expr->opRange, llvm::SaturatingMultiply(size, count)))
        return {};
      if (isText) {
        std::string text;
        for (uint64_t i = 0; size > 0 && i < count; ++i)
          text += std::get<std::string>(*atom);
        return Atom(std::move(text));
      }
      List repeated;
      for (uint64_t i = 0; size > 0 && i < count; ++i)
        llvm::append_range(repeated, *list);
      return makeList(std::move(repeated));
    }
  if (!a || !b || isString(*a) != isString(*b) ||
      (isString(*a) && !takesStrings(expr->op)))
    return fail(expr->opRange, "'" + op + "' does not take " + left.describe() +
                                   " and " + right.describe());
  if (isString(*a) && expr->op == BinaryOp::Add &&
      !countElements(expr->opRange, std::get<std::string>(*a).size() +
                                        std::get<std::string>(*b).size()))
    return {};
  AtomResult result = evaluateBinary(expr->op, *a, *b);
  if (!result.value)
    return fail(expr->opRange, "'" + op + "' " + result.problem);
  return *result.value;
}

Value Interpreter::contains(const BinaryExpr *expr, const Value &item,
                            const Value &container) {
  const List *list = container.getList();
  if (const Step *sop = item.getSop()) {
    bool isOfAtoms =
        list && llvm::all_of(*list, [](const Value &v) { return v.getAtom(); });
    if (!isOfAtoms)
      return fail(expr->right->range,
                  "expected a list of atoms to look an s-op up in, got " +
                      (list ? StringRef("a list of other values")
                            : container.describe()));
    std::vector<Atom> atoms;
    for (const Value &value : *list)
      atoms.push_back(*value.getAtom());
    return graph.getIsIn(atoms, sop, expr->range);
  }
  const Atom *atom = item.getAtom();
  if (!atom)
    return fail(expr->left->range,
                "expected an s-op or an atom to look up, got " +
                    item.describe());
  if (list)
    return Atom(llvm::any_of(*list, [&](const Value &value) {
      return countWork(expr->range, 1) && value.getAtom() &&
             rasp::isEqual(*value.getAtom(), *atom);
    }));
  const Step *sequence = container.getSop();
  if (!sequence)
    return fail(expr->right->range,
                "expected a list or an s-op to look an atom up in, got " +
                    container.describe());
  // Whether any element is equal.
  const Step *isItem =
      graph.getBinary(BinaryOp::Equal, sequence,
                      graph.getConstant(*atom, expr->range), expr->range);
  const Step *selector =
      graph.getSelect(Predicate::Equal, isItem,
                      graph.getConstant(true, expr->range), expr->range);
  return graph.getBinary(
      BinaryOp::Greater, graph.getWidth(selector, expr->range),
      graph.getConstant(int64_t(0), expr->range), expr->range);
}

Value Interpreter::evaluate(const ConditionalExpr *expr, Scope *scope) {
  Value condition = evaluate(expr->condition, scope);
  if (condition.isWrong())
    return {};
  // Where it is known, only one side is evaluated.
  if (!condition.getSop() && !condition.getSelector() && !condition.isApplied())
    return evaluate(isTrue(condition) ? expr->value : expr->otherwise, scope);
  Value value = evaluate(expr->value, scope);
  Value otherwise = evaluate(expr->otherwise, scope);
  const Step *test = getSequence(condition, expr->condition->range);
  const Step *yes = getSequence(value, expr->value->range);
  const Step *no = getSequence(otherwise, expr->otherwise->range);
  if (!test || !yes || !no)
    return {};
  if (yes->kinds.isString() != no->kinds.isString())
    return fail(expr->range, "expected both branches to be strings or both to "
                             "be numbers, got " +
                                 yes->kinds.describe() + " and " +
                                 no->kinds.describe());
  return graph.getChoose(test, yes, no, expr->range);
}

Value Interpreter::evaluate(const SelectExpr *expr, Scope *scope) {
  const Step *keys = getSequence(evaluate(expr->key, scope), expr->key->range);
  const Step *queries =
      getSequence(evaluate(expr->query, scope), expr->query->range);
  if (!keys || !queries)
    return {};
  if (keys->kinds.isString() != queries->kinds.isString()) {
    bool isEquality = expr->predicate == Predicate::Equal;
    if (!isEquality && expr->predicate != Predicate::NotEqual)
      return fail(expr->range, "'" + getSpelling(expr->predicate) +
                                   "' does not take " + keys->kinds.describe() +
                                   " and " + queries->kinds.describe());
    if (!libraryCall)
      diagnostics.warning(expr->predicateRange,
                          Twine("a string never equals a number: the selector "
                                "marks ") +
                              (isEquality ? "nothing" : "everything"));
    SMRange place = expr->range;
    const Step *known =
        graph.getSelect(expr->predicate, graph.getConstant(int64_t(0), place),
                        graph.getConstant(int64_t(1), place), place);
    return graph.getChecked(known, {keys, queries}, place);
  }
  return graph.getSelect(expr->predicate, keys, queries, expr->range);
}

Value Interpreter::evaluate(const AggregateExpr *expr, Scope *scope) {
  Value selected = evaluate(expr->selector, scope);
  Value value = evaluate(expr->sequence, scope);
  Value otherwise =
      expr->otherwise ? evaluate(expr->otherwise, scope) : Value();
  const Step *selector = selected.getSelector();
  if (!selected.isWrong() && !selector)
    fail(expr->selector->range,
         "expected a selector, got " + selected.describe());
  const Step *sequence = getSequence(value, expr->sequence->range);
  const Atom *atom = otherwise.getAtom();
  if (!otherwise.isWrong() && !atom)
    fail(expr->otherwise->range,
         "expected an atom as the default, got " + otherwise.describe());
  if (!selector || !sequence || (expr->otherwise && !atom))
    return {};
  bool isText = sequence->kinds.isString();
  if (selector->isFull && sequence->kind != StepKind::Constant &&
      (isText || sequence->kinds == KindSet(AtomKind::Bool)))
    return fail(
        expr->range, "the mean of several " + sequence->kinds.describe(),
        isText ? Twine() : Twine("indicator(...) makes booleans integers"));
  if (atom && isString(*atom) != isText && !selector->marksOneAtLeast)
    return fail(expr->range, "expected the default to be " +
                                 StringRef(isText ? "a string" : "a number") +
                                 " like the sequence, got " +
                                 otherwise.describe());
  return graph.getAggregate(selector, sequence,
                            atom ? std::optional(*atom) : std::nullopt,
                            expr->range);
}

Value Interpreter::evaluate(const ListExpr *expr, Scope *scope) {
  List list;
  bool isWrong = false;
  for (const Expr *element : expr->elements) {
    list.push_back(evaluate(element, scope));
    isWrong |= list.back().isWrong();
  }
  if (isWrong || !countElements(expr->range, list.size()))
    return {};
  return makeList(std::move(list));
}

std::optional<Atom> Interpreter::getKey(const Expr *expr, Scope *scope) {
  Value value = evaluate(expr, scope);
  if (const Atom *atom = value.getAtom())
    return *atom;
  if (!value.isWrong())
    fail(expr->range, "expected an atom as a key, got " + value.describe());
  return std::nullopt;
}

Value Interpreter::evaluate(const DictExpr *expr, Scope *scope) {
  auto dict = std::make_shared<Dict>();
  bool isWrong = false;
  for (auto [keyExpr, valueExpr] : llvm::zip_equal(expr->keys, expr->values)) {
    std::optional<Atom> key = getKey(keyExpr, scope);
    Value value = evaluate(valueExpr, scope);
    isWrong |= !key || value.isWrong();
    if (key)
      dict->set(*key, std::move(value));
  }
  if (isWrong || !countElements(expr->range, dict->entries.size()))
    return {};
  return makeDict(std::move(dict));
}

Value Interpreter::evaluate(const ListForExpr *expr, Scope *scope) {
  std::shared_ptr<const List> elements =
      getElements(expr->iterable, scope, "the comprehension");
  if (!elements || !countElements(expr->range, elements->size()))
    return {};
  List list;
  bool isWrong = false;
  for (const Value &element : *elements) {
    Scope *inner = makeScope(scope);
    bind(expr->targets, element, inner, expr->iterable->range);
    list.push_back(evaluate(expr->value, inner));
    isWrong |= list.back().isWrong();
    if (stopped)
      return {};
  }
  return isWrong ? Value() : makeList(std::move(list));
}

Value Interpreter::evaluate(const DictForExpr *expr, Scope *scope) {
  std::shared_ptr<const List> elements =
      getElements(expr->iterable, scope, "the comprehension");
  if (!elements || !countElements(expr->range, elements->size()))
    return {};
  auto dict = std::make_shared<Dict>();
  bool isWrong = false;
  for (const Value &element : *elements) {
    Scope *inner = makeScope(scope);
    bind(expr->targets, element, inner, expr->iterable->range);
    std::optional<Atom> key = getKey(expr->key, inner);
    Value value = evaluate(expr->value, inner);
    isWrong |= !key || value.isWrong();
    if (key)
      dict->set(*key, std::move(value));
    if (stopped)
      return {};
  }
  return isWrong ? Value() : makeDict(std::move(dict));
}

//===- Interpreter.cpp - Running a RASP program ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Interpreter.h"
#include "Diagnostics.h"
#include "Library.h"
#include "Parser.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SaveAndRestore.h"
#include "llvm/Support/SourceMgr.h"

using namespace nn;
using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

StringRef Value::describe() const {
  if (const Atom *atom = getAtom()) {
    static constexpr StringRef names[] = {"a boolean", "an integer", "a float",
                                          "a string"};
    return names[atom->index()];
  }
  if (getList())
    return "a list";
  if (getDict())
    return "a dict";
  if (getFunction())
    return "a function";
  if (getSop())
    return "an s-op";
  if (getSelector())
    return "a selector";
  return "the result of an application";
}

void Dict::set(const Atom &key, Value value) {
  auto [place, isNew] = places.try_emplace(key, entries.size());
  if (isNew)
    entries.emplace_back(key, std::move(value));
  else
    entries[place->second].second = std::move(value);
}

const Value *Dict::find(const Atom &key) const {
  auto place = places.find(key);
  return place == places.end() ? nullptr : &entries[place->second].second;
}

/// Whether an atom, a list or a dict counts as true.
static bool isTrue(const Value &value) {
  if (const Atom *atom = value.getAtom())
    return rasp::isTrue(*atom);
  if (const List *list = value.getList())
    return !list->empty();
  return !value.getDict()->entries.empty();
}

static Value makeList(List elements) {
  return std::make_shared<const List>(std::move(elements));
}

/// The characters of a string as strings.
static List getCharacters(StringRef text) {
  List characters;
  for (uint32_t point : getCodePoints(text))
    characters.push_back(Atom(encode(point)));
  return characters;
}

//===----------------------------------------------------------------------===//
// Diagnostics and limits
//===----------------------------------------------------------------------===//

SMRange Interpreter::getPlace(SMRange range) const {
  return libraryCall.value_or(range);
}

Value Interpreter::fail(SMRange range, const Twine &message,
                        const Twine &hint) {
  range = getPlace(range);
  std::string text = message.str();
  // A loop or a function makes an error again and again.
  std::string key =
      std::to_string(reinterpret_cast<uintptr_t>(range.Start.getPointer())) +
      text;
  if (!reported.insert(key).second)
    return {};
  diagnostics.error(range, text, hint);
  constexpr size_t maxNotes = 4;
  size_t shown = 0;
  for (auto &[call, name] : llvm::reverse(stack)) {
    if (libraryCall && call.Start == libraryCall->Start)
      continue;
    if (++shown > maxNotes)
      break;
    diagnostics.note(call, "in this call of '" + name + "'");
  }
  return {};
}

void Interpreter::stop(SMRange range, const Twine &message) {
  if (!stopped)
    diagnostics.overLimit(getPlace(range), message);
  stopped = true;
}

bool Interpreter::countElements(SMRange range, uint64_t count) {
  numElements += count;
  if (numElements <= limits.maxElements)
    return true;
  stop(range, "the program makes lists and strings of more than " +
                  Twine(limits.maxElements) + " elements");
  return false;
}

bool Interpreter::checkGraph(SMRange range) {
  if (graph.size() <= limits.maxGraph)
    return true;
  stop(range, "the program makes s-ops of more than " + Twine(limits.maxGraph) +
                  " steps");
  return false;
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static bool isReserved(StringRef name) {
  static const llvm::StringSet<> names = {
      "if",         "else",       "not",         "and",          "or",
      "out",        "def",        "return",      "range",        "for",
      "in",         "zip",        "len",         "get",          "tokens_asis",
      "tokens_str", "tokens_int", "tokens_bool", "tokens_float", "indices",
      "True",       "False"};
  return names.contains(name);
}

Interpreter::Interpreter(llvm::SourceMgr &sources, Diagnostics &diagnostics,
                         std::vector<std::string> folders,
                         const InterpreterLimits &limits)
    : sources(sources), diagnostics(diagnostics), folders(std::move(folders)),
      limits(limits) {
  library = base = makeScope(nullptr);
  auto define = [&](StringRef name, Value value) {
    base->values[name] = std::move(value);
    libraryNames.insert(name);
  };
  define("True", Atom(true));
  define("False", Atom(false));
  define("indices", graph.getLeaf(StepKind::Indices, {}));
  define("length", graph.getLeaf(StepKind::Length, {}));
  define("tokens_str", graph.getLeaf(StepKind::TokensStr, {}));
  define("tokens_int", graph.getLeaf(StepKind::TokensInt, {}));
  define("tokens_float", graph.getLeaf(StepKind::TokensFloat, {}));
  define("tokens_bool", graph.getLeaf(StepKind::TokensBool, {}));
  functions.push_back({"selector_width", nullptr, base, true});
  define("selector_width", &functions.back());
  auto text = llvm::MemoryBuffer::getMemBuffer(kLibrary, "the library");
  StringRef source = text->getBuffer();
  sources.AddNewSourceBuffer(std::move(text), {});
  ParseResult parsed = parse(source, diagnostics);
  assert(parsed.program && "the library is right");
  runBlock(parsed.program->body, base);
  for (Function &function : functions)
    function.isLibrary = true;
  for (StringRef name : base->names)
    libraryNames.insert(name);
  base->values.erase("out");
  programs.push_back(std::move(parsed.program));
  base->values["tokens"] = graph.getLeaf(StepKind::TokensStr, {});
  numSteps = 0;
  top = makeScope(base);
  top->locksLibrary = true;
}

Interpreter::~Interpreter() = default;

Scope *Interpreter::makeScope(Scope *parent) {
  scopes.emplace_back();
  scopes.back().parent = parent;
  return &scopes.back();
}

void Interpreter::set(Scope *scope, Name name, Value value) {
  if (isReserved(name.text) ||
      (scope->locksLibrary && libraryNames.contains(name.text))) {
    fail(name.range, "'" + name.text + "' is reserved and cannot be set");
    return;
  }
  auto [entry, isNew] = scope->values.try_emplace(name.text);
  entry->second = value;
  if (isNew)
    scope->names.push_back(entry->first());
  if (scope->receiver && !name.text.starts_with("_"))
    set(scope->receiver, name, std::move(value));
}

void Interpreter::bind(ArrayRef<Name> targets, const Value &value, Scope *scope,
                       SMRange range) {
  if (targets.size() == 1) {
    set(scope, targets[0], value);
    return;
  }
  std::optional<List> parts;
  if (const List *list = value.getList()) {
    parts = *list;
  } else if (const Dict *dict = value.getDict()) {
    parts.emplace();
    for (auto &[key, entry] : dict->entries)
      parts->push_back(key);
  } else if (const Atom *atom = value.getAtom(); atom && isString(*atom)) {
    parts = getCharacters(std::get<std::string>(*atom));
  } else if (!value.isWrong()) {
    fail(range, Twine("expected ") + Twine(targets.size()) +
                    " values in a list, got " + value.describe());
  }
  if (parts && parts->size() != targets.size()) {
    fail(range, "expected " + Twine(targets.size()) + " values, got " +
                    Twine(parts->size()));
    parts.reset();
  }
  for (auto [place, target] : llvm::enumerate(targets))
    set(scope, target, parts ? (*parts)[place] : Value());
}

Value Interpreter::getName(const NameExpr *expr, Scope *scope) {
  StringRef name = expr->name.text;
  for (Scope *at = scope; at; at = at->parent) {
    // Its type is that of the example.
    if (name == "tokens_asis")
      return graph.getTokens(exampleKinds, expr->range);
    auto found = at->values.find(name);
    if (found != at->values.end())
      return found->second;
  }
  StringRef nearest;
  unsigned best = 3;
  for (Scope *at = scope; at; at = at->parent)
    for (StringRef known : at->values.keys()) {
      unsigned distance = name.edit_distance(known, true, best);
      if (distance < best ||
          (distance == best && known < nearest && best < 3)) {
        best = distance;
        nearest = known;
      }
    }
  return fail(expr->range, "'" + name + "' is not defined",
              nearest.empty() || best >= name.size()
                  ? Twine()
                  : "did you mean '" + nearest + "'?");
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

void Interpreter::run(std::unique_ptr<Program> program, unsigned buffer) {
  StringRef file = sources.getMemoryBuffer(buffer)->getBufferIdentifier();
  loading.push_back(file.str());
  llvm::scope_exit leave([&] { loading.pop_back(); });
  programs.push_back(std::move(program));
  runBlock(programs.back()->body, top);
}

void Interpreter::runBlock(const Block &block, Scope *scope) {
  for (const Stmt *statement : block.statements) {
    if (exited || stopped || diagnostics.isFull())
      return;
    run(statement, scope);
  }
}

void Interpreter::run(const Stmt *statement, Scope *scope) {
  switch (statement->kind) {
  case Stmt::Kind::Expr:
    return run(llvm::cast<ExprStmt>(statement), scope);
  case Stmt::Kind::Assign:
    return run(llvm::cast<AssignStmt>(statement), scope);
  case Stmt::Kind::Draw:
    return run(llvm::cast<DrawStmt>(statement), scope);
  case Stmt::Kind::Load:
    return run(llvm::cast<LoadStmt>(statement), scope);
  case Stmt::Kind::Function:
    return run(llvm::cast<FunctionStmt>(statement), scope);
  case Stmt::Kind::For:
    return run(llvm::cast<ForStmt>(statement), scope);
  case Stmt::Kind::SetExample:
    return run(llvm::cast<SetExampleStmt>(statement), scope);
  case Stmt::Kind::Exit:
    exited = true;
    return;
  // What an interactive program shows.
  case Stmt::Kind::ShowExample:
  case Stmt::Kind::ToggleExamples:
  case Stmt::Kind::ToggleFullDisplay:
    return;
  case Stmt::Kind::Return:
    break;
  }
  llvm_unreachable("a return statement is part of its function");
}

void Interpreter::noteResult(const Value &value, StringRef name, Scope *scope) {
  scope->values["out"] = value;
  const Step *sop = value.getSop();
  if (scope != top || !sop)
    return;
  if (name == "out")
    out = sop;
  last = name.str();
}

void Interpreter::run(const ExprStmt *statement, Scope *scope) {
  Value value = evaluate(statement->value, scope);
  if (!value.isWrong() && !value.isApplied())
    noteResult(value, "out", scope);
}

void Interpreter::run(const AssignStmt *statement, Scope *scope) {
  List values;
  for (const Expr *expr : statement->values)
    values.push_back(evaluate(expr, scope));
  if (stopped)
    return;
  SMRange range(statement->values.front()->range.Start,
                statement->values.back()->range.End);
  Value value = values.size() == 1 ? values[0] : makeList(std::move(values));
  bind(statement->targets, value, scope, range);
  for (const Name &target : statement->targets) {
    auto found = scope->values.find(target.text);
    if (found != scope->values.end())
      noteResult(Value(found->second), target.text, scope);
  }
}

void Interpreter::run(const DrawStmt *statement, Scope *scope) {
  Value value = evaluate(statement->value, scope);
  if (!value.isWrong() && !value.getSop())
    fail(statement->value->range,
         "expected an s-op to draw, got " + value.describe());
  if (!statement->input)
    return;
  Value input = evaluate(statement->input, scope);
  if (!input.isWrong())
    checkInput(input, statement->input->range);
}

void Interpreter::run(const LoadStmt *statement, Scope *scope) {
  if (++loads > limits.maxLoads)
    return stop(statement->pathRange, "the program loads more than " +
                                          Twine(limits.maxLoads) + " files");
  std::string name = statement->path.str() + ".rasp";
  std::vector<std::string> candidates;
  auto add = [&](StringRef folder) {
    llvm::SmallString<128> path(folder);
    llvm::sys::path::append(path, name);
    candidates.push_back(path.str().str());
  };
  add(llvm::sys::path::parent_path(loading.back()));
  add(llvm::sys::path::parent_path(loading.front()));
  for (const std::string &folder : folders)
    add(folder);
  for (const std::string &path : candidates) {
    if (!llvm::sys::fs::is_regular_file(path))
      continue;
    if (llvm::is_contained(loading, path)) {
      fail(statement->pathRange, "'" + path + "' loads itself");
      return;
    }
    auto file = llvm::MemoryBuffer::getFile(path);
    if (!file) {
      fail(statement->pathRange,
           "cannot read '" + path + "': " + file.getError().message());
      return;
    }
    StringRef text = (*file)->getBuffer();
    sources.AddNewSourceBuffer(std::move(*file), statement->pathRange.Start);
    ParseResult parsed = parse(text, diagnostics);
    if (!parsed.program)
      return;
    Scope *inner = makeScope(base);
    inner->receiver = scope;
    loading.push_back(path);
    llvm::scope_exit leave([&] { loading.pop_back(); });
    programs.push_back(std::move(parsed.program));
    // To exit ends the file alone.
    llvm::SaveAndRestore<bool> whole(exited, false);
    return runBlock(programs.back()->body, inner);
  }
  fail(statement->pathRange, "there is no file '" + name + "'",
       "it is looked for beside the file and the program, and in the "
       "folders of --load-path");
}

void Interpreter::run(const FunctionStmt *statement, Scope *scope) {
  for (auto [place, parameter] : llvm::enumerate(statement->parameters)) {
    if (isReserved(parameter.text))
      fail(parameter.range,
           "'" + parameter.text + "' is reserved and cannot be set");
    for (const Name &other : statement->parameters.take_front(place))
      if (other.text == parameter.text) {
        diagnostics.warning(parameter.range, "'" + parameter.text +
                                                 "' is a parameter twice; "
                                                 "the last one counts");
        break;
      }
  }
  functions.push_back({statement->name.text, statement, scope, false});
  set(scope, statement->name, &functions.back());
}

std::optional<List> Interpreter::getElements(const Expr *iterable, Scope *scope,
                                             StringRef what) {
  Value value = evaluate(iterable, scope);
  if (value.isWrong())
    return std::nullopt;
  if (const List *list = value.getList())
    return *list;
  if (const Dict *dict = value.getDict()) {
    List keys;
    for (auto &[key, entry] : dict->entries)
      keys.push_back(key);
    return keys;
  }
  fail(iterable->range,
       "expected a list or a dict for " + what + ", got " + value.describe());
  return std::nullopt;
}

void Interpreter::run(const ForStmt *statement, Scope *scope) {
  std::optional<List> elements =
      getElements(statement->iterable, scope, "the loop");
  if (!elements)
    return;
  for (const Value &element : *elements) {
    bind(statement->targets, element, scope, statement->iterable->range);
    runBlock(statement->body, scope);
    if (exited || stopped || diagnostics.isFull())
      return;
  }
}

void Interpreter::run(const SetExampleStmt *statement, Scope *scope) {
  Value value = evaluate(statement->value, scope);
  if (value.isWrong() || !checkInput(value, statement->value->range) ||
      statement->example == ExampleKind::Selector)
    return;
  exampleKinds = {};
  const List *list = value.getList();
  if (!list) {
    exampleKinds = AtomKind::String;
    return;
  }
  for (const Value &token : *list)
    exampleKinds = exampleKinds | getKind(*token.getAtom());
  // Of a mixture, 'tokens_asis' is an error.
  if (exampleKinds.isString() && exampleKinds.isMixed())
    exampleKinds = {};
}

std::vector<NamedSop> Interpreter::getSops() const {
  std::vector<NamedSop> sops;
  for (StringRef name : top->names)
    if (const Step *step = top->values.find(name)->second.getSop())
      sops.push_back({name.str(), step});
  if (out)
    sops.push_back({"out", out});
  return sops;
}

std::optional<size_t> Interpreter::getLast() const {
  for (auto [place, sop] : llvm::enumerate(getSops()))
    if (sop.name == last)
      return place;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

Value Interpreter::evaluate(const Expr *expr, Scope *scope) {
  if (stopped)
    return {};
  if (++numSteps > limits.maxSteps) {
    stop(expr->range, "the program evaluates more than " +
                          Twine(limits.maxSteps) + " expressions");
    return {};
  }
  llvm::SaveAndRestore<unsigned> deeper(depth, depth + 1);
  if (depth > limits.maxDepth) {
    stop(expr->range, "calls and expressions nest deeper than " +
                          Twine(limits.maxDepth) + " levels");
    return {};
  }
  Value value = dispatch(expr, scope);
  if (!checkGraph(expr->range))
    return {};
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
    return Atom(!::isTrue(value));
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
      return graph.getConstant(false, expr->range);
    }
    // "ab" * 2
    const Step *text = leftIsText ? left : right;
    const Step *times = leftIsText ? right : left;
    if (expr->op == BinaryOp::Multiply && times->kind == StepKind::Constant &&
        getKind(times->atom) != AtomKind::Float) {
      constexpr int64_t most = 64;
      int64_t count = std::max<int64_t>(getInt(times->atom), 0);
      if (count > most)
        return fail(expr->opRange, "expected to repeat strings at most " +
                                       Twine(most) + " times, got " +
                                       Twine(count));
      const Step *result = graph.getConstant(std::string(), expr->range);
      for (int64_t i = 0; i < count; ++i)
        result =
            i == 0 ? text
                   : graph.getBinary(BinaryOp::Add, result, text, expr->range);
      return result;
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
  return graph.getBinary(expr->op, left, right, expr->range);
}

static bool isEqual(const Value &a, const Value &b) {
  if (a.getAtom() && b.getAtom())
    return rasp::isEqual(*a.getAtom(), *b.getAtom());
  if (const List *left = a.getList(), *right = b.getList(); left && right)
    return left->size() == right->size() &&
           llvm::all_of_zip(*left, *right, ::isEqual);
  if (const Dict *left = a.getDict(), *right = b.getDict(); left && right)
    return left->entries.size() == right->entries.size() &&
           llvm::all_of(left->entries, [&](const auto &entry) {
             const Value *other = right->find(entry.first);
             return other && ::isEqual(entry.second, *other);
           });
  return a.content == b.content;
}

Value Interpreter::combine(const BinaryExpr *expr, const Value &left,
                           const Value &right) {
  if (expr->op == BinaryOp::And)
    return ::isTrue(left) ? right : left;
  if (expr->op == BinaryOp::Or)
    return ::isTrue(left) ? left : right;
  if (expr->op == BinaryOp::Equal)
    return Atom(::isEqual(left, right));
  const Atom *a = left.getAtom(), *b = right.getAtom();
  StringRef op = getSpelling(expr->op);
  if (expr->op == BinaryOp::Add && left.getList() && right.getList()) {
    List sum = *left.getList();
    llvm::append_range(sum, *right.getList());
    return countElements(expr->opRange, sum.size()) ? makeList(std::move(sum))
                                                    : Value();
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
    const Step *found = graph.getConstant(false, expr->range);
    for (const Value &value : *list)
      found = graph.getLogical(
          StepKind::Or, found,
          graph.getBinary(BinaryOp::Equal, sop,
                          graph.getConstant(*value.getAtom(), expr->range),
                          expr->range),
          expr->range);
    return found;
  }
  const Atom *atom = item.getAtom();
  if (!atom)
    return fail(expr->left->range,
                "expected an s-op or an atom to look up, got " +
                    item.describe());
  if (list)
    return Atom(llvm::any_of(*list, [&](const Value &value) {
      return value.getAtom() && rasp::isEqual(*value.getAtom(), *atom);
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
  if (condition.getAtom() || condition.getList() || condition.getDict())
    return evaluate(::isTrue(condition) ? expr->value : expr->otherwise, scope);
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
    return graph.getSelect(
        expr->predicate, graph.getConstant(int64_t(0), expr->range),
        graph.getConstant(int64_t(1), expr->range), expr->range);
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
  if (isFull(selector) && sequence->kind != StepKind::Constant &&
      (isText || sequence->kinds == KindSet(AtomKind::Bool)))
    return fail(
        expr->range, "the mean of several " + sequence->kinds.describe(),
        isText ? Twine() : Twine("indicator(...) makes booleans integers"));
  if (atom && isString(*atom) != isText && !marksOneAtLeast(selector))
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
  return std::shared_ptr<const Dict>(std::move(dict));
}

Value Interpreter::evaluate(const ListForExpr *expr, Scope *scope) {
  std::optional<List> elements =
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
  std::optional<List> elements =
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
  return isWrong ? Value()
                 : Value(std::shared_ptr<const Dict>(std::move(dict)));
}

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
    return indexList(expr, getCharacters(std::get<std::string>(*atom)), index,
                     "string");
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
  auto size = static_cast<int64_t>(list.size());
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
  const Atom *atom = getIntegerAtom(index);
  if (!atom)
    return fail(expr->index->range,
                "expected an integer or an s-op as the index of a " + what +
                    ", got " + index.describe());
  int64_t place = getInt(*atom);
  if (place < -size || place >= size)
    return fail(expr->index->range, "index " + Twine(place) + " of a " + what +
                                        " of length " + Twine(size));
  return list[place < 0 ? place + size : place];
}

Value Interpreter::indexDict(const IndexExpr *expr, const Dict &dict,
                             const Value &index) {
  if (const Step *sop = index.getSop()) {
    std::vector<Atom> keys;
    List values;
    // Others never match.
    for (auto &[key, value] : dict.entries)
      if (isString(key) == sop->kinds.isString()) {
        keys.push_back(key);
        values.push_back(value);
      }
    if (keys.empty())
      return fail(expr->index->range,
                  "no key of the dict is among " + sop->kinds.describe());
    auto items = getItems(values, expr->base->range);
    return items ? Value(graph.getDictItem(std::move(keys), std::move(*items),
                                           sop, expr->range))
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
    return isWrong ? Value() : apply(expr, arguments);
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
    return graph.getWidth(selector, getPlace(expr->range));
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

Value Interpreter::apply(const CallExpr *expr, ArrayRef<Value> arguments) {
  if (arguments.size() != 1)
    return fail(expr->range, "an s-op is applied to one input, got " +
                                 Twine(arguments.size()));
  if (!checkInput(arguments[0], expr->arguments[0]->range))
    return {};
  return Applied{};
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
    list.push_back(Atom(low + i * step));
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

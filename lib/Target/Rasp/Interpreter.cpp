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
#include "llvm/Support/thread.h"

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

bool nn::rasp::isTrue(const Value &value) {
  if (const Atom *atom = value.getAtom())
    return rasp::isTrue(*atom);
  if (const List *list = value.getList())
    return !list->empty();
  const Dict *dict = value.getDict();
  return !dict || !dict->entries.empty();
}

Value nn::rasp::makeList(List elements) {
  unsigned depth = 0;
  for (const Value &element : elements)
    depth = std::max(depth, element.depth);
  Value list = std::make_shared<const List>(std::move(elements));
  list.depth = depth + 1;
  return list;
}

Value nn::rasp::makeDict(std::shared_ptr<const Dict> dict) {
  unsigned depth = 0;
  for (auto &[key, value] : dict->entries)
    depth = std::max(depth, value.depth);
  Value result = std::move(dict);
  result.depth = depth + 1;
  return result;
}

List nn::rasp::getCharacters(StringRef text) {
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

bool Interpreter::countSteps(SMRange range, uint64_t count) {
  numSteps += count;
  if (numSteps <= limits.maxSteps)
    return true;
  stop(range, "the program evaluates more than " + Twine(limits.maxSteps) +
                  " expressions");
  return false;
}

bool Interpreter::countWork(SMRange range, uint64_t count) {
  // So many take the time of an expression.
  constexpr uint64_t perStep = 4;
  numLooked += count;
  uint64_t steps = numLooked / perStep;
  numLooked %= perStep;
  return !stopped && countSteps(range, steps);
}

bool Interpreter::checkParts(SMRange range, uint64_t count) {
  if (count <= limits.maxParts)
    return true;
  stop(range,
       "an s-op has strings of more than " + Twine(limits.maxParts) + " parts");
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
  base = makeScope(nullptr);
  auto define = [&](StringRef name, Value value) {
    base->values[name] = std::move(value);
    libraryNames.insert(name);
  };
  define("True", Atom(true));
  define("False", Atom(false));
  define("indices", graph.getLeaf(StepKind::Indices, {}));
  define("length", graph.getLeaf(StepKind::Length, {}));
  for (StepKind kind : {StepKind::TokensStr, StepKind::TokensInt,
                        StepKind::TokensFloat, StepKind::TokensBool})
    define(getInputName(kind), graph.getLeaf(kind, {}));
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
  if (scope == top) {
    outcome.values.emplace_back(name.text, value);
    places[name.text] = name.range;
  }
  if (scope->receiver && !name.text.starts_with("_"))
    set(scope->receiver, name, std::move(value));
}

static List getKeys(const Dict &dict) {
  List keys;
  for (auto &[key, value] : dict.entries)
    keys.push_back(key);
  return keys;
}

void Interpreter::bind(ArrayRef<Name> targets, const Value &value, Scope *scope,
                       SMRange range) {
  if (targets.size() == 1) {
    set(scope, targets[0], value);
    return;
  }
  std::optional<List> made;
  const List *parts = value.getList();
  if (const Dict *dict = value.getDict()) {
    made = getKeys(*dict);
  } else if (const Atom *atom = value.getAtom(); atom && isString(*atom)) {
    made = getCharacters(std::get<std::string>(*atom));
  } else if (!parts && !value.isWrong()) {
    fail(range, Twine("expected ") + Twine(targets.size()) +
                    " values in a list, got " + value.describe());
  }
  if (made)
    parts = &*made;
  if (parts && !countWork(range, parts->size()))
    return;
  if (parts && parts->size() != targets.size()) {
    fail(range, "expected " + Twine(targets.size()) + " values, got " +
                    Twine(parts->size()));
    parts = nullptr;
  }
  for (auto [place, target] : llvm::enumerate(targets))
    set(scope, target, parts ? (*parts)[place] : Value());
}

Value Interpreter::getName(const NameExpr *expr, Scope *scope) {
  StringRef name = expr->name.text;
  for (Scope *at = scope; at; at = at->parent) {
    // Its type is that of the example.
    if (name == "tokens_asis") {
      if (exampleKinds.isMixed())
        return fail(expr->range,
                    "the tokens of the example are of several types: " +
                        exampleKinds.describe(),
                    "tokens as numbers are 'tokens_int' and 'tokens_float'");
      return graph.getTokens(exampleKinds, expr->range);
    }
    auto found = at->values.find(name);
    if (found != at->values.end()) {
      if (const Step *step = found->second.getSop())
        graph.setPlace(step, getPlace(expr->range));
      return found->second;
    }
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

/// What tells whether two paths are one file; nothing if there is none.
static std::optional<llvm::sys::fs::UniqueID> getUniqueID(StringRef path) {
  llvm::sys::fs::UniqueID id;
  return llvm::sys::fs::getUniqueID(path, id) ? std::nullopt
                                              : std::optional(id);
}

void Interpreter::run(std::unique_ptr<Program> program, unsigned buffer) {
  StringRef file = sources.getMemoryBuffer(buffer)->getBufferIdentifier();
  loading.push_back({file.str(), getUniqueID(file)});
  llvm::scope_exit leave([&] { loading.pop_back(); });
  programs.push_back(std::move(program));
  // What is as deep as the limits allow fits into a stack of this size.
  constexpr unsigned stackBytes = 64u << 20;
  llvm::thread runner(std::optional<unsigned>(stackBytes),
                      [&] { runBlock(programs.back()->body, top); });
  runner.join();
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
  if (scope == top) {
    const auto *name = llvm::dyn_cast<NameExpr>(statement->value);
    outcome.values.emplace_back(name ? name->name.text : "out", value);
  }
  if (value.isWrong() || value.isApplied())
    return;
  if (scope == top && value.getSop())
    places["out"] = statement->value->range;
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
    if (found == scope->values.end())
      continue;
    if (auto *step = std::get_if<const Step *>(&found->second.content))
      firstNames.try_emplace(*step, target.text);
    noteResult(Value(found->second), target.text, scope);
  }
}

void Interpreter::run(const DrawStmt *statement, Scope *scope) {
  Value value = evaluate(statement->value, scope);
  if (!value.isWrong() && !value.getSop())
    fail(statement->value->range,
         "expected an s-op to draw, got " + value.describe());
  Applied drawn{value.getSop(), nullptr};
  if (statement->input) {
    Value input = evaluate(statement->input, scope);
    if (!input.isWrong() && checkInput(input, statement->input->range))
      drawn.tokens =
          std::make_shared<const std::vector<Atom>>(getTokens(input));
  }
  if (scope == top)
    outcome.drawn = std::move(drawn);
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
  add(llvm::sys::path::parent_path(loading.back().path));
  add(llvm::sys::path::parent_path(loading.front().path));
  for (const std::string &folder : folders)
    add(folder);
  std::string irregular;
  for (const std::string &path : candidates) {
    llvm::sys::fs::file_status status;
    std::error_code error = llvm::sys::fs::status(path, status);
    if (!llvm::sys::fs::is_regular_file(status)) {
      if (irregular.empty() && error != std::errc::no_such_file_or_directory)
        irregular = path;
      continue;
    }
    std::optional<llvm::sys::fs::UniqueID> id = status.getUniqueID();
    if (llvm::any_of(loading,
                     [&](const File &file) { return file.id == id; })) {
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
    // Errors in it name the files that load each other, unless these are many.
    constexpr size_t maxShown = 8;
    sources.AddNewSourceBuffer(
        std::move(*file),
        loading.size() > maxShown ? llvm::SMLoc() : statement->pathRange.Start);
    ParseResult parsed = parse(text, diagnostics);
    if (!parsed.program)
      return;
    Scope *inner = makeScope(base);
    inner->receiver = scope;
    loading.push_back({path, id});
    llvm::scope_exit leave([&] { loading.pop_back(); });
    programs.push_back(std::move(parsed.program));
    // To exit ends the file alone.
    llvm::SaveAndRestore<bool> whole(exited, false);
    return runBlock(programs.back()->body, inner);
  }
  if (!irregular.empty()) {
    fail(statement->pathRange, "'" + irregular + "' is no regular file");
    return;
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

std::shared_ptr<const List>
Interpreter::getElements(const Expr *iterable, Scope *scope, StringRef what) {
  Value value = evaluate(iterable, scope);
  if (auto *list = std::get_if<std::shared_ptr<const List>>(&value.content))
    return *list;
  if (const Dict *dict = value.getDict()) {
    if (!countWork(iterable->range, dict->entries.size()))
      return nullptr;
    return std::make_shared<const List>(getKeys(*dict));
  }
  if (!value.isWrong())
    fail(iterable->range,
         "expected a list or a dict for " + what + ", got " + value.describe());
  return nullptr;
}

void Interpreter::run(const ForStmt *statement, Scope *scope) {
  std::shared_ptr<const List> elements =
      getElements(statement->iterable, scope, "the loop");
  if (!elements)
    return;
  // Of a loop nothing is shown.
  size_t numShown = outcome.values.size();
  for (const Value &element : *elements) {
    if (!countSteps(statement->iterable->range, 1))
      return;
    bind(statement->targets, element, scope, statement->iterable->range);
    runBlock(statement->body, scope);
    outcome.values.resize(numShown);
    if (exited || stopped || diagnostics.isFull())
      return;
  }
}

void Interpreter::run(const SetExampleStmt *statement, Scope *scope) {
  Value value = evaluate(statement->value, scope);
  if (value.isWrong() || !checkInput(value, statement->value->range))
    return;
  if (statement->example != ExampleKind::Sop)
    selectorExample = value;
  if (statement->example == ExampleKind::Selector)
    return;
  sopExample = value;
  exampleKinds = {};
  const List *list = value.getList();
  if (!list) {
    exampleKinds = AtomKind::String;
    return;
  }
  for (const Value &token : *list)
    exampleKinds = exampleKinds | getKind(*token.getAtom());
}

std::vector<NamedStep> Interpreter::getSops() const {
  std::vector<NamedStep> sops;
  for (StringRef name : top->names)
    if (const Step *step = top->values.find(name)->second.getSop())
      sops.push_back({name.str(), step, places.lookup(name)});
  if (out)
    sops.push_back({"out", out, places.lookup("out")});
  return sops;
}

std::vector<NamedStep> Interpreter::getNamedSteps() const {
  std::vector<NamedStep> named;
  for (const Scope *scope : {base, top})
    for (StringRef name : scope->names) {
      auto found = scope->values.find(name);
      if (found == scope->values.end())
        continue;
      if (auto *step = std::get_if<const Step *>(&found->second.content))
        named.push_back({name.str(), *step, places.lookup(name)});
    }
  return named;
}

const Step *Interpreter::getUnchecked(const Step *step) {
  return graph.getUnchecked(step, [&](const Step *from, const Step *to) {
    StringRef name = firstNames.lookup(from);
    if (!name.empty())
      firstNames.try_emplace(to, name);
  });
}

StringRef Interpreter::getFirstName(const Step *step) const {
  return firstNames.lookup(step);
}

std::optional<size_t> Interpreter::getLast() const {
  for (auto [place, sop] : llvm::enumerate(getSops()))
    if (sop.name == last)
      return place;
  return std::nullopt;
}

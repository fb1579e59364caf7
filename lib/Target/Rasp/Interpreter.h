//===- Interpreter.h - Running a RASP program -------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// RASP programs make s-ops; a program is run once, when it is compiled, and
// what its s-ops compute remains. All that depends on types is found here,
// since types do not depend on inputs.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_INTERPRETER_H
#define NN_LIB_TARGET_RASP_INTERPRETER_H

#include "Graph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <memory>

namespace llvm {
class SourceMgr;
}

namespace nn::rasp {
class Diagnostics;
struct Scope;
struct Value;

/// Statements that wait for arguments; names in them are looked up when they
/// are called, starting where the function was defined.
struct Function {
  llvm::StringRef name;
  /// Null for `selector_width`.
  const FunctionStmt *definition = nullptr;
  Scope *scope = nullptr;
  bool isLibrary = false;

  size_t getNumParameters() const {
    return definition ? definition->parameters.size() : 1;
  }
};

using List = std::vector<Value>;
/// Entries in the order in which keys were added first.
struct Dict;

/// `s-op("input")` or the same of a selector, which a program can show and
/// nothing else.
struct Applied {
  const Step *step = nullptr;
  std::shared_ptr<const std::vector<Atom>> tokens;

  bool operator==(const Applied &) const { return true; }
};

/// What an expression can be. Lists and dicts do not change.
struct Value {
  /// Nothing stands for a value that an error left out.
  using Content =
      std::variant<std::monostate, Atom, std::shared_ptr<const List>,
                   std::shared_ptr<const Dict>, const Function *, const Step *,
                   Applied>;
  Content content;
  unsigned depth = 0; ///< of lists and dicts one inside the other

  Value() = default;
  template <typename T> Value(T value) : content(std::move(value)) {}

  bool isWrong() const { return content.index() == 0; }
  const Atom *getAtom() const { return std::get_if<Atom>(&content); }
  const List *getList() const {
    auto *list = std::get_if<std::shared_ptr<const List>>(&content);
    return list ? list->get() : nullptr;
  }
  const Dict *getDict() const {
    auto *dict = std::get_if<std::shared_ptr<const Dict>>(&content);
    return dict ? dict->get() : nullptr;
  }
  const Function *getFunction() const {
    auto *function = std::get_if<const Function *>(&content);
    return function ? *function : nullptr;
  }
  const Step *getSop() const {
    auto *step = std::get_if<const Step *>(&content);
    return step && !(*step)->isSelector() ? *step : nullptr;
  }
  const Step *getSelector() const {
    auto *step = std::get_if<const Step *>(&content);
    return step && (*step)->isSelector() ? *step : nullptr;
  }
  const Applied *getApplied() const { return std::get_if<Applied>(&content); }
  bool isApplied() const { return getApplied() != nullptr; }
  /// "an s-op", as in "expected a list, got an s-op".
  llvm::StringRef describe() const;
};

struct Dict {
  std::vector<std::pair<Atom, Value>> entries;
  std::map<Atom, size_t, AtomLess> places;

  void set(const Atom &key, Value value);
  const Value *find(const Atom &key) const;
};

/// Whether an atom, a list or a dict counts as true; a function does.
bool isTrue(const Value &value);
Value makeList(List elements);
Value makeDict(std::shared_ptr<const Dict> dict);
/// The characters of a string as strings.
List getCharacters(llvm::StringRef text);

/// Names and their values.
struct Scope {
  Scope *parent = nullptr;
  /// Of a file: the scope that loads it, which takes its names.
  Scope *receiver = nullptr;
  bool locksLibrary = false;
  llvm::StringMap<Value> values;
  /// In the order in which they were set first.
  std::vector<llvm::StringRef> names;
};

/// What bounds the time and the memory that running a program takes.
struct InterpreterLimits {
  uint64_t maxSteps = 10'000'000;   ///< expressions evaluated, and the like
  uint64_t maxElements = 4'000'000; ///< of lists and characters of strings made
  unsigned maxNesting = 1000;       ///< lists and dicts one inside the other
  uint64_t maxParts = 64;           ///< strings that make up one of an s-op
  size_t maxGraph = 50'000;         ///< steps of s-ops
  unsigned maxDepth = 20'000;       ///< expressions one inside the other
  unsigned maxCalls = 500;          ///< calls one inside the other
  unsigned maxLoads = 1000;
};

/// What a statement gives that an interactive program shows.
struct Outcome {
  /// Values and the names that they got; that of an expression is `out`,
  /// unless it is a name itself.
  std::vector<std::pair<std::string, Value>> values;
  /// The s-op of `draw`, and its input or null for the example.
  std::optional<Applied> drawn;
};

/// Runs statements, as many as there come: an interactive program gives one
/// after the other.
class Interpreter {
public:
  /// Files that programs load come from the folder of the file that loads them
  /// and then from `folders`; they are added to `sources`.
  Interpreter(llvm::SourceMgr &sources, Diagnostics &diagnostics,
              std::vector<std::string> folders = {},
              const InterpreterLimits &limits = {});
  ~Interpreter();
  Interpreter(const Interpreter &) = delete;

  /// Runs the statements of `program`, which stands in buffer `buffer` of
  /// `sources`. Errors are reported; what depends on them is left out.
  void run(std::unique_ptr<Program> program, unsigned buffer);

  /// Runs the statements one by one, with fresh limits for each, and calls
  /// `after` behind each that is good. The first with an error changes nothing
  /// and ends the run; then the result is false.
  bool runInteractively(
      std::unique_ptr<Program> program, unsigned buffer,
      llvm::function_ref<void(const Stmt &, const Outcome &)> after);
  /// The values of `set example` for s-ops and for selectors: a string or a
  /// list.
  const Value &getSopExample() const { return sopExample; }
  const Value &getSelectorExample() const { return selectorExample; }
  /// The tokens of an input, which is such a value.
  static std::vector<Atom> getTokens(const Value &input);
  /// All names that a statement at the top level can use, in alphabetical
  /// order.
  std::vector<llvm::StringRef> getKnownNames() const;

  /// The s-ops with a name at the top level, in the order in which they got
  /// one; the last one that is a statement of its own is `out`.
  std::vector<NamedStep> getSops() const;
  /// The place in them of the last statement's value; nothing if there is none.
  std::optional<size_t> getLast() const;
  /// The s-ops and selectors with a name at the top level, `full_s` of the
  /// library among them, in the order in which they got one.
  std::vector<NamedStep> getNamedSteps() const;
  /// `step` as those see it who ask for values alone, see `Graph`. What it is
  /// made of keeps its names.
  const Step *getUnchecked(const Step *step);
  /// The name that a step was assigned to first, in whatever scope; empty if
  /// there is none.
  llvm::StringRef getFirstName(const Step *step) const;
  /// Whether a statement ended the program.
  bool hasExited() const { return exited; }

private:
  struct Snapshot;

  // Diagnostics.
  llvm::SMRange getPlace(llvm::SMRange range) const;
  Value fail(llvm::SMRange range, const llvm::Twine &message,
             const llvm::Twine &hint = "");
  void stop(llvm::SMRange range, const llvm::Twine &message);
  bool countElements(llvm::SMRange range, uint64_t count);
  /// Counts elements of lists and characters that are looked at.
  bool countWork(llvm::SMRange range, uint64_t count);
  bool countSteps(llvm::SMRange range, uint64_t count);
  bool checkParts(llvm::SMRange range, uint64_t count);

  // What a statement with an error changes back.
  Snapshot takeSnapshot() const;
  void restore(const Snapshot &snapshot);
  void startStatement();

  // Names.
  Scope *makeScope(Scope *parent);
  void set(Scope *scope, Name name, Value value);
  void bind(llvm::ArrayRef<Name> targets, const Value &value, Scope *scope,
            llvm::SMRange range);
  Value getName(const NameExpr *expr, Scope *scope);

  // Statements.
  void runBlock(const Block &block, Scope *scope);
  void run(const Stmt *statement, Scope *scope);
  void run(const ExprStmt *statement, Scope *scope);
  void run(const AssignStmt *statement, Scope *scope);
  void run(const DrawStmt *statement, Scope *scope);
  void run(const LoadStmt *statement, Scope *scope);
  void run(const FunctionStmt *statement, Scope *scope);
  void run(const ForStmt *statement, Scope *scope);
  void run(const SetExampleStmt *statement, Scope *scope);
  void noteResult(const Value &value, llvm::StringRef name, Scope *scope);

  // Expressions.
  Value evaluate(const Expr *expr, Scope *scope);
  Value dispatch(const Expr *expr, Scope *scope);
  Value evaluate(const ListExpr *expr, Scope *scope);
  Value evaluate(const DictExpr *expr, Scope *scope);
  Value evaluate(const ListForExpr *expr, Scope *scope);
  Value evaluate(const DictForExpr *expr, Scope *scope);
  Value evaluate(const IndexExpr *expr, Scope *scope);
  Value evaluate(const CallExpr *expr, Scope *scope);
  Value evaluate(const BuiltinExpr *expr, Scope *scope);
  Value evaluate(const SelectExpr *expr, Scope *scope);
  Value evaluate(const AggregateExpr *expr, Scope *scope);
  Value evaluate(const UnaryExpr *expr, Scope *scope);
  Value evaluate(const BinaryExpr *expr, Scope *scope);
  Value evaluate(const ConditionalExpr *expr, Scope *scope);

  Value combine(const BinaryExpr *expr, const Step *left, const Step *right);
  Value combine(const BinaryExpr *expr, const Value &left, const Value &right);
  bool areEqual(const Value &a, const Value &b, llvm::SMRange range);
  Value contains(const BinaryExpr *expr, const Value &item,
                 const Value &container);
  Value indexSequence(const IndexExpr *expr, const Step *sequence,
                      const Value &index);
  Value indexList(const IndexExpr *expr, const List &list, const Value &index,
                  llvm::StringRef what);
  Value indexString(const IndexExpr *expr, llvm::StringRef text,
                    const Value &index);
  /// Where an index points to in a list or a string; nothing after an error.
  std::optional<size_t> findPlace(const IndexExpr *expr, size_t count,
                                  const Value &index, llvm::StringRef what);
  Value indexDict(const IndexExpr *expr, const Dict &dict, const Value &index);
  Value call(const CallExpr *expr, const Function *function, List arguments);
  Value apply(const CallExpr *expr, const Step *step,
              llvm::ArrayRef<Value> arguments);
  Value makeRange(const BuiltinExpr *expr, llvm::ArrayRef<Value> arguments);
  Value zip(const BuiltinExpr *expr, llvm::ArrayRef<Value> arguments);
  bool checkInput(const Value &value, llvm::SMRange range);
  /// The values that a comprehension or a loop runs over; null after an error.
  std::shared_ptr<const List> getElements(const Expr *iterable, Scope *scope,
                                          llvm::StringRef what);
  std::optional<Atom> getKey(const Expr *expr, Scope *scope);
  /// The atoms of a list of which s-ops take elements.
  std::optional<std::vector<Atom>> getItems(llvm::ArrayRef<Value> values,
                                            llvm::SMRange range);

  /// An s-op, or an atom as the s-op that has it everywhere; null after an
  /// error.
  const Step *getSequence(const Value &value, llvm::SMRange range);
  bool checkGraph(llvm::SMRange range);

  llvm::SourceMgr &sources;
  Diagnostics &diagnostics;
  const std::vector<std::string> folders;
  const InterpreterLimits limits;

  Graph graph;
  std::vector<std::unique_ptr<Program>> programs;
  std::deque<Scope> scopes;
  std::deque<Function> functions;
  Scope *base = nullptr;
  Scope *top = nullptr;
  llvm::StringSet<> libraryNames;
  Value sopExample = Atom("hello"), selectorExample = Atom("hello");
  /// Of 'tokens_asis'.
  KindSet exampleKinds = AtomKind::String;
  /// Of the statement that runs at the top level.
  Outcome outcome;

  llvm::DenseMap<const Step *, llvm::StringRef> firstNames;
  /// Where names of the top level were set last.
  llvm::StringMap<llvm::SMRange> places;
  const Step *out = nullptr;
  /// The name of the last statement's value.
  std::string last;
  bool exited = false;
  bool stopped = false;

  uint64_t numSteps = 0, numElements = 0;
  unsigned depth = 0, calls = 0, loads = 0;
  uint64_t numLooked = 0; ///< elements that make no step yet
  /// The files that are being read.
  struct File {
    std::string path;
    std::optional<llvm::sys::fs::UniqueID> id;
  };
  std::vector<File> loading;
  /// The call of a library function, in place of what is inside of it.
  std::optional<llvm::SMRange> libraryCall;
  /// The calls that are under way, outermost first.
  std::vector<std::pair<llvm::SMRange, llvm::StringRef>> stack;
  /// Errors that were reported, by place and message.
  llvm::StringSet<> reported;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_INTERPRETER_H

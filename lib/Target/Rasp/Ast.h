//===- Ast.h - The syntax tree of a RASP program ----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A node is a constant with public members; `isa`, `cast` and `dyn_cast` tell
// its kind. Nodes, names and strings live in the arena of their program. Ranges
// point into the text that was parsed. Parentheses are no nodes: they are in
// the range of what stands around them, and not of what they enclose.
//
// The parser bounds the depth of the tree (`ParserLimits`), so that code which
// walks it may recurse.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_AST_H
#define NN_LIB_TARGET_RASP_AST_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/SMLoc.h"
#include "llvm/Support/StringSaver.h"
#include <algorithm>
#include <type_traits>

namespace nn::rasp {
/// A name where it is defined, assigned, or used.
struct Name {
  llvm::StringRef text;
  llvm::SMRange range;
};

/// `# text`: the text is what follows the '#', without spaces at its end.
struct Comment {
  llvm::StringRef text;
  llvm::SMRange range;
};

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

/// How tightly expressions bind, loosest first. All operators group to the
/// left, the conditional too: `a if p else b if q else c` is
/// `(a if p else b) if q else c`.
enum class Precedence {
  In,
  Conditional,
  Logical, // 'and' and 'or' alike
  Comparison,
  Sum,
  Modulo,
  Product,
  Power,
  Prefix, // tighter than all above: `-2^2` is 4, `not a == b` is `(not a) == b`
  Suffix, // an index or a call, or something in brackets
};

enum class UnaryOp { Not, Minus, Plus };

enum class BinaryOp {
  In,
  And,
  Or,
  Equal,
  LessEqual,
  GreaterEqual,
  Greater,
  Less,
  Add,
  Subtract,
  Modulo,
  Multiply,
  Divide,
  Power,
};

/// The third operand of 'select'.
enum class Predicate {
  Equal,
  Less,
  Greater,
  GreaterEqual,
  LessEqual,
  NotEqual
};

/// What is called like a function, but has its own place in the grammar. See
/// also SelectExpr and AggregateExpr.
enum class Builtin { Round, Indicator, Range, Zip, Len };

llvm::StringRef getSpelling(UnaryOp op);
llvm::StringRef getSpelling(BinaryOp op);
llvm::StringRef getSpelling(Predicate predicate);
llvm::StringRef getSpelling(Builtin builtin);
Precedence getPrecedence(BinaryOp op);
/// The next tighter one: that of what may stand on the right of an operator.
Precedence getTighter(Precedence precedence);

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

class Expr {
public:
  enum class Kind {
    Name,
    Int,
    Float,
    String,
    List,
    Dict,
    ListFor,
    DictFor,
    Index,
    Call,
    Builtin,
    Select,
    Aggregate,
    Unary,
    Binary,
    Conditional,
  };

  const Kind kind;
  /// How many expressions lie one inside the other, this one counted.
  const unsigned height;
  const llvm::SMRange range;

protected:
  using Operands = llvm::ArrayRef<const Expr *>;
  Expr(Kind kind, llvm::SMRange range, Operands operands = {},
       Operands moreOperands = {})
      : kind(kind), height(getHeight(operands, moreOperands)), range(range) {}

private:
  static unsigned getHeight(Operands operands, Operands moreOperands) {
    unsigned height = 0;
    for (Operands some : {operands, moreOperands})
      for (const Expr *operand : some)
        if (operand)
          height = std::max(height, operand->height);
    return height + 1;
  }
};

/// What `isa` asks of the class of a node of one kind.
template <typename Base, typename Base::Kind theKind> struct NodeOfKind : Base {
  static bool classof(const Base *node) { return node->kind == theKind; }

protected:
  template <typename... Args>
  NodeOfKind(llvm::SMRange range, Args... args)
      : Base(theKind, range, args...) {}
};
template <Expr::Kind kind> using ExprOfKind = NodeOfKind<Expr, kind>;

/// A use of a name. `True` and `False` are names, too.
struct NameExpr : ExprOfKind<Expr::Kind::Name> {
  const Name name;

  explicit NameExpr(Name name) : NodeOfKind(name.range), name(name) {}
};

struct IntExpr : ExprOfKind<Expr::Kind::Int> {
  const int64_t value; ///< not negative

  IntExpr(llvm::SMRange range, int64_t value)
      : NodeOfKind(range), value(value) {}
};

struct FloatExpr : ExprOfKind<Expr::Kind::Float> {
  const double value; ///< infinite where Python's float() is
  const llvm::StringRef spelling;

  FloatExpr(llvm::SMRange range, double value, llvm::StringRef spelling)
      : NodeOfKind(range), value(value), spelling(spelling) {}
};

struct StringExpr : ExprOfKind<Expr::Kind::String> {
  const llvm::StringRef value; ///< UTF-8, without the quotes

  StringExpr(llvm::SMRange range, llvm::StringRef value)
      : NodeOfKind(range), value(value) {}
};

/// `[a, b]`
struct ListExpr : ExprOfKind<Expr::Kind::List> {
  const llvm::ArrayRef<const Expr *> elements;

  ListExpr(llvm::SMRange range, llvm::ArrayRef<const Expr *> elements)
      : NodeOfKind(range, elements), elements(elements) {}
};

/// `{a: 1, b: 2}`; there are as many keys as values.
struct DictExpr : ExprOfKind<Expr::Kind::Dict> {
  const llvm::ArrayRef<const Expr *> keys;
  const llvm::ArrayRef<const Expr *> values;

  DictExpr(llvm::SMRange range, llvm::ArrayRef<const Expr *> keys,
           llvm::ArrayRef<const Expr *> values)
      : NodeOfKind(range, keys, values), keys(keys), values(values) {}
};

/// `[value for x, y in iterable]`
struct ListForExpr : ExprOfKind<Expr::Kind::ListFor> {
  const Expr *const value;
  const llvm::ArrayRef<Name> targets; ///< at least one
  const Expr *const iterable;

  ListForExpr(llvm::SMRange range, const Expr *value,
              llvm::ArrayRef<Name> targets, const Expr *iterable)
      : NodeOfKind(range, Operands{value, iterable}), value(value),
        targets(targets), iterable(iterable) {}
};

/// `{key: value for x, y in iterable}`
struct DictForExpr : ExprOfKind<Expr::Kind::DictFor> {
  const Expr *const key;
  const Expr *const value;
  const llvm::ArrayRef<Name> targets; ///< at least one
  const Expr *const iterable;

  DictForExpr(llvm::SMRange range, const Expr *key, const Expr *value,
              llvm::ArrayRef<Name> targets, const Expr *iterable)
      : NodeOfKind(range, Operands{key, value, iterable}), key(key),
        value(value), targets(targets), iterable(iterable) {}
};

/// `base[index]`
struct IndexExpr : ExprOfKind<Expr::Kind::Index> {
  const Expr *const base;
  const Expr *const index;

  IndexExpr(llvm::SMRange range, const Expr *base, const Expr *index)
      : NodeOfKind(range, Operands{base, index}), base(base), index(index) {}
};

/// `callee(a, b)`: a call of a function, or an s-op applied to an input.
struct CallExpr : ExprOfKind<Expr::Kind::Call> {
  const Expr *const callee;
  const llvm::ArrayRef<const Expr *> arguments;

  CallExpr(llvm::SMRange range, const Expr *callee,
           llvm::ArrayRef<const Expr *> arguments)
      : NodeOfKind(range, Operands{callee}, arguments), callee(callee),
        arguments(arguments) {}
};

/// `round(a)`: 'range' and 'zip' have at least one argument, the others one.
struct BuiltinExpr : ExprOfKind<Expr::Kind::Builtin> {
  const Builtin builtin;
  const llvm::SMRange nameRange;
  const llvm::ArrayRef<const Expr *> arguments;

  BuiltinExpr(llvm::SMRange range, Builtin builtin, llvm::SMRange nameRange,
              llvm::ArrayRef<const Expr *> arguments)
      : NodeOfKind(range, arguments), builtin(builtin), nameRange(nameRange),
        arguments(arguments) {}
};

/// `select(key, query, ==)`
struct SelectExpr : ExprOfKind<Expr::Kind::Select> {
  const llvm::SMRange nameRange;
  const Expr *const key;
  const Expr *const query;
  const Predicate predicate;
  const llvm::SMRange predicateRange;

  SelectExpr(llvm::SMRange range, llvm::SMRange nameRange, const Expr *key,
             const Expr *query, Predicate predicate,
             llvm::SMRange predicateRange)
      : NodeOfKind(range, Operands{key, query}), nameRange(nameRange), key(key),
        query(query), predicate(predicate), predicateRange(predicateRange) {}
};

/// `aggregate(selector, sequence, otherwise)`; `otherwise` may be null.
struct AggregateExpr : ExprOfKind<Expr::Kind::Aggregate> {
  const llvm::SMRange nameRange;
  const Expr *const selector;
  const Expr *const sequence;
  const Expr *const otherwise;

  AggregateExpr(llvm::SMRange range, llvm::SMRange nameRange,
                const Expr *selector, const Expr *sequence,
                const Expr *otherwise)
      : NodeOfKind(range, Operands{selector, sequence, otherwise}),
        nameRange(nameRange), selector(selector), sequence(sequence),
        otherwise(otherwise) {}
};

struct UnaryExpr : ExprOfKind<Expr::Kind::Unary> {
  const UnaryOp op;
  const llvm::SMRange opRange;
  const Expr *const operand;

  UnaryExpr(llvm::SMRange range, UnaryOp op, llvm::SMRange opRange,
            const Expr *operand)
      : NodeOfKind(range, Operands{operand}), op(op), opRange(opRange),
        operand(operand) {}
};

struct BinaryExpr : ExprOfKind<Expr::Kind::Binary> {
  const BinaryOp op;
  const llvm::SMRange opRange;
  const Expr *const left;
  const Expr *const right;

  BinaryExpr(llvm::SMRange range, BinaryOp op, llvm::SMRange opRange,
             const Expr *left, const Expr *right)
      : NodeOfKind(range, Operands{left, right}), op(op), opRange(opRange),
        left(left), right(right) {}
};

/// `value if condition else otherwise`
struct ConditionalExpr : ExprOfKind<Expr::Kind::Conditional> {
  const llvm::SMRange ifRange;
  const llvm::SMRange elseRange;
  const Expr *const value;
  const Expr *const condition;
  const Expr *const otherwise;

  ConditionalExpr(llvm::SMRange range, llvm::SMRange ifRange,
                  llvm::SMRange elseRange, const Expr *value,
                  const Expr *condition, const Expr *otherwise)
      : NodeOfKind(range, Operands{value, condition, otherwise}),
        ifRange(ifRange), elseRange(elseRange), value(value),
        condition(condition), otherwise(otherwise) {}
};

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

/// The comments of a statement.
struct StmtComments {
  /// Those before it, and those inside of a statement without a block.
  llvm::ArrayRef<Comment> leading;
  /// The one behind it on the line on which it ends, or null.
  const Comment *trailing = nullptr;
};

class Stmt {
public:
  enum class Kind {
    Expr,
    Assign,
    Draw,
    Load,
    Function,
    For,
    Return,
    SetExample,
    ShowExample,
    ToggleExamples,
    ToggleFullDisplay,
    Exit,
  };

  const Kind kind;
  /// From the first token to the last, the ';' included.
  const llvm::SMRange range;
  const StmtComments comments;

protected:
  Stmt(Kind kind, llvm::SMRange range, StmtComments comments)
      : kind(kind), range(range), comments(comments) {}
};
template <Stmt::Kind kind> using StmtOfKind = NodeOfKind<Stmt, kind>;

/// Statements that are run one after the other.
struct Block {
  llvm::ArrayRef<const Stmt *> statements;
  /// The comments behind the last statement.
  llvm::ArrayRef<Comment> closingComments;
};

/// `value;`
struct ExprStmt : StmtOfKind<Stmt::Kind::Expr> {
  const Expr *const value;

  ExprStmt(llvm::SMRange range, StmtComments comments, const Expr *value)
      : NodeOfKind(range, comments), value(value) {}
};

/// `a, b = 1, 2;`: how many values there are need not be how many targets.
struct AssignStmt : StmtOfKind<Stmt::Kind::Assign> {
  const llvm::ArrayRef<Name> targets;        ///< at least one
  const llvm::SMRange assignRange;           ///< the '='
  const llvm::ArrayRef<const Expr *> values; ///< at least one

  AssignStmt(llvm::SMRange range, StmtComments comments,
             llvm::ArrayRef<Name> targets, llvm::SMRange assignRange,
             llvm::ArrayRef<const Expr *> values)
      : NodeOfKind(range, comments), targets(targets), assignRange(assignRange),
        values(values) {}
};

/// `draw(value, input);`; `input` may be null.
struct DrawStmt : StmtOfKind<Stmt::Kind::Draw> {
  const Expr *const value;
  const Expr *const input;

  DrawStmt(llvm::SMRange range, StmtComments comments, const Expr *value,
           const Expr *input)
      : NodeOfKind(range, comments), value(value), input(input) {}
};

/// `load "path";`: the path has no extension.
struct LoadStmt : StmtOfKind<Stmt::Kind::Load> {
  const llvm::StringRef path;
  const llvm::SMRange pathRange;

  LoadStmt(llvm::SMRange range, StmtComments comments, llvm::StringRef path,
           llvm::SMRange pathRange)
      : NodeOfKind(range, comments), path(path), pathRange(pathRange) {}
};

/// `return a, b;`
struct ReturnStmt : StmtOfKind<Stmt::Kind::Return> {
  const llvm::ArrayRef<const Expr *> values; ///< at least one

  ReturnStmt(llvm::SMRange range, StmtComments comments,
             llvm::ArrayRef<const Expr *> values)
      : NodeOfKind(range, comments), values(values) {}
};

/// `def name(a, b) { body return c; }`: the return statement is not in `body`,
/// the comments behind it are.
struct FunctionStmt : StmtOfKind<Stmt::Kind::Function> {
  const Name name;
  const llvm::ArrayRef<Name> parameters;
  const Block body;
  const ReturnStmt *const returned;

  FunctionStmt(llvm::SMRange range, StmtComments comments, Name name,
               llvm::ArrayRef<Name> parameters, Block body,
               const ReturnStmt *returned)
      : NodeOfKind(range, comments), name(name), parameters(parameters),
        body(body), returned(returned) {}
};

/// `for a, b in iterable { body }`: `body` has a statement or a comment.
struct ForStmt : StmtOfKind<Stmt::Kind::For> {
  const llvm::ArrayRef<Name> targets; ///< at least one
  const Expr *const iterable;
  const Block body;

  ForStmt(llvm::SMRange range, StmtComments comments,
          llvm::ArrayRef<Name> targets, const Expr *iterable, Block body)
      : NodeOfKind(range, comments), targets(targets), iterable(iterable),
        body(body) {}
};

// The statements below stand at the top level only, and end without a ';'.

/// Which of the two examples a statement is about.
enum class ExampleKind { Both, Sop, Selector };

/// Empty for both.
llvm::StringRef getSpelling(ExampleKind example);

/// `set s-op example value`
struct SetExampleStmt : StmtOfKind<Stmt::Kind::SetExample> {
  const ExampleKind example;
  const Expr *const value;

  SetExampleStmt(llvm::SMRange range, StmtComments comments,
                 ExampleKind example, const Expr *value)
      : NodeOfKind(range, comments), example(example), value(value) {}
};

/// `show selector example`
struct ShowExampleStmt : StmtOfKind<Stmt::Kind::ShowExample> {
  const ExampleKind example;

  ShowExampleStmt(llvm::SMRange range, StmtComments comments,
                  ExampleKind example)
      : NodeOfKind(range, comments), example(example) {}
};

/// `s-op examples on`
struct ToggleExamplesStmt : StmtOfKind<Stmt::Kind::ToggleExamples> {
  const ExampleKind example;
  const bool on;

  ToggleExamplesStmt(llvm::SMRange range, StmtComments comments,
                     ExampleKind example, bool on)
      : NodeOfKind(range, comments), example(example), on(on) {}
};

/// `full seq display on`
struct ToggleFullDisplayStmt : StmtOfKind<Stmt::Kind::ToggleFullDisplay> {
  const bool on;

  ToggleFullDisplayStmt(llvm::SMRange range, StmtComments comments, bool on)
      : NodeOfKind(range, comments), on(on) {}
};

/// `exit`, `quit`, `exit()` or `quit()`
struct ExitStmt : StmtOfKind<Stmt::Kind::Exit> {
  ExitStmt(llvm::SMRange range, StmtComments comments)
      : NodeOfKind(range, comments) {}
};

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

/// A program, which owns its nodes and all that they refer to, except the text
/// that ranges point into.
class Program {
public:
  Program() = default;
  Program(const Program &) = delete;
  Program &operator=(const Program &) = delete;

  Block body;

  template <typename Node, typename... Args>
  const Node *create(Args &&...args) {
    static_assert(std::is_trivially_destructible_v<Node>,
                  "the arena calls no destructors");
    return new (arena.Allocate<Node>()) Node(std::forward<Args>(args)...);
  }

  template <typename Range> auto copy(const Range &elements) {
    return llvm::ArrayRef(elements.data(), elements.size()).copy(arena);
  }

  /// A copy of `text`, the same for equal texts.
  llvm::StringRef intern(llvm::StringRef text) { return texts.save(text); }

private:
  llvm::BumpPtrAllocator arena;
  llvm::UniqueStringSaver texts{arena};
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_AST_H

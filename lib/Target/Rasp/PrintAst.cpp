//===- PrintAst.cpp - RASP programs as text -------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrintAst.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/raw_ostream.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::StringRef;

static StringRef getWords(ExampleKind example) {
  switch (example) {
  case ExampleKind::Both:
    return "";
  case ExampleKind::Sop:
    return "s-op ";
  case ExampleKind::Selector:
    return "selector ";
  }
  llvm_unreachable("unknown example");
}

static StringRef getSwitch(bool isOn) { return isOn ? "on" : "off"; }

//===----------------------------------------------------------------------===//
// Source text
//===----------------------------------------------------------------------===//

namespace {
class Printer {
public:
  explicit Printer(llvm::raw_ostream &os) : os(os) {}

  void print(const Block &block);
  void print(const Stmt &statement);
  /// Prints in parentheses what binds less tightly than `loosest`.
  void print(const Expr &expr, Precedence loosest = Precedence::In);

private:
  void printLine(const Comment &comment);
  void print(ArrayRef<const Expr *> exprs);
  void print(ArrayRef<Name> names);
  void printCallee(const Expr &callee);
  void printUnbracketed(const Expr &expr);
  void printUnfinished(const Stmt &statement);
  void printBody(const Block &body, const ReturnStmt *returned);

  llvm::raw_ostream &os;
  unsigned indent = 0;
};
} // namespace

static Precedence getPrecedence(const Expr &expr) {
  if (const auto *binary = llvm::dyn_cast<BinaryExpr>(&expr))
    return getPrecedence(binary->op);
  if (llvm::isa<ConditionalExpr>(expr))
    return Precedence::Conditional;
  if (llvm::isa<UnaryExpr>(expr))
    return Precedence::Prefix;
  return Precedence::Suffix;
}

/// The precedence of what may stand on the right of an operator.
static Precedence getTighter(Precedence precedence) {
  return static_cast<Precedence>(static_cast<int>(precedence) + 1);
}

void Printer::print(ArrayRef<const Expr *> exprs) {
  llvm::interleaveComma(exprs, os, [&](const Expr *expr) { print(*expr); });
}

void Printer::print(ArrayRef<Name> names) {
  llvm::interleaveComma(names, os, [&](const Name &name) { os << name.text; });
}

/// A name before a '(' must not be read as the word of the grammar that it is.
void Printer::printCallee(const Expr &callee) {
  const auto *use = llvm::dyn_cast<NameExpr>(&callee);
  bool isWord = use && llvm::StringSwitch<bool>(use->name.text)
                           .Cases({"select", "aggregate", "range", "zip", "len",
                                   "draw", "exit", "quit"},
                                  true)
                           .Default(false);
  if (isWord)
    os << '(' << use->name.text << ')';
  else
    print(callee, Precedence::Suffix);
}

void Printer::print(const Expr &expr, Precedence loosest) {
  bool needsParens = getPrecedence(expr) < loosest;
  if (needsParens)
    os << '(';
  printUnbracketed(expr);
  if (needsParens)
    os << ')';
}

void Printer::printUnbracketed(const Expr &expr) {
  llvm::TypeSwitch<const Expr *>(&expr)
      .Case([&](const NameExpr *use) { os << use->name.text; })
      .Case([&](const IntExpr *literal) { os << literal->value; })
      .Case([&](const FloatExpr *literal) { os << literal->spelling; })
      .Case([&](const StringExpr *literal) {
        os << '"' << literal->value << '"';
      })
      .Case([&](const ListExpr *list) {
        os << '[';
        print(list->elements);
        os << ']';
      })
      .Case([&](const DictExpr *dict) {
        os << '{';
        llvm::interleaveComma(llvm::zip_equal(dict->keys, dict->values), os,
                              [&](auto entry) {
                                print(*std::get<0>(entry));
                                os << ": ";
                                print(*std::get<1>(entry));
                              });
        os << '}';
      })
      .Case([&](const ListForExpr *list) {
        os << '[';
        print(*list->value);
        os << " for ";
        print(list->targets);
        os << " in ";
        print(*list->iterable);
        os << ']';
      })
      .Case([&](const DictForExpr *dict) {
        os << '{';
        print(*dict->key);
        os << ": ";
        print(*dict->value);
        os << " for ";
        print(dict->targets);
        os << " in ";
        print(*dict->iterable);
        os << '}';
      })
      .Case([&](const IndexExpr *at) {
        print(*at->base, Precedence::Suffix);
        os << '[';
        print(*at->index);
        os << ']';
      })
      .Case([&](const CallExpr *call) {
        printCallee(*call->callee);
        os << '(';
        print(call->arguments);
        os << ')';
      })
      .Case([&](const BuiltinExpr *call) {
        os << getSpelling(call->builtin) << '(';
        print(call->arguments);
        os << ')';
      })
      .Case([&](const SelectExpr *select) {
        os << "select(";
        print({select->key, select->query});
        os << ", " << getSpelling(select->predicate) << ')';
      })
      .Case([&](const AggregateExpr *aggregate) {
        os << "aggregate(";
        print({aggregate->selector, aggregate->sequence});
        if (aggregate->otherwise) {
          os << ", ";
          print(*aggregate->otherwise);
        }
        os << ')';
      })
      .Case([&](const UnaryExpr *unary) {
        os << getSpelling(unary->op) << (unary->op == UnaryOp::Not ? " " : "");
        print(*unary->operand, Precedence::Prefix);
      })
      .Case([&](const BinaryExpr *binary) {
        Precedence precedence = ::getPrecedence(expr);
        print(*binary->left, precedence);
        os << ' ' << getSpelling(binary->op) << ' ';
        print(*binary->right, getTighter(precedence));
      })
      .Case([&](const ConditionalExpr *conditional) {
        print(*conditional->value, Precedence::Conditional);
        os << " if ";
        print(*conditional->condition);
        os << " else ";
        print(*conditional->otherwise, getTighter(Precedence::Conditional));
      });
}

void Printer::printLine(const Comment &comment) {
  os.indent(indent) << '#' << comment.text << '\n';
}

void Printer::print(const Block &block) {
  for (const Stmt *statement : block.statements)
    print(*statement);
  for (const Comment &comment : block.closingComments)
    printLine(comment);
}

void Printer::print(const Stmt &statement) {
  for (const Comment &comment : statement.comments.leading)
    printLine(comment);
  os.indent(indent);
  printUnfinished(statement);
  if (const Comment *comment = statement.comments.trailing)
    os << " #" << comment->text;
  os << '\n';
}

void Printer::printBody(const Block &body, const ReturnStmt *returned) {
  os << " {\n";
  indent += 2;
  // What is returned stands before the comments at the end.
  print(Block{body.statements, {}});
  if (returned)
    print(*returned);
  print(Block{{}, body.closingComments});
  indent -= 2;
  os.indent(indent) << '}';
}

/// Prints a statement without the comments around it.
void Printer::printUnfinished(const Stmt &statement) {
  llvm::TypeSwitch<const Stmt *>(&statement)
      .Case([&](const ExprStmt *expr) {
        print(*expr->value);
        os << ';';
      })
      .Case([&](const AssignStmt *assign) {
        print(assign->targets);
        os << " = ";
        print(assign->values);
        os << ';';
      })
      .Case([&](const DrawStmt *draw) {
        os << "draw(";
        print(*draw->value);
        if (draw->input) {
          os << ", ";
          print(*draw->input);
        }
        os << ");";
      })
      .Case(
          [&](const LoadStmt *load) { os << "load \"" << load->path << "\";"; })
      .Case([&](const ReturnStmt *returned) {
        os << "return ";
        print(returned->values);
        os << ';';
      })
      .Case([&](const FunctionStmt *function) {
        os << "def " << function->name.text << '(';
        print(function->parameters);
        os << ')';
        printBody(function->body, function->returned);
      })
      .Case([&](const ForStmt *loop) {
        os << "for ";
        print(loop->targets);
        os << " in ";
        print(*loop->iterable);
        printBody(loop->body, /*returned=*/nullptr);
      })
      .Case([&](const SetExampleStmt *set) {
        os << "set " << getWords(set->example) << "example ";
        print(*set->value);
      })
      .Case([&](const ShowExampleStmt *show) {
        os << "show " << getWords(show->example) << "example";
      })
      .Case([&](const ToggleExamplesStmt *toggle) {
        os << getWords(toggle->example) << "examples " << getSwitch(toggle->on);
      })
      .Case([&](const ToggleFullDisplayStmt *toggle) {
        os << "full seq display " << getSwitch(toggle->on);
      })
      .Case([&](const ExitStmt *) { os << "exit()"; });
}

void nn::rasp::print(const Program &program, llvm::raw_ostream &os) {
  Printer(os).print(program.body);
}

void nn::rasp::print(const Stmt &statement, llvm::raw_ostream &os) {
  Printer(os).print(statement);
}

void nn::rasp::print(const Expr &expr, llvm::raw_ostream &os) {
  Printer(os).print(expr);
}

//===----------------------------------------------------------------------===//
// Trees
//===----------------------------------------------------------------------===//

namespace {
/// Writes `(head item item)`; everything below a node is written by a method
/// with the name of what it is.
class TreePrinter {
public:
  explicit TreePrinter(llvm::raw_ostream &os) : os(os) {}

  void print(const Expr &expr);
  void print(const Stmt &statement);
  void print(const Block &block, const ReturnStmt *returned = nullptr);

private:
  /// Writes the items of a list, with a space before each.
  template <typename... Items> void printItems(const Items &...items) {
    (printItem(items), ...);
  }
  template <typename... Items>
  void printList(StringRef head, const Items &...items) {
    os << '(' << head;
    printItems(items...);
    os << ')';
  }

  void printItem(const Expr *expr) {
    if (!expr)
      return;
    os << ' ';
    print(*expr);
  }
  void printItem(ArrayRef<const Expr *> exprs) {
    for (const Expr *expr : exprs)
      printItem(expr);
  }
  void printItem(ArrayRef<Name> names) {
    os << " (";
    llvm::interleave(names, os, [&](Name name) { os << name.text; }, " ");
    os << ')';
  }
  void printItem(StringRef word) { os << ' ' << word; }
  void printItem(const Block &block) { print(block); }
  void printItem(ExampleKind example) {
    if (example != ExampleKind::Both)
      printItem(getWords(example).rtrim());
  }

  void printComment(StringRef start, const Comment &comment) {
    os << start << '"' << comment.text << '"';
  }

  llvm::raw_ostream &os;
};
} // namespace

void TreePrinter::print(const Expr &expr) {
  llvm::TypeSwitch<const Expr *>(&expr)
      .Case([&](const NameExpr *use) { os << use->name.text; })
      .Case([&](const IntExpr *literal) { os << literal->value; })
      .Case([&](const FloatExpr *literal) { os << literal->spelling; })
      .Case([&](const StringExpr *literal) {
        os << '"' << literal->value << '"';
      })
      .Case([&](const ListExpr *list) { printList("list", list->elements); })
      .Case([&](const DictExpr *dict) {
        os << "(dict";
        for (auto [key, value] : llvm::zip_equal(dict->keys, dict->values)) {
          os << " (";
          print(*key);
          printItems(value);
          os << ')';
        }
        os << ')';
      })
      .Case([&](const ListForExpr *list) {
        printList("list-for", list->value, list->targets, list->iterable);
      })
      .Case([&](const DictForExpr *dict) {
        printList("dict-for", dict->key, dict->value, dict->targets,
                  dict->iterable);
      })
      .Case(
          [&](const IndexExpr *at) { printList("index", at->base, at->index); })
      .Case([&](const CallExpr *call) {
        printList("call", call->callee, call->arguments);
      })
      .Case([&](const BuiltinExpr *call) {
        printList(getSpelling(call->builtin), call->arguments);
      })
      .Case([&](const SelectExpr *select) {
        printList("select", select->key, select->query,
                  getSpelling(select->predicate));
      })
      .Case([&](const AggregateExpr *aggregate) {
        printList("aggregate", aggregate->selector, aggregate->sequence,
                  aggregate->otherwise);
      })
      .Case([&](const UnaryExpr *unary) {
        printList(getSpelling(unary->op), unary->operand);
      })
      .Case([&](const BinaryExpr *binary) {
        printList(getSpelling(binary->op), binary->left, binary->right);
      })
      .Case([&](const ConditionalExpr *conditional) {
        printList("if", conditional->condition, conditional->value,
                  conditional->otherwise);
      });
}

void TreePrinter::print(const Block &block, const ReturnStmt *returned) {
  for (const Stmt *statement : block.statements) {
    os << ' ';
    print(*statement);
  }
  if (returned) {
    os << ' ';
    print(*returned);
  }
  for (const Comment &comment : block.closingComments)
    printComment(" #", comment);
}

void TreePrinter::print(const Stmt &statement) {
  for (const Comment &comment : statement.comments.leading) {
    printComment("#", comment);
    os << ' ';
  }
  llvm::TypeSwitch<const Stmt *>(&statement)
      .Case([&](const ExprStmt *expr) { printList("do", expr->value); })
      .Case([&](const AssignStmt *assign) {
        printList("set", assign->targets, assign->values);
      })
      .Case([&](const DrawStmt *draw) {
        printList("draw", draw->value, draw->input);
      })
      .Case([&](const LoadStmt *load) {
        os << "(load \"" << load->path << "\")";
      })
      .Case([&](const ReturnStmt *returned) {
        printList("return", returned->values);
      })
      .Case([&](const FunctionStmt *function) {
        os << "(def";
        printItems(function->name.text, function->parameters);
        print(function->body, function->returned);
        os << ')';
      })
      .Case([&](const ForStmt *loop) {
        printList("for", loop->targets, loop->iterable, loop->body);
      })
      .Case([&](const SetExampleStmt *set) {
        printList("set-example", set->example, set->value);
      })
      .Case([&](const ShowExampleStmt *show) {
        printList("show-example", show->example);
      })
      .Case([&](const ToggleExamplesStmt *toggle) {
        printList("examples", toggle->example, getSwitch(toggle->on));
      })
      .Case([&](const ToggleFullDisplayStmt *toggle) {
        printList("full-display", getSwitch(toggle->on));
      })
      .Case([&](const ExitStmt *) { os << "(exit)"; });
  if (const Comment *comment = statement.comments.trailing)
    printComment(" <#", *comment);
}

void nn::rasp::printTree(const Program &program, llvm::raw_ostream &os) {
  TreePrinter printer(os);
  for (const Stmt *statement : program.body.statements) {
    printer.print(*statement);
    os << '\n';
  }
  if (!program.body.closingComments.empty())
    printer.print(Block{{}, program.body.closingComments});
}

void nn::rasp::printTree(const Expr &expr, llvm::raw_ostream &os) {
  TreePrinter(os).print(expr);
}

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
  void print(ExampleKind example);
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

void Printer::print(ArrayRef<const Expr *> exprs) {
  llvm::interleaveComma(exprs, os, [&](const Expr *expr) { print(*expr); });
}

void Printer::print(ArrayRef<Name> names) {
  llvm::interleaveComma(names, os, [&](const Name &name) { os << name.text; });
}

void Printer::print(ExampleKind example) {
  if (example != ExampleKind::Both)
    os << getSpelling(example) << ' ';
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
        os << "set ";
        print(set->example);
        os << "example ";
        print(*set->value);
      })
      .Case([&](const ShowExampleStmt *show) {
        os << "show ";
        print(show->example);
        os << "example";
      })
      .Case([&](const ToggleExamplesStmt *toggle) {
        print(toggle->example);
        os << "examples " << (toggle->on ? "on" : "off");
      })
      .Case([&](const ToggleFullDisplayStmt *toggle) {
        os << "full seq display " << (toggle->on ? "on" : "off");
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

//===- PrintTree.cpp - What was understood of RASP ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrintAst.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/raw_ostream.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::StringRef;

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
      printItem(getSpelling(example));
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
        printList("examples", toggle->example,
                  StringRef(toggle->on ? "on" : "off"));
      })
      .Case([&](const ToggleFullDisplayStmt *toggle) {
        printList("full-display", StringRef(toggle->on ? "on" : "off"));
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

//===- Ast.cpp - The syntax tree of a RASP program ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ast.h"
#include "llvm/Support/ErrorHandling.h"

using namespace nn::rasp;
using llvm::StringRef;

StringRef nn::rasp::getSpelling(UnaryOp op) {
  switch (op) {
  case UnaryOp::Not:
    return "not";
  case UnaryOp::Minus:
    return "-";
  case UnaryOp::Plus:
    return "+";
  }
  llvm_unreachable("unknown operator");
}

StringRef nn::rasp::getSpelling(BinaryOp op) {
  switch (op) {
  case BinaryOp::In:
    return "in";
  case BinaryOp::And:
    return "and";
  case BinaryOp::Or:
    return "or";
  case BinaryOp::Equal:
    return "==";
  case BinaryOp::LessEqual:
    return "<=";
  case BinaryOp::GreaterEqual:
    return ">=";
  case BinaryOp::Greater:
    return ">";
  case BinaryOp::Less:
    return "<";
  case BinaryOp::Add:
    return "+";
  case BinaryOp::Subtract:
    return "-";
  case BinaryOp::Modulo:
    return "%";
  case BinaryOp::Multiply:
    return "*";
  case BinaryOp::Divide:
    return "/";
  case BinaryOp::Power:
    return "^";
  }
  llvm_unreachable("unknown operator");
}

StringRef nn::rasp::getSpelling(Predicate predicate) {
  switch (predicate) {
  case Predicate::Equal:
    return "==";
  case Predicate::Less:
    return "<";
  case Predicate::Greater:
    return ">";
  case Predicate::GreaterEqual:
    return ">=";
  case Predicate::LessEqual:
    return "<=";
  case Predicate::NotEqual:
    return "!=";
  }
  llvm_unreachable("unknown predicate");
}

StringRef nn::rasp::getSpelling(Builtin builtin) {
  switch (builtin) {
  case Builtin::Round:
    return "round";
  case Builtin::Indicator:
    return "indicator";
  case Builtin::Range:
    return "range";
  case Builtin::Zip:
    return "zip";
  case Builtin::Len:
    return "len";
  }
  llvm_unreachable("unknown builtin");
}

StringRef nn::rasp::getSpelling(ExampleKind example) {
  switch (example) {
  case ExampleKind::Both:
    return "";
  case ExampleKind::Sop:
    return "s-op";
  case ExampleKind::Selector:
    return "selector";
  }
  llvm_unreachable("unknown example");
}

Precedence nn::rasp::getPrecedence(BinaryOp op) {
  switch (op) {
  case BinaryOp::In:
    return Precedence::In;
  case BinaryOp::And:
  case BinaryOp::Or:
    return Precedence::Logical;
  case BinaryOp::Equal:
  case BinaryOp::LessEqual:
  case BinaryOp::GreaterEqual:
  case BinaryOp::Greater:
  case BinaryOp::Less:
    return Precedence::Comparison;
  case BinaryOp::Add:
  case BinaryOp::Subtract:
    return Precedence::Sum;
  case BinaryOp::Modulo:
    return Precedence::Modulo;
  case BinaryOp::Multiply:
  case BinaryOp::Divide:
    return Precedence::Product;
  case BinaryOp::Power:
    return Precedence::Power;
  }
  llvm_unreachable("unknown operator");
}

Precedence nn::rasp::getTighter(Precedence precedence) {
  assert(precedence != Precedence::Suffix && "nothing binds more tightly");
  return static_cast<Precedence>(static_cast<int>(precedence) + 1);
}

//===- StepText.cpp - Steps as people write them --------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Steps are shared, so an expression can be exponentially longer than its
// graph: printing ends when there is enough.
//
//===----------------------------------------------------------------------===//

#include "StepText.h"
#include "Interpreter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::StringRef;

/// Whether a step is spelled the same whatever names it has.
static bool isLiteral(const Step *step) {
  return step->kind <= StepKind::Length || step->kind == StepKind::Constant;
}

StepText::StepText(Interpreter &interpreter, ArrayRef<const Step *> steps) {
  const Step *tokens = nullptr;
  for (NamedStep named : interpreter.getNamedSteps()) {
    named.step = interpreter.getUnchecked(named.step);
    if (named.name == "tokens")
      tokens = named.step;
    if (!isLiteral(named.step))
      names.try_emplace(named.step, named.name);
  }
  tokensAreText = !tokens || tokens->kind == StepKind::TokensStr;
  if (tokens && isLiteral(tokens) && !tokensAreText)
    names.try_emplace(tokens, "tokens");
  // Names that these have had before.
  llvm::StringMap<unsigned> counts, given;
  for (const Step *step : steps)
    if (StringRef name = interpreter.getFirstName(step);
        !name.empty() && !names.contains(step) && !isLiteral(step))
      ++counts[name];
  llvm::StringMap<bool> taken;
  for (auto &[step, name] : names)
    taken[name] = true;
  for (const Step *step : steps) {
    StringRef name = interpreter.getFirstName(step);
    auto count = counts.find(name);
    if (count == counts.end() || names.contains(step) || isLiteral(step))
      continue;
    bool isOnly = count->second == 1 && !taken.contains(name);
    std::string number = "#" + std::to_string(++given[name]);
    names.try_emplace(step, isOnly ? name.str() : name.str() + number);
  }
}

namespace nn::rasp {
/// Prints one expression.
class StepPrinter {
public:
  StepPrinter(const StepText &text, size_t maxLength)
      : text(text), maxLength(maxLength) {}

  /// Prints in parentheses what binds less tightly than `loosest`.
  void print(const Step *step, Precedence loosest);
  /// Prints the expression even if the step has a name.
  void spell(const Step *step, Precedence loosest);
  /// Prints what a selector asks of a key.
  void printCondition(const Step *selector, Precedence loosest);

  std::string take() {
    if (getCodePoints(result).size() <= maxLength)
      return std::move(result);
    llvm::SmallVector<uint32_t> points = getCodePoints(result);
    points.resize(maxLength > 3 ? maxLength - 3 : 0);
    return encode(points) + "...";
  }
  void append(StringRef more) { result += more; }

private:
  bool isFull() const { return result.size() > 4 * maxLength + 16; }
  void printInfix(StringRef op, Precedence precedence, const Step *left,
                  const Step *right, Precedence loosest);
  void printCall(StringRef function, ArrayRef<const Step *> arguments);
  void printBinary(const Step *step, Precedence loosest);
  void printItem(const Step *step);
  void printMembership(const Step *step, Precedence loosest);
  void open(bool needsParens) {
    if (needsParens)
      result += "(";
  }
  void close(bool needsParens) {
    if (needsParens)
      result += ")";
  }

  const StepText &text;
  const size_t maxLength;
  std::string result;
};
} // namespace nn::rasp

void StepPrinter::print(const Step *step, Precedence loosest) {
  auto name = text.names.find(step);
  if (name != text.names.end())
    result += name->second;
  else if (!isFull())
    spell(step, loosest);
}

void StepPrinter::printInfix(StringRef op, Precedence precedence,
                             const Step *left, const Step *right,
                             Precedence loosest) {
  bool needsParens = precedence < loosest;
  open(needsParens);
  print(left, precedence);
  result += (" " + op + " ").str();
  print(right, getTighter(precedence));
  close(needsParens);
}

void StepPrinter::printCall(StringRef function,
                            ArrayRef<const Step *> arguments) {
  result += (function + "(").str();
  bool isFirst = true;
  for (const Step *argument : arguments) {
    if (!isFirst)
      result += ", ";
    isFirst = false;
    print(argument, Precedence::In);
  }
  result += ")";
}

/// Whether a choice is that of 1 or 0.
static bool isIndicator(const Step *step) {
  auto is = [](const Step *other, int64_t number) {
    return other->kind == StepKind::Constant &&
           getKind(other->atom) == AtomKind::Int &&
           getInt(other->atom) == number;
  };
  return is(step->operands[1], 1) && is(step->operands[2], 0);
}

/// Whether a step is an integer below 0 that has an opposite.
static bool isNegative(const Step *step) {
  return step->kind == StepKind::Constant &&
         getKind(step->atom) == AtomKind::Int && getInt(step->atom) < 0 &&
         getInt(step->atom) != std::numeric_limits<int64_t>::min();
}

void StepPrinter::printItem(const Step *step) {
  bool isDict = step->kind == StepKind::DictItem;
  result += isDict ? "{" : "[";
  for (auto [place, atom] : llvm::enumerate(step->atoms)) {
    if (isFull())
      break;
    if (place > 0)
      result += ", ";
    if (isDict)
      result += nn::rasp::spell(step->keys[place]) + ": ";
    result += nn::rasp::spell(atom);
  }
  result += isDict ? "}[" : "][";
  print(step->operands[0], Precedence::In);
  result += "]";
}

void StepPrinter::printMembership(const Step *step, Precedence loosest) {
  bool needsParens = Precedence::In < loosest;
  open(needsParens);
  print(step->operands[0], Precedence::In);
  result += " in [";
  for (auto [place, key] : llvm::enumerate(step->keys)) {
    if (isFull())
      break;
    result += (place > 0 ? ", " : "") + nn::rasp::spell(key);
  }
  result += "]";
  close(needsParens);
}

void StepPrinter::spell(const Step *step, Precedence loosest) {
  ArrayRef<const Step *> operands = step->operands;
  switch (step->kind) {
  case StepKind::TokensStr:
    result += text.tokensAreText ? "tokens" : getInputName(step->kind);
    return;
  case StepKind::TokensInt:
  case StepKind::TokensFloat:
  case StepKind::TokensBool:
  case StepKind::TokensAsIs:
    result += getInputName(step->kind);
    return;
  case StepKind::Indices:
    result += "indices";
    return;
  case StepKind::Length:
    result += "length";
    return;
  case StepKind::Constant:
    result += nn::rasp::spell(step->atom);
    return;
  case StepKind::Unary: {
    bool needsParens = Precedence::Prefix < loosest;
    open(needsParens);
    result += getSpelling(step->unaryOp);
    if (step->unaryOp == UnaryOp::Not)
      result += " ";
    print(operands[0], Precedence::Prefix);
    close(needsParens);
    return;
  }
  case StepKind::Binary:
    // `a[-1]` and shift() make sums with a negative number.
    if (step->binaryOp == BinaryOp::Add &&
        (isNegative(operands[0]) || isNegative(operands[1]))) {
      bool isLeft = isNegative(operands[0]);
      bool needsParens = Precedence::Sum < loosest;
      open(needsParens);
      print(operands[isLeft ? 1 : 0], Precedence::Sum);
      result += " - ";
      result += std::to_string(-getInt(operands[isLeft ? 0 : 1]->atom));
      return close(needsParens);
    }
    return printInfix(getSpelling(step->binaryOp),
                      getPrecedence(step->binaryOp), operands[0], operands[1],
                      loosest);
  // What it is used in takes it for a truth.
  case StepKind::Truth:
    return print(operands[0], loosest);
  case StepKind::And:
  case StepKind::SelectorAnd:
    return printInfix("and", Precedence::Logical, operands[0], operands[1],
                      loosest);
  case StepKind::Or:
  case StepKind::SelectorOr:
    return printInfix("or", Precedence::Logical, operands[0], operands[1],
                      loosest);
  case StepKind::Round:
    return printCall("round", operands);
  case StepKind::Choose: {
    if (isIndicator(step))
      return printCall("indicator", operands.take_front());
    bool needsParens = Precedence::Conditional < loosest;
    open(needsParens);
    print(operands[1], Precedence::Conditional);
    result += " if ";
    print(operands[0], Precedence::In);
    result += " else ";
    print(operands[2], getTighter(Precedence::Conditional));
    close(needsParens);
    return;
  }
  case StepKind::ListItem:
  case StepKind::DictItem:
    return printItem(step);
  case StepKind::IsIn:
    return printMembership(step, loosest);
  case StepKind::Checked:
    return print(operands[0], loosest);
  case StepKind::Select:
    result += "select(";
    print(operands[0], Precedence::In);
    result += ", ";
    print(operands[1], Precedence::In);
    result += (", " + getSpelling(step->predicate) + ")").str();
    return;
  case StepKind::SelectorNot: {
    bool needsParens = Precedence::Prefix < loosest;
    open(needsParens);
    result += "not ";
    print(operands[0], Precedence::Prefix);
    close(needsParens);
    return;
  }
  case StepKind::Aggregate:
    result += "aggregate(";
    print(operands[0], Precedence::In);
    result += ", ";
    print(operands[1], Precedence::In);
    if (step->hasDefault)
      result += ", " + nn::rasp::spell(step->atom);
    result += ")";
    return;
  case StepKind::Width:
    return printCall("selector_width", operands);
  }
  llvm_unreachable("unknown kind of step");
}

void StepPrinter::printCondition(const Step *selector, Precedence loosest) {
  ArrayRef<const Step *> operands = selector->operands;
  switch (selector->kind) {
  case StepKind::Select: {
    const Atom &atom = operands[1]->atom;
    bool isPlain = selector->predicate == Predicate::Equal &&
                   getKind(atom) == AtomKind::Bool && getInt(atom) == 1;
    if (isPlain)
      return print(operands[0], loosest);
    return printInfix(getSpelling(selector->predicate), Precedence::Comparison,
                      operands[0], operands[1], loosest);
  }
  case StepKind::SelectorNot:
    result += "not (";
    printCondition(operands[0], Precedence::In);
    result += ")";
    return;
  default: {
    bool needsParens = Precedence::Logical < loosest;
    open(needsParens);
    printCondition(operands[0], Precedence::Logical);
    result += selector->kind == StepKind::SelectorAnd ? " and " : " or ";
    printCondition(operands[1], getTighter(Precedence::Logical));
    close(needsParens);
  }
  }
}

std::string StepText::describe(const Step *step, size_t maxLength) const {
  StepPrinter printer(*this, maxLength);
  printer.print(step, Precedence::In);
  return printer.take();
}

std::string StepText::spell(const Step *step, size_t maxLength) const {
  StepPrinter printer(*this, maxLength);
  printer.spell(step, Precedence::In);
  return printer.take();
}

std::string nn::rasp::spellKeyCondition(const StepText &text,
                                        const Step *selector,
                                        size_t maxLength) {
  StepPrinter printer(text, maxLength);
  printer.append("indicator(");
  printer.printCondition(selector, Precedence::In);
  printer.append(")");
  return printer.take();
}

//===- ShowOutcome.cpp - What a session shows of statements ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Flow.h"
#include "Session.h"
#include "Show.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

using namespace nn::rasp;
using llvm::StringRef;

static constexpr unsigned kIndent = 4;

void Session::show(const Stmt &statement, const Outcome &outcome,
                   bool isQuiet) {
  switch (statement.kind) {
  case Stmt::Kind::ShowExample:
    return showExample(llvm::cast<ShowExampleStmt>(statement).example);
  case Stmt::Kind::ToggleExamples: {
    const auto &toggle = llvm::cast<ToggleExamplesStmt>(statement);
    if (toggle.example != ExampleKind::Selector)
      showsSopExamples = toggle.on;
    if (toggle.example != ExampleKind::Sop)
      showsSelectorExamples = toggle.on;
    return;
  }
  case Stmt::Kind::ToggleFullDisplay:
    showsFullSequences = llvm::cast<ToggleFullDisplayStmt>(statement).on;
    return;
  case Stmt::Kind::Draw:
    return showFlow(llvm::cast<DrawStmt>(statement), *outcome.drawn);
  default:
    break;
  }
  // Of a file that is loaded, the names that are left at its end.
  bool isLoad = isQuiet || statement.kind == Stmt::Kind::Load;
  std::vector<const std::pair<std::string, Value> *> shown;
  llvm::StringSet<> names;
  for (const auto &named : llvm::reverse(outcome.values))
    if (!isLoad || names.insert(named.first).second)
      shown.push_back(&named);
  for (const auto *named : llvm::reverse(shown))
    showValue(named->first, named->second, kIndent, /*hasExamples=*/!isLoad);
}

void Session::showExample(ExampleKind kind) {
  if (kind != ExampleKind::Selector)
    out.indent(kIndent) << "s-op example: "
                        << spellValue(interpreter->getSopExample()) << "\n";
  if (kind != ExampleKind::Sop)
    out.indent(kIndent) << "selector example: "
                        << spellValue(interpreter->getSelectorExample())
                        << "\n";
}

std::string Session::describe(const Function &function) const {
  if (!function.definition)
    return ("library function: " + function.name + "(sel)").str();
  std::string text = "library";
  if (!function.isLibrary) {
    unsigned buffer =
        sources.FindBufferContainingLoc(function.definition->range.Start);
    StringRef file = sources.getMemoryBuffer(buffer)->getBufferIdentifier();
    text = llvm::sys::path::stem(getPlace(file, 1).first).str();
  }
  text += (" function: " + function.name + "(").str();
  text += llvm::join(
      llvm::map_range(function.definition->parameters,
                      [](const Name &parameter) { return parameter.text; }),
      ", ");
  return text + ")";
}

/// Why there is no result, and where.
std::string Session::describe(const Evaluated &failed) const {
  if (failed.file.empty())
    return failed.error;
  auto [name, line] = getPlace(failed.file, failed.line);
  return failed.error + ", at " + name.str() + ":" + std::to_string(line) +
         ":" + std::to_string(failed.column);
}

void Session::fail(const Evaluated &failed) {
  out.flush();
  llvm::WithColor::error(err) << describe(failed) << "\n";
  noteFailure(failed.isOverLimit);
}

/// What an s-op or a selector in a list is called; empty for others.
std::string Session::getLabel(const Value &value) const {
  const auto *step = std::get_if<const Step *>(&value.content);
  return step ? StepText(*interpreter, *step).describe(*step, 40) : "";
}

void Session::showValue(StringRef name, const Value &value, unsigned indent,
                        bool hasExamples, StringRef key) {
  std::string equals = name.empty() ? "" : name.str() + " = ";
  if (const Applied *applied = value.getApplied())
    return showApplied(*applied);
  out.indent(indent) << key;
  if (const Step *sop = value.getSop()) {
    out << "s-op: " << name << "\n";
    if (hasExamples && showsSopExamples)
      showSop(name, sop, indent + kIndent);
  } else if (const Step *selector = value.getSelector()) {
    out << "selector: " << name << "\n";
    if (hasExamples && showsSelectorExamples)
      showSelector(selector, indent + kIndent);
  } else if (const Function *function = value.getFunction()) {
    out << describe(*function) << "\n";
  } else if (const Atom *atom = value.getAtom()) {
    out << "value: " << equals << spell(*atom) << "\n";
  } else if (isFlat(value)) {
    out << (value.getList() ? "list: " : "dict: ") << equals
        << spellValue(value) << "\n";
  } else if (const List *list = value.getList()) {
    out << "list: " << equals << "[\n";
    for (const Value &element : *list)
      showValue(getLabel(element), element, indent + kIndent, hasExamples);
    out.indent(indent) << "]\n";
  } else if (const Dict *dict = value.getDict()) {
    out << "dict: " << equals << "{\n";
    for (const auto &[entryKey, entry] : dict->entries)
      showValue(getLabel(entry), entry, indent + kIndent, hasExamples,
                spell(entryKey) + ": ");
    out.indent(indent) << "}\n";
  }
}

void Session::showSop(StringRef name, const Step *sop, unsigned indent) {
  const Value &example = interpreter->getSopExample();
  std::vector<Atom> tokens = Interpreter::getTokens(example);
  Evaluated result = evaluation.evaluate(sop, tokens);
  bool isFull =
      showsFullSequences && result.isGood() && !llvm::all_equal(result.values);
  out.indent(indent) << "Example:";
  if (isFull) {
    out << "\n";
    return printRows(out, tokens, result, indent + kIndent);
  }
  out << " " << name << "(" << spellValue(example) << ")"
      << (result.isGood() ? " = " + result.text
                          : ": error: " + describe(result))
      << "\n";
}

void Session::showSelector(const Step *selector, unsigned indent) {
  std::vector<Atom> tokens =
      Interpreter::getTokens(interpreter->getSelectorExample());
  Evaluated result = evaluation.evaluate(selector, tokens);
  if (!result.isGood()) {
    out.indent(indent) << "Example: error: " << describe(result) << "\n";
    return;
  }
  out.indent(indent) << "Example:\n";
  printMatrix(out, tokens, result.marks, indent + kIndent);
}

void Session::showApplied(const Applied &applied) {
  Evaluated result = evaluation.evaluate(applied.step, *applied.tokens);
  if (!result.isGood())
    return fail(result);
  if (applied.step->isSelector())
    printMatrix(out, *applied.tokens, result.marks, 2 * kIndent);
  else if (showsFullSequences && !llvm::all_equal(result.values))
    printRows(out, *applied.tokens, result, 2 * kIndent);
  else
    out.indent(kIndent) << "= " << result.text << "\n";
}

void Session::showFlow(const DrawStmt &statement, const Applied &drawn) {
  const auto *use = llvm::dyn_cast<NameExpr>(statement.value);
  std::vector<Atom> tokens =
      drawn.tokens ? *drawn.tokens
                   : Interpreter::getTokens(interpreter->getSopExample());
  NamedPlan plan =
      makeNamedPlan(*interpreter, use ? use->name.text : "out", drawn.step);
  if (std::optional<Evaluated> failed =
          printFlow(out, plan, evaluation, tokens))
    fail(*failed);
}

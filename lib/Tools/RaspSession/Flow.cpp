//===- Flow.cpp - How an s-op is computed on an input ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Flow.h"
#include "Show.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/raw_ostream.h"

using namespace nn::rasp;
using llvm::ArrayRef;

/// Sequences of a head or of a stage beyond these are counted only.
static constexpr size_t kMaxRows = 12;
static constexpr size_t kMaxText = 72;

namespace {
class FlowPrinter {
public:
  FlowPrinter(llvm::raw_ostream &os, const NamedPlan &named,
              Evaluation &evaluation, ArrayRef<Atom> tokens)
      : os(os), named(named), evaluation(evaluation), tokens(tokens) {}

  std::optional<Evaluated> print();

private:
  void want(const Step *step) { results.insert({step, {}}); }
  void wantAll();
  void printHead(const PlanHead &head);
  void printResult(const Step *step, unsigned indent);
  void printRest(size_t count, unsigned indent);

  llvm::raw_ostream &os;
  const NamedPlan &named;
  Evaluation &evaluation;
  ArrayRef<Atom> tokens;
  /// What is shown of each step.
  llvm::MapVector<const Step *, Evaluated> results;
};
} // namespace

static ArrayRef<HeadValue> getShown(const PlanHead &head) {
  return ArrayRef(head.values).take_front(kMaxRows);
}
static ArrayRef<const Step *> getShown(const Layer &layer) {
  return ArrayRef(layer.elements).take_front(kMaxRows);
}

void FlowPrinter::wantAll() {
  want(named.plan.result);
  for (const Layer &layer : named.plan.layers) {
    for (const PlanHead &head : layer.heads) {
      if (head.selector)
        want(head.selector);
      for (const HeadValue &value : getShown(head)) {
        if (value.averaged != Averaged::Sequence)
          continue;
        want(value.source);
        for (const Step *result : value.results)
          want(result);
      }
    }
    for (const Step *step : getShown(layer))
      want(step);
  }
}

void FlowPrinter::printResult(const Step *step, unsigned indent) {
  const Evaluated &result = results.find(step)->second;
  os.indent(indent) << "= "
                    << (result.isGood() ? result.text
                                        : "error: " + result.error)
                    << "\n";
}

void FlowPrinter::printRest(size_t count, unsigned indent) {
  if (count > kMaxRows)
    os.indent(indent) << "... and " << count - kMaxRows << " more\n";
}

void FlowPrinter::printHead(const PlanHead &head) {
  os << "      head " << describeSelector(named, head, kMaxText) << "\n";
  if (head.selector) {
    const Evaluated &result = results.find(head.selector)->second;
    std::vector<bool> marks = result.marks;
    if (head.withFirst)
      for (size_t row = 0; row < marks.size(); row += tokens.size())
        marks[row] = true;
    if (result.isGood())
      printMatrix(os, tokens, marks, 10);
    else
      os << "          error: " << result.error << "\n";
  }
  for (const HeadValue &value : getShown(head)) {
    os << "        averages " << describeAveraged(named, value, kMaxText)
       << "\n";
    if (value.averaged != Averaged::Sequence)
      continue;
    printResult(value.source, 10);
    for (const Step *result : value.results) {
      os << "        gives " << named.text.describe(result, kMaxText) << "\n";
      printResult(result, 10);
    }
  }
  printRest(head.values.size(), 8);
}

std::optional<Evaluated> FlowPrinter::print() {
  wantAll();
  std::vector<const Step *> steps;
  for (auto &[step, result] : results)
    steps.push_back(step);
  std::vector<Evaluated> evaluated = evaluation.evaluate(steps, tokens);
  if (!evaluated.front().isGood())
    return evaluated.front();
  for (auto [entry, result] : llvm::zip_equal(results, evaluated))
    entry.second = std::move(result);
  const Plan &plan = named.plan;
  os << "    " << named.name << ": " << describeTotals(plan) << "\n";
  for (auto [number, layer] : llvm::enumerate(plan.layers)) {
    if (number > 0)
      os << "    layer " << number << "\n";
    else if (!layer.elements.empty())
      os << "    before layer 1\n";
    for (const PlanHead &head : layer.heads)
      printHead(head);
    for (const Step *step : getShown(layer)) {
      os << "      element-wise " << describeElement(named, step, kMaxText)
         << "\n";
      printResult(step, 8);
    }
    printRest(layer.elements.size(), 6);
  }
  os << "    = " << results.find(plan.result)->second.text << "\n";
  return std::nullopt;
}

std::optional<Evaluated> nn::rasp::printFlow(llvm::raw_ostream &os,
                                             const NamedPlan &plan,
                                             Evaluation &evaluation,
                                             ArrayRef<Atom> tokens) {
  return FlowPrinter(os, plan, evaluation, tokens).print();
}

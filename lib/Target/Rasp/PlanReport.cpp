//===- PlanReport.cpp - Layers and heads for people and programs ----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PlanReport.h"
#include "Interpreter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SourceMgr.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::StringRef;

NamedPlan nn::rasp::makeNamedPlan(Interpreter &interpreter, StringRef name,
                                  const Step *step) {
  step = interpreter.getUnchecked(step);
  StepText text(interpreter, collectSteps(step));
  Plan plan =
      makePlan(step, [&](const Step *other) { return text.hasName(other); });
  return {name.str(), std::move(plan), std::move(text)};
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

static constexpr llvm::StringLiteral kFirst = "indicator(indices == 0)";

std::string nn::rasp::describeSelector(const NamedPlan &plan,
                                       const PlanHead &head, size_t maxLength,
                                       bool withName) {
  if (!head.selector)
    return "full_s";
  StringRef also = head.withFirst ? " or select(indices, 0, ==)" : "";
  std::string text = plan.text.spell(head.selector, maxLength - also.size());
  if (head.withFirst && (head.selector->kind == StepKind::SelectorAnd ||
                         head.selector->kind == StepKind::SelectorOr))
    text = "(" + text + ")";
  if (withName && plan.text.hasName(head.selector) && !head.withFirst)
    text = plan.text.describe(head.selector, maxLength) + " = " + text;
  return text + also.str();
}

std::string nn::rasp::describeAveraged(const NamedPlan &plan,
                                       const HeadValue &value,
                                       size_t maxLength) {
  switch (value.averaged) {
  case Averaged::Sequence:
    return plan.text.describe(value.source, maxLength);
  case Averaged::First:
    return kFirst.str();
  case Averaged::Marked:
    return "1";
  case Averaged::Condition:
    return spellKeyCondition(plan.text, value.source, maxLength);
  }
  llvm_unreachable("unknown kind of value");
}

std::string nn::rasp::describeElement(const NamedPlan &plan, const Step *step,
                                      size_t maxLength) {
  std::string text = plan.text.spell(step, maxLength);
  return plan.text.hasName(step)
             ? plan.text.describe(step, maxLength) + " = " + text
             : text;
}

static std::vector<std::string> describeResults(const NamedPlan &plan,
                                                const HeadValue &value,
                                                size_t maxLength) {
  std::vector<std::string> results;
  for (const Step *step : value.results)
    results.push_back(plan.text.describe(step, maxLength));
  return results;
}

/// "file:line:column", or nothing if that is not known.
static std::string describePlace(const Step *step,
                                 const llvm::SourceMgr &sources) {
  if (!step || !step->range.isValid())
    return "";
  unsigned buffer = sources.FindBufferContainingLoc(step->range.Start);
  if (!buffer)
    return "";
  auto [line, column] = sources.getLineAndColumn(step->range.Start, buffer);
  return (sources.getMemoryBuffer(buffer)->getBufferIdentifier() + ":" +
          llvm::Twine(line) + ":" + llvm::Twine(column))
      .str();
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static std::string count(size_t number, StringRef what) {
  return std::to_string(number) + " " + what.str() + (number == 1 ? "" : "s");
}

std::string nn::rasp::describeTotals(const Plan &plan) {
  return count(plan.getDepth(), "layer") + ", " +
         count(plan.getNumHeads(), "head") + " (at most " +
         std::to_string(plan.getMaxHeads()) + " in a layer), " +
         count(plan.getNumStages(), "element-wise stage");
}

static constexpr size_t kTextLength = 96;

void nn::rasp::writeText(llvm::raw_ostream &os, const NamedPlan &named,
                         const llvm::SourceMgr &sources) {
  const Plan &plan = named.plan;
  os << named.name << ": " << describeTotals(plan) << "\n";
  for (auto [number, layer] : llvm::enumerate(plan.layers)) {
    if (number > 0)
      os << "  layer " << number << ": " << count(layer.heads.size(), "head")
         << "\n";
    else if (!layer.elements.empty())
      os << "  before layer 1\n";
    for (const PlanHead &head : layer.heads) {
      os << "    head " << describeSelector(named, head, kTextLength);
      std::string place = describePlace(head.selector, sources);
      if (!place.empty())
        os << "  at " << place;
      os << "\n";
      for (const HeadValue &value : head.values)
        os << "      " << describeAveraged(named, value, kTextLength) << " -> "
           << llvm::join(describeResults(named, value, kTextLength), ", ")
           << "\n";
    }
    for (const Step *step : layer.elements)
      os << "    element-wise " << describeElement(named, step, kTextLength)
         << "\n";
  }
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

static constexpr size_t kJsonLength = 400;

static void writeHead(llvm::json::OStream &json, const NamedPlan &named,
                      const PlanHead &head, const llvm::SourceMgr &sources) {
  json.object([&] {
    json.attribute("selector",
                   describeSelector(named, head, kJsonLength, false));
    bool hasName =
        head.selector && !head.withFirst && named.text.hasName(head.selector);
    json.attribute("name", hasName ? named.text.describe(head.selector) : "");
    json.attribute("location",
                   llvm::json::fixUTF8(describePlace(head.selector, sources)));
    json.attributeArray("values", [&] {
      for (const HeadValue &value : head.values)
        json.object([&] {
          json.attribute("value", describeAveraged(named, value, kJsonLength));
          json.attribute("results", llvm::json::Array(describeResults(
                                        named, value, kJsonLength)));
        });
    });
  });
}

void nn::rasp::writeJson(llvm::raw_ostream &os, ArrayRef<NamedPlan> plans,
                         const llvm::SourceMgr &sources) {
  llvm::json::OStream json(os, 2);
  auto writeLayer = [&](const NamedPlan &named, size_t number,
                        const Layer &layer) {
    json.attribute("layer", number);
    json.attributeArray("heads", [&] {
      for (const PlanHead &head : layer.heads)
        writeHead(json, named, head, sources);
    });
    json.attributeArray("elements", [&] {
      for (const Step *step : layer.elements)
        json.object([&] {
          json.attribute("name", named.text.hasName(step)
                                     ? named.text.describe(step)
                                     : "");
          json.attribute("expression", named.text.spell(step, kJsonLength));
        });
    });
  };
  json.object([&] {
    json.attributeArray("sops", [&] {
      for (const NamedPlan &named : plans)
        json.object([&] {
          json.attribute("name", named.name);
          json.attribute("num_layers", named.plan.getDepth());
          json.attribute("num_heads", named.plan.getNumHeads());
          json.attribute("max_heads", named.plan.getMaxHeads());
          json.attribute("num_elementwise_stages", named.plan.getNumStages());
          json.attributeArray("layers", [&] {
            for (auto [number, layer] : llvm::enumerate(named.plan.layers))
              json.object([&, number = number, &layer = layer] {
                writeLayer(named, number, layer);
              });
          });
        });
    });
  });
  os << "\n";
}

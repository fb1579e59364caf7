//===- RaspPlanTest.cpp - Layers and heads --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lib/Target/Rasp/Diagnostics.h"
#include "lib/Target/Rasp/Interpreter.h"
#include "lib/Target/Rasp/Parser.h"
#include "lib/Target/Rasp/Plan.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "gtest/gtest.h"
#include <map>

using namespace nn::rasp;
using llvm::StringRef;

namespace {
/// A program that has been run.
struct Ran {
  explicit Ran(std::unique_ptr<llvm::MemoryBuffer> text) {
    StringRef contents = text->getBuffer();
    unsigned buffer = sources.AddNewSourceBuffer(std::move(text), {});
    ParseResult parsed = parse(contents, diagnostics);
    if (parsed.program)
      interpreter.run(std::move(parsed.program), buffer);
  }
  explicit Ran(StringRef text)
      : Ran(llvm::MemoryBuffer::getMemBufferCopy(text, "test.rasp")) {}

  Plan plan(StringRef name) const {
    for (const NamedStep &sop : interpreter.getSops())
      if (sop.name == name)
        return makePlan(sop.step, [](const Step *) { return false; });
    ADD_FAILURE() << "there is no s-op " << name.str();
    return {};
  }

  llvm::SourceMgr sources;
  SourceMgrDiagnostics diagnostics{sources, llvm::errs()};
  Interpreter interpreter{sources, diagnostics};
};

std::vector<size_t> countHeads(const Plan &plan) {
  std::vector<size_t> counts;
  for (const Layer &layer : plan.layers)
    counts.push_back(layer.heads.size());
  return counts;
}
using Counts = std::vector<size_t>;

/// Whether everything is computed after what it is computed of, and once.
void expectValid(const Plan &plan) {
  std::map<const Step *, size_t> layers;
  for (auto [number, layer] : llvm::enumerate(plan.layers))
    for (const PlanHead &head : layer.heads)
      for (const HeadValue &value : head.values)
        for (const Step *result : value.results) {
          size_t at = number;
          EXPECT_EQ(layers.try_emplace(result, at).first->second, at);
        }
  std::map<const Step *, size_t> levels;
  for (const Step *step : plan.steps) {
    size_t level = 0;
    for (const Step *operand : step->operands)
      level = std::max(level, levels.at(operand));
    if (step->kind == StepKind::Aggregate || step->kind == StepKind::Width ||
        step->kind == StepKind::Length) {
      ASSERT_EQ(layers.count(step), 1u);
      EXPECT_GT(layers[step], level);
      level = layers[step];
    }
    levels[step] = level;
  }
  for (auto [number, layer] : llvm::enumerate(plan.layers))
    for (const Step *step : layer.elements)
      EXPECT_EQ(levels[step], number);
  EXPECT_EQ(plan.getDepth(), plan.result->depth);
}
} // namespace

TEST(RaspPlan, ProgramsOfTheTests) {
  std::error_code error;
  unsigned count = 0;
  for (llvm::sys::fs::directory_iterator at(RASP_CASES, error), end;
       at != end && !error; at.increment(error)) {
    if (!StringRef(at->path()).ends_with(".rasp"))
      continue;
    auto file = llvm::MemoryBuffer::getFile(at->path());
    ASSERT_TRUE(bool(file));
    Ran ran(std::move(*file));
    for (const NamedStep &sop : ran.interpreter.getSops()) {
      SCOPED_TRACE(at->path() + ", " + sop.name);
      expectValid(ran.plan(sop.name));
      ++count;
    }
  }
  EXPECT_FALSE(error);
  EXPECT_GT(count, 400u);
}

TEST(RaspPlan, EqualSelectorsAreOneHead) {
  Ran ran("a = aggregate(select(indices, 3, <), indices)"
          " + aggregate(select(indices, 3, <), tokens_int)"
          " + aggregate(select(indices, 3, <), indices);");
  EXPECT_EQ(countHeads(ran.plan("a")), (Counts{0, 1}));
  EXPECT_EQ(ran.plan("a").layers[1].heads[0].values.size(), 2u);
}

TEST(RaspPlan, AllThatMarkEverythingAreOneHead) {
  Ran ran("a = average(indices) + aggregate(select(1, 2, <), tokens_int)"
          " + length + count(tokens, \"a\");");
  EXPECT_EQ(countHeads(ran.plan("a")), (Counts{0, 1}));
}

TEST(RaspPlan, WhatCanWaitSharesAHead) {
  // Both means over `s` in the second layer, where the deeper one has to be.
  Ran ran("s = select(indices, indices, <);"
          "t = select(indices, indices, >);"
          "a = aggregate(s, aggregate(t, indices)) + aggregate(s, indices);");
  EXPECT_EQ(countHeads(ran.plan("a")), (Counts{0, 1, 1}));
  // Here what uses the earlier one cannot wait.
  Ran other("s = select(indices, indices, <);"
            "t = select(indices, indices, >);"
            "a = aggregate(s, aggregate(t, indices))"
            " + aggregate(t, aggregate(s, indices));");
  EXPECT_EQ(countHeads(other.plan("a")), (Counts{0, 2, 2}));
}

TEST(RaspPlan, WidthsTakeAsManyHeadsAsTheyNeed) {
  Ran ran("s = select(tokens, tokens, ==);"
          "general = selector_width(s);"
          "tested = has_focus(s);"
          "one = selector_width(select(indices, tokens_int, ==));"
          "causal = selector_width(select(indices, indices, <=));"
          "keys = selector_width(select(tokens, \"a\", ==));"
          "own = selector_width(select(indices, indices, ==));");
  EXPECT_EQ(countHeads(ran.plan("general")), (Counts{0, 2}));
  EXPECT_EQ(countHeads(ran.plan("tested")), (Counts{0, 1}));
  EXPECT_EQ(countHeads(ran.plan("one")), (Counts{0, 1}));
  EXPECT_EQ(countHeads(ran.plan("causal")), (Counts{0, 1}));
  EXPECT_EQ(countHeads(ran.plan("keys")), (Counts{0, 1}));
  EXPECT_EQ(countHeads(ran.plan("own")), (Counts{0}));
}

TEST(RaspPlan, ConstantsCostNothing) {
  Ran ran("a = tokens if True else sort(tokens, indices); b = indices * 2;");
  EXPECT_EQ(ran.plan("a").getDepth(), 0u);
  EXPECT_EQ(ran.plan("a").getNumStages(), 0u);
  EXPECT_EQ(ran.plan("b").getNumStages(), 1u);
}

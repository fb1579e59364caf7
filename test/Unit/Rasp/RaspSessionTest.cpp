//===- RaspSessionTest.cpp - The interactive program ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lib/Tools/RaspSession/Session.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace nn::rasp;
using llvm::StringRef;

namespace {
class RaspSession : public testing::Test {
protected:
  /// What is printed for a line, results and errors.
  std::string add(StringRef line) {
    text.clear();
    session.addLine(line);
    return text;
  }
  bool contains(StringRef part) const { return StringRef(text).contains(part); }

  std::string text;
  llvm::raw_string_ostream os{text};
  Session session{os, os};
};
} // namespace

TEST_F(RaspSession, AnErrorTakesBackItsStatement) {
  add("a = 1;");
  add("a, b, out = 2, 3, nope;");
  EXPECT_TRUE(contains("console:2:19: error: 'nope' is not defined"));
  EXPECT_EQ(add("a;"), "    value: a = 1\n");
  add("b;");
  EXPECT_TRUE(contains("'b' is not defined"));
  // Statements before it in the line stay, those behind it are left out.
  add("c = 1; d = nope; e = 2;");
  EXPECT_EQ(add("c;"), "    value: c = 1\n");
  add("e;");
  EXPECT_TRUE(contains("'e' is not defined"));
  // A name that was taken back may be set again.
  EXPECT_EQ(add("b = 4;"), "    value: b = 4\n");
  EXPECT_EQ(add("b;"), "    value: b = 4\n");
  EXPECT_EQ(session.getExitCode(), 1);
}

TEST_F(RaspSession, ALoopWithAnErrorChangesNothing) {
  add("a = 1;");
  add("for i in [1, 2, \"x\"] { a = a + i; }");
  EXPECT_TRUE(contains("error:"));
  EXPECT_EQ(add("a;"), "    value: a = 1\n");
  add("i;");
  EXPECT_TRUE(contains("'i' is not defined"));
}

TEST_F(RaspSession, AFailedExampleStays) {
  add("set example \"ab\"");
  add("set example nope");
  add("show example");
  EXPECT_EQ(text, "    s-op example: \"ab\"\n    selector example: \"ab\"\n");
}

TEST_F(RaspSession, StatementsGoOverLines) {
  EXPECT_EQ(add("def f(x) { # a comment"), "");
  EXPECT_TRUE(session.isUnfinished());
  EXPECT_EQ(add("  return x"), "");
  EXPECT_EQ(add("    + 1; }"), "    console function: f(x)\n");
  EXPECT_FALSE(session.isUnfinished());
  EXPECT_EQ(add("f("), "");
  session.discardPending();
  EXPECT_FALSE(session.isUnfinished());
  EXPECT_EQ(add("f(1);"), "    value: out = 2\n");
  EXPECT_EQ(session.getExitCode(), 0);
  // Places count the lines of the session.
  add("f(1,");
  add("  nope);");
  EXPECT_TRUE(contains("console:7:3: error: 'nope' is not defined"));
}

TEST_F(RaspSession, TheEndOfTheInputIsNoEndOfAStatement) {
  add("a = [1,");
  text.clear();
  session.finish();
  EXPECT_TRUE(contains("error: expected"));
  EXPECT_EQ(session.getExitCode(), 1);
}

TEST_F(RaspSession, ExitEndsIt) {
  add("a = 1; exit");
  EXPECT_TRUE(session.hasEnded());
  EXPECT_EQ(text, "    value: a = 1\n");
}

TEST_F(RaspSession, LimitsAreOfOneStatement) {
  add("a = \"x\" * 3000000;");
  add("a = \"x\" * 3000000;");
  EXPECT_EQ(session.getExitCode(), 0);
  add("a = \"x\" * 5000000;");
  EXPECT_EQ(session.getExitCode(), 3);
  EXPECT_EQ(add("1;"), "    value: out = 1\n");
}

TEST_F(RaspSession, CompletesNames) {
  add("select_mine = 1;");
  add("_own = 1;");
  using Words = std::vector<std::string>;
  EXPECT_EQ(session.complete("select_"),
            (Words{"select_from_first", "select_from_last", "select_mine",
                   "select_next_identical"}));
  EXPECT_EQ(session.complete("_"), Words{"_own"});
  EXPECT_EQ(session.complete("tokens_a"), Words{"tokens_asis"});
  EXPECT_EQ(session.complete("none"), Words());
}

TEST_F(RaspSession, HelpIsANameAsWell) {
  add("help");
  EXPECT_TRUE(contains("set example"));
  add("help = 1;");
  add("help;");
  EXPECT_EQ(text, "    value: help = 1\n");
}

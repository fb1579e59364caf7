//===- RaspPrinterTest.cpp - Printing RASP --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedText.h"
#include "RaspPrograms.h"

using namespace nntest;

TEST(RaspPrinter, RoundTrip) {
  for (const char *program : nntest::programs)
    checkRoundTrip(program);
}

TEST(RaspPrinter, CanonicalForm) {
  EXPECT_EQ(Parsed("a=(((1+2)))*3+(4*5);\n\n\nb , c=-(-x),not(a) ; "
                   "(a if b else c)if d else(e if f else g);")
                .print(),
            "a = (1 + 2) * 3 + 4 * 5;\n"
            "b, c = --x, not a;\n"
            "a if b else c if d else (e if f else g);\n");
  EXPECT_EQ(Parsed("def f(a,b){for x in[1,2]{draw(x,{a:b});}return[a for a in b"
                   "],{};}set s-op example\"x\"\nquit")
                .print(),
            "def f(a, b) {\n"
            "  for x in [1, 2] {\n"
            "    draw(x, {a: b});\n"
            "  }\n"
            "  return [a for a in b], {};\n"
            "}\n"
            "set s-op example \"x\"\n"
            "exit()\n");
  // A name in front of '(' that would be another word.
  EXPECT_EQ(Parsed("(draw)(a); b = (zip)(1) + (exit)();").print(),
            "(draw)(a);\nb = (zip)(1) + (exit)();\n");
}

TEST(RaspPrinter, PrintsNodes) {
  Parsed parsed("a = (b + 1) ^ 2;");
  std::string printed;
  llvm::raw_string_ostream os(printed);
  const auto *assign = dyn_cast<AssignStmt>(parsed.statement());
  print(*assign->values[0], os);
  os << "; ";
  print(*parsed.statement(), os);
  printTree(*assign->values[0], os);
  EXPECT_EQ(printed, "(b + 1) ^ 2; a = (b + 1) ^ 2;\n(^ (+ b 1) 2)");
}

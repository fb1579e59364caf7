//===- ParsedText.h - A text of RASP and what becomes of it -----*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TEST_UNIT_RASP_PARSEDTEXT_H
#define NN_TEST_UNIT_RASP_PARSEDTEXT_H

#include "lib/Target/Rasp/Diagnostics.h"
#include "lib/Target/Rasp/Parser.h"
#include "lib/Target/Rasp/PrintAst.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace nntest {
using namespace nn::rasp;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

/// Writes `line:column: message (hint)`, a line for each diagnostic. Severities
/// other than an error are named.
class CollectedDiagnostics : public Diagnostics {
public:
  explicit CollectedDiagnostics(StringRef text) : text(text) {}

  std::string messages;

protected:
  void report(Severity severity, SMRange range, const Twine &message,
              const Twine &hint) override {
    StringRef before(text.data(), range.Start.getPointer() - text.data());
    llvm::raw_string_ostream os(messages);
    os << before.count('\n') + 1 << ':'
       << before.size() - (before.rfind('\n') + 1) + 1 << ": "
       << (severity == Severity::Note      ? "note: "
           : severity == Severity::Warning ? "warning: "
                                           : "")
       << message;
    if (std::string words = hint.str(); !words.empty())
      os << " (" << words << ")";
    os << "\n";
  }

private:
  StringRef text;
};

/// A text and what becomes of it.
struct Parsed {
  explicit Parsed(StringRef text, const ParserLimits &limits = {})
      : text(text), diagnostics(this->text),
        result(parse(this->text, diagnostics, limits)) {
    EXPECT_EQ(result.status == ParseStatus::Good, bool(result.program));
    EXPECT_EQ(result.status == ParseStatus::Good,
              diagnostics.getNumErrors() == 0);
    EXPECT_EQ(result.status == ParseStatus::OverLimit,
              diagnostics.isOverLimit());
  }

  std::string tree() const {
    if (!result.program)
      return diagnostics.messages;
    std::string tree;
    llvm::raw_string_ostream os(tree);
    printTree(*result.program, os);
    return StringRef(tree).rtrim().str();
  }

  std::string print() const {
    if (!result.program)
      return diagnostics.messages;
    std::string printed;
    llvm::raw_string_ostream os(printed);
    nn::rasp::print(*result.program, os);
    return printed;
  }

  const Stmt *statement(unsigned i = 0) const {
    return result.program->body.statements[i];
  }
  /// The expression that is the first statement.
  const Expr *expr() const { return cast<ExprStmt>(statement())->value; }

  std::string text;
  CollectedDiagnostics diagnostics;
  ParseResult result;
};

inline std::string tree(StringRef text) { return Parsed(text).tree(); }

/// The tree of an expression.
inline std::string exprTree(StringRef text) {
  std::string tree = nntest::tree((text + ";").str());
  StringRef inner = tree;
  return inner.consume_front("(do ") && inner.consume_back(")") ? inner.str()
                                                                : tree;
}

inline std::string errors(StringRef text) {
  Parsed parsed(text);
  EXPECT_NE(parsed.result.status, ParseStatus::Good) << text.str();
  return StringRef(parsed.diagnostics.messages).rtrim().str();
}

inline StringRef getText(SMRange range) {
  return StringRef(range.Start.getPointer(),
                   range.End.getPointer() - range.Start.getPointer());
}

/// Checks that the canonical form of a text is the same tree.
inline void checkRoundTrip(StringRef text) {
  Parsed parsed(text);
  ASSERT_TRUE(parsed.result.program) << text.str() << "\n"
                                     << parsed.diagnostics.messages;
  std::string printed = parsed.print();
  Parsed again(printed);
  EXPECT_EQ(again.tree(), parsed.tree()) << printed;
  EXPECT_EQ(again.print(), printed);
}

inline std::string repeat(StringRef text, size_t count) {
  std::string all;
  for (size_t i = 0; i < count; ++i)
    all += text;
  return all;
}
} // namespace nntest

#endif // NN_TEST_UNIT_RASP_PARSEDTEXT_H

//===- RaspFuzzer.cpp - RASP programs as anyone may write them ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is the text of a program. It gets errors that point into it, or is
// printed and read back as the same tree, and run. Of what its s-ops are made,
// layers and heads are reported, drawn, and made a transformer of few tokens.
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "lib/Target/Rasp/Diagnostics.h"
#include "lib/Target/Rasp/Interpreter.h"
#include "lib/Target/Rasp/Parser.h"
#include "lib/Target/Rasp/PlanReport.h"
#include "lib/Target/Rasp/PrintAst.h"
#include "lib/Target/Rasp/Transformer/NetworkWeights.h"
#include "lib/Target/Rasp/Transformer/Planner.h"
#include "lib/Target/Rasp/Transformer/Vocabulary.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"
#ifdef NN_FUZZ
#include "TokenMutator.h"
#endif

using namespace nn::rasp;
using llvm::StringRef;
using nnfuzz::expect;

namespace {
/// Renders diagnostics as a tool does, to nowhere, and checks their form.
class CheckedDiagnostics : public SourceMgrDiagnostics {
public:
  CheckedDiagnostics(const llvm::SourceMgr &sources, StringRef text)
      : SourceMgrDiagnostics(sources, llvm::nulls()), text(text) {}

protected:
  void report(Severity severity, llvm::SMRange range,
              const llvm::Twine &message, const llvm::Twine &hint) override {
    const char *start = range.Start.getPointer();
    const char *end = range.End.getPointer();
    expect(text.begin() <= start && start <= end && end <= text.end(),
           "a diagnostic to point into the text");
    std::string words = message.str();
    expect(!words.empty() && !llvm::isUpper(words.front()) &&
               words.back() != '.',
           "a message in lower case, without a period");
    SourceMgrDiagnostics::report(severity, range, message, hint);
  }

private:
  StringRef text;
};

/// One text, and what is made of it.
struct Session {
  explicit Session(StringRef input);

  /// Runs the program, as it is compiled.
  void run();
  /// The program in canonical form.
  std::string print() const;
  /// What was understood.
  std::string printTree() const;

  llvm::SourceMgr sources;
  unsigned buffer;
  ParseResult result;
};
} // namespace

Session::Session(StringRef input) {
  // The text is not copied, so that AddressSanitizer sees its end.
  buffer = sources.AddNewSourceBuffer(
      llvm::MemoryBuffer::getMemBuffer(input, "input",
                                       /*RequiresNullTerminator=*/false),
      llvm::SMLoc());
  StringRef text = sources.getMemoryBuffer(buffer)->getBuffer();
  CheckedDiagnostics diagnostics(sources, text);
  result = parse(text, diagnostics);
  bool isGood = result.status == ParseStatus::Good;
  expect(isGood == (result.program != nullptr), "a program if all is good");
  expect(isGood == (diagnostics.getNumErrors() == 0), "errors if not");
  expect(diagnostics.isOverLimit() == (result.status == ParseStatus::OverLimit),
         "a status that says whether the text is over a limit");
}

/// The report in all of its forms. Large graphs are for the tests.
static void report(Interpreter &interpreter, const llvm::SourceMgr &sources) {
  std::vector<NamedPlan> plans;
  for (const NamedStep &sop : interpreter.getSops())
    if (collectSteps(sop.step).size() < 200 && plans.size() < 8)
      plans.push_back(makeNamedPlan(interpreter, sop.name, sop.step));
  std::string text;
  llvm::raw_string_ostream os(text);
  writeJson(os, plans, sources);
  llvm::Expected<llvm::json::Value> json = llvm::json::parse(text);
  if (!json) {
    llvm::errs() << text << llvm::toString(json.takeError()) << "\n";
    expect(false, "JSON");
  }
  const llvm::json::Array *array = json->getAsObject()->getArray("sops");
  expect(array && array->size() == plans.size(), "all s-ops");
  for (const NamedPlan &plan : plans) {
    writeText(llvm::nulls(), plan, sources);
    writeSvg(llvm::nulls(), plan);
  }
}

/// The transformer of `sop`, for strings and for numbers, with and without the
/// causal mask.
static void makeTransformers(const NamedStep &sop,
                             const llvm::SourceMgr &sources) {
  PlannerLimits limits;
  limits.maxTable = limits.maxValues = 256;
  limits.maxWidth = 512;
  limits.maxPairs = limits.maxWork = 1 << 14;
  for (StringRef tokens : {"ab", "[0, 1, 2]"}) {
    std::string problem;
    std::optional<std::vector<Atom>> vocabulary =
        parseVocabulary(tokens, problem);
    expect(vocabulary.has_value(), "a vocabulary");
    SourceMgrDiagnostics diagnostics(sources, llvm::nulls());
    Planner planner(diagnostics, *vocabulary, /*maxLength=*/3,
                    /*causal=*/tokens.size() == 2, {{sop.step, sop.name}},
                    limits);
    std::optional<Network> network = planner.plan(sop.step);
    expect(network.has_value() ==
               (diagnostics.getNumErrors() == 0 && !diagnostics.isOverLimit()),
           "a network, or an error");
    constexpr double manyParameters = 1 << 18;
    if (network && countParameters(*network) < manyParameters)
      expect(!NetworkWeights(*network).getAll().empty(), "weights");
  }
}

void Session::run() {
  InterpreterLimits limits;
  limits.maxSteps = limits.maxElements = 20000;
  limits.maxGraph = 5000;
  // Frames are large under AddressSanitizer.
  limits.maxDepth = 1100;
  // Files that are loaded have texts of their own.
  SourceMgrDiagnostics diagnostics(sources, llvm::nulls());
  Interpreter interpreter(sources, diagnostics, {}, limits);
  interpreter.run(std::move(result.program), buffer);
  for (const NamedStep &sop : interpreter.getSops())
    expect(!sop.step->isSelector(), "a sequence");
  std::optional<size_t> last = interpreter.getLast();
  expect(!last || *last < interpreter.getSops().size(), "a place of an s-op");
  if (diagnostics.getNumErrors() > 0 || interpreter.getSops().empty())
    return;
  report(interpreter, sources);
  NamedStep sop = interpreter.getSops()[last.value_or(0)];
  sop.step = interpreter.getUnchecked(sop.step);
  if (collectSteps(sop.step).size() < 200)
    makeTransformers(sop, sources);
}

std::string Session::print() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  nn::rasp::print(*result.program, os);
  return text;
}

std::string Session::printTree() const {
  std::string tree;
  llvm::raw_string_ostream os(tree);
  nn::rasp::printTree(*result.program, os);
  return tree;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Session session(StringRef(reinterpret_cast<const char *>(data), size));
  if (!session.result.program)
    return 0;
  std::string text = session.print();
  Session again(text);
  if (!again.result.program || again.printTree() != session.printTree()) {
    llvm::errs() << "--- printed\n" << text;
    expect(false, "the printed program to read back");
  }
  expect(again.print() == text, "a canonical form to stay as it is");
  session.run();
  return 0;
}

#ifdef NN_FUZZ
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv) {
  nnfuzz::readDictionary(*argc, *argv);
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  // Bytes are changed now and then, for strings and comments.
  return nnfuzz::mutateText(data, size, maxSize, seed);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t *first,
                                            size_t firstSize,
                                            const uint8_t *second,
                                            size_t secondSize, uint8_t *out,
                                            size_t maxSize, unsigned seed) {
  return nnfuzz::crossTexts(first, firstSize, second, secondSize, out, maxSize,
                            seed);
}
#endif

//===- Session.cpp - An interactive RASP session --------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lines are parsed together until they are a statement, each time anew. A
// buffer of the console is called `console#N`, where N is the line of the
// session with which it starts; messages say `console` and the line.
//
//===----------------------------------------------------------------------===//

#include "Session.h"
#include "lib/Target/Rasp/Parser.h"
#include "nn/Tools/Tools.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"

using namespace nn;
using namespace nn::rasp;
using llvm::SMDiagnostic;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

/// Parsing a statement again for each of its lines takes quadratic time.
static constexpr size_t kMaxStatementBytes = 1 << 18;

static constexpr StringRef kHelp =
    R"(Statements end with ';' and may go over several lines:
    same = select(tokens, tokens, ==);      a selector
    histogram = selector_width(same);       an s-op
    histogram("hello");                     what it is on an input
    def f(x) { return x + 1; }              a function
    draw(histogram, "hello");               the layers and heads that it takes
    load "path/name";                       runs path/name.rasp
Commands, without ';':
    set example "abc"          the input on which s-ops and selectors are shown
    set s-op example [1, 2]    of s-ops alone; likewise 'set selector example'
    show example               also 'show s-op example', 'show selector example'
    examples off               also 'on', 's-op examples', 'selector examples'
    full seq display on        s-ops below their input; 'off'
    exit                       also 'quit', or the end of the input
Built in: tokens indices length tokens_str tokens_int tokens_float tokens_bool
    tokens_asis select aggregate selector_width round indicator range zip len
The library: full_s average count contains has_focus max min sort shift
    load_from_location mark_first_instance mark_last_instance
    select_from_first select_from_last select_next_identical
)";

/// Keeps what is reported until it is known whether the text is complete.
class Session::Reporter : public Diagnostics {
public:
  /// Reports to others what there is.
  void passTo(Diagnostics &other) const {
    for (const Entry &entry : entries) {
      if (entry.severity == Severity::Error && isOverLimit())
        other.overLimit(entry.range, entry.message);
      else if (entry.severity == Severity::Error)
        other.error(entry.range, entry.message, entry.hint);
      else if (entry.severity == Severity::Warning)
        other.warning(entry.range, entry.message, entry.hint);
      else
        other.note(entry.range, entry.message);
    }
  }

protected:
  void report(Severity severity, SMRange range, const Twine &message,
              const Twine &hint) override {
    entries.push_back({severity, range, message.str(), hint.str()});
  }

private:
  struct Entry {
    Severity severity;
    SMRange range;
    std::string message, hint;
  };
  std::vector<Entry> entries;
};

Session::Session(llvm::raw_ostream &out, llvm::raw_ostream &err,
                 std::vector<std::string> folders)
    : out(out), err(err),
      diagnostics(std::make_unique<SourceMgrDiagnostics>(sources, err)),
      interpreter(std::make_unique<Interpreter>(sources, *diagnostics,
                                                std::move(folders))),
      evaluation(sources) {
  sources.setDiagHandler(printDiagnostic, this);
}

Session::~Session() = default;

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

std::pair<StringRef, unsigned> Session::getPlace(StringRef buffer,
                                                 unsigned line) {
  auto [name, first] = buffer.rsplit('#');
  unsigned number = 0;
  if (name != "console" || first.getAsInteger(10, number))
    return {buffer, line};
  return {name, line + number - 1};
}

void Session::printDiagnostic(const SMDiagnostic &diagnostic, void *session) {
  auto [name, line] =
      getPlace(diagnostic.getFilename(), diagnostic.getLineNo());
  SMDiagnostic moved(*diagnostic.getSourceMgr(), diagnostic.getLoc(), name,
                     line, diagnostic.getColumnNo(), diagnostic.getKind(),
                     diagnostic.getMessage(), diagnostic.getLineContents(),
                     diagnostic.getRanges());
  llvm::raw_ostream &err = static_cast<Session *>(session)->err;
  moved.print(nullptr, err, err.has_colors());
}

void Session::noteFailure(bool isOverLimit) {
  exitCode = std::max<int>(exitCode, isOverLimit ? kExitLimit : kExitInput);
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

void Session::runProgram(std::unique_ptr<Program> program, unsigned buffer,
                         bool isQuiet) {
  interrupted = 0;
  bool isGood = interpreter->runInteractively(
      std::move(program), buffer,
      [&](const Stmt &statement, const Outcome &outcome) {
        if (!interrupted)
          show(statement, outcome, isQuiet);
      });
  if (!isGood)
    noteFailure(diagnostics->isOverLimit());
  // Of a file, the end is not that of the session.
  ended |= interpreter->hasExited() && !isQuiet;
}

void Session::runFile(StringRef path) {
  auto file = llvm::MemoryBuffer::getFile(path);
  if (!file) {
    llvm::WithColor::error(err) << "cannot read '" << path
                                << "': " << file.getError().message() << "\n";
    return noteFailure(/*isOverLimit=*/false);
  }
  StringRef text = (*file)->getBuffer();
  unsigned buffer = sources.AddNewSourceBuffer(std::move(*file), {});
  diagnostics->reset();
  ParseResult parsed = parse(text, *diagnostics);
  if (!parsed.program)
    return noteFailure(diagnostics->isOverLimit());
  runProgram(std::move(parsed.program), buffer, /*isQuiet=*/true);
}

/// Runs what is pending if it is complete, or the last there is.
bool Session::runPending(bool isLast) {
  auto file = llvm::MemoryBuffer::getMemBufferCopy(
      pending, "console#" + Twine(firstLine));
  Reporter reporter;
  ParseResult parsed = parse(file->getBuffer(), reporter);
  if (parsed.status == ParseStatus::Unfinished && !isLast)
    return false;
  unsigned buffer = sources.AddNewSourceBuffer(std::move(file), {});
  diagnostics->reset();
  reporter.passTo(*diagnostics);
  if (parsed.program)
    runProgram(std::move(parsed.program), buffer, /*isQuiet=*/false);
  else
    noteFailure(diagnostics->isOverLimit());
  return true;
}

bool Session::runHelp() {
  StringRef line = StringRef(pending).trim();
  line.consume_back(";");
  if (line.rtrim() != "help" ||
      llvm::is_contained(interpreter->getKnownNames(), "help"))
    return false;
  out << kHelp;
  return true;
}

void Session::addLine(StringRef line) {
  ++numLines;
  if (pending.empty())
    firstLine = numLines;
  pending += line;
  pending += "\n";
  if (pending.size() > kMaxStatementBytes) {
    llvm::WithColor::error(err)
        << "a statement of more than " << kMaxStatementBytes
        << " bytes; load a file that holds it\n";
    noteFailure(/*isOverLimit=*/true);
    pending.clear();
  } else if (runHelp() || runPending(/*isLast=*/false)) {
    pending.clear();
  }
}

void Session::finish() {
  if (!pending.empty())
    runPending(/*isLast=*/true);
  pending.clear();
}

std::vector<std::string> Session::complete(StringRef prefix) const {
  std::vector<std::string> words;
  for (StringRef name : interpreter->getKnownNames())
    if (name.starts_with(prefix))
      words.push_back(name.str());
  for (StringRef word : {"select", "aggregate", "round", "indicator", "range",
                         "zip", "len", "draw", "load", "def", "return", "set",
                         "show", "example", "examples", "exit", "help"})
    if (word.starts_with(prefix))
      words.push_back(word.str());
  llvm::sort(words);
  return words;
}

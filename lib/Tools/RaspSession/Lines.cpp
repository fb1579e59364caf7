//===- Lines.cpp - Where a session has its lines from ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The line editor goes on after a signal. To make it give up a line, the
// handler puts an empty file in the place of standard input, which ends the
// line, and the terminal is put back before the next one.
//
//===----------------------------------------------------------------------===//

#include "Lines.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/LineEditor/LineEditor.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace nn::rasp;
using llvm::LineEditor;
using llvm::StringRef;

/// What the handler of interrupts needs, which cannot be passed to it.
static Session *interruptedSession = nullptr;
static volatile std::sig_atomic_t isReading = 0, wasInterrupted = 0;
static int emptyFile = -1;

static void handleInterrupt(int signal) {
  if (isReading) {
    dup2(emptyFile, STDIN_FILENO);
  } else {
    interruptedSession->interrupt();
    // Who cannot wait ends the program.
    if (wasInterrupted)
      std::signal(signal, SIG_DFL);
  }
  wasInterrupted = 1;
}

/// The name at the end of `text`.
static StringRef getLastWord(StringRef text) {
  size_t end = text.size();
  while (end > 0 && (llvm::isAlnum(text[end - 1]) || text[end - 1] == '_'))
    --end;
  return text.drop_front(end);
}

namespace {
/// A terminal, while lines are read from it.
class Terminal {
public:
  explicit Terminal(Session &session);
  ~Terminal();

  void run();

private:
  std::optional<std::string> readLine();

  Session &session;
  LineEditor editor;
  /// A second descriptor of the terminal.
  int terminal;
  struct sigaction before;
};
} // namespace

Terminal::Terminal(Session &session)
    : session(session),
      editor("nn-rasp", LineEditor::getDefaultHistoryPath("nn-rasp")),
      terminal(dup(STDIN_FILENO)) {
  interruptedSession = &session;
  emptyFile = open("/dev/null", O_RDONLY | O_CLOEXEC);
  struct sigaction action = {};
  action.sa_handler = handleInterrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &before);
  editor.loadHistory();
  editor.setListCompleter([&](StringRef line, size_t position) {
    StringRef prefix = getLastWord(line.take_front(position));
    std::vector<LineEditor::Completion> completions;
    if (!prefix.empty())
      for (const std::string &word : session.complete(prefix))
        completions.emplace_back(word.substr(prefix.size()), word);
    return completions;
  });
}

Terminal::~Terminal() {
  editor.saveHistory();
  sigaction(SIGINT, &before, nullptr);
  close(terminal);
  close(emptyFile);
}

/// The next line; nothing at the end of the input and after an interrupt.
std::optional<std::string> Terminal::readLine() {
  editor.setPrompt(session.isUnfinished() ? ".. " : ">> ");
  wasInterrupted = 0;
  isReading = 1;
  std::optional<std::string> line = editor.readLine();
  isReading = 0;
  if (!wasInterrupted)
    return line;
  dup2(terminal, STDIN_FILENO);
  clearerr(stdin);
  return std::nullopt;
}

void Terminal::run() {
  llvm::outs() << "RASP; 'help' says what there is, 'exit' or Ctrl-D ends\n";
  while (!session.hasEnded()) {
    llvm::outs().flush();
    if (std::optional<std::string> line = readLine()) {
      wasInterrupted = 0;
      session.addLine(*line);
      continue;
    }
    llvm::outs() << "\n";
    if (!wasInterrupted)
      break;
    session.discardPending();
  }
  session.finish();
}

/// Reads lines of what is no terminal.
static void readFile(Session &session) {
  std::string rest;
  char buffer[4096];
  ssize_t count;
  while (!session.hasEnded() &&
         ((count = read(STDIN_FILENO, buffer, sizeof(buffer))) > 0 ||
          (count < 0 && errno == EINTR))) {
    if (count < 0)
      continue;
    rest.append(buffer, static_cast<size_t>(count));
    StringRef text = rest;
    while (!session.hasEnded() && text.contains('\n')) {
      auto [line, more] = text.split('\n');
      line.consume_back("\r");
      session.addLine(line);
      text = more;
    }
    rest = text.str();
    // Who writes a statement and waits for what it gives gets it.
    llvm::outs().flush();
  }
  if (!session.hasEnded() && !rest.empty())
    session.addLine(rest);
  if (!session.hasEnded())
    session.finish();
}

void nn::rasp::readLines(Session &session) {
  if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
    Terminal(session).run();
  else
    readFile(session);
}

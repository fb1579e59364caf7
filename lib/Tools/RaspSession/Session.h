//===- Session.h - An interactive RASP session ------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Takes lines, runs the statements in them as soon as they are complete, and
// shows what they give. Where lines come from is not known here.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_RASPSESSION_SESSION_H
#define NN_LIB_TOOLS_RASPSESSION_SESSION_H

#include "Evaluation.h"
#include "lib/Target/Rasp/Diagnostics.h"
#include "lib/Target/Rasp/Interpreter.h"
#include "llvm/Support/SourceMgr.h"

namespace nn::rasp {
class Session {
public:
  /// Results go to `out`, errors to `err`. Files that programs load are also
  /// looked for in `folders`.
  Session(llvm::raw_ostream &out, llvm::raw_ostream &err,
          std::vector<std::string> folders = {});
  ~Session();

  /// Runs the program in the file `path` as if it had been loaded, but for
  /// private names, which it also sets.
  void runFile(llvm::StringRef path);
  /// Takes the next line, without its end.
  void addLine(llvm::StringRef line);
  /// Whether a statement goes on in the next line.
  bool isUnfinished() const { return !pending.empty(); }
  /// Leaves out the lines of a statement that is not finished.
  void discardPending() { pending.clear(); }
  /// The input ends: a statement that is not finished is an error.
  void finish();
  /// Whether the session was told to end.
  bool hasEnded() const { return ended; }
  /// The worst that a statement or file has ended with.
  int getExitCode() const { return exitCode; }
  /// Asks what runs to end soon, if it is not one step alone. May be called by
  /// a signal handler.
  void interrupt() { interrupted = 1; }

  /// The words that a name that begins with `prefix` can be, in alphabetical
  /// order.
  std::vector<std::string> complete(llvm::StringRef prefix) const;

private:
  class Reporter;

  bool runPending(bool isLast);
  void runProgram(std::unique_ptr<Program> program, unsigned buffer,
                  bool isQuiet);
  bool runHelp();
  void noteFailure(bool isOverLimit);
  /// Reports that there is no result.
  void fail(const Evaluated &failed);
  /// Takes away the number of the line where a buffer starts.
  static std::pair<llvm::StringRef, unsigned> getPlace(llvm::StringRef buffer,
                                                       unsigned line);
  static void printDiagnostic(const llvm::SMDiagnostic &diagnostic,
                              void *session);

  // Showing.
  void show(const Stmt &statement, const Outcome &outcome, bool isQuiet);
  void showExample(ExampleKind kind);
  void showValue(llvm::StringRef name, const Value &value, unsigned indent,
                 bool hasExamples, llvm::StringRef key = "");
  void showSop(llvm::StringRef name, const Step *sop, unsigned indent);
  void showSelector(const Step *selector, unsigned indent);
  void showApplied(const Applied &applied);
  void showFlow(const DrawStmt &statement, const Applied &drawn);
  std::string getLabel(const Value &value) const;
  std::string describe(const Function &function) const;
  std::string describe(const Evaluated &failed) const;

  llvm::raw_ostream &out, &err;
  llvm::SourceMgr sources;
  std::unique_ptr<Diagnostics> diagnostics;
  std::unique_ptr<Interpreter> interpreter;
  Evaluation evaluation;

  std::string pending;
  unsigned numLines = 0, firstLine = 1;
  bool ended = false;
  int exitCode = 0;
  volatile int interrupted = 0;

  bool showsSopExamples = true, showsSelectorExamples = true;
  bool showsFullSequences = false;
};
} // namespace nn::rasp

#endif // NN_LIB_TOOLS_RASPSESSION_SESSION_H

//===- Diagnostics.h - What is wrong with a RASP program --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_DIAGNOSTICS_H
#define NN_LIB_TARGET_RASP_DIAGNOSTICS_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/SMLoc.h"

namespace llvm {
class raw_ostream;
class SourceMgr;
} // namespace llvm

namespace nn::rasp {
/// Takes what lexer, parser and analysis say about a program. A message starts
/// in lower case, says what was expected and what was found, and ends without a
/// period. A hint says how what was probably meant is written.
///
/// Errors beyond `maxErrors` are dropped, with a note in their place; a step
/// stops as soon as `isFull`.
class Diagnostics {
public:
  enum class Severity { Error, Warning, Note };

  explicit Diagnostics(unsigned maxErrors = 20) : maxErrors(maxErrors) {}
  Diagnostics(const Diagnostics &) = delete;
  Diagnostics &operator=(const Diagnostics &) = delete;
  virtual ~Diagnostics();

  void error(llvm::SMRange range, const llvm::Twine &message,
             const llvm::Twine &hint = "");
  /// An error of a program that may be right but is larger than we read.
  void overLimit(llvm::SMRange range, const llvm::Twine &message);
  void warning(llvm::SMRange range, const llvm::Twine &message,
               const llvm::Twine &hint = "");
  /// Says more about the error or warning before: it is dropped with it.
  void note(llvm::SMRange range, const llvm::Twine &message);

  unsigned getNumErrors() const { return numErrors; }
  /// Whether an error was one of `overLimit`.
  bool isOverLimit() const { return sawLimit; }
  /// Whether an error was dropped.
  bool isFull() const { return dropped; }
  /// Forgets all of this: an interactive program goes on.
  void reset() {
    numErrors = 0;
    sawLimit = dropped = false;
  }

protected:
  /// `hint` is empty where there is none.
  virtual void report(Severity severity, llvm::SMRange range,
                      const llvm::Twine &message, const llvm::Twine &hint) = 0;

private:
  const unsigned maxErrors;
  unsigned numErrors = 0;
  bool sawLimit = false;
  bool dropped = false;
};

/// The line and the column of a place in a buffer of `sources`, from 1. A
/// column is a code point.
std::pair<unsigned, unsigned> getLineAndColumn(const llvm::SourceMgr &sources,
                                               llvm::SMLoc place,
                                               unsigned buffer);

/// Prints `file:line:column: error: message`, the line and a caret; hints are
/// printed as notes. The text has to lie in a buffer of `sources`, whose
/// handler of diagnostics, if there is one, is called instead of printing.
class SourceMgrDiagnostics : public Diagnostics {
public:
  SourceMgrDiagnostics(const llvm::SourceMgr &sources, llvm::raw_ostream &os,
                       unsigned maxErrors = 20)
      : Diagnostics(maxErrors), sources(sources), os(os) {}

protected:
  void report(Severity severity, llvm::SMRange range,
              const llvm::Twine &message, const llvm::Twine &hint) override;

private:
  const llvm::SourceMgr &sources;
  llvm::raw_ostream &os;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_DIAGNOSTICS_H

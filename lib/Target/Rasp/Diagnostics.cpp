//===- Diagnostics.cpp - What is wrong with a RASP program ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

using namespace nn::rasp;
using llvm::SMRange;
using llvm::SourceMgr;
using llvm::Twine;

Diagnostics::~Diagnostics() = default;

void Diagnostics::error(SMRange range, const Twine &message,
                        const Twine &hint) {
  if (dropped)
    return;
  if (numErrors == maxErrors) {
    dropped = true;
    report(Severity::Note, range,
           "there are more errors from here on; only the first " +
               Twine(maxErrors) + " are shown",
           "");
    return;
  }
  ++numErrors;
  report(Severity::Error, range, message, hint);
}

void Diagnostics::overLimit(SMRange range, const Twine &message) {
  sawLimit = true;
  error(range, message);
}

void Diagnostics::warning(SMRange range, const Twine &message,
                          const Twine &hint) {
  if (!dropped)
    report(Severity::Warning, range, message, hint);
}

void Diagnostics::note(SMRange range, const Twine &message) {
  if (!dropped)
    report(Severity::Note, range, message, "");
}

static SourceMgr::DiagKind getKind(Diagnostics::Severity severity) {
  switch (severity) {
  case Diagnostics::Severity::Error:
    return SourceMgr::DK_Error;
  case Diagnostics::Severity::Warning:
    return SourceMgr::DK_Warning;
  case Diagnostics::Severity::Note:
    return SourceMgr::DK_Note;
  }
  llvm_unreachable("unknown severity");
}

std::pair<unsigned, unsigned>
nn::rasp::getLineAndColumn(const SourceMgr &sources, llvm::SMLoc place,
                           unsigned buffer) {
  auto [line, column] = sources.getLineAndColumn(place, buffer);
  const char *start = place.getPointer() - (column - 1);
  auto isStart = [](char byte) { return (byte & 0xC0) != 0x80; };
  return {line,
          llvm::count_if(llvm::make_range(start, place.getPointer()), isStart) +
              1};
}

void SourceMgrDiagnostics::report(Severity severity, SMRange range,
                                  const Twine &message, const Twine &hint) {
  auto print = [&](SourceMgr::DiagKind kind, const Twine &text,
                   llvm::ArrayRef<SMRange> ranges) {
    llvm::SMDiagnostic message =
        sources.GetMessage(range.Start, kind, text, ranges);
    // Carets stand below bytes, which are the code points of most lines.
    if (unsigned buffer = sources.FindBufferContainingLoc(range.Start)) {
      auto [line, column] = getLineAndColumn(sources, range.Start, buffer);
      message = llvm::SMDiagnostic(
          sources, range.Start, message.getFilename(), line, column - 1, kind,
          message.getMessage(), message.getLineContents(), message.getRanges());
    }
    sources.PrintMessage(os, message);
  };
  print(getKind(severity), message, range);
  if (std::string text = hint.str(); !text.empty())
    print(SourceMgr::DK_Note, text, {});
}

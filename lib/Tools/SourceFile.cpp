//===- SourceFile.cpp - Reading modules safely ----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The parser of MLIR recurses with the nesting of its input and overflows the
// stack on a few thousand brackets, and it multiplies the extents of types
// without looking at overflow. So text is scanned before: once, in linear time,
// and without building anything.
//
//===----------------------------------------------------------------------===//

#include "mlir/Bytecode/BytecodeReader.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Support/FileUtilities.h"
#include "nn/Tools/Tools.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/WithColor.h"

using namespace mlir;
using namespace nn;

namespace {
class SourceScanner {
public:
  SourceScanner(llvm::SourceMgr &sourceMgr, const SourceLimits &limits)
      : sourceMgr(sourceMgr), limits(limits),
        text(
            sourceMgr.getMemoryBuffer(sourceMgr.getMainFileID())->getBuffer()) {
  }

  LogicalResult scan() {
    unsigned depth = 0;
    while (position < text.size()) {
      char c = text[position];
      if (c == '"') {
        skipString();
        continue;
      }
      if (c == '/' && text.substr(position).starts_with("//")) {
        position = text.find('\n', position);
        if (position == StringRef::npos)
          break;
        continue;
      }
      if (c == '-' && text.substr(position).starts_with("->")) {
        position += 2;
        continue;
      }
      if (StringRef("([{<").contains(c)) {
        if (++depth > limits.maxNesting)
          return report("brackets nest deeper than " +
                        Twine(limits.maxNesting) + " levels");
        ++position;
        if (c == '<' && isShapedType() && failed(checkShape()))
          return failure();
        continue;
      }
      if (StringRef(")]}>").contains(c) && depth > 0)
        --depth;
      ++position;
    }
    return success();
  }

private:
  LogicalResult report(const Twine &message) {
    sourceMgr.PrintMessage(llvm::SMLoc::getFromPointer(text.data() + position),
                           llvm::SourceMgr::DK_Error, message);
    return failure();
  }

  void skipString() {
    for (++position; position < text.size(); ++position) {
      if (text[position] == '\\')
        ++position;
      else if (text[position] == '"' || text[position] == '\n')
        break;
    }
    position = std::min(position + 1, text.size());
  }

  /// Whether the bracket before `position` follows the name of a shaped type.
  bool isShapedType() const {
    StringRef before = text.take_front(position - 1);
    return before.ends_with("tensor") || before.ends_with("vector") ||
           before.ends_with("memref");
  }

  /// Checks the extents `2x3x` at `position`; leaves the position behind them.
  LogicalResult checkShape() {
    // No element has more than 16 bytes here; a factor of 16 is on the safe
    // side.
    int64_t bytes = 16;
    size_t start = position;
    while (position < text.size()) {
      if (llvm::isSpace(text[position])) {
        ++position;
        continue;
      }
      if (text.substr(position).starts_with("?")) {
        ++position;
      } else {
        StringRef digits = text.substr(position).take_while(
            [](char c) { return llvm::isDigit(c); });
        if (digits.empty())
          break;
        int64_t extent = 0;
        // A zero makes the product harmless, but not the factors before it.
        if (digits.getAsInteger(10, extent) ||
            llvm::MulOverflow(bytes, std::max<int64_t>(extent, 1), bytes)) {
          position = start;
          return report("a type of 2^63 bytes or more");
        }
        position += digits.size();
      }
      if (!text.substr(position).starts_with("x"))
        break;
      ++position;
    }
    return success();
  }

  llvm::SourceMgr &sourceMgr;
  const SourceLimits &limits;
  StringRef text;
  size_t position = 0;
};
} // namespace

LogicalResult nn::checkSourceLimits(llvm::SourceMgr &sourceMgr,
                                    const SourceLimits &limits) {
  return SourceScanner(sourceMgr, limits).scan();
}

OwningOpRef<ModuleOp> nn::readModule(StringRef path, MLIRContext &context,
                                     llvm::SourceMgr &sourceMgr,
                                     int &exitCode) {
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> file = openInputFile(path, &message);
  if (!file) {
    llvm::WithColor::error(llvm::errs()) << message << "\n";
    exitCode = kExitInput;
    return {};
  }
  bool isText = !isBytecode(file->getMemBufferRef());
  sourceMgr.AddNewSourceBuffer(std::move(file), llvm::SMLoc());
  if (isText && failed(checkSourceLimits(sourceMgr))) {
    exitCode = kExitLimit;
    return {};
  }
  auto module = parseSourceFile<ModuleOp>(sourceMgr, &context);
  if (!module)
    exitCode = kExitInput;
  return module;
}

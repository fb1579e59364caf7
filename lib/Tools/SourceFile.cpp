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

#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarOps.h"
#include "mlir/Bytecode/BytecodeReader.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Support/FileUtilities.h"
#include "nn/Analysis/CallGraph.h"
#include "nn/Target/Rasp.h"
#include "nn/Tools/Tools.h"
#include "nn/Weights/ParamValues.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
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
    while (skipSpace(), position < text.size())
      if (failed(scanToken()))
        return failure();
    return success();
  }

private:
  /// What the use of an alias stands for.
  struct Alias {
    unsigned depth = 0;     ///< brackets that it nests
    uint64_t expansion = 1; ///< uses of aliases in it, and in those
  };
  /// A bracket that is open.
  struct Bracket {
    char close;
    size_t affineStart; ///< where the affine map or set begins, or npos
  };

  LogicalResult report(const Twine &message) {
    sourceMgr.PrintMessage(llvm::SMLoc::getFromPointer(text.data() + position),
                           llvm::SourceMgr::DK_Error, message);
    return failure();
  }

  StringRef rest() const { return text.drop_front(position); }

  /// Skips spaces and comments; a line feed outside of brackets ends the
  /// definition of an alias that has begun.
  void skipSpace() {
    while (position < text.size()) {
      if (rest().starts_with("//")) {
        position = std::min(text.find('\n', position), text.size());
      } else if (llvm::isSpace(text[position])) {
        if (text[position] == '\n' && brackets.empty() && lastWord != "=")
          finishAlias();
        ++position;
      } else {
        return;
      }
    }
  }

  LogicalResult scanToken() {
    StringRef previous = lastWord;
    lastWord = "";
    char c = text[position];
    if (c == '"') {
      skipString();
      return success();
    }
    if (rest().starts_with("->") || rest().starts_with(">=")) {
      position += 2;
      return success();
    }
    if (c == '#' || c == '!')
      return scanAlias();
    if (llvm::isAlpha(c) || c == '_') {
      lastWord = rest().take_while(isWordCharacter);
      position += lastWord.size();
      return success();
    }
    if (c == '=')
      lastWord = rest().take_front();
    ++position;
    size_t kind = StringRef("([{<").find(c);
    if (kind != StringRef::npos)
      return open(")]}>"[kind], previous);
    if (StringRef(")]}>").contains(c))
      return close(c);
    return success();
  }

  static bool isWordCharacter(char c) {
    return llvm::isAlnum(c) || c == '_' || c == '$' || c == '.';
  }

  LogicalResult open(char closing, StringRef word) {
    bool isAffine =
        closing == '>' && (word == "affine_map" || word == "affine_set");
    brackets.push_back({closing, isAffine ? position : StringRef::npos});
    if (failed(checkDepth(brackets.size())))
      return failure();
    if (closing == '>' &&
        (word == "tensor" || word == "vector" || word == "memref"))
      return checkShape();
    if (closing == '>' && word == "array")
      return checkArray();
    return success();
  }

  /// Checks the element type of a dense array: the parser asks 'index' for its
  /// width, which has none. An alias could stand for it.
  LogicalResult checkArray() {
    skipSpace();
    if (rest().take_while(isWordCharacter) == "index" ||
        rest().starts_with("!"))
      return report("a dense array whose element type is 'index' or an alias");
    return success();
  }

  /// Closes the innermost bracket of the kind of `c`: text that does not match
  /// is left to the parser, which stops at it.
  LogicalResult close(char c) {
    if (brackets.empty() || brackets.back().close != c)
      return success();
    size_t start = brackets.pop_back_val().affineStart;
    if (start != StringRef::npos && position - start > limits.maxAffineLength)
      return report("an affine map or set of more than " +
                    Twine(limits.maxAffineLength) + " characters");
    return success();
  }

  LogicalResult checkDepth(unsigned depth) {
    if (current)
      current->depth = std::max(current->depth, depth);
    if (depth > limits.maxNesting)
      return report("brackets nest deeper than " + Twine(limits.maxNesting) +
                    " levels");
    return success();
  }

  /// `#name` or `!name`: a definition before `=`, else a use.
  LogicalResult scanAlias() {
    StringRef name = rest().take_front(
        1 + rest().drop_front().take_while(isWordCharacter).size());
    position += name.size();
    size_t start = position;
    while (position < text.size() && llvm::isSpace(text[position]))
      ++position;
    bool isDefinition = brackets.empty() && rest().starts_with("=") &&
                        !rest().starts_with("==");
    position = start;
    if (isDefinition) {
      finishAlias();
      currentName = name;
      current.emplace();
      return success();
    }
    auto used = aliases.find(name);
    if (used == aliases.end())
      return success();
    if (current)
      current->expansion =
          llvm::SaturatingAdd(current->expansion, used->second.expansion);
    if (current && current->expansion > limits.maxExpansion)
      return report("an alias that expands to more than " +
                    Twine(limits.maxExpansion) + " others");
    // A chain of aliases nests even without brackets.
    return checkDepth(brackets.size() + used->second.depth + 1);
  }

  void finishAlias() {
    if (current)
      aliases[currentName] = *current;
    current.reset();
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

  /// Checks the extents `2x3x` at `position`; leaves the position behind them.
  LogicalResult checkShape() {
    // No element has more than 16 bytes.
    constexpr int64_t maxElements = int64_t(1) << 59;
    int64_t elements = 1;
    size_t start = position;
    while (skipSpace(), position < text.size()) {
      if (rest().starts_with("?")) {
        ++position;
      } else {
        StringRef digits = rest().take_while(llvm::isDigit);
        if (digits.empty())
          break;
        int64_t extent = 0;
        // A zero makes the product harmless, but not the factors before it.
        if (digits.getAsInteger(10, extent) ||
            llvm::MulOverflow(elements, std::max<int64_t>(extent, 1),
                              elements) ||
            elements >= maxElements) {
          position = start;
          return report("a type of 2^59 elements or more");
        }
        position += digits.size();
      }
      skipSpace();
      if (!rest().starts_with("x"))
        break;
      ++position;
    }
    return success();
  }

  llvm::SourceMgr &sourceMgr;
  const SourceLimits &limits;
  StringRef text;
  size_t position = 0;
  /// The token before, if it is a word or `=`.
  StringRef lastWord;
  SmallVector<Bracket> brackets;
  llvm::StringMap<Alias> aliases;
  /// The alias that is being defined.
  StringRef currentName;
  std::optional<Alias> current;
};
} // namespace

LogicalResult nn::checkSourceLimits(llvm::SourceMgr &sourceMgr,
                                    const SourceLimits &limits) {
  return SourceScanner(sourceMgr, limits).scan();
}

int nn::checkSourceFiles(ArrayRef<const char *> arguments) {
  for (StringRef argument : arguments) {
    if (argument.starts_with("-") || !llvm::sys::fs::is_regular_file(argument))
      continue;
    auto file = llvm::MemoryBuffer::getFile(argument);
    if (!file || isBytecode((*file)->getMemBufferRef()))
      continue;
    llvm::SourceMgr sourceMgr;
    sourceMgr.AddNewSourceBuffer(std::move(*file), llvm::SMLoc());
    if (failed(checkSourceLimits(sourceMgr)))
      return kExitLimit;
  }
  return kExitGood;
}

/// The bytes of values that code or constants are made of and that `op` states
/// in a few characters; else 0.
static int64_t getComputedBytes(Operation *op) {
  if (auto param = dyn_cast<ParamOp>(op)) {
    auto dense = dyn_cast<DenseElementsAttr>(param.getValue());
    bool isComputed =
        isa<InitAttr>(param.getValue()) || (dense && dense.isSplat());
    return isComputed ? getByteSize(param.getTensorType()) : 0;
  }
  // A splat of a constant is folded to one.
  DenseElementsAttr constant;
  bool isSplat =
      isa<tensor::SplatOp>(op) ||
      (matchPattern(op, m_Constant(&constant)) && constant.isSplat());
  auto type = isSplat ? dyn_cast<RankedTensorType>(op->getResult(0).getType())
                      : RankedTensorType();
  if (!type || !type.hasStaticShape())
    return 0;
  return type.getElementType().isIntOrFloat()
             ? getByteSize(type)
             : type.getNumElements() * int64_t(sizeof(int64_t));
}

/// Computed values take memory that the text does not show.
static LogicalResult checkConstants(ModuleOp module,
                                    const SourceLimits &limits) {
  LogicalResult result = success();
  module.walk([&](Operation *op) {
    int64_t bytes = getComputedBytes(op);
    if (bytes > limits.maxConstantBytes)
      result = op->emitOpError("has ")
               << bytes << " bytes of computed values, more than the limit of "
               << limits.maxConstantBytes << " (--max-constant-bytes)";
  });
  return result;
}

/// Checks what upstream's verifiers and folders rely on. Nothing is verified
/// yet, so an attribute may be missing.
static LogicalResult checkBeforeVerifying(ModuleOp module) {
  LogicalResult result = success();
  module.walk([&](arith::CmpFOp op) {
    if (op.getPredicateAttr() && !comparesNumbers(op))
      result = op.emitOpError("expected a predicate that compares; 'true' and "
                              "'false' are constants");
  });
  module.walk([&](tensor::ConcatOp op) {
    if (op.getDimAttr() && op.getDimAttr().getValue().isNegative())
      result = op.emitOpError("expected 'dim' not to be negative, got ")
               << op.getDimAttr().getValue().getSExtValue();
  });
  return result;
}

OwningOpRef<ModuleOp> nn::parseModule(llvm::SourceMgr &sourceMgr,
                                      MLIRContext &context, int &exitCode,
                                      const SourceLimits &limits) {
  const llvm::MemoryBuffer *text =
      sourceMgr.getMemoryBuffer(sourceMgr.getMainFileID());
  if (!isBytecode(text->getMemBufferRef()) &&
      failed(checkSourceLimits(sourceMgr, limits))) {
    exitCode = kExitLimit;
    return {};
  }
  exitCode = kExitInput;
  // The parser reports a malformed token behind an attribute or type of a
  // dialect, and then may go on behind it as if nothing had been there.
  bool reported = false, isOverLimit = false;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    reported |= diagnostic.getSeverity() == DiagnosticSeverity::Error;
    isOverLimit |= isCallDepthError(diagnostic);
    return failure();
  });
  ParserConfig config(&context, /*verifyAfterParse=*/false);
  auto module = parseSourceFile<ModuleOp>(sourceMgr, config);
  if (!module || reported || failed(checkBeforeVerifying(*module)) ||
      failed(verify(*module)))
    return {};
  if (failed(verifyCalls(*module, SymbolTable(*module)))) {
    exitCode = isOverLimit ? kExitLimit : kExitInput;
    return {};
  }
  if (failed(checkConstants(*module, limits))) {
    exitCode = kExitLimit;
    return {};
  }
  exitCode = kExitGood;
  return module;
}

ProgramKind nn::getProgramKind(ModuleOp module) {
  return module->hasAttr(kSequencesAttr) ? ProgramKind::Sequences
                                         : ProgramKind::Tensors;
}

void nn::keepEntries(ModuleOp module, ArrayRef<std::string> names) {
  for (auto function : module.getOps<func::FuncOp>())
    if (!llvm::is_contained(names, function.getName()))
      function.setPrivate();
}

/// Makes a module of the RASP program that is the main buffer of `sourceMgr`.
static OwningOpRef<ModuleOp> importProgram(llvm::SourceMgr &sourceMgr,
                                           MLIRContext &context, int &exitCode,
                                           const SourceOptions &options) {
  RaspStatus status;
  OwningOpRef<ModuleOp> module = importRasp(
      sourceMgr, context, status, {options.loadPath, options.loopLimit});
  exitCode = status == RaspStatus::OverLimit ? kExitLimit : kExitInput;
  if (!module || failed(verify(*module)))
    return {};
  exitCode = kExitGood;
  return module;
}

std::optional<SourceKind>
nn::readSource(StringRef path, llvm::SourceMgr &sourceMgr, SourceKind kind) {
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> file = openInputFile(path, &message);
  if (!file) {
    llvm::WithColor::error(llvm::errs()) << message << "\n";
    return std::nullopt;
  }
  bool isText = !isBytecode(file->getMemBufferRef());
  if (kind == (isText ? SourceKind::Bytecode : SourceKind::Text)) {
    llvm::WithColor::error(llvm::errs())
        << "expected '" << path << "' to hold "
        << (isText ? "bytecode, got text\n" : "text, got bytecode\n");
    return std::nullopt;
  }
  sourceMgr.AddNewSourceBuffer(std::move(file), llvm::SMLoc());
  if (kind == SourceKind::Rasp ||
      (kind == SourceKind::Any && path.ends_with(".rasp")))
    return SourceKind::Rasp;
  return isText ? SourceKind::Text : SourceKind::Bytecode;
}

OwningOpRef<ModuleOp> nn::readModule(StringRef path, MLIRContext &context,
                                     llvm::SourceMgr &sourceMgr, int &exitCode,
                                     const SourceOptions &options) {
  exitCode = kExitInput;
  std::optional<SourceKind> kind = readSource(path, sourceMgr, options.kind);
  if (!kind)
    return {};
  if (options.loopLimit &&
      (kind != SourceKind::Rasp || *options.loopLimit < 1)) {
    llvm::WithColor::error(llvm::errs())
        << "'--loop' is for RASP programs, with a positive limit\n";
    exitCode = kExitUsage;
    return {};
  }
  return kind == SourceKind::Rasp
             ? importProgram(sourceMgr, context, exitCode, options)
             : parseModule(sourceMgr, context, exitCode, options.limits);
}

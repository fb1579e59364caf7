//===- Parser.h - Reading RASP ----------------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_PARSER_H
#define NN_LIB_TARGET_RASP_PARSER_H

#include "Ast.h"
#include <memory>

namespace nn::rasp {
class Diagnostics;

/// What bounds the depth of the parser and of the tree. The reference
/// implementation runs out of stack at half of the height.
struct ParserLimits {
  /// Brackets and prefix operators one inside the other.
  unsigned maxNesting = 256;
  /// Functions and loops one inside the other.
  unsigned maxBlocks = 64;
  /// `Expr::height`: a chain like `1 + 1 + 1` is as high as it is long.
  unsigned maxHeight = 1000;
};

enum class ParseStatus {
  Good,
  /// The text ends inside of a statement: an interactive program asks for the
  /// next line.
  Unfinished,
  Wrong,
  OverLimit,
};

struct ParseResult {
  ParseStatus status;
  /// Null unless the status is good.
  std::unique_ptr<Program> program;
};

/// Reads a program, or any number of statements of one, in a time linear in its
/// length. All errors go to `diagnostics`.
ParseResult parse(llvm::StringRef text, Diagnostics &diagnostics,
                  const ParserLimits &limits = {});
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_PARSER_H

//===- Lexer.h - Tokens of RASP ---------------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_LEXER_H
#define NN_LIB_TARGET_RASP_LEXER_H

#include "Ast.h"
#include <string>
#include <vector>

namespace nn::rasp {
class Diagnostics;

enum class TokenKind : uint8_t {
  End,
  /// Something that is no token and that has been reported.
  Error,
  Identifier,
  Int,
  Float,
  String,
  // Keywords, which are no names anywhere. All others are identifiers that the
  // parser tells by their place.
  And,
  Def,
  Else,
  For,
  If,
  In,
  Indicator,
  Not,
  Or,
  Return,
  Round,
  // Punctuation.
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Comma,
  Colon,
  Semicolon,
  Assign,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  Caret,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  // What other languages write: the parser says what RASP has instead.
  Ampersands,
  Bars,
  Exclamation,
  StarStar,
  SlashSlash,
};

struct Token {
  TokenKind kind = TokenKind::End;
  /// Whether a line ends between the token before and this one.
  bool startsLine = false;
  llvm::StringRef text;

  bool is(TokenKind other) const { return kind == other; }
  /// Whether this is the identifier `name`.
  bool isName(llvm::StringRef name) const {
    return kind == TokenKind::Identifier && text == name;
  }
  /// The contents of a string, without the quotes.
  llvm::StringRef getStringContents() const {
    return text.drop_front().drop_back();
  }
  llvm::SMLoc getStart() const {
    return llvm::SMLoc::getFromPointer(text.begin());
  }
  llvm::SMLoc getEnd() const { return llvm::SMLoc::getFromPointer(text.end()); }
  llvm::SMRange getRange() const { return {getStart(), getEnd()}; }
  /// How a diagnostic names the token.
  std::string describe() const;
};

/// Cuts a text into tokens and comments. The text need not end with a NUL byte;
/// that it is UTF-8 is checked.
class Lexer {
public:
  Lexer(llvm::StringRef text, Diagnostics &diagnostics);

  /// The next token; at the end of the text, and when `diagnostics` is full,
  /// again and again `End`.
  Token next();

  /// Drops what is left of the line.
  void skipLine();

  /// All comments before the token that was read last, in order. Their texts
  /// lie in the text of the program.
  llvm::ArrayRef<Comment> getComments() const { return comments; }

private:
  llvm::StringRef rest() const { return text.drop_front(position); }
  llvm::SMRange getRange(size_t start, size_t length) const;
  /// Skips space and comments; returns whether a line ended.
  bool skipSpace();
  void lexComment();
  Token lexNumber();
  Token lexString();
  Token lexQuoted(llvm::StringRef open, llvm::StringRef close);
  Token lexOperator();
  Token lexUnknown();
  /// Takes the next `length` bytes.
  Token take(TokenKind kind, size_t length);
  /// Checks the bytes of a string or comment; reports the first that is wrong.
  void checkBytes(llvm::StringRef bytes);

  llvm::StringRef text;
  Diagnostics &diagnostics;
  size_t position = 0;
  std::vector<Comment> comments;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_LEXER_H

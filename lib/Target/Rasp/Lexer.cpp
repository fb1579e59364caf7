//===- Lexer.cpp - Tokens of RASP -----------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lexer.h"
#include "Diagnostics.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

using namespace nn::rasp;
using llvm::SMLoc;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

std::string Token::describe() const {
  switch (kind) {
  case TokenKind::End:
    return "the end of the text";
  case TokenKind::String:
    return "a string";
  default:
    break;
  }
  // A name or number may be of any length.
  constexpr size_t maxLength = 40;
  if (text.size() > maxLength)
    return ("'" + text.take_front(maxLength) + "...'").str();
  return ("'" + text + "'").str();
}

static bool isNameStart(char c) { return llvm::isAlpha(c) || c == '_'; }

static bool isNameCharacter(char c) { return llvm::isAlnum(c) || c == '_'; }

static bool isLineEnd(char c) { return c == '\n' || c == '\r'; }

static bool isSpace(char c) { return c == ' ' || c == '\t' || isLineEnd(c); }

/// How many bytes the character at the start of `text` has; 0 if they are not
/// UTF-8.
static unsigned getCharacterSize(StringRef text) {
  if (llvm::isASCII(text.front()))
    return 1;
  return llvm::getUTF8SequenceSize(text.bytes_begin(), text.bytes_end());
}

/// Whether a character of text starts `text`.
static bool startsWithText(StringRef text) {
  return text.front() != '\0' && getCharacterSize(text) != 0;
}

static std::string describeByte(char c) {
  if (c == '\0')
    return "expected text, got a NUL byte";
  return "expected UTF-8, got the byte 0x" +
         llvm::utohexstr(static_cast<uint8_t>(c), /*LowerCase=*/true);
}

Lexer::Lexer(StringRef text, Diagnostics &diagnostics)
    : text(text), diagnostics(diagnostics) {
  // A byte order mark, as editors of Windows write it.
  if (text.starts_with("\xEF\xBB\xBF"))
    position = 3;
}

SMRange Lexer::getRange(size_t start, size_t length) const {
  const char *begin = text.data() + start;
  return {SMLoc::getFromPointer(begin), SMLoc::getFromPointer(begin + length)};
}

Token Lexer::take(TokenKind kind, size_t length) {
  Token token;
  token.kind = kind;
  token.text = rest().take_front(length);
  position += length;
  return token;
}

bool Lexer::skipSpace() {
  bool endsLine = false;
  while (position < text.size() && !diagnostics.isFull()) {
    if (isSpace(text[position])) {
      endsLine |= isLineEnd(text[position]);
      ++position;
    } else if (text[position] == '#') {
      lexComment();
    } else {
      break;
    }
  }
  return endsLine;
}

void Lexer::lexComment() {
  StringRef comment = rest().take_until(isLineEnd);
  checkBytes(comment);
  Comment result;
  result.text = comment.drop_front().rtrim(" \t\v\f");
  result.range = getRange(position, 1 + result.text.size());
  comments.push_back(result);
  position += comment.size();
}

void Lexer::checkBytes(StringRef bytes) {
  for (size_t i = 0; i < bytes.size();) {
    StringRef tail = bytes.drop_front(i);
    if (!startsWithText(tail)) {
      diagnostics.error(getRange(tail.data() - text.data(), 1),
                        describeByte(tail.front()));
      return;
    }
    i += getCharacterSize(tail);
  }
}

static TokenKind getWordKind(StringRef word) {
  return llvm::StringSwitch<TokenKind>(word)
      .Case("and", TokenKind::And)
      .Case("def", TokenKind::Def)
      .Case("else", TokenKind::Else)
      .Case("for", TokenKind::For)
      .Case("if", TokenKind::If)
      .Case("in", TokenKind::In)
      .Case("indicator", TokenKind::Indicator)
      .Case("not", TokenKind::Not)
      .Case("or", TokenKind::Or)
      .Case("return", TokenKind::Return)
      .Case("round", TokenKind::Round)
      .Default(TokenKind::Identifier);
}

Token Lexer::next() {
  bool startsLine = skipSpace();
  Token token;
  if (position == text.size() || diagnostics.isFull()) {
    token = take(TokenKind::End, 0);
  } else if (char c = text[position]; isNameStart(c)) {
    StringRef word = rest().take_while(isNameCharacter);
    token = take(getWordKind(word), word.size());
  } else if (llvm::isDigit(c)) {
    token = lexNumber();
  } else if (c == '"') {
    token = lexString();
  } else {
    token = lexOperator();
  }
  token.startsLine = startsLine;
  return token;
}

void Lexer::skipLine() { position += rest().take_until(isLineEnd).size(); }

Token Lexer::lexNumber() {
  size_t length = rest().take_while(llvm::isDigit).size();
  StringRef tail = rest().drop_front(length);
  if (tail.size() < 2 || tail[0] != '.' || !llvm::isDigit(tail[1]))
    return take(TokenKind::Int, length);
  length += 1 + tail.drop_front().take_while(llvm::isDigit).size();
  return take(TokenKind::Float, length);
}

Token Lexer::lexString() {
  size_t end = rest().find_first_of("\"\r\n", 1);
  if (end != StringRef::npos && rest()[end] == '"') {
    checkBytes(rest().take_front(end + 1));
    return take(TokenKind::String, end + 1);
  }
  diagnostics.error(getRange(position, 1),
                    "expected '\"' at the end of the string, got the end of "
                    "the line");
  // The ';' at the end of the line most likely ends the statement.
  StringRef line = rest().take_front(end).rtrim(" \t");
  return take(TokenKind::Error, line.size() - line.ends_with(";"));
}

/// A string in other quotes than `"`. It is reported, and taken for a string if
/// it ends on its line.
Token Lexer::lexQuoted(StringRef open, StringRef close) {
  StringRef name = open == "'"   ? "a single quote"
                   : open == "`" ? "a backquote"
                                 : "a typographic quote";
  diagnostics.error(getRange(position, open.size()),
                    "expected '\"', got " + name,
                    "a string stands in double quotes: \"text\"");
  StringRef line = rest().take_until(isLineEnd);
  size_t end = line.find(close, open.size());
  if (end == StringRef::npos)
    return take(TokenKind::Error, open.size());
  checkBytes(line.take_front(end));
  return take(TokenKind::String, end + close.size());
}

Token Lexer::lexOperator() {
  static constexpr std::pair<StringRef, TokenKind> operators[] = {
      // A longer operator stands before its beginning.
      {"==", TokenKind::Equal},      {"!=", TokenKind::NotEqual},
      {"<=", TokenKind::LessEqual},  {">=", TokenKind::GreaterEqual},
      {"&&", TokenKind::Ampersands}, {"||", TokenKind::Bars},
      {"**", TokenKind::StarStar},   {"//", TokenKind::SlashSlash},
      {"(", TokenKind::LeftParen},   {")", TokenKind::RightParen},
      {"[", TokenKind::LeftBracket}, {"]", TokenKind::RightBracket},
      {"{", TokenKind::LeftBrace},   {"}", TokenKind::RightBrace},
      {",", TokenKind::Comma},       {":", TokenKind::Colon},
      {";", TokenKind::Semicolon},   {"=", TokenKind::Assign},
      {"+", TokenKind::Plus},        {"-", TokenKind::Minus},
      {"*", TokenKind::Star},        {"/", TokenKind::Slash},
      {"%", TokenKind::Percent},     {"^", TokenKind::Caret},
      {"<", TokenKind::Less},        {">", TokenKind::Greater},
      {"&", TokenKind::Ampersands},  {"|", TokenKind::Bars},
      {"!", TokenKind::Exclamation},
  };
  for (auto [spelling, kind] : operators)
    if (rest().starts_with(spelling))
      return take(kind, spelling.size());
  static constexpr std::pair<StringRef, StringRef> quotes[] = {
      {"'", "'"}, {"`", "`"}, {"\u201C", "\u201D"}, {"\u2018", "\u2019"}};
  for (auto [open, close] : quotes)
    if (rest().starts_with(open))
      return lexQuoted(open, close);
  return lexUnknown();
}

static StringRef getHint(StringRef character) {
  return llvm::StringSwitch<StringRef>(character)
      .Case("?", "'a if c else b' chooses between two values")
      .Case(".", "there are no members; a number has digits on both sides of "
                 "its point: 0.5")
      .Cases({"\u2264", "\u2265"}, "write '<=' or '>='")
      .Case("\u2260", "write 'not (a == b)', or '!=' in 'select'")
      .Cases({"\u2212", "\u2013"}, "write '-'")
      .Case("\u00D7", "write '*'")
      .Cases({"\u00A0", "\u3000", "\u200B", "\v", "\f"},
             "between tokens are spaces, tabs and line ends")
      .Default("");
}

/// How a diagnostic shows a character that may be invisible.
static std::string describeCharacter(StringRef character) {
  if (llvm::isPrint(character.front()))
    return ("'" + character + "'").str();
  const llvm::UTF8 *bytes = character.bytes_begin();
  llvm::UTF32 code = 0;
  llvm::convertUTF8Sequence(&bytes, character.bytes_end(), &code,
                            llvm::strictConversion);
  std::string number = llvm::utohexstr(code);
  number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
  bool isShown =
      code >= 0xA1 && code != 0x200B && code != 0x3000 && code != 0xFEFF;
  return (isShown ? "'" + character.str() + "' " : std::string()) + "(U+" +
         number + ")";
}

Token Lexer::lexUnknown() {
  StringRef tail = rest();
  if (!startsWithText(tail)) {
    diagnostics.error(getRange(position, 1), describeByte(tail.front()));
    size_t length = 1;
    while (length < tail.size() && !startsWithText(tail.drop_front(length)))
      ++length;
    return take(TokenKind::Error, length);
  }
  size_t length = getCharacterSize(tail);
  StringRef character = tail.take_front(length);
  StringRef hint = getHint(character);
  if (hint.empty() && !llvm::isASCII(character.front()))
    hint = "outside of strings and comments, a program is ASCII";
  diagnostics.error(getRange(position, length),
                    "expected a token, got the character " +
                        describeCharacter(character),
                    hint);
  // One mistake is one error: a word of other letters, say.
  while (length < tail.size()) {
    StringRef more = tail.drop_front(length);
    if (llvm::isASCII(more.front()) ? more.front() != character.front()
                                    : !startsWithText(more))
      break;
    length += getCharacterSize(more);
  }
  return take(TokenKind::Error, length);
}

//===- Parser.cpp - Reading RASP ------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A parser by recursive descent, with precedence climbing for expressions. A
// function that parses something returns null after an error that it, or one
// that it called, has reported; the statement is then given up, and parsing
// goes on after its ';' or its block. An operator of another language is
// reported and taken for the one of RASP, so that the rest is looked at.
//
// One mistake is to give one error. So nothing is reported at a token that the
// lexer has reported, nor a second time at the end of the text, nor of what a
// block lacks that an error may have hidden.
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::SMLoc;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

void Parser::advance() {
  end = token.getEnd();
  previous = token.kind;
  if (ahead.empty()) {
    token = lexer.next();
  } else {
    token = ahead.front();
    ahead.erase(ahead.begin());
  }
  if (isStopped())
    token.kind = TokenKind::End;
}

bool Parser::consumeIf(TokenKind kind) {
  if (!isAt(kind))
    return false;
  advance();
  return true;
}

const Token &Parser::peek(unsigned distance) {
  if (distance == 0)
    return token;
  while (ahead.size() < distance)
    ahead.push_back(lexer.next());
  return ahead[distance - 1];
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

void Parser::error(SMRange range, const Twine &message, const Twine &hint) {
  if (isStopped())
    return;
  if (isAt(TokenKind::End)) {
    if (reportedEnd)
      return;
    reportedEnd = true;
    unfinished = diagnostics.getNumErrors() == errorsBefore;
  }
  diagnostics.error(range, message, hint);
}

void Parser::error(const Token &at, const Twine &message, const Twine &hint) {
  if (!at.is(TokenKind::Error))
    error(at.getRange(), message, hint);
}

void Parser::expected(const Twine &what, StringRef hint) {
  error(token, "expected " + what + ", got " + token.describe(), hint);
}

void Parser::stopOverLimit(SMRange range, const Twine &message) {
  if (isStopped())
    return;
  diagnostics.overLimit(range, message);
  stopped = true;
  token.kind = TokenKind::End;
}

bool Parser::expect(TokenKind kind, const Twine &what, StringRef hint) {
  if (consumeIf(kind))
    return true;
  expected(what, hint.empty() ? getHint() : hint);
  return false;
}

/// What is probably meant by the current token where it cannot stand.
StringRef Parser::getHint() const {
  switch (token.kind) {
  case TokenKind::Assign:
    // As in `a += 1`.
    if (end == token.getStart() && previous >= TokenKind::Plus &&
        previous <= TokenKind::Caret)
      return "write 'a = a + b'";
    return "'==' compares; '=' assigns to names at the start of a statement";
  case TokenKind::Not:
    return "write 'not (a in b)'";
  case TokenKind::If:
    return "'if' stands between two values: 'a if condition else b'";
  case TokenKind::Else:
    return "'else' belongs to 'a if condition else b'";
  case TokenKind::Identifier:
    if (token.text == "elif")
      return "write 'a if p else (b if q else c)'";
    // As in `2x`.
    if (end == token.getStart() &&
        (previous == TokenKind::Int || previous == TokenKind::Float))
      return token.text.drop_front().ltrim("0123456789").empty() &&
                     llvm::toLower(token.text.front()) == 'e'
                 ? "a number has no exponent"
                 : "a name starts with a letter or '_'";
    return "";
  case TokenKind::Star:
    return "power is '^'";
  case TokenKind::SlashSlash:
    return "a comment starts with '#'; division is '/'";
  default:
    return "";
  }
}

/// Skips the rest of a statement that is wrong, up to and with its ';' or its
/// block; stops before what ends the block around it or starts a statement.
void Parser::skipStatement() {
  unsigned depth = 0; // of braces that are skipped
  bool isBlock = false;
  for (; !isAt(TokenKind::End); advance()) {
    switch (token.kind) {
    case TokenKind::Semicolon:
      if (depth == 0) {
        advance();
        return;
      }
      isBlock = true; // a ';' in braces: no dict
      break;
    case TokenKind::LeftBrace:
      ++depth;
      break;
    case TokenKind::RightBrace:
      if (depth == 0 && openDicts == 0)
        return;
      if (depth == 0)
        --openDicts;
      else if (--depth == 0 && isBlock && !peek(1).is(TokenKind::Else) &&
               !peek(1).isName("elif")) {
        advance();
        return;
      }
      break;
    case TokenKind::Def:
    case TokenKind::Return:
      if (depth == 0)
        return;
      isBlock = true;
      break;
    default:
      break;
    }
  }
}

/// Whether a '{' after this starts a dict.
static bool expectsOperand(TokenKind kind) {
  return kind == TokenKind::In || kind == TokenKind::Colon ||
         (kind >= TokenKind::Plus && kind <= TokenKind::GreaterEqual);
}

/// Goes to the '{' of a function or loop whose head is wrong, if there is one.
bool Parser::skipToBlock() {
  unsigned depth = 0; // of dicts
  for (;; advance()) {
    switch (token.kind) {
    case TokenKind::LeftBrace:
      if (depth == 0 && !expectsOperand(previous))
        return true;
      ++depth;
      break;
    case TokenKind::RightBrace:
      if (depth == 0)
        return false;
      --depth;
      break;
    case TokenKind::End:
    case TokenKind::Semicolon:
    case TokenKind::Def:
    case TokenKind::Return:
      return false;
    default:
      break;
    }
  }
}

/// Parses the ';' after a statement. Where it is missing at the end of a line,
/// parsing goes on as if it were there; elsewhere the statement is skipped.
bool Parser::expectSemicolon(StringRef after, StringRef hint) {
  if (consumeIf(TokenKind::Semicolon))
    return true;
  bool isMissing = isAt(TokenKind::RightBrace) || isAt(TokenKind::End);
  if (token.startsLine)
    isMissing |= isAt(TokenKind::Identifier) || isAt(TokenKind::Def) ||
                 isAt(TokenKind::For) || isAt(TokenKind::Return) ||
                 isAt(TokenKind::Int) || isAt(TokenKind::Float) ||
                 isAt(TokenKind::String) || isAt(TokenKind::Round) ||
                 isAt(TokenKind::Indicator);
  if (!isMissing) {
    if (hint.empty())
      hint = isAt(TokenKind::Colon) ? "a block stands in braces: '{ ... }'"
                                    : getHint();
    expected("';' after " + after, hint);
    return false;
  }
  // The ';' belongs where the statement ends.
  error({end, end},
        "expected ';' after " + after + ", got " +
            (token.startsLine && !isAt(TokenKind::RightBrace)
                 ? "the end of the line"
                 : token.describe()),
        hint);
  return true;
}

//===----------------------------------------------------------------------===//
// Comments
//===----------------------------------------------------------------------===//

/// Takes the comments before `loc` that are in no statement yet.
ArrayRef<Comment> Parser::takeCommentsBefore(SMLoc loc) {
  ArrayRef<Comment> rest = lexer.getComments().drop_front(numComments);
  ArrayRef<Comment> taken = rest.take_while([&](const Comment &comment) {
    return comment.range.Start.getPointer() < loc.getPointer();
  });
  numComments += taken.size();
  SmallVector<Comment> copies(taken);
  for (Comment &comment : copies)
    comment.text = program->intern(comment.text);
  return program->copy(copies);
}

/// The comments of a statement that ends before the current token.
StmtComments Parser::takeComments(ArrayRef<Comment> leading) {
  SmallVector<Comment> all(leading);
  llvm::append_range(all, takeCommentsBefore(end));
  StmtComments comments;
  comments.leading = program->copy(all);
  ArrayRef<Comment> rest = lexer.getComments().drop_front(numComments);
  if (rest.empty())
    return comments;
  SMLoc start = rest.front().range.Start;
  StringRef between(end.getPointer(), start.getPointer() - end.getPointer());
  if (between.trim(" \t").empty())
    comments.trailing = takeCommentsBefore(rest.front().range.End).data();
  return comments;
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

ParseResult Parser::run() {
  SmallVector<const Stmt *> statements;
  while (!isAt(TokenKind::End)) {
    parseStatements(Place::TopLevel, statements);
    if (!isAt(TokenKind::RightBrace))
      continue;
    error(token, "expected a statement, got '}'", "no block is open here");
    while (consumeIf(TokenKind::RightBrace))
      ;
  }
  program->body.closingComments = takeCommentsBefore(token.getEnd());
  program->body.statements = program->copy(statements);
  if (stopped)
    return {ParseStatus::OverLimit, nullptr};
  if (diagnostics.getNumErrors() != errorsBefore || diagnostics.isFull())
    return {unfinished ? ParseStatus::Unfinished : ParseStatus::Wrong, nullptr};
  return {ParseStatus::Good, std::move(program)};
}

ParseResult nn::rasp::parse(StringRef text, Diagnostics &diagnostics,
                            const ParserLimits &limits) {
  return Parser(text, diagnostics, limits).run();
}

//===- ParseStmt.cpp - Statements of RASP ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace nn::rasp;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

/// Starts a statement at the current token.
PlanHead Parser::startStatement() {
  openDicts = 0;
  return {token.getStart(), takeCommentsBefore(token.getStart())};
}

template <typename Node, typename... Args>
const Node *Parser::finish(const PlanHead &head, Args... args) {
  return program->create<Node>(getRangeFrom(head.start),
                               takeComments(head.comments), args...);
}

/// Ends a statement after an error.
const Stmt *Parser::giveUp() {
  skipStatement();
  return nullptr;
}

/// Ends a statement without a ';' after an error.
const Stmt *Parser::giveUpLine() {
  while (!isAt(TokenKind::End) && !token.startsLine &&
         !isAt(TokenKind::Semicolon) && !isAt(TokenKind::RightBrace))
    advance();
  consumeIf(TokenKind::Semicolon);
  return nullptr;
}

/// Parses statements up to what ends a block, or the 'return' of a function.
void Parser::parseStatements(Place place,
                             SmallVectorImpl<const Stmt *> &statements) {
  while (!isAt(TokenKind::End) && !isAt(TokenKind::RightBrace) &&
         !(place == Place::Function && isAt(TokenKind::Return))) {
    const char *before = token.text.begin();
    if (const Stmt *statement = parseStatement(place))
      statements.push_back(statement);
    if (token.text.begin() == before)
      advance();
  }
}

const Stmt *Parser::parseStatement(Place place) {
  if (reportedIf && (isAt(TokenKind::Else) || token.isName("elif"))) {
    advance();
    return giveUp();
  }
  PlanHead head = startStatement();
  switch (token.kind) {
  case TokenKind::Identifier:
    return parseNamedStatement(head, place);
  case TokenKind::Def:
    return parseFunction(head);
  case TokenKind::For:
    return parseFor(head);
  case TokenKind::Return:
    error(token, "expected a statement, got 'return'",
          "'return' is the last statement of a function");
    advance();
    return giveUp();
  case TokenKind::If:
    reportIf();
    return giveUp();
  case TokenKind::Semicolon:
    expected("a statement", "a statement ends with one ';', a block with none");
    while (consumeIf(TokenKind::Semicolon))
      ;
    return nullptr;
  case TokenKind::SlashSlash:
    expected("a statement", getHint());
    skipLine();
    return nullptr;
  case TokenKind::LeftBrace:
    // A block; else it is the start of a dict.
    if (peek(1).is(TokenKind::Def) || peek(1).is(TokenKind::For) ||
        peek(1).is(TokenKind::Return) ||
        (peek(1).is(TokenKind::Identifier) &&
         (peek(2).is(TokenKind::Assign) || peek(2).is(TokenKind::Semicolon)))) {
      expected("a statement", "a block belongs to 'def' or 'for'");
      return giveUp();
    }
    return parseExprOrAssign(head);
  default:
    return parseExprOrAssign(head);
  }
}

void Parser::reportIf() {
  expected("a statement",
           "there is no 'if' statement; write 'a = b if condition else c;'");
  reportedIf = true;
  advance();
}

/// Skips what is left of the line.
void Parser::skipLine() {
  if (ahead.empty())
    lexer.skipLine();
  advance();
}

/// Parses a statement that starts with an identifier. All words here are names
/// as well: they are told by what follows.
const Stmt *Parser::parseNamedStatement(const PlanHead &head, Place place) {
  const Token next = peek(1);
  if (token.text == "load" && next.is(TokenKind::String))
    return parseLoad(head);
  if (token.text == "draw" && next.is(TokenKind::LeftParen))
    return parseDraw(head);
  const Stmt *(Parser::*parse)(const PlanHead &) = nullptr;
  if (isExit())
    parse = &Parser::parseExit;
  else if (isSop() && peek(3).isName("examples"))
    parse = &Parser::parseToggleExamples;
  else if (!next.is(TokenKind::Identifier))
    return parseExprOrAssign(head);
  else if (token.text == "set")
    parse = &Parser::parseSetExample;
  else if (token.text == "show")
    parse = &Parser::parseShowExample;
  else if (token.text == "examples" ||
           (token.text == "selector" && next.text == "examples"))
    parse = &Parser::parseToggleExamples;
  else if (token.text == "full" && next.text == "seq")
    parse = &Parser::parseToggleFullDisplay;
  else
    return parseExprOrAssign(head);

  if (place != Place::TopLevel)
    error(token, "expected a statement of a block, got " + token.describe(),
          "commands of the interactive program stand in no block");
  const Stmt *statement = (this->*parse)(head);
  // The reference takes no ';' here; people write one.
  if (statement && isAt(TokenKind::Semicolon) && !token.startsLine)
    advance();
  return place == Place::TopLevel ? statement : nullptr;
}

/// What the first word of a statement that is wrong after it was meant for.
static StringRef getHintForWord(StringRef word) {
  return llvm::StringSwitch<StringRef>(word)
      .Case("while", "there is no 'while'; 'for' loops over a list")
      .Case("elif", "there is no 'if' statement; write "
                    "'a if p else (b if q else c)'")
      .Cases({"let", "var", "const"}, "a name is assigned without a keyword")
      .Cases({"fn", "func", "function"}, "a function starts with 'def'")
      .Cases({"import", "include", "from"}, "write 'load \"path\";'")
      .Case("load", "the path is a string: 'load \"path\";'")
      .Case("print", "an expression shows its value: 'a;'")
      .Default("");
}

const Stmt *Parser::parseExprOrAssign(const PlanHead &head) {
  if (isAt(TokenKind::Identifier) &&
      (peek(1).is(TokenKind::Assign) || peek(1).is(TokenKind::Comma)))
    return parseAssign(head);
  const Expr *value = parseExpr();
  if (!value)
    return giveUp();
  if (isAt(TokenKind::Assign)) {
    error(value->range, "expected a name before '=', got an expression",
          "'==' compares; lists, dicts and sequences cannot be changed");
    return giveUp();
  }
  StringRef hint;
  if (const auto *name = llvm::dyn_cast<NameExpr>(value))
    hint = getHintForWord(name->name.text);
  if (!expectSemicolon("the expression", hint))
    return giveUp();
  return finish<ExprStmt>(head, value);
}

const Stmt *Parser::parseAssign(const PlanHead &head) {
  Names targets;
  Operands values;
  if (!parseNames(targets, "a name"))
    return giveUp();
  SMRange assignRange = token.getRange();
  if (!expect(TokenKind::Assign, "'=' after the names",
              isAt(TokenKind::LeftBracket) ? "only names are assigned to"
                                           : "a list stands in '[...]'") ||
      !parseExprs(values, /*isNested=*/false) ||
      !expectSemicolon("the assignment"))
    return giveUp();
  return finish<AssignStmt>(head, program->copy(targets), assignRange,
                            program->copy(values));
}

const Stmt *Parser::parseDraw(const PlanHead &head) {
  advance();
  advance();
  const Expr *value = parseNested(), *input = nullptr;
  if (!value || (consumeIf(TokenKind::Comma) && !(input = parseNested())) ||
      !parseClose(TokenKind::RightParen, "')'", "'draw'") ||
      !expectSemicolon("'draw'"))
    return giveUp();
  return finish<DrawStmt>(head, value, input);
}

const Stmt *Parser::parseLoad(const PlanHead &head) {
  advance();
  StringRef path = program->intern(token.getStringContents());
  SMRange pathRange = token.getRange();
  advance();
  if (!expectSemicolon("'load'"))
    return giveUp();
  return finish<LoadStmt>(head, path, pathRange);
}

const ReturnStmt *Parser::parseReturn() {
  PlanHead head = startStatement();
  advance();
  Operands values;
  if (!parseExprs(values, /*isNested=*/false) ||
      !expectSemicolon("the values of 'return'")) {
    giveUp();
    return nullptr;
  }
  return finish<ReturnStmt>(head, program->copy(values));
}

//===----------------------------------------------------------------------===//
// Functions and loops
//===----------------------------------------------------------------------===//

const Stmt *Parser::parseFunction(PlanHead head) {
  advance();
  Name name;
  Names parameters;
  if (isBuiltinCall())
    expected("the name of a function",
             "'" + token.text.str() + "' belongs to the language");
  bool isGood = parseName(name, "the name of a function") &&
                expect(TokenKind::LeftParen, "'(' after the name") &&
                (isAt(TokenKind::RightParen) ||
                 parseNames(parameters, "the name of a parameter")) &&
                parseClose(TokenKind::RightParen, "',' or ')'", "a parameter");
  if (!isGood && !skipToBlock())
    return giveUp();
  BlockStart start = parseBlockStart(head, "the function");
  if (start == BlockStart::None)
    return giveUp();
  const ReturnStmt *returned = nullptr;
  std::optional<Block> body = parseFunctionBody(name.text, start, returned);
  if (!isGood || !body)
    return nullptr;
  return finish<FunctionStmt>(head, name, program->copy(parameters), *body,
                              returned);
}

const Stmt *Parser::parseFor(PlanHead head) {
  advance();
  Names targets;
  bool isGood = parseNames(targets, "a name after 'for'") &&
                expect(TokenKind::In, "'in' after the names");
  const Expr *iterable = isGood ? parseExpr() : nullptr;
  if (!iterable && !skipToBlock())
    return giveUp();
  switch (parseBlockStart(head, "the loop")) {
  case BlockStart::None:
    return giveUp();
  case BlockStart::Colon:
    // Where the loop ends is not known: what follows is read by itself.
    return nullptr;
  case BlockStart::Brace:
    break;
  }
  std::optional<Block> body = parseLoopBody();
  if (!iterable || !body)
    return nullptr;
  return finish<ForStmt>(head, program->copy(targets), iterable, *body);
}

/// Parses the '{' after the head of a function or loop, and takes the comments
/// before it.
BlockStart Parser::parseBlockStart(PlanHead &head, StringRef owner) {
  BlockStart start = BlockStart::Brace;
  if (!isAt(TokenKind::LeftBrace)) {
    bool isColon = isAt(TokenKind::Colon);
    expected("'{' before the body of " + owner,
             isColon ? "a block stands in braces: '{ ... }'" : "");
    if (isColon) {
      advance();
      if (!isAt(TokenKind::LeftBrace))
        start = BlockStart::Colon;
    } else if (!skipToBlock()) {
      return BlockStart::None;
    }
  }
  if (numBlocks >= limits.maxBlocks) {
    stopOverLimit(token.getRange(), "functions and loops nest deeper than " +
                                        Twine(limits.maxBlocks) + " levels");
    return BlockStart::None;
  }
  SmallVector<Comment> comments(head.comments);
  llvm::append_range(comments, takeCommentsBefore(token.getStart()));
  head.comments = program->copy(comments);
  return start;
}

/// Parses the '}' of the block whose '{' is at `open`. Whoever had an error in
/// the block may have skipped it.
bool Parser::parseBlockEnd(SMRange open, bool hadError) {
  if (consumeIf(TokenKind::RightBrace))
    return true;
  if (hadError || isStopped() || reportedEnd)
    return false;
  expected("'}' at the end of the block");
  diagnostics.note(open, "the block starts here");
  return false;
}

/// Parses the body of a function and what it returns.
std::optional<Block> Parser::parseFunctionBody(StringRef name, BlockStart start,
                                               const ReturnStmt *&returned) {
  llvm::SaveAndRestore<unsigned> block(numBlocks, numBlocks + 1);
  unsigned errors = diagnostics.getNumErrors();
  SMRange open = token.getRange();
  if (start == BlockStart::Brace)
    advance();
  SmallVector<const Stmt *> statements;
  parseStatements(Place::Function, statements);
  if (isAt(TokenKind::Return)) {
    returned = parseReturn();
    // Without braces, the function ends here.
    if (start == BlockStart::Colon)
      return std::nullopt;
  } else if (isAt(TokenKind::RightBrace) && start == BlockStart::Brace &&
             diagnostics.getNumErrors() == errors) {
    expected("'return' at the end of function '" + Twine(name) + "'",
             "a function ends with 'return value;'");
  }
  if (!isAt(TokenKind::RightBrace) && !isAt(TokenKind::End) &&
      diagnostics.getNumErrors() == errors)
    expected("'}' after 'return'",
             "'return' is the last statement of a function");
  while (!isAt(TokenKind::RightBrace) && !isAt(TokenKind::End)) {
    SmallVector<const Stmt *> ignored;
    parseStatements(Place::Function, ignored);
    if (isAt(TokenKind::Return))
      parseReturn();
  }
  Block body;
  body.statements = program->copy(statements);
  body.closingComments = takeCommentsBefore(token.getStart());
  bool hadError =
      diagnostics.getNumErrors() != errors || start == BlockStart::Colon;
  if (!parseBlockEnd(open, hadError) || !returned)
    return std::nullopt;
  return body;
}

std::optional<Block> Parser::parseLoopBody() {
  llvm::SaveAndRestore<unsigned> block(numBlocks, numBlocks + 1);
  unsigned errors = diagnostics.getNumErrors();
  SMRange open = token.getRange();
  advance();
  SmallVector<const Stmt *> statements;
  parseStatements(Place::Loop, statements);
  Block body;
  body.statements = program->copy(statements);
  body.closingComments = takeCommentsBefore(token.getStart());
  bool hadError = diagnostics.getNumErrors() != errors;
  if (!parseBlockEnd(open, hadError))
    return std::nullopt;
  return body;
}

//===----------------------------------------------------------------------===//
// Commands of the interactive program
//===----------------------------------------------------------------------===//

/// Whether 'exit' or 'quit' is a statement and not a name: the line ends after
/// it, or `()` follows, or nothing that goes on with an expression.
bool Parser::isExit() {
  if (token.text != "exit" && token.text != "quit")
    return false;
  const Token next = peek(1);
  if (next.startsLine)
    return true;
  switch (next.kind) {
  case TokenKind::LeftParen:
    return peek(2).is(TokenKind::RightParen);
  case TokenKind::End:
  case TokenKind::Identifier:
  case TokenKind::Int:
  case TokenKind::Float:
  case TokenKind::String:
  case TokenKind::Def:
  case TokenKind::For:
  case TokenKind::Indicator:
  case TokenKind::Round:
  case TokenKind::LeftBrace:
  case TokenKind::RightBrace:
    return true;
  default:
    return false;
  }
}

/// Whether 's-op' is next, in one piece.
bool Parser::isSop() {
  return token.isName("s") && peek(1).is(TokenKind::Minus) &&
         peek(2).isName("op") && token.getEnd() == peek(1).getStart() &&
         peek(1).getEnd() == peek(2).getStart();
}

ExampleKind Parser::parseExampleKind() {
  if (isSop()) {
    for (unsigned i = 0; i < 3; ++i)
      advance();
    return ExampleKind::Sop;
  }
  if (!token.isName("selector"))
    return ExampleKind::Both;
  advance();
  return ExampleKind::Selector;
}

bool Parser::parseWord(StringRef word) {
  if (token.isName(word)) {
    advance();
    return true;
  }
  expected("'" + word + "'");
  return false;
}

/// Parses 'on' or 'off'.
std::optional<bool> Parser::parseSwitch() {
  bool isOn = token.isName("on");
  if (!isOn && !token.isName("off")) {
    expected("'on' or 'off'");
    return std::nullopt;
  }
  advance();
  return isOn;
}

const Stmt *Parser::parseSetExample(const PlanHead &head) {
  advance();
  ExampleKind example = parseExampleKind();
  if (!parseWord("example"))
    return giveUpLine();
  if (isAt(TokenKind::Assign)) {
    expected("an expression", "write 'set example \"abc\"'");
    return giveUpLine();
  }
  llvm::SaveAndRestore<bool> line(endsWithLine, true);
  const Expr *value = parseExpr();
  if (!value)
    return giveUp();
  return finish<SetExampleStmt>(head, example, value);
}

const Stmt *Parser::parseShowExample(const PlanHead &head) {
  advance();
  ExampleKind example = parseExampleKind();
  if (!parseWord("example"))
    return giveUpLine();
  return finish<ShowExampleStmt>(head, example);
}

const Stmt *Parser::parseToggleExamples(const PlanHead &head) {
  ExampleKind example = parseExampleKind();
  std::optional<bool> isOn;
  if (!parseWord("examples") || !(isOn = parseSwitch()))
    return giveUpLine();
  return finish<ToggleExamplesStmt>(head, example, *isOn);
}

const Stmt *Parser::parseToggleFullDisplay(const PlanHead &head) {
  advance();
  advance();
  std::optional<bool> isOn;
  if (!parseWord("display") || !(isOn = parseSwitch()))
    return giveUpLine();
  return finish<ToggleFullDisplayStmt>(head, *isOn);
}

const Stmt *Parser::parseExit(const PlanHead &head) {
  advance();
  if (isAt(TokenKind::LeftParen) && peek(1).is(TokenKind::RightParen)) {
    advance();
    advance();
  }
  return finish<ExitStmt>(head);
}

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

#include "Parser.h"
#include "Diagnostics.h"
#include "Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::SMLoc;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

namespace {
/// Where a statement stands.
enum class Place { TopLevel, Function, Loop };

/// What stands before a statement.
struct Head {
  SMLoc start;
  ArrayRef<Comment> comments;
};

/// How the block of a function or loop starts; a colon, as in Python, has been
/// reported.
enum class BlockStart { Brace, Colon, None };

class Parser {
public:
  Parser(StringRef text, Diagnostics &diagnostics, const ParserLimits &limits)
      : diagnostics(diagnostics), limits(limits),
        errorsBefore(diagnostics.getNumErrors()), lexer(text, diagnostics),
        program(std::make_unique<Program>()), token(lexer.next()),
        end(token.getStart()) {}

  ParseResult run();

private:
  using Operands = SmallVector<const Expr *, 4>;
  using Names = SmallVector<Name, 4>;

  // Tokens.
  bool isAt(TokenKind kind) const { return token.is(kind); }
  void advance();
  bool consumeIf(TokenKind kind);
  /// The token `distance` behind the current one.
  const Token &peek(unsigned distance);

  // Errors.
  bool isStopped() const { return stopped || diagnostics.isFull(); }
  void error(const Token &at, const Twine &message, const Twine &hint = "");
  void error(SMRange range, const Twine &message, const Twine &hint = "");
  /// Reports that something else than the current token was expected.
  void expected(const Twine &what, StringRef hint = "");
  void stopOverLimit(SMRange range, const Twine &message);
  bool expect(TokenKind kind, const Twine &what, StringRef hint = "");
  bool expectSemicolon(StringRef after, StringRef hint = "");
  StringRef getHint() const;
  void skipStatement();
  bool skipToBlock();

  // Comments.
  ArrayRef<Comment> takeCommentsBefore(SMLoc loc);
  StmtComments takeComments(ArrayRef<Comment> leading);

  // Statements.
  Head startStatement();
  template <typename Node, typename... Args>
  const Node *finish(const Head &head, Args... args);
  const Stmt *giveUp();
  const Stmt *giveUpLine();
  void parseStatements(Place place, SmallVectorImpl<const Stmt *> &statements);
  const Stmt *parseStatement(Place place);
  const Stmt *parseNamedStatement(const Head &head, Place place);
  const Stmt *parseExprOrAssign(const Head &head);
  const Stmt *parseAssign(const Head &head);
  const Stmt *parseDraw(const Head &head);
  const Stmt *parseLoad(const Head &head);
  const Stmt *parseFunction(Head head);
  const Stmt *parseFor(Head head);
  const ReturnStmt *parseReturn();
  const Stmt *parseSetExample(const Head &head);
  const Stmt *parseShowExample(const Head &head);
  const Stmt *parseToggleExamples(const Head &head);
  const Stmt *parseToggleFullDisplay(const Head &head);
  const Stmt *parseExit(const Head &head);
  void reportIf();
  void skipLine();
  bool isExit();
  bool isSop();
  ExampleKind parseExampleKind();
  bool parseWord(StringRef word);
  std::optional<bool> parseSwitch();
  BlockStart parseBlockStart(Head &head, StringRef owner);
  std::optional<Block> parseFunctionBody(StringRef name, BlockStart start,
                                         const ReturnStmt *&returned);
  std::optional<Block> parseLoopBody();
  bool parseBlockEnd(SMRange open, bool hadError);

  // Expressions.
  const Expr *parseExpr(Precedence loosest = Precedence::In);
  const Expr *parseNested();
  const Expr *parsePrefix();
  const Expr *parseSuffixes(SMLoc start, const Expr *base);
  const Expr *parsePrimary();
  const Expr *parseConditional(SMLoc start, const Expr *value);
  const Expr *parseInt();
  const Expr *parseFloat();
  const Expr *parseListOrListFor();
  const Expr *parseDictOrDictFor();
  const Expr *parseBuiltin();
  const Expr *parseSelect();
  const Expr *parseAggregate();
  const Expr *parseOperand(SMRange opRange, UnaryOp op);
  std::optional<Predicate> parsePredicate();
  std::optional<BinaryOp> getBinaryOp() const;
  void reportForeignOp();
  bool isBuiltinCall(StringRef name);
  bool isBuiltinCall();
  bool isTooDeep();
  bool parseForClause(Names &targets, const Expr *&iterable);
  bool parseExprs(Operands &exprs, bool isNested);
  bool parseNames(Names &names, StringRef what);
  bool parseName(Name &name, StringRef what);
  bool parseClose(TokenKind kind, StringRef spelling, StringRef of,
                  StringRef hint = "");
  template <typename Node, typename... Args>
  const Expr *create(SMLoc start, Args... args);

  Name getName(const Token &token) {
    return {program->intern(token.text), token.getRange()};
  }
  SMRange getRangeFrom(SMLoc start) const { return {start, end}; }

  Diagnostics &diagnostics;
  const ParserLimits &limits;
  const unsigned errorsBefore;
  Lexer lexer;
  std::unique_ptr<Program> program;

  Token token;
  SmallVector<Token, 4> ahead;
  /// The token before the current one, and where it ends.
  TokenKind previous = TokenKind::End;
  SMLoc end;
  /// How many comments have been put into the tree.
  size_t numComments = 0;

  bool stopped = false;
  bool unfinished = false;
  bool reportedEnd = false;
  /// Whether an 'if' was reported whose 'else' may follow.
  bool reportedIf = false;

  unsigned nesting = 0;
  /// How many dicts of the statement have no '}' yet.
  unsigned openDicts = 0;
  unsigned numBlocks = 0;
  /// Whether a line may end the expression, as it does after 'set example'.
  bool endsWithLine = false;
  /// Whether '=' can be nothing but a wrong '=='.
  bool isInsideExpr = false;
};
} // namespace

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
  if (!isStopped())
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
// Statements
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

/// Starts a statement at the current token.
Head Parser::startStatement() {
  openDicts = 0;
  return {token.getStart(), takeCommentsBefore(token.getStart())};
}

template <typename Node, typename... Args>
const Node *Parser::finish(const Head &head, Args... args) {
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
  Head head = startStatement();
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
const Stmt *Parser::parseNamedStatement(const Head &head, Place place) {
  const Token next = peek(1);
  if (token.text == "load" && next.is(TokenKind::String))
    return parseLoad(head);
  if (token.text == "draw" && next.is(TokenKind::LeftParen))
    return parseDraw(head);
  const Stmt *(Parser::*parse)(const Head &) = nullptr;
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
  if (statement && isAt(TokenKind::Semicolon) && !token.startsLine) {
    error(token, "expected the next statement, got ';'",
          "a command of the interactive program takes no ';'");
    advance();
  }
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

const Stmt *Parser::parseExprOrAssign(const Head &head) {
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

const Stmt *Parser::parseAssign(const Head &head) {
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

const Stmt *Parser::parseDraw(const Head &head) {
  advance();
  advance();
  const Expr *value = parseNested(), *input = nullptr;
  if (!value || (consumeIf(TokenKind::Comma) && !(input = parseNested())) ||
      !parseClose(TokenKind::RightParen, "')'", "'draw'") ||
      !expectSemicolon("'draw'"))
    return giveUp();
  return finish<DrawStmt>(head, value, input);
}

const Stmt *Parser::parseLoad(const Head &head) {
  advance();
  StringRef path = program->intern(token.getStringContents());
  SMRange pathRange = token.getRange();
  advance();
  if (!expectSemicolon("'load'"))
    return giveUp();
  return finish<LoadStmt>(head, path, pathRange);
}

const ReturnStmt *Parser::parseReturn() {
  Head head = startStatement();
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

const Stmt *Parser::parseFunction(Head head) {
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

const Stmt *Parser::parseFor(Head head) {
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
BlockStart Parser::parseBlockStart(Head &head, StringRef owner) {
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
  if (isAt(TokenKind::RightBrace) && !hadError && statements.empty() &&
      body.closingComments.empty())
    expected("a statement in the loop", "a comment will do");
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

const Stmt *Parser::parseSetExample(const Head &head) {
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

const Stmt *Parser::parseShowExample(const Head &head) {
  advance();
  ExampleKind example = parseExampleKind();
  if (!parseWord("example"))
    return giveUpLine();
  return finish<ShowExampleStmt>(head, example);
}

const Stmt *Parser::parseToggleExamples(const Head &head) {
  ExampleKind example = parseExampleKind();
  std::optional<bool> isOn;
  if (!parseWord("examples") || !(isOn = parseSwitch()))
    return giveUpLine();
  return finish<ToggleExamplesStmt>(head, example, *isOn);
}

const Stmt *Parser::parseToggleFullDisplay(const Head &head) {
  advance();
  advance();
  std::optional<bool> isOn;
  if (!parseWord("display") || !(isOn = parseSwitch()))
    return giveUpLine();
  return finish<ToggleFullDisplayStmt>(head, *isOn);
}

const Stmt *Parser::parseExit(const Head &head) {
  advance();
  if (isAt(TokenKind::LeftParen) && peek(1).is(TokenKind::RightParen)) {
    advance();
    advance();
  }
  return finish<ExitStmt>(head);
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

template <typename Node, typename... Args>
const Expr *Parser::create(SMLoc start, Args... args) {
  const Expr *node = program->create<Node>(getRangeFrom(start), args...);
  if (node->height <= limits.maxHeight)
    return node;
  stopOverLimit({end, end}, "an expression has more than " +
                                Twine(limits.maxHeight) +
                                " operators one inside the other");
  return nullptr;
}

/// Counts a level of nesting; reports one too many.
bool Parser::isTooDeep() {
  if (nesting <= limits.maxNesting)
    return false;
  stopOverLimit(token.getRange(), "expressions nest deeper than " +
                                      Twine(limits.maxNesting) + " levels");
  return true;
}

/// The operator at the current token, or the one that it is mistaken for.
std::optional<BinaryOp> Parser::getBinaryOp() const {
  switch (token.kind) {
  case TokenKind::In:
    return BinaryOp::In;
  case TokenKind::And:
  case TokenKind::Ampersands:
    return BinaryOp::And;
  case TokenKind::Or:
  case TokenKind::Bars:
    return BinaryOp::Or;
  case TokenKind::Assign:
    if (!isInsideExpr)
      return std::nullopt;
    return BinaryOp::Equal;
  case TokenKind::Equal:
  case TokenKind::NotEqual:
    return BinaryOp::Equal;
  case TokenKind::LessEqual:
    return BinaryOp::LessEqual;
  case TokenKind::GreaterEqual:
    return BinaryOp::GreaterEqual;
  case TokenKind::Greater:
    return BinaryOp::Greater;
  case TokenKind::Less:
    return BinaryOp::Less;
  case TokenKind::Plus:
    return BinaryOp::Add;
  case TokenKind::Minus:
    return BinaryOp::Subtract;
  case TokenKind::Percent:
    return BinaryOp::Modulo;
  case TokenKind::Star:
    return BinaryOp::Multiply;
  case TokenKind::Slash:
  case TokenKind::SlashSlash:
    return BinaryOp::Divide;
  case TokenKind::Caret:
  case TokenKind::StarStar:
    return BinaryOp::Power;
  default:
    return std::nullopt;
  }
}

/// Reports the current token if it is no operator of RASP.
void Parser::reportForeignOp() {
  auto report = [&](StringRef hint) { expected("an operator", hint); };
  switch (token.kind) {
  case TokenKind::Ampersands:
    return report("write 'and'");
  case TokenKind::Bars:
    return report("write 'or'");
  case TokenKind::Exclamation:
    return report("write 'not'");
  case TokenKind::Assign:
    return report("'==' compares");
  case TokenKind::NotEqual:
    return report("write 'not (a == b)'; '!=' stands in 'select' only");
  case TokenKind::StarStar:
    return report("power is '^'");
  case TokenKind::SlashSlash:
    return report("division is '/'; a comment starts with '#'");
  default:
    return;
  }
}

static Precedence getTighter(Precedence precedence) {
  return static_cast<Precedence>(static_cast<int>(precedence) + 1);
}

/// Parses an expression of operators that bind at least as tightly as
/// `loosest`, except inside of brackets and conditions.
const Expr *Parser::parseExpr(Precedence loosest) {
  SMLoc start = token.getStart();
  const Expr *left = parsePrefix();
  while (left && !(endsWithLine && token.startsLine)) {
    if (isAt(TokenKind::If) && loosest <= Precedence::Conditional) {
      left = parseConditional(start, left);
      continue;
    }
    std::optional<BinaryOp> op = getBinaryOp();
    if (!op || getPrecedence(*op) < loosest)
      break;
    reportForeignOp();
    SMRange opRange = token.getRange();
    advance();
    const Expr *right = parseExpr(getTighter(getPrecedence(*op)));
    if (!right)
      return nullptr;
    left = create<BinaryExpr>(start, *op, opRange, left, right);
  }
  return left;
}

/// Parses an expression in brackets, or one between 'if' and 'else'.
const Expr *Parser::parseNested() {
  llvm::SaveAndRestore<bool> line(endsWithLine, false);
  llvm::SaveAndRestore<bool> inside(isInsideExpr, true);
  llvm::SaveAndRestore<unsigned> level(nesting, nesting + 1);
  return isTooDeep() ? nullptr : parseExpr();
}

const Expr *Parser::parseConditional(SMLoc start, const Expr *value) {
  SMRange ifRange = token.getRange();
  advance();
  const Expr *condition = parseNested();
  if (!condition)
    return nullptr;
  SMRange elseRange = token.getRange();
  if (!isAt(TokenKind::Else)) {
    bool isFilter =
        isAt(TokenKind::RightBracket) || isAt(TokenKind::RightBrace);
    expected("'else' after the condition",
             token.isName("elif") ? getHint()
             : isFilter           ? "a comprehension takes no condition"
                                  : "write 'a if condition else b'");
    return nullptr;
  }
  advance();
  const Expr *otherwise = parseExpr(getTighter(Precedence::Conditional));
  if (!otherwise)
    return nullptr;
  return create<ConditionalExpr>(start, ifRange, elseRange, value, condition,
                                 otherwise);
}

const Expr *Parser::parsePrefix() {
  SMRange opRange = token.getRange();
  switch (token.kind) {
  case TokenKind::Exclamation:
    reportForeignOp();
    return parseOperand(opRange, UnaryOp::Not);
  case TokenKind::Not:
    return parseOperand(opRange, UnaryOp::Not);
  case TokenKind::Minus:
    return parseOperand(opRange, UnaryOp::Minus);
  case TokenKind::Plus:
    return parseOperand(opRange, UnaryOp::Plus);
  default:
    return parseSuffixes(opRange.Start, parsePrimary());
  }
}

/// Parses a prefix operator and its operand.
const Expr *Parser::parseOperand(SMRange opRange, UnaryOp op) {
  llvm::SaveAndRestore<unsigned> level(nesting, nesting + 1);
  if (isTooDeep())
    return nullptr;
  advance();
  const Expr *operand = parseExpr(Precedence::Prefix);
  if (!operand)
    return nullptr;
  return create<UnaryExpr>(opRange.Start, op, opRange, operand);
}

/// Parses the indices and calls after `base`, which may be null.
const Expr *Parser::parseSuffixes(SMLoc start, const Expr *base) {
  while (base && !(endsWithLine && token.startsLine)) {
    if (consumeIf(TokenKind::LeftBracket)) {
      const Expr *index = parseNested();
      if (!index ||
          !parseClose(TokenKind::RightBracket, "']'", "the index",
                      isAt(TokenKind::Colon) ? "there are no slices" : ""))
        return nullptr;
      base = create<IndexExpr>(start, base, index);
    } else if (consumeIf(TokenKind::LeftParen)) {
      Operands arguments;
      if ((!isAt(TokenKind::RightParen) &&
           !parseExprs(arguments, /*isNested=*/true)) ||
          !parseClose(TokenKind::RightParen, "',' or ')'", "an argument"))
        return nullptr;
      base = create<CallExpr>(start, base, program->copy(arguments));
    } else {
      break;
    }
  }
  return base;
}

//===----------------------------------------------------------------------===//
// Names and lists
//===----------------------------------------------------------------------===//

bool Parser::parseName(Name &name, StringRef what) {
  if (isAt(TokenKind::Identifier)) {
    name = getName(token);
    advance();
    return true;
  }
  bool isKeyword =
      token.kind >= TokenKind::And && token.kind <= TokenKind::Round;
  std::string hint;
  if (isKeyword)
    hint = ("'" + token.text + "' is a keyword").str();
  expected(what, hint);
  return false;
}

/// Parses names with commas between.
bool Parser::parseNames(Names &names, StringRef what) {
  do {
    if (!parseName(names.emplace_back(), what))
      return false;
  } while (consumeIf(TokenKind::Comma));
  return true;
}

/// Parses expressions with commas between.
bool Parser::parseExprs(Operands &exprs, bool isNested) {
  do {
    bool isTrailing = !exprs.empty() && (isAt(TokenKind::RightParen) ||
                                         isAt(TokenKind::RightBracket));
    if (isTrailing) {
      expected("an expression after ','", "no ',' stands after the last one");
      return false;
    }
    const Expr *expr = isNested ? parseNested() : parseExpr();
    if (!expr)
      return false;
    exprs.push_back(expr);
  } while (consumeIf(TokenKind::Comma));
  return true;
}

/// Parses the closing bracket of something.
bool Parser::parseClose(TokenKind kind, StringRef spelling, StringRef of,
                        StringRef hint) {
  return expect(kind, spelling + " after " + of, hint);
}

//===----------------------------------------------------------------------===//
// Primary expressions
//===----------------------------------------------------------------------===//

const Expr *Parser::parsePrimary() {
  SMLoc start = token.getStart();
  switch (token.kind) {
  case TokenKind::LeftParen: {
    advance();
    const Expr *inner = parseNested();
    bool isTuple = isAt(TokenKind::Comma);
    if (!inner || !parseClose(TokenKind::RightParen, "')'", "the expression",
                              isTuple ? "a list stands in '[...]'" : ""))
      return nullptr;
    return inner;
  }
  case TokenKind::LeftBracket:
    return parseListOrListFor();
  case TokenKind::LeftBrace:
    return parseDictOrDictFor();
  case TokenKind::Int:
    return parseInt();
  case TokenKind::Float:
    return parseFloat();
  case TokenKind::String: {
    StringRef value = program->intern(token.getStringContents());
    advance();
    return create<StringExpr>(start, value);
  }
  case TokenKind::Round:
  case TokenKind::Indicator:
    return parseBuiltin();
  case TokenKind::Identifier: {
    if (isBuiltinCall("select"))
      return parseSelect();
    if (isBuiltinCall("aggregate"))
      return parseAggregate();
    if (isBuiltinCall())
      return parseBuiltin();
    Name name = getName(token);
    advance();
    return program->create<NameExpr>(name);
  }
  default:
    expected("an expression", getHint());
    return nullptr;
  }
}

/// Whether a call of `name` is next, which would be a name by itself.
bool Parser::isBuiltinCall(StringRef name) {
  return token.text == name && peek(1).is(TokenKind::LeftParen);
}

bool Parser::isBuiltinCall() {
  for (StringRef name : {"select", "aggregate", "range", "zip", "len"})
    if (isBuiltinCall(name))
      return true;
  return false;
}

const Expr *Parser::parseInt() {
  SMLoc start = token.getStart();
  int64_t value = 0;
  if (token.text.getAsInteger(10, value)) {
    error(token, "the integer " + token.describe() + " does not fit 64 bits",
          "the largest integer is " +
              Twine(std::numeric_limits<int64_t>::max()));
    value = 0;
  }
  advance();
  return create<IntExpr>(start, value);
}

const Expr *Parser::parseFloat() {
  SMLoc start = token.getStart();
  StringRef text = token.text;
  double value = 0;
  auto result = std::from_chars(text.begin(), text.end(), value,
                                std::chars_format::fixed);
  if (result.ec == std::errc::result_out_of_range)
    value = text.ltrim('0').starts_with(".")
                ? 0.0
                : std::numeric_limits<double>::infinity();
  advance();
  return create<FloatExpr>(start, value, program->intern(text));
}

/// Parses `for x, y in iterable` of a comprehension.
bool Parser::parseForClause(Names &targets, const Expr *&iterable) {
  advance();
  return parseNames(targets, "a name after 'for'") &&
         expect(TokenKind::In, "'in' after the names") &&
         (iterable = parseNested());
}

const Expr *Parser::parseListOrListFor() {
  SMLoc start = token.getStart();
  advance();
  Operands elements;
  if (!isAt(TokenKind::RightBracket) &&
      !parseExprs(elements, /*isNested=*/true))
    return nullptr;
  Names targets;
  const Expr *iterable = nullptr;
  if (elements.size() == 1 && isAt(TokenKind::For) &&
      !parseForClause(targets, iterable))
    return nullptr;
  if (!parseClose(TokenKind::RightBracket, "',' or ']'", "an element",
                  !isAt(TokenKind::For) ? ""
                  : iterable            ? "a comprehension has one 'for'"
                                        : "a comprehension has one value"))
    return nullptr;
  if (iterable)
    return create<ListForExpr>(start, elements.front(), program->copy(targets),
                               iterable);
  return create<ListExpr>(start, program->copy(elements));
}

const Expr *Parser::parseDictOrDictFor() {
  SMLoc start = token.getStart();
  advance();
  ++openDicts;
  Operands keys, values;
  Names targets;
  const Expr *iterable = nullptr;
  if (!isAt(TokenKind::RightBrace)) {
    do {
      if (!keys.empty() && isAt(TokenKind::RightBrace)) {
        expected("an expression after ','", "no ',' stands after the last one");
        return nullptr;
      }
      const Expr *key = parseNested();
      bool isSet = isAt(TokenKind::Comma) || isAt(TokenKind::RightBrace);
      if (!key || !expect(TokenKind::Colon, "':' after the key",
                          isSet ? "a list stands in '[...]'" : ""))
        return nullptr;
      const Expr *value = parseNested();
      if (!value)
        return nullptr;
      keys.push_back(key);
      values.push_back(value);
    } while (consumeIf(TokenKind::Comma));
    if (keys.size() == 1 && isAt(TokenKind::For) &&
        !parseForClause(targets, iterable))
      return nullptr;
  }
  if (!parseClose(TokenKind::RightBrace, "',' or '}'", "a value",
                  !isAt(TokenKind::For) ? ""
                  : iterable            ? "a comprehension has one 'for'"
                                        : "a comprehension has one value"))
    return nullptr;
  --openDicts;
  if (iterable)
    return create<DictForExpr>(start, keys.front(), values.front(),
                               program->copy(targets), iterable);
  return create<DictExpr>(start, program->copy(keys), program->copy(values));
}

const Expr *Parser::parseBuiltin() {
  SMRange nameRange = token.getRange();
  auto builtin = llvm::StringSwitch<Builtin>(token.text)
                     .Case("round", Builtin::Round)
                     .Case("indicator", Builtin::Indicator)
                     .Case("range", Builtin::Range)
                     .Case("zip", Builtin::Zip)
                     .Default(Builtin::Len);
  std::string of = "the argument of " + token.describe();
  advance();
  std::string name = getSpelling(builtin).str();
  if (!expect(TokenKind::LeftParen, "'(' after '" + name + "'",
              "'" + name + "' belongs to the language"))
    return nullptr;
  Operands arguments;
  if (builtin == Builtin::Range || builtin == Builtin::Zip) {
    of.insert(strlen("the argument"), "s");
    if (!parseExprs(arguments, /*isNested=*/true))
      return nullptr;
  } else {
    arguments.push_back(parseNested());
    if (!arguments.front())
      return nullptr;
  }
  if (!parseClose(TokenKind::RightParen, "')'", of))
    return nullptr;
  return create<BuiltinExpr>(nameRange.Start, builtin, nameRange,
                             program->copy(arguments));
}

std::optional<Predicate> Parser::parsePredicate() {
  std::optional<Predicate> predicate;
  switch (token.kind) {
  case TokenKind::Assign:
    expected("a predicate", "'==' compares");
    predicate = Predicate::Equal;
    break;
  case TokenKind::Equal:
    predicate = Predicate::Equal;
    break;
  case TokenKind::NotEqual:
    predicate = Predicate::NotEqual;
    break;
  case TokenKind::Less:
    predicate = Predicate::Less;
    break;
  case TokenKind::LessEqual:
    predicate = Predicate::LessEqual;
    break;
  case TokenKind::Greater:
    predicate = Predicate::Greater;
    break;
  case TokenKind::GreaterEqual:
    predicate = Predicate::GreaterEqual;
    break;
  default:
    expected("a predicate of 'select'",
             "a predicate is one of ==, !=, <, <=, > and >=");
    return std::nullopt;
  }
  advance();
  return predicate;
}

const Expr *Parser::parseSelect() {
  SMRange nameRange = token.getRange();
  advance();
  advance();
  const Expr *key = parseNested();
  if (!key || !expect(TokenKind::Comma, "',' after the key of 'select'"))
    return nullptr;
  const Expr *query = parseNested();
  if (!query)
    return nullptr;
  if (isAt(TokenKind::RightParen)) {
    expected("',' and a predicate after the query of 'select'",
             "write 'select(key, query, ==)'");
    return nullptr;
  }
  if (!expect(TokenKind::Comma, "',' after the query of 'select'"))
    return nullptr;
  SMRange predicateRange = token.getRange();
  std::optional<Predicate> predicate = parsePredicate();
  if (!predicate ||
      !parseClose(TokenKind::RightParen, "')'", "the predicate of 'select'"))
    return nullptr;
  return create<SelectExpr>(nameRange.Start, nameRange, key, query, *predicate,
                            predicateRange);
}

const Expr *Parser::parseAggregate() {
  SMRange nameRange = token.getRange();
  advance();
  advance();
  const Expr *selector = parseNested();
  if (!selector ||
      !expect(TokenKind::Comma, "',' after the selector of 'aggregate'"))
    return nullptr;
  const Expr *sequence = parseNested(), *otherwise = nullptr;
  if (!sequence ||
      (consumeIf(TokenKind::Comma) && !(otherwise = parseNested())) ||
      !parseClose(TokenKind::RightParen, "')'", "the arguments of 'aggregate'"))
    return nullptr;
  return create<AggregateExpr>(nameRange.Start, nameRange, selector, sequence,
                               otherwise);
}

ParseResult nn::rasp::parse(StringRef text, Diagnostics &diagnostics,
                            const ParserLimits &limits) {
  return Parser(text, diagnostics, limits).run();
}

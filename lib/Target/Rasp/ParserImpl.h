//===- ParserImpl.h - The parser of RASP ------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_PARSERIMPL_H
#define NN_LIB_TARGET_RASP_PARSERIMPL_H

#include "Diagnostics.h"
#include "Lexer.h"
#include "Parser.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace nn::rasp {
/// Where a statement stands.
enum class Place { TopLevel, Function, Loop };

/// What stands before a statement.
struct PlanHead {
  llvm::SMLoc start;
  llvm::ArrayRef<Comment> comments;
};

/// How the block of a function or loop starts; a colon, as in Python, has been
/// reported.
enum class BlockStart { Brace, Colon, None };

/// See Parser.cpp. Functions that return a pointer return null after an error
/// that has been reported.
class Parser {
public:
  Parser(llvm::StringRef text, Diagnostics &diagnostics,
         const ParserLimits &limits)
      : diagnostics(diagnostics), limits(limits),
        errorsBefore(diagnostics.getNumErrors()), lexer(text, diagnostics),
        program(std::make_unique<Program>()), token(lexer.next()),
        end(token.getStart()) {}

  ParseResult run();

private:
  using Operands = llvm::SmallVector<const Expr *, 4>;
  using Names = llvm::SmallVector<Name, 4>;

  // Tokens.
  bool isAt(TokenKind kind) const { return token.is(kind); }
  void advance();
  bool consumeIf(TokenKind kind);
  /// The token `distance` behind the current one.
  const Token &peek(unsigned distance);

  // Errors.
  bool isStopped() const { return stopped || diagnostics.isFull(); }
  void error(const Token &at, const llvm::Twine &message,
             const llvm::Twine &hint = "");
  void error(llvm::SMRange range, const llvm::Twine &message,
             const llvm::Twine &hint = "");
  /// Reports that something else than the current token was expected.
  void expected(const llvm::Twine &what, llvm::StringRef hint = "");
  void stopOverLimit(llvm::SMRange range, const llvm::Twine &message);
  bool expect(TokenKind kind, const llvm::Twine &what,
              llvm::StringRef hint = "");
  bool expectSemicolon(llvm::StringRef after, llvm::StringRef hint = "");
  llvm::StringRef getHint() const;
  void skipStatement();
  bool skipToBlock();

  // Comments.
  llvm::ArrayRef<Comment> takeCommentsBefore(llvm::SMLoc loc);
  StmtComments takeComments(llvm::ArrayRef<Comment> leading);

  // Statements.
  PlanHead startStatement();
  template <typename Node, typename... Args>
  const Node *finish(const PlanHead &head, Args... args);
  const Stmt *giveUp();
  const Stmt *giveUpLine();
  void parseStatements(Place place,
                       llvm::SmallVectorImpl<const Stmt *> &statements);
  const Stmt *parseStatement(Place place);
  const Stmt *parseNamedStatement(const PlanHead &head, Place place);
  const Stmt *parseExprOrAssign(const PlanHead &head);
  const Stmt *parseAssign(const PlanHead &head);
  const Stmt *parseDraw(const PlanHead &head);
  const Stmt *parseLoad(const PlanHead &head);
  const Stmt *parseFunction(PlanHead head);
  const Stmt *parseFor(PlanHead head);
  const ReturnStmt *parseReturn();
  const Stmt *parseSetExample(const PlanHead &head);
  const Stmt *parseShowExample(const PlanHead &head);
  const Stmt *parseToggleExamples(const PlanHead &head);
  const Stmt *parseToggleFullDisplay(const PlanHead &head);
  const Stmt *parseExit(const PlanHead &head);
  void reportIf();
  void skipLine();
  bool isExit();
  bool isSop();
  ExampleKind parseExampleKind();
  bool parseWord(llvm::StringRef word);
  std::optional<bool> parseSwitch();
  BlockStart parseBlockStart(PlanHead &head, llvm::StringRef owner);
  std::optional<Block> parseFunctionBody(llvm::StringRef name, BlockStart start,
                                         const ReturnStmt *&returned);
  std::optional<Block> parseLoopBody();
  bool parseBlockEnd(llvm::SMRange open, bool hadError);

  // Expressions.
  const Expr *parseExpr(Precedence loosest = Precedence::In);
  const Expr *parseNested();
  const Expr *parsePrefix();
  const Expr *parseSuffixes(llvm::SMLoc start, const Expr *base);
  const Expr *parsePrimary();
  const Expr *parseConditional(llvm::SMLoc start, const Expr *value);
  const Expr *parseInt();
  const Expr *parseFloat();
  const Expr *parseListOrListFor();
  const Expr *parseDictOrDictFor();
  const Expr *parseBuiltin();
  const Expr *parseSelect();
  const Expr *parseAggregate();
  const Expr *parseOperand(llvm::SMRange opRange, UnaryOp op);
  std::optional<Predicate> parsePredicate();
  std::optional<BinaryOp> getBinaryOp() const;
  void reportForeignOp();
  bool isBuiltinCall(llvm::StringRef name);
  bool isBuiltinCall();
  bool isTooDeep();
  bool parseForClause(Names &targets, const Expr *&iterable);
  bool parseExprs(Operands &exprs, bool isNested);
  bool parseNames(Names &names, llvm::StringRef what);
  bool parseName(Name &name, llvm::StringRef what);
  bool parseClose(TokenKind kind, llvm::StringRef spelling, llvm::StringRef of,
                  llvm::StringRef hint = "");
  template <typename Node, typename... Args>
  const Expr *create(llvm::SMLoc start, Args... args);

  Name getName(const Token &token) {
    return {program->intern(token.text), token.getRange()};
  }
  llvm::SMRange getRangeFrom(llvm::SMLoc start) const { return {start, end}; }

  Diagnostics &diagnostics;
  const ParserLimits &limits;
  const unsigned errorsBefore;
  Lexer lexer;
  std::unique_ptr<Program> program;

  Token token;
  llvm::SmallVector<Token, 4> ahead;
  /// The token before the current one, and where it ends.
  TokenKind previous = TokenKind::End;
  llvm::SMLoc end;
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
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_PARSERIMPL_H

//===- ParseExpr.cpp - Expressions of RASP --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParserImpl.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"
#include <charconv>
#include <cstring>
#include <limits>

using namespace nn::rasp;
using llvm::SMLoc;
using llvm::SMRange;
using llvm::StringRef;
using llvm::Twine;

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

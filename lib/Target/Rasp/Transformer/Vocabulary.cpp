//===- Vocabulary.cpp - The tokens that a transformer takes ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Vocabulary.h"
#include "nn/Runtime/nn_sequence.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include <charconv>
#include <cmath>
#include <set>

using namespace nn::rasp;
using llvm::StringRef;

static Atom getAtom(const nn_sequence &sequence, const nn_token &token) {
  switch (token.type) {
  case NN_TOKEN_BOOL:
    return Atom(token.value.integer != 0);
  case NN_TOKEN_INT:
    return Atom(token.value.integer);
  case NN_TOKEN_FLOAT:
    return Atom(token.value.number);
  case NN_TOKEN_STR:
    return Atom(encode({sequence.points + token.value.first, token.length}));
  }
  llvm_unreachable("unknown type of token");
}

std::optional<std::vector<Atom>>
nn::rasp::parseVocabulary(StringRef text, std::string &problem) {
  nn_sequence sequence = {};
  llvm::scope_exit free([&] { nn_sequence_free(&sequence); });
  char error[NN_SEQUENCE_ERROR_BYTES];
  if (nn_sequence_parse(&sequence, text.data(), text.size(), error,
                        sizeof(error))) {
    problem = std::string("is not readable: ") + error;
    return std::nullopt;
  }
  std::vector<Atom> atoms;
  std::set<Atom, AtomLess> known;
  for (size_t i = 0; i < sequence.count; ++i) {
    Atom atom = getAtom(sequence, sequence.tokens[i]);
    if (!known.insert(atom).second) {
      problem = "has " + spell(atom) + " twice";
      return std::nullopt;
    }
    if (!atoms.empty() && isString(atom) != isString(atoms[0])) {
      problem = "mixes strings with numbers";
      return std::nullopt;
    }
    atoms.push_back(std::move(atom));
  }
  return atoms;
}

/// As Python writes a float.
static std::string writeFloat(double number) {
  char digits[40];
  double size = std::abs(number);
  auto format = size != 0 && (size < 1e-4 || size >= 1e16)
                    ? std::chars_format::scientific
                    : std::chars_format::fixed;
  auto end = std::to_chars(digits, digits + sizeof(digits), number, format).ptr;
  std::string text(digits, end);
  if (text.find_first_of(".en") == std::string::npos)
    text += ".0";
  return text;
}

static AtomResult convertToString(const Atom &token) {
  if (isString(token))
    return token;
  if (auto *number = std::get_if<double>(&token))
    return Atom(writeFloat(*number));
  return Atom(spell(token));
}

/// Without the white space around it that numbers may have.
static StringRef trim(StringRef text) { return text.trim(" \t\n\v\f\r"); }

static AtomResult convertToInt(const Atom &token) {
  if (auto *number = std::get_if<double>(&token)) {
    double whole = std::trunc(*number);
    if (!(whole >= -0x1p63 && whole < 0x1p63))
      return AtomResult::fail("does not fit 64 bits");
    return Atom(static_cast<int64_t>(whole));
  }
  auto *text = std::get_if<std::string>(&token);
  if (!text)
    return Atom(getInt(token));
  StringRef number = trim(*text), digits = number;
  if (!digits.consume_front("-"))
    digits.consume_front("+");
  if (digits.empty() || !llvm::all_of(digits, llvm::isDigit))
    return AtomResult::fail("is no integer");
  int64_t value;
  number.consume_front("+");
  if (number.getAsInteger(10, value))
    return AtomResult::fail("does not fit 64 bits");
  return Atom(value);
}

static AtomResult convertToFloat(const Atom &token) {
  auto *text = std::get_if<std::string>(&token);
  if (!text)
    return Atom(getDouble(token));
  StringRef number = trim(*text);
  // Neither hexadecimal numbers nor names of numbers.
  double value;
  if (number.find_first_not_of("0123456789.+-eE") != StringRef::npos ||
      number.getAsDouble(value, /*AllowInexact=*/true))
    return AtomResult::fail("is no number");
  return Atom(value);
}

AtomResult nn::rasp::convertToken(const Step *sequence, const Atom &token) {
  switch (sequence->kind) {
  case StepKind::TokensStr:
    return convertToString(token);
  case StepKind::TokensInt:
    return convertToInt(token);
  case StepKind::TokensFloat:
    return convertToFloat(token);
  case StepKind::TokensBool:
    return Atom(isTrue(token));
  case StepKind::TokensAsIs:
    if (!sequence->kinds.contains(getKind(token)) &&
        !(sequence->kinds == KindSet(AtomKind::Float) &&
          getKind(token) == AtomKind::Int))
      return AtomResult::fail("is not of the type of the example, " +
                              sequence->kinds.describe());
    return token;
  default:
    llvm_unreachable("no sequence of tokens");
  }
}

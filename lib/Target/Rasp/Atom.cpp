//===- Atom.cpp - Booleans, numbers and strings of RASP -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Atom.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"
#include <cfenv>
#include <charconv>
#include <cmath>

using namespace nn::rasp;
using llvm::StringRef;

StringRef nn::rasp::getName(AtomKind kind) {
  static constexpr StringRef names[] = {"bool", "int", "float", "string"};
  return names[static_cast<unsigned>(kind)];
}

int64_t nn::rasp::getInt(const Atom &atom) {
  if (auto *flag = std::get_if<bool>(&atom))
    return *flag;
  return std::get<int64_t>(atom);
}

double nn::rasp::getDouble(const Atom &atom) {
  if (auto *number = std::get_if<double>(&atom))
    return *number;
  return static_cast<double>(getInt(atom));
}

bool nn::rasp::isTrue(const Atom &atom) {
  if (auto *text = std::get_if<std::string>(&atom))
    return !text->empty();
  if (auto *number = std::get_if<double>(&atom))
    return *number != 0;
  return getInt(atom) != 0;
}

/// An integer and a float by their exact values.
static std::optional<int> compareExactly(int64_t a, double b) {
  if (std::isnan(b))
    return std::nullopt;
  if (b >= 0x1p63)
    return -1;
  if (b < -0x1p63)
    return 1;
  double whole = std::floor(b);
  auto nearby = static_cast<int64_t>(whole);
  if (a != nearby)
    return a < nearby ? -1 : 1;
  return b > whole ? -1 : 0;
}

std::optional<int> nn::rasp::compare(const Atom &a, const Atom &b) {
  if (isString(a))
    return std::get<std::string>(a).compare(std::get<std::string>(b));
  auto *realA = std::get_if<double>(&a), *realB = std::get_if<double>(&b);
  if (realA && realB) {
    if (std::isnan(*realA) || std::isnan(*realB))
      return std::nullopt;
    return *realA < *realB ? -1 : *realA > *realB;
  }
  if (realB)
    return compareExactly(getInt(a), *realB);
  if (realA) {
    std::optional<int> order = compareExactly(getInt(b), *realA);
    return order ? std::optional(-*order) : std::nullopt;
  }
  int64_t left = getInt(a), right = getInt(b);
  return left < right ? -1 : left > right;
}

bool nn::rasp::isEqual(const Atom &a, const Atom &b) {
  return isString(a) == isString(b) && compare(a, b) == 0;
}

bool AtomLess::operator()(const Atom &a, const Atom &b) const {
  if (isString(a) != isString(b))
    return isString(b);
  return compare(a, b).value_or(0) < 0;
}

static AtomResult tooLarge() {
  return AtomResult::fail("has a result that does not fit 64 bits");
}

static AtomResult evaluateIntegers(BinaryOp op, int64_t a, int64_t b) {
  int64_t result;
  switch (op) {
  case BinaryOp::Add:
    return llvm::AddOverflow(a, b, result) ? tooLarge() : Atom(result);
  case BinaryOp::Subtract:
    return llvm::SubOverflow(a, b, result) ? tooLarge() : Atom(result);
  case BinaryOp::Multiply:
    return llvm::MulOverflow(a, b, result) ? tooLarge() : Atom(result);
  case BinaryOp::Modulo:
    if (b == 0)
      return AtomResult::fail("divides by zero");
    // The smallest number by -1 overflows.
    result = b == -1 ? 0 : a % b;
    return Atom(result != 0 && (result < 0) != (b < 0) ? result + b : result);
  case BinaryOp::Power: {
    result = 1;
    for (int64_t base = a, rest = b; rest > 0;) {
      if (rest & 1 && llvm::MulOverflow(result, base, result))
        return tooLarge();
      rest >>= 1;
      // 0, 1 and -1 have powers of any size.
      if (rest > 0 && llvm::MulOverflow(base, base, base))
        return tooLarge();
    }
    return Atom(result);
  }
  default:
    llvm_unreachable("no operator of integers");
  }
}

static AtomResult evaluateFloats(BinaryOp op, double a, double b) {
  switch (op) {
  case BinaryOp::Add:
    return Atom(a + b);
  case BinaryOp::Subtract:
    return Atom(a - b);
  case BinaryOp::Multiply:
    return Atom(a * b);
  case BinaryOp::Modulo: {
    if (b == 0)
      return AtomResult::fail("divides by zero");
    double rest = std::fmod(a, b);
    if (rest != 0 && (rest < 0) != (b < 0))
      rest += b;
    return Atom(rest == 0 ? std::copysign(0.0, b) : rest);
  }
  case BinaryOp::Power: {
    if (a == 0 && b < 0)
      return AtomResult::fail("raises zero to a negative power");
    if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
      return AtomResult::fail("raises a negative number to a fractional power");
    double result = std::pow(a, b);
    if (std::isinf(result) && std::isfinite(a) && std::isfinite(b))
      return AtomResult::fail("has a result that is too large for a float");
    return Atom(result);
  }
  default:
    llvm_unreachable("no operator of floats");
  }
}

AtomResult nn::rasp::evaluateBinary(BinaryOp op, const Atom &a, const Atom &b) {
  switch (op) {
  case BinaryOp::And:
    return isTrue(a) ? b : a;
  case BinaryOp::Or:
    return isTrue(a) ? a : b;
  case BinaryOp::Equal:
    return Atom(isEqual(a, b));
  case BinaryOp::Less:
    return Atom(compare(a, b).value_or(1) < 0);
  case BinaryOp::LessEqual:
    return Atom(compare(a, b).value_or(1) <= 0);
  case BinaryOp::Greater:
    return Atom(compare(a, b).value_or(-1) > 0);
  case BinaryOp::GreaterEqual:
    return Atom(compare(a, b).value_or(-1) >= 0);
  case BinaryOp::Divide: {
    double divisor = getDouble(b);
    if (divisor == 0)
      return AtomResult::fail("divides by zero");
    // Of two integers, the exact quotient is rounded.
    if (getKind(a) != AtomKind::Float && getKind(b) != AtomKind::Float)
      return Atom(static_cast<double>(static_cast<long double>(getInt(a)) /
                                      static_cast<long double>(getInt(b))));
    return Atom(getDouble(a) / divisor);
  }
  default:
    break;
  }
  if (isString(a))
    return Atom(std::get<std::string>(a) + std::get<std::string>(b));
  bool isReal = getKind(a) == AtomKind::Float || getKind(b) == AtomKind::Float;
  if (isReal || (op == BinaryOp::Power && getInt(b) < 0))
    return evaluateFloats(op, getDouble(a), getDouble(b));
  return evaluateIntegers(op, getInt(a), getInt(b));
}

AtomResult nn::rasp::evaluateUnary(UnaryOp op, const Atom &a) {
  if (op == UnaryOp::Not)
    return Atom(!isTrue(a));
  if (auto *number = std::get_if<double>(&a))
    return Atom(op == UnaryOp::Minus ? -*number : *number);
  if (op == UnaryOp::Plus)
    return Atom(getInt(a));
  return evaluateIntegers(BinaryOp::Subtract, 0, getInt(a));
}

AtomResult nn::rasp::roundToInt(const Atom &a) {
  auto *number = std::get_if<double>(&a);
  if (!number)
    return Atom(getInt(a));
  double whole = std::nearbyint(*number);
  if (!(whole >= -0x1p63 && whole < 0x1p63))
    return AtomResult::fail("has a result that does not fit 64 bits");
  return Atom(static_cast<int64_t>(whole));
}

std::string nn::rasp::spell(const Atom &atom) {
  if (auto *flag = std::get_if<bool>(&atom))
    return *flag ? "True" : "False";
  if (auto *number = std::get_if<int64_t>(&atom))
    return std::to_string(*number);
  if (auto *text = std::get_if<std::string>(&atom))
    return "\"" + *text + "\"";
  char digits[32];
  auto end =
      std::to_chars(digits, digits + sizeof(digits), std::get<double>(atom))
          .ptr;
  std::string text(digits, end);
  return StringRef(text).find_first_of(".en") == StringRef::npos ? text + ".0"
                                                                 : text;
}

llvm::SmallVector<uint32_t> nn::rasp::getCodePoints(StringRef text) {
  llvm::SmallVector<uint32_t> points;
  auto *at = reinterpret_cast<const llvm::UTF8 *>(text.bytes_begin());
  auto *end = reinterpret_cast<const llvm::UTF8 *>(text.bytes_end());
  while (at != end) {
    llvm::UTF32 point = 0;
    // The lexer has checked the text.
    if (llvm::convertUTF8Sequence(&at, end, &point, llvm::strictConversion) !=
        llvm::conversionOK)
      break;
    points.push_back(point);
  }
  return points;
}

std::string nn::rasp::encode(llvm::ArrayRef<uint32_t> codePoints) {
  std::string text;
  for (uint32_t point : codePoints) {
    char bytes[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char *end = bytes;
    if (llvm::ConvertCodePointToUTF8(point, end))
      text.append(bytes, end);
  }
  return text;
}

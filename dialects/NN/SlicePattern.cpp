//===- SlicePattern.cpp - Ranges of indices -------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/SlicePattern.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;
using llvm::StringRef;

/// Reads an optional number. Fails after a diagnostic.
static FailureOr<std::optional<int64_t>> parseNumber(StringRef text,
                                                     EmitError emitError) {
  text = text.trim();
  if (text.empty())
    return std::optional<int64_t>();
  int64_t value = 0;
  if (text.getAsInteger(10, value) || !llvm::isInt<32>(value))
    return emitError() << "expected 'ranges' to hold integers between -2^31 "
                          "and 2^31, got '"
                       << text << "'";
  return std::optional<int64_t>(value);
}

FailureOr<llvm::SmallVector<SliceTerm>> nn::parseSlice(StringRef text,
                                                       EmitError emitError) {
  llvm::SmallVector<SliceTerm> terms;
  if (text.trim().empty())
    return terms;
  llvm::SmallVector<StringRef> parts;
  text.split(parts, ',');
  for (StringRef part : parts) {
    llvm::SmallVector<StringRef, 3> numbers;
    part.split(numbers, ':');
    if (numbers.size() > 3)
      return emitError() << "expected 'begin:end:step' or an index, got '"
                         << part.trim() << "'";
    SliceTerm term;
    term.isIndex = numbers.size() == 1;
    auto begin = parseNumber(numbers[0], emitError);
    if (failed(begin))
      return failure();
    term.begin = *begin;
    if (term.isIndex && !term.begin)
      return emitError() << "expected 'begin:end:step' or an index, got "
                            "nothing between commas";
    if (numbers.size() > 1) {
      auto end = parseNumber(numbers[1], emitError);
      if (failed(end))
        return failure();
      term.end = *end;
    }
    if (numbers.size() > 2) {
      auto step = parseNumber(numbers[2], emitError);
      if (failed(step))
        return failure();
      term.step = step->value_or(1);
    }
    if (term.step == 0)
      return emitError() << "expected a step other than 0";
    terms.push_back(term);
  }
  return terms;
}

std::pair<SlicePlace, SlicePlace> nn::getPlaces(const SliceTerm &term) {
  auto resolve = [](int64_t value) { return SlicePlace{value, value < 0}; };
  if (term.isIndex)
    return {resolve(*term.begin), {*term.begin + 1, *term.begin < 0}};
  if (term.step > 0)
    return {term.begin ? resolve(*term.begin) : SlicePlace{0, false},
            term.end ? resolve(*term.end) : SlicePlace{0, true}};
  return {term.begin ? resolve(*term.begin) : SlicePlace{-1, true},
          term.end ? resolve(*term.end) : SlicePlace{-1, false}};
}

FailureOr<int64_t> nn::countSlice(const SliceTerm &term, int64_t extent,
                                  const llvm::Twine &axis,
                                  EmitError emitError) {
  auto [begin, end] = getPlaces(term);
  bool isKnown = !ShapedType::isDynamic(extent);
  int64_t from = begin.value, to = end.value;
  if (isKnown) {
    from += begin.isFromEnd ? extent : 0;
    to += end.isFromEnd ? extent : 0;
    bool isInside = term.step > 0 ? 0 <= from && from <= to && to <= extent
                                  : -1 <= to && to <= from && from < extent;
    if (!isInside && term.isIndex)
      return emitError() << "expected the index " << *term.begin
                         << " to lie inside of " << axis << " of extent "
                         << extent;
    if (!isInside)
      return emitError() << "expected a range inside of " << axis
                         << " of extent " << extent << ", got " << from
                         << " to " << to;
  } else if (begin.isFromEnd != end.isFromEnd) {
    return ShapedType::kDynamic;
  } else if (term.step > 0 ? to < from : from < to) {
    return emitError() << "expected a range that runs forward on " << axis
                       << ", got " << from << " to " << to;
  }
  int64_t length = term.step > 0 ? to - from : from - to;
  return llvm::divideCeil(length, std::abs(term.step));
}

//===- AxisPattern.cpp - Patterns over named axes -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisPattern.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;
using llvm::SmallVector;
using llvm::StringRef;

static bool isAxisName(StringRef word) {
  return !word.empty() && (llvm::isAlpha(word[0]) || word[0] == '_') &&
         llvm::all_of(word,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

/// Splits `text` at its only `->`.
static FailureOr<std::pair<StringRef, StringRef>>
splitAtArrow(StringRef text, StringRef what, EmitError emitError) {
  auto [left, right] = text.split("->");
  if (left.size() == text.size() || right.contains("->"))
    return emitError() << "expected '" << what
                       << "' to have one '->' between operands and result, "
                          "got \""
                       << text << "\"";
  return std::make_pair(left, right);
}

static FailureOr<AxisTerm> parseTerm(StringRef text, EmitError emitError) {
  AxisTerm axes;
  SmallVector<StringRef> words;
  llvm::SplitString(text, words);
  for (StringRef word : words) {
    if (!isAxisName(word))
      return emitError() << "expected 'equation' to hold axis names separated "
                            "by spaces, got \""
                         << word << "\"";
    axes.push_back(word);
  }
  return axes;
}

FailureOr<EinsumEquation> nn::parseEinsum(StringRef text, EmitError emitError) {
  auto sides = splitAtArrow(text, "equation", emitError);
  if (failed(sides))
    return failure();
  EinsumEquation equation;
  SmallVector<StringRef> terms;
  sides->first.split(terms, ',');
  for (StringRef term : terms) {
    auto axes = parseTerm(term, emitError);
    if (failed(axes))
      return failure();
    equation.inputs.push_back(std::move(*axes));
  }
  auto result = parseTerm(sides->second, emitError);
  if (failed(result))
    return failure();
  equation.result = std::move(*result);
  return equation;
}

SmallVector<StringRef> EinsumEquation::getAllAxes() const {
  llvm::SmallSetVector<StringRef, 8> axes(result.begin(), result.end());
  for (const AxisTerm &term : inputs)
    axes.insert(term.begin(), term.end());
  return llvm::to_vector(axes);
}

/// Parses one side of a rearrangement.
static FailureOr<SmallVector<AxisGroup, 4>> parseSide(StringRef text,
                                                      EmitError emitError) {
  SmallVector<AxisGroup, 4> groups;
  bool inGroup = false;
  llvm::StringSet<> seen;
  while (!(text = text.ltrim()).empty()) {
    if (text.consume_front("(")) {
      if (inGroup)
        return emitError() << "expected groups of 'pattern' not to nest";
      inGroup = true;
      groups.emplace_back();
      continue;
    }
    if (text.consume_front(")")) {
      if (!inGroup)
        return emitError() << "expected '(' before ')' in 'pattern'";
      inGroup = false;
      continue;
    }
    StringRef word = text.take_until(
        [](char c) { return llvm::isSpace(c) || c == '(' || c == ')'; });
    text = text.drop_front(word.size());
    if (word == "1") {
      if (!inGroup)
        groups.emplace_back();
      continue;
    }
    if (!isAxisName(word))
      return emitError() << "expected an axis name, '1' or a group in "
                            "'pattern', got \""
                         << word << "\"";
    // C1.
    if (!seen.insert(word).second)
      return emitError() << "expected axis '" << word
                         << "' to occur once on a side of 'pattern'";
    if (!inGroup)
      groups.emplace_back();
    groups.back().push_back(word);
  }
  if (inGroup)
    return emitError() << "expected ')' at the end of a group in 'pattern'";
  return groups;
}

static SmallVector<StringRef> flatten(ArrayRef<AxisGroup> groups) {
  SmallVector<StringRef> axes;
  for (const AxisGroup &group : groups)
    axes.append(group.begin(), group.end());
  return axes;
}

SmallVector<StringRef> RearrangePattern::getLeftAxes() const {
  return flatten(left);
}

SmallVector<StringRef> RearrangePattern::getRightAxes() const {
  return flatten(right);
}

FailureOr<RearrangePattern> nn::parseRearrange(StringRef text,
                                               EmitError emitError) {
  auto sides = splitAtArrow(text, "pattern", emitError);
  if (failed(sides))
    return failure();
  auto left = parseSide(sides->first, emitError);
  if (failed(left))
    return failure();
  auto right = parseSide(sides->second, emitError);
  if (failed(right))
    return failure();
  RearrangePattern pattern{std::move(*left), std::move(*right)};
  // C1.
  SmallVector<StringRef> rightAxes = pattern.getRightAxes();
  for (StringRef axis : pattern.getLeftAxes())
    if (!llvm::is_contained(rightAxes, axis))
      return emitError() << "expected axis '" << axis
                         << "' of 'pattern' on the right as well: a "
                            "rearrangement keeps all elements";
  return pattern;
}

FailureOr<llvm::StringMap<int64_t>>
nn::solveRearrange(const RearrangePattern &pattern,
                   ArrayRef<int64_t> inputShape, DictionaryAttr sizes,
                   EmitError emitError) {
  // C2.
  if (pattern.left.size() != inputShape.size())
    return emitError() << "expected 'pattern' to have one group per axis of "
                          "'input', got "
                       << pattern.left.size() << " groups for rank "
                       << inputShape.size();

  SmallVector<StringRef> leftAxes = pattern.getLeftAxes();
  SmallVector<StringRef> rightAxes = pattern.getRightAxes();
  llvm::StringMap<int64_t> extents;
  if (sizes) {
    for (NamedAttribute entry : sizes) {
      // C3.
      auto value = dyn_cast<IntegerAttr>(entry.getValue());
      if (!value || !value.getValue().isSignedIntN(64) ||
          value.getValue().isNegative())
        return emitError() << "expected 'sizes' to give axis '"
                           << entry.getName().getValue()
                           << "' a non-negative integer, got "
                           << entry.getValue();
      if (!llvm::is_contained(rightAxes, entry.getName().getValue()))
        return emitError() << "expected 'sizes' to name axes of 'pattern', "
                              "got '"
                           << entry.getName().getValue() << "'";
      extents[entry.getName().getValue()] = value.getValue().getSExtValue();
    }
  }
  for (StringRef axis : rightAxes)
    if (!llvm::is_contained(leftAxes, axis) && !extents.count(axis))
      return emitError() << "expected 'sizes' to give the extent of axis '"
                         << axis << "', which the input does not have";

  for (auto [index, group] : llvm::enumerate(pattern.left)) {
    // C4.
    int64_t known = 1;
    StringRef unknown;
    for (StringRef axis : group) {
      auto found = extents.find(axis);
      if (found == extents.end()) {
        if (!unknown.empty())
          return emitError()
                 << "expected 'sizes' to give the extent of '" << unknown
                 << "' or '" << axis << "': both are unknown in one group";
        unknown = axis;
      } else if (llvm::MulOverflow(known, found->second, known)) {
        return emitError() << "expected the extents of a group to have a "
                              "product below 2^63";
      }
    }
    int64_t extent = inputShape[index];
    if (!unknown.empty() && known == 0)
      return emitError() << "expected 'sizes' to give the extent of '"
                         << unknown
                         << "': it does not follow from a group of extent 0";
    if (ShapedType::isDynamic(extent)) {
      if (!unknown.empty())
        extents[unknown] = ShapedType::kDynamic;
      continue;
    }
    if (!unknown.empty()) {
      if (extent % known != 0)
        return emitError() << "expected axis " << index
                           << " of 'input' to be divisible by " << known
                           << ", got extent " << extent;
      extents[unknown] = extent / known;
    } else if (known != extent) {
      return emitError() << "expected axis " << index
                         << " of 'input' to have extent " << known
                         << ", the product of its group, got " << extent;
    }
  }
  return extents;
}

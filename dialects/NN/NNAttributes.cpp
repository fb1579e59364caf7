//===- NNAttributes.cpp - Axes and values of parameters -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNAttributes.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Axes
//===----------------------------------------------------------------------===//

static constexpr llvm::StringLiteral kUnnamed = "_";

Attribute AxesAttr::parse(AsmParser &parser, Type) {
  SmallVector<StringAttr> names;
  auto parseName = [&]() -> ParseResult {
    StringRef keyword;
    if (parser.parseKeyword(&keyword))
      return failure();
    names.push_back(parser.getBuilder().getStringAttr(keyword));
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::LessGreater,
                                     parseName))
    return {};
  return parser.getChecked<AxesAttr>(parser.getContext(), names);
}

void AxesAttr::print(AsmPrinter &printer) const {
  printer << "<";
  llvm::interleaveComma(getNames(), printer, [&](StringAttr name) {
    printer.printKeywordOrString(name.getValue());
  });
  printer << ">";
}

LogicalResult
AxesAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                 ArrayRef<StringAttr> names) {
  llvm::StringSet<> seen;
  for (StringAttr name : names)
    // C2.
    if (name.getValue() != kUnnamed && !seen.insert(name.getValue()).second)
      return emitError() << "expected distinct axis names, got '"
                         << name.getValue() << "' twice";
  return success();
}

LogicalResult AxesAttr::verifyEncoding(
    ArrayRef<int64_t> shape, Type elementType,
    llvm::function_ref<InFlightDiagnostic()> emitError) const {
  // C1.
  if (getNames().size() != shape.size())
    return emitError() << "expected one axis name per axis, got "
                       << getNames().size() << " names for rank "
                       << shape.size();
  return success();
}

SmallVector<StringAttr> nn::getAxisNames(RankedTensorType type) {
  SmallVector<StringAttr> names(type.getRank());
  if (auto axes = dyn_cast_if_present<AxesAttr>(type.getEncoding()))
    for (auto [index, name] : llvm::enumerate(axes.getNames()))
      if (name.getValue() != kUnnamed)
        names[index] = name;
  return names;
}

Attribute nn::getAxesEncoding(MLIRContext *context,
                              ArrayRef<StringAttr> names) {
  if (llvm::none_of(names, [](StringAttr name) { return bool(name); }))
    return {};
  SmallVector<StringAttr> all(names);
  for (StringAttr &name : all)
    if (!name)
      name = StringAttr::get(context, kUnnamed);
  return AxesAttr::get(context, all);
}

RankedTensorType nn::dropAxis(RankedTensorType type, int64_t axis) {
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<StringAttr> names = getAxisNames(type);
  shape.erase(shape.begin() + axis);
  names.erase(names.begin() + axis);
  return RankedTensorType::get(shape, type.getElementType(),
                               getAxesEncoding(type.getContext(), names));
}

RankedTensorType nn::dropAxisNames(RankedTensorType type) {
  if (!isa_and_present<AxesAttr>(type.getEncoding()))
    return type;
  return RankedTensorType::get(type.getShape(), type.getElementType());
}

//===----------------------------------------------------------------------===//
// Values of parameters
//===----------------------------------------------------------------------===//

/// The keywords of the two numbers of an initialiser.
static std::pair<StringRef, StringRef> getInitKeywords(InitKind kind) {
  switch (kind) {
  case InitKind::Uniform:
    return {"low", "high"};
  case InitKind::Normal:
    return {"mean", "stddev"};
  }
  llvm_unreachable("unknown kind of initialiser");
}

/// Parses `keyword = value` into `value`.
static ParseResult parseNumber(AsmParser &parser, StringRef keyword,
                               APFloat &value) {
  double number = 0;
  if (parser.parseKeyword(keyword) || parser.parseEqual() ||
      parser.parseFloat(number))
    return failure();
  value = APFloat(number);
  return success();
}

/// Parses a 64-bit integer without sign.
static ParseResult parseSeed(AsmParser &parser, APInt &seed) {
  llvm::SMLoc loc = parser.getCurrentLocation();
  OptionalParseResult parsed = parser.parseOptionalInteger(seed);
  if (parsed.has_value() && failed(*parsed))
    return failure();
  if (!parsed.has_value() || seed.isNegative() || seed.getActiveBits() > 64)
    return parser.emitError(loc, "expected 'seed' to be an integer of 0 to "
                                 "2^64 - 1");
  return success();
}

/// Prints a double so that it parses back to the same bits.
static void printNumber(AsmPrinter &printer, MLIRContext *context,
                        const APFloat &value) {
  printer.printAttributeWithoutType(
      FloatAttr::get(Float64Type::get(context), value));
}

Attribute InitAttr::parse(AsmParser &parser, Type) {
  StringRef keyword;
  llvm::SMLoc loc;
  if (parser.parseLess() || parser.getCurrentLocation(&loc) ||
      parser.parseKeyword(&keyword))
    return {};
  std::optional<InitKind> kind = symbolizeInitKind(keyword);
  if (!kind) {
    parser.emitError(loc) << "expected 'uniform' or 'normal', got '" << keyword
                          << "'";
    return {};
  }
  APInt seed;
  APFloat first(0.0), second(0.0);
  auto [firstKeyword, secondKeyword] = getInitKeywords(*kind);
  if (parser.parseComma() || parser.parseKeyword("seed") ||
      parser.parseEqual() || parseSeed(parser, seed) || parser.parseComma() ||
      parseNumber(parser, firstKeyword, first) || parser.parseComma() ||
      parseNumber(parser, secondKeyword, second) || parser.parseGreater())
    return {};
  return parser.getChecked<InitAttr>(loc, parser.getContext(), *kind,
                                     seed.getZExtValue(), first, second);
}

void InitAttr::print(AsmPrinter &printer) const {
  auto [firstKeyword, secondKeyword] = getInitKeywords(getKind());
  printer << "<" << stringifyInitKind(getKind()) << ", seed = " << getSeed()
          << ", " << firstKeyword << " = ";
  printNumber(printer, getContext(), getFirst());
  printer << ", " << secondKeyword << " = ";
  printNumber(printer, getContext(), getSecond());
  printer << ">";
}

LogicalResult
InitAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                 InitKind kind, uint64_t seed, APFloat first, APFloat second) {
  // C1.
  auto [firstKeyword, secondKeyword] = getInitKeywords(kind);
  if (!first.isFinite() || !second.isFinite())
    return emitError() << "expected finite '" << firstKeyword << "' and '"
                       << secondKeyword << "', got " << first.convertToDouble()
                       << " and " << second.convertToDouble();
  if (kind == InitKind::Uniform && second < first)
    return emitError() << "expected 'low' not above 'high', got "
                       << first.convertToDouble() << " and "
                       << second.convertToDouble();
  if (kind == InitKind::Normal && second.isNegative() && !second.isZero())
    return emitError() << "expected a 'stddev' that is not negative, got "
                       << second.convertToDouble();
  return success();
}

LogicalResult
ExternalAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                     StringRef path, StringRef tensor) {
  // C1.
  if (path.empty() || tensor.empty())
    return emitError() << "expected a path and the name of a tensor, got \""
                       << path << "\" and \"" << tensor << "\"";
  return success();
}

//===----------------------------------------------------------------------===//
// Activations with parameters
//===----------------------------------------------------------------------===//

Attribute LeakyReluAttr::parse(AsmParser &parser, Type) {
  APFloat slope(0.0);
  llvm::SMLoc loc = parser.getCurrentLocation();
  if (parser.parseLess() || parseNumber(parser, "slope", slope) ||
      parser.parseGreater())
    return {};
  return parser.getChecked<LeakyReluAttr>(loc, parser.getContext(), slope);
}

void LeakyReluAttr::print(AsmPrinter &printer) const {
  printer << "<slope = ";
  printNumber(printer, getContext(), getSlope());
  printer << ">";
}

LogicalResult
LeakyReluAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                      APFloat slope) {
  // C1.
  if (!slope.isFinite())
    return emitError() << "expected a finite 'slope', got "
                       << slope.convertToDouble();
  return success();
}

//===----------------------------------------------------------------------===//
// Generated code
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/NN/NNAttributes.cpp.inc"

void NNDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/NN/NNAttributes.cpp.inc"
      >();
}

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
#include "llvm/Support/MathExtras.h"

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

/// Parses a double.
static ParseResult parseNumber(AsmParser &parser, FailureOr<APFloat> &value) {
  double number = 0;
  if (parser.parseFloat(number))
    return failure();
  value = APFloat(number);
  return success();
}

/// Prints a double so that it parses back to the same bits.
static void printNumber(AsmPrinter &printer, const APFloat &value) {
  printer.printFloat(value);
}

/// Parses a list of doubles in brackets.
static ParseResult parseNumbers(AsmParser &parser, DenseF64ArrayAttr &values) {
  SmallVector<double> numbers;
  auto parseEntry = [&] { return parser.parseFloat(numbers.emplace_back()); };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseEntry))
    return failure();
  values = parser.getBuilder().getDenseF64ArrayAttr(numbers);
  return success();
}

/// The printer of upstream's array attributes would drop digits.
static void printNumbers(AsmPrinter &printer, DenseF64ArrayAttr values) {
  printer << "[";
  llvm::interleaveComma(values.asArrayRef(), printer, [&](double number) {
    printNumber(printer, APFloat(number));
  });
  printer << "]";
}

/// Parses `keyword = value` into `value`.
static ParseResult parseNumber(AsmParser &parser, StringRef keyword,
                               FailureOr<APFloat> &value) {
  return failure(parser.parseKeyword(keyword) || parser.parseEqual() ||
                 parseNumber(parser, value));
}

/// Parses the name of one of two enumerators.
template <typename Enum>
static ParseResult parseChoice(AsmParser &parser, Enum &value) {
  StringRef keyword;
  llvm::SMLoc loc = parser.getCurrentLocation();
  if (parser.parseKeyword(&keyword))
    return failure();
  std::optional<Enum> choice = symbolizeEnum<Enum>(keyword);
  if (!choice)
    return parser.emitError(loc)
           << "expected '" << stringifyEnum(Enum(0)) << "' or '"
           << stringifyEnum(Enum(1)) << "', got '" << keyword << "'";
  value = *choice;
  return success();
}

template <typename Enum>
static void printChoice(AsmPrinter &printer, Enum value) {
  printer << stringifyEnum(value);
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

Attribute InitAttr::parse(AsmParser &parser, Type) {
  llvm::SMLoc loc = parser.getCurrentLocation();
  InitKind kind;
  if (parser.parseLess() || parseChoice(parser, kind))
    return {};
  APInt seed;
  FailureOr<APFloat> first, second;
  auto [firstKeyword, secondKeyword] = getInitKeywords(kind);
  if (parser.parseComma() || parser.parseKeyword("seed") ||
      parser.parseEqual() || parseSeed(parser, seed) || parser.parseComma() ||
      parseNumber(parser, firstKeyword, first) || parser.parseComma() ||
      parseNumber(parser, secondKeyword, second) || parser.parseGreater())
    return {};
  return parser.getChecked<InitAttr>(loc, parser.getContext(), kind,
                                     seed.getZExtValue(), *first, *second);
}

void InitAttr::print(AsmPrinter &printer) const {
  auto [firstKeyword, secondKeyword] = getInitKeywords(getKind());
  printer << "<" << stringifyInitKind(getKind()) << ", seed = " << getSeed()
          << ", " << firstKeyword << " = ";
  printNumber(printer, getFirst());
  printer << ", " << secondKeyword << " = ";
  printNumber(printer, getSecond());
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
// Parameters laid out anew
//===----------------------------------------------------------------------===//

static ParseResult parseMap(AsmParser &parser, AffineMap &map) {
  AffineMapAttr attribute;
  if (parser.parseAttribute(attribute))
    return failure();
  map = attribute.getValue();
  return success();
}

static void printMap(AsmPrinter &printer, AffineMap map) {
  printer << AffineMapAttr::get(map);
}

LogicalResult
RelaidAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                   FlatSymbolRefAttr source, AffineMap map,
                   DenseElementsAttr factor) {
  // C2.
  if (factor && (factor.getType().getRank() != 2 || factor.empty() ||
                 !factor.getElementType().isF64()))
    return emitError() << "expected a factor that is a matrix of f64 with "
                          "elements, got "
                       << factor.getType();
  return success();
}

//===----------------------------------------------------------------------===//
// Schedules
//===----------------------------------------------------------------------===//

LogicalResult
ScheduleAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                     ArrayRef<int64_t> loops, ArrayRef<int64_t> steps,
                     int64_t lanes, int64_t vectorLoop, int64_t dotSize,
                     int64_t dotLoop, int64_t matrixLoop) {
  // C1.
  if (loops.size() != steps.size())
    return emitError() << "expected a step for each loop, got " << steps.size()
                       << " for " << loops.size();
  for (auto [loop, step] : llvm::zip_equal(loops, steps))
    if (loop < 0 || step < 1)
      return emitError() << "expected a loop and a positive step, got " << loop
                         << " by " << step;
  // C2.
  if (lanes < 1 || !llvm::isPowerOf2_64(lanes) ||
      (vectorLoop < 0 && lanes != 1))
    return emitError() << "expected lanes of a loop, got " << lanes << " of "
                       << vectorLoop;
  // C3.
  auto getLast = [&](int64_t loop, int64_t step) {
    for (auto [other, otherStep] : llvm::zip_equal(loops, steps))
      if (other == loop)
        step = otherStep;
    return step;
  };
  if (int64_t last = getLast(vectorLoop, lanes); last % lanes != 0)
    return emitError() << "expected the step of loop " << vectorLoop
                       << " to fill vectors of " << lanes << " lanes, got "
                       << last;
  // C4.
  if (dotSize < 1 || !llvm::isPowerOf2_64(dotSize) ||
      (dotSize == 1) != (dotLoop < 0) ||
      (dotSize > 1 && (vectorLoop < 0 || dotLoop == vectorLoop)))
    return emitError() << "expected dot products of another loop than that of "
                          "the vectors, got "
                       << dotSize << " of " << dotLoop << " with vectors of "
                       << vectorLoop;
  if (int64_t last = getLast(dotLoop, dotSize); last % dotSize != 0)
    return emitError() << "expected the step of loop " << dotLoop
                       << " to fill dot products of " << dotSize << ", got "
                       << last;
  // C5.
  if (matrixLoop == kNone)
    return success();
  if (matrixLoop < 0 || dotLoop < 0 || lanes != kMatrixSize ||
      matrixLoop == dotLoop || matrixLoop == vectorLoop)
    return emitError() << "expected matrices of rows of a third loop, of dot "
                          "products in "
                       << kMatrixSize << " lanes, got rows of " << matrixLoop
                       << " and " << lanes << " lanes of " << vectorLoop;
  if (int64_t last = getLast(matrixLoop, 1); last % kMatrixSize != 0)
    return emitError() << "expected the step of loop " << matrixLoop
                       << " to fill matrices of " << kMatrixSize
                       << " rows, got " << last;
  return success();
}

int64_t ScheduleAttr::getTile(int64_t loop) const {
  int64_t tile = 1;
  for (auto [other, step] : llvm::zip_equal(getLoops(), getSteps()))
    if (other == loop)
      tile = step;
  return tile;
}

Attribute ScheduleAttr::parse(AsmParser &parser, Type) {
  SmallVector<int64_t> loops, steps;
  int64_t lanes = 1, vectorLoop = kNone, dotSize = 1, dotLoop = kNone,
          matrixLoop = kNone;
  auto parseStep = [&]() -> ParseResult {
    return failure(parser.parseInteger(loops.emplace_back()) ||
                   parser.parseKeyword("by") ||
                   parser.parseInteger(steps.emplace_back()));
  };
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseLess() ||
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseStep))
    return {};
  if (succeeded(parser.parseOptionalComma()) &&
      (parser.parseInteger(lanes) || parser.parseKeyword("lanes") ||
       parser.parseKeyword("of") || parser.parseInteger(vectorLoop)))
    return {};
  if (succeeded(parser.parseOptionalComma()) &&
      (parser.parseKeyword("dots") || parser.parseKeyword("of") ||
       parser.parseInteger(dotSize) || parser.parseKeyword("of") ||
       parser.parseInteger(dotLoop)))
    return {};
  if (succeeded(parser.parseOptionalComma()) &&
      (parser.parseKeyword("matrices") || parser.parseKeyword("of") ||
       parser.parseInteger(matrixLoop)))
    return {};
  if (parser.parseGreater())
    return {};
  return getChecked([&] { return parser.emitError(loc); }, parser.getContext(),
                    loops, steps, lanes, vectorLoop, dotSize, dotLoop,
                    matrixLoop);
}

void ScheduleAttr::print(AsmPrinter &printer) const {
  printer << "<[";
  llvm::interleaveComma(
      llvm::zip_equal(getLoops(), getSteps()), printer, [&](auto pair) {
        printer << std::get<0>(pair) << " by " << std::get<1>(pair);
      });
  printer << "]";
  if (getVectorLoop() != kNone)
    printer << ", " << getLanes() << " lanes of " << getVectorLoop();
  if (getDotLoop() != kNone)
    printer << ", dots of " << getDotSize() << " of " << getDotLoop();
  if (getMatrixLoop() != kNone)
    printer << ", matrices of " << getMatrixLoop();
  printer << ">";
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

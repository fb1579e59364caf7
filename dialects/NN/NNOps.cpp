//===- NNOps.cpp - Formats and types that ops share -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Custom formats
//===----------------------------------------------------------------------===//

/// An optional `private`, `public` or `nested`.
static ParseResult parseVisibility(OpAsmParser &parser,
                                   StringAttr &visibility) {
  StringRef keyword;
  if (failed(parser.parseOptionalKeyword(&keyword,
                                         {"private", "public", "nested"})))
    return success();
  visibility = parser.getBuilder().getStringAttr(keyword);
  return success();
}

static void printVisibility(OpAsmPrinter &printer, Operation *,
                            StringAttr visibility) {
  if (visibility)
    printer << visibility.getValue() << " ";
}

/// `type = value`, where the value does not repeat the type.
static ParseResult parseTypedValue(OpAsmParser &parser, TypeAttr &type,
                                   Attribute &value) {
  Type parsed;
  llvm::SMLoc loc = parser.getCurrentLocation();
  if (parser.parseType(parsed))
    return failure();
  auto tensor = dyn_cast<RankedTensorType>(parsed);
  if (!tensor || !tensor.hasStaticShape())
    return parser.emitError(loc, "expected a tensor type with static extents, "
                                 "got ")
           << parsed;
  type = TypeAttr::get(parsed);
  // Dense values get the type without the names of axes: the names say how the
  // parameter is used, not how it is stored.
  if (parser.parseEqual() ||
      parser.parseAttribute(value, dropAxisNames(tensor)))
    return failure();
  loc = parser.getCurrentLocation();
  if (succeeded(parser.parseOptionalColon()))
    return parser.emitError(loc, "expected no type after the value, which has "
                                 "the type of the parameter");
  return success();
}

static void printTypedValue(OpAsmPrinter &printer, Operation *, TypeAttr type,
                            Attribute value) {
  printer << type.getValue() << " = ";
  printer.printAttributeWithoutType(value);
}

static ParseResult
parseParamBindings(OpAsmParser &parser,
                   SmallVectorImpl<OpAsmParser::UnresolvedOperand> &params,
                   SmallVectorImpl<Type> &types, ArrayAttr &names) {
  SmallVector<Attribute> symbols;
  if (succeeded(parser.parseOptionalKeyword("params"))) {
    auto parseBinding = [&]() -> ParseResult {
      StringAttr symbol;
      if (parser.parseSymbolName(symbol) || parser.parseEqual() ||
          parser.parseOperand(params.emplace_back()) ||
          parser.parseColonType(types.emplace_back()))
        return failure();
      symbols.push_back(FlatSymbolRefAttr::get(symbol));
      return success();
    };
    if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren,
                                       parseBinding))
      return failure();
  }
  names = parser.getBuilder().getArrayAttr(symbols);
  return success();
}

static void printParamBindings(OpAsmPrinter &printer, Operation *,
                               OperandRange params, TypeRange types,
                               ArrayAttr names) {
  if (params.empty())
    return;
  printer << " params(";
  llvm::interleaveComma(llvm::zip_equal(names, params, types), printer,
                        [&](auto binding) {
                          auto [name, param, type] = binding;
                          printer << name << " = " << param << " : " << type;
                        });
  printer << ")";
}

/// One of the keywords of an enumeration; `expected` lists them.
template <typename AttrT, typename EnumT>
static ParseResult parseKeyword(OpAsmParser &parser, AttrT &attr,
                                std::optional<EnumT> (*symbolize)(StringRef),
                                StringRef expected) {
  llvm::SMLoc loc = parser.getCurrentLocation();
  StringRef keyword;
  if (failed(parser.parseOptionalKeyword(&keyword)))
    return parser.emitError(loc, "expected ") << expected;
  std::optional<EnumT> parsed = symbolize(keyword);
  if (!parsed)
    return parser.emitError(loc, "expected ")
           << expected << ", got '" << keyword << "'";
  attr = AttrT::get(parser.getContext(), *parsed);
  return success();
}

static ParseResult parsePoolKind(OpAsmParser &parser, PoolKindAttr &kind) {
  return parseKeyword(parser, kind, symbolizePoolKind, "'max' or 'average'");
}

static void printPoolKind(OpAsmPrinter &printer, Operation *,
                          PoolKindAttr kind) {
  printer << stringifyPoolKind(kind.getValue());
}

static ParseResult parseCheckKind(OpAsmParser &parser, CheckKindAttr &kind) {
  return parseKeyword(parser, kind, symbolizeCheckKind,
                      "'index', 'numeric' or 'value'");
}

static void printCheckKind(OpAsmPrinter &printer, Operation *,
                           CheckKindAttr kind) {
  printer << stringifyCheckKind(kind.getValue());
}

static ParseResult parseSelectPredicate(OpAsmParser &parser,
                                        SelectPredicateAttr &predicate) {
  return parseKeyword(parser, predicate, symbolizeSelectPredicate,
                      "'eq', 'ne', 'lt', 'le', 'gt' or 'ge'");
}

static void printSelectPredicate(OpAsmPrinter &printer, Operation *,
                                 SelectPredicateAttr predicate) {
  printer << stringifySelectPredicate(predicate.getValue());
}

static ParseResult parseAggregateKind(OpAsmParser &parser,
                                      AggregateKindAttr &kind) {
  return parseKeyword(parser, kind, symbolizeAggregateKind,
                      "'mean', 'sum', 'max', 'min', 'first', 'last' or "
                      "'only'");
}

static void printAggregateKind(OpAsmPrinter &printer, Operation *,
                               AggregateKindAttr kind) {
  printer << stringifyAggregateKind(kind.getValue());
}

static ParseResult parseRandomKind(OpAsmParser &parser, RandomKindAttr &kind) {
  return parseKeyword(parser, kind, symbolizeRandomKind,
                      "'bits', 'uniform' or 'normal'");
}

static void printRandomKind(OpAsmPrinter &printer, Operation *,
                            RandomKindAttr kind) {
  printer << stringifyRandomKind(kind.getValue());
}

/// `-> type, type`, nothing for no results.
static ParseResult parseResultTypes(OpAsmParser &parser,
                                    SmallVectorImpl<Type> &types) {
  if (failed(parser.parseOptionalArrow()))
    return success();
  return parser.parseTypeList(types);
}

static void printResultTypes(OpAsmPrinter &printer, Operation *,
                             TypeRange types) {
  if (!types.empty())
    printer << " -> " << types;
}

static ParseResult parseResizeKind(OpAsmParser &parser, ResizeKindAttr &kind) {
  return parseKeyword(parser, kind, symbolizeResizeKind,
                      "'nearest' or 'linear'");
}

static void printResizeKind(OpAsmPrinter &printer, Operation *,
                            ResizeKindAttr kind) {
  printer << stringifyResizeKind(kind.getValue());
}

static ParseResult parsePairLayout(OpAsmParser &parser,
                                   PairLayoutAttr &layout) {
  return parseKeyword(parser, layout, symbolizePairLayout,
                      "'interleaved' or 'halves'");
}

static void printPairLayout(OpAsmPrinter &printer, Operation *,
                            PairLayoutAttr layout) {
  printer << stringifyPairLayout(layout.getValue());
}

/// A list of integers behind a keyword.
using Clause = std::pair<StringLiteral, DenseI64ArrayAttr *>;

/// Clauses in any order, none twice.
static ParseResult parseClauses(OpAsmParser &parser, ArrayRef<Clause> clauses) {
  while (true) {
    llvm::SMLoc loc = parser.getCurrentLocation();
    auto found = llvm::find_if(clauses, [&](const Clause &clause) {
      return succeeded(parser.parseOptionalKeyword(clause.first));
    });
    if (found == clauses.end())
      return success();
    if (*found->second)
      return parser.emitError(loc, "expected '")
             << found->first << "' at most once";
    // Without a type, a list is an array of the type that the op wants.
    if (parser.parseCustomAttributeWithFallback(*found->second))
      return failure();
  }
}

static void
printClauses(OpAsmPrinter &printer,
             ArrayRef<std::pair<StringLiteral, DenseI64ArrayAttr>> clauses) {
  for (auto [keyword, values] : clauses)
    if (values) {
      printer << " " << keyword << " ";
      printer.printStrippedAttrOrType(values);
    }
}

static ParseResult parseWindowClauses(OpAsmParser &parser,
                                      DenseI64ArrayAttr &stride,
                                      DenseI64ArrayAttr &dilation,
                                      DenseI64ArrayAttr &padding) {
  return parseClauses(
      parser,
      {{"stride", &stride}, {"dilation", &dilation}, {"padding", &padding}});
}

static void printWindowClauses(OpAsmPrinter &printer, Operation *,
                               DenseI64ArrayAttr stride,
                               DenseI64ArrayAttr dilation,
                               DenseI64ArrayAttr padding) {
  printClauses(
      printer,
      {{"stride", stride}, {"dilation", dilation}, {"padding", padding}});
}

/// The clauses of a window that may also slide over a spread input.
static ParseResult parseBaseWindowClauses(OpAsmParser &parser,
                                          DenseI64ArrayAttr &stride,
                                          DenseI64ArrayAttr &dilation,
                                          DenseI64ArrayAttr &padding,
                                          DenseI64ArrayAttr &baseDilation) {
  return parseClauses(parser, {{"stride", &stride},
                               {"dilation", &dilation},
                               {"padding", &padding},
                               {"base_dilation", &baseDilation}});
}

static void printBaseWindowClauses(OpAsmPrinter &printer, Operation *,
                                   DenseI64ArrayAttr stride,
                                   DenseI64ArrayAttr dilation,
                                   DenseI64ArrayAttr padding,
                                   DenseI64ArrayAttr baseDilation) {
  printClauses(printer, {{"stride", stride},
                         {"dilation", dilation},
                         {"padding", padding},
                         {"base_dilation", baseDilation}});
}

static ParseResult parseTransposeClauses(OpAsmParser &parser,
                                         DenseI64ArrayAttr &stride,
                                         DenseI64ArrayAttr &dilation,
                                         DenseI64ArrayAttr &padding,
                                         DenseI64ArrayAttr &outputPadding) {
  return parseClauses(parser, {{"stride", &stride},
                               {"dilation", &dilation},
                               {"padding", &padding},
                               {"output_padding", &outputPadding}});
}

static void printTransposeClauses(OpAsmPrinter &printer, Operation *,
                                  DenseI64ArrayAttr stride,
                                  DenseI64ArrayAttr dilation,
                                  DenseI64ArrayAttr padding,
                                  DenseI64ArrayAttr outputPadding) {
  printClauses(printer, {{"stride", stride},
                         {"dilation", dilation},
                         {"padding", padding},
                         {"output_padding", outputPadding}});
}

/// `neutral a, b`, numbers of the element types of the operands before.
static ParseResult parseNeutral(OpAsmParser &parser, ArrayAttr &neutral,
                                TypeRange types) {
  if (failed(parser.parseOptionalKeyword("neutral")))
    return success();
  SmallVector<Attribute> values;
  for (Type type : types) {
    if (!values.empty() && parser.parseComma())
      return failure();
    if (parser.parseAttribute(values.emplace_back(),
                              getElementTypeOrSelf(type)))
      return failure();
  }
  neutral = parser.getBuilder().getArrayAttr(values);
  return success();
}

static void printNeutral(OpAsmPrinter &printer, Operation *, ArrayAttr neutral,
                         TypeRange) {
  if (!neutral)
    return;
  printer << " neutral ";
  llvm::interleaveComma(neutral, printer, [&](Attribute value) {
    printer.printAttributeWithoutType(value);
  });
}

static ParseResult parseActivation(OpAsmParser &parser,
                                   ActivationInterface &function) {
  llvm::SMLoc loc = parser.getCurrentLocation();
  Attribute parsed;
  OptionalParseResult found = parser.parseOptionalAttribute(parsed);
  if (!found.has_value())
    return parser.emitError(loc, "expected an activation such as '#nn.relu'");
  if (failed(*found))
    return failure();
  function = dyn_cast<ActivationInterface>(parsed);
  if (!function)
    return parser.emitError(loc, "expected an activation such as '#nn.relu', "
                                 "got ")
           << parsed;
  return success();
}

static void printActivation(OpAsmPrinter &printer, Operation *,
                            ActivationInterface function) {
  printer << function;
}

/// A double without its type.
static ParseResult parseEpsilon(OpAsmParser &parser, FloatAttr &epsilon) {
  return parser.parseAttribute(epsilon, parser.getBuilder().getF64Type());
}

static void printEpsilon(OpAsmPrinter &printer, Operation *,
                         FloatAttr epsilon) {
  printer.printAttributeWithoutType(epsilon);
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

bool nn::areCompatibleTypes(TypeRange inferred, TypeRange declared) {
  if (inferred.size() != declared.size())
    return false;
  for (auto [a, b] : llvm::zip_equal(inferred, declared)) {
    auto left = dyn_cast<RankedTensorType>(a);
    auto right = dyn_cast<RankedTensorType>(b);
    if (!left || !right || left.getElementType() != right.getElementType() ||
        failed(verifyCompatibleShape(left, right)))
      return false;
    for (auto [leftName, rightName] :
         llvm::zip_equal(getAxisNames(left), getAxisNames(right)))
      if (leftName && rightName && leftName != rightName)
        return false;
  }
  return true;
}

bool nn::hasPlainEncoding(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return !tensor || !tensor.getEncoding() ||
         isa<AxesAttr>(tensor.getEncoding());
}

/// Verifies that the declared type of a result, called `name`, does not
/// contradict the inferred one.
static LogicalResult verifyResult(Operation *op, StringRef name,
                                  RankedTensorType inferred,
                                  RankedTensorType declared) {
  if (inferred.getElementType() != declared.getElementType())
    return op->emitOpError("expected ")
           << name << " to have elements of type " << inferred.getElementType()
           << ", got " << declared.getElementType();
  if (inferred.getRank() != declared.getRank())
    return op->emitOpError("expected ")
           << name << " to have " << inferred.getRank() << " axes, got "
           << declared.getRank();
  auto places = llvm::zip_equal(inferred.getShape(), declared.getShape(),
                                getAxisNames(inferred), getAxisNames(declared));
  for (auto [axis, place] : llvm::enumerate(places)) {
    auto [extent, declaredExtent, axisName, declaredName] = place;
    if (!ShapedType::isDynamic(extent) &&
        !ShapedType::isDynamic(declaredExtent) && extent != declaredExtent)
      return op->emitOpError("expected axis ")
             << axis << " of " << name << " to have extent " << extent
             << ", got " << declaredExtent;
    if (axisName && declaredName && axisName != declaredName)
      return op->emitOpError("expected axis ")
             << axis << " of " << name << " to be named '"
             << axisName.getValue() << "', got '" << declaredName.getValue()
             << "'";
  }
  return success();
}

LogicalResult nn::verifyInferredResult(Operation *op) {
  SmallVector<Type> types;
  if (failed(cast<InferTypeOpInterface>(op).inferReturnTypes(
          op->getContext(), op->getLoc(), op->getOperands(),
          op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
          op->getRegions(), types)))
    return failure();
  if (types.size() != op->getNumResults())
    return op->emitOpError("expected ")
           << types.size() << " results, got " << op->getNumResults();
  for (auto [index, type] : llvm::enumerate(types)) {
    // An op with one result speaks of it without a number.
    std::string name =
        types.size() == 1 ? "the result" : "result " + std::to_string(index);
    if (failed(verifyResult(
            op, name, cast<RankedTensorType>(type),
            cast<RankedTensorType>(op->getResult(index).getType()))))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Generated code
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "dialects/NN/NNOps.cpp.inc"

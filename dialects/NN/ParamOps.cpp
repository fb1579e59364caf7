//===- ParamOps.cpp - Parameters and their use ----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;

/// Whether two types have the same shape and element type, and no axis has two
/// names.
static bool haveSameShape(Type left, Type right) {
  auto a = dyn_cast<RankedTensorType>(left);
  auto b = dyn_cast<RankedTensorType>(right);
  return a && b && a.getShape() == b.getShape() && areCompatibleTypes(a, b);
}

//===----------------------------------------------------------------------===//
// nn.param
//===----------------------------------------------------------------------===//

LogicalResult ParamOp::verify() {
  RankedTensorType type = getTensorType();
  // C1.
  if (!type.hasStaticShape())
    return emitOpError("expected static extents, got ") << type;
  Type element = type.getElementType();
  int64_t bytes = llvm::divideCeil(element.getIntOrFloatBitWidth(), 8u);
  // An extent of 0 does not hide an overflow of the others: strides are
  // products, too.
  for (int64_t extent : type.getShape())
    if (llvm::MulOverflow(bytes, std::max<int64_t>(extent, 1), bytes))
      return emitOpError("expected a tensor of fewer than 2^63 bytes, got ")
             << type;
  if (type.getNumElements() == 0)
    bytes = 0;

  Attribute value = getValue();
  if (auto elements = dyn_cast<ElementsAttr>(value)) {
    // C2: sparse elements have no storage of their own here.
    if (!isa<DenseElementsAttr, DenseResourceElementsAttr>(value))
      return emitOpError("expected a dense value, a resource, '#nn.init' or "
                         "'#nn.external'");
    // C3.
    if (!haveSameShape(elements.getType(), type))
      return emitOpError("expected a value of type ")
             << type << ", got " << elements.getType();
    if (auto resource = dyn_cast<DenseResourceElementsAttr>(value)) {
      AsmResourceBlob *blob = resource.getRawHandle().getBlob();
      if (blob && static_cast<int64_t>(blob->getData().size()) != bytes)
        return emitOpError("expected a resource of ")
               << bytes << " bytes, got " << blob->getData().size();
    }
    return success();
  }
  if (isa<InitAttr>(value)) {
    // C4.
    if (!isa<FloatType>(element))
      return emitOpError("expected float elements for '#nn.init', got ")
             << element;
    return success();
  }
  if (auto relaid = dyn_cast<RelaidAttr>(value)) {
    // C5.
    if (relaid.getMap().getNumDims() != type.getRank() ||
        relaid.getMap().getNumSymbols() != 0)
      return emitOpError("expected a map of ")
             << type.getRank() << " dimensions, got "
             << AffineMapAttr::get(relaid.getMap());
    return success();
  }
  // C2.
  if (!isa<ExternalAttr>(value))
    return emitOpError("expected a dense value, a resource, '#nn.init' or "
                       "'#nn.external'");
  return success();
}

LogicalResult ParamOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  auto relaid = dyn_cast<RelaidAttr>(getValue());
  if (!relaid)
    return success();
  // C5.
  auto source =
      symbolTable.lookupNearestSymbolFrom<ParamOp>(*this, relaid.getSource());
  if (!source)
    return emitOpError("expected an 'nn.param' to lay out anew, got ")
           << relaid.getSource();
  RankedTensorType type = source.getTensorType();
  if (isa<RelaidAttr>(source.getValue()) ||
      type.getElementType() != getTensorType().getElementType() ||
      type.getRank() != relaid.getMap().getNumResults()) {
    InFlightDiagnostic diag = emitOpError("expected a parameter of ")
                              << getTensorType().getElementType() << " with "
                              << relaid.getMap().getNumResults()
                              << " axes that is not laid out anew itself, got "
                              << type;
    diag.attachNote(source.getLoc()) << "the parameter is declared here";
    return diag;
  }
  if (DenseElementsAttr factor = relaid.getFactor()) {
    int64_t columns = factor.getType().getDimSize(1);
    ArrayRef<int64_t> shape = type.getShape();
    Type element = type.getElementType();
    if (shape.size() < 2 || shape.back() != columns ||
        shape.drop_back().back() != columns ||
        !(element.isF32() || element.isF64())) {
      InFlightDiagnostic diag =
          emitOpError("expected a parameter of f32 or f64 whose last two axes "
                      "have ")
          << columns << " elements, got " << type;
      diag.attachNote(source.getLoc()) << "the parameter is declared here";
      return diag;
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// nn.param_ref
//===----------------------------------------------------------------------===//

LogicalResult ParamRefOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  // C1.
  auto param =
      symbolTable.lookupNearestSymbolFrom<ParamOp>(*this, getParamAttr());
  if (!param)
    return emitOpError("expected 'param' to name an 'nn.param', got ")
           << getParamAttr();
  // C2.
  if (!haveSameShape(param.getTensorType(), getType())) {
    InFlightDiagnostic diag = emitOpError("expected a result of type ")
                              << param.getTensorType() << ", got " << getType();
    diag.attachNote(param.getLoc()) << "the parameter is declared here";
    return diag;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// nn.apply
//===----------------------------------------------------------------------===//

LogicalResult ApplyOp::verify() {
  if (getParamNames().size() != getParams().size())
    return emitOpError("expected one parameter name per bound value, got ")
           << getParamNames().size() << " names for " << getParams().size()
           << " values";
  // C3.
  llvm::SmallPtrSet<Attribute, 4> seen;
  for (Attribute name : getParamNames())
    if (!seen.insert(name).second)
      return emitOpError("expected to bind a parameter once, got ")
             << name << " twice";
  return success();
}

bool ApplyOp::isBatchedValue(Type type, Type single) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  auto of = dyn_cast<RankedTensorType>(single);
  return tensor && of && tensor.getRank() == of.getRank() + 1;
}

/// Verifies C6: what has a leading axis, has the right type without it.
static LogicalResult verifyBatched(ApplyOp op, FunctionOpInterface callee,
                                   SymbolTableCollection &symbolTable) {
  int64_t extent = ShapedType::kDynamic;
  bool hasAxis = false;
  auto verifyValue = [&](Type type, Type single, const Twine &what,
                         bool needsAxis) -> LogicalResult {
    bool isBatched = ApplyOp::isBatchedValue(type, single);
    Type part = type;
    if (isBatched) {
      auto tensor = cast<RankedTensorType>(type);
      int64_t leading = tensor.getDimSize(0);
      if (!ShapedType::isDynamic(leading) && !ShapedType::isDynamic(extent) &&
          leading != extent)
        return op.emitOpError("expected one extent of the leading axes, got ")
               << extent << " and " << leading;
      if (!ShapedType::isDynamic(leading))
        extent = leading;
      hasAxis = true;
      part = dropAxis(tensor, 0);
    }
    if (isBatched == needsAxis || !needsAxis)
      if (areCompatibleTypes(single, part))
        return success();
    return op.emitOpError("expected ")
           << what << " to have type " << single
           << (needsAxis ? " with" : " with or without")
           << " a leading axis, got " << type;
  };
  if (callee.getNumArguments() != op.getInputs().size() ||
      callee.getNumResults() != op.getNumResults())
    return op.emitOpError("expected as many operands and results as ")
           << op.getCalleeAttr() << " has";
  for (auto [index, input] : llvm::enumerate(op.getInputs()))
    if (failed(verifyValue(input.getType(), callee.getArgumentTypes()[index],
                           "operand " + Twine(index), false)))
      return failure();
  for (auto [name, value] :
       llvm::zip_equal(op.getParamNames().getAsRange<FlatSymbolRefAttr>(),
                       op.getParams())) {
    auto param = symbolTable.lookupNearestSymbolFrom<ParamOp>(op, name);
    if (!param)
      return op.emitOpError("expected to bind an 'nn.param', got ") << name;
    if (failed(verifyValue(value.getType(), param.getTensorType(),
                           "the value of '" + name.getValue() + "'", false)))
      return failure();
  }
  if (!hasAxis)
    return op.emitOpError("expected an operand or a bound value with a leading "
                          "axis");
  for (auto [index, result] : llvm::enumerate(op.getResults()))
    if (failed(verifyValue(result.getType(), callee.getResultTypes()[index],
                           "result " + Twine(index), true)))
      return failure();
  return success();
}

LogicalResult ApplyOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  // C1.
  auto callee = symbolTable.lookupNearestSymbolFrom<FunctionOpInterface>(
      *this, getCalleeAttr());
  if (!callee)
    return emitOpError("expected 'callee' to name a function, got ")
           << getCalleeAttr();
  if (getBatched())
    return verifyBatched(*this, callee, symbolTable);
  // C2.
  if (TypeRange(callee.getArgumentTypes()) != TypeRange(getInputs()) ||
      TypeRange(callee.getResultTypes()) != TypeRange(getResultTypes())) {
    InFlightDiagnostic diag =
        emitOpError("expected the types of ")
        << getCalleeAttr() << ", "
        << FunctionType::get(getContext(), callee.getArgumentTypes(),
                             callee.getResultTypes())
        << ", got "
        << FunctionType::get(getContext(), getInputs().getTypes(),
                             getResultTypes());
    diag.attachNote(callee.getLoc()) << "the function is declared here";
    return diag;
  }
  for (auto [name, value] : llvm::zip_equal(
           getParamNames().getAsRange<FlatSymbolRefAttr>(), getParams())) {
    // C3.
    auto param = symbolTable.lookupNearestSymbolFrom<ParamOp>(*this, name);
    if (!param)
      return emitOpError("expected to bind an 'nn.param', got ") << name;
    // C4.
    if (!haveSameShape(param.getTensorType(), value.getType())) {
      InFlightDiagnostic diag = emitOpError("expected a value of type ")
                                << param.getTensorType() << " for " << name
                                << ", got " << value.getType();
      diag.attachNote(param.getLoc()) << "the parameter is declared here";
      return diag;
    }
  }
  return success();
}

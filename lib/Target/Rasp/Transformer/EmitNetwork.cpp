//===- EmitNetwork.cpp - A transformer as a module ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmitNetwork.h"
#include "../Loop.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Weights/Safetensors.h"

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

namespace {
class NetworkEmitter {
public:
  NetworkEmitter(const Network &network, StringRef weightsPath, Location loc)
      : network(network), weightsPath(weightsPath), loc(loc),
        b(loc.getContext()) {}

  OwningOpRef<ModuleOp> emit(const NetworkWeights &weights, StringRef name);

private:
  RankedTensorType getType(ArrayRef<int64_t> shape) {
    return RankedTensorType::get(shape, b.getF32Type());
  }
  RankedTensorType nameAxes(RankedTensorType type, ArrayRef<StringRef> names) {
    auto attributes = llvm::map_to_vector(
        names, [&](StringRef name) { return b.getStringAttr(name); });
    return RankedTensorType::get(type.getShape(), type.getElementType(),
                                 getAxesEncoding(b.getContext(), attributes));
  }
  void declare(const Weight &weight);
  Value getParam(const Weight &weight);
  Value linear(Value input, const LinearWeights &weights);
  Value rearrange(StringRef pattern, Value input, int64_t numHeads);
  Value add(Value a, Value c);
  Value attention(Value stream, const AttentionWeights &weights);

  const Network &network;
  StringRef weightsPath;
  Location loc;
  OpBuilder b;
};
} // namespace

void NetworkEmitter::declare(const Weight &weight) {
  auto value = ExternalAttr::get(b.getContext(), weightsPath, weight.name);
  ParamOp::create(b, loc, weight.name, getType(weight.shape), value,
                  /*sym_visibility=*/StringAttr());
}

Value NetworkEmitter::getParam(const Weight &weight) {
  return ParamRefOp::create(b, loc, getType(weight.shape), weight.name);
}

Value NetworkEmitter::linear(Value input, const LinearWeights &weights) {
  Value weight = getParam(weights.weight);
  bool hasBias =
      llvm::any_of(weights.bias.values, [](float value) { return value != 0; });
  return LinearOp::create(b, loc, input, weight,
                          hasBias ? getParam(weights.bias) : Value());
}

Value NetworkEmitter::rearrange(StringRef pattern, Value input,
                                int64_t numHeads) {
  NamedAttribute size = b.getNamedAttr("h", b.getI64IntegerAttr(numHeads));
  return RearrangeOp::create(b, loc, b.getStringAttr(pattern), input,
                             b.getDictionaryAttr(size));
}

Value NetworkEmitter::add(Value a, Value c) {
  return arith::AddFOp::create(b, loc, a, c);
}

Value NetworkEmitter::attention(Value stream, const AttentionWeights &weights) {
  auto split = [&](const LinearWeights &part) {
    return rearrange("b t (h d) -> b h t d", linear(stream, part),
                     weights.numHeads);
  };
  Value query = split(weights.query), key = split(weights.key);
  Value value = split(weights.value);
  Value mean = AttentionOp::create(
      b, loc, query, key, value, /*mask=*/Value(), /*bias=*/Value(),
      /*slopes=*/Value(), network.causal ? b.getUnitAttr() : UnitAttr(),
      b.getF64FloatAttr(1));
  Value joined = RearrangeOp::create(
      b, loc, b.getStringAttr("b h t d -> b t (h d)"), mean, DictionaryAttr());
  return linear(joined, weights.output);
}

OwningOpRef<ModuleOp> NetworkEmitter::emit(const NetworkWeights &weights,
                                           StringRef name) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  b.setInsertionPointToEnd(module->getBody());
  for (const Weight *weight : weights.getAll())
    declare(*weight);

  constexpr int64_t any = ShapedType::kDynamic;
  auto tokensType = nameAxes(RankedTensorType::get({any, any}, b.getI64Type()),
                             {"batch", "position"});
  bool isNumber = network.values.empty();
  auto count = static_cast<int64_t>(network.outputs.size());
  RankedTensorType resultType =
      isNumber ? nameAxes(getType({any, any}), {"batch", "position"})
               : nameAxes(getType({any, any, count}),
                          {"batch", "position", "value"});
  auto function = func::FuncOp::create(
      b, loc, name, b.getFunctionType(tokensType, resultType));
  function.setArgAttr(0, kNameAttr, b.getStringAttr("tokens"));
  function.setResultAttr(0, kNameAttr,
                         b.getStringAttr(isNumber ? "value" : "scores"));
  b.setInsertionPointToStart(function.addEntryBlock());
  // Names are for those who call.
  Value tokens = function.getArgument(0);
  tokens = tensor::CastOp::create(b, loc, dropAxisNames(tokensType), tokens);

  Value positions = PositionsOp::create(b, loc, tokens, 1);
  Value place =
      EmbeddingOp::create(b, loc, positions, getParam(weights.positions));
  Value stream = EmbeddingOp::create(b, loc, tokens, getParam(weights.tokens));
  stream =
      MapOp::create(b, loc, ValueRange{stream, place},
                    [](OpBuilder &inner, Location l, ValueRange v) {
                      return Value(arith::AddFOp::create(inner, l, v[0], v[1]));
                    });
  for (const BlockWeights &block : weights.blocks) {
    if (block.attention)
      stream = add(stream, attention(stream, *block.attention));
    for (const MlpWeights &mlp : block.mlps) {
      Value hidden = linear(stream, mlp.up);
      hidden =
          ActivationOp::create(b, loc, ReluAttr::get(b.getContext()), hidden);
      stream = add(stream, linear(hidden, mlp.down));
    }
  }
  Value result = linear(stream, weights.output);
  if (isNumber)
    result = SliceOp::create(b, loc, b.getStringAttr(":, :, 0"), result);
  result = tensor::CastOp::create(b, loc, resultType, result);
  func::ReturnOp::create(b, loc, result);
  return module;
}

OwningOpRef<ModuleOp>
nn::rasp::emitNetwork(const Network &network, const NetworkWeights &weights,
                      StringRef name, StringRef weightsPath, Location loc) {
  return NetworkEmitter(network, weightsPath, loc).emit(weights, name);
}

/// The number of the token that `value` is.
static std::optional<size_t> findToken(const Network &network,
                                       const Atom &value) {
  for (auto [number, token] : llvm::enumerate(network.vocabulary))
    if (isEqual(token, value))
      return number;
  return std::nullopt;
}

std::optional<Atom> nn::rasp::loopNetwork(const Network &network,
                                          func::FuncOp step, int64_t limit) {
  // Scores are 1 for one value, or 0 for all where there is none, for which -1
  // stands: no token.
  SmallVector<float> numbers;
  for (const Atom &value : network.values) {
    std::optional<size_t> token = findToken(network, value);
    if (!token)
      return value;
    numbers.push_back(static_cast<float>(*token + 1));
  }
  Type tokens = step.getArgumentTypes().front();
  loopFunction(step, limit, "result", [&](OpBuilder &b, Location loc, Value v) {
    auto type = RankedTensorType::get({static_cast<int64_t>(numbers.size())},
                                      b.getF32Type());
    Value table = arith::ConstantOp::create(
        b, loc, DenseElementsAttr::get(type, ArrayRef(numbers)));
    v = tensor::CastOp::create(
        b, loc, dropAxisNames(cast<RankedTensorType>(v.getType())), v);
    Value sum = EinsumOp::create(b, loc, b.getStringAttr("b t v, v -> b t"),
                                 ValueRange{v, table});
    Value chosen = MapOp::create(
        b, loc, sum, [](OpBuilder &i, Location l, ValueRange e) -> Value {
          Value whole = math::RoundEvenOp::create(i, l, e[0]);
          Value number = arith::FPToSIOp::create(i, l, i.getI64Type(), whole);
          Value one = arith::ConstantIntOp::create(i, l, 1, 64);
          return arith::SubIOp::create(i, l, number, one);
        });
    return tensor::CastOp::create(b, loc, tokens, chosen).getResult();
  });
  return std::nullopt;
}

void nn::rasp::writeWeights(const NetworkWeights &weights, MLIRContext *context,
                            llvm::raw_ostream &os) {
  SmallVector<SafetensorsEntry> entries;
  for (const Weight *weight : weights.getAll())
    entries.push_back(
        {weight->name,
         RankedTensorType::get(weight->shape, Float32Type::get(context)),
         ArrayRef(reinterpret_cast<const char *>(weight->values.data()),
                  weight->values.size() * sizeof(float))});
  writeSafetensors(os, entries);
}

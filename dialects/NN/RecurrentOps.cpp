//===- RecurrentOps.cpp - One step of recurrent networks ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// What cells share
//===----------------------------------------------------------------------===//

/// The type of the next state of a cell with `gates` gates; `cell` is null in
/// all but one. Reports violations of the constraints of the cells.
template <typename AdaptorT>
static FailureOr<RankedTensorType> inferState(const Inference &infer,
                                              AdaptorT adaptor, Value cell,
                                              int64_t gates) {
  RankedTensorType input = getTensorType(adaptor.getInput());
  Type element = input.getElementType();
  AxisTable table(infer);
  // C1.
  SmallVector<StringRef> labels;
  auto bindState = [&](StringRef name, Value operand,
                       StringRef last) -> LogicalResult {
    if (!operand)
      return success();
    RankedTensorType type = getTensorType(operand);
    if (type.getRank() == 0)
      return infer() << "expected '" << name << "' to have at least one axis";
    if (type.getRank() != input.getRank())
      return infer() << "expected '" << name << "' to have " << input.getRank()
                     << " axes, as 'input' has, got " << type.getRank();
    auto batch = table.bindNumbered(type, type.getRank() - 1, name);
    if (failed(batch))
      return failure();
    labels = *batch;
    return table.bind(last, type, type.getRank() - 1, name);
  };
  if (failed(bindState("input", adaptor.getInput(), "in")) ||
      failed(bindState("hidden", adaptor.getHidden(), "hidden")) ||
      failed(bindState("cell", cell, "hidden")))
    return failure();
  // C2.
  RankedTensorType weightIn = getTensorType(adaptor.getWeightIn());
  RankedTensorType weightHidden = getTensorType(adaptor.getWeightHidden());
  if (failed(table.bind("gates", weightIn, 0, "weight_in")) ||
      failed(table.bind("in", weightIn, 1, "weight_in")) ||
      failed(table.bind("gates", weightHidden, 0, "weight_hidden")) ||
      failed(table.bind("hidden", weightHidden, 1, "weight_hidden")))
    return failure();
  // C3.
  if (bool(adaptor.getBiasIn()) != bool(adaptor.getBiasHidden()))
    return infer() << "expected both 'bias_in' and 'bias_hidden', or none";
  std::pair<StringRef, Value> biases[] = {
      {"bias_in", adaptor.getBiasIn()},
      {"bias_hidden", adaptor.getBiasHidden()}};
  for (auto [name, bias] : biases)
    if (bias && failed(table.bind("gates", getTensorType(bias), 0, name)))
      return failure();
  int64_t rows = table.getExtent("gates"), hidden = table.getExtent("hidden");
  if (!ShapedType::isDynamic(rows)) {
    if (rows % gates != 0)
      return infer() << "expected the first extent of the weights to be a "
                        "multiple of "
                     << gates << ", got " << rows;
    if (!ShapedType::isDynamic(hidden) && hidden != rows / gates)
      return infer() << "expected the weights to have " << gates << " rows for "
                     << "each of the " << hidden << " hidden units, got "
                     << rows;
    table.define("hidden", rows / gates);
  }
  // C4.
  std::pair<StringRef, Value> operands[] = {
      {"hidden", adaptor.getHidden()},
      {"cell", cell},
      {"weight_in", adaptor.getWeightIn()},
      {"weight_hidden", adaptor.getWeightHidden()},
      {"bias_in", adaptor.getBiasIn()},
      {"bias_hidden", adaptor.getBiasHidden()}};
  for (auto [name, operand] : operands)
    if (operand &&
        failed(infer.verifyElement(name, operand.getType(), element)))
      return failure();
  labels.push_back("hidden");
  return table.makeType(labels, element);
}

/// The operations of the two products and of `perUnit` more for each element of
/// the next state.
static std::optional<int64_t> countCell(RankedTensorType state,
                                        RankedTensorType weightIn,
                                        RankedTensorType weightHidden,
                                        int64_t perUnit) {
  auto batch = scaleByExtents(1, state.getShape().drop_back());
  if (!batch)
    return std::nullopt;
  auto in = scaleByExtents(2 * *batch, weightIn.getShape());
  auto hidden = scaleByExtents(2 * *batch, weightHidden.getShape());
  auto units = scaleByExtents(perUnit, state.getShape());
  int64_t total = 0;
  if (!in || !hidden || !units || llvm::AddOverflow(*in, *hidden, total) ||
      llvm::AddOverflow(total, *units, total))
    return std::nullopt;
  return total;
}

namespace {
/// The decomposition of a cell.
struct CellBuilder {
  CoreBuilder core;
  /// The type of the states that the cell reads, without names.
  RankedTensorType state;

  /// The parts of `weight value + bias`, one per gate, each of the type of the
  /// state. `bias` may be null.
  SmallVector<Value> makeParts(Value value, Value weight, Value bias,
                               int64_t gates) const {
    Value rows = LinearOp::create(core.builder, core.loc, core.dropNames(value),
                                  core.dropNames(weight), core.dropNames(bias));
    return split(rows, gates);
  }

  SmallVector<Value> split(Value rows, int64_t gates) const {
    if (gates == 1)
      return {core.castTo(state, rows)};
    std::string batch = listAxes("b", state.getRank() - 1);
    rows = core.rearrange(batch + " (g h) -> g" + batch + " h", rows,
                          {{"g", gates}});
    SmallVector<Value> parts;
    for (int64_t gate = 0; gate < gates; ++gate) {
      std::string ranges = std::to_string(gate);
      for (int64_t axis = 0; axis < state.getRank(); ++axis)
        ranges += ", :";
      parts.push_back(core.castTo(state, core.slice(ranges, rows)));
    }
    return parts;
  }
};
} // namespace

/// What decomposes a cell whose next state has the given type: every operand of
/// its body has all extents that follow from any.
template <typename Op>
static CellBuilder makeCellBuilder(Op op, OpBuilder &builder, Value cell,
                                   int64_t gates) {
  Inference infer(op.getOperationName(), op.getContext(), op.getLoc());
  typename Op::Adaptor adaptor(op->getOperands(), op);
  FailureOr<RankedTensorType> type = inferState(infer, adaptor, cell, gates);
  return {CoreBuilder{builder, op.getLoc()}, dropAxisNames(*type)};
}

static Value sigmoid(OpBuilder &b, Location loc, Value x) {
  return SigmoidAttr::get(b.getContext()).buildValue(b, loc, x);
}

static Value tanh(OpBuilder &b, Location loc, Value x) {
  return TanhAttr::get(b.getContext()).buildValue(b, loc, x);
}

//===----------------------------------------------------------------------===//
// nn.elman_cell
//===----------------------------------------------------------------------===//

LogicalResult ElmanCellOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            ElmanCellOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  FailureOr<RankedTensorType> type =
      inferState(infer, adaptor, /*cell=*/Value(), /*gates=*/1);
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

std::optional<int64_t> ElmanCellOp::getOperationCount() {
  // A sum and the activation.
  return countCell(getType(), getWeightIn().getType(),
                   getWeightHidden().getType(), 2);
}

FailureOr<SmallVector<Value>> ElmanCellOp::decompose(OpBuilder &builder) {
  CellBuilder cell = makeCellBuilder(*this, builder, /*cell=*/Value(), 1);
  Value x = cell.makeParts(getInput(), getWeightIn(), getBiasIn(), 1)[0];
  Value h =
      cell.makeParts(getHidden(), getWeightHidden(), getBiasHidden(), 1)[0];
  Value next = cell.core.map(
      {x, h}, [&](OpBuilder &b, Location l, ValueRange v) -> Value {
        return getFunction().buildValue(
            b, l, arith::AddFOp::create(b, l, v[0], v[1]));
      });
  return cell.core.finish(*this, next);
}

//===----------------------------------------------------------------------===//
// nn.gru_cell
//===----------------------------------------------------------------------===//

LogicalResult GruCellOp::inferReturnTypes(MLIRContext *context,
                                          std::optional<Location> location,
                                          GruCellOp::Adaptor adaptor,
                                          SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  FailureOr<RankedTensorType> type =
      inferState(infer, adaptor, /*cell=*/Value(), /*gates=*/3);
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

std::optional<int64_t> GruCellOp::getOperationCount() {
  // Two gates of a sum and a sigmoid, the third of three operations, and four
  // to blend.
  return countCell(getType(), getWeightIn().getType(),
                   getWeightHidden().getType(), 11);
}

FailureOr<SmallVector<Value>> GruCellOp::decompose(OpBuilder &builder) {
  CellBuilder cell = makeCellBuilder(*this, builder, /*cell=*/Value(), 3);
  SmallVector<Value> inputs =
      cell.makeParts(getInput(), getWeightIn(), getBiasIn(), 3);
  llvm::append_range(inputs, cell.makeParts(getHidden(), getWeightHidden(),
                                            getBiasHidden(), 3));
  inputs.push_back(cell.core.castTo(cell.state, getHidden()));
  Value next = cell.core.map(
      inputs, [](OpBuilder &b, Location l, ValueRange v) -> Value {
        auto add = [&](Value x, Value y) -> Value {
          return arith::AddFOp::create(b, l, x, y);
        };
        auto multiply = [&](Value x, Value y) -> Value {
          return arith::MulFOp::create(b, l, x, y);
        };
        Value reset = sigmoid(b, l, add(v[0], v[3]));
        Value update = sigmoid(b, l, add(v[1], v[4]));
        Value fresh = tanh(b, l, add(v[2], multiply(reset, v[5])));
        Value rest = arith::SubFOp::create(
            b, l, constantLike(b, l, update, 1.0), update);
        return add(multiply(rest, fresh), multiply(update, v[6]));
      });
  return cell.core.finish(*this, next);
}

//===----------------------------------------------------------------------===//
// nn.lstm_cell
//===----------------------------------------------------------------------===//

LogicalResult LstmCellOp::inferReturnTypes(MLIRContext *context,
                                           std::optional<Location> location,
                                           LstmCellOp::Adaptor adaptor,
                                           SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  FailureOr<RankedTensorType> type =
      inferState(infer, adaptor, adaptor.getCell(), /*gates=*/4);
  if (failed(type))
    return failure();
  results.append(2, *type);
  return success();
}

std::optional<int64_t> LstmCellOp::getOperationCount() {
  // Four gates of a sum and an activation, three operations for the cell, two
  // for the state.
  return countCell(getNext().getType(), getWeightIn().getType(),
                   getWeightHidden().getType(), 13);
}

FailureOr<SmallVector<Value>> LstmCellOp::decompose(OpBuilder &builder) {
  CellBuilder cell = makeCellBuilder(*this, builder, getCell(), 4);
  const CoreBuilder &core = cell.core;
  SmallVector<Value> x =
      cell.makeParts(getInput(), getWeightIn(), getBiasIn(), 4);
  SmallVector<Value> h =
      cell.makeParts(getHidden(), getWeightHidden(), getBiasHidden(), 4);
  Value nextCell = core.map(
      {x[0], h[0], x[1], h[1], x[2], h[2], core.castTo(cell.state, getCell())},
      [](OpBuilder &b, Location l, ValueRange v) -> Value {
        auto add = [&](Value x, Value y) -> Value {
          return arith::AddFOp::create(b, l, x, y);
        };
        Value write = sigmoid(b, l, add(v[0], v[1]));
        Value keep = sigmoid(b, l, add(v[2], v[3]));
        Value fresh = tanh(b, l, add(v[4], v[5]));
        return add(arith::MulFOp::create(b, l, keep, v[6]),
                   arith::MulFOp::create(b, l, write, fresh));
      });
  Value next =
      core.map({x[3], h[3], nextCell},
               [](OpBuilder &b, Location l, ValueRange v) -> Value {
                 Value read =
                     sigmoid(b, l, arith::AddFOp::create(b, l, v[0], v[1]));
                 return arith::MulFOp::create(b, l, read, tanh(b, l, v[2]));
               });
  return SmallVector<Value>{core.castTo(getNext().getType(), next),
                            core.castTo(getNextCell().getType(), nextCell)};
}

//===- RaspOps.cpp - Evaluation of what RASP programs need ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Implementation.h"
#include <map>

using namespace mlir;
using namespace nn;

static LogicalResult evaluate(EvaluatorImpl &self, RequireOp op, Frame &frame) {
  const Tensor &value = frame.getTensor(op.getValue());
  const Tensor &ok = frame.getTensor(op.getOk());
  if (!ok.shape.empty() && ok.shape != value.shape)
    return op.emitOpError("expected 'ok' to have the extents of 'value'");
  for (Number number : ok.data)
    self.dependsOnRounding |= number.error > 0;
  if (llvm::any_of(ok.data, [](Number number) { return number.integer == 0; }))
    self.failOnData(op, EvaluationFailure::Value, op.getMessage());
  frame.set(op, value);
  return success();
}

/// Notes whether an element is no code point.
static void checkElements(EvaluatorImpl &self, InternOp op, Frame &frame) {
  constexpr int64_t limit = int64_t(1) << InternOp::kElementBits;
  for (Value operand : op.getRows())
    for (Number number : frame.getTensor(operand).data)
      if (number.integer < 0 || number.integer >= limit)
        return self.failOnData(op, EvaluationFailure::Value,
                               "expected elements from 0 to 2^21 - 1, got " +
                                   Twine(number.integer));
}

static LogicalResult evaluate(EvaluatorImpl &self, InternOp op, Frame &frame) {
  int64_t longest = 0;
  for (Value operand : op.getRows())
    longest = std::max(longest, frame.getTensor(operand).shape[1]);
  // The rows of all operands, each as long as the longest, in order.
  std::vector<std::vector<std::vector<int64_t>>> texts;
  std::map<std::vector<int64_t>, int64_t> ranks;
  for (Value operand : op.getRows()) {
    const Tensor &rows = frame.getTensor(operand);
    auto &own = texts.emplace_back();
    for (int64_t i = 0; i < rows.shape[0]; ++i) {
      std::vector<int64_t> text(longest, 0);
      for (int64_t j = 0; j < rows.shape[1]; ++j) {
        Number number = rows.data[i * rows.shape[1] + j];
        self.dependsOnRounding |= number.error > 0;
        text[j] = number.integer;
      }
      ranks[text] = 0;
      own.push_back(std::move(text));
    }
  }
  checkElements(self, op, frame);
  int64_t next = 0;
  for (auto &[text, rank] : ranks) {
    rank = next++;
    if (longest > InternOp::kPackedExtent)
      continue;
    uint64_t packed = 0;
    for (int64_t j = 0; j < longest; ++j)
      packed += static_cast<uint64_t>(text[j])
                << (InternOp::kElementBits * (InternOp::kPackedExtent - 1 - j));
    rank = static_cast<int64_t>(packed);
  }
  for (auto [result, own] : llvm::zip_equal(op.getResults(), texts)) {
    Tensor numbers(static_cast<int64_t>(own.size()),
                   getElementTypeOrSelf(result));
    for (auto [number, text] : llvm::zip_equal(numbers.data, own))
      number.integer = ranks[text];
    frame.set(result, std::move(numbers));
  }
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, JoinRowsOp op,
                              Frame &frame) {
  const Tensor &first = frame.getTensor(op.getInputs()[0]);
  int64_t count = first.shape[0], extent = 0;
  for (Value input : op.getInputs()) {
    const Tensor &tensor = frame.getTensor(input);
    if (tensor.shape[0] != count)
      return op.emitOpError(
                 "expected inputs with an equal number of rows, got ")
             << count << " and " << tensor.shape[0];
    extent += tensor.shape[1];
  }
  SmallVector<int64_t> shape = {count, extent};
  if (failed(self.verifyElementCount(op, shape)))
    return failure();
  Tensor result(shape, first.element);
  for (int64_t i = 0; i < count; ++i) {
    int64_t place = i * extent;
    for (Value input : op.getInputs()) {
      const Tensor &tensor = frame.getTensor(input);
      for (int64_t j = 0; j < tensor.shape[1]; ++j) {
        Number number = tensor.data[i * tensor.shape[1] + j];
        // Where an element lies depends on whether others are zero.
        self.dependsOnRounding |= number.error > 0;
        if (number.integer != 0)
          result.data[place++] = number;
      }
    }
  }
  frame.set(op, std::move(result));
  return success();
}

void nn::addRaspOps(OpTable &table) {
  table.add<RequireOp>(evaluate);
  table.add<InternOp>(evaluate);
  table.add<JoinRowsOp>(evaluate);
}

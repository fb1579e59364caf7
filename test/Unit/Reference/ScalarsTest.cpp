//===- ScalarsTest.cpp - Scalar ops of the evaluator ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarOps.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Parser/Parser.h"
#include "nn/Reference/Evaluator.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace mlir;
using namespace nn;

namespace {
class Scalars : public testing::Test {
protected:
  Scalars() {
    context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect,
                        math::MathDialect>();
  }

  /// Evaluates `op : operand types -> result type` of one-element tensors.
  Number evaluate(const std::string &op, std::vector<Number> operands,
                  const std::string &type, const std::string &result) {
    std::string arguments, uses, values, types, scalars;
    for (size_t i = 0; i < operands.size(); ++i) {
      std::string n = std::to_string(i), comma = i ? ", " : "";
      arguments += comma + "%x" + n + ": tensor<1x" + type + ">";
      uses += comma + "%x" + n;
      types += comma + "tensor<1x" + type + ">";
      scalars += comma + "%s" + n + ": " + type;
      values += comma + "%s" + n;
    }
    std::string text =
        "func.func @f(" + arguments + ") -> tensor<1x" + result +
        "> { %r = nn.map " + uses + " : (" + types + ") -> tensor<1x" + result +
        "> { ^bb0(" + scalars + "): %v = " + op + " " + values + " : " + type +
        (type == result ? "" : " to " + result) + " nn.yield %v : " + result +
        " } return %r : tensor<1x" + result + "> }";
    auto module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << text;
    if (!module)
      return {};
    Evaluator evaluator(*module);
    EXPECT_TRUE(succeeded(evaluator.prepare("f"))) << text;
    std::vector<Tensor> inputs;
    Type element = parseType(type, &context);
    for (Number operand : operands) {
      inputs.emplace_back(ArrayRef<int64_t>{1}, element);
      inputs.back().data[0] = operand;
    }
    auto results = evaluator.evaluate("f", inputs);
    EXPECT_TRUE(succeeded(results)) << text;
    return failed(results) ? Number{} : (*results)[0].data[0];
  }

  int64_t integer(const std::string &op, int64_t a, int64_t b,
                  const std::string &type) {
    Number x, y;
    x.integer = a;
    y.integer = b;
    return evaluate(op, {x, y}, type, type).integer;
  }

  double real(const std::string &op, std::vector<double> operands) {
    std::vector<Number> numbers(operands.size());
    for (size_t i = 0; i < operands.size(); ++i)
      numbers[i].real = operands[i];
    return evaluate(op, numbers, "f64", "f64").real;
  }

  int64_t convert(const std::string &op, double value,
                  const std::string &type) {
    Number x;
    x.real = value;
    return evaluate(op, {x}, "f64", type).integer;
  }

  MLIRContext context;
};
} // namespace

// Every op that the dialect admits has a meaning: the verifier and the
// evaluator share the list.
TEST_F(Scalars, KnowsEveryAdmittedOp) {
  for (StringRef name : getScalarOpNames())
    EXPECT_TRUE(RegisteredOperationName::lookup(name, &context)) << name.str();
  for (StringRef name : getScalarOpNames())
    EXPECT_TRUE(knowsScalarOp(name)) << name.str();
}

TEST_F(Scalars, WrapsIntegers) {
  EXPECT_EQ(integer("arith.addi", 127, 1, "i8"), -128);
  EXPECT_EQ(integer("arith.subi", -128, 1, "i8"), 127);
  EXPECT_EQ(integer("arith.muli", 65536, 65536, "i32"), 0);
  EXPECT_EQ(integer("arith.addi", INT64_MAX, 1, "i64"), INT64_MIN);
}

TEST_F(Scalars, DividesEverywhere) {
  EXPECT_EQ(integer("arith.divsi", 7, 0, "i32"), 0);
  EXPECT_EQ(integer("arith.divsi", INT64_MIN, -1, "i64"), INT64_MIN);
  EXPECT_EQ(integer("arith.remsi", INT64_MIN, -1, "i64"), 0);
  EXPECT_EQ(integer("arith.divui", -1, 2, "i8"), 127);
  EXPECT_EQ(integer("arith.floordivsi", -7, 2, "i32"), -4);
  EXPECT_EQ(integer("arith.ceildivsi", -7, 2, "i32"), -3);
}

TEST_F(Scalars, ShiftsEveryBitOut) {
  EXPECT_EQ(integer("arith.shli", 1, 8, "i8"), 0);
  EXPECT_EQ(integer("arith.shrui", -1, 9, "i8"), 0);
  EXPECT_EQ(integer("arith.shrsi", -1, 200, "i64"), -1);
}

TEST_F(Scalars, SaturatesConversions) {
  double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(convert("arith.fptosi", 1e30, "i64"), INT64_MAX);
  EXPECT_EQ(convert("arith.fptosi", -infinity, "i16"), -32768);
  EXPECT_EQ(convert("arith.fptosi", std::nan(""), "i32"), 0);
  EXPECT_EQ(convert("arith.fptosi", -1.9, "i32"), -1);
  EXPECT_EQ(convert("arith.fptoui", -3.0, "i32"), 0);
  EXPECT_EQ(convert("arith.fptoui", 255.0, "i8"), -1);
}

TEST_F(Scalars, RoundsConversionsOnce) {
  auto round = [&](double value, const std::string &type) {
    Number x;
    x.real = value;
    return evaluate("arith.truncf", {x}, "f64", type).real;
  };
  EXPECT_EQ(round(0.1, "f32"), static_cast<double>(0.1f));
  // Halfway, and a little above that: f32 in between would lose the little.
  EXPECT_EQ(round(1 + 0x1p-11, "f16"), 1);
  EXPECT_EQ(round(1 + 0x1p-11 + 0x1p-40, "f16"), 1 + 0x1p-10);
  EXPECT_EQ(round(65519.99, "f16"), 65504);
  EXPECT_EQ(round(-65520, "f16"), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(round(1 + 0x1p-8 + 0x1p-40, "bf16"), 1 + 0x1p-7);
  Number x;
  x.integer = (int64_t(1) << 62) + (int64_t(1) << 54) + 1;
  EXPECT_EQ(evaluate("arith.sitofp", {x}, "i64", "bf16").real, 0x1p62 + 0x1p55);
  EXPECT_EQ(evaluate("arith.sitofp", {x}, "i64", "f16").real,
            std::numeric_limits<double>::infinity());
  x.integer = -1;
  EXPECT_EQ(evaluate("arith.uitofp", {x}, "i64", "f32").real, 0x1p64);
  EXPECT_EQ(evaluate("arith.uitofp", {x}, "i8", "f16").real, 255);
}

TEST_F(Scalars, KeepsNotANumber) {
  EXPECT_TRUE(std::isnan(real("arith.maximumf", {std::nan(""), 1.0})));
  EXPECT_EQ(real("arith.maxnumf", {std::nan(""), 1.0}), 1.0);
  EXPECT_FALSE(std::signbit(real("arith.maximumf", {-0.0, 0.0})));
  EXPECT_TRUE(std::signbit(real("arith.minimumf", {-0.0, 0.0})));
}

TEST_F(Scalars, CountsBits) {
  EXPECT_EQ(integer("arith.andi", 12, 10, "i8"), 8);
  Number x;
  x.integer = 0;
  EXPECT_EQ(evaluate("math.ctlz", {x}, "i16", "i16").integer, 16);
  EXPECT_EQ(evaluate("math.cttz", {x}, "i16", "i16").integer, 16);
  x.integer = -1;
  EXPECT_EQ(evaluate("math.ctpop", {x}, "i16", "i16").integer, 16);
  EXPECT_EQ(evaluate("math.ctlz", {x}, "i16", "i16").integer, 0);
}

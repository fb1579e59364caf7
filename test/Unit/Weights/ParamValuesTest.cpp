//===- ParamValuesTest.cpp - The values of parameters ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Weights/ParamValues.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "nn/Weights/Safetensors.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <cstring>

using namespace mlir;
using namespace nn;

namespace {
struct ParamValuesTest : testing::Test {
  ParamValuesTest() { context.loadDialect<NNDialect>(); }

  /// The value of the parameter @p of a module with the given declaration.
  template <typename T> std::vector<T> read(const std::string &typeAndValue) {
    module =
        parseSourceString<ModuleOp>("nn.param @p : " + typeAndValue, &context);
    EXPECT_TRUE(module);
    values = std::make_unique<ParamValues>(*module);
    auto bytes = values->get(module->lookupSymbol<ParamOp>("p"));
    if (failed(bytes))
      return {};
    std::vector<T> result(bytes->size() / sizeof(T));
    std::memcpy(result.data(), bytes->data(), bytes->size());
    return result;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::unique_ptr<ParamValues> values;
};

// python3 -c "import numpy as np;
//   print(np.random.Generator(np.random.Philox(key=7)).random(5))"
TEST_F(ParamValuesTest, UniformIsThatOfNumPy) {
  std::vector<double> u = read<double>(
      "tensor<5xf64> = #nn.init<uniform, seed = 7, low = 0.0, high = 1.0>");
  ASSERT_EQ(u.size(), 5u);
  EXPECT_EQ(u[0], 0.8720734548204873);
  EXPECT_EQ(u[1], 0.29536538151378355);
  EXPECT_EQ(u[2], 0.4200976785072422);
  EXPECT_EQ(u[3], 0.4053922457839946);
  EXPECT_EQ(u[4], 0.0828426870273763);
}

TEST_F(ParamValuesTest, UniformScalesAndRoundsOnce) {
  std::vector<double> u = read<double>(
      "tensor<64xf64> = #nn.init<uniform, seed = 3, low = 0.0, high = 1.0>");
  std::vector<float> v = read<float>(
      "tensor<64xf32> = #nn.init<uniform, seed = 3, low = -2.0, high = 5.0>");
  ASSERT_EQ(v.size(), u.size());
  for (size_t i = 0; i < u.size(); ++i)
    EXPECT_EQ(v[i], static_cast<float>(-2.0 + 7.0 * u[i]));
}

// The bits of numpy.float16(u) and, for bf16, of the upper half of the f32 with
// the nearest even; u is that of UniformIsThatOfNumPy.
TEST_F(ParamValuesTest, HalvesAreRoundedOnce) {
  std::string init = " = #nn.init<uniform, seed = 7, low = 0.0, high = 1.0>";
  EXPECT_EQ(read<uint16_t>("tensor<5xf16>" + init),
            (std::vector<uint16_t>{0x3AFA, 0x34BA, 0x36B9, 0x367C, 0x2D4D}));
  EXPECT_EQ(read<uint16_t>("tensor<5xbf16>" + init),
            (std::vector<uint16_t>{0x3F5F, 0x3E97, 0x3ED7, 0x3ED0, 0x3DAA}));
  EXPECT_EQ(read<uint16_t>("tensor<2xf16> = dense<[1.0, -0.1]>"),
            (std::vector<uint16_t>{0x3C00, 0xAE66}));
  EXPECT_EQ(read<uint16_t>("tensor<2xbf16> = dense<0x7FC0>"),
            (std::vector<uint16_t>{0x7FC0, 0x7FC0}));
}

// From the same doubles by the formula of Box and Muller, in NumPy.
TEST_F(ParamValuesTest, NormalFollowsBoxAndMuller) {
  std::vector<double> z = read<double>(
      "tensor<3xf64> = #nn.init<normal, seed = 7, mean = 1.0, stddev = 2.0>");
  ASSERT_EQ(z.size(), 3u);
  EXPECT_NEAR(z[0], -0.14050103069507802, 1e-14);
  EXPECT_NEAR(z[1], 4.892255100010278, 1e-14);
  EXPECT_NEAR(z[2], -0.729716556794483, 1e-14);
}

TEST_F(ParamValuesTest, DenseValues) {
  EXPECT_EQ(read<float>("tensor<2xf32> = dense<[1.0, -2.5]>"),
            (std::vector<float>{1.0f, -2.5f}));
  EXPECT_EQ(read<int16_t>("tensor<3xi16> = dense<-7>"),
            (std::vector<int16_t>{-7, -7, -7}));
  EXPECT_EQ(read<uint8_t>("tensor<3xi1> = dense<[true, false, true]>"),
            (std::vector<uint8_t>{1, 0, 1}));
  EXPECT_EQ(read<uint8_t>("tensor<9xi1> = dense<true>"),
            std::vector<uint8_t>(9, 1));
  EXPECT_TRUE(read<float>("tensor<0xf32> = dense<[]>").empty());
}

TEST_F(ParamValuesTest, MissingResourceIsDiagnosed) {
  std::string message;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    message = diagnostic.str();
    return success();
  });
  EXPECT_TRUE(read<float>("tensor<2xf32> = dense_resource<absent>").empty());
  EXPECT_NE(message.find("expected the file to hold the resource 'absent'"),
            std::string::npos)
      << message;
}

TEST_F(ParamValuesTest, WrittenFilesAreValid) {
  auto f32 = Float32Type::get(&context);
  float w[] = {1, 2, 3, 4, 5, 6};
  uint8_t mask[] = {1, 0, 1};
  uint16_t halves[] = {0x3C00, 0x4000, 0x4200};
  auto bytesOf = [](auto &array) {
    return ArrayRef<char>(reinterpret_cast<const char *>(array), sizeof(array));
  };
  std::string text;
  llvm::raw_string_ostream os(text);
  writeSafetensors(
      os, {{"a \"quoted\"\n", RankedTensorType::get({2, 3}, f32), bytesOf(w)},
           {"mask", RankedTensorType::get({3}, IntegerType::get(&context, 1)),
            bytesOf(mask)},
           {"f16", RankedTensorType::get({3}, Float16Type::get(&context)),
            bytesOf(halves)},
           {"bf16", RankedTensorType::get({3}, BFloat16Type::get(&context)),
            bytesOf(halves)}});
  nn_st_file file;
  nn_st_error error{};
  ASSERT_TRUE(nn_st_open(&file, text.data(), text.size(), &error))
      << error.message;
  EXPECT_EQ((reinterpret_cast<const char *>(file.data) - text.data()) % 64, 0);
  nn_st_tensor tensor;
  ASSERT_TRUE(nn_st_find(&file, "a \"quoted\"\n", nullptr, &tensor));
  EXPECT_EQ(tensor.dtype, NN_ST_F32);
  ASSERT_EQ(tensor.rank, 2u);
  EXPECT_EQ(tensor.shape[1], 3u);
  EXPECT_EQ(std::memcmp(tensor.data, w, sizeof(w)), 0);
  ASSERT_TRUE(nn_st_find(&file, "mask", nullptr, &tensor));
  EXPECT_EQ(tensor.dtype, NN_ST_BOOL);
  ASSERT_TRUE(nn_st_find(&file, "f16", nullptr, &tensor));
  EXPECT_EQ(tensor.dtype, NN_ST_F16);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(tensor.data) % 2,
            reinterpret_cast<uintptr_t>(text.data()) % 2);
  ASSERT_TRUE(nn_st_find(&file, "bf16", nullptr, &tensor));
  EXPECT_EQ(tensor.dtype, NN_ST_BF16);
  EXPECT_EQ(std::memcmp(tensor.data, halves, sizeof(halves)), 0);
}
// C1 of nn.param. Text of such a type does not get past the scanner of tools.
TEST_F(ParamValuesTest, BytesAreCountedIn63Bits) {
  std::string message;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    message += diagnostic.str();
    return success();
  });
  EXPECT_FALSE(parseSourceString<ModuleOp>(
      "nn.param @p : tensor<4611686018427387904xf32> = "
      "#nn.external<\"a\", \"b\">",
      &context));
  EXPECT_NE(message.find("fewer than 2^63 bytes"), std::string::npos)
      << message;
}

TEST_F(ParamValuesTest, BooleansAreZeroOrOne) {
  ScopedDiagnosticHandler handler(&context,
                                  [](Diagnostic &) { return success(); });
  module = parseSourceString<ModuleOp>(
      "nn.param @p : tensor<3xi1> = dense_resource<r>\n"
      "{-# dialect_resources: { builtin: { r: \"0x01000000000201\" } } #-}",
      &context);
  ASSERT_TRUE(module);
  ParamValues values(*module);
  EXPECT_TRUE(failed(values.get(module->lookupSymbol<ParamOp>("p"))));
}
} // namespace

//===- WeightsBindTest.cpp - Weights of a model from a file ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "TestFiles.h"
#include "nn/Runtime/nn_weights_bind.h"
#include "gtest/gtest.h"

using namespace nntest;

namespace {

const int64_t kernelShape[] = {2, 3};

nn_tensor_info weight(const char *name, nn_dtype dtype, int64_t rank,
                      const int64_t *shape) {
  nn_tensor_info info{};
  info.struct_size = sizeof(info);
  info.dtype = dtype;
  info.name = name;
  info.rank = rank;
  info.shape = shape;
  return info;
}

struct Weights {
  uint32_t struct_size;
  uint32_t count;
  const void *tensor[3];
  const void *packed;
};

class WeightsBind : public testing::Test {
protected:
  WeightsBind() {
    info.struct_size = sizeof(info);
    info.num_weights = 3;
    info.weights = weights;
    std::memset(&bound, 0xAA, sizeof(bound));
  }

  nn_status bind(const std::string &header, const std::string &data,
                 size_t shift = 0) {
    // Data starts aligned to 16 bytes, plus the shift.
    std::string padded = header;
    while ((padded.size() + 8) % 16)
      padded += ' ';
    block = std::make_unique<Block>(safetensors(padded, data), shift);
    nn_status status =
        nnrt_weights_bind(&info, block->data(), block->size(), head());
    nnrt_bind_error again;
    EXPECT_EQ(nnrt_weights_check(&info, block->data(), block->size(), nullptr,
                                 &again),
              status);
    message = again.message ? again.message : "";
    index = again.weight;
    EXPECT_EQ(bound.count, status == NN_OK ? 3u : 0u);
    return status;
  }

  nn_weights *head() { return reinterpret_cast<nn_weights *>(&bound); }

  const nn_tensor_info weights[3] = {weight("kernel", NN_F32, 2, kernelShape),
                                     weight("flag", NN_BOOL, 1, kernelShape),
                                     weight("bias", NN_I64, 0, nullptr)};
  nn_model_info info{};
  Weights bound;
  std::unique_ptr<Block> block;
  std::string message;
  uint32_t index = 0;
};

const std::string bias =
    "\"bias\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}";
const std::string kernel =
    "\"kernel\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]}";
const std::string flagWeight =
    "\"flag\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[32,34]}";
const std::string header = "{" + bias + "," + kernel + "," + flagWeight + "}";
const std::string data = bytesOf<int64_t>({-5}) +
                         bytesOf<float>({1, 2, 3, 4, 5, 6}) +
                         std::string("\0\1", 2);

std::string replaced(std::string text, const std::string &from,
                     const std::string &to) {
  size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_F(WeightsBind, FindsTensorsByName) {
  ASSERT_EQ(bind(header, data), NN_OK);
  EXPECT_EQ(message, "");
  EXPECT_EQ(index, UINT32_MAX);
  EXPECT_EQ(bound.struct_size, sizeof(Weights));
  EXPECT_EQ(bound.packed, nullptr);
  EXPECT_EQ(static_cast<const float *>(bound.tensor[0])[5], 6);
  EXPECT_EQ(static_cast<const char *>(bound.tensor[1])[1], 1);
  EXPECT_EQ(*static_cast<const int64_t *>(bound.tensor[2]), -5);
}

TEST_F(WeightsBind, Halves) {
  const int64_t two[] = {2};
  const nn_tensor_info halves[] = {weight("h", NN_F16, 1, two),
                                   weight("b", NN_BF16, 1, two)};
  nn_model_info model{};
  model.struct_size = sizeof(model);
  model.num_weights = 2;
  model.weights = halves;
  auto bindTypes = [&](const std::string &h, const std::string &b) {
    std::string text = "{\"h\":{\"dtype\":\"" + h +
                       "\",\"shape\":[2],\"data_offsets\":[0,4]},\"b\":{"
                       "\"dtype\":\"" +
                       b + "\",\"shape\":[2],\"data_offsets\":[4,8]}}";
    text.resize((text.size() + 15) / 8 * 8, ' ');
    Block file(safetensors(text, "abcdefgh"));
    return nnrt_weights_bind(&model, file.data(), file.size(), head());
  };
  EXPECT_EQ(bindTypes("F16", "BF16"), NN_OK);
  EXPECT_EQ(bindTypes("BF16", "F16"), NN_E_WEIGHTS);
  EXPECT_EQ(bindTypes("I16", "BF16"), NN_E_WEIGHTS);
}

TEST_F(WeightsBind, MoreTensorsAreAllowed) {
  EXPECT_EQ(bind(replaced(header, "}}",
                          "},\"more\":{\"dtype\":\"BF16\",\"shape\":[1],"
                          "\"data_offsets\":[34,36]}}"),
                 data + "xx"),
            NN_OK);
}

TEST_F(WeightsBind, NullPointers) {
  EXPECT_EQ(nnrt_weights_bind(&info, data.data(), data.size(), nullptr),
            NN_E_INVALID_ARG);
  bound.count = 3;
  EXPECT_EQ(nnrt_weights_bind(&info, nullptr, 8, head()), NN_E_INVALID_ARG);
  EXPECT_EQ(bound.count, 0u);
  EXPECT_EQ(nnrt_weights_bind(nullptr, data.data(), data.size(), head()),
            NN_E_INVALID_ARG);
}

TEST_F(WeightsBind, Refusals) {
  EXPECT_EQ(bind("{" + bias + "}", data), NN_E_WEIGHTS);
  EXPECT_EQ(message, "bytes at the end of the file belong to no tensor");
  EXPECT_EQ(index, UINT32_MAX);
  EXPECT_EQ(bind(replaced(header, "kernel", "Kernel"), data), NN_E_WEIGHTS);
  EXPECT_EQ(message, "a weight is not in the file");
  EXPECT_EQ(index, 0u);
  EXPECT_EQ(bind(replaced(header, "F32", "I32"), data), NN_E_WEIGHTS);
  EXPECT_EQ(message, "the element type of a weight differs");
  EXPECT_EQ(bind(replaced(header, "[2,3]", "[6]"), data), NN_E_WEIGHTS);
  EXPECT_EQ(message, "the rank of a weight differs");
  EXPECT_EQ(bind(replaced(header, "[2,3]", "[3,2]"), data), NN_E_WEIGHTS);
  EXPECT_EQ(message, "the shape of a weight differs");
  EXPECT_EQ(bind(header, replaced(data, std::string("\0\1", 2), "\2\1")),
            NN_E_WEIGHTS);
  std::string wrongFlag = data;
  wrongFlag[33] = 2;
  EXPECT_EQ(bind(header, wrongFlag), NN_E_WEIGHTS);
  EXPECT_EQ(message, "a boolean weight has a byte that is neither 0 nor 1");
  EXPECT_EQ(index, 1u);
}

TEST_F(WeightsBind, Alignment) {
  EXPECT_EQ(bind(header, data, 8), NN_OK);
  EXPECT_EQ(bind(header, data, 4), NN_E_ALIGN);
  EXPECT_EQ(index, 2u);
  EXPECT_EQ(bind(header, data, 2), NN_E_ALIGN);
  EXPECT_EQ(message, "a weight is not aligned to the size of its elements");
  EXPECT_EQ(index, 0u);
}

} // namespace

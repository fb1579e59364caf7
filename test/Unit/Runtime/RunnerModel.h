//===- RunnerModel.h - A model for tests of the runner ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef NN_TEST_UNIT_RUNTIME_RUNNERMODEL_H
#define NN_TEST_UNIT_RUNTIME_RUNNERMODEL_H

#include "TestFiles.h"
#include "nn/Runtime/nn_npy.h"
#include "nn/Runtime/nn_runner.h"
#include "gtest/gtest.h"

#include <vector>

namespace nntest::runner {
/// sum = x + y and scores, two vectors of the run-time extent n; with external
/// weights, sum = x + y + offset. Another entry, `other`, does nothing.
const nn_model_info &model(bool externalWeights);

/// The pieces of other models.
inline nn_tensor_info tensor(const char *name, nn_dtype dtype, int64_t rank,
                             const int64_t *shape, const int32_t *extent,
                             const char *const *axes) {
  return {sizeof(nn_tensor_info), dtype, name, rank, shape, extent, axes};
}
inline size_t oneByte(const int64_t *) { return 1; }
inline constexpr int32_t extentNone[] = {-1, -1};

/// What the last call saw.
extern int numCalls;
extern uint32_t threadsSeen;
extern size_t bytesSeen;
extern int64_t tasksDone;
/// What calls answer.
extern nn_status answer;
extern int32_t failedCheck;
extern bool cpuIsGood;

/// Runs the program around the model with files in a folder.
class Runner : public testing::Test {
protected:
  Runner() {
    numCalls = 0;
    threadsSeen = 0;
    answer = NN_OK;
    cpuIsGood = true;
    floats("x.npy", {1, 2, 3});
    floats("y.npy", {10, 0, 3});
  }

  void floats(const std::string &name, const std::vector<float> &values,
              std::vector<int64_t> shape = {}) {
    if (shape.empty())
      shape = {static_cast<int64_t>(values.size())};
    save(name, NN_F32, shape, values.data());
  }

  void save(const std::string &name, nn_dtype dtype,
            const std::vector<int64_t> &shape, const void *data) {
    char error[512];
    ASSERT_EQ(nn_npy_write((folder / name).c_str(), dtype,
                           static_cast<int>(shape.size()), shape.data(), data,
                           error, sizeof(error)),
              NN_NPY_OK)
        << error;
  }

  template <typename T> std::vector<T> load(const std::string &name) {
    nn_npy_array array;
    char error[512];
    EXPECT_EQ(
        nn_npy_read((folder / name).c_str(), &array, error, sizeof(error)),
        NN_NPY_OK)
        << error;
    const T *data = static_cast<const T *>(array.data);
    std::vector<T> values(data, data + array.elements);
    nn_npy_free(&array);
    return values;
  }

  /// Runs the program; '@' in an argument is the folder, and is taken out of
  /// the texts again.
  int run(std::vector<std::string> arguments) {
    std::vector<char *> argv;
    std::string program = "bin/adder";
    argv.push_back(program.data());
    for (std::string &argument : arguments) {
      size_t at = argument.find('@');
      if (at != std::string::npos)
        argument.replace(at, 1, folder / "");
      argv.push_back(argument.data());
    }
    int argc = static_cast<int>(argv.size());
    argv.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    int code = nn_runner_main(info, argc, argv.data(), options);
    out = withoutFolder(testing::internal::GetCapturedStdout());
    err = withoutFolder(testing::internal::GetCapturedStderr());
    return code;
  }

  std::string withoutFolder(std::string text) {
    const std::string path = folder / "";
    for (size_t at; (at = text.find(path)) != std::string::npos;)
      text.erase(at, path.size());
    return text;
  }

  static std::string usage(const std::string &text) {
    return "adder: error: " + text + "\nrun 'adder --help' for the options\n";
  }

  const nn_model_info *info = &model(false);
  const nn_runner_options *options = nullptr;
  TempFolder folder;
  std::string out, err;
};
} // namespace nntest::runner

#endif // NN_TEST_UNIT_RUNTIME_RUNNERMODEL_H

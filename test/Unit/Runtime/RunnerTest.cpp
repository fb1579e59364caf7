//===- RunnerTest.cpp - The program around a model ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model written by hand runs through nn_runner_main with files in a
// temporary folder.
//
//===----------------------------------------------------------------------===//
#include "TestFiles.h"
#include "nn/Runtime/nn_npy.h"
#include "nn/Runtime/nn_runner.h"
#include "nn/Runtime/nn_weights_bind.h"
#include "gtest/gtest.h"

#include <atomic>
#include <limits>
#include <vector>

using namespace nntest;

namespace {

//===----------------------------------------------------------------------===//
// The model: sum = x + y and scores, two vectors of the run-time extent n
//===----------------------------------------------------------------------===//

int numCalls;
uint32_t threadsSeen;
size_t bytesSeen;
int64_t tasksDone;
nn_status answer;
int32_t failedCheck = -1;
bool cpuIsGood;

size_t workspaceSize(const int64_t *extents) {
  return extents[0] > 1000 ? 0 : 64;
}
size_t threadWorkspaceSize(const int64_t *extents) {
  return extents[0] == 999 ? SIZE_MAX / 2 : 128;
}

nn_status shapes(const int64_t *extents, int64_t *out) {
  out[0] = extents[0];
  out[1] = 3;
  out[2] = extents[0];
  return NN_OK;
}

nn_status invoke(const void *const *inputs, void *const *outputs,
                 const int64_t *extents, const void *weights, void *workspace,
                 size_t workspaceBytes, const nn_exec *exec) {
  ++numCalls;
  threadsSeen = exec ? exec->num_threads : 0;
  bytesSeen = workspaceBytes;
  tasksDone = 0;
  if (exec && exec->parallel_for) {
    std::atomic<int64_t> done{0};
    exec->parallel_for(
        exec->context, 10,
        [](void *argument, int64_t) {
          ++*static_cast<std::atomic<int64_t> *>(argument);
        },
        &done);
    tasksDone = done;
  }
  if (exec && exec->failed_check)
    *exec->failed_check = failedCheck;
  if (reinterpret_cast<uintptr_t>(workspace) % NN_WORKSPACE_ALIGN)
    return NN_E_ALIGN;
  if (workspaceBytes < 64)
    return NN_E_WORKSPACE;
  std::memset(workspace, 0xAB, workspaceBytes);
  if (answer)
    return answer;
  // With external weights, the model adds one of them.
  double offset = 0;
  if (auto *head = static_cast<const nn_weights *>(weights))
    offset = **reinterpret_cast<const double *const *>(head + 1);
  const float *x = static_cast<const float *>(inputs[0]);
  const float *y = static_cast<const float *>(inputs[1]);
  for (int64_t i = 0; i < extents[0]; ++i) {
    float *scores = static_cast<float *>(outputs[0]) + 3 * i;
    scores[0] = x[i];
    scores[1] = y[i];
    scores[2] = 0;
    static_cast<float *>(outputs[1])[i] =
        static_cast<float>(x[i] + y[i] + offset);
  }
  return NN_OK;
}

nn_status checkCpu() { return cpuIsGood ? NN_OK : NN_E_CPU_UNSUPPORTED; }

const int64_t dynamic[] = {-1}, scoresShape[] = {-1, 3};
const int32_t extentN[] = {0}, extentNone[] = {-1, -1};
const char *const axisN[] = {"n"}, *const axesScores[] = {"n", "class"};
const char *const extentNames[] = {"n"};

nn_tensor_info tensor(const char *name, nn_dtype dtype, int64_t rank,
                      const int64_t *shape, const int32_t *extent,
                      const char *const *axes) {
  return {sizeof(nn_tensor_info), dtype, name, rank, shape, extent, axes};
}

const nn_tensor_info inputs[] = {
    tensor("x", NN_F32, 1, dynamic, extentN, axisN),
    tensor("y", NN_F32, 1, dynamic, extentN, axisN)};
const nn_tensor_info outputs[] = {
    tensor("scores", NN_F32, 2, scoresShape, extentNone, axesScores),
    tensor("sum", NN_F32, 1, dynamic, extentNone, axisN)};

nn_status noShapes(const int64_t *, int64_t *) { return NN_OK; }
nn_status countCall(const void *const *, void *const *, const int64_t *,
                    const void *, void *, size_t, const nn_exec *) {
  ++numCalls;
  return NN_OK;
}
size_t oneByte(const int64_t *) { return 1; }

const char *const checks[] = {"m.mlir:1:2: expected a number",
                              "expected another"};
const nn_entry_info entries[] = {
    {sizeof(nn_entry_info), 0, 0, 0, "other", nullptr, nullptr, nullptr,
     oneByte, noShapes, countCall, 0, nullptr, nullptr},
    {sizeof(nn_entry_info), 2, 2, 1, "forward", inputs, outputs, extentNames,
     workspaceSize, shapes, invoke, 2, checks, threadWorkspaceSize}};

const nn_tensor_info weightInfo[] = {
    tensor("offset", NN_F64, 0, nullptr, nullptr, nullptr)};
const nn_model_info &model(bool externalWeights);
nn_status bindWeights(const void *base, size_t bytes, void *weights) {
  return nnrt_weights_bind(&model(true), base, bytes,
                           static_cast<nn_weights *>(weights));
}

const nn_model_info plain = {sizeof(nn_model_info),
                             NN_ABI_VERSION,
                             "adder",
                             "x86_64-linux",
                             "generic",
                             "sse2",
                             2,
                             0,
                             entries,
                             nullptr,
                             nullptr,
                             nullptr,
                             checkCpu,
                             0,
                             nullptr,
                             0,
                             nullptr,
                             nullptr,
                             nullptr};
const nn_model_info weighted = {sizeof(nn_model_info),
                                NN_ABI_VERSION,
                                "adder",
                                "x86_64-linux",
                                "generic",
                                "sse2",
                                2,
                                1,
                                entries,
                                weightInfo,
                                nullptr,
                                bindWeights,
                                checkCpu,
                                0,
                                nullptr,
                                0,
                                nullptr,
                                nullptr,
                                nullptr};
const nn_model_info &model(bool externalWeights) {
  return externalWeights ? weighted : plain;
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

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

TEST_F(Runner, PrintsOutputs) {
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 0);
  EXPECT_EQ(out, "scores: f32 [3, 3]\n"
                 "  [0] 1 10 0\n"
                 "  [1] 2 0 0\n"
                 "  [2] 3 3 0\n"
                 "sum: f32 [3]\n"
                 "  11 2 6\n");
  EXPECT_EQ(err, "");
  EXPECT_EQ(numCalls, 1);
  EXPECT_EQ(threadsSeen, 1u);
}

TEST_F(Runner, LongOutputsAreCut) {
  std::vector<float> many(20, 0.1f);
  floats("x.npy", many);
  floats("y.npy", many);
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 0);
  EXPECT_NE(out.find("  [7] 0.1 0.1 0\n  ...\n"), std::string::npos) << out;
  EXPECT_NE(out.find(" 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 ...\n"),
            std::string::npos)
      << out;
}

TEST_F(Runner, EmptyExtent) {
  floats("x.npy", {}, {0});
  floats("y.npy", {}, {0});
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 0);
  EXPECT_EQ(out, "scores: f32 [0, 3]\nsum: f32 [0]\n");
}

TEST_F(Runner, WritesOutputsInOrderAndByName) {
  EXPECT_EQ(run({"@x.npy", "@y.npy", "-o", "sum=@s.npy", "--output=@c.npy"}),
            0);
  EXPECT_EQ(out, "");
  EXPECT_EQ(load<float>("s.npy"), (std::vector<float>{11, 2, 6}));
  EXPECT_EQ(load<float>("c.npy"),
            (std::vector<float>{1, 10, 0, 2, 0, 0, 3, 3, 0}));
  EXPECT_EQ(
      run({"@x.npy", "@y.npy", "-o", "@1.npy", "-o", "@2.npy", "-o", "@3.npy"}),
      2);
  EXPECT_EQ(err, usage("no output is left for '3.npy'; entry 'forward' has "
                       "2"));
  EXPECT_EQ(run({"@x.npy", "@y.npy", "-o", "sum=@1.npy", "-o", "sum=@2.npy"}),
            2);
  EXPECT_EQ(err, usage("output 'sum' is given twice: 1.npy and 2.npy"));
}

TEST_F(Runner, InputsByName) {
  EXPECT_EQ(run({"--input", "y=@x.npy", "@y.npy", "-o", "sum=@s.npy"}), 0);
  EXPECT_EQ(run({"--input=z=@x.npy", "@y.npy"}), 2);
  EXPECT_EQ(err, usage("'--input=z=x.npy' does not name an input; expected "
                       "NAME=FILE.npy with a NAME of: x, y"));
  EXPECT_EQ(run({"--input=x=@x.npy", "--input=x=@y.npy", "@y.npy"}), 2);
  EXPECT_EQ(err, usage("input 'x' is given twice: x.npy and y.npy"));
}

TEST_F(Runner, MissingAndSurplusOperands) {
  EXPECT_EQ(run({"@x.npy"}), 2);
  EXPECT_EQ(err, usage("no file for input 'y'; expected a .npy of f32 [n]"));
  EXPECT_EQ(run({"@x.npy", "@y.npy", "@x.npy"}), 2);
  EXPECT_EQ(err, usage("no input is left for 'x.npy'; entry 'forward' has 2"));
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Runner, WrongInputs) {
  const double doubles[] = {1, 2, 3};
  save("d.npy", NN_F64, {3}, doubles);
  floats("m.npy", {1, 2}, {2, 1});
  EXPECT_EQ(run({"@d.npy", "@m.npy"}), 1);
  EXPECT_EQ(err, "adder: error: input 'x': expected f32 [n], got f64 [3] in "
                 "d.npy; convert it in NumPy with a.astype('float32')\n"
                 "adder: error: input 'y': expected f32 [n], got f32 [2, 1] "
                 "in m.npy\n");
  floats("two.npy", {1, 2});
  EXPECT_EQ(run({"@x.npy", "@two.npy", "-o", "@out.npy"}), 1);
  EXPECT_EQ(err, "adder: error: input 'y': extent 'n' is 2 in two.npy, but 3 "
                 "in x.npy for input 'x'\n");
  EXPECT_EQ(run({"@none.npy", "@y.npy"}), 1);
  EXPECT_EQ(err, "adder: error: none.npy: No such file or directory\n");
  writeFile(folder / "bad.npy", "not an array");
  EXPECT_EQ(run({"@bad.npy", "@y.npy"}), 1);
  EXPECT_EQ(err, "adder: error: bad.npy: not a .npy file\n");
  EXPECT_EQ(folder.list().count("out.npy"), 0u);
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Runner, Limits) {
  std::vector<float> large(1001);
  floats("large.npy", large);
  EXPECT_EQ(run({"@large.npy", "@large.npy"}), 3);
  EXPECT_EQ(err, "adder: error: the workspace would be too large (n = 1001)\n");
  writeFile(folder / "huge.npy",
            std::string("\x93NUMPY\x01\0\x50\0", 10) +
                "{'descr': '<f4', 'fortran_order': False, 'shape': "
                "(9000000000000000000,), }      ");
  EXPECT_EQ(run({"@huge.npy", "@y.npy"}), 3) << err;
}

TEST_F(Runner, Expected) {
  floats("good.npy", {11, 2, 6.00001f});
  floats("bad.npy", {11, 2.5, 6});
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--expected", "sum=@good.npy"}), 0);
  EXPECT_EQ(out, "sum: matches good.npy, max abs error 1e-05 at [2], max rel "
                 "error 1.67e-06 at [2]\n");
  EXPECT_EQ(
      run({"@x.npy", "@y.npy", "--expected", "sum=@bad.npy", "-o", "@out.npy"}),
      1);
  EXPECT_EQ(err, "adder: error: output 'sum': 1 of 3 elements differ from "
                 "bad.npy; max abs error 0.5 at [1] (got 2, expected 2.5), "
                 "max rel error 0.2 at [1]\n");
  EXPECT_EQ(folder.list().count("out.npy"), 0u);
  EXPECT_EQ(
      run({"@x.npy", "@y.npy", "--expected", "sum=@bad.npy", "--atol", "0.6"}),
      0);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--expected", "sum=@good.npy", "--rtol=0",
                 "--atol=0"}),
            1);
  // f64 may be the reference of f32; other shapes are refused.
  const double doubles[] = {11, 2, 6};
  save("f64.npy", NN_F64, {3}, doubles);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--expected", "sum=@f64.npy"}), 0);
  EXPECT_EQ(out, "sum: matches f64.npy, max abs error 0, max rel error 0\n");
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--expected", "@f64.npy"}), 1);
  EXPECT_EQ(err, "adder: error: output 'scores': the model gives f32 [3, 3], "
                 "but f64.npy has f64 [3]\n");
}

/// Copies three f16 and three bf16.
nn_status copyHalves(const void *const *inputs, void *const *outputs,
                     const int64_t *, const void *, void *, size_t,
                     const nn_exec *) {
  std::memcpy(outputs[0], inputs[0], 6);
  std::memcpy(outputs[1], inputs[1], 6);
  return NN_OK;
}
nn_status threeEach(const int64_t *, int64_t *out) {
  out[0] = out[1] = 3;
  return NN_OK;
}

TEST_F(Runner, Halves) {
  const int64_t three[] = {3};
  const nn_tensor_info halves[] = {
      tensor("h", NN_F16, 1, three, extentNone, nullptr),
      tensor("b", NN_BF16, 1, three, extentNone, nullptr)};
  const nn_entry_info entry = {sizeof(nn_entry_info),
                               2,
                               2,
                               0,
                               "copy",
                               halves,
                               halves,
                               nullptr,
                               oneByte,
                               threeEach,
                               copyHalves,
                               0,
                               nullptr,
                               nullptr};
  nn_model_info copies = plain;
  copies.num_entries = 1;
  copies.entries = &entry;
  info = &copies;
  const uint16_t h[] = {0x2E66, 0x7BFF, 0x8001};
  const uint16_t b[] = {0x3DCD, 0x42C8, 0xFF80};
  save("h.npy", NN_F16, {3}, h);
  save("b.npy", NN_BF16, {3}, b);
  // The fewest digits; whole numbers in full.
  EXPECT_EQ(run({"@h.npy", "@b.npy"}), 0) << err;
  EXPECT_EQ(out, "h: f16 [3]\n  0.1 65504 -5.96e-08\n"
                 "b: bf16 [3]\n  0.1 100 -inf\n");
  EXPECT_EQ(run({"@h.npy", "@b.npy", "-o", "b=@out.npy"}), 0) << err;
  EXPECT_EQ(load<uint16_t>("out.npy"), std::vector<uint16_t>(b, b + 3));
  EXPECT_EQ(run({"@b.npy", "@h.npy"}), 1);
  EXPECT_EQ(err, "adder: error: input 'h': expected f16 [3], got bf16 [3] in "
                 "b.npy; convert it in NumPy with a.astype('float16')\n"
                 "adder: error: input 'b': expected bf16 [3], got f16 [3] in "
                 "h.npy; convert it in NumPy with "
                 "a.astype(ml_dtypes.bfloat16)\n");
  // Any float is a reference; what is close follows from the output.
  floats("near.npy", {0.1001f, 65500, 0});
  EXPECT_EQ(run({"@h.npy", "@b.npy", "--expected", "h=@near.npy"}), 0) << err;
  floats("far.npy", {0.1f, 65300, 0});
  EXPECT_EQ(run({"@h.npy", "@b.npy", "--expected", "h=@far.npy"}), 1);
  floats("rough.npy", {0.1f, 101, -std::numeric_limits<float>::infinity()});
  EXPECT_EQ(run({"@h.npy", "@b.npy", "--expected", "b=@rough.npy"}), 0) << err;
  EXPECT_EQ(run({"@h.npy", "@b.npy", "--expected", "b=@rough.npy", "--rtol",
                 "0.001"}),
            1);
}

TEST_F(Runner, ExpectedOfSpecialValues) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float inf = std::numeric_limits<float>::infinity();
  floats("x.npy", {nan, inf, -inf});
  floats("y.npy", {0, 0, 0});
  floats("same.npy", {nan, inf, -inf});
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--expected=sum=@same.npy"}), 0);
  for (const std::vector<float> &other : {std::vector<float>{0, inf, -inf},
                                          {nan, -inf, -inf},
                                          {nan, inf, nan},
                                          {nan, 1e30f, -inf}}) {
    floats("other.npy", other);
    EXPECT_EQ(run({"@x.npy", "@y.npy", "--expected=sum=@other.npy"}), 1);
  }
}

TEST_F(Runner, Labels) {
  // The classes are 1, 0 and, of equals, the lowest: 0.
  const int64_t labels[] = {1, 2, 0}, outside[] = {0, 3, 0};
  save("labels.npy", NN_I64, {3}, labels);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--labels=@labels.npy"}), 0);
  EXPECT_EQ(out, "accuracy: 0.6667 (2/3)\n");
  save("outside.npy", NN_I64, {3}, outside);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--labels=@outside.npy"}), 1);
  EXPECT_EQ(err, "adder: error: labels: expected classes from 0 to 2, got 3 "
                 "at 1 in outside.npy\n");
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--labels=@x.npy"}), 1);
  EXPECT_EQ(err, "adder: error: labels: expected integers, got f32 in x.npy\n");
  save("two.npy", NN_I64, {2}, labels);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--labels=@two.npy"}), 1);
  EXPECT_EQ(err, "adder: error: labels: expected shape [3], got [2] in "
                 "two.npy\n");
  // A NaN is never the greatest.
  const float nan = std::numeric_limits<float>::quiet_NaN();
  floats("x.npy", {nan, nan, -1});
  floats("y.npy", {1, -1, nan});
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--labels=@labels.npy"}), 0);
  EXPECT_EQ(out, "accuracy: 0.6667 (2/3)\n");
}

TEST_F(Runner, Repeat) {
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--repeat=10", "-o", "@s.npy"}), 0);
  EXPECT_EQ(numCalls, 11);
  EXPECT_EQ(out.rfind("time: min ", 0), 0u) << out;
  EXPECT_NE(out.find(" us (10 calls)\n"), std::string::npos) << out;
}

TEST_F(Runner, Threads) {
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--threads", "4"}), 0);
  EXPECT_EQ(threadsSeen, 4u);
  EXPECT_EQ(tasksDone, 10);
  EXPECT_EQ(bytesSeen, 64u + 3 * 128u);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--threads", "1"}), 0);
  EXPECT_EQ(threadsSeen, 1u);
  EXPECT_EQ(tasksDone, 0);
  EXPECT_EQ(bytesSeen, 64u);
  // No table needs to know of memory for threads.
  EXPECT_EQ(run({"--entry=other", "--threads=2"}), 0);
}

TEST_F(Runner, Entries) {
  EXPECT_EQ(run({"--entry=other"}), 0);
  EXPECT_EQ(numCalls, 1);
  EXPECT_EQ(run({"--entry", "none"}), 2);
  EXPECT_EQ(err, usage("the model has no entry 'none'; its entries are: "
                       "other, forward"));
}

TEST_F(Runner, Usage) {
  EXPECT_EQ(run({"--ouput=x", "--repeat=0", "--threads=2x", "--rtol=-1",
                 "--atol=nan", "--json=1", "--entry"}),
            2);
  EXPECT_EQ(err,
            "adder: error: unknown option '--ouput'; did you mean '--output'?\n"
            "adder: error: option '--repeat' expects a whole number from 1 to "
            "1000000, got '0'\n"
            "adder: error: option '--threads' expects a whole number from 1 to "
            "1024, got '2x'\n"
            "adder: error: option '--rtol' expects a finite number that is not "
            "negative, got '-1'\n"
            "adder: error: option '--atol' expects a finite number that is not "
            "negative, got 'nan'\n"
            "adder: error: option '--json' takes no value\n"
            "adder: error: option '--entry' expects a value: NAME\n"
            "run 'adder --help' for the options\n");
  EXPECT_EQ(run({"--frobnicate"}), 2);
  EXPECT_EQ(err, usage("unknown option '--frobnicate'"));
  EXPECT_EQ(run({"-x"}), 2);
  EXPECT_EQ(err, usage("unknown option '-x'"));
  EXPECT_EQ(run({"-ofile"}), 2);
  EXPECT_EQ(run({"--" + std::string(1000, 'a')}), 2);
  EXPECT_EQ(run({"-o", "--json"}), 2);
  EXPECT_EQ(err, usage("option '-o' expects a value: [NAME=]FILE.npy"));
  EXPECT_EQ(run({"-o", ""}), 2);
  EXPECT_EQ(run({"-"}), 2);
  EXPECT_EQ(err, usage("reading from the standard input is not supported"));
  EXPECT_EQ(run({"--threads=1025"}), 2);
  EXPECT_EQ(run({"--threads=99999999999999999999"}), 2);
  EXPECT_EQ(run({"--", "--json"}), 2);
  EXPECT_EQ(run({"--weights=w.safetensors", "@x.npy", "@y.npy"}), 2);
}

TEST_F(Runner, HelpAndVersion) {
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_EQ(err, "");
  EXPECT_EQ(out.rfind("usage: adder [options] INPUT.npy...\n", 0), 0u);
  for (const char *part :
       {"Entry forward (chosen)\n", "    x                f32 [n]\n",
        "    scores           f32 [n, class=3]\n", "\nEntry other\n",
        "--labels=FILE.npy", "run on N threads"})
    EXPECT_NE(out.find(part), std::string::npos) << part << "\n" << out;
  for (size_t start = 0, end; start < out.size(); start = end + 1) {
    end = out.find('\n', start);
    EXPECT_LE(end - start, 90u) << out.substr(start, end - start);
  }
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_EQ(out, "adder: model 'adder', NN-MLIR model interface 4\n"
                 "target x86_64-linux, cpu generic\nneeds sse2\n");
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Runner, Json) {
  const float sums[] = {11, 2, 7};
  const int64_t labels[] = {1, 0, 0};
  save("e.npy", NN_F32, {3}, sums);
  save("l.npy", NN_I64, {3}, labels);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--json", "--labels=@l.npy"}), 0);
  EXPECT_EQ(
      out,
      "{\"exit_code\": 0, \"errors\": [], \"model\": \"adder\", \"entry\": "
      "\"forward\", \"threads\": 1, \"workspace_bytes\": 64, \"inputs\": "
      "[{\"name\": \"x\", \"dtype\": \"f32\", \"shape\": [3], \"file\": "
      "\"x.npy\"}, {\"name\": \"y\", \"dtype\": \"f32\", \"shape\": [3], "
      "\"file\": \"y.npy\"}], \"outputs\": [{\"name\": \"scores\", \"dtype\": "
      "\"f32\", \"shape\": [3, 3]}, {\"name\": \"sum\", \"dtype\": \"f32\", "
      "\"shape\": [3]}], \"accuracy\": 1, \"correct\": 3, \"samples\": 3}\n");
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--json", "--expected=sum=@e.npy"}), 1);
  EXPECT_NE(out.find("\"expected\": {\"file\": \"e.npy\", \"matches\": false, "
                     "\"mismatches\": 1, \"max_abs_error\": 1, "
                     "\"max_abs_at\": [2]"),
            std::string::npos)
      << out;
  EXPECT_EQ(run({"--json", "--entry=\"\n"}), 2);
  EXPECT_EQ(out, "{\"exit_code\": 2, \"errors\": [\"the model has no entry "
                 "'\\\"\\u000a'; its entries are: other, forward\"], "
                 "\"model\": \"adder\"}\n");
  // JSON is UTF-8; command lines are bytes.
  const std::pair<const char *, const char *> names[] = {
      {"\x7F \xC3\xA9 \xED\x9F\xBF \xF4\x8F\xBF\xBF",
       "\x7F \xC3\xA9 \xED\x9F\xBF \xF4\x8F\xBF\xBF"},
      // Overlong forms, a surrogate, above 10FFFF, a lone byte, a cut end.
      {"\xC1\xBF", "\\ufffd\\ufffd"},
      {"\xE0\x9F\xBF", "\\ufffd\\ufffd\\ufffd"},
      {"\xED\xA0\x80", "\\ufffd\\ufffd\\ufffd"},
      {"\xF4\x90\x80\x80", "\\ufffd\\ufffd\\ufffd\\ufffd"},
      {"\x80-\xFF-\xF0\x9F", "\\ufffd-\\ufffd-\\ufffd\\ufffd"},
  };
  for (auto [bytes, text] : names) {
    EXPECT_EQ(run({"--json", std::string("--entry=") + bytes}), 2);
    EXPECT_NE(out.find("no entry '" + std::string(text) + "';"),
              std::string::npos)
        << out;
  }
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--json", "--no-json", "-o", "@o.npy"}),
            0);
  EXPECT_EQ(out, "");
}

TEST_F(Runner, FailuresOfTheModel) {
  answer = NN_E_NUMERIC;
  EXPECT_EQ(run({"@x.npy", "@y.npy", "-o", "@out.npy"}), 1);
  EXPECT_EQ(err, "adder: error: entry 'forward' of the model failed: an "
                 "iteration did not converge\n");
  EXPECT_EQ(folder.list().count("out.npy"), 0u);
  // With the text of the check that failed, if it is one.
  answer = NN_E_VALUE;
  failedCheck = 0;
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 1);
  EXPECT_EQ(err, "adder: error: entry 'forward' of the model failed: a value "
                 "is not what the program needs: m.mlir:1:2: expected a "
                 "number\n");
  failedCheck = 2;
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 1);
  EXPECT_EQ(err, "adder: error: entry 'forward' of the model failed: a value "
                 "is not what the program needs\n");
  failedCheck = -1;
  cpuIsGood = false;
  numCalls = 0;
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 1);
  EXPECT_EQ(err, "adder: error: this processor lacks instructions that the "
                 "model was built for: generic needs sse2\n");
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Runner, MalformedModels) {
  nn_model_info other = plain;
  other.abi_version = 99;
  info = &other;
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 1);
  EXPECT_EQ(err,
            "adder: error: the model has interface version 99, expected 4\n");
  info = nullptr;
  EXPECT_EQ(run({}), 1);
}

TEST_F(Runner, CpuLevels) {
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--cpu-level=generic"}), 2);
  EXPECT_EQ(err, usage("the model has no code for 'generic'"));
  static uint32_t level;
  level = 1;
  const nn_cpu_level levels[] = {{sizeof(nn_cpu_level), "generic", "sse2"},
                                 {sizeof(nn_cpu_level), "better", "avx"},
                                 {sizeof(nn_cpu_level), "best", "amx-tile"}};
  nn_model_info several = plain;
  several.num_levels = 3;
  several.levels = levels;
  several.cpu_level = [] { return level; };
  several.use_cpu_level = [](uint32_t wanted) -> nn_status {
    if (wanted == 2)
      return NN_E_CPU_UNSUPPORTED;
    level = wanted;
    return NN_OK;
  };
  info = &several;
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--json"}), 0);
  EXPECT_NE(out.find("\"cpu_level\": \"better\""), std::string::npos) << out;
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--json", "--cpu-level", "generic"}), 0);
  EXPECT_NE(out.find("\"cpu_level\": \"generic\""), std::string::npos) << out;
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_EQ(out, "adder: model 'adder', NN-MLIR model interface 4\n"
                 "target x86_64-linux, cpu generic\nneeds sse2\n"
                 "also cpu better\nneeds avx\n"
                 "also cpu best\nneeds amx-tile\n"
                 "here runs the code for generic\n");
  numCalls = 0;
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--cpu-level=best"}), 1);
  EXPECT_EQ(err, "adder: error: this processor lacks instructions of 'best', "
                 "which are: amx-tile\n");
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--cpu-level=none"}), 2);
  EXPECT_EQ(err, usage("the model has no code for 'none'; it has code for: "
                       "generic, better, best"));
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Runner, UnwritableOutputLeavesNothing) {
  EXPECT_EQ(run({"@x.npy", "@y.npy", "-o", "@a.npy", "-o", "@no/b.npy"}), 1);
  EXPECT_EQ(err, "adder: error: no/b.npy: cannot write: No such file or "
                 "directory\n");
  EXPECT_EQ(folder.list(), (std::set<std::string>{"x.npy", "y.npy"}));
}

TEST_F(Runner, Weights) {
  info = &model(true);
  auto offset = [&](const std::string &header) {
    std::string padded = header;
    padded.resize((header.size() + 15) / 8 * 8, ' ');
    writeFile(folder / "w.safetensors",
              safetensors(padded, bytesOf<double>({0.5})));
  };
  const std::string good =
      "{\"offset\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}";
  offset(good);
  EXPECT_EQ(
      run({"@x.npy", "@y.npy", "--weights=@w.safetensors", "-o", "sum=@s.npy"}),
      0)
      << err;
  EXPECT_EQ(load<float>("s.npy"), (std::vector<float>{11.5, 2.5, 6.5}));

  auto refused = [&] {
    EXPECT_EQ(run({"@x.npy", "@y.npy", "--weights=@w.safetensors"}), 1);
    return err;
  };
  offset("{\"offset\":{\"dtype\":\"I64\",\"shape\":[1],"
         "\"data_offsets\":[0,8]}}");
  EXPECT_EQ(refused(),
            "adder: error: weights w.safetensors: 'offset': the element type "
            "of a weight differs; expected f64 [], got I64 [1] at byte 9\n");
  offset("{\"other\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}");
  EXPECT_EQ(refused(), "adder: error: weights w.safetensors: 'offset': a "
                       "weight is not in the file; expected f64 []\n");
  offset("{\"offset\":{\"dtype\":\"F64\",\"shape\":[]}}");
  EXPECT_EQ(refused(), "adder: error: weights w.safetensors: byte 18: a "
                       "tensor lacks dtype, shape or data_offsets\n");
  writeFile(folder / "w.safetensors", "");
  EXPECT_EQ(refused(),
            "adder: error: weights w.safetensors: the file is empty\n");
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--weights=@none"}), 1);
  EXPECT_EQ(err, "adder: error: weights none: cannot read: No such file or "
                 "directory\n");
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--weights=@"}), 1);
  EXPECT_NE(err.find("Is a directory"), std::string::npos);

  // The default is beside the program (this test), or where options say.
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 1);
  EXPECT_NE(err.find("/adder.safetensors: cannot read"), std::string::npos)
      << err;
  offset(good);
  nn_runner_options given{};
  std::string path = folder / "w.safetensors";
  given.default_weights = path.c_str();
  given.program = "tool";
  given.description = "Adds.\n";
  options = &given;
  EXPECT_EQ(run({"@x.npy", "@y.npy"}), 0);
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_EQ(out.rfind("usage: tool [options] INPUT.npy...\n\nAdds.\n\n", 0), 0u)
      << out;
}

nn_status hookShapes(void *context, const nn_entry_info *entry,
                     const int64_t *extents, int64_t *out) {
  ++*static_cast<int *>(context);
  return entry->output_shapes(extents, out);
}
nn_status hookCall(void *context, const nn_entry_info *,
                   const void *const *inputs, void *const *outputs,
                   const int64_t *extents, const nn_exec *) {
  ++*static_cast<int *>(context);
  std::memset(outputs[0], 0, 3 * extents[0] * sizeof(float));
  std::memcpy(outputs[1], inputs[0], extents[0] * sizeof(float));
  return NN_OK;
}

TEST_F(Runner, Hooks) {
  int hooked = 0;
  nn_runner_options given{};
  given.output_shapes = hookShapes;
  given.call = hookCall;
  given.context = &hooked;
  options = &given;
  info = &model(true);
  EXPECT_EQ(run({"@x.npy", "@y.npy", "--expected=sum=@x.npy"}), 0) << err;
  EXPECT_EQ(hooked, 2);
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Runner, InputsOnly) {
  nn_runner_options given{};
  given.inputs_only = 1;
  options = &given;
  auto load = [&](std::vector<std::string> arguments, auto look) {
    std::vector<char *> argv = {const_cast<char *>("adder")};
    for (std::string &argument : arguments)
      argv.push_back(argument.data());
    nn_runner *runner = nn_runner_create(&given);
    testing::internal::CaptureStderr();
    int code =
        nn_runner_parse(runner, static_cast<int>(argv.size()), argv.data());
    if (!code)
      code = nn_runner_load(runner, info);
    err = withoutFolder(testing::internal::GetCapturedStderr());
    if (!code)
      look(nn_runner_get_inputs(runner));
    nn_runner_destroy(runner);
    return code;
  };
  auto ignore = [](const nn_runner_inputs &) {};
  std::string x = folder / "x.npy", y = folder / "y.npy";
  EXPECT_EQ(load({x, y, "--rtol=0.5", "--atol=2"},
                 [](const nn_runner_inputs &inputs) {
                   EXPECT_STREQ(inputs.entry->name, "forward");
                   EXPECT_EQ(static_cast<const float *>(inputs.inputs[1])[0],
                             10);
                   EXPECT_EQ(inputs.extents[0], 3);
                   EXPECT_EQ(inputs.rtol, 0.5);
                   EXPECT_EQ(inputs.atol, 2);
                 }),
            0);
  EXPECT_EQ(load({x, y},
                 [](const nn_runner_inputs &inputs) {
                   EXPECT_EQ(inputs.rtol, 1e-5);
                   EXPECT_EQ(inputs.atol, 1e-6);
                 }),
            0);
  EXPECT_EQ(numCalls, 0);
  EXPECT_EQ(load({x}, ignore), 2);
  for (std::string option :
       {"--output=z.npy", "--expected=z.npy", "--labels=z.npy",
        "--weights=z.npy", "--repeat=2", "--threads=2", "--json"}) {
    EXPECT_EQ(load({x, y, option}, ignore), 2);
    EXPECT_EQ(err, usage("option '" + option.substr(0, option.find('=')) +
                         "' has no meaning where only inputs are read"));
  }
}

} // namespace

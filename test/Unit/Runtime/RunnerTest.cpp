//===- RunnerTest.cpp - The program around a model ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model written by hand runs through nn_runner_main with files in a
// temporary folder.
//
//===----------------------------------------------------------------------===//
#include "RunnerModel.h"

#include <limits>

using namespace nntest;
using namespace nntest::runner;

namespace {
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
  nn_model_info copies = model(false);
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

TEST_F(Runner, UnwritableOutputLeavesNothing) {
  EXPECT_EQ(run({"@x.npy", "@y.npy", "-o", "@a.npy", "-o", "@no/b.npy"}), 1);
  EXPECT_EQ(err, "adder: error: no/b.npy: cannot write: No such file or "
                 "directory\n");
  EXPECT_EQ(folder.list(), (std::set<std::string>{"x.npy", "y.npy"}));
}
} // namespace

//===- RunnerModelsTest.cpp - The program around other models -------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Models that fail, have weights or code for several processors, and programs
// that come between.
//
//===----------------------------------------------------------------------===//
#include "RunnerModel.h"

using namespace nntest;
using namespace nntest::runner;

namespace {
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
  nn_model_info other = model(false);
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
  nn_model_info several = model(false);
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

TEST_F(Runner, NamesEntryBeforeModel) {
  for (bool isNamed : {false, true}) {
    std::string program = "adder", option = "--entry=forward";
    char *argv[] = {program.data(), option.data()};
    nn_runner *runner = nn_runner_create(nullptr);
    ASSERT_EQ(nn_runner_parse(runner, isNamed ? 2 : 1, argv), 0);
    EXPECT_STREQ(nn_runner_get_entry_name(runner),
                 isNamed ? "forward" : nullptr);
    nn_runner_destroy(runner);
  }
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

//===- CheckCpuTest.cpp - Questions to the processor ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "nn/Runtime/nn_weights_bind.h"
#include "gtest/gtest.h"

#include <fstream>
#include <sstream>
#include <string>

namespace {

TEST(CheckCpu, Lists) {
  EXPECT_EQ(nnrt_check_cpu(nullptr), NN_E_INVALID_ARG);
  EXPECT_EQ(nnrt_check_cpu(""), NN_OK);
  EXPECT_EQ(nnrt_check_cpu(",,"), NN_OK);
  EXPECT_EQ(nnrt_check_cpu("sse2,cmov,+fxsr,x87,64bit"), NN_OK);
  EXPECT_EQ(nnrt_check_cpu("no-such-set,fast-gather"), NN_OK);
  EXPECT_EQ(nnrt_check_cpu("-amx-tile,-xop"), NN_OK);
}

TEST(CheckCpu, CheckedFeatures) {
  EXPECT_TRUE(nnrt_is_checked_feature("avx512vnni"));
  EXPECT_FALSE(nnrt_is_checked_feature("sse2"));
  EXPECT_FALSE(nnrt_is_checked_feature("dotprod"));
  EXPECT_TRUE(nnrt_is_checked_aarch64_feature("dotprod"));
  EXPECT_TRUE(nnrt_is_checked_aarch64_feature("i8mm"));
  EXPECT_FALSE(nnrt_is_checked_aarch64_feature("neon"));
  EXPECT_FALSE(nnrt_is_checked_aarch64_feature("fuse-aes"));
  EXPECT_FALSE(nnrt_is_checked_aarch64_feature("dotpro"));
}

TEST(CheckCpu, MatricesAreAskedForOnce) {
  uint32_t state = 0;
  nn_status status = nnrt_use_matrices(&state);
  EXPECT_EQ(status, nnrt_check_cpu(NNRT_MATRICES));
  // A system that has the registers may still not lend them.
  if (nnrt_check_cpu("amx-tile") != NN_OK)
    EXPECT_EQ(status, NN_E_CPU_UNSUPPORTED);
  EXPECT_EQ(state, status == NN_OK ? 1u : 0u);
  EXPECT_EQ(nnrt_use_matrices(&state), status);
  state = 1;
  EXPECT_EQ(nnrt_use_matrices(&state), NN_OK);
}

TEST(CpuLevel, TheFirstQuestionSettlesIt) {
  const char *features[] = {"", "no-such-set", ""};
  uint32_t state = 0;
  EXPECT_EQ(nnrt_choose_level(&state, features, 3), 2u);
  EXPECT_EQ(nnrt_choose_level(&state, features, 3), 2u);
  EXPECT_EQ(nnrt_use_level(&state, features, 3, 2), NN_OK);
  EXPECT_EQ(nnrt_use_level(&state, features, 3, 0), NN_E_INVALID_ARG);
  EXPECT_EQ(nnrt_choose_level(&state, features, 3), 2u);
}

TEST(CpuLevel, IsGiven) {
  const char *features[] = {"", ""};
  uint32_t state = 0;
  EXPECT_EQ(nnrt_use_level(&state, features, 2, 2), NN_E_INVALID_ARG);
  EXPECT_EQ(nnrt_use_level(&state, features, 2, 0), NN_OK);
  EXPECT_EQ(nnrt_choose_level(&state, features, 2), 0u);
  EXPECT_EQ(nnrt_use_level(&state, features, 2, 1), NN_E_INVALID_ARG);
}

#if defined(__x86_64__)
TEST(CpuLevel, IsOneThatTheProcessorHas) {
  const char *features[] = {"", "sse2", "fma4,amx-tile"};
  uint32_t state = 0;
  EXPECT_EQ(nnrt_use_level(&state, features, 3, 2), NN_E_CPU_UNSUPPORTED);
  EXPECT_EQ(nnrt_choose_level(&state, features, 3), 1u);
  // Where there is none, the first is as good as another.
  uint32_t none = 0;
  EXPECT_EQ(nnrt_choose_level(&none, features + 2, 1), 0u);
}

TEST(CheckCpu, NoProcessorHasBoth) {
  // AMD alone had FMA4 (until 2015), Intel alone has AMX.
  EXPECT_EQ(nnrt_check_cpu("fma4,amx-tile"), NN_E_CPU_UNSUPPORTED);
  EXPECT_EQ(nnrt_check_cpu("sse2,+amx-tile,,fma4"), NN_E_CPU_UNSUPPORTED);
}

// Linux shows a set of instructions only where it also saves its registers.
TEST(CheckCpu, AgreesWithLinux) {
  const struct {
    const char *llvm, *linuxName;
  } names[] = {{"sse3", "pni"},
               {"ssse3", "ssse3"},
               {"sse4.1", "sse4_1"},
               {"sse4.2", "sse4_2"},
               {"popcnt", "popcnt"},
               {"movbe", "movbe"},
               {"aes", "aes"},
               {"pclmul", "pclmulqdq"},
               {"avx", "avx"},
               {"f16c", "f16c"},
               {"fma", "fma"},
               {"avx2", "avx2"},
               {"bmi", "bmi1"},
               {"bmi2", "bmi2"},
               {"lzcnt", "abm"},
               {"adx", "adx"},
               {"sha", "sha_ni"},
               {"gfni", "gfni"},
               {"vaes", "vaes"},
               {"vpclmulqdq", "vpclmulqdq"},
               {"avx512f", "avx512f"},
               {"avx512dq", "avx512dq"},
               {"avx512cd", "avx512cd"},
               {"avx512bw", "avx512bw"},
               {"avx512vl", "avx512vl"},
               {"avx512ifma", "avx512ifma"},
               {"avx512vbmi", "avx512vbmi"},
               {"avx512vbmi2", "avx512_vbmi2"},
               {"avx512vnni", "avx512_vnni"},
               {"avx512bitalg", "avx512_bitalg"},
               {"avx512vpopcntdq", "avx512_vpopcntdq"},
               {"avx512bf16", "avx512_bf16"},
               {"avx512fp16", "avx512_fp16"},
               {"avx512vp2intersect", "avx512_vp2intersect"},
               {"avxvnni", "avx_vnni"},
               {"amx-tile", "amx_tile"},
               {"amx-int8", "amx_int8"},
               {"amx-bf16", "amx_bf16"},
               {"sse4a", "sse4a"},
               {"xop", "xop"},
               {"fma4", "fma4"}};
  std::ifstream in("/proc/cpuinfo");
  std::string line;
  while (std::getline(in, line) && line.rfind("flags", 0) != 0)
    ;
  if (line.rfind("flags", 0) != 0)
    GTEST_SKIP() << "no flags in /proc/cpuinfo";
  line += " ";
  for (auto [llvm, linuxName] : names) {
    bool has =
        line.find(" " + std::string(linuxName) + " ") != std::string::npos;
    EXPECT_EQ(nnrt_check_cpu(llvm) == NN_OK, has) << llvm;
  }
}
#endif

} // namespace

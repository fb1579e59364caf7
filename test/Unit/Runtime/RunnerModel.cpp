//===- RunnerModel.cpp - A model for tests of the runner ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "RunnerModel.h"
#include "nn/Runtime/nn_weights_bind.h"

#include <atomic>

namespace nntest::runner {
int numCalls;
uint32_t threadsSeen;
size_t bytesSeen;
int64_t tasksDone;
nn_status answer;
int32_t failedCheck = -1;
bool cpuIsGood;
} // namespace nntest::runner

using namespace nntest;
using namespace nntest::runner;

namespace {
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
const int32_t extentN[] = {0};
const char *const axisN[] = {"n"}, *const axesScores[] = {"n", "class"};
const char *const extentNames[] = {"n"};

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

const char *const checks[] = {"m.mlir:1:2: expected a number",
                              "expected another"};
const nn_entry_info entries[] = {
    {sizeof(nn_entry_info), 0, 0, 0, "other", nullptr, nullptr, nullptr,
     oneByte, noShapes, countCall, 0, nullptr, nullptr},
    {sizeof(nn_entry_info), 2, 2, 1, "forward", inputs, outputs, extentNames,
     workspaceSize, shapes, invoke, 2, checks, threadWorkspaceSize}};

const nn_tensor_info weightInfo[] = {
    tensor("offset", NN_F64, 0, nullptr, nullptr, nullptr)};
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
const nn_model_info weighted = [] {
  nn_model_info info = plain;
  info.num_weights = 1;
  info.weights = weightInfo;
  info.weights_bind = bindWeights;
  return info;
}();
} // namespace

const nn_model_info &nntest::runner::model(bool externalWeights) {
  return externalWeights ? weighted : plain;
}

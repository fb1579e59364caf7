//===- SequenceModel.cpp - A RASP program compiled by hand ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SequenceModel.h"
#include <cstring>

using namespace nntest;

int nntest::numCalls;
bool nntest::cpuIsGood;

namespace {
size_t smallWorkspace(const int64_t *) { return 64; }
size_t noWorkspace(const int64_t *) { return 0; }
size_t hugeWorkspace(const int64_t *) { return SIZE_MAX; }

/// [n] and, if there is a second extent, [n, L].
nn_status sameShape(const int64_t *extents, int64_t *out) {
  out[0] = extents[0];
  return NN_OK;
}
nn_status stringShape(const int64_t *extents, int64_t *out) {
  out[0] = extents[0];
  out[1] = extents[1];
  return NN_OK;
}
nn_status longerShape(const int64_t *extents, int64_t *out) {
  out[0] = extents[0];
  out[1] = extents[1] + 1;
  return NN_OK;
}
nn_status mixedShape(const int64_t *extents, int64_t *out) {
  out[0] = out[1] = extents[0];
  return NN_OK;
}
nn_status unequalShape(const int64_t *extents, int64_t *out) {
  out[0] = extents[0];
  out[1] = extents[0] + 1;
  return NN_OK;
}
nn_status staticShape(const int64_t *, int64_t *out) {
  out[0] = 3;
  out[1] = 2;
  return NN_OK;
}
nn_status noShape(const int64_t *, int64_t *) { return NN_E_SHAPE; }
nn_status hugeShape(const int64_t *, int64_t *out) {
  out[0] = INT64_MAX;
  return NN_OK;
}

#define PARAMETERS                                                             \
  const void *const *inputs, void *const *outputs, const int64_t *extents,     \
      const void *, void *workspace, size_t workspaceBytes, const nn_exec *

bool hasWorkspace(void *workspace, size_t bytes) {
  ++numCalls;
  if (bytes < 64 || reinterpret_cast<uintptr_t>(workspace) % NN_WORKSPACE_ALIGN)
    return false;
  std::memset(workspace, 0xAB, bytes);
  return true;
}

template <typename T> nn_status copy(PARAMETERS) {
  if (!hasWorkspace(workspace, workspaceBytes))
    return NN_E_WORKSPACE;
  int64_t width = sizeof(T) == 4 ? extents[1] : 1;
  std::memcpy(outputs[0], inputs[0], extents[0] * width * sizeof(T));
  return NN_OK;
}

nn_status append(PARAMETERS) {
  if (!hasWorkspace(workspace, workspaceBytes))
    return NN_E_WORKSPACE;
  const int32_t *in = static_cast<const int32_t *>(inputs[0]);
  int32_t *out = static_cast<int32_t *>(outputs[0]);
  int64_t width = extents[1];
  for (int64_t i = 0; i < extents[0]; ++i, in += width, out += width + 1) {
    std::memcpy(out, in, width * sizeof(int32_t));
    out[width] = 0;
    int64_t end = 0;
    while (out[end])
      ++end;
    out[end] = '!';
  }
  return NN_OK;
}

/// The code points that integers say, whether there are such or not.
nn_status characters(PARAMETERS) {
  if (!hasWorkspace(workspace, workspaceBytes))
    return NN_E_WORKSPACE;
  for (int64_t i = 0; i < extents[0]; ++i)
    static_cast<int32_t *>(outputs[0])[i] =
        static_cast<int32_t>(static_cast<const int64_t *>(inputs[0])[i]);
  return NN_OK;
}
nn_status characterShape(const int64_t *extents, int64_t *out) {
  out[0] = extents[0];
  out[1] = 1;
  return NN_OK;
}

/// float(token), which is of the kind that its text tells.
nn_status mixed(PARAMETERS) {
  if (!hasWorkspace(workspace, workspaceBytes))
    return NN_E_WORKSPACE;
  const int32_t *text = static_cast<const int32_t *>(inputs[0]);
  for (int64_t i = 0; i < extents[0]; ++i, text += extents[1]) {
    int8_t kind = text[0] == 'T' || text[0] == 'F' ? 0 : 1;
    for (int64_t k = 0; k < extents[1]; ++k)
      if (text[k] == '.' || text[k] == 'n' || (kind && text[k] == 'e'))
        kind = 2;
    static_cast<int8_t *>(outputs[1])[i] = kind;
    static_cast<double *>(outputs[0])[i] =
        static_cast<const double *>(inputs[1])[i];
  }
  return NN_OK;
}

nn_status refuseLarge(PARAMETERS) {
  nn_status status = copy<int64_t>(inputs, outputs, extents, nullptr, workspace,
                                   workspaceBytes, nullptr);
  for (int64_t i = 0; i < extents[0]; ++i)
    if (static_cast<const int64_t *>(inputs[0])[i] > 9)
      return NN_E_INDEX;
  return status;
}

nn_status staticCopy(PARAMETERS) {
  const int64_t threeByTwo[] = {3, 2};
  (void)extents;
  return copy<int32_t>(inputs, outputs, threeByTwo, nullptr, workspace,
                       workspaceBytes, nullptr);
}

const int64_t dynamic[] = {-1, -1}, threeByTwo[] = {3, 2};
const int32_t extentsNL[] = {0, 1}, extentsN[] = {0, 0}, none[] = {-1, -1};
const int32_t extentsOut[] = {7};
const char *const extentNames[] = {"n", "L"};

nn_tensor_info tensor(const char *name, nn_dtype dtype,
                      const int32_t *extents = extentsNL,
                      const int64_t *shape = dynamic) {
  return {sizeof(nn_tensor_info),
          dtype,
          name,
          dtype == NN_I32 ? 2 : 1,
          shape,
          extents,
          nullptr};
}

const nn_tensor_info strIn = tensor("tokens_str", NN_I32);
const nn_tensor_info intIn = tensor("tokens_int", NN_I64);
const nn_tensor_info floatIn = tensor("tokens_float", NN_F64);
const nn_tensor_info boolIn = tensor("tokens_bool", NN_BOOL);
const nn_tensor_info asisStr = tensor("tokens_asis", NN_I32);
const nn_tensor_info asisInt = tensor("tokens_asis", NN_I64);
const nn_tensor_info asisFloat = tensor("tokens_asis", NN_F64);
const nn_tensor_info asisBool = tensor("tokens_asis", NN_BOOL);
const nn_tensor_info staticIn = tensor("tokens_str", NN_I32, none, threeByTwo);
const nn_tensor_info squareIn = tensor("tokens_str", NN_I32, extentsN);
const nn_tensor_info mixedIn[] = {strIn, floatIn};
const nn_tensor_info otherIn = tensor("tokens", NN_I64);
const nn_tensor_info wrongTypeIn = tensor("tokens_int", NN_F64);
const nn_tensor_info wrongExtentIn = tensor("tokens_int", NN_I64, extentsOut);

const nn_tensor_info strOut = tensor("value", NN_I32, none);
const nn_tensor_info intOut = tensor("value", NN_I64, none);
const nn_tensor_info floatOut = tensor("value", NN_F64, none);
const nn_tensor_info boolOut = tensor("value", NN_BOOL, none);
const nn_tensor_info mixedOut[] = {floatOut, tensor("kind", NN_I8, none)};
const nn_tensor_info wrongKindOut[] = {intOut, tensor("kind", NN_I8, none)};

using Invoke = nn_status (*)(PARAMETERS);
using Shapes = nn_status (*)(const int64_t *, int64_t *);

nn_entry_info entry(const char *name, const nn_tensor_info *inputs,
                    uint32_t numInputs, const nn_tensor_info *outputs,
                    uint32_t numOutputs, uint32_t numExtents, Shapes shapes,
                    Invoke invoke,
                    size_t (*workspace)(const int64_t *) = smallWorkspace) {
  return {sizeof(nn_entry_info),
          numInputs,
          numOutputs,
          numExtents,
          name,
          inputs,
          outputs,
          extentNames,
          workspace,
          shapes,
          invoke,
          0,
          nullptr,
          nullptr};
}

const nn_entry_info entries[] = {
    entry("int", &intIn, 1, &intOut, 1, 1, sameShape, copy<int64_t>),
    entry("float", &floatIn, 1, &floatOut, 1, 1, sameShape, copy<double>),
    entry("bool", &boolIn, 1, &boolOut, 1, 1, sameShape, copy<bool>),
    entry("asis_int", &asisInt, 1, &intOut, 1, 1, sameShape, copy<int64_t>),
    entry("asis_float", &asisFloat, 1, &floatOut, 1, 1, sameShape,
          copy<double>),
    entry("asis_bool", &asisBool, 1, &boolOut, 1, 1, sameShape, copy<bool>),
    entry("asis_str", &asisStr, 1, &strOut, 1, 2, stringShape, copy<int32_t>),
    entry("bits", &intIn, 1, &floatOut, 1, 1, sameShape, copy<int64_t>),
    entry("mixed", mixedIn, 2, mixedOut, 2, 2, mixedShape, mixed),
    entry("append", &strIn, 1, &strOut, 1, 2, longerShape, append),
    entry("characters", &intIn, 1, &strOut, 1, 1, characterShape, characters),
    entry("small", &intIn, 1, &intOut, 1, 1, sameShape, refuseLarge),
    entry("static", &staticIn, 1, &strOut, 1, 0, staticShape, staticCopy),
    entry("square", &squareIn, 1, &boolOut, 1, 1, sameShape, copy<bool>),
    entry("unshaped", &intIn, 1, &intOut, 1, 1, noShape, copy<int64_t>),
    entry("unequal", mixedIn, 2, mixedOut, 2, 2, unequalShape, mixed),
    entry("huge_output", &intIn, 1, &intOut, 1, 1, hugeShape, copy<int64_t>),
    entry("no_workspace", &intIn, 1, &intOut, 1, 1, sameShape, copy<int64_t>,
          noWorkspace),
    entry("huge_workspace", &intIn, 1, &intOut, 1, 1, sameShape, copy<int64_t>,
          hugeWorkspace),
    // Not as in a RASP program.
    entry("other_input", &otherIn, 1, &intOut, 1, 1, sameShape, copy<int64_t>),
    entry("wrong_type", &wrongTypeIn, 1, &intOut, 1, 1, sameShape,
          copy<int64_t>),
    entry("wrong_extent", &wrongExtentIn, 1, &intOut, 1, 1, sameShape,
          copy<int64_t>),
    entry("lost_extent", &intIn, 1, &intOut, 1, 2, sameShape, copy<int64_t>),
    entry("no_output", &intIn, 1, nullptr, 0, 1, sameShape, copy<int64_t>),
    entry("wrong_output", &intIn, 1, &intIn, 1, 1, sameShape, copy<int64_t>),
    entry("wrong_kind", &intIn, 1, wrongKindOut, 2, 1, sameShape,
          copy<int64_t>),
    entry("str", &strIn, 1, &strOut, 1, 2, stringShape, copy<int32_t>)};
const uint32_t numEntries = sizeof(entries) / sizeof(entries[0]);

nn_status checkCpu() { return cpuIsGood ? NN_OK : NN_E_CPU_UNSUPPORTED; }
} // namespace

nn_model_info nntest::makeModel() {
  nn_model_info info{};
  info.struct_size = sizeof(info);
  info.abi_version = NN_ABI_VERSION;
  info.name = "same";
  info.target = "x86_64-linux";
  info.cpu = "generic";
  info.features = "sse2";
  info.num_entries = numEntries;
  info.entries = entries;
  info.check_cpu = checkCpu;
  return info;
}

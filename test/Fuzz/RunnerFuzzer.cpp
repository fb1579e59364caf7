//===- RunnerFuzzer.cpp - Command lines of compiled models ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is a command line, one argument a line, and behind a 0 the bytes of
// the file `fuzz`. The program around a model runs it in a folder with a few
// more files and ends with one of its exit codes; what it prints as JSON is
// JSON, with that exit code.
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "nn/Runtime/nn_npy.h"
#include "nn/Runtime/nn_runner.h"
#include "nn/Runtime/nn_weights_bind.h"
#include "llvm/Support/JSON.h"
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>
#ifdef NN_FUZZ
#include "TokenMutator.h"
#endif

using nnfuzz::expect;

//===----------------------------------------------------------------------===//
// The model: sum[n] = x[n] + offset and scores[n, 2] = [x, y]; and two entries
// without run-time extents, flags[2] = counts[2] > 0 and same[2] = h[2], of
// which b[2] is checked and not used.
//===----------------------------------------------------------------------===//

namespace {
size_t workspaceSize(const int64_t *) { return 1; }

nn_status forwardShapes(const int64_t *extents, int64_t *shapes) {
  shapes[0] = shapes[1] = extents[0];
  shapes[2] = 2;
  return NN_OK;
}

nn_status forward(const void *const *inputs, void *const *outputs,
                  const int64_t *extents, const void *weights, void *, size_t,
                  const nn_exec *) {
  float offset = 0;
  if (weights)
    std::memcpy(&offset, static_cast<const void *const *>(weights)[1],
                sizeof(offset));
  const float *x = static_cast<const float *>(inputs[0]);
  const double *y = static_cast<const double *>(inputs[1]);
  for (int64_t i = 0; i < extents[0]; ++i) {
    static_cast<float *>(outputs[0])[i] = x[i] + offset;
    static_cast<float *>(outputs[1])[2 * i] = x[i];
    static_cast<float *>(outputs[1])[2 * i + 1] = static_cast<float>(y[i]);
  }
  return NN_OK;
}

nn_status flagsShapes(const int64_t *, int64_t *shapes) {
  shapes[0] = 2;
  return NN_OK;
}

nn_status flags(const void *const *inputs, void *const *outputs,
                const int64_t *, const void *, void *, size_t,
                const nn_exec *) {
  for (int i = 0; i < 2; ++i)
    static_cast<uint8_t *>(outputs[0])[i] =
        static_cast<const int64_t *>(inputs[0])[i] > 0;
  return NN_OK;
}

nn_status halves(const void *const *inputs, void *const *outputs,
                 const int64_t *, const void *, void *, size_t,
                 const nn_exec *) {
  std::memcpy(outputs[0], inputs[0], 2 * sizeof(uint16_t));
  return NN_OK;
}

const int64_t shapeN[] = {-1}, shapeN2[] = {-1, 2}, shape2[] = {2};
const int32_t extentN[] = {0}, noExtents[] = {-1, -1};
const char *const extentNames[] = {"n"}, *const axes[] = {"n", "class"};

nn_tensor_info tensor(const char *name, nn_dtype dtype, int64_t rank,
                      const int64_t *shape, const int32_t *extent) {
  return {sizeof(nn_tensor_info), dtype, name, rank, shape, extent, axes};
}

const nn_tensor_info forwardInputs[] = {
    tensor("x", NN_F32, 1, shapeN, extentN),
    tensor("y", NN_F64, 1, shapeN, extentN)};
const nn_tensor_info forwardOutputs[] = {
    tensor("sum", NN_F32, 1, shapeN, noExtents),
    tensor("scores", NN_F32, 2, shapeN2, noExtents)};
const nn_tensor_info flagsInputs[] = {
    tensor("counts", NN_I64, 1, shape2, noExtents)};
const nn_tensor_info flagsOutputs[] = {
    tensor("flags", NN_BOOL, 1, shape2, noExtents)};
const nn_tensor_info halvesInputs[] = {
    tensor("h", NN_F16, 1, shape2, noExtents),
    tensor("b", NN_BF16, 1, shape2, noExtents)};
const nn_tensor_info halvesOutputs[] = {
    tensor("same", NN_F16, 1, shape2, noExtents)};
const nn_entry_info entries[] = {
    {sizeof(nn_entry_info), 2, 2, 1, "forward", forwardInputs, forwardOutputs,
     extentNames, workspaceSize, forwardShapes, forward, 0, nullptr, nullptr},
    {sizeof(nn_entry_info), 1, 1, 0, "flags", flagsInputs, flagsOutputs,
     nullptr, workspaceSize, flagsShapes, flags, 0, nullptr, nullptr},
    {sizeof(nn_entry_info), 2, 1, 0, "halves", halvesInputs, halvesOutputs,
     nullptr, workspaceSize, flagsShapes, halves, 0, nullptr, nullptr}};
const nn_tensor_info weightInfo[] = {
    tensor("offset", NN_F32, 0, nullptr, nullptr)};

nn_model_info makeModel(bool weighted) {
  nn_model_info info{};
  info.struct_size = sizeof(info);
  info.abi_version = NN_ABI_VERSION;
  info.name = "adder";
  info.target = "none";
  info.cpu = "any";
  info.features = "";
  info.num_entries = 3;
  info.entries = entries;
  info.num_weights = weighted;
  info.weights = weighted ? weightInfo : nullptr;
  info.check_cpu = [] { return nn_status(NN_OK); };
  if (weighted)
    info.weights_bind = [](const void *base, size_t bytes, void *weights) {
      nn_model_info model = makeModel(true);
      return nnrt_weights_bind(&model, base, bytes,
                               static_cast<nn_weights *>(weights));
    };
  return info;
}

//===----------------------------------------------------------------------===//
// The folder and the standard output
//===----------------------------------------------------------------------===//

using Files = std::map<std::string, std::string>;

/// The bytes of a .npy file.
template <typename T>
std::string npy(nn_dtype dtype, std::vector<int64_t> shape,
                std::vector<T> values) {
  char error[256];
  const char *path = "made.npy";
  expect(nn_npy_write(path, dtype, static_cast<int>(shape.size()), shape.data(),
                      values.data(), error, sizeof(error)) == NN_NPY_OK,
         "a file to be made");
  std::string bytes(4096, 0);
  int file = open(path, O_RDONLY);
  bytes.resize(::read(file, bytes.data(), bytes.size()));
  close(file);
  unlink(path);
  return bytes;
}

std::string safetensors(const std::string &header, const std::string &data) {
  std::string bytes(8, 0);
  bytes[0] = static_cast<char>(header.size());
  return bytes + header + data;
}

Files makeFiles() {
  return {
      {"x", npy<float>(NN_F32, {3}, {1, -2, 3})},
      {"y", npy<double>(NN_F64, {3}, {0, 5, 1e300})},
      {"sum", npy<double>(NN_F64, {3}, {1, -2, 3.25})},
      {"scores", npy<float>(NN_F32, {3, 2}, {1, 0, -2, 5, 3, 7})},
      {"labels", npy<int8_t>(NN_I8, {3}, {0, 1, 1})},
      {"h", npy<uint16_t>(NN_F16, {2}, {0x3c00, 0x7e01})},
      {"b", npy<uint16_t>(NN_BF16, {2}, {0x3f80, 0x0001})},
      {"counts", npy<int64_t>(NN_I64, {2}, {4, -4})},
      {"weights",
       safetensors(
           R"({"offset":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})",
           std::string("\0\0\x80\x3f", 4))},
  };
}

/// A folder that goes away with the process.
class Folder {
public:
  Folder() : outside(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    path = nnfuzz::getTemporaryPrefix() + "XXXXXX";
    expect(mkdtemp(path.data()) && outside >= 0, "a folder");
    enter();
    files = makeFiles();
    leave();
  }
  ~Folder() {
    clear();
    rmdir(path.c_str());
    close(outside);
  }

  /// Makes it the current folder, and the one from before.
  void enter() { expect(chdir(path.c_str()) == 0, "to enter the folder"); }
  void leave() { expect(fchdir(outside) == 0, "to leave the folder"); }

  /// Leaves nothing but the files of every run and `fuzz`.
  void prepare(const std::string &fuzzed) {
    clear();
    for (const auto &[name, bytes] : files)
      write(name, bytes);
    write("fuzz", fuzzed);
  }

private:
  static void write(const std::string &name, const std::string &bytes) {
    int file = open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    expect(file >= 0 && ::write(file, bytes.data(), bytes.size()) ==
                            static_cast<ssize_t>(bytes.size()),
           "a file to be written");
    close(file);
  }

  void clear() {
    if (DIR *folder = opendir(path.c_str())) {
      while (dirent *entry = readdir(folder))
        unlink((path + "/" + entry->d_name).c_str());
      closedir(folder);
    }
  }

  int outside;
  std::string path;
  Files files;
};

/// What the program prints.
class StandardOutput {
public:
  StandardOutput() : file(memfd_create("output", MFD_CLOEXEC)) {
    expect(file >= 0 && dup2(file, STDOUT_FILENO) >= 0, "a standard output");
  }
  std::string take() {
    std::fflush(stdout);
    off_t size = lseek(file, 0, SEEK_CUR);
    std::string text(size, 0);
    expect(pread(file, text.data(), size, 0) == size, "the output");
    expect(ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0,
           "an empty output");
    return text;
  }

private:
  int file;
};
} // namespace

static void checkOutput(const std::string &text, int code) {
  expect(code >= NN_EXIT_GOOD && code <= NN_EXIT_LIMIT, "a known exit code");
  if (text.empty() || text[0] != '{')
    return;
  llvm::Expected<llvm::json::Value> json = llvm::json::parse(text);
  if (!json) {
    llvm::errs() << text << llvm::toString(json.takeError()) << "\n";
    expect(false, "JSON");
  }
  const llvm::json::Object *object = json->getAsObject();
  expect(object && object->getInteger("exit_code") == code,
         "the exit code in JSON");
  const llvm::json::Array *errors = object->getArray("errors");
  expect(errors && errors->empty() == (code == NN_EXIT_GOOD),
         "errors in JSON if and only if it failed");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Folder folder;
  static StandardOutput output;
  std::string_view text(reinterpret_cast<const char *>(data), size);
  std::string_view lines = text.substr(0, text.find('\0'));
  std::string_view fuzzed = text.substr(std::min(size, lines.size() + 1));
  // The program writes files: nothing leaves the folder.
  if (lines.find('/') != std::string_view::npos)
    return -1;
  std::vector<std::string> arguments = {"adder"};
  while (!lines.empty()) {
    std::string_view line = lines.substr(0, lines.find('\n'));
    arguments.emplace_back(line);
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
  }
  for (bool weighted : {false, true}) {
    std::vector<char *> argv;
    for (std::string &argument : arguments)
      argv.push_back(argument.data());
    argv.push_back(nullptr);
    nn_model_info model = makeModel(weighted);
    folder.enter();
    folder.prepare(std::string(fuzzed));
    int code = nn_runner_main(&model, static_cast<int>(arguments.size()),
                              argv.data(), nullptr);
    folder.leave();
    checkOutput(output.take(), code);
  }
  return 0;
}

#ifdef NN_FUZZ
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  return nnfuzz::mutateText(data, size, maxSize, seed);
}
#endif

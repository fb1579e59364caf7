//===- SequenceFuzzer.cpp - Sequences as text -----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is a sequence for a RASP program. It is read or refused with a
// reason; what is read is converted for s-ops that give their inputs back, and
// their JSON says what was read. Then each line of the input goes through the
// whole program: as many lines come out, and they are JSON if asked for.
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "nn/Runtime/nn_sequence.h"
#include "llvm/Support/JSON.h"
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

using nnfuzz::expect;

//===----------------------------------------------------------------------===//
// The model: an s-op for each kind of input
//===----------------------------------------------------------------------===//

namespace {
size_t workspaceSize(const int64_t *) { return 1; }

nn_status shapes(const int64_t *extents, int64_t *shapes) {
  shapes[0] = extents[0];
  return NN_OK;
}
nn_status stringShapes(const int64_t *extents, int64_t *shapes) {
  shapes[0] = extents[0];
  shapes[1] = extents[1];
  return NN_OK;
}

template <typename T>
nn_status copy(const void *const *inputs, void *const *outputs,
               const int64_t *extents, const void *, void *, size_t,
               const nn_exec *) {
  int64_t width = sizeof(T) == sizeof(int32_t) ? extents[1] : 1;
  std::memcpy(outputs[0], inputs[0], extents[0] * width * sizeof(T));
  return NN_OK;
}

const int64_t dynamic[] = {-1, -1};
const int32_t extents[] = {0, 1}, noExtents[] = {-1, -1};
const char *const extentNames[] = {"n", "L"};

nn_tensor_info tensor(const char *name, nn_dtype dtype, const int32_t *extent) {
  return {sizeof(nn_tensor_info),
          dtype,
          name,
          dtype == NN_I32 ? 2 : 1,
          dynamic,
          extent,
          nullptr};
}

const nn_dtype types[] = {NN_I32, NN_I64, NN_F64,  NN_BOOL,
                          NN_I32, NN_I64, NN_BOOL, NN_F64};
const char *const names[] = {"tokens_str",  "tokens_int",  "tokens_float",
                             "tokens_bool", "tokens_asis", "tokens_asis",
                             "tokens_asis", "tokens_asis"};
enum { NumSops = 8, Asis = 4 };

struct Model {
  Model() {
    for (int i = 0; i < NumSops; ++i) {
      bool strings = types[i] == NN_I32;
      inputs[i] = tensor(names[i], types[i], extents);
      outputs[i] = tensor("value", types[i], noExtents);
      entries[i] = {sizeof(nn_entry_info),
                    1,
                    1,
                    strings ? 2u : 1u,
                    names[i],
                    &inputs[i],
                    &outputs[i],
                    extentNames,
                    workspaceSize,
                    strings ? stringShapes : shapes,
                    strings               ? copy<int32_t>
                    : types[i] == NN_BOOL ? copy<uint8_t>
                                          : copy<int64_t>,
                    0,
                    nullptr,
                    nullptr};
    }
    info.struct_size = sizeof(info);
    info.abi_version = NN_ABI_VERSION;
    info.name = "same";
    info.num_entries = NumSops;
    info.entries = entries;
    for (int i = 0; i < NumSops; ++i)
      expect(nn_sop_create(&sops[i], &info, &entries[i], nullptr, error,
                           sizeof(error)) == NN_EXIT_GOOD,
             "an s-op");
  }
  ~Model() {
    for (nn_sop *sop : sops)
      nn_sop_destroy(sop);
  }

  nn_tensor_info inputs[NumSops], outputs[NumSops];
  nn_entry_info entries[NumSops];
  nn_model_info info{};
  nn_sop *sops[NumSops];
  char error[NN_SEQUENCE_ERROR_BYTES];
};

/// A file in memory, which the program reads or writes.
class File {
public:
  File() : file(memfd_create("sequences", MFD_CLOEXEC)) {
    expect(file >= 0, "a file");
  }
  void becomeOutput() {
    expect(dup2(file, STDOUT_FILENO) >= 0, "a standard output");
  }
  std::string getPath() const {
    return "/proc/self/fd/" + std::to_string(file);
  }
  void write(std::string_view text) {
    take();
    expect(::write(file, text.data(), text.size()) ==
               static_cast<ssize_t>(text.size()),
           "a file to be written");
  }
  std::string take() {
    off_t size = lseek(file, 0, SEEK_END);
    std::string text(size, 0);
    expect(pread(file, text.data(), size, 0) == size, "the file");
    expect(ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0,
           "an empty file");
    return text;
  }

private:
  int file;
};
} // namespace

//===----------------------------------------------------------------------===//
// What has to hold
//===----------------------------------------------------------------------===//

static void checkReason(const char *reason) {
  expect(*reason && !std::strchr(reason, '\n'), "a reason of one line");
  expect(llvm::json::isUTF8(reason), "a reason in UTF-8");
}

static void checkSequence(const nn_sequence &sequence) {
  expect(sequence.count > 0, "a token");
  for (size_t i = 0; i < sequence.count; ++i) {
    const nn_token &token = sequence.tokens[i];
    if (token.type == NN_TOKEN_BOOL)
      expect(token.value.integer == 0 || token.value.integer == 1, "a boolean");
    if (token.type == NN_TOKEN_STR)
      expect(token.value.first + token.length <= sequence.num_points,
             "a string among the code points");
  }
  for (size_t i = 0; i < sequence.num_points; ++i)
    expect(sequence.points[i] > 0 && sequence.points[i] <= 0x10FFFF,
           "code points");
}

/// Whether an element of the JSON of an s-op says what is in its input.
static bool isElement(const llvm::json::Value &element, const nn_sop *sop,
                      nn_dtype dtype, size_t at) {
  nn_sop_tensors tensors = nn_sop_get_tensors(sop);
  const void *data = tensors.inputs[0];
  if (dtype == NN_I64)
    return element.getAsInteger() == static_cast<const int64_t *>(data)[at];
  if (dtype == NN_BOOL)
    return element.getAsBoolean() ==
           (static_cast<const uint8_t *>(data)[at] != 0);
  if (dtype == NN_F64) {
    double value = static_cast<const double *>(data)[at];
    return std::isfinite(value) ? element.getAsNumber() == value
                                : element.kind() == llvm::json::Value::Null;
  }
  auto text = element.getAsString();
  const int32_t *points =
      static_cast<const int32_t *>(data) + at * tensors.extents[1];
  // Every byte of UTF-8 but those that continue a character starts one.
  int64_t length = 0, count = 0;
  while (length < tensors.extents[1] && points[length])
    ++length;
  for (char byte : text.value_or(""))
    count += (byte & 0xC0) != 0x80;
  return text && count == length;
}

static void checkSop(Model &model, int index, const nn_sequence &sequence) {
  nn_sop *sop = model.sops[index];
  char error[NN_SEQUENCE_ERROR_BYTES];
  int code = nn_sop_set_input(sop, &sequence, error, sizeof(error));
  expect(code == NN_EXIT_GOOD || code == NN_EXIT_INPUT, "a known exit code");
  if (code) {
    checkReason(error);
    expect(types[index] != NN_BOOL || index >= Asis, "a boolean of any token");
    return;
  }
  const char *text = nullptr;
  size_t bytes = 0;
  expect(nn_sop_call(sop, error, sizeof(error)) == NN_EXIT_GOOD &&
             nn_sop_format(sop, 0, &text, &bytes, error, sizeof(error)) ==
                 NN_EXIT_GOOD,
         "a result");
  expect(bytes > 3 && text[0] == '[' && text[bytes - 1] == ')',
         "a sequence with its type");
  expect(nn_sop_format(sop, 1, &text, &bytes, error, sizeof(error)) ==
             NN_EXIT_GOOD,
         "a result");
  llvm::Expected<llvm::json::Value> json =
      llvm::json::parse(llvm::StringRef(text, bytes));
  if (!json) {
    llvm::errs() << text << llvm::toString(json.takeError()) << "\n";
    expect(false, "JSON");
  }
  const llvm::json::Array *array = json->getAsArray();
  expect(array && array->size() == sequence.count, "an element for each token");
  for (size_t i = 0; i < sequence.count; ++i)
    expect(isElement((*array)[i], sop, types[index], i),
           "the elements of the input");
}

static size_t countLines(std::string_view text) {
  size_t count = 0;
  for (char byte : text)
    count += byte == '\n';
  return count;
}

static void checkProgram(Model &model, std::string_view text,
                         std::vector<std::string> arguments, bool json) {
  static File input, output;
  output.becomeOutput();
  input.write(text);
  arguments.insert(arguments.begin(), "same");
  arguments.push_back("--input=" + input.getPath());
  std::vector<char *> argv;
  for (std::string &argument : arguments)
    argv.push_back(argument.data());
  argv.push_back(nullptr);
  int code = nn_sequence_main(&model.info, static_cast<int>(arguments.size()),
                              argv.data(), nullptr);
  expect(code == NN_EXIT_GOOD || code == NN_EXIT_INPUT, "a known exit code");
  std::string printed = output.take();
  size_t unended = !text.empty() && text.back() != '\n';
  expect(countLines(printed) == countLines(text) + unended,
         "a line for each line");
  bool errors = false;
  for (std::string_view rest = printed; !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    if (!json) {
      errors |= line.substr(0, 7) == "error: ";
      continue;
    }
    llvm::Expected<llvm::json::Value> value = llvm::json::parse(line);
    if (!value) {
      llvm::errs() << line << llvm::toString(value.takeError()) << "\n";
      expect(false, "a line of JSON");
    }
    errors |= value->getAsObject() != nullptr;
  }
  expect(errors == (code != NN_EXIT_GOOD), "the exit code to tell of errors");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Model model;
  std::string_view text(reinterpret_cast<const char *>(data), size);
  char error[NN_SEQUENCE_ERROR_BYTES];
  nn_sequence sequence{};
  int code = nn_sequence_parse(&sequence, text.data(), text.size(), error,
                               sizeof(error));
  expect(code == NN_EXIT_GOOD || code == NN_EXIT_INPUT, "a known exit code");
  if (code) {
    checkReason(error);
  } else {
    checkSequence(sequence);
    for (int i = 0; i < NumSops; ++i)
      checkSop(model, i, sequence);
  }
  nn_sequence_free(&sequence);
  checkProgram(model, text, {"--sop=tokens_int"}, false);
  checkProgram(model, text, {"--sop=tokens_str", "--json"}, true);
  return 0;
}

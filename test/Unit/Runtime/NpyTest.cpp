//===- NpyTest.cpp - Reading and writing .npy files -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "TestFiles.h"
#include "nn/Runtime/nn_npy.h"
#include "gtest/gtest.h"

#include <random>
#include <sys/stat.h>
#include <vector>

using namespace nntest;

namespace {

std::string npy(const std::string &dictionary, const std::string &data = "",
                char version = 1) {
  std::string file = "\x93NUMPY";
  file += {version, '\0'};
  for (unsigned i = 0; i < (version == 1 ? 2u : 4u); ++i)
    file += static_cast<char>(dictionary.size() >> 8 * i);
  return file + dictionary + data;
}

std::string dict(const std::string &descr, const std::string &shape,
                 const std::string &order = "False") {
  return "{'descr': '" + descr + "', 'fortran_order': " + order +
         ", 'shape': " + shape + ", }";
}

/// The error of a header, "" for a good one.
std::string parse(const std::string &file, nn_npy_header *header = nullptr,
                  nn_npy_result expected = NN_NPY_BAD) {
  Block block(file);
  nn_npy_header own;
  char error[256] = "";
  nn_npy_result result = nn_npy_parse_header(
      block.data(), block.size(), header ? header : &own, error, sizeof(error));
  EXPECT_EQ(result != NN_NPY_OK, error[0] != 0);
  if (result) {
    EXPECT_EQ(result, expected) << error;
  }
  return error;
}

std::string malformed(const std::string &dictionary) {
  std::string error = parse(npy(dictionary));
  const std::string start = "malformed header: ";
  return error.rfind(start, 0) == 0 ? error.substr(start.size()) : error;
}

TEST(Npy, Headers) {
  nn_npy_header h;
  EXPECT_EQ(parse(npy(dict("<f4", "(2, 3)") + "   \n"), &h), "");
  EXPECT_EQ(h.dtype, NN_F32);
  EXPECT_EQ(h.rank, 2);
  EXPECT_EQ(h.shape[1], 3);
  EXPECT_EQ(h.elements, 6u);
  EXPECT_EQ(h.data_bytes, 24u);
  EXPECT_EQ(h.header_bytes, 10 + dict("<f4", "(2, 3)").size() + 4);
  EXPECT_FALSE(h.fortran_order);
  // White space, quotes and order are free; the last comma is, too.
  EXPECT_EQ(parse(npy("{\n\"shape\" :( 5 ,),'fortran_order':True ,"
                      "'descr':\"|i1\"}",
                      "", 2),
                  &h),
            "");
  EXPECT_TRUE(h.fortran_order);
  EXPECT_EQ(h.dtype, NN_I8);
  EXPECT_EQ(h.rank, 1);
  EXPECT_EQ(parse(npy(dict("<i8", "()"), "", 3), &h), "");
  EXPECT_EQ(h.rank, 0);
  EXPECT_EQ(h.elements, 1u);
  const struct {
    const char *descr;
    nn_dtype dtype;
  } types[] = {{"<f4", NN_F32}, {"<f8", NN_F64},  {"|i1", NN_I8},
               {"<i1", NN_I8},  {">i1", NN_I8},   {"<i2", NN_I16},
               {"<i4", NN_I32}, {"<i8", NN_I64},  {"|b1", NN_BOOL},
               {"<f2", NN_F16}, {"<V2", NN_BF16}, {"|V2", NN_BF16}};
  for (auto [descr, dtype] : types) {
    EXPECT_EQ(parse(npy(dict(descr, "(0,)")), &h), "") << descr;
    EXPECT_EQ(h.dtype, dtype) << descr;
  }
}

TEST(Npy, Types) {
  EXPECT_EQ(parse(npy(dict(">f4", "(1,)"))),
            "element type '>f4' is big endian; write it with a.astype('<f4')");
  EXPECT_EQ(parse(npy(dict(">f2", "(1,)"))),
            "element type '>f2' is big endian; write it with a.astype('<f2')");
  for (const char *descr : {"|f2", ">V2", "|V4", "<u4", "|u1", "<c8", "|S3",
                            "<U4", "|f4", "=f4", "f4", "", "<", "|O"})
    EXPECT_EQ(parse(npy(dict(descr, "(1,)"))),
              "element type '" + std::string(descr) +
                  "' is not supported; expected one of f2, f4, f8, i1, i2, "
                  "i4, i8, b1, V2 (bf16) in little endian");
  EXPECT_EQ(malformed("{'descr': [('a', '<f4')], }"),
            "structured element types are not supported");
}

TEST(Npy, MalformedHeaders) {
  EXPECT_EQ(parse(""), "not a .npy file");
  EXPECT_EQ(parse("\x93NUMPY\x01"), "not a .npy file");
  EXPECT_EQ(parse("PK\x03\x04 an archive"), "not a .npy file");
  EXPECT_EQ(parse(npy("{}", "", 4)),
            "version 4.0 of the format is not supported");
  EXPECT_EQ(parse(npy("{}", "", 2).substr(0, 11)),
            "the file ends in its header");
  EXPECT_EQ(parse(npy(dict("<f4", "(1,)")).substr(0, 30)),
            "the file ends in its header");
  EXPECT_EQ(parse(npy(std::string(65537, ' '), "", 2)),
            "a header of 65537 bytes; at most 65536 are supported");
  EXPECT_EQ(malformed(""), "expected a dictionary");
  EXPECT_EQ(malformed("{}"), "expected 'descr', 'fortran_order' and 'shape'");
  EXPECT_EQ(malformed("{'descr': '<f4', 'shape': ()}"),
            "expected 'descr', 'fortran_order' and 'shape'");
  EXPECT_EQ(malformed("{descr: 1}"), "expected a key as a string");
  EXPECT_EQ(malformed("{'descr"), "a key does not end");
  EXPECT_EQ(malformed("{'extra': 1}"), "unknown key 'extra'");
  EXPECT_EQ(malformed("{'" + std::string(100, 'x') + "': 1}"),
            "a key is not a known string");
  EXPECT_EQ(malformed("{'shape': (), 'shape': ()}"),
            "key 'shape' occurs twice");
  EXPECT_EQ(malformed("{'descr' '<f4'}"), "expected ':' after 'descr'");
  EXPECT_EQ(malformed("{'descr': 1}"),
            "expected the value of 'descr' as a string");
  EXPECT_EQ(malformed("{'fortran_order': 0}"),
            "expected True or False as 'fortran_order'");
  EXPECT_EQ(malformed("{'descr': '<f4' 'shape': ()}"), "expected ',' or '}'");
  EXPECT_EQ(malformed(dict("<f4", "()") + " x"), "text behind the dictionary");
}

TEST(Npy, Shapes) {
  auto shape = [](const std::string &text) {
    return malformed(dict("<f4", text));
  };
  EXPECT_EQ(shape("(1,2,3,4,5,6,7,8)"), "");
  EXPECT_EQ(shape("(1,2,3,4,5,6,7,8,9)"), "more than 8 dimensions");
  EXPECT_EQ(shape("[1]"), "expected a tuple as 'shape'");
  EXPECT_EQ(shape("(3)"), "'shape' is not a tuple");
  EXPECT_EQ(shape("(1 2)"), "expected ',' or ')' in 'shape'");
  EXPECT_EQ(malformed("{'shape': (1"), "expected ',' or ')' in 'shape'");
  for (const char *bad : {"(,)", "(-1,)", "(1,,2)", "(x,)", "(1.5,)"})
    EXPECT_NE(shape(bad), "") << bad;
  EXPECT_EQ(shape("(01,)"), "an extent of 'shape' starts with 0");
  EXPECT_EQ(shape("(9223372036854775808,)"),
            "an extent of 'shape' does not fit into 64 bits");
  const std::string tooLarge = "the size of the array does not fit into memory";
  for (const char *large : {"(9223372036854775807,)", "(4294967296,4294967296)",
                            "(4294967296,4294967296,0)"})
    EXPECT_EQ(parse(npy(dict("<f8", large)), nullptr, NN_NPY_LIMIT), tooLarge)
        << large;
  EXPECT_EQ(shape("(4294967296,0)"), "");
}

TEST(Npy, Sizes) {
  const int64_t shape[] = {3, 0, 2}, negative[] = {2, -1};
  size_t elements = 9, bytes = 9;
  EXPECT_TRUE(nn_npy_size(NN_F64, 1, shape, &elements, &bytes));
  EXPECT_EQ(elements, 3u);
  EXPECT_EQ(bytes, 24u);
  EXPECT_TRUE(nn_npy_size(NN_F64, 3, shape, &elements, nullptr));
  EXPECT_EQ(elements, 0u);
  EXPECT_FALSE(nn_npy_size(NN_F64, 2, negative, nullptr, nullptr));
  EXPECT_STREQ(nn_npy_dtype_name(NN_BOOL), "bool");
  EXPECT_STREQ(nn_npy_dtype_name(static_cast<nn_dtype>(0)), "?");
  EXPECT_EQ(nn_npy_dtype_bytes(static_cast<nn_dtype>(10)), 0u);
}

class NpyFile : public testing::Test {
protected:
  ~NpyFile() override { nn_npy_free(&array); }

  /// Reads the bytes as a file; answers the error behind "FILE: ".
  std::string read(const std::string &bytes,
                   nn_npy_result expected = NN_NPY_BAD) {
    writeFile(folder / "a.npy", bytes);
    return readPath(folder / "a.npy", expected);
  }

  std::string readPath(const std::string &path,
                       nn_npy_result expected = NN_NPY_BAD) {
    char error[512] = "";
    nn_npy_free(&array);
    nn_npy_result result =
        nn_npy_read(path.c_str(), &array, error, sizeof(error));
    if (!result)
      return error;
    EXPECT_EQ(result, expected);
    EXPECT_EQ(array.data, nullptr);
    std::string text = error;
    EXPECT_EQ(text.rfind(path + ": ", 0), 0u) << text;
    return text.substr(path.size() + 2);
  }

  template <typename T> std::vector<T> values() {
    const T *data = static_cast<const T *>(array.data);
    return {data, data + array.elements};
  }

  TempFolder folder;
  nn_npy_array array{};
  char error[512] = "";
};

TEST_F(NpyFile, RoundTripOfAllTypes) {
  std::mt19937 random(3);
  const int64_t shape[] = {2, 3, 1, 2, 1, 1, 2, 1};
  std::vector<char> bytes(8 * 24);
  for (int type = NN_F32; type <= NN_BF16; ++type)
    for (int rank = 0; rank <= 8; ++rank) {
      nn_dtype dtype = static_cast<nn_dtype>(type);
      size_t size = 0;
      ASSERT_TRUE(nn_npy_size(dtype, rank, shape, nullptr, &size));
      for (char &byte : bytes)
        byte = static_cast<char>(dtype == NN_BOOL ? random() % 2 : random());
      std::string path = folder / "t.npy";
      ASSERT_EQ(nn_npy_write(path.c_str(), dtype, rank, shape, bytes.data(),
                             error, sizeof(error)),
                NN_NPY_OK)
          << error;
      EXPECT_EQ(readFile(path).size() % 64, size % 64);
      ASSERT_EQ(readPath(path), "");
      EXPECT_EQ(array.dtype, dtype);
      ASSERT_EQ(array.rank, rank);
      EXPECT_EQ(0, std::memcmp(array.shape, shape, rank * sizeof(int64_t)));
      ASSERT_EQ(array.bytes, size);
      EXPECT_EQ(0, std::memcmp(array.data, bytes.data(), size));
      EXPECT_EQ(reinterpret_cast<uintptr_t>(array.data) % NN_WORKSPACE_ALIGN,
                0u);
    }
  EXPECT_EQ(folder.list(), std::set<std::string>{"t.npy"});
}

TEST_F(NpyFile, WritesWhatNumPyWrites) {
  const int64_t shape[] = {2};
  const int32_t data[] = {1, -1};
  std::string path = folder / "t.npy";
  ASSERT_EQ(
      nn_npy_write(path.c_str(), NN_I32, 1, shape, data, error, sizeof(error)),
      NN_NPY_OK);
  std::string text =
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";
  text += std::string(117 - text.size(), ' ') + "\n";
  EXPECT_EQ(readFile(path), npy(text, bytesOf<int32_t>({1, -1})));
  // What the ml_dtypes package makes NumPy write for its bfloat16.
  ASSERT_EQ(
      nn_npy_write(path.c_str(), NN_BF16, 1, shape, data, error, sizeof(error)),
      NN_NPY_OK);
  EXPECT_EQ(readFile(path),
            npy(text.replace(12, 2, "V2"), bytesOf<int16_t>({1, 0})));
}

TEST_F(NpyFile, ColumnsFirst) {
  ASSERT_EQ(read(npy(dict("<i2", "(2, 3)", "True"),
                     bytesOf<int16_t>({1, 4, 2, 5, 3, 6}))),
            "");
  EXPECT_EQ(values<int16_t>(), (std::vector<int16_t>{1, 2, 3, 4, 5, 6}));
  // Element (i, j, k) of shape (2, 3, 2) has the value 100i + 10j + k.
  std::string data;
  std::vector<int32_t> rows;
  for (int k = 0; k < 2; ++k)
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i < 2; ++i)
        data += bytesOf<int32_t>({100 * i + 10 * j + k});
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 2; ++k)
        rows.push_back(100 * i + 10 * j + k);
  ASSERT_EQ(read(npy(dict("<i4", "(2, 3, 2)", "True"), data)), "");
  EXPECT_EQ(values<int32_t>(), rows);
  EXPECT_EQ(read(npy(dict("<i4", "(2, 0)", "True"))), "");
  EXPECT_EQ(read(npy(dict("<i4", "()", "True"), "abcd")), "");
}

TEST_F(NpyFile, SizesOfFiles) {
  const std::string header = npy(dict("<f4", "(3,)"));
  EXPECT_EQ(read(header + std::string(12, 0)), "");
  EXPECT_EQ(read(header + std::string(11, 0)),
            "expected 12 bytes of data, got 11");
  EXPECT_EQ(read(header + std::string(13, 0)),
            "expected 12 bytes of data, got 13");
  EXPECT_EQ(read(header.substr(0, 40)), "the file ends in its header");
  EXPECT_EQ(read(""), "not a .npy file");
  // Refused by the size of the file, before memory is asked for.
  EXPECT_EQ(read(npy(dict("<f8", "(1000000000000000,)"))),
            "expected 8000000000000000 bytes of data, got 0");
  EXPECT_EQ(read(npy(dict("<f8", "(9000000000000000000,)")), NN_NPY_LIMIT),
            "the size of the array does not fit into memory");
  EXPECT_EQ(read(npy(dict("|b1", "(3,)"), std::string("\0\1\2", 3))),
            "byte 2 of the booleans is neither 0 nor 1");
}

TEST_F(NpyFile, Unreadable) {
  EXPECT_EQ(readPath(folder / "none.npy"), "No such file or directory");
  EXPECT_EQ(readPath(folder / "."), "Is a directory");
}

TEST_F(NpyFile, Pipes) {
  const std::string header = npy(dict("<i4", "(1,)"));
  for (auto [tail, expected] :
       {std::pair<std::string, std::string>{"abcd", ""},
        {"abc", "expected 4 bytes of data, got 3"},
        {"abcde", "more bytes than the 4 of the data"}}) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    std::string bytes = header + tail;
    ASSERT_EQ(write(ends[1], bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
    close(ends[1]);
    EXPECT_EQ(readPath("/dev/fd/" + std::to_string(ends[0])), expected);
    close(ends[0]);
  }
}

TEST_F(NpyFile, NothingIsLeftAfterAFailure) {
  const int64_t shape[] = {1};
  const float data[] = {1};
  std::string path = folder / "no/t.npy";
  EXPECT_EQ(
      nn_npy_write(path.c_str(), NN_F32, 1, shape, data, error, sizeof(error)),
      NN_NPY_BAD);
  EXPECT_EQ(error, path + ": cannot write: No such file or directory");
  // A folder stays what it is.
  mkdir((folder / "dir").c_str(), 0777);
  EXPECT_EQ(nn_npy_write((folder / "dir").c_str(), NN_F32, 1, shape, data,
                         error, sizeof(error)),
            NN_NPY_BAD);
  rmdir((folder / "dir").c_str());
  EXPECT_EQ(
      nn_npy_write("/dev/full", NN_F32, 1, shape, data, error, sizeof(error)),
      NN_NPY_BAD);
  EXPECT_STREQ(error, "/dev/full: cannot write: No space left on device");
  const int64_t negative[] = {-1};
  EXPECT_EQ(nn_npy_write((folder / "t.npy").c_str(), NN_F32, 1, negative, data,
                         error, sizeof(error)),
            NN_NPY_LIMIT);
  EXPECT_EQ(folder.list(), std::set<std::string>{});
}

TEST_F(NpyFile, DevicesAndLinksStay) {
  const int64_t shape[] = {1};
  const float data[] = {1};
  EXPECT_EQ(
      nn_npy_write("/dev/null", NN_F32, 1, shape, data, error, sizeof(error)),
      NN_NPY_OK);
  struct stat status;
  ASSERT_EQ(stat("/dev/null", &status), 0);
  EXPECT_TRUE(S_ISCHR(status.st_mode));

  writeFile(folder / "target.npy", "old");
  ASSERT_EQ(symlink("target.npy", (folder / "link.npy").c_str()), 0);
  EXPECT_EQ(nn_npy_write((folder / "link.npy").c_str(), NN_F32, 1, shape, data,
                         error, sizeof(error)),
            NN_NPY_OK);
  EXPECT_EQ(readPath(folder / "target.npy"), "");
  ASSERT_EQ(lstat((folder / "link.npy").c_str(), &status), 0);
  EXPECT_TRUE(S_ISLNK(status.st_mode));
}

TEST_F(NpyFile, StagedFilesAppearOnCommit) {
  const int64_t shape[] = {1};
  const float data[] = {1};
  nn_npy_staged staged;
  std::string path = folder / "t.npy";
  writeFile(path, "old");
  ASSERT_EQ(nn_npy_stage(path.c_str(), NN_F32, 1, shape, data, &staged, error,
                         sizeof(error)),
            NN_NPY_OK);
  EXPECT_EQ(readFile(path), "old");
  nn_npy_discard(&staged);
  EXPECT_EQ(folder.list(), std::set<std::string>{"t.npy"});
  EXPECT_EQ(readFile(path), "old");
  ASSERT_EQ(nn_npy_stage(path.c_str(), NN_F32, 1, shape, data, &staged, error,
                         sizeof(error)),
            NN_NPY_OK);
  ASSERT_EQ(nn_npy_commit(&staged, error, sizeof(error)), NN_NPY_OK);
  EXPECT_EQ(readPath(path), "");
}

TEST(Npy, MutatedHeadersAreSafe) {
  std::mt19937 random(5);
  const std::string seed =
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n");
  const std::string alphabet = "{}()',: 0129TF<|\\\x80\xff";
  for (unsigned round = 0; round < 20000; ++round) {
    std::string file = seed;
    for (unsigned i = 0, edits = 1 + random() % 3; i < edits; ++i) {
      size_t at = random() % file.size();
      if (random() % 2)
        file[at] = alphabet[random() % alphabet.size()];
      else
        file.resize(at + 1);
    }
    Block block(file);
    nn_npy_header header;
    char error[80];
    if (nn_npy_parse_header(block.data(), block.size(), &header, error,
                            sizeof(error)) == NN_NPY_OK) {
      EXPECT_LE(header.header_bytes, file.size());
    }
  }
}

} // namespace

//===- SequenceTest.cpp - The program around a RASP program ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model written by hand, SequenceModel.cpp, runs through nn_sequence_main.
// What numbers and strings look like is compared with Python.
//
//===----------------------------------------------------------------------===//
#include "SequenceModel.h"
#include "TestFiles.h"
#include "gtest/gtest.h"

#include <fcntl.h>
#include <poll.h>
#include <thread>
#include <vector>

using namespace nntest;

namespace {

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

/// A standard stream that is a file, or anything else, for a while.
class Redirect {
public:
  Redirect(int stream, int file) : stream(stream), saved(dup(stream)) {
    dup2(file, stream);
    close(file);
  }
  Redirect(int stream, const std::string &path, int flags)
      : Redirect(stream, open(path.c_str(), flags)) {}
  ~Redirect() {
    dup2(saved, stream);
    close(saved);
  }

private:
  int stream, saved;
};

class Sequence : public testing::Test {
protected:
  Sequence() {
    numCalls = 0;
    cpuIsGood = true;
  }

  int call(std::vector<std::string> arguments) {
    std::string program = "bin/same";
    std::vector<char *> argv = {program.data()};
    for (std::string &argument : arguments)
      argv.push_back(argument.data());
    int argc = static_cast<int>(argv.size());
    argv.push_back(nullptr);
    return nn_sequence_main(&model, argc, argv.data(), options);
  }

  int run(const std::vector<std::string> &arguments) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    int code = call(arguments);
    out = testing::internal::GetCapturedStdout();
    err = testing::internal::GetCapturedStderr();
    return code;
  }

  /// Runs on a standard input.
  int runLines(const std::vector<std::string> &arguments,
               const std::string &lines) {
    writeFile(folder / "in", lines);
    Redirect in(STDIN_FILENO, folder / "in", O_RDONLY);
    return run(arguments);
  }

  /// The result of an s-op on one sequence.
  std::string result(const std::string &sop, const std::string &sequence) {
    EXPECT_EQ(run({"--sop=" + sop, "--", sequence}), 0) << err;
    return out;
  }
  /// Why there is none, which stands in three places.
  std::string reason(const std::string &sop, const std::string &sequence,
                     int code = 1) {
    EXPECT_EQ(run({"--json", "--sop", sop, "--", sequence}), code);
    std::string json = out;
    EXPECT_EQ(run({"--sop", sop, "--", sequence}), code);
    if (out.substr(0, 7) != "error: " || out.back() != '\n')
      return "no error: " + out;
    std::string text = out.substr(7, out.size() - 8);
    if (text.find_first_of("\"\\") == std::string::npos) {
      EXPECT_EQ(json, "{\"error\": \"" + text + "\"}\n");
    }
    EXPECT_EQ(err.substr(err.find("': ")), "': " + text + "\n");
    return text;
  }

  static std::string usage(const std::string &text) {
    return "same: error: " + text + "\nrun 'same --help' for the options\n";
  }

  nn_model_info model = makeModel();
  const nn_sequence_options *options = nullptr;
  TempFolder folder;
  std::string out, err;
};

TEST_F(Sequence, Characters) {
  EXPECT_EQ(run({"hello", "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 b", "aaa", "a",
                 "\"ab\"", "\"\xc3\xa9\"", "\"", "\"a\"b\"", "[", "]", "[a",
                 "-", "\xf4\x8f\xbf\xbf"}),
            0);
  EXPECT_EQ(out, "[h, e, l, l, o] (strings)\n"
                 "[a, \xc3\xa9, \xe2\x82\xac, \xf0\x9f\x98\x80,  , b] "
                 "(strings)\n"
                 "[a]*3 (strings)\n"
                 "[a] (strings)\n"
                 "[a, b] (strings)\n"
                 "[\xc3\xa9] (strings)\n"
                 "[\"] (strings)\n"
                 "[\", a, \", b, \"] (strings)\n"
                 "[[] (strings)\n"
                 "[]] (strings)\n"
                 "[[, a] (strings)\n"
                 "[-] (strings)\n"
                 "[\xf4\x8f\xbf\xbf] (strings)\n");
  EXPECT_EQ(err, "");
  EXPECT_EQ(numCalls, 13);
}

TEST_F(Sequence, Lists) {
  EXPECT_EQ(result("asis_int", "[3, -1,+2 ,\t- 7, 007]"),
            "[3, -1, 2, -7, 7] (ints)\n");
  EXPECT_EQ(result("asis_int", "[9223372036854775807, -9223372036854775808]"),
            "[9223372036854775807, -9223372036854775808] (ints)\n");
  EXPECT_EQ(result("asis_float", "[2.5, -0.0, 3, 100000000000000000000.0]"),
            "[2.5, -0.0, 3.0, 1e+20] (floats)\n");
  EXPECT_EQ(result("asis_bool", "[True,False]"), "[T, F] (bools)\n");
  EXPECT_EQ(result("asis_str", "[\"ab\", \"\", \"], [\", \"\\n\"]"),
            "[ab, , ], [, \\n] (strings)\n");
  EXPECT_EQ(result("str", " [1]"), "[ , [, 1, ]] (strings)\n");
}

TEST_F(Sequence, BadLists) {
  const std::pair<const char *, const char *> cases[] = {
      {"[]", "an input has at least one token"},
      {"[ \t]", "an input has at least one token"},
      {"", "an input has at least one token"},
      {"\"\"", "an input has at least one token"},
      {"[,]", "byte 2: expected an integer, a float, True, False or a string"},
      {"[1,]", "byte 4: expected an integer, a float, True, False or a string"},
      {"[1,,2]",
       "byte 4: expected an integer, a float, True, False or a string"},
      {"[a]", "byte 2: expected an integer, a float, True, False or a string"},
      {"[true]",
       "byte 2: expected an integer, a float, True, False or a string"},
      {"[[1]]",
       "byte 2: expected an integer, a float, True, False or a string"},
      {"[.5]", "byte 2: expected an integer, a float, True, False or a string"},
      {"[1 2]", "byte 4: expected ',' or ']'"},
      {"[1.]", "byte 3: expected ',' or ']'"},
      {"[1e5]", "byte 3: expected ',' or ']'"},
      {"[1.5e5]", "byte 5: expected ',' or ']'"},
      {"[Truely]", "byte 6: expected ',' or ']'"},
      {"[--1]", "byte 3: expected digits"},
      {"[-]", "byte 3: expected digits"},
      {"[-True]", "byte 3: expected digits"},
      {"[1] ]", "byte 4: expected nothing behind the list"},
      {"[1],[2]", "byte 4: expected nothing behind the list"},
      {"[\"ab]", "byte 2: the string that starts here has no end"},
      {"[1, \"]", "byte 5: the string that starts here has no end"},
      {"[\"a\nb\"]", "byte 2: the string that starts here has no end"},
      {"[9223372036854775808]",
       "byte 2: this integer does not fit into 64 bits"},
      {"[1, -9223372036854775809]",
       "byte 5: this integer does not fit into 64 bits"},
      {"[100000000000000000000000000000000000000000]",
       "byte 2: this integer does not fit into 64 bits"},
      {"\xff", "byte 1: this is no UTF-8"},
      {"ab\xc3", "byte 3: this is no UTF-8"},
      {"\xed\xa0\x80", "byte 1: this is no UTF-8"},
      {"\xc0\x80", "byte 1: this is no UTF-8"},
      {"\xf4\x90\x80\x80", "byte 1: this is no UTF-8"},
      {"\xe2\x82", "byte 1: this is no UTF-8"},
      {"[\"\xff\"]", "byte 3: this is no UTF-8"},
  };
  for (const auto &[sequence, expected] : cases)
    EXPECT_EQ(reason("str", sequence), expected) << sequence;
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Sequence, Conversions) {
  EXPECT_EQ(result("str", "[True, False, 3, 2.5, 4.0, \"x\", -0.0, "
                          "0.00001, 10000000000000000.0, 0.0001]"),
            "[True, False, 3, 2.5, 4.0, x, -0.0, 1e-05, 1e+16, 0.0001] "
            "(strings)\n");
  EXPECT_EQ(result("int", "[\"12\", \" -7\t\", \"+0\", 2.9, -2.9, True, 5]"),
            "[12, -7, 0, 2, -2, 1, 5] (ints)\n");
  EXPECT_EQ(result("int", "[\"9223372036854775807\", "
                          "\"-9223372036854775808\", "
                          "-9223372036854775808.0]"),
            "[9223372036854775807, -9223372036854775808, "
            "-9223372036854775808] (ints)\n");
  EXPECT_EQ(result("int", "123"), "[1, 2, 3] (ints)\n");
  EXPECT_EQ(result("float", "[\"1e3\", \" .5\", \"5.\", \"-2E-1\", True, 3, "
                            "9007199254740993]"),
            "[1000.0, 0.5, 5.0, -0.2, 1.0, 3.0, 9007199254740992.0] "
            "(floats)\n");
  EXPECT_EQ(result("float", "[\"1e999\", \"-1e999\", \"1e-999\"]"),
            "[inf, -inf, 0.0] (floats)\n");
  EXPECT_EQ(result("bool", "[\"\", \"False\", 0, 1, 0.0, -0.0, 0.5, False]"),
            "[F, T, F, T, F, F, T, F] (bools)\n");
  EXPECT_EQ(result("float", "[\"" + std::string(2000, '1') + "e-1999\"]"),
            "[1.111] (floats)\n");
  EXPECT_EQ(result("asis_float", "[" + std::string(2000, '1') + ".0, 1.0]"),
            "[inf, 1.0] (floats)\n");
}

TEST_F(Sequence, BadConversions) {
  const std::pair<const char *, const char *> ints[] = {
      {"x", "the token 'x' is no integer"},
      {"1a", "the token 'a' is no integer"},
      {"[\"\"]", "the token '' is no integer"},
      {"[\"-\"]", "the token '-' is no integer"},
      {"[\"1 2\"]", "the token '1 2' is no integer"},
      {"[\"1.0\"]", "the token '1.0' is no integer"},
      {"[\"1_0\"]", "the token '1_0' is no integer"},
      {"[\"- 1\"]", "the token '- 1' is no integer"},
      {"[\"\xd9\xa3\"]", "the token '\xd9\xa3' is no integer"},
      {"[\"9223372036854775808\"]",
       "the token '9223372036854775808' does not fit into 64 bits"},
      {"[9223372036854775808.0]",
       "the token '9.223372036854776e+18' does not fit into 64 bits"},
      {"\n", "the token '\\n' is no integer"},
      {"\x01", "the token '\\x01' is no integer"},
      {"\xe2\x80\xa8", "the token '\\u2028' is no integer"},
  };
  for (const auto &[sequence, expected] : ints)
    EXPECT_EQ(reason("int", sequence), expected) << sequence;
  std::string digits(400, '7');
  EXPECT_EQ(reason("int", "[" + digits + ".0]"),
            "the token 'inf' is no integer");
  EXPECT_EQ(reason("int", "[\"" + digits + "\"]"),
            "the token '" + digits.substr(0, 40) +
                "...' does not fit into 64 bits");
  for (const char *text : {"", ".", "e5", "1e", "1e+", "inf", "nan", "1_0",
                           "0x10", "1 2", "+", "--1", "1.2.3"})
    EXPECT_EQ(reason("float", "[\"" + std::string(text) + "\"]"),
              "the token '" + std::string(text) + "' is no number");
}

TEST_F(Sequence, AsIs) {
  const std::string prefix = "the program was compiled for tokens that are ";
  for (const char *text : {"[1.5]", "[True]", "[\"1\"]", "1", "[1, True]"})
    EXPECT_EQ(reason("asis_int", text), prefix + "integers");
  for (const char *text : {"[True]", "[\"1\"]", "1", "[1, 2.5, True]"})
    EXPECT_EQ(reason("asis_float", text), prefix + "numbers");
  for (const char *text : {"[1]", "[0.0]", "x", "[True, 0]"})
    EXPECT_EQ(reason("asis_bool", text), prefix + "booleans");
  for (const char *text : {"[1]", "[\"a\", 0.5]", "[True]"})
    EXPECT_EQ(reason("asis_str", text), prefix + "strings");
}

TEST_F(Sequence, Kinds) {
  EXPECT_EQ(result("mixed", "[1, 2.5, True]"), "[1, 2.5, T] (floats)\n");
  EXPECT_EQ(result("mixed", "[False, 2]"), "[F, 2] (ints)\n");
  EXPECT_EQ(result("mixed", "[False, True]"), "[F, T] (bools)\n");
  EXPECT_EQ(result("mixed", "[2, 3]"), "[2, 3] (ints)\n");
  // Equal in Python, and the first is printed.
  EXPECT_EQ(result("mixed", "[True, 1, 1.0]"), "[T]*3 (floats)\n");
  EXPECT_EQ(result("mixed", "[1.0, 1, True]"), "[1.0]*3 (floats)\n");
  EXPECT_EQ(result("mixed", "[0, False]"), "[0]*2 (ints)\n");
  EXPECT_EQ(result("mixed", "[-0.0, 0]"), "[-0.0]*2 (floats)\n");
  EXPECT_EQ(result("mixed", "[True]"), "[T] (bools)\n");
  EXPECT_EQ(run({"--sop=mixed", "--json", "[1, 2.5, True, 1.0]"}), 0);
  EXPECT_EQ(out, "[1, 2.5, true, 1.0]\n");
  // Not-a-numbers differ.
  EXPECT_EQ(result("bits", "[9221120237041090560, 9221120237041090560]"),
            "[nan, nan] (floats)\n");
}

TEST_F(Sequence, Strings) {
  EXPECT_EQ(result("append", "[\"ab\", \"\", \"c\"]"),
            "[ab!, !, c!] (strings)\n");
  EXPECT_EQ(result("append", "xx"), "[x!]*2 (strings)\n");
  EXPECT_EQ(result("append", "[\"\", \"\"]"), "[!]*2 (strings)\n");
  EXPECT_EQ(result("append", "[\"a\", \"ab\"]"), "[a!, ab!] (strings)\n");
  EXPECT_EQ(run({"--json", "--sop=append", "a\"\\\t\x7f\xc3\xa9"}), 0);
  EXPECT_EQ(out, "[\"a!\", \"\\\"!\", \"\\\\!\", \"\\u0009!\", \"\x7f!\", "
                 "\"\xc3\xa9!\"]\n");
  // What is no character.
  EXPECT_EQ(result("characters", "[65, 55296, -1, 1114112, 0, 1114111]"),
            "[A, \xef\xbf\xbd, \xef\xbf\xbd, \xef\xbf\xbd, , "
            "\xf4\x8f\xbf\xbf] (strings)\n");
  EXPECT_EQ(run({"--json", "--sop=characters", "[65, 55296, 0]"}), 0);
  EXPECT_EQ(out, "[\"A\", \"\\ufffd\", \"\"]\n");
}

TEST_F(Sequence, StaticExtents) {
  EXPECT_EQ(result("static", "[\"ab\", 1, \"c\"]"), "[ab, 1, c] (strings)\n");
  EXPECT_EQ(reason("static", "ab"),
            "the program was compiled for sequences of 3 tokens, got 2");
  EXPECT_EQ(reason("static", "[\"ab\", 1, \"abc\"]"),
            "the program was compiled for tokens of at most 2 characters, got "
            "one of 3");
  // One extent for tokens and characters.
  EXPECT_EQ(run({"--sop=square", "[\"ab\", 1]"}), 0) << err;
  EXPECT_EQ(reason("square", "[\"abc\", 1]"),
            "the program was compiled for sequences of 3 tokens, got 2");
}

TEST_F(Sequence, FailuresOfTheModel) {
  EXPECT_EQ(run({"--sop=small", "[1]", "[10, 2]", "[3]"}), 1);
  EXPECT_EQ(out, "[1] (ints)\nerror: an index lies outside of its tensor\n"
                 "[3] (ints)\n");
  EXPECT_EQ(err, "same: error: '[10, 2]': an index lies outside of its "
                 "tensor\n");
  EXPECT_EQ(reason("unshaped", "[1]"),
            "extents are negative, too large or do not fit together");
  EXPECT_EQ(reason("unequal", "[1]"),
            "the model is malformed: it gives 1 values and 2 kinds");
  EXPECT_EQ(reason("huge_output", "[1]", 3), "an output would be too large");
  EXPECT_EQ(reason("no_workspace", "[1]", 3),
            "the workspace would be too large");
  EXPECT_EQ(reason("huge_workspace", "[1]", 3),
            "out of memory: " + std::to_string(SIZE_MAX) + " bytes");
}

TEST_F(Sequence, MalformedModels) {
  for (auto [sop, wrong] : {std::pair("other_input", "tokens"),
                            {"wrong_type", "tokens_int"},
                            {"wrong_extent", "tokens_int"},
                            {"lost_extent", "L"},
                            {"no_output", "value"},
                            {"wrong_output", "value"},
                            {"wrong_kind", "kind"}}) {
    EXPECT_EQ(run({"--sop", sop, "[1]"}), 1);
    EXPECT_EQ(err, std::string("same: error: the model is no RASP program: '") +
                       wrong + "' of entry '" + sop + "' is not as in one\n");
    EXPECT_EQ(out, "");
  }
  model.num_weights = 1;
  EXPECT_EQ(run({"a"}), 1);
  EXPECT_EQ(err, "same: error: the model is no RASP program: it has no weights "
                 "with it\n");
  model.num_weights = 0;
  model.abi_version = 77;
  EXPECT_EQ(run({"a"}), 1);
  EXPECT_EQ(err, "same: error: same: the interface of the model is of another "
                 "version\n");
  model.abi_version = NN_ABI_VERSION;
  cpuIsGood = false;
  EXPECT_EQ(run({"a"}), 1);
  EXPECT_EQ(err, "same: error: this processor lacks instructions that the "
                 "model was built for: generic needs sse2\n");
  model.num_entries = 0;
  EXPECT_EQ(run({"a"}), 1);
  EXPECT_EQ(err, "same: error: there is no model, or it has no entry\n");
}

TEST_F(Sequence, Usage) {
  EXPECT_EQ(run({"--sop=nope", "a"}), 2);
  EXPECT_EQ(err.substr(0, 72), "same: error: the program has no s-op 'nope'; "
                               "there are: int, float, bool");
  EXPECT_NE(err.find(", str\nrun 'same --help' for the options\n"),
            std::string::npos);
  EXPECT_EQ(run({"--jsn", "-x"}), 2);
  const std::string known = "; there are: --sop=NAME, --input=FILE, --json, "
                            "--list, --repeat=N, --cpu-level=NAME, --help, "
                            "--version (a sequence "
                            "that starts with '-' goes behind '--')";
  EXPECT_EQ(err, usage("unknown option '--jsn'" + known) +
                     usage("unknown option '-x'" + known));
  EXPECT_EQ(run({"--json=1"}), 2);
  EXPECT_EQ(err, usage("option '--json' takes no value"));
  EXPECT_EQ(run({"--sop"}), 2);
  EXPECT_EQ(err, usage("option '--sop' expects a value: NAME"));
  EXPECT_EQ(run({"--sop="}), 2);
  EXPECT_EQ(err, usage("option '--sop' got an empty value"));
  EXPECT_EQ(run({"--input", "--json"}), 2);
  EXPECT_EQ(err, usage("option '--input' expects a value: FILE"));
  for (const char *number :
       {"0", "-1", "x", "1x", "1000001", "99999999999999999999"})
    EXPECT_EQ(run({std::string("--repeat=") + number, "a"}), 2) << number;
  EXPECT_EQ(run({"--input=x", "a"}), 2);
  EXPECT_EQ(err, usage("sequences come from the command line or from "
                       "'--input', not from both"));
  EXPECT_EQ(out, "");
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Sequence, Information) {
  EXPECT_EQ(run({"--list"}), 0);
  EXPECT_EQ(out.substr(0, 62), "int                      ints\n"
                               "float                    floats\n");
  EXPECT_NE(out.find("\nbool                     bools\n"), std::string::npos);
  EXPECT_NE(out.find("\nmixed                    numbers\n"),
            std::string::npos);
  EXPECT_NE(out.find("\nno_output                ?\n"), std::string::npos);
  EXPECT_NE(out.find("\nstr                      strings (default)\n"),
            std::string::npos);
  EXPECT_EQ(run({"--help", "a"}), 0);
  EXPECT_EQ(out.substr(0, 40), "usage: same [options] [SEQUENCE...]\n\nRun");
  for (const char *text : {"--sop=NAME", "--input=FILE", "--repeat=N",
                           "str                       strings (default)"})
    EXPECT_NE(out.find(text), std::string::npos) << text;
  EXPECT_EQ(run({"-h"}), 0);
  nn_sequence_options described{};
  described.program = "other";
  described.description = "More.\n";
  options = &described;
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_EQ(out.substr(0, 45),
            "usage: other [options] [SEQUENCE...]\n\nMore.\n\n");
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_EQ(out, "other: model 'same', NN-MLIR model interface 4\n"
                 "target x86_64-linux, cpu generic\nneeds sse2\n");
  EXPECT_EQ(numCalls, 0);
}

TEST_F(Sequence, Lines) {
  EXPECT_EQ(runLines({"--sop=int"}, "12\r\n\n[3, 4]\nx\n5"), 1);
  EXPECT_EQ(out, "[1, 2] (ints)\nerror: an input has at least one token\n"
                 "[3, 4] (ints)\nerror: the token 'x' is no integer\n"
                 "[5] (ints)\n");
  EXPECT_EQ(err, "same: error: line 2: an input has at least one token\n"
                 "same: error: line 4: the token 'x' is no integer\n");
  EXPECT_EQ(runLines({"--json"}, "a\n\r\nb\r"), 1);
  EXPECT_EQ(out, "[\"a\"]\n{\"error\": \"an input has at least one token\"}\n"
                 "[\"b\"]\n");
  EXPECT_EQ(runLines({}, ""), 0);
  EXPECT_EQ(out, "");
  EXPECT_EQ(runLines({}, std::string("a\0b\n", 4)), 1);
  EXPECT_EQ(out, "error: byte 2: U+0000 cannot be part of a token\n");
  EXPECT_EQ(runLines({}, "a\r\r\n"), 0);
  EXPECT_EQ(out, "[a, \r] (strings)\n");
}

TEST_F(Sequence, Files) {
  writeFile(folder / "words", "ab\ncd\n");
  EXPECT_EQ(run({"--input=" + (folder / "words")}), 0);
  EXPECT_EQ(out, "[a, b] (strings)\n[c, d] (strings)\n");
  EXPECT_EQ(run({"--input", "/nowhere/words"}), 1);
  EXPECT_EQ(err, "same: error: /nowhere/words: No such file or directory\n");
  EXPECT_EQ(run({"--input=/tmp"}), 1);
  EXPECT_EQ(err, "same: error: /tmp: Is a directory\n");
  {
    Redirect in(STDIN_FILENO, folder / "words", O_WRONLY);
    EXPECT_EQ(run({}), 1);
    EXPECT_EQ(err, "same: error: standard input: Bad file descriptor\n");
  }
}

TEST_F(Sequence, Repeat) {
  EXPECT_EQ(run({"--repeat=5", "ab"}), 0);
  EXPECT_EQ(out, "[a, b] (strings)\n");
  EXPECT_EQ(err.substr(0, 19), "same: 'ab': median ");
  EXPECT_EQ(err.substr(err.find(" us")), " us (5 calls)\n");
  EXPECT_EQ(numCalls, 6);
  EXPECT_EQ(runLines({"--repeat", "1"}, "a\n"), 0);
  EXPECT_EQ(err.substr(0, 21), "same: line 1: median ");
}

TEST_F(Sequence, FailuresOfWriting) {
  for (bool lines : {false, true}) {
    writeFile(folder / "in", "a\nb\n");
    std::vector<std::string> arguments = {"a", "b"};
    if (lines)
      arguments = {"--input=" + (folder / "in")};
    testing::internal::CaptureStderr();
    int code;
    {
      Redirect full(STDOUT_FILENO, "/dev/full", O_WRONLY);
      code = call(arguments);
    }
    EXPECT_EQ(code, 1);
    EXPECT_EQ(testing::internal::GetCapturedStderr(),
              "same: error: cannot write to the standard output: No space left "
              "on device\n");
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    close(ends[0]);
    testing::internal::CaptureStderr();
    {
      Redirect closed(STDOUT_FILENO, ends[1]);
      code = call(arguments);
    }
    EXPECT_EQ(code, 1);
    EXPECT_EQ(
        testing::internal::GetCapturedStderr(),
        "same: error: cannot write to the standard output: Broken pipe\n");
  }
}

/// The result of a line is there before the next line is.
TEST_F(Sequence, ResultsDoNotWait) {
  int toProgram[2], fromProgram[2];
  ASSERT_EQ(pipe(toProgram), 0);
  ASSERT_EQ(pipe(fromProgram), 0);
  // Reading and writing that would block is tried again.
  fcntl(toProgram[0], F_SETFL, O_NONBLOCK);
  fcntl(fromProgram[1], F_SETFL, O_NONBLOCK);
  Redirect in(STDIN_FILENO, toProgram[0]), out(STDOUT_FILENO, fromProgram[1]);
  int code = -1;
  std::thread program([&] { code = call({}); });
  for (std::string line : {"a\n", "b\nc\n", "d"}) {
    EXPECT_EQ(write(toProgram[1], line.data(), line.size()),
              static_cast<ssize_t>(line.size()));
    if (line == "d")
      close(toProgram[1]);
    std::string got, expected;
    for (char c : line)
      if (c != '\n')
        expected += std::string("[") + c + "] (strings)\n";
    pollfd poller = {fromProgram[0], POLLIN, 0};
    while (got.size() < expected.size() && poll(&poller, 1, 10000) == 1) {
      char bytes[64];
      ssize_t count = read(fromProgram[0], bytes, sizeof(bytes));
      got.append(bytes, count > 0 ? count : 0);
    }
    EXPECT_EQ(got, expected);
  }
  program.join();
  EXPECT_EQ(code, 0);
  close(fromProgram[0]);
}

TEST_F(Sequence, LongLine) {
  const size_t count = 10 << 20;
  std::string line(count, 'a');
  line[1] = 'b';
  EXPECT_EQ(runLines({}, line + "\nx\n"), 0);
  EXPECT_EQ(out.size(), 3 * count + 11 + 14);
  EXPECT_EQ(out.substr(0, 10), "[a, b, a, ");
  EXPECT_EQ(out.substr(out.size() - 29), ", a] (strings)\n[x] (strings)\n");
}

TEST_F(Sequence, ManyLines) {
  const size_t count = 100000;
  std::string lines, expected;
  for (size_t i = 0; i < count; ++i) {
    lines += "[" + std::to_string(i) + "]\n";
    expected += "[" + std::to_string(i) + "] (ints)\n";
  }
  EXPECT_EQ(runLines({"--sop=int"}, lines), 0);
  EXPECT_TRUE(out == expected);
  EXPECT_EQ(numCalls, static_cast<int>(count));
}

//===----------------------------------------------------------------------===//
// Python
//===----------------------------------------------------------------------===//

std::vector<std::string> split(const std::string &text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end == std::string::npos ? end : end + 1;
  }
  return lines;
}

/// Python has short escapes for some of the characters that we escape.
std::string longEscapes(const std::string &json) {
  std::string text;
  for (size_t i = 0; i < json.size(); ++i) {
    const std::string pair = json.substr(i, 2);
    const std::pair<const char *, const char *> escapes[] = {{"\\t", "\\u0009"},
                                                             {"\\b", "\\u0008"},
                                                             {"\\f", "\\u000c"},
                                                             {"\\\\", "\\\\"},
                                                             {"\\\"", "\\\""}};
    std::string piece = json.substr(i, 1);
    for (const auto &[from, to] : escapes)
      if (pair == from) {
        piece = to;
        ++i;
        break;
      }
    text += piece;
  }
  return text;
}

TEST_F(Sequence, PrintsAsPython) {
  const char *seed = std::getenv("NN_SEQUENCE_SEED");
  const std::string command =
      "/usr/bin/python3 '" NN_RUNTIME_TESTS "/make-sequences.py' ";
  ASSERT_EQ(std::system(
                (command + (seed ? seed : "1") + " " + (folder / "")).c_str()),
            0);
  size_t compared = 0;
  for (const std::string &sop : split(readFile(folder / "sops")))
    for (bool json : {false, true}) {
      std::vector<std::string> arguments = {
          "--sop=" + sop, "--input=" + (folder / (sop + ".in"))};
      if (json)
        arguments.push_back("--json");
      EXPECT_EQ(run(arguments), 0) << err.substr(0, 1000);
      std::vector<std::string> got = split(out);
      std::vector<std::string> expected =
          split(readFile(folder / (sop + (json ? ".json" : ".text"))));
      ASSERT_EQ(got.size(), expected.size()) << sop;
      for (size_t i = 0; i < got.size(); ++i)
        ASSERT_EQ(got[i], json ? longEscapes(expected[i]) : expected[i])
            << sop << ", line " << i + 1;
      compared += got.size();
    }
  EXPECT_GT(compared, 30000u);
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

TEST_F(Sequence, Steps) {
  char error[NN_SEQUENCE_ERROR_BYTES];
  nn_sequence sequence{};
  nn_sop *sop = nullptr;
  ASSERT_EQ(nn_sop_create(&sop, &model, &model.entries[9], nullptr, error,
                          sizeof(error)),
            0);
  const char *text;
  size_t bytes;
  for (const std::string word : {"ab", "c", "[\"xyz\", 12]"}) {
    Block block(word);
    ASSERT_EQ(nn_sequence_parse(&sequence,
                                static_cast<const char *>(block.data()),
                                block.size(), error, sizeof(error)),
              0);
    ASSERT_EQ(nn_sop_set_input(sop, &sequence, error, sizeof(error)), 0);
    ASSERT_EQ(nn_sop_call(sop, error, sizeof(error)), 0);
    ASSERT_EQ(nn_sop_format(sop, 0, &text, &bytes, error, sizeof(error)), 0);
  }
  EXPECT_EQ(std::string(text, bytes), "[xyz!, 12!] (strings)");
  nn_sop_tensors tensors = nn_sop_get_tensors(sop);
  EXPECT_EQ(tensors.extents[0], 2);
  EXPECT_EQ(tensors.extents[1], 3);
  EXPECT_EQ(tensors.shapes[1], 4);
  EXPECT_EQ(static_cast<const int32_t *>(tensors.inputs[0])[3], '1');
  EXPECT_EQ(static_cast<const int32_t *>(tensors.outputs[0])[3], '!');
  // A short error is cut.
  EXPECT_EQ(nn_sequence_parse(&sequence, "", 0, error, 9), 1);
  EXPECT_STREQ(error, "an input");
  EXPECT_EQ(nn_sequence_parse(&sequence, "", 0, nullptr, 0), 1);
  nn_sop_destroy(sop);
  nn_sop_destroy(nullptr);
  nn_sequence_free(&sequence);
}

TEST_F(Sequence, OtherCalls) {
  nn_sequence_options other{};
  int context = 0;
  other.context = &context;
  other.output_shapes = [](void *context, const nn_entry_info *,
                           const int64_t *extents, int64_t *shapes) {
    *static_cast<int *>(context) += 1;
    shapes[0] = extents[0];
    shapes[1] = 1;
    return nn_status(NN_OK);
  };
  other.call = [](void *context, const nn_entry_info *, const void *const *,
                  void *const *outputs, const int64_t *extents,
                  const nn_exec *) {
    *static_cast<int *>(context) += 10;
    for (int64_t i = 0; i < extents[0]; ++i)
      static_cast<int32_t *>(outputs[0])[i] = 'z';
    return nn_status(NN_OK);
  };
  options = &other;
  EXPECT_EQ(run({"ab"}), 0);
  EXPECT_EQ(out, "[z]*2 (strings)\n");
  EXPECT_EQ(context, 11);
  EXPECT_EQ(numCalls, 0);
}

} // namespace

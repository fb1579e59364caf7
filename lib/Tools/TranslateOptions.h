//===- TranslateOptions.h - The options of nn-translate ---------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_TRANSLATEOPTIONS_H
#define NN_LIB_TOOLS_TRANSLATEOPTIONS_H

#include "nn/Target/Compile.h"
#include "nn/Target/Rasp.h"
#include "nn/Tools/Tools.h"
#include "llvm/Support/CommandLine.h"

namespace nn {
namespace cl = llvm::cl;

enum class Sanitizer { None, Address };

/// What is written; Auto is what the extension of the output says.
enum class Emit {
  Auto,
  Mlir,
  Bytecode,
  LlvmIr,
  Asm,
  Obj,
  Lib,
  Shared,
  Exe,
  Header,
  Svg,
  Transformer
};

/// The command line; one object, before it is parsed.
struct TranslateOptions {
  cl::OptionCategory category{"nn-translate options"};
  cl::opt<std::string> input{cl::Positional, cl::Required,
                             cl::desc("<input file>"), cl::cat(category)};
  cl::opt<std::string> output{"o", cl::value_desc("file"),
                              cl::desc("Output file; '-' is standard output"),
                              cl::cat(category)};
  cl::opt<SourceKind> from{
      "from", cl::desc("Kind of the input (from its content if not given)"),
      cl::values(
          clEnumValN(SourceKind::Text, "mlir", "text"),
          clEnumValN(SourceKind::Bytecode, "bytecode",
                     "bytecode; for trusted files only"),
          clEnumValN(SourceKind::Rasp, "rasp", "a RASP program (.rasp)")),
      cl::init(SourceKind::Any), cl::cat(category)};
  cl::opt<int64_t> loopLimit{
      "loop", cl::value_desc("limit"),
      cl::desc("Apply the result of a RASP program to its own value until that "
               "no longer changes, at most so many times"),
      cl::init(0), cl::cat(category)};
  cl::list<std::string> loadPath{
      "load-path", cl::value_desc("folder"),
      cl::desc("Where RASP programs load others from, besides their own "
               "folder"),
      cl::cat(category)};
  cl::opt<Emit> emit{
      "emit", cl::desc("Kind of the output (from its extension if not given)"),
      cl::values(
          clEnumValN(Emit::Mlir, "mlir", "module as text (.mlir)"),
          clEnumValN(Emit::Bytecode, "bytecode",
                     "module as bytecode (.mlirbc)"),
          clEnumValN(Emit::LlvmIr, "llvm-ir", "LLVM IR (.ll)"),
          clEnumValN(Emit::Asm, "asm", "assembly (.s)"),
          clEnumValN(Emit::Obj, "obj", "object file and header (.o)"),
          clEnumValN(Emit::Lib, "lib", "static library and header (.a)"),
          clEnumValN(Emit::Shared, "shared", "shared library and header (.so)"),
          clEnumValN(Emit::Exe, "exe", "executable (no extension)"),
          clEnumValN(Emit::Header, "header", "C header alone (.h)"),
          clEnumValN(Emit::Svg, "svg",
                     "drawing of the layers and heads of an s-op of a RASP "
                     "program (.svg)"),
          clEnumValN(Emit::Transformer, "transformer",
                     "a RASP program as a transformer: module, weights "
                     "(.safetensors) and description "
                     "(.transformer.json)")),
      cl::init(Emit::Auto), cl::cat(category)};
  cl::opt<std::string> vocabulary{
      "vocab", cl::value_desc("tokens"),
      cl::desc("Tokens of a transformer: a list of atoms, or a word, whose "
               "characters are meant"),
      cl::cat(category)};
  cl::opt<unsigned> maxLength{
      "max-length", cl::value_desc("number"),
      cl::desc("Largest number of tokens of an input of a transformer"),
      cl::init(0), cl::cat(category)};
  cl::opt<bool> causal{
      "causal",
      cl::desc("Let selectors of a transformer mark no later positions"),
      cl::cat(category)};
  cl::opt<Stage> compileTo{
      "compile-to",
      cl::desc("Stage of the module for --emit=mlir and --emit=bytecode (as "
               "read if not given)"),
      cl::values(
          clEnumValN(Stage::Model, "model", "core ops"),
          clEnumValN(Stage::Structured, "structured", "linalg on tensors"),
          clEnumValN(Stage::Buffers, "buffers", "loops over buffers"),
          clEnumValN(Stage::Machine, "machine", "LLVM dialect")),
      cl::cat(category)};
  cl::opt<unsigned> optLevel{
      "O",
      cl::desc("Optimisation level, 0 to 3 (2); 3 computes "
               "convolutions with fewer products, too, which "
               "rounds otherwise"),
      cl::Prefix, cl::init(2), cl::cat(category)};
  cl::opt<std::string> target{
      "target", cl::value_desc("triple"),
      cl::desc("Target triple (this machine's if not given)"),
      cl::cat(category)};
  cl::alias mtriple{"mtriple", cl::aliasopt(target), cl::desc("--target"),
                    cl::cat(category)};
  cl::opt<std::string> cpu{
      "mcpu", cl::value_desc("name"),
      cl::desc("Processor, or 'native' (baseline if not given)"),
      cl::cat(category)};
  cl::opt<std::string> features{"mattr", cl::value_desc("+a,-b"),
                                cl::desc("Features of the processor"),
                                cl::cat(category)};
  cl::list<std::string> cpuLevels{
      "cpu-levels", cl::CommaSeparated, cl::value_desc("names"),
      cl::desc(
          "Code for each of these processors in one model, from the lowest "
          "to the highest; the last that a machine has is used"),
      cl::cat(category)};
  cl::list<std::string> entryPoints{
      "entry-points", cl::CommaSeparated, cl::value_desc("names"),
      cl::desc("Functions to offer (all public ones if not given)"),
      cl::cat(category)};
  cl::opt<std::string> symbolPrefix{
      "symbol-prefix", cl::value_desc("name"),
      cl::desc("Name of the model in C (that of the module or output file)"),
      cl::cat(category)};
  cl::opt<WeightsMode> weights{
      "weights", cl::desc("Where weights go"),
      cl::values(
          clEnumValN(WeightsMode::Auto, "auto", "embedded up to the threshold"),
          clEnumValN(WeightsMode::Embed, "embed", "into the code"),
          clEnumValN(WeightsMode::External, "external",
                     "to a safetensors file beside the output")),
      cl::init(WeightsMode::Auto), cl::cat(category)};
  cl::opt<std::string> weightsFile{
      "weights-file", cl::value_desc("file"),
      cl::desc("File for external weights (the output's name with "
               "'.safetensors')"),
      cl::cat(category)};
  cl::opt<int64_t> weightsThreshold{
      "weights-threshold", cl::value_desc("bytes"),
      cl::desc("Largest sum of weights that 'auto' embeds (16777216)"),
      cl::init(int64_t(16) << 20), cl::cat(category)};
  cl::opt<int64_t> partCycles{
      "part-cycles", cl::value_desc("cycles"),
      cl::desc("Estimated cycles of a loop that are worth a thread (8192); 0 "
               "makes code for one thread"),
      cl::init(CompileOptions().partCycles), cl::cat(category)};
  cl::opt<int64_t> maxConstantBytes{
      "max-constant-bytes", cl::value_desc("bytes"),
      cl::desc("Largest parameter whose values are computed (4294967296)"),
      cl::init(SourceLimits().maxConstantBytes), cl::cat(category)};
  cl::opt<std::string> schedules{
      "schedules", cl::value_desc("file"),
      cl::desc("Transform dialect library whose sequence '__transform_main' "
               "gives ops their schedules (docs/Rationale/CpuSchedules.md)"),
      cl::cat(category)};
  cl::opt<uint64_t> randomSchedules{
      "random-schedules", cl::value_desc("seed"),
      cl::desc("Give ops schedules at random, for tests (0: do not)"),
      cl::init(0), cl::cat(category)};
  cl::opt<Sanitizer> sanitize{
      "sanitize", cl::desc("Check the code while it runs (docs/Testing.md)"),
      cl::values(clEnumValN(Sanitizer::Address, "address",
                            "by AddressSanitizer: each access to memory")),
      cl::init(Sanitizer::None), cl::cat(category)};
  cl::opt<std::string> saveTemps{
      "save-temps", cl::value_desc("directory"),
      cl::desc("Also write the module after each stage, LLVM IR and assembly"),
      cl::cat(category)};
  cl::opt<bool> selectorRemarks{
      "selector-remarks",
      cl::desc("Say of each selector whether it is looked up, or gone through "
               "and why"),
      cl::cat(category)};
  cl::opt<std::string> costReport{
      "cost-report", cl::value_desc("file"),
      cl::desc("Also write operations, bytes, parameters and live memory of "
               "all ops; as JSON if the file ends with '.json'"),
      cl::cat(category)};
  cl::opt<std::string> memoryReport{
      "memory-report", cl::value_desc("file"),
      cl::desc("Also write where the buffers of all entries lie in the "
               "workspace, and when they are in use; as JSON if the file ends "
               "with '.json'"),
      cl::cat(category)};
  cl::opt<bool> copyRemarks{
      "copy-remarks",
      cl::desc("Say of each copy of a tensor that is left why it is"),
      cl::cat(category)};
  cl::opt<RaspReportFormat> raspReport{
      "rasp-report", cl::ValueOptional,
      cl::desc("Write, in place of other output, the layers and heads that the "
               "s-ops of a RASP program take in a transformer; to standard "
               "output without -o"),
      cl::values(clEnumValN(RaspReportFormat::Text, "text", "for people"),
                 clEnumValN(RaspReportFormat::Json, "json",
                            "for programs (if the output ends with '.json')"),
                 clEnumValN(RaspReportFormat::Text, "", "")),
      cl::cat(category)};
  cl::opt<std::string> sop{
      "sop", cl::value_desc("name"),
      cl::desc("The s-op for --rasp-report (all if not given), --emit=svg and "
               "--emit=transformer (the program's result)"),
      cl::cat(category)};
  cl::opt<std::string> runtimeDirectory{
      "runtime-dir", cl::value_desc("directory"),
      cl::desc("Where the libraries for executables are (beside this tool, for "
               "another target in the folder of its name)"),
      cl::cat(category)};
  cl::opt<std::string> linker{
      "linker", cl::value_desc("program"),
      cl::desc("C compiler to link executables and shared libraries with ('cc' "
               "or the like; for another target '<target>-gcc')"),
      cl::cat(category)};
};
} // namespace nn

#endif // NN_LIB_TOOLS_TRANSLATEOPTIONS_H

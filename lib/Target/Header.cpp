//===- Header.cpp - The C header of a compiled model ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Target/Header.h"
#include "EmbeddedFiles.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace nn;

/// "f32 [batch, 1, 8, 8]"
static std::string describe(const TensorSignature &tensor,
                            const EntrySignature &entry) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << tensor.type.getElementType() << " [";
  SmallVector<StringAttr> names = getAxisNames(tensor.type);
  for (auto [axis, extent] : llvm::enumerate(tensor.type.getShape())) {
    os << (axis ? ", " : "");
    if (!ShapedType::isDynamic(extent))
      os << extent;
    else if (tensor.extent[axis] >= 0)
      os << entry.extents[tensor.extent[axis]];
    else if (names[axis])
      os << names[axis].getValue();
    else
      os << "?";
    if (names[axis] && !ShapedType::isDynamic(extent))
      os << " " << names[axis].getValue();
  }
  os << "]";
  return text;
}

/// The parameters `int64_t batch, int64_t x_1`.
static std::string getExtentParameters(const EntrySignature &entry) {
  std::string text = llvm::join(llvm::map_range(entry.extents,
                                                [](const std::string &name) {
                                                  return "int64_t " + name;
                                                }),
                                ", ");
  return text.empty() ? "void" : text;
}

/// A name from the module as text of a comment.
static std::string makeComment(StringRef name) {
  std::string text;
  for (char c : name)
    text += llvm::isPrint(c) && c != '*' && c != '/' ? c : '_';
  return text;
}

static std::string getUpper(StringRef name) { return name.upper(); }

static void writeEntry(llvm::raw_ostream &os, const ModelInterface &model,
                       const EntrySignature &entry) {
  std::string symbol = model.name + "_" + makeModelName(entry.name);
  std::string macro = getUpper(symbol);
  os << "/*===- " << makeComment(entry.name) << " -===*/\n\n";

  for (ArrayRef<TensorSignature> tensors :
       {ArrayRef<TensorSignature>(entry.inputs),
        ArrayRef<TensorSignature>(entry.outputs)})
    for (const TensorSignature &tensor : tensors) {
      std::string prefix = macro + "_" + getUpper(tensor.name);
      os << "#define " << prefix << "_RANK " << tensor.type.getRank() << "\n";
      for (auto [axis, extent] : llvm::enumerate(tensor.type.getShape()))
        if (!ShapedType::isDynamic(extent))
          os << "#define " << prefix << "_DIM" << axis << " " << extent << "\n";
      if (tensor.type.hasStaticShape())
        os << "#define " << prefix << "_SIZE " << tensor.type.getNumElements()
           << "\n";
    }

  os << "\n/* Bytes of workspace that a call with these extents needs; 0 if "
        "the "
        "extents do\n * not fit. */\n"
     << "size_t " << symbol << "_workspace_size(" << getExtentParameters(entry)
     << ");\n\n";

  os << "/* Bytes beside these for each thread but the first, see nn_exec. */\n"
     << "size_t " << symbol << "_thread_workspace_size("
     << getExtentParameters(entry) << ");\n\n";

  os << "/* Writes the extents of the outputs: ";
  llvm::interleave(
      entry.outputs, os,
      [&](const TensorSignature &tensor) {
        os << tensor.type.getRank() << " of '" << tensor.name << "'";
      },
      ", then ");
  os << ".\n * NN_E_SHAPE if the extents do not fit. */\n"
     << "nn_status " << symbol << "_output_shapes(";
  for (const std::string &extent : entry.extents)
    os << "int64_t " << extent << ", ";
  os << "int64_t *shapes);\n\n";

  os << "/* Runs '" << makeComment(entry.name)
     << "'. Tensors are row-major and do not "
     << "overlap the outputs.\n *\n";
  for (const TensorSignature &tensor : entry.inputs)
    os << " *   in   " << tensor.name << ": " << describe(tensor, entry)
       << "\n";
  for (const TensorSignature &tensor : entry.outputs)
    os << " *   out  " << tensor.name << ": " << describe(tensor, entry)
       << "\n";
  for (auto [number, check] : llvm::enumerate(entry.checks))
    os << " *   check " << number << ": " << makeComment(check.text) << "\n";
  os << " *\n * `weights` is null for "
     << (model.embedsWeights ? "the embedded weights" : "a model without any")
     << "; `workspace` is aligned to\n * NN_WORKSPACE_ALIGN bytes; `exec` may "
        "be null. */\n"
     << "nn_status " << symbol << "(";
  std::string indent(symbol.size() + 11, ' ');
  for (const TensorSignature &tensor : entry.inputs)
    os << "const " << getCType(tensor.type.getElementType()) << " *"
       << tensor.name << ",\n"
       << indent;
  for (const TensorSignature &tensor : entry.outputs)
    os << getCType(tensor.type.getElementType()) << " *" << tensor.name << ",\n"
       << indent;
  for (const std::string &extent : entry.extents)
    os << "int64_t " << extent << ",\n" << indent;
  // With its tag: a tensor may have the name of the type.
  os << "const struct " << model.name << "_weights *weights,\n"
     << indent << "void *workspace, size_t workspace_bytes,\n"
     << indent << "const nn_exec *exec);\n\n";
}

/// The functions of a model with several levels.
static void writeLevels(llvm::raw_ostream &os, const ModelInterface &model) {
  std::string macro = getUpper(model.name);
  os << "/* The level of the code in use, out of";
  for (auto [number, level] : llvm::enumerate(model.levels))
    os << "\n *   " << number << "  " << level.cpu;
  os << "\n * It is settled for good by the first call of any function but "
     << model.name << "_info and\n * " << model.name
     << "_weights_bind: the last level that this processor has. */\n"
     << "#define " << macro << "_NUM_CPU_LEVELS " << model.levels.size() << "\n"
     << "uint32_t " << model.name << "_cpu_level(void);\n\n"
     << "/* Settles the level, to compare or test. NN_E_INVALID_ARG if there "
        "is "
        "no such\n * level or another is in use, NN_E_CPU_UNSUPPORTED if this "
        "processor lacks it. */\nnn_status "
     << model.name << "_use_cpu_level(uint32_t level);\n\n";
}

void nn::writeHeader(llvm::raw_ostream &os, const ModelInterface &model) {
  std::string guard = getUpper(model.name) + "_H";
  os << "/* " << model.name << ".h - C interface of the model '" << model.name
     << "', generated by NN-MLIR.\n *\n"
     << " * Link the library of the model and, on most systems, libm. */\n"
     << "#ifndef " << guard << "\n#define " << guard << "\n\n"
     << getAbiHeader() << "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";

  std::string macro = getUpper(model.name);
  os << "#define " << macro << "_ABI_VERSION " << NN_ABI_VERSION << "\n"
     << "#define " << macro << "_NUM_WEIGHTS " << model.weights.size()
     << "\n/* Bytes of the weights laid out for the processor; 0: they are "
        "read as they are. */\n"
     << "#define " << macro << "_PACKED_BYTES " << model.packedBytes << "\n\n";
  os << "/* Where the weights of a call lie. Filled by " << model.name
     << "_weights_bind,\n * or by hand with row-major tensors in this order:";
  for (auto [index, weight] : llvm::enumerate(model.weights)) {
    os << "\n *   " << index << "  " << makeComment(weight.name) << ": "
       << weight.type.getElementType() << " [";
    llvm::interleaveComma(weight.type.getShape(), os);
    os << "]";
  }
  if (model.weights.empty())
    os << " (none)";
  os << "\n */\ntypedef struct " << model.name << "_weights {\n"
     << "  uint32_t struct_size; /* sizeof(" << model.name << "_weights) */\n"
     << "  uint32_t count;       /* " << macro << "_NUM_WEIGHTS */\n"
     << "  const void *tensor[" << std::max<size_t>(model.weights.size(), 1)
     << "];\n"
     << "  const void *packed; /* see " << model.name
     << "_weights_prepack; may be null */\n"
     << "} " << model.name << "_weights;\n\n"
     << "/* Fills `weights` from the bytes of a safetensors file, which have "
        "to stay in\n * place, after checking names, types, shapes and ranges. "
        "NN_E_WEIGHTS if the\n * file is not that of this model. */\n"
     << "nn_status " << model.name
     << "_weights_bind(const void *base, size_t bytes,\n"
     << std::string(model.name.size() + 24, ' ') << model.name
     << "_weights *weights);\n\n"
     << "/* Lays the tensors of `weights` out for the processor in the `bytes` "
        "at `packed`,\n * at least "
     << macro
     << "_PACKED_BYTES and aligned to NN_WORKSPACE_ALIGN, which have to\n"
        " * stay in place while `weights` is used. Once before the first call, "
        "and again\n * when a tensor has changed; not needed for "
     << macro << "_PACKED_BYTES 0. */\n"
     << "nn_status " << model.name << "_weights_prepack(" << model.name
     << "_weights *weights,\n"
     << std::string(model.name.size() + 27, ' ')
     << "void *packed, size_t bytes);\n\n"
     << "/* NN_OK if this processor has the instructions that the model was "
        "built for"
     << (model.levels.size() > 1 ? ",\n * at some level" : "")
     << ". */\nnn_status " << model.name << "_check_cpu(void);\n\n";
  if (model.levels.size() > 1)
    writeLevels(os, model);
  os << "/* Names, types and shapes as data, for callers that look them up. "
        "*/\nconst nn_model_info *"
     << model.name << "_info(void);\n\n";
  for (const EntrySignature &entry : model.entries)
    writeEntry(os, model, entry);
  os << "#ifdef __cplusplus\n}\n#endif\n#endif /* " << guard << " */\n";
}

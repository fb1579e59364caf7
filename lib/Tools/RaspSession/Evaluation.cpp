//===- Evaluation.cpp - S-ops and selectors on an input -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Evaluation.h"
#include "dialects/NN/NNDialect.h"
#include "lib/Target/Rasp/Emitter.h"
#include "lib/Target/Rasp/Plan.h"
#include "lib/Tools/ReferenceModel.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Diagnostics.h"
#include "nn/Runtime/nn_sequence.h"
#include "nn/Target/ModelInterface.h"

using namespace mlir;
using namespace nn;
using namespace nn::rasp;

Evaluation::Evaluation(const llvm::SourceMgr &sources) : sources(sources) {
  context.loadDialect<NNDialect, arith::ArithDialect, func::FuncDialect,
                      math::MathDialect, tensor::TensorDialect>();
}

namespace {
/// Tokens as the runtime takes them.
class TokenSequence {
public:
  explicit TokenSequence(ArrayRef<Atom> atoms) {
    for (const Atom &atom : atoms)
      add(atom);
    sequence.tokens = tokens.data();
    sequence.count = tokens.size();
    sequence.points = points.data();
    sequence.num_points = points.size();
  }

  const nn_sequence &get() const { return sequence; }

private:
  void add(const Atom &atom) {
    nn_token token{};
    switch (getKind(atom)) {
    case AtomKind::Bool:
    case AtomKind::Int:
      token.type =
          getKind(atom) == AtomKind::Bool ? NN_TOKEN_BOOL : NN_TOKEN_INT;
      token.value.integer = getInt(atom);
      break;
    case AtomKind::Float:
      token.type = NN_TOKEN_FLOAT;
      token.value.number = getDouble(atom);
      break;
    case AtomKind::String: {
      auto text = getCodePoints(std::get<std::string>(atom));
      token.type = NN_TOKEN_STR;
      token.length = text.size();
      token.value.first = points.size();
      points.insert(points.end(), text.begin(), text.end());
      break;
    }
    }
    tokens.push_back(token);
  }

  std::vector<nn_token> tokens;
  std::vector<uint32_t> points;
  nn_sequence sequence{};
};
} // namespace

/// The element at `place` of a result of `type`, whose strings have up to
/// `extent` characters; `kinds` says of each number what it is, or is null.
static Atom getAtom(const void *data, nn_dtype type, const int8_t *kinds,
                    size_t place, size_t extent) {
  switch (type) {
  case NN_BOOL:
    return Atom(static_cast<const uint8_t *>(data)[place] != 0);
  case NN_I64:
    return Atom(static_cast<const int64_t *>(data)[place]);
  case NN_F64: {
    double number = static_cast<const double *>(data)[place];
    auto kind = kinds ? static_cast<AtomKind>(kinds[place]) : AtomKind::Float;
    if (kind == AtomKind::Bool)
      return Atom(number != 0);
    return kind == AtomKind::Int ? Atom(static_cast<int64_t>(number))
                                 : Atom(number);
  }
  default: {
    const auto *row = static_cast<const uint32_t *>(data) + place * extent;
    ArrayRef<uint32_t> text(row, extent);
    return Atom(encode(text.take_while([](uint32_t point) { return point; })));
  }
  }
}

/// Calls `entry` and stores what it gives.
static void call(const nn_model_info &info, const nn_entry_info &entry,
                 nn_sequence_options &options, const nn_sequence &sequence,
                 const Step *step, Evaluated &result) {
  char error[NN_SEQUENCE_ERROR_BYTES] = "";
  nn_sop *created = nullptr;
  int code =
      nn_sop_create(&created, &info, &entry, &options, error, sizeof(error));
  std::unique_ptr<nn_sop, decltype(&nn_sop_destroy)> sop(created,
                                                         nn_sop_destroy);
  const char *text = "";
  size_t bytes = 0;
  if (!code)
    code = nn_sop_set_input(sop.get(), &sequence, error, sizeof(error));
  if (!code)
    code = nn_sop_call(sop.get(), error, sizeof(error));
  if (!code && !step->isSelector())
    code = nn_sop_format(sop.get(), /*json=*/0, &text, &bytes, error,
                         sizeof(error));
  if (code) {
    // A diagnostic, where there was one, says more.
    if (result.error.empty())
      result.error = error;
    return;
  }
  result.text.assign(text, bytes);
  nn_sop_tensors tensors = nn_sop_get_tensors(sop.get());
  const void *value = nullptr, *kinds = nullptr;
  nn_dtype type = NN_BOOL;
  size_t extent = 0;
  const int64_t *shape = tensors.shapes;
  for (uint32_t i = 0; i < entry.num_outputs; ++i) {
    const nn_tensor_info &output = entry.outputs[i];
    if (StringRef(output.name) == "kind") {
      kinds = tensors.outputs[i];
    } else {
      value = tensors.outputs[i];
      type = static_cast<nn_dtype>(output.dtype);
      extent = output.rank == 2 ? shape[1] : 0;
    }
    shape += output.rank;
  }
  if (step->isSelector()) {
    const auto *marks = static_cast<const uint8_t *>(value);
    result.marks.assign(marks, marks + sequence.count * sequence.count);
    return;
  }
  for (size_t place = 0; place < sequence.count; ++place)
    result.values.push_back(getAtom(
        value, type, static_cast<const int8_t *>(kinds), place, extent));
}

static bool needsSelector(const Step *step) {
  return llvm::any_of(collectSteps(step),
                      [](const Step *part) { return part->isSelector(); });
}

std::vector<Evaluated> Evaluation::evaluate(ArrayRef<const Step *> steps,
                                            ArrayRef<Atom> tokens) {
  std::vector<Evaluated> results(steps.size());
  if (tokens.size() > kMaxTokens && llvm::any_of(steps, needsSelector)) {
    results.front().error =
        "an input of more than " + std::to_string(kMaxTokens) +
        " tokens: selectors are matrices here; compile the program";
    results.front().isOverLimit = true;
    results.assign(steps.size(), results.front());
    return results;
  }
  Evaluated *current = nullptr;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() != DiagnosticSeverity::Error || !current ||
        !current->error.empty())
      return success();
    // "'nn.require' op '/' divides by zero"
    std::string message = diagnostic.str();
    StringRef text = message;
    if (text.starts_with("'nn.") && text.contains("' op "))
      text = text.split("' op ").second;
    current->error = text.str();
    if (auto place =
            diagnostic.getLocation()->findInstanceOf<FileLineColLoc>()) {
      current->file = place.getFilename().str();
      current->line = place.getLine();
      current->column = place.getColumn();
    }
    return success();
  });
  OwningOpRef<ModuleOp> module = ModuleOp::create(UnknownLoc::get(&context));
  std::vector<NamedStep> named;
  for (auto [place, step] : llvm::enumerate(steps))
    named.push_back({"s" + std::to_string(place), step, {}});
  emitFunctions(*module, named, sources);
  ReferenceModel model(*module, "session");
  // What cannot be evaluated is so for all.
  Evaluated whole;
  current = &whole;
  if (failed(model.prepare()))
    return std::vector<Evaluated>(steps.size(), whole);
  nn_runner_options runner = model.getRunnerOptions();
  nn_sequence_options options{};
  options.output_shapes = runner.output_shapes;
  options.call = runner.call;
  options.context = runner.context;
  TokenSequence sequence(tokens);
  const nn_model_info &info = model.getInfo();
  for (auto [place, step] : llvm::enumerate(steps)) {
    current = &results[place];
    call(info, info.entries[place], options, sequence.get(), step, *current);
  }
  return results;
}

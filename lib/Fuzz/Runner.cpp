//===- Runner.cpp - One module run in several ways ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Fuzz/Runner.h"
#include "Moves.h"
#include "NativeModel.h"
#include "Needed.h"
#include "Sampler.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "nn/Fuzz/Random.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>
#include <dlfcn.h>
#include <set>

using namespace mlir;
using namespace nn;

std::vector<Backend> Backend::getDefaults() {
  return {{"jit -O0", Form::Jit, 0, "native"},
          {"jit -O3", Form::Jit, 3, "native", /*hasExternalWeights=*/true},
          {"object -O1", Form::Object, 1, ""}};
}

Backend Backend::getSharedLibrary() {
  return {"library -O2", Form::SharedLibrary, 2, ""};
}

StringRef nn::stringifyOutcome(Outcome outcome) {
  switch (outcome) {
  case Outcome::Agrees:
    return "agrees";
  case Outcome::Discarded:
    return "discarded";
  case Outcome::Disagrees:
    return "disagrees";
  case Outcome::IsInvalid:
    return "is invalid";
  case Outcome::DoesNotCompile:
    return "does not compile";
  case Outcome::DoesNotEvaluate:
    return "does not evaluate";
  case Outcome::Crashes:
    return "crashes";
  case Outcome::TakesTooLong:
    return "takes too long";
  }
  llvm_unreachable("unknown outcome");
}

std::string RunReport::getKind() const {
  std::string kind = stringifyOutcome(outcome).str() + " " + subject;
  if (outcome == Outcome::Disagrees)
    return kind;
  // The message without numbers, names and types.
  char end = 0;
  for (char c : StringRef(message).split('\n').first) {
    if (end != 0)
      end = c == end ? 0 : end;
    else if (c == '\'' || c == '<')
      end = c == '<' ? '>' : c;
    else if (!llvm::isDigit(c))
      kind += c;
  }
  return kind;
}

//===----------------------------------------------------------------------===//
// Buffers
//===----------------------------------------------------------------------===//

/// A function of AddressSanitizer's runtime library on a part of memory; null
/// if this process does not have it. Only a process that was started with it
/// does.
using PoisonFunction = void (*)(const volatile void *, size_t);
static PoisonFunction findPoisonFunction(const char *name) {
  return reinterpret_cast<PoisonFunction>(dlsym(RTLD_DEFAULT, name));
}

static void setPoisoned(const char *data, size_t bytes, bool isPoisoned) {
  static const PoisonFunction functions[] = {
      findPoisonFunction("__asan_unpoison_memory_region"),
      findPoisonFunction("__asan_poison_memory_region")};
  if (functions[isPoisoned])
    functions[isPoisoned](data, bytes);
}

bool nn::hasSanitizer() { return findPoisonFunction("__asan_init"); }

namespace {
/// Memory between two zones that nothing should write to; that nothing should
/// read them either is for AddressSanitizer to see.
class GuardedBuffer {
public:
  GuardedBuffer(size_t bytes, char fill)
      : bytes(bytes),
        storage(kZone + llvm::alignTo(bytes, kZone) + 2 * kZone, kPattern) {
    auto address = reinterpret_cast<uintptr_t>(storage.data());
    start = llvm::alignTo(address, kZone) - address + kZone;
    std::memset(data(), fill, bytes);
    setPoisoned(storage.data(), start, true);
    setPoisoned(data() + bytes, storage.size() - start - bytes, true);
  }
  GuardedBuffer(GuardedBuffer &&) = default;
  ~GuardedBuffer() { setPoisoned(storage.data(), storage.size(), false); }

  char *data() { return storage.data() + start; }
  StringRef contents() { return StringRef(data(), bytes); }
  bool isIntact() const {
    auto isPattern = [](char c) { return c == kPattern; };
    return std::all_of(storage.begin(), storage.begin() + start, isPattern) &&
           std::all_of(storage.begin() + start + bytes, storage.end(),
                       isPattern);
  }

private:
  static constexpr size_t kZone = NN_WORKSPACE_ALIGN;
  static constexpr char kPattern = 0x5a;
  size_t bytes;
  std::vector<char> storage;
  size_t start;
};
} // namespace

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

namespace {
struct Entry {
  EntrySignature signature;
  /// Which results hold floats that nothing computed, by `MoveAnalysis`.
  SmallVector<bool> isMoved;
};
using Entries = std::map<std::string, Entry>;

/// A call with what it should give.
struct ExpectedCall {
  const Call *call;
  const Entry *entry;
  std::vector<Tensor> inputs;
  /// What the call answers. Shapes that do not fit are known before it runs.
  nn_status status = NN_OK;
  /// The results, or, if the call fails for its data, tensors of their shapes.
  std::vector<Tensor> outputs;
  /// What it may answer instead, for the data of ops that no result depends on.
  SmallVector<nn_status> others;
};

/// Compares one back end with what calls should give.
class Comparison {
public:
  Comparison(const Backend &backend, const NativeModel &model,
             RunReport &report)
      : backend(backend), model(model), report(report) {}

  /// False if the call disagrees, with the reason in the report.
  bool check(const ExpectedCall &expected);

  /// The entries with a call that compared something.
  const std::set<std::string> &getEntries() const { return compared; }

private:
  bool fail(const ExpectedCall &expected, StringRef subject,
            const Twine &reason);
  bool checkRefusal(const ExpectedCall &expected, const nn_entry_info &entry,
                    ArrayRef<int64_t> extents);
  bool checkShapes(const ExpectedCall &expected, const nn_entry_info &entry,
                   ArrayRef<int64_t> extents);
  /// Makes the call with memory that holds `fill`, as `numTasks` tasks. The
  /// bytes of the outputs; none if it fails as it should.
  std::optional<std::vector<std::string>> invoke(const ExpectedCall &expected,
                                                 const nn_entry_info &entry,
                                                 ArrayRef<int64_t> extents,
                                                 char fill, uint32_t numTasks);
  bool compare(const ExpectedCall &expected, size_t output,
               const std::string &bytes);
  /// Where two runs of a call gave different outputs; empty if nowhere. Two
  /// results that are no numbers are the same: their bits follow from the
  /// instructions that computed them.
  static std::string findDifference(const ExpectedCall &expected,
                                    ArrayRef<std::string> first,
                                    ArrayRef<std::string> second);

  const Backend &backend;
  const NativeModel &model;
  RunReport &report;
  std::set<std::string> compared;
};
} // namespace

bool Comparison::fail(const ExpectedCall &expected, StringRef subject,
                      const Twine &reason) {
  report.outcome = Outcome::Disagrees;
  report.subject = subject.str();
  report.backend = backend.name;
  report.call = expected.call->print();
  report.message =
      (backend.name + ", call " + report.call + ": " + reason).str();
  return false;
}

bool Comparison::check(const ExpectedCall &expected) {
  const nn_model_info &info = model.getInfo();
  ArrayRef<nn_entry_info> entries(info.entries, info.num_entries);
  const nn_entry_info *entry =
      llvm::find_if(entries, [&](const nn_entry_info &e) {
        return expected.call->entry == e.name;
      });
  SmallVector<int64_t> extents =
      expected.call->getExtents(expected.entry->signature);
  if (expected.status == NN_E_SHAPE)
    return checkRefusal(expected, *entry, extents);
  if (entry->workspace_size(extents.data()) == 0)
    return fail(expected, "extents",
                "expected the extents to fit, got no workspace size");
  if (!checkShapes(expected, *entry, extents))
    return false;
  // What lay in the memory before makes no difference, nor do tasks.
  auto first = invoke(expected, *entry, extents, '\xff', 1);
  if (!first)
    return false;
  auto second = invoke(expected, *entry, extents, '\0', 1);
  if (!second)
    return false;
  std::string difference = findDifference(expected, *first, *second);
  if (!difference.empty())
    return fail(expected, "memory",
                "results depend on what the memory held before: " + difference);
  auto third = invoke(expected, *entry, extents, '\xff', 3);
  if (!third)
    return false;
  difference = findDifference(expected, *first, *third);
  if (!difference.empty())
    return fail(expected, "tasks",
                "results depend on the number of tasks: " + difference);
  if (first->empty())
    return true;
  int64_t numCompared = report.numCompared, numOpen = report.numOpen;
  for (size_t output = 0; output < first->size(); ++output)
    if (!compare(expected, output, (*first)[output]))
      return false;
  if (report.numCompared > numCompared || report.numOpen == numOpen)
    compared.insert(expected.call->entry);
  return true;
}

/// Extents that do not fit are refused by every function of the interface.
bool Comparison::checkRefusal(const ExpectedCall &expected,
                              const nn_entry_info &entry,
                              ArrayRef<int64_t> extents) {
  if (size_t bytes = entry.workspace_size(extents.data()))
    return fail(expected, "extents",
                "expected extents that do not fit, got a workspace of " +
                    Twine(bytes) + " bytes");
  size_t numExtents = 0;
  for (const nn_tensor_info &output :
       ArrayRef(entry.outputs, entry.num_outputs))
    numExtents += output.rank;
  std::vector<int64_t> shapes(numExtents + 1);
  nn_status status = entry.output_shapes(extents.data(), shapes.data());
  if (status != NN_E_SHAPE)
    return fail(expected, "extents",
                Twine("expected no shapes of outputs, got '") +
                    nn_status_string(status) + "'");
  return true;
}

bool Comparison::checkShapes(const ExpectedCall &expected,
                             const nn_entry_info &entry,
                             ArrayRef<int64_t> extents) {
  size_t numExtents = 0;
  for (const Tensor &output : expected.outputs)
    numExtents += output.shape.size();
  // A model has at least one output, but all can be scalars.
  std::vector<int64_t> shapes(numExtents + 1);
  if (nn_status status = entry.output_shapes(extents.data(), shapes.data()))
    return fail(expected, "extents",
                Twine("expected shapes of outputs, got '") +
                    nn_status_string(status) + "'");
  ArrayRef<int64_t> rest = shapes;
  for (auto [index, output] : llvm::enumerate(expected.outputs)) {
    ArrayRef<int64_t> shape = rest.take_front(output.shape.size());
    rest = rest.drop_front(output.shape.size());
    if (shape != ArrayRef<int64_t>(output.shape))
      return fail(expected, "extents",
                  "expected output " + Twine(index) + " to have shape [" +
                      llvm::join(llvm::map_range(output.shape,
                                                 [](int64_t e) {
                                                   return std::to_string(e);
                                                 }),
                                 ", ") +
                      "], got another");
  }
  return true;
}

/// Runs tasks from the last to the first: one that needs what another one has
/// computed gets something else.
static void runBackwards(void *, int64_t count,
                         void (*task)(void *argument, int64_t index),
                         void *argument) {
  for (int64_t index = count; index-- > 0;)
    task(argument, index);
}

std::optional<std::vector<std::string>>
Comparison::invoke(const ExpectedCall &expected, const nn_entry_info &entry,
                   ArrayRef<int64_t> extents, char fill, uint32_t numTasks) {
  auto allocate = [&](const Tensor &tensor) {
    return GuardedBuffer(tensor.getByteCount(), fill);
  };
  std::vector<GuardedBuffer> inputs, outputs;
  std::vector<std::string> given, got;
  std::vector<const void *> inputPointers;
  std::vector<void *> outputPointers;
  for (const Tensor &tensor : expected.inputs) {
    inputs.push_back(allocate(tensor));
    tensor.toBytes(inputs.back().data());
    given.push_back(inputs.back().contents().str());
  }
  for (const Tensor &tensor : expected.outputs)
    outputs.push_back(allocate(tensor));
  for (GuardedBuffer &input : inputs)
    inputPointers.push_back(input.data());
  for (GuardedBuffer &output : outputs)
    outputPointers.push_back(output.data());
  size_t workspaceBytes =
      entry.workspace_size(extents.data()) +
      (numTasks - 1) * entry.thread_workspace_size(extents.data());
  GuardedBuffer workspace(workspaceBytes, fill);
  nn_exec exec = {};
  exec.struct_size = sizeof(exec);
  exec.num_threads = numTasks;
  exec.parallel_for = runBackwards;
  nn_status status =
      entry.invoke(inputPointers.data(), outputPointers.data(), extents.data(),
                   model.getWeights(), workspace.data(), workspaceBytes,
                   numTasks > 1 ? &exec : nullptr);
  auto refuse = [&](const Twine &reason, StringRef subject = "memory") {
    fail(expected, subject, reason);
    return std::nullopt;
  };
  if (status != expected.status && !llvm::is_contained(expected.others, status))
    return refuse(Twine("expected '") + nn_status_string(expected.status) +
                      "', got '" + nn_status_string(status) + "'",
                  "status");
  for (auto [index, input] : llvm::enumerate(inputs))
    if (!input.isIntact() || input.contents() != given[index])
      return refuse("input " + Twine(index) + " was written to");
  for (auto [index, output] : llvm::enumerate(outputs)) {
    if (!output.isIntact())
      return refuse("memory beside output " + Twine(index) + " was written to");
    got.push_back(output.contents().str());
  }
  if (!workspace.isIntact())
    return refuse("memory beside the workspace was written to");
  if (status != NN_OK)
    got.clear();
  return got;
}

/// "[1, 2]" of an element of a tensor.
static std::string printPlace(const Tensor &tensor, int64_t place) {
  SmallVector<std::string> index;
  for (int64_t stride : getStrides(tensor.shape)) {
    index.push_back(std::to_string(place / stride));
    place %= stride;
  }
  return "[" + llvm::join(index, ", ") + "]";
}

std::string Comparison::findDifference(const ExpectedCall &expected,
                                       ArrayRef<std::string> first,
                                       ArrayRef<std::string> second) {
  if (first == second)
    return "";
  for (auto [index, output] : llvm::enumerate(expected.outputs)) {
    if (index >= first.size() || index >= second.size())
      return "one of them failed";
    const std::string &before = first[index], &after = second[index];
    Tensor some =
        Tensor::fromBytes(output.shape, output.element, before.data());
    Tensor other =
        Tensor::fromBytes(output.shape, output.element, after.data());
    size_t width = Tensor({}, output.element).getByteCount();
    for (size_t place = 0; place < some.data.size(); ++place) {
      if (StringRef(before).substr(place * width, width) ==
          StringRef(after).substr(place * width, width))
        continue;
      const Number &one = some.data[place], &two = other.data[place];
      bool isReal = output.isReal();
      if (isReal && !expected.entry->isMoved[index] && std::isnan(one.real) &&
          std::isnan(two.real))
        continue;
      std::string where = "output " + std::to_string(index) + " at " +
                          printPlace(output, place) + ": ";
      if (isReal) {
        char numbers[64];
        snprintf(numbers, sizeof(numbers), "%.17g and %.17g", one.real,
                 two.real);
        return where + numbers;
      }
      return where +
             llvm::formatv("{0} and {1}", one.integer, two.integer).str();
    }
  }
  return "";
}

bool Comparison::compare(const ExpectedCall &expected, size_t output,
                         const std::string &bytes) {
  const Tensor &wanted = expected.outputs[output];
  Tensor got = Tensor::fromBytes(wanted.shape, wanted.element, bytes.data());
  std::string bits(bytes.size(), 0);
  wanted.toBytes(bits.data());
  size_t width = Tensor({}, wanted.element).getByteCount();
  double scale = getScale(wanted);
  bool isReal = wanted.isReal();
  for (auto [place, pair] :
       llvm::enumerate(llvm::zip_equal(wanted.data, got.data))) {
    auto [want, have] = pair;
    if (!(want.error < std::numeric_limits<double>::infinity())) {
      ++report.numOpen;
      continue;
    }
    ++report.numCompared;
    report.numLoose += !isWellConditioned(want, isReal, scale);
    bool agrees = want.integer == have.integer;
    if (isReal)
      agrees = want.real == have.real ||
               (std::isnan(want.real) && std::isnan(have.real)) ||
               std::fabs(want.real - have.real) <= want.error * (1 + 1e-9);
    if (isReal && want.error == 0 && expected.entry->isMoved[output])
      agrees = StringRef(bits).substr(place * width, width) ==
               StringRef(bytes).substr(place * width, width);
    if (agrees)
      continue;
    std::string where = "output " + std::to_string(output) + " at " +
                        printPlace(wanted, place) + ": ";
    if (!isReal)
      return fail(expected, "values",
                  where + llvm::formatv("expected {0}, got {1}", want.integer,
                                        have.integer)
                              .str());
    char numbers[128];
    snprintf(numbers, sizeof(numbers),
             "expected %.17g within %.3g, got %.17g (off by %.3g)", want.real,
             want.error, have.real, std::fabs(want.real - have.real));
    return fail(expected, "values", where + numbers);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

/// The entries of a module by their names.
static FailureOr<Entries> collectEntries(ModuleOp module) {
  Entries entries;
  for (auto func : module.getOps<func::FuncOp>()) {
    if (!func.isPublic() || func.isDeclaration())
      continue;
    auto signature = EntrySignature::infer(func, {});
    if (failed(signature))
      return failure();
    MoveAnalysis moves;
    Entry entry{std::move(*signature), {}};
    for (Value result : func.front().getTerminator()->getOperands())
      entry.isMoved.push_back(moves.isMoved(result));
    entries[entry.signature.name] = std::move(entry);
  }
  return entries;
}

FailureOr<std::vector<Call>> nn::makeCalls(ModuleOp module, uint64_t seed) {
  auto entries = collectEntries(module);
  if (failed(entries))
    return failure();
  std::vector<Call> calls;
  for (auto &[name, entry] : *entries) {
    const EntrySignature &signature = entry.signature;
    for (uint64_t i = 0; i < 3; ++i)
      calls.push_back({name, mixSeed(seed, i), {}});
    if (signature.extents.empty())
      continue;
    // Extents that differ may not fit together.
    Call equal{name, mixSeed(seed, 3), {}};
    for (const std::string &extent : signature.extents)
      equal.extents[extent] = 4;
    calls.push_back(std::move(equal));
  }
  return calls;
}

/// Evaluates a call. False if its outcome depends on rounding.
static bool evaluate(Evaluator &evaluator, ExpectedCall &call) {
  StringRef entry = call.call->entry;
  auto outputs = evaluator.evaluate(entry, call.inputs);
  if (evaluator.dependsOnRounding())
    return false;
  for (EvaluationFailure kind :
       {EvaluationFailure::Index, EvaluationFailure::Numeric,
        EvaluationFailure::Value})
    if (evaluator.mayFail(kind))
      call.others.push_back(getStatus(kind));
  if (failed(outputs)) {
    call.status = getStatus(evaluator.getFailure());
    // Extents are checked first.
    outputs = evaluator.evaluateExtents(entry, call.inputs);
    if (failed(outputs)) {
      call.status = NN_E_SHAPE;
      return true;
    }
  }
  call.outputs = std::move(*outputs);
  return true;
}

/// Evaluates the calls, with bounds of minimal filtering or not. False, with
/// the reason in the report, if the evaluator does not take the module.
static bool evaluate(ModuleOp module, const Entries &entries,
                     ArrayRef<Call> calls, bool filtersMinimally,
                     std::vector<ExpectedCall> &expected, RunReport &report) {
  std::map<std::string, std::unique_ptr<Evaluator>> evaluators;
  // Made for the first call whose extents do not fit.
  std::optional<NeededPart> needed;
  for (const Call &call : calls) {
    auto entry = entries.find(call.entry);
    if (entry == entries.end()) {
      report.message = "there is no entry '" + call.entry + "'";
      return false;
    }
    auto &evaluator = evaluators[call.entry];
    if (!evaluator) {
      evaluator = std::make_unique<Evaluator>(
          module, EvaluatorOptions{/*boundsErrors=*/true, filtersMinimally});
      if (failed(evaluator->prepare(call.entry)))
        return false;
    }
    ExpectedCall next{&call,
                      &entry->second,
                      makeInputs(entry->second.signature, call),
                      NN_OK,
                      {},
                      {}};
    bool isOpen = !evaluate(*evaluator, next);
    if (!isOpen && next.status == NN_E_SHAPE) {
      if (!needed)
        needed.emplace(module);
      isOpen = needed->extentsFit(call.entry, next.inputs);
    }
    if (isOpen) {
      ++report.numOpenCalls;
      continue;
    }
    ++(next.status == NN_OK ? report.numCalls : report.numRefused);
    expected.push_back(std::move(next));
  }
  return true;
}

/// Whether code of `backend` computes convolutions by minimal filtering.
static bool filtersMinimally(const Backend &backend) {
  return backend.optLevel >= 3;
}

/// Whether there are windows with two axes of three elements in `module`.
static bool hasFilters(ModuleOp module) {
  WalkResult result = module.walk([](Operation *op) {
    ArrayRef<int64_t> sizes;
    if (auto conv = dyn_cast<ConvOp>(op))
      sizes = conv.getWeight().getType().getShape().drop_front(2);
    else if (auto window = dyn_cast<WindowOp>(op))
      sizes = window.getSize();
    return llvm::count(sizes, 3) == 2 ? WalkResult::interrupt()
                                      : WalkResult::advance();
  });
  return result.wasInterrupted();
}

RunReport nn::runModule(ModuleOp module, ArrayRef<Call> calls,
                        const RunnerOptions &options) {
  RunReport report;
  std::string diagnostics;
  ScopedDiagnosticHandler handler(module.getContext(), [&](Diagnostic &diag) {
    if (diag.getSeverity() == DiagnosticSeverity::Error)
      diagnostics += diag.str() + "\n";
  });
  auto fail = [&](Outcome outcome) {
    report.outcome = outcome;
    if (report.message.empty())
      report.message = report.backend + ": " + diagnostics;
    return report;
  };
  options.onStep("evaluator");
  report.backend = "evaluator";
  auto entries = collectEntries(module);
  std::vector<ExpectedCall> expected, filtered;
  if (failed(entries) ||
      !evaluate(module, *entries, calls,
                /*filtersMinimally=*/false, expected, report))
    return fail(Outcome::DoesNotEvaluate);
  // The highest level computes some convolutions otherwise.
  bool mayFilter =
      hasFilters(module) && llvm::any_of(options.backends, filtersMinimally);
  if (mayFilter) {
    RunReport again;
    if (!evaluate(module, *entries, calls, /*filtersMinimally=*/true, filtered,
                  again))
      return fail(Outcome::DoesNotEvaluate);
  }
  std::set<std::string> compared;
  for (const Backend &backend : options.backends) {
    diagnostics.clear();
    options.onStep(backend.name);
    auto native = NativeModel::compile(module, backend, options);
    report.backend = backend.name;
    if (failed(native))
      return fail(Outcome::DoesNotCompile);
    Comparison comparison(backend, **native, report);
    for (const ExpectedCall &call :
         mayFilter &&filtersMinimally(backend) ? filtered : expected)
      if (!comparison.check(call))
        return report;
    compared.insert(comparison.getEntries().begin(),
                    comparison.getEntries().end());
  }
  report.backend.clear();
  for (const Call &call : calls)
    if (!compared.count(call.entry) &&
        !llvm::is_contained(report.idleEntries, call.entry))
      report.idleEntries.push_back(call.entry);
  int64_t numVague = report.numLoose + report.numOpen;
  if (compared.empty() || 2 * numVague > report.numCompared + report.numOpen)
    report.outcome = Outcome::Discarded;
  return report;
}

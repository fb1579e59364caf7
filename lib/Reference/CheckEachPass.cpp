//===- CheckEachPass.cpp - Find the pass that changes a meaning -----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Results are compared with those of the module before the first pass, not
// before the last one, so that small changes do not add up unseen.
//
// A pass may run passes itself, as the inliner does. These are checked, too;
// but where the module cannot be evaluated between them, it is unfinished, and
// the check goes on after the outer pass.
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/CheckEachPass.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassInstrumentation.h"
#include "nn/Reference/RandomInputs.h"
#include "llvm/ADT/StringExtras.h"
#include <numeric>
#include <random>

using namespace mlir;
using namespace nn;

/// The most elements of all inputs of a function that is checked, and of the
/// result of each of its ops before the first pass.
static constexpr uint64_t kMaxElements = uint64_t(1) << 25;

namespace {
/// Keeps errors from being printed while it lives, and the first of them.
class ErrorTrap {
public:
  explicit ErrorTrap(MLIRContext *context)
      : handler(context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error &&
              message.empty())
            message = diagnostic.str();
          return success();
        }) {}

  std::string message;

private:
  ScopedDiagnosticHandler handler;
};

/// Inputs of an entry and what it made of them at first.
struct Trial {
  SmallVector<int64_t> extents;
  std::vector<Tensor> inputs, results;
};

/// A function that is checked.
struct CheckedEntry {
  Location loc;
  EntrySignature signature;
  std::vector<Trial> trials;
};

class CheckEachPass : public PassInstrumentation {
public:
  explicit CheckEachPass(const CheckEachPassOptions &options)
      : options(options) {
    evaluatorOptions.knowsStructured = true;
  }

  void runBeforePass(Pass *pass, Operation *op) override;
  void runAfterPass(Pass *pass, Operation *op) override;
  void runAfterPassFailed(Pass *, Operation *) override { passes.pop_back(); }

private:
  void start(ModuleOp module);
  FailureOr<CheckedEntry> makeEntry(func::FuncOp function, Evaluator &evaluator,
                                    std::string &reason) const;
  void addTrial(CheckedEntry &entry, Evaluator &evaluator,
                ArrayRef<int64_t> extents) const;
  void addTrials(CheckedEntry &entry, Evaluator &evaluator) const;
  void check(ModuleOp module, Pass *pass);
  /// Why `entry` cannot be evaluated; empty if it can.
  std::string prepare(ModuleOp module, const CheckedEntry &entry,
                      Evaluator &evaluator) const;
  LogicalResult checkTrials(ModuleOp module, const CheckedEntry &entry,
                            Evaluator &evaluator, Pass *pass) const;
  InFlightDiagnostic reportChange(const CheckedEntry &entry, const Trial &trial,
                                  Pass *pass) const;
  LogicalResult compareResults(const CheckedEntry &entry, const Trial &trial,
                               ArrayRef<Tensor> results, Pass *pass) const;

  CheckEachPassOptions options;
  EvaluatorOptions evaluatorOptions;
  bool hasStarted = false;
  std::vector<CheckedEntry> entries;
  /// The module when it was evaluated last.
  std::optional<OperationFingerPrint> state;
  /// The running passes, the outermost first.
  SmallVector<Pass *> passes;
};
} // namespace

static ModuleOp getModule(Operation *op) {
  while (Operation *parent = op->getParentOp())
    op = parent;
  return dyn_cast<ModuleOp>(op);
}

static StringRef getName(Pass *pass) {
  return pass->getArgument().empty() ? pass->getName() : pass->getArgument();
}

/// Whether `pass` runs others on nested ops and does nothing else.
static bool isAdaptor(Pass *pass) {
  return pass->getName().ends_with("OpToOpPassAdaptor");
}

/// The extents of a call, for messages: "batch = 1, row = 4".
static std::string describeExtents(const CheckedEntry &entry,
                                   const Trial &trial) {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(llvm::zip_equal(entry.signature.extents, trial.extents),
                        os, [&](auto pair) {
                          os << std::get<0>(pair) << " = " << std::get<1>(pair);
                        });
  return text;
}

//===----------------------------------------------------------------------===//
// Before the first pass
//===----------------------------------------------------------------------===//

void CheckEachPass::addTrial(CheckedEntry &entry, Evaluator &evaluator,
                             ArrayRef<int64_t> extents) const {
  // Integers may be indices, of which few are good.
  for (IntegerRange range : {IntegerRange{-9, 9}, IntegerRange{0, 1}}) {
    Trial trial;
    trial.extents.assign(extents.begin(), extents.end());
    trial.inputs =
        makeRandomInputs(entry.signature, extents, options.seed, range);
    auto results = evaluator.evaluate(entry.signature.name, trial.inputs);
    if (failed(results))
      continue;
    trial.results = std::move(*results);
    entry.trials.push_back(std::move(trial));
    return;
  }
}

void CheckEachPass::addTrials(CheckedEntry &entry, Evaluator &evaluator) const {
  size_t count = entry.signature.extents.size();
  auto addEqual = [&](int64_t extent) {
    addTrial(entry, evaluator, SmallVector<int64_t>(count, extent));
  };
  if (count == 0)
    return addEqual(0);
  for (int64_t extent : {4, 1, 0})
    addEqual(extent);
  SmallVector<int64_t> extents(count);
  std::iota(extents.begin(), extents.end(), 2);
  addTrial(entry, evaluator, extents);
  // The function may need larger extents, or ask for certain ones.
  for (int64_t extent = 2; entry.trials.empty() && extent <= 16; ++extent)
    addEqual(extent);
  std::mt19937_64 generator(options.seed);
  for (int attempt = 0; entry.trials.empty() && attempt < 100; ++attempt) {
    for (int64_t &extent : extents)
      extent = 1 + static_cast<int64_t>(generator() % 9);
    addTrial(entry, evaluator, extents);
  }
}

/// The elements of all inputs, run-time extents counted as 1.
static uint64_t countInputs(const EntrySignature &signature) {
  uint64_t total = 0;
  for (const TensorSignature &input : signature.inputs) {
    if (llvm::is_contained(input.type.getShape(), 0))
      continue;
    uint64_t elements = 1;
    for (int64_t extent : input.type.getShape())
      if (!ShapedType::isDynamic(extent))
        elements = llvm::SaturatingMultiply<uint64_t>(elements, extent);
    total = llvm::SaturatingAdd(total, elements);
  }
  return total;
}

/// The entry of `function` with its trials; sets `reason` if it has none.
FailureOr<CheckedEntry> CheckEachPass::makeEntry(func::FuncOp function,
                                                 Evaluator &evaluator,
                                                 std::string &reason) const {
  ErrorTrap trap(function.getContext());
  auto fail = [&]() {
    // What is wrong with the whole module is reported once.
    if (!trap.message.empty())
      reason = trap.message;
    return failure();
  };
  FailureOr<EntrySignature> signature = EntrySignature::infer(function, {});
  if (failed(signature) || failed(evaluator.prepare(function.getName())))
    return fail();
  if (countInputs(*signature) > kMaxElements) {
    reason = "its inputs have more than " + std::to_string(kMaxElements) +
             " elements";
    return failure();
  }
  CheckedEntry entry{function.getLoc(), std::move(*signature), {}};
  addTrials(entry, evaluator);
  if (entry.trials.empty())
    return fail();
  return entry;
}

void CheckEachPass::start(ModuleOp module) {
  hasStarted = true;
  EvaluatorOptions limited = evaluatorOptions;
  limited.maxElements = kMaxElements;
  Evaluator evaluator(module, limited);
  std::string reason;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isDeclaration())
      continue;
    FailureOr<CheckedEntry> entry = makeEntry(function, evaluator, reason);
    if (succeeded(entry))
      entries.push_back(std::move(*entry));
    else
      emitRemark(function.getLoc()) << "function '" << function.getName()
                                    << "' is not checked: " << reason;
  }
  state.emplace(module);
}

//===----------------------------------------------------------------------===//
// After a pass
//===----------------------------------------------------------------------===//

InFlightDiagnostic CheckEachPass::reportChange(const CheckedEntry &entry,
                                               const Trial &trial,
                                               Pass *pass) const {
  InFlightDiagnostic diag = emitError(entry.loc)
                            << "pass '" << getName(pass) << "' changed what '"
                            << entry.signature.name << "' computes";
  std::string extents = describeExtents(entry, trial);
  diag.attachNote() << "the inputs are those of seed " << options.seed
                    << (extents.empty() ? "" : " with ") << extents;
  return diag;
}

LogicalResult CheckEachPass::compareResults(const CheckedEntry &entry,
                                            const Trial &trial,
                                            ArrayRef<Tensor> results,
                                            Pass *pass) const {
  if (results.size() != trial.results.size()) {
    reportChange(entry, trial, pass).attachNote()
        << "it has " << results.size() << " results instead of "
        << trial.results.size();
    return failure();
  }
  for (auto [index, before, after] : llvm::enumerate(trial.results, results)) {
    StringRef name = entry.signature.outputs[index].name;
    if (before.element != after.element) {
      reportChange(entry, trial, pass).attachNote()
          << "result '" << name << "' has elements of type " << after.element
          << " instead of " << before.element;
      return failure();
    }
    if (before.shape != after.shape) {
      reportChange(entry, trial, pass).attachNote()
          << "result '" << name << "' has shape [" << after.shape
          << "] instead of [" << before.shape << "]";
      return failure();
    }
    Difference difference = compare(after, before, options.tolerance);
    if (!difference)
      continue;
    reportChange(entry, trial, pass).attachNote()
        << "element " << formatIndex(before, difference.place) << " of result '"
        << name << "' is " << formatElement(after, difference.place)
        << " instead of " << formatElement(before, difference.place)
        << ": absolute error " << formatError(difference.absolute)
        << ", relative error " << formatError(difference.relative) << "; "
        << difference.count << " of " << before.data.size()
        << " elements differ by more than is tolerated";
    return failure();
  }
  return success();
}

/// What an entry, or the kernel that it has become, makes of a trial.
static FailureOr<std::vector<Tensor>> evaluate(ModuleOp module,
                                               const CheckedEntry &entry,
                                               Evaluator &evaluator,
                                               const Trial &trial) {
  StringRef name = entry.signature.name;
  if (module.lookupSymbol<func::FuncOp>(name))
    return evaluator.evaluate(name, trial.inputs);
  SmallVector<SmallVector<int64_t>> shapes;
  for (const Tensor &result : trial.results)
    shapes.push_back(result.shape);
  return evaluator.evaluateKernel(name, trial.inputs, shapes);
}

LogicalResult CheckEachPass::checkTrials(ModuleOp module,
                                         const CheckedEntry &entry,
                                         Evaluator &evaluator,
                                         Pass *pass) const {
  for (const Trial &trial : entry.trials) {
    FailureOr<std::vector<Tensor>> results = failure();
    std::string reason;
    {
      ErrorTrap trap(entry.loc.getContext());
      results = evaluate(module, entry, evaluator, trial);
      reason = trap.message;
    }
    if (failed(results)) {
      reportChange(entry, trial, pass).attachNote() << "it fails: " << reason;
      return failure();
    }
    if (failed(compareResults(entry, trial, *results, pass)))
      return failure();
  }
  return success();
}

std::string CheckEachPass::prepare(ModuleOp module, const CheckedEntry &entry,
                                   Evaluator &evaluator) const {
  if (auto function = module.lookupSymbol<func::FuncOp>(entry.signature.name)) {
    SmallVector<Type> types;
    for (const TensorSignature &input : entry.signature.inputs)
      types.push_back(input.type);
    auto isOfElements = [](Type a, Type b) {
      return getElementTypeOrSelf(a) == getElementTypeOrSelf(b);
    };
    if (failed(verifyCompatibleShapes(function.getArgumentTypes(), types)) ||
        !llvm::equal(function.getArgumentTypes(), types, isOfElements))
      return "its arguments are others";
  }
  ErrorTrap trap(module.getContext());
  if (failed(evaluator.prepare(entry.signature.name)))
    return trap.message;
  return "";
}

/// Whether the module still offers `entry`, be it as a kernel.
static bool isOffered(ModuleOp module, const CheckedEntry &entry) {
  StringRef name = entry.signature.name;
  if (Operation *symbol = module.lookupSymbol(name))
    return SymbolTable::getSymbolVisibility(symbol) ==
           SymbolTable::Visibility::Public;
  return module.lookupSymbol(getKernelName(name)) != nullptr;
}

void CheckEachPass::check(ModuleOp module, Pass *pass) {
  OperationFingerPrint now(module);
  if (entries.empty() || now == *state)
    return;
  state = now;
  // Within a pass that runs others, the module may be unfinished.
  bool isNested =
      llvm::any_of(passes, [](Pass *outer) { return !isAdaptor(outer); });
  Evaluator evaluator(module, evaluatorOptions);
  llvm::erase_if(entries, [&](const CheckedEntry &entry) {
    if (!isOffered(module, entry) && !isNested) {
      emitError(entry.loc) << "pass '" << getName(pass) << "' removed '"
                           << entry.signature.name
                           << "' from what the module offers";
      signalPassFailure(pass);
      return true;
    }
    std::string reason = prepare(module, entry, evaluator);
    if (!reason.empty()) {
      if (!isNested)
        emitRemark(entry.loc) << "function '" << entry.signature.name
                              << "' is checked no further than before '"
                              << getName(pass) << "': " << reason;
      return !isNested;
    }
    if (succeeded(checkTrials(module, entry, evaluator, pass)))
      return false;
    signalPassFailure(pass);
    return true;
  });
}

//===----------------------------------------------------------------------===//
// Instrumentation
//===----------------------------------------------------------------------===//

void CheckEachPass::runBeforePass(Pass *pass, Operation *op) {
  passes.push_back(pass);
  if (ModuleOp module = getModule(op); module && !hasStarted)
    start(module);
}

void CheckEachPass::runAfterPass(Pass *pass, Operation *op) {
  passes.pop_back();
  if (ModuleOp module = getModule(op))
    check(module, pass);
}

void nn::checkEachPass(PassManager &pm, const CheckEachPassOptions &options) {
  // A pass on one function is checked in the whole module.
  pm.getContext()->disableMultithreading();
  pm.addInstrumentation(std::make_unique<CheckEachPass>(options));
}

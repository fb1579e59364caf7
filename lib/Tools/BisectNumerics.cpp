//===- BisectNumerics.cpp - The first op with other values ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The results of ops become further outputs of the entry ("taps"), after all
// calls have been inlined. Ops stand in the order of their data flow, so the
// first tap that differs belongs to an op whose operands agree.
//
// 1. All values are tapped at once, or in groups if they take too much memory.
// 2. A tap keeps a value from being fused away, and may with that remove what
//    was wrong. If the outputs of the entry differ without taps and no tap
//    does, the values that the outputs depend on are tapped one at a time.
// 3. A layer that differs is replaced by its decomposition, and the search goes
//    on among the ops of that.
//
// An op with regions counts as one op: its results are looked at.
//
//===----------------------------------------------------------------------===//

#include "BisectNumerics.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "nn/Analysis/Signature.h"
#include "nn/Transforms/Passes.h"

using namespace mlir;
using namespace nn;

namespace {
/// A value as both ways computed it.
struct Observation {
  Tensor actual, expected;
  Difference difference;
};

/// How both runs of the entry went, with some values tapped.
struct Comparison {
  bool isTooLarge = false;
  std::vector<Observation> outputs, taps;
};

/// A value that differs although what it is computed from agrees.
struct Finding {
  Value value;
  Observation observation;
};

/// What else is known of an op that was found.
struct Evidence {
  /// The values that it reads and that can be tapped, and how they agree.
  SmallVector<Value> operands;
  std::vector<Observation> observations;
  /// Its result if it runs alone on the values that are expected of them.
  std::optional<Observation> alone;
};

/// A layer whose decomposition was searched.
struct Layer {
  Location loc;
  OperationName name;
};

class Bisection {
public:
  Bisection(ModuleOp original, StringRef entry, ArrayRef<Tensor> inputs,
            const BisectOptions &options)
      : module(original.clone()), entry(entry), inputs(inputs),
        options(options) {}

  int run();

private:
  LogicalResult inlineCalls();
  func::FuncOp getEntry() { return module->lookupSymbol<func::FuncOp>(entry); }

  FailureOr<EntryRun> runTapped(const RunWay &way, ArrayRef<Value> taps);
  FailureOr<std::vector<Observation>> observe(EntryRun actual,
                                              EntryRun expected);
  FailureOr<Comparison> compareTapped(ArrayRef<Value> taps);

  FailureOr<std::optional<Finding>> findFirst(ArrayRef<Value> taps);
  FailureOr<std::optional<Finding>>
  findOneByOne(const std::vector<Observation> &outputs);
  FailureOr<std::optional<Finding>> findWithin(Operation *layer);

  LogicalResult refine(Finding &finding);
  FailureOr<Evidence> gatherEvidence(OpResult value);
  FailureOr<std::optional<Observation>> compareAlone(OpResult value,
                                                     const Evidence &evidence);
  void report(const Finding &finding, const Evidence &evidence,
              bool outputsDiffer);

  OwningOpRef<ModuleOp> module;
  std::string entry;
  std::vector<Tensor> inputs;
  const BisectOptions &options;
  int exitCode = kExitGood;
  /// Layers that were searched, the outermost first.
  SmallVector<Layer> layers;
};
} // namespace

//===----------------------------------------------------------------------===//
// Runs
//===----------------------------------------------------------------------===//

/// Makes the entry the one public function, with its calls inlined as they are
/// when it is compiled.
LogicalResult Bisection::inlineCalls() {
  for (auto function : module->getOps<func::FuncOp>())
    if (function.getName() != entry)
      function.setPrivate();
  PassManager pm(module->getContext());
  pm.addPass(createSpecializeApplyPass());
  // Layers are looked for as they were written: nothing is simplified.
  pm.addPass(createInlinerPass({}, [](OpPassManager &) {}));
  pm.addPass(createSymbolDCEPass());
  return pm.run(*module);
}

/// Whether an entry can have `value` as a further output. Values of parameters
/// and constants need no look.
static bool canTap(Value value) {
  Operation *op = value.getDefiningOp();
  return op && !op->hasTrait<OpTrait::ConstantLike>() && !isa<ParamRefOp>(op) &&
         isInterfaceType(value.getType());
}

/// The results of ops of `block` from `first` to before `last` that can be
/// tapped, in the order of their data flow.
static SmallVector<Value> collectTaps(Block::iterator first,
                                      Block::iterator last) {
  SmallVector<Value> taps;
  for (Operation &op : llvm::make_range(first, last))
    llvm::copy_if(op.getResults(), std::back_inserter(taps), canTap);
  return taps;
}

FailureOr<EntryRun> Bisection::runTapped(const RunWay &way,
                                         ArrayRef<Value> taps) {
  IRMapping mapping;
  OwningOpRef<Operation *> copy(module->getOperation()->clone(mapping));
  auto function = cast<func::FuncOp>(mapping.lookup(getEntry().getOperation()));
  Operation *terminator = function.getBody().front().getTerminator();
  for (Value tap : taps) {
    Value value = mapping.lookup(tap);
    if (failed(function.insertResult(function.getNumResults(), value.getType(),
                                     /*resultAttrs=*/{})))
      return failure();
    terminator->insertOperands(terminator->getNumOperands(), value);
  }
  return way.run(cast<ModuleOp>(*copy), entry, inputs,
                 taps.empty() ? std::numeric_limits<size_t>::max()
                              : options.maxBytes,
                 exitCode);
}

FailureOr<std::vector<Observation>> Bisection::observe(EntryRun actual,
                                                       EntryRun expected) {
  auto fail = [&]() {
    exitCode = kExitInput;
    return getEntry().emitError();
  };
  if (actual.status || expected.status)
    return fail() << "the entry ends with '" << nn_status_string(actual.status)
                  << "' with " << options.actual.describe() << ", and with '"
                  << nn_status_string(expected.status) << "' with "
                  << options.expected.describe();
  std::vector<Observation> observations;
  for (auto [left, right] : llvm::zip_equal(actual.outputs, expected.outputs)) {
    if (left.shape != right.shape)
      return fail() << "a value has shape [" << left.shape << "] with "
                    << options.actual.describe() << ", and shape ["
                    << right.shape << "] with " << options.expected.describe();
    Difference difference = compare(left, right, options.tolerance);
    observations.push_back({std::move(left), std::move(right), difference});
  }
  return observations;
}

FailureOr<Comparison> Bisection::compareTapped(ArrayRef<Value> taps) {
  Comparison comparison;
  FailureOr<EntryRun> expected = runTapped(options.expected, taps);
  if (failed(expected))
    return failure();
  FailureOr<EntryRun> actual = runTapped(options.actual, taps);
  if (failed(actual))
    return failure();
  comparison.isTooLarge = expected->isTooLarge || actual->isTooLarge;
  if (comparison.isTooLarge)
    return comparison;
  auto observations = observe(std::move(*actual), std::move(*expected));
  if (failed(observations))
    return failure();
  auto middle = observations->begin() + getEntry().getNumResults();
  comparison.outputs.assign(std::make_move_iterator(observations->begin()),
                            std::make_move_iterator(middle));
  comparison.taps.assign(std::make_move_iterator(middle),
                         std::make_move_iterator(observations->end()));
  return comparison;
}

//===----------------------------------------------------------------------===//
// Search
//===----------------------------------------------------------------------===//

FailureOr<std::optional<Finding>> Bisection::findFirst(ArrayRef<Value> taps) {
  if (taps.empty())
    return std::optional<Finding>();
  FailureOr<Comparison> comparison = compareTapped(taps);
  if (failed(comparison))
    return failure();
  if (comparison->isTooLarge) {
    if (taps.size() == 1) {
      exitCode = kExitLimit;
      return taps[0].getDefiningOp()->emitOpError(
                 "cannot be looked at: its values and the outputs of the entry "
                 "have more than ")
             << options.maxBytes << " bytes, which is the limit";
    }
    size_t half = taps.size() / 2;
    auto found = findFirst(taps.take_front(half));
    if (failed(found) || *found)
      return found;
    return findFirst(taps.drop_front(half));
  }
  for (auto [tap, observation] : llvm::zip_equal(taps, comparison->taps))
    if (observation.difference)
      return std::optional(Finding{tap, std::move(observation)});
  return std::optional<Finding>();
}

/// Searches for the reason why `outputs`, those of runs without taps, differ.
FailureOr<std::optional<Finding>>
Bisection::findOneByOne(const std::vector<Observation> &outputs) {
  Operation *terminator = getEntry().getBody().front().getTerminator();
  BackwardSliceOptions sliceOptions;
  sliceOptions.inclusive = true;
  sliceOptions.omitUsesFromAbove = false;
  SetVector<Operation *> slice;
  std::optional<Finding> output;
  for (auto [value, observation] :
       llvm::zip_equal(terminator->getOperands(), outputs)) {
    if (!observation.difference)
      continue;
    if (!output)
      output = Finding{value, observation};
    if (value.getDefiningOp() &&
        failed(getBackwardSlice(value, &slice, sliceOptions)))
      return failure();
  }
  Block &block = getEntry().getBody().front();
  for (Value tap : collectTaps(block.begin(), block.end())) {
    if (!slice.contains(tap.getDefiningOp()))
      continue;
    auto found = findFirst(tap);
    if (failed(found) || *found)
      return found;
  }
  // Every value agrees where it can be seen, so the last step is wrong.
  return output;
}

/// Searches in the decomposition of `layer`, which takes its place in the
/// module if something is found there; then there is no `layer` any more.
FailureOr<std::optional<Finding>> Bisection::findWithin(Operation *layer) {
  IRMapping mapping;
  OwningOpRef<ModuleOp> other(
      cast<ModuleOp>(module->getOperation()->clone(mapping)));
  Operation *copy = mapping.lookup(layer);
  OpBuilder builder(copy);
  Operation *before = copy->getPrevNode();
  auto values = cast<DecomposableOpInterface>(copy).decompose(builder);
  if (failed(values)) {
    exitCode = kExitInput;
    return failure();
  }
  Block *block = copy->getBlock();
  SmallVector<Value> taps =
      collectTaps(before ? std::next(before->getIterator()) : block->begin(),
                  copy->getIterator());
  copy->replaceAllUsesWith(*values);
  copy->erase();
  std::swap(module, other);
  auto found = findFirst(taps);
  if (succeeded(found) && !*found)
    std::swap(module, other);
  return found;
}

//===----------------------------------------------------------------------===//
// Report
//===----------------------------------------------------------------------===//

/// "absolute error 2e-07, relative error 1e-06".
static std::string describe(const Difference &difference) {
  return "absolute error " + formatError(difference.absolute) +
         ", relative error " + formatError(difference.relative);
}

/// The error of the worst element, and which that is.
static std::string describe(const Observation &observation) {
  const Difference &difference = observation.difference;
  if (difference.place < 0)
    return "all elements are equal";
  return "element " + formatIndex(observation.actual, difference.place) +
         " has " + describe(difference);
}

/// The text of an op that has none in the source.
static std::string print(Operation *op) {
  std::string text;
  llvm::raw_string_ostream os(text);
  op->print(os, OpPrintingFlags().skipRegions().elideLargeElementsAttrs());
  return text;
}

/// Runs the op of `value` alone on the values that its operands are expected to
/// have. Nothing if it needs others than tensors that were observed.
FailureOr<std::optional<Observation>>
Bisection::compareAlone(OpResult value, const Evidence &evidence) {
  Operation *op = value.getOwner();
  SetVector<Value> needed = getValuesRead(op);

  OwningOpRef<ModuleOp> alone(module->clone());
  auto old = alone->lookupSymbol<func::FuncOp>(entry);
  OpBuilder builder(old);
  auto function =
      func::FuncOp::create(builder, op->getLoc(), entry,
                           builder.getFunctionType({}, value.getType()));
  builder.setInsertionPointToStart(function.addEntryBlock());
  old.erase();
  IRMapping mapping;
  std::vector<Tensor> arguments;
  for (Value operand : needed) {
    auto argument = dyn_cast<BlockArgument>(operand);
    auto *found = llvm::find(evidence.operands, operand);
    if (found != evidence.operands.end()) {
      size_t place = found - evidence.operands.begin();
      arguments.push_back(evidence.observations[place].expected);
    } else if (argument &&
               argument.getOwner() == &getEntry().getBody().front()) {
      arguments.push_back(inputs[argument.getArgNumber()]);
    } else if (Operation *source = operand.getDefiningOp();
               source && source->getNumOperands() == 0) {
      builder.clone(*source, mapping);
      continue;
    } else {
      return std::optional<Observation>();
    }
    if (failed(function.insertArgument(function.getNumArguments(),
                                       operand.getType(), /*argAttrs=*/{},
                                       operand.getLoc())))
      return failure();
    mapping.map(operand, function.getArguments().back());
  }
  Operation *copy = builder.clone(*op, mapping);
  func::ReturnOp::create(builder, op->getLoc(),
                         copy->getResult(value.getResultNumber()));

  constexpr size_t unlimited = std::numeric_limits<size_t>::max();
  OwningOpRef<ModuleOp> other(alone->clone());
  auto expected =
      options.expected.run(*other, entry, arguments, unlimited, exitCode);
  auto actual =
      options.actual.run(*alone, entry, arguments, unlimited, exitCode);
  if (failed(expected) || failed(actual))
    return failure();
  if (expected->status || actual->status)
    return std::optional<Observation>();
  auto observations = observe(std::move(*actual), std::move(*expected));
  if (failed(observations))
    return failure();
  return std::optional(std::move(observations->front()));
}

FailureOr<Evidence> Bisection::gatherEvidence(OpResult value) {
  Evidence evidence;
  llvm::copy_if(getValuesRead(value.getOwner()),
                std::back_inserter(evidence.operands), canTap);
  FailureOr<Comparison> comparison = compareTapped(evidence.operands);
  if (failed(comparison))
    return failure();
  if (comparison->isTooLarge)
    return Evidence();
  evidence.observations = std::move(comparison->taps);
  auto alone = compareAlone(value, evidence);
  if (failed(alone))
    return failure();
  evidence.alone = std::move(*alone);
  return evidence;
}

void Bisection::report(const Finding &finding, const Evidence &evidence,
                       bool outputsDiffer) {
  const Observation &observation = finding.observation;
  std::string actual = "'" + options.actual.describe() + "'";
  std::string expected = "'" + options.expected.describe() + "'";
  Operation *op = finding.value.getDefiningOp();
  InFlightDiagnostic diag =
      op ? op->emitOpError("is the first with values that differ")
         : getEntry().emitError("an argument that is returned differs");
  diag << " between " << actual << " and " << expected;

  int64_t place = observation.difference.place;
  Diagnostic &note = diag.attachNote(finding.value.getLoc());
  note << "element " << formatIndex(observation.actual, place) << " of result ";
  if (op && op->getNumResults() > 1)
    note << cast<OpResult>(finding.value).getResultNumber() << " ";
  note << "(" << finding.value.getType() << ") is "
       << formatElement(observation.actual, place) << " with " << actual
       << " and " << formatElement(observation.expected, place) << " with "
       << expected << ": " << describe(observation.difference) << "; "
       << observation.difference.count << " of "
       << observation.actual.data.size()
       << " elements differ by more than is tolerated";
  for (auto [value, operand] :
       llvm::zip_equal(evidence.operands, evidence.observations)) {
    Diagnostic &operandNote = diag.attachNote(value.getLoc());
    auto use = llvm::find(op->getOperands(), value);
    if (use == op->operand_end())
      operandNote << "a value that its region uses";
    else
      operandNote << "operand " << use - op->operand_begin();
    operandNote << ", of '" << value.getDefiningOp()->getName() << "', "
                << (operand.difference ? "differs: " : "agrees: ")
                << describe(operand);
  }
  if (evidence.alone)
    diag.attachNote(op->getLoc())
        << "alone, on operands as with " << expected << ", it "
        << (evidence.alone->difference
                ? "differs, too: "
                : "agrees, so that it matters what it is compiled with: ")
        << describe(*evidence.alone);
  for (const Layer &layer : llvm::reverse(layers))
    diag.attachNote(layer.loc)
        << "it stands in the decomposition of '" << layer.name << "'";
  if (!layers.empty())
    diag.attachNote(op->getLoc()) << "it is: " << print(op);
  if (!outputsDiffer)
    diag.attachNote(getEntry().getLoc()) << "the outputs of the entry agree";
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

/// Replaces a layer by what is found within it.
LogicalResult Bisection::refine(Finding &finding) {
  while (auto layer = dyn_cast_if_present<DecomposableOpInterface>(
             finding.value.getDefiningOp())) {
    Layer place = {layer->getLoc(), layer->getName()};
    auto inner = findWithin(layer);
    if (failed(inner))
      return failure();
    if (!*inner)
      break;
    layers.push_back(place);
    finding = std::move(**inner);
  }
  return success();
}

int Bisection::run() {
  if (failed(inlineCalls()))
    return kExitInput;
  FailureOr<Comparison> plain = compareTapped({});
  if (failed(plain))
    return exitCode;
  bool outputsDiffer =
      llvm::any_of(plain->outputs, [](const Observation &observation) {
        return static_cast<bool>(observation.difference);
      });
  Block &block = getEntry().getBody().front();
  SmallVector<Value> taps = collectTaps(block.begin(), block.end());
  auto found = findFirst(taps);
  if (succeeded(found) && !*found && outputsDiffer)
    found = findOneByOne(plain->outputs);
  if (failed(found))
    return exitCode;
  if (!*found) {
    llvm::outs() << "no difference: " << plain->outputs.size()
                 << " outputs and " << taps.size() << " values agree between '"
                 << options.actual.describe() << "' and '"
                 << options.expected.describe() << "'\n";
    return kExitGood;
  }
  if (failed(refine(**found)))
    return exitCode;
  Evidence evidence;
  if (auto value = dyn_cast<OpResult>((*found)->value)) {
    FailureOr<Evidence> gathered = gatherEvidence(value);
    if (failed(gathered))
      return exitCode;
    evidence = std::move(*gathered);
  }
  report(**found, evidence, outputsDiffer);
  return kExitInput;
}

int nn::bisectNumerics(ModuleOp module, StringRef entry,
                       ArrayRef<Tensor> inputs, const BisectOptions &options) {
  return Bisection(module, entry, inputs, options).run();
}

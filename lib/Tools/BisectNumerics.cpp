//===- BisectNumerics.cpp - The first op with other values ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The results of ops become further outputs of the entry ("taps"), after all
// calls have been inlined and dead ops erased. Ops stand in the order of their
// data flow, so the first tap that differs belongs to an op whose operands
// agree: also parameters, constants and scalars are tapped.
//
// 1. All values are tapped at once, or in groups if they take too much memory.
// 2. A tap keeps a value from being fused away, and may with that remove what
//    was wrong. If the outputs of the entry differ without taps and no tap
//    does, the values that the outputs depend on are tapped one at a time. So
//    may inlining: the module as it was given is compared first.
// 3. A layer that differs is replaced by its decomposition, and the search goes
//    on among the ops of that.
//
// A tap may also compute what the outputs do not need, and fail there with a
// status. Taps are then left out, the fewest that do.
//
// An op with regions counts as one op: its results are looked at.
//
//===----------------------------------------------------------------------===//

#include "BisectNumerics.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
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
  /// The statuses with which they ended; values are there if both are good.
  nn_status actual = NN_OK, expected = NN_OK;
  std::vector<Observation> outputs, taps;

  bool hasValues() const { return !isTooLarge && !actual && !expected; }
  bool outputsDiffer() const {
    return llvm::any_of(outputs, [](const Observation &observation) {
      return static_cast<bool>(observation.difference);
    });
  }
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
  FailureOr<Comparison> compareOutputs();
  int failWithStatus(const Comparison &comparison, Operation *tapped);

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
  int reportInlined(const Comparison &whole);
  void describeWorst(Diagnostic &note, const Observation &observation);

  OwningOpRef<ModuleOp> module;
  std::string entry;
  std::vector<Tensor> inputs;
  const BisectOptions &options;
  int exitCode = kExitGood;
  /// Values that could not be looked at.
  size_t numLeftOut = 0;
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
  keepEntries(*module, entry);
  PassManager pm(module->getContext());
  pm.addPass(createSpecializeApplyPass());
  // Layers are looked for as they were written: nothing is simplified.
  pm.addPass(createInlinerPass({}, [](OpPassManager &) {}));
  pm.addPass(createSymbolDCEPass());
  if (failed(pm.run(*module)))
    return failure();
  // What no output depends on is not compiled either.
  Block &block = getEntry().getBody().front();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isOpTriviallyDead(&op))
      op.erase();
  return success();
}

/// The type of the output that shows a value of type `type`: indices as i64,
/// and a number as a tensor of it. Null if none can.
static RankedTensorType getTapType(Type type) {
  Type element = getElementTypeOrSelf(type);
  if (element.isIndex())
    element = IntegerType::get(type.getContext(), 64);
  SmallVector<int64_t> shape;
  if (auto tensor = dyn_cast<RankedTensorType>(type))
    shape.assign(tensor.getShape().begin(), tensor.getShape().end());
  else if (!type.isIntOrIndexOrFloat())
    return {};
  auto tapType = RankedTensorType::get(shape, element);
  return isInterfaceType(tapType) ? tapType : RankedTensorType();
}

/// `value` as a tensor of type `getTapType`.
static Value makeTap(OpBuilder &builder, Value value) {
  Location loc = value.getLoc();
  RankedTensorType tapType = getTapType(value.getType());
  Type type = value.getType();
  if (getElementTypeOrSelf(type).isIndex()) {
    Type integer = tapType.getElementType();
    if (auto tensor = dyn_cast<RankedTensorType>(type))
      integer = tensor.clone(integer);
    value = arith::IndexCastOp::create(builder, loc, integer, value);
  }
  if (!isa<RankedTensorType>(type))
    return tensor::FromElementsOp::create(builder, loc, tapType, value);
  return value;
}

/// Whether an entry can have `value` as a further output.
static bool canTap(Value value) {
  return value.getDefiningOp() && getTapType(value.getType());
}

/// Whether `op` says what its values are: they may be large and need not be
/// looked at.
static bool isGiven(Operation *op) {
  return op->hasTrait<OpTrait::ConstantLike>() || isa<ParamRefOp>(op);
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
  OpBuilder builder(terminator);
  for (Value tap : taps) {
    Value value = makeTap(builder, mapping.lookup(tap));
    if (failed(function.insertResult(function.getNumResults(), value.getType(),
                                     /*resultAttrs=*/{})))
      return failure();
    terminator->insertOperands(terminator->getNumOperands(), value);
  }
  if (taps.empty())
    return way.run(cast<ModuleOp>(*copy), entry, inputs,
                   std::numeric_limits<size_t>::max(), exitCode);
  // Why a tap gives a status is of no interest: the outputs do not.
  MLIRContext *context = module->getContext();
  std::vector<Diagnostic> diagnostics;
  FailureOr<EntryRun> run = failure();
  {
    ScopedDiagnosticHandler handler(context, [&](Diagnostic &diagnostic) {
      diagnostics.push_back(std::move(diagnostic));
    });
    run = way.run(cast<ModuleOp>(*copy), entry, inputs, options.maxBytes,
                  exitCode);
  }
  if (failed(run) || !run->status)
    for (Diagnostic &diagnostic : diagnostics)
      context->getDiagEngine().emit(std::move(diagnostic));
  return run;
}

FailureOr<std::vector<Observation>> Bisection::observe(EntryRun actual,
                                                       EntryRun expected) {
  auto fail = [&]() {
    exitCode = kExitInput;
    return getEntry().emitError();
  };
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
  comparison.actual = actual->status;
  comparison.expected = expected->status;
  if (!comparison.hasValues())
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

/// Reports that the entry fails, or does if it also has the value of `tapped`.
int Bisection::failWithStatus(const Comparison &comparison, Operation *tapped) {
  InFlightDiagnostic diag = tapped ? tapped->emitOpError("makes the entry end")
                                   : getEntry().emitError("the entry ends");
  diag << " with '" << nn_status_string(comparison.actual) << "' with "
       << options.actual.describe() << ", and with '"
       << nn_status_string(comparison.expected) << "' with "
       << options.expected.describe();
  return exitCode = kExitInput;
}

/// Compares the outputs without taps; fails if there are none.
FailureOr<Comparison> Bisection::compareOutputs() {
  FailureOr<Comparison> comparison = compareTapped({});
  if (succeeded(comparison) && !comparison->hasValues()) {
    failWithStatus(*comparison, /*tapped=*/nullptr);
    return failure();
  }
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
  if (!comparison->hasValues()) {
    Operation *op = taps[0].getDefiningOp();
    if (taps.size() == 1 && comparison->actual != comparison->expected) {
      failWithStatus(*comparison, op);
      return failure();
    }
    // The outputs do not need a value that cannot be computed.
    if (taps.size() == 1 && (comparison->actual || isGiven(op))) {
      ++numLeftOut;
      return std::optional<Finding>();
    }
    if (taps.size() == 1) {
      exitCode = kExitLimit;
      return op->emitOpError(
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
  if (!isInterfaceType(value.getType()))
    return std::optional<Observation>();
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
    Operation *source = operand.getDefiningOp();
    auto *found = llvm::find(evidence.operands, operand);
    const Observation *observation =
        found == evidence.operands.end()
            ? nullptr
            : &evidence.observations[found - evidence.operands.begin()];
    // An op may ask for a constant.
    if (source && source->getNumOperands() == 0 &&
        !(observation && observation->difference)) {
      builder.clone(*source, mapping);
      continue;
    }
    if (observation && isInterfaceType(operand.getType())) {
      arguments.push_back(observation->expected);
    } else if (argument &&
               argument.getOwner() == &getEntry().getBody().front()) {
      arguments.push_back(inputs[argument.getArgNumber()]);
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
  if (!comparison->hasValues())
    return Evidence();
  evidence.observations = std::move(comparison->taps);
  auto alone = compareAlone(value, evidence);
  if (failed(alone))
    return failure();
  evidence.alone = std::move(*alone);
  return evidence;
}

/// What the worst element is with both ways, and how many others differ.
void Bisection::describeWorst(Diagnostic &note,
                              const Observation &observation) {
  int64_t place = observation.difference.place;
  note << " is " << formatElement(observation.actual, place) << " with '"
       << options.actual.describe() << "' and "
       << formatElement(observation.expected, place) << " with '"
       << options.expected.describe()
       << "': " << describe(observation.difference) << "; "
       << observation.difference.count << " of "
       << observation.actual.data.size()
       << " elements differ by more than is tolerated";
}

/// Reports that outputs differ, and no value does once calls are inlined.
int Bisection::reportInlined(const Comparison &whole) {
  InFlightDiagnostic diag = getEntry().emitError("outputs differ between '")
                            << options.actual.describe() << "' and '"
                            << options.expected.describe()
                            << "', but no value does when calls are inlined";
  for (auto [index, output] : llvm::enumerate(whole.outputs)) {
    if (!output.difference)
      continue;
    Diagnostic &note = diag.attachNote(getEntry().getLoc());
    note << "element " << formatIndex(output.actual, output.difference.place)
         << " of output " << index;
    describeWorst(note, output);
  }
  return kExitInput;
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

  Diagnostic &note = diag.attachNote(finding.value.getLoc());
  note << "element "
       << formatIndex(observation.actual, observation.difference.place)
       << " of result ";
  if (op && op->getNumResults() > 1)
    note << cast<OpResult>(finding.value).getResultNumber() << " ";
  note << "(" << finding.value.getType() << ")";
  describeWorst(note, observation);
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
  FailureOr<Comparison> whole = compareOutputs();
  if (failed(whole))
    return exitCode;
  if (failed(inlineCalls()))
    return kExitInput;
  FailureOr<Comparison> inlined = compareOutputs();
  if (failed(inlined))
    return exitCode;
  Block &block = getEntry().getBody().front();
  SmallVector<Value> taps = collectTaps(block.begin(), block.end());
  auto found = findFirst(taps);
  if (succeeded(found) && !*found && inlined->outputsDiffer())
    found = findOneByOne(inlined->outputs);
  if (failed(found))
    return exitCode;
  if (!*found && whole->outputsDiffer())
    return reportInlined(*whole);
  if (!*found) {
    llvm::outs() << "no difference: " << whole->outputs.size()
                 << " outputs and " << taps.size() - numLeftOut
                 << " values agree between '" << options.actual.describe()
                 << "' and '" << options.expected.describe() << "'\n";
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
  report(**found, evidence, whole->outputsDiffer() || inlined->outputsDiffer());
  return kExitInput;
}

int nn::bisectNumerics(ModuleOp module, StringRef entry,
                       ArrayRef<Tensor> inputs, const BisectOptions &options) {
  return Bisection(module, entry, inputs, options).run();
}

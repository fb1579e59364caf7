//===- Reduce.cpp - Smaller networks with the same failure ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The reducer of MLIR erases ops with their uses, which leaves no valid network
// of a chain of ops. Here an op goes by taking its place: a tensor becomes an
// input of the entry, a value becomes one that its op took.
//
//===----------------------------------------------------------------------===//

#include "nn/Fuzz/Reduce.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Iterators.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "nn/Transforms/Passes.h"

using namespace mlir;
using namespace nn;

namespace {
/// What became of an edit.
enum class Edited {
  NoPlace, ///< there are not so many places
  No,      ///< it does not apply there
  Yes
};

class Reducer {
public:
  using StillFails = llvm::function_ref<bool(ModuleOp, const Call &)>;
  /// Changes a copy of the case at one of the places where it applies.
  using Edit = Edited (Reducer::*)(ModuleOp, Call &, unsigned place);

  /// With `hasCall`, the call gets the extents of new inputs.
  Reducer(FailingCase &failing, bool hasCall, StillFails stillFails)
      : failing(failing), hasCall(hasCall), stillFails(stillFails) {}

  void run();

private:
  Edited attempt(Edit edit, unsigned place);
  bool attemptAll(Edit edit);

  Edited eraseSymbol(ModuleOp module, Call &call, unsigned place);
  Edited lowerNetwork(ModuleOp module, Call &call, unsigned place);
  Edited dropResult(ModuleOp module, Call &call, unsigned place);
  Edited cutBefore(ModuleOp module, Call &call, unsigned place);
  Edited bypass(ModuleOp module, Call &call, unsigned place);
  Edited shortenRegion(ModuleOp module, Call &call, unsigned place);

  func::FuncOp getEntry(ModuleOp module) {
    return module.lookupSymbol<func::FuncOp>(failing.call.entry);
  }

  FailingCase &failing;
  bool hasCall;
  StillFails stillFails;
};
} // namespace

//===----------------------------------------------------------------------===//
// Cleaning up
//===----------------------------------------------------------------------===//

static void setTypes(func::FuncOp function) {
  Block &body = function.getBody().front();
  function.setType(FunctionType::get(function.getContext(),
                                     body.getArgumentTypes(),
                                     body.getTerminator()->getOperandTypes()));
}

/// Erases what nothing uses: ops, inputs of the entry, parameters and private
/// functions.
static void cleanUp(ModuleOp module, func::FuncOp entry) {
  bool changed = true;
  while (changed) {
    changed = false;
    module.walk<WalkOrder::PostOrder, ReverseIterator>([&](Operation *op) {
      bool isUnused = isa<ApplyOp, func::CallOp>(op) && op->use_empty();
      if (isUnused || isOpTriviallyDead(op)) {
        op->erase();
        changed = true;
      }
    });
  }
  Block &body = entry.getBody().front();
  for (unsigned i = body.getNumArguments(); i-- > 0;)
    if (body.getArgument(i).use_empty())
      (void)entry.eraseArgument(i);
  for (Operation &op : llvm::make_early_inc_range(module.getOps())) {
    auto symbol = dyn_cast<SymbolOpInterface>(op);
    bool mayGo = isa<ParamOp>(op) || (symbol && symbol.isPrivate());
    if (mayGo && SymbolTable::symbolKnownUseEmpty(symbol, module))
      op.erase();
  }
}

//===----------------------------------------------------------------------===//
// Edits
//===----------------------------------------------------------------------===//

/// Another function goes, if nothing refers to it.
Edited Reducer::eraseSymbol(ModuleOp module, Call &call, unsigned place) {
  SmallVector<func::FuncOp> functions(module.getOps<func::FuncOp>());
  if (place >= functions.size())
    return Edited::NoPlace;
  func::FuncOp function = functions[place];
  if (function == getEntry(module) ||
      !SymbolTable::symbolKnownUseEmpty(function, module))
    return Edited::No;
  function.erase();
  return Edited::Yes;
}

/// Applied functions are inlined, or layers decomposed.
Edited Reducer::lowerNetwork(ModuleOp module, Call &call, unsigned place) {
  PassManager pm(module.getContext());
  if (place == 0) {
    pm.addPass(createSpecializeApplyPass());
    pm.addPass(createInlinerPass());
    pm.addPass(createSymbolDCEPass());
  } else if (place == 1) {
    pm.addPass(createDecomposePass());
  } else {
    return Edited::NoPlace;
  }
  std::string before, after;
  llvm::raw_string_ostream(before) << module;
  bool isDone = succeeded(pm.run(module));
  llvm::raw_string_ostream(after) << module;
  return isDone && before != after ? Edited::Yes : Edited::No;
}

Edited Reducer::dropResult(ModuleOp module, Call &call, unsigned place) {
  func::FuncOp entry = getEntry(module);
  Operation *terminator = entry.getBody().front().getTerminator();
  if (place >= terminator->getNumOperands())
    return Edited::NoPlace;
  if (terminator->getNumOperands() == 1)
    return Edited::No;
  terminator->eraseOperand(place);
  if (ArrayAttr attributes = entry.getAllResultAttrs()) {
    SmallVector<Attribute> rest(attributes.getValue());
    rest.erase(rest.begin() + place);
    entry.setAllResultAttrs(rest);
  }
  setTypes(entry);
  return Edited::Yes;
}

/// The ops of a region, those of nested regions before the op around them.
static SmallVector<Operation *> getOps(Region &region) {
  SmallVector<Operation *> ops;
  region.walk([&](Operation *op) {
    if (!op->hasTrait<OpTrait::IsTerminator>())
      ops.push_back(op);
  });
  return ops;
}

/// The name of the run-time extent of an axis of an input.
static std::string getExtentName(StringRef input, RankedTensorType type,
                                 size_t axis) {
  if (StringAttr name = getAxisNames(type)[axis])
    return name.str();
  return (input + "_" + Twine(axis)).str();
}

/// A name that no input of `entry` has.
static std::string makeInputName(func::FuncOp entry) {
  for (unsigned number = 0;; ++number) {
    std::string name = "c" + std::to_string(number);
    auto isName = [&](unsigned i) {
      auto attribute = entry.getArgAttrOfType<StringAttr>(i, kNameAttr);
      return attribute && attribute.getValue() == name;
    };
    if (llvm::none_of(llvm::seq(entry.getNumArguments()), isName))
      return name;
  }
}

/// What the op with number `place` of `entry` computes in a call; nothing if
/// that cannot be evaluated.
static FailureOr<std::vector<Tensor>>
evaluateOp(ModuleOp module, const Call &call, unsigned place) {
  OwningOpRef<ModuleOp> copy = module.clone();
  auto entry = copy->lookupSymbol<func::FuncOp>(call.entry);
  Block &body = entry.getBody().front();
  Operation *op = &*std::next(body.begin(), place);
  Operation *terminator = body.getTerminator();
  terminator->setOperands(op->getResults());
  while (op->getNextNode() != terminator)
    terminator->getPrevNode()->erase();
  entry.removeResAttrsAttr();
  setTypes(entry);
  auto signature = EntrySignature::infer(entry, {});
  Evaluator evaluator(*copy);
  if (failed(signature) || failed(evaluator.prepare(call.entry)))
    return failure();
  return evaluator.evaluate(call.entry, makeInputs(*signature, call));
}

/// The results of an op become inputs.
Edited Reducer::cutBefore(ModuleOp module, Call &call, unsigned place) {
  func::FuncOp entry = getEntry(module);
  Block &body = entry.getBody().front();
  if (place + 1 >= body.getOperations().size())
    return Edited::NoPlace;
  Operation *op = &*std::next(body.begin(), place);
  if (op->use_empty() ||
      !llvm::all_of(op->getResultTypes(), llvm::IsaPred<RankedTensorType>))
    return Edited::No;
  FailureOr<std::vector<Tensor>> values = std::vector<Tensor>();
  if (hasCall)
    values = evaluateOp(module, call, place);
  if (failed(values))
    return Edited::No;
  for (OpResult result : op->getResults()) {
    unsigned index = entry.getNumArguments();
    std::string name = makeInputName(entry);
    auto type = cast<RankedTensorType>(result.getType());
    (void)entry.insertArgument(index, type, {}, op->getLoc());
    entry.setArgAttr(index, kNameAttr,
                     StringAttr::get(module.getContext(), name));
    result.replaceAllUsesWith(entry.getArgument(index));
    if (!hasCall)
      continue;
    const Tensor &value = (*values)[result.getResultNumber()];
    for (auto [axis, extent] : llvm::enumerate(value.shape))
      if (type.isDynamicDim(axis))
        call.extents.try_emplace(getExtentName(name, type, axis), extent);
  }
  return Edited::Yes;
}

/// A result becomes an operand of its type.
Edited Reducer::bypass(ModuleOp module, Call &call, unsigned place) {
  SmallVector<std::pair<Value, Value>> choices;
  for (Operation *op : getOps(getEntry(module).getBody()))
    for (Value result : op->getResults())
      for (Value operand : op->getOperands())
        if (operand.getType() == result.getType() && !result.use_empty())
          choices.emplace_back(result, operand);
  if (place >= choices.size())
    return Edited::NoPlace;
  choices[place].first.replaceAllUsesWith(choices[place].second);
  return Edited::Yes;
}

/// A scalar of a region becomes an argument of it, or a constant.
Edited Reducer::shortenRegion(ModuleOp module, Call &call, unsigned place) {
  SmallVector<std::pair<Value, Value>> choices;
  for (Operation *op : getOps(getEntry(module).getBody())) {
    Block *block = op->getBlock();
    if (isa<func::FuncOp>(block->getParentOp()) || op->getNumResults() != 1 ||
        isa<arith::ConstantOp>(op))
      continue;
    Value result = op->getResult(0);
    for (Value argument : block->getArguments())
      if (argument.getType() == result.getType())
        choices.emplace_back(result, argument);
    choices.emplace_back(result, nullptr);
  }
  if (place >= choices.size())
    return Edited::NoPlace;
  auto [result, other] = choices[place];
  if (!other) {
    OpBuilder builder(result.getDefiningOp());
    Type type = result.getType();
    if (!type.isIntOrIndexOrFloat())
      return Edited::No;
    TypedAttr one = isa<FloatType>(type)
                        ? TypedAttr(builder.getFloatAttr(type, 1.0))
                        : TypedAttr(builder.getIntegerAttr(type, 1));
    other = arith::ConstantOp::create(builder, result.getLoc(), one);
  }
  result.replaceAllUsesWith(other);
  return Edited::Yes;
}

//===----------------------------------------------------------------------===//
// The search
//===----------------------------------------------------------------------===//

Edited Reducer::attempt(Edit edit, unsigned place) {
  OwningOpRef<ModuleOp> copy = failing.module->clone();
  Call call = failing.call;
  if (Edited edited = (this->*edit)(*copy, call, place); edited != Edited::Yes)
    return edited;
  cleanUp(*copy, getEntry(*copy));
  if (failed(verify(*copy)) || !stillFails(*copy, call))
    return Edited::No;
  failing.module = std::move(copy);
  failing.call = std::move(call);
  return Edited::Yes;
}

/// Tries the edit at every place, and there again as long as it succeeds.
/// Whether it did.
bool Reducer::attemptAll(Edit edit) {
  bool changed = false;
  for (unsigned place = 0;;) {
    Edited edited = attempt(edit, place);
    if (edited == Edited::NoPlace)
      return changed;
    if (edited == Edited::No)
      ++place;
    else
      changed = true;
  }
}

void Reducer::run() {
  bool changed = true;
  while (changed) {
    changed = false;
    for (Edit edit :
         {&Reducer::eraseSymbol, &Reducer::dropResult, &Reducer::lowerNetwork,
          &Reducer::cutBefore, &Reducer::bypass, &Reducer::shortenRegion})
      changed |= attemptAll(edit);
  }
}

void nn::reduceCase(
    FailingCase &failing,
    llvm::function_ref<bool(ModuleOp, const Call &)> stillFails) {
  ScopedDiagnosticHandler silence(failing.module->getContext(),
                                  [](Diagnostic &) {});
  Reducer(failing, /*hasCall=*/true, stillFails).run();
}

void nn::reduceNetworks(OwningOpRef<ModuleOp> &module,
                        llvm::function_ref<bool(ModuleOp)> isInteresting) {
  ScopedDiagnosticHandler silence(module->getContext(), [](Diagnostic &) {});
  SmallVector<std::string> entries;
  for (auto function : module->getOps<func::FuncOp>())
    if (function.isPublic() && !function.isDeclaration())
      entries.push_back(function.getName().str());
  FailingCase failing{std::move(module), Call()};
  for (const std::string &entry : entries) {
    // What the entries before it were reduced to may have made it superfluous.
    if (!failing.module->lookupSymbol(entry))
      continue;
    failing.call.entry = entry;
    Reducer(failing, /*hasCall=*/false, [&](ModuleOp candidate, const Call &) {
      return isInteresting(candidate);
    }).run();
  }
  module = std::move(failing.module);
}

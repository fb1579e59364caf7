//===- Composer.h - A network under construction ----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function grows op by op, and every tensor in it has its values in a few
// sample calls, which the evaluator computes as soon as an op stands. So the
// choice of the next op rests on facts: two axes agree if they have the same
// extent in every sample, and an op is dropped if it fails, overflows or leaves
// decisions to rounding. No op needs a model of its own shapes or domains.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_COMPOSER_H
#define NN_LIB_FUZZ_COMPOSER_H

#include "Sampler.h"
#include "dialects/NN/NNOps.h"
#include "mlir/IR/Builders.h"
#include "nn/Fuzz/Generator.h"
#include "nn/Fuzz/Random.h"

namespace nn {
class Composer;

/// Makes ops of one kind.
struct OpGenerator {
  /// Name of the op that it is about, by which it is chosen on the command
  /// line.
  llvm::StringLiteral name;
  /// How often it is tried, relative to the others.
  int weight;
  /// Builds the op, and what it needs, at the end of the block. False if
  /// nothing fits; what was built then disappears.
  bool (*build)(Composer &);
};

/// The generators of all families.
std::vector<OpGenerator> getOpGenerators();
llvm::ArrayRef<OpGenerator> getCoreGenerators();
llvm::ArrayRef<OpGenerator> getLayerGenerators();
llvm::ArrayRef<OpGenerator> getImageGenerators();
llvm::ArrayRef<OpGenerator> getSequenceGenerators();
llvm::ArrayRef<OpGenerator> getFunctionGenerators();
llvm::ArrayRef<OpGenerator> getTensorGenerators();
llvm::ArrayRef<OpGenerator> getIndexingGenerators();
llvm::ArrayRef<OpGenerator> getRaspGenerators();
llvm::ArrayRef<OpGenerator> getControlGenerators();

constexpr int64_t kMaxAxes = 5;

/// What functions of a module share.
struct ModuleContext {
  ModuleContext(mlir::MLIRContext *context, uint64_t seed,
                const GeneratorOptions &options);

  /// A name that no symbol of the module has.
  std::string makeName(llvm::StringRef prefix) {
    return (prefix + llvm::Twine(numNames++)).str();
  }

  /// A private function, and the extents that its inputs had when it was made.
  struct Callee {
    mlir::func::FuncOp function;
    std::vector<llvm::SmallVector<Extent>> inputs;
  };

  mlir::Location loc;
  Random random;
  const GeneratorOptions &options;
  std::vector<OpGenerator> generators;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  Sampler sampler;
  std::vector<ParamOp> params;
  std::vector<Callee> callees;
  bool isInCallee = false;
  unsigned numNames = 0;
};

/// An argument of a region of tensors, with its values when the region is
/// first reached.
struct RegionArgument {
  mlir::RankedTensorType type;
  std::vector<Tensor> samples;
};

/// What a function is for: a subroutine is compiled by itself, and has neither
/// parameters nor names of axes.
enum class Role { Entry, Callee, Subroutine };

/// Builds one function.
class Composer {
public:
  /// Starts a function; all but entries are private.
  Composer(ModuleContext &shared, llvm::StringRef name, Role role);

  /// Adds about `numOps` ops, then returns what nothing uses. Null if no op
  /// could be made; the function is gone then.
  mlir::func::FuncOp finish(int64_t numOps);

  /// Adds an op; false if none fitted in a few attempts.
  bool addOp();
  /// Adds what `generator` makes; false if nothing fits.
  bool addOp(const OpGenerator &generator);

  /// The seed of a sample call of the function.
  uint64_t getSampleSeed(size_t sample) const { return mixSeed(seed, sample); }
  /// The extents of the inputs of the finished function.
  std::vector<llvm::SmallVector<Extent>> getInputExtents() const;

  //===--------------------------------------------------------------------===//
  // What generators use
  //===--------------------------------------------------------------------===//

  ModuleContext &shared;
  Random &random;
  mlir::OpBuilder builder;
  mlir::Location loc;

  /// A live tensor that fits, with a preference for unused ones; null if there
  /// is none.
  const LiveTensor *pick(llvm::function_ref<bool(const LiveTensor &)> fits);
  void forEachLive(llvm::function_ref<void(const LiveTensor &)> visit) const {
    for (const auto &tensor : live)
      visit(*tensor);
  }
  /// A live tensor whose element type and rank fit, or a new input.
  const LiveTensor *pickOrMake(llvm::function_ref<bool(mlir::Type)> isElement,
                               int64_t minRank = 0, int64_t maxRank = kMaxAxes);
  /// A tensor of exactly these extents: a live one, or a new input, parameter
  /// or constant. Null if the function has enough inputs.
  const LiveTensor *getTensor(mlir::Type element, llvm::ArrayRef<Extent> shape);

  /// An element type, floats more often than others.
  mlir::Type pickElement();
  mlir::FloatType pickFloat();
  /// An extent from those that the function uses again and again.
  const Extent &pickExtent() { return random.pick(extents); }
  llvm::SmallVector<Extent> pickShape(int64_t minRank, int64_t maxRank);
  static Extent fixed(int64_t extent) {
    return {llvm::SmallVector<int64_t, 2>(kNumSamples, extent), false, ""};
  }
  /// A small number of type `element`.
  mlir::TypedAttr makeNumber(mlir::Type element);
  mlir::DenseElementsAttr makeDense(mlir::RankedTensorType type);
  bool mayUseParams() const { return role != Role::Subroutine; }
  /// A parameter of this type, new or known.
  ParamOp getParam(mlir::RankedTensorType type);

  /// Makes an op whose result types are inferred; null if it would not be
  /// valid. Now and then a result type is written with an extent less, or with
  /// one more that the samples have.
  mlir::Operation *createInferred(mlir::OperationState &state);
  /// Makes an op of which `state` gives the result types; null if it would not
  /// be valid.
  mlir::Operation *createValid(mlir::OperationState &state);
  /// Makes a map whose body `makeBody` builds from the elements; null if it
  /// would not be valid.
  mlir::Operation *
  createMap(mlir::ValueRange inputs,
            llvm::function_ref<mlir::Value(mlir::ValueRange)> makeBody);
  /// The remainders of integers, which count as unsigned, by a scalar of their
  /// type: indices, unless calls with other data have an integer that stays
  /// negative. Null if they are not admitted.
  const LiveTensor *makeRemainders(const LiveTensor &integers,
                                   mlir::Value divisor);
  /// `value` as a tensor of `type`, which may know other extents and names.
  mlir::Value castTo(mlir::Type type, mlir::Value value);

  /// Builds a region of about `numOps` ops, which yields what `yield` chooses
  /// at its end. Null if that is nothing, or if regions are nested too deeply.
  std::unique_ptr<mlir::Region>
  buildRegion(llvm::ArrayRef<RegionArgument> arguments, int64_t numOps,
              llvm::function_ref<llvm::SmallVector<mlir::Value>()> yield);

  /// The live tensor of a value; null if it is not live.
  const LiveTensor *find(mlir::Value value) const;

  /// Evaluates an op and adds its results to the live tensors. False if it
  /// fails or if the results are of no use.
  bool admit(mlir::Operation *op);

private:
  /// Adds the ops that `build` makes at the end of the block; false, and
  /// nothing stays, if it fails or one of them is not admitted.
  bool addOps(llvm::function_ref<bool()> build);
  /// Adds an op like one that is there and becomes long code, with other
  /// operands; false if nothing fits.
  bool repeatOp();
  mlir::RankedTensorType makeType(mlir::Type element,
                                  llvm::ArrayRef<Extent> shape, bool isNamed);
  mlir::Type varyType(mlir::Type type);
  const LiveTensor *addLive(mlir::Value value, std::vector<Tensor> samples);
  const LiveTensor *addInput(mlir::Type element, llvm::ArrayRef<Extent> shape);
  std::string getInputName(unsigned input) const;
  /// Converts a tensor between integers and indices. Null if there is none.
  const LiveTensor *castIndices(const LiveTensor *tensor, mlir::Type element);
  void eraseAfter(mlir::Operation *mark);
  void eraseUnused(mlir::Block &block);

  const Role role;
  uint64_t seed;
  mlir::func::FuncOp function;
  mlir::Block *body;
  bool usesNames;
  /// Whether ops only move elements, so that inputs may hold any bits.
  bool movesOnly;
  std::vector<OpGenerator> generators;
  int depth = 0; ///< regions around the place of the next op
  /// The extents that inputs are made of.
  std::vector<Extent> extents;
  /// Generators hold the addresses.
  std::vector<std::unique_ptr<LiveTensor>> live;
};
} // namespace nn

#endif // NN_LIB_FUZZ_COMPOSER_H

//===- FuzzTest.cpp - What nn-fuzz makes and finds ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/Pass.h"
#include "nn/Fuzz/Campaign.h"
#include "nn/Tools/Tools.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace nn;

namespace {
class Fuzz : public testing::Test {
protected:
  Fuzz() { registerNetworkDialects(registry); }

  std::unique_ptr<MLIRContext> makeContext() {
    return std::make_unique<MLIRContext>(registry,
                                         MLIRContext::Threading::DISABLED);
  }

  static std::string print(ModuleOp module) {
    std::string text;
    llvm::raw_string_ostream(text) << module;
    return text;
  }

  OwningOpRef<ModuleOp> parse(StringRef text) {
    context = makeContext();
    return parseSourceString<ModuleOp>(text, context.get());
  }

  /// Runs `text` in this process, at -O0 alone.
  RunReport run(StringRef text, RunnerOptions options = {}) {
    OwningOpRef<ModuleOp> module = parse(text);
    options.backends.resize(1);
    return runModule(*module, *makeCalls(*module, 1), options);
  }

  DialectRegistry registry;
  std::unique_ptr<MLIRContext> context;
};

/// A wrong lowering: the last float constant that a region computes with is off
/// by a thousandth. So the compiled program differs from the evaluated one.
/// Limits and thresholds do not count, since few elements hang on them.
struct SpoilConstant : PassWrapper<SpoilConstant, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(SpoilConstant)

  explicit SpoilConstant(bool &found) : found(found) {}

  void runOnOperation() override {
    arith::ConstantOp last;
    getOperation()->walk([&](arith::ConstantOp op) {
      auto value = dyn_cast<FloatAttr>(op.getValue());
      bool isComputedWith = llvm::any_of(
          op->getUsers(), llvm::IsaPred<arith::AddFOp, arith::SubFOp,
                                        arith::MulFOp, arith::DivFOp>);
      if (isa<MapOp>(op->getParentOp()) && value &&
          !value.getValue().isZero() && isComputedWith)
        last = op;
    });
    if (!last)
      return;
    found = true;
    auto value = cast<FloatAttr>(last.getValue());
    last.setValueAttr(
        FloatAttr::get(value.getType(), value.getValueAsDouble() * 1.001));
  }

  bool &found;
};

RunnerOptions spoil(bool &found) {
  RunnerOptions options;
  options.configurePasses = [&found](PassManager &pm) {
    if (!found)
      pm.addPass(std::make_unique<SpoilConstant>(found));
    return success();
  };
  return options;
}

constexpr StringLiteral kScale = R"(
  func.func @f(%x: tensor<3x4xf32>) -> tensor<3xf32> {
    %0 = nn.map %x : (tensor<3x4xf32>) -> tensor<3x4xf32> {
    ^bb0(%v: f32):
      %c = arith.constant 1.25 : f32
      %p = arith.mulf %v, %c : f32
      %e = math.exp %p : f32
      nn.yield %e : f32
    }
    %1 = nn.reduce %0 axes [1] : (tensor<3x4xf32>) -> tensor<3xf32> neutral 0.0 {
    ^bb0(%s: f32, %v: f32):
      %t = arith.addf %s, %v : f32
      nn.yield %t : f32
    }
    return %1 : tensor<3xf32>
  })";

TEST_F(Fuzz, AgreesWhereTheCompilerIsRight) {
  RunReport report = run(kScale);
  EXPECT_EQ(report.outcome, Outcome::Agrees) << report.message;
  EXPECT_EQ(report.numCompared, 9);
  EXPECT_EQ(report.numOpen, 0);
}

TEST_F(Fuzz, CatchesASpoiltConstant) {
  bool found = false;
  RunReport report = run(kScale, spoil(found));
  EXPECT_TRUE(found);
  EXPECT_EQ(report.outcome, Outcome::Disagrees);
  EXPECT_NE(report.message.find("off by"), std::string::npos) << report.message;
}

// Of random networks with such a constant, the bounds let a third pass: those
// in which it has no part in a result (a factor of zero, the larger of two
// numbers of which the smaller counts), or one that 16 bits or an integer round
// away.
TEST_F(Fuzz, CatchesSpoiltConstantsInRandomNetworks) {
  int numSpoilt = 0, numCaught = 0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    context = makeContext();
    GeneratorOptions generator;
    generator.only = {"nn.map", "nn.einsum", "nn.reduce", "nn.softmax"};
    Network network = generateNetwork(context.get(), seed, generator);
    bool found = false;
    RunnerOptions options = spoil(found);
    options.backends.resize(1);
    RunReport report = runModule(*network.module, network.calls, options);
    numSpoilt += found;
    numCaught += found && report.outcome == Outcome::Disagrees;
  }
  EXPECT_GE(numSpoilt, 20);
  EXPECT_GE(2 * numCaught, numSpoilt);
}

TEST_F(Fuzz, NoticesMissingRefusal) {
  // The program is right, but the call does not fit.
  StringRef text = R"(
    func.func @f(%x: tensor<?x2xf32>, %y: tensor<?x2xf32>) -> tensor<?x2xf32> {
      %0 = arith.addf %x, %y : tensor<?x2xf32>
      return %0 : tensor<?x2xf32>
    })";
  OwningOpRef<ModuleOp> module = parse(text);
  RunnerOptions options;
  options.backends.resize(1);
  Call fits{"f", 1, {{"x0_0", 3}, {"x1_0", 3}}};
  auto function = module->lookupSymbol<func::FuncOp>("f");
  for (unsigned i : {0, 1})
    function.setArgAttr(i, "nn.name",
                        StringAttr::get(context.get(), "x" + Twine(i)));
  Call differs = fits;
  differs.extents["x1_0"] = 4;
  RunReport report = runModule(*module, {fits, differs}, options);
  EXPECT_EQ(report.outcome, Outcome::Agrees) << report.message;
  EXPECT_EQ(report.numCalls, 1);
  EXPECT_EQ(report.numRefused, 1);
}

/// A wrong lowering that no comparison of numbers sees: it adds zero to the
/// first result, which makes a negative zero positive.
struct AddZero : PassWrapper<AddZero, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(AddZero)

  explicit AddZero(bool &isDone) : isDone(isDone) {}

  void runOnOperation() override {
    isDone = true;
    auto function = *getOperation().getOps<func::FuncOp>().begin();
    Operation *end = function.front().getTerminator();
    Value result = end->getOperand(0);
    OpBuilder builder(end);
    auto zero = arith::ConstantOp::create(
        builder, end->getLoc(),
        DenseElementsAttr::get(cast<ShapedType>(result.getType()), 0.0f));
    end->setOperand(
        0, arith::AddFOp::create(builder, end->getLoc(), result, zero));
  }

  bool &isDone;
};

TEST_F(Fuzz, ComparesBitsOfWhatIsMovedAlone) {
  auto report = [&](StringRef op) {
    bool isDone = false;
    RunnerOptions options;
    options.configurePasses = [&](PassManager &pm) {
      if (!isDone)
        pm.addPass(std::make_unique<AddZero>(isDone));
      return success();
    };
    return run(("func.func @f(%raw: tensor<200xf32> {nn.name = \"raw\"}) -> "
                "tensor<200xf32> {\n" +
                op + "\n return %0 : tensor<200xf32>\n }")
                   .str(),
               options);
  };
  RunReport moved = report("%0 = nn.slice \"::-1\" %raw : (tensor<200xf32>) -> "
                           "tensor<200xf32>");
  EXPECT_EQ(moved.outcome, Outcome::Disagrees);
  EXPECT_EQ(moved.getKind(), "disagrees values");
  // The sign of a sum that is zero is left open, as is what is not a number.
  RunReport computed = report("%0 = arith.addf %raw, %raw : tensor<200xf32>");
  EXPECT_EQ(computed.outcome, Outcome::Agrees) << computed.message;
}

TEST_F(Fuzz, KnowsWhichEntriesWereCompared) {
  RunReport report = run(R"(
    func.func @compared(%x: tensor<4xf32>) -> tensor<4xf32> {
      return %x : tensor<4xf32>
    }
    func.func @empty(%x: tensor<0xf32>) -> tensor<0xf32> {
      return %x : tensor<0xf32>
    }
    func.func @refused(%x: tensor<4xf32>) -> tensor<4xf32> {
      %c = arith.constant dense<100> : tensor<4xi32>
      %0 = nn.gather %x axes [0] at %c : (tensor<4xf32>, tensor<4xi32>) -> tensor<4xf32>
      return %0 : tensor<4xf32>
    })");
  EXPECT_EQ(report.outcome, Outcome::Agrees) << report.message;
  EXPECT_EQ(report.numCompared, 12);
  EXPECT_EQ(report.numRefused, 3);
  EXPECT_EQ(report.idleEntries, std::vector<std::string>{"refused"});
}

TEST_F(Fuzz, KindsOfFailuresHaveNoPlaces) {
  RunReport a, b, c;
  a.outcome = b.outcome = c.outcome = Outcome::DoesNotCompile;
  a.message = "jit -O0: 'nn.map' op has 3 results of tensor<2x3xf32>\nnote";
  b.message = "jit -O0: 'nn.sort' op has 12 results of tensor<?xf64>";
  c.message = "jit -O0: no symbol";
  EXPECT_EQ(a.getKind(), b.getKind());
  EXPECT_NE(a.getKind(), c.getKind());
}

// Networks whose data are refused: static ones, too, and iterations that do not
// settle.
TEST_F(Fuzz, ReachesEveryStatus) {
  for (StringRef only : {"nn.gather", "nn.fixed_point"}) {
    int64_t numRefused = 0;
    for (uint64_t seed = 0; seed < 60 && numRefused == 0; ++seed) {
      context = makeContext();
      GeneratorOptions generator;
      generator.only = {only.str()};
      Network network = generateNetwork(context.get(), seed, generator);
      if (llvm::any_of(network.calls,
                       [](const Call &call) { return !call.extents.empty(); }))
        continue;
      RunnerOptions options;
      options.backends.clear();
      numRefused +=
          runModule(*network.module, network.calls, options).numRefused;
    }
    EXPECT_GT(numRefused, 0) << only.str();
  }
}

TEST_F(Fuzz, MakesTheSameNetworkOfASeed) {
  context = makeContext();
  auto other = makeContext();
  Network first = generateNetwork(context.get(), 7);
  Network second = generateNetwork(other.get(), 7);
  EXPECT_EQ(print(*first.module), print(*second.module));
  ASSERT_EQ(first.calls.size(), second.calls.size());
  for (auto [a, b] : llvm::zip_equal(first.calls, second.calls))
    EXPECT_EQ(a.print(), b.print());
  EXPECT_NE(print(*first.module),
            print(*generateNetwork(context.get(), 8).module));
}

TEST_F(Fuzz, MakesValidNetworksOnly) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    context = makeContext();
    Network network = generateNetwork(context.get(), seed);
    EXPECT_TRUE(succeeded(verify(*network.module)));
  }
}

TEST_F(Fuzz, EveryGeneratorWorks) {
  for (StringRef name : getGeneratorNames()) {
    GeneratorOptions options;
    options.only = {name.str()};
    bool found = false;
    for (uint64_t seed = 0; seed < 40 && !found; ++seed) {
      context = makeContext();
      Network network = generateNetwork(context.get(), seed, options);
      network.module->walk([&](Operation *op) {
        found |= op->getName().getStringRef() == name ||
                 (name == "elementwise" &&
                  isa<arith::ArithDialect>(op->getDialect()));
      });
    }
    EXPECT_TRUE(found) << name.str();
  }
}

TEST_F(Fuzz, ReadsCallsBack) {
  Call call{"net", 42, {{"batch", 3}, {"x0_1", 0}}};
  std::optional<Call> read = Call::parse(call.print());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->entry, "net");
  EXPECT_EQ(read->seed, 42u);
  EXPECT_EQ(read->extents, call.extents);
  EXPECT_FALSE(Call::parse("net"));
  EXPECT_FALSE(Call::parse("net:x"));
  EXPECT_FALSE(Call::parse("net:1:n"));
}

TEST_F(Fuzz, ReducesToTheOpThatMatters) {
  OwningOpRef<ModuleOp> module = parse(R"(
    nn.param @w : tensor<4xf32> = dense<1.0>
    func.func private @inner(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
      %0 = nn.softmax %x axis 1 : tensor<?x4xf32>
      return %0 : tensor<?x4xf32>
    }
    func.func @f(%x: tensor<?x4xf32>, %y: tensor<2xf32>) -> (tensor<?x4xf32>, tensor<2xf32>) {
      %w = nn.param_ref @w : tensor<4xf32>
      %0 = nn.map %x, %w : (tensor<?x4xf32>, tensor<4xf32>) -> tensor<?x4xf32> {
      ^bb0(%a: f32, %b: f32):
        %p = arith.mulf %a, %b : f32
        nn.yield %p : f32
      }
      %1 = nn.apply @inner(%0) : (tensor<?x4xf32>) -> tensor<?x4xf32>
      %2 = nn.activation #nn.relu, %1 : tensor<?x4xf32>
      return %2, %y : tensor<?x4xf32>, tensor<2xf32>
    })");
  FailingCase failing{std::move(module), Call{"f", 1, {}}};
  reduceCase(failing, [](ModuleOp candidate, const Call &) {
    return candidate.walk([](SoftmaxOp) { return WalkResult::interrupt(); })
        .wasInterrupted();
  });
  SmallVector<Operation *> ops;
  failing.module->walk([&](Operation *op) { ops.push_back(op); });
  // The softmax, the return, the function and the module.
  EXPECT_EQ(ops.size(), 4u) << print(*failing.module);
  auto entry = failing.module->lookupSymbol<func::FuncOp>("f");
  EXPECT_EQ(entry.getNumArguments(), 1u);
  EXPECT_EQ(entry.getNumResults(), 1u);
}

/// A compiler that does not come to its end.
struct Misbehave : PassWrapper<Misbehave, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(Misbehave)
  explicit Misbehave(bool hangs) : hangs(hangs) {}
  void runOnOperation() override {
    if (!hangs)
      abort();
    for (volatile int i = 0;; ++i)
      ;
  }
  bool hangs;
};

TEST_F(Fuzz, SurvivesCrashesAndLoops) {
  for (bool hangs : {false, true}) {
    CampaignOptions options;
    options.networkTimeLimit = 1;
    options.runner.configurePasses = [&](PassManager &pm) {
      pm.addPass(std::make_unique<Misbehave>(hangs));
      return success();
    };
    OwningOpRef<ModuleOp> module = parse(kScale);
    auto report = runIsolated(*module, *makeCalls(*module, 1), options);
    ASSERT_TRUE(static_cast<bool>(report));
    EXPECT_EQ(report->outcome,
              hangs ? Outcome::TakesTooLong : Outcome::Crashes);
    EXPECT_EQ(report->backend, "jit -O0");
  }
}

// A campaign goes on behind networks that crash, and counts them.
TEST_F(Fuzz, CampaignsGoOnAfterCrashes) {
  CampaignOptions options;
  options.count = 5;
  options.jobs = 2;
  options.generator.only = {"nn.map"};
  options.runner.configurePasses = [&](PassManager &pm) {
    pm.addPass(std::make_unique<Misbehave>(/*hangs=*/false));
    return success();
  };
  std::vector<int64_t> failures;
  auto report = runCampaign(
      options, [this] { return makeContext(); },
      [&](const Failure &failure) { failures.push_back(failure.index); });
  ASSERT_TRUE(static_cast<bool>(report));
  llvm::sort(failures);
  EXPECT_EQ(failures, (std::vector<int64_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(report->outcomes[Outcome::Crashes], 5);
}

TEST_F(Fuzz, CampaignsDoNotDependOnTheNumberOfJobs) {
  CampaignOptions options;
  options.count = 6;
  options.generator.only = {"nn.map", "nn.reduce"};
  options.runner.backends.resize(1);
  options.libraryEvery = 0;
  std::vector<std::string> texts;
  for (unsigned jobs : {1, 3}) {
    options.jobs = jobs;
    auto report = runCampaign(
        options, [this] { return makeContext(); }, [](const Failure &) {});
    ASSERT_TRUE(static_cast<bool>(report));
    EXPECT_EQ(report->numNetworks, 6);
    report->seconds = 0;
    std::string text;
    llvm::raw_string_ostream(text) << report->toJson();
    texts.push_back(text);
  }
  EXPECT_EQ(texts[0], texts[1]);
}

TEST_F(Fuzz, CoverageNamesWhatIsMissing) {
  OwningOpRef<ModuleOp> module = parse(kScale);
  Coverage coverage;
  coverage.add(*module);
  std::vector<std::string> missing = coverage.findMissing(context.get());
  auto isMissing = [&](StringRef name) {
    return llvm::is_contained(missing, name.str());
  };
  EXPECT_FALSE(isMissing("nn.map"));
  EXPECT_FALSE(isMissing("math.exp"));
  EXPECT_TRUE(isMissing("nn.einsum"));
  EXPECT_TRUE(isMissing("math.sin"));
  EXPECT_TRUE(isMissing("tensor.cast"));
  EXPECT_TRUE(isMissing("nn.activation"));
}
} // namespace

//===- Campaign.h - Many random networks ------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_CAMPAIGN_H
#define NN_FUZZ_CAMPAIGN_H

#include "nn/Fuzz/Coverage.h"
#include "nn/Fuzz/Generator.h"
#include "nn/Fuzz/Reduce.h"
#include "nn/Fuzz/Runner.h"
#include "llvm/Support/Error.h"

namespace nn {
struct CampaignOptions {
  uint64_t seed = 1;
  int64_t count = 100;
  unsigned jobs = 1;
  /// Seconds after which no network is begun; 0 for no end.
  double timeLimit = 0;
  /// Seconds of processor time for one network.
  int networkTimeLimit = 60;
  GeneratorOptions generator;
  RunnerOptions runner;
  /// One network in so many is also linked to a shared library.
  int64_t libraryEvery = 32;
};

/// A network that failed.
struct Failure {
  int64_t index = 0;
  RunReport report;

  /// Whether the generator made the network, rather than being what crashed.
  bool hasNetwork() const;
};

struct CampaignReport {
  int64_t numNetworks = 0;
  std::map<Outcome, int64_t> outcomes;
  /// As in `RunReport`.
  int64_t numCalls = 0, numRefused = 0, numOpenCalls = 0, numCompared = 0,
          numLoose = 0, numOpen = 0, numIdleEntries = 0;
  std::vector<Failure> failures;
  /// Of the networks that agree.
  Coverage coverage;
  double seconds = 0;

  void add(int64_t index, RunReport result, const Coverage &networkCoverage);
  /// Three lines of numbers, and what went wrong.
  void print(llvm::raw_ostream &os) const;
  llvm::json::Value toJson() const;
};

/// The seed of the network with number `index` of a campaign.
uint64_t getNetworkSeed(uint64_t seed, int64_t index);

/// Makes networks and runs them, in `jobs` processes. The results do not depend
/// on how many there are. `makeContext` makes a context with all dialects;
/// `onFailure` is called with each failure as soon as it is known.
llvm::Expected<CampaignReport> runCampaign(
    const CampaignOptions &options,
    llvm::function_ref<std::unique_ptr<mlir::MLIRContext>()> makeContext,
    llvm::function_ref<void(const Failure &)> onFailure);

/// A module and its calls, run in a process of its own.
llvm::Expected<RunReport> runIsolated(mlir::ModuleOp module,
                                      llvm::ArrayRef<Call> calls,
                                      const CampaignOptions &options);

/// Does `work` in a process of its own, which may crash.
llvm::Error runSeparately(llvm::function_ref<llvm::Error()> work);

/// Reduces the network of `failure`, which `network` is, as long as the same
/// back end fails in the same way.
llvm::Expected<FailingCase> reduceFailure(const Failure &failure,
                                          const Network &network,
                                          const CampaignOptions &options);
} // namespace nn

#endif // NN_FUZZ_CAMPAIGN_H

//===- Campaign.cpp - Many random networks --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Fuzz/Campaign.h"
#include "Process.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "nn/Fuzz/Random.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <chrono>
#include <poll.h>

using namespace mlir;
using namespace nn;

using Clock = std::chrono::steady_clock;

static double getSecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

uint64_t nn::getNetworkSeed(uint64_t seed, int64_t index) {
  return mixSeed(seed, static_cast<uint64_t>(index));
}

/// The step that makes a network.
static constexpr StringLiteral kGenerator = "generator";

bool Failure::hasNetwork() const { return report.backend != kGenerator; }

//===----------------------------------------------------------------------===//
// Lines between processes
//===----------------------------------------------------------------------===//

// A process reports "begin <network>", "step <name>" and "end <report>".

static std::string writeReport(const RunReport &report,
                               const Coverage &coverage) {
  llvm::json::Object object{
      {"outcome", static_cast<int64_t>(report.outcome)},
      {"message", llvm::json::fixUTF8(report.message)},
      {"backend", llvm::json::fixUTF8(report.backend)},
      {"call", llvm::json::fixUTF8(report.call)},
      {"subject", report.subject},
      {"counts", llvm::json::Array{report.numCalls, report.numRefused,
                                   report.numOpenCalls, report.numCompared,
                                   report.numLoose, report.numOpen}},
      {"coverage", coverage.toJson()}};
  llvm::json::Array idle;
  for (const std::string &entry : report.idleEntries)
    idle.push_back(llvm::json::fixUTF8(entry));
  object["idle"] = std::move(idle);
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(object));
  return text;
}

static RunReport readReport(StringRef text, Coverage &coverage) {
  llvm::json::Value value = llvm::cantFail(llvm::json::parse(text));
  const llvm::json::Object &object = *value.getAsObject();
  RunReport report;
  report.outcome = static_cast<Outcome>(*object.getInteger("outcome"));
  report.message = object.getString("message")->str();
  report.backend = object.getString("backend")->str();
  report.call = object.getString("call")->str();
  report.subject = object.getString("subject")->str();
  const llvm::json::Array &counts = *object.getArray("counts");
  report.numCalls = *counts[0].getAsInteger();
  report.numRefused = *counts[1].getAsInteger();
  report.numOpenCalls = *counts[2].getAsInteger();
  report.numCompared = *counts[3].getAsInteger();
  report.numLoose = *counts[4].getAsInteger();
  report.numOpen = *counts[5].getAsInteger();
  for (const llvm::json::Value &entry : *object.getArray("idle"))
    report.idleEntries.push_back(entry.getAsString()->str());
  coverage = Coverage::fromJson(*object.get("coverage"));
  return report;
}

/// Runs a module with its steps on the stream.
static RunReport runWithSteps(ModuleOp module, ArrayRef<Call> calls,
                              RunnerOptions options, int timeLimit,
                              llvm::raw_ostream &os) {
  options.onStep = [&](StringRef step) {
    os << "step " << step << "\n";
    os.flush();
  };
  Child::limitTime(timeLimit);
  RunReport report = runModule(module, calls, options);
  Child::limitTime(0);
  return report;
}

/// The failure of a process that ended before its report.
static RunReport makeCrashReport(const ChildEnd &end, StringRef step) {
  RunReport report;
  report.outcome = end.tookLong ? Outcome::TakesTooLong : Outcome::Crashes;
  report.backend = step.str();
  report.message = (step + ": " + end.reason).str();
  return report;
}

//===----------------------------------------------------------------------===//
// Workers
//===----------------------------------------------------------------------===//

namespace {
/// The networks `first`, `first + stride`, ... of a campaign, in a process.
class Worker {
public:
  using MakeContext = llvm::function_ref<std::unique_ptr<MLIRContext>()>;
  Worker(const CampaignOptions &options, MakeContext makeContext,
         Clock::time_point start, int64_t next)
      : options(options), makeContext(makeContext), start(start), next(next) {}

  /// Starts a process for what is left; null if nothing is.
  llvm::Error startProcess();
  bool isRunning() const { return child.has_value(); }
  int getDescriptor() const { return child->getDescriptor(); }
  /// Takes what the process wrote, and ends it when it is done.
  void update(
      llvm::function_ref<void(int64_t, RunReport, const Coverage &)> onReport);

private:
  void work(llvm::raw_ostream &os);
  RunReport runNetwork(int64_t index, Coverage &coverage,
                       llvm::raw_ostream &os) const;
  bool isOver() const {
    return next >= options.count ||
           (options.timeLimit > 0 &&
            getSecondsSince(start) >= options.timeLimit);
  }

  const CampaignOptions &options;
  MakeContext makeContext;
  Clock::time_point start;
  int64_t next;
  std::optional<Child> child;
  std::string step;
};
} // namespace

RunReport Worker::runNetwork(int64_t index, Coverage &coverage,
                             llvm::raw_ostream &os) const {
  os << "begin " << index << "\nstep " << kGenerator << "\n";
  os.flush();
  std::unique_ptr<MLIRContext> context = makeContext();
  Network network = generateNetwork(
      context.get(), getNetworkSeed(options.seed, index), options.generator);
  coverage.add(*network.module);
  RunReport report;
  if (network.calls.empty()) {
    report.outcome = Outcome::Discarded;
    return report;
  }
  std::string diagnostics;
  {
    ScopedDiagnosticHandler handler(context.get(), [&](Diagnostic &diag) {
      diagnostics += diag.str() + "\n";
    });
    if (failed(verify(*network.module))) {
      report.outcome = Outcome::IsInvalid;
      report.message = diagnostics;
      return report;
    }
  }
  RunnerOptions runner = options.runner;
  if (options.libraryEvery > 0 && index % options.libraryEvery == 0)
    runner.backends.push_back(Backend::getSharedLibrary());
  return runWithSteps(*network.module, network.calls, std::move(runner),
                      options.networkTimeLimit, os);
}

/// What the process does, with its own copy of this object.
void Worker::work(llvm::raw_ostream &os) {
  for (; !isOver(); next += options.jobs) {
    Coverage coverage;
    RunReport report = runNetwork(next, coverage, os);
    os << "end " << writeReport(report, coverage) << "\n";
    os.flush();
  }
}

llvm::Error Worker::startProcess() {
  if (isOver())
    return llvm::Error::success();
  auto started = Child::start([this](llvm::raw_ostream &os) { work(os); });
  if (!started)
    return started.takeError();
  child.emplace(std::move(*started));
  return llvm::Error::success();
}

void Worker::update(
    llvm::function_ref<void(int64_t, RunReport, const Coverage &)> onReport) {
  std::vector<std::string> lines;
  bool isAlive = child->read(lines);
  for (StringRef line : lines) {
    if (line.consume_front("begin ")) {
      (void)line.getAsInteger(10, next);
    } else if (line.consume_front("step ")) {
      step = line.str();
    } else if (line.consume_front("end ")) {
      Coverage coverage;
      RunReport report = readReport(line, coverage);
      onReport(next, std::move(report), coverage);
      next += options.jobs;
    }
  }
  if (isAlive)
    return;
  ChildEnd end = child->wait();
  child.reset();
  if (end.isGood) {
    next = options.count;
    return;
  }
  onReport(next, makeCrashReport(end, step), Coverage());
  next += options.jobs;
}

llvm::Expected<CampaignReport>
nn::runCampaign(const CampaignOptions &options,
                llvm::function_ref<std::unique_ptr<MLIRContext>()> makeContext,
                llvm::function_ref<void(const Failure &)> onFailure) {
  Clock::time_point start = Clock::now();
  CampaignReport report;
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned job = 0; job < options.jobs; ++job) {
    workers.push_back(
        std::make_unique<Worker>(options, makeContext, start, job));
    if (llvm::Error error = workers.back()->startProcess())
      return error;
  }
  while (true) {
    std::vector<pollfd> descriptors;
    std::vector<Worker *> running;
    for (auto &worker : workers)
      if (worker->isRunning()) {
        running.push_back(worker.get());
        descriptors.push_back({worker->getDescriptor(), POLLIN, 0});
      }
    if (running.empty())
      break;
    poll(descriptors.data(), descriptors.size(), -1);
    for (auto [worker, descriptor] : llvm::zip_equal(running, descriptors)) {
      if (descriptor.revents == 0)
        continue;
      worker->update([&](int64_t index, RunReport result,
                         const Coverage &coverage) {
        report.add(index, std::move(result), coverage);
        if (!report.failures.empty() && report.failures.back().index == index)
          onFailure(report.failures.back());
      });
      if (!worker->isRunning())
        if (llvm::Error error = worker->startProcess())
          return error;
    }
  }
  llvm::sort(report.failures, [](const Failure &a, const Failure &b) {
    return a.index < b.index;
  });
  report.seconds = getSecondsSince(start);
  return report;
}

//===----------------------------------------------------------------------===//
// Single modules
//===----------------------------------------------------------------------===//

llvm::Expected<RunReport> nn::runIsolated(ModuleOp module, ArrayRef<Call> calls,
                                          const CampaignOptions &options) {
  auto result = runChild([&](llvm::raw_ostream &os) {
    RunReport report = runWithSteps(module, calls, options.runner,
                                    options.networkTimeLimit, os);
    os << "end " << writeReport(report, Coverage()) << "\n";
  });
  if (!result)
    return result.takeError();
  std::string step;
  for (StringRef line : result->lines) {
    if (line.consume_front("step "))
      step = line.str();
    Coverage coverage;
    if (line.consume_front("end "))
      return readReport(line, coverage);
  }
  return makeCrashReport(result->end, step);
}

llvm::Error nn::runSeparately(llvm::function_ref<llvm::Error()> work) {
  auto result = runChild([&](llvm::raw_ostream &os) {
    if (llvm::Error error = work())
      os << llvm::toString(std::move(error)) << "\n";
  });
  if (!result)
    return result.takeError();
  if (!result->end.isGood)
    return llvm::createStringError("a process ended early: " +
                                   result->end.reason);
  if (!result->lines.empty())
    return llvm::createStringError(llvm::join(result->lines, "\n"));
  return llvm::Error::success();
}

llvm::Expected<FailingCase> nn::reduceFailure(const Failure &failure,
                                              const Network &network,
                                              const CampaignOptions &options) {
  // Only the back end that fails, and only a call that fails.
  CampaignOptions narrow = options;
  std::vector<Backend> all = options.runner.backends;
  all.push_back(Backend::getSharedLibrary());
  llvm::erase_if(all, [&](const Backend &backend) {
    return backend.name != failure.report.backend;
  });
  narrow.runner.backends = std::move(all);
  auto fails = [&](ModuleOp module, const Call &call) {
    auto report = runIsolated(module, call, narrow);
    if (!report) {
      llvm::consumeError(report.takeError());
      return false;
    }
    return report->backend == failure.report.backend &&
           report->getKind() == failure.report.getKind();
  };
  std::optional<Call> found;
  for (const Call &call : network.calls)
    if (!found && fails(network.module.get(), call))
      found = call;
  // A module fails to compile whatever is called: better an entry that does not
  // without the others.
  for (const Call &call : network.calls) {
    OwningOpRef<ModuleOp> alone = network.module.get().clone();
    for (auto function :
         llvm::make_early_inc_range(alone->getOps<func::FuncOp>()))
      if (function.isPublic() && function.getName() != call.entry)
        function.erase();
    if (found && fails(*alone, call)) {
      FailingCase failing{std::move(alone), call};
      reduceCase(failing, fails);
      return failing;
    }
  }
  if (!found)
    return llvm::createStringError("the failure does not occur again");
  FailingCase failing{network.module.get().clone(), *found};
  reduceCase(failing, fails);
  return failing;
}

//===----------------------------------------------------------------------===//
// Reports
//===----------------------------------------------------------------------===//

void CampaignReport::add(int64_t index, RunReport result,
                         const Coverage &networkCoverage) {
  ++numNetworks;
  ++outcomes[result.outcome];
  numCalls += result.numCalls;
  numRefused += result.numRefused;
  numOpenCalls += result.numOpenCalls;
  numCompared += result.numCompared;
  numLoose += result.numLoose;
  numOpen += result.numOpen;
  numIdleEntries += result.idleEntries.size();
  if (result.outcome == Outcome::Agrees)
    coverage.add(networkCoverage);
  if (isFailure(result.outcome))
    failures.push_back({index, std::move(result)});
}

void CampaignReport::print(llvm::raw_ostream &os) const {
  os << llvm::formatv("{0} networks in {1:F1} s:", numNetworks, seconds);
  for (auto &[outcome, count] : outcomes)
    os << " " << count << " " << stringifyOutcome(outcome);
  os << llvm::formatv("\n{0} calls compared, {1} refused, {2} left open; "
                      "{3} entries never compared\n",
                      numCalls, numRefused, numOpenCalls, numIdleEntries);
  os << llvm::formatv("{0} elements compared, {1} of them loosely; {2} left "
                      "open\n",
                      numCompared, numLoose, numOpen);
  for (const Failure &failure : failures)
    os << "network " << failure.index << " "
       << stringifyOutcome(failure.report.outcome) << ": "
       << StringRef(failure.report.message).rtrim() << "\n";
}

llvm::json::Value CampaignReport::toJson() const {
  llvm::json::Object counts;
  for (auto &[outcome, count] : outcomes)
    counts[stringifyOutcome(outcome)] = count;
  llvm::json::Array list;
  for (const Failure &failure : failures)
    list.push_back(llvm::json::Object{
        {"network", failure.index},
        {"outcome", stringifyOutcome(failure.report.outcome)},
        {"backend", llvm::json::fixUTF8(failure.report.backend)},
        {"call", llvm::json::fixUTF8(failure.report.call)},
        {"message", llvm::json::fixUTF8(failure.report.message)}});
  return llvm::json::Object{{"networks", numNetworks},
                            {"seconds", seconds},
                            {"outcomes", std::move(counts)},
                            {"calls", numCalls},
                            {"refused", numRefused},
                            {"openCalls", numOpenCalls},
                            {"idleEntries", numIdleEntries},
                            {"compared", numCompared},
                            {"loose", numLoose},
                            {"open", numOpen},
                            {"failures", std::move(list)},
                            {"coverage", coverage.toJson()}};
}

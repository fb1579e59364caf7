//===- Interactive.cpp - Running RASP a statement at a time ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An error leaves values out and reports only where it arises, so what a
// statement with one has set says nothing: it is taken back. Functions and
// steps that it made stay in memory, where nothing names them.
//
//===----------------------------------------------------------------------===//

#include "Diagnostics.h"
#include "Interpreter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/SourceMgr.h"

using namespace nn::rasp;
using llvm::StringRef;

/// All that a statement at the top level can change.
struct Interpreter::Snapshot {
  llvm::StringMap<Value> values;
  size_t numNames;
  Value sopExample, selectorExample;
  KindSet exampleKinds;
  const Step *out;
  std::string last;
};

Interpreter::Snapshot Interpreter::takeSnapshot() const {
  return {top->values,  top->names.size(),
          sopExample,   selectorExample,
          exampleKinds, out,
          last};
}

void Interpreter::restore(const Snapshot &snapshot) {
  // The names point to the keys of the map, so these stay where they are.
  top->names.resize(snapshot.numNames);
  llvm::SmallVector<std::string> added;
  for (auto &entry : top->values) {
    auto before = snapshot.values.find(entry.first());
    if (before == snapshot.values.end())
      added.push_back(entry.first().str());
    else
      entry.second = before->second;
  }
  for (const std::string &name : added)
    top->values.erase(name);
  sopExample = snapshot.sopExample;
  selectorExample = snapshot.selectorExample;
  exampleKinds = snapshot.exampleKinds;
  out = snapshot.out;
  last = snapshot.last;
}

void Interpreter::startStatement() {
  outcome = {};
  diagnostics.reset();
  // An error in a function is one again in the next statement that calls it.
  reported.clear();
  stopped = false;
  numSteps = numElements = 0;
  loads = 0;
}

bool Interpreter::runInteractively(
    std::unique_ptr<Program> program, unsigned buffer,
    llvm::function_ref<void(const Stmt &, const Outcome &)> after) {
  StringRef file = sources.getMemoryBuffer(buffer)->getBufferIdentifier();
  loading.push_back({file.str(), std::nullopt});
  llvm::scope_exit leave([&] { loading.pop_back(); });
  programs.push_back(std::move(program));
  exited = false;
  for (const Stmt *statement : programs.back()->body.statements) {
    Snapshot before = takeSnapshot();
    startStatement();
    run(statement, top);
    if (diagnostics.getNumErrors() > 0) {
      restore(before);
      return false;
    }
    after(*statement, outcome);
    if (exited)
      break;
  }
  return true;
}

std::vector<Atom> Interpreter::getTokens(const Value &input) {
  std::vector<Atom> tokens;
  const Atom *text = input.getAtom();
  for (const Value &token :
       text ? getCharacters(std::get<std::string>(*text)) : *input.getList())
    tokens.push_back(*token.getAtom());
  return tokens;
}

std::vector<StringRef> Interpreter::getKnownNames() const {
  std::vector<StringRef> names{"tokens_asis"};
  for (const Scope *scope : {base, top})
    for (StringRef name : scope->values.keys())
      names.push_back(name);
  llvm::sort(names);
  names.erase(llvm::unique(names), names.end());
  return names;
}

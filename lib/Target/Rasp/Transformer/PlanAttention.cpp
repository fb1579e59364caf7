//===- PlanAttention.cpp - Attention of transformers ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planner.h"
#include "llvm/ADT/STLExtras.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::BitVector;
using llvm::StringRef;
using llvm::Twine;

/// What a score falls short of the largest one by, if one constraint does not
/// hold: `exp(-kScore)` is zero as a float of 32 bits, so that what is marked
/// has equal weights and all else has none.
static constexpr double kScore = 128;

//===----------------------------------------------------------------------===//
// Scores
//===----------------------------------------------------------------------===//

/// Products of a function of the key and one of the query, both 0 or 1, whose
/// sum is 1 where the constraint holds, else 0: at most one of the keys, or of
/// the queries, is 1 at a time.
std::vector<Planner::Feature>
Planner::getFeatures(const Constraint &constraint) {
  const Variable *key = constraint.key, *query = constraint.query;
  // Keys that are marked by the same queries go together, or the other way.
  auto group = [](unsigned count, auto getOthers) {
    std::map<std::vector<unsigned>, std::vector<unsigned>> groups;
    for (unsigned i = 0; i < count; ++i)
      if (std::vector<unsigned> others = getOthers(i); !others.empty())
        groups[std::move(others)].push_back(i);
    return groups;
  };
  auto byKey = group(key->size, [&](unsigned k) {
    const BitVector &row = constraint.rows[k];
    return std::vector<unsigned>(row.set_bits_begin(), row.set_bits_end());
  });
  auto byQuery = group(query->size, [&](unsigned q) {
    std::vector<unsigned> keys;
    for (unsigned k = 0; k < key->size; ++k)
      if (constraint.isMarked(k, q))
        keys.push_back(k);
    return keys;
  });
  auto sum = [](const Variable *variable, ArrayRef<unsigned> values) {
    // One of all values is there; so it is of the constant variable.
    if (values.size() == variable->size)
      return Affine(1);
    Affine result;
    for (unsigned value : values)
      result.terms.push_back({variable->start + value, 1});
    return result;
  };
  std::vector<Feature> features;
  if (byKey.size() <= byQuery.size())
    for (auto &[queries, keys] : byKey)
      features.push_back({sum(key, keys), sum(query, queries)});
  else
    for (auto &[keys, queries] : byQuery)
      features.push_back({sum(key, keys), sum(query, queries)});
  return features;
}

Planner::Scores Planner::getScores(const Conjunction &conjunction) const {
  Scores scores;
  for (const Constraint &constraint : conjunction) {
    scores.ready = std::max(
        {scores.ready, constraint.key->ready, constraint.query->ready});
    for (Feature &feature : getFeatures(constraint)) {
      Affine query;
      query.add(feature.query, kScore);
      scores.queries.push_back(std::move(query));
      scores.keys.push_back(std::move(feature.key));
    }
  }
  return scores;
}

bool Planner::isOfPosition(const Affine &affine) const {
  return llvm::all_of(affine.terms, [&](const Term &term) {
    return term.entry >= positions->start &&
           term.entry < positions->start + positions->size;
  });
}

void Planner::addEntries(
    EntryMap &known, ArrayRef<Feature> features, const Twine &name,
    llvm::function_ref<Time(const Affine &, unsigned)> write) {
  std::vector<EntryMap::iterator> missing;
  for (const Feature &feature : features)
    if (!isOfPosition(feature.key))
      if (auto [place, isNew] = known.try_emplace(feature.key); isNew)
        missing.push_back(place);
  if (missing.empty())
    return;
  unsigned start = addSubspace(name, missing.size());
  for (auto [i, place] : llvm::enumerate(missing))
    place->second = {start + i, write(place->first, start + i)};
}

void Planner::mask(std::vector<Feature> &features, const Twine &name,
                   Time &ready) {
  Time before = ready;
  addEntries(masked, features, name, [&](const Affine &key, unsigned entry) {
    Affine input = key;
    input.add(positions->get(0), -1);
    addUnit(before, std::move(input), {{entry, 1}});
    return before.getNext();
  });
  for (auto &[key, query] : features) {
    if (auto known = masked.find(key); known != masked.end()) {
      ready = std::max(ready, known->second.second);
      key = Affine::ofEntry(known->second.first);
      continue;
    }
    double first = key.constant;
    for (const Term &term : key.terms)
      if (term.entry == positions->start)
        first += term.factor;
    key.add(positions->get(0), -first);
  }
}

void Planner::fetch(std::vector<Feature> &features, const Twine &name,
                    Time &ready) {
  unsigned block = ready.block + 1;
  addEntries(fetched, features, name, [&](const Affine &key, unsigned entry) {
    Scores scores;
    scores.queries.emplace_back(kScore);
    scores.keys.push_back(positions->get(0));
    getHead(block, scores, "the first position").values.push_back({key, entry});
    return Time{block, 0};
  });
  ready = {};
  for (auto &[key, query] : features) {
    if (auto known = fetched.find(key); known != fetched.end()) {
      ready = std::max(ready, known->second.second);
      key = Affine::ofEntry(known->second.first);
      continue;
    }
    Affine first(key.constant);
    for (const Term &term : key.terms)
      if (term.entry == positions->start)
        first.constant += term.factor;
    key = std::move(first);
  }
}

Planner::Scores Planner::getScoresWithFirst(const Conjunction &conjunction,
                                            const Twine &name) {
  Scores scores;
  for (const Constraint &constraint : conjunction) {
    std::vector<Feature> features = getFeatures(constraint);
    Time ready = constraint.key->ready;
    mask(features, "later keys of " + name, ready);
    scores.ready = std::max({scores.ready, ready, constraint.query->ready});
    for (Feature &feature : features) {
      Affine query;
      query.add(feature.query, kScore);
      scores.queries.push_back(std::move(query));
      scores.keys.push_back(std::move(feature.key));
    }
  }
  // The first position has the largest score, always.
  if (!conjunction.empty()) {
    scores.queries.emplace_back(kScore * conjunction.size());
    scores.keys.push_back(positions->get(0));
  }
  return scores;
}

//===----------------------------------------------------------------------===//
// Rows that may be empty
//===----------------------------------------------------------------------===//

Planner::Flag Planner::findFirst(const Conjunction &conjunction,
                                 const Twine &name) {
  // Conditions that are sums of entries, and those that need hidden units.
  Affine sum;
  size_t numSums = 0;
  Time ready;
  std::vector<std::vector<Feature>> products;
  for (const Constraint &constraint : conjunction) {
    std::vector<Feature> parts = getFeatures(constraint);
    Time time = constraint.key->ready;
    fetch(parts, "first key of " + name, time);
    ready = std::max({ready, time, constraint.query->ready});
    bool isLinear = llvm::all_of(parts, [](const Feature &part) {
      return part.key.terms.empty() || part.query.terms.empty();
    });
    if (!isLinear) {
      products.push_back(std::move(parts));
      continue;
    }
    ++numSums;
    for (const Feature &part : parts)
      if (part.key.terms.empty())
        sum.add(part.query, part.key.constant);
      else
        sum.add(part.key, part.query.constant);
  }
  // All of `count` conditions hold.
  auto addProduct = [&](ArrayRef<Feature> parts, const Affine &others,
                        size_t count) {
    unsigned entry = addSubspace("whether the first is in " + name, 1);
    for (const Feature &part : parts) {
      Affine input = part.key;
      input.add(part.query);
      input.add(others);
      input.constant -= count;
      addUnit(ready, std::move(input), {{entry, 1}});
    }
    return Affine::ofEntry(entry);
  };
  if (products.size() == 1)
    return {addProduct(products[0], sum, numSums + 1), ready.getNext()};
  if (products.empty() && numSums <= 1)
    return {numSums == 0 ? Affine(1) : sum, ready};
  for (const std::vector<Feature> &parts : products) {
    sum.add(addProduct(parts, {}, 1));
    ++numSums;
  }
  if (!products.empty())
    ready = ready.getNext();
  return {addProduct(Feature{}, sum, numSums - 1), ready.getNext()};
}

const Planner::Row &Planner::getRow(const SelectorPlan &plan, size_t number) {
  auto [known, isNew] = rows.try_emplace({&plan, number});
  Row &row = known->second;
  if (!isNew)
    return row;
  const Conjunction &conjunction = plan.conjunctions[number];
  Scores scores = getScoresWithFirst(conjunction, plan.name);
  unsigned block = scores.ready.block + 1;
  row.share = addSubspace("share of the first of " + plan.name, 1);
  row.ready = {block, 0};
  getHead(block, scores, plan.name + " and the first position")
      .values.push_back({positions->get(0), row.share});
  row.hasFirst = findFirst(conjunction, plan.name);
  return row;
}

Planner::Flag Planner::getEmpty(const SelectorPlan &plan, size_t number) {
  const Row &row = getRow(plan, number);
  Time ready = std::max(row.ready, row.hasFirst.ready);
  // The share is 1 where nothing else is marked, and at most 1/2 elsewhere.
  Affine isEmpty(-1);
  isEmpty.add(Affine::ofEntry(row.share), 2);
  isEmpty.add(row.hasFirst.affine, -1);
  // Where it is one half, the first position is not marked.
  if (plan.marksOneAtMost)
    return {std::move(isEmpty), ready};
  auto [known, isNew] = empties.try_emplace({&plan, number});
  if (isNew) {
    unsigned entry = addSubspace(plan.name + " is empty", 1);
    addUnit(ready, std::move(isEmpty), {{entry, 1}});
    known->second = {Affine::ofEntry(entry), ready.getNext()};
  }
  return known->second;
}

Planner::Flag Planner::getAllEmpty(const SelectorPlan &plan) {
  size_t count = plan.conjunctions.size();
  Flag sum{Affine(1.0 - count), {}};
  for (size_t i = 0; i < count; ++i) {
    Flag empty = getEmpty(plan, i);
    sum.affine.add(empty.affine);
    sum.ready = std::max(sum.ready, empty.ready);
  }
  if (count == 1 || plan.marksOneAtMost)
    return sum;
  unsigned entry = addSubspace("all of " + plan.name + " is empty", 1);
  addUnit(sum.ready, std::move(sum.affine), {{entry, 1}});
  return {Affine::ofEntry(entry), sum.ready.getNext()};
}

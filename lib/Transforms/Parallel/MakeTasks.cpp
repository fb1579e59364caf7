//===- MakeTasks.cpp - Parts of loops for the caller's threads ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A loop of `count` iterations is cut into `tasks` parts, as many as the team
// has room for and as have `grain` iterations. Part `i` begins at
// `i * (count / tasks) + min(i, count % tasks)`. What a part takes lies in a
// structure on the stack of the caller, which all tasks read:
//
//   struct { team of the parts, count, tasks, memory, memory_bytes, ... }
//
// Where parts have parts of their own, one of the two levels runs in one part.
// It is the inner one if the outer one keeps all threads busy; then the team of
// the parts is null.
//
//===----------------------------------------------------------------------===//

#include "Parts.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/SymbolTable.h"
#include "nn/Runtime/nn_team.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/BitVector.h"

namespace nn {
#define GEN_PASS_DEF_MAKETASKSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// Arguments of a part before what it captures: its team, begin and end. Those
/// of what runs all parts: the team, the count and the grain.
static constexpr unsigned kFirstCapture = 3;
/// Fields of the structure before what is captured.
enum Field : unsigned {
  TeamField,
  CountField,
  TasksField,
  MemoryField,
  MemoryBytesField,
  FirstCaptureField
};

namespace {
/// Builds the functions of one loop.
class TaskBuilder {
public:
  TaskBuilder(LLVM::LLVMFuncOp run, LLVM::LLVMFuncOp part)
      : run(run), part(part), loc(run.getLoc()), b(run.getContext()),
        ptr(LLVM::LLVMPointerType::get(run.getContext())), i64(b.getI64Type()) {
  }

  void build() {
    readAttributes();
    dropUnusedArguments();
    buildTask();
    buildRun();
    if (isDistinct)
      tellDistinct();
    for (StringRef name :
         {kPartBuffersAttr, kNestedPartsAttr, kDistinctBuffersAttr})
      run->removeAttr(name);
  }

private:
  void readAttributes();
  void dropUnusedArguments();
  void buildTask();
  void buildRun();
  void tellDistinct();
  Value countTasks(Value team, Value count, Value grain);

  Value constant(int64_t value) {
    return LLVM::ConstantOp::create(b, loc, i64, value);
  }
  Value compare(LLVM::ICmpPredicate predicate, Value left, Value right) {
    return LLVM::ICmpOp::create(b, loc, predicate, left, right);
  }
  Value select(Value condition, Value yes, Value no) {
    return LLVM::SelectOp::create(b, loc, condition, yes, no);
  }
  Value getField(Value structure, unsigned number) {
    return LLVM::GEPOp::create(
        b, loc, ptr, type, structure,
        ArrayRef<LLVM::GEPArg>{0, static_cast<int32_t>(number)});
  }
  Value loadField(Value structure, unsigned number) {
    return LLVM::LoadOp::create(b, loc, type.getBody()[number],
                                getField(structure, number));
  }
  void storeField(Value structure, unsigned number, Value value) {
    LLVM::StoreOp::create(b, loc, value, getField(structure, number));
  }
  Value loadOfTeam(Value team, Type fieldType, size_t offset) {
    Value place = LLVM::GEPOp::create(
        b, loc, ptr, b.getI8Type(), team,
        ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(offset)});
    return LLVM::LoadOp::create(b, loc, fieldType, place);
  }
  LLVM::LLVMFunctionType getTaskType() {
    return LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(b.getContext()),
                                       {ptr, i64});
  }

  LLVM::LLVMFuncOp run, part, task;
  Location loc;
  OpBuilder b;
  Type ptr, i64;
  bool isNested = false, isDistinct = false;
  /// The first argument of each buffer of a part, and its rank.
  SmallVector<std::pair<unsigned, int64_t>> buffers;
  /// Arguments of `run` that the part takes, from the first capture on.
  SmallVector<unsigned> captured;
  LLVM::LLVMStructType type;
};
} // namespace

void TaskBuilder::readAttributes() {
  isNested = run->hasAttr(kNestedPartsAttr);
  isDistinct = run->hasAttr(kDistinctBuffersAttr);
  ArrayRef<int64_t> ranks =
      run->getAttrOfType<DenseI64ArrayAttr>(kPartBuffersAttr).asArrayRef();
  // A buffer is two pointers, an offset, extents and strides.
  unsigned place = run.getNumArguments();
  for (int64_t rank : llvm::reverse(ranks)) {
    place -= 3 + 2 * static_cast<unsigned>(rank);
    buffers.emplace_back(place, rank);
  }
  std::reverse(buffers.begin(), buffers.end());
}

/// Most of what a buffer with static extents is made of is never read.
void TaskBuilder::dropUnusedArguments() {
  unsigned firstBuffer =
      buffers.empty() ? run.getNumArguments() : buffers.front().first;
  llvm::BitVector unused(part.getNumArguments());
  for (unsigned number = kFirstCapture; number < part.getNumArguments();
       ++number) {
    if (number < firstBuffer && part.getArgument(number).use_empty())
      unused.set(number);
    else
      captured.push_back(number);
  }
  part.getBody().front().eraseArguments(unused);
  part.setFunctionType(LLVM::LLVMFunctionType::get(
      LLVM::LLVMVoidType::get(b.getContext()),
      llvm::to_vector(part.getBody().front().getArgumentTypes())));
  part.removeArgAttrsAttr();
  SmallVector<Type> fields = {ptr, i64, i64, ptr, i64};
  for (unsigned number : captured)
    fields.push_back(run.getArgumentTypes()[number]);
  type = LLVM::LLVMStructType::getLiteral(b.getContext(), fields);
}

/// void task(structure, index): finds its part and runs it.
void TaskBuilder::buildTask() {
  b.setInsertionPoint(run);
  task = LLVM::LLVMFuncOp::create(b, loc, (part.getName() + kTaskSuffix).str(),
                                  getTaskType(), LLVM::Linkage::Internal);
  b.setInsertionPointToStart(task.addEntryBlock(b));
  Value structure = task.getArgument(0), index = task.getArgument(1);
  Value count = loadField(structure, CountField);
  Value tasks = loadField(structure, TasksField);
  Value size = LLVM::UDivOp::create(b, loc, count, tasks);
  Value rest = LLVM::URemOp::create(b, loc, count, tasks);
  Value isLonger = compare(LLVM::ICmpPredicate::ult, index, rest);
  Value begin =
      LLVM::AddOp::create(b, loc, LLVM::MulOp::create(b, loc, index, size),
                          select(isLonger, index, rest));
  Value end =
      LLVM::AddOp::create(b, loc, LLVM::AddOp::create(b, loc, begin, size),
                          LLVM::ZExtOp::create(b, loc, i64, isLonger));
  SmallVector<Value> operands = {loadField(structure, TeamField), begin, end};
  llvm::DenseMap<unsigned, unsigned> places;
  for (auto [field, number] : llvm::enumerate(captured)) {
    places[number] = operands.size();
    operands.push_back(loadField(structure, FirstCaptureField + field));
  }
  // The first part works in the buffers that are given, every other one in
  // memory behind the workspace.
  if (!buffers.empty()) {
    Value isFirst = compare(LLVM::ICmpPredicate::eq, index, constant(0));
    Value before = LLVM::SubOp::create(b, loc, index, constant(1));
    Value offset = LLVM::MulOp::create(b, loc, before,
                                       loadField(structure, MemoryBytesField));
    Value memory = loadField(structure, MemoryField);
    for (auto [number, rank] : buffers) {
      Value own = LLVM::GEPOp::create(b, loc, ptr, b.getI8Type(), memory,
                                      ArrayRef<LLVM::GEPArg>{offset});
      Value *descriptor = &operands[places[number]];
      for (unsigned pointer : {0, 1})
        descriptor[pointer] = select(isFirst, descriptor[pointer], own);
      Value bytes = constant(1);
      for (int64_t axis = 0; axis < rank; ++axis)
        bytes = LLVM::MulOp::create(b, loc, bytes, descriptor[3 + axis]);
      offset = LLVM::AddOp::create(b, loc, offset, bytes);
    }
  }
  LLVM::CallOp::create(b, loc, part, operands);
  LLVM::ReturnOp::create(b, loc, ValueRange());
}

/// The number of parts for the threads of `team`, which is not null.
Value TaskBuilder::countTasks(Value team, Value count, Value grain) {
  Value threads = loadOfTeam(team, i64, offsetof(nnrt_team, num_tasks));
  Value most = threads;
  if (!buffers.empty())
    most = loadOfTeam(team, i64, offsetof(nnrt_team, num_tasks_with_memory));
  Value one = constant(1);
  Value worthIt = LLVM::UDivOp::create(b, loc, count, grain);
  Value tasks = LLVM::UMaxOp::create(
      b, loc, LLVM::UMinOp::create(b, loc, most, worthIt), one);
  if (!isNested)
    return tasks;
  // Parts of one part each keep the threads busy if of the time that all have,
  // no more than a fifth is lost: to threads without a part, or in the last
  // round.
  Value rounds = LLVM::UDivOp::create(
      b, loc,
      LLVM::AddOp::create(b, loc, count,
                          LLVM::SubOp::create(b, loc, tasks, one)),
      tasks);
  Value time = LLVM::MulOp::create(
      b, loc, LLVM::MulOp::create(b, loc, rounds, threads), constant(4));
  Value used = LLVM::MulOp::create(b, loc, count, constant(5));
  return select(compare(LLVM::ICmpPredicate::ule, time, used), tasks, one);
}

/// void run(team, count, grain, captures...): runs all parts.
void TaskBuilder::buildRun() {
  run.setLinkage(LLVM::Linkage::Internal);
  Block *entry = run.addEntryBlock(b);
  Region &body = run.getBody();
  Block *team = b.createBlock(&body, body.end());
  Block *parallel = b.createBlock(&body, body.end(), {i64}, {loc});
  Block *alone = b.createBlock(&body, body.end());

  b.setInsertionPointToStart(entry);
  Value threads = run.getArgument(0), count = run.getArgument(1);
  Value structure = LLVM::AllocaOp::create(b, loc, ptr, type, constant(1));
  for (auto [field, number] : llvm::enumerate(captured))
    storeField(structure, FirstCaptureField + field, run.getArgument(number));
  storeField(structure, CountField, count);
  Value null = LLVM::ZeroOp::create(b, loc, ptr);
  LLVM::CondBrOp::create(
      b, loc, compare(LLVM::ICmpPredicate::eq, threads, null), alone, team);

  b.setInsertionPointToStart(team);
  Value tasks = countTasks(threads, count, run.getArgument(2));
  LLVM::CondBrOp::create(b, loc,
                         compare(LLVM::ICmpPredicate::ugt, tasks, constant(1)),
                         parallel, ValueRange(tasks), alone, ValueRange());

  b.setInsertionPointToStart(parallel);
  storeField(structure, TeamField, null);
  storeField(structure, TasksField, parallel->getArgument(0));
  storeField(structure, MemoryField,
             loadOfTeam(threads, ptr, offsetof(nnrt_team, memory)));
  storeField(structure, MemoryBytesField,
             loadOfTeam(threads, i64, offsetof(nnrt_team, memory_bytes)));
  Value parallelFor =
      loadOfTeam(threads, ptr, offsetof(nnrt_team, parallel_for));
  Value context = loadOfTeam(threads, ptr, offsetof(nnrt_team, context));
  Value taskAddress = LLVM::AddressOfOp::create(b, loc, task);
  LLVM::CallOp::create(
      b, loc,
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(b.getContext()),
                                  {ptr, i64, ptr, ptr}),
      ValueRange{parallelFor, context, parallel->getArgument(0), taskAddress,
                 structure});
  LLVM::ReturnOp::create(b, loc, ValueRange());

  b.setInsertionPointToStart(alone);
  storeField(structure, TeamField, threads);
  storeField(structure, TasksField, constant(1));
  storeField(structure, MemoryField, null);
  storeField(structure, MemoryBytesField, constant(0));
  LLVM::CallOp::create(b, loc, task, ValueRange{structure, constant(0)});
  LLVM::ReturnOp::create(b, loc, ValueRange());
}

/// Memory is accessed through the second pointer of a buffer, be the first one
/// there or not.
void TaskBuilder::tellDistinct() {
  for (auto [place, number] : llvm::enumerate(captured)) {
    bool isAligned = number > kFirstCapture &&
                     run.getArgumentTypes()[number] == ptr &&
                     run.getArgumentTypes()[number - 1] == ptr;
    if (isAligned)
      part.setArgAttr(kFirstCapture + place,
                      LLVM::LLVMDialect::getNoAliasAttrName(), b.getUnitAttr());
  }
}

namespace {
struct MakeTasks : nn::impl::MakeTasksPassBase<MakeTasks> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    SmallVector<LLVM::LLVMFuncOp> declared;
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>())
      if (function->hasAttr(kPartBuffersAttr))
        declared.push_back(function);
    for (LLVM::LLVMFuncOp run : declared)
      TaskBuilder(run, symbols.lookup<LLVM::LLVMFuncOp>(
                           run.getName().drop_back(kRunSuffix.size())))
          .build();
  }
};
} // namespace

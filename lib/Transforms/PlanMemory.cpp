//===- PlanMemory.cpp - All buffers of an entry in one workspace ----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A buffer of type memref<?x32x?xf32> has the size 32 * 4 bytes times its two
// run-time extents. Buffers with the same run-time factors form a group, and
// within a group sizes are numbers: bytes per unit, rounded up to the alignment
// of the workspace, so that every offset, a number times the factors, is
// aligned. Each group is planned by itself, largest buffer first, each at the
// lowest offset that is free during its lifetime (the greedy-by-size offset
// calculation of Pisarchyk and Lee, arXiv:2001.03288). Groups lie one after the
// other.
//
// Lifetimes are intervals over all ops in the order in which they are written.
// What is allocated in the body of a loop lives within it, what is allocated
// before it and used in it as long as the loop.
//
// A subroutine is planned before what calls it. Each of its groups is a buffer
// of the caller, whose sizes have the same factors, seen from there.
//
// So is an nn.parallel: each of its groups is a buffer of what is around it, in
// which its first part works. Every other part that runs at the same time has
// the same buffers behind the workspace. Where one nn.parallel is in another,
// one of the two runs as a single part, so their parts take the same place.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/CSE.h"
#include "nn/Analysis/ExtentSlice.h"
#include "nn/Analysis/Signature.h"
#include "nn/Analysis/Subroutines.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/MathExtras.h"
#include <map>

namespace nn {
#define GEN_PASS_DEF_PLANMEMORYPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// No buffer and no tensor of an interface has more bytes; so no product of
/// extents that the program forms overflows 64 bits.
static constexpr double kMaxBytes = 0x1p46;

namespace {
/// A buffer with its place in time and space.
struct Buffer {
  memref::AllocOp alloc;
  int64_t unitBytes = 0;
  size_t firstUse = 0, lastUse = 0;
  int64_t offset = 0;

  bool overlaps(const Buffer &other) const {
    return firstUse <= other.lastUse && other.firstUse <= lastUse;
  }
};

/// Buffers whose sizes have the same run-time factors.
struct Group {
  SmallVector<Value> factors;
  SmallVector<Buffer> buffers;
  int64_t unitBytes = 0;
};

/// Groups by the numbers of their run-time factors, in order of appearance.
using Groups = llvm::MapVector<SmallVector<size_t>, Group,
                               std::map<SmallVector<size_t>, unsigned>>;
} // namespace

/// The bytes of one element.
static int64_t getElementBytes(ShapedType type) {
  return llvm::divideCeil(getBitWidth(type.getElementType()), 8u);
}

/// Gives each buffer the lowest offset at which it does not meet a buffer that
/// lives at the same time, largest first; sets the total.
static void placeBuffers(Group &group) {
  SmallVector<Buffer *> order;
  for (Buffer &buffer : group.buffers)
    order.push_back(&buffer);
  // Buffers of one size keep their order, which is that of their addresses.
  llvm::sort(order, [](const Buffer *a, const Buffer *b) {
    return a->unitBytes != b->unitBytes ? a->unitBytes > b->unitBytes : a < b;
  });
  SmallVector<Buffer *> placed;
  for (Buffer *buffer : order) {
    SmallVector<Buffer *> neighbours;
    for (Buffer *other : placed)
      if (buffer->overlaps(*other))
        neighbours.push_back(other);
    llvm::sort(neighbours, [](const Buffer *a, const Buffer *b) {
      return a->offset < b->offset;
    });
    int64_t offset = 0;
    for (Buffer *other : neighbours) {
      if (other->offset - offset >= buffer->unitBytes)
        break;
      offset = std::max(offset, other->offset + other->unitBytes);
    }
    buffer->offset = offset;
    group.unitBytes = std::max(group.unitBytes, offset + buffer->unitBytes);
    placed.push_back(buffer);
  }
}

namespace {
struct PlanMemory : nn::impl::PlanMemoryPassBase<PlanMemory> {
  void runOnOperation() override {
    for (func::FuncOp func : getSubroutines(getOperation()))
      if (failed(planSubroutine(func)))
        return signalPassFailure();
    SmallVector<func::FuncOp> entries;
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (func->hasAttr(kSignatureAttr))
        entries.push_back(func);
    for (func::FuncOp func : entries) {
      FailureOr<EntrySignature> signature = EntrySignature::get(func);
      if (failed(signature) || failed(planEntry(func, *signature)))
        return signalPassFailure();
    }
  }

private:
  LogicalResult planEntry(func::FuncOp func, const EntrySignature &signature) {
    Groups groups;
    if (failed(placeBuffers(func, groups)) ||
        failed(makePlan(func, signature, groups)))
      return failure();
    useWorkspace(func, groups);
    return success();
  }

  LogicalResult planSubroutine(func::FuncOp func) {
    if (func.getNumResults() > 0 ||
        !llvm::all_of(func.getArgumentTypes(), llvm::IsaPred<MemRefType>))
      return func.emitOpError(
          "expected buffers alone ('nn-make-entries' gives each result one)");
    Groups groups;
    if (failed(placeBuffers(func, groups)))
      return failure();
    for (func::CallOp call : getCalls(func, getOperation()))
      if (failed(passWorkspace(call, func, groups)))
        return failure();
    for (auto check : llvm::make_early_inc_range(
             func.getBody().front().getOps<cf::AssertOp>()))
      check.erase();
    takeWorkspace(func, groups);
    return success();
  }

  /// The type of the buffer that holds a group, whose factors are its run-time
  /// extents.
  MemRefType getWorkspaceType(const Group &group) {
    SmallVector<int64_t> shape(group.factors.size(), ShapedType::kDynamic);
    shape.push_back(group.unitBytes);
    return MemRefType::get(shape, IntegerType::get(&getContext(), 8));
  }

  /// The factors of a group where `slice` is made.
  static FailureOr<SmallVector<Value>> getFactors(const Group &group,
                                                  ExtentSlice &slice) {
    SmallVector<Value> factors;
    for (Value factor : group.factors) {
      FailureOr<Value> value = slice.get(factor);
      if (failed(value))
        return failure();
      factors.push_back(*value);
    }
    return factors;
  }

  /// Makes the buffers that `call` of `func` hands over, and checks what `func`
  /// requires of extents at the start of the caller.
  LogicalResult passWorkspace(func::CallOp call, func::FuncOp func,
                              Groups &groups) {
    auto caller = call->getParentOfType<func::FuncOp>();
    Block &entry = caller.getBody().front();
    OpBuilder builder = OpBuilder::atBlockBegin(&entry);
    ExtentSlice outer(builder, [&](Value value) {
      return llvm::is_contained(entry.getArguments(), value);
    });
    ExtentSlice slice(builder, [](Value) { return false; });
    for (auto [argument, operand] :
         llvm::zip_equal(func.getArguments(), call.getOperands())) {
      auto type = cast<MemRefType>(argument.getType());
      for (auto [axis, extent] : llvm::enumerate(type.getShape())) {
        if (!ShapedType::isDynamic(extent))
          continue;
        FailureOr<Value> value = outer.getExtent(operand, axis);
        if (failed(value))
          return failure();
        slice.setExtent(argument, axis, *value);
      }
    }
    for (auto check : func.getBody().front().getOps<cf::AssertOp>()) {
      FailureOr<Value> condition = slice.get(check.getArg());
      if (failed(condition))
        return failure();
      cf::AssertOp::create(builder, check.getLoc(), *condition,
                           check.getMsgAttr());
    }
    OpBuilder atCall(call);
    for (auto &[key, group] : groups) {
      FailureOr<SmallVector<Value>> factors = getFactors(group, slice);
      if (failed(factors))
        return failure();
      call.getOperandsMutable().append(
          memref::AllocOp::create(atCall, call.getLoc(),
                                  getWorkspaceType(group), *factors)
              .getResult());
    }
    return success();
  }

  /// Finds the buffers of `func` and places them.
  LogicalResult placeBuffers(func::FuncOp func, Groups &groups) {
    // Equal factors are one value.
    IRRewriter rewriter(&getContext());
    DominanceInfo dominance(func);
    eliminateCommonSubExpressions(rewriter, dominance, func);
    WalkResult inner = func.walk(
        [&](ParallelOp parallel) { return WalkResult(planParts(parallel)); });
    if (inner.wasInterrupted() || failed(collectBuffers(func, groups)))
      return failure();
    for (auto &[key, group] : groups)
      ::placeBuffers(group);
    return success();
  }

  /// Makes the buffers of the parts of `parallel`, and what is allocated in it
  /// views of these.
  LogicalResult planParts(ParallelOp parallel) {
    Groups groups;
    if (failed(collectBuffers(parallel, groups)))
      return failure();
    Location loc = parallel.getLoc();
    OpBuilder builder(parallel);
    for (auto &[key, group] : groups) {
      ::placeBuffers(group);
      Value buffer = parallel.addBuffer(memref::AllocOp::create(
          builder, loc, getWorkspaceType(group), group.factors));
      makeViews(group, buffer);
    }
    return success();
  }

  /// The innermost block around `alloc` that its buffer does not leave: no loop
  /// carries one of its names around that block or out of it.
  template <typename Aliases>
  static Block &findScope(memref::AllocOp alloc, const Aliases &aliases) {
    Block *block = alloc->getBlock();
    auto leaves = [&](Value alias) {
      if (isa<BlockArgument>(alias) && alias.getParentBlock() == block)
        return true;
      Operation *parent = alias.getParentBlock()->getParentOp();
      return alias.getParentBlock() != block &&
             !block->findAncestorOpInBlock(*parent);
    };
    while (!isa<func::FuncOp, ParallelOp>(block->getParentOp()) &&
           llvm::any_of(aliases, leaves))
      block = block->getParentOp()->getBlock();
    return *block;
  }

  /// Finds the buffers in `root` with their lifetimes and groups them.
  LogicalResult collectBuffers(Operation *root, Groups &groups) {
    // The first and the last number of each op and what it holds.
    llvm::DenseMap<Operation *, size_t> begin, end;
    size_t count = 0;
    root->walk([&](Operation *op, const WalkStage &stage) {
      if (stage.isBeforeAllRegions())
        begin[op] = count++;
      if (stage.isAfterAllRegions())
        end[op] = count++;
    });
    BufferViewFlowAnalysis aliases(root);
    llvm::DenseMap<Value, size_t> factorIndex;
    WalkResult result = root->walk([&](memref::AllocOp alloc) {
      MemRefType type = alloc.getType();
      if (!type.getLayout().isIdentity()) {
        alloc.emitOpError("cannot be placed: its layout is not the identity");
        return WalkResult::interrupt();
      }
      Buffer buffer;
      buffer.alloc = alloc;
      int64_t bytes = getElementBytes(type);
      bool fits = true;
      for (int64_t extent : type.getShape())
        if (!ShapedType::isDynamic(extent))
          fits &= !llvm::MulOverflow(bytes, extent, bytes);
      if (!fits || static_cast<double>(bytes) > kMaxBytes) {
        alloc.emitOpError("cannot be placed: it has more than 2^46 bytes");
        return WalkResult::interrupt();
      }
      buffer.unitBytes = llvm::alignTo(bytes, NN_WORKSPACE_ALIGN);
      auto known = aliases.resolve(alloc.getResult());
      Block &block = findScope(alloc, known);
      Operation *made = block.findAncestorOpInBlock(*alloc);
      buffer.firstUse = begin[made];
      buffer.lastUse = end[made];
      for (Value alias : known)
        for (Operation *user : alias.getUsers())
          buffer.lastUse =
              std::max(buffer.lastUse, end[block.findAncestorOpInBlock(*user)]);
      // Factors in the order in which they first occur, so that the plan is
      // the same in every run.
      SmallVector<size_t> key;
      for (Value factor : alloc.getDynamicSizes())
        key.push_back(
            factorIndex.try_emplace(factor, factorIndex.size()).first->second);
      llvm::sort(key);
      SmallVector<Value> factors(alloc.getDynamicSizes());
      llvm::sort(factors, [&](Value a, Value b) {
        return factorIndex.lookup(a) < factorIndex.lookup(b);
      });
      Group &group = groups[key];
      group.factors = std::move(factors);
      group.buffers.push_back(buffer);
      ++numBuffers;
      return WalkResult::advance();
    });
    return failure(result.wasInterrupted());
  }

  /// Makes the function `f.plan` and removes the checks from the entry.
  LogicalResult makePlan(func::FuncOp func, const EntrySignature &signature,
                         Groups &groups) {
    Location loc = func.getLoc();
    OpBuilder builder(func);
    Type index = builder.getIndexType();
    SmallVector<Type> results = {builder.getI1Type(), index, index};
    llvm::append_range(results, func.getResultTypes());
    auto plan = func::FuncOp::create(
        builder, loc, getPlanName(signature.name),
        builder.getFunctionType(
            SmallVector<Type>(signature.extents.size(), index), results));
    plan.setPrivate();
    // The functions of an entry that ask for it are five, one of constants
    // costs nothing in each.
    if (!signature.extents.empty())
      plan->setAttr("passthrough", builder.getStrArrayAttr({"noinline"}));
    Block *body = plan.addEntryBlock();
    builder.setInsertionPointToStart(body);

    // Nothing of the entry is available in the plan but what is stated here.
    ExtentSlice slice(builder, [](Value) { return false; });
    Value fits = arith::ConstantIntOp::create(builder, loc, 1, 1);
    for (auto [argument, tensor] :
         llvm::zip(func.getArguments(), signature.inputs)) {
      SmallVector<Value> factors;
      for (auto [axis, extent] : llvm::enumerate(tensor.extent)) {
        if (extent < 0)
          continue;
        Value value = body->getArgument(extent);
        slice.setExtent(argument, static_cast<int64_t>(axis), value);
        factors.push_back(value);
        // An extent is not negative.
        Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
        fits = andOp(builder, loc, fits,
                     arith::CmpIOp::create(
                         builder, loc, arith::CmpIPredicate::sge, value, zero));
      }
      int64_t unit = getElementBytes(tensor.type);
      for (int64_t extent : tensor.type.getShape())
        if (!ShapedType::isDynamic(extent))
          unit *= extent;
      fits = checkBytes(builder, loc, fits, unit, factors);
    }

    auto returnOp =
        cast<func::ReturnOp>(func.getBody().front().getTerminator());
    setOutputExtents(slice, func, returnOp);
    for (auto check : llvm::make_early_inc_range(
             func.getBody().front().getOps<cf::AssertOp>())) {
      FailureOr<Value> condition = slice.get(check.getArg());
      if (failed(condition))
        return failure();
      fits = andOp(builder, loc, fits, *condition);
      check.erase();
    }
    WalkResult nested = func.walk([](cf::AssertOp check) {
      check.emitOpError("expected checks to stand outside of loops");
      return WalkResult::interrupt();
    });
    if (nested.wasInterrupted())
      return failure();

    Value total = arith::ConstantIndexOp::create(builder, loc, 0);
    for (auto &[key, group] : groups) {
      FailureOr<SmallVector<Value>> factors = getFactors(group, slice);
      if (failed(factors))
        return failure();
      fits = checkBytes(builder, loc, fits, group.unitBytes, *factors);
      total = arith::AddIOp::create(
          builder, loc, total,
          getBytes(builder, loc, group.unitBytes, *factors));
      int64_t alone = 0;
      for (Buffer &buffer : group.buffers)
        alone += buffer.unitBytes;
      bytesShared += alone - group.unitBytes;
    }
    FailureOr<Value> further = getBytesOfParts(builder, func, slice);
    if (failed(further))
      return failure();
    SmallVector<Value> values = {fits, total, *further};
    for (Value extent : returnOp.getOperands()) {
      FailureOr<Value> value = slice.get(extent);
      if (failed(value))
        return failure();
      values.push_back(*value);
    }
    func::ReturnOp::create(builder, loc, values);
    returnOp.getOperandsMutable().clear();
    func.setType(builder.getFunctionType(func.getArgumentTypes(), {}));
    func.removeResAttrsAttr();
    return success();
  }

  /// The most bytes that another part of any nn.parallel needs.
  static FailureOr<Value> getBytesOfParts(OpBuilder &builder, func::FuncOp func,
                                          ExtentSlice &slice) {
    Location loc = func.getLoc();
    Value most = arith::ConstantIndexOp::create(builder, loc, 0);
    WalkResult result = func.walk([&](ParallelOp parallel) {
      Value bytes;
      for (Value buffer : parallel.getBuffers()) {
        auto type = cast<MemRefType>(buffer.getType());
        SmallVector<Value> factors;
        for (int64_t axis = 0; axis + 1 < type.getRank(); ++axis) {
          FailureOr<Value> factor = slice.getExtent(buffer, axis);
          if (failed(factor))
            return WalkResult::interrupt();
          factors.push_back(*factor);
        }
        Value part = getBytes(builder, loc, type.getShape().back(), factors);
        bytes = bytes ? arith::AddIOp::create(builder, loc, bytes, part) : part;
      }
      if (bytes)
        most = arith::MaxUIOp::create(builder, loc, most, bytes);
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return failure();
    return most;
  }

  /// The extents of outputs, the last arguments, are those that are returned.
  static void setOutputExtents(ExtentSlice &slice, func::FuncOp func,
                               func::ReturnOp returnOp) {
    SmallVector<Value> answers(returnOp.getOperands());
    for (BlockArgument argument : llvm::reverse(func.getArguments())) {
      auto type = cast<MemRefType>(argument.getType());
      for (int64_t axis = type.getRank(); axis-- > 0;)
        if (type.isDynamicDim(axis) && !answers.empty())
          slice.setExtentFrom(argument, axis, answers.pop_back_val());
    }
  }

  static Value andOp(OpBuilder &builder, Location loc, Value a, Value b) {
    return arith::AndIOp::create(builder, loc, a, b);
  }

  /// `unit` times the factors.
  static Value getBytes(OpBuilder &builder, Location loc, int64_t unit,
                        ValueRange factors) {
    Value bytes = arith::ConstantIndexOp::create(builder, loc, unit);
    for (Value factor : factors)
      bytes = arith::MulIOp::create(builder, loc, bytes, factor);
    return bytes;
  }

  /// `fits`, and `unit` times the factors is not above the limit. The product
  /// is formed in floating point, where it cannot wrap around.
  static Value checkBytes(OpBuilder &builder, Location loc, Value fits,
                          int64_t unit, ValueRange factors) {
    if (factors.empty())
      return fits;
    FloatType f64 = builder.getF64Type();
    Value bytes = arith::ConstantOp::create(
        builder, loc, builder.getF64FloatAttr(static_cast<double>(unit)));
    for (Value factor : factors) {
      Value integer = arith::IndexCastOp::create(builder, loc,
                                                 builder.getI64Type(), factor);
      Value number = arith::SIToFPOp::create(builder, loc, f64, integer);
      bytes = arith::MulFOp::create(builder, loc, bytes, number);
    }
    Value limit = arith::ConstantOp::create(builder, loc,
                                            builder.getF64FloatAttr(kMaxBytes));
    Value below = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLE,
                                        bytes, limit);
    return andOp(builder, loc, fits, below);
  }

  /// Adds a last argument to a function whose results are gone.
  static Value addArgument(func::FuncOp func, Type type) {
    Builder builder(func.getContext());
    Value argument = func.getBody().front().addArgument(type, func.getLoc());
    SmallVector<Type> types(func.getBody().front().getArgumentTypes());
    func.setType(builder.getFunctionType(types, {}));
    if (ArrayAttr attrs = func.getArgAttrsAttr()) {
      SmallVector<Attribute> all(attrs.begin(), attrs.end());
      all.resize(types.size(), builder.getDictionaryAttr({}));
      func.setArgAttrsAttr(builder.getArrayAttr(all));
    }
    return argument;
  }

  /// Makes the buffers of a group views of `workspace`, an argument of a region
  /// whose type is that of the group.
  void makeViews(Group &group, Value workspace) {
    IRRewriter rewriter(&getContext());
    int64_t rank = cast<MemRefType>(workspace.getType()).getRank();
    if (rank > 1) {
      rewriter.setInsertionPointToStart(workspace.getParentBlock());
      auto axes = llvm::to_vector<2>(llvm::seq<int64_t>(0, rank));
      workspace = memref::CollapseShapeOp::create(rewriter, workspace.getLoc(),
                                                  workspace, axes);
    }
    for (Buffer &buffer : group.buffers) {
      memref::AllocOp alloc = buffer.alloc;
      rewriter.setInsertionPoint(alloc);
      Value offset =
          getBytes(rewriter, workspace.getLoc(), buffer.offset, group.factors);
      rewriter.replaceOpWithNewOp<memref::ViewOp>(
          alloc, alloc.getType(), workspace, offset, alloc.getDynamicSizes());
    }
  }

  /// Adds the workspaces to a subroutine and makes buffers views of them.
  void takeWorkspace(func::FuncOp func, Groups &groups) {
    for (auto &[key, group] : groups)
      makeViews(group, addArgument(func, getWorkspaceType(group)));
  }

  /// Adds the workspace to the entry and makes buffers views of it.
  void useWorkspace(func::FuncOp func, Groups &groups) {
    Location loc = func.getLoc();
    IRRewriter rewriter(&getContext());
    Value workspace = addArgument(
        func, MemRefType::get({ShapedType::kDynamic}, rewriter.getI8Type()));

    SmallVector<std::pair<int64_t, ArrayRef<Value>>> before;
    for (auto &[key, group] : groups) {
      for (Buffer &buffer : group.buffers) {
        memref::AllocOp alloc = buffer.alloc;
        rewriter.setInsertionPoint(alloc);
        Value offset = getBytes(rewriter, loc, buffer.offset, group.factors);
        for (auto [unit, factors] : before)
          offset = arith::AddIOp::create(
              rewriter, loc, offset, getBytes(rewriter, loc, unit, factors));
        rewriter.replaceOpWithNewOp<memref::ViewOp>(
            alloc, alloc.getType(), workspace, offset, alloc.getDynamicSizes());
      }
      before.emplace_back(group.unitBytes, group.factors);
    }
  }
};
} // namespace

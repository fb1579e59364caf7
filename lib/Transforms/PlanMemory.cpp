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
// calculation of Pisarchyk and Lee, arXiv:2001.03288). Which of two groups is
// larger shows at run time, so they lie one after the other, or, if they do not
// live at the same time, begin at the same place: the runs of a group that are
// apart in time are groups of their own for that.
//
// What a loop hands to its next iteration lies where the next does not write:
// it has two places, of which iterations take one in turn.
//
// A subroutine is planned before what calls it. Each of its groups is a buffer
// of the caller, whose sizes have the same factors, seen from there.
//
// So is an nn.parallel: each of its groups is a buffer of what is around it, in
// which its first part works. Every other part that runs at the same time has
// the same buffers behind the workspace. Where one nn.parallel is in another,
// one of the two runs as a single part, so their parts take the same place.
//
// AddressSanitizer knows of the workspace as one block. For it, buffers share
// nothing, and what lies between them is poisoned while the function runs.
//
//===----------------------------------------------------------------------===//

#include "MemoryPlacement.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
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

/// What lies at least between two buffers for AddressSanitizer, per unit.
static constexpr int64_t kRedzoneBytes = 64;

namespace {
struct PlanMemory : nn::impl::PlanMemoryPassBase<PlanMemory> {
  using PlanMemoryPassBase::PlanMemoryPassBase;

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
    FailureOr<SmallVector<Group>> found = collectBuffers(func);
    if (failed(found))
      return failure();
    SmallVector<Group> groups = splitInTime(*found);
    for (Group &group : groups)
      placeBuffers(group);
    SmallVector<Area> areas = makeAreas(groups);
    if (failed(makePlan(func, signature, areas)))
      return failure();
    return useWorkspace(func, areas);
  }

  LogicalResult planSubroutine(func::FuncOp func) {
    if (func.getNumResults() > 0 ||
        !llvm::all_of(func.getArgumentTypes(), llvm::IsaPred<MemRefType>))
      return func.emitOpError(
          "expected buffers alone ('nn-make-entries' gives each result one)");
    FailureOr<SmallVector<Group>> groups = collectBuffers(func);
    if (failed(groups))
      return failure();
    for (Group &group : *groups)
      placeBuffers(group);
    for (func::CallOp call : getCalls(func, getOperation()))
      if (failed(passWorkspace(call, func, *groups)))
        return failure();
    for (auto check : llvm::make_early_inc_range(
             func.getBody().front().getOps<cf::AssertOp>()))
      check.erase();
    takeWorkspace(func, *groups);
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
                              ArrayRef<Group> groups) {
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
    for (const Group &group : groups) {
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

  /// Finds the buffers of `func`, after those of its parallel parts.
  FailureOr<SmallVector<Group>> collectBuffers(func::FuncOp func) {
    // Equal factors are one value.
    IRRewriter rewriter(&getContext());
    DominanceInfo dominance(func);
    eliminateCommonSubExpressions(rewriter, dominance, func);
    WalkResult inner = func.walk(
        [&](ParallelOp parallel) { return WalkResult(planParts(parallel)); });
    if (inner.wasInterrupted())
      return failure();
    return groupBuffers(func);
  }

  /// Makes the buffers of the parts of `parallel`, and what is allocated in it
  /// views of these.
  LogicalResult planParts(ParallelOp parallel) {
    FailureOr<SmallVector<Group>> groups = groupBuffers(parallel);
    if (failed(groups))
      return failure();
    Location loc = parallel.getLoc();
    OpBuilder builder(parallel);
    for (Group &group : *groups) {
      placeBuffers(group);
      MemRefType type = getWorkspaceType(group);
      Value buffer = parallel.addBuffer(
          memref::AllocOp::create(builder, loc, type, group.factors));
      buffer = makeFlat(buffer);
      for (Buffer &each : group.buffers)
        makeView(each, group, buffer, [&](OpBuilder &b, Location loc) {
          return getBytes(b, loc, each.offset, group.factors);
        });
    }
    return success();
  }

  /// The bytes of `workspace`, an argument of a region.
  static Value makeFlat(Value workspace) {
    int64_t rank = cast<MemRefType>(workspace.getType()).getRank();
    if (rank == 1)
      return workspace;
    OpBuilder b = OpBuilder::atBlockBegin(workspace.getParentBlock());
    auto axes = llvm::to_vector<2>(llvm::seq<int64_t>(0, rank));
    return memref::CollapseShapeOp::create(b, workspace.getLoc(), workspace,
                                           axes);
  }

  /// Finds the buffers in `root` with their lifetimes and groups them, in order
  /// of appearance.
  FailureOr<SmallVector<Group>> groupBuffers(Operation *root) {
    // By the numbers of their factors.
    std::map<SmallVector<size_t>, size_t> numbers;
    SmallVector<Group> groups;
    BufferLifetimes lifetimes(root);
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
      auto made = cast<OpResult>(alloc.getResult());
      if (!lifetimes.getCarriers(made).empty()) {
        buffer.alternating = lifetimes.getAlternatingLoop(made);
        if (!buffer.alternating) {
          alloc.emitOpError("cannot be placed: a loop hands it on for longer "
                            "than to its next iteration");
          return WalkResult::interrupt();
        }
      }
      buffer.elementBytes = bytes;
      buffer.placeBytes = llvm::alignTo(bytes + (redzones ? kRedzoneBytes : 0),
                                        NN_WORKSPACE_ALIGN);
      buffer.unitBytes = buffer.placeBytes * (buffer.alternating ? 2 : 1);
      buffer.lifetime = redzones
                            ? Lifetime{0, std::numeric_limits<size_t>::max()}
                            : lifetimes.get(made);
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
      auto [number, isNew] = numbers.try_emplace(key, groups.size());
      if (isNew)
        groups.push_back({std::move(factors), {}});
      groups[number->second].buffers.push_back(buffer);
      ++numBuffers;
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return failure();
    return groups;
  }

  /// Makes the function `f.plan` and removes the checks from the entry.
  LogicalResult makePlan(func::FuncOp func, const EntrySignature &signature,
                         ArrayRef<Area> areas) {
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
    for (const Area &area : areas) {
      SmallVector<SmallVector<Value>> factors;
      for (const Group *group : area.groups) {
        auto copies = getFactors(*group, slice);
        if (failed(copies))
          return failure();
        fits = checkBytes(builder, loc, fits, group->unitBytes, *copies);
        factors.push_back(std::move(*copies));
        int64_t alone = 0;
        for (const Buffer &buffer : group->buffers)
          alone += buffer.unitBytes;
        bytesShared += alone - group->unitBytes;
      }
      total = arith::AddIOp::create(builder, loc, total,
                                    getBytes(builder, loc, area, factors));
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

  /// The bytes of the largest group of an area, whose groups have these
  /// factors.
  static Value getBytes(OpBuilder &builder, Location loc, const Area &area,
                        ArrayRef<SmallVector<Value>> factors) {
    SmallVector<std::pair<ArrayRef<Value>, int64_t>> sizes;
    for (auto [group, values] : llvm::zip_equal(area.groups, factors)) {
      ArrayRef<Value> own = values;
      auto *known =
          llvm::find_if(sizes, [&](auto size) { return size.first == own; });
      if (known == sizes.end())
        sizes.emplace_back(own, group->unitBytes);
      else
        known->second = std::max(known->second, group->unitBytes);
    }
    Value largest;
    for (auto [own, unit] : sizes) {
      Value bytes = getBytes(builder, loc, unit, own);
      largest = largest ? arith::MaxSIOp::create(builder, loc, largest, bytes)
                        : bytes;
    }
    return largest;
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

  /// Makes `buffer` of `group` a view of `workspace`, where `getStart` says,
  /// and lets nobody access what lies behind.
  void place(Buffer &buffer, const Group &group, Value workspace,
             function_ref<Value(OpBuilder &, Location)> getStart) {
    if (redzones)
      poison(buffer, group, workspace, getStart);
    makeView(buffer, group, workspace, getStart);
  }

  void makeView(Buffer &buffer, const Group &group, Value workspace,
                function_ref<Value(OpBuilder &, Location)> getStart) {
    memref::AllocOp alloc = buffer.alloc;
    Location loc = alloc.getLoc();
    IRRewriter rewriter(alloc);
    Value offset = getStart(rewriter, loc);
    if (buffer.alternating) {
      // The number of the iteration, of which one bit counts.
      scf::ForOp loop = buffer.alternating;
      Value step = arith::SubIOp::create(rewriter, loc, loop.getInductionVar(),
                                         loop.getLowerBound());
      step = arith::DivUIOp::create(rewriter, loc, step, loop.getStep());
      Value two = arith::ConstantIndexOp::create(rewriter, loc, 2);
      Value turn = arith::RemUIOp::create(rewriter, loc, step, two);
      Value bytes = getBytes(rewriter, loc, buffer.placeBytes, group.factors);
      offset = arith::AddIOp::create(
          rewriter, loc, offset,
          arith::MulIOp::create(rewriter, loc, turn, bytes));
    }
    rewriter.replaceOpWithNewOp<memref::ViewOp>(
        alloc, alloc.getType(), workspace, offset, alloc.getDynamicSizes());
  }

  /// Lets nobody access what lies behind the places of `buffer`.
  void poison(Buffer &buffer, const Group &group, Value workspace,
              function_ref<Value(OpBuilder &, Location)> getStart) {
    auto func = buffer.alloc->getParentOfType<func::FuncOp>();
    OpBuilder b(func.getBody().front().findAncestorOpInBlock(*buffer.alloc));
    Location loc = buffer.alloc.getLoc();
    Value bytes = getBytes(b, loc, buffer.placeBytes - buffer.elementBytes,
                           group.factors);
    for (int64_t at = buffer.elementBytes; at < buffer.unitBytes;
         at += buffer.placeBytes) {
      Value start = arith::AddIOp::create(b, loc, getStart(b, loc),
                                          getBytes(b, loc, at, group.factors));
      callSanitizer(b, loc, "__asan_poison_memory_region", workspace, start,
                    bytes);
    }
  }

  /// Calls a function of AddressSanitizer on a part of `workspace`.
  void callSanitizer(OpBuilder &b, Location loc, StringRef name,
                     Value workspace, Value start, Value bytes) {
    ModuleOp module = getOperation();
    auto callee = module.lookupSymbol<func::FuncOp>(name);
    if (!callee) {
      OpBuilder atEnd = OpBuilder::atBlockEnd(module.getBody());
      Type index = b.getIndexType();
      callee = func::FuncOp::create(atEnd, module.getLoc(), name,
                                    b.getFunctionType({index, index}, {}));
      callee.setPrivate();
    }
    Value address =
        memref::ExtractAlignedPointerAsIndexOp::create(b, loc, workspace);
    address = arith::AddIOp::create(b, loc, address, start);
    func::CallOp::create(b, loc, callee, ValueRange{address, bytes});
  }

  /// Lets the caller access all of `workspace` when `func` returns.
  void unpoison(func::FuncOp func, Value workspace,
                function_ref<Value(OpBuilder &, Location)> getSize) {
    OpBuilder b(func.getBody().front().getTerminator());
    Location loc = func.getLoc();
    Value start = arith::ConstantIndexOp::create(b, loc, 0);
    callSanitizer(b, loc, "__asan_unpoison_memory_region", workspace, start,
                  getSize(b, loc));
  }

  /// Adds the workspaces to a subroutine and makes buffers views of them.
  void takeWorkspace(func::FuncOp func, MutableArrayRef<Group> groups) {
    for (Group &group : groups) {
      Value workspace = makeFlat(addArgument(func, getWorkspaceType(group)));
      for (Buffer &buffer : group.buffers)
        place(buffer, group, workspace, [&](OpBuilder &b, Location loc) {
          return getBytes(b, loc, buffer.offset, group.factors);
        });
      if (redzones)
        unpoison(func, workspace, [&](OpBuilder &b, Location loc) {
          return getBytes(b, loc, group.unitBytes, group.factors);
        });
    }
  }

  /// Adds the workspace to the entry and makes buffers views of it.
  LogicalResult useWorkspace(func::FuncOp func, ArrayRef<Area> areas) {
    // An offset depends on the factors of other groups, too.
    Block &body = func.getBody().front();
    OpBuilder atStart = OpBuilder::atBlockBegin(&body);
    ExtentSlice slice(atStart, [&](Value value) {
      return llvm::is_contained(body.getArguments(), value);
    });
    for (const Area &area : areas)
      for (Group *group : area.groups) {
        FailureOr<SmallVector<Value>> factors = getFactors(*group, slice);
        if (failed(factors))
          return failure();
        group->factors = std::move(*factors);
      }
    Value workspace =
        addArgument(func, MemRefType::get({ShapedType::kDynamic},
                                          IntegerType::get(&getContext(), 8)));
    auto getEnd = [&](OpBuilder &b, Location loc, ArrayRef<Area> before) {
      Value end = arith::ConstantIndexOp::create(b, loc, 0);
      for (const Area &area : before) {
        auto factors = llvm::map_to_vector(
            area.groups, [](const Group *group) { return group->factors; });
        end =
            arith::AddIOp::create(b, loc, end, getBytes(b, loc, area, factors));
      }
      return end;
    };
    for (size_t number = 0; number < areas.size(); ++number)
      for (Group *group : areas[number].groups)
        for (Buffer &buffer : group->buffers)
          place(buffer, *group, workspace, [&](OpBuilder &b, Location loc) {
            Value start = getEnd(b, loc, areas.take_front(number));
            Value within = getBytes(b, loc, buffer.offset, group->factors);
            return arith::AddIOp::create(b, loc, start, within).getResult();
          });
    if (redzones && !areas.empty())
      unpoison(func, workspace, [&](OpBuilder &b, Location loc) {
        return getEnd(b, loc, areas);
      });
    return success();
  }
};
} // namespace

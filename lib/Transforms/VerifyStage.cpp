//===- VerifyStage.cpp - What may stand at a stage ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Analysis/CallGraph.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

namespace nn {
#define GEN_PASS_DEF_VERIFYSTAGEPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
/// Why an op may not stand at a stage; empty if it may.
using Reason = std::string;

/// A stage by the dialects that stand there and a further look at each op.
struct Stage {
  StringRef name;
  ArrayRef<StringRef> dialects;
  Reason (*check)(Operation *op);
};
} // namespace

static bool hasDynamicTensor(Operation *op) {
  auto isDynamic = [](Type type) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    return tensor && !tensor.hasStaticShape();
  };
  return llvm::any_of(op->getOperandTypes(), isDynamic) ||
         llvm::any_of(op->getResultTypes(), isDynamic);
}

/// Whether a slice of static offsets, sizes and strides lies inside of `shape`.
/// The verifier of the op lets products overflow and indices be negative.
static bool liesInside(OffsetSizeAndStrideOpInterface slice,
                       ArrayRef<int64_t> shape) {
  auto isInside = [](int64_t index, int64_t extent) {
    return index >= 0 && index < extent;
  };
  for (auto [offset, size, stride, extent] :
       llvm::zip_equal(slice.getStaticOffsets(), slice.getStaticSizes(),
                       slice.getStaticStrides(), shape)) {
    int64_t last = 0;
    if (size != 0 && (llvm::MulOverflow(size - 1, stride, last) ||
                      llvm::AddOverflow(offset, last, last) ||
                      !isInside(offset, extent) || !isInside(last, extent)))
      return false;
  }
  return true;
}

/// What the tensor dialect offers at the model stage moves elements between
/// places known at compile time.
static Reason checkTensorOp(Operation *op) {
  if (isa<tensor::CastOp, tensor::YieldOp>(op))
    return {};
  if (auto dim = dyn_cast<tensor::DimOp>(op)) {
    auto source = dyn_cast<RankedTensorType>(dim.getSource().getType());
    std::optional<int64_t> axis = dim.getConstantIndex();
    if (source && (!axis || *axis < 0 || *axis >= source.getRank()))
      return "its axis is no constant, or not an axis of the tensor";
    return {};
  }
  if (!isa<tensor::CollapseShapeOp, tensor::ConcatOp, tensor::ExpandShapeOp,
           tensor::ExtractSliceOp, tensor::FromElementsOp,
           tensor::InsertSliceOp, tensor::PadOp, tensor::SplatOp>(op))
    return "its indices could lie outside of the tensor, or its shape or "
           "contents are not known";
  // Shape arithmetic of the tensor dialect trusts dynamic extents; those of a
  // splat are checked.
  if (hasDynamicTensor(op) && !isa<tensor::SplatOp>(op))
    return "a tensor op other than 'tensor.cast', 'tensor.dim' and "
           "'tensor.splat' needs static extents; use the nn op for it";
  if (auto slice = dyn_cast<OffsetSizeAndStrideOpInterface>(op)) {
    auto isStatic = [](ArrayRef<int64_t> values) {
      return llvm::none_of(values, ShapedType::isDynamic);
    };
    if (!isStatic(slice.getStaticOffsets()) ||
        !isStatic(slice.getStaticSizes()) ||
        !isStatic(slice.getStaticStrides()))
      return "a slice needs static offsets, sizes and strides";
    // The tensor that the slice is of.
    Value whole =
        isa<tensor::InsertSliceOp>(op) ? op->getOperand(1) : op->getOperand(0);
    if (!liesInside(slice, cast<RankedTensorType>(whole.getType()).getShape()))
      return "the slice reaches out of the tensor";
  }
  if (auto pad = dyn_cast<tensor::PadOp>(op)) {
    auto isStatic = [](int64_t value) { return value >= 0; };
    if (!llvm::all_of(pad.getStaticLow(), isStatic) ||
        !llvm::all_of(pad.getStaticHigh(), isStatic))
      return "padding needs static widths that are not negative";
    if (!pad.getConstantPaddingValue())
      return "padding needs one value";
  }
  return {};
}

static Reason checkModelOp(Operation *op) {
  if (isa<ModuleOp>(op) && op->getParentOp())
    return "a model is one module";
  if (isa<CheckOp>(op))
    return "lowering makes it";
  auto isTrusted = [](auto indexing) { return indexing.getInBounds(); };
  if (llvm::TypeSwitch<Operation *, bool>(op)
          .Case<GatherOp, ScatterOp>(isTrusted)
          .Default(false))
    return "that indices are in bounds is for passes to say";
  if (auto constant = dyn_cast<arith::ConstantOp>(op))
    if (!isa<FloatAttr, IntegerAttr, DenseElementsAttr>(constant.getValue()))
      return "a constant is a number or a dense tensor; other values can be "
             "those of an 'nn.param'";
  if (isa<arith::ArithDialect, math::MathDialect>(op->getDialect()))
    if (StringRef reason = getReasonAgainst(op); !reason.empty())
      return reason.str();
  if (isa<tensor::TensorDialect>(op->getDialect()))
    if (Reason reason = checkTensorOp(op); !reason.empty())
      return reason;
  if (llvm::any_of(op->getResultTypes(), llvm::IsaPred<UnrankedTensorType>))
    return "a tensor needs a rank";
  return {};
}

/// Whether `op` computes on 16-bit floats rather than move or convert them.
static bool computesOnHalves(Operation *op) {
  auto isHalfType = [](Type type) { return isHalf(type); };
  return isa<arith::ArithDialect, math::MathDialect>(op->getDialect()) &&
         !isa<arith::BitcastOp, arith::ConstantOp, arith::ExtFOp,
              arith::FPToSIOp, arith::FPToUIOp, arith::SelectOp,
              arith::SIToFPOp, arith::TruncFOp, arith::UIToFPOp>(op) &&
         (llvm::any_of(op->getOperandTypes(), isHalfType) ||
          llvm::any_of(op->getResultTypes(), isHalfType));
}

static Reason checkStructuredOp(Operation *op) {
  if (isa<NNDialect>(op->getDialect()) && !isa<ParamOp, CheckOp>(op))
    return isa<DecomposableOpInterface>(op)
               ? "it is a layer that has not been decomposed"
               : "it has not been lowered";
  auto hasNames = [](Type type) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    return tensor && isa_and_present<AxesAttr>(tensor.getEncoding());
  };
  if (llvm::any_of(op->getOperandTypes(), hasNames) ||
      llvm::any_of(op->getResultTypes(), hasNames))
    return "names of axes end before this stage";
  if (computesOnHalves(op))
    return "it computes on 16-bit floats ('nn-widen-halves' makes it f32)";
  return {};
}

static Reason checkBuffersOp(Operation *op) {
  if (isa<NNDialect>(op->getDialect()) && !isa<ParamOp, ParallelOp>(op))
    return "it has not been lowered";
  if (isa<memref::AllocOp, memref::AllocaOp, memref::ReallocOp>(op))
    return "a buffer lies in the workspace";
  if (isa<LLVM::LLVMDialect>(op->getDialect()) &&
      !isa<LLVM::CallIntrinsicOp>(op))
    return "of the machine, it holds single instructions only";
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  if (llvm::any_of(op->getOperandTypes(), isTensor) ||
      llvm::any_of(op->getResultTypes(), isTensor))
    return "a tensor is left that is no buffer";
  return {};
}

static Reason checkNothing(Operation *) { return {}; }

static constexpr StringRef kModelDialects[] = {"builtin", "func", "nn",
                                               "arith",   "math", "tensor"};
static constexpr StringRef kStructuredDialects[] = {
    "builtin", "func",   "nn",  "arith", "math",          "tensor",
    "linalg",  "affine", "scf", "cf",    "bufferization", "memref"};
static constexpr StringRef kBuffersDialects[] = {
    "builtin", "func", "nn",     "arith",  "math", "memref", "affine",
    "scf",     "cf",   "linalg", "vector", "amx",  "llvm"};
static constexpr StringRef kMachineDialects[] = {"builtin", "llvm"};

static const Stage kStages[] = {
    {"model", kModelDialects, checkModelOp},
    {"structured", kStructuredDialects, checkStructuredOp},
    {"buffers", kBuffersDialects, checkBuffersOp},
    {"machine", kMachineDialects, checkNothing},
};

namespace {
struct VerifyStage : nn::impl::VerifyStagePassBase<VerifyStage> {
  using VerifyStagePassBase::VerifyStagePassBase;

  void runOnOperation() override {
    const Stage *found =
        llvm::find_if(kStages, [&](const Stage &s) { return s.name == stage; });
    if (found == std::end(kStages)) {
      InFlightDiagnostic diag = getOperation().emitError("expected stage ");
      llvm::interleave(
          kStages, [&](const Stage &s) { diag << "'" << s.name << "'"; },
          [&] { diag << ", "; });
      diag << ", got '" << stage << "'";
      return signalPassFailure();
    }
    SymbolTable symbols(getOperation());
    if (found->check == checkModelOp &&
        failed(verifyCalls(getOperation(), symbols)))
      return signalPassFailure();
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      Reason reason;
      if (!llvm::is_contained(found->dialects,
                              op->getName().getDialectNamespace()))
        reason = ("the stage holds no ops of dialect '" +
                  op->getName().getDialectNamespace() + "'")
                     .str();
      else
        reason = found->check(op);
      if (reason.empty())
        return WalkResult::advance();
      op->emitOpError("cannot stand at stage '")
          << found->name << "': " << reason;
      signalPassFailure();
      return WalkResult::skip();
    });
    markAllAnalysesPreserved();
  }
};
} // namespace

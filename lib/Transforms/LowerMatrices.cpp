//===- LowerMatrices.cpp - Matrix registers to LLVM -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Upstream's -convert-vector-to-llvm=enable-amx leaves the arguments of loops
// as they are, which -convert-cf-to-llvm then refuses (LLVM 22, see
// test/Transforms/nn-lower-matrices.mlir). So loops are converted beside.
//
//===----------------------------------------------------------------------===//

#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/AMX/AMXDialect.h"
#include "mlir/Dialect/AMX/Transforms.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/Transforms/DialectConversion.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_LOWERMATRICESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

static bool isMatrix(Type type) { return isa<amx::TileType>(type); }

namespace {
struct LowerMatrices : nn::impl::LowerMatricesPassBase<LowerMatrices> {
  void runOnOperation() override {
    bool hasMatrices = getOperation()
                           .walk([](Operation *op) {
                             return isa<amx::AMXDialect>(op->getDialect())
                                        ? WalkResult::interrupt()
                                        : WalkResult::advance();
                           })
                           .wasInterrupted();
    if (!hasMatrices)
      return;
    MLIRContext &context = getContext();
    LLVMTypeConverter registers(&context);
    // Loops carry sums in vectors beside, which stay.
    TypeConverter carried;
    carried.addConversion([](Type type) { return type; });
    carried.addConversion([](amx::TileType type) -> Type {
      return LLVM::LLVMX86AMXType::get(type.getContext());
    });
    auto cast = [](OpBuilder &b, Type type, ValueRange values, Location loc) {
      return UnrealizedConversionCastOp::create(b, loc, type, values)
          .getResult(0);
    };
    carried.addSourceMaterialization(cast);
    carried.addTargetMaterialization(cast);
    RewritePatternSet patterns(&context);
    populateAMXLegalizeForLLVMExportPatterns(registers, patterns);
    ConversionTarget target(context);
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    target.addIllegalDialect<amx::AMXDialect>();
    scf::populateSCFStructuralTypeConversions(carried, patterns);
    target.addDynamicallyLegalOp<scf::ForOp, scf::YieldOp>([](Operation *op) {
      return llvm::none_of(op->getOperandTypes(), isMatrix);
    });
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
